"""The thresholds of the traffic light in force for a plan on a date."""

from datetime import date

from django.db.models import F, Q

from compromisos.models import Plan, Umbral
from compromisos.semaforo import Umbrales


def umbrales_en_vigor(plan: Plan, al: date) -> Umbrales:
    """The plan's own, else the general ones, else the design's (−10 and −25 points)."""
    fila = (
        Umbral.objects.filter(Q(plan=plan) | Q(plan__isnull=True), vigente_desde__lte=al)
        .filter(Q(vigente_hasta__isnull=True) | Q(vigente_hasta__gte=al))
        .order_by(F("plan").asc(nulls_last=True), "-vigente_desde")
        .first()
    )
    return Umbrales(fila.verde, fila.ambar) if fila else Umbrales()
