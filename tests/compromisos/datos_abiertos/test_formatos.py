"""Every format says the same rows as the API, and none runs anything in a spreadsheet."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from fabricas import Elenco
from lxml import etree

from compromisos.datos_abiertos import formatos
from compromisos.datos_abiertos.formatos import FORMATOS
from compromisos.models import Compromiso, Plan
from pal_portal.api import RECURSOS
from pal_portal.cimientos import csv_publico

pytestmark = pytest.mark.django_db
TABLAS = sorted(RECURSOS)
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NS = {"table": f"{OASIS}:table:1.0", "text": f"{OASIS}:text:1.0", "office": f"{OASIS}:office:1.0"}


def de_la_api(cliente: Client, tabla: str) -> list[dict[str, Any]]:
    filas, ruta = [], f"/api/v1/{tabla}/?tamano=100"
    while ruta:
        pagina = cliente.get(ruta).json()
        filas += pagina["resultados"]
        ruta = pagina["siguiente"]
    return sorted(filas, key=str)


def bajar(cliente: Client, tabla: str, formato: str) -> bytes:
    respuesta = cliente.get(f"/datos/{tabla}.{formato}")
    assert respuesta.status_code == 200
    assert respuesta["Content-Type"] == FORMATOS[formato].mime
    return b"".join(respuesta.streaming_content)


def en_texto(valor: Any) -> str:
    """A value of the API as a sheet of text says it."""
    if isinstance(valor, list | dict):
        return json.dumps(valor, ensure_ascii=False)
    if isinstance(valor, float):
        return repr(valor).removesuffix(".0")
    if isinstance(valor, bool):
        return str(valor).lower()
    return "" if valor is None else str(valor)


def es_instante(valor: str) -> bool:
    return len(valor) > 19 and valor[10:11] == "T" and valor[4:5] == "-"


def igual(a: str, b: str) -> bool:
    """The same text, or the same moment said in two zones."""
    if es_instante(a) and es_instante(b):
        return datetime.fromisoformat(a) == datetime.fromisoformat(b)
    return a == b


def comparar(de_api: list[dict[str, Any]], renglones: list[dict[str, str]], tabla: str) -> None:
    assert len(renglones) == len(de_api)
    clave = next(c.nombre for c in RECURSOS[tabla].columnas if c.origen == RECURSOS[tabla].clave)
    leidos = {r[clave]: r for r in renglones}
    for fila in de_api:
        renglon = leidos[en_texto(fila[clave])]
        assert list(renglon) == list(fila)
        for columna, valor in fila.items():
            assert igual(en_texto(valor), renglon[columna]), (tabla, columna, valor, renglon[columna])


def test_the_json_of_a_table_is_what_the_api_says(escena: Elenco, client: Client) -> None:
    for tabla in TABLAS:
        leidas = json.loads(bajar(client, tabla, "json"))
        assert sorted(leidas, key=str) == de_la_api(client, tabla), tabla


def test_the_csv_of_a_table_reads_back_as_what_the_api_says(escena: Elenco, client: Client) -> None:
    for tabla in TABLAS:
        crudo = bajar(client, tabla, "csv").decode("utf-8-sig")
        renglones = [
            {k: v[1:] if v[:1] == "'" and v[1:2] in csv_publico.FORMULAS else v for k, v in r.items()}
            for r in csv.DictReader(io.StringIO(crudo, newline=""))
        ]
        comparar(de_la_api(client, tabla), renglones, tabla)


def de_xlsx(crudo: bytes, tabla: str) -> list[dict[str, str]]:
    libro = openpyxl.load_workbook(io.BytesIO(crudo), read_only=True)
    assert libro.sheetnames == [tabla[:25], "Diccionario"]
    filas = libro.worksheets[0].iter_rows()
    titulos = [str(c.value) for c in next(filas)]

    def texto(celda: Any) -> str:
        assert celda.data_type != "f", celda.value
        valor = celda.value
        if isinstance(valor, datetime):
            valor = valor.date()
        if isinstance(valor, date):
            return valor.isoformat()
        return en_texto(valor).replace("_x000D_", "\r")

    return [dict(zip(titulos, map(texto, fila), strict=True)) for fila in filas]


def test_the_xlsx_reads_back_and_has_no_formula(escena: Elenco, client: Client) -> None:
    for tabla in TABLAS:
        comparar(de_la_api(client, tabla), de_xlsx(bajar(client, tabla, "xlsx"), tabla), tabla)


def de_ods(crudo: bytes) -> Iterator[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(crudo)) as z:
        assert z.namelist()[0] == "mimetype"
        assert z.infolist()[0].compress_type == zipfile.ZIP_STORED
        raiz = etree.fromstring(z.read("content.xml"))
    assert not raiz.xpath("//@table:formula", namespaces=NS)
    hojas = raiz.xpath("//table:table", namespaces=NS)
    assert hojas[-1].get(f"{{{NS['table']}}}name") == "Diccionario"
    titulos, *filas = [
        [_texto_ods(c) for c in f.xpath("table:table-cell", namespaces=NS)]
        for f in hojas[0].xpath(".//table:table-row", namespaces=NS)
    ]
    for fila in filas:
        yield dict(zip(titulos, fila, strict=True))


def _texto_ods(celda: Any) -> str:
    def parrafo(p: Any) -> str:
        partes = [p.text or ""]
        for hijo in p:
            blancos = int(hijo.get(f"{{{NS['text']}}}c", 1))
            partes += ["\t" if hijo.tag.endswith("tab") else " " * blancos, hijo.tail or ""]
        return "".join(partes)

    texto = "\n".join(parrafo(p) for p in celda.xpath("text:p", namespaces=NS))
    numero = celda.get(f"{{{NS['office']}}}value")
    return texto if numero is None else en_texto(json.loads(numero))


def test_the_ods_reads_back_as_what_the_api_says(escena: Elenco, client: Client) -> None:
    for tabla in TABLAS:
        esperadas = [
            {k: re.sub("\r\n?", "\n", v) if isinstance(v, str) else v for k, v in f.items()}
            for f in de_la_api(client, tabla)
        ]
        comparar(esperadas, list(de_ods(bajar(client, tabla, "ods"))), tabla)


@pytest.mark.parametrize("texto", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_text_in_every_format(elenco: Elenco, client: Client, texto: str) -> None:
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(nombre=texto)
    crudo = bajar(client, "compromisos", "csv").decode("utf-8-sig")
    nombres = [f["nombre"] for f in csv.DictReader(io.StringIO(crudo, newline=""))]
    assert f"'{texto}" in nombres
    assert all(f["nombre"] for f in de_xlsx(bajar(client, "compromisos", "xlsx"), "compromisos"))
    assert len(list(de_ods(bajar(client, "compromisos", "ods")))) == 2


@pytest.mark.skipif(connection.vendor != "postgresql", reason="COPY is PostgreSQL's")
@pytest.mark.parametrize("tabla", TABLAS)
def test_what_the_server_copies_is_what_the_iterator_writes(escena: Elenco, tabla: str) -> None:
    r = RECURSOS[tabla]
    copiado = b"".join(csv_publico._copiadas(r, r.abiertas()))
    assert copiado.decode() == b"".join(csv_publico._recorridas(r, r.abiertas())).decode()
    assert copiado or not r.abiertas().exists()


def test_the_csv_of_the_api_and_of_the_open_data_are_one(escena: Elenco, client: Client) -> None:
    for tabla in TABLAS:
        de_api = b"".join(client.get(f"/api/v1/{tabla}/?formato=csv").streaming_content)
        assert sorted(de_api.splitlines()) == sorted(bajar(client, tabla, "csv").splitlines()), tabla


def test_an_empty_filter_gives_only_the_header(elenco: Elenco) -> None:
    r = RECURSOS["compromisos"]
    assert b"".join(csv_publico.csv_en_bloques(r, Compromiso.objects.none())).count(b"\n") == 1
    for formato in ("json", "xlsx", "ods"):
        assert b"".join(FORMATOS[formato].bloques(r, Compromiso.objects.none()))
    assert json.loads(b"".join(FORMATOS["json"].bloques(r, Compromiso.objects.none()))) == []


def test_a_cell_too_long_for_xlsx_is_cut_and_says_so(elenco: Elenco, client: Client) -> None:
    Plan.objects.filter(pk=elenco.plan.pk).update(objetivo_general="á" * 40_000)
    filas = de_xlsx(bajar(client, "planes", "xlsx"), "planes")
    largo = next(f["objetivo_general"] for f in filas if f["clave"] == "GTO-1")
    assert len(largo) == formatos.CELDA_XLSX
    assert largo.endswith(formatos.RECORTADO)
    assert "á" * 40_000 in bajar(client, "planes", "json").decode()


def test_what_does_not_fit_in_a_sheet_goes_on_in_another(
    elenco: Elenco, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formatos, "FILAS_POR_HOJA", 1)
    libro = openpyxl.load_workbook(io.BytesIO(bajar(client, "planes", "xlsx")))
    assert libro.sheetnames == ["planes", "planes 2", "Diccionario"]
    assert [[c.value for c in h["A"]] for h in libro.worksheets[:2]] == [["clave", "GTO-1"], ["clave", "OAX-1"]]


def test_text_that_xml_cannot_say_does_not_break_a_sheet(elenco: Elenco, client: Client) -> None:
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(nombre="uno\x0bdos\ufffe]]>")
    assert next(f["nombre"] for f in de_ods(bajar(client, "compromisos", "ods"))) == "unodos]]>"
    openpyxl.load_workbook(io.BytesIO(bajar(client, "compromisos", "xlsx")))


@pytest.mark.parametrize("formato", list(FORMATOS))
def test_the_same_rows_give_the_same_bytes(escena: Elenco, formato: str) -> None:
    r = RECURSOS["compromisos"]
    una, otra = (b"".join(FORMATOS[formato].bloques(r, r.abiertas())) for _ in range(2))
    assert una == otra
