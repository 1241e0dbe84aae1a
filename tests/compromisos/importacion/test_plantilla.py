"""Our own workbook: what the portal writes in it comes back the same, and what people write is understood."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from odf.office import Annotation
from odf.opendocument import OpenDocumentSpreadsheet, load
from odf.table import ContentValidation, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook, load_workbook

from compromisos.exportacion import datos_del_plan
from compromisos.importacion.comprension import comprender
from compromisos.importacion.lectura import leer
from compromisos.importacion.limites import DocumentoIlegible
from compromisos.importacion.plantilla import HOJAS, POR_TITULO
from compromisos.models import Actividad, Compromiso, Importacion, Plan
from compromisos.plantilla_excel import FORMATOS, libro_de
from compromisos.servicios.carga import cargar_plan
from compromisos.servicios.catalogos import cargar_catalogos
from compromisos.servicios.importaciones import leer_importacion, subir_plan
from compromisos.servicios.revisiones import crear_plan_revisado

PLANES = Path(__file__).resolve().parents[3] / "fixtures" / "planes"


def sin_formato(datos: dict[str, Any]) -> dict[str, Any]:
    """What is compared: all but the format it came in and the state, which is always that of a draft."""
    plan = {c: v for c, v in datos["plan"].items() if c != "estado"}
    return {**datos, "plan": plan, "fuente": {"titulo": datos["fuente"]["titulo"]}}


@pytest.mark.django_db
@pytest.mark.parametrize("formato", FORMATOS)
@pytest.mark.parametrize("clave", ["gto-1", "mex-4"])
def test_a_real_plan_goes_out_and_comes_back_without_loss(clave: str, formato: str) -> None:
    cargar_catalogos()
    plan = cargar_plan(json.loads((PLANES / f"{clave}.json").read_text(encoding="utf-8")))
    assert plan is not None
    datos = datos_del_plan(Plan.objects.get(pk=plan.pk))
    assert datos["compromisos"]
    datos["plan"]["metodologia"] = "Dos  espacios\n\n\ny\ttres renglones.\n- Uno & <otro>"
    leido = comprender(leer(libro_de(datos, formato), "plan"), entidad=datos["secretariado"]["entidad"])
    assert leido.sin_clasificar == []
    assert sin_formato(leido.datos) == sin_formato(datos)


def en_ods(libro: bytes) -> bytes:
    """As an office suite saves the template in its own format, dates being dates."""
    documento = OpenDocumentSpreadsheet()
    for hoja in load_workbook(io.BytesIO(libro)).worksheets:
        tabla = Table(name=hoja.title)
        for fila in hoja.iter_rows(values_only=True):
            renglon = TableRow()
            for valor in fila:
                if isinstance(valor, date):
                    celda = TableCell(valuetype="date", datevalue=f"{valor:%Y-%m-%d}T00:00:00")
                    celda.addElement(P(text=f"{valor:%d/%m/%y}"))
                else:
                    celda = TableCell(valuetype="string")
                    for linea in str("" if valor is None else valor).split("\n"):
                        celda.addElement(P(text=linea))
                renglon.addElement(celda)
            tabla.addElement(renglon)
        documento.spreadsheet.addElement(tabla)
    salida = io.BytesIO()
    documento.write(salida)
    return salida.getvalue()


@pytest.mark.django_db
def test_the_template_saved_as_ods_reads_the_same() -> None:
    cargar_catalogos()
    plan = cargar_plan(json.loads((PLANES / "gto-1.json").read_text(encoding="utf-8")))
    assert plan is not None
    libro = libro_de(datos_del_plan(Plan.objects.get(pk=plan.pk)))
    uno, otro = comprender(leer(libro, "plan.xlsx")), comprender(leer(en_ods(libro), "plan.ods"))
    assert len(otro.datos["compromisos"]) == 11
    assert otro.datos["compromisos"] == uno.datos["compromisos"]
    assert otro.datos["instituciones"] == uno.datos["instituciones"]


@pytest.mark.django_db
def test_the_sheet_of_commitments_saved_as_csv_reads_the_same(elenco: Any) -> None:
    hoja = load_workbook(io.BytesIO(libro_de(datos_del_plan(elenco.plan))))["Compromisos"]
    salida = io.StringIO()
    csv.writer(salida).writerows(hoja.iter_rows(values_only=True))
    leido = comprender(leer(salida.getvalue().encode(), "compromisos.csv"))
    assert [c["nombre"] for c in leido.datos["compromisos"]] == ["Guanajuato Construye"]
    assert leido.sin_clasificar == []


@pytest.mark.django_db
def test_the_copy_of_a_plan_is_the_plan(elenco: Any) -> None:
    """Exported, imported as another plan, and exported again: only its key and number differ."""
    cargar_catalogos()
    datos = json.loads((PLANES / "gto-1.json").read_text(encoding="utf-8"))
    datos["plan"] |= {"clave": "GTO-8", "numero": 8}
    for c in datos["compromisos"]:
        c["clave"] = c["clave"].replace("GTO-1-", "GTO-8-")
    original = cargar_plan(datos)
    assert original is not None
    primero = datos_del_plan(Plan.objects.get(pk=original.pk))
    fila, _ = subir_plan(
        actor=elenco.alicia,
        secretariado=elenco.stl,
        contenido=ContentFile(libro_de(primero), name="plan.xlsx"),
        nombre="plan.xlsx",
    )
    leer_importacion(fila.pk)
    copia = crear_plan_revisado(actor=elenco.alicia, importacion=Importacion.objects.get(pk=fila.pk))
    segundo = datos_del_plan(Plan.objects.get(pk=copia.pk))
    for c, d in zip(primero["compromisos"], segundo["compromisos"], strict=True):
        c["clave"] = d["clave"]
        for fila_ in (c, d):
            for r in (*fila_["responsables"], *(r for a in fila_["acciones"] for r in a["responsables"])):
                r["institucion"] = ""  # the code depends on the bodies that each STL cites
    assert segundo["compromisos"] == primero["compromisos"]
    assert segundo["ejes"] == primero["ejes"]
    assert segundo["plan"]["objetivos_especificos"] == primero["plan"]["objetivos_especificos"]


@pytest.mark.django_db
def test_the_empty_workbook_explains_itself(elenco: Any) -> None:
    libro = load_workbook(io.BytesIO(libro_de()))
    assert libro.sheetnames == ["Instrucciones", *(h.titulo for h in HOJAS), "Listas"]
    hoja = libro["Actividades"]
    assert hoja.row_dimensions[1].hidden
    codigos = [c.value for c in hoja[1]]
    assert codigos == [c for c, _f in POR_TITULO["Actividades"].columnas]
    columna = codigos.index("periodicidad")
    assert "mensual" in hoja[2][columna].comment.text
    reglas = hoja.data_validations.dataValidation
    assert any("Listas!" in r.formula1 for r in reglas)
    listas = libro["Listas"]
    cabeza = next(c for c in listas[1] if c.value and c.value.startswith("Actividades: Periodicidad"))
    valores = [listas.cell(f, cabeza.column).value for f in range(2, 2 + len(Actividad.Periodicidad.values))]
    assert valores == Actividad.Periodicidad.values
    explicado = " ".join(str(c.value) for fila in libro["Instrucciones"].iter_rows() for c in fila)
    assert "Hasta 300 letras" in explicado
    with pytest.raises(DocumentoIlegible) as vacia:
        comprender(leer(libro_de(), "plantilla.xlsx"))
    assert vacia.value.motivo == "plantilla_vacia"


@pytest.mark.django_db
def test_the_workbook_for_libreoffice_explains_itself_too(elenco: Any) -> None:
    libro = load(io.BytesIO(libro_de(None, "ods")))
    hojas = libro.spreadsheet.getElementsByType(Table)
    assert [h.getAttribute("name") for h in hojas] == ["Instrucciones", *(h.titulo for h in HOJAS), "Listas"]
    hoja = next(h for h in hojas if h.getAttribute("name") == "Actividades")
    filas = hoja.getElementsByType(TableRow)
    assert filas[0].getAttribute("visibility") == "collapse"
    n = [c for c, _f in POR_TITULO["Actividades"].columnas].index("periodicidad")
    nota = filas[1].childNodes[n].getElementsByType(Annotation)[0]
    assert "mensual" in "".join(str(p) for p in nota.getElementsByType(P))
    regla = filas[2].childNodes[n].getAttribute("contentvalidationname")
    reglas = {r.getAttribute("name"): r for r in libro.spreadsheet.getElementsByType(ContentValidation)}
    assert "in-list([$Listas.$" in reglas[regla].getAttribute("condition")


def test_the_note_that_a_person_hangs_on_a_cell_is_not_its_text() -> None:
    libro = OpenDocumentSpreadsheet()
    tabla, renglon, celda = Table(name="Plan"), TableRow(), TableCell(valuetype="string")
    nota = Annotation()
    nota.addElement(P(text="Preguntarle a Carla"))
    celda.addElement(nota)
    celda.addElement(P(text="Compromiso 1"))
    renglon.addElement(celda)
    tabla.addElement(renglon)
    libro.spreadsheet.addElement(tabla)
    salida = io.BytesIO()
    libro.write(salida)
    assert leer(salida.getvalue(), "x.ods").texto() == "Plan\nCompromiso 1"


@pytest.mark.django_db
def test_what_a_person_types_is_understood_and_its_errors_are_doubts(elenco: Any) -> None:
    libro = load_workbook(io.BytesIO(libro_de()))

    def escribir(nombre_de_hoja: str, /, **valores: Any) -> None:
        hoja = libro[nombre_de_hoja]
        fila = max((c.row for f in hoja.iter_rows(min_row=3) for c in f if c.value), default=2) + 1
        for campo, valor in valores.items():
            columna = [c for c, _f in POR_TITULO[nombre_de_hoja].columnas].index(campo) + 1
            hoja.cell(fila, columna, valor)

    escribir("Plan", titulo="Plan de Agua", fecha_inicio=date(2026, 1, 15))
    escribir("Ejes", orden=1, numero=4.1, nombre="Agua")
    escribir("Compromisos", numero=1, nombre="=Pozos abiertos", eje=1, fecha_fin="cuando se pueda")
    escribir("Acciones clave", compromiso=1, numero=1, nombre="Medir", ponderacion=100)
    escribir("Actividades", compromiso=1, accion=1, numero=1, nombre="Comprar medidores", periodicidad="mensual")
    escribir("Actividades", compromiso=7, nombre="De nadie")
    salida = io.BytesIO()
    libro["Compromisos"]["B3"].data_type = "s"
    libro.save(salida)
    b = comprender(leer(salida.getvalue(), "x.xlsx"), entidad="GTO")
    (c,) = b.datos["compromisos"]
    assert (b.datos["plan"]["fecha_inicio"], b.datos["ejes"][0]["numero"]) == ("2026-01-15", "4.1")
    assert (c["nombre"], c["eje"], c["acciones"][0]["ponderacion"]) == ("=Pozos abiertos", 1, "100")
    assert c["acciones"][0]["actividades"][0]["periodicidad"] == "mensual"
    assert [(d["campo"], d["texto_original"]) for d in c["dudas"]] == [("fecha_fin", "cuando se pueda")]
    assert [s["texto"] for s in b.sin_clasificar] == ["7 · De nadie"]
    origen = b.origenes["compromisos/0/nombre"]
    assert (origen.lugar, origen.cita) == ("hoja Compromisos, fila 3, columna 2", "=Pozos abiertos")


def test_another_workbook_with_the_same_sheet_names_is_read_as_any_other() -> None:
    libro = Workbook()
    libro.active.title = "Plan"  # type: ignore[union-attr]
    hoja = libro.create_sheet("Compromisos")
    for fila in (("Compromiso 1", "Agua"), ("Problema", "No hay agua en los pozos del municipio")):
        hoja.append(fila)
    salida = io.BytesIO()
    libro.save(salida)
    assert leer(salida.getvalue(), "x.xlsx").datos is None


@pytest.mark.django_db
def test_the_formula_of_a_stranger_stays_a_text(elenco: Any) -> None:
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(nombre='=HYPERLINK("http://mal.test")')
    libro = load_workbook(io.BytesIO(libro_de(datos_del_plan(elenco.plan))))
    celda = libro["Compromisos"]["B3"]
    assert (celda.value, celda.data_type) == ('=HYPERLINK("http://mal.test")', "s")


@pytest.mark.django_db
def test_the_workbooks_are_downloaded_by_who_facilitates(elenco: Any, client: Client) -> None:
    motor = "allauth.account.auth_backends.AuthenticationBackend"
    client.force_login(elenco.alicia, backend=motor)
    assert "plantilla" in client.get("/mesa/importar/").text
    vacio = client.get("/mesa/importar/plantilla.xlsx")
    assert vacio["Content-Disposition"].endswith('.xlsx"')
    de_libreoffice = client.get("/mesa/importar/plantilla.ods")
    assert de_libreoffice["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert client.get(f"/mesa/planes/{elenco.plan.slug}/plan.ods").content.startswith(b"PK")
    lleno = client.get(f"/mesa/planes/{elenco.plan.slug}/plan.xlsx")
    assert load_workbook(io.BytesIO(lleno.content))["Plan"]["A3"].value == elenco.plan.numero
    en_json = client.get(f"/mesa/planes/{elenco.plan.slug}/plan.json")
    assert en_json["Content-Disposition"].endswith('.json"')
    leido = comprender(leer(en_json.content, "plan.json"))
    assert sin_formato(leido.datos) == sin_formato(datos_del_plan(elenco.plan))
    client.force_login(elenco.yago, backend=motor)
    for formato in ("xlsx", "ods", "json"):
        assert client.get(f"/mesa/planes/{elenco.plan.slug}/plan.{formato}").status_code == 403
    assert Plan.objects.get(pk=elenco.plan.pk).titulo
