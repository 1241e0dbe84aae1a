"""The desk of who evaluates a plan, and of the institutions that answer its recommendations."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from compromisos.forms_evaluacion import (
    AbrirEvaluacionForm,
    EvaluacionForm,
    RecomendacionForm,
    SeguimientoForm,
    ValoracionForm,
)
from compromisos.models import Evaluacion, Plan, Recomendacion
from compromisos.permisos import instituciones_de
from compromisos.servicios.evaluaciones import (
    TEXTOS,
    abrir_evaluacion,
    escribir_evaluacion,
    lo_que_falta,
    publicar_evaluacion,
    quitar_recomendacion,
    recomendar,
    valorar_compromiso,
)
from compromisos.servicios.seguimientos import responder_recomendacion, seguir_recomendacion
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.permisos import exigir, usuario_de
from secretariado.views.formularios import estado_de, guardado, listo

Estado = Recomendacion.Estado


@login_required
def del_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """The evaluations of a plan, and opening another."""
    plan = get_object_or_404(Plan.objects.visibles_para(request.user).con_ambito(), slug=slug)
    exigir("compromisos.evaluar_plan", request.user, plan)
    form = AbrirEvaluacionForm(request.POST or None)
    abierta: list[Evaluacion] = []

    def guardar(datos: dict[str, Any]) -> None:
        abierta.append(abrir_evaluacion(actor=usuario_de(request), plan=plan, **datos))

    if request.method == "POST" and guardado(form, guardar):
        destino = reverse("mesa_evaluacion", args=[abierta[0].clave])
        return listo(request, destino, _("La evaluación quedó abierta como borrador."))
    evaluaciones = plan.evaluaciones.select_related("institucion")
    contexto = {"plan": plan, "form": form, "evaluaciones": evaluaciones}
    return render(request, "mesa/evaluaciones.html", contexto, status=estado_de(request))


@login_required
def borrador(request: HttpRequest, clave: str) -> HttpResponse:
    """A draft: its texts, how each commitment goes, its recommendations, and what is missing."""
    evaluacion = _editable(request, clave)
    form = EvaluacionForm(request.POST or None, initial={c: getattr(evaluacion, c) for c in TEXTOS})

    def guardar(datos: dict[str, Any]) -> None:
        escribir_evaluacion(actor=usuario_de(request), evaluacion=evaluacion, textos=datos)

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, reverse("mesa_evaluacion", args=[clave]), _("Se guardó el borrador."))
    contexto = {
        "evaluacion": evaluacion,
        "plan": evaluacion.plan,
        "form": form,
        "valoraciones": evaluacion.valoraciones.select_related("compromiso"),
        "recomendaciones": evaluacion.recomendaciones.select_related("institucion", "compromiso"),
        "faltan": lo_que_falta(evaluacion),
    }
    return render(request, "mesa/evaluacion.html", contexto, status=estado_de(request))


@login_required
def valorar(request: HttpRequest, clave: str, compromiso: str) -> HttpResponse:
    evaluacion = _editable(request, clave)
    filas = evaluacion.valoraciones.select_related("compromiso__plan", "evaluacion__plan")
    valoracion = get_object_or_404(filas, compromiso__clave=compromiso.upper())
    form = ValoracionForm(request.POST or None, initial=ValoracionForm.de(valoracion))

    def guardar(_datos: dict[str, Any]) -> None:
        valorar_compromiso(actor=usuario_de(request), valoracion=valoracion, criterios=form.criterios())

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, reverse("mesa_evaluacion", args=[clave]), _("Se guardó la valoración."))
    contexto = {
        "evaluacion": evaluacion,
        "v": valoracion,
        "c": valoracion.compromiso,
        "form": form,
        "propio": evaluacion.institucion_id in instituciones_de(valoracion.compromiso),
    }
    return render(request, "mesa/valorar.html", contexto, status=estado_de(request))


@login_required
def recomendacion_nueva(request: HttpRequest, clave: str) -> HttpResponse:
    return _recomendar(request, _editable(request, clave), None)


@login_required
def recomendacion(request: HttpRequest, pk: int) -> HttpResponse:
    fila = _recomendacion(request, pk)
    exigir("compromisos.editar_evaluacion", request.user, fila.evaluacion)
    return _recomendar(request, fila.evaluacion, fila)


def _recomendar(request: HttpRequest, evaluacion: Evaluacion, fila: Recomendacion | None) -> HttpResponse:
    campos = ("texto", "institucion", "compromiso", "vence")
    inicial = {c: getattr(fila, c) for c in campos} if fila else {}
    form = RecomendacionForm(request.POST or None, evaluacion=evaluacion, initial=inicial)

    def guardar(datos: dict[str, Any]) -> None:
        recomendar(actor=usuario_de(request), evaluacion=evaluacion, datos=datos, recomendacion=fila)

    if request.method == "POST" and guardado(form, guardar):
        return listo(
            request, reverse("mesa_evaluacion", args=[evaluacion.clave]), _("Se guardó la recomendación.")
        )
    contexto = {"evaluacion": evaluacion, "form": form, "fila": fila}
    return render(request, "mesa/recomendacion.html", contexto, status=estado_de(request))


@login_required
@require_POST
def quitar(request: HttpRequest, pk: int) -> HttpResponse:
    fila = _recomendacion(request, pk)
    quitar_recomendacion(actor=usuario_de(request), recomendacion=fila)
    destino = reverse("mesa_evaluacion", args=[fila.evaluacion.clave])
    return listo(request, destino, _("La recomendación se quitó."))


@login_required
@require_POST
def publicar(request: HttpRequest, clave: str) -> HttpResponse:
    evaluacion = _editable(request, clave)
    try:
        publicar_evaluacion(actor=usuario_de(request), evaluacion=evaluacion)
    except ReglaIncumplida:  # the draft's page says what is missing
        return redirect("mesa_evaluacion", clave)
    return listo(request, evaluacion.get_absolute_url(), _("La evaluación se publicó."))


@login_required
def responder(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer of the institution."""
    fila = _recomendacion(request, pk)
    exigir("compromisos.responder_recomendacion", request.user, fila)
    titulo = _("Responder la recomendación")
    return _seguir(request, fila, titulo, Recomendacion.RESPUESTAS, responder_recomendacion)


@login_required
def seguir(request: HttpRequest, pk: int) -> HttpResponse:
    """What the evaluator found afterwards."""
    fila = _recomendacion(request, pk)
    exigir("compromisos.seguir_recomendacion", request.user, fila)
    titulo = _("Decir si se atendió")
    return _seguir(request, fila, titulo, Recomendacion.HALLAZGOS, seguir_recomendacion)


def _seguir(
    request: HttpRequest, fila: Recomendacion, titulo: str, estados: tuple[Estado, ...], servicio: Any
) -> HttpResponse:
    form = SeguimientoForm(request.POST or None, estados=estados)

    def guardar(datos: dict[str, Any]) -> None:
        servicio(actor=usuario_de(request), recomendacion=fila, **datos)

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, fila.evaluacion.get_absolute_url(), _("Quedó registrado."))
    contexto = {"fila": fila, "evaluacion": fila.evaluacion, "form": form, "titulo": titulo}
    contexto["seguimientos"] = fila.seguimientos.select_related("institucion")
    return render(request, "mesa/recomendacion_seguir.html", contexto, status=estado_de(request))


def _editable(request: HttpRequest, clave: str) -> Evaluacion:
    filas = Evaluacion.objects.visibles_para(request.user).select_related("plan__secretariado", "institucion")
    evaluacion = get_object_or_404(filas, clave=clave.upper())
    exigir("compromisos.editar_evaluacion", request.user, evaluacion)
    return evaluacion


def _recomendacion(request: HttpRequest, pk: int) -> Recomendacion:
    visibles = Evaluacion.objects.visibles_para(request.user)
    filas = Recomendacion.objects.filter(evaluacion__in=visibles).select_related(
        "evaluacion__plan__secretariado", "evaluacion__institucion", "institucion", "compromiso"
    )
    return get_object_or_404(filas, pk=pk)
