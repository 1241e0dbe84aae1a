"""A section of the review in stretches, so that no page sends more fields than a server takes. Pure."""

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
    return donde // GRUPOS_POR_TRAMO + 1


def del_tramo(grupos: Sequence[Grupo], rutas: Iterable[str], tramo: int) -> list[str]:
    """Those of `rutas` that this stretch shows."""
    todas = list(rutas)
    return todas if len(grupos) <= GRUPOS_POR_TRAMO else [r for r in todas if tramo_de(grupos, r) == tramo]


def fila_de_duda(grupos: Sequence[Grupo], duda: Mapping[str, Any]) -> tuple[int, bool]:
    """Which row a doubt is about, and whether that row says what it quotes: the only one of its list that does;
    else the first of its list; else that of the section itself."""
    dice = normal(duda.get("texto_original") or "")
    suyas = [n for n, g in enumerate(grupos) if g.lista.rpartition("/")[2] == duda["campo"]]
    citadas = [n for n in suyas if dice and any(normal(d.texto) == dice for d in grupos[n].datos)]
    return (citadas[0], True) if len(citadas) == 1 else (suyas[0] if suyas else 0, False)


def tramo_de_duda(grupos: Sequence[Grupo], duda: Mapping[str, Any]) -> int:
    return fila_de_duda(grupos, duda)[0] // GRUPOS_POR_TRAMO + 1
