"""What allows a change to a plan and what stays of it: the first and last halves of every act that changes one,
within its transaction."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from compromisos.cambios import Objeto, compromiso_de, permiso_de_cambio
from compromisos.models import AccionClave, Actividad, Compromiso, Modificacion, Plan
from compromisos.servicios.acuerdos import AcuerdoNuevo, acuerdo_registrado, comprobar_acuerdo
from compromisos.servicios.busqueda import indexar_compromisos
from compromisos.servicios.recalculo import bloquear_entidades, recalcular
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Acuerdo, Membresia, Usuario
from secretariado.permisos import exigir
from secretariado.registro.bitacora import asentar

ACCION = {
    Compromiso: "compromiso.modificado",
    AccionClave: "accion.modificada",
    Actividad: "actividad.modificada",
}


@dataclass(frozen=True, slots=True)
class Autorizacion:
    """Why a published plan changes, and the agreement of its STL that allows it."""

    motivo: str
    acuerdo: Acuerdo | AcuerdoNuevo | None


@dataclass(frozen=True, slots=True)
class Cambio:
    tipo: Modificacion.Tipo
    accion: str
    antes: dict[str, str]
    despues: dict[str, str]


def abrir_cambio(actor: Usuario, plan: Plan, autorizacion: Autorizacion | None) -> Plan:
    """Lock the plan; if it is published, ask for what allows the change."""
    bloquear_entidades([plan.secretariado.entidad_id])
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
    exigir(permiso_de_cambio(plan), actor, plan)
    if plan.es_borrador:
        return plan
    if autorizacion is None or not autorizacion.motivo.strip():
        raise ReglaIncumplida(_("El plan está publicado: escribe por qué cambia. Será público."), "motivo")
    comprobar_acuerdo(plan, autorizacion.acuerdo)
    return plan


def exigir_en_vigor(objeto: Objeto) -> None:
    if compromiso_de(objeto).estado == Compromiso.Estado.RETIRADO:
        raise ReglaIncumplida(_("Este compromiso se retiró: ya no se modifica."))
    if isinstance(objeto, Actividad) and objeto.cancelada:
        raise ReglaIncumplida(_("Esta actividad se canceló: ya no se modifica."))


def dejar_constancia(
    actor: Usuario, plan: Plan, objeto: Objeto, cambio: Cambio, autorizacion: Autorizacion | None
) -> None:
    """Figures right, the `Modificacion` if the plan is published, and the entry: reserved while it is a draft."""
    compromiso, momento = compromiso_de(objeto), ahora()
    Compromiso.objects.filter(pk=compromiso.pk).update(actualizado=momento)
    recalcular([compromiso.pk])
    indexar_compromisos([compromiso.pk])
    datos: dict[str, Any] = {"antes": cambio.antes, "despues": cambio.despues}
    if isinstance(objeto, Actividad):
        datos["actividad"] = objeto.nombre[:200]
    elif isinstance(objeto, AccionClave):
        datos["accion"] = objeto.nombre[:200]
    if autorizacion and autorizacion.acuerdo and not plan.es_borrador:
        motivo = autorizacion.motivo.strip()
        acuerdo = acuerdo_registrado(plan, autorizacion.acuerdo)
        Modificacion.objects.create(
            plan=plan,
            compromiso=compromiso,
            accion=objeto if isinstance(objeto, AccionClave) else None,
            actividad=objeto if isinstance(objeto, Actividad) else None,
            tipo=cambio.tipo,
            antes=cambio.antes,
            despues=cambio.despues,
            motivo=motivo,
            acuerdo=acuerdo,
            autor=actor,
            creado=momento,
        )
        datos |= {"motivo": motivo, "acuerdo": acuerdo.numero}
    asentar(
        actor=actor,
        rol=Membresia.Rol.FACILITACION,
        institucion=None,
        accion=cambio.accion,
        asunto=compromiso.asunto,
        plan=plan.clave,
        publico=not plan.es_borrador,
        momento=momento,
        datos=datos,
    )
