"""The facilitator's desk: consultations of their STL, from draft to published results."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from compromisos.models import Plan
from consultas.forms_consultas import ConsultaForm, EventoForm, ResultadosForm, StlForm
from consultas.models import Consulta, Evento
from consultas.servicios.consultas import crear_consulta, editar_consulta, publicar_consulta, publicar_resultados
from consultas.servicios.eventos import guardar_evento
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Secretariado
from secretariado.permisos import alcance, exigir, usuario_de
from secretariado.views.formularios import estado_de, guardado, listo


@login_required
def lista(request: HttpRequest) -> HttpResponse:
    suyo = alcance(request.user)
    if not suyo.facilitacion:
        raise PermissionDenied
    consultas = Consulta.objects.filter(secretariado__in=suyo.facilitacion).select_related("plan")
    planes = Plan.objects.filter(secretariado__in=suyo.facilitacion).order_by("clave")
    contexto = {"consultas": consultas.order_by("publicada_en", "-pk"), "planes": planes}
    return render(request, "mesa/consultas.html", contexto)


@login_required
def nueva(request: HttpRequest) -> HttpResponse:
    suyo = alcance(request.user)
    if not suyo.facilitacion:
        raise PermissionDenied
    stl = Secretariado.objects.filter(pk__in=suyo.facilitacion).select_related("entidad").order_by("nombre")
    eleccion = StlForm(request.GET or None)
    eleccion.fields["secretariado"].queryset = stl  # type: ignore[attr-defined]
    unico = stl[0] if len(stl) == 1 else None
    secretariado = unico or (eleccion.cleaned_data["secretariado"] if eleccion.is_valid() else None)
    if secretariado is None:
        return render(request, "mesa/consulta_stl.html", {"form": eleccion})
    form = ConsultaForm(request.POST or None, secretariado=secretariado)
    nuevas: list[Consulta] = []

    def guardar(datos: dict[str, Any]) -> None:
        nuevas.append(crear_consulta(actor=usuario_de(request), secretariado=secretariado, datos=form.datos()))

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _mesa(nuevas[0]), _("El borrador quedó guardado. Todavía no es público."))
    return render(request, "mesa/consulta_editar.html", {"form": form, "c": None}, status=estado_de(request))


@login_required
def gestionar(request: HttpRequest, slug: str) -> HttpResponse:
    """What is done with a consultation, in the order in which it is done."""
    consulta = editable(request, slug)
    form = ResultadosForm(request.POST or None, initial={"resumen": consulta.resumen_resultados})

    def guardar(datos: dict[str, Any]) -> None:
        publicar_resultados(actor=usuario_de(request), consulta=consulta, resumen=datos["resumen"])

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, consulta.get_absolute_url(), _("Los resultados quedaron publicados."))
    contexto = {
        "c": consulta,
        "form": form,
        "eventos": consulta.eventos.all(),
        "preguntas": consulta.preguntas.prefetch_related("opciones").select_related("solo_si__pregunta"),
        "pendientes": consulta.aportaciones.sin_respuesta().count(),
        "participaciones": consulta.participaciones.count(),
    }
    return render(request, "mesa/consulta.html", contexto, status=estado_de(request))


@login_required
def editar(request: HttpRequest, slug: str) -> HttpResponse:
    consulta = editable(request, slug)
    form = ConsultaForm(
        request.POST or None,
        secretariado=consulta.secretariado,
        instance=editable(request, slug),
        initial={"compromisos": consulta.compromisos.all()},
    )

    def guardar(datos: dict[str, Any]) -> None:
        editar_consulta(actor=usuario_de(request), consulta=consulta, datos=form.datos())

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _mesa(consulta), _("Los cambios quedaron guardados."))
    return render(request, "mesa/consulta_editar.html", {"form": form, "c": consulta}, status=estado_de(request))


@login_required
@require_POST
def publicar(request: HttpRequest, slug: str) -> HttpResponse:
    consulta = editable(request, slug)
    try:
        publicar_consulta(actor=usuario_de(request), consulta=consulta)
    except ReglaIncumplida as error:
        contexto = {"c": consulta, "falta": error.mensaje}
        return render(request, "mesa/consulta_falta.html", contexto, status=422)
    return listo(request, consulta.get_absolute_url(), _("La consulta quedó publicada."))


@login_required
def evento(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """A new meeting (without `pk`) or one being changed."""
    consulta = editable(request, slug)
    fila = get_object_or_404(Evento, pk=pk, consulta=consulta) if pk else None
    form = EventoForm(request.POST or None, instance=Evento.objects.get(pk=pk) if pk else None)

    def guardar(datos: dict[str, Any]) -> None:
        guardar_evento(
            actor=usuario_de(request),
            consulta=consulta,
            evento=fila,
            datos=datos,
            mesas=datos["mesas"],
            conteos=datos["conteos"],
        )

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _mesa(consulta), _("El evento quedó guardado."))
    contexto = {"form": form, "c": consulta, "e": fila}
    return render(request, "mesa/consulta_evento.html", contexto, status=estado_de(request))


def editable(request: HttpRequest, slug: str) -> Consulta:
    """The consultation, for who may edit it: a stranger learns nothing of a draft."""
    visibles = Consulta.objects.visibles_para(request.user).select_related("secretariado__entidad", "plan")
    consulta: Consulta = get_object_or_404(visibles, slug=slug)
    exigir("consultas.editar", request.user, consulta)
    return consulta


def _mesa(consulta: Consulta) -> str:
    return reverse("mesa_consulta", args=[consulta.slug])
