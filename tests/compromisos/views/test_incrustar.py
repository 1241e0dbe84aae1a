"""Badge, card and oEmbed: understood by themselves, framed anywhere, without cookies nor third parties."""

import html
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import Elenco

from compromisos.models import Compromiso, Plan

pytestmark = pytest.mark.django_db
S = "{http://www.w3.org/2000/svg}"
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def medido(elenco: Elenco) -> Elenco:
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(
        nombre='Datos <abiertos> & "vivos"', programado=Decimal("67.1626"), declarado=Decimal("55.1667"),
        verificado=None, semaforo="rojo",
    )  # fmt: skip
    elenco.ruta = elenco.compromiso.get_absolute_url()
    return elenco


def test_the_badge_says_in_words_the_three_figures(medido: Elenco, client: Client) -> None:
    respuesta = client.get(f"{medido.ruta}insignia.svg")
    assert respuesta["Content-Type"] == "image/svg+xml; charset=utf-8"
    raiz = ElementTree.fromstring(respuesta.content)  # noqa: S314
    assert raiz.get("role") == "img"
    assert raiz.findtext(f"{S}title") == f'{medido.compromiso.clave}: Datos <abiertos> & "vivos"'
    assert raiz.findtext(f"{S}desc") == "Programado 67.2 %, declarado 55.2 %, verificado sin dato. Atrasado."
    assert raiz.get("aria-labelledby").split() == [raiz.find(f"{S}{t}").get("id") for t in ("title", "desc")]
    visto = " ".join(t.text for t in raiz.iter(f"{S}text"))
    assert all(x in visto for x in (medido.compromiso.clave, "67.2 %", "55.2 %", "sin dato", "Atrasado"))


def test_demonstration_figures_always_say_so(medido: Elenco, client: Client) -> None:
    for ruta in ("insignia.svg", "tarjeta/"):
        assert "demostración" not in client.get(medido.ruta + ruta).content.decode()
    Plan.objects.filter(pk=medido.plan.pk).update(avances_demostracion=True)
    for ruta in ("insignia.svg", "tarjeta/"):
        assert "Avances de demostración" in client.get(medido.ruta + ruta).content.decode()


def test_a_withdrawn_commitment_shows_no_light(medido: Elenco, client: Client) -> None:
    Compromiso.objects.filter(pk=medido.compromiso.pk).update(estado="retirado")
    for ruta in ("insignia.svg", "tarjeta/"):
        texto = client.get(medido.ruta + ruta).content.decode()
        assert "Retirado" in texto
        assert "Atrasado" not in texto


def test_nothing_of_third_parties_is_asked_and_no_cookie_is_set(medido: Elenco, client: Client) -> None:
    for ruta in ("insignia.svg", "tarjeta/", "tarjeta/?tema=oscuro"):
        respuesta = client.get(medido.ruta + ruta)
        texto = respuesta.content.decode()
        assert not respuesta.cookies
        assert "<script" not in texto
        assert "style=" not in texto
        pedidos = re.findall(r'<(?:link rel="stylesheet"|img|image|use)[^>]*(?:href|src)="([^"]+)"', texto)
        assert all(p.startswith("/static/") for p in pedidos)


def test_only_the_card_may_be_framed(medido: Elenco, client: Client) -> None:
    tarjeta = client.get(f"{medido.ruta}tarjeta/")
    assert "frame-ancestors *" in tarjeta["Content-Security-Policy"]
    assert "script-src 'none'" in tarjeta["Content-Security-Policy"]
    assert "X-Frame-Options" not in tarjeta
    for ruta in (medido.ruta, "/", "/cuenta/entrar/", "/buscar/"):
        otra = client.get(ruta)
        assert "frame-ancestors 'none'" in otra["Content-Security-Policy"]
        assert otra["X-Frame-Options"] == "DENY"


def test_the_card_takes_the_theme_and_the_language_asked_for(medido: Elenco, client: Client) -> None:
    ruta = f"{medido.ruta}tarjeta/"
    assert "data-tema" not in client.get(ruta + "?tema=%22x").content.decode()
    assert 'data-tema="oscuro"' in client.get(ruta + "?tema=oscuro").content.decode()
    assert '<html lang="es-MX"' in client.get(ruta, HTTP_ACCEPT_LANGUAGE="en").content.decode()
    ingles = client.get(ruta + "?idioma=en")
    assert '<html lang="en"' in ingles.content.decode()
    assert ingles["Content-Language"] == "en"


def test_they_are_cached_anywhere_and_known_when_unchanged(medido: Elenco, client: Client) -> None:
    for ruta in (
        f"{medido.ruta}insignia.svg",
        f"{medido.ruta}tarjeta/",
        f"/oembed/?url={settings.SITIO_URL}{medido.ruta}",
    ):
        primera = client.get(ruta)
        assert primera["Cache-Control"] == "public, max-age=600"
        assert primera["Access-Control-Allow-Origin"] == "*"
        assert "Cookie" not in primera.get("Vary", "")
        repetida = client.get(ruta, HTTP_IF_NONE_MATCH=primera["ETag"])
        assert (repetida.status_code, repetida.content) == (304, b"")
        client.force_login(medido.alicia, backend=MOTOR)
        assert client.get(ruta).content == primera.content
        client.logout()


def test_oembed_is_discovered_and_gives_the_card(medido: Elenco, client: Client) -> None:
    pagina = client.get(medido.ruta).content.decode()
    direccion = html.unescape(re.search(r'type="application/json\+oembed" href="([^"]+)"', pagina)[1])
    datos = client.get(direccion.removeprefix(settings.SITIO_URL)).json()
    assert (datos["version"], datos["type"], datos["provider_name"]) == ("1.0", "rich", "Portal PAL")
    assert datos["title"].endswith('Datos <abiertos> & "vivos"')
    assert (datos["width"], datos["height"]) == (480, 280)
    assert "&lt;abiertos&gt; &amp; &quot;vivos&quot;" in datos["html"]
    marco = re.search(r'<iframe src="([^"]+)"', datos["html"])[1]
    assert client.get(marco.removeprefix(settings.SITIO_URL)).status_code == 200
    chico = client.get(direccion.removeprefix(settings.SITIO_URL) + "&maxwidth=300&maxheight=99999").json()
    assert (chico["width"], chico["height"]) == (300, 280)
    assert 'width="300"' in chico["html"]
    angosto = client.get(direccion.removeprefix(settings.SITIO_URL) + "&maxwidth=150&maxheight=90").json()
    assert (angosto["width"], angosto["height"]) == (150, 90), "never more than was asked for"


def test_oembed_says_the_same_in_xml(medido: Elenco, client: Client) -> None:
    pagina = client.get(medido.ruta).content.decode()
    direccion = html.unescape(re.search(r'type="text/xml\+oembed" href="([^"]+)"', pagina)[1])
    respuesta = client.get(direccion.removeprefix(settings.SITIO_URL))
    assert respuesta["Content-Type"] == "text/xml; charset=utf-8"
    raiz = ElementTree.fromstring(respuesta.content)  # noqa: S314
    en_json = client.get("/oembed/", {"url": f"{settings.SITIO_URL}{medido.ruta}"}).json()
    assert raiz.tag == "oembed"
    assert {e.tag: e.text for e in raiz} == {clave: str(valor) for clave, valor in en_json.items()}


@pytest.mark.parametrize(
    "direccion",
    ["", "x", "http://[", "https://otro.test/compromisos/GTO-1-01/", "{sitio}/", "{sitio}/planes/gto-1/",
     "javascript:alert(1)", "{sitio}/compromisos/NO-9-99/", "{sitio}/compromisos/{borrador}/"],
)  # fmt: skip
def test_oembed_gives_nothing_of_other_addresses_nor_of_drafts(
    medido: Elenco, client: Client, direccion: str
) -> None:
    pedida = direccion.format(sitio=settings.SITIO_URL, borrador=medido.secreto.clave)
    client.force_login(medido.alicia, backend=MOTOR)
    assert client.get("/oembed/", {"url": pedida}).status_code == 404
    assert client.get("/oembed/", {"url": pedida, "format": "xml"}).status_code == 404
    assert client.get("/oembed/", {"url": pedida, "format": "yaml"}).status_code == 501


def test_a_draft_has_no_badge_card_nor_codes_to_copy(medido: Elenco, client: Client) -> None:
    client.force_login(medido.alicia, backend=MOTOR)
    ruta = medido.secreto.get_absolute_url()
    assert client.get(f"{ruta}insignia.svg").status_code == 404
    assert client.get(f"{ruta}tarjeta/").status_code == 404
    assert 'id="compartir"' not in client.get(ruta).content.decode()


def test_what_the_page_offers_to_copy_is_what_works(medido: Elenco, client: Client) -> None:
    pagina = client.get(medido.ruta).content.decode()
    textos = [html.unescape(t) for t in re.findall(r"<textarea[^>]*>(.*?)</textarea>", pagina, re.S)]
    assert textos[0] == f"{settings.SITIO_URL}{medido.ruta}"
    for texto, atributo in ((textos[1], "src"), (textos[2], "src"), (textos[2], "href")):
        direccion = re.search(f'{atributo}="([^"]+)"', texto)[1]
        assert client.get(direccion.removeprefix(settings.SITIO_URL)).status_code == 200
    assert "<abiertos>" not in textos[1]


def test_each_costs_two_queries_at_most(medido: Elenco, client: Client) -> None:
    for ruta in ("insignia.svg", "tarjeta/"):
        with CaptureQueriesContext(connection) as hechas:
            client.get(medido.ruta + ruta)
        assert len(hechas) <= 2
