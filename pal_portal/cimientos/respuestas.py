"""Answers that are the same for everybody, for other sites and for caches between; and files that never run."""

import hashlib
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag


def idioma_pedido(request: HttpRequest) -> str:
    """The language said in the address (`?idioma=en`); never the reader's, which caches do not tell apart."""
    return "en" if request.GET.get("idioma") == "en" else settings.LANGUAGE_CODE


def para_todos(request: HttpRequest, respuesta: HttpResponse, segundos: int, idioma: str = "") -> HttpResponseBase:
    """`respuesta` for any cache and any site, or 304 when the reader already has it."""
    marca = quote_etag(hashlib.sha256(respuesta.content).hexdigest()[:32])
    respuesta["ETag"] = marca
    respuesta["Cache-Control"] = f"public, max-age={segundos}"
    respuesta["Content-Language"] = idioma or settings.LANGUAGE_CODE
    respuesta["Access-Control-Allow-Origin"] = "*"
    respuesta["Cross-Origin-Resource-Policy"] = "cross-origin"
    return get_conditional_response(request, etag=marca, response=respuesta) or respuesta


def inerte(contenido: Any, tipo: str, nombre: str = "", en_linea: bool = False) -> FileResponse:
    """A stored file, open, that the browser saves as `nombre` or shows, and never runs."""
    respuesta = FileResponse(contenido, as_attachment=not en_linea, filename=nombre, content_type=tipo)
    respuesta["Content-Security-Policy"] = "default-src 'none'; sandbox"
    respuesta["X-Content-Type-Options"] = "nosniff"
    respuesta["Cross-Origin-Resource-Policy"] = "same-origin"
    respuesta["Cache-Control"] = "private, no-cache"
    return respuesta
