"""How bodies are received: refused unread when they announce too much; on disk, and no more than is allowed."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from fabricas import Elenco

from compromisos.models import Avance

RAIZ = Path(__file__).resolve().parents[2]
GUION = RAIZ / "tests" / "cimientos" / "envio_de_un_giga.py"
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
MB = 1024 * 1024


class SinLeer(BytesIO):
    """A body that nobody may ask for."""

    def read(self, *args: Any) -> bytes:
        raise AssertionError("se leyó el cuerpo")


@pytest.mark.django_db
@pytest.mark.parametrize("ruta", ["/mesa/entregas/1/", "/cuenta/entrar/", "/idioma/", "/api/v1/planes/"])
def test_what_announces_too_much_is_refused_unread_with_an_explanation(client: Client, ruta: str) -> None:
    respuesta = client.post(
        ruta,
        **{
            "wsgi.input": SinLeer(),
            "CONTENT_LENGTH": str(1024 * MB),
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
        },
    )
    assert respuesta.status_code == 413
    dicho = "La petición pesa más de lo que se admite" if "/api/" in ruta else "Lo que enviaste pesa demasiado"
    assert dicho in respuesta.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("largo", ["", "abc", "-5"])
def test_a_length_that_is_no_number_changes_nothing(client: Client, largo: str) -> None:
    assert client.get("/privacidad/", CONTENT_LENGTH=largo).status_code == 200


@pytest.mark.django_db
def test_too_much_text_has_the_same_page(client: Client) -> None:
    respuesta = client.post("/idioma/", {"language": "x" * (3 * MB)})
    assert respuesta.status_code == 413


def enviar(cliente: Client, elenco: Elenco, *archivos: SimpleUploadedFile) -> Any:
    cliente.force_login(elenco.dario, backend=MOTOR)
    datos = {"porcentaje": "70", "que_se_hizo": "Se instaló la mesa.", "version": "0", "archivos": list(archivos)}
    return cliente.post(f"/mesa/entregas/{elenco.entrega.pk}/", datos)


def test_the_page_of_one_file_over_size_keeps_what_was_typed(
    elenco: Elenco, client: Client, settings: Any
) -> None:
    settings.SUBIDA_MAXIMA_MB = 1
    respuesta = enviar(client, elenco, SimpleUploadedFile("acta.txt", b"a" * (2 * MB)))
    texto = respuesta.content.decode()
    assert respuesta.status_code == 422
    assert "El archivo pesa más de 1 MB. Redúcelo o súbelo por partes." in texto
    assert "Se instaló la mesa.</textarea>" in texto
    assert 'data-maximo="1048576"' in texto


def test_a_file_of_exactly_the_limit_passes(elenco: Elenco, client: Client, settings: Any) -> None:
    settings.SUBIDA_MAXIMA_MB = 1
    assert enviar(client, elenco, SimpleUploadedFile("acta.txt", b"a" * MB)).status_code == 302


def test_if_the_antivirus_is_away_nothing_is_kept_but_what_was_typed(
    elenco: Elenco, client: Client, settings: Any
) -> None:
    settings.CLAMAV_SOCKET = "/no/existe/clamd.ctl"
    respuesta = enviar(client, elenco, SimpleUploadedFile("acta.txt", b"minuta"))
    texto = respuesta.content.decode()
    assert respuesta.status_code == 422
    assert "inténtalo más tarde" in texto
    assert "Se instaló la mesa.</textarea>" in texto
    assert not Avance.objects.exists()


def test_who_sends_a_file_that_already_supports_something_is_told(elenco: Elenco, client: Client) -> None:
    primera = enviar(client, elenco, SimpleUploadedFile("acta.txt", b"minuta"))
    assert "Este mismo archivo" not in client.get(primera.url).content.decode()
    elenco.entrega = type(elenco.entrega).objects.create(actividad=elenco.actividad, numero=2)
    segunda = enviar(client, elenco, SimpleUploadedFile("otro nombre.txt", b"minuta"))
    texto = client.get(segunda.url).content.decode()
    assert f"Este mismo archivo ya respalda «acta.txt» en {elenco.compromiso.clave}." in texto


def test_a_gigabyte_is_refused_unread_or_thrown_away_as_it_comes_in_little_memory(tmp_path: Path) -> None:
    """In a process of its own, through the WSGI handler: peak memory grows less than 50 MB, twice."""
    entorno = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL", "PAL_HOY")}
    entorno |= {"DATOS_DIR": str(tmp_path), "PAL_HOY": "2020-07-31", "TMPDIR": str(tmp_path)}
    hijo = subprocess.run(
        [sys.executable, str(GUION)],
        capture_output=True,
        text=True,
        cwd=RAIZ,
        env=entorno,
        timeout=240,
        check=False,
    )
    assert hijo.returncode == 0, hijo.stderr
    anunciado, recibido, megas = hijo.stdout.split("\n")[:3]
    assert anunciado == "413 0 True"
    assert recibido == "422 True True True"
    assert int(megas) < 50
