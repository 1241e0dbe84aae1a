"""An OpenDocument spreadsheet written row by row. The libraries that write ODS keep the whole document in
memory; a table here may have millions of rows.
"""

import re
import zipfile
from collections.abc import Iterable
from datetime import date
from typing import IO, Any, BinaryIO, Self
from xml.sax.saxutils import escape, quoteattr

MIME = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_INICIO = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<office:document-content xmlns:office="{_OASIS}:office:1.0" xmlns:table="{_OASIS}:table:1.0" '
    f'xmlns:text="{_OASIS}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
)
_FIN = "</office:spreadsheet></office:body></office:document-content>"
_MANIFIESTO = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.2" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_PROHIBIDOS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 cannot say, not even escaped."""
_BLANCOS = re.compile(r"^ |(?<= ) +")
BLOQUE = 64 * 1024


def entrada(nombre: str, compresion: int = zipfile.ZIP_DEFLATED) -> zipfile.ZipInfo:
    """An entry of a ZIP that says nothing of when nor where it was made."""
    info = zipfile.ZipInfo(nombre, (1980, 1, 1, 0, 0, 0))
    info.compress_type = compresion
    info.create_system, info.external_attr = 3, 0o644 << 16
    return info


class LibroOds:
    """`with LibroOds(file) as libro: libro.hoja(name, header, rows)`."""

    def __init__(self, destino: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(destino, "w")
        self._zip.writestr(entrada("mimetype", zipfile.ZIP_STORED), MIME)
        self._zip.writestr(entrada("META-INF/manifest.xml"), _MANIFIESTO)
        self._contenido: IO[bytes] = self._zip.open(entrada("content.xml"), "w", force_zip64=True)

    def __enter__(self) -> Self:
        self._contenido.write(_INICIO.encode())
        return self

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            self._contenido.write(_FIN.encode())
        self._contenido.close()
        self._zip.close()

    def hoja(self, nombre: str, titulos: list[str], filas: Iterable[list[Any]]) -> None:
        piezas = [
            f"<table:table table:name={quoteattr(nombre)}>"
            f'<table:table-column table:number-columns-repeated="{len(titulos)}"/>'
            f"<table:table-header-rows>{_renglon(titulos)}</table:table-header-rows>"
        ]
        peso = 0
        for fila in filas:
            piezas.append(_renglon(fila))
            peso += len(piezas[-1])
            if peso >= BLOQUE:
                self._contenido.write("".join(piezas).encode())
                piezas.clear()
                peso = 0
        piezas.append("</table:table>")
        self._contenido.write("".join(piezas).encode())


def _renglon(fila: list[Any]) -> str:
    return f"<table:table-row>{''.join(map(_celda, fila))}</table:table-row>"


def _celda(valor: Any) -> str:
    if valor is None or valor == "":
        return "<table:table-cell/>"
    if isinstance(valor, str):
        parrafos = "".join(f"<text:p>{_parrafo(p)}</text:p>" for p in re.split("\r\n|\r|\n", valor))
        return f'<table:table-cell office:value-type="string">{parrafos}</table:table-cell>'
    if isinstance(valor, bool):
        tipo, dato = "boolean", f'office:boolean-value="{str(valor).lower()}"'
    elif isinstance(valor, date):
        tipo, dato = "date", f'office:date-value="{valor.isoformat()}"'
    else:
        tipo, dato = "float", f'office:value="{valor}"'
    texto = str(valor).lower() if isinstance(valor, bool) else str(valor)
    return f'<table:table-cell office:value-type="{tipo}" {dato}><text:p>{texto}</text:p></table:table-cell>'


def _parrafo(texto: str) -> str:
    """Escaped; blanks at the beginning or in a row have their own element, or a reader would drop them."""
    limpio = escape(_PROHIBIDOS.sub("", texto)).replace("\t", "<text:tab/>")
    return _BLANCOS.sub(lambda m: f'<text:s text:c="{len(m[0])}"/>', limpio)
