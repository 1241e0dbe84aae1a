"""The text of a comment: cleaned when it comes in, a subset of Markdown as safe HTML when it goes out."""

import hashlib
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from markupsafe import Markup

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

MARCAS_SEGUIDAS = 3
ETIQUETAS = {"p", "br", "em", "strong", "ul", "ol", "li", "blockquote", "a", "code"}
_RELACION = "nofollow ugc noopener noreferrer"
_REGLAS = ["emphasis", "list", "blockquote", "link", "autolink", "backticks", "escape", "newline"]
_INVISIBLES = re.compile("[\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc]")
_ENLACE = re.compile(r"(?:https?:)?//[^\s<>\"')\]]+|\bwww\.[^\s<>\"')\]]+", re.IGNORECASE)
_CORREO = re.compile(
    r"[\w.+%-]{1,64}\s?(?:@|\(at\)|\[at\]|\(arroba\)|\[arroba\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_TELEFONO = re.compile(r"(?<![\w/.-])\+?(?:\d[\s().-]{0,2}){9,13}\d(?![\w/-])")


def limpiar(texto: str) -> str:
    """NFC, without control, invisible nor direction-changing characters, without towers of marks, and without
    more than one blank line in a row."""
    texto = unicodedata.normalize("NFC", texto.replace("\r\n", "\n").replace("\r", "\n"))
    texto = _INVISIBLES.sub("", texto)
    salida: list[str] = []
    marcas = 0
    for c in texto:
        clase = unicodedata.category(c)
        marcas = marcas + 1 if clase in ("Mn", "Me") else 0
        if marcas > MARCAS_SEGUIDAS or (clase in ("Cc", "Cs", "Co", "Cn") and c not in "\n\t"):
            continue
        salida.append(c)
    return re.sub(r"\n\s*\n\s*\n+", "\n\n", "".join(salida)).strip()


@cache
def _lector() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # with nh3, 4 MB that only who shows comments needs

    lector = MarkdownIt("zero", {"html": False, "breaks": True, "maxNesting": 12}).enable(_REGLAS)
    lector.validateLink = _es_enlace  # type: ignore[method-assign,assignment]
    return lector


def _es_enlace(direccion: str) -> bool:
    """Only complete web addresses: no scripts, no data, nothing within this site in disguise."""
    try:
        partes = urlsplit(direccion.strip())
        return partes.scheme.lower() in ("http", "https") and bool(partes.hostname) and not partes.username
    except ValueError:
        return False


def html_de(texto: str) -> Markup:
    """Paragraphs, emphasis, lists, quotes, code and links (`nofollow ugc`). What Markdown made is sanitised again,
    so that a fault in one of the two opens nothing."""
    import nh3

    crudo = _lector().render(texto)
    limpio = nh3.clean(
        crudo,
        tags=ETIQUETAS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes={"http", "https"},
        link_rel=_RELACION,
    )
    return Markup(limpio)  # noqa: S704


def sitios(texto: str) -> list[str]:
    """The web site of each link, written any way, with repetitions."""
    hallados = []
    for m in _ENLACE.finditer(texto):
        direccion = m.group()
        completa = direccion if "//" in direccion else f"//{direccion}"
        try:
            anfitrion = urlsplit(completa if ":" in completa.split("/")[0] else f"https:{completa}").hostname
        except ValueError:
            anfitrion = None
        hallados.append((anfitrion or "?").removeprefix("www."))
    return hallados


def trae_datos_personales(texto: str) -> bool:
    """Whether it seems to hold an e-mail address or a telephone number. Addresses of pages are left out: their
    paths are full of digits."""
    sin_enlaces = _ENLACE.sub(" ", texto)
    return bool(_CORREO.search(sin_enlaces) or _TELEFONO.search(sin_enlaces))


def huella_de_texto(texto: str) -> str:
    """The same for texts that differ only in case, accents, spaces or signs."""
    llano = unicodedata.normalize("NFKD", texto.casefold())
    return hashlib.sha256("".join(c for c in llano if c.isalnum()).encode()).hexdigest()
