"""Evaluations as everybody sees them, and ordering their report."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from compromisos.informes.evaluacion import reunir
from compromisos.models import Evaluacion, Informe
from compromisos.permisos import responde_recomendacion, sigue_recomendacion
from compromisos.views.informe import pedir_corte
from pal_portal.cimientos.fechas import hoy
from secretariado.permisos import puede


def lista(request: HttpRequest) -> HttpResponse:
    evaluaciones = Evaluacion.objects.publicadas().select_related("plan__secretariado__entidad", "institucion")
    return render(request, "evaluaciones/lista.html", {"evaluaciones": evaluaciones.order_by("-corte", "clave")})


def detalle(request: HttpRequest, clave: str) -> HttpResponse:
    evaluacion = _visible(request, clave)
    hechos = reunir(evaluacion.pk, hoy())
    for r in hechos.recomendaciones:
        r.fila.evaluacion = evaluacion
    contexto = {
        "r": hechos,
        "evaluacion": evaluacion,
        "plan": evaluacion.plan,
        "edita": puede(request.user, "compromisos.editar_evaluacion", evaluacion),
        "puede_informar": puede(request.user, "compromisos.solicitar_informe", evaluacion),
        "responde": {x.fila.pk for x in hechos.recomendaciones if responde_recomendacion(request.user, x.fila)},
        "sigue": {x.fila.pk for x in hechos.recomendaciones if sigue_recomendacion(request.user, x.fila)},
        "informes": evaluacion.informes.filter(estado=Informe.Estado.LISTO).order_by("-creado")[:5],
    }
    return render(request, "evaluaciones/detalle.html", contexto)


def solicitar(request: HttpRequest, clave: str) -> HttpResponse:
    evaluacion = _visible(request, clave)
    return pedir_corte(request, Informe.Tipo(evaluacion.tipo), evaluacion, evaluacion=evaluacion)


def _visible(request: HttpRequest, clave: str) -> Evaluacion:
    filas = Evaluacion.objects.visibles_para(request.user).select_related(
        "plan__secretariado__entidad", "institucion"
    )
    return get_object_or_404(filas, clave=clave.upper())
