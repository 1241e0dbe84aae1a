"""Every kind of report: accessible and archival, the same bytes twice, and the figures of the API."""

import csv
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pikepdf
import pytest
from django.test import Client
from revisor_pdf import elementos, revisar

from compromisos.forms import SECCIONES
from compromisos.informes.emitir import emitir
from compromisos.informes.hoja import hoja_de_calculo
from compromisos.models import Compromiso, CorteAvance, Evaluacion, Evidencia, Informe, Plan
from compromisos.servicios.informes import generar_informe, solicitar_informe
from pal_portal.cimientos.numeros import cifra, de_columna
from pal_portal.cimientos.pdf import hay_pango
from secretariado.models import Entidad, Usuario

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(not hay_pango(), reason="falta Pango")]
HOY = date(2021, 1, 20)
TIPOS = ("monitoreo", "compromiso", "evidencia", "entidad", "nacional", "intermedia", "final")


def ambito(tipo: str) -> dict[str, Any]:
    plan = Plan.objects.get(clave="GTO-1")
    if tipo == "monitoreo":
        return {"plan": plan, "secciones": [clave for clave, _nombre in SECCIONES]}
    if tipo == "compromiso":
        return {"compromiso": Compromiso.objects.get(clave="GTO-1-03")}
    if tipo in ("intermedia", "final"):
        return {"evaluacion": evaluacion_de(plan, tipo)}
    if tipo == "evidencia":
        suyas = Evidencia.objects.filter(entrega__actividad__compromiso__plan=plan, verificaciones__isnull=False)
        return {"evidencia": suyas.order_by("pk").first()}
    return {"entidad": Entidad.objects.get(letras="GTO")} if tipo == "entidad" else {}


def evaluacion_de(plan: Plan, tipo: str) -> Evaluacion:
    """The demonstration's, of that kind."""
    Evaluacion.objects.filter(plan=plan).update(tipo=tipo)
    return Evaluacion.objects.select_related("plan").get(plan=plan)


@pytest.fixture
def hacer(guanajuato: Plan, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: None)
    actor = Usuario.objects.get(correo="coordinacion@demo.example")

    def _hacer(tipo: str, corte: date = HOY) -> Informe:
        informe = solicitar_informe(actor=actor, corte=corte, **ambito(tipo))
        assert informe.tipo == tipo
        assert generar_informe(informe.pk, emitir) == "listo"
        return Informe.objects.select_related(
            "plan__secretariado__entidad", "compromiso", "evidencia", "entidad", "evaluacion", "archivo"
        ).get(pk=informe.pk)

    return _hacer


def bytes_de(informe: Informe) -> bytes:
    assert informe.archivo is not None
    with informe.archivo.contenido.open("rb") as archivo:
        return archivo.read()


def adjuntos(contenido: bytes) -> dict[str, bytes]:
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        return {n: a.get_file().read_bytes() for n, a in pdf.attachments.items()}


def filas(adjunto: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(adjunto.decode("utf-8-sig"))))


def texto(contenido: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("falta pdftotext")
    orden = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(orden, input=contenido, capture_output=True, check=True).stdout.decode()


def mostrada(valor: str) -> str:
    return cifra(Decimal(valor) if valor else None)


@pytest.mark.parametrize("tipo", TIPOS)
def test_every_kind_is_accessible_archival_and_made_twice_gives_the_same_bytes(hacer: Any, tipo: str) -> None:
    informe = hacer(tipo)
    contenido = bytes_de(informe)
    assert revisar(contenido) == []
    otra_vez, paginas = emitir(informe, lambda p: None)
    assert paginas == informe.paginas
    assert hashlib.sha256(otra_vez).hexdigest() == informe.archivo.sha256
    legible = texto(contenido)
    assert informe.folio in legible
    assert informe.bitacora_hash in re.sub(r"\s", "", legible)
    datos = json.loads(adjuntos(contenido)["datos.json"])
    assert (datos["folio"], datos["corte"]) == (informe.folio, "2021-01-20")
    for privado in ("@", "5004 2400"):
        assert privado not in legible.replace("Nosotr@s", "")


def test_the_comparison_of_the_country_is_drawn_and_said_and_its_numbers_are_the_table_s(hacer: Any) -> None:
    contenido = bytes_de(hacer("nacional"))
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        figuras = [str(nodo.Alt) for nodo, _padre in elementos(pdf) if nodo.S == "/Figure"]
    assert any(f.startswith("Barras de avance de cada entidad") for f in figuras), figuras
    con_cifras = [f for f in filas(adjuntos(contenido)["entidades.csv"]) if int(f["compromisos_medidos"])]
    pagina = next(p for p in texto(contenido).split("\f") if "Barra clara" in p)
    dibujo = pagina.split("Entidades comparadas")[1].split("Barra clara")[0]
    dibujadas = re.findall(r"^\s*(\S.*?)\s{2,}([0-9.]+ %|sin dato)\s*$", dibujo, re.MULTILINE)
    assert dibujadas == [(f["nombre"], mostrada(f["verificado"])) for f in con_cifras]


def test_the_same_page_in_two_processes_gives_the_same_bytes() -> None:
    guion = (
        "import sys, hashlib, datetime; from django.conf import settings; settings.configure("
        "STATICFILES_DIRS=['static'], STATIC_URL='/s/', INSTALLED_APPS=['django.contrib.staticfiles']);"
        "import django; django.setup(); from pal_portal.cimientos.pdf import Adjunto, html_a_pdf;"
        "h='<html lang=es><head><title>T</title><meta name=dcterms.created content=2021-01-20T06:00:00-06:00>'"
        "'<link rel=stylesheet href=\"pal:///css/informe.css\"></head><body><h1>Á ● ▲</h1>'"
        "'<p><b>uno</b> <i>dos</i> <a href=\"#x\">x</a></p><table id=x><tr><th>a</th><td>1</td></tr></table>';"
        "m=datetime.datetime(2021,1,20,tzinfo=datetime.UTC);"
        "print(hashlib.sha256(html_a_pdf(h,'F-1',[Adjunto('a.csv','text/csv','A',b'1',m)])[0]).hexdigest())"
    )
    huellas = {
        subprocess.run(
            [sys.executable, "-c", guion],
            env={"PYTHONHASHSEED": semilla, "PATH": "/usr/bin:/bin", "PYTHONPATH": "."},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for semilla in ("1", "2", "77")
    }
    assert len(huellas) == 1


def test_the_attached_figures_are_those_of_the_api_today_and_those_that_the_pages_print(hacer: Any) -> None:
    contenido = bytes_de(hacer("monitoreo"))
    renglones = texto(contenido).splitlines()
    suyas = filas(adjuntos(contenido)["compromisos.csv"])
    de_la_api = Client().get("/api/v1/compromisos/?plan=GTO-1&tamano=100").json()["resultados"]
    assert {f["clave"] for f in suyas} == {f["clave"] for f in de_la_api}
    por_clave = {f["clave"]: f for f in de_la_api}
    for f in suyas:
        publicada = por_clave[f["clave"]]
        for campo in ("programado", "declarado", "verificado"):
            assert (float(f[campo]) if f[campo] else None) == publicada[campo], (f["clave"], campo)
        assert [f["semaforo"], f["cumplimiento"]] == [publicada["semaforo"], publicada["cumplimiento"]]
        impresas = [mostrada(f[c]) for c in ("programado", "declarado", "verificado")]
        assert any(f["clave"] in r and all(i in r for i in impresas) for r in renglones), (f["clave"], impresas)
    vencidas = filas(adjuntos(contenido)["entregas_vencidas.csv"])
    assert len(vencidas) == Plan.objects.get(clave="GTO-1").entregas_vencidas


def test_at_a_past_cut_off_the_figures_are_those_of_the_snapshots_the_api_publishes(hacer: Any) -> None:
    fechas = CorteAvance.objects.filter(compromiso__plan__clave="GTO-1").values_list("fecha", flat=True)
    corte = sorted(set(fechas))[3]
    suyas = filas(adjuntos(bytes_de(hacer("entidad", corte)))["compromisos.csv"])
    guardados = {
        c.compromiso.clave: c
        for c in CorteAvance.objects.filter(compromiso__plan__clave="GTO-1", fecha=corte).select_related(
            "compromiso"
        )
    }
    assert len(guardados) == len(suyas) == 11
    for f in suyas:
        fila = guardados[f["clave"]]
        publicada = Client().get(f"/api/v1/cortes/{fila.pk}/").json()
        for campo in ("programado", "declarado", "verificado"):
            assert (float(f[campo]) if f[campo] else None) == publicada[campo], (f["clave"], campo, corte)


def test_a_state_and_the_country_say_what_the_register_says(hacer: Any) -> None:
    hechos = adjuntos(bytes_de(hacer("nacional")))
    de_la_api = {}
    ruta = "/api/v1/entidades/?tamano=100"
    for e in Client().get(ruta).json()["resultados"]:
        de_la_api[e["clave_inegi"]] = e
    estados = filas(hechos["entidades.csv"])
    assert len(estados) == Entidad.objects.count() == 33
    for e in estados:
        publicada = de_la_api[e["clave_inegi"]]
        for campo in ("programado", "declarado", "verificado"):
            assert (float(e[campo]) if e[campo] else None) == publicada[campo], (e["nombre"], campo)
    sin_planes = [e for e in estados if e["planes"] == "0"]
    assert sin_planes
    assert all(e["verificado"] == "" for e in sin_planes)
    gto = filas(adjuntos(bytes_de(hacer("entidad")))["planes.csv"])
    assert [Decimal(p["verificado"]) for p in gto] == [de_columna(Plan.objects.get(clave="GTO-1").verificado, 4)]


def test_an_evaluation_says_in_print_and_in_its_data_what_the_api_says(hacer: Any) -> None:
    contenido = bytes_de(hacer("intermedia"))
    renglones = texto(contenido).splitlines()
    clave = Evaluacion.objects.get().clave
    todas = Client().get("/api/v1/valoraciones/?tamano=100").json()["resultados"]
    de_la_api = {v["compromiso"]: v for v in todas if v["evaluacion"] == clave}
    suyas = filas(adjuntos(contenido)["valoraciones.csv"])
    assert len(suyas) == len(de_la_api) == 11
    for f in suyas:
        publicada = de_la_api[f["compromiso"]]
        for campo in ("ambicion", "cumplimiento", "cumplimiento_sugerido", "resultados"):
            assert f[campo] == publicada[campo]
        assert f["valores"] == ", ".join(publicada["valores"])
        assert any(f["compromiso"] in r and mostrada(f["verificado"]) in r for r in renglones), f["compromiso"]
    recomendadas = {r["numero"]: r for r in Client().get("/api/v1/recomendaciones/").json()["resultados"]}
    for r in filas(adjuntos(contenido)["recomendaciones.csv"]):
        publicada = recomendadas[int(r["numero"])]
        assert [r[c] for c in ("estado", "texto", "vence")] == [publicada[c] for c in ("estado", "texto", "vence")]


def test_the_follow_up_in_an_evaluation_report_is_what_was_known_at_its_cut_off(hacer: Any) -> None:
    antes = filas(adjuntos(bytes_de(hacer("intermedia", date(2020, 10, 1))))["recomendaciones.csv"])
    entre = filas(adjuntos(bytes_de(hacer("intermedia", date(2020, 12, 31))))["recomendaciones.csv"])
    hoy = filas(adjuntos(bytes_de(hacer("intermedia")))["recomendaciones.csv"])
    assert [r["estado"] for r in antes] == ["pendiente", "pendiente", "pendiente"]
    assert [r["estado"] for r in entre] == ["aceptada", "en_parte", "pendiente"]
    assert [r["estado"] for r in hoy] == ["aceptada", "atendida", "pendiente"]


def test_the_record_of_an_evidence_says_its_decision_and_its_hash(hacer: Any) -> None:
    informe = hacer("evidencia")
    evidencia = informe.evidencia
    contenido = bytes_de(informe)
    (fila,) = filas(adjuntos(contenido)["evidencia.csv"])
    assert (fila["id"], fila["estado"]) == (str(evidencia.pk), evidencia.estado)
    decisiones = filas(adjuntos(contenido)["verificaciones.csv"])
    assert len(decisiones) == evidencia.verificaciones.count() > 0
    if evidencia.archivo:
        assert evidencia.archivo.sha256 in re.sub(r"\s", "", texto(contenido))


def test_the_workbook_has_the_tables_of_the_pdf(hacer: Any) -> None:
    contenido = bytes_de(hacer("compromiso"))
    libro = openpyxl.load_workbook(io.BytesIO(hoja_de_calculo(io.BytesIO(contenido)) or b""))
    for nombre, tabla in json.loads(adjuntos(contenido)["datos.json"])["tablas"].items():
        hojas = [list(f) for f in libro[nombre].iter_rows(values_only=True)]
        assert hojas[0] == list(tabla["columnas"])
        esperadas = [[None if v == "" else v for v in f.values()] for f in tabla["filas"]]
        assert [[None if v == "" else v for v in f] for f in hojas[1:]] == esperadas, nombre


def test_the_checker_sees_what_is_broken(hacer: Any) -> None:
    sano = bytes_de(hacer("compromiso"))

    def romper(como: Any) -> list[str]:
        with pikepdf.open(io.BytesIO(sano)) as pdf:
            como(pdf)
            salida = io.BytesIO()
            pdf.save(salida)
        return revisar(salida.getvalue())

    def sin_alt(pdf: pikepdf.Pdf) -> None:
        for nodo, _padre in elementos(pdf):
            if nodo.S == "/Figure":
                del nodo["/Alt"]

    def sin_encabezados(pdf: pikepdf.Pdf) -> None:
        for nodo, _padre in elementos(pdf):
            if nodo.S == "/TD":
                del nodo["/A"]

    def sin_lengua(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/Lang"]

    def sin_marcar(pdf: pikepdf.Pdf) -> None:
        pdf.pages[1].contents_add(b"0 0 5 5 re f")

    def sin_marcadores(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/Outlines"]

    for como, clausula in (
        (sin_alt, "§7.3"),
        (sin_encabezados, "§7.5"),
        (sin_lengua, "§7.2"),
        (sin_marcar, "ni artefactos"),
        (sin_marcadores, "§7.17"),
    ):
        assert any(clausula in f for f in romper(como)), clausula
