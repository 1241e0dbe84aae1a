"""Right of cancellation: an account becomes a pseudonym. What it did stays, by role and institution."""

import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.dispatch import Signal
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import (
    Aviso,
    EnlaceCalendario,
    Invitacion,
    LlaveApi,
    Membresia,
    PeticionUnica,
    PreferenciaAviso,
    Secretariado,
    Usuario,
)
from secretariado.permisos import alcance, exigir
from secretariado.registro.bitacora import asentar

SEUDONIMO = "Cuenta suprimida"
cuenta_suprimida = Signal()
"""Sent within the transaction, with `cuenta`: the floors above forget what they keep of that person."""
DE_LA_PERSONA: tuple[tuple[type[Model], str], ...] = (
    (EmailAddress, "user"),
    (Authenticator, "user"),
    (SocialAccount, "user"),
    (Aviso, "usuario"),
    (PreferenciaAviso, "usuario"),
    (EnlaceCalendario, "usuario"),
    (LlaveApi, "usuario"),
    (PeticionUnica, "usuario"),
)
"""Rows about the person alone, deleted with the account, and how each points at it."""


def avisos_antes_de_suprimir(cuenta: Usuario) -> list[str]:
    """What would be left without anybody if `cuenta` went away."""
    otras = Membresia.objects.vigentes(hoy()).filter(rol=Membresia.Rol.FACILITACION, usuario__is_active=True)
    con_otra = otras.exclude(usuario=cuenta).values("secretariado")
    solas = Secretariado.objects.filter(pk__in=alcance(cuenta).facilitacion).exclude(pk__in=con_otra)
    avisos = [
        _(
            "Eres la única persona que facilita %(stl)s. Si suprimes tu cuenta, nadie podrá publicar ni corregir "
            "sus planes hasta que la coordinación nacional invite a alguien más."
        )
        % {"stl": stl}
        for stl in solas
    ]
    administran = Usuario.objects.filter(is_superuser=True, is_active=True)
    if cuenta.is_superuser and not administran.exclude(pk=cuenta.pk).exists():
        avisos.append(_("Eres la única persona que administra el sitio. Nombra antes a otra."))
    return avisos


def suprimir_cuenta(*, actor: Usuario, cuenta: Usuario, contrasena: str, enterada: bool = False) -> None:
    """Erase the person of `cuenta` for good. Asks for its password, and to have read the warnings if any.

    Declarations, evidence and verdicts keep pointing at the row, which no longer says who it was; the log never
    knew.
    """
    exigir("secretariado.disponer_de_cuenta", actor, cuenta)
    if not cuenta.check_password(contrasena):
        raise ReglaIncumplida(_("Esa contraseña no es correcta."), "contrasena")
    if avisos_antes_de_suprimir(cuenta) and not enterada:
        raise ReglaIncumplida(_("Lee el aviso y marca que lo leíste."), "enterada")
    with transaction.atomic():
        cuenta = Usuario.objects.select_for_update().get(pk=cuenta.pk)
        correo = cuenta.correo
        roles = sorted(set(Membresia.objects.vigentes(hoy()).filter(usuario=cuenta).values_list("rol", flat=True)))
        _terminar_membresias(cuenta)
        for sesion in UserSession.objects.filter(user=cuenta):
            sesion.end()
        for modelo, campo in DE_LA_PERSONA:
            modelo._default_manager.filter(**{campo: cuenta}).delete()
        cuenta_suprimida.send(sender=Usuario, cuenta=cuenta)
        _hacer_seudonimo(cuenta)
        _borrar_de_otras_filas(cuenta, correo)
        asentar(
            actor=cuenta,
            rol="cuenta",
            institucion=None,
            accion="cuenta.suprimida",
            asunto="cuentas",
            publico=False,
            datos={"roles": roles},
        )


def _terminar_membresias(cuenta: Usuario) -> None:
    membresias = Membresia.objects.filter(usuario=cuenta)
    membresias.filter(desde__gte=hoy()).delete()
    membresias.vigentes(hoy()).update(hasta=hoy() - timedelta(days=1))


def _hacer_seudonimo(cuenta: Usuario) -> None:
    cuenta.correo = f"suprimida-{secrets.token_hex(6)}@cuenta.invalid"
    cuenta.nombre = SEUDONIMO
    cuenta.is_active = cuenta.is_staff = cuenta.is_superuser = False
    cuenta.last_login = None
    cuenta.set_unusable_password()  # also what closes any session that is not in the list
    cuenta.save()
    cuenta.groups.clear()
    cuenta.user_permissions.clear()


def _borrar_de_otras_filas(cuenta: Usuario, correo: str) -> None:
    """Where the address or the name were copied: invitations to it, and the administration's own history."""
    momento = ahora()
    suyas = Invitacion.objects.filter(correo__iexact=correo)
    suyas.pendientes().update(revocada=momento)
    suyas.update(correo=cuenta.correo)
    LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Usuario), object_id=str(cuenta.pk)
    ).update(object_repr=SEUDONIMO)
