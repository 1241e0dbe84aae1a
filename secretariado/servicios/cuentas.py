"""Accounts: who an external identity is, correcting one's name, rescuing who lost the second factor."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Invitacion, Usuario
from secretariado.permisos import exigir
from secretariado.registro.bitacora import asentar
from secretariado.servicios.correos_de_cuenta import dar_por_verificado
from secretariado.servicios.invitaciones import abrir_cuenta_invitada, aceptar_invitacion


def reconocer_identidad(*, correo: str, nombre: str = "") -> Usuario | None:
    """The account of an address that an issuer verified: one that exists, or the one that its open invitations
    allow. None: nobody knows this person here, and nobody signs up alone."""
    with transaction.atomic():
        usuario = Usuario.objects.filter(correo__iexact=correo).first()
        if usuario is not None:
            dar_por_verificado(usuario=usuario)
            return usuario
        abiertas = list(Invitacion.objects.abiertas(ahora()).filter(correo__iexact=correo).order_by("pk"))
        if not abiertas:
            return None
        usuario = abrir_cuenta_invitada(invitacion=abiertas[0], nombre=nombre, contrasena=None)
        for otra in abiertas[1:]:
            aceptar_invitacion(actor=usuario, invitacion=otra)
    return usuario


def corregir_nombre(*, actor: Usuario, cuenta: Usuario, nombre: str) -> None:
    """Right of rectification: the name that the desk and the mails use."""
    exigir("secretariado.disponer_de_cuenta", actor, cuenta)
    nombre = " ".join(nombre.split())
    if not nombre:
        raise ReglaIncumplida(_("Escribe tu nombre."), "nombre")
    with transaction.atomic():
        cuenta.nombre = nombre
        cuenta.save(update_fields=["nombre"])
        asentar(
            actor=actor, rol="cuenta", institucion=None, accion="cuenta.corregida", asunto="cuentas", publico=False
        )


def retirar_segundo_factor(*, actor: Usuario, cuenta: Usuario) -> None:
    """For who lost telephone and codes: after this the password alone opens the account until a new factor is
    set up. Administration only, and it leaves a trace."""
    exigir("secretariado.administrar_cuentas", actor, cuenta)
    with transaction.atomic():
        Authenticator.objects.filter(user=cuenta).delete()
        asentar(
            actor=actor,
            rol="administracion",
            institucion=None,
            accion="cuenta.segundo_factor_retirado",
            asunto="cuentas",
            publico=False,
        )
