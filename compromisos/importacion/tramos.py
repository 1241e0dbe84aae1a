"""A section of the review in stretches, so that no page sends more fields than a server takes. Pure."""

from collections.abc import Iterable, Sequence

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
