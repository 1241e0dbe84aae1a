"""Updating a plan with what a new version of its document says: each accepted difference becomes an edit of the
draft, or a `Modificacion` of the published plan, through the same doors as those typed by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from compromisos.cambios import CAMPOS, SOLO_EN_BORRADOR, Objeto, permiso_de_cambio, ponderaciones, valores
from compromisos.exportacion import datos_del_plan
from compromisos.importacion.comparacion import (
    ACTIVIDAD_NUEVA,
    AUSENTE,
    CAMBIO,
    COMPROMISO_NUEVO,
    FILA,
    PONDERACION,
    Diferencia,
    comparar,
)
from compromisos.importacion.comparacion_listas import LISTAS
from compromisos.importacion.revision import ESQUEMA, depurado, obtener
from compromisos.models import AccionClave, Actividad, Compromiso, Elemento, Importacion, Plan
from compromisos.servicios.acuerdos import AcuerdoNuevo, acuerdo_registrado, comprobar_acuerdo
from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.importacion import (
    NO_CABE,
    agregar_compromiso_importado,
    instituciones_del_documento,
    no_cabe,
)
from compromisos.servicios.importaciones import anotar_importacion, bloquear_importacion
from compromisos.servicios.modificaciones import (
    agregar_actividad,
    cancelar_actividad,
    modificar,
    modificar_ponderaciones,
    retirar_compromiso,
)
from compromisos.servicios.modificaciones_listas import Renglon, modificar_lista
from compromisos.servicios.recalculo import bloquear_entidades
from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from secretariado.models import Institucion, Usuario
from secretariado.permisos import exigir


def diferencias_con(importacion: Importacion, plan: Plan) -> tuple[list[Diferencia], list[Diferencia]]:
    """What the document says otherwise: what may change, and what may not any more (the plan is published)."""
    actual = datos_del_plan(plan)
    documento = depurado(importacion.borrador, importacion.decisiones)
    libres = {
        clase: [c for c, _f, _m in ESQUEMA[clase] if c in campos]
        for clase, campos in (
            ("compromisos", (*CAMPOS[Compromiso], *(SOLO_EN_BORRADOR if plan.es_borrador else ()))),
            ("acciones", CAMPOS[AccionClave]),
            ("actividades", CAMPOS[Actividad]),
        )
    }
    halladas = comparar(actual, _del_catalogo(documento), {**libres, "listas": LISTAS})
    if plan.es_borrador:
        return [d for d in halladas if not _compromiso_ausente(d)], []
    fijos = comparar(actual, documento, {"compromisos": SOLO_EN_BORRADOR, "acciones": (), "actividades": ()})
    fijas = [d for d in fijos if d.clase == CAMBIO]
    nuevos = [d for d in halladas if d.clase == COMPROMISO_NUEVO]
    return [d for d in halladas if d.clase != COMPROMISO_NUEVO], [*fijas, *nuevos]


def _del_catalogo(documento: dict[str, Any]) -> dict[str, Any]:
    """Without the alignments that point at nothing this registry knows, which could not be added."""
    citadas = {a["clave"] for c in documento["compromisos"] for a in c.get("alineaciones") or []}
    conocidas = set(Elemento.objects.filter(clave__in=citadas).values_list("marco__clave", "clave"))
    compromisos = [
        {**c, "alineaciones": [a for a in c.get("alineaciones") or [] if (a["marco"], a["clave"]) in conocidas]}
        for c in documento["compromisos"]
    ]
    return {**documento, "compromisos": compromisos}


def _compromiso_ausente(d: Diferencia) -> bool:
    """A draft's commitment is not withdrawn: there is nothing published to withdraw."""
    return d.clase == AUSENTE and "/" not in d.objeto


def actualizar_plan(
    *,
    actor: Usuario,
    importacion: Importacion,
    elegidas: Mapping[str, str],
    autorizacion: Autorizacion | None = None,
) -> int:
    """Apply the differences in `elegidas` (key → what the plan said when it was shown); how many. All or none."""
    exigir("compromisos.importar_plan", actor, importacion.secretariado)
    with transaction.atomic():
        bloquear_entidades([importacion.secretariado.entidad_id])
        importacion = bloquear_importacion(importacion)
        plan = importacion.destino
        if importacion.estado != Importacion.Estado.EN_REVISION or plan is None:
            raise ReglaIncumplida(_("Esta importación ya no está en revisión: abre su página para ver qué pasó."))
        exigir(permiso_de_cambio(plan), actor, plan)
        vigentes = {d.clave: d for d in diferencias_con(importacion, plan)[0]}
        if not elegidas:
            raise ReglaIncumplida(_("Elige al menos una diferencia."))
        if any(c not in vigentes or vigentes[c].antes != antes for c, antes in elegidas.items()):
            raise OtraPersonaCambio(_("El plan cambió mientras lo comparabas. Revisa de nuevo las diferencias."))
        autorizacion = _con_acuerdo(plan, autorizacion)
        documento = depurado(importacion.borrador, importacion.decisiones)
        try:
            with transaction.atomic():
                _aplicar(actor, plan, documento, [vigentes[c] for c in elegidas], autorizacion)
        except NO_CABE as error:
            raise no_cabe() from error
        importacion.estado, importacion.plan = Importacion.Estado.APLICADA, plan
        importacion.save(update_fields=["estado", "plan"])
        datos = {"sha256": importacion.archivo.sha256, "cambios": len(elegidas)}
        anotar_importacion(actor, importacion, "plan.actualizado", datos)
    return len(elegidas)


def _con_acuerdo(plan: Plan, autorizacion: Autorizacion | None) -> Autorizacion | None:
    """One new agreement for all the changes, not one for each."""
    if plan.es_borrador or autorizacion is None or not isinstance(autorizacion.acuerdo, AcuerdoNuevo):
        return autorizacion
    if not autorizacion.motivo.strip():
        raise ReglaIncumplida(_("El plan está publicado: escribe por qué cambia. Será público."), "motivo")
    comprobar_acuerdo(plan, autorizacion.acuerdo)
    return Autorizacion(autorizacion.motivo, acuerdo_registrado(plan, autorizacion.acuerdo))


def _aplicar(
    actor: Usuario,
    plan: Plan,
    documento: dict[str, Any],
    diferencias: Iterable[Diferencia],
    autorizacion: Autorizacion | None,
) -> None:
    campos: dict[str, dict[str, Any]] = {}
    documento = _del_catalogo(documento)
    filas: dict[tuple[str, str], list[Diferencia]] = {}
    pesos: dict[str, dict[str, Decimal]] = {}
    for d in diferencias:
        if d.clase == CAMBIO:
            valor = date.fromisoformat(d.despues) if d.campo.startswith("fecha_") else d.despues
            campos.setdefault(d.objeto, {})[d.campo] = valor
        elif d.clase == FILA:
            filas.setdefault((d.objeto, d.campo), []).append(d)
        elif d.clase == PONDERACION:
            pesos.setdefault(d.objeto.partition("/")[0], {})[d.objeto] = Decimal(d.despues)
        elif d.clase == COMPROMISO_NUEVO:
            agregar_compromiso_importado(plan, documento, obtener(documento, d.ruta))
        elif d.clase == ACTIVIDAD_NUEVA:
            _agregar(actor, plan, d, obtener(documento, d.ruta), autorizacion)
        elif "/" in d.objeto:
            cancelar_actividad(actor=actor, actividad=_objeto(plan, d.objeto), autorizacion=autorizacion)  # type: ignore[arg-type]
        else:
            retirar_compromiso(actor=actor, compromiso=_objeto(plan, d.objeto), autorizacion=autorizacion)  # type: ignore[arg-type]
    for ruta, cambios in campos.items():
        objeto = _objeto(plan, ruta)
        modificar(actor=actor, objeto=objeto, cambios=cambios, visto=valores(objeto), autorizacion=autorizacion)
    if filas:
        _aplicar_listas(actor, plan, documento, filas, autorizacion)
    for numero, nuevos in pesos.items():
        compromiso = Compromiso.objects.select_related("plan__secretariado").get(plan=plan, numero=int(numero))
        modificar_ponderaciones(
            actor=actor,
            compromiso=compromiso,
            pesos={_objeto(plan, ruta).pk: peso for ruta, peso in nuevos.items()},
            visto=ponderaciones(compromiso.acciones.order_by("numero")),
            autorizacion=autorizacion,
        )


def _aplicar_listas(
    actor: Usuario,
    plan: Plan,
    documento: dict[str, Any],
    filas: Mapping[tuple[str, str], list[Diferencia]],
    autorizacion: Autorizacion | None,
) -> None:
    """All that changes in one list of a commitment or key action, at once."""
    rutas = [d.ruta for cambios in filas.values() for d in cambios]
    porcodigo = instituciones_del_documento(plan.secretariado.entidad, documento, rutas)
    for (ruta, lista), cambios in filas.items():
        objeto = _objeto(plan, ruta)
        assert isinstance(objeto, Compromiso | AccionClave)
        renglones = [Renglon(d.antes, _renglon(documento, d, porcodigo)) for d in cambios]
        modificar_lista(actor=actor, objeto=objeto, lista=lista, renglones=renglones, autorizacion=autorizacion)


def _renglon(
    documento: dict[str, Any], d: Diferencia, porcodigo: Mapping[str, Institucion]
) -> dict[str, Any] | None:
    if not d.despues:
        return None
    fila = dict(obtener(documento, d.ruta))
    if d.campo == "responsables":
        fila["institucion"] = porcodigo.get(fila.get("institucion") or "")
    return fila


def _agregar(
    actor: Usuario, plan: Plan, d: Diferencia, fila: Mapping[str, Any], autorizacion: Autorizacion | None
) -> None:
    numero, *resto = d.objeto.split("/")
    compromiso = Compromiso.objects.select_related("plan__secretariado").get(plan=plan, numero=int(numero))
    accion = compromiso.acciones.get(numero=int(resto[0][1:])) if resto[0].startswith("a") else None
    datos = {c: fila.get(c) or "" for c in ("nombre", "descripcion", "medio_verificacion", "periodicidad")}
    fechas = {c: date.fromisoformat(fila[c]) for c in ("fecha_inicio", "fecha_fin") if fila.get(c)}
    datos["periodicidad"] = datos["periodicidad"] or Actividad.Periodicidad.UNICA
    agregar_actividad(
        actor=actor, compromiso=compromiso, accion=accion, datos=datos | fechas, autorizacion=autorizacion
    )


def _objeto(plan: Plan, ruta: str) -> Objeto:
    """What a path of numbers points at: "13", "13/a2", "13/a2/3", "13/3"."""
    numero, *resto = ruta.split("/")
    compromiso = Compromiso.objects.select_related("plan__secretariado").get(plan=plan, numero=int(numero))
    if not resto:
        return compromiso
    con = "compromiso__plan__secretariado"
    if not resto[0].startswith("a"):
        return Actividad.objects.select_related(con).get(compromiso=compromiso, accion=None, numero=int(resto[0]))
    accion = AccionClave.objects.select_related(con).get(compromiso=compromiso, numero=int(resto[0][1:]))
    if len(resto) == 1:
        return accion
    return Actividad.objects.select_related(con).get(accion=accion, numero=int(resto[1]))
