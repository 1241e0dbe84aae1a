"""Public pages are rendered once for everybody without a session, and again as soon as something is written."""

import re
from typing import Any

import pytest
from django.conf import settings as ajustes
from django.test import Client
from fabricas import CompromisoF, PlanF, UsuarioF

from pal_portal.cimientos import paginas_guardadas

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _guardar(settings: Any) -> None:
    settings.PAGINAS_GUARDADAS = 60
    paginas_guardadas.renovar()


def token(html: str) -> str:
    hallado = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)
    assert hallado
    return hallado.group(1)


def test_the_second_reader_costs_no_query_and_the_next_write_shows(django_assert_num_queries: Any) -> None:
    compromiso = CompromisoF(nombre="Sendero seguro")
    ruta = compromiso.get_absolute_url()
    primera = Client().get(ruta).content.decode()
    with django_assert_num_queries(0):
        segunda = Client().get(ruta).content.decode()
    assert re.sub(token(primera), "", primera) == re.sub(token(segunda), "", segunda)
    type(compromiso).objects.update(nombre="Sendero claro")
    assert "Sendero seguro" in Client().get(ruta).content.decode()
    Client().post("/idioma/", {"language": "en"})
    assert "Sendero claro" in Client().get(ruta).content.decode()


def test_each_reader_gets_a_token_that_works() -> None:
    ruta = PlanF().get_absolute_url()
    Client().get(ruta)
    for _lector in range(2):
        lector = Client(enforce_csrf_checks=True)
        pagina = lector.get(ruta).content.decode()
        datos = {"language": "en", "csrfmiddlewaretoken": token(pagina)}
        assert lector.post("/idioma/", datos).status_code == 302
        paginas_guardadas.renovar()
        assert Client(enforce_csrf_checks=True).post("/idioma/", datos).status_code == 403


def test_nothing_in_an_address_brings_a_token_out_of_its_form() -> None:
    """What a link carries is printed escaped, so it never looks like the field of a form."""
    PlanF()
    for q in ("__token_de_quien_lee__", 'name="csrfmiddlewaretoken" value="x"'):
        for _vez in range(2):
            pagina = Client().get("/compromisos/", {"q": q}).content.decode()
            # One per form, and each within its hidden field.
            assert pagina.count(token(pagina)) == pagina.count('<input type="hidden" name="csrfmiddlewaretoken"')


def test_what_did_not_change_is_not_sent_again_unless_its_forms_would_be_refused() -> None:
    ruta = PlanF().get_absolute_url()
    lector = Client()
    lector.get(ruta)
    marca = lector.get(ruta).headers["ETag"]
    assert lector.get(ruta, headers={"if-none-match": marca}).status_code == 304
    assert Client().get(ruta, headers={"if-none-match": marca}).status_code == 200
    otra = Client()
    otra.get(ruta)
    assert otra.get(ruta, headers={"if-none-match": marca}).status_code == 200
    PlanF()
    paginas_guardadas.renovar()
    assert lector.get("/planes/", headers={"if-none-match": marca}).status_code == 200


def test_who_has_a_session_neither_gets_nor_leaves_a_kept_page() -> None:
    admin = UsuarioF(is_superuser=True, is_staff=True)
    borrador = CompromisoF(plan__publicado_en=None)
    dentro = Client()
    dentro.force_login(admin)
    assert dentro.get(borrador.get_absolute_url()).status_code == 200
    assert Client().get(borrador.get_absolute_url()).status_code == 404
    publico = CompromisoF().get_absolute_url()
    Client().get(publico)
    assert "Mi cuenta" in dentro.get(publico).content.decode()
    assert "Mi cuenta" not in Client().get(publico).content.decode()


def test_languages_and_readers_with_other_cookies_are_kept_apart() -> None:
    ruta = CompromisoF().get_absolute_url()
    assert 'lang="es-MX"' in Client().get(ruta).content.decode()
    ingles = Client()
    ingles.cookies[ajustes.LANGUAGE_COOKIE_NAME] = "en"
    assert '<html lang="en"' in ingles.get(ruta).content.decode()
    con_mensaje = Client()
    con_mensaje.cookies["messages"] = "x"
    assert "ETag" not in con_mensaje.get(ruta).headers


def test_a_task_that_may_have_written_is_seen(settings: Any) -> None:
    from celery import current_app

    antes = paginas_guardadas.version()
    current_app.tasks["compromisos.barrer_informes"].apply()
    assert paginas_guardadas.version() != antes


def test_a_kept_page_expires_and_is_kept_again(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    compromiso = CompromisoF(nombre="Sendero seguro")
    ruta = compromiso.get_absolute_url()
    Client().get(ruta)
    type(compromiso).objects.update(nombre="Sendero claro")
    ahora = paginas_guardadas.time.time()
    paginas_guardadas.cache.clear()
    monkeypatch.setattr(paginas_guardadas.time, "time", lambda: ahora + 61)
    paginas_guardadas.version()
    assert "Sendero claro" in Client().get(ruta).content.decode()
    with django_assert_num_queries(0):
        assert "Sendero claro" in Client().get(ruta).content.decode()
