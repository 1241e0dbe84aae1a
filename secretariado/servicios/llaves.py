"""API keys: create, rotate, revoke, and finding whose a presented one is. The log tells that there was one and
for what, reserved; the secret is said once and never kept."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Alcance, LlaveApi, Usuario
from secretariado.permisos import alcances_de, exigir
from secretariado.registro.bitacora import asentar

MAXIMO_POR_CUENTA = 10
PLAZOS = (30, 90, 180, 365)
"""Days that a key may last."""
TRASLAPES = (0, 1, 24, 168)
"""Hours that the former key still opens after a rotation: 0, at once."""
CADA_CUANTO = timedelta(minutes=1)
"""The last use is kept to the minute: reading does not become writing."""


def crear_llave(*, actor: Usuario, nombre: str, alcances: Sequence[str], dias: int) -> tuple[LlaveApi, str]:
    """A new key of `actor` and its secret, which is told here and never again."""
    nombre = " ".join(nombre.split())
    if not nombre:
        raise ReglaIncumplida(_("Ponle un nombre: qué sistema la usará."), "nombre")
    elegidos = [a for a in Alcance.values if a in alcances]
    if not elegidos or len(elegidos) != len(set(alcances)):
        raise ReglaIncumplida(_("Elige al menos un alcance de la lista."), "alcances")
    if not set(elegidos) <= set(alcances_de(actor)):
        raise ReglaIncumplida(_("Tu papel no alcanza para eso: quita los alcances que no usas."), "alcances")
    if dias not in PLAZOS:
        raise ReglaIncumplida(_("Elige cuánto dura."), "dias")
    llave, secreto = _nueva(actor, nombre, " ".join(elegidos), timedelta(days=dias))
    exigir("secretariado.usar_llave", actor, llave)
    with transaction.atomic():
        Usuario.objects.select_for_update().get(pk=actor.pk)  # two at once do not pass the maximum
        if LlaveApi.objects.vigentes(ahora()).filter(usuario=actor).count() >= MAXIMO_POR_CUENTA:
            raise ReglaIncumplida(
                _("Ya tienes %(n)s llaves vigentes. Revoca alguna antes de crear otra.") % {"n": MAXIMO_POR_CUENTA}
            )
        llave.save()
        _anotar(actor, "llave.creada", llave)
    return llave, secreto


def rotar_llave(*, actor: Usuario, llave: LlaveApi, traslape_horas: int) -> tuple[LlaveApi, str]:
    """A new secret with the same name, scopes and term. The former opens for `traslape_horas` more, so that both
    systems can be changed without a gap; with 0 it stops at once."""
    exigir("secretariado.usar_llave", actor, llave)
    if traslape_horas not in TRASLAPES:
        raise ReglaIncumplida(_("Elige hasta cuándo sirve la anterior."), "traslape_horas")
    with transaction.atomic():
        llave = LlaveApi.objects.select_for_update().get(pk=llave.pk)
        momento = ahora()
        if not llave.vigente(momento) or LlaveApi.objects.filter(sucede_a=llave).exists():
            raise ReglaIncumplida(_("Esta llave ya se cambió, se revocó o venció. Crea otra."))
        nueva, secreto = _nueva(actor, llave.nombre, llave.alcances, llave.vence - llave.creada)
        nueva.sucede_a = llave
        nueva.save()
        if traslape_horas:
            llave.vence = min(llave.vence, momento + timedelta(hours=traslape_horas))
        else:
            llave.revocada = momento
        llave.save(update_fields=["vence", "revocada"])
        _anotar(actor, "llave.rotada", nueva)
    return nueva, secreto


def revocar_llave(*, actor: Usuario, llave: LlaveApi) -> None:
    """It stops opening anything at once. Revoking twice is the same as once."""
    exigir("secretariado.revocar_llave", actor, llave)
    with transaction.atomic():
        if LlaveApi.objects.filter(pk=llave.pk, revocada__isnull=True).update(revocada=ahora()):
            _anotar(actor, "llave.revocada", llave)


def llave_de(secreto: str) -> LlaveApi | None:
    """The key of a secret, if it opens now and its owner may still use it, and note that it was used. One query,
    and a write at most once a minute."""
    momento = ahora()
    llave = (
        LlaveApi.objects.vigentes(momento)
        .select_related("usuario")
        .filter(huella=huella_de(secreto), usuario__is_active=True)
        .first()
    )
    if llave is not None and (llave.ultimo_uso is None or abs(momento - llave.ultimo_uso) > CADA_CUANTO):
        LlaveApi.objects.filter(pk=llave.pk).update(ultimo_uso=momento)
    return llave


def huella_de(secreto: str) -> str:
    """The secret has 256 random bits: a plain hash is enough, there is nothing to guess."""
    return hashlib.sha256(secreto.encode()).hexdigest()


def _nueva(actor: Usuario, nombre: str, alcances: str, plazo: timedelta) -> tuple[LlaveApi, str]:
    """Unsaved. The prefix is part of the secret, and tells nothing of the rest."""
    prefijo = f"pal_{secrets.token_hex(4)}"
    secreto, momento = f"{prefijo}_{secrets.token_urlsafe(32)}", ahora()
    llave = LlaveApi(
        usuario=actor,
        nombre=nombre[:80],
        prefijo=prefijo,
        huella=huella_de(secreto),
        alcances=alcances,
        creada=momento,
        vence=momento + plazo,
    )
    return llave, secreto


def _anotar(actor: Usuario, accion: str, llave: LlaveApi) -> None:
    asentar(
        actor=actor,
        rol="cuenta",
        institucion=None,
        accion=accion,
        asunto="cuentas",
        publico=False,
        datos={"prefijo": llave.prefijo, "alcances": llave.alcances},
    )
