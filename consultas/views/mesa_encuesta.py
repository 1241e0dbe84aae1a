"""The desk of a survey: writing its questions, and reading the open answers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consultas.forms_participar import PreguntaNuevaForm
from consultas.models import Opcion, Pregunta, Respuesta
from consultas.servicios.encuestas import CON_RAMAS, guardar_pregunta, quitar_pregunta
from consultas.views.mesa_consultas import editable
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.permisos import usuario_de
from secretariado.views.formularios import estado_de, guardado, listo


@login_required
def pregunta(request: HttpRequest, slug: str, pk: int | None = None) -> HttpResponse:
    consulta = editable(request, slug)
    fila = (
        get_object_or_404(Pregunta.objects.prefetch_related("opciones"), pk=pk, consulta=consulta) if pk else None
    )
    anteriores = Opcion.objects.filter(pregunta__consulta=consulta, pregunta__tipo__in=CON_RAMAS)
    if fila:
        anteriores = anteriores.filter(pregunta__orden__lt=fila.orden)
    inicial: dict[str, Any] = {}
    if fila:
        inicial = {c: getattr(fila, c) for c in ("tipo", "texto", "ayuda", "obligatoria", "solo_si")}
        inicial["opciones"] = "\n".join(o.texto for o in fila.opciones.all())
    form = PreguntaNuevaForm(
        request.POST or None,
        initial=inicial,
        anteriores=anteriores.select_related("pregunta").order_by("pregunta__orden", "orden"),
    )

    def guardar(datos: dict[str, Any]) -> None:
        guardar_pregunta(
            actor=usuario_de(request), consulta=consulta, pregunta=fila, datos=datos, opciones=form.textos()
        )

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, reverse("mesa_consulta", args=[slug]), _("La pregunta quedó guardada."))
    contexto = {"form": form, "c": consulta, "p": fila}
    return render(request, "mesa/consulta_pregunta.html", contexto, status=estado_de(request))


@login_required
@require_POST
def quitar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    consulta = editable(request, slug)
    fila = get_object_or_404(Pregunta, pk=pk, consulta=consulta)
    mensaje = _("La pregunta se quitó.")
    try:
        quitar_pregunta(actor=usuario_de(request), consulta=consulta, pregunta=fila)
    except ReglaIncumplida as error:
        mensaje = error.mensaje
    return listo(request, reverse("mesa_consulta", args=[slug]), mensaje)


@login_required
def abiertas(request: HttpRequest, slug: str) -> HttpResponse:
    """Open answers, without who said them nor beside anything else they answered; only on the desk."""
    consulta = editable(request, slug)
    filas = Respuesta.objects.filter(pregunta__consulta=consulta, opcion=None).order_by("pregunta__orden", "texto")
    textos: dict[str, list[str]] = {}
    for enunciado, texto in filas.values_list("pregunta__texto", "texto"):
        textos.setdefault(enunciado, []).append(texto)
    return render(request, "mesa/consulta_abiertas.html", {"c": consulta, "textos": textos})
