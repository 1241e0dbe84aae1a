"""Reading and writing comments. Works without JavaScript; htmx only spares reloading the whole page."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from consultas.asuntos import Asunto, asunto_o_404
from consultas.forms_comentarios import ComentarioForm, DenunciaForm, TextoForm
from consultas.lectura import con_motivo, hilos_de, respuestas_de
from consultas.models import Comentario, Participante
from consultas.permisos_comentarios import PLAZO_DE_EDICION
from consultas.servicios.comentarios import (
    editar_comentario,
    escribir_comentario,
    responder_oficialmente,
    retirar_comentario,
)
from consultas.servicios.moderacion import denunciar_comentario
from consultas.servicios.participantes import participante_de_correo
from consultas.views.sesion import actor_de, participante_actual, participante_que_escribe, red_del
from pal_portal.cimientos.fechas import ahora
from secretariado.permisos import exigir, puede, usuario_de
from secretariado.views.formularios import resultado

Estado = Comentario.Estado
GET_Y_POST = require_http_methods(["GET", "HEAD", "POST"])


@GET_Y_POST
def lista(request: HttpRequest, tipo: str, clave: str) -> HttpResponse:
    """The comments of a subject and the form to add one."""
    asunto = asunto_o_404(f"{tipo}:{clave}", request.user)
    yo = participante_actual(request)
    form = _formulario(request, yo)
    estado = 200
    if request.method == "POST":
        estado = _escribir(request, form, asunto, None)
        if estado == 302:
            return HttpResponseRedirect(request.path)
    contexto = {**_contexto(request, asunto, yo), "form": form, "hilos": hilos_de(asunto.clave, request.GET)}
    return render(request, "comentarios/lista.html", contexto, status=estado)


@GET_Y_POST
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    """A comment with all its replies: where its permalink leads. A reply's leads to its thread."""
    comentario, asunto = _a_la_vista(request, pk)
    if comentario.responde_a_id:
        return redirect(f"{comentario.responde_a.get_absolute_url()}#c{comentario.pk}")  # type: ignore[union-attr]
    yo = participante_actual(request)
    form = _formulario(request, yo)
    estado = 200
    if request.method == "POST":
        estado = _escribir(request, form, asunto, comentario)
        if estado == 302:
            return HttpResponseRedirect(request.path)
    contexto = {
        **_contexto(request, asunto, yo),
        "form": form,
        "c": comentario,
        "respuestas": respuestas_de(comentario, request.GET),
    }
    return render(request, "comentarios/detalle.html", contexto, status=estado)


def _formulario(request: HttpRequest, yo: Participante | None) -> ComentarioForm:
    return ComentarioForm(request.POST or None, en_sesion=request.user.is_authenticated or yo is not None)


def _contexto(request: HttpRequest, asunto: Asunto, yo: Participante | None) -> dict[str, Any]:
    return {
        "asunto": asunto,
        "yo": yo,
        "responde": puede(request.user, "consultas.responder_oficial", asunto),
        "editable_desde": ahora() - PLAZO_DE_EDICION,
    }


def _escribir(request: HttpRequest, form: ComentarioForm, asunto: Asunto, responde_a: Comentario | None) -> int:
    """Store what was written, and say what follows. A filled trap hears the same and stores nothing."""
    if form.es_trampa:
        messages.success(request, _("Gracias. Te enviamos un correo: abre su enlace para publicar tu comentario."))
        return 302
    hecho: list[Comentario] = []

    def guardar(datos: dict[str, Any]) -> None:
        yo = participante_que_escribe(request)
        quien = yo or participante_de_correo(correo=datos["correo"], seudonimo=datos["seudonimo"])
        hecho.append(
            escribir_comentario(
                actor=quien,
                asunto=asunto,
                texto=datos["texto"],
                responde_a=responde_a,
                red=red_del(request),
                probado=yo is not None,
            )
        )

    estado = resultado(form, guardar)
    if hecho:
        messages.success(request, _que_sigue(hecho[0]))
    return estado


def _que_sigue(comentario: Comentario) -> str:
    return {
        Estado.POR_CONFIRMAR: _("Gracias. Te enviamos un correo: abre su enlace para publicar tu comentario."),
        Estado.EN_REVISION: _("Gracias. La moderación lo revisará antes de publicarlo."),
        Estado.VISIBLE: _("Tu comentario está publicado. Puedes corregirlo durante 15 minutos."),
    }[Estado(comentario.estado)]


def _a_la_vista(request: HttpRequest, pk: int) -> tuple[Comentario, Asunto]:
    """A comment that the page shows (or the gap it left), and its subject, if the reader may see it."""
    comentario = get_object_or_404(
        con_motivo(Comentario.objects.a_la_vista()).select_related(
            "participante", "institucion", "respondida_por", "responde_a", "plan"
        ),
        pk=pk,
    )
    return comentario, asunto_o_404(comentario.asunto, request.user)


def _propio(request: HttpRequest, pk: int, permiso: str) -> tuple[Comentario, Any]:
    comentario = get_object_or_404(
        Comentario.objects.select_related("participante", "responde_a", "plan", "institucion"), pk=pk
    )
    actor = actor_de(request)
    for quien in (actor, participante_actual(request)):
        if quien is not None and puede(quien, permiso, comentario):
            return comentario, quien
    raise PermissionDenied


@GET_Y_POST
@never_cache
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    comentario, actor = _propio(request, pk, "consultas.editar_comentario")
    form = TextoForm(request.POST or None, initial={"texto": comentario.texto})
    hecho: list[Comentario] = []

    def guardar(datos: dict[str, Any]) -> None:
        hecho.append(editar_comentario(actor=actor, comentario=comentario, texto=datos["texto"]))

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if hecho:
        en_revision = hecho[0].estado == Estado.EN_REVISION
        aviso = _("La moderación lo revisará antes de publicarlo.") if en_revision else ""
        messages.success(request, f"{_('Tu comentario se corrigió.')} {aviso}".strip())
        return redirect(_despues(comentario, request))
    contexto = {"form": form, "c": comentario}
    return render(request, "comentarios/editar.html", contexto, status=estado)


@GET_Y_POST
@never_cache
def borrar(request: HttpRequest, pk: int) -> HttpResponse:
    comentario, actor = _propio(request, pk, "consultas.retirar_comentario")
    if request.method == "POST":
        retirar_comentario(actor=actor, comentario=comentario)
        messages.success(request, _("Tu comentario se borró."))
        return redirect(_despues(comentario, request))
    return render(request, "comentarios/borrar.html", {"c": comentario})


def _despues(comentario: Comentario, request: HttpRequest) -> str:
    return str(asunto_o_404(comentario.asunto, request.user).ruta)


@GET_Y_POST
def responder(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer on behalf of one's institution."""
    comentario, asunto = _a_la_vista(request, pk)
    usuario = usuario_de(request)
    exigir("consultas.responder_oficial", usuario, asunto)
    form = TextoForm(request.POST or None)

    def guardar(datos: dict[str, Any]) -> None:
        responder_oficialmente(actor=usuario, comentario=comentario, texto=datos["texto"])

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if estado == 302:
        messages.success(request, _("La respuesta de tu institución está publicada."))
        return redirect("comentario", comentario.responde_a_id or comentario.pk)
    contexto = {"form": form, "c": comentario, "asunto": asunto}
    return render(request, "comentarios/responder.html", contexto, status=estado)


@GET_Y_POST
@never_cache
def denunciar(request: HttpRequest, pk: int) -> HttpResponse:
    """Report abuse. Needs no account."""
    comentario, asunto = _a_la_vista(request, pk)
    form = DenunciaForm(request.POST or None)

    def guardar(datos: dict[str, Any]) -> None:
        if form.es_trampa:
            return
        denunciar_comentario(
            actor=actor_de(request),
            comentario=comentario,
            causa=datos["causa"],
            detalle=datos["detalle"],
            red=red_del(request),
        )

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if estado == 302:
        messages.success(request, _("Gracias. La moderación lo revisará; su decisión será pública."))
        return redirect("comentario", comentario.responde_a_id or comentario.pk)
    contexto = {"form": form, "c": comentario, "asunto": asunto}
    return render(request, "comentarios/denunciar.html", contexto, status=estado)
