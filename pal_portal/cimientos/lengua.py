"""Spanish words for searching, the same on every engine: accents folded, plurals joined, stems.

PostgreSQL's `unaccent` before `spanish_stem` parts "participación" (participacion) from "participaciones"
(particip): the stemmer knows its suffixes by their accents. So the accents that were not typed are put back first.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import local

VACIAS = frozenset({
    "a", "al", "ante", "asi", "aun", "como", "con", "cual", "cuales", "cuando", "de", "del", "desde", "donde",
    "e", "el", "ella", "ellas", "ellos", "en", "entre", "era", "es", "esa", "esas", "ese", "eso", "esos",
    "esta", "estan", "estas", "este", "esto", "estos", "fue", "ha", "han", "hasta", "hay", "la", "las", "le",
    "les", "lo", "los", "mas", "me", "mi", "mis", "muy", "ni", "no", "nos", "o", "otra", "otras", "otro",
    "otros", "para", "pero", "por", "porque", "que", "quien", "quienes", "se", "sea", "ser", "si", "sin",
    "sino", "sobre", "son", "su", "sus", "tal", "tambien", "te", "tiene", "todo", "todos", "tu", "tus", "u",
    "un", "una", "unas", "uno", "unos", "y", "ya",
})  # fmt: skip
"""Words that say nothing to a search."""
MARCA = "xq"
"""What tells a stem from a word in an index that holds both: no Spanish word begins so."""
LARGO = 40
_PALABRA = re.compile(r"[^\W_]+")
_hilo = local()
"""A stemmer keeps the word it works on: one per thread."""


def plegar(texto: str) -> str:
    """Lower case without diacritics (ñ included): "Año público" → "ano publico"."""
    descompuesto = unicodedata.normalize("NFKD", texto.casefold())
    return "".join(c for c in descompuesto if not unicodedata.combining(c))


def palabras(texto: str) -> list[str]:
    """The folded words of `texto`, in order, empty ones included."""
    return _PALABRA.findall(plegar(texto))


def con_lugar(texto: str) -> Iterator[tuple[str, int, int]]:
    """Each folded word of `texto` with where it begins and ends in it."""
    for hallada in _PALABRA.finditer(unicodedata.normalize("NFC", texto)):
        yield plegar(hallada.group()), hallada.start(), hallada.end()


@lru_cache(maxsize=65_536)
def raiz(palabra: str) -> str:
    """The stem of a folded word: the same for singular and plural, with and without accents. Of a number, itself
    without zeros before it (GTO-1-05 is GTO-1-5)."""
    if palabra.isdigit():
        return palabra.lstrip("0") or "0"
    if len(palabra) < 4:
        return palabra
    singular = _singular(palabra)
    if singular.endswith(("cion", "sion")):
        singular = f"{singular[:-2]}ón"
    elif singular.endswith("logia"):
        singular = f"{singular[:-2]}ía"
    if not hasattr(_hilo, "raices"):
        import snowballstemmer  # it loads every language it knows: 2 MB, for who searches or indexes

        _hilo.raices = snowballstemmer.stemmer("spanish")
    return plegar(_hilo.raices.stemWord(singular))


def _singular(palabra: str) -> str:
    if palabra.endswith("ces"):
        return f"{palabra[:-3]}z"
    if re.search(r"[dlnrsyz]es$", palabra) and len(palabra) > 4:
        return palabra[:-2]
    return palabra[:-1] if re.search(r"[aeo]s$", palabra) and len(palabra) > 4 else palabra


@lru_cache(maxsize=512)
def indexable(texto: str) -> str:
    """What an index holds of `texto`: each word that says something, and its stem. Remembered for a while: twenty
    pieces of evidence in a row say the same commitment."""
    utiles = (p[:LARGO] for p in palabras(texto) if p not in VACIAS)
    return " ".join(f"{p} {MARCA}{raiz(p)}" for p in utiles)
