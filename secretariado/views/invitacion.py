"""Invitations: the list of who invites, and the page that an invited person opens from the mail."""

from typing import Any

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.forms import CuentaInvitadaForm, InvitacionForm
from secretariado.models import Invitacion, Usuario
from secretariado.permisos import exigir, usuario_de
from secretariado.publicacion_mesa import invitaciones
from secretariado.servicios.invitaciones import (
    abrir_cuenta_invitada,
    aceptar_invitacion,
    invitacion_de,
    invitar,
    reenviar_invitacion,
    revocar_invitacion,
)
from secretariado.views.formularios import estado_de, guardado

FILAS = 200


def _mias(request: HttpRequest) -> "QuerySet[Invitacion]":
    return invitaciones(request.user).select_related("secretariado", "institucion")


@login_required
def lista(request: HttpRequest) -> HttpResponse:
    exigir("secretariado.invitar", request.user)
    momento = ahora()
    filas = [(i, i.estado_al(momento)) for i in _mias(request)[:FILAS]]
    return render(request, "mesa/invitaciones.html", {"filas": filas, "Estado": Invitacion.Estado})


@login_required
def nueva(request: HttpRequest) -> HttpResponse:
    exigir("secretariado.invitar", request.user)
    form = InvitacionForm(request.POST or None, usuario=usuario_de(request))

    def guardar(datos: dict[str, Any]) -> None:
        invitar(actor=usuario_de(request), **datos)

    if request.method == "POST" and guardado(form, guardar):
        messages.success(request, _("Se hizo la invitación y el enlace va en camino a su correo."))
        return redirect("mesa_invitaciones")
    return render(request, "mesa/invitar.html", {"form": form}, status=estado_de(request))


@login_required
@require_POST
def reenviar(request: HttpRequest, pk: int) -> HttpResponse:
    return _hecho(request, pk, reenviar_invitacion, _("Se envió un enlace nuevo; el anterior ya no sirve."))


@login_required
@require_POST
def revocar(request: HttpRequest, pk: int) -> HttpResponse:
    return _hecho(request, pk, revocar_invitacion, _("La invitación se revocó; su enlace ya no sirve."))


def _hecho(request: HttpRequest, pk: int, servicio: Any, mensaje: str) -> HttpResponse:
    exigir("secretariado.invitar", request.user)
    invitacion = get_object_or_404(_mias(request), pk=pk)
    try:
        servicio(actor=usuario_de(request), invitacion=invitacion)
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
    else:
        messages.success(request, mensaje)
    return redirect("mesa_invitaciones")


@never_cache
@sensitive_post_parameters()
def aceptar(request: HttpRequest, token: str) -> HttpResponse:
    """From the mail: who has no account opens one, who has one enters and accepts."""
    invitacion = invitacion_de(token)
    if invitacion is None:
        return render(request, "account/invitacion.html", {"invitacion": None}, status=404)
    como_esta = invitacion.estado_al(ahora())
    if como_esta != Invitacion.Estado.PENDIENTE:
        contexto = {"invitacion": invitacion, "estado": como_esta.value}
        return render(request, "account/invitacion.html", contexto, status=410)
    if request.user.is_authenticated:
        return _con_sesion(request, invitacion)
    if Usuario.objects.filter(correo__iexact=invitacion.correo).exists():
        return render(request, "account/invitacion.html", {"invitacion": invitacion, "estado": "entrar"})
    return _sin_cuenta(request, invitacion)


def _con_sesion(request: HttpRequest, invitacion: Invitacion) -> HttpResponse:
    usuario = usuario_de(request)
    if usuario.correo.lower() != invitacion.correo.lower():
        return render(
            request, "account/invitacion.html", {"invitacion": invitacion, "estado": "otra_cuenta"}, status=403
        )
    if request.method != "POST":
        return render(request, "account/invitacion.html", {"invitacion": invitacion, "estado": "aceptar"})
    try:
        aceptar_invitacion(actor=usuario, invitacion=invitacion)
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
        return redirect("cuenta")
    messages.success(request, _("Aceptaste la invitación. Tu papel ya está vigente."))
    return redirect("mesa")


def _sin_cuenta(request: HttpRequest, invitacion: Invitacion) -> HttpResponse:
    form = CuentaInvitadaForm(request.POST or None, correo=invitacion.correo)
    abierta: list[Usuario] = []

    def guardar(datos: dict[str, Any]) -> None:
        abierta.append(
            abrir_cuenta_invitada(invitacion=invitacion, nombre=datos["nombre"], contrasena=datos["contrasena"])
        )

    if request.method == "POST" and guardado(form, guardar):
        respuesta: HttpResponse = perform_login(request, abierta[0], email_verification="none")
        return respuesta
    contexto = {"invitacion": invitacion, "estado": "abrir", "form": form}
    return render(request, "account/invitacion.html", contexto, status=estado_de(request))
