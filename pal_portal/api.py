"""The API's map and its OpenAPI schema, both made from what each floor declares as public."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe
from rest_framework.request import Request
from rest_framework.response import Response

from compromisos import publicacion as de_compromisos
from compromisos import publicacion_evaluacion as de_evaluaciones
from compromisos import publicacion_mesa as mesa_de_compromisos
from compromisos.api import busqueda
from compromisos.datos_abiertos.explicaciones import TITULOS
from consultas import publicacion_comentarios as de_comentarios
from consultas import publicacion_consultas as de_consultas
from consultas import publicacion_mesa as mesa_de_consultas
from consultas.api import encuestas
from pal_portal import escrituras
from pal_portal.cimientos.api import Detalle, Lectura, Lista, NoHay
from pal_portal.cimientos.problemas import PROBLEMAS
from pal_portal.cimientos.publicacion import TIPOS, Recurso
from pal_portal.esquema import esquema as de_recursos
from pal_portal.esquema_escrituras import direccion
from pal_portal.inclusiones import INCLUSIONES
from secretariado import publicacion as de_secretariado
from secretariado import publicacion_mesa as mesa_de_secretariado
from secretariado.models import Alcance

RECURSOS_DECLARADOS = (
    *de_compromisos.RECURSOS,
    *de_evaluaciones.RECURSOS,
    *de_secretariado.RECURSOS,
    *de_comentarios.RECURSOS,
    *de_consultas.RECURSOS,
)
RECURSOS: dict[str, Recurso] = {r.nombre: r for r in RECURSOS_DECLARADOS}
PROPIOS: dict[str, Recurso] = {
    r.nombre: r for r in (*mesa_de_secretariado.PROPIOS, *mesa_de_compromisos.PROPIOS, *mesa_de_consultas.PROPIOS)
}
"""What each desk holds, for who works there: never in the open data."""
LECTURA: dict[str, Any] = {
    "recursos": RECURSOS | PROPIOS,
    "inclusiones": INCLUSIONES,
    "reservados": frozenset(PROPIOS),
}


def esquema() -> dict[str, Any]:
    return de_recursos(RECURSOS, INCLUSIONES, PROPIOS)


class Raiz(Lectura):
    """What there is and where."""

    def get(self, request: Request) -> Response:
        base = request.build_absolute_uri("/api/v1/")
        return Response({nombre: f"{base}{nombre}/" for nombre in (*RECURSOS, *PROPIOS, "buscar")})


class OpenApi(Lectura):
    """The schema."""

    def get(self, request: Request) -> Response:
        return Response(esquema())


@require_safe
def documentacion(request: HttpRequest) -> HttpResponse:
    contexto = {
        "publicos": RECURSOS_DECLARADOS,
        "propios": PROPIOS.values(),
        "titulos": TITULOS,
        "tipos": TIPOS,
        "esquema": esquema(),
        "problemas": PROBLEMAS,
        "escrituras": [(a, filas) for a in Alcance if (filas := _de_alcance(a))],
    }
    return render(request, "api/docs.html", contexto)


def _de_alcance(alcance: Alcance) -> list[tuple[str, Any]]:
    """Address and view of what a key with that scope may do."""
    return [
        (direccion(ruta)[0], v)
        for _nombre, ruta, vistas in escrituras.ESCRITURAS
        for v in vistas
        if v.alcance == alcance
    ]


urlpatterns = [
    path("", Raiz.as_view(), name="api"),
    path("docs/", documentacion, name="api_docs"),
    path("openapi.json", OpenApi.as_view(), name="api_openapi"),
    path("buscar/", busqueda.Buscar.as_view(), name="api_buscar"),
    path("consultas/<slug:slug>/resultados/", encuestas.Resultados.as_view(), name="api_resultados"),
    *escrituras.rutas(LECTURA),
    path("<slug:nombre>/", Lista.as_view(**LECTURA), name="api_lista"),
    path("<slug:nombre>/<str:clave>/", Detalle.as_view(**LECTURA), name="api_detalle"),
    path("<path:resto>", NoHay.as_view(), name="api_no_hay"),
]
