"""The calendars: strict iCalendar, only what each may see, stable while nothing changes."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import ActividadF, CompromisoF, Elenco, EntregaF, momento
from icalendar import Calendar

from compromisos.models import Actividad, Compromiso, Entrega, Plan
from secretariado.servicios.avisos import crear_enlace_calendario

pytestmark = pytest.mark.django_db
LARGO = "Publicación, en formatos abiertos; de la «información» útil y única\\ de niñez 👧🏽 y señalización " * 3


def leer(cliente: Client, ruta: str) -> tuple[Any, bytes]:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200
    assert respuesta["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(respuesta.content), respuesta.content


def claves(cliente: Client, ruta: str) -> set[str]:
    calendario, _ = leer(cliente, ruta)
    return {str(e["SUMMARY"]).split(" · ")[0] for e in calendario.walk("VEVENT")}


def ruta_personal(usuario: Any) -> str:
    return f"/cuenta/calendario/{crear_enlace_calendario(actor=usuario)}.ics"


@pytest.fixture
def ruta(elenco: Elenco) -> str:
    Actividad.objects.filter(pk=elenco.actividad.pk).update(
        nombre=LARGO, medio_verificacion="Acta\nfirmada; y sello"
    )
    return f"/planes/{elenco.plan.slug}/calendario.ics"


def test_the_document_is_strict_icalendar(elenco: Elenco, client: Client, ruta: str) -> None:
    """RFC 5545: CRLF, lines of at most 75 octets cut between characters, required properties, round trip."""
    calendario, crudo = leer(client, ruta)
    lineas = crudo.split(b"\r\n")
    assert lineas[-1] == b""
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", crudo)
    assert [x for x in lineas if len(x) > 75] == []
    for linea in lineas:
        linea.decode("utf-8")
    assert (lineas[0], lineas[-2]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    assert calendario.to_ical() == crudo
    assert calendario.errors == []
    assert [e.errors for e in calendario.walk("VEVENT")] == [[]]
    propiedades = {
        k: calendario[k].to_ical() for k in ("METHOD", "VERSION", "REFRESH-INTERVAL", "X-PUBLISHED-TTL")
    }
    assert propiedades == {
        "METHOD": b"PUBLISH",
        "VERSION": b"2.0",
        "REFRESH-INTERVAL": b"PT12H",
        "X-PUBLISHED-TTL": b"PT12H",
    }
    assert {b"REFRESH-INTERVAL;VALUE=DURATION:PT12H", b"X-PUBLISHED-TTL:PT12H"} <= set(lineas)
    assert calendario["X-WR-CALNAME"] == "GTO-1 · Plan de Acción Local de Guanajuato"
    assert str(calendario["PRODID"]).startswith("-//Portal PAL//")


def test_each_pending_delivery_is_an_event_of_the_whole_day(elenco: Elenco, client: Client, ruta: str) -> None:
    (evento,) = leer(client, ruta)[0].walk("VEVENT")
    assert evento["UID"] == f"entrega-{elenco.entrega.pk}@127.0.0.1"
    assert (evento["DTSTART"].dt, evento["DTEND"].dt) == (date(2020, 12, 31), date(2021, 1, 1))
    assert evento["DTSTART"].params["VALUE"] == "DATE"
    assert evento["URL"] == "http://127.0.0.1:8000/compromisos/GTO-1-01/"
    assert (evento["STATUS"], evento["TRANSP"], int(evento["SEQUENCE"])) == ("CONFIRMED", "TRANSPARENT", 0)
    assert evento["DTSTAMP"].dt.tzinfo is not None
    assert evento["LAST-MODIFIED"].dt == evento["DTSTAMP"].dt
    descripcion = str(evento["DESCRIPTION"])
    assert "Vence una entrega del compromiso GTO-1-01, «Guanajuato Construye»." in descripcion
    assert "Todavía no se ha reportado avance." in descripcion
    assert "Se verifica con: Acta\nfirmada; y sello" in descripcion


def test_it_is_in_spanish_whatever_the_reader_speaks(elenco: Elenco, client: Client, ruta: str) -> None:
    en_ingles = client.get(ruta, headers={"Accept-Language": "en"})
    assert en_ingles.content == client.get(ruta).content
    assert "Entregas pendientes de" in en_ingles.content.decode()


def test_the_same_bytes_while_nothing_changes_and_a_new_mark_when_it_does(
    elenco: Elenco, client: Client, ruta: str, settings: Any
) -> None:
    primera = client.get(ruta)
    settings.PAL_HOY = "2020-08-20"
    sin_cambio = client.get(ruta, headers={"If-None-Match": primera["ETag"]})
    assert (sin_cambio.status_code, sin_cambio.content) == (304, b"")
    assert sin_cambio["ETag"] == primera["ETag"]
    Entrega.objects.filter(pk=elenco.entrega.pk).update(vence=date(2021, 1, 15), version=1)
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(actualizado=momento("2020-08-19"))
    cambiada = client.get(ruta, headers={"If-None-Match": primera["ETag"]})
    assert cambiada.status_code == 200
    (antes,), (ahora,) = (Calendar.from_ical(r.content).walk("VEVENT") for r in (primera, cambiada))
    assert antes["UID"] == ahora["UID"]
    assert int(ahora["SEQUENCE"]) > int(antes["SEQUENCE"])
    assert ahora["LAST-MODIFIED"].dt > antes["LAST-MODIFIED"].dt


def test_what_is_done_or_no_longer_counts_is_not_there(elenco: Elenco, client: Client, ruta: str) -> None:
    def otra(**campos: Any) -> Entrega:
        c = CompromisoF(plan=elenco.plan, **campos)
        return EntregaF(actividad=ActividadF(compromiso=c))

    Entrega.objects.filter(pk=otra().pk).update(declarado=100, verificado=100)
    otra(estado="retirado")
    Actividad.objects.filter(entregas=otra()).update(cancelada=True)
    Entrega.objects.filter(pk=otra().pk).update(vence=None)
    pausada = otra(estado="pausado", numero=77)
    eventos = {str(e["UID"]): str(e["STATUS"]) for e in leer(client, ruta)[0].walk("VEVENT")}
    assert eventos == {
        f"entrega-{elenco.entrega.pk}@127.0.0.1": "CONFIRMED",
        f"entrega-{pausada.pk}@127.0.0.1": "TENTATIVE",
    }


def test_an_empty_calendar_is_still_valid(elenco: Elenco, client: Client, ruta: str) -> None:
    """A VCALENDAR needs at least one component."""
    Entrega.objects.all().delete()
    calendario, crudo = leer(client, ruta)
    assert [c.name for c in calendario.subcomponents] == ["VTIMEZONE"]
    assert calendario.to_ical() == crudo


def test_a_draft_has_no_calendar_not_even_for_who_works_on_it(elenco: Elenco, client: Client) -> None:
    client.force_login(elenco.alicia, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/planes/{elenco.borrador.slug}/calendario.ics").status_code == 404
    EntregaF(actividad=ActividadF(compromiso=elenco.secreto))
    for ruta in (f"/instituciones/{elenco.institucion.slug}/calendario.ics", ruta_personal(elenco.alicia)):
        assert claves(client, ruta) == {"GTO-1-01"}, ruta
    Plan.objects.filter(pk=elenco.plan.pk).update(publicado_en=None)
    for ruta in (f"/instituciones/{elenco.institucion.slug}/calendario.ics", ruta_personal(elenco.alicia)):
        assert claves(client, ruta) == set(), ruta


def test_an_institution_has_what_it_answers_for(elenco: Elenco, client: Client) -> None:
    def de(institucion: Any) -> set[str]:
        return claves(client, f"/instituciones/{institucion.slug}/calendario.ics")

    assert de(elenco.institucion) == de(elenco.osc) == {"GTO-1-01"}
    assert (de(elenco.otra_institucion), de(elenco.garante)) == ({"OAX-1-01"}, set())
    Actividad.objects.filter(pk=elenco.actividad.pk).update(a_cargo_de=elenco.osc)
    assert (de(elenco.institucion), de(elenco.osc)) == (set(), {"GTO-1-01"})
    assert client.get("/instituciones/no-existe/calendario.ics").status_code == 404


@pytest.mark.parametrize(
    ("nombre", "esperadas"),
    [
        ("alicia", {"GTO-1-01"}),
        ("beto", {"GTO-1-01"}),
        ("carla", {"GTO-1-01"}),
        ("dario", {"GTO-1-01"}),
        ("yago", {"OAX-1-01"}),
        ("zoe", {"OAX-1-01"}),
        ("elena", set()),
        ("ciudadana", set()),
    ],
)
def test_a_secret_address_gives_the_scope_of_its_owner(
    elenco: Elenco, client: Client, nombre: str, esperadas: set[str]
) -> None:
    ruta = ruta_personal(getattr(elenco, nombre))
    assert claves(client, ruta) == esperadas
    respuesta = client.get(ruta)
    assert respuesta["Cache-Control"] == "private, no-cache"
    assert "@ejemplo.test" not in respuesta.content.decode()
    client.force_login(elenco.fidel, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(ruta).content == respuesta.content, "who asks does not matter, the address does"


def test_a_guessed_address_is_not_found(elenco: Elenco, client: Client) -> None:
    crear_enlace_calendario(actor=elenco.dario)
    for token in ("x", "a" * 43, "..", "%00", elenco.dario.enlace_calendario.huella):
        assert client.get(f"/cuenta/calendario/{token}.ics").status_code == 404


def test_a_calendar_costs_the_same_queries_with_many_deliveries(elenco: Elenco, client: Client, ruta: str) -> None:
    rutas = (ruta, f"/instituciones/{elenco.institucion.slug}/calendario.ics", ruta_personal(elenco.alicia))
    medidas = []
    for vuelta in range(2):
        for n in range(40 * vuelta):
            EntregaF(actividad=elenco.actividad, numero=10 + n, vence=date(2020, 8, 1) + timedelta(days=n))
        with CaptureQueriesContext(connection) as consultas:
            cuantos = [len(leer(client, r)[0].walk("VEVENT")) for r in rutas]
        medidas.append((len(consultas), cuantos))
    assert medidas == [(7, [1, 1, 1]), (7, [41, 41, 41])]


def test_the_plan_page_and_the_desk_offer_it(elenco: Elenco, client: Client) -> None:
    pagina = client.get(f"/planes/{elenco.plan.slug}/").content.decode()
    assert f"webcal://127.0.0.1:8000/planes/{elenco.plan.slug}/calendario.ics" in pagina
    assert 'type="text/calendar"' in pagina
    client.force_login(elenco.dario, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "/cuenta/avisos/#calendario" in client.get("/mesa/").content.decode()
