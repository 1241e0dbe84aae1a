"""Spreadsheets: XLSX and CSV. Each sheet is a heading and a table."""

import csv
import io
import re
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell

from compromisos.importacion.documento import Celda, Documento, Lugar, Pieza, Tabla, Titulo, sin_banda
from compromisos.importacion.lectura_texto import decodificar
from compromisos.importacion.limites import CARACTERES, CELDAS, COLUMNAS, DocumentoIlegible
from compromisos.importacion.plantilla import HojaDeTextos, LibroDeTextos, es_plantilla, leer_plantilla

FILAS_VACIAS = 200
"""After so many the sheet is over, whatever its declared size."""


def leer_xlsx(cuerpo: bytes) -> Documento:
    libro = load_workbook(io.BytesIO(cuerpo), read_only=True, data_only=True)
    piezas: list[Pieza] = []
    total = 0
    try:
        if es_plantilla(libro):
            return leer_plantilla(libro)
        for hoja in libro.worksheets:
            if hoja.sheet_state != "visible":
                continue
            filas = _filas(hoja.iter_rows(max_col=COLUMNAS), hoja.title)
            total += sum(len(f) for f in filas)
            if total > CELDAS:
                raise DocumentoIlegible("largo")
            if filas:
                piezas.append(Titulo(hoja.title, 1, Lugar(hoja=hoja.title)))
                piezas.append(Tabla(filas, Lugar(hoja=hoja.title)))
    finally:
        libro.close()
    return Documento(tuple(piezas), "xlsx")


def leer_csv(cuerpo: bytes) -> Documento:
    texto = decodificar(cuerpo)
    if len(texto) > CARACTERES:
        raise DocumentoIlegible("largo")
    primera = texto.split("\n", 1)[0]
    separador = max(",;\t", key=primera.count)
    filas = _filas(csv.reader(io.StringIO(texto), delimiter=separador), "")
    hoja = LibroDeTextos({"Compromisos": HojaDeTextos(filas)})
    if es_plantilla(hoja):
        return leer_plantilla(hoja, "csv")
    return Documento((Tabla(filas, Lugar()),), "csv")


def _filas(filas: Any, hoja: str) -> tuple[tuple[Celda, ...], ...]:
    """Of values, or of the cells of a workbook, whose background may say something too."""
    resultado, vacias, total = [], 0, 0
    for f, fila in enumerate(filas, 1):
        celdas = [_celda(valor, Lugar(hoja=hoja, fila=f, columna=c)) for c, valor in enumerate(fila[:COLUMNAS], 1)]
        while celdas and not (celdas[-1].texto or celdas[-1].fondo):
            celdas.pop()
        con_texto = any(c.texto for c in celdas)
        vacias = 0 if con_texto else vacias + 1
        total += len(celdas)
        if vacias > FILAS_VACIAS:
            break
        if total > CELDAS:
            raise DocumentoIlegible("largo")
        if con_texto:
            resultado.append(sin_banda(celdas))
    return tuple(resultado)


def _celda(valor: Any, lugar: Lugar) -> Celda:
    if isinstance(valor, ReadOnlyCell):
        return Celda(_texto(valor.value), lugar, _fondo(valor))
    return Celda(_texto(getattr(valor, "value", valor)), lugar)


def _fondo(celda: ReadOnlyCell) -> str:
    relleno = celda.fill
    if relleno is None or relleno.fill_type != "solid":
        return ""
    color = relleno.fgColor
    clave = color.rgb if color.type == "rgb" else f"{color.type} {color.value} {color.tint}"
    return "" if str(clave).lower() in ("ffffffff", "00ffffff", "00000000", "theme 0 0.0") else str(clave).lower()


def _texto(valor: Any) -> str:
    if valor is None:
        return ""
    if isinstance(valor, datetime | date):
        return valor.strftime("%Y-%m-%d")
    if isinstance(valor, float) and valor.is_integer():
        return str(int(valor))
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\r\n?", "\n", str(valor))).strip()
