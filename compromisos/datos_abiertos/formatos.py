"""The formats of a table, each as an iterator of blocks of bytes. Same rows, same bytes; flat memory."""

import json
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO

import orjson
from django.db.models import QuerySet
from django.utils.text import slugify

from compromisos.datos_abiertos.diccionario import columnas_en_espanol
from compromisos.datos_abiertos.ods import LibroOds
from pal_portal.cimientos.csv_publico import csv_en_bloques
from pal_portal.cimientos.publicacion import Recurso

BLOQUE = 64 * 1024
SIN_FECHA = datetime(1980, 1, 1)  # noqa: DTZ001 - a file format's clock, not a moment
"""Written where a format asks when the file was made, so that the same rows give the same bytes."""
FILAS_POR_HOJA = 1_048_575
"""What a sheet holds under its header; the rest goes on in another sheet."""
CELDA_XLSX = 32_767
RECORTADO = "… (recortado: una celda de XLSX no admite más; completo en CSV, JSON y ODS)"
DICCIONARIO = ("columna", "tipo", "significado", "valores")


@dataclass(frozen=True, slots=True)
class Formato:
    """How a format is asked for, told to people and named in catalogues."""

    clave: str
    nombre: str
    mime: str
    bloques: Callable[[Recurso, "QuerySet[Any]"], Iterator[bytes]]


def json_en_bloques(recurso: Recurso, filas: "QuerySet[Any]") -> Iterator[bytes]:
    """A list of the same objects that the API gives, one per line."""
    bloque, separador = bytearray(b"["), b"\n"
    for fila in _publicadas(recurso, filas):
        bloque += separador + orjson.dumps(fila)
        separador = b",\n"
        if len(bloque) >= BLOQUE:
            yield bytes(bloque)
            bloque.clear()
    yield bytes(bloque + b"\n]\n")


def _publicadas(recurso: Recurso, filas: "QuerySet[Any]") -> Iterator[dict[str, Any]]:
    for fila in recurso.valores(filas).iterator(chunk_size=2000):
        yield recurso.publicar(fila)


def para_hoja(valor: Any) -> Any:
    """A value as a spreadsheet takes it: lists and objects as JSON, moments with their zone as text."""
    if isinstance(valor, list | dict):
        return json.dumps(valor, ensure_ascii=False)
    return valor.isoformat() if isinstance(valor, datetime) else valor


def xlsx_en_bloques(recurso: Recurso, filas: "QuerySet[Any]") -> Iterator[bytes]:
    """A sheet with the rows (more when they do not fit in one) and another with what each column means."""
    import xlsxwriter  # a process that makes no sheet does not carry it

    with tempfile.TemporaryFile() as copia:
        with xlsxwriter.Workbook(copia, {"constant_memory": True, "use_zip64": True}) as libro:
            libro.set_properties({"title": recurso.titulo, "created": SIN_FECHA})
            negrita = libro.add_format({"bold": True})
            dia = libro.add_format({"num_format": "yyyy-mm-dd"})
            for hoja, titulos, renglones in _hojas(recurso, filas):
                _hoja_xlsx(libro.add_worksheet(hoja), titulos, renglones, negrita, dia)
        yield from leer(copia)


def _hoja_xlsx(hoja: Any, titulos: list[str], renglones: Iterator[list[Any]], negrita: Any, dia: Any) -> None:
    hoja.freeze_panes(1, 0)
    for j, titulo in enumerate(titulos):
        hoja.write_string(0, j, titulo, negrita)
    for i, renglon in enumerate(renglones, start=1):
        for j, valor in enumerate(renglon):
            if isinstance(valor, str):  # never `write`, which would take "=…" as a formula
                hoja.write_string(i, j, _recortado(valor))
            elif isinstance(valor, bool):
                hoja.write_boolean(i, j, valor)
            elif isinstance(valor, date):
                _fecha_xlsx(hoja, i, j, valor, dia)
            elif valor is not None:
                hoja.write_number(i, j, valor)


def _fecha_xlsx(hoja: Any, i: int, j: int, valor: date, dia: Any) -> None:
    if valor.year < 1900:  # the calendar of spreadsheets begins there
        hoja.write_string(i, j, valor.isoformat())
    else:
        hoja.write_datetime(i, j, valor, dia)


def _recortado(texto: str) -> str:
    return texto if len(texto) <= CELDA_XLSX else texto[: CELDA_XLSX - len(RECORTADO)] + RECORTADO


def ods_en_bloques(recurso: Recurso, filas: "QuerySet[Any]") -> Iterator[bytes]:
    """The same two sheets as OpenDocument."""
    with tempfile.TemporaryFile() as copia:
        with LibroOds(copia) as libro:
            for hoja, titulos, renglones in _hojas(recurso, filas):
                libro.hoja(hoja, titulos, renglones)
        yield from leer(copia)


def _hojas(recurso: Recurso, filas: "QuerySet[Any]") -> Iterator[tuple[str, list[str], Iterator[list[Any]]]]:
    """(name, header, rows) of each sheet. The rows of one are spent before the next is asked for."""
    nombre, titulos = slugify(recurso.nombre)[:25], [c.nombre for c in recurso.columnas]
    renglones = ([para_hoja(v) for v in f.values()] for f in _publicadas(recurso, filas))
    resto = _Tramos(renglones)
    yield nombre, titulos, resto.tramo()
    numero = 2
    while resto.hay_mas():
        yield f"{nombre} {numero}", titulos, resto.tramo()
        numero += 1
    explicadas = ([c[k] for k in DICCIONARIO] for c in columnas_en_espanol(recurso))
    yield "Diccionario", list(DICCIONARIO), explicadas


class _Tramos:
    """An iterator dealt in stretches of a sheet's size."""

    def __init__(self, filas: Iterator[list[Any]]) -> None:
        self._filas, self._siguiente = filas, next(filas, None)

    def hay_mas(self) -> bool:
        return self._siguiente is not None

    def tramo(self) -> Iterator[list[Any]]:
        for _ in range(FILAS_POR_HOJA):
            if self._siguiente is None:
                return
            yield self._siguiente
            self._siguiente = next(self._filas, None)


def leer(copia: BinaryIO) -> Iterator[bytes]:
    """A finished temporary file, from its beginning, in blocks."""
    copia.seek(0)
    while bloque := copia.read(BLOQUE):
        yield bloque


def volcar(bloques: Iterator[bytes], destino: BinaryIO) -> None:
    for bloque in bloques:
        destino.write(bloque)


FORMATOS = {
    f.clave: f
    for f in (
        Formato("csv", "CSV", "text/csv; charset=utf-8", csv_en_bloques),
        Formato("json", "JSON", "application/json", json_en_bloques),
        Formato(
            "xlsx",
            "XLSX",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            xlsx_en_bloques,
        ),
        Formato("ods", "ODS", "application/vnd.oasis.opendocument.spreadsheet", ods_en_bloques),
    )
}
