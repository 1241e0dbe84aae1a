"""Getting in: addresses are verified and changed, guesses are limited, sessions are seen and closed."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from fabricas import Elenco, UsuarioF

from secretariado.models import Usuario
from secretariado.servicios.correos_de_cuenta import dar_por_verificado

pytestmark = pytest.mark.django_db
CLAVE = "una-frase-larga-7"


def con_clave(usuario: Usuario, verificada: bool = True) -> Usuario:
    usuario.set_password(CLAVE)
    usuario.save()
    if verificada:
        dar_por_verificado(usuario=usuario)
    return usuario


def entrar(cliente: Client, usuario: Usuario, clave: str = CLAVE, **extra: Any) -> Any:
    return cliente.post("/cuenta/entrar/", {"login": usuario.correo, "password": clave}, **extra)


def ruta_del_correo(patron: str) -> str:
    encontrada = re.search(rf"https?://[^/\s]+({patron})", mail.outbox[-1].body)
    assert encontrada, mail.outbox[-1].body
    return encontrada[1]


@pytest.fixture
def alicia(elenco: Elenco) -> Usuario:
    return con_clave(elenco.alicia)


def test_five_wrong_passwords_close_the_address_even_to_the_right_one(alicia: Usuario, client: Client) -> None:
    for _ in range(5):
        assert "no son correctos" in entrar(client, alicia, "adivina").content.decode()
    texto = entrar(client, alicia).content.decode()
    assert "demasiados intentos fallidos" in texto
    assert "espera 15 minutos" in texto
    otra = con_clave(UsuarioF())
    assert entrar(client, otra).status_code == 302  # the others go on


def test_changing_of_network_does_not_give_more_guesses(alicia: Usuario, client: Client) -> None:
    for n in range(5):
        entrar(client, alicia, "adivina", REMOTE_ADDR=f"203.0.113.{n}")
    assert "demasiados intentos" in entrar(client, alicia, REMOTE_ADDR="198.51.100.7").content.decode()


def test_a_forged_proxy_header_does_not_give_more_guesses(elenco: Elenco, client: Client) -> None:
    for n in range(20):
        otra = UsuarioF(correo=f"n{n}@ejemplo.test")
        entrar(client, otra, "adivina", HTTP_X_FORWARDED_FOR=f"203.0.113.{n}")
    texto = entrar(client, UsuarioF(), "adivina", HTTP_X_FORWARDED_FOR="198.51.100.7").content.decode()
    assert "demasiados intentos" in texto


def test_too_many_requests_are_told_in_plain_words(alicia: Usuario, client: Client) -> None:
    for _ in range(31):
        respuesta = entrar(client, alicia, "adivina")
    assert respuesta.status_code == 429
    assert "Espera unos minutos" in respuesta.content.decode()


def test_who_forgot_the_password_is_not_locked_out_for_good(alicia: Usuario, client: Client) -> None:
    for _ in range(6):
        entrar(client, alicia, "adivina")
    client.post("/cuenta/recuperar/", {"email": alicia.correo})
    pagina = client.get(ruta_del_correo(r"/cuenta/recuperar/\w+-[\w-]+/"), follow=True)
    nueva = {"password1": "otra-frase-larga-8", "password2": "otra-frase-larga-8"}
    client.post(pagina.redirect_chain[-1][0], nueva)
    assert entrar(client, alicia, "otra-frase-larga-8").status_code == 302


def test_an_address_is_verified_before_the_first_entrance(elenco: Elenco, client: Client) -> None:
    """Accounts opened by administration: nobody has proved yet that the mail is theirs."""
    beto = con_clave(elenco.beto, verificada=False)
    respuesta = entrar(client, beto)
    assert respuesta.url == "/cuenta/correo/enviado/"
    assert "Te enviamos un enlace" in client.get(respuesta.url).content.decode()
    assert client.get("/mesa/").status_code == 302
    assert mail.outbox[-1].to == [beto.correo]
    assert mail.outbox[-1].subject == "Portal PAL: confirma tu correo"
    assert "Confirmar mi correo" in str(mail.outbox[-1].alternatives[0][0])
    enlace = ruta_del_correo(r"/cuenta/correo/[-:\w]+/")
    assert "es tu correo" in client.get(enlace).content.decode()  # reading it confirms nothing: robots read links
    assert not EmailAddress.objects.get(user=beto).verified
    client.post(enlace)
    assert entrar(client, beto).url == "/mesa/"


def test_a_change_of_address_waits_for_its_confirmation_and_tells_the_old_one(
    alicia: Usuario, client: Client
) -> None:
    entrar(client, alicia)
    cambio = {"email": "alicia.nueva@ejemplo.test", "action_add": ""}
    respuesta = client.post("/cuenta/correo/", cambio)
    assert respuesta.url.startswith("/cuenta/confirmar/")  # asks for the password first
    respuesta = client.post(respuesta.url, {"password": CLAVE})
    alicia.refresh_from_db()
    assert alicia.correo == "alicia@ejemplo.test"
    assert "Hasta que lo abras" in client.get("/cuenta/correo/").content.decode()
    client.post(ruta_del_correo(r"/cuenta/correo/[-:\w]+/"))
    alicia.refresh_from_db()
    assert alicia.correo == "alicia.nueva@ejemplo.test"
    assert [m.to for m in mail.outbox][-1] == ["alicia@ejemplo.test"]
    assert "pasó de alicia@ejemplo.test a alicia.nueva@ejemplo.test" in mail.outbox[-1].body
    client.logout()
    assert entrar(client, alicia).status_code == 302


def test_the_address_of_another_account_is_not_taken(alicia: Usuario, elenco: Elenco, client: Client) -> None:
    entrar(client, alicia)
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    respuesta = client.post("/cuenta/correo/", {"email": elenco.beto.correo.upper(), "action_add": ""})
    assert "ya es de otra cuenta" in respuesta.content.decode()
    assert not EmailAddress.objects.filter(user=alicia, email=elenco.beto.correo).exists()


def test_sessions_are_listed_and_the_others_closed(alicia: Usuario) -> None:
    aqui, alla = (Client(headers={"user-agent": n}) for n in ("Navegador de aquí", "Navegador de allá"))
    for cliente in (aqui, alla):
        entrar(cliente, alicia)
    texto = aqui.get("/cuenta/sesiones/").content.decode()
    assert "Navegador de aquí" in texto
    assert "Navegador de allá" in texto
    assert "Cerrar las demás" in texto
    assert aqui.post("/cuenta/sesiones/").status_code == 302
    assert alla.get("/cuenta/").status_code == 302
    assert aqui.get("/cuenta/").status_code == 200
    assert "No hay otras sesiones abiertas" in aqui.get("/cuenta/sesiones/").content.decode()


def test_nobody_signs_up_alone(client: Client) -> None:
    assert client.get("/cuenta/registro/").status_code == 404
    assert "signup" not in client.get("/cuenta/entrar/").content.decode()


def test_an_address_changed_by_administration_is_verified_again(elenco: Elenco, client: Client) -> None:
    con_clave(elenco.carla)
    client.force_login(elenco.fidel, backend="allauth.account.auth_backends.AuthenticationBackend")
    membresias = {"membresias-TOTAL_FORMS": "0", "membresias-INITIAL_FORMS": "0"}
    datos = {"correo": "otra.carla@ejemplo.test", "nombre": "Carla", "is_active": "on", **membresias}
    client.post(f"/admin/secretariado/usuario/{elenco.carla.pk}/change/", datos)
    elenco.carla.refresh_from_db()
    assert elenco.carla.correo == "otra.carla@ejemplo.test"
    assert not EmailAddress.objects.filter(user=elenco.carla).exists()


def test_what_allauth_keeps_is_not_in_the_administration(client: Client, elenco: Elenco) -> None:
    """Keys and addresses are each person's; issuers come from the environment only."""
    client.force_login(elenco.fidel, backend="allauth.account.auth_backends.AuthenticationBackend")
    for ruta in (
        "mfa/authenticator",
        "account/emailaddress",
        "socialaccount/socialapp",
        "usersessions/usersession",
    ):
        assert client.get(f"/admin/{ruta}/").status_code == 404


def test_the_rules_of_a_password_are_read_as_a_list(alicia: Usuario, client: Client) -> None:
    entrar(client, alicia)
    client.post("/cuenta/confirmar/", {"password": CLAVE})
    texto = client.get("/cuenta/contrasena/").content.decode()
    assert "<li>" in texto
    assert "&lt;li&gt;" not in texto
