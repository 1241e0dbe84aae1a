"""Filling a survey: one question per page, without needing JavaScript; the draft stays in the session."""

import csv
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from consultas.forms_participar import PreguntaForm, QuienRespondeForm
from consultas.models import Consulta, Pregunta
from consultas.participantes import Borrador, participante
from consultas.publicacion_consultas import RESULTADOS
from consultas.recorrido import recorrer
from consultas.resultados import filas_de_resultados
from consultas.servicios.participaciones import pasos_de, registrar_participacion, retirar_participacion
from consultas.views.participar import abierta, cerrada
from pal_portal.cimientos.csv_publico import celda
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.views.formularios import estado_de


def camino_de(consulta: Consulta, borrador: Borrador) -> list[int]:
    """Ids of the questions this person is asked, in order."""
    elegidas = {p: r.get("opciones", []) for p, r in borrador.leer().items()}
    return [p.pk for p in recorrer(pasos_de(consulta), elegidas)]


def _puerta(request: HttpRequest, slug: str) -> tuple[Consulta, str, Borrador] | HttpResponse:
    """The survey, who answers it and their draft; or the page that says why not. A survey that closed keeps
    nothing half."""
    consulta = abierta(slug)
    if consulta.instrumento != Consulta.Instrumento.ENCUESTA:
        raise Http404
    borrador = Borrador(request, consulta)
    if not consulta.esta_abierta:
        borrador.olvidar()
        return cerrada(request, consulta)
    huella = participante(request, consulta)
    if huella is None:
        return redirect("consulta_participar", slug)
    return consulta, huella, borrador


@never_cache
def empezar(request: HttpRequest, slug: str) -> HttpResponse:
    """To the first question not answered yet; who already took part is told so."""
    puerta = _puerta(request, slug)
    if isinstance(puerta, HttpResponse):
        return puerta
    consulta, huella, borrador = puerta
    if consulta.participaciones.filter(huella=huella).exists():
        return render(request, "consultas/ya_participo.html", {"c": consulta})
    dadas = borrador.leer()
    for n, pk in enumerate(camino_de(consulta, borrador), start=1):
        if pk not in dadas:
            return redirect("encuesta_paso", slug, n)
    return redirect("encuesta_revisar", slug)


@never_cache
def paso(request: HttpRequest, slug: str, numero: int) -> HttpResponse:
    puerta = _puerta(request, slug)
    if isinstance(puerta, HttpResponse):
        return puerta
    consulta, _huella, borrador = puerta
    camino = camino_de(consulta, borrador)
    if not 1 <= numero <= len(camino):
        return redirect("encuesta", slug)
    pregunta = get_object_or_404(Pregunta.objects.prefetch_related("opciones"), pk=camino[numero - 1])
    datos = request.POST if request.method == "POST" else None
    form = PreguntaForm(datos, pregunta=pregunta, dada=borrador.leer().get(pregunta.pk, {}))
    if form.is_valid():
        borrador.anotar(pregunta.pk, form.respuesta())
        if numero < len(camino_de(consulta, borrador)):
            return redirect("encuesta_paso", slug, numero + 1)
        return redirect("encuesta_revisar", slug)
    contexto = {"c": consulta, "p": pregunta, "form": form, "numero": numero, "total": len(camino)}
    return render(request, "consultas/encuesta_paso.html", contexto, status=estado_de(request))


@never_cache
def revisar(request: HttpRequest, slug: str) -> HttpResponse:
    """What will be sent, who answers (optional) and the button that sends it, once."""
    puerta = _puerta(request, slug)
    if isinstance(puerta, HttpResponse):
        return puerta
    consulta, huella, borrador = puerta
    form = QuienRespondeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            registrar_participacion(
                consulta=consulta, huella=huella, respuestas=_dichas(consulta, borrador), datos=form.cleaned_data
            )
        except ReglaIncumplida as error:
            form.add_error(None, error.mensaje)
        else:
            borrador.olvidar()
            messages.success(request, _("Gracias. Tu participación quedó registrada."))
            return redirect("consulta", slug)
    contexto = {"c": consulta, "form": form, "respuestas": _resumen(consulta, borrador)}
    return render(request, "consultas/encuesta_revisar.html", contexto, status=estado_de(request))


def _dichas(consulta: Consulta, borrador: Borrador) -> dict[int, dict[str, Any]]:
    """The answers of the draft, without those of an abandoned branch."""
    dadas = borrador.leer()
    return {pk: dadas[pk] for pk in camino_de(consulta, borrador) if pk in dadas}


def _resumen(consulta: Consulta, borrador: Borrador) -> list[dict[str, Any]]:
    preguntas = {p.pk: p for p in consulta.preguntas.prefetch_related("opciones")}
    dadas, filas = borrador.leer(), []
    for numero, pk in enumerate(camino_de(consulta, borrador), start=1):
        textos = {o.pk: o.texto for o in preguntas[pk].opciones.all()}
        dada = dadas.get(pk, {})
        dichas = [textos[o] for o in dada.get("opciones", []) if o in textos] or [dada.get("texto", "")]
        filas.append({"numero": numero, "pregunta": preguntas[pk], "dichas": [d for d in dichas if d]})
    return filas


@require_POST
def retirar(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back one's own answers (the right to cancel), while it is open."""
    puerta = _puerta(request, slug)
    if isinstance(puerta, HttpResponse):
        return puerta
    consulta, huella, borrador = puerta
    borrador.olvidar()
    retirar_participacion(consulta=consulta, huella=huella)
    messages.success(request, _("Tu participación se retiró: no queda nada de lo que respondiste."))
    return redirect("consulta", slug)


@require_safe
def resultados_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Every published count; a hidden one is an empty cell that says so."""
    consulta = abierta(slug)
    filas = filas_de_resultados(consulta)
    if filas is None:
        raise Http404
    respuesta = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    respuesta["Content-Disposition"] = f'attachment; filename="{consulta.slug}-resultados.csv"'
    escritor = csv.writer(respuesta)
    columnas = [c.nombre for c in RESULTADOS]
    escritor.writerow(columnas)
    escritor.writerows([celda(fila[c]) for c in columnas] for fila in filas)
    return respuesta
