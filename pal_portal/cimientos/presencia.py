"""Who has a page open just now: kept in the cache for a while, so that people who work on the same thing know.

A hint, not a lock: two arrivals at the same instant may miss each other until their pages ask again.
"""

import time

from django.core.cache import cache

VIGENCIA = 75
"""Seconds after its last sign that a person counts as gone; open pages ask every `CADA`."""
CADA = 30


def anotar(lugar: str, quien: int, donde: str) -> dict[int, str]:
    """Say that `quien` is at `donde` within `lugar`; where the others are, by person."""
    clave, ahora = f"presencia:{lugar}", time.time()
    guardado: dict[int, tuple[str, float]] = cache.get(clave) or {}
    vivos = {p: (d, t) for p, (d, t) in guardado.items() if ahora - t < VIGENCIA and p != quien}
    cache.set(clave, {**vivos, quien: (donde, ahora)}, VIGENCIA)
    return {p: d for p, (d, _) in vivos.items()}
