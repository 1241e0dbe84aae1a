"""The page of the open data, the dictionary and OGP's layout."""

import csv
import html
import io
import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import CompromisoF, Elenco

from compromisos.datos_abiertos import ogp
from compromisos.datos_abiertos.explicaciones import GRUPOS, TITULOS
from compromisos.models import Alineacion, Compromiso, Elemento, Marco, Plan
from compromisos.views import datos
from pal_portal.api import RECURSOS

pytestmark = pytest.mark.django_db


def texto(cliente: Client, ruta: str, **cabeceras: Any) -> str:
    respuesta = cliente.get(ruta, **cabeceras)
    assert respuesta.status_code == 200, ruta
    crudo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
    return crudo.decode("utf-8-sig")


def test_every_public_table_is_explained_and_downloadable(elenco: Elenco, client: Client) -> None:
    explicadas = {n for tablas in GRUPOS.values() for n in tablas}
    assert explicadas == set(RECURSOS)
    pagina = texto(client, "/datos/")
    for nombre in RECURSOS:
        for formato in ("csv", "json", "xlsx", "ods"):
            assert f'href="/datos/{nombre}.{formato}"' in pagina


def test_every_link_of_the_page_answers(escena: Elenco, client: Client) -> None:
    call_command("publicar_datos", verbosity=0)
    paginas = "".join(
        texto(client, r)
        for r in ("/datos/", "/datos/volcados/", "/datos/volcados/2020-07-31/", "/datos/diccionario/")
    )
    for ruta in sorted(set(re.findall(r'href="(/datos/[^"]*)"', paginas))):
        sin_ancla, _, ancla = ruta.partition("#")
        respuesta = client.head(sin_ancla, follow=True)
        assert respuesta.status_code == 200, ruta
        assert not ancla or f'id="{ancla}"' in texto(client, sin_ancla), ruta


def test_each_table_has_its_page_of_the_dictionary_and_the_index_leads_to_it(
    elenco: Elenco, client: Client
) -> None:
    indice = texto(client, "/datos/diccionario/")
    for recurso in RECURSOS.values():
        ruta = f"/datos/diccionario/{recurso.nombre}/"
        assert f'id="{recurso.nombre}"' in indice, "the addresses given before still lead to the table"
        assert f'href="{ruta}"' in indice
        pagina = texto(client, ruta)
        assert all(f'<tr id="{c.nombre}">' in pagina for c in recurso.columnas)
    assert "<code>en_proceso</code> En proceso" in texto(client, "/datos/diccionario/compromisos/")
    assert indice.count("<tr") < len(RECURSOS) * 2
    assert client.get("/datos/diccionario/no-hay/").status_code == 404


def test_the_citation_names_the_copy_and_can_be_copied(escena: Elenco, client: Client) -> None:
    call_command("publicar_datos", verbosity=0)
    pagina = html.unescape(texto(client, "/datos/"))
    cita = re.search(r'<p id="cita">(.*?)</p>', pagina)
    assert cita is not None
    assert f'data-copiar="{cita[1]}"' in pagina
    assert re.search(
        r"\(2020\).*31 de julio de 2020.*/datos/volcados/2020-07-31/.*SHA-256 [0-9a-f]{64}.*CC BY", cita[1]
    )


def test_the_footer_and_the_pages_of_plans_lead_there(elenco: Elenco, client: Client) -> None:
    assert texto(client, "/metodo/").count('href="/datos/"') == 1
    assert texto(client, elenco.plan.get_absolute_url()).count('href="/datos/"') == 2


def test_the_page_costs_the_same_with_many_tables_full(escena: Elenco, client: Client) -> None:
    def consultas() -> int:
        with CaptureQueriesContext(connection) as hechas:
            texto(client, "/datos/")
        return len(hechas)

    call_command("publicar_datos", verbosity=0)
    pocas = consultas()
    for n in range(30):
        CompromisoF(plan=escena.plan, numero=200 + n)
    assert consultas() == pocas <= 3


def test_the_dictionary_says_what_each_column_means_and_admits(elenco: Elenco, client: Client) -> None:
    filas = list(csv.DictReader(io.StringIO(texto(client, "/datos/diccionario.csv"))))
    assert [(f["tabla"], f["columna"]) for f in filas] == [
        (r.nombre, c.nombre) for r in RECURSOS.values() for c in r.columnas
    ]
    assert all(f["significado"] and f["tipo"] for f in filas)
    semaforo = next(f for f in filas if (f["tabla"], f["columna"]) == ("compromisos", "semaforo"))
    assert semaforo["valores"].startswith("verde: En tiempo; ambar: Con rezago")
    claves = [f["tabla"] for f in filas if f["es_clave"] == "true"]
    assert sorted(claves) == sorted(RECURSOS)
    de_json = json.loads(texto(client, "/datos/diccionario.json"))
    assert [t["tabla"] for t in de_json] == list(RECURSOS)
    assert texto(client, "/datos/diccionario.csv", headers={"Accept-Language": "en"}) == texto(
        client, "/datos/diccionario.csv"
    )


def test_the_header_of_a_csv_is_explained_to_machines(elenco: Elenco, client: Client) -> None:
    enlace = client.head("/datos/compromisos.csv")["Link"]
    assert enlace.startswith("</datos/compromisos.csv-metadata.json>")
    metadatos = json.loads(texto(client, "/datos/compromisos.csv-metadata.json"))
    titulos = texto(client, "/datos/compromisos.csv").splitlines()[0].split(",")
    assert [c["name"] for c in metadatos["tableSchema"]["columns"]] == titulos
    assert metadatos["tableSchema"]["primaryKey"] == "clave"


@pytest.mark.parametrize(
    "ruta", ["nada.csv", "compromisos.pdf", "usuario.csv", "nada.csv-metadata.json", "diccionario.xml"]
)
def test_what_is_not_declared_cannot_be_asked_for(elenco: Elenco, client: Client, ruta: str) -> None:
    assert client.get(f"/datos/{ruta}").status_code == 404


def test_nothing_is_written_there(elenco: Elenco, client: Client) -> None:
    for ruta in ("/datos/", "/datos/compromisos.csv", "/datos/catalogo.jsonld", "/datos/volcados/"):
        assert client.post(ruta).status_code == 405


def test_asking_only_for_the_headers_reads_no_row(elenco: Elenco, client: Client) -> None:
    with CaptureQueriesContext(connection) as hechas:
        respuesta = client.head("/datos/compromisos.csv")
    assert (respuesta.status_code, respuesta["Content-Type"], len(hechas)) == (200, "text/csv; charset=utf-8", 0)


def test_the_spreadsheet_of_a_long_table_is_that_of_the_daily_copy(
    escena: Elenco, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datos, "FILAS_AL_MOMENTO", 1)
    assert client.get("/datos/compromisos.xlsx").status_code == 200, "sin copia todavía, se hace"
    call_command("publicar_datos", verbosity=0)
    assert client.get("/datos/compromisos.xlsx").url == "/datos/volcados/2020-07-31/compromisos.xlsx"
    assert client.get("/datos/compromisos.csv").status_code == 200


def de_ogp(cliente: Client) -> dict[str, dict[str, str]]:
    filas = csv.DictReader(io.StringIO(texto(cliente, "/datos/compromisos-ogp.csv"), newline=""))
    return {f["Commitment Unique Identifier"]: f for f in filas}


def test_commitments_in_the_layout_of_ogp(elenco: Elenco, client: Client) -> None:
    ogp_, _creado = Marco.objects.get_or_create(clave="ogp", defaults={"nombre": "OGP"})
    valor = Elemento.objects.create(
        marco=ogp_, clave="participacion", orden=2, nivel="valor", nombre="Participación"
    )
    Alineacion.objects.create(compromiso=elenco.compromiso, elemento=valor)
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(cumplimiento="sustancial")
    filas = de_ogp(client)
    assert set(filas) == {"GTO-1-01", "OAX-1-01"}
    esta = filas["GTO-1-01"]
    assert list(esta) == list(ogp.COLUMNAS)
    assert esta["Country/Locality"] == "Guanajuato, Mexico"
    assert esta["Lead Institution"] == "Secretaría de Infraestructura"
    assert esta["Supporting Institution(s)"] == "Gentileza es Unión A.C."
    assert (esta["OGP Value Civic Participation"], esta["OGP Value Technology"]) == ("1", "0")
    assert (esta["Completion (Progress Report)"], esta["Completion (End of Term)"]) == ("Substantial", "")
    assert (esta["Starred"], esta["Did It Open Government (Overall)"]) == ("", "")
    assert esta["URL"].endswith("/compromisos/GTO-1-01/")
    assert filas["OAX-1-01"]["OGP Value Civic Participation"] == "", "nadie lo dijo: no es cero"


def test_made_up_progress_has_no_completion_in_the_layout_of_ogp(elenco: Elenco, client: Client) -> None:
    Compromiso.objects.update(cumplimiento="completo")
    Plan.objects.filter(pk=elenco.plan.pk).update(avances_demostracion=True)
    assert de_ogp(client)["GTO-1-01"]["Completion (Progress Report)"] == ""
    assert de_ogp(client)["OAX-1-01"]["Completion (Progress Report)"] == "Complete"


def test_who_asks_for_too_many_tables_is_told_to_come_back(
    elenco: Elenco, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(datos.LimiteDeDescargas, "THROTTLE_RATES", {"datos": "2/min"})
    assert [client.get("/datos/planes.csv").status_code for _ in range(3)] == [200, 200, 429]
    respuesta = client.get("/datos/compromisos-ogp.csv")
    assert (respuesta.status_code, 0 < int(respuesta["Retry-After"]) <= 60) == (429, True)
    assert client.get("/datos/").status_code == 200
    assert client.get("/api/v1/planes/").status_code == 200


def test_ogp_takes_only_what_is_declared_public() -> None:
    declaradas = {f"{r.nombre}.{c.nombre}" for r in RECURSOS.values() for c in r.columnas}
    usadas = {p for origen in ogp.COLUMNAS.values() for p in origen.split(", ") if "." in p}
    assert usadas <= declaradas


def test_the_layout_of_ogp_costs_the_same_however_many(elenco: Elenco) -> None:
    def consultas() -> int:
        with CaptureQueriesContext(connection) as hechas:
            b"".join(ogp.ogp_en_bloques())
        return len(hechas)

    pocas = consultas()
    for n in range(40):
        CompromisoF(plan=elenco.plan, numero=300 + n)
    assert consultas() == pocas


def test_the_mapping_to_ogp_is_documented() -> None:
    from pathlib import Path

    documento = (Path(__file__).resolve().parents[3] / "docs" / "datos-abiertos.md").read_text()
    assert [c for c in ogp.COLUMNAS if f"`{c}`" not in documento] == []


def test_changes_are_told_newest_first() -> None:
    from compromisos.datos_abiertos.explicaciones import CAMBIOS

    fechas = [dia for dia, _que in CAMBIOS]
    assert fechas == sorted(fechas, reverse=True)
    assert all(isinstance(d, date) for d in fechas)


def test_the_titles_that_are_translated_are_those_of_the_tables() -> None:
    assert {n: str(t) for n, t in TITULOS.items()} == {r.nombre: r.titulo for r in RECURSOS.values()}
