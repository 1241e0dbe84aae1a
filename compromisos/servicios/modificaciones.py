"""Changing a plan: freely while it is a draft; once published, only through a `Modificacion` with its reason
and the STL agreement that allows it. What may change is in `compromisos.cambios`.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from compromisos.cambios import (
    CAMPOS,
    Objeto,
    permiso_de_cambio,
    plan_de,
    ponderaciones,
    previsto,
    valores,
)
from compromisos.models import AccionClave, Actividad, Compromiso, Modificacion
from compromisos.servicios.autorizaciones import (
    ACCION,
    Autorizacion,
    Cambio,
    abrir_cambio,
    dejar_constancia,
    exigir_en_vigor,
)
from compromisos.servicios.busqueda import indexar_compromisos
from compromisos.servicios.entregas import generar_entregas
from compromisos.servicios.recalculo import recalcular
from compromisos.textos import busqueda_de, nombre_de_dato, valor_legible
from pal_portal.cimientos.bloqueo import tomar
from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from pal_portal.cimientos.plantillas import fecha
from secretariado.models import Usuario
from secretariado.permisos import exigir

Tipo = Modificacion.Tipo
MARGEN = timedelta(days=5 * 366)
"""How far from its plan an activity may begin or end."""
_DE_CALENDARIO = {"fecha_inicio", "fecha_fin", "periodicidad"}


def modificar(
    *,
    actor: Usuario,
    objeto: Objeto,
    cambios: Mapping[str, Any],
    visto: Mapping[str, str],
    autorizacion: Autorizacion | None = None,
) -> Objeto:
    """Change fields of a commitment, key action or activity. `visto`: `valores(objeto)` as the person saw them;
    if another person changed one meanwhile, ReglaIncumplida says what."""
    plan = plan_de(objeto)
    exigir(permiso_de_cambio(plan), actor, plan)
    with transaction.atomic():
        plan = abrir_cambio(actor, plan, autorizacion)
        actual = tomar(type(objeto)._default_manager.select_for_update(of=("self",)), pk=objeto.pk)
        exigir_en_vigor(actual)
        _sin_adelantados(visto, valores(actual))
        antes, despues = previsto(actual, cambios)
        if not antes:
            raise ReglaIncumplida(_("No cambiaste nada: los datos son los mismos."))
        _comprobar(actual)
        campos = list(antes)
        if isinstance(actual, Compromiso):
            actual.busqueda = busqueda_de(actual)
            campos.append("busqueda")
        actual.save(update_fields=campos)
        if not plan.es_borrador and _DE_CALENDARIO & set(campos):
            generar_entregas(_actividades(actual))
        cambio = Cambio(_tipo(set(antes)), ACCION[type(actual)], antes, despues)
        dejar_constancia(actor, plan, actual, cambio, autorizacion)
    return actual


def modificar_ponderaciones(
    *,
    actor: Usuario,
    compromiso: Compromiso,
    pesos: Mapping[int, Decimal | None],
    visto: Mapping[str, str],
    autorizacion: Autorizacion | None = None,
) -> Compromiso:
    """Weights of all key actions at once (`pesos` by key action id). On a published plan they add to 100."""
    exigir(permiso_de_cambio(compromiso.plan), actor, compromiso.plan)
    with transaction.atomic():
        plan = abrir_cambio(actor, compromiso.plan, autorizacion)
        exigir_en_vigor(tomar(Compromiso.objects.all(), pk=compromiso.pk))
        acciones = list(AccionClave.objects.select_for_update().filter(compromiso=compromiso).order_by("numero"))
        antes = ponderaciones(acciones)
        _sin_adelantados(visto, antes)
        for accion in acciones:
            accion.ponderacion = pesos.get(accion.pk, accion.ponderacion)
            _comprobar(accion)
        despues = ponderaciones(acciones)
        suma = sum((a.ponderacion or Decimal(0) for a in acciones), Decimal(0))
        if not plan.es_borrador and suma != 100:
            raise ReglaIncumplida(_("Las ponderaciones suman %(suma)s: deben sumar 100.") % {"suma": suma})
        distintas = [c for c in antes if antes[c] != despues[c]]
        if not distintas:
            raise ReglaIncumplida(_("No cambiaste nada: los datos son los mismos."))
        for accion in acciones:
            accion.save(update_fields=["ponderacion"])
        cambio = Cambio(
            Tipo.PONDERACION,
            "ponderacion.modificada",
            {c: antes[c] for c in distintas},
            {c: despues[c] for c in distintas},
        )
        dejar_constancia(actor, plan, compromiso, cambio, autorizacion)
    return compromiso


def agregar_actividad(
    *,
    actor: Usuario,
    compromiso: Compromiso,
    accion: AccionClave | None,
    datos: Mapping[str, Any],
    autorizacion: Autorizacion | None = None,
) -> Actividad:
    """A new activity at the end of its key action or commitment; it is not in the baseline, and shows so."""
    exigir(permiso_de_cambio(compromiso.plan), actor, compromiso.plan)
    with transaction.atomic():
        plan = abrir_cambio(actor, compromiso.plan, autorizacion)
        exigir_en_vigor(tomar(Compromiso.objects.select_for_update(of=("self",)), pk=compromiso.pk))
        hermanas = Actividad.objects.filter(compromiso=compromiso, accion=accion)
        ultimo = hermanas.order_by("-numero").values_list("numero", flat=True).first() or 0
        actividad = Actividad(
            compromiso=compromiso,
            accion=accion,
            numero=ultimo + 1,
            **{c: datos[c] for c in CAMPOS[Actividad] if c in datos},
        )
        _comprobar(actividad)
        if any(valores(h) == valores(actividad) for h in hermanas.filter(cancelada=False)):
            raise ReglaIncumplida(_("Ya hay una actividad igual a ésta."), "nombre")
        actividad.save()
        if not plan.es_borrador:
            generar_entregas([actividad])
        despues = {c: v for c, v in valores(actividad).items() if v}
        dejar_constancia(
            actor, plan, actividad, Cambio(Tipo.ALTA, "actividad.agregada", {}, despues), autorizacion
        )
    return actividad


def cancelar_actividad(
    *, actor: Usuario, actividad: Actividad, autorizacion: Autorizacion | None = None
) -> Actividad:
    """Cancel an activity of a published plan: it leaves the denominator and stays in sight. Of a draft, it is
    removed."""
    plan = plan_de(actividad)
    exigir(permiso_de_cambio(plan), actor, plan)
    with transaction.atomic():
        plan = abrir_cambio(actor, plan, autorizacion)
        actual = tomar(Actividad.objects.select_for_update(of=("self",)), pk=actividad.pk)
        if actual.cancelada:
            raise ReglaIncumplida(_("Esta actividad ya estaba cancelada."))
        cambio = Cambio(
            Tipo.BAJA,
            "actividad.cancelada",
            {"cancelada": "no", "nombre": actual.nombre},
            {"cancelada": "si", "nombre": actual.nombre},
        )
        actual.cancelada = True
        actual.save(update_fields=["cancelada"])
        dejar_constancia(actor, plan, actual, cambio, autorizacion)
        if plan.es_borrador:
            actual.delete()
            recalcular([actual.compromiso_id])
            indexar_compromisos([actual.compromiso_id])
    return actual


def retirar_compromiso(
    *, actor: Usuario, compromiso: Compromiso, autorizacion: Autorizacion | None = None
) -> Compromiso:
    """Withdraw a commitment of a published plan: it leaves every mean and its page stays, with the reason."""
    exigir("compromisos.modificar_plan", actor, compromiso.plan)
    with transaction.atomic():
        plan = abrir_cambio(actor, compromiso.plan, autorizacion)
        actual = Compromiso.objects.select_for_update(of=("self",)).get(pk=compromiso.pk)
        if actual.estado == Compromiso.Estado.RETIRADO:
            raise ReglaIncumplida(_("Este compromiso ya estaba retirado."))
        antes = {"estado": str(actual.estado)}
        actual.estado = Compromiso.Estado.RETIRADO
        actual.save(update_fields=["estado"])
        despues = {"estado": str(actual.estado)}
        dejar_constancia(
            actor, plan, actual, Cambio(Tipo.RETIRO, "compromiso.retirado", antes, despues), autorizacion
        )
    return actual


def _tipo(campos: set[str]) -> Modificacion.Tipo:
    if campos <= _DE_CALENDARIO:
        return Tipo.FECHAS
    return Tipo.PONDERACION if campos == {"peso"} else Tipo.TEXTO


def _actividades(objeto: Objeto) -> "QuerySet[Actividad]":
    """Activities whose calendar `objeto` decides."""
    campo = {Compromiso: "compromiso", AccionClave: "accion", Actividad: "pk"}[type(objeto)]
    filas = Actividad.objects.filter(**{campo: objeto.pk})
    return filas.select_related("accion", "compromiso__plan").prefetch_related("entregas")


def _sin_adelantados(visto: Mapping[str, str], ahora_dice: Mapping[str, str]) -> None:
    cambiados = [c for c in ahora_dice if c in visto and visto[c] != ahora_dice[c]]
    if cambiados:
        lista = "; ".join(
            f"{nombre_de_dato(c)}: «{valor_legible(c, visto[c])}» → «{valor_legible(c, ahora_dice[c])}»"
            for c in cambiados
        )
        raise OtraPersonaCambio(
            _(
                "Mientras escribías, otra persona cambió esto: %(lista)s. Lo que escribiste sigue aquí; "
                "revísalo y guarda de nuevo si todavía corresponde."
            )
            % {"lista": lista}
        )


def _fechas_posibles(objeto: Objeto) -> None:
    """A typing slip (2201 for 2021) would make thousands of deliveries."""
    plan = plan_de(objeto)
    desde = (plan.fecha_inicio or date(2000, 1, 1)) - MARGEN
    hasta = (plan.fecha_fin or date(2060, 1, 1)) + MARGEN
    for campo in ("fecha_inicio", "fecha_fin"):
        dia = getattr(objeto, campo)
        if dia is not None and not desde <= dia <= hasta:
            mensaje = _("Esa fecha queda muy lejos del plan: debe estar entre %(desde)s y %(hasta)s.")
            raise ReglaIncumplida(mensaje % {"desde": fecha(desde), "hasta": fecha(hasta)}, campo)


def _comprobar(objeto: Objeto) -> None:
    _fechas_posibles(objeto)
    try:
        objeto.full_clean()
    except ValidationError as error:
        campo, mensajes = next(iter(error.message_dict.items()))
        raise ReglaIncumplida(mensajes[0], campo if campo != "__all__" else None) from error
