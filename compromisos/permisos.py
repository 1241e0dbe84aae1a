"""Who may do what with plans, commitments, deliveries, evidence and reports.

Reading is a queryset (`visibles_para`, in `models.visibilidad`); acting is a predicate, registered here with
`rules` and asked through `puede`, so that pages, API, templates and services share one answer.
"""

from collections.abc import Iterable
from typing import Any

import rules
from django.db.models import Q

from compromisos.models import (
    Actividad,
    Compromiso,
    Entrega,
    Evaluacion,
    Evidencia,
    Gancho,
    Plan,
    Recomendacion,
    Responsable,
)
from secretariado.models import Entidad, Institucion, Secretariado
from secretariado.permisos import Alcance, alcance


def instituciones_de(compromiso: Compromiso) -> frozenset[int]:
    """Institutions that answer for `compromiso` (one query, remembered on the object)."""
    guardadas: frozenset[int] | None = getattr(compromiso, "_instituciones", None)
    if guardadas is None:
        responsables = (Responsable.Papel.RESPONSABLE, Responsable.Papel.CORRESPONSABLE)
        guardadas = frozenset(
            Responsable.objects.filter(compromiso=compromiso, papel__in=responsables).values_list(
                "institucion_id", flat=True
            )
        )
        compromiso._instituciones = guardadas  # type: ignore[attr-defined]
    return guardadas


def institucion_que_reporta(usuario: Any, actividad: Actividad) -> int | None:
    """The institution on whose behalf `usuario` reports `actividad`, None when none of theirs may.

    An activity with an institution of its own is reported by that one; otherwise by those of its commitment.
    """
    if actividad.a_cargo_de_id:
        posibles = frozenset({actividad.a_cargo_de_id})
    else:
        posibles = instituciones_de(actividad.compromiso)
    return min(alcance(usuario).responsable & posibles, default=None)


def a_cargo_de(suyo: Alcance, prefijo: str = "") -> Q:
    """Deliveries of published plans whose progress this person reports, by their role and scope.

    `prefijo` is the path from the queried model to its delivery, with the trailing underscores.
    """
    ruta = f"{prefijo}actividad__compromiso__"
    q = Q(**{f"{ruta}plan__secretariado__in": suyo.facilitacion})
    if suyo.responsable:
        q |= de_instituciones(suyo.responsable, prefijo)
    return q & Q(**{f"{ruta}plan__publicado_en__isnull": False})


def de_instituciones(instituciones: Iterable[int], prefijo: str = "") -> Q:
    """Deliveries that `instituciones` answer for: of their own activities, else of their commitments."""
    propios = Responsable.objects.filter(
        institucion__in=instituciones, papel__in=("responsable", "corresponsable")
    ).values("compromiso")
    return Q(**{f"{prefijo}actividad__a_cargo_de__in": instituciones}) | Q(
        **{f"{prefijo}actividad__a_cargo_de__isnull": True, f"{prefijo}actividad__compromiso__in": propios}
    )


def _abierto(plan: Plan) -> bool:
    """Deliveries are reported on published plans that were neither suspended nor cancelled."""
    return not plan.es_borrador and plan.estado not in (Plan.Estado.SUSPENDIDO, Plan.Estado.CANCELADO)


@rules.predicate
def facilita(usuario: Any, plan: Plan) -> bool:
    return plan.secretariado_id in alcance(usuario).facilitacion


@rules.predicate
def puede_declarar(usuario: Any, entrega: Entrega) -> bool:
    actividad = entrega.actividad
    compromiso = actividad.compromiso
    if actividad.cancelada or compromiso.estado == Compromiso.Estado.RETIRADO or not _abierto(compromiso.plan):
        return False
    return bool(facilita(usuario, compromiso.plan)) or institucion_que_reporta(usuario, actividad) is not None


@rules.predicate
def puede_verificar(usuario: Any, evidencia: Evidencia) -> bool:
    """Four eyes: a verifier of that STL, not the author, nor of an institution involved."""
    compromiso = evidencia.entrega.actividad.compromiso
    suyo = alcance(usuario)
    institucion = suyo.verificacion.get(compromiso.plan.secretariado_id)
    if institucion is None or evidencia.autor_id == usuario.pk:
        return False
    propias = {institucion, *suyo.responsable}
    if evidencia.institucion_id in propias or propias & instituciones_de(compromiso):
        return False
    return compromiso.plan.secretariado_id not in suyo.facilitacion


def institucion_que_opina(usuario: Any, evidencia: Evidencia) -> int | None:
    """The civil-society body of `usuario` that answers for the commitment and did not send the evidence."""
    posibles = alcance(usuario).responsable & instituciones_de(evidencia.entrega.actividad.compromiso)
    posibles -= {evidencia.institucion_id or 0}
    if not posibles:
        return None
    osc = Institucion.objects.filter(pk__in=posibles, tipo=Institucion.Tipo.OSC)
    return osc.order_by("pk").values_list("pk", flat=True).first()


@rules.predicate
def puede_opinar(usuario: Any, evidencia: Evidencia) -> bool:
    compromiso = evidencia.entrega.actividad.compromiso
    return _abierto(compromiso.plan) and institucion_que_opina(usuario, evidencia) is not None


def corregible_por(suyo: Alcance) -> Q:
    """`puede_corregir_evidencia` as a filter, together with `a_cargo_de`."""
    return Q(institucion__in=suyo.responsable) | Q(
        entrega__actividad__compromiso__plan__secretariado__in=suyo.facilitacion
    )


@rules.predicate
def puede_corregir_evidencia(usuario: Any, evidencia: Evidencia) -> bool:
    """Who sent it, or the facilitation: another co-responsible body objects, it does not withdraw."""
    if not puede_declarar(usuario, evidencia.entrega):
        return False
    propia = evidencia.institucion_id in alcance(usuario).responsable
    return propia or bool(facilita(usuario, evidencia.entrega.actividad.compromiso.plan))


@rules.predicate
def ve_original(usuario: Any, evidencia: Evidencia) -> bool:
    """Who reports it and who verifies that STL: an image's date and place are for them to weigh."""
    plan = evidencia.entrega.actividad.compromiso.plan
    return plan.secretariado_id in alcance(usuario).verificacion or bool(
        puede_declarar(usuario, evidencia.entrega)
    )


@rules.predicate
def puede_pedir_informe(usuario: Any, ambito: Any) -> bool:
    """Of a published plan (its commitments, its evidence, its evaluations), an STL or a state: facilitation and
    verification there, and the national coordination, the only one that orders the country's (None)."""
    suyo = alcance(usuario)
    stl = suyo.facilitacion | set(suyo.verificacion)
    if ambito is None:
        return suyo.coordinacion
    if isinstance(ambito, Entidad):
        return suyo.coordinacion or ambito.secretariados.filter(pk__in=stl).exists()
    if isinstance(ambito, Secretariado):
        return suyo.coordinacion or ambito.pk in stl
    if isinstance(ambito, Evaluacion):
        return not ambito.es_borrador and bool(puede_pedir_informe(usuario, ambito.plan))
    if isinstance(ambito, Evidencia):
        ambito = ambito.entrega.actividad.compromiso
    plan = ambito.plan if isinstance(ambito, Compromiso) else ambito
    return not plan.es_borrador and (suyo.coordinacion or plan.secretariado_id in stl)


@rules.predicate
def evalua_plan(usuario: Any, plan: Plan) -> bool:
    """The organismo garante of that STL, by who verifies for it and does not facilitate it."""
    suyo = alcance(usuario)
    return (
        not plan.es_borrador
        and plan.secretariado_id in suyo.verificacion
        and plan.secretariado_id not in suyo.facilitacion
    )


@rules.predicate
def edita_evaluacion(usuario: Any, evaluacion: Evaluacion) -> bool:
    """A draft, by the body that opened it."""
    plan = evaluacion.plan
    return (
        evaluacion.es_borrador
        and bool(evalua_plan(usuario, plan))
        and alcance(usuario).verificacion[plan.secretariado_id] == evaluacion.institucion_id
    )


@rules.predicate
def responde_recomendacion(usuario: Any, recomendacion: Recomendacion) -> bool:
    """The institution it is addressed to."""
    publicada = not recomendacion.evaluacion.es_borrador
    return publicada and recomendacion.institucion_id in alcance(usuario).responsable


@rules.predicate
def sigue_recomendacion(usuario: Any, recomendacion: Recomendacion) -> bool:
    """The body that evaluated, never the one that answers."""
    evaluacion = recomendacion.evaluacion
    suya = alcance(usuario).verificacion.get(evaluacion.plan.secretariado_id)
    return not evaluacion.es_borrador and suya == evaluacion.institucion_id != recomendacion.institucion_id


@rules.predicate
def edita_borrador(usuario: Any, plan: Plan) -> bool:
    return plan.es_borrador and bool(facilita(usuario, plan))


@rules.predicate
def modifica_publicado(usuario: Any, plan: Plan) -> bool:
    return not plan.es_borrador and bool(facilita(usuario, plan))


@rules.predicate
def ve_calidad(usuario: Any, plan: Plan) -> bool:
    suyo = alcance(usuario)
    return bool(facilita(usuario, plan)) or suyo.coordinacion


@rules.predicate
def importa_plan(usuario: Any, secretariado: Secretariado) -> bool:
    return secretariado.pk in alcance(usuario).facilitacion


@rules.predicate
def es_su_gancho(usuario: Any, gancho: Gancho) -> bool:
    return gancho.usuario_id == usuario.pk


rules.add_perm("compromisos.administrar_gancho", es_su_gancho)
rules.add_perm("compromisos.declarar_avance", puede_declarar)
rules.add_perm("compromisos.adjuntar_evidencia", puede_declarar)
rules.add_perm("compromisos.corregir_evidencia", puede_corregir_evidencia)
rules.add_perm("compromisos.ver_original", ve_original)
rules.add_perm("compromisos.verificar_evidencia", puede_verificar)
rules.add_perm("compromisos.opinar_sobre_evidencia", puede_opinar)
rules.add_perm("compromisos.solicitar_informe", puede_pedir_informe)
rules.add_perm("compromisos.editar_borrador", edita_borrador)
rules.add_perm("compromisos.publicar_plan", edita_borrador)
rules.add_perm("compromisos.modificar_plan", modifica_publicado)
rules.add_perm("compromisos.ver_calidad", ve_calidad)
rules.add_perm("compromisos.importar_plan", importa_plan)
rules.add_perm("compromisos.evaluar_plan", evalua_plan)
rules.add_perm("compromisos.editar_evaluacion", edita_evaluacion)
rules.add_perm("compromisos.responder_recomendacion", responde_recomendacion)
rules.add_perm("compromisos.seguir_recomendacion", sigue_recomendacion)
