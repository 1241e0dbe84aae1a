"""Pages come out in the language the reader asks for, and the source language is that of the documents."""

from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings as ajustes
from django.test import Client
from fabricas import Elenco

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _catalogo_al_dia(settings: Any, tmp_path: Path) -> None:
    """The catalogue compiled from its source, whether or not `make mensajes` has run."""
    with (ajustes.BASE_DIR / "locale/en/LC_MESSAGES/django.po").open("rb") as fuente:
        catalogo = read_po(fuente, locale="en")
    destino = tmp_path / "en/LC_MESSAGES"
    destino.mkdir(parents=True)
    with (destino / "django.mo").open("wb") as archivo:
        write_mo(archivo, catalogo)
    settings.LOCALE_PATHS = [tmp_path]


def test_pages_are_in_the_language_asked_for(elenco: Elenco, client: Client) -> None:
    for ruta, espanol, ingles in (
        ("/", "El país, de un vistazo", "The country at a glance"),
        (elenco.plan.get_absolute_url(), "Compromisos por eje", "Commitments by axis"),
        ("/compromisos/?entidad=oaxaca", "1 compromiso", "1 commitment"),
        ("/compromisos/?entidad=guanajuato&q=nada", "0 compromisos", "0 commitments"),
        ("/metodo/", "no llega a 100 %.", " 100 %."),
    ):
        en = client.get(ruta, headers={"accept-language": "en-GB,en;q=0.8"}).content.decode()
        es = client.get(ruta, headers={"accept-language": "es-MX"}).content.decode()
        assert ingles in en, ruta
        assert espanol not in en, ruta
        assert espanol in es, ruta
        assert '<html lang="en">' in en
        assert '<html lang="es-MX">' in es


def test_a_language_we_do_not_have_gets_spanish(client: Client) -> None:
    assert "El país, de un vistazo" in client.get("/", headers={"accept-language": "fr"}).content.decode()


def test_the_language_chosen_stays(client: Client) -> None:
    respuesta = client.post("/idioma/", {"language": "en", "next": "/metodo/"})
    assert (respuesta.status_code, respuesta.url) == (302, "/metodo/")
    assert "How it is calculated" in client.get("/metodo/").content.decode()


def test_the_language_form_does_not_send_readers_elsewhere(client: Client) -> None:
    assert client.post("/idioma/", {"language": "en", "next": "https://mal.test/"}).url == "/"
