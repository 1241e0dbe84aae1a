"""What changed between two texts, word by word. Pure: no Django."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

IGUAL, QUITA, AGREGA = "igual", "quita", "agrega"
LARGO_MAXIMO = 4000
"""Words beyond which a text is compared whole: the comparison is quadratic."""


@dataclass(frozen=True, slots=True)
class Diferencia:
    """Both sides as (text, IGUAL | QUITA | AGREGA) pieces; joined, each side is the whole text again."""

    antes: list[tuple[str, str]]
    despues: list[tuple[str, str]]


def diferencia(antes: str, despues: str) -> Diferencia:
    """Words of `antes` that left and words of `despues` that came."""
    a, b = (re.findall(r"\s+|[^\s]+", t) for t in (antes, despues))
    if max(len(a), len(b)) > LARGO_MAXIMO:
        iguales = antes == despues
        return Diferencia([(antes, IGUAL if iguales else QUITA)], [(despues, IGUAL if iguales else AGREGA)])
    de_antes: list[tuple[str, str]] = []
    de_despues: list[tuple[str, str]] = []
    for operacion, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        igual = operacion == "equal"
        if j > i:
            de_antes.append(("".join(a[i:j]), IGUAL if igual else QUITA))
        if m > k:
            de_despues.append(("".join(b[k:m]), IGUAL if igual else AGREGA))
    return Diferencia(de_antes, de_despues)
