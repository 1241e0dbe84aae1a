"""Whether Redis was found away a moment ago. Apart from `cache`: without Redis, its library is not loaded."""

import time

RECIENTE = 60.0
"""Seconds during which a failure is told to people."""
_ultima_falla = -RECIENTE


def anotar_falla() -> None:
    global _ultima_falla
    _ultima_falla = time.monotonic()


def hay_retraso() -> bool:
    """Whether Redis was found away in the last minute: background work waits, saved work is safe."""
    return time.monotonic() - _ultima_falla < RECIENTE
