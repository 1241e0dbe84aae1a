"""Errors of the API as problem details (RFC 9457), in Spanish, with the field each one is about."""

from collections.abc import Iterator
from math import ceil
from typing import Any

import orjson
from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse
from rest_framework.exceptions import APIException, ErrorDetail, NotAuthenticated, Throttled
from rest_framework.exceptions import PermissionDenied as SinPermiso
from rest_framework.response import Response
from rest_framework.views import exception_handler

from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida

TIPO = "application/problem+json"
PROBLEMAS: dict[int, tuple[str, str]] = {
    400: ("peticion", "La petición no es válida"),
    401: ("identificacion", "Falta identificarse"),
    403: ("permiso", "Sin permiso"),
    404: ("no-existe", "No existe o no es público"),
    405: ("metodo", "Ese método no se admite"),
    406: ("formato", "Ese formato no se ofrece"),
    409: ("conflicto", "Choca con lo que ya hay"),
    412: ("version", "Cambió desde que lo leíste"),
    413: ("tamano", "Pesa demasiado"),
    415: ("tipo", "Ese tipo de contenido no se admite"),
    428: ("falta-version", "Falta decir qué versión leíste"),
    429: ("limite", "Demasiadas peticiones"),
    500: ("falla", "El portal falló al atender la petición"),
}
"""By status: the end of its address in the documentation, and its title."""


class VersionDistinta(APIException):
    status_code = 412
    default_detail = "La versión de If-Match ya no es la vigente. Vuelve a leerlo y decide otra vez."


class FaltaVersion(APIException):
    status_code = 428
    default_detail = "Lee primero el recurso y envía su ETag en If-Match, para no pisar el cambio de otra persona."


class Conflicto(APIException):
    status_code = 409


class MuyGrande(APIException):
    status_code = 413
    default_detail = "La petición pesa más de lo que se admite. Envíala en partes."


class PeticionExtrana(APIException):
    status_code = 400
    default_detail = "La petición no se pudo leer."


def problema(estado: int, detalle: str, errores: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The body of an error."""
    ancla, titulo = PROBLEMAS.get(estado, PROBLEMAS[400])
    cuerpo: dict[str, Any] = {
        "type": f"{settings.SITIO_URL}/api/v1/docs/#error-{ancla}",
        "title": titulo,
        "status": estado,
        "detail": detalle,
    }
    if errores:
        cuerpo["errores"] = errores
    return cuerpo


def errores(exc: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler."""
    campo = exc.campo if isinstance(exc, ReglaIncumplida) else None
    exc = _de_api(exc, context)
    respuesta = exception_handler(exc, context)
    if respuesta is None:
        return None
    lista = list(_aplanar(respuesta.data))
    if campo:
        lista = [{**e, "campo": campo, "codigo": "regla"} for e in lista]
    con_campo = [e for e in lista if e["campo"]]
    detalle = " ".join(e["mensaje"] for e in lista if not e["campo"])
    if not detalle:
        detalle = con_campo[0]["mensaje"] if campo else "Revisa los campos que se señalan en «errores»."
    respuesta.data = problema(respuesta.status_code, detalle, con_campo)
    respuesta.content_type = TIPO
    return respuesta


def _de_api(exc: Exception, context: dict[str, Any]) -> Exception:
    """What the domain and Django raise, as what DRF answers."""
    if isinstance(exc, OtraPersonaCambio) and "If-Match" in context["request"].headers:
        return VersionDistinta(exc.mensaje)
    if isinstance(exc, ReglaIncumplida):
        conflicto = Conflicto(exc.mensaje)
        conflicto.status_code = exc.estado_http
        return conflicto
    if isinstance(exc, RequestDataTooBig):
        return MuyGrande()
    if isinstance(exc, PermissionDenied):
        return SinPermiso("Tu papel no permite hacer esto aquí.")
    if isinstance(exc, (Throttled, NotAuthenticated)):
        exc.detail = _en_llano(exc)
    return PeticionExtrana() if isinstance(exc, SuspiciousOperation) else exc


def _en_llano(exc: Throttled | NotAuthenticated) -> Any:
    """What the library says in words of its own."""
    if isinstance(exc, NotAuthenticated):
        return ErrorDetail("Identifícate con tu llave, en «Authorization: Bearer …».", exc.default_code)
    segundos = max(1, ceil(getattr(exc, "wait", None) or 1))
    espera = "1 segundo" if segundos == 1 else f"{segundos} segundos"
    return ErrorDetail(f"Vuelve a intentarlo en {espera}.", exc.default_code)


def _aplanar(datos: Any, ruta: str = "") -> Iterator[dict[str, str]]:
    """DRF's nested errors as a list: `filas[3].porcentaje` and what is wrong with it."""
    if isinstance(datos, dict):
        for nombre, valor in datos.items():
            if nombre in ("detail", "non_field_errors", "__all__"):
                yield from _aplanar(valor, ruta)
            elif isinstance(nombre, int):
                yield from _aplanar(valor, f"{ruta}[{nombre}]")
            else:
                yield from _aplanar(valor, f"{ruta}.{nombre}" if ruta else str(nombre))
    elif isinstance(datos, list):
        for n, valor in enumerate(datos):
            yield from _aplanar(valor, f"{ruta}[{n}]" if isinstance(valor, dict) else ruta)
    else:
        yield {"campo": ruta, "mensaje": str(datos), "codigo": str(getattr(datos, "code", "") or "error")}


def respuesta_de_error(estado: int) -> HttpResponse:
    """For errors that never reach a view of the API: an unknown address, a body refused unread, a failure."""
    detalles = {
        404: "Esa dirección no existe. En /api/v1/ está la lista de las que hay.",
        413: MuyGrande.default_detail,
    }
    detalle = detalles.get(estado, f"{PROBLEMAS.get(estado, PROBLEMAS[400])[1]}.")
    return HttpResponse(orjson.dumps(problema(estado, detalle)), status=estado, content_type=TIPO)
