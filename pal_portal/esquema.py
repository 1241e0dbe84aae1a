"""The OpenAPI schema of the API: reads from what each floor declares as public, writes from what they take."""

from typing import Any

from django.conf import settings
from django_filters import DateFilter, NumberFilter

from compromisos.api import busqueda
from consultas.api.encuestas import ESQUEMA_DE_RESULTADOS
from pal_portal.cimientos.publicacion import TIPOS, Recurso
from pal_portal.esquema_escrituras import PARAMETROS, SEGURIDAD, direccion, operaciones


def esquema(
    recursos: dict[str, Recurso], inclusiones: dict[str, dict[str, str]], propios: dict[str, Recurso]
) -> dict[str, Any]:
    """The OpenAPI 3.1 document. `propios`: what is read only by who works with it."""
    rutas: dict[str, Any] = {}
    esquemas: dict[str, Any] = {}
    for r in (*recursos.values(), *propios.values()):
        esquemas[r.nombre] = {
            "type": "object",
            "title": r.titulo,
            "additionalProperties": False,
            "properties": {c.nombre: {**TIPOS[c.tipo], "description": c.significado} for c in r.columnas},
        }
        incluibles = inclusiones.get(r.nombre, {})
        for otro in incluibles:
            lista = {"type": "array", "items": {"$ref": f"#/components/schemas/{otro}"}}
            esquemas[r.nombre]["properties"].setdefault(
                otro, {**lista, "description": f"Sólo con incluir={otro}: {recursos[otro].titulo.lower()}."}
            )
        fila = {"$ref": f"#/components/schemas/{r.nombre}"}
        lista_y_uno = _operacion_lista(r, fila, incluibles), _operacion_detalle(r, fila, incluibles)
        if r.nombre in propios:
            for operacion in lista_y_uno:
                operacion |= {"security": [{"llave": []}, {"sesion": []}], "description": _DE_TU_MESA}
        rutas[f"/api/v1/{r.nombre}/"] = {"get": lista_y_uno[0]}
        rutas[f"/api/v1/{r.nombre}/{{clave}}/"] = {"get": lista_y_uno[1]}
    rutas["/api/v1/buscar/"] = {"get": _operacion_buscar()}
    camino, parametros = direccion("consultas/<slug:slug>/resultados/")
    rutas[camino] = {"get": _operacion_resultados(parametros)}
    for camino, metodos in operaciones(_CON_PROBLEMA).items():
        rutas[camino] = {**rutas.get(camino, {}), **metodos}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "API de Portal PAL",
            "version": "1.0.0",
            "description": "Planes de Acción Local de gobierno abierto: compromisos, avances y evidencia. "
            "Se lee sin registro. Se escribe con una llave, y puede lo mismo que su cuenta en las páginas.",
            "license": {"name": "Datos: CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/deed.es"},
        },
        "servers": [{"url": settings.SITIO_URL}],
        "paths": rutas,
        "components": {"schemas": {**esquemas, "problema": PROBLEMA}, "securitySchemes": SEGURIDAD},
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


_DE_TU_MESA = "Lo que ves en tu mesa por tu papel, también lo que no es público. Sin identificarte, 401."
_CON_PROBLEMA = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problema"}}}


def _respuestas(contenido: dict[str, Any], *errores: str) -> dict[str, Any]:
    return {
        "200": {"description": "Bien", "content": contenido},
        "304": {"description": "Sin cambios desde el ETag indicado"},
        **{
            e: {"description": "Error, con su explicación", "content": _CON_PROBLEMA}
            for e in (*errores, "401", "429")
        },
    }


def _operacion_lista(r: Recurso, fila: dict[str, Any], incluibles: dict[str, str]) -> dict[str, Any]:
    parametros = [
        _parametro(
            "tamano", {"type": "integer", "minimum": 1, "maximum": 100}, "Filas por página; 20 si se omite."
        ),
        _parametro("despues", {"type": "string"}, "Cursor de la página siguiente, como viene en `siguiente`."),
        _parametro("antes", {"type": "string"}, "Cursor de la página anterior, como viene en `anterior`."),
        _parametro("formato", {"type": "string", "enum": ["json", "csv"]}, "csv descarga toda la lista filtrada."),
        _parametro("contar", {"type": "string", "enum": ["1"]}, "Con 1, agrega el total (hasta 1,000)."),
        *_de_seleccion(r, incluibles),
    ]
    if r.filtro:
        for nombre, filtro in r.filtro.base_filters.items():
            parametros.append(_parametro(nombre, _de_filtro(filtro), str(filtro.label)))
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


def _de_filtro(filtro: Any) -> dict[str, Any]:
    """What a filter takes."""
    esquema: dict[str, Any] = {"type": "string"}
    if isinstance(filtro, DateFilter):
        return {**esquema, "format": "date"}
    if isinstance(filtro, NumberFilter):
        return {"type": "number"}
    if opciones := [str(o[0]) for o in filtro.extra.get("choices", ())]:
        esquema["enum"] = opciones
    if largo := filtro.extra.get("max_length"):
        esquema["maxLength"] = largo
    return esquema


def _operacion_detalle(r: Recurso, fila: dict[str, Any], incluibles: dict[str, str]) -> dict[str, Any]:
    de = "int" if r.clave_es_numero else "str"
    return {
        "operationId": f"ver_{r.nombre}",
        "summary": f"{r.titulo}: uno, por su {r.clave}",
        "tags": [r.titulo],
        "parameters": [
            {"name": "clave", "in": "path", "required": True, "schema": PARAMETROS[de]},
            *_de_seleccion(r, incluibles),
        ],
        "responses": _respuestas({"application/json": {"schema": fila}}, "400", "404"),
    }


def _de_seleccion(r: Recurso, incluibles: dict[str, str]) -> list[dict[str, Any]]:
    """`campos` and `incluir`: lists separated by commas."""

    def lista(nombre: str, opciones: list[str], descripcion: str, ejemplo: list[str]) -> dict[str, Any]:
        esquema = {"type": "array", "items": {"type": "string", "enum": opciones}}
        base = _parametro(nombre, esquema, descripcion)
        return {**base, "style": "form", "explode": False, "example": ejemplo}

    nombres = [c.nombre for c in r.columnas]
    parametros = [lista("campos", nombres, "Sólo estas columnas; todas si se omite.", nombres[:2])]
    if incluibles:
        texto = "Trae también, en cada fila, lo que cuelga de ella."
        parametros.append(lista("incluir", list(incluibles), texto, list(incluibles)[:1]))
    return parametros


def _operacion_buscar() -> dict[str, Any]:
    return {
        "operationId": "buscar",
        "summary": "Buscar en planes, compromisos, actividades y evidencias",
        "tags": ["Búsqueda"],
        "parameters": [{**_parametro(*p), "required": p[0] == "q"} for p in busqueda.PARAMETROS],
        "responses": _respuestas({"application/json": {"schema": busqueda.ESQUEMA}}, "400"),
    }


def _operacion_resultados(parametros: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "operationId": "ver_resultados",
        "summary": "Resultados de una encuesta, como en su página",
        "tags": ["Consultas"],
        "parameters": parametros,
        "responses": _respuestas({"application/json": {"schema": ESQUEMA_DE_RESULTADOS}}, "404"),
    }


def _parametro(nombre: str, esquema: dict[str, Any], descripcion: str) -> dict[str, Any]:
    return {"name": nombre, "in": "query", "required": False, "schema": esquema, "description": descripcion}
