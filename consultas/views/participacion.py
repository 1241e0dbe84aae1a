"""The page of who takes part without an account: enter by a link, see and correct what is theirs, be forgotten."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consultas.asuntos import asunto_de
from consultas.datos_personales import datos_de_correo, datos_de_participante
from consultas.forms_comentarios import ApelacionForm, EntradaForm, OlvidoForm, SeudonimoForm
from consultas.models import Apelacion, Comentario, Participante, Recado
from consultas.servicios.comentarios import confirmar_comentario
from consultas.servicios.moderacion import apelar_decision
from consultas.servicios.participantes import (
    corregir_seudonimo,
    correo_de,
    entrar_con_enlace,
    olvidar_participante,
    pedir_entrada,
    recado_de,
)
from consultas.views.comentarios import GET_Y_POST
from consultas.views.sesion import abrir, cerrar, participante_actual, red_del
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.registro.suscripciones import datos_de_suscriptor, firmar_gestion, suscriptor_de
from secretariado.views.formularios import resultado

Clase = Recado.Clase
MIOS = 200


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def inicio(request: HttpRequest) -> HttpResponse:
    """One's comments; or, without a session, the form that sends the link."""
    yo = participante_actual(request)
    if yo is None:
        return _entrar(request)
    form = SeudonimoForm(request.POST or None, initial={"seudonimo": yo.seudonimo})

    def guardar(datos: dict[str, Any]) -> None:
        corregir_seudonimo(actor=yo, participante=yo, seudonimo=datos["seudonimo"])

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if estado == 302:
        messages.success(request, _("Se cambió tu seudónimo."))
        return redirect("participacion")
    contexto = {"yo": yo, "form": form, "comentarios": _suyos(yo)[:MIOS], "gestion": _gestion(yo)}
    return render(request, "comentarios/participacion.html", contexto, status=estado)


def _gestion(yo: Participante) -> str:
    """The address of what they follow, "" when they follow nothing: a link proved that the mail is theirs."""
    suscriptor = suscriptor_de(huella=yo.correo_huella) if yo.correo_huella and yo.confirmado else None
    return reverse("seguimiento_gestionar", args=[firmar_gestion(suscriptor)]) if suscriptor else ""


def _suyos(yo: Participante) -> Any:
    return Comentario.objects.filter(participante=yo).exclude(estado="retirado").order_by("-creado", "-pk")


def _entrar(request: HttpRequest) -> HttpResponse:
    form = EntradaForm(request.POST or None)

    def guardar(datos: dict[str, Any]) -> None:
        if not form.es_trampa:
            pedir_entrada(correo=datos["correo"], red=red_del(request))

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if estado == 302:
        messages.success(request, _("Te enviamos un enlace. Sirve una vez y vence en una hora."))
        return redirect("participacion")
    return render(request, "comentarios/entrar.html", {"form": form}, status=estado)


@GET_Y_POST
@never_cache
def enlace(request: HttpRequest, ficha: str) -> HttpResponse:
    """Where the link of a message leads. Opening it changes nothing (mail programs open links by themselves):
    the button does."""
    recado = recado_de(ficha, Clase.CONFIRMAR, Clase.ENTRAR)
    if recado is None:
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            return _usar(request, recado)
        except ReglaIncumplida as fallo:
            error = fallo.mensaje
    vencido = bool(recado.usado) or recado.vence <= ahora()
    contexto = {"recado": recado, "error": error, "vencido": vencido}
    return render(request, "comentarios/enlace.html", contexto, status=422 if error else 200)


def _usar(request: HttpRequest, recado: Recado) -> HttpResponse:
    if recado.clase == Clase.ENTRAR:
        abrir(request, entrar_con_enlace(recado=recado))
        return redirect("participacion")
    comentario = confirmar_comentario(recado=recado)
    if comentario.participante:
        abrir(request, comentario.participante)
    if comentario.estado == Comentario.Estado.VISIBLE:
        messages.success(request, _("Tu comentario está publicado. Puedes corregirlo durante 15 minutos."))
        return redirect(comentario.get_absolute_url())
    messages.success(request, _("Gracias. La moderación lo revisará antes de publicarlo."))
    asunto = asunto_de(comentario.asunto, request.user)
    return redirect(asunto.ruta if asunto else "participacion")


@require_POST
def salir(request: HttpRequest) -> HttpResponse:
    cerrar(request)
    messages.success(request, _("Cerraste tu participación en este navegador."))
    return redirect("participacion")


@require_safe
@never_cache
def mis_datos(request: HttpRequest) -> HttpResponse:
    """Right of access, for who has no account: all that is kept about them."""
    yo = participante_actual(request)
    if yo is None:
        return redirect("participacion")
    datos = {
        "seudonimo": yo.seudonimo,
        "correo": "(guardado y cifrado)" if yo.correo_cifrado else "(ya no se guarda)",
        "desde": yo.creado.isoformat(),
        "ultimo_acto": yo.ultimo_acto.isoformat(),
        **datos_de_participante(yo),
        **(datos_de_correo(correo) if (correo := correo_de(yo)) else {}),
        "sigue": datos_de_suscriptor(suscriptor_de(huella=yo.correo_huella) if yo.correo_huella else None),
    }
    respuesta = JsonResponse(datos, json_dumps_params={"ensure_ascii": False, "indent": 2})
    respuesta["Content-Disposition"] = 'attachment; filename="mi-participacion.json"'
    return respuesta


@GET_Y_POST
@never_cache
def olvidar(request: HttpRequest) -> HttpResponse:
    yo = participante_actual(request)
    if yo is None:
        return redirect("participacion")
    form = OlvidoForm(request.POST or None)

    def guardar(datos: dict[str, Any]) -> None:
        olvidar_participante(actor=yo, participante=yo, textos=datos["textos"])

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if estado == 302:
        cerrar(request)
        messages.success(request, _("Listo: ya no guardamos nada que diga quién eres."))
        return redirect("inicio")
    return render(request, "comentarios/olvidar.html", {"form": form, "yo": yo}, status=estado)


@GET_Y_POST
@never_cache
def apelar(request: HttpRequest, ficha: str) -> HttpResponse:
    """The author's answer to a decision, through the link that told them of it."""
    recado = recado_de(ficha, Clase.OCULTO)
    if recado is None or recado.decision is None:
        raise Http404
    decision = recado.decision
    apelacion = Apelacion.objects.filter(decision=decision).first()
    form = ApelacionForm(request.POST or None)
    abierta = recado.vence > ahora() and apelacion is None
    actor = recado.participante or recado.cuenta

    def guardar(datos: dict[str, Any]) -> None:
        if not abierta or actor is None:
            raise ReglaIncumplida(_("Esta decisión ya se apeló o ya no está en pie."))
        apelar_decision(actor=actor, decision=decision, texto=datos["texto"])

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if estado == 302:
        messages.success(request, _("Recibimos tu apelación. Otra persona la resolverá y te escribiremos."))
        return redirect("comentario_apelar", ficha)
    contexto = {"form": form, "decision": decision, "apelacion": apelacion, "abierta": abierta}
    return render(request, "comentarios/apelar.html", contexto, status=estado)
