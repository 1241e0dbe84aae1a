"""Publishing a plan: what it asks for, and the baseline it freezes."""

import hashlib
import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from compromisos.models import AccionClave, Actividad, Compromiso, LineaBase, Plan, Responsable
from compromisos.servicios.acuerdos import AcuerdoNuevo, acuerdo_registrado, comprobar_acuerdo
from compromisos.servicios.busqueda import indexar_planes
from compromisos.servicios.entregas import generar_entregas
from compromisos.servicios.recalculo import bloquear_entidades, recalcular
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Acuerdo, Membresia, Usuario
from secretariado.permisos import exigir
from secretariado.registro.bitacora import asentar


def publicar_plan(*, actor: Usuario, plan: Plan, acuerdo: Acuerdo | AcuerdoNuevo | None) -> Plan:
    """Publish a draft. Asks for an agreement of its own STL, weights that add to 100 wherever key actions
    exist and a responsible body per commitment (02-dominio §2); every problem is told at once."""
    exigir("compromisos.publicar_plan", actor, plan)
    with transaction.atomic():
        bloquear_entidades([plan.secretariado.entidad_id])
        plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
        if not plan.es_borrador:
            raise ReglaIncumplida(_("Este plan ya está publicado."))
        problemas = problemas_para_publicar(plan)
        try:
            comprobar_acuerdo(plan, acuerdo)
        except ReglaIncumplida as error:
            if not problemas:
                raise
            problemas.insert(0, error.mensaje)
        if problemas or acuerdo is None:
            raise ReglaIncumplida(" ".join(problemas))
        acuerdo = acuerdo_registrado(plan, acuerdo)
        plan.estado = Plan.Estado.PUBLICADO
        plan.save(update_fields=["estado"])
        congelar_y_publicar(plan, acuerdo, momento=ahora())
        asentar(
            actor=actor,
            rol=Membresia.Rol.FACILITACION,
            institucion=None,
            accion="plan.publicado",
            asunto=plan.asunto,
            plan=plan.clave,
            datos={"acuerdo": acuerdo.numero, "linea_base": plan.lineas_base.get(version=1).sha256},
        )
    return plan


def problemas_para_publicar(plan: Plan) -> list[str]:
    """What stands in the way of publication, as sentences, apart from the agreement."""
    problemas = []
    compromisos = Compromiso.objects.filter(plan=plan)
    if not compromisos.exists():
        problemas.append(_("El plan no tiene compromisos."))
    for clave, suma in (
        AccionClave.objects.filter(compromiso__plan=plan)
        .values_list("compromiso__clave")
        .annotate(suma=Sum("ponderacion"))
        .order_by("compromiso__clave")
    ):
        if suma != Decimal(100):
            problemas.append(
                _("%(clave)s: las ponderaciones suman %(suma)s, no 100.") % {"clave": clave, "suma": suma or 0}
            )
    con = Responsable.objects.filter(papel=Responsable.Papel.RESPONSABLE).values("compromiso")
    problemas.extend(
        _("%(clave)s: falta la institución responsable.") % {"clave": clave}
        for clave in compromisos.exclude(pk__in=con).order_by("clave").values_list("clave", flat=True)
    )
    return problemas


def congelar_y_publicar(plan: Plan, acuerdo: Acuerdo, *, momento: datetime) -> None:
    """Freeze the baseline, make the deliveries and record the publication, within the caller's transaction.

    Also the loader's door for plans published before the registry existed.
    """
    contenido = contenido_de(plan)
    canonico = json.dumps(contenido, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    LineaBase.objects.create(
        plan=plan,
        version=1,
        congelada=momento,
        contenido=contenido,
        sha256=hashlib.sha256(canonico.encode()).hexdigest(),
    )
    actividades = Actividad.objects.filter(compromiso__plan=plan)
    actividades.update(base_inicio=F("fecha_inicio"), base_fin=F("fecha_fin"))
    generar_entregas(actividades.select_related("accion", "compromiso__plan").prefetch_related("entregas"))
    Compromiso.objects.filter(plan=plan, estado__in=("propuesto", "aprobado")).update(
        estado=Compromiso.Estado.EN_PROCESO
    )
    Compromiso.objects.filter(plan=plan).update(actualizado=momento)
    plan.acuerdo_publicacion, plan.publicado_en = acuerdo, momento
    plan.save(update_fields=["acuerdo_publicacion", "publicado_en"])
    recalcular(list(Compromiso.objects.filter(plan=plan).values_list("pk", flat=True)))
    indexar_planes([plan.pk])


def contenido_de(plan: Plan) -> dict[str, Any]:
    """Axes, commitments, key actions and activities as they stand, with their dates and weights."""

    def texto(valor: Any) -> Any:
        return None if valor is None else str(valor)

    def actividad(a: Actividad) -> dict[str, Any]:
        return {
            "numero": a.numero,
            "nombre": a.nombre,
            "inicio": texto(a.fecha_inicio),
            "fin": texto(a.fecha_fin),
            "periodicidad": a.periodicidad,
            "peso": texto(a.peso),
        }

    compromisos = []
    filas = Compromiso.objects.filter(plan=plan).select_related("eje").order_by("numero")
    for c in filas.prefetch_related("acciones__actividades", "actividades"):
        compromisos.append(
            {
                "clave": c.clave,
                "nombre": c.nombre,
                "eje": c.eje.nombre if c.eje else None,
                "objetivo": c.objetivo,
                "problema": c.problema,
                "inicio": texto(c.fecha_inicio),
                "fin": texto(c.fecha_fin),
                "acciones": [
                    {
                        "numero": x.numero,
                        "nombre": x.nombre,
                        "ponderacion": texto(x.ponderacion),
                        "inicio": texto(x.fecha_inicio),
                        "fin": texto(x.fecha_fin),
                        "actividades": [actividad(a) for a in x.actividades.all()],
                    }
                    for x in c.acciones.all()
                ],
                "actividades": [actividad(a) for a in c.actividades.all() if a.accion_id is None],
            }
        )
    return {
        "plan": plan.clave,
        "titulo": plan.titulo,
        "inicio": texto(plan.fecha_inicio),
        "fin": texto(plan.fecha_fin),
        "compromisos": compromisos,
    }
