"""A hostile Internet in one process: a local server behind the fetcher's seam, and a spy on every socket."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from compromisos.enlaces.descarga import Descargador, Limites, conectar_a_ip

PUBLICA = "93.184.216.34"
Respuesta = Callable[[BaseHTTPRequestHandler], None]


class Sitio(ThreadingHTTPServer):
    """Answers each path as `rutas` says, and remembers what it was asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        self.rutas: dict[str, Respuesta] = {}
        self.pedidos: list[tuple[str, dict[str, str]]] = []
        self.parar = threading.Event()
        sitio = self

        class Manejador(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                sitio.pedidos.append((self.path, dict(self.headers)))
                self.close_connection = True
                with suppress(OSError):  # the fetcher hung up: it may
                    sitio.rutas[self.path](self)

            def log_message(self, *args: Any) -> None: ...

        super().__init__(("127.0.0.1", 0), Manejador)

    def handle_error(self, *args: Any) -> None: ...

    def responder(
        self, ruta: str, cuerpo: bytes = b"", estado: int = 200, tipo: str = "text/html", **mas: str
    ) -> None:
        def respuesta(m: BaseHTTPRequestHandler) -> None:
            m.send_response(estado)
            encabezados = {"Content-Type": tipo, "Content-Length": str(len(cuerpo)), **mas}
            for nombre, valor in encabezados.items():
                m.send_header(nombre.replace("_", "-"), valor)
            m.end_headers()
            m.wfile.write(cuerpo)

        self.rutas[ruta] = respuesta

    def gotear(self, ruta: str, inicio: bytes, gota: bytes) -> None:
        """Never ends: `gota` again and again, until the test is over."""

        def respuesta(m: BaseHTTPRequestHandler) -> None:
            m.wfile.write(inicio)
            while not self.parar.wait(0.005):
                m.wfile.write(gota)

        self.rutas[ruta] = respuesta


@pytest.fixture
def conexiones(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every address that any socket of the process tries to reach; only those of `Sitio` go through."""
    intentos: list[Any] = []
    real = socket.socket.connect

    def connect(self: socket.socket, direccion: Any) -> None:
        intentos.append(direccion)
        if direccion[1] not in PUERTOS_LOCALES:
            raise ConnectionRefusedError("no network in tests")
        real(self, direccion)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket.socket, "connect_ex", connect)
    return intentos


PUERTOS_LOCALES: set[int] = set()


@pytest.fixture
def sitio(conexiones: list[Any]) -> Iterator[Sitio]:
    servidor = Sitio()
    PUERTOS_LOCALES.add(servidor.server_port)
    threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield servidor
    servidor.parar.set()
    servidor.shutdown()
    servidor.server_close()
    PUERTOS_LOCALES.discard(servidor.server_port)


@pytest.fixture
def descargador(sitio: Sitio) -> Callable[..., Descargador]:
    """A fetcher for which `sitio` is the public address 93.184.216.34, and every name lives there."""

    def conectar(ip: str, puerto: int, segundos: float) -> socket.socket:
        if ip == PUBLICA:
            return conectar_a_ip("127.0.0.1", sitio.server_port, segundos)
        return conectar_a_ip(ip, puerto, segundos)

    def hacer(limites: Limites | None = None, **cambios: Any) -> Descargador:
        opciones = {"resolver": lambda nombre, puerto: [PUBLICA], "conectar": conectar, **cambios}
        return Descargador(limites or Limites(), **opciones)

    return hacer
