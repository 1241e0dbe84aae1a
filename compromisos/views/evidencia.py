"""A piece of evidence: what it proves, its hash, its verdicts; and the file itself, only through here."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from compromisos.enlazados import de_la_evidencia
from compromisos.models import Evidencia, RevisionEnlace
from compromisos.models.evidencia import POR_VERIFICAR
from compromisos.views.compromiso import quien
from pal_portal.cimientos.respuestas import inerte
from secretariado.models import Archivo
from secretariado.permisos import exigir, puede

TEXTO_MAXIMO = 20_000
REVISIONES = 60
"""Checks shown on the page: a year of weeks; all of them are in the API."""
MISMAS = 20


@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    evidencia = get_object_or_404(
        Evidencia.objects.visibles_para(request.user).select_related(
            "archivo",
            "original",
            "institucion",
            "avance",
            "entrega__actividad__accion",
            "entrega__actividad__compromiso__plan__secretariado__entidad",
            "sustituye_a",
        ),
        pk=pk,
    )
    verificaciones = list(evidencia.verificaciones.select_related("institucion"))
    verifica = puede(request.user, "compromisos.verificar_evidencia", evidencia)
    contexto = {
        "e": evidencia,
        "c": evidencia.entrega.actividad.compromiso,
        "quien": quien(evidencia),
        "verificaciones": verificaciones,
        "sustituida_por": Evidencia.objects.filter(sustituye_a=evidencia).first(),
        "imagen": es_imagen(evidencia),
        "enlazados": de_la_evidencia(evidencia, evidencia.entrega.actividad.compromiso),
        "texto": texto_del_archivo(evidencia),
        "puede_verificar": verifica and evidencia.estado in POR_VERIFICAR,
        "puede_revocar": verifica and any(v.revocada is None for v in verificaciones),
        "posturas": list(evidencia.posturas.select_related("institucion")),
        "puede_opinar": evidencia.estado != Evidencia.Estado.RETIRADA
        and puede(request.user, "compromisos.opinar_sobre_evidencia", evidencia),
        "revisiones": list(_revisiones(evidencia)[:REVISIONES]) if evidencia.enlace else [],
        "mismas": mismo_archivo(request, evidencia),
        "ve_original": evidencia.original_id is not None
        and archivo_legible(evidencia) is not None
        and puede(request.user, "compromisos.ver_original", evidencia),
        "puede_informar": puede(request.user, "compromisos.solicitar_informe", evidencia),
        "puede_corregir": puede(request.user, "compromisos.corregir_evidencia", evidencia),
    }
    return render(request, "compromisos/evidencia.html", contexto)


@require_safe
def estados(request: HttpRequest) -> HttpResponse:
    """What each state of a piece of evidence means, and who moves it."""
    return render(request, "compromisos/estados.html")


def archivo_legible(evidencia: Evidencia) -> Archivo | None:
    """Its file, if it may be read: a withdrawn piece keeps its trace, not its file."""
    return None if evidencia.estado == Evidencia.Estado.RETIRADA else evidencia.archivo


def mismo_archivo(request: HttpRequest, evidencia: Evidencia) -> list[Evidencia]:
    """What else this reader may see that rests on the same file."""
    visibles = Evidencia.objects.visibles_para(request.user).con_el_mismo_archivo(evidencia)
    return list(visibles.select_related("entrega__actividad__compromiso")[:MISMAS])


def es_imagen(evidencia: Evidencia) -> bool:
    guardado = archivo_legible(evidencia)
    return guardado is not None and guardado.tipo.startswith("image/")


def texto_del_archivo(evidencia: Evidencia) -> str:
    guardado = archivo_legible(evidencia)
    if guardado is None or not guardado.tipo.startswith("text/"):
        return ""
    with guardado.contenido.open("rb") as contenido:
        return contenido.read(TEXTO_MAXIMO).decode("utf-8", "replace")


@require_safe
def archivo(request: HttpRequest, pk: int) -> FileResponse:
    """The file, as an attachment; an image may be asked for in line with ?ver=1. Never run by the browser."""
    evidencia = get_object_or_404(Evidencia.objects.visibles_para(request.user).select_related("archivo"), pk=pk)
    guardado = archivo_legible(evidencia)
    if guardado is None:
        raise Http404
    en_linea = request.GET.get("ver") == "1" and es_imagen(evidencia)
    nombre = evidencia.nombre_archivo or f"evidencia-{evidencia.pk}"
    return inerte(guardado.contenido.open("rb"), guardado.tipo, nombre, en_linea=en_linea)


def _revisiones(evidencia: Evidencia) -> "QuerySet[RevisionEnlace]":
    return evidencia.revisiones.select_related("copia").order_by("-dia")


@require_safe
def copia(request: HttpRequest, pk: int, revision: int) -> FileResponse:
    """The text that a link had on a day. What anyone may read, only: it was taken from a public site for the
    public record, and goes with its evidence when that is withdrawn."""
    publicas = Evidencia.objects.visibles_para(None).exclude(estado=Evidencia.Estado.RETIRADA)
    evidencia = get_object_or_404(publicas, pk=pk)
    tomada = get_object_or_404(_revisiones(evidencia), pk=revision, copia__isnull=False)
    if tomada.copia is None:  # cannot be: the line above
        raise Http404
    nombre = f"evidencia-{evidencia.pk}-{tomada.dia.isoformat()}.txt"
    return inerte(tomada.copia.contenido.open("rb"), "text/plain; charset=utf-8", nombre)


@require_safe
@login_required
def original(request: HttpRequest, pk: int) -> FileResponse:
    """What was sent, with its metadata: for who reports or verifies it, never for the public."""
    evidencia = get_object_or_404(
        Evidencia.objects.visibles_para(request.user).select_related(
            "original", "entrega__actividad__compromiso__plan"
        ),
        pk=pk,
    )
    exigir("compromisos.ver_original", request.user, evidencia)
    if evidencia.original is None or evidencia.estado == Evidencia.Estado.RETIRADA:
        raise Http404
    original = evidencia.original
    return inerte(original.contenido.open("rb"), original.tipo, evidencia.nombre_archivo)
