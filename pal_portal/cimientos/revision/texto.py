"""Plain text and CSV; and the marks of a web page or a program hidden in any kind of file."""

import re
import zipfile
from typing import BinaryIO

from . import Rechazo

PAGINA = re.compile(
    rb"<\s*(?:!doctype\s+(?:html|svg)|(?:html|script|svg|iframe|body|object|embed|applet|meta|link)[\s>/:])|<\?php"
    rb"|<\?=|\bjavascript:[^\s]",
    re.IGNORECASE,
)
ESCONDIDO = re.compile(
    rb"<(?:script|iframe|html|body|!doctype\s+html)[\s>]|<svg(?:\s+[a-z]{2}|>)|<\?php\s|\bjavascript:[^\s]"
    rb"|%PDF-\d\.|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|This program cannot be run in DOS mode|\x7fELF[\x01\x02]{2}\x01",
    re.IGNORECASE,
)
"""What no image carries by chance: mark-up, another document, an archive, a program."""
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?<\?xml")
_PROGRAMA = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:#!|@echo off|%!PS|\{\\rtf|Windows Registry Editor|\[InternetShortcut\])", re.IGNORECASE
)
_FORMULA = re.compile(rb"""(?:^|[,;\t"\n\r])\s*[=+\-@][^\n,;]{0,200}\|[^\n,;]{0,200}!""")
"""A cell that starts another program when a spreadsheet opens it (DDE)."""


def revisar(datos: bytes) -> str:
    if any(b < 9 or 13 < b < 32 for b in _octetos(datos)):
        raise Rechazo("no_aceptado")
    if PAGINA.search(datos) or _XML.match(datos) or _PROGRAMA.match(datos):
        raise Rechazo("texto_con_codigo")
    if _FORMULA.search(datos):
        raise Rechazo("formula")
    return "text/plain"


def _octetos(datos: bytes) -> set[int]:
    """Which bytes occur."""
    vistos: set[int] = set()
    for inicio in range(0, len(datos), 1 << 20):
        vistos |= set(datos[inicio : inicio + (1 << 20)])
    return vistos


def sin_polizones(archivo: BinaryIO, datos: bytes) -> None:
    """Refuse what is two files at once: an archive at the end, or any mark of `ESCONDIDO`."""
    if zipfile.is_zipfile(archivo) or ESCONDIDO.search(datos):
        raise Rechazo("disfrazado")
