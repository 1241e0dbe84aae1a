"""Hiding groups under five in tables that share totals, so that no sum or difference gives them back. Pure.

What is published is a set of counts (`valores`) and the sums anybody knows hold between them (`relaciones`:
Σ coefficient · count = something known). A count of 1 to 4 is hidden; then others with it, until for each hidden
small count there is another table of non-negative integers that agrees with everything published (a certificate,
found in the kernel of the relations), and no line hides fewer than five people altogether.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import TypeVar

UMBRAL = 5
K = TypeVar("K", bound=Hashable)
Relacion = Mapping[K, int]


def suprimir(valores: Mapping[K, int], relaciones: Sequence[Relacion[K]], umbral: int = UMBRAL) -> frozenset[K]:
    """The counts that are not published."""
    chicas = {c for c, v in valores.items() if 0 < v < umbral}
    ocultas = set(chicas)
    while ocultas and len(ocultas) < len(valores):
        nuevas = {
            c
            for r in relaciones
            if _es_debil(r, valores, ocultas, umbral)
            if (c := _companera(r, valores, ocultas))
        }
        if not nuevas:
            nuevas = _por_certificar(valores, relaciones, ocultas, chicas)
        if not nuevas:
            break
        ocultas |= nuevas
    return frozenset(ocultas)


def _es_debil(relacion: Relacion[K], valores: Mapping[K, int], ocultas: set[K], umbral: int) -> bool:
    """Whether what the relation hides is one count, or adds up to fewer than `umbral` people."""
    partes = [(k, valores[c]) for c, k in relacion.items() if c in ocultas]
    if not partes:
        return False
    mismo_signo = all(k > 0 for k, _ in partes) or all(k < 0 for k, _ in partes)
    return len(partes) == 1 or (mismo_signo and 0 < sum(v for _, v in partes) < umbral)


def _companera(relacion: Relacion[K], valores: Mapping[K, int], ocultas: set[K]) -> K | None:
    """The published count of the relation whose loss costs least: the smallest that is not zero."""
    libres = [c for c in relacion if c not in ocultas]
    return min(libres, key=lambda c: (valores[c] == 0, valores[c], repr(c)), default=None)


def _por_certificar(
    valores: Mapping[K, int], relaciones: Sequence[Relacion[K]], ocultas: set[K], chicas: set[K]
) -> set[K]:
    """One more count to hide if some small one could still be worked out; nothing when all are safe."""
    seguras = _con_otra_solucion(valores, relaciones, ocultas)
    for celda in sorted(chicas - seguras, key=repr):
        propias = [r for r in relaciones if celda in r]
        for relacion in (*propias, *relaciones, valores):
            companera = _companera(relacion, valores, ocultas)
            if companera is not None:
                return {companera}
    return set()


def _con_otra_solucion(valores: Mapping[K, int], relaciones: Sequence[Relacion[K]], ocultas: set[K]) -> set[K]:
    """Hidden counts that differ in some other non-negative integer solution."""
    seguras: set[K] = set()
    base = list(_nucleo(valores, relaciones, ocultas))
    for v in base:
        seguras |= _movidas(v, valores)
    if len(seguras) < len(ocultas):
        for v, w in combinations(base[:40], 2):
            for signo in (1, -1):
                seguras |= _movidas({c: v.get(c, 0) + signo * w.get(c, 0) for c in v.keys() | w.keys()}, valores)
    return seguras


def _movidas(v: Mapping[K, int], valores: Mapping[K, int]) -> set[K]:
    for signo in (1, -1):
        if all(valores[c] + signo * k >= 0 for c, k in v.items()):
            return {c for c, k in v.items() if k}
    return set()


def _nucleo(
    valores: Mapping[K, int], relaciones: Sequence[Relacion[K]], ocultas: set[K]
) -> Iterator[dict[K, int]]:
    """An integer basis of the changes that no relation notices; the largest counts absorb each change."""
    orden = sorted(ocultas, key=lambda c: (-valores[c], repr(c)))
    filas = [f for r in relaciones if (f := {c: Fraction(k) for c, k in r.items() if c in ocultas and k})]
    pivotes: dict[K, dict[K, Fraction]] = {}
    for columna in orden:
        i = next((i for i, f in enumerate(filas) if f.get(columna)), None)
        if i is None:
            continue
        fila = filas.pop(i)
        guia = fila[columna]
        fila = {c: k / guia for c, k in fila.items()}
        filas = [g for f in filas if (g := _restar(f, fila, columna))]
        pivotes = {p: _restar(f, fila, columna) for p, f in pivotes.items()}
        pivotes[columna] = fila
    for libre in (c for c in orden if c not in pivotes):
        v = {p: -f[libre] for p, f in pivotes.items() if f.get(libre)}
        escala = lcm(1, *(k.denominator for k in v.values()))
        yield {libre: escala, **{p: int(k * escala) for p, k in v.items()}}


def _restar(fila: dict[K, Fraction], guia: dict[K, Fraction], columna: K) -> dict[K, Fraction]:
    k = fila.get(columna)
    if not k:
        return fila
    nueva = dict(fila)
    for c, g in guia.items():
        nueva[c] = nueva.get(c, Fraction(0)) - k * g
    return {c: x for c, x in nueva.items() if x}
