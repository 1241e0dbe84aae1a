"""Inviting people to a role: send, send again, revoke, accept. The log tells role and institution, not whom."""

import hashlib
import logging
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.correos import enviar_correo
from secretariado.models import Institucion, Invitacion, Membresia, Secretariado, Usuario
from secretariado.permisos import alcance, exigir
from secretariado.registro.bitacora import asentar
from secretariado.servicios.correos_de_cuenta import dar_por_verificado

registro = logging.getLogger(__name__)


def invitar(
    *,
    actor: Usuario,
    correo: str,
    rol: str,
    secretariado: Secretariado | None = None,
    institucion: Institucion | None = None,
) -> Invitacion:
    """Invite whoever reads `correo` to take `rol`. The link goes by mail after commit and lasts 14 days."""
    correo = correo.strip().lower()
    token, momento = secrets.token_urlsafe(32), ahora()
    invitacion = Invitacion(
        correo=correo,
        rol=rol,
        secretariado=secretariado if rol != Membresia.Rol.COORDINACION else None,
        institucion=institucion if rol in (Membresia.Rol.RESPONSABLE, Membresia.Rol.VERIFICACION) else None,
        token_sha256=_huella(token),
        creada=momento,
        vence=momento + timedelta(days=settings.INVITACION_DIAS),
        invitada_por=actor,
    )
    _comprobar_ambito(invitacion)
    exigir("secretariado.invitar", actor, invitacion)
    if Membresia.objects.vigentes(hoy()).filter(usuario__correo=correo, rol=rol, **invitacion.ambito()).exists():
        raise ReglaIncumplida(_("Esa persona ya tiene ese papel."), "correo")
    with transaction.atomic():
        try:
            with transaction.atomic():
                invitacion.save()
        except IntegrityError as error:
            raise ReglaIncumplida(
                _("Ya hay una invitación pendiente igual para ese correo. Búscala en la lista y reenvíala."),
                "correo",
            ) from error
        _anotar(actor, "invitacion.enviada", invitacion)
        _enviar_al_confirmar(invitacion, token)
    return invitacion


def reenviar_invitacion(*, actor: Usuario, invitacion: Invitacion) -> Invitacion:
    """A new link for another 14 days; the previous one stops working."""
    exigir("secretariado.administrar_invitacion", actor, invitacion)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        invitacion = _bloqueada(pk=invitacion.pk)
        _exigir_pendiente(invitacion)
        invitacion.token_sha256 = _huella(token)
        invitacion.vence = ahora() + timedelta(days=settings.INVITACION_DIAS)
        invitacion.enviada = None
        invitacion.save(update_fields=["token_sha256", "vence", "enviada"])
        _anotar(actor, "invitacion.reenviada", invitacion)
        _enviar_al_confirmar(invitacion, token)
    return invitacion


def revocar_invitacion(*, actor: Usuario, invitacion: Invitacion) -> Invitacion:
    exigir("secretariado.administrar_invitacion", actor, invitacion)
    with transaction.atomic():
        invitacion = _bloqueada(pk=invitacion.pk)
        _exigir_pendiente(invitacion)
        invitacion.revocada = ahora()
        invitacion.save(update_fields=["revocada"])
        _anotar(actor, "invitacion.revocada", invitacion)
    return invitacion


def invitacion_de(token: str) -> Invitacion | None:
    """The invitation of a link, in whatever state, or None."""
    return (
        Invitacion.objects.select_related("secretariado", "institucion")
        .filter(token_sha256=_huella(token))
        .first()
    )


def aceptar_invitacion(*, actor: Usuario, invitacion: Invitacion) -> Membresia:
    """Take the role with an account that exists. The address of both is the same."""
    with transaction.atomic():
        invitacion = _bloqueada(pk=invitacion.pk, token_sha256=invitacion.token_sha256)
        exigir("secretariado.aceptar_invitacion", actor, invitacion)
        _exigir_abierta(invitacion)
        return _entregar(invitacion, actor)


def abrir_cuenta_invitada(*, invitacion: Invitacion, nombre: str, contrasena: str | None) -> Usuario:
    """Open the account of an invited address, already verified (the link or the issuer proved it), and give it
    its role. Without `contrasena` it is entered by external identity only."""
    with transaction.atomic():
        invitacion = _bloqueada(pk=invitacion.pk, token_sha256=invitacion.token_sha256)
        _exigir_abierta(invitacion)
        if Usuario.objects.filter(correo__iexact=invitacion.correo).exists():
            raise ReglaIncumplida(_("Ese correo ya tiene cuenta. Entra con ella para aceptar la invitación."))
        usuario = Usuario.objects.create_user(invitacion.correo, contrasena, nombre=nombre.strip())
        dar_por_verificado(usuario=usuario)
        _entregar(invitacion, usuario)
    return usuario


def _entregar(invitacion: Invitacion, usuario: Usuario) -> Membresia:
    """Close the invitation and open, or open again, the membership it offers."""
    ambito = invitacion.ambito()
    membresia, nueva = Membresia.objects.get_or_create(
        usuario=usuario, rol=invitacion.rol, **ambito, defaults={"desde": hoy()}
    )
    if not nueva:
        membresia.desde = min(membresia.desde or hoy(), hoy())
        membresia.hasta = None
        membresia.save(update_fields=["desde", "hasta"])
    usuario.__dict__.pop("_alcance", None)
    invitacion.aceptada, invitacion.aceptada_por = ahora(), usuario
    invitacion.save(update_fields=["aceptada", "aceptada_por"])
    asentar(
        actor=usuario,
        rol=invitacion.rol,
        institucion=invitacion.institucion,
        accion="invitacion.aceptada",
        asunto=_asunto(invitacion),
        publico=False,
        datos=_datos(invitacion),
    )
    return membresia


def _comprobar_ambito(invitacion: Invitacion) -> None:
    if invitacion.rol != Membresia.Rol.COORDINACION and invitacion.secretariado is None:
        raise ReglaIncumplida(_("Elige el secretariado."), "secretariado")
    pide_institucion = invitacion.rol in (Membresia.Rol.RESPONSABLE, Membresia.Rol.VERIFICACION)
    if pide_institucion and invitacion.institucion is None:
        raise ReglaIncumplida(_("Elige la institución."), "institucion")


def _exigir_pendiente(invitacion: Invitacion) -> None:
    if invitacion.aceptada:
        raise ReglaIncumplida(_("Esa invitación ya se aceptó."))
    if invitacion.revocada:
        raise ReglaIncumplida(_("Esa invitación se revocó. Haz una nueva."))


def _exigir_abierta(invitacion: Invitacion) -> None:
    _exigir_pendiente(invitacion)
    if invitacion.vence <= ahora():
        raise ReglaIncumplida(_("Esta invitación venció. Pide a quien te invitó que la envíe de nuevo."))


def _bloqueada(**cual: Any) -> Invitacion:
    invitacion = (
        Invitacion.objects.select_for_update(of=("self",))
        .select_related("secretariado", "institucion")
        .filter(**cual)
        .first()
    )
    if invitacion is None:
        raise ReglaIncumplida(_("Este enlace ya no sirve: se envió otro más reciente."))
    return invitacion


def _huella(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _asunto(invitacion: Invitacion) -> str:
    return f"secretariado:{invitacion.secretariado.slug}"[:60] if invitacion.secretariado else "pais"


def _datos(invitacion: Invitacion) -> dict[str, Any]:
    institucion = invitacion.institucion
    return {"rol": invitacion.rol, "institucion": institucion.nombre if institucion else None}


def _anotar(actor: Usuario, accion: str, invitacion: Invitacion) -> None:
    asentar(
        actor=actor,
        rol=_en_calidad_de(actor, invitacion),
        institucion=None,
        accion=accion,
        asunto=_asunto(invitacion),
        publico=False,
        datos=_datos(invitacion),
    )


def _en_calidad_de(actor: Usuario, invitacion: Invitacion) -> str:
    suyo = alcance(actor)
    if invitacion.secretariado_id in suyo.facilitacion:
        return Membresia.Rol.FACILITACION
    return Membresia.Rol.COORDINACION if suyo.coordinacion else "administracion"


def _enviar_al_confirmar(invitacion: Invitacion, token: str) -> None:
    transaction.on_commit(lambda: _enviar(invitacion, token))


def _enviar(invitacion: Invitacion, token: str) -> None:
    """Mail the link; if the server refuses it the invitation stays "sin enviar" and the list says so."""
    contexto = {
        "invitacion": invitacion,
        "enlace": settings.SITIO_URL + reverse("invitacion", args=[token]),
        "dias": settings.INVITACION_DIAS,
        "sitio": settings.SITIO_URL,
    }
    try:
        enviar_correo(invitacion.correo, "Portal PAL: te invitan a participar", "correos/invitacion", contexto)
    except Exception:
        registro.exception("No salió el correo de la invitación %s", invitacion.pk)
        return
    invitacion.enviada = ahora()
    Invitacion.objects.filter(pk=invitacion.pk).update(enviada=invitacion.enviada)
