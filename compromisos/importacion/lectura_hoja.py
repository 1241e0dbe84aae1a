"""Spreadsheets: XLSX and CSV. Each sheet is a heading and a table."""

import csv
import io
import re
from datetime import date, datetime
from typing import Any

from openpyxl import load_workbook

from compromisos.importacion.documento import Celda, Documento, Lugar, Pieza, Tabla, Titulo
from compromisos.importacion.lectura_texto import decodificar
from compromisos.importacion.limites import CARACTERES, CELDAS, COLUMNAS, DocumentoIlegible
from compromisos.importacion.plantilla import es_plantilla, leer_plantilla

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
            filas = _filas(hoja.iter_rows(max_col=COLUMNAS, values_only=True), hoja.title)
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
    return Documento((Tabla(filas, Lugar()),), "csv")


def _filas(filas: Any, hoja: str) -> tuple[tuple[Celda, ...], ...]:
    resultado, vacias, total = [], 0, 0
    for f, fila in enumerate(filas, 1):
        textos = [_texto(valor) for valor in fila[:COLUMNAS]]
        while textos and not textos[-1]:
            textos.pop()
        vacias = 0 if textos else vacias + 1
        total += len(textos)
        if vacias > FILAS_VACIAS:
            break
        if total > CELDAS:
            raise DocumentoIlegible("largo")
        if textos:
            celdas = (Celda(t, Lugar(hoja=hoja, fila=f, columna=c)) for c, t in enumerate(textos, 1))
            resultado.append(tuple(celdas))
    return tuple(resultado)


def _texto(valor: Any) -> str:
    if valor is None:
        return ""
    if isinstance(valor, datetime | date):
        return valor.strftime("%Y-%m-%d")
    if isinstance(valor, float) and valor.is_integer():
        return str(int(valor))
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\r\n?", "\n", str(valor))).strip()
