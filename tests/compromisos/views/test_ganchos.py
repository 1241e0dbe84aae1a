"""The account's page of webhooks."""

from typing import Any

import pytest
from django.test import Client
from fabricas import Elenco, GanchoF, momento

from compromisos.models import EnvioGancho, Gancho

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
FORMA = {"nombre": "Tablero", "url": "https://sistema.ejemplo.gob.mx/avisos", "eventos": ["avance.declarado"]}


@pytest.fixture
def suyo(elenco: Elenco, client: Client) -> Any:
    client.force_login(elenco.dario, backend=MOTOR)
    return GanchoF(usuario=elenco.dario)


def envio(gancho: Any, **campos: Any) -> EnvioGancho:
    dia = momento("2020-07-01")
    base = {"asiento": 1, "evento": "avance.declarado", "cuerpo": "{}", "no_antes": dia, "creado": dia}
    return EnvioGancho.objects.create(gancho=gancho, **{**base, **campos})


def test_one_is_made_and_its_page_shows_the_secret_only_when_asked(elenco: Elenco, client: Client) -> None:
    client.force_login(elenco.dario, backend=MOTOR)
    hecho = client.post("/cuenta/ganchos/", FORMA)
    gancho = Gancho.objects.get()
    assert hecho.url == f"/cuenta/ganchos/{gancho.pk}/"
    assert "whsec_" not in client.get(hecho.url).content.decode()
    con_secreto = client.post(f"{hecho.url}secreto/")
    assert gancho.secreto in con_secreto.content.decode()
    assert "no-store" in con_secreto["Cache-Control"]


def test_what_is_wrong_is_told_beside_its_field(elenco: Elenco, client: Client) -> None:
    client.force_login(elenco.dario, backend=MOTOR)
    respuesta = client.post("/cuenta/ganchos/", {**FORMA, "url": "https://10.0.0.1/"})
    assert respuesta.status_code == 422
    assert "id_url_error" in respuesta.content.decode()
    assert Gancho.objects.count() == 0


def test_the_page_tells_each_attempt_and_sends_again(suyo: Any, client: Client) -> None:
    fila = envio(suyo, estado="fallido", intentos=7)
    fila.bitacora.create(momento=momento("2020-07-02"), estado_http=503)
    fila.bitacora.create(momento=momento("2020-07-03"), motivo="tiempo")
    texto = client.get(f"/cuenta/ganchos/{suyo.pk}/").content.decode()
    assert "HTTP 503" in texto
    assert "El sitio tardó demasiado." in texto
    client.post(f"/cuenta/ganchos/{suyo.pk}/envios/{fila.pk}/")
    fila.refresh_from_db()
    assert (fila.estado, fila.intentos) == ("pendiente", 0)


@pytest.mark.parametrize(
    ("que", "campo", "vale"), [("detener", "activo", False), ("rotar", "serie", 2), ("nada", "activo", True)]
)
def test_it_is_changed_from_its_page(suyo: Any, client: Client, que: str, campo: str, vale: Any) -> None:
    assert client.post(f"/cuenta/ganchos/{suyo.pk}/cambiar/", {"que": que}).status_code == 302
    suyo.refresh_from_db()
    assert getattr(suyo, campo) == vale


def test_it_is_deleted_with_its_messages(suyo: Any, client: Client) -> None:
    envio(suyo)
    client.post(f"/cuenta/ganchos/{suyo.pk}/cambiar/", {"que": "borrar"})
    assert (Gancho.objects.count(), EnvioGancho.objects.count()) == (0, 0)


def test_another_persons_does_not_exist(elenco: Elenco, client: Client) -> None:
    ajeno = GanchoF(usuario=elenco.alicia)
    fila = envio(ajeno, estado="fallido")
    client.force_login(elenco.fidel, backend=MOTOR)
    base = f"/cuenta/ganchos/{ajeno.pk}/"
    assert client.get(base).status_code == 404
    for ruta in ("secreto/", "cambiar/", f"envios/{fila.pk}/"):
        assert client.post(base + ruta, {"que": "borrar"}).status_code == 404
    assert ajeno.url not in client.get("/cuenta/ganchos/").content.decode()


def test_queries_do_not_grow_with_the_messages(
    suyo: Any, client: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(1, 30):
        envio(suyo, asiento=n).bitacora.create(momento=momento("2020-07-02"), estado_http=500)
    with django_assert_max_num_queries(8):
        client.get(f"/cuenta/ganchos/{suyo.pk}/")
