"""Middleware of the portal's own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

API = "/api/v1/"
LECTURAS_ABIERTAS = (API, "/datos/")
_SE_LEEN = "ETag, Link, Location, Retry-After, Idempotent-Replayed, WWW-Authenticate, X-Total-Count"


def abrir_lecturas(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let any site read the public API and the open data, and write through the API with a key (CORS). Never with
    credentials: a browser does not send the session, so what comes from another site is a key's or nobody's."""

    def intermedio(request: HttpRequest) -> HttpResponse:
        abierta = request.path.startswith(LECTURAS_ABIERTAS)
        if abierta and request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            respuesta = HttpResponse(status=204)
            es_api = request.path.startswith(API)
            metodos, cabeceras = "GET, HEAD, OPTIONS", "If-None-Match, Accept, Accept-Language"
            if es_api:
                metodos += ", POST, PUT, PATCH, DELETE"
                cabeceras += ", Authorization, Content-Type, Idempotency-Key, If-Match"
            respuesta["Access-Control-Allow-Methods"] = metodos
            respuesta["Access-Control-Allow-Headers"] = cabeceras
            respuesta["Access-Control-Max-Age"] = "86400"
        else:
            respuesta = get_response(request)
        if abierta:
            respuesta["Access-Control-Allow-Origin"] = "*"
            respuesta["Access-Control-Expose-Headers"] = _SE_LEEN
        return respuesta

    return intermedio
