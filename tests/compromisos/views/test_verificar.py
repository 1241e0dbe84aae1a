"""Anybody may ask whether a report is authentic; the file they ask about is kept nowhere."""

import hashlib
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from fabricas import Elenco

from compromisos.models import Informe
from compromisos.servicios.informes import generar_informe, solicitar_informe

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 " + b"x" * 3_000_000


@pytest.fixture
def informe(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> Informe:
    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: None)
    return hacer(elenco, PDF)


def hacer(elenco: Elenco, contenido: bytes, secciones: tuple[str, ...] = ("fichas",)) -> Informe:
    pedido = solicitar_informe(
        actor=elenco.beto, plan=elenco.plan, corte=date(2020, 7, 31), secciones=list(secciones)
    )
    assert generar_informe(pedido.pk, lambda i, avisar: (contenido, 3)) == "listo"
    return Informe.objects.get(pk=pedido.pk)


def dictamen(respuesta: Any) -> str:
    return respuesta.content.decode().partition('data-dictamen="')[2].partition('"')[0]


def enviar(client: Client, contenido: bytes) -> Any:
    return client.post("/verificar/", {"archivo": SimpleUploadedFile("reporte.pdf", contenido)})


def test_a_file_of_ours_is_authentic_and_one_changed_byte_makes_it_unknown(
    informe: Informe, client: Client
) -> None:
    suyo = enviar(client, PDF)
    assert (suyo.status_code, dictamen(suyo)) == (200, "autentico")
    assert informe.folio in suyo.content.decode()
    assert "asiento" in suyo.content.decode()
    assert dictamen(enviar(client, PDF[:-1] + b"y")) == "desconocido"


def test_the_file_that_is_asked_about_is_stored_nowhere(
    informe: Informe, client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    escritos: list[str] = []
    monkeypatch.setattr(
        "django.core.files.uploadedfile.TemporaryUploadedFile.__init__",
        lambda self, *a, **k: escritos.append("temporal"),
    )
    antes = sorted(tmp_path.rglob("*"))
    assert dictamen(enviar(client, PDF)) == "autentico"
    assert (escritos, sorted(tmp_path.rglob("*"))) == ([], antes)


def test_the_hash_computed_in_the_browser_says_the_same_as_the_file(informe: Informe, client: Client) -> None:
    huella = hashlib.sha256(PDF).hexdigest()
    assert dictamen(client.get("/verificar/", {"sha256": huella})) == "autentico"
    assert dictamen(client.get("/verificar/", {"sha256": huella.upper()})) == "autentico"
    assert dictamen(client.get("/verificar/", {"sha256": "0" * 64})) == "desconocido"


def test_a_folio_alone_does_not_make_a_file_authentic(informe: Informe, client: Client) -> None:
    assert dictamen(client.get("/verificar/", {"folio": informe.folio.lower()})) == "registrado"
    assert dictamen(client.get("/verificar/", {"folio": informe.direccion_de_verificacion})) == "registrado"
    for raro in ("GTO-9-M-20200731-01", "<script>", "ñ", "a" * 300):
        assert dictamen(client.get("/verificar/", {"folio": raro})) == "desconocido"


def test_a_newer_report_of_the_same_supersedes_it_only_if_it_says_as_much(
    informe: Informe, elenco: Elenco, client: Client
) -> None:
    hacer(elenco, b"%PDF menor", secciones=())
    assert "Sustituido por" not in enviar(client, PDF).content.decode()
    nuevo = hacer(elenco, b"%PDF mayor", secciones=("fichas", "evidencias"))
    texto = enviar(client, PDF).content.decode()
    assert "Sustituido por" in texto
    assert nuevo.folio in texto
    assert "Sustituido por" not in client.get("/verificar/", {"folio": nuevo.folio}).content.decode()


def test_what_is_not_finished_or_not_public_is_unknown(elenco: Elenco, informe: Informe, client: Client) -> None:
    type(elenco.plan).objects.filter(pk=elenco.plan.pk).update(publicado_en=None)
    assert dictamen(enviar(client, PDF)) == "desconocido"
    assert enviar(client, b"").status_code == 422
    assert client.post("/verificar/", {"archivo": "no es un archivo"}).status_code == 422


def test_the_form_needs_no_session_nor_token(informe: Informe) -> None:
    assert dictamen(enviar(Client(enforce_csrf_checks=True), PDF)) == "autentico"
