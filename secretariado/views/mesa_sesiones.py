"""The facilitator's desk of the sessions of an STL: calling, attendance, minutes, agreements."""

from typing import Any
from zlib import crc32

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from pal_portal.cimientos.fechas import hoy
from secretariado.forms_secretariado import (
    AcuerdoForm,
    AcuerdoTomadoForm,
    AsistenciaForm,
    MinutaForm,
    SesionForm,
)
from secretariado.models import Acuerdo, Sesion
from secretariado.permisos import exigir, usuario_de
from secretariado.servicios.acuerdos_de_sesiones import (
    LO_ACORDADO,
    SEGUIMIENTO,
    cambiar_acuerdo,
    esta_fijo,
    quitar_acuerdo,
    tomar_acuerdo,
)
from secretariado.servicios.sesiones import (
    CAMPOS,
    adjuntar_minuta,
    bloquear_sesion,
    cambiar_sesion,
    cancelar_sesion,
    celebrar_sesion,
    convocar_sesion,
    publicar_minuta,
)
from secretariado.views.formularios import guardado, listo
from secretariado.views.mesa_secretariado import mesa_de, pagina, secretariado_llevado
from secretariado.views.sin_pisar import lo_visto, sin_pisar


@login_required
def nueva(request: HttpRequest, slug: str) -> HttpResponse:
    stl = secretariado_llevado(request, slug)
    form = SesionForm(request.POST or None)
    nuevas: list[Sesion] = []

    def guardar(datos: dict[str, Any]) -> None:
        nuevas.append(convocar_sesion(actor=usuario_de(request), secretariado=stl, datos=datos))

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _mesa(nuevas[0]), _("La sesión quedó convocada. Todavía no es pública."))
    return pagina(request, stl, form, _("Convocar una sesión"))


@login_required
def gestionar(request: HttpRequest, pk: int) -> HttpResponse:
    """A session and what is left to do with it, in the order in which it is done."""
    sesion = _sesion(request, pk)
    contexto = {
        "x": sesion,
        "s": sesion.secretariado,
        "ya_paso": sesion.fecha <= hoy(),
        "asistencias": sesion.asistencias.select_related("integrante__institucion").order_by(
            "integrante__orden", "pk"
        ),
        "acuerdos": sesion.acuerdos.select_related("responsable"),
    }
    return render(request, "mesa/sesion.html", contexto)


@login_required
def editar(request: HttpRequest, pk: int) -> HttpResponse:
    sesion = _sesion(request, pk)
    form = SesionForm(request.POST or None, initial={c: getattr(sesion, c) for c in CAMPOS})

    def guardar(_datos: dict[str, Any]) -> None:
        with sin_pisar(request, form, sesion, CAMPOS) as datos:
            cambiar_sesion(actor=usuario_de(request), sesion=sesion, datos=datos)

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _mesa(sesion), _("Los cambios quedaron guardados."))
    return _pagina(request, sesion, form, _("Cambiar la sesión"), visto=lo_visto(sesion, CAMPOS))


@login_required
def asistencia(request: HttpRequest, pk: int) -> HttpResponse:
    sesion = _sesion(request, pk)
    asientos = sesion.secretariado.integrantes.vigentes(sesion.fecha).select_related("institucion")
    form = AsistenciaForm(
        request.POST if request.method == "POST" else None,
        asientos=asientos,
        actuales=dict(sesion.asistencias.values_list("integrante", "calidad")),
    )

    def guardar(_datos: dict[str, Any]) -> None:
        with transaction.atomic():
            if request.POST.get("visto", "") not in ("", _asistencia_vista(bloquear_sesion(sesion))):
                raise OtraPersonaCambio(
                    _(
                        "Mientras escribías, otra persona registró la asistencia. Lo que marcaste sigue aquí; "
                        "revísalo y guarda de nuevo si todavía corresponde."
                    )
                )
            celebrar_sesion(actor=usuario_de(request), sesion=sesion, asistencias=form.asistencias())

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _mesa(sesion), _("La asistencia quedó registrada."))
    minimo = sesion.secretariado.quorum_minimo
    intro = (
        _("Hacen quórum %(n)s asientos con voto.") % {"n": minimo}
        if minimo
        else _("Este secretariado no tiene registrado su quórum: basta con que asista un asiento con voto.")
    )
    visto = _asistencia_vista(sesion)
    return _pagina(request, sesion, form, _("Registrar la asistencia"), intro=intro, visto=visto)


def _asistencia_vista(sesion: Sesion) -> str:
    """What its page shows of who attended, for the form to send back."""
    return f"{crc32(repr(sorted(sesion.asistencias.values_list('integrante', 'calidad'))).encode()):x}"


@login_required
def minuta(request: HttpRequest, pk: int) -> HttpResponse:
    sesion = _sesion(request, pk)
    form = MinutaForm(request.POST or None, request.FILES or None)
    if not sesion.minuta_publicada:
        del form.fields["motivo"]

    def guardar(datos: dict[str, Any]) -> None:
        adjuntar_minuta(
            actor=usuario_de(request),
            sesion=sesion,
            archivo=datos["archivo"],
            nombre=datos["archivo"].name,
            motivo=datos.get("motivo", ""),
        )

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _mesa(sesion), _("La minuta quedó guardada."))
    return _pagina(request, sesion, form, _("Subir la minuta"), con_archivo=True)


@login_required
@require_POST
def publicar(request: HttpRequest, pk: int) -> HttpResponse:
    return _hecho(request, _sesion(request, pk), publicar_minuta, _("La minuta ya es pública."))


@login_required
@require_POST
def cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    return _hecho(request, _sesion(request, pk), cancelar_sesion, _("La sesión quedó cancelada."))


@login_required
def acuerdo_nuevo(request: HttpRequest, pk: int) -> HttpResponse:
    sesion = _sesion(request, pk)
    form = AcuerdoTomadoForm(request.POST or None, secretariado=sesion.secretariado)

    def guardar(datos: dict[str, Any]) -> None:
        tomar_acuerdo(actor=usuario_de(request), sesion=sesion, datos=datos)

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _mesa(sesion), _("El acuerdo quedó registrado y es público."))
    intro = _("Es público desde que lo guardas: no escribas datos de personas.")
    return _pagina(request, sesion, form, _("Registrar un acuerdo"), intro=intro)


@login_required
def acuerdo(request: HttpRequest, pk: int) -> HttpResponse:
    fila = _acuerdo(request, pk)
    fijo, campos = esta_fijo(fila), (*LO_ACORDADO, *SEGUIMIENTO)
    form = AcuerdoForm(
        request.POST or None,
        acuerdo=fila,
        fijo=fijo,
        initial={c: getattr(fila, c) for c in campos},
    )

    def guardar(_datos: dict[str, Any]) -> None:
        with sin_pisar(request, form, fila, campos) as datos:
            cambiar_acuerdo(actor=usuario_de(request), acuerdo=fila, datos=datos)

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, _donde(fila), _("Los cambios quedaron guardados."))
    intro = _("Lo acordado consta en público y ya no cambia; su seguimiento, sí.") if fijo else ""
    sujeto = f"{fila.numero}: {fila.texto}" if fijo else fila.numero
    mas = {"sujeto": sujeto, "intro": intro, "visto": lo_visto(fila, campos)}
    return pagina(request, fila.secretariado, form, _("Acuerdo"), **mas)


@login_required
@require_POST
def acuerdo_quitar(request: HttpRequest, pk: int) -> HttpResponse:
    fila = _acuerdo(request, pk)
    try:
        quitar_acuerdo(actor=usuario_de(request), acuerdo=fila)
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
        return redirect(_donde(fila))
    return listo(request, _donde(fila), _("El acuerdo se quitó."))


def _sesion(request: HttpRequest, pk: int) -> Sesion:
    sesion = get_object_or_404(Sesion.objects.select_related("secretariado__entidad", "minuta"), pk=pk)
    exigir("secretariado.llevar", request.user, sesion.secretariado)
    return sesion


def _acuerdo(request: HttpRequest, pk: int) -> Acuerdo:
    fila = get_object_or_404(Acuerdo.objects.select_related("secretariado__entidad", "sesion"), pk=pk)
    exigir("secretariado.llevar", request.user, fila.secretariado)
    return fila


def _mesa(sesion: Sesion) -> str:
    return reverse("mesa_sesion", args=[sesion.pk])


def _donde(acuerdo: Acuerdo) -> str:
    return _mesa(acuerdo.sesion) if acuerdo.sesion else mesa_de(acuerdo.secretariado)


def _pagina(request: HttpRequest, sesion: Sesion, form: Any, titulo: str, **mas: Any) -> HttpResponse:
    return pagina(request, sesion.secretariado, form, titulo, sujeto=sesion.nombre, sesion=sesion, **mas)


def _hecho(request: HttpRequest, sesion: Sesion, servicio: Any, mensaje: str) -> HttpResponse:
    try:
        servicio(actor=usuario_de(request), sesion=sesion)
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
        return redirect(_mesa(sesion))
    return listo(request, _mesa(sesion), mensaje)
