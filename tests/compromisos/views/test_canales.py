"""Atom channels: what the log says in public, valid, cacheable and never of a draft."""

from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import AcuerdoF, Elenco, UsuarioF, momento

from compromisos.models import Informe
from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.avances import declarar_avance
from compromisos.servicios.evidencias import EvidenciaNueva, adjuntar_evidencia
from compromisos.servicios.modificaciones import retirar_compromiso
from secretariado.models import Archivo, Asiento

pytestmark = pytest.mark.django_db
A = "{http://www.w3.org/2005/Atom}"
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


def leer(cliente: Client, ruta: str) -> Any:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200, ruta
    assert respuesta["Content-Type"].startswith("application/atom+xml")
    raiz = ElementTree.fromstring(respuesta.content)  # noqa: S314
    for campo in ("id", "title", "updated", "link"):
        assert raiz.find(f"{A}{campo}") is not None, campo
    entradas = raiz.findall(f"{A}entry")
    assert raiz.find(f"{A}author") is not None or all(e.find(f"{A}author") is not None for e in entradas)
    return raiz


def titulos(raiz: Any) -> list[str]:
    return [e.findtext(f"{A}title") for e in raiz.findall(f"{A}entry")]


@pytest.fixture
def con_actos(elenco: Elenco) -> Elenco:
    nueva = EvidenciaNueva(titulo="Acta <b>firmada</b> & sellada", enlace="https://ejemplo.test/acta")
    elenco.evidencia = adjuntar_evidencia(actor=elenco.dario, entrega=elenco.entrega, nueva=nueva)
    nueva = EvidenciaNueva(titulo="De Oaxaca", enlace="https://ejemplo.test/oaxaca")
    adjuntar_evidencia(actor=elenco.zoe, entrega=elenco.otra_entrega, nueva=nueva)
    return elenco


def test_plan_commitment_and_state_tell_their_own_acts(con_actos: Elenco, client: Client) -> None:
    e = con_actos
    suyas = [f"Se envió evidencia: {e.compromiso.clave} · Acta <b>firmada</b> & sellada"]
    for ruta in (f"/planes/{e.plan.slug}/atom.xml", f"/compromisos/{e.compromiso.clave}/atom.xml"):
        assert titulos(leer(client, ruta)) == suyas
    assert titulos(leer(client, "/entidades/guanajuato/atom.xml")) == suyas
    assert [t[-9:] for t in titulos(leer(client, "/entidades/oaxaca/atom.xml"))] == ["De Oaxaca"]
    entrada = leer(client, f"/planes/{e.plan.slug}/atom.xml").find(f"{A}entry")
    asiento = Asiento.objects.get(plan=e.plan.clave)
    assert entrada.findtext(f"{A}id") == f"urn:sha256:{asiento.hash}"
    assert entrada.find(f"{A}link").get("href").endswith(f"/evidencias/{e.evidencia.pk}/")
    assert entrada.find(f"{A}author").findtext(f"{A}name") == "Secretaría de Infraestructura"


def test_a_change_says_why_and_what(con_actos: Elenco, client: Client) -> None:
    e = con_actos
    autorizacion = Autorizacion("Se fusionó con otro", AcuerdoF(secretariado=e.stl))
    retirar_compromiso(actor=e.alicia, compromiso=e.compromiso, autorizacion=autorizacion)
    primera = leer(client, f"/compromisos/{e.compromiso.clave}/atom.xml").find(f"{A}entry")
    assert primera.findtext(f"{A}title").startswith("Se retiró el compromiso")
    resumen = primera.findtext(f"{A}summary") or primera.findtext(f"{A}content")
    assert "Motivo: Se fusionó con otro" in resumen
    assert "En proceso → Retirado" in resumen


def test_no_draft_has_a_channel_nor_enters_one(con_actos: Elenco, client: Client) -> None:
    e = con_actos
    for persona in (None, e.alicia):
        if persona:
            client.force_login(persona, backend=MOTOR)
        for ruta in (f"/planes/{e.borrador.slug}/atom.xml", f"/compromisos/{e.secreto.clave}/atom.xml"):
            assert client.get(ruta).status_code == 404
        assert "eservad" not in client.get("/entidades/guanajuato/atom.xml").content.decode()
    assert client.get("/entidades/atlantida/atom.xml").status_code == 404


def test_no_person_is_named(con_actos: Elenco, client: Client) -> None:
    for ruta in ("/entidades/guanajuato/atom.xml", "/entidades/oaxaca/atom.xml"):
        texto = client.get(ruta).content.decode()
        assert not [p for p in ("@ejemplo.test", "Dario", "Zoe") if p in texto]


def test_reports_come_with_their_pdf_and_only_when_published(elenco: Elenco, client: Client) -> None:
    archivo = Archivo.objects.create(
        sha256="cd" * 32, tamano=1234, tipo="application/pdf", contenido="x.pdf", creado=momento("2020-07-30")
    )
    for folio, plan in (("PAL-1", elenco.plan), ("PAL-2", elenco.borrador)):
        Informe.objects.create(
            folio=folio, plan=plan, corte="2020-07-31", estado="listo", archivo=archivo, rol="facilitacion",
            solicitado_por=UsuarioF(), creado=momento("2020-07-30"), terminado=momento("2020-07-31"),
        )  # fmt: skip
    raiz = leer(client, "/reportes/atom.xml")
    assert titulos(raiz) == ["Reporte de monitoreo al 31 de julio de 2020: Plan de Acción Local de Guanajuato"]
    adjunto = next(x for x in raiz.iter(f"{A}link") if x.get("rel") == "enclosure")
    assert (adjunto.get("length"), adjunto.get("type")) == ("1234", "application/pdf")
    assert adjunto.get("href").endswith("/reportes/PAL-1.pdf")


def test_channels_are_for_any_cache_in_spanish_and_known_when_unchanged(con_actos: Elenco, client: Client) -> None:
    ruta = f"/planes/{con_actos.plan.slug}/atom.xml"
    primera = client.get(ruta, HTTP_ACCEPT_LANGUAGE="en")
    assert primera["Cache-Control"] == "public, max-age=300"
    assert "Cookie" not in primera.get("Vary", "")
    assert "Se envió evidencia" in primera.content.decode()
    assert client.get(ruta, HTTP_IF_NONE_MATCH=primera["ETag"]).status_code == 304
    declarar_avance(
        actor=con_actos.dario,
        entrega=con_actos.entrega,
        porcentaje=Decimal(40),
        que_se_hizo="Se instaló la mesa",
    )
    assert client.get(ruta, HTTP_IF_NONE_MATCH=primera["ETag"]).status_code == 200


def test_channels_cost_the_same_however_much_was_done(con_actos: Elenco, client: Client) -> None:
    def cuesta() -> int:
        with CaptureQueriesContext(connection) as hechas:
            client.get("/entidades/guanajuato/atom.xml")
        return len(hechas)

    pocas = cuesta()
    for n in range(8):
        nueva = EvidenciaNueva(titulo=f"Acta {n}", enlace=f"https://ejemplo.test/{n}")
        adjuntar_evidencia(actor=con_actos.dario, entrega=con_actos.entrega, nueva=nueva)
    assert cuesta() == pocas <= 3


def test_pages_say_where_their_channel_is(elenco: Elenco, client: Client) -> None:
    for ruta in (elenco.plan.get_absolute_url(), elenco.compromiso.get_absolute_url(), "/entidades/guanajuato/"):
        assert f'type="application/atom+xml" href="{ruta}atom.xml"' in client.get(ruta).content.decode()
    client.force_login(elenco.alicia, backend=MOTOR)
    for ruta in (elenco.borrador.get_absolute_url(), elenco.secreto.get_absolute_url()):
        assert "atom+xml" not in client.get(ruta).content.decode()
