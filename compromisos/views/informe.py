"""Reports: the published ones, ordering one of any kind, following its making, and taking it."""

import re
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from compromisos.enlazados import del_informe
from compromisos.forms import CorteForm, InformeForm, ProgramaForm
from compromisos.informes.emitir import cita
from compromisos.informes.hoja import hoja_de_calculo
from compromisos.models import Compromiso, ConteoDeDescargas, Evidencia, Informe, Plan, ProgramaDeInformes
from compromisos.servicios.informes import (
    cancelar_informe,
    contar_descarga,
    esta_interrumpido,
    lugar_en_la_cola,
    reintentar_informe,
    solicitar_informe,
)
from compromisos.servicios.programacion import programar_informes
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import hoy
from secretariado.models import Aviso, Entidad, Membresia, PreferenciaAviso
from secretariado.permisos import exigir, puede, usuario_de

Lector = ConteoDeDescargas.Lector
PROGRAMAS = re.compile(
    r"bot\b|crawl|spider|slurp|curl|wget|python|java/|go-http|node|axios|okhttp|libwww|httpclient|headless",
    re.IGNORECASE,
)
"""How programs, and the robots of search engines, call themselves."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def lista(request: HttpRequest) -> HttpResponse:
    informes = (
        Informe.objects.visibles_para(request.user)
        .select_related("plan", "compromiso", "evidencia", "entidad", "evaluacion", "secretariado", "archivo")
        .order_by("-creado")[:100]
    )
    contexto = {
        "informes": informes,
        "puede_nacional": puede(request.user, "compromisos.solicitar_informe"),
    }
    return render(request, "informes/lista.html", contexto)


def solicitar(request: HttpRequest, slug: str) -> HttpResponse:
    """The monitoring report of a plan, with its choice of sections."""
    plan = get_object_or_404(Plan.objects.visibles_para(request.user).con_ambito(), slug=slug)
    return _pedir(request, Informe.Tipo.MONITOREO, plan, InformeForm(request.POST or None), plan=plan)


def solicitar_compromiso(request: HttpRequest, clave: str) -> HttpResponse:
    visibles = Compromiso.objects.visibles_para(request.user).select_related("plan__secretariado__entidad")
    compromiso = get_object_or_404(visibles, clave=clave.upper())
    return pedir_corte(request, Informe.Tipo.COMPROMISO, compromiso, compromiso=compromiso)


def solicitar_evidencia(request: HttpRequest, pk: int) -> HttpResponse:
    visibles = Evidencia.objects.visibles_para(request.user).select_related("entrega__actividad__compromiso__plan")
    evidencia = get_object_or_404(visibles, pk=pk)
    return pedir_corte(request, Informe.Tipo.EVIDENCIA, evidencia, evidencia=evidencia)


def solicitar_entidad(request: HttpRequest, slug: str) -> HttpResponse:
    entidad = get_object_or_404(Entidad.objects.visibles_para(request.user), slug=slug)
    return pedir_corte(request, Informe.Tipo.ENTIDAD, entidad, entidad=entidad)


def solicitar_nacional(request: HttpRequest) -> HttpResponse:
    return pedir_corte(request, Informe.Tipo.NACIONAL, None)


def pedir_corte(request: HttpRequest, tipo: Informe.Tipo, objeto: Any, **ambito: Any) -> HttpResponse:
    """The form of a report that only asks for its cut-off."""
    return _pedir(request, tipo, objeto, CorteForm(request.POST or None), **ambito)


@login_required
def _pedir(request: HttpRequest, tipo: Informe.Tipo, objeto: Any, form: CorteForm, **ambito: Any) -> HttpResponse:
    exigir("compromisos.solicitar_informe", request.user, objeto)
    if request.method == "POST" and form.is_valid():
        try:
            informe = solicitar_informe(actor=usuario_de(request), **ambito, **form.cleaned_data)
        except ReglaIncumplida as error:
            form.add_error(error.campo, error.mensaje)
        else:
            return redirect(informe)
    estado = 422 if request.method == "POST" else 200
    contexto = {"objeto": objeto, "tipo": tipo, "plan": ambito.get("plan"), "form": form}
    return render(request, "informes/solicitar.html", contexto, status=estado)


@login_required
def programar(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether, and how often, the report of a plan is made by itself."""
    plan = get_object_or_404(Plan.objects.visibles_para(request.user).con_ambito(), slug=slug)
    exigir("compromisos.solicitar_informe", request.user, plan)
    programa = ProgramaDeInformes.objects.filter(plan=plan, activo=True).first()
    form = ProgramaForm(request.POST or None, initial={"periodicidad": programa.periodicidad if programa else ""})
    if request.method == "POST" and form.is_valid():
        programar_informes(actor=usuario_de(request), plan=plan, **form.cleaned_data)
        messages.success(request, _("Se guardó cada cuánto se genera el reporte de este plan."))
        return redirect(plan)
    estado = 422 if request.method == "POST" else 200
    contexto = {"plan": plan, "form": form, "reciben": _quienes_reciben(plan)}
    return render(request, "informes/programar.html", contexto, status=estado)


def _quienes_reciben(plan: Plan) -> "QuerySet[Any, Any]":
    """The bodies whose accounts get the scheduled reports by e-mail, and how many accounts; no person is named."""
    sin_querer = PreferenciaAviso.objects.filter(
        tipo=Aviso.Tipo.REPORTE, modo=PreferenciaAviso.Modo.NINGUNO
    ).values("usuario")
    verifican = Membresia.objects.vigentes(hoy()).filter(
        rol=Membresia.Rol.VERIFICACION, secretariado=plan.secretariado, usuario__is_active=True
    )
    filas = verifican.exclude(usuario__in=sin_querer).values("institucion__nombre").order_by("institucion__nombre")
    return filas.annotate(cuentas=Count("usuario", distinct=True))


def _informe(request: HttpRequest, folio: str) -> Informe:
    visibles = Informe.objects.visibles_para(request.user).select_related(
        "plan__secretariado__entidad",
        "compromiso__plan",
        "evidencia__entrega__actividad__compromiso__plan",
        "entidad",
        "evaluacion__plan",
        "secretariado__entidad",
        "archivo",
        "institucion",
    )
    return get_object_or_404(visibles, folio=folio)


def _contexto(request: HttpRequest, informe: Informe) -> dict[str, Any]:
    interrumpido = esta_interrumpido(informe)
    cancelado = informe.estado == Informe.Estado.CANCELADO
    fallo = informe.estado == Informe.Estado.FALLO or interrumpido
    listo = informe.estado == Informe.Estado.LISTO
    pide = puede(request.user, "compromisos.solicitar_informe", informe.ambito)
    en_curso = not fallo and not cancelado and not listo
    return {
        "informe": informe,
        "fallo": fallo,
        "cancelado": cancelado,
        "interrumpido": interrumpido,
        "en_curso": en_curso,
        "antes": lugar_en_la_cola(informe) if en_curso else 0,
        "puede_reintentar": (fallo or cancelado) and pide,
        "puede_cancelar": en_curso and pide,
    }


@require_safe
def detalle(request: HttpRequest, folio: str) -> HttpResponse:
    informe = _informe(request, folio)
    contexto = _contexto(request, informe)
    if informe.estado == Informe.Estado.LISTO:
        conteos = {(c.lector, c.formato): c.veces for c in informe.conteos.all()}
        contexto |= {"cita": cita(informe), "sustituido_por": informe.sustituto(), "conteos": conteos}
        contexto |= {"lectores": Lector.choices, "formatos": ConteoDeDescargas.Formato.choices}
        contexto["enlazados"] = del_informe(informe)
    return render(request, "informes/detalle.html", contexto)


@require_safe
def estado(request: HttpRequest, folio: str) -> HttpResponse:
    """The fragment that the page asks for again while the report is being made."""
    return render(request, "informes/_estado.html", _contexto(request, _informe(request, folio)))


@login_required
@require_POST
def reintentar(request: HttpRequest, folio: str) -> HttpResponse:
    informe = _informe(request, folio)
    exigir("compromisos.solicitar_informe", request.user, informe.ambito)
    with suppress(ReglaIncumplida):  # it is already in progress or finished: its page says so
        reintentar_informe(actor=usuario_de(request), informe=informe)
    return redirect(informe)


@login_required
@require_POST
def cancelar(request: HttpRequest, folio: str) -> HttpResponse:
    informe = _informe(request, folio)
    exigir("compromisos.solicitar_informe", request.user, informe.ambito)
    with suppress(ReglaIncumplida):  # it finished meanwhile: its page says so
        cancelar_informe(actor=usuario_de(request), informe=informe)
    return redirect(informe)


def _listo(request: HttpRequest, folio: str) -> Informe:
    informe = _informe(request, folio)
    if informe.estado != Informe.Estado.LISTO or informe.archivo is None:
        raise Http404
    return informe


def _contar(request: HttpRequest, informe: Informe, formato: str) -> None:
    """What a browser fetches ahead, without anybody asking for it yet, is no download."""
    adelantada = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if request.method == "GET" and not adelantada:
        contar_descarga(informe, formato, _lector(request))


def _lector(request: HttpRequest) -> str:
    """Which kind of reader, by what the program says of itself; nothing of it is kept."""
    agente = request.headers.get("User-Agent", "")
    if not agente or PROGRAMAS.search(agente):
        return Lector.PROGRAMA
    return Lector.CUENTA if request.user.is_authenticated else Lector.VISITA


@require_safe
def pdf(request: HttpRequest, folio: str) -> FileResponse:
    informe = _listo(request, folio)
    _contar(request, informe, ConteoDeDescargas.Formato.PDF)
    respuesta = FileResponse(
        informe.archivo.contenido.open("rb"),  # type: ignore[union-attr]
        as_attachment=True,
        filename=f"{informe.folio}.pdf",
        content_type="application/pdf",
    )
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta


@require_safe
def xlsx(request: HttpRequest, folio: str) -> HttpResponse:
    """The report's tables as a workbook, read from the data inside its PDF: they can never disagree."""
    informe = _listo(request, folio)
    with informe.archivo.contenido.open("rb") as archivo:  # type: ignore[union-attr]
        libro = hoja_de_calculo(archivo)
    if libro is None:  # made before reports carried their data
        raise Http404
    _contar(request, informe, ConteoDeDescargas.Formato.XLSX)
    respuesta = HttpResponse(libro, content_type=XLSX)
    respuesta["Content-Disposition"] = f'attachment; filename="{informe.folio}.xlsx"'
    return respuesta
