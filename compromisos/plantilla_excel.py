"""The workbook in which a plan can be written, empty or with a plan of the registry in it.

Labels, lists and notes come from the models; the layout, from `importacion.plantilla`.
"""

import io
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from compromisos.importacion.plantilla import HOJAS, LOGICO, PRIMERA_FILA, Hoja
from compromisos.importacion.revision import DECIMAL, FECHA, LISTA, NUMERO, OPCION, TEXTO
from compromisos.models import Marco
from compromisos.plantilla_ods import en_ods
from compromisos.textos import nombre_de_dato

MODELOS = {
    "plan": "compromisos.Plan",
    "secretariado": "secretariado.Secretariado",
    "integrantes": "secretariado.Integrante",
    "instituciones": "secretariado.Institucion",
    "ejes": "compromisos.Eje",
    "compromisos": "compromisos.Compromiso",
    "responsables": "compromisos.Responsable",
    "acciones": "compromisos.AccionClave",
    "actividades": "compromisos.Actividad",
    "indicadores": "compromisos.Indicador",
    "alineaciones": "compromisos.Alineacion",
    "dudas": "compromisos.Duda",
}
FILAS_CON_LISTA = 500
_TINTA = PatternFill("solid", fgColor="0D3B45")
_EJEMPLOS = {
    "titulo": "Plan de Acción Local de Gobierno Abierto", "fecha_inicio": "2026-01-15", "fecha_fin": "2027-12-31",
    "numero": "1", "eje": "1", "ponderacion": "35", "orden": "1", "codigo": "SICOM", "siglas": "SICOM",
    "periodicidad": "mensual", "marco": "ods", "clave": "16.6", "compromiso": "1", "accion": "1",
    "institucion": "SICOM", "papel": "responsable", "correo": "transparencia@ejemplo.gob.mx",
    "nombre": "Publicar los contratos de obra", "calendario_texto": "mensual, a partir de julio",
}  # fmt: skip
_EXPLICADAS = {
    "compromiso": gettext_lazy("Número del compromiso al que pertenece la fila."),
    "accion": gettext_lazy("Número de su acción clave. Vacío si va directo en el compromiso."),
    "codigo": gettext_lazy("Nombre corto con que se cita en las demás hojas. No se repite."),
    "institucion": gettext_lazy("Código de la hoja Instituciones."),
    "pertenece_a": gettext_lazy("Código de la institución de la que forma parte, si es el caso."),
    "eje": gettext_lazy("Orden del eje, de la hoja Ejes. Vacío si el plan no tiene ejes."),
    "orden": gettext_lazy("Posición en la lista, desde 1."),
    "objetivos_especificos": gettext_lazy("Uno por renglón, dentro de la misma celda."),
    "otros_nombres": gettext_lazy("Uno por renglón, dentro de la misma celda."),
    "precision": gettext_lazy("«mes» si el documento sólo da el mes."),
    "calendario_texto": gettext_lazy("El plazo tal como está escrito en el plan."),
    "texto_original": gettext_lazy("Como se imprimió, si es distinto."),
    "confirmada": gettext_lazy("«si» cuando alguien la revisó."),
    "clave": gettext_lazy(
        "En Alineaciones, la clave del elemento: 16, 16.6, 5.c. En las demás, la pone el portal."
    ),
}


FORMATOS = ("xlsx", "ods")


def libro_de(datos: dict[str, Any] | None = None, formato: str = "xlsx") -> bytes:
    """The workbook: empty, or with the data of a plan (`exportacion.datos_del_plan`)."""
    libro = _libro(datos)
    if formato == "ods":
        return en_ods(libro)
    salida = io.BytesIO()
    libro.save(salida)
    return salida.getvalue()


def _libro(datos: dict[str, Any] | None) -> Workbook:
    libro = Workbook()
    indice = libro.active
    assert indice is not None
    indice.title = "Instrucciones"
    filas = _filas_de(datos) if datos else {}
    listas = _listas()
    for hoja in HOJAS:
        _hoja(libro.create_sheet(hoja.titulo), hoja, filas.get(hoja.clase, []), listas)
    _instrucciones(indice)
    _hoja_de_listas(libro.create_sheet("Listas"), listas)
    return libro


def opciones_de(hoja: Hoja, campo: str) -> list[tuple[str, str]]:
    """Values that a column takes, with their meaning; none for a free column."""
    if campo == "marco":
        return list(Marco.objects.order_by("clave").values_list("clave", "nombre"))
    columna = _columna(hoja, campo)
    return [(str(v), str(t)) for v, t in (columna.choices or [])] if columna is not None else []


def _columna(hoja: Hoja, campo: str) -> Any:
    modelo = apps.get_model(MODELOS[hoja.clase])
    return next((f for f in modelo._meta.fields if f.name == campo), None)


def etiqueta(hoja: Hoja, campo: str) -> str:
    """As the model calls it."""
    columna = _columna(hoja, campo)
    if columna is None or campo in ("institucion", "eje", "pertenece_a"):
        return nombre_de_dato(campo)
    texto = str(columna.verbose_name)
    return texto[:1].upper() + texto[1:]


def nota(hoja: Hoja, campo: str, forma: str) -> str:
    """What goes in a column: its meaning, its form, how long, and an example."""
    columna = _columna(hoja, campo)
    ayuda: Any = _EXPLICADAS.get(campo) or getattr(columna, "help_text", "")
    partes = [str(ayuda or "")]
    partes.append(
        {FECHA: _("Fecha: año-mes-día."), NUMERO: _("Número entero."), DECIMAL: _("Número, con punto decimal."),
         LOGICO: _("«si» o vacío."), OPCION: _("Elige de la lista.")}.get(forma, "")
    )  # fmt: skip
    maximo = getattr(columna, "max_length", None)
    if maximo and forma not in (OPCION, FECHA):
        partes.append(_("Hasta %(n)s letras.") % {"n": maximo})
    if campo in _EJEMPLOS:
        partes.append(_("Ejemplo: %(ejemplo)s.") % {"ejemplo": _EJEMPLOS[campo]})
    return " ".join(p for p in partes if p)


def _hoja(pagina: Any, hoja: Hoja, filas: list[dict[str, Any]], listas: dict[tuple[str, str], str]) -> None:
    for n, (campo, forma) in enumerate(hoja.columnas, 1):
        letra = get_column_letter(n)
        pagina.cell(1, n, campo)
        titulo = pagina.cell(2, n, etiqueta(hoja, campo))
        titulo.font, titulo.fill = Font(bold=True, color="FFFFFF"), _TINTA
        titulo.alignment = Alignment(wrap_text=True, vertical="top")
        if texto := nota(hoja, campo, forma):
            titulo.comment = Comment(texto, "Portal PAL", height=110, width=320)
        ancho = {TEXTO: 60, LISTA: 50, FECHA: 13, NUMERO: 11, DECIMAL: 12, LOGICO: 11}.get(forma, 26)
        pagina.column_dimensions[letra].width = ancho
        pagina.column_dimensions[letra].number_format = {FECHA: "yyyy-mm-dd", NUMERO: "0"}.get(forma, "@")
        if regla := _regla(hoja, campo, forma, listas):
            pagina.add_data_validation(regla)
            regla.add(f"{letra}{PRIMERA_FILA}:{letra}{PRIMERA_FILA + FILAS_CON_LISTA}")
    pagina.row_dimensions[1].hidden = True
    pagina.freeze_panes = "A3"
    for f, fila in enumerate(filas, PRIMERA_FILA):
        for n, (campo, forma) in enumerate(hoja.columnas, 1):
            _celda(pagina.cell(f, n), fila.get(campo), forma)


def _celda(celda: Any, valor: Any, forma: str) -> None:
    """A person's text is never a formula."""
    if valor is None or valor == "" or valor is False:
        return
    if forma == NUMERO:
        celda.value = int(valor)
    elif forma == LOGICO:
        celda.value = "si"
    else:
        texto = "\n".join(valor) if forma == LISTA else str(valor)
        celda.value = ILLEGAL_CHARACTERS_RE.sub("", texto)
        celda.data_type = "s"
        celda.number_format = "@"
        celda.alignment = Alignment(wrap_text=forma in (TEXTO, LISTA), vertical="top")


def _regla(hoja: Hoja, campo: str, forma: str, listas: dict[tuple[str, str], str]) -> DataValidation | None:
    if campo in ("institucion", "pertenece_a"):
        return _de_lista("=Instituciones!$A$3:$A$503")
    if campo == "eje":
        return _de_lista("=Ejes!$A$3:$A$103")
    if campo == "compromiso":
        return _de_lista("=Compromisos!$A$3:$A$503")
    if forma == LOGICO:
        return _de_lista('"si"')
    if (hoja.clase, campo) in listas:
        return _de_lista(listas[hoja.clase, campo])
    if forma == DECIMAL:
        regla = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
        regla.error = _("Escribe un número.")
        return regla
    return None


def _de_lista(formula: str) -> DataValidation:
    regla = DataValidation(type="list", formula1=formula, allow_blank=True)
    regla.error, regla.errorTitle = _("Elige un valor de la lista."), _("No está en la lista")
    return regla


def _listas() -> dict[tuple[str, str], str]:
    """Where in the sheet «Listas» the values of each column stand."""
    con = [(h.clase, c) for h in HOJAS for c, _f in h.columnas if opciones_de(h, c)]
    formulas = {}
    for n, (clase, campo) in enumerate(con):
        hoja = next(h for h in HOJAS if h.clase == clase)
        letra = get_column_letter(2 * n + 1)
        formulas[clase, campo] = f"=Listas!${letra}$2:${letra}${1 + len(opciones_de(hoja, campo))}"
    return formulas


def _hoja_de_listas(pagina: Any, listas: dict[tuple[str, str], str]) -> None:
    for n, (clase, campo) in enumerate(listas):
        hoja = next(h for h in HOJAS if h.clase == clase)
        pagina.cell(1, 2 * n + 1, f"{hoja.titulo}: {etiqueta(hoja, campo)}").font = Font(bold=True)
        for f, (valor, texto) in enumerate(opciones_de(hoja, campo), 2):
            pagina.cell(f, 2 * n + 1, valor)
            pagina.cell(f, 2 * n + 2, texto)


def _instrucciones(pagina: Any) -> None:
    textos = [
        _("Plantilla para un Plan de Acción Local"),
        _("Llena las hojas que necesites y súbela en «Importar un plan». Nada se publica por subirla."),
        _("Sólo son indispensables el título del plan y el número y el nombre de cada compromiso."),
        _("No borres la primera fila oculta de cada hoja: con ella el portal reconoce las columnas."),
    ]
    for f, texto in enumerate(textos, 1):
        pagina.cell(f, 1, texto).font = Font(bold=f == 1, size=14 if f == 1 else 11)
    encabezados = (_("Hoja"), _("Columna"), _("Qué va"), _("Valores posibles"))
    inicio = len(textos) + 2
    for n, texto in enumerate(encabezados, 1):
        celda = pagina.cell(inicio, n, texto)
        celda.font, celda.fill = Font(bold=True, color="FFFFFF"), _TINTA
    fila = inicio
    for hoja in HOJAS:
        for campo, forma in hoja.columnas:
            fila += 1
            valores = ", ".join(v for v, _t in opciones_de(hoja, campo))
            for n, texto in enumerate((hoja.titulo, etiqueta(hoja, campo), nota(hoja, campo, forma), valores), 1):
                pagina.cell(fila, n, texto).alignment = Alignment(wrap_text=n > 2, vertical="top")
    for letra, ancho in zip("ABCD", (18, 34, 70, 50), strict=True):
        pagina.column_dimensions[letra].width = ancho


def _filas_de(datos: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet, with the keys of what they belong to."""
    filas: dict[str, list[dict[str, Any]]] = {
        "plan": [{**datos["plan"], "fuente": datos["fuente"]["titulo"]}],
        "secretariado": [datos["secretariado"]],
        "integrantes": datos["secretariado"]["integrantes"],
        "instituciones": datos["instituciones"],
        "ejes": datos["ejes"],
        "compromisos": datos["compromisos"],
        "dudas": list(datos["dudas"]),
    }
    for c in datos["compromisos"]:
        suyo = {"compromiso": c["numero"]}
        filas.setdefault("alineaciones", []).extend({**a, **suyo} for a in c["alineaciones"])
        filas["dudas"].extend({**d, **suyo} for d in c["dudas"])
        filas.setdefault("acciones", []).extend({**a, **suyo} for a in c["acciones"])
        for dueno in (c, *c["acciones"]):
            llaves = {**suyo, "accion": None if dueno is c else dueno["numero"]}
            for clase in ("responsables", "indicadores", "actividades"):
                filas.setdefault(clase, []).extend({**f, **llaves} for f in dueno[clase])
    return filas
