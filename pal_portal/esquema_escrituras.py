"""The OpenAPI of the writes, made from what each declares: its serializer, scope, example and answer."""

import re
from typing import Any

from django.core.validators import RegexValidator
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from pal_portal.cimientos.publicacion import Recurso
from pal_portal.escrituras import ESCRITURAS
from secretariado.api.entradas import ID_MAXIMO
from secretariado.api.escritura import IDEMPOTENCIA, Escritura
from secretariado.api.formularios import PorClave
from secretariado.models import Alcance

SEGURIDAD = {
    "llave": {
        "type": "http",
        "scheme": "bearer",
        "description": "Una llave de tu cuenta (/cuenta/llaves/): `Authorization: Bearer pal_…`. Lleva alcances: "
        + "; ".join(f"`{a.value}`, {str(a.label).lower()}" for a in Alcance)
        + ".",
    },
    "sesion": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "La sesión de las páginas; al escribir pide además la cabecera X-CSRFToken.",
    },
}
_CON_LETRAS = r"^[^\x00]*\S[^\x00]*$"
_IDEMPOTENCIA = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": f"^{IDEMPOTENCIA.pattern}$"},
    "description": "Una clave tuya por cada cosa que haces. Si repites la petición con la misma, se te da la "
    "misma respuesta y no se hace dos veces. Se recuerda siete días.",
    "example": "obra-publica-2020-07-entrega-12",
}
PARAMETROS = {
    "int": {"type": "integer", "minimum": 1, "maximum": 2**63 - 1},
    "str": {"type": "string"},
    "slug": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
}


def operaciones(problema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Address → method → operation. `problema` is the content of an error."""
    rutas: dict[str, dict[str, Any]] = {}
    for _nombre, ruta, vistas in ESCRITURAS:
        camino, parametros = direccion(ruta)
        rutas[camino] = {v.metodo.lower(): _operacion(v, parametros, problema) for v in vistas}
    return rutas


def direccion(ruta: str) -> tuple[str, list[dict[str, Any]]]:
    """A Django route as OpenAPI's, and its parameters."""
    parametros = [
        {"name": "clave" if n == "pk" else n, "in": "path", "required": True, "schema": PARAMETROS[t]}
        for t, n in re.findall(r"<(\w+):(\w+)>", ruta)
    ]
    camino = re.sub(r"<\w+:(\w+)>", lambda m: "{clave}" if m[1] == "pk" else f"{{{m[1]}}}", ruta)
    return f"/api/v1/{camino}", parametros


def _operacion(
    vista: type[Escritura], parametros: list[dict[str, Any]], problema: dict[str, Any]
) -> dict[str, Any]:
    parametros = parametros if _sin_clave(vista) else [*parametros, _IDEMPOTENCIA]
    errores = ["400", "401", "403", "404", "409", "413", "415", "429"]
    if vista.marca:
        que = f"El ETag de {vista.marca.nombre} que leíste; con otra versión responde 412."
        parametros.append(
            {
                "name": "If-Match",
                "in": "header",
                "required": vista.exige_marca,
                "schema": {"type": "string"},
                "description": que,
                "example": '"5d41402abc4b2a76b9719d911017c592"',
            }
        )
        errores += ["412", *(["428"] if vista.exige_marca else [])]
    operacion: dict[str, Any] = {
        "operationId": vista.operacion,
        "summary": vista.resumen,
        "description": f"{vista.descripcion} Alcance de la llave: `{vista.alcance}`.".strip(),
        "tags": [f"Escribir: {Alcance(vista.alcance).value}"],
        "security": [{"llave": []}, {"sesion": []}],
        "parameters": parametros,
        "responses": {
            str(vista.estado): _bien(vista),
            **{e: {"description": "Error, con su explicación", "content": problema} for e in sorted(errores)},
        },
    }
    if vista.entrada:
        operacion["requestBody"] = {"required": True, "content": _cuerpos(vista)}
    return operacion


def _sin_clave(vista: type[Escritura]) -> bool:
    return vista.metodo == "GET" or not vista.recuerda


def _bien(vista: type[Escritura]) -> dict[str, Any]:
    respuesta: dict[str, Any] = {"description": "Hecho", "headers": {}}
    if not _sin_clave(vista):
        respuesta["headers"]["Idempotent-Replayed"] = {
            "schema": {"type": "string", "enum": ["true"]},
            "description": "Sólo cuando es la respuesta guardada de la misma Idempotency-Key.",
        }
    if vista.estado in (201, 202):
        respuesta["headers"]["Location"] = {"schema": {"type": "string"}, "description": "Dónde se lee lo creado."}
    if isinstance(vista.salida, Recurso):
        esquema: Any = {"$ref": f"#/components/schemas/{vista.salida.nombre}"}
        respuesta["content"] = {"application/json": {"schema": esquema}}
    elif vista.salida:
        respuesta["content"] = {"application/json": {"schema": vista.salida}}
    return respuesta


def _cuerpos(vista: type[Escritura]) -> dict[str, Any]:
    assert vista.entrada is not None
    esquema = esquema_de(vista.entrada())
    propiedades = esquema["properties"]
    if MultiPartParser not in vista.parser_classes:
        return {"application/json": {"schema": esquema, "example": vista.ejemplo}}
    if "enlace" not in propiedades:
        return {"multipart/form-data": {"schema": esquema}}
    sin_archivo = {n: e for n, e in propiedades.items() if n != "archivo"}
    sin_enlace = {n: e for n, e in propiedades.items() if n != "enlace"}
    requiere = esquema.get("required", [])
    return {
        "application/json": {
            "schema": {**esquema, "properties": sin_archivo, "required": [*requiere, "enlace"]},
            "example": vista.ejemplo,
        },
        "multipart/form-data": {
            "schema": {**esquema, "properties": sin_enlace, "required": [*requiere, "archivo"]}
        },
    }


def esquema_de(campo: serializers.Field) -> dict[str, Any]:
    """The JSON Schema of a serializer or of one of its fields."""
    esquema = _tipo(campo)
    if getattr(campo, "allow_null", False):
        esquema["type"] = [esquema["type"], "null"] if "type" in esquema else "null"
        if "enum" in esquema:
            esquema["enum"] = [*esquema["enum"], None]
    ayuda = campo.help_text or campo.label
    return {**esquema, "description": str(ayuda)} if ayuda else esquema


def _tipo(campo: serializers.Field) -> dict[str, Any]:
    if isinstance(campo, serializers.Serializer):
        campos = {n: c for n, c in campo.fields.items() if not c.read_only}
        esquema: dict[str, Any] = {
            "type": "object",
            "additionalProperties": False,
            "properties": {n: esquema_de(c) for n, c in campos.items()},
        }
        if requeridos := [n for n, c in campos.items() if c.required]:
            esquema["required"] = requeridos
        return esquema
    if isinstance(campo, serializers.ListField):
        lista: dict[str, Any] = {"type": "array", "items": esquema_de(campo.child)}
        if not campo.allow_empty:
            lista["minItems"] = 1
        return {**lista, "maxItems": campo.max_length} if campo.max_length else lista
    if isinstance(campo, serializers.ChoiceField):
        return {"type": "string", "enum": list(campo.choices)}
    if isinstance(campo, serializers.DecimalField):
        numero: dict[str, Any] = {"type": "number", "multipleOf": 10.0 ** -int(campo.decimal_places or 0)}
        limites = {"minimum": campo.min_value, "maximum": campo.max_value}
        return numero | {n: float(v) for n, v in limites.items() if v is not None}
    if isinstance(campo, serializers.IntegerField):
        limites = {"minimum": campo.min_value, "maximum": campo.max_value}
        return {"type": "integer"} | {n: v for n, v in limites.items() if v is not None}
    if isinstance(campo, serializers.BooleanField):
        return {"type": "boolean"}
    if isinstance(campo, serializers.DateTimeField):
        return {"type": "string", "format": "date-time"}
    if isinstance(campo, serializers.DateField):
        return {"type": "string", "format": "date"}
    if isinstance(campo, PorClave):
        numero = {"type": "integer", "minimum": 1, "maximum": ID_MAXIMO}
        clave = {"type": "string", "minLength": 1, "maxLength": 120, "pattern": r"^[^\x00]*$"}
        return numero if campo.recurso.clave_es_numero else clave
    if isinstance(campo, serializers.DictField):
        return {"type": "object", "additionalProperties": esquema_de(campo.child)}
    if isinstance(campo, serializers.FileField):
        return {"type": "string", "format": "binary"}
    if isinstance(campo, serializers.JSONField):
        return {}
    return _texto(campo)


def _texto(campo: serializers.Field) -> dict[str, Any]:
    texto: dict[str, Any] = {"type": "string"}
    if isinstance(campo, serializers.CharField):
        if campo.max_length:
            texto["maxLength"] = campo.max_length
        if isinstance(campo, serializers.RegexField):
            dicho = next(v for v in campo.validators if isinstance(v, RegexValidator))
            return texto | {"pattern": str(getattr(dicho.regex, "pattern", dicho.regex))}
        if isinstance(campo, serializers.EmailField):
            return texto | {"format": "email"}
        texto |= {"pattern": r"^[^\x00]*$"} if campo.allow_blank else {"minLength": 1, "pattern": _CON_LETRAS}
    return texto
