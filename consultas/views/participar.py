"""Proving an address: ask for the link, open it."""

from smtplib import SMTPException

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from consultas.forms_participar import CorreoForm
from consultas.models import Consulta, Evento
from consultas.participantes import huella_de, identificar, leer_ficha, participante
from consultas.servicios.participaciones import enviar_enlace
from secretariado.views.formularios import estado_de


def abierta(slug: str) -> Consulta:
    return get_object_or_404(Consulta.objects.publicadas(), slug=slug)


def cerrada(request: HttpRequest, consulta: Consulta) -> HttpResponse:
    """What who comes too late, or too early, is told."""
    return render(request, "consultas/no_abierta.html", {"c": consulta}, status=409)


def evento_pedido(request: HttpRequest, consulta: Consulta) -> Evento | None:
    """The meeting in whose registration this began, if it is one of this consultation that gives places."""
    pedido = request.GET.get("evento", "")
    if not pedido.isdecimal() or len(pedido) > 17:
        return None
    return consulta.eventos.filter(pk=pedido, con_registro=True).first()


def seguir(request: HttpRequest, consulta: Consulta) -> HttpResponse:
    """Where one takes part: the meeting asked for, the survey, or the form of contributions."""
    if evento := evento_pedido(request, consulta):
        return redirect("evento_registro", consulta.slug, evento.pk)
    return redirect(destino(consulta), consulta.slug)


def destino(consulta: Consulta) -> str:
    """Where one takes part: the survey, or the form of contributions."""
    if consulta.instrumento == Consulta.Instrumento.ENCUESTA:
        return "encuesta"
    return "consulta_aportar" if consulta.recibe_aportaciones else "consulta"


@never_cache
def participar(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for an address and send the link; who already proved theirs goes straight on."""
    consulta = abierta(slug)
    if not consulta.recibe_gente:
        return cerrada(request, consulta)
    if participante(request, consulta):
        return seguir(request, consulta)
    evento = evento_pedido(request, consulta)
    form = CorreoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        correo = form.cleaned_data["correo"]
        if form.cleaned_data["sitio_web"]:
            return render(request, "consultas/enlace_enviado.html", {"c": consulta})
        if not ratelimit.consume(request, action="consulta_enlace", key=huella_de(consulta, correo)):
            return ratelimit.respond_429(request)
        try:
            enviar_enlace(consulta=consulta, correo=correo, evento=evento)
        except (OSError, SMTPException):
            form.add_error("correo", _("No se pudo enviar el correo. Inténtalo de nuevo en unos minutos."))
        else:
            return render(request, "consultas/enlace_enviado.html", {"c": consulta})
    return render(
        request, "consultas/participar.html", {"c": consulta, "form": form, "e": evento}, status=estado_de(request)
    )


@never_cache
def entrar(request: HttpRequest, slug: str, ficha: str) -> HttpResponse:
    """The link of the mail. Opening it writes nothing but this browser's session."""
    consulta = abierta(slug)
    huella = leer_ficha(consulta, ficha)
    if huella is None:
        messages.error(request, _("Ese enlace ya no sirve. Pide otro: llega en un momento."))
        return redirect("consulta_participar", slug)
    identificar(request, consulta, huella)
    respuesta = seguir(request, consulta)
    respuesta["Referrer-Policy"] = "no-referrer"
    return respuesta
