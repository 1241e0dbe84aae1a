"""What the pages say to machines: linked data, OpenGraph, site map and robots."""

import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import resolve
from fabricas import AcuerdoF, CompromisoF, ConsultaF, Elenco, EventoF, EvidenciaF, SesionF, momento

from compromisos.models import Compromiso, Evidencia
from compromisos.servicios.informes import generar_informe, solicitar_informe
from pal_portal.mapa import MAPAS
from secretariado.models import Archivo

pytestmark = pytest.mark.django_db


def enlazados(cliente: Client, ruta: str) -> dict[str, Any]:
    html = cliente.get(ruta).content.decode()
    bloques = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)
    assert len(bloques) == 1, ruta
    datos: dict[str, Any] = json.loads(bloques[0])
    assert datos["@context"] == "https://schema.org"
    return datos


def test_the_home_says_how_to_search(elenco: Elenco, client: Client) -> None:
    datos = enlazados(client, "/")
    assert datos["@type"] == "WebSite"
    destino = datos["potentialAction"]["target"].replace("{texto}", "construye")
    assert elenco.compromiso.clave not in destino
    respuesta = client.get(destino.split("//", 1)[1].partition("/")[2].join(["/", ""]))
    assert respuesta.status_code == 200


def test_a_plan_is_a_dataset_whose_downloads_answer(elenco: Elenco, client: Client) -> None:
    datos = enlazados(client, elenco.plan.get_absolute_url())
    assert (datos["@type"], datos["identifier"]) == ("Dataset", elenco.plan.clave)
    assert datos["temporalCoverage"] == "2019-07-01/2021-07-31"
    assert datos["spatialCoverage"]["name"] == "Guanajuato"
    tipos = {}
    for d in datos["distribution"]:
        tipos[d["encodingFormat"]] = client.get("/api/" + d["contentUrl"].split("/api/")[1])["Content-Type"]
    assert all(tipo in respuesta for tipo, respuesta in tipos.items())
    assert set(tipos) == {"application/json", "text/csv"}


def test_a_commitment_is_part_of_its_plan(elenco: Elenco, client: Client) -> None:
    datos = enlazados(client, elenco.compromiso.get_absolute_url())
    assert datos["identifier"] == elenco.compromiso.clave
    assert datos["isPartOf"]["identifier"] == elenco.plan.clave
    assert "" not in datos.values()


def test_evidence_carries_its_hash_and_no_person(elenco: Elenco, client: Client) -> None:
    guardado = Archivo.objects.create(
        sha256="ab" * 32, tamano=10, tipo="application/pdf", contenido="x.pdf", creado=elenco.plan.publicado_en
    )
    evidencia = EvidenciaF(
        entrega=elenco.entrega, archivo=guardado, enlace="", autor=elenco.dario, institucion=elenco.institucion
    )
    datos = enlazados(client, evidencia.get_absolute_url())
    assert datos["sha256"] == "ab" * 32
    assert datos["contentUrl"].endswith(f"/evidencias/{evidencia.pk}/archivo/")
    assert datos["provider"] == {"@type": "Organization", "name": "Secretaría de Infraestructura"}
    Evidencia.objects.filter(pk=evidencia.pk).update(estado="retirada")
    retirada = enlazados(client, evidencia.get_absolute_url())
    assert retirada["sha256"] == "ab" * 32
    assert "contentUrl" not in retirada


def test_linked_data_cannot_close_its_script(elenco: Elenco, client: Client) -> None:
    nombre = '</script><script>alert("1")</script> & más'
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(nombre=nombre)
    ruta = elenco.compromiso.get_absolute_url()
    assert enlazados(client, ruta)["name"] == nombre
    assert "<script>alert" not in client.get(ruta).content.decode()


def test_a_report_says_where_its_pdf_is_and_its_hash(elenco: Elenco, client: Client) -> None:
    informe = solicitar_informe(actor=elenco.beto, corte=date(2020, 7, 31), plan=elenco.plan)
    generar_informe(informe.pk, lambda i, avisar: (b"%PDF", 3))
    datos = enlazados(client, informe.get_absolute_url())
    assert (datos["@type"], datos["reportNumber"], datos["numberOfPages"]) == ("Report", informe.folio, 3)
    informe.refresh_from_db()
    assert informe.archivo is not None
    assert datos["encoding"]["sha256"] == informe.archivo.sha256
    assert datos["encoding"]["contentUrl"].endswith(f"/reportes/{informe.folio}.pdf")


def test_a_table_of_the_open_data_has_its_columns(elenco: Elenco, client: Client) -> None:
    datos = enlazados(client, "/datos/diccionario/compromisos/")
    assert (datos["@type"], datos["variableMeasured"][0]["name"]) == ("Dataset", "clave")


def test_a_meeting_is_told_as_an_event_unless_it_was_invented(elenco: Elenco, client: Client) -> None:
    evento = EventoF(
        consulta=ConsultaF(secretariado=elenco.stl), nombre="Foro", modalidad="presencial",
        lugar="Casa de la Cultura", inicio=momento("2020-09-01"), fin=momento("2020-09-01", 14),
    )  # fmt: skip
    datos = enlazados(client, evento.get_absolute_url())
    assert (datos["@type"], datos["location"]["name"]) == ("Event", "Casa de la Cultura")
    assert datos["eventStatus"].endswith("/EventScheduled")
    assert datos["startDate"].startswith("2020-09-01T")
    type(evento).objects.filter(pk=evento.pk).update(cancelado=True, modalidad="virtual", lugar="")
    cancelado = enlazados(client, evento.get_absolute_url())
    assert cancelado["eventStatus"].endswith("/EventCancelled")
    assert cancelado["location"]["@type"] == "VirtualLocation"
    type(evento.consulta).objects.filter(pk=evento.consulta.pk).update(es_demostracion=True)
    assert "ld+json" not in client.get(evento.get_absolute_url()).content.decode()


def test_pages_carry_opengraph(elenco: Elenco, client: Client) -> None:
    html = client.get(elenco.compromiso.get_absolute_url()).content.decode()
    assert f'property="og:title" content="{elenco.compromiso.clave} Guanajuato Construye"' in html
    assert 'property="og:description" content="Abonar al sentido de pertenencia' in html
    assert re.search(r'property="og:url" content="http[^"]+/compromisos/GTO-1-01/"', html)


def test_the_site_map_lists_public_pages_that_answer(elenco: Elenco, client: Client) -> None:
    rutas = [r for seccion in localizadas(client, "sitemap.xml") for r in localizadas(client, seccion)]
    assert f"compromisos/{elenco.compromiso.clave}/" in rutas
    assert f"compromisos/{elenco.secreto.clave}/" not in rutas
    assert f"planes/{elenco.borrador.slug}/" not in rutas
    for ruta in rutas:
        assert client.get(f"/{ruta}").status_code == 200, ruta
    assert len(rutas) == len(set(rutas))


def localizadas(cliente: Client, ruta: str) -> list[str]:
    arbol = ElementTree.fromstring(cliente.get(f"/{ruta}").content)  # noqa: S314
    return [e.text.split("//", 1)[1].partition("/")[2] for e in arbol.iter() if e.tag.endswith("loc") and e.text]


def test_the_site_map_has_every_public_page_however_many(
    elenco: Elenco, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidencia = EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    consulta = ConsultaF(secretariado=elenco.stl)
    sesion, acuerdo = SesionF(secretariado=elenco.stl, estado="celebrada"), AcuerdoF(secretariado=elenco.stl)
    convocada = SesionF(secretariado=elenco.stl, numero=9)
    for n in range(2, 5):
        CompromisoF(plan=elenco.plan, numero=n)
    for mapa in MAPAS.values():
        monkeypatch.setattr(mapa, "limit", 2)
    secciones = localizadas(client, "sitemap.xml")
    assert "sitemap-compromisos.xml?p=2" in secciones
    rutas = {f"/{r}" for s in secciones for r in localizadas(client, s)}
    clases = {resolve(r).url_name for r in rutas}
    assert {"inicio", "planes", "metodo", "bitacora", "api_docs", "datos_diccionario_tabla"} <= clases
    assert {f"/compromisos/GTO-1-0{n}/" for n in range(1, 5)} <= rutas
    assert {f"/evidencias/{evidencia.pk}/", consulta.get_absolute_url()} <= rutas
    assert {sesion.get_absolute_url(), acuerdo.get_absolute_url()} <= rutas
    assert convocada.get_absolute_url() not in rutas
    assert not {r for r in rutas if r.startswith(("/mesa/", "/cuenta/", "/admin/"))}


def test_robots_keep_out_of_the_desk(client: Client) -> None:
    texto = client.get("/robots.txt").content.decode()
    assert "Disallow: /mesa/" in texto
    assert "/sitemap.xml" in texto


def test_a_browser_that_asks_for_the_icon_by_itself_gets_it(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith("marca.svg")


def test_the_open_data_say_what_they_are_and_the_map_leads_to_them(elenco: Elenco, client: Client) -> None:
    pagina = client.get("/datos/").content.decode()
    (datos,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', pagina, re.DOTALL)
    catalogo = json.loads(datos)
    assert catalogo["@type"] == "DataCatalog"
    descargas = [d["distribution"][0]["contentUrl"] for d in catalogo["dataset"]]
    assert len(descargas) > 20
    for direccion in descargas[:3]:
        assert client.get("/" + direccion.split("/", 3)[3]).status_code == 200
    mapa = client.get("/sitemap-secciones.xml").content.decode()
    for ruta in ("/datos/", "/datos/diccionario/", "/evaluaciones/"):
        assert f"{ruta}</loc>" in mapa
