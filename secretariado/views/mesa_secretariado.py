"""The facilitator's desk of an STL: its seats and how it decides. Its sessions: mesa_sesiones.py."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch, prefetch_related_objects
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from pal_portal.cimientos.fechas import hoy
from secretariado.forms_secretariado import (
    CorreccionDeIntegranteForm,
    IntegranteForm,
    RelevoForm,
    SecretariadoForm,
    TerminoForm,
)
from secretariado.models import Integrante, Secretariado
from secretariado.permisos import exigir, usuario_de
from secretariado.servicios.integrantes import (
    CORREGIBLES,
    DEL_SECRETARIADO,
    corregir_integrante,
    describir_secretariado,
    relevar_integrante,
    sumar_integrante,
    terminar_integrante,
)
from secretariado.views.formularios import estado_de, guardado, listo
from secretariado.views.sin_pisar import lo_visto, sin_pisar

FILAS = 200


@login_required
def detalle(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is kept of it, what asks for something first."""
    stl = secretariado_llevado(request, slug)
    prefetch_related_objects([stl], Prefetch("integrantes", Integrante.objects.select_related("institucion")))
    al = hoy()
    asientos, anteriores = stl.asientos_al(al)
    contexto = {
        "s": stl,
        "al": al,
        "sesiones": stl.sesiones.order_by("-fecha", "-pk")[:FILAS],
        "acuerdos": stl.acuerdos.select_related("sesion", "responsable").order_by("-pk")[:FILAS],
        "asientos": asientos,
        "anteriores": anteriores,
    }
    return render(request, "mesa/secretariado.html", contexto)


@login_required
def editar(request: HttpRequest, slug: str) -> HttpResponse:
    stl = secretariado_llevado(request, slug)
    form = SecretariadoForm(request.POST or None, initial={c: getattr(stl, c) for c in DEL_SECRETARIADO})

    def guardar(_datos: dict[str, Any]) -> None:
        with sin_pisar(request, form, stl, DEL_SECRETARIADO) as datos:
            describir_secretariado(actor=usuario_de(request), secretariado=stl, datos=datos)

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, mesa_de(stl), _("Los cambios quedaron guardados."))
    return pagina(request, stl, form, _("Datos del secretariado"), visto=lo_visto(stl, DEL_SECRETARIADO))


@login_required
def integrante_nuevo(request: HttpRequest, slug: str) -> HttpResponse:
    stl = secretariado_llevado(request, slug)
    form = IntegranteForm(request.POST or None, secretariado=stl)

    def guardar(datos: dict[str, Any]) -> None:
        sumar_integrante(actor=usuario_de(request), secretariado=stl, **datos)

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, mesa_de(stl), _("El asiento quedó abierto y es público."))
    return pagina(request, stl, form, _("Sumar un integrante"))


@login_required
def integrante(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what was written wrong."""
    fila = _integrante(request, pk)
    form = CorreccionDeIntegranteForm(request.POST or None, initial={c: getattr(fila, c) for c in CORREGIBLES})

    def guardar(_datos: dict[str, Any]) -> None:
        with sin_pisar(request, form, fila, CORREGIBLES) as datos:
            corregir_integrante(actor=usuario_de(request), integrante=fila, datos=datos)

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, mesa_de(fila.secretariado), _("Los cambios quedaron guardados."))
    intro = _("Para un error de captura. Si ahora el asiento es de otra persona, usa «Relevar».")
    mas = {"sujeto": str(fila), "intro": intro, "visto": lo_visto(fila, CORREGIBLES)}
    return pagina(request, fila.secretariado, form, _("Corregir"), **mas)


@login_required
def relevar(request: HttpRequest, pk: int) -> HttpResponse:
    fila = _integrante(request, pk)
    form = RelevoForm(request.POST or None, initial={"desde": hoy()})

    def guardar(datos: dict[str, Any]) -> None:
        relevar_integrante(actor=usuario_de(request), integrante=fila, **datos)

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, mesa_de(fila.secretariado), _("El relevo quedó registrado y es público."))
    return pagina(request, fila.secretariado, form, _("Relevar"), sujeto=str(fila))


@login_required
def terminar(request: HttpRequest, pk: int) -> HttpResponse:
    fila = _integrante(request, pk)
    form = TerminoForm(request.POST or None, initial={"hasta": hoy()})

    def guardar(datos: dict[str, Any]) -> None:
        terminar_integrante(actor=usuario_de(request), integrante=fila, hasta=datos["hasta"])

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, mesa_de(fila.secretariado), _("El asiento terminó; queda en el registro."))
    pregunta = _("El asiento queda en el registro con su último día y no se vuelve a abrir: se abre otro.")
    return pagina(request, fila.secretariado, form, _("Terminar el asiento"), sujeto=str(fila), pregunta=pregunta)


def secretariado_llevado(request: HttpRequest, slug: str) -> Secretariado:
    stl = get_object_or_404(Secretariado.objects.select_related("entidad"), slug=slug)
    exigir("secretariado.llevar", request.user, stl)
    return stl


def mesa_de(stl: Secretariado) -> str:
    return reverse("mesa_secretariado", args=[stl.slug])


def pagina(request: HttpRequest, stl: Secretariado, form: Form, titulo: str, **mas: Any) -> HttpResponse:
    """A form of the desk. `sujeto` is what it is of; with `pregunta` it asks before it sends."""
    contexto = {"s": stl, "form": form, "titulo": titulo, **mas}
    return render(request, "mesa/secretariado_formulario.html", contexto, status=estado_de(request))


def _integrante(request: HttpRequest, pk: int) -> Integrante:
    filas = Integrante.objects.select_related("secretariado__entidad", "institucion")
    fila = get_object_or_404(filas, pk=pk)
    exigir("secretariado.llevar", request.user, fila.secretariado)
    return fila
