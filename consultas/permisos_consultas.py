"""Who may run a consultation and answer what people contribute."""

from typing import Any

import rules
from django.db.models import Q

from compromisos.models import Plan, Responsable
from compromisos.permisos import puede_pedir_informe
from consultas.models import Aportacion, Consulta
from secretariado.models import Institucion, Secretariado
from secretariado.permisos import alcance


@rules.predicate
def facilita_stl(usuario: Any, secretariado: Secretariado) -> bool:
    return secretariado.pk in alcance(usuario).facilitacion


@rules.predicate
def facilita_consulta(usuario: Any, consulta: Consulta) -> bool:
    return consulta.secretariado_id in alcance(usuario).facilitacion


@rules.predicate
def facilita_plan(usuario: Any, plan: Plan) -> bool:
    return plan.secretariado_id in alcance(usuario).facilitacion


def institucion_que_responde(usuario: Any, consulta: Consulta) -> Institucion | None:
    """The body of `usuario` that answers for the plan or the commitments consulted about."""
    suyas = alcance(usuario).responsable
    if not suyas:
        return None
    papeles = (Responsable.Papel.RESPONSABLE, Responsable.Papel.CORRESPONSABLE)
    filas = Responsable.objects.filter(institucion__in=suyas, papel__in=papeles)
    del_plan = filas.filter(compromiso__plan=consulta.plan_id) if consulta.plan_id else filas.none()
    fila = (
        filas.filter(compromiso__consultas=consulta).select_related("institucion").order_by("pk").first()
        or del_plan.select_related("institucion").order_by("pk").first()
    )
    return fila.institucion if fila else None


def instituciones_consultadas(consulta: Consulta) -> frozenset[int]:
    """The bodies that answer for the plan or the commitments consulted about. One query."""
    papeles = (Responsable.Papel.RESPONSABLE, Responsable.Papel.CORRESPONSABLE)
    suyo = Q(compromiso__consultas=consulta)
    if consulta.plan_id:
        suyo |= Q(compromiso__plan=consulta.plan_id)
    filas = Responsable.objects.filter(suyo, papel__in=papeles)
    return frozenset(filas.values_list("institucion", flat=True))


@rules.predicate
def puede_responder(usuario: Any, aportacion: Aportacion) -> bool:
    consulta = aportacion.consulta
    return bool(facilita_consulta(usuario, consulta)) or institucion_que_responde(usuario, consulta) is not None


@rules.predicate
def pide_informe(usuario: Any, consulta: Consulta) -> bool:
    """Who may order the reports of its STL, once it is published."""
    return not consulta.es_borrador and bool(puede_pedir_informe(usuario, consulta.secretariado))


rules.add_perm("consultas.crear", facilita_stl)
rules.add_perm("consultas.editar", facilita_consulta)
rules.add_perm("consultas.armar_ruta", facilita_plan)
rules.add_perm("consultas.responder", puede_responder)
rules.add_perm("consultas.solicitar_informe", pide_informe)
