"""The API's map and its OpenAPI schema, both made from what each floor declares as public."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe
from rest_framework.request import Request
from rest_framework.response import Response

from compromisos import publicacion as de_compromisos
from compromisos.api import busqueda
from consultas import publicacion_comentarios as de_comentarios
from consultas import publicacion_consultas as de_consultas
from pal_portal import escrituras
from pal_portal.cimientos.api import Detalle, Lectura, Lista, NoHay
from pal_portal.cimientos.problemas import PROBLEMAS
from pal_portal.cimientos.publicacion import TIPOS, Recurso
from secretariado import publicacion as de_secretariado

RECURSOS_DECLARADOS = (
    *de_compromisos.RECURSOS,
    *de_secretariado.RECURSOS,
    *de_comentarios.RECURSOS,
    *de_consultas.RECURSOS,
)
RECURSOS: dict[str, Recurso] = {r.nombre: r for r in RECURSOS_DECLARADOS}


def esquema() -> dict[str, Any]:
    """The OpenAPI 3.1 document."""
    rutas: dict[str, Any] = {}
    esquemas: dict[str, Any] = {}
    for r in RECURSOS.values():
        esquemas[r.nombre] = {
            "type": "object",
            "title": r.titulo,
            "required": [c.nombre for c in r.columnas],
            "additionalProperties": False,
            "properties": {c.nombre: {**TIPOS[c.tipo], "description": c.significado} for c in r.columnas},
        }
        fila = {"$ref": f"#/components/schemas/{r.nombre}"}
        rutas[f"/api/v1/{r.nombre}/"] = {"get": _operacion_lista(r, fila)}
        rutas[f"/api/v1/{r.nombre}/{{clave}}/"] = {"get": _operacion_detalle(r, fila)}
    rutas["/api/v1/buscar/"] = {"get": _operacion_buscar()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "API de Portal PAL",
            "version": "1.0.0",
            "description": "Planes de Acción Local de gobierno abierto: compromisos, avances y evidencia. "
            "Lectura pública, sin registro.",
            "license": {"name": "Datos: CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/deed.es"},
        },
        "servers": [{"url": settings.SITIO_URL}],
        "paths": rutas,
        "components": {"schemas": {**esquemas, "problema": PROBLEMA}},
    }


PROBLEMA = {
    "type": "object",
    "title": "Problema (RFC 9457)",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Qué clase de error es, y dónde se explica."},
        "title": {"type": "string", "description": "La clase de error, en pocas palabras."},
        "status": {"type": "integer", "description": "Código HTTP."},
        "detail": {"type": "string", "description": "Qué pasó y qué hacer."},
        "errores": {
            "type": "array",
            "description": "Qué está mal en cada campo.",
            "items": {
                "type": "object",
                "required": ["campo", "mensaje", "codigo"],
                "properties": {
                    "campo": {"type": "string", "description": "Como filas[3].porcentaje."},
                    "mensaje": {"type": "string"},
                    "codigo": {"type": "string"},
                },
            },
        },
    },
}


def _respuestas(contenido: dict[str, Any], *errores: str) -> dict[str, Any]:
    problema = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problema"}}}
    return {
        "200": {"description": "Bien", "content": contenido},
        "304": {"description": "Sin cambios desde el ETag indicado"},
        **{e: {"description": "Error, con su explicación", "content": problema} for e in (*errores, "429")},
    }


def _operacion_lista(r: Recurso, fila: dict[str, Any]) -> dict[str, Any]:
    parametros = [
        _parametro(
            "tamano", {"type": "integer", "minimum": 1, "maximum": 100}, "Filas por página; 20 si se omite."
        ),
        _parametro("despues", {"type": "string"}, "Cursor de la página siguiente, como viene en `siguiente`."),
        _parametro("antes", {"type": "string"}, "Cursor de la página anterior, como viene en `anterior`."),
        _parametro("formato", {"type": "string", "enum": ["json", "csv"]}, "csv descarga toda la lista filtrada."),
        _parametro("contar", {"type": "string", "enum": ["1"]}, "Con 1, agrega el total (hasta 1,000)."),
    ]
    if r.filtro:
        for nombre, filtro in r.filtro.base_filters.items():
            esquema_filtro: dict[str, Any] = {"type": "string"}
            opciones = [str(o[0]) for o in filtro.extra.get("choices", ())]
            if opciones:
                esquema_filtro["enum"] = opciones
            parametros.append(_parametro(nombre, esquema_filtro, str(filtro.label)))
    pagina = {
        "type": "object",
        "required": ["siguiente", "anterior", "resultados"],
        "properties": {
            "siguiente": {"type": ["string", "null"]},
            "anterior": {"type": ["string", "null"]},
            "resultados": {"type": "array", "items": fila},
            "total": {"type": "integer"},
            "total_es_minimo": {"type": "boolean"},
        },
    }
    contenido = {"application/json": {"schema": pagina}, "text/csv": {"schema": {"type": "string"}}}
    return {
        "operationId": f"listar_{r.nombre}",
        "summary": r.titulo,
        "tags": [r.titulo],
        "parameters": parametros,
        "responses": _respuestas(contenido, "400"),
    }


def _operacion_detalle(r: Recurso, fila: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": f"ver_{r.nombre}",
        "summary": f"{r.titulo}: uno, por su {r.clave}",
        "tags": [r.titulo],
        "parameters": [{"name": "clave", "in": "path", "required": True, "schema": {"type": "string"}}],
        "responses": _respuestas({"application/json": {"schema": fila}}, "404"),
    }


def _operacion_buscar() -> dict[str, Any]:
    return {
        "operationId": "buscar",
        "summary": "Buscar en planes, compromisos, actividades y evidencias",
        "tags": ["Búsqueda"],
        "parameters": [{**_parametro(*p), "required": p[0] == "q"} for p in busqueda.PARAMETROS],
        "responses": _respuestas({"application/json": {"schema": busqueda.ESQUEMA}}, "400"),
    }


def _parametro(nombre: str, esquema: dict[str, Any], descripcion: str) -> dict[str, Any]:
    return {"name": nombre, "in": "query", "required": False, "schema": esquema, "description": descripcion}


class Raiz(Lectura):
    """What there is and where."""

    def get(self, request: Request) -> Response:
        base = request.build_absolute_uri("/api/v1/")
        return Response({nombre: f"{base}{nombre}/" for nombre in (*RECURSOS, "buscar")})


class OpenApi(Lectura):
    """The schema."""

    def get(self, request: Request) -> Response:
        return Response(esquema())


@require_safe
def documentacion(request: HttpRequest) -> HttpResponse:
    contexto = {"recursos": RECURSOS.values(), "tipos": TIPOS, "esquema": esquema(), "problemas": PROBLEMAS}
    return render(request, "api/docs.html", contexto)


urlpatterns = [
    path("", Raiz.as_view(), name="api"),
    path("docs/", documentacion, name="api_docs"),
    path("openapi.json", OpenApi.as_view(), name="api_openapi"),
    path("buscar/", busqueda.Buscar.as_view(), name="api_buscar"),
    *escrituras.rutas(RECURSOS),
    path("<slug:nombre>/", Lista.as_view(recursos=RECURSOS), name="api_lista"),
    path("<slug:nombre>/<str:clave>/", Detalle.as_view(recursos=RECURSOS), name="api_detalle"),
    path("<path:resto>", NoHay.as_view(), name="api_no_hay"),
]
