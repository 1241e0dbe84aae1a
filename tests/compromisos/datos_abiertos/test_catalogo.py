"""The catalogue read as a harvester reads it: as RDF, by the properties that CKAN's DCAT profile asks for."""

import hashlib
import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from fabricas import Elenco
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, Literal, Namespace, URIRef

from pal_portal.api import RECURSOS

pytestmark = pytest.mark.django_db
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
LICENCIA = URIRef("https://creativecommons.org/licenses/by/4.0/")
DEL_CONJUNTO = (
    DCTERMS.title,
    DCTERMS.description,
    DCTERMS.identifier,
    DCTERMS.publisher,
    DCTERMS.accrualPeriodicity,
    DCTERMS.modified,
    DCTERMS.language,
    DCTERMS.spatial,
    DCAT.theme,
    DCAT.keyword,
    DCAT.contactPoint,
    DCAT.landingPage,
    DCAT.distribution,
)
DE_LA_DISTRIBUCION = (
    DCTERMS.title,
    DCTERMS.license,
    DCTERMS.format,
    DCAT.accessURL,
    DCAT.downloadURL,
    DCAT.mediaType,
)


DCATAP = Namespace("http://data.europa.eu/r5r/")
DCAT_AP: dict[URIRef, dict[URIRef, URIRef | None]] = {
    DCAT.Catalog: {
        DCTERMS.title: None, DCTERMS.description: None, DCTERMS.publisher: FOAF.Agent, DCAT.dataset: DCAT.Dataset,
        DCTERMS.license: None, DCTERMS.language: None, DCTERMS.spatial: None, DCTERMS.issued: None,
        DCAT.themeTaxonomy: None, FOAF.homepage: None,
    },
    DCAT.Dataset: {
        DCTERMS.title: None, DCTERMS.description: None, DCTERMS.publisher: FOAF.Agent,
        DCAT.contactPoint: VCARD.Kind, DCAT.distribution: DCAT.Distribution, DCAT.keyword: None,
        DCAT.theme: None, DCTERMS.spatial: None, DCTERMS.accessRights: None,
    },
    DCAT.Distribution: {
        DCAT.accessURL: None, DCTERMS.description: None, DCTERMS.format: None, DCTERMS.license: None,
        DCATAP.availability: None,
    },
    FOAF.Agent: {FOAF.name: None},
    VCARD.Kind: {VCARD.fn: None, VCARD.hasURL: None},
    SPDX.Checksum: {SPDX.algorithm: None, SPDX.checksumValue: None},
}  # fmt: skip
"""Class → its mandatory and recommended properties in DCAT-AP 3, and the class that each must lead to."""
TEXTOS = {DCTERMS.title, DCTERMS.description, DCAT.keyword, FOAF.name, VCARD.fn, SPDX.checksumValue}


def leer(cliente: Client) -> Graph:
    respuesta = cliente.get("/datos/catalogo.jsonld")
    assert respuesta["Content-Type"] == "application/ld+json"
    assert respuesta["Access-Control-Allow-Origin"] == "*"
    return Graph().parse(data=respuesta.content, format="json-ld")  # its context is inside: no network


@pytest.fixture
def grafo(escena: Elenco, client: Client) -> Graph:
    call_command("publicar_datos", verbosity=0)
    return leer(client)


def faltan(g: Graph, sujeto: Any, propiedades: tuple[URIRef, ...]) -> list[str]:
    return [str(p) for p in propiedades if (sujeto, p, None) not in g]


def test_the_catalogue_has_a_data_set_per_table_with_what_a_harvester_needs(grafo: Graph) -> None:
    catalogo = grafo.value(predicate=RDF.type, object=DCAT.Catalog)
    assert faltan(grafo, catalogo, (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, FOAF.homepage)) == []
    conjuntos = set(grafo.subjects(RDF.type, DCAT.Dataset))
    assert conjuntos == set(grafo.objects(catalogo, DCAT.dataset))
    identificadores = {str(grafo.value(c, DCTERMS.identifier)).removeprefix("portal-pal-") for c in conjuntos}
    assert identificadores == {*RECURSOS, "compromisos-ogp", "datos-abiertos"}
    assert {str(c): f for c in conjuntos if (f := faltan(grafo, c, DEL_CONJUNTO))} == {}
    for conjunto in conjuntos:
        publica = grafo.value(conjunto, DCTERMS.publisher)
        assert str(grafo.value(publica, FOAF.name)) == "Portal PAL"
        assert grafo.value(grafo.value(conjunto, DCAT.contactPoint), VCARD.fn) is not None
        assert str(grafo.value(conjunto, DCTERMS.accrualPeriodicity)).endswith("/frequency/DAILY")
        assert len(str(grafo.value(conjunto, DCTERMS.description))) > 20


def test_each_class_has_what_dcat_ap_asks_for_and_it_is_of_the_kind_it_asks(grafo: Graph) -> None:
    for clase, propiedades in DCAT_AP.items():
        sujetos = set(grafo.subjects(RDF.type, clase))
        assert sujetos, clase
        for sujeto in sujetos:
            assert faltan(grafo, sujeto, tuple(propiedades)) == [], (clase, sujeto)
            for propiedad, esperada in propiedades.items():
                for objeto in grafo.objects(sujeto, propiedad):
                    if esperada is not None:
                        assert (objeto, RDF.type, esperada) in grafo, (sujeto, propiedad, objeto)
                    if propiedad in TEXTOS:
                        assert isinstance(objeto, Literal), (sujeto, propiedad)
                        assert str(objeto).strip()
                    elif not isinstance(objeto, Literal):
                        assert re.match(r"https?://", str(objeto)) or esperada, (sujeto, propiedad, objeto)


def test_every_distribution_resolves_to_the_file_it_describes(grafo: Graph, client: Client) -> None:
    distribuciones = list(grafo.subjects(RDF.type, DCAT.Distribution))
    assert len(distribuciones) == len(RECURSOS) * 4 + 2
    for d in distribuciones:
        assert faltan(grafo, d, (*DE_LA_DISTRIBUCION, DCAT.byteSize, SPDX.checksum)) == []
        assert grafo.value(d, DCTERMS.license) == LICENCIA
        direccion = str(grafo.value(d, DCAT.downloadURL)).removeprefix(settings.SITIO_URL)
        respuesta = client.get(direccion)
        assert respuesta.status_code == 200, direccion
        contenido = b"".join(respuesta.streaming_content)
        suma = grafo.value(d, SPDX.checksum)
        assert str(grafo.value(suma, SPDX.algorithm)) == "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
        assert str(grafo.value(suma, SPDX.checksumValue)) == hashlib.sha256(contenido).hexdigest()
        assert int(grafo.value(d, DCAT.byteSize)) == len(contenido)
        tipo = str(grafo.value(d, DCAT.mediaType)).split("media-types/")[1]
        assert respuesta["Content-Type"].startswith(tipo)


def test_where_to_read_about_each_table_exists(grafo: Graph, client: Client) -> None:
    pagina = client.get("/datos/").content.decode()
    for direccion in {str(x) for x in grafo.objects(None, DCAT.accessURL)}:
        ancla = direccion.removeprefix(f"{settings.SITIO_URL}/datos/#")
        assert f'id="{ancla}"' in pagina, direccion


def test_before_the_first_dump_the_tables_as_they_are_now_are_offered(elenco: Elenco, client: Client) -> None:
    g = leer(client)
    for d in g.subjects(RDF.type, DCAT.Distribution):
        assert faltan(g, d, DE_LA_DISTRIBUCION) == []
        direccion = str(g.value(d, DCAT.downloadURL)).removeprefix(settings.SITIO_URL)
        assert client.head(direccion).status_code == 200, direccion


def test_the_catalogue_is_in_spanish_for_everybody(elenco: Elenco, client: Client) -> None:
    una = client.get("/datos/catalogo.jsonld").content
    assert client.get("/datos/catalogo.jsonld", headers={"Accept-Language": "en"}).content == una
    assert json.loads(una)["dct:title"]["@language"] == "es"
