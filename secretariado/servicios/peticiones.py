"""One effect per Idempotency-Key: the row of the key and the write it guards are one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import PeticionUnica, Usuario

SE_GUARDA = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Respuesta:
    """What was answered: HTTP status, body as JSON text and, of what was created, its address."""

    estado: int
    cuerpo: str
    lugar: str = ""
    repetida: bool = False


class ClaveDeOtraPeticion(ReglaIncumplida):
    """The same Idempotency-Key came with something else."""


class _YaEstaba(Exception):
    pass


def respuesta_de(*, actor: Usuario, clave: str, huella: str) -> Respuesta | None:
    """What this key was answered before, None when it is new."""
    fila = PeticionUnica.objects.filter(usuario=actor, clave=clave).first()
    if fila is None:
        return None
    if fila.huella != huella:
        raise ClaveDeOtraPeticion(
            _("Esa Idempotency-Key ya se usó con otra petición. Usa una clave nueva para cada cosa distinta.")
        )
    return Respuesta(fila.estado, fila.cuerpo, fila.lugar, repetida=True)


def una_sola_vez(*, actor: Usuario, clave: str, huella: str, hacer: Callable[[], Respuesta]) -> Respuesta:
    """Run `hacer` under a key that is new, or give the answer of who came first. Of two at once, the second waits
    for the first. What fails leaves nothing, and may be tried again under the same key."""
    try:
        with transaction.atomic():
            fila = _apartar(actor, clave, huella)
            respuesta = hacer()
            fila.estado, fila.cuerpo, fila.lugar = respuesta.estado, respuesta.cuerpo, respuesta.lugar
            fila.save(update_fields=["estado", "cuerpo", "lugar"])
            return respuesta
    except _YaEstaba:
        anterior = respuesta_de(actor=actor, clave=clave, huella=huella)
        if anterior is None:  # swept between one line and the other
            return una_sola_vez(actor=actor, clave=clave, huella=huella, hacer=hacer)
        return anterior


def _apartar(actor: Usuario, clave: str, huella: str) -> PeticionUnica:
    try:
        with transaction.atomic():
            return PeticionUnica.objects.create(usuario=actor, clave=clave, huella=huella, creada=ahora())
    except IntegrityError as error:
        raise _YaEstaba from error


def limpiar_peticiones() -> int:
    """Daily: a key is remembered for a week."""
    borradas, _detalle = PeticionUnica.objects.filter(creada__lt=ahora() - SE_GUARDA).delete()
    return borradas
