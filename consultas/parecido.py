"""How alike two short texts are, without accents nor case: trigrams for how they are written, words for what they
say. Pure, so that both engines suggest the same."""

import re
from collections.abc import Iterable
from typing import TypeVar

from pal_portal.cimientos.lengua import plegar

UMBRAL = 0.34
CORTAS = frozenset(
    {
        *("a", "al", "con", "de", "del", "el", "en", "es", "la", "las", "lo", "los", "o", "para", "por", "que"),
        *("se", "sin", "su", "sus", "un", "una", "y", "ya"),
    }
)
K = TypeVar("K")


def palabras(texto: str) -> frozenset[str]:
    """The words that carry meaning, by their beginning: "escuelas" and "escuela" are one."""
    todas = re.findall(r"[a-z0-9]+", plegar(texto))
    return frozenset(p[:6].rstrip("s") for p in todas if p not in CORTAS)


def trigramas(texto: str) -> frozenset[str]:
    """Runs of three letters of each word, with its edges (as PostgreSQL's pg_trgm does)."""
    return frozenset(
        f"  {p} "[i : i + 3] for p in re.findall(r"[a-z0-9]+", plegar(texto)) for i in range(len(p) + 1)
    )


def parecido(a: str, b: str) -> float:
    """From 0 to 1; the greater of both ways of looking."""
    escritos = _comunes(trigramas(a), trigramas(b))
    return max(escritos, _comunes(palabras(a), palabras(b)))


def _comunes(x: frozenset[str], y: frozenset[str]) -> float:
    return len(x & y) / len(x | y) if x and y else 0.0


def parecidas(texto: str, candidatas: Iterable[tuple[K, str]], cuantas: int = 5) -> list[K]:
    """The most alike first, only those that are alike enough."""
    puntos = [(parecido(texto, otro), k) for k, otro in candidatas]
    buenas = sorted((p for p in puntos if p[0] >= UMBRAL), key=lambda p: -p[0])
    return [k for _puntos, k in buenas[:cuantas]]
