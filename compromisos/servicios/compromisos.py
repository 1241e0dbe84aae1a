"""Acts on a commitment as a whole."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from compromisos.models import Compromiso, Plan
from compromisos.servicios.busqueda import indexar_compromisos
from compromisos.servicios.recalculo import bloquear_entidad_de, bloquear_entidades, recalcular
from compromisos.textos import busqueda_de
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Membresia, Usuario
from secretariado.permisos import exigir
from secretariado.registro.bitacora import asentar


def proponer_compromiso(*, actor: Usuario, plan: Plan, nombre: str, descripcion: str) -> Compromiso:
    """Add a proposed commitment at the end of a draft plan."""
    exigir("compromisos.editar_borrador", actor, plan)
    with transaction.atomic():
        bloquear_entidad_de(plan.pk)
        plan = (
            Plan.objects.select_for_update(of=("self",), no_key=True)
            .select_related("secretariado")
            .get(pk=plan.pk)
        )
        exigir("compromisos.editar_borrador", actor, plan)
        numero = (Compromiso.objects.filter(plan=plan).aggregate(n=Max("numero"))["n"] or 0) + 1
        compromiso = Compromiso(
            plan=plan,
            numero=numero,
            clave=f"{plan.clave}-{numero:02d}",
            nombre=nombre[:300],
            descripcion=descripcion,
            actualizado=ahora(),
        )
        compromiso.busqueda = busqueda_de(compromiso)
        compromiso.save()
        recalcular([compromiso.pk])
        indexar_compromisos([compromiso.pk])
        asentar(
            actor=actor,
            rol=Membresia.Rol.FACILITACION,
            institucion=None,
            accion="compromiso.propuesto",
            asunto=compromiso.asunto,
            plan=plan.clave,
            publico=False,
        )
    return compromiso


def concluir_compromiso(
    *, actor: Usuario, compromiso: Compromiso, cumplido: bool, momento: datetime | None = None
) -> Compromiso:
    """Close a commitment in process, as fulfilled or not. The verified figure decides its colour, not this."""
    exigir("compromisos.modificar_plan", actor, compromiso.plan)
    estado = Compromiso.Estado
    with transaction.atomic():
        bloquear_entidades([compromiso.plan.secretariado.entidad_id])
        compromiso = (
            Compromiso.objects.select_for_update(of=("self",)).select_related("plan").get(pk=compromiso.pk)
        )
        if compromiso.estado != estado.EN_PROCESO:
            raise ReglaIncumplida(
                _("Sólo se concluye un compromiso en proceso; éste está «%(estado)s».")
                % {"estado": compromiso.get_estado_display()}
            )
        antes = compromiso.estado
        compromiso.estado = estado.CONCLUIDO if cumplido else estado.NO_CONCLUIDO
        compromiso.actualizado = momento or ahora()
        compromiso.save(update_fields=["estado", "actualizado"])
        recalcular([compromiso.pk])
        indexar_compromisos([compromiso.pk])
        asentar(
            actor=actor,
            rol=Membresia.Rol.FACILITACION,
            institucion=None,
            accion="compromiso.concluido",
            asunto=compromiso.asunto,
            plan=compromiso.plan.clave,
            momento=momento,
            datos={"antes": {"estado": antes}, "despues": {"estado": compromiso.estado}},
        )
    return compromiso
