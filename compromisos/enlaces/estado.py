"""The rule: what a check found, and when the state of a link changes because of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DIAS = 3
"""Failing or changed checks, on as many different days, before anything is said of a link."""


class Resultado(StrEnum):
    """What one check found."""

    BIEN = "bien"
    CAMBIO = "cambio"
    ROTO = "roto"
    SIN_RESPUESTA = "sin_respuesta"


class EstadoEnlace(StrEnum):
    """What is said of the link; nothing ("") while it was never reached."""

    VIVO = "vivo"
    CAMBIO = "cambio"
    ROTO = "roto"
    SIN_RESPUESTA = "sin_respuesta"


ALARMA = frozenset({EstadoEnlace.CAMBIO.value, EstadoEnlace.ROTO.value, EstadoEnlace.SIN_RESPUESTA.value})
FALLAS = frozenset({Resultado.ROTO.value, Resultado.SIN_RESPUESTA.value})
# The site answers, but not to us or not now: a person may still reach it, so it is not called broken.
_NO_DICE = frozenset({401, 403, 407, 408, 421, 423, 425, 429, 451})


@dataclass(frozen=True, slots=True)
class Huellas:
    """SHA-256 of what was received and of its text; empty when unknown."""

    contenido: str = ""
    texto: str = ""


def resultado_http(estado: int) -> Resultado:
    """2xx is well; the other 4xx and stray 3xx say that it is not there; the rest is no answer."""
    if 200 <= estado < 300:
        return Resultado.BIEN
    if 300 <= estado < 500 and estado not in _NO_DICE:
        return Resultado.ROTO
    return Resultado.SIN_RESPUESTA


def cambio(antes: Huellas | None, ahora: Huellas) -> bool:
    """Whether the content is another. Texts are compared where both have one: pages carry marks (sessions,
    nonces, dates of the server) that change at each visit and that nobody reads."""
    if antes is None:
        return False
    if antes.texto and ahora.texto:
        return antes.texto != ahora.texto
    return bool(antes.contenido and ahora.contenido) and antes.contenido != ahora.contenido


def estado_del_enlace(revisiones: Sequence[tuple[date, str]]) -> str:
    """The state after `revisiones` (day and result, oldest first).

    A good check clears everything. Since the last one: failures count in a row (an answer, even a changed one,
    breaks the row); changed answers count together (a failure says nothing of the content).
    """
    hubo_respuesta = False
    fallas: set[date] = set()
    cambios: set[date] = set()
    ultima_falla = ""
    for dia, resultado in revisiones:
        if resultado in FALLAS:
            fallas.add(dia)
            ultima_falla = resultado
            continue
        hubo_respuesta = True
        fallas.clear()
        if resultado == Resultado.CAMBIO:
            cambios.add(dia)
        else:
            cambios.clear()
    if len(fallas) >= DIAS:
        return ultima_falla
    if len(cambios) >= DIAS:
        return EstadoEnlace.CAMBIO.value
    return EstadoEnlace.VIVO.value if hubo_respuesta else ""
