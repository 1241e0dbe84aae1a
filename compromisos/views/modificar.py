"""Changing a plan from the desk: edit, see the difference, confirm. A draft is saved at once."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from compromisos.cambios import Objeto, compromiso_de, permiso_de_cambio, ponderaciones, valores
from compromisos.forms_modificar import AutorizacionForm, CambioForm, PonderacionesForm, RetirarForm, sellar
from compromisos.models import AccionClave, Actividad, Compromiso, Modificacion
from compromisos.servicios.modificaciones import (
    agregar_actividad,
    cancelar_actividad,
    modificar,
    modificar_ponderaciones,
    retirar_compromiso,
)
from pal_portal.cimientos.numeros import cifra
from secretariado.permisos import exigir, usuario_de
from secretariado.views.formularios import estado_de, guardado, listo, se_adelantaron


@login_required
def compromiso(request: HttpRequest, clave: str) -> HttpResponse:
    """Everything of a commitment that may change, with a way to each."""
    fila = _compromiso(request, clave)
    actividades = fila.actividades.select_related("accion").order_by("accion__numero", "numero")
    contexto = {
        "c": fila,
        "acciones": list(fila.acciones.order_by("numero")),
        "actividades": list(actividades),
    }
    return render(request, "mesa/compromiso.html", contexto)


@login_required
def editar_compromiso(request: HttpRequest, clave: str) -> HttpResponse:
    return _editar(request, _compromiso(request, clave), _("Modificar el compromiso"))


@login_required
def editar_accion(request: HttpRequest, pk: int) -> HttpResponse:
    return _editar(request, _parte(request, AccionClave, pk), _("Modificar una acción clave"))


@login_required
def editar_actividad(request: HttpRequest, pk: int) -> HttpResponse:
    return _editar(request, _parte(request, Actividad, pk), _("Modificar una actividad"))


@login_required
def editar_ponderaciones(request: HttpRequest, clave: str) -> HttpResponse:
    fila = _compromiso(request, clave)
    acciones = list(fila.acciones.order_by("numero"))
    form = PonderacionesForm(request.POST or None, plan=fila.plan, acciones=acciones)

    def aplicar() -> None:
        modificar_ponderaciones(
            actor=usuario_de(request),
            compromiso=fila,
            pesos=form.pesos(),
            visto=form.visto_antes(),
            autorizacion=form.autorizacion(),
        )

    def actuales() -> dict[str, str]:
        return ponderaciones(AccionClave.objects.filter(compromiso=fila).order_by("numero"))

    return _tramitar(request, fila, _("Modificar la ponderación"), form, aplicar, actuales)


@login_required
def nueva_actividad(request: HttpRequest, clave: str) -> HttpResponse:
    fila = _compromiso(request, clave)
    elegida = request.GET.get("accion", "")
    accion = get_object_or_404(fila.acciones, pk=elegida) if elegida.isdecimal() else None
    form = CambioForm(request.POST or None, plan=fila.plan, objeto=None)

    def aplicar() -> None:
        agregar_actividad(
            actor=usuario_de(request),
            compromiso=fila,
            accion=accion,
            datos=form.cambios(),
            autorizacion=form.autorizacion(),
        )

    return _tramitar(request, fila, _("Agregar una actividad"), form, aplicar, intro=str(accion or ""))


@login_required
def cancelar(request: HttpRequest, pk: int) -> HttpResponse:
    actividad = _parte(request, Actividad, pk)
    form = RetirarForm(request.POST or None, plan=actividad.compromiso.plan)
    if actividad.compromiso.plan.es_borrador:
        titulo, intro = _("Quitar una actividad"), _("Se quita del borrador y no queda rastro público.")
    else:
        titulo = _("Cancelar una actividad")
        intro = _("Deja de contar en el avance y sigue a la vista, con su motivo. No se puede deshacer.")

    def aplicar() -> None:
        cancelar_actividad(actor=usuario_de(request), actividad=actividad, autorizacion=form.autorizacion())

    return _tramitar(
        request,
        actividad.compromiso,
        titulo,
        form,
        aplicar,
        intro=intro,
        sujeto=actividad.nombre,
        grave=True,
    )


@login_required
def retirar(request: HttpRequest, clave: str) -> HttpResponse:
    fila = _compromiso(request, clave)
    exigir("compromisos.modificar_plan", request.user, fila.plan)
    form = RetirarForm(request.POST or None, plan=fila.plan)

    def aplicar() -> None:
        retirar_compromiso(actor=usuario_de(request), compromiso=fila, autorizacion=form.autorizacion())

    intro = _("Sale de todos los promedios; su página y su historia siguen a la vista, con el motivo.")
    return _tramitar(request, fila, _("Retirar el compromiso"), form, aplicar, intro=intro, grave=True)


def _editar(request: HttpRequest, objeto: Any, titulo: str) -> HttpResponse:
    fila: Compromiso = compromiso_de(objeto)
    form = CambioForm(request.POST or None, plan=fila.plan, objeto=objeto)

    def otra_vez() -> Objeto:
        leido: Objeto = type(objeto).objects.get(pk=objeto.pk)
        return leido

    def aplicar() -> None:
        modificar(
            actor=usuario_de(request),
            objeto=objeto,
            cambios=form.cambios(),
            visto=form.visto_antes(),
            autorizacion=form.autorizacion(),
        )

    return _tramitar(
        request,
        fila,
        titulo,
        form,
        aplicar,
        lambda: valores(otra_vez()),
        sujeto="" if objeto is fila else str(objeto),
    )


def _tramitar(
    request: HttpRequest,
    fila: Compromiso,
    titulo: str,
    form: AutorizacionForm,
    aplicar: Callable[[], None],
    actuales: Callable[[], dict[str, str]] | None = None,
    intro: str = "",
    sujeto: str = "",
    grave: bool = False,
) -> HttpResponse:
    """The form; on a published plan, the change rehearsed and shown before saving; then back to the list."""
    contexto: dict[str, Any] = {"form": form, "c": fila, "titulo": titulo, "intro": intro, "sujeto": sujeto}
    contexto["grave"] = grave
    if request.method != "POST" or "editar" in request.POST:
        return render(request, "mesa/modificar.html", contexto)
    confirma = fila.plan.es_borrador or "confirmar" in request.POST
    ensayo: dict[str, Any] = {}

    def intentar(_datos: dict[str, Any]) -> None:
        if confirma:
            aplicar()
        else:
            ensayo["hecho"] = _ensayar(aplicar, fila)

    if guardado(form, intentar):
        if confirma:
            return listo(request, reverse("mesa_compromiso", args=[fila.clave]), _("El cambio quedó registrado."))
        return render(request, "mesa/confirmar.html", contexto | ensayo["hecho"] | {"enviado": _enviado(request)})
    if actuales and se_adelantaron(form):  # told what changed: from now on it counts as seen
        al_dia = request.POST.copy()
        for campo, valor in (form.sin_tocar() if isinstance(form, CambioForm) else {}).items():
            al_dia[campo] = valor
        al_dia["visto"] = sellar(actuales())
        form.data = al_dia
    return render(request, "mesa/modificar.html", contexto, status=estado_de(request))


def _ensayar(aplicar: Callable[[], None], fila: Compromiso) -> dict[str, Any]:
    """Do the change and undo it: its errors are told now, and what it does to the figures is seen before it is
    done. Nothing of it is kept, nor any work queued."""
    antes = _cifras(fila)
    with transaction.atomic():
        aplicar()
        hecha = Modificacion.objects.filter(compromiso=fila).select_related("acuerdo").latest("pk")
        despues = _cifras(fila)
        transaction.set_rollback(True)
    efecto = [(n, a, d) for (n, a), (_n, d) in zip(antes, despues, strict=True) if a != d]
    return {"antes": hecha.antes, "despues": hecha.despues, "acuerdo": hecha.acuerdo, "efecto": efecto}


def _cifras(fila: Compromiso) -> list[tuple[str, str]]:
    c = Compromiso.objects.get(pk=fila.pk)
    return [
        (_("Programado"), cifra(c.programado)),
        (_("Declarado"), cifra(c.declarado)),
        (_("Verificado"), cifra(c.verificado)),
        (_("Entregas"), str(c.entregas_total)),
        (_("Entregas vencidas"), str(c.entregas_vencidas)),
    ]


def _enviado(request: HttpRequest) -> list[tuple[str, str]]:
    return [(n, str(v)) for n, v in request.POST.items() if n != "csrfmiddlewaretoken"]


def _compromiso(request: HttpRequest, clave: str) -> Compromiso:
    fila = get_object_or_404(
        Compromiso.objects.visibles_para(request.user).select_related("plan__secretariado"), clave=clave.upper()
    )
    exigir(permiso_de_cambio(fila.plan), request.user, fila.plan)
    return fila


def _parte(request: HttpRequest, modelo: Any, pk: int) -> Any:
    visibles = Compromiso.objects.visibles_para(request.user)
    objeto = get_object_or_404(
        modelo.objects.select_related("compromiso__plan__secretariado"), pk=pk, compromiso__in=visibles
    )
    exigir(permiso_de_cambio(objeto.compromiso.plan), request.user, objeto.compromiso.plan)
    return objeto
