"""A section of the review in stretches, so that no page sends more fields than a server takes. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from compromisos.importacion.letras import normal
from compromisos.importacion.revision import Grupo

GRUPOS_POR_TRAMO = 40
"""Rows of up to eight fields, each with its mark: well under a thousand."""


def tramos(grupos: Sequence[Grupo]) -> list[Sequence[Grupo]]:
    return [grupos[i : i + GRUPOS_POR_TRAMO] for i in range(0, len(grupos), GRUPOS_POR_TRAMO)] or [grupos]


def tramo_de(grupos: Sequence[Grupo], ruta: str) -> int:
    """Which stretch, from 1, shows the value or row at `ruta`; what belongs to no row is shown in the first."""
    mejor, donde = -1, 0
    for orden, grupo in enumerate(grupos):
        suya = ruta == grupo.ruta or ruta.startswith(f"{grupo.ruta}/")
        if suya and len(grupo.ruta) > mejor:
            mejor, donde = len(grupo.ruta), orden
    return tramo_de_fila(donde)


def del_tramo(grupos: Sequence[Grupo], rutas: Iterable[str], tramo: int) -> list[str]:
    """Those of `rutas` that this stretch shows."""
    todas = list(rutas)
    return todas if len(grupos) <= GRUPOS_POR_TRAMO else [r for r in todas if tramo_de(grupos, r) == tramo]


def filas_de_dudas(grupos: Sequence[Grupo], dudas: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[int, bool]]:
    """Which row each doubt is about, and whether that row says what it quotes: the only one of its list that does;
    else the first of its list; else that of the section itself. The rows are read once for all of them."""
    primera: dict[str, int] = {}
    dicen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for n, grupo in enumerate(grupos):
        lista = grupo.lista.rpartition("/")[2]
        primera.setdefault(lista, n)
        for dato in grupo.datos:
            dicen[lista, normal(dato.texto)].add(n)
    halladas = {}
    for ruta, duda in dudas.items():
        dice = normal(duda.get("texto_original") or "")
        citadas = dicen.get((duda["campo"], dice), set()) if dice else set()
        unica = len(citadas) == 1
        halladas[ruta] = (next(iter(citadas)) if unica else primera.get(duda["campo"], 0), unica)
    return halladas


def tramo_de_fila(n: int) -> int:
    return n // GRUPOS_POR_TRAMO + 1
