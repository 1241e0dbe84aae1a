"""Honest pairs: A, B, A, B… in one process; the median of the per-pair ratios counts."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

PARES = 9


@dataclass(frozen=True)
class Medida:
    """Medians in seconds, the median ratio A/B, and how much A differs from itself."""

    a: float
    b: float
    razon: float
    ruido: float

    @property
    def valida(self) -> bool:
        """A run whose A-against-A differs by more than 10 % is invalid, not failed."""
        return abs(self.ruido - 1) <= 0.10


def _tiempo(f: Callable[[], Any]) -> float:
    inicio = time.perf_counter()
    f()
    return time.perf_counter() - inicio


def comparar(a: Callable[[], Any], b: Callable[[], Any], pares: int = PARES, veces: int = 1) -> Medida:
    """Interleaved pairs after one warm-up of each; `veces` calls per sample for short functions."""

    def muestra(f: Callable[[], Any]) -> float:
        return sum(_tiempo(f) for _ in range(veces)) / veces

    a(), b()
    tiempos = [(muestra(a), muestra(b), muestra(a)) for _ in range(pares)]
    return Medida(
        a=statistics.median(t[0] for t in tiempos),
        b=statistics.median(t[1] for t in tiempos),
        razon=statistics.median(t[0] / t[1] for t in tiempos),
        ruido=statistics.median(t[0] / t[2] for t in tiempos),
    )


def fila(numero: str, nombre: str, medida: Medida, barra: float) -> None:
    """Print one row of the table of 05-barras."""
    if not medida.valida:
        veredicto = "INVÁLIDA (ruido > 10 %)"
    else:
        veredicto = "cumple" if medida.razon <= barra else f"NO cumple por {medida.razon / barra - 1:.0%}"
    print(
        f"{numero:>3} {nombre:<58} {medida.a * 1000:9.2f} ms {medida.b * 1000:9.2f} ms "
        f"{medida.razon:6.2f} × (barra {barra}) ruido {medida.ruido:.2f}  {veredicto}",
        flush=True,
    )
