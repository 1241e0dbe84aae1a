"""Notices: choosing them, unsubscribing from a message, and the private calendar's address."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from secretariado.models import Aviso, EnlaceCalendario, PreferenciaAviso
from secretariado.permisos import usuario_de
from secretariado.registro.correos import leer_ficha_de_baja
from secretariado.servicios.avisos import (
    crear_enlace_calendario,
    dar_de_baja,
    elegir_avisos,
    modos_de,
    preferencias_de,
    revocar_enlace_calendario,
)


class PreferenciasForm(forms.Form):
    """One choice per kind of notice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for tipo in Aviso.Tipo:
            self.fields[tipo.value] = forms.ChoiceField(
                label=tipo.label,
                choices=[(m, PreferenciaAviso.Modo(m).label) for m in modos_de(tipo.value)],
            )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferencias(request: HttpRequest) -> HttpResponse:
    usuario = usuario_de(request)
    form = PreferenciasForm(request.POST or None, initial=preferencias_de(usuario))
    if request.method == "POST" and form.is_valid():
        elegir_avisos(actor=usuario, modos=form.cleaned_data)
        messages.success(request, _("Quedó guardado qué avisos recibes."))
        return redirect("avisos_preferencias")
    return _pagina(request, form, estado=422 if form.errors else 200)


@never_cache
@login_required
@require_POST
def calendario(request: HttpRequest) -> HttpResponse:
    """Make a new secret address (shown in this answer only) or revoke the one there is."""
    usuario = usuario_de(request)
    if request.POST.get("accion") == "revocar":
        revocar_enlace_calendario(actor=usuario)
        messages.success(request, _("La dirección de tu calendario dejó de funcionar."))
        return redirect("avisos_preferencias")
    token = crear_enlace_calendario(actor=usuario)
    form = PreferenciasForm(initial=preferencias_de(usuario))
    return _pagina(request, form, settings.SITIO_URL + reverse("calendario_personal", args=[token]))


def _pagina(request: HttpRequest, form: forms.Form, direccion: str = "", estado: int = 200) -> HttpResponse:
    contexto = {
        "form": form,
        "enlace": EnlaceCalendario.objects.filter(usuario=usuario_de(request)).first(),
        "direccion": direccion,
    }
    return render(request, "secretariado/avisos.html", contexto, status=estado)


@csrf_exempt  # RFC 8058: mail programs post here, without cookies; the signed address is the authorisation
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def baja(request: HttpRequest, ficha: str) -> HttpResponse:
    """GET only asks (mail scanners follow links); POST unsubscribes."""
    leida = leer_ficha_de_baja(ficha)
    if leida is None:
        raise Http404
    usuario_id, tipos = leida
    hecho = request.method == "POST"
    if hecho:
        dar_de_baja(actor_id=usuario_id, tipos=tipos)
    contexto = {"tipos": [Aviso.Tipo(t).label for t in tipos], "hecho": hecho}
    respuesta = render(request, "secretariado/avisos_baja.html", contexto)
    respuesta["X-Robots-Tag"] = "noindex"
    respuesta["Referrer-Policy"] = "no-referrer"
    return respuesta
