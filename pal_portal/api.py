"""The API's map and its OpenAPI schema, both made from what each floor declares as public."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from compromisos import publicacion as de_compromisos
from compromisos import publicacion_evaluacion as de_evaluaciones
from compromisos.api import busqueda
from consultas import publicacion_comentarios as de_comentarios
from consultas import publicacion_consultas as de_consultas
from pal_portal.cimientos.api import Detalle, Lista
from pal_portal.cimientos.publicacion import TIPOS, Recurso
from secretariado import publicacion as de_secretariado

RECURSOS_DECLARADOS = (
    *de_compromisos.RECURSOS,
    *de_evaluaciones.RECURSOS,
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
    "required": ["titulo", "estado", "detalle"],
    "properties": {"titulo": {"type": "string"}, "estado": {"type": "integer"}, "detalle": {}},
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


def raiz(request: HttpRequest) -> JsonResponse:
    """What there is and where."""
    base = request.build_absolute_uri("/api/v1/")
    return JsonResponse({nombre: f"{base}{nombre}/" for nombre in (*RECURSOS, "buscar")})


def openapi(request: HttpRequest) -> JsonResponse:
    return JsonResponse(esquema(), json_dumps_params={"ensure_ascii": False})


def documentacion(request: HttpRequest) -> HttpResponse:
    return render(request, "api/docs.html", {"recursos": RECURSOS.values(), "tipos": TIPOS, "esquema": esquema()})


urlpatterns = [
    path("", raiz, name="api"),
    path("docs/", documentacion, name="api_docs"),
    path("openapi.json", openapi, name="api_openapi"),
    path("buscar/", busqueda.Buscar.as_view(), name="api_buscar"),
    path("<slug:nombre>/", Lista.as_view(recursos=RECURSOS), name="api_lista"),
    path("<slug:nombre>/<str:clave>/", Detalle.as_view(recursos=RECURSOS), name="api_detalle"),
]
