"""What the fetcher brings from a site that answers, and what it does with one that does not play fair."""

import gzip
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from typing import Any

import pytest
import trustme

from compromisos.enlaces.descarga import Descargador, FallaDeDescarga, Limites, Motivo

Hacer = Callable[..., Descargador]
PUBLICA = "93.184.216.34"
MEGA = 1 << 20
BREVE = Limites(total=0.4, tamano=MEGA)


def falla(descargador: Descargador, url: str = "http://sitio.test/") -> Motivo:
    with pytest.raises(FallaDeDescarga) as error:
        descargador.descargar(url)
    return error.value.motivo


def test_it_brings_status_type_charset_body_and_final_address(sitio: Any, descargador: Hacer) -> None:
    sitio.responder("/doc?p=1&q=a%20b", "Qué".encode("latin-1"), tipo="Text/HTML; Charset='ISO-8859-1'")
    d = descargador().descargar("http://Sitio.TEST/doc?p=1&q=a%20b#parte")
    assert (d.url, d.estado, d.tipo, d.juego) == (
        "http://sitio.test/doc?p=1&q=a%20b",
        200,
        "text/html",
        "iso-8859-1",
    )
    assert (d.cuerpo, d.completa) == (b"Qu\xe9", True)


def test_it_says_who_asks_and_for_which_site_and_carries_nothing_else(sitio: Any, descargador: Hacer) -> None:
    sitio.responder("/")
    descargador(agente="PortalPAL/1.0 (+https://portal.test)").descargar("http://sitio.test/")
    [(_, encabezados)] = sitio.pedidos
    assert encabezados["Host"] == "sitio.test"
    assert encabezados["User-Agent"] == "PortalPAL/1.0 (+https://portal.test)"
    assert not {"Cookie", "Authorization", "Referer"} & set(encabezados)


def test_accents_and_spaces_of_an_address_travel_encoded(sitio: Any, descargador: Hacer) -> None:
    sitio.responder("/a%C3%B1o", estado=302, Location="/mi archivo.pdf")
    sitio.responder("/mi%20archivo.pdf", b"%PDF-", tipo="application/pdf")
    assert descargador().descargar("http://sitio.test/año").url == "http://sitio.test/mi%20archivo.pdf"


def test_a_name_with_accents_is_asked_as_the_dns_knows_it(sitio: Any, descargador: Hacer) -> None:
    nombres: list[str] = []
    sitio.responder("/")
    descargador(resolver=lambda n, p: nombres.append(n) or [PUBLICA]).descargar("http://méxico.mx/")
    assert nombres == ["xn--mxico-bsa.mx"]


@pytest.mark.parametrize("estado", [301, 302, 303, 307, 308])
def test_redirections_are_followed_to_another_site(sitio: Any, descargador: Hacer, estado: int) -> None:
    sitio.responder("/", estado=estado, Location="http://otro.test/fin")
    sitio.responder("/fin", b"fin")
    assert descargador().descargar("http://sitio.test/").url == "http://otro.test/fin"
    assert [e["Host"] for _, e in sitio.pedidos] == ["sitio.test", "otro.test"]


def test_five_redirections_and_not_one_more(sitio: Any, descargador: Hacer) -> None:
    for n in range(6):
        sitio.responder(f"/{n}", estado=302, Location=f"/{n + 1}")
    sitio.responder("/6", b"fin")
    assert descargador().descargar("http://sitio.test/1").cuerpo == b"fin"
    assert falla(descargador(), "http://sitio.test/0") is Motivo.REDIRECCIONES
    assert len(sitio.pedidos) == 6 + 6


@pytest.mark.parametrize("estado", [404, 410, 500, 503])
def test_an_error_of_the_site_is_an_answer(sitio: Any, descargador: Hacer, estado: int) -> None:
    sitio.responder("/", b"no", estado=estado)
    assert descargador().descargar("http://sitio.test/").estado == estado


def test_ports_are_those_allowed(sitio: Any, descargador: Hacer) -> None:
    sitio.responder("/", b"hola")
    assert falla(descargador(), "http://sitio.test:8080/") is Motivo.DIRECCION
    con_otro = Limites(puertos=frozenset({80, 8080}))
    assert descargador(con_otro).descargar("http://sitio.test:8080/").cuerpo == b"hola"
    assert sitio.pedidos[0][1]["Host"] == "sitio.test:8080"


def test_a_second_address_is_tried_when_the_first_refuses(sitio: Any, descargador: Hacer) -> None:
    sitio.responder("/", b"hola")
    dos = descargador(resolver=lambda n, p: ["93.184.216.99", PUBLICA])
    assert dos.descargar("http://sitio.test/").cuerpo == b"hola"


def no_existe(nombre: str, puerto: int) -> list[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_each_failure_has_its_reason(sitio: Any, descargador: Hacer) -> None:
    sitio.rutas["/"] = lambda m: m.wfile.write(b"SSH-2.0-OpenSSH\r\n")
    assert falla(descargador()) is Motivo.RESPUESTA
    sitio.rutas["/"] = lambda m: None
    assert falla(descargador()) is Motivo.CONEXION
    sitio.rutas["/"] = lambda m: m.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\ncorto")
    assert falla(descargador()) is Motivo.RESPUESTA
    assert falla(descargador(resolver=no_existe)) is Motivo.NOMBRE
    assert falla(descargador(resolver=lambda n, p: [])) is Motivo.NOMBRE
    assert falla(descargador(resolver=lambda n, p: ["93.184.216.99"])) is Motivo.CONEXION


# --- Limits ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inicio", "gota"),
    [
        (b"HTTP/1.1 200 OK\r\n", b"X"),
        (b"HTTP/1.1 200 OK\r\n", b"X-A: 1\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
    ids=["a header", "headers", "continue", "body", "body without length", "chunks"],
)
def test_a_site_that_answers_drop_by_drop_is_left_in_time(
    sitio: Any, descargador: Hacer, inicio: bytes, gota: bytes
) -> None:
    sitio.gotear("/", inicio, gota)
    antes = time.monotonic()
    motivo = falla(descargador(BREVE))
    assert time.monotonic() - antes < 5
    # A hundred headers are too many before the time is over, on a quick machine.
    assert motivo is Motivo.TIEMPO or (gota.startswith(b"X-A") and motivo is Motivo.RESPUESTA)


def test_a_site_that_says_nothing_is_left_in_time(sitio: Any, descargador: Hacer) -> None:
    sitio.rutas["/"] = lambda m: sitio.parar.wait(20)
    assert falla(descargador(Limites(lectura=0.1))) is Motivo.TIEMPO


def test_redirections_share_one_time_limit(sitio: Any, descargador: Hacer) -> None:
    def lenta(m: Any) -> None:
        sitio.parar.wait(0.15)
        m.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n")

    sitio.rutas["/"] = lenta
    assert falla(descargador(BREVE)) is Motivo.TIEMPO
    assert len(sitio.pedidos) <= 4


def test_a_handshake_that_never_ends_is_left_in_time(sitio: Any, descargador: Hacer) -> None:
    """The local site speaks no TLS: it waits for a request line that never comes."""
    assert falla(descargador(Limites(total=0.3)), "https://sitio.test/") in (Motivo.TIEMPO, Motivo.CERTIFICADO)


def test_a_dns_that_never_answers_is_left_in_time(sitio: Any, descargador: Hacer) -> None:
    nunca = descargador(BREVE, resolver=lambda n, p: [str(sitio.parar.wait(20))])
    assert falla(nunca) is Motivo.TIEMPO


@pytest.mark.parametrize(
    ("inicio", "gota"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", b"x" * 4096),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
    ],
    ids=["declared", "without length", "chunks"],
)
def test_what_is_too_big_is_not_kept(sitio: Any, descargador: Hacer, inicio: bytes, gota: bytes) -> None:
    sitio.gotear("/", inicio, gota)
    d = descargador(Limites(tamano=MEGA)).descargar("http://sitio.test/")
    assert (d.estado, d.completa, d.cuerpo) == (200, False, b"")


def test_a_line_without_end_between_chunks_does_not_fill_the_memory(sitio: Any, descargador: Hacer) -> None:
    sitio.gotear("/", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1" * 65536)
    assert falla(descargador()) is Motivo.RESPUESTA


def test_the_largest_body_allowed_is_whole(sitio: Any, descargador: Hacer) -> None:
    sitio.responder("/", b"x" * MEGA)
    sitio.responder("/mas", b"x" * (MEGA + 1))
    justo = descargador(Limites(tamano=MEGA))
    assert len(justo.descargar("http://sitio.test/").cuerpo) == MEGA
    assert not justo.descargar("http://sitio.test/mas").completa


def test_what_comes_compressed_is_inflated_and_a_bomb_is_not(sitio: Any, descargador: Hacer) -> None:
    sitio.responder("/gzip", gzip.compress(b"hola"), Content_Encoding="gzip")
    sitio.responder("/deflate", zlib.compress(b"hola"), Content_Encoding="deflate")
    sitio.responder("/roto", b"hola", Content_Encoding="gzip")
    sitio.responder("/bomba", gzip.compress(b"\0" * (50 * MEGA)), Content_Encoding="gzip")
    d = descargador(Limites(tamano=MEGA))
    for ruta in ("gzip", "deflate", "roto"):
        assert d.descargar(f"http://sitio.test/{ruta}").cuerpo == b"hola"
    assert not d.descargar("http://sitio.test/bomba").completa


# --- TLS ------------------------------------------------------------------------------------------


@pytest.fixture
def con_tls(sitio: Any) -> tuple[trustme.CA, list[str]]:
    """`sitio` with a certificate for sitio.test; the list fills with the names asked for (SNI)."""
    ca, nombres = trustme.CA(), []
    contexto = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("sitio.test").configure_cert(contexto)
    contexto.sni_callback = lambda _s, nombre, _c: nombres.append(nombre)
    sitio.socket = contexto.wrap_socket(sitio.socket, server_side=True)
    return ca, nombres


def confiado(ca: trustme.CA) -> ssl.SSLContext:
    contexto = ssl.create_default_context()
    ca.configure_trust(contexto)
    return contexto


def test_tls_asks_for_and_checks_the_name_though_it_connects_to_the_address(
    sitio: Any, descargador: Hacer, con_tls: tuple[trustme.CA, list[str]], conexiones: list[Any]
) -> None:
    ca, nombres = con_tls
    sitio.responder("/", b"seguro")
    d = descargador(contexto=confiado(ca)).descargar("https://sitio.test/")
    assert (d.cuerpo, d.url) == (b"seguro", "https://sitio.test/")
    assert nombres == ["sitio.test"]
    assert sitio.pedidos[0][1]["Host"] == "sitio.test"
    assert conexiones == [("127.0.0.1", sitio.server_port)]


def test_a_certificate_of_another_name_or_unknown_is_refused(
    sitio: Any, descargador: Hacer, con_tls: tuple[trustme.CA, list[str]]
) -> None:
    ca, _ = con_tls
    sitio.responder("/", b"seguro")
    assert falla(descargador(contexto=confiado(ca)), "https://otro.test/") is Motivo.CERTIFICADO
    assert falla(descargador(), "https://sitio.test/") is Motivo.CERTIFICADO
    assert sitio.pedidos == []


def test_no_thread_nor_timer_outlives_a_download(sitio: Any, descargador: Hacer) -> None:
    sitio.responder("/", b"hola")
    descargador().descargar("http://sitio.test/")
    assert not [h for h in threading.enumerate() if isinstance(h, threading.Timer) and not h.finished.is_set()]
