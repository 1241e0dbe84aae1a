"""What evaluations ask of somebody, for their desk: recommendations to answer and plans to evaluate."""

from typing import Any

from compromisos.models import Plan, Recomendacion
from secretariado.permisos import alcance

FILAS = 50


def de_evaluacion(usuario: Any) -> dict[str, list[Any]]:
    """Nothing is asked of the database for who neither answers nor evaluates."""
    suyo = alcance(usuario)
    por_responder: list[Recomendacion] = []
    evaluables: list[Plan] = []
    if suyo.responsable:
        por_responder = list(
            Recomendacion.objects.filter(
                evaluacion__publicada_en__isnull=False,
                institucion__in=suyo.responsable,
                estado=Recomendacion.Estado.PENDIENTE,
            )
            .select_related("evaluacion", "institucion", "compromiso")
            .order_by("vence", "pk")[:FILAS]
        )
    if suyo.verificacion:
        evaluables = list(
            Plan.objects.visibles_para(usuario)
            .filter(secretariado__in=suyo.verificacion.keys(), publicado_en__isnull=False)
            .exclude(secretariado__in=suyo.facilitacion)
            .order_by("clave")[:FILAS]
        )
    return {"por_responder": por_responder, "evaluables": evaluables}
