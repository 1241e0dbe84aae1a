"""What an account is told about itself, and what it may do with its own data."""

from typing import Any

from allauth.core import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.datos_personales import datos_de
from secretariado.forms import NombreForm, SupresionForm
from secretariado.intermedios import FACTORES
from secretariado.models import Membresia
from secretariado.permisos import pide_segundo_factor, puede, usuario_de
from secretariado.servicios.cuentas import corregir_nombre
from secretariado.servicios.privacidad import avisos_antes_de_suprimir, suprimir_cuenta
from secretariado.views.formularios import estado_de, guardado


@login_required
def cuenta(request: HttpRequest) -> HttpResponse:
    usuario = usuario_de(request)
    membresias = Membresia.objects.vigentes(hoy()).filter(usuario=usuario)
    contexto = {
        "membresias": membresias.select_related("secretariado", "institucion"),
        "segundo_factor": is_mfa_enabled(usuario, FACTORES),
        "pide_segundo_factor": pide_segundo_factor(usuario),
        "invita": puede(usuario, "secretariado.invitar"),
    }
    return render(request, "account/cuenta.html", contexto)


@login_required
def privacidad(request: HttpRequest) -> HttpResponse:
    """The rights over one's own data, and correcting the name."""
    usuario = usuario_de(request)
    form = NombreForm(request.POST or None, initial={"nombre": usuario.nombre})

    def guardar(datos: dict[str, Any]) -> None:
        corregir_nombre(actor=usuario, cuenta=usuario, nombre=datos["nombre"])

    if request.method == "POST" and guardado(form, guardar):
        messages.success(request, _("Se corrigió tu nombre."))
        return redirect("cuenta_privacidad")
    return render(request, "account/privacidad.html", {"form": form}, status=estado_de(request))


@login_required
@never_cache
def mis_datos(request: HttpRequest) -> HttpResponse:
    """Everything the portal holds on the person, as a file."""
    contenido = {"generado": ahora().isoformat(), "datos": datos_de(usuario_de(request))}
    respuesta = JsonResponse(contenido, json_dumps_params={"ensure_ascii": False, "indent": 2})
    respuesta["Content-Disposition"] = 'attachment; filename="mis-datos-portal-pal.json"'
    return respuesta


@login_required
@never_cache
@sensitive_post_parameters()
def suprimir(request: HttpRequest) -> HttpResponse:
    usuario = usuario_de(request)
    avisos = avisos_antes_de_suprimir(usuario)
    form = SupresionForm(request.POST or None, avisos=avisos)

    def guardar(datos: dict[str, Any]) -> None:
        suprimir_cuenta(actor=usuario, cuenta=usuario, **datos)

    if request.method == "POST" and not ratelimit.consume(request, action="reauthenticate"):
        return ratelimit.respond_429(request)  # guessing the password from a session left open
    if request.method == "POST" and guardado(form, guardar):
        logout(request)
        messages.success(request, _("Tu cuenta se suprimió. Ya no guardamos tu nombre ni tu correo."))
        return redirect("inicio")
    contexto = {"form": form, "avisos": avisos, "con_contrasena": usuario.has_usable_password()}
    return render(request, "account/suprimir.html", contexto, status=estado_de(request))
