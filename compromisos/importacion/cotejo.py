"""The text of the document piece by piece, and which pieces each value of the draft came from. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compromisos.importacion.documento import Documento, Tabla, Titulo
from compromisos.importacion.letras import normal

MARGEN = 2
"""Pieces shown before and after those of a section."""
SEGUIDAS = 40


@dataclass(frozen=True, slots=True)
class PiezaFuente:
    """A piece as shown: `rutas` are the values that came from it."""

    numero: int
    lugar: str
    clase: str
    texto: str
    rutas: tuple[str, ...] = ()


def fuente_de(documento: Documento) -> list[list[str]]:
    """(place, class, text) of each piece: title, paragraph or cell."""
    piezas: list[list[str]] = []
    for pieza in documento.piezas:
        if isinstance(pieza, Tabla):
            celdas = (c for fila in pieza.filas for c in fila if c.texto.strip())
            piezas += [[str(c.lugar), "celda", c.texto] for c in celdas]
        elif pieza.texto.strip():
            clase = "titulo" if isinstance(pieza, Titulo) else "parrafo"
            piezas.append([str(pieza.lugar), clase, pieza.texto])
    return sin_nulos(piezas)


def sin_nulos(valor: Any) -> Any:
    """Without what no database takes as text: the null character and lone surrogates."""
    if isinstance(valor, str):
        return valor.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    if isinstance(valor, dict):
        return {sin_nulos(c): sin_nulos(v) for c, v in valor.items()}
    if isinstance(valor, list | tuple):
        return [sin_nulos(v) for v in valor]
    return valor


def cotejar(
    fuente: Sequence[Sequence[str]], origenes: Mapping[str, Any], valores: Mapping[str, str]
) -> tuple[list[PiezaFuente], dict[str, int]]:
    """The stretch of the document that a section came from, marked; and the first piece of each value.

    A value's origin says where it begins; it goes on while the pieces that follow stand within its text.
    """
    porlugar: dict[str, int] = {}
    for numero, (lugar, _, _) in enumerate(fuente):
        porlugar.setdefault(lugar, numero)
    rutas: dict[int, list[str]] = {}
    primeras: dict[str, int] = {}
    for ruta, origen in origenes.items():
        inicio = porlugar.get(origen["lugar"])
        if inicio is None:
            continue
        primeras[ruta] = inicio
        dice = normal(valores.get(ruta) or origen["cita"])
        rutas.setdefault(inicio, []).append(ruta)
        for sigue in range(inicio + 1, min(inicio + SEGUIDAS, len(fuente))):
            if normal(fuente[sigue][2]) not in dice:
                break
            rutas.setdefault(sigue, []).append(ruta)
    if not rutas:
        return [], primeras
    desde, hasta = max(min(rutas) - MARGEN, 0), min(max(rutas) + MARGEN + 1, len(fuente))
    piezas = []
    for n in range(desde, hasta):
        lugar, clase, texto = fuente[n]
        piezas.append(PiezaFuente(n, lugar, clase, texto, tuple(rutas.get(n, ()))))
    return piezas, primeras
