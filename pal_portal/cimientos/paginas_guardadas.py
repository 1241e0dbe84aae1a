"""Public pages kept for who has no session: rendered once, given to everybody until something is written.

Whoever may have written (a request that is not a read, a task) calls `renovar`: pages of the earlier version are
never given again. What a command of another process writes is seen after `PAGINAS_GUARDADAS` seconds at most.
A page carries forms, so each reader's CSRF token replaces the one of who caused the rendering.
"""

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.utils.translation import get_language

from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.retraso import hay_retraso

VERSION = "paginas:version"
LOCAL = 1.0
"""Seconds during which a process trusts the version it read."""
TOKEN = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+')
CERCANAS = 200
"""Pages that a process keeps at hand besides the cache; some 20 MB at most."""
_version: tuple[float, int] = (-LOCAL, 0)
_cercanas: dict[str, "Guardada"] = {}


@dataclass(frozen=True, slots=True)
class Guardada:
    """A page cut where each reader's token goes, its mark, and until when (epoch seconds) it is good."""

    hasta: float
    marca: str
    trozos: list[bytes]


def renovar() -> None:
    """From now on, pages are rendered again."""
    global _version
    valor = time.time_ns()
    cache.set(VERSION, valor, None)
    _version = (time.monotonic(), valor)


def version() -> int:
    """Of what is written; changes with every write."""
    global _version
    leida, valor = _version
    if time.monotonic() - leida >= LOCAL:
        valor = cache.get_or_set(VERSION, time.time_ns, None) or time.time_ns()
        _version = (time.monotonic(), valor)
    return valor


def renovar_al_escribir(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: after whatever is not a read, pages are rendered again. Outermost: the writing has committed."""

    def intermedio(request: HttpRequest) -> HttpResponse:
        respuesta = get_response(request)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            renovar()
        return respuesta

    return intermedio


def pagina_guardada(vista: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view whose page is the same for all who have no session. Only these get a kept one, or leave one."""

    @wraps(vista)
    def guardada(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        segundos = settings.PAGINAS_GUARDADAS
        if not segundos or not _es_de_nadie(request):
            return vista(request, *args, **kwargs)
        clave = _clave(request)
        pagina = _cercanas.get(clave)
        if pagina is None or pagina.hasta < time.time():
            pagina = _recordar(clave, cache.get(clave))
        if pagina is None or pagina.hasta < time.time():
            respuesta = vista(request, *args, **kwargs)
            if respuesta.status_code != 200 or respuesta.streaming or respuesta.cookies:
                return respuesta
            trozos = TOKEN.split(respuesta.content)
            marca = hashlib.sha256(b"".join(trozos)).hexdigest()[:32]
            pagina = Guardada(time.time() + segundos, marca, trozos)
            cache.set(clave, _recordar(clave, pagina), segundos)
        if _ya_la_tiene(request, pagina.marca):
            return _con_cabeceras(request, HttpResponseNotModified(), pagina.marca)
        una_sola = len(pagina.trozos) == 1
        cuerpo = pagina.trozos[0] if una_sola else get_token(request).encode().join(pagina.trozos)
        return _con_cabeceras(request, HttpResponse(cuerpo), pagina.marca)

    return guardada


def _recordar(clave: str, pagina: Guardada | None) -> Guardada | None:
    if pagina is not None:
        if len(_cercanas) >= CERCANAS:
            _cercanas.clear()
        _cercanas[clave] = pagina
    return pagina


def _es_de_nadie(request: HttpRequest) -> bool:
    """No session, no message waiting, nothing that makes the page somebody's."""
    propias = {settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME}
    return (
        request.method in ("GET", "HEAD")
        and request.COOKIES.keys() <= propias
        and "HTTP_AUTHORIZATION" not in request.META
    )


def _clave(request: HttpRequest) -> str:
    quien = (request.scheme, request.get_host(), get_language(), request.headers.get("HX-Request", ""))
    partes = (version(), hoy(), hay_retraso(), *quien, request.get_full_path())
    return "paginas:" + hashlib.sha256(repr(partes).encode()).hexdigest()


def _etiqueta(request: HttpRequest, marca: str) -> str:
    """Of this page with this reader's forms: another token is another page."""
    secreto = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    return f'W/"{marca}-{hashlib.sha256(secreto.encode()).hexdigest()[:12]}"'


def _ya_la_tiene(request: HttpRequest, marca: str) -> bool:
    """Without the cookie, the forms of the page it keeps would be refused."""
    if settings.CSRF_COOKIE_NAME not in request.COOKIES:
        return False
    return _etiqueta(request, marca) in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))


def _con_cabeceras(request: HttpRequest, respuesta: HttpResponse, marca: str) -> HttpResponse:
    if settings.CSRF_COOKIE_NAME in request.COOKIES:
        respuesta["ETag"] = _etiqueta(request, marca)
    respuesta["Cache-Control"] = "private, no-cache"
    patch_vary_headers(respuesta, ("Cookie", "Accept-Language", "HX-Request"))
    return respuesta
