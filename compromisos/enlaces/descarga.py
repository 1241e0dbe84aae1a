"""The one door to the Internet: a GET of a public address, within limits of time, size, ports and redirects.

The address that was checked is the one connected to: the name is resolved once per hop, every answer must be
public, and the connection goes to those answers, never to the name again. Nothing follows a redirect, reads a
proxy from the environment or sends a credential by itself. `resolver` and `conectar` are injected by tests only.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPException
from urllib.parse import urljoin

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as TiempoAgotado

from compromisos.enlaces.direcciones import PUERTOS, Direccion, DireccionInvalida, es_publica, leer_direccion
from compromisos.enlaces.recepcion import cuerpo, ficha, juego

REDIRIGE = frozenset({301, 302, 303, 307, 308})

Resolutor = Callable[[str, int], Sequence[str]]
"""Name and port → IP addresses."""
Conector = Callable[[str, int, float], socket.socket]
"""IP address already checked, port and seconds → connected socket."""


class Motivo(StrEnum):
    """Why there was no answer to look at."""

    DIRECCION = "direccion"
    PROHIBIDA = "prohibida"
    NOMBRE = "nombre"
    CONEXION = "conexion"
    CERTIFICADO = "certificado"
    TIEMPO = "tiempo"
    REDIRECCIONES = "redirecciones"
    RESPUESTA = "respuesta"


class FallaDeDescarga(Exception):
    """There was no answer; `url` is the last address tried."""

    def __init__(self, motivo: Motivo, url: str = "") -> None:
        super().__init__(f"{motivo}: {url}")
        self.motivo = motivo
        self.url = url


@dataclass(frozen=True, slots=True)
class Limites:
    """Seconds and bytes; `total` covers everything, redirects and name resolution included."""

    puertos: frozenset[int] = PUERTOS
    redirecciones: int = 5
    conexion: float = 5
    lectura: float = 10
    total: float = 30
    tamano: int = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Descarga:
    """An answer. `cuerpo` is empty when it went over the size limit (`completa` is then false)."""

    url: str
    estado: int
    tipo: str = ""
    juego: str = ""
    cuerpo: bytes = b""
    completa: bool = True


def resolver_del_sistema(nombre: str, puerto: int) -> list[str]:
    """Every address of `nombre`, taken as absolute: the search domains of the machine do not apply."""
    filas = socket.getaddrinfo(f"{nombre}.", puerto, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(fila[4][0]) for fila in filas))


def conectar_a_ip(ip: str, puerto: int, segundos: float) -> socket.socket:
    """A TCP connection to an IP address; no name is resolved here."""
    enchufe = socket.socket(socket.AF_INET6 if ":" in ip else socket.AF_INET, socket.SOCK_STREAM)
    try:
        enchufe.settimeout(segundos)
        enchufe.connect((ip, puerto))
    except BaseException:
        enchufe.close()
        raise
    return enchufe


@dataclass(frozen=True, slots=True)
class Descargador:
    """`descargar(url)` is all there is to it."""

    limites: Limites = field(default_factory=Limites)
    agente: str = "PortalPAL/1.0"
    resolver: Resolutor = resolver_del_sistema
    conectar: Conector = conectar_a_ip
    contexto: ssl.SSLContext | None = None

    def descargar(self, url: str) -> Descarga:
        """The final answer of `url`, redirects followed one by one. Raises FallaDeDescarga."""
        fin = time.monotonic() + self.limites.total
        for _ in range(self.limites.redirecciones + 1):
            respuesta = self._visitar(self._leer(url), fin)
            if isinstance(respuesta, Descarga):
                return respuesta
            url = respuesta
        raise FallaDeDescarga(Motivo.REDIRECCIONES, _visible(url))

    def _leer(self, url: str) -> Direccion:
        try:
            return leer_direccion(url, self.limites.puertos)
        except DireccionInvalida as error:
            raise FallaDeDescarga(Motivo.DIRECCION, _visible(url)) from error

    def _visitar(self, destino: Direccion, fin: float) -> Descarga | str:
        """One hop: its answer, or the address it redirects to."""
        ips = self._resolver(destino, fin)
        enchufe = self._conectar(destino, ips, fin)
        with _Guardia(enchufe, _restante(fin)) as guardia:
            conexion = self._conexion(destino, enchufe, fin)
            try:
                respuesta = self._pedir(conexion, destino)
            except (OSError, HTTPError, HTTPException, ValueError) as error:
                motivo = Motivo.TIEMPO if guardia.vencida else _motivo(error)
                raise FallaDeDescarga(motivo, destino.url) from error
            finally:
                conexion.close()
                enchufe.close()
            if guardia.vencida:  # a body cut short may look like a whole one
                raise FallaDeDescarga(Motivo.TIEMPO, destino.url)
            return respuesta

    def _resolver(self, destino: Direccion, fin: float) -> list[str]:
        """The addresses to connect to: all public, or none at all."""
        if destino.es_ip:
            ips = [destino.nombre]
        else:
            try:
                ips = list(_a_tiempo(lambda: self.resolver(destino.nombre, destino.puerto), _restante(fin)))
            except TimeoutError as error:
                raise FallaDeDescarga(Motivo.TIEMPO, destino.url) from error
            except (OSError, UnicodeError) as error:
                raise FallaDeDescarga(Motivo.NOMBRE, destino.url) from error
        if not ips:
            raise FallaDeDescarga(Motivo.NOMBRE, destino.url)
        if not all(es_publica(ip) for ip in ips):
            raise FallaDeDescarga(Motivo.PROHIBIDA, destino.url)
        return ips

    def _conectar(self, destino: Direccion, ips: list[str], fin: float) -> socket.socket:
        motivo = Motivo.CONEXION
        for ip in ips[:4]:
            segundos = min(self.limites.conexion, _restante(fin))
            if segundos <= 0:
                motivo = Motivo.TIEMPO
                break
            try:
                return self.conectar(ip, destino.puerto, segundos)
            except TimeoutError:
                motivo = Motivo.TIEMPO
            except OSError:
                motivo = Motivo.CONEXION
        raise FallaDeDescarga(motivo, destino.url)

    def _conexion(self, destino: Direccion, enchufe: socket.socket, fin: float) -> HTTPConnection:
        """An urllib3 connection that knows the name (Host, SNI, certificate) and is already at the address."""
        plazo = min(self.limites.lectura, max(_restante(fin), 0.001))
        enchufe.settimeout(plazo)
        conexion: _Clara | _Segura
        if destino.esquema == "https":
            contexto = self.contexto or ssl.create_default_context()
            conexion = _Segura(destino.nombre, destino.puerto, timeout=plazo, ssl_context=contexto)
        else:
            conexion = _Clara(destino.nombre, destino.puerto, timeout=plazo)
        conexion.listo = enchufe
        return conexion

    def _pedir(self, conexion: HTTPConnection, destino: Direccion) -> Descarga | str:
        encabezados = {
            "User-Agent": self.agente,
            "Accept": "text/html, application/pdf, text/plain;q=0.9, */*;q=0.5",
            "Accept-Language": "es-MX, es;q=0.9, en;q=0.5",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        conexion.request("GET", destino.recurso, headers=encabezados, preload_content=False, decode_content=False)
        respuesta = conexion.getresponse()
        lugar = respuesta.headers.get("Location", "")
        if respuesta.status in REDIRIGE and lugar:
            return _siguiente(destino.url, lugar)
        return self._leer_respuesta(respuesta, destino.url)

    def _leer_respuesta(self, respuesta: BaseHTTPResponse, url: str) -> Descarga:
        tipo, _, parametros = respuesta.headers.get("Content-Type", "").partition(";")
        recibido = cuerpo(respuesta, self.limites.tamano)
        return Descarga(
            url=url,
            estado=respuesta.status,
            tipo=ficha(tipo),
            juego=juego(parametros),
            cuerpo=recibido or b"",
            completa=recibido is not None,
        )


class _Clara(HTTPConnection):
    listo: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.listo


class _Segura(HTTPSConnection):
    listo: socket.socket

    def _new_conn(self) -> socket.socket:
        return self.listo


class _Guardia:
    """Cuts the connection at the deadline, whatever goes on in it: handshake, headers or body drop by drop.
    It holds a duplicate of the socket, since TLS takes the original."""

    def __init__(self, enchufe: socket.socket, segundos: float) -> None:
        self.vencida = False
        self._copia = enchufe.dup()
        self._reloj = threading.Timer(max(segundos, 0), self._cortar)
        self._reloj.daemon = True

    def _cortar(self) -> None:
        self.vencida = True
        with suppress(OSError):
            self._copia.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> "_Guardia":
        self._reloj.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._reloj.cancel()
        self._copia.close()


def _restante(fin: float) -> float:
    return fin - time.monotonic()


def _a_tiempo(funcion: Callable[[], Sequence[str]], segundos: float) -> Sequence[str]:
    """The result of a call that knows no time limit (getaddrinfo); past it, its thread is left to end alone."""
    futuro: Future[Sequence[str]] = Future()

    def correr() -> None:
        try:
            futuro.set_result(funcion())
        except BaseException as error:
            futuro.set_exception(error)

    threading.Thread(target=correr, name="nombres", daemon=True).start()
    return futuro.result(timeout=max(segundos, 0))


def _motivo(error: BaseException) -> Motivo:
    causas = [error, *error.args, error.__cause__, error.__context__]
    if any(isinstance(c, ssl.SSLError) for c in causas):
        return Motivo.CERTIFICADO
    if any(isinstance(c, (TimeoutError, TiempoAgotado)) for c in causas):
        return Motivo.TIEMPO
    return Motivo.CONEXION if isinstance(error, ConnectionError) else Motivo.RESPUESTA


def _siguiente(url: str, lugar: str) -> str:
    """Where a Location header leads. Servers write UTF-8 in it, which http.client reads as Latin-1, and leave
    spaces; urljoin would drop control characters in silence."""
    lugar = lugar.encode("latin-1", "replace").decode("utf-8", "replace").strip(" ").replace(" ", "%20")
    if not lugar.isprintable():
        raise FallaDeDescarga(Motivo.DIRECCION, url)
    return urljoin(url, lugar)


def _visible(url: str) -> str:
    return "".join(c for c in url[:2000] if c.isprintable())
