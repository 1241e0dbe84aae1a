"""The background of cells, which marks the months of many calendars, in every format that keeps it."""

import io
from collections.abc import Callable

import pytest
from documentos_de_prueba import Coloreada, en_docx, en_ods, en_odt, en_pdf, en_xlsx
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableCellProperties
from odf.table import Table, TableCell, TableColumn, TableRow
from odf.text import P

from compromisos.importacion.documento import Tabla
from compromisos.importacion.lectura import leer

MESES = [*"EFMAMJJASOND"]
FILAS = [
    ["Actividad", *MESES],
    ["Publicar el padrón", "", Coloreada(""), Coloreada(""), *[""] * 9],
    [Coloreada(t) for t in ["Una banda de adorno", *[""] * 12]],
]
FORMATOS = {"a.docx": en_docx, "a.odt": en_odt, "a.ods": en_ods, "a.xlsx": en_xlsx, "a.pdf": en_pdf}


def tabla_de(cuerpo: bytes, nombre: str) -> Tabla:
    return next(p for p in leer(cuerpo, nombre).piezas if isinstance(p, Tabla))


@pytest.mark.parametrize("nombre", FORMATOS)
def test_coloured_cells_are_told_and_a_band_of_one_colour_is_not(nombre: str) -> None:
    hacer: Callable[..., bytes] = FORMATOS[nombre]
    filas = tabla_de(hacer([("tabla", FILAS)]), nombre).filas
    marcadas = [c.lugar.columna for c in filas[1] if c.fondo]
    assert marcadas == [3, 4]
    assert not any(c.fondo for fila in (filas[0], filas[2]) for c in fila)


def hoja_de_libreoffice() -> bytes:
    """As LibreOffice keeps it: styles by column and row, one that extends another, rows repeated."""
    libro = OpenDocumentSpreadsheet()
    verde = Style(name="verde", family="table-cell")
    verde.addElement(TableCellProperties(backgroundcolor="#70AD47"))
    heredado = Style(name="heredado", family="table-cell", parentstylename=verde)
    libro.styles.addElement(verde)
    libro.automaticstyles.addElement(heredado)
    hoja = Table(name="Plan")
    hoja.addElement(TableColumn())
    hoja.addElement(TableColumn(defaultcellstylename=heredado))

    def fila(*textos: str, veces: int = 1, **estilo: object) -> None:
        renglon = TableRow(**({"numberrowsrepeated": veces} if veces > 1 else {}), **estilo)
        for texto in textos:
            celda = TableCell()
            if texto:
                celda.addElement(P(text=texto))
            renglon.addElement(celda)
        hoja.addElement(renglon)

    fila("con el color de su columna", "")
    fila("", veces=1_000_000)
    fila("dos iguales", "x", veces=2)
    libro.spreadsheet.addElement(hoja)
    salida = io.BytesIO()
    libro.write(salida)
    return salida.getvalue()


def test_an_ods_keeps_inherited_colours_repeated_rows_and_the_numbers_of_its_rows() -> None:
    filas = tabla_de(hoja_de_libreoffice(), "a.ods").filas
    assert [c.fondo for c in filas[0]] == ["", "#70ad47"]
    assert [(f[0].texto, f[0].lugar.fila) for f in filas] == [
        ("con el color de su columna", 1),
        ("dos iguales", 1_000_002),
        ("dos iguales", 1_000_003),
    ]
