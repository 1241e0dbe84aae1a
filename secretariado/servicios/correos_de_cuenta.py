"""The addresses that allauth keeps of each account, in step with `Usuario.correo`."""

from allauth.account.models import EmailAddress
from django.db import transaction

from secretariado.models import Usuario


def dar_por_verificado(*, usuario: Usuario) -> None:
    """Record that whoever holds `usuario` reads its mail: an invitation's link or an issuer proved it, or it is
    an account of the demonstration."""
    with transaction.atomic():
        EmailAddress.objects.filter(user=usuario).exclude(email=usuario.correo).update(primary=False)
        EmailAddress.objects.update_or_create(
            user=usuario, email=usuario.correo, defaults={"verified": True, "primary": True}
        )


def olvidar_otros_correos(*, usuario: Usuario) -> None:
    """After a change of address by hand: the previous one opens nothing, the new one is verified at log-in."""
    EmailAddress.objects.filter(user=usuario).exclude(email=usuario.correo).delete()
