"""The read API over declared resources: keyset pages, CSV, ETag. No rule lives here; errors are in `problemas`."""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag
from rest_framework.exceptions import NotAuthenticated, ValidationError
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from pal_portal.cimientos.csv_publico import csv_en_bloques
from pal_portal.cimientos.listas import TAMANO_MAXIMO, Orden, contar, paginar, tamano_pedido
from pal_portal.cimientos.publicacion import Recurso
from pal_portal.cimientos.seleccion import campos_pedidos, incluir, inclusiones_pedidas


class OrjsonRenderer(BaseRenderer):
    """JSON through orjson."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: Any = None, renderer_context: Any = None) -> bytes:
        return orjson.dumps(data)


def lector(request: Request) -> Any:
    """On whose behalf this request reads: with a key that lacks the scope `leer`, on nobody's."""
    permite = getattr(request.auth, "permite", None)
    return request.user if permite is None or permite("leer") else AnonymousUser()


def marca_de(contenido: bytes) -> str:
    """The ETag of a representation."""
    return quote_etag(hashlib.sha256(contenido).hexdigest()[:32])


class EnEspanol(APIView):
    """What both reads and writes share: JSON, and messages in Spanish whatever the reader's browser asks for."""

    renderer_classes = [OrjsonRenderer]
    schema = None
    metadata_class = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        with translation.override(settings.LANGUAGE_CODE):
            respuesta = super().dispatch(request, *args, **kwargs)
            if isinstance(respuesta, Response) and not respuesta.is_rendered:
                respuesta.render()
        return respuesta

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if any("\x00" in str(valor) for valor in kwargs.values()):
            raise Http404  # PostgreSQL keeps no such text

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Accept", "Authorization", "Cookie"])
        return response


class Lectura(EnEspanol):
    """Any public read: JSON, errors in Spanish, ETag."""

    http_method_names = ["get", "head"]

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Private to who is logged in; a 304 when the reader already has it."""
        response = super().finalize_response(request, response, *args, **kwargs)
        identificado = getattr(request, "user", None) is not None and request.user.is_authenticated
        if response.status_code >= 400:
            response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cache-Control", "private" if identificado else "public, max-age=60")
        if response.status_code == 200 and not response.streaming:
            response.render()
            marca = marca_de(response.content)
            response["ETag"] = marca
            if marca in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
                sin_cuerpo = HttpResponse(status=304)
                for cabecera in ("ETag", "Vary", "Cache-Control"):
                    sin_cuerpo[cabecera] = response[cabecera]
                return sin_cuerpo
        return response


class _DeRecurso(Lectura):
    recursos: dict[str, Recurso] = {}
    inclusiones: dict[str, dict[str, str]] = {}
    """By resource: what may be included, and the column that ties it."""
    reservados: frozenset[str] = frozenset()
    """Those that ask who reads."""
    fijo = ""
    """The resource of an address of its own, which it shares with a write."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """What does not exist has no methods to speak of."""
        super().initial(request, *args, **kwargs)
        recurso = self.recurso(kwargs.get("nombre", ""))
        if recurso.nombre in self.reservados and not request.user.is_authenticated:
            raise NotAuthenticated

    def recurso(self, nombre: str) -> Recurso:
        nombre = self.fijo or nombre
        if nombre not in self.recursos:
            raise Http404
        return self.recursos[nombre]

    def publicar(self, request: Request, recurso: Recurso, filas: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Rows of `valores` under their public names, with what was asked to be included."""
        posibles = self.inclusiones.get(recurso.nombre, {})
        publicadas = [recurso.publicar(fila) for fila in filas]
        for nombre in inclusiones_pedidas(posibles, request.query_params):
            pks = [fila["pk"] for fila in filas]
            incluir(publicadas, pks, self.recursos[nombre], posibles[nombre], lector(request))
        return publicadas


def comprobar_pagina(parametros: Mapping[str, str]) -> None:
    """What a page would forgive, a program is told."""
    tamano = parametros.get("tamano", "1")
    if not (tamano.isascii() and tamano.isdigit() and 1 <= int(tamano[:9]) <= TAMANO_MAXIMO):
        raise ValidationError({"tamano": [f"Un número de 1 a {TAMANO_MAXIMO}."]})
    pagina = parametros.get("pagina", "1")
    if not (pagina.isascii() and pagina.isdigit() and int(pagina[:9]) >= 1):
        raise ValidationError({"pagina": ["Un número desde 1."]})
    for nombre, opciones in (("formato", ("json", "csv")), ("contar", ("1",))):
        if parametros.get(nombre, opciones[0]) not in opciones:
            raise ValidationError({nombre: [f"Puede ser: {', '.join(opciones)}."]})


DE_LA_LISTA = {"tamano", "despues", "antes", "contar", "formato", "campos", "incluir"}
"""Parameters that choose no rows: without others there is nothing to filter by."""


class Lista(_DeRecurso):
    """A page of a resource, or the whole filtered list as CSV."""

    def get(self, request: Request, nombre: str = "") -> Any:
        recurso = campos_pedidos(self.recurso(nombre), request.query_params)
        comprobar_pagina(request.query_params)
        filas = recurso.filas(lector(request))
        orden = Orden(recurso.clave, recurso.clave)
        if recurso.filtro and request.query_params.keys() - DE_LA_LISTA:
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
            "resultados": self.publicar(request, recurso, pagina.filas),
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


class NoHay(Lectura):
    """An address of the API that does not exist."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise Http404


class Detalle(_DeRecurso):
    """One row of a resource by its public key."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        recurso, clave = self.recurso(kwargs.get("nombre", "")), str(kwargs.get("clave", "0"))
        if recurso.clave_es_numero and (not (clave.isascii() and clave.isdigit()) or len(clave) > 18):
            raise Http404

    def get(self, request: Request, nombre: str = "", clave: str = "", pk: int | None = None) -> Response:
        recurso = campos_pedidos(self.recurso(nombre), request.query_params)
        clave = clave if pk is None else str(pk)
        fila = recurso.valores(recurso.filas(lector(request)).filter(**{recurso.clave: clave})).first()
        if fila is None:
            raise Http404
        return Response(self.publicar(request, recurso, [fila])[0])
