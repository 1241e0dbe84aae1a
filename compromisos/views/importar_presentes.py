"""Who else has a review open, and at which section: so that nobody does over what another is doing."""

from dataclasses import dataclass
from zlib import crc32

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compromisos.importacion.revision import secciones
from compromisos.models import Importacion
from compromisos.views.importar_pagina import importacion_de, titulo_de
from pal_portal.cimientos.presencia import CADA, anotar
from secretariado.models import Usuario
from secretariado.permisos import usuario_de


@dataclass(frozen=True, slots=True)
class Presente:
    persona: str
    donde: str
    aqui: bool


@login_required
@require_safe
def quienes(request: HttpRequest, pk: int) -> HttpResponse:
    """The fragment that an open page asks for again; `seccion` says where it is. 204 while it shows the same, so
    that nothing is read aloud anew."""
    importacion = importacion_de(request, pk)
    hallados = presentes(request, importacion, request.GET.get("seccion", ""))
    if request.GET.get("antes") == hallados["firma"]:
        return HttpResponse(status=204)
    return render(request, "mesa/_importacion_presentes.html", {"i": importacion, "presentes": hallados})


def presentes(request: HttpRequest, importacion: Importacion, seccion: str) -> dict[str, object]:
    """What the fragment needs: the others that are looking at this review now. `seccion` is "" at its summary."""
    datos = importacion.borrador.get("datos")
    todas = secciones(datos) if datos else []
    seccion = seccion if seccion in todas else ""
    otros = anotar(importacion.asunto, usuario_de(request).pk, seccion)
    nombres = {u.pk: str(u) for u in Usuario.objects.filter(pk__in=otros)} if otros else {}
    filas = [
        Presente(
            nombre, titulo_de(datos, otros[pk]) if otros[pk] in todas else _("el resumen"), otros[pk] == seccion
        )
        for pk, nombre in sorted(nombres.items(), key=lambda par: par[1])
    ]
    return {"filas": filas, "seccion": seccion, "cada": CADA, "firma": f"{crc32(repr(filas).encode()):x}"}
