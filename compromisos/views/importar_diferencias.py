"""What the document says otherwise than the plan it updates, and applying what somebody accepts of it."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compromisos.cambios import permiso_de_cambio
from compromisos.forms_modificar import AutorizacionForm, sellar
from compromisos.importacion.comparacion import Diferencia
from compromisos.models import Importacion
from compromisos.servicios.actualizaciones import actualizar_plan, diferencias_con
from compromisos.views.importar_pagina import importacion_de
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.permisos import exigir, usuario_de
from secretariado.views.formularios import estado_de, guardado, listo


@login_required
def diferencias(request: HttpRequest, pk: int) -> HttpResponse:
    importacion = importacion_de(request, pk)
    plan = importacion.destino
    if importacion.estado != Importacion.Estado.EN_REVISION or plan is None:
        return redirect(importacion)
    exigir(permiso_de_cambio(plan), request.user, plan)
    marcar = request.POST.get("marcar", "")
    form = AutorizacionForm(None if marcar else request.POST or None, plan=plan, initial=request.POST.dict())
    elegidas = request.POST.getlist("elegida")
    aplicadas = 0

    def aplicar(_datos: dict[str, Any]) -> None:
        nonlocal aplicadas
        visto = form.visto_antes()
        if any(clave not in visto for clave in elegidas):
            raise ReglaIncumplida(_("Elige entre las diferencias de la lista."))
        aplicadas = actualizar_plan(
            actor=usuario_de(request),
            importacion=importacion,
            elegidas={clave: visto[clave] for clave in elegidas},
            autorizacion=form.autorizacion(),
        )

    if request.method == "POST" and not marcar and guardado(form, aplicar):
        dicho = ngettext("Se aplicó %(n)s cambio al plan.", "Se aplicaron %(n)s cambios al plan.", aplicadas)
        return listo(request, plan.get_absolute_url(), dicho % {"n": aplicadas})
    libres, fijas = diferencias_con(importacion, plan)
    visto = sellar({d.clave: d.antes for d in libres})
    if form.is_bound:  # told what changed: from now on it counts as seen
        al_dia = request.POST.copy()
        al_dia["visto"] = visto
        form.data = al_dia
    else:
        form.initial["visto"] = visto
        elegidas = _marcadas(libres, marcar or ("agregan" if plan.es_borrador else "ninguna"))
    contexto = {
        "i": importacion,
        "plan": plan,
        "form": form,
        "grupos": _por_compromiso(libres),
        "fijas": fijas,
        "elegidas": set(elegidas),
        "total": len(libres),
        "marcadas": sum(1 for d in libres if d.clave in elegidas),
        "quitan": sum(1 for d in libres if d.quita),
    }
    estado = 200 if marcar else estado_de(request)
    return render(request, "mesa/importacion_diferencias.html", contexto, status=estado)


def _marcadas(libres: list[Diferencia], cuales: str) -> list[str]:
    """«agregan»: all but those that take something away."""
    return [d.clave for d in libres if cuales == "todas" or (cuales == "agregan" and not d.quita)]


def _por_compromiso(lista: list[Diferencia]) -> list[tuple[str, list[Diferencia]]]:
    grupos: dict[str, list[Diferencia]] = {}
    for d in lista:
        grupos.setdefault(d.objeto.partition("/")[0], []).append(d)
    return list(grupos.items())
