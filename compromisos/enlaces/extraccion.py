"""Text of an HTML page, a PDF or a plain text. Its authors are strangers, so it runs apart: `texto.py` starts
this file as a program of its own, which limits itself, reads the document from its input and writes the text."""

import codecs
import html
import io
import re
import resource
import sys
from contextlib import suppress

import nh3
from pypdf import PdfReader

CPU_SEGUNDOS = 20
MEMORIA = 768 * 1024 * 1024
TEXTO_MAXIMO = 1_000_000
"""Characters; a fixed cut, so that the same document always gives the same text."""
PAGINAS = 500

_BLOQUES = {
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "option", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead",
    "title", "tr", "ul",
}  # fmt: skip
_MUDOS = {"script", "style", "noscript", "template", "svg", "math", "object", "iframe", "textarea"}
_JUEGO = re.compile(rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE)
_MARCAS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def de_html(cuerpo: bytes, juego: str = "") -> str:
    """The readable text, a line per block; neither scripts, styles nor attributes."""
    declarado = _JUEGO.search(cuerpo[:4096])
    texto = _decodificado(cuerpo, juego or (declarado.group(1).decode("ascii", "ignore") if declarado else ""))
    limpio = nh3.clean(texto, tags=_BLOQUES, clean_content_tags=_MUDOS, attributes={}, link_rel=None)
    # Well-formed by now: a "<" that is not a tag comes escaped.
    return _en_lineas(html.unescape(re.sub(r"<[^>]*>", "\n", limpio)))


def de_pdf(cuerpo: bytes, juego: str = "") -> str:
    """The text of its pages; nothing when it is scanned, ciphered or damaged."""
    partes: list[str] = []
    largo = 0
    with suppress(Exception):  # pypdf meets damaged files with errors of every class
        for numero, pagina in enumerate(PdfReader(io.BytesIO(cuerpo)).pages):
            if numero >= PAGINAS or largo > TEXTO_MAXIMO:
                break
            partes.append(pagina.extract_text())
            largo += len(partes[-1])
    return _en_lineas("\n".join(partes))


def de_texto(cuerpo: bytes, juego: str = "") -> str:
    return _en_lineas(_decodificado(cuerpo, juego))


LECTORES = {"html": de_html, "pdf": de_pdf, "texto": de_texto}


def _decodificado(cuerpo: bytes, juego: str) -> str:
    marcado = next((nombre for marca, nombre in _MARCAS if cuerpo.startswith(marca)), "")
    for nombre in (marcado, juego, "utf-8"):
        with suppress(LookupError, UnicodeError, ValueError):
            if nombre:
                return cuerpo.decode(nombre)
    return cuerpo.decode("cp1252", "replace")


def _en_lineas(texto: str) -> str:
    """Without controls, blank lines or runs of spaces: what a person would call the same text is the same."""
    visibles = re.sub(r"[^\S\n]+", " ", re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]", "", texto))
    lineas = (linea.strip() for linea in visibles.splitlines())
    return "\n".join(linea for linea in lineas if linea)[:TEXTO_MAXIMO]


def _limitarse() -> None:
    """Memory, processor, no files and no core dump."""
    for recurso, tope in (
        (resource.RLIMIT_AS, MEMORIA),
        (resource.RLIMIT_CPU, CPU_SEGUNDOS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(recurso, (tope, tope))


if __name__ == "__main__":
    _limitarse()
    _, clase, juego_declarado = sys.argv
    sys.stdout.buffer.write(LECTORES[clase](sys.stdin.buffer.read(), juego_declarado).encode())
