"""Choosing notices, unsubscribing without logging in, and the secret address of a calendar."""

import re
from typing import Any

import pytest
from django.test import Client
from fabricas import Elenco

from secretariado.models import EnlaceCalendario, PreferenciaAviso
from secretariado.registro.correos import ficha_de_baja

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def dario(elenco: Elenco, client: Client) -> Client:
    client.force_login(elenco.dario, backend=MOTOR)
    return client


def modos(usuario: Any) -> dict[str, str]:
    return dict(PreferenciaAviso.objects.filter(usuario=usuario).values_list("tipo", "modo"))


def baja(elenco: Elenco, *tipos: str) -> str:
    return f"/avisos/baja/{ficha_de_baja(elenco.dario, tipos)}/"


def test_opening_the_unsubscribe_address_only_asks(elenco: Elenco, client: Client) -> None:
    """Mail scanners open every link."""
    respuesta = client.get(baja(elenco, "vence_3"))
    assert "Entregas que vencen en 3 días" in respuesta.content.decode()
    assert elenco.dario.correo not in respuesta.content.decode()
    assert modos(elenco.dario) == {}


def test_one_click_from_a_mail_program_unsubscribes_without_cookies(elenco: Elenco) -> None:
    """RFC 8058: a POST with that body, no session, no CSRF token, as often as it likes."""
    programa = Client(enforce_csrf_checks=True)
    for _ in range(2):
        respuesta = programa.post(baja(elenco, "vence_3", "vence_15"), {"List-Unsubscribe": "One-Click"})
        assert respuesta.status_code == 200
        assert "set-cookie" not in {c.lower() for c in respuesta.headers}
    assert modos(elenco.dario) == {"vence_3": "ninguno", "vence_15": "ninguno"}
    assert modos(elenco.carla) == {}


def test_an_altered_unsubscribe_address_does_nothing(elenco: Elenco, client: Client) -> None:
    buena = baja(elenco, "vence_3")
    for mala in (buena.replace("baja/", "baja/x"), "/avisos/baja/hola/", buena[:-4] + "/", "/avisos/baja/:::/"):
        assert client.post(mala).status_code == 404, mala
    assert PreferenciaAviso.objects.count() == 0


def test_each_kind_is_chosen_on_the_page(elenco: Elenco, dario: Client) -> None:
    pagina = dario.get("/cuenta/avisos/").content.decode()
    tipos = re.findall(r'<select name="(\w+)"', pagina)
    assert len(tipos) == 7
    datos = dict.fromkeys(tipos, "semanal")
    assert dario.post("/cuenta/avisos/", datos).status_code == 302
    assert modos(elenco.dario) == datos
    assert dario.post("/cuenta/avisos/", {**datos, "vencidas": "inmediato"}).status_code == 422
    assert dario.post("/cuenta/avisos/", {"vence_3": "siempre"}).status_code == 422
    assert modos(elenco.dario) == datos


def test_the_calendar_address_is_told_once_and_kept_only_as_a_hash(elenco: Elenco, dario: Client) -> None:
    respuesta = dario.post("/cuenta/calendario/", {"accion": "crear"})
    assert "no-store" in respuesta["Cache-Control"]
    token = re.search(r"/cuenta/calendario/([\w-]{43})\.ics", respuesta.content.decode())
    assert token is not None
    enlace = EnlaceCalendario.objects.get()
    assert (enlace.usuario, len(enlace.huella)) == (elenco.dario, 64)
    assert token.group(1) not in str(vars(enlace))
    assert token.group(1) not in dario.get("/cuenta/avisos/").content.decode()


def test_a_new_address_or_revoking_stops_the_former(elenco: Elenco, dario: Client) -> None:
    def crear() -> str:
        cuerpo = dario.post("/cuenta/calendario/", {"accion": "crear"}).content.decode()
        encontrada = re.search(r"/cuenta/calendario/[\w-]+\.ics", cuerpo)
        assert encontrada is not None
        return encontrada.group()

    programa = Client()
    primera = crear()
    assert programa.get(primera).status_code == 200
    segunda = crear()
    assert (programa.get(primera).status_code, programa.get(segunda).status_code) == (404, 200)
    elenco.dario.is_active = False
    elenco.dario.save()
    assert programa.get(segunda).status_code == 404
    elenco.dario.is_active = True
    elenco.dario.save()
    dario.force_login(elenco.dario, backend=MOTOR)
    dario.post("/cuenta/calendario/", {"accion": "revocar"})
    assert programa.get(segunda).status_code == 404
