"""The account's page of API keys. A secret is in one answer only, in no page that can be asked again."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.forms_llaves import LlaveForm, RotarForm
from secretariado.intermedios import FACTORES
from secretariado.models import LlaveApi
from secretariado.permisos import pide_segundo_factor, usuario_de
from secretariado.servicios.llaves import crear_llave, revocar_llave, rotar_llave
from secretariado.views.formularios import estado_de, guardado

FILAS = 50


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(allow_get=True)
def lista(request: HttpRequest) -> HttpResponse:
    """The keys there are; a POST makes one, after asking for the password again."""
    usuario = usuario_de(request)
    form = LlaveForm(request.POST or None, usuario=usuario)
    hecha: list[tuple[LlaveApi, str]] = []

    def guardar(datos: dict[str, Any]) -> None:
        hecha.append(crear_llave(actor=usuario, **datos))

    if request.method == "POST" and guardado(form, guardar):
        return _pagina(request, LlaveForm(usuario=usuario), hecha[0])
    return _pagina(request, form, estado_http=estado_de(request))


@never_cache
@login_required
@require_POST
@reauthentication_required
def rotar(request: HttpRequest, pk: int) -> HttpResponse:
    usuario = usuario_de(request)
    llave = get_object_or_404(LlaveApi, pk=pk, usuario=usuario)
    form = RotarForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Elige hasta cuándo sirve la anterior."))
        return redirect("cuenta_llaves")
    try:
        hecha = rotar_llave(actor=usuario, llave=llave, **form.cleaned_data)
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
        return redirect("cuenta_llaves")
    return _pagina(request, LlaveForm(usuario=usuario), hecha)


@login_required
@require_POST
def revocar(request: HttpRequest, pk: int) -> HttpResponse:
    """Without asking for the password: who fears that a key leaked must not lose a minute."""
    usuario = usuario_de(request)
    llave = get_object_or_404(LlaveApi, pk=pk, usuario=usuario)
    revocar_llave(actor=usuario, llave=llave)
    messages.success(request, _("La llave dejó de servir."))
    return redirect("cuenta_llaves")


def _pagina(
    request: HttpRequest, form: LlaveForm, hecha: tuple[LlaveApi, str] | None = None, estado_http: int = 200
) -> HttpResponse:
    usuario, momento = usuario_de(request), ahora()
    llaves = LlaveApi.objects.filter(usuario=usuario).select_related("sucesora")[:FILAS]
    contexto = {
        "form": form,
        "rotacion": RotarForm(auto_id=False),
        "filas": [(ll, ll.vigente(momento)) for ll in llaves],
        "hecha": hecha,
        "falta_factor": pide_segundo_factor(usuario) and not is_mfa_enabled(usuario, FACTORES),
    }
    return render(request, "account/llaves.html", contexto, status=estado_http)
