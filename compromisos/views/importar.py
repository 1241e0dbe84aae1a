"""Importing a plan from its document: sending it, following its reading, and the review as a whole."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from compromisos.exportacion import datos_del_plan
from compromisos.forms_importar import SubirPlanForm
from compromisos.importacion.revision import por_revisar, secciones
from compromisos.models import Importacion, Plan
from compromisos.servicios.importaciones import (
    EN_CURSO,
    YaImportado,
    cancelar_importacion,
    lectura_interrumpida,
    reintentar_importacion,
    subir_plan,
)
from compromisos.servicios.revisiones import (
    SIN_CLASIFICAR,
    aceptar_lo_seguro,
    agregar_fila,
    campos_de_texto,
    colocar_texto,
    crear_plan_revisado,
)
from compromisos.textos import nombre_de_dato
from compromisos.views.importar_pagina import importacion_de, titulo_de
from compromisos.views.importar_presentes import presentes
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.subidas import TIPOS
from secretariado.permisos import alcance, exigir, usuario_de
from secretariado.views.formularios import estado_de, listo

Estado = Importacion.Estado
LISTA = 30


@login_required
def subir(request: HttpRequest) -> HttpResponse:
    """The form, and the imports of one's STL."""
    if not alcance(request.user).facilitacion:
        raise PermissionDenied
    form = SubirPlanForm(request.POST or None, request.FILES or None, usuario=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            importacion, nueva = subir_plan(actor=usuario_de(request), **form.datos())
        except YaImportado as error:
            return listo(request, error.plan.get_absolute_url(), error.mensaje)
        except ReglaIncumplida as error:
            form.add_error(error.campo if error.campo in form.fields else None, error.mensaje)
        else:
            repetido = _("Ese archivo ya se había subido: ésta es su revisión. No se creó nada nuevo.")
            return listo(
                request, importacion.get_absolute_url(), _("El documento se recibió.") if nueva else repetido
            )
    importaciones = Importacion.objects.de(request.user).select_related("plan", "destino", "secretariado")
    contexto = {"form": form, "importaciones": importaciones[:LISTA]}
    return render(request, "mesa/importar.html", contexto, status=estado_de(request))


@login_required
@require_safe
def plantilla(request: HttpRequest, formato: str) -> HttpResponse:
    """The empty workbook in which a plan can be written."""
    if not alcance(request.user).facilitacion:
        raise PermissionDenied
    return _libro(None, formato, "plantilla-plan-de-accion-local")


@login_required
@require_safe
def exportar(request: HttpRequest, slug: str, formato: str) -> HttpResponse:
    """A plan in that workbook, or in JSON, to work on it and bring it back. With the contact of its responsible
    persons."""
    plan = get_object_or_404(Plan.objects.visibles_para(request.user).con_ambito(), slug=slug)
    exigir("compromisos.importar_plan", request.user, plan.secretariado)
    if formato == "json":
        return JsonResponse(
            datos_del_plan(plan),
            json_dumps_params={"ensure_ascii": False, "indent": 1},
            headers={"Content-Disposition": f'attachment; filename="{plan.slug}.json"'},
        )
    return _libro(datos_del_plan(plan), formato, plan.slug)


def _libro(datos: dict[str, Any] | None, formato: str, nombre: str) -> HttpResponse:
    from compromisos.plantilla_excel import libro_de  # openpyxl: 12 MB that only this needs

    respuesta = HttpResponse(libro_de(datos, formato), content_type=TIPOS[formato])
    respuesta["Content-Disposition"] = f'attachment; filename="{nombre}.{formato}"'
    return respuesta


def _contexto(importacion: Importacion) -> dict[str, Any]:
    interrumpida = lectura_interrumpida(importacion)
    return {
        "i": importacion,
        "en_curso": importacion.estado in EN_CURSO and not interrumpida,
        "interrumpida": interrumpida,
    }


@login_required
@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    """While it is read, how far; then what was understood, section by section, and what is left to look at."""
    importacion = importacion_de(request, pk)
    contexto = _contexto(importacion)
    if importacion.estado == Estado.EN_REVISION:
        contexto |= {**resumen(importacion), "presentes": presentes(request, importacion, "")}
    return render(request, "mesa/importacion.html", contexto)


def resumen(importacion: Importacion) -> dict[str, Any]:
    datos = importacion.borrador["datos"]
    filas = []
    for seccion in secciones(datos):
        dudas, valores = por_revisar(importacion.borrador, importacion.decisiones, seccion)
        filas.append(
            {"clave": seccion, "titulo": titulo_de(datos, seccion), "dudas": len(dudas), "valores": len(valores)}
        )
    sueltos = len(importacion.borrador["sin_clasificar"])
    sueltos -= sum(1 for r in importacion.decisiones if r.startswith(f"{SIN_CLASIFICAR}/"))
    return {
        "filas": filas,
        "dudas": sum(f["dudas"] for f in filas),
        "valores": sum(f["valores"] for f in filas),
        "revisados": len(importacion.decisiones),
        "sueltos": sueltos,
        "avisos": importacion.borrador["avisos"],
        "plan": datos["plan"],
        "periodo": [date.fromisoformat(f) for c in ("fecha_inicio", "fecha_fin") if (f := datos["plan"].get(c))],
    }


@login_required
@require_safe
def estado(request: HttpRequest, pk: int) -> HttpResponse:
    """The fragment that the page asks for again while the document is read."""
    return render(request, "mesa/_importacion_estado.html", _contexto(importacion_de(request, pk)))


@login_required
@require_safe
def original(request: HttpRequest, pk: int) -> FileResponse:
    """The document as it was sent, for who reviews it."""
    importacion = importacion_de(request, pk)
    respuesta = FileResponse(
        importacion.archivo.contenido.open("rb"),
        as_attachment=True,
        filename=importacion.nombre,
        content_type="application/octet-stream",
    )
    respuesta["X-Content-Type-Options"] = "nosniff"
    return respuesta


@login_required
@require_POST
def cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    importacion = importacion_de(request, pk)
    with suppress(ReglaIncumplida):  # it finished meanwhile: its page says so
        cancelar_importacion(actor=usuario_de(request), importacion=importacion)
    return redirect(importacion)


@login_required
@require_POST
def reintentar(request: HttpRequest, pk: int) -> HttpResponse:
    importacion = importacion_de(request, pk)
    with suppress(ReglaIncumplida):  # it goes on already: its page says so
        reintentar_importacion(actor=usuario_de(request), importacion=importacion)
    return redirect(importacion)


@login_required
@require_POST
def aceptar(request: HttpRequest, pk: int) -> HttpResponse:
    importacion = importacion_de(request, pk)
    try:
        n = aceptar_lo_seguro(actor=usuario_de(request), importacion=importacion)
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
    else:
        dicho = ngettext(
            "Se aceptó %(n)s dato leído con certeza.", "Se aceptaron %(n)s datos leídos con certeza.", n
        )
        messages.success(request, dicho % {"n": n})
    return redirect(importacion)


@login_required
@require_POST
def nuevo_compromiso(request: HttpRequest, pk: int) -> HttpResponse:
    """A commitment that was not found in the document."""
    importacion = importacion_de(request, pk)
    try:
        ruta = agregar_fila(
            actor=usuario_de(request), importacion=importacion, seccion="plan", lista="compromisos"
        )
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
        return redirect(importacion)
    return redirect("importacion_seccion", pk, f"c{int(ruta.rpartition('/')[2]) + 1}")


@login_required
@require_POST
def crear(request: HttpRequest, pk: int) -> HttpResponse:
    importacion = importacion_de(request, pk)
    try:
        plan = crear_plan_revisado(actor=usuario_de(request), importacion=importacion)
    except YaImportado as error:
        return listo(request, error.plan.get_absolute_url(), error.mensaje)
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
        return redirect(importacion)
    return listo(
        request, plan.get_absolute_url(), _("El plan quedó como borrador. Sólo lo ve quien trabaja en él.")
    )


@login_required
def sin_clasificar(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read and has no place: put it where it belongs, or leave it out."""
    importacion = importacion_de(request, pk)
    if importacion.estado != Estado.EN_REVISION:
        return redirect(importacion)
    if request.method == "POST":
        indice, ruta = request.POST.get("indice", ""), request.POST.get("ruta", "")
        if request.POST.get("que") == "descartar":
            ruta = ""
        elif not ruta:
            messages.error(request, _("Elige en qué campo va el texto."))
            return redirect("importacion_sin_clasificar", pk)
        try:
            colocar_texto(
                actor=usuario_de(request),
                importacion=importacion,
                indice=int(indice) if indice.isdecimal() and len(indice) < 7 else -1,
                ruta=ruta,
            )
        except ReglaIncumplida as error:
            messages.error(request, error.mensaje)
        return redirect(reverse("importacion_sin_clasificar", args=[pk]) + "#textos")
    datos = importacion.borrador["datos"]
    contexto = {
        "i": importacion,
        "textos": [
            (n, s, importacion.decisiones.get(f"{SIN_CLASIFICAR}/{n}"))
            for n, s in enumerate(importacion.borrador["sin_clasificar"])
        ],
        "lugares": _lugares(datos),
    }
    return render(request, "mesa/importacion_sin_clasificar.html", contexto)


def _lugares(datos: dict[str, Any]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The long fields by section, for a grouped list of options."""
    grupos: dict[str, list[tuple[str, str]]] = {}
    for ruta in sorted(campos_de_texto(datos)):
        partes = ruta.split("/")
        seccion = "plan" if partes[0] == "plan" else f"c{int(partes[1]) + 1}"
        grupos.setdefault(seccion, []).append((ruta, nombre_de_dato(partes[-1])))
    return [(titulo_de(datos, s), grupos[s]) for s in secciones(datos) if s in grupos]
