"""A second factor for who decides or governs: set up, asked for, recovered; and compulsory in service."""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.staticfiles import finders
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from fabricas import Elenco
from llavero import Llavero

from secretariado.models import Asiento, Usuario
from secretariado.servicios.correos_de_cuenta import dar_por_verificado
from secretariado.servicios.cuentas import retirar_segundo_factor

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
CLAVE = "una-frase-larga-7"
RAIZ = Path(__file__).resolve().parents[2]
FACTOR = "/cuenta/segundo-factor/"


@pytest.fixture
def alicia(elenco: Elenco) -> Usuario:
    elenco.alicia.set_password(CLAVE)
    elenco.alicia.save()
    dar_por_verificado(usuario=elenco.alicia)
    return elenco.alicia


def entrar(cliente: Client, usuario: Usuario) -> Any:
    return cliente.post("/cuenta/entrar/", {"login": usuario.correo, "password": CLAVE})


def codigo(secreto: str, pasos: int = 0) -> str:
    return format_hotp_value(hotp_value(secreto, int(time.time()) // 30 + pasos))


def activar(cliente: Client, usuario: Usuario) -> str:
    """Set up an authenticator as the person does; returns its secret."""
    entrar(cliente, usuario)
    cliente.post("/cuenta/confirmar/", {"password": CLAVE})
    secreto = re.search(r'huella">([A-Z2-7]{32})<', cliente.get(f"{FACTOR}aplicacion/").content.decode())
    assert secreto
    respuesta = cliente.post(f"{FACTOR}aplicacion/", {"code": codigo(secreto[1])})
    assert respuesta.url == f"{FACTOR}codigos/"
    return secreto[1]


def datos_del_guion(pagina: str) -> dict[str, Any]:
    """The options that the page hands to allauth's script."""
    encontrado = re.search(r'<script id="js_data" type="application/json">(.*?)</script>', pagina, re.DOTALL)
    assert encontrado
    return dict(json.loads(encontrado[1]))


# --- Set up and asked for -------------------------------------------------------------------------


def test_an_authenticator_is_set_up_and_then_asked_for(
    alicia: Usuario, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # allauth mails within the request, on commit; a test's transaction never commits
    monkeypatch.setattr("django.db.transaction.on_commit", lambda accion, **kwargs: accion())
    secreto = activar(client, alicia)
    aviso = next(m for m in mail.outbox if m.subject == "Portal PAL: segundo factor activado")
    assert "Si no fuiste tú" in aviso.body
    assert "<p>Se activó la aplicación de códigos" in str(aviso.alternatives[0][0])
    otra = Client()
    assert entrar(otra, alicia).url == f"{FACTOR}entrar/"
    assert otra.get("/mesa/").status_code == 302  # the password alone is not enough
    assert "no es correcto" in otra.post(f"{FACTOR}entrar/", {"code": "000000"}).content.decode()
    assert otra.post(f"{FACTOR}entrar/", {"code": codigo(secreto, 1)}).url == "/mesa/"
    assert otra.get("/mesa/").status_code == 200


def test_a_code_is_good_once_also_the_one_that_set_it_up(alicia: Usuario, client: Client) -> None:
    """While it is taken: allauth forgets a used one before."""
    ahora = time.time() // 30 * 30 + 1  # early in a step, so that the whole window is known
    with pytest.MonkeyPatch.context() as reloj:
        reloj.setattr("time.time", lambda: ahora)
        secreto = activar(client, alicia)
        usado, siguiente = codigo(secreto), codigo(secreto, 1)
        otra, tercera = Client(), Client()
        entrar(otra, alicia)
        assert "no es correcto" in otra.post(f"{FACTOR}entrar/", {"code": usado}).content.decode()
        assert otra.post(f"{FACTOR}entrar/", {"code": siguiente}).url == "/mesa/"
        reloj.setattr("time.time", lambda: ahora + 45)
        entrar(tercera, alicia)
        for otra_vez in (siguiente, f"{siguiente[:3]} {siguiente[3:]}"):
            pagina = tercera.post(f"{FACTOR}entrar/", {"code": otra_vez})
            assert "no es correcto" in pagina.content.decode(), otra_vez
        assert tercera.post(f"{FACTOR}entrar/", {"code": codigo(secreto, 1)}).url == "/mesa/"


def test_guessing_the_code_is_limited_too(alicia: Usuario, client: Client) -> None:
    secreto = activar(client, alicia)
    otra = Client()
    entrar(otra, alicia)
    for _ in range(5):
        otra.post(f"{FACTOR}entrar/", {"code": "000000"})
    pagina = otra.post(f"{FACTOR}entrar/", {"code": codigo(secreto, 1)}).content.decode()
    assert "demasiados intentos fallidos" in pagina


def test_a_recovery_code_opens_once(alicia: Usuario, client: Client) -> None:
    activar(client, alicia)
    codigos = re.findall(r'huella">(\d{8})<', client.get(f"{FACTOR}codigos/").content.decode())
    assert len(codigos) == 10
    descarga = client.get(f"{FACTOR}codigos/descargar/").content.decode()
    assert descarga.split() == codigos
    for espera in (302, 200):
        otra = Client()
        entrar(otra, alicia)
        assert otra.post(f"{FACTOR}entrar/", {"code": codigos[0]}).status_code == espera


def test_a_passkey_is_added_and_enters_with_and_without_password(alicia: Usuario, client: Client) -> None:
    """The whole ceremony, with a real key in software."""
    entrar(client, alicia)
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    llave = Llavero()
    opciones = datos_del_guion(client.get(f"{FACTOR}llaves/agregar/").content.decode())["creation_options"]
    assert opciones["publicKey"]["rp"]["name"] == "Portal PAL"
    datos = {"name": "Teléfono", "passwordless": "on", "credential": llave.crear(opciones)}
    assert client.post(f"{FACTOR}llaves/agregar/", datos).url == f"{FACTOR}codigos/"
    assert "Teléfono" in client.get(f"{FACTOR}llaves/").content.decode()

    con_clave = Client()
    assert entrar(con_clave, alicia).url == f"{FACTOR}entrar/"
    opciones = datos_del_guion(con_clave.get(f"{FACTOR}entrar/").content.decode())["request_options"]
    assert con_clave.post(f"{FACTOR}entrar/", {"credential": llave.usar(opciones)}).url == "/mesa/"

    sin_clave = Client()
    opciones = sin_clave.get(f"{FACTOR}llaves/entrar/", headers={"accept": "application/json"}).json()
    respuesta = sin_clave.post(f"{FACTOR}llaves/entrar/", {"credential": llave.usar(opciones["request_options"])})
    assert respuesta.url == "/mesa/"
    assert sin_clave.get("/mesa/").status_code == 200


def test_a_passkey_of_another_enters_nothing(alicia: Usuario, client: Client) -> None:
    entrar(client, alicia)
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    llave = Llavero()
    opciones = datos_del_guion(client.get(f"{FACTOR}llaves/agregar/").content.decode())["creation_options"]
    client.post(f"{FACTOR}llaves/agregar/", {"name": "Mía", "credential": llave.crear(opciones)})
    ajena, otra = Llavero(), Client()
    ajena.dueno = llave.dueno
    opciones = otra.get(f"{FACTOR}llaves/entrar/", headers={"accept": "application/json"}).json()
    otra.post(f"{FACTOR}llaves/entrar/", {"credential": ajena.usar(opciones["request_options"])})
    assert otra.get("/cuenta/").status_code == 302


def test_the_origin_of_a_passkey_is_checked_in_service(alicia: Usuario, client: Client, settings: Any) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    entrar(client, alicia)
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    opciones = datos_del_guion(client.get(f"{FACTOR}llaves/agregar/").content.decode())["creation_options"]
    falsa = Llavero(origen="https://testserver.mal.test")
    client.post(f"{FACTOR}llaves/agregar/", {"name": "x", "credential": falsa.crear(opciones)})
    assert not Authenticator.objects.filter(user=alicia).exists()


@pytest.mark.parametrize("ruta", [f"{FACTOR}llaves/agregar/", f"{FACTOR}aplicacion/", FACTOR, "/cuenta/entrar/"])
def test_the_pages_work_under_the_strict_policy(alicia: Usuario, client: Client, ruta: str) -> None:
    """No inline script nor style; scripts come from our static files, and what is inline is data."""
    if ruta != "/cuenta/entrar/":
        entrar(client, alicia)
        client.post("/cuenta/confirmar/", {"password": CLAVE})
    respuesta = client.get(ruta)
    politica = respuesta["Content-Security-Policy"]
    assert "script-src 'self'" in politica
    assert "unsafe" not in politica
    texto = respuesta.content.decode()
    assert not re.search(r'\son\w+="|\sstyle="|<style|javascript:', texto)
    for etiqueta in re.findall(r"<script\b[^>]*>", texto):
        fuente = re.search(r'src="/static/([^"]+)"', etiqueta)
        assert 'type="application/json"' in etiqueta or (fuente and finders.find(fuente[1])), etiqueta
    for identidad in re.findall(r'"ids": (\{.*?\})', texto):
        for valor in json.loads(identidad).values():
            assert f'id="{valor}"' in texto, valor


# --- Compulsory -----------------------------------------------------------------------------------


@pytest.fixture
def obligatoria(settings: Any) -> None:
    settings.MFA_OBLIGATORIA = True


@pytest.mark.parametrize("quien", ["alicia", "beto", "elena", "fidel", "yago", "gala"])
@pytest.mark.parametrize("ruta", ["/mesa/", "/mesa/verificacion/", "/mesa/invitaciones/", "/admin/"])
@pytest.mark.usefixtures("obligatoria")
def test_who_decides_or_governs_is_sent_to_set_it_up(
    elenco: Elenco, client: Client, quien: str, ruta: str
) -> None:
    client.force_login(getattr(elenco, quien), backend=MOTOR)
    respuesta = client.get(ruta)
    assert (respuesta.status_code, respuesta.url) == (302, FACTOR)
    assert "pide un segundo factor" in client.get(FACTOR).content.decode()


@pytest.mark.usefixtures("obligatoria")
def test_nothing_is_written_by_any_other_road(elenco: Elenco, client: Client) -> None:
    client.force_login(elenco.beto, backend=MOTOR)
    respuesta = client.post(f"/planes/{elenco.plan.slug}/reportes/", {"corte": "2020-07-31"})
    assert (respuesta.status_code, respuesta.url) == (302, FACTOR)
    assert elenco.plan.informes.count() == 0


@pytest.mark.parametrize("quien", ["carla", "dario", "ciudadana"])
@pytest.mark.usefixtures("obligatoria")
def test_who_only_reports_may_do_without(elenco: Elenco, client: Client, quien: str) -> None:
    client.force_login(getattr(elenco, quien), backend=MOTOR)
    assert client.get("/mesa/").status_code == 200


@pytest.mark.usefixtures("obligatoria")
def test_only_the_account_and_the_exit_stay_open(elenco: Elenco, client: Client) -> None:
    """Drafts and originals live outside the desk: without the factor, a session of that role reads nothing."""
    client.force_login(elenco.alicia, backend=MOTOR)
    for ruta in ("/cuenta/", "/cuenta/privacidad/"):
        assert client.get(ruta).status_code == 200, ruta
    for ruta in ("/", elenco.borrador.get_absolute_url(), f"/planes/{elenco.plan.slug}/reportes/"):
        assert client.get(ruta).url == FACTOR, ruta
    assert client.post("/idioma/", {"language": "en"}).status_code == 302
    assert client.post("/cuenta/salir/").url == "/"


@pytest.mark.usefixtures("obligatoria")
def test_once_set_up_the_desk_opens_and_the_last_factor_stays(alicia: Usuario, client: Client) -> None:
    activar(client, alicia)
    assert client.get("/mesa/").status_code == 200
    pagina = client.post(f"{FACTOR}aplicacion/quitar/")
    assert "Tu papel pide un segundo factor" in pagina.content.decode()
    assert Authenticator.objects.filter(user=alicia, type="totp").exists()


@pytest.mark.usefixtures("obligatoria")
def test_recovery_codes_alone_are_no_factor(alicia: Usuario, client: Client) -> None:
    Authenticator.objects.create(user=alicia, type="recovery_codes", data={"seed": "x", "used_mask": 0})
    client.force_login(alicia, backend=MOTOR)
    assert client.get("/mesa/").status_code == 302


def test_the_demonstration_does_not_ask_for_it(elenco: Elenco, client: Client, settings: Any) -> None:
    assert settings.MFA_OBLIGATORIA is False
    for quien in ("alicia", "beto", "elena", "fidel"):
        client.force_login(getattr(elenco, quien), backend=MOTOR)
        assert client.get("/mesa/").status_code == 200


@pytest.mark.parametrize(
    ("entorno", "dicho"),
    [({}, "False"), ({"SERVIDO": "1"}, "True"), ({"SERVIDO": "1", "MFA_OBLIGATORIA": "0"}, "False")],
)
def test_it_is_compulsory_in_service_unless_said_otherwise(
    entorno: dict[str, str], dicho: str, tmp_path: Path
) -> None:
    orden = "from pal_portal import settings as s; print(s.MFA_OBLIGATORIA)"
    base = {"PATH": "/usr/bin:/bin", "SECRET_KEY": "x" * 60, "DATOS_DIR": str(tmp_path)}
    salida = subprocess.run(
        [sys.executable, "-c", orden], cwd=RAIZ, env=base | entorno, capture_output=True, text=True, check=True
    )
    assert salida.stdout.strip() == dicho


# --- Rescue ---------------------------------------------------------------------------------------


def test_administration_rescues_who_lost_everything_and_leaves_a_trace(
    alicia: Usuario, elenco: Elenco, client: Client
) -> None:
    activar(client, alicia)
    with pytest.raises(PermissionDenied):
        retirar_segundo_factor(actor=elenco.elena, cuenta=alicia)
    client.force_login(elenco.fidel, backend=MOTOR)
    datos = {"action": "retirar_factor", "_selected_action": [str(alicia.pk)]}
    assert client.post("/admin/secretariado/usuario/", datos).status_code == 302
    assert not Authenticator.objects.filter(user=alicia).exists()
    asiento = Asiento.objects.latest("numero")
    assert asiento.accion == "cuenta.segundo_factor_retirado"
    assert "alicia" not in str(asiento.datos).lower()
