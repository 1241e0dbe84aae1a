"""The template as an OpenDocument spreadsheet: its cells, notes, widths, hidden row and lists of values."""

import io
import re
from collections.abc import Mapping
from typing import Any

from odf.config import ConfigItem, ConfigItemMapEntry, ConfigItemMapIndexed, ConfigItemMapNamed, ConfigItemSet
from odf.number import TextContent, TextStyle
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import ParagraphProperties, Style, TableCellProperties, TableColumnProperties, TextProperties
from odf.table import (
    ContentValidation,
    ContentValidations,
    ErrorMessage,
    Table,
    TableCell,
    TableColumn,
    TableRow,
)
from odf.teletype import addTextToElement
from odf.text import P
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

CM_POR_LETRA = 0.22
_RANGO = re.compile(r"=(\w+)!(\$[A-Z]+\$\d+):(\$[A-Z]+\$\d+)")


def en_ods(libro: Workbook) -> bytes:
    documento = OpenDocumentSpreadsheet()
    estilos = _Estilos(documento)
    reglas = ContentValidations()
    hojas = [_hoja(pagina, estilos, reglas) for pagina in libro.worksheets]
    if reglas.childNodes:  # before the sheets, or they are not looked at
        documento.spreadsheet.addElement(reglas)
    for hoja in hojas:
        documento.spreadsheet.addElement(hoja)
    _congelar(documento, [p.title for p in libro.worksheets if p.freeze_panes])
    salida = io.BytesIO()
    documento.write(salida)
    return salida.getvalue()


class _Estilos:
    """The few there are: heading, text and widths."""

    def __init__(self, documento: Any) -> None:
        self._documento = documento
        self._anchos: dict[float, Any] = {}
        self.titulo = self._celda("Encabezado", backgroundcolor="#0d3b45")
        self.titulo.addElement(TextProperties(fontweight="bold", color="#ffffff"))
        self.fuerte = self._celda("Fuerte")
        self.fuerte.addElement(TextProperties(fontweight="bold"))
        self.libre = self._celda("Libre")
        letra = TextStyle(name="ComoTexto")
        letra.addElement(TextContent())
        documento.automaticstyles.addElement(letra)
        self.texto = self._celda("Texto", letra)
        """What is typed stays as typed: a key such as 16.6 is no number."""

    def _celda(self, nombre: str, letra: Any = None, **fondo: str) -> Any:
        estilo = Style(name=nombre, family="table-cell", **({"datastylename": letra} if letra else {}))
        estilo.addElement(TableCellProperties(wrapoption="wrap", verticalalign="top", **fondo))
        estilo.addElement(ParagraphProperties(textalign="start"))
        self._documento.automaticstyles.addElement(estilo)
        return estilo

    def ancho(self, letras: float) -> Any:
        if letras not in self._anchos:
            estilo = Style(name=f"Ancho{len(self._anchos)}", family="table-column")
            estilo.addElement(TableColumnProperties(columnwidth=f"{letras * CM_POR_LETRA:.2f}cm"))
            self._documento.automaticstyles.addElement(estilo)
            self._anchos[letras] = estilo
        return self._anchos[letras]


def _hoja(pagina: Any, estilos: _Estilos, reglas: Any) -> Any:
    hoja = Table(name=pagina.title)
    columnas = range(1, pagina.max_column + 1)
    for n in columnas:
        columna = pagina.column_dimensions[get_column_letter(n)]
        estilo = estilos.texto if columna.number_format == "@" else estilos.libre
        hoja.addElement(TableColumn(stylename=estilos.ancho(columna.width), defaultcellstylename=estilo))
    porcolumna, desde, hasta = _reglas(pagina, reglas)
    for f in range(1, pagina.max_row + 1):
        fila = TableRow(**({"visibility": "collapse"} if pagina.row_dimensions[f].hidden else {}))
        for n in columnas:
            fila.addElement(_celda(pagina.cell(f, n), estilos, porcolumna.get(n, "") if f >= desde else ""))
        hoja.addElement(fila)
    if porcolumna and hasta > pagina.max_row:
        vacia = TableRow(numberrowsrepeated=hasta - max(pagina.max_row, desde - 1))
        for n in columnas:
            vacia.addElement(TableCell(**_regla_de(porcolumna.get(n, ""))))
        hoja.addElement(vacia)
    return hoja


def _celda(origen: Any, estilos: _Estilos, regla: str) -> Any:
    atributos = _regla_de(regla)
    if origen.value is None:
        return TableCell(**atributos)
    if origen.font.b:
        atributos["stylename"] = estilos.titulo if origen.fill.fill_type else estilos.fuerte
    if isinstance(origen.value, int):
        celda = TableCell(valuetype="float", value=origen.value, **atributos)
    else:
        celda = TableCell(valuetype="string", **atributos)
    if origen.comment:
        nota = Annotation()
        _renglones(nota, origen.comment.text)
        celda.addElement(nota)
    _renglones(celda, str(origen.value))
    return celda


def _renglones(elemento: Any, texto: str) -> None:
    """One paragraph for each line, as office suites keep the lines of a cell."""
    for linea in texto.split("\n"):
        parrafo = P()
        addTextToElement(parrafo, linea)
        elemento.addElement(parrafo)


def _regla_de(nombre: str) -> dict[str, Any]:
    return {"contentvalidationname": nombre} if nombre else {}


def _reglas(pagina: Any, reglas: Any) -> tuple[Mapping[int, str], int, int]:
    """By column, what its cells may say; and from which row to which."""
    porcolumna: dict[int, str] = {}
    desde = hasta = 0
    for regla in pagina.data_validations.dataValidation:
        for rango in regla.sqref.ranges:
            nombre = f"regla{len(reglas.childNodes) + 1}"
            porcolumna[rango.min_col] = nombre
            desde, hasta = rango.min_row, rango.max_row
            reglas.addElement(
                _validacion(nombre, regla, f"$'{pagina.title}'.{get_column_letter(rango.min_col)}{desde}")
            )
    return porcolumna, desde, hasta


def _validacion(nombre: str, regla: DataValidation, base: str) -> Any:
    if regla.type == "decimal":
        condicion = "of:cell-content-is-decimal-number() and cell-content()>=0"
    elif rango := _RANGO.fullmatch(regla.formula1 or ""):
        condicion = f"of:cell-content-is-in-list([${rango[1]}.{rango[2]}:.{rango[3]}])"
    else:
        condicion = f"of:cell-content-is-in-list({regla.formula1})"
    elemento = ContentValidation(
        name=nombre, condition=condicion, allowemptycell="true", displaylist="unsorted", basecelladdress=base
    )
    aviso = ErrorMessage(messagetype="stop", display="true", title=regla.errorTitle or "")
    _renglones(aviso, regla.error or "")
    elemento.addElement(aviso)
    return elemento


def _congelar(documento: Any, hojas: list[str]) -> None:
    """The headings stay in sight: the hidden row and theirs."""
    tablas = ConfigItemMapNamed(name="Tables")
    for titulo in hojas:
        entrada = ConfigItemMapEntry(name=titulo)
        partida = (("VerticalSplitMode", "short"), ("VerticalSplitPosition", "int"), ("PositionBottom", "int"))
        for nombre, tipo in partida:
            entrada.addElement(ConfigItem(name=nombre, type=tipo, text="2"))
        tablas.addElement(entrada)
    vista = ConfigItemMapEntry()
    vista.addElement(tablas)
    vistas = ConfigItemMapIndexed(name="Views")
    vistas.addElement(vista)
    ajustes = ConfigItemSet(name="ooo:view-settings")
    ajustes.addElement(vistas)
    documento.settings.addElement(ajustes)
