"""The bar: no connection is ever made to an address that is not public, however it is written or reached."""

import socket
from collections.abc import Callable
from typing import Any

import pytest

from compromisos.enlaces.descarga import Descargador, FallaDeDescarga, Motivo, resolver_del_sistema
from compromisos.enlaces.direcciones import es_publica

PUBLICA = "93.184.216.34"
NOMBRES = {
    "bucle.test": ["127.0.0.1"],
    "privada.test": ["192.168.1.1"],
    "metadatos.test": ["169.254.169.254"],
    "seis.test": ["::1"],
    "local6.test": ["fe80::1%2"],
    "mapeada.test": ["::ffff:10.0.0.1"],
    "mixta.test": [PUBLICA, "10.0.0.1"],
    "mixta6.test": [PUBLICA, "fd00::1"],
    "nat64.test": ["64:ff9b::a00:1"],
    "basura.test": ["no-es-una-ip"],
}
PROHIBIDAS = (
    # loopback
    "http://127.0.0.1/",
    "http://127.0.0.1:443/",
    "http://127.8.9.10/",
    "http://localhost/",
    "http://localhost./",
    "http://LOCALHOST/",
    "http://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    # this network, unspecified, broadcast
    "http://0.0.0.0/",
    "http://0.1.2.3/",
    "http://[::]/",
    "http://255.255.255.255/",
    # private and shared
    "http://10.0.0.1/",
    "http://10.255.255.255/",
    "http://172.16.0.1/",
    "http://172.31.255.254/",
    "http://192.168.0.1/",
    "http://100.64.0.1/",
    "http://[fc00::1]/",
    "http://[fd12:3456:789a::1]/",
    # link-local and metadata of the clouds
    "http://169.254.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://169.254.170.2/v2/credentials/",
    "http://100.100.100.200/latest/meta-data/",
    "http://192.0.0.192/opc/v1/",
    "http://168.63.129.16/machine/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fec0::1]/",
    # multicast, reserved, documentation, tests
    "http://224.0.0.1/",
    "http://239.255.255.250/",
    "http://240.0.0.1/",
    "http://192.0.2.1/",
    "http://198.51.100.1/",
    "http://203.0.113.1/",
    "http://198.18.0.1/",
    "http://[ff02::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    # an IPv4 address inside an IPv6 one
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b:1::a00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:c0a8:101::1]/",
    "http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/",
    # other ways to write 127.0.0.1
    "http://2130706433/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.0.0.1./",
    "http://127.000.000.001/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://127%2e0%2e0%2e1/",
    # confusing the reader
    "http://93.184.216.34@127.0.0.1/",
    "http://usuario:clave@ejemplo.mx/",
    "http://ejemplo.mx\\@127.0.0.1/",
    "http://127.0.0.1\t.ejemplo.mx/",
    "http://ejemplo.mx@127.0.0.1#ejemplo.mx/",
    "http://[::1]ejemplo.mx/",
    # other schemes and ports
    "file:///etc/passwd",
    "ftp://ejemplo.mx/",
    "gopher://127.0.0.1:6379/_INFO",
    "//127.0.0.1/",
    "http:127.0.0.1",
    "http://ejemplo.mx:22/",
    "http://ejemplo.mx:6379/",
    "http://ejemplo.mx:0/",
    "http://ejemplo.mx:99999/",
    # names that lead there
    *(f"http://{nombre}/" for nombre in NOMBRES),
    *(f"https://{nombre}/" for nombre in ("bucle.test", "metadatos.test", "mixta.test")),
)


@pytest.fixture
def dns(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's resolver as it would answer: numeric forms too are understood by the real one."""

    def getaddrinfo(nombre: str, puerto: int, *args: Any, **mas: Any) -> list[Any]:
        limpio = nombre.rstrip(".")
        if limpio in ("localhost", "2130706433", "127.1"):
            ips = ["127.0.0.1"]
        elif limpio in NOMBRES:
            ips = NOMBRES[limpio]
        else:
            ips = [PUBLICA]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, puerto)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)


def test_the_list_has_the_sixty_addresses_of_the_bar() -> None:
    assert len(set(PROHIBIDAS)) >= 60


@pytest.mark.parametrize("url", PROHIBIDAS)
def test_nothing_is_connected_to(url: str, dns: None, conexiones: list[Any]) -> None:
    with pytest.raises(FallaDeDescarga) as falla:
        Descargador().descargar(url)
    assert falla.value.motivo in (Motivo.DIRECCION, Motivo.PROHIBIDA)
    assert conexiones == []


@pytest.mark.parametrize("url", PROHIBIDAS)
def test_nor_when_a_public_site_redirects_there(
    url: str, dns: None, sitio: Any, descargador: Callable[..., Descargador], conexiones: list[Any]
) -> None:
    sitio.rutas["/"] = lambda m: m.wfile.write(
        b"HTTP/1.1 302 Found\r\nLocation: " + url.encode() + b"\r\nContent-Length: 0\r\n\r\n"
    )
    publico = "http://publico.test/"
    if url == "http:127.0.0.1":  # urljoin reads it as a relative path of the same site
        sitio.responder("/127.0.0.1", estado=404)
        assert descargador(resolver=resolver_del_sistema).descargar(publico).estado == 404
        assert {c[1] for c in conexiones} == {sitio.server_port}
        return
    with pytest.raises(FallaDeDescarga) as falla:
        descargador(resolver=resolver_del_sistema).descargar(publico)
    assert falla.value.motivo in (Motivo.DIRECCION, Motivo.PROHIBIDA)
    assert conexiones == [("127.0.0.1", sitio.server_port)], "only the public site was reached"


@pytest.mark.parametrize(
    "url", ["http://ejemplo.mx/\r\nHost: 127.0.0.1", "http://ejemplo.mx/\0", "http://ejemplo.mx /"]
)
def test_a_line_cannot_be_added_to_the_request(url: str, dns: None, conexiones: list[Any]) -> None:
    with pytest.raises(FallaDeDescarga):
        Descargador().descargar(url)
    assert conexiones == []


def test_a_name_that_changes_between_the_check_and_the_connection_is_reached_where_it_was_checked(
    sitio: Any, descargador: Callable[..., Descargador], conexiones: list[Any]
) -> None:
    respuestas = iter([[PUBLICA], ["127.0.0.1"], ["127.0.0.1"]])
    preguntas: list[str] = []

    def cambiante(nombre: str, puerto: int) -> list[str]:
        preguntas.append(nombre)
        return next(respuestas)

    sitio.responder("/", b"hola")
    assert descargador(resolver=cambiante).descargar("http://cambia.test/").cuerpo == b"hola"
    assert preguntas == ["cambia.test"]
    assert conexiones == [("127.0.0.1", sitio.server_port)]


def test_a_name_that_changes_between_a_page_and_its_redirection_is_checked_again(
    sitio: Any, descargador: Callable[..., Descargador], conexiones: list[Any]
) -> None:
    respuestas = iter([[PUBLICA], ["127.0.0.1"]])
    sitio.responder("/", estado=301, Location="/otra")
    with pytest.raises(FallaDeDescarga) as falla:
        descargador(resolver=lambda nombre, puerto: next(respuestas)).descargar("http://cambia.test/")
    assert falla.value.motivo is Motivo.PROHIBIDA
    assert len(conexiones) == 1


def test_the_name_is_never_asked_again_by_the_libraries_below(
    monkeypatch: pytest.MonkeyPatch, sitio: Any, descargador: Callable[..., Descargador]
) -> None:
    def nadie(*args: Any, **mas: Any) -> None:
        raise AssertionError("a name was resolved behind the fetcher's back")

    monkeypatch.setattr(socket, "getaddrinfo", nadie)
    monkeypatch.setattr(socket, "gethostbyname", nadie)
    monkeypatch.setattr(socket, "create_connection", nadie)
    sitio.responder("/", b"hola")
    assert descargador().descargar("http://sitio.test/").estado == 200


def test_a_proxy_in_the_environment_is_ignored(
    monkeypatch: pytest.MonkeyPatch, sitio: Any, descargador: Callable[..., Descargador], conexiones: list[Any]
) -> None:
    for variable in ("http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(variable, "http://10.0.0.9:3128")
    sitio.responder("/", b"hola")
    assert descargador().descargar("http://sitio.test/").estado == 200
    assert conexiones == [("127.0.0.1", sitio.server_port)]


@pytest.mark.parametrize(
    "ip", ["93.184.216.34", "8.8.8.8", "1.1.1.1", "148.204.0.1", "2606:4700::1111", "2a00:1450:4001::5"]
)
def test_public_addresses_are_public(ip: str) -> None:
    assert es_publica(ip)
