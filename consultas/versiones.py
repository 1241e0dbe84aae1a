"""Which paragraph of a new version comes from which of the one before. Pure."""

from collections.abc import Sequence
from difflib import SequenceMatcher

MINIMO = 0.5
"""Share of words in common below which two paragraphs are not the same one rewritten."""


def partir(texto: str) -> list[str]:
    """Paragraphs, separated by blank lines; the lines of one are joined."""
    bloques = texto.replace("\r\n", "\n").split("\n\n")
    return [" ".join(b.split()) for b in bloques if b.strip()]


def emparejar(antes: Sequence[str], despues: Sequence[str]) -> list[int | None]:
    """For each new paragraph, the place of the old one it comes from, in order; None when it is new."""
    origen: list[int | None] = [None] * len(despues)
    for operacion, i, j, k, m in SequenceMatcher(None, antes, despues, autojunk=False).get_opcodes():
        if operacion == "equal":
            for n in range(m - k):
                origen[k + n] = i + n
            continue
        libres = list(range(i, j))
        for nuevo in range(k, m):
            puntos = [(_parecido(antes[viejo], despues[nuevo]), -viejo) for viejo in libres]
            mejor = max(puntos, default=(0.0, 0))
            if mejor[0] >= MINIMO:
                origen[nuevo] = -mejor[1]
                libres = [v for v in libres if v > -mejor[1]]
    return origen


def _parecido(a: str, b: str) -> float:
    return SequenceMatcher(None, a.split(), b.split(), autojunk=False).ratio()
