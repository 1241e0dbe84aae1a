"""The read API over declared resources: keyset pages, CSV, ETag, errors in Spanish. No rule lives here."""

import hashlib
from typing import Any

import orjson
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag
from rest_framework.exceptions import ValidationError
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

from pal_portal.cimientos.csv_publico import csv_en_bloques
from pal_portal.cimientos.listas import Orden, contar, paginar, tamano_pedido
from pal_portal.cimientos.publicacion import Recurso

TITULOS = {
    400: "La petición no es válida",
    401: "Falta identificarse",
    403: "Sin permiso",
    404: "No existe o no es público",
    405: "Ese método no se admite",
    406: "Ese formato no se ofrece",
    429: "Demasiadas peticiones",
}


class OrjsonRenderer(BaseRenderer):
    """JSON through orjson."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        return orjson.dumps(data)


def errores(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Errors as problem details, in Spanish."""
    respuesta = exception_handler(exc, context)
    if respuesta is None:
        return None
    detalle = respuesta.data
    cuerpo = {
        "titulo": TITULOS.get(respuesta.status_code, "No se pudo atender la petición"),
        "estado": respuesta.status_code,
        "detalle": detalle.get("detail", detalle) if isinstance(detalle, dict) else detalle,
    }
    respuesta.data = orjson.loads(orjson.dumps(cuerpo, default=str))
    respuesta.content_type = "application/problem+json"
    return respuesta


class Lectura(APIView):
    """Any public read: JSON, errors in Spanish, ETag."""

    renderer_classes = [OrjsonRenderer]
    schema = None

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Private to who is logged in; a 304 when the reader already has it."""
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Accept", "Cookie"])
        identificado = getattr(request, "user", None) is not None and request.user.is_authenticated
        response.headers.setdefault("Cache-Control", "private" if identificado else "public, max-age=60")
        if response.status_code == 200 and not response.streaming:
            response.render()
            marca = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
            response["ETag"] = marca
            if marca in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
                sin_cuerpo = HttpResponse(status=304)
                for cabecera in ("ETag", "Vary", "Cache-Control"):
                    sin_cuerpo[cabecera] = response[cabecera]
                return sin_cuerpo
        return response


class _DeRecurso(Lectura):
    recursos: dict[str, Recurso] = {}

    def recurso(self, nombre: str) -> Recurso:
        if nombre not in self.recursos:
            raise Http404
        return self.recursos[nombre]


class Lista(_DeRecurso):
    """A page of a resource, or the whole filtered list as CSV."""

    def get(self, request: Request, nombre: str) -> Any:
        recurso = self.recurso(nombre)
        filas = recurso.filas(request.user)
        orden = Orden(recurso.clave, recurso.clave)
        if recurso.filtro:
            filtro = recurso.filtro(request.query_params, filas)
            if not filtro.form.is_valid():
                raise ValidationError(filtro.form.errors)
            filas = filtro.qs
            orden = getattr(filtro, "orden_pedido", orden)
        if request.query_params.get("formato") == "csv":
            return self._csv(recurso, filas, orden)
        pagina = paginar(recurso.valores(filas), orden, request.query_params, tamano_pedido(request.query_params))
        base = request.build_absolute_uri(request.path)
        cuerpo: dict[str, Any] = {
            "siguiente": base + pagina.siguiente if pagina.siguiente else None,
            "anterior": base + pagina.anterior if pagina.anterior else None,
            "resultados": [recurso.publicar(fila) for fila in pagina.filas],
        }
        if request.query_params.get("contar") == "1":
            total, hay_mas = contar(filas)
            cuerpo["total"], cuerpo["total_es_minimo"] = total, hay_mas
        return Response(cuerpo)

    def _csv(self, recurso: Recurso, filas: Any, orden: Orden) -> StreamingHttpResponse:
        sentido = "-" if orden.descendente else ""
        ordenadas = filas.order_by(f"{sentido}{orden.campo}", f"{sentido}{orden.unico}")
        respuesta = StreamingHttpResponse(
            csv_en_bloques(recurso, ordenadas), content_type="text/csv; charset=utf-8"
        )
        respuesta["Content-Disposition"] = f'attachment; filename="{recurso.nombre}.csv"'
        return respuesta


class Detalle(_DeRecurso):
    """One row of a resource by its public key."""

    def get(self, request: Request, nombre: str, clave: str) -> Response:
        recurso = self.recurso(nombre)
        if recurso.clave == "id" and (not clave.isdigit() or len(clave) > 18):
            raise Http404
        fila = recurso.valores(recurso.filas(request.user).filter(**{recurso.clave: clave})).first()
        if fila is None:
            raise Http404
        return Response(recurso.publicar(fila))
