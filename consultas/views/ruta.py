"""The route of participation of a plan: its public timeline, and the desk where it is assembled."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compromisos.models import Plan
from consultas.forms_ruta import PasoForm, PresentacionForm
from consultas.lectura_ruta import pasos_de
from consultas.models import PasoDeRuta, Ruta
from consultas.servicios.rutas import guardar_paso, mover_paso, presentar_ruta, publicar_ruta, quitar_paso
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.permisos import exigir, puede, usuario_de
from secretariado.views.formularios import estado_de, guardado, listo


@require_safe
def ruta(request: HttpRequest, slug: str) -> HttpResponse:
    visibles = Ruta.objects.visibles_para(request.user).select_related("plan__secretariado__entidad")
    fila = get_object_or_404(visibles, plan__slug=slug)
    contexto = {
        "ruta": fila,
        "plan": fila.plan,
        "pasos": pasos_de(fila, request.user),
        "fases": PasoDeRuta.Fase.choices,
        "edita": puede(request.user, "consultas.armar_ruta", fila.plan),
    }
    return render(request, "consultas/ruta.html", contexto)


@login_required
def armar(request: HttpRequest, slug: str) -> HttpResponse:
    """Its presentation and its steps, in order; buttons move them without JavaScript."""
    plan = _plan(request, slug)
    form = PresentacionForm(request.POST or None, initial={"presentacion": _presentacion(plan)})

    def guardar(datos: dict[str, Any]) -> None:
        presentar_ruta(actor=usuario_de(request), plan=plan, presentacion=datos["presentacion"])

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _mesa(plan), _("La presentación quedó guardada."))
    return _pagina(request, plan, form, estado=estado_de(request))


def _presentacion(plan: Plan) -> str:
    return Ruta.objects.filter(plan=plan).values_list("presentacion", flat=True).first() or ""


def _pagina(
    request: HttpRequest, plan: Plan, form: PresentacionForm, falta: str = "", estado: int = 200
) -> HttpResponse:
    fila = Ruta.objects.filter(plan=plan).select_related("plan").first()
    contexto = {
        "plan": plan,
        "ruta": fila,
        "pasos": pasos_de(fila, request.user) if fila else [],
        "form": form,
        "falta": falta,
    }
    return render(request, "mesa/ruta.html", contexto, status=estado)


@login_required
def paso(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """A new step (without `pk`) or one being changed."""
    plan = _plan(request, slug)
    fila = get_object_or_404(PasoDeRuta, pk=pk, ruta__plan=plan) if pk else None
    copia = PasoDeRuta.objects.get(pk=pk) if pk else None
    form = PasoForm(request.POST or None, plan=plan, instance=copia)

    def guardar(datos: dict[str, Any]) -> None:
        guardar_paso(actor=usuario_de(request), plan=plan, paso=fila, datos=form.datos())

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _mesa(plan), _("El paso quedó guardado."))
    return render(
        request, "mesa/ruta_paso.html", {"form": form, "plan": plan, "p": fila}, status=estado_de(request)
    )


@login_required
@require_POST
def ordenar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Up, down or out, as the pressed button says."""
    plan = _plan(request, slug)
    fila = get_object_or_404(PasoDeRuta.objects.select_related("ruta__plan"), pk=pk, ruta__plan=plan)
    accion, actor = request.POST.get("accion"), usuario_de(request)
    if accion == "quitar":
        quitar_paso(actor=actor, paso=fila)
        return listo(request, _mesa(plan), _("El paso se quitó de la ruta."))
    mover_paso(actor=actor, paso=fila, lugares=-1 if accion == "subir" else 1)
    return listo(request, f"{_mesa(plan)}#paso-{fila.pk}", _("El paso cambió de lugar."))


@login_required
@require_POST
def publicar(request: HttpRequest, slug: str) -> HttpResponse:
    plan = _plan(request, slug)
    try:
        fila = publicar_ruta(actor=usuario_de(request), plan=plan)
    except ReglaIncumplida as error:
        form = PresentacionForm(initial={"presentacion": _presentacion(plan)})
        return _pagina(request, plan, form, error.mensaje, 422)
    return listo(request, fila.get_absolute_url(), _("La ruta quedó publicada."))


def _plan(request: HttpRequest, slug: str) -> Plan:
    """The plan, for who assembles its route: a stranger learns nothing of a draft."""
    visibles = Plan.objects.visibles_para(request.user).select_related("secretariado__entidad")
    plan: Plan = get_object_or_404(visibles, slug=slug)
    exigir("consultas.armar_ruta", request.user, plan)
    return plan


def _mesa(plan: Plan) -> str:
    return reverse("mesa_ruta", args=[plan.slug])
