"""How far a long reading is, told by the reading process to the one that waits for it, through its error output."""

import sys

_activo = False


def activar() -> None:
    """From now on this process tells; elsewhere `informar` does nothing."""
    global _activo
    _activo = True


def informar(hechas: int, total: int) -> None:
    if _activo:
        sys.stderr.write(f"{100 * hechas // max(total, 1)}\n")
        sys.stderr.flush()
