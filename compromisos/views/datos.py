"""Open data: what there is, the tables, their dictionary, the catalogue and the daily dumps.

`recursos` comes from the roof's map of addresses (pal_portal.datos). Nobody's drafts are here, whoever asks.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import wraps
from math import ceil
from typing import Any, cast

import orjson
from django.core.exceptions import BadRequest
from django.db.models import Count, Prefetch, Sum
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe
from rest_framework.throttling import AnonRateThrottle

from compromisos.datos_abiertos import ogp
from compromisos.datos_abiertos.catalogo import catalogo as catalogo_dcat
from compromisos.datos_abiertos.diccionario import columnas_de, diccionario_csv, diccionario_json
from compromisos.datos_abiertos.explicaciones import CAMBIOS, GRUPOS, OTRAS, TITULOS
from compromisos.datos_abiertos.formatos import FORMATOS
from compromisos.datos_abiertos.licencia import LICENCIA, cita
from compromisos.datos_abiertos.paquete import MIME_DE, TODO
from compromisos.datos_abiertos.paquete import metadatos as metadatos_de
from compromisos.enlazados import de_la_tabla, de_los_datos
from compromisos.models import ArchivoDeVolcado, Volcado
from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.publicacion import Recurso

Recursos = Mapping[str, Recurso]
FILAS_AL_MOMENTO = 10_000
"""Spreadsheets of a longer table are taken from the last dump: making one takes a second per five thousand."""
HOJAS = ("xlsx", "ods")
UN_DIA = 86_400


class LimiteDeDescargas(AnonRateThrottle):
    """How many tables an address without account may ask for, apart from what it asks of the API."""

    scope = "datos"


def con_limite(vista: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Each of these downloads reads a whole table: too many in a row get a 429 with when to come back."""

    @wraps(vista)
    def limitada(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        limite = LimiteDeDescargas()
        if request.method == "HEAD" or limite.allow_request(cast(Any, request), cast(Any, None)):
            return vista(request, *args, **kwargs)
        respuesta = render(request, "errores/429.html", status=429)
        respuesta["Retry-After"] = str(ceil(limite.wait() or 1))
        return respuesta

    return limitada


@require_safe
def indice(request: HttpRequest, recursos: Recursos) -> HttpResponse:
    volcado = _ultimo()
    archivos = _archivos(volcado)
    contexto = {
        "grupos": _grupos(recursos, archivos),
        "formatos": FORMATOS,
        "volcado": volcado,
        "todo": archivos.get(TODO),
        "cita": cita(volcado.dia, archivos[TODO].archivo.sha256) if volcado and TODO in archivos else cita(hoy()),
        "cambios": CAMBIOS,
        "licencia": LICENCIA,
        "enlazados": de_los_datos(recursos),
    }
    return render(request, "datos_abiertos/indice.html", contexto)


def _ultimo() -> Volcado | None:
    return Volcado.objects.listos().first()


def _archivos(volcado: Volcado | None) -> dict[str, ArchivoDeVolcado]:
    if volcado is None:
        return {}
    return {a.nombre: a for a in volcado.archivos.select_related("archivo", "volcado")}


def _grupos(
    recursos: Recursos, archivos: Mapping[str, ArchivoDeVolcado]
) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The tables by subject, with their rows as of the last dump; one without explanation goes at the end."""
    pendientes = dict(recursos)
    grupos: list[tuple[Any, list[dict[str, Any]]]] = []
    for tema, explicadas in GRUPOS.items():
        suyas = [(pendientes.pop(n), texto) for n, texto in explicadas.items() if n in pendientes]
        grupos.append((tema, [_tabla(r, texto, archivos) for r, texto in suyas]))
    grupos.append((OTRAS, [_tabla(r, "", archivos) for r in pendientes.values()]))
    return [(tema, tablas) for tema, tablas in grupos if tablas]


def _tabla(recurso: Recurso, texto: Any, archivos: Mapping[str, ArchivoDeVolcado]) -> dict[str, Any]:
    en_csv = archivos.get(f"{recurso.nombre}.csv")
    return {
        "recurso": recurso,
        "titulo": TITULOS.get(recurso.nombre, recurso.titulo),
        "texto": texto,
        "filas": en_csv.filas if en_csv else None,
        "columnas": len(recurso.columnas),
    }


@require_safe
@con_limite
def tabla(request: HttpRequest, nombre: str, formato: str, recursos: Recursos) -> HttpResponseBase:
    """A table as it is now, streamed; with the filters of its list, only those rows."""
    if nombre not in recursos or formato not in FORMATOS:
        raise Http404
    recurso, como = recursos[nombre], FORMATOS[formato]
    if recurso.filtro and request.GET.keys() & recurso.filtro.base_filters.keys():
        filtro = recurso.filtro(request.GET, recurso.abiertas())
        if not filtro.is_valid():
            raise BadRequest
        return _descarga(request, como.bloques(recurso, filtro.qs), como.mime, f"{nombre}.{formato}")
    if formato in HOJAS and (copia := _copia_de_una_larga(recurso, f"{nombre}.{formato}")):
        return redirect(copia)
    respuesta = _descarga(request, como.bloques(recurso, recurso.abiertas()), como.mime, f"{nombre}.{formato}")
    if formato == "csv":
        respuesta["Link"] = f'<{request.path}-metadata.json>; rel="describedby"; type="application/csvm+json"'
    return respuesta


def _copia_de_una_larga(recurso: Recurso, archivo: str) -> ArchivoDeVolcado | None:
    if recurso.abiertas().order_by().values("pk")[: FILAS_AL_MOMENTO + 1].count() <= FILAS_AL_MOMENTO:
        return None
    return _archivos(_ultimo()).get(archivo)


def _descarga(request: HttpRequest, bloques: Any, mime: str, nombre: str) -> HttpResponseBase:
    """A streamed attachment. HEAD asks for no row."""
    respuesta: HttpResponseBase
    if request.method == "HEAD":
        respuesta = HttpResponse(content_type=mime)
    else:
        respuesta = StreamingHttpResponse(bloques, content_type=mime)
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}"'
    respuesta["Cache-Control"] = "public, max-age=60"
    return respuesta


@require_safe
def metadatos(request: HttpRequest, nombre: str, recursos: Recursos) -> HttpResponse:
    """What each column of a CSV is, for machines (CSV on the Web)."""
    if nombre not in recursos:
        raise Http404
    return HttpResponse(metadatos_de(recursos[nombre]), content_type="application/csvm+json")


@require_safe
@con_limite
def tabla_ogp(request: HttpRequest) -> HttpResponseBase:
    return _descarga(request, ogp.ogp_en_bloques(), MIME_DE["csv"], f"{ogp.NOMBRE}.csv")


@require_safe
def diccionario(request: HttpRequest, recursos: Recursos) -> HttpResponse:
    """Which tables there are; what their columns mean has a page each."""
    return render(request, "datos_abiertos/diccionario.html", {"grupos": _grupos(recursos, {})})


@require_safe
def diccionario_tabla(request: HttpRequest, nombre: str, recursos: Recursos) -> HttpResponse:
    if nombre not in recursos:
        raise Http404
    grupos = _grupos(recursos, {})
    tema, hermanas = next((t, f) for t, f in grupos if any(x["recurso"].nombre == nombre for x in f))
    contexto = {
        "t": next(x for x in hermanas if x["recurso"].nombre == nombre),
        "tema": tema,
        "hermanas": hermanas,
        "columnas": list(columnas_de(recursos[nombre])),
        "enlazados": de_la_tabla(recursos[nombre]),
        "formatos": FORMATOS,
    }
    return render(request, "datos_abiertos/diccionario_tabla.html", contexto)


@require_safe
def diccionario_archivo(request: HttpRequest, formato: str, recursos: Recursos) -> HttpResponse:
    hacer = {"csv": diccionario_csv, "json": diccionario_json}.get(formato)
    if hacer is None:
        raise Http404
    respuesta = HttpResponse(hacer(recursos), content_type=MIME_DE[formato])
    respuesta["Content-Disposition"] = f'attachment; filename="diccionario.{formato}"'
    return respuesta


@require_safe
def catalogo(request: HttpRequest, recursos: Recursos) -> HttpResponse:
    """DCAT-AP, for other catalogues to take."""
    with translation.override("es-mx"):
        cuerpo = orjson.dumps(catalogo_dcat(recursos), default=str, option=orjson.OPT_INDENT_2)
    return HttpResponse(cuerpo, content_type="application/ld+json")


@require_safe
def volcados(request: HttpRequest) -> HttpResponse:
    """The daily dumps that are kept, newest first."""
    de_todo = ArchivoDeVolcado.objects.filter(nombre=TODO).select_related("archivo", "volcado")
    lista = (
        Volcado.objects.listos()
        .annotate(cuantos=Count("archivos"), peso=Sum("archivos__archivo__tamano"))
        .prefetch_related(Prefetch("archivos", de_todo, to_attr="todo"))
    )
    return render(request, "datos_abiertos/volcados.html", {"volcados": lista})


def _volcado(dia: str) -> Volcado:
    try:
        fecha = date.fromisoformat(dia)
    except ValueError as error:
        raise Http404 from error
    return get_object_or_404(Volcado.objects.listos(), dia=fecha)


@require_safe
def volcado(request: HttpRequest, dia: str) -> HttpResponse:
    """The files of a dump, with their sizes and fingerprints."""
    este = _volcado(dia)
    archivos = _archivos(este)
    return render(
        request,
        "datos_abiertos/volcado.html",
        {
            "volcado": este,
            "archivos": [archivos[n] for n in sorted(archivos)],
            "todo": archivos.get(TODO),
            "cita": cita(este.dia, archivos[TODO].archivo.sha256 if TODO in archivos else ""),
        },
    )


@require_safe
def sumas(request: HttpRequest, dia: str) -> HttpResponse:
    """The fingerprints as `sha256sum -c` takes them."""
    archivos = _archivos(_volcado(dia))
    lineas = "".join(f"{archivos[n].archivo.sha256}  {n}\n" for n in sorted(archivos))
    return HttpResponse(lineas, content_type="text/plain; charset=utf-8")


@require_safe
def volcado_archivo(request: HttpRequest, dia: str, nombre: str) -> HttpResponseBase:
    """A file of a dump, which never changes under its address."""
    este = get_object_or_404(
        ArchivoDeVolcado.objects.select_related("archivo"), volcado=_volcado(dia), nombre=nombre
    )
    huella = quote_etag(este.archivo.sha256)
    respuesta: HttpResponseBase | None = get_conditional_response(request, etag=huella)
    if respuesta is None:
        respuesta = FileResponse(
            este.archivo.contenido.open("rb"),
            as_attachment=True,
            filename=f"{dia}-{nombre}",
            content_type=MIME_DE[nombre.rsplit(".", 1)[1]],
        )
        respuesta["Content-Length"] = str(este.archivo.tamano)
    respuesta["ETag"] = huella
    respuesta["Cache-Control"] = f"public, max-age={UN_DIA}, immutable"
    return respuesta


@require_safe
def todo(request: HttpRequest) -> HttpResponse:
    """The last ZIP with everything."""
    archivo = _archivos(_ultimo()).get(TODO)
    if archivo is None:
        raise Http404
    return redirect(archivo)
