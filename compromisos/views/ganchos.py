"""The account's page of webhooks: what other systems are told, what was sent and what they answered."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from compromisos.forms_ganchos import GanchoForm
from compromisos.models import EnvioGancho, Gancho
from compromisos.servicios.ganchos import (
    borrar_gancho,
    cambiar_gancho,
    crear_gancho,
    reintentar_envio,
    rotar_secreto,
)
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.permisos import usuario_de
from secretariado.views.formularios import estado_de, guardado

FILAS = 100


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lista(request: HttpRequest) -> HttpResponse:
    usuario = usuario_de(request)
    form = GanchoForm(request.POST or None)
    hechos: list[Gancho] = []

    def guardar(datos: dict[str, Any]) -> None:
        hechos.append(crear_gancho(actor=usuario, **datos))

    if request.method == "POST" and guardado(form, guardar):
        messages.success(request, _("Listo: se avisará de lo que pase desde ahora."))
        return redirect("cuenta_gancho", hechos[0].pk)
    ganchos = Gancho.objects.filter(usuario=usuario).select_related("plan")
    return render(request, "account/ganchos.html", {"form": form, "ganchos": ganchos}, status=estado_de(request))


def _suyo(request: HttpRequest, pk: int) -> Gancho:
    return get_object_or_404(Gancho.objects.select_related("plan"), pk=pk, usuario=usuario_de(request))


def _pagina(request: HttpRequest, gancho: Gancho, secreto: str = "") -> HttpResponse:
    envios = EnvioGancho.objects.filter(gancho=gancho).prefetch_related("bitacora")[:FILAS]
    contexto = {"g": gancho, "envios": envios, "secreto": secreto, "Estado": EnvioGancho.Estado}
    return render(request, "account/gancho.html", contexto)


@login_required
@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    return _pagina(request, _suyo(request, pk))


@never_cache
@login_required
@require_POST
def secreto(request: HttpRequest, pk: int) -> HttpResponse:
    """Shown when it is asked for, in this answer only."""
    gancho = _suyo(request, pk)
    return _pagina(request, gancho, gancho.secreto)


@login_required
@require_POST
def cambiar(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn on or off, change the secret, or delete."""
    gancho, usuario = _suyo(request, pk), usuario_de(request)
    que = request.POST.get("que", "")
    if que == "borrar":
        borrar_gancho(actor=usuario, gancho=gancho)
        messages.success(request, _("El aviso automático se borró."))
        return redirect("cuenta_ganchos")
    actos: dict[str, tuple[Callable[[], Any], str]] = {
        "activar": (
            lambda: cambiar_gancho(actor=usuario, gancho=gancho, activo=True),
            _("Encendido: se avisará de lo que pase desde ahora."),
        ),
        "detener": (lambda: cambiar_gancho(actor=usuario, gancho=gancho, activo=False), _("Se detuvo.")),
        "rotar": (
            lambda: rotar_secreto(actor=usuario, gancho=gancho),
            _("El secreto cambió. Durante un día cada mensaje lleva las dos firmas."),
        ),
    }
    if que in actos:
        hacer, mensaje = actos[que]
        hacer()
        messages.success(request, mensaje)
    return redirect("cuenta_gancho", gancho.pk)


@login_required
@require_POST
def reintentar(request: HttpRequest, pk: int, envio: int) -> HttpResponse:
    gancho = _suyo(request, pk)
    fila = get_object_or_404(EnvioGancho.objects.select_related("gancho__plan"), pk=envio, gancho=gancho)
    try:
        reintentar_envio(actor=usuario_de(request), envio=fila)
        messages.success(request, _("El mensaje se enviará otra vez."))
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
    return redirect("cuenta_gancho", gancho.pk)
