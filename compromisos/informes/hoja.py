"""The XLSX annex of a report, made from the data set attached inside its PDF."""

import io
from datetime import datetime
from typing import Any

import orjson
import pikepdf
from django.utils.translation import gettext as _

ANCHO = {"nombre": 60, "titulo": 60, "actividad": 60, "sha256": 66, "enlace": 50, "texto": 60, "que_se_dijo": 60}


def datos_adjuntos(pdf: Any) -> dict[str, Any] | None:
    """The `datos.json` inside a report; None where it has none."""
    with pikepdf.open(pdf) as documento:
        if "datos.json" not in documento.attachments:
            return None
        datos: dict[str, Any] = orjson.loads(documento.attachments["datos.json"].get_file().read_bytes())
    return datos


def hoja_de_calculo(pdf: Any) -> bytes | None:
    """A sheet per table and one with the dictionary. Texts are written as texts: nothing is run as a formula."""
    import xlsxwriter  # a process that makes no sheet does not carry it

    datos = datos_adjuntos(pdf)
    if datos is None:
        return None
    salida = io.BytesIO()
    libro = xlsxwriter.Workbook(
        salida, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    creado = datetime.fromisoformat(datos["generado"]).replace(tzinfo=None)
    libro.set_properties({"title": datos["titulo"], "subject": datos["folio"], "created": creado})
    negrita = libro.add_format({"bold": True, "bottom": 1})
    _portada(libro.add_worksheet(_("Reporte")), datos, negrita)
    for nombre, tabla in datos["tablas"].items():
        hoja = libro.add_worksheet(nombre[:31])
        columnas = list(tabla["columnas"])
        hoja.freeze_panes(1, 0)
        hoja.write_row(0, 0, columnas, negrita)
        for n, columna in enumerate(columnas):
            hoja.set_column(n, n, ANCHO.get(columna, 16))
        for n, fila in enumerate(tabla["filas"], start=1):
            for c, valor in enumerate(fila.values()):
                _celda(hoja, n, c, valor)
    libro.close()
    return salida.getvalue()


def _celda(hoja: Any, fila: int, columna: int, valor: Any) -> None:
    if isinstance(valor, bool):
        hoja.write_boolean(fila, columna, valor)
    elif isinstance(valor, int | float):
        hoja.write_number(fila, columna, valor)
    elif valor is not None:
        hoja.write_string(fila, columna, str(valor))


def _portada(hoja: Any, datos: dict[str, Any], negrita: Any) -> None:
    hoja.set_column(0, 0, 26)
    hoja.set_column(1, 2, 70)
    renglones = [(c, str(datos[c])) for c in ("titulo", "folio", "tipo", "corte", "generado", "url", "licencia")]
    for n, (nombre, valor) in enumerate(renglones):
        hoja.write_string(n, 0, nombre, negrita)
        hoja.write_string(n, 1, valor)
    n = len(renglones) + 1
    hoja.write_row(n, 0, [_("Hoja"), _("Columna"), _("Qué significa")], negrita)
    for nombre, tabla in datos["tablas"].items():
        for columna, significado in tabla["columnas"].items():
            n += 1
            for c, texto in enumerate((nombre, columna, significado)):
                hoja.write_string(n, c, texto)
