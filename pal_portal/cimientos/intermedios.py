"""Middleware of the portal's own."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

LECTURAS_ABIERTAS = ("/api/v1/", "/datos/")


def abrir_lecturas(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Let any site read the public API and the open data (CORS for reads: no credentials, GET and HEAD only)."""

    def intermedio(request: HttpRequest) -> HttpResponse:
        abierta = request.path.startswith(LECTURAS_ABIERTAS)
        if abierta and request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            respuesta = HttpResponse(status=204)
            respuesta["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            respuesta["Access-Control-Allow-Headers"] = "If-None-Match, Accept, Accept-Language"
            respuesta["Access-Control-Max-Age"] = "86400"
        else:
            respuesta = get_response(request)
        if abierta:
            respuesta["Access-Control-Allow-Origin"] = "*"
            respuesta["Access-Control-Expose-Headers"] = "ETag, Link, X-Total-Count"
        return respuesta

    return intermedio
