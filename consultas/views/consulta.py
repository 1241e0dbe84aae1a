"""The list of consultations and the page of one."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from compromisos.models import Compromiso
from consultas.filtros_consultas import ConsultaFiltro, con_entidades
from consultas.ical_eventos import calendario_de
from consultas.lectura import compromisos_de_mesas
from consultas.models import Consulta, Evento
from consultas.participantes import participante
from consultas.resultados import (
    agrupar_impresos,
    nombre_de_dimension,
    nombre_de_valor,
    nombres_de_filas,
    parciales_de,
    resultados_de,
)
from consultas.views.aportacion import trazabilidad
from pal_portal.cimientos.listas import Orden, paginar
from secretariado.permisos import puede

ORDEN = Orden("inicio", "pk", descendente=True)


def visibles(usuario: Any) -> Any:
    return Consulta.objects.visibles_para(usuario).select_related("secretariado__entidad", "plan")


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    filtro = con_entidades(ConsultaFiltro(request.GET, Consulta.objects.visibles_para(request.user)))
    pagina = paginar(filtro.qs.values("pk", "inicio"), ORDEN, request.GET, 20)
    por_pk = visibles(request.user).in_bulk([f["pk"] for f in pagina.filas])
    contexto = {
        "filtro": filtro,
        "pagina": pagina,
        "consultas": [por_pk[f["pk"]] for f in pagina.filas],
        "activo": any(request.GET.get(c) for c in ConsultaFiltro.base_filters),
    }
    return render(request, "consultas/lista.html", contexto)


@require_safe
def detalle(request: HttpRequest, slug: str) -> HttpResponse:
    consulta = get_object_or_404(visibles(request.user), slug=slug)
    hermanas = visibles(request.user).filter(ruta=consulta.ruta).order_by("paso") if consulta.ruta else []
    contexto = {
        "c": consulta,
        "etapa": consulta.etapa,
        "etapas": Consulta.Etapa.choices,
        "eventos": eventos_de(consulta, request.user),
        "compromisos": list(Compromiso.objects.visibles_para(request.user).filter(consultas=consulta)),
        "historicos": agrupar_impresos(list(consulta.resultados_historicos.all())),
        "dudas": list(consulta.dudas.all()),
        "hermanas": list(hermanas),
        "versiones": consulta.instrumento == Consulta.Instrumento.CONSULTA_PUBLICA and consulta.versiones.exists(),
        "edita": puede(request.user, "consultas.editar", consulta),
        "puede_informar": puede(request.user, "consultas.solicitar_informe", consulta),
        "ya_participo": ya_participo(request, consulta),
        **_de_encuesta(consulta),
        **(trazabilidad(request, consulta) if consulta.recibe_aportaciones and not consulta.es_historica else {}),
    }
    return render(request, "consultas/detalle.html", contexto)


def ya_participo(request: HttpRequest, consulta: Consulta) -> bool:
    """Whether whoever looks already answered this survey: by their account, or by the link that this browser
    opened. Of anybody else nothing is asked."""
    if consulta.instrumento != Consulta.Instrumento.ENCUESTA or not consulta.esta_abierta:
        return False
    huella = participante(request, consulta)
    return huella is not None and consulta.participaciones.filter(huella=huella).exists()


def eventos_de(consulta: Consulta, usuario: Any) -> list[Evento]:
    """Its meetings with what they left, each knowing the consultation without asking for it again."""
    eventos = list(consulta.eventos.prefetch_related("conteos", compromisos_de_mesas(usuario, "mesas__")))
    for evento in eventos:
        evento.consulta = consulta
    return eventos


def _de_encuesta(consulta: Consulta) -> dict[str, Any]:
    """What its results page shows, if it is a survey and they may be seen."""
    if consulta.instrumento != Consulta.Instrumento.ENCUESTA or consulta.es_historica:
        return {}
    resultados = resultados_de(consulta)
    return {
        "resultados": resultados,
        "parciales": parciales_de(consulta),
        "preguntas": {p.pk: p for p in consulta.preguntas.all()} if resultados else {},
        "filas": nombres_de_filas(consulta) if resultados else {},
        "nombre_de_dimension": nombre_de_dimension,
        "nombre_de_valor": nombre_de_valor,
    }


@require_safe
def calendario(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same for everybody: a draft has no calendar."""
    consulta = get_object_or_404(Consulta.objects.publicadas(), slug=slug)
    cuerpo = calendario_de(consulta)
    marca = quote_etag(hashlib.sha256(cuerpo).hexdigest()[:32])
    respuesta = HttpResponse(cuerpo, content_type="text/calendar; charset=utf-8")
    respuesta["Content-Disposition"] = f'inline; filename="{consulta.slug}.ics"'
    respuesta["ETag"] = marca
    respuesta["Cache-Control"] = "public, max-age=300"
    return get_conditional_response(request, etag=marca, response=respuesta) or respuesta
