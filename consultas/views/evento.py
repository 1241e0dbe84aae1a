"""A meeting: its page, the place one asks for in it, and its photographs."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from consultas.enlazados import del_evento
from consultas.forms_eventos import InscripcionForm
from consultas.lectura import compromisos_de_mesas
from consultas.models import Consulta, Evento, FotoEvento, Inscripcion
from consultas.participantes import participante
from consultas.servicios.inscripciones import apartar_lugar, cancelar_lugar
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.respuestas import inerte
from secretariado.models import Usuario
from secretariado.permisos import puede
from secretariado.views.formularios import estado_de, guardado


def evento_visible(request: HttpRequest, slug: str, pk: int) -> Evento:
    visibles = Consulta.objects.visibles_para(request.user).filter(slug=slug)
    filas = Evento.objects.filter(consulta__in=visibles).select_related("consulta__secretariado__entidad")
    fila: Evento = get_object_or_404(filas, pk=pk)
    return fila


@require_safe
def detalle(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What it is about, how to come, and what it left."""
    evento = evento_visible(request, slug, pk)
    contexto = {
        "e": evento,
        "c": evento.consulta,
        "fotos": list(evento.fotos.publicas()),
        "mesas": list(evento.mesas.prefetch_related(compromisos_de_mesas(request.user))),
        "conteos": list(evento.conteos.all()),
        "edita": puede(request.user, "consultas.editar", evento.consulta),
        "enlazados": del_evento(evento),
    }
    return render(request, "consultas/evento.html", contexto)


@never_cache
def registro(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask for a place, or see the one that one has. The address is proved first."""
    evento = get_object_or_404(
        Evento.objects.filter(
            consulta__slug=slug, consulta__publicada_en__isnull=False, con_registro=True
        ).select_related("consulta__secretariado__entidad"),
        pk=pk,
    )
    consulta = evento.consulta
    huella = participante(request, consulta)
    suya = evento.inscripciones.filter(huella=huella).first() if huella else None
    if suya is None and not evento.registro_abierto:
        return render(request, "consultas/evento_cerrado.html", {"e": evento, "c": consulta}, status=409)
    if huella is None:
        return redirect(f"{reverse('consulta_participar', args=[slug])}?evento={evento.pk}")
    if suya is not None:
        return render(request, "consultas/evento_lugar.html", {"e": evento, "c": consulta, "i": suya})
    form = InscripcionForm(request.POST or None, con_cuenta=isinstance(request.user, Usuario))
    if request.method == "POST":
        if not ratelimit.consume(request, action="evento_registro", key=huella):
            return ratelimit.respond_429(request)
        if guardado(form, lambda datos: _apartar(request, evento, huella, datos)):
            return redirect("evento_registro", slug, pk)
    contexto = {"form": form, "e": evento, "c": consulta}
    return render(request, "consultas/evento_registro.html", contexto, status=estado_de(request))


def _apartar(request: HttpRequest, evento: Evento, huella: str, datos: dict[str, Any]) -> None:
    correo = request.user.correo if isinstance(request.user, Usuario) else datos["correo"]
    nueva = apartar_lugar(
        evento=evento,
        huella=huella,
        correo=correo,
        seudonimo=datos["seudonimo"],
        nombre=datos["nombre"] if datos["acepta_nombre"] else "",
        datos=datos,
    )
    dentro = nueva.estado == Inscripcion.Estado.DENTRO
    messages.success(request, _("Tienes lugar.") if dentro else _("Quedaste en la lista de espera."))


@require_POST
def cancelar(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    evento = get_object_or_404(Evento.objects.select_related("consulta"), pk=pk, consulta__slug=slug)
    huella = participante(request, evento.consulta)
    try:
        if huella and cancelar_lugar(evento=evento, huella=huella):
            messages.success(request, _("Se canceló tu lugar y se borró lo que habías escrito."))
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
    return redirect(evento.get_absolute_url())


@require_safe
def foto(request: HttpRequest, pk: int) -> FileResponse:
    """The image: to anybody once consent is on record; before, only to who facilitates."""
    fila = get_object_or_404(FotoEvento.objects.select_related("archivo", "evento__consulta"), pk=pk)
    if not FotoEvento.objects.visibles_para(None).filter(pk=pk).exists() and not puede(
        request.user, "consultas.editar", fila.evento.consulta
    ):
        raise Http404
    return inerte(fila.archivo.contenido.open("rb"), fila.archivo.tipo, en_linea=True)
