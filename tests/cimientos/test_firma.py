"""A signed PDF, read by a program that is not ours (poppler's pdfsig, which verifies with NSS)."""

import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from revisor_pdf import revisar

from pal_portal.cimientos.certificado_de_prueba import certificado_de_prueba
from pal_portal.cimientos.firma import FirmaMalConfigurada, firmar
from pal_portal.cimientos.pdf import hay_pango, html_a_pdf

pytestmark = pytest.mark.skipif(not hay_pango(), reason="falta Pango")
MOMENTO = datetime(2021, 1, 20, 12, tzinfo=UTC)
HTML = (
    '<html lang="es-MX"><head><title>Prueba</title>'
    '<meta name="dcterms.created" content="2021-01-20T06:00:00-06:00">'
    '<meta name="dcterms.modified" content="2021-01-20T06:00:00-06:00">'
    '<link rel="stylesheet" href="pal:///css/informe.css"></head><body><h1>Prueba</h1><p>Hola.</p></body></html>'
)


@pytest.fixture
def sin_firma(settings: Any) -> bytes:
    settings.FIRMA_P12 = ""
    return html_a_pdf(HTML, "F-1")[0]


@pytest.fixture
def con_certificado(sin_firma: bytes, settings: Any, tmp_path: Path) -> bytes:
    archivo = tmp_path / "firma.p12"
    archivo.write_bytes(certificado_de_prueba("Portal PAL (prueba)", "clave", MOMENTO))
    settings.FIRMA_P12, settings.FIRMA_P12_CLAVE = str(archivo), "clave"
    return sin_firma


def segun_pdfsig(contenido: bytes, tmp_path: Path) -> str:
    if not shutil.which("pdfsig"):
        pytest.skip("falta pdfsig")
    archivo = tmp_path / "firmado.pdf"
    archivo.write_bytes(contenido)
    return subprocess.run(["pdfsig", str(archivo)], capture_output=True, check=False, text=True).stdout


def test_without_configuration_the_document_is_left_as_it_is(sin_firma: bytes) -> None:
    assert firmar(sin_firma, MOMENTO, "F-1") is sin_firma


def test_another_program_finds_the_signature_valid_and_over_the_whole_document(
    con_certificado: bytes, tmp_path: Path
) -> None:
    dicho = segun_pdfsig(firmar(con_certificado, MOMENTO, "F-1"), tmp_path)
    assert "Signature is Valid" in dicho
    assert "Total document signed" in dicho
    assert "CN=Portal PAL (prueba)" in dicho


def test_a_changed_byte_breaks_the_signature(con_certificado: bytes, tmp_path: Path) -> None:
    firmado = bytearray(firmar(con_certificado, MOMENTO, "F-1"))
    firmado[firmado.index(b"stream\n") + 100] ^= 1
    assert "Signature is Valid" not in segun_pdfsig(bytes(firmado), tmp_path)


def test_signing_twice_gives_the_same_bytes_and_keeps_the_document_accessible(con_certificado: bytes) -> None:
    una = firmar(con_certificado, MOMENTO, "F-1")
    assert firmar(con_certificado, MOMENTO, "F-1") == una
    assert una.startswith(con_certificado)
    assert [f for f in revisar(una) if "marcadores" not in f] == []


def test_a_missing_file_or_a_wrong_password_stops_instead_of_leaving_it_unsigned(
    con_certificado: bytes, settings: Any, tmp_path: Path
) -> None:
    settings.FIRMA_P12_CLAVE = "otra"
    with pytest.raises(FirmaMalConfigurada):
        firmar(con_certificado, MOMENTO, "F-1")
    settings.FIRMA_P12 = str(tmp_path / "no-existe.p12")
    with pytest.raises(FirmaMalConfigurada):
        firmar(con_certificado, MOMENTO, "F-1")
