"""The text copy: what a person would read, the same each time; hostile documents cost little and give nothing."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter
from weasyprint import HTML

from compromisos.enlaces.descarga import Descarga
from compromisos.enlaces.extraccion import de_html, de_pdf, de_texto
from compromisos.enlaces.texto import clase_de, texto_de

PAGINA = """<!doctype html><html><head><title>Acta de sesión</title><style>p { color: red }</style>
<script>var a = "<p>no</p>";</script></head><body onload="x()"><h1>Acuerdos</h1>
<p>Se  aprob&oacute; el <b>plan</b><br>por 3 &lt; 5 votos &amp; nada más</p>
<ul><li>Uno</li><li>Dos</li></ul><!-- oculto --><noscript>no</noscript><svg><text>no</text></svg>
<a href="javascript:alert(1)">Ver</a></body></html>"""
LEIDO = "Acta de sesión\nAcuerdos\nSe aprobó el plan\npor 3 < 5 votos & nada más\nUno\nDos\nVer"


def pdf(texto: str = "Minuta de la sesión") -> bytes:
    return HTML(string=f"<p>{texto}</p>").write_pdf()


def documento(cuerpo: bytes, tipo: str = "text/html", juego: str = "") -> Descarga:
    return Descarga("http://sitio.test/", 200, tipo, juego, cuerpo)


def test_html_is_read_as_a_person_reads_it() -> None:
    assert de_html(PAGINA.encode()) == LEIDO
    assert texto_de(documento(PAGINA.encode())) == LEIDO


@pytest.mark.parametrize(
    ("cuerpo", "juego"),
    [
        ("<p>Qué año".encode("latin-1"), "iso-8859-1"),
        ("<meta charset=iso-8859-1><p>Qué año".encode("latin-1"), ""),
        ('<meta http-equiv="Content-Type" content="text/html; charset=latin1"><p>Qué año'.encode("latin-1"), ""),
        ("<p>Qué año".encode("cp1252"), ""),
        ("<p>Qué año".encode(), "no-existe"),
        ("<p>Qué año".encode(), "zlib_codec"),
        ("<p>Qué año".encode("utf-8-sig"), "latin-1"),
        ("<p>Qué año".encode("utf-16"), ""),
    ],
)
def test_accents_survive_whatever_the_encoding_declared(cuerpo: bytes, juego: str) -> None:
    assert de_html(cuerpo, juego) == "Qué año"


def test_plain_text_keeps_its_lines_without_controls() -> None:
    assert de_texto(b"uno  dos\x00\x1b\r\n\r\n tres\n") == "uno dos\ntres"


def test_a_pdf_gives_the_text_of_its_pages() -> None:
    assert de_pdf(pdf()) == "Minuta de la sesión"
    assert texto_de(documento(pdf(), "application/octet-stream")) == "Minuta de la sesión"


def test_a_ciphered_scanned_or_damaged_pdf_gives_nothing() -> None:
    cifrado, vacio = PdfWriter(BytesIO(pdf())), PdfWriter()
    cifrado.encrypt("clave", algorithm="RC4-128")
    vacio.add_blank_page(100, 100)
    for escritor in (cifrado, vacio):
        salida = BytesIO()
        escritor.write(salida)
        assert texto_de(documento(salida.getvalue())) == ""
    assert texto_de(documento(b"%PDF-1.7\n" + b"\xff" * 1000)) == ""
    assert texto_de(documento(pdf()[:500])) == ""


@pytest.mark.parametrize("tipo", ["image/png", "application/zip", "application/javascript", "video/mp4", ""])
def test_other_types_are_not_read(tipo: str) -> None:
    assert clase_de(documento(b"contenido", tipo)) == ""
    assert texto_de(documento(b"contenido", tipo)) == ""


def test_what_says_pdf_and_is_not_is_not_read() -> None:
    assert clase_de(documento(b"<script>", "application/pdf")) == ""


def test_the_text_has_a_limit() -> None:
    assert len(texto_de(documento(b"hola mundo " * 500_000, "text/plain"))) == 1_000_000


LIMITES = """
import sys; sys.path.insert(0, {carpeta!r})
import extraccion; extraccion.CPU_SEGUNDOS = 1; extraccion._limitarse()
"""


@pytest.mark.parametrize(
    "exceso", ["while True: pass", "bytearray(4 << 30)", "open('/tmp/x-enlaces', 'w').write('x')", "sys.exit(3)"]
)
def test_reading_apart_is_limited_and_its_end_gives_no_text(tmp_path: Path, exceso: str) -> None:
    """Processor, memory, files: the program is stopped, the worker goes on."""
    from compromisos.enlaces import texto

    programa = tmp_path / "abuso.py"
    programa.write_text(LIMITES.format(carpeta=str(texto.PROGRAMA.parent)) + exceso)
    assert texto_de(documento(b"hola"), programa=programa) == ""


def test_reading_apart_knows_nothing_of_the_portal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "muy-secreta")
    programa = tmp_path / "curioso.py"
    programa.write_text("import os, sys; print(dict(os.environ), 'django' in sys.modules)")
    leido = texto_de(documento(b"hola"), programa=programa)
    assert "secreta" not in leido
    assert leido.strip().endswith("False")


def test_a_program_that_never_ends_is_stopped(tmp_path: Path) -> None:
    programa = tmp_path / "lento.py"
    programa.write_text("import threading; threading.Event().wait()")
    assert texto_de(documento(b"hola"), programa=programa, segundos=0.3) == ""
