"""After the verdict: taking it back, and what civil society says of the evidence."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from compromisos.forms import PosturaForm, RevocacionForm
from compromisos.servicios.verificaciones import opinar_sobre_evidencia, revocar_verificacion
from compromisos.views.mesa import evidencia_visible
from secretariado.permisos import exigir, usuario_de
from secretariado.views.formularios import estado_de, guardado, listo


@login_required
def revocar(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then take the verdict back."""
    evidencia = evidencia_visible(request, pk)
    exigir("compromisos.verificar_evidencia", request.user, evidencia)
    form = RevocacionForm(request.POST or None)

    def guardar(datos: dict[str, Any]) -> None:
        revocar_verificacion(actor=usuario_de(request), evidencia=evidencia, motivo=datos["motivo"])

    if request.method == "POST" and guardado(form, guardar):
        return listo(
            request,
            evidencia.get_absolute_url(),
            _("La verificación se revocó; la evidencia espera otra decisión."),
        )
    contexto = {"form": form, "e": evidencia, "vigente": evidencia.verificaciones.filter(revocada=None).first()}
    return render(request, "mesa/revocar.html", contexto, status=estado_de(request))


@login_required
def postura(request: HttpRequest, pk: int) -> HttpResponse:
    """Endorse or object, in public, for one's organisation."""
    evidencia = evidencia_visible(request, pk)
    exigir("compromisos.opinar_sobre_evidencia", request.user, evidencia)
    form = PosturaForm(request.POST or None)

    def guardar(datos: dict[str, Any]) -> None:
        opinar_sobre_evidencia(actor=usuario_de(request), evidencia=evidencia, **datos)

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, evidencia.get_absolute_url(), _("La postura de tu organización quedó publicada."))
    return render(request, "mesa/postura.html", {"form": form, "e": evidencia}, status=estado_de(request))
