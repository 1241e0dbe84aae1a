"""The desk: what needs me today, reporting a delivery, and the verifier's queue."""

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from compromisos.auditoria import auditar
from compromisos.forms import CorreccionForm, ReporteForm, RetiroForm, VeredictoForm
from compromisos.models import Entrega, Evidencia, Plan, Responsable
from compromisos.models.evidencia import EvidenciaQuerySet
from compromisos.permisos import a_cargo_de, corregible_por
from compromisos.servicios.avances import reportar_entrega
from compromisos.servicios.evidencias import corregir_evidencia, retirar_evidencia
from compromisos.servicios.verificaciones import (
    verificar_evidencia,
)
from compromisos.views.compromiso import quien
from compromisos.views.evidencia import es_imagen, mismo_archivo, texto_del_archivo
from compromisos.views.mesa_pendientes import de_evaluacion
from pal_portal.cimientos.fechas import hoy
from secretariado.models import Secretariado
from secretariado.permisos import Alcance, alcance, exigir, usuario_de
from secretariado.views.formularios import estado_de, guardado, listo, se_adelantaron

PRONTO = timedelta(days=15)
FILAS = 50


@login_required
def inicio(request: HttpRequest) -> HttpResponse:
    suyo = alcance(request.user)
    al = hoy()
    entregas = (
        Entrega.objects.filter(a_cargo_de(suyo))
        .select_related("actividad__compromiso__plan")
        .order_by("vence", "pk")
    )
    observadas = (
        Evidencia.objects.en_vigor()
        .filter(a_cargo_de(suyo, "entrega__"), estado__in=("observada", "rechazada"), sustituida_por__isnull=True)
        .filter(corregible_por(suyo))
        .select_related("entrega__actividad__compromiso")
        .order_by("creado")
    )
    reporta = bool(suyo.facilitacion or suyo.responsable)
    cola = _cola(request.user) if suyo.verificacion else Evidencia.objects.none()
    contexto = {
        "suyo": suyo,
        "reporta": reporta,
        "vencidas": _filas(entregas.vencidas(al)) if reporta else [],
        "pronto": _filas(entregas.por_vencer(al, al + PRONTO)) if reporta else [],
        "observadas": list(observadas[:FILAS]) if reporta else [],
        "enlaces": list(_enlaces_en_duda(suyo)[:FILAS]) if reporta else [],
        "en_espera": cola.count(),
        "demoradas": list(
            cola.demoradas(al).select_related("institucion", "entrega__actividad__compromiso")[:FILAS]
        )
        if suyo.verificacion
        else [],
        "planes": list(
            Plan.objects.visibles_para(request.user).filter(secretariado__in=suyo.facilitacion).order_by("clave")
        ),
        "secretariados": list(
            Secretariado.objects.filter(pk__in=suyo.facilitacion).con_sesiones_por_decir(al).order_by("nombre")
        ),
        "al": al,
    }
    return render(request, "mesa/inicio.html", contexto | de_evaluacion(request.user))


def _filas(entregas: "QuerySet[Entrega]") -> list[Entrega]:
    return list(entregas[:FILAS])


def _enlaces_en_duda(suyo: Alcance) -> "QuerySet[Evidencia]":
    return (
        Evidencia.objects.filter(a_cargo_de(suyo, "entrega__"))
        .con_enlace_en_duda()
        .select_related("entrega__actividad__compromiso")
        .order_by("creado")
    )


def _cola(usuario: Any) -> EvidenciaQuerySet:
    """Evidence this verifier may decide on, oldest first: neither theirs nor of their institutions."""
    suyo = alcance(usuario)
    propias = {*suyo.verificacion.values(), *suyo.responsable}
    ajenos = Responsable.objects.filter(
        institucion__in=propias, papel__in=("responsable", "corresponsable")
    ).values("compromiso")
    return (
        Evidencia.objects.por_verificar()
        .filter(entrega__actividad__compromiso__plan__secretariado__in=suyo.verificacion.keys())
        .exclude(entrega__actividad__compromiso__plan__secretariado__in=suyo.facilitacion)
        .exclude(entrega__actividad__compromiso__in=ajenos)
        .exclude(institucion__in=propias)
        .exclude(autor=usuario)
    )


@login_required
def cola(request: HttpRequest) -> HttpResponse:
    if not alcance(request.user).verificacion:
        raise PermissionDenied
    evidencias = _cola(request.user).select_related(
        "institucion", "entrega__actividad__compromiso__plan", "archivo"
    )
    return render(request, "mesa/cola.html", {"evidencias": evidencias[:FILAS], "al": hoy()})


@login_required
def entrega(request: HttpRequest, pk: int) -> HttpResponse:
    """Report a delivery: percentage, what was done, obstacles and evidence, in one form."""
    fila = get_object_or_404(
        Entrega.objects.visibles_para(request.user).select_related(
            "actividad__compromiso__plan__secretariado", "actividad__accion"
        ),
        pk=pk,
    )
    exigir("compromisos.declarar_avance", request.user, fila)

    def guardar(datos: dict[str, Any]) -> None:
        avance = reportar_entrega(
            actor=usuario_de(request),
            entrega=fila,
            porcentaje=datos["porcentaje"],
            que_se_hizo=datos["que_se_hizo"],
            obstaculos=datos["obstaculos"],
            version=datos["version"],
            evidencias=form.evidencias(),
        )
        _avisar_repetidas(request, avance.evidencias.all())

    form = ReporteForm(request.POST or None, request.FILES or None, initial={"version": fila.version})
    if request.method == "POST" and guardado(form, guardar):
        return listo(request, fila.actividad.compromiso.get_absolute_url(), _("Quedó registrado el avance."))
    if se_adelantaron(form):  # told what changed: from now on it counts as seen
        al_dia = request.POST.copy()
        al_dia["version"] = str(Entrega.objects.values_list("version", flat=True).get(pk=pk))
        form.data = al_dia
    contexto = {
        "form": form,
        "entrega": fila,
        "c": fila.actividad.compromiso,
        "avances": fila.avances.select_related("institucion")[:5],
        "evidencias": fila.evidencias.order_by("-creado")[:10],
    }
    return render(request, "mesa/entrega.html", contexto, status=estado_de(request))


@login_required
def corregir(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer observed or rejected evidence with a new version."""
    evidencia = evidencia_visible(request, pk)
    exigir("compromisos.corregir_evidencia", request.user, evidencia)
    form = CorreccionForm(
        request.POST or None,
        request.FILES or None,
        initial={"titulo": evidencia.titulo, "que_prueba": evidencia.que_prueba},
    )

    def guardar(datos: dict[str, Any]) -> None:
        nueva = corregir_evidencia(actor=usuario_de(request), evidencia=evidencia, nueva=form.evidencias()[0])
        _avisar_repetidas(request, [nueva])

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, reverse("mesa"), _("Se envió la versión corregida."))
    contexto = {"form": form, "e": evidencia, "resolucion": evidencia.verificaciones.filter(revocada=None).first()}
    return render(request, "mesa/corregir.html", contexto, status=estado_de(request))


@login_required
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for confirmation and the reason, then withdraw."""
    evidencia = evidencia_visible(request, pk)
    exigir("compromisos.corregir_evidencia", request.user, evidencia)
    form = RetiroForm(request.POST or None)

    def guardar(datos: dict[str, Any]) -> None:
        retirar_evidencia(actor=usuario_de(request), evidencia=evidencia, motivo=datos["motivo"])

    if request.method == "POST" and guardado(form, guardar):
        return listo(
            request, evidencia.get_absolute_url(), _("La evidencia se retiró; su huella queda a la vista.")
        )
    return render(request, "mesa/retirar.html", {"form": form, "e": evidencia}, status=estado_de(request))


@login_required
def verificar(request: HttpRequest, pk: int) -> HttpResponse:
    """The evidence beside the claim, and the decision."""
    evidencia = evidencia_visible(request, pk)
    exigir("compromisos.verificar_evidencia", request.user, evidencia)
    entrega = evidencia.entrega
    form = VeredictoForm(request.POST or None, initial={"porcentaje": entrega.declarado})

    def guardar(datos: dict[str, Any]) -> None:
        verificar_evidencia(
            actor=usuario_de(request),
            evidencia=evidencia,
            veredicto=datos["veredicto"],
            porcentaje=datos["porcentaje"] or Decimal(0),
            motivo=datos["motivo"],
        )

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, reverse("mesa_cola"), _("Tu decisión quedó registrada."))
    contexto = {
        "form": form,
        "e": evidencia,
        "entrega": entrega,
        "c": entrega.actividad.compromiso,
        "quien": quien(evidencia),
        "avances": entrega.avances.select_related("institucion")[:5],
        "imagen": es_imagen(evidencia),
        "texto": texto_del_archivo(evidencia),
        "mismas": mismo_archivo(request, evidencia),
        "ve_original": evidencia.original_id is not None,
    }
    return render(request, "mesa/verificar.html", contexto, status=estado_de(request))


@login_required
def calidad(request: HttpRequest, slug: str) -> HttpResponse:
    """Data doubts of a plan, for who keeps it."""
    plan = get_object_or_404(Plan.objects.visibles_para(request.user).con_ambito(), slug=slug)
    exigir("compromisos.ver_calidad", request.user, plan)
    return render(request, "mesa/calidad.html", {"plan": plan, "hallazgos": auditar(plan)})


def evidencia_visible(request: HttpRequest, pk: int) -> Evidencia:
    return get_object_or_404(
        Evidencia.objects.visibles_para(request.user).select_related(
            "archivo", "original", "institucion", "avance", "entrega__actividad__compromiso__plan__secretariado"
        ),
        pk=pk,
    )


def _avisar_repetidas(request: HttpRequest, nuevas: Iterable[Evidencia]) -> None:
    """The same file may rightly support two deliveries; whoever sends it is told."""
    for nueva in nuevas:
        for otra in mismo_archivo(request, nueva)[:1]:
            messages.warning(
                request,
                _("Este mismo archivo ya respalda «%(titulo)s» en %(clave)s.")
                % {"titulo": otra.titulo, "clave": otra.entrega.actividad.compromiso.clave},
            )
