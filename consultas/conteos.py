"""Attendance counts as they may be published: groups under five hidden, and what would give them back. Pure."""

from collections.abc import Iterable

from consultas.supresion import suprimir

DIMENSIONES = ("sexo", "edad", "sector")
TOTAL = ("total", "")
_RESTO = object()
Celda = tuple[str, str]


def publicables(conteos: Iterable[tuple[str, str, int]]) -> dict[Celda, int | None]:
    """By dimension and group, what is published of each count: None for what is hidden.

    The groups of a dimension and those who said nothing (never printed, but anybody can subtract) add up to the
    total, when a total is printed too.
    """
    valores = {(d, g): n for d, g, n in conteos}
    celdas: dict[tuple[object, str], int] = {c: n for c, n in valores.items()}  # noqa: C416 - wider keys
    relaciones: list[dict[tuple[object, str], int]] = []
    if TOTAL in valores:
        for dimension in DIMENSIONES:
            grupos = [c for c in valores if c[0] == dimension]
            if not grupos:
                continue
            resto = (_RESTO, dimension)
            celdas[resto] = max(valores[TOTAL] - sum(valores[c] for c in grupos), 0)
            relaciones.append({TOTAL: -1, resto: 1, **dict.fromkeys(grupos, 1)})
    ocultas = suprimir(celdas, relaciones)
    return {c: None if c in ocultas or 0 < n < 5 else n for c, n in valores.items()}
