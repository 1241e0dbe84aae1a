"""Three hundred hostile uploads through the real form: none is kept, none breaks anything, each gets a sentence
a person understands, and what was typed is still there.
"""

import re
from pathlib import Path
from typing import Any

import pytest
from archivos import honesto
from django.test import Client
from fabricas import Elenco
from hostiles import EXTENSIONES, FAMILIAS
from hostiles_documentos import MAXIMO

from compromisos.models import Avance, Evidencia
from secretariado.models import Archivo, Asiento

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
ESCRITO = {
    "porcentaje": "70",
    "que_se_hizo": "Se instaló la mesa con 14 dependencias.",
    "obstaculos": "Faltó una firma.",
    "version": "0",
    "titulo": "Minuta de instalación",
    "que_prueba": "Que la mesa existe.",
}


@pytest.fixture(autouse=True)
def _limite(settings: Any) -> None:
    settings.SUBIDA_MAXIMA_MB = MAXIMO // 1024 // 1024


CUANTOS = {
    "poliglotas": 56,
    "dobles_extensiones": 38,
    "svg_y_html": 40,
    "documentos_de_office": 65,
    "bombas": 25,
    "imagenes": 28,
    "pdfs": 44,
    "vacios_y_pesados": 24,
    "nombres": 48,
    "otros_tipos": 52,
}


def enviar(cliente: Client, elenco: Elenco, nombre: str, contenido: bytes) -> Any:
    """As a browser would, but with the name exactly as given. The file goes first: the rest must still arrive."""
    limite = b"limite-de-las-partes"
    partes = [
        b'Content-Disposition: form-data; name="archivos"; filename="' + nombre.encode() + b'"\r\n'
        b"Content-Type: application/pdf\r\n\r\n" + contenido
    ]
    for campo, valor in ESCRITO.items():
        partes.append(f'Content-Disposition: form-data; name="{campo}"\r\n\r\n{valor}'.encode())
    cuerpo = b"".join(b"--" + limite + b"\r\n" + p + b"\r\n" for p in partes) + b"--" + limite + b"--\r\n"
    return cliente.generic(
        "POST",
        f"/mesa/entregas/{elenco.entrega.pk}/",
        cuerpo,
        content_type=f"multipart/form-data; boundary={limite.decode()}",
    )


def queja(html: str) -> str:
    """What the form says about the file."""
    dicho = re.search(r'<span class="error" id="id_archivos_error">(.*?)</span>', html, re.DOTALL)
    return dicho[1].strip() if dicho else ""


def falla(respuesta: Any) -> str:
    """Why an answer is not the one a hostile upload should get; empty when it is."""
    html = respuesta.content.decode()
    if respuesta.status_code != 422:
        return f"respondió {respuesta.status_code}"
    if len(queja(html).split()) < 6:
        return f"no dice nada que se entienda: {queja(html)!r}"
    if not all(f"{v}</textarea>" in html or f'value="{v}"' in html for v in ESCRITO.values() if v != "0"):
        return "perdió lo escrito"
    if (
        Evidencia.objects.exists()
        or Archivo.objects.exists()
        or Avance.objects.exists()
        or Asiento.objects.exists()
    ):
        return "guardó algo"
    return ""


@pytest.mark.parametrize("familia", FAMILIAS)
def test_none_is_kept_none_breaks_and_each_is_answered(
    elenco: Elenco, client: Client, familia: str, tmp_path: Path
) -> None:
    client.force_login(elenco.dario, backend=MOTOR)
    fallas = []
    for numero, (nombre, contenido) in enumerate(FAMILIAS[familia]()):
        if mal := falla(enviar(client, elenco, nombre, contenido)):
            fallas.append(f"{familia} {numero} {nombre!r}: {mal}")
    assert fallas == []
    assert numero + 1 == CUANTOS[familia]
    assert [p for p in (tmp_path / "archivos").rglob("*") if p.is_file()] == []


def test_there_are_three_hundred() -> None:
    assert set(CUANTOS) == set(FAMILIAS)
    assert sum(CUANTOS.values()) >= 300


@pytest.mark.parametrize("extension", EXTENSIONES)
def test_the_same_form_takes_the_honest_ones(elenco: Elenco, client: Client, extension: str) -> None:
    client.force_login(elenco.dario, backend=MOTOR)
    respuesta = enviar(client, elenco, f"minuta firmada (v2).{extension}", honesto(extension))
    assert respuesta.status_code == 302
    assert Evidencia.objects.get().archivo.tipo
