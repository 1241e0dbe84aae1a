"""Snapshots of past days, rebuilt from the append-only tables with the pure arithmetic."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from compromisos.avance import Cifras, cifras_compromiso, cifras_conjunto
from compromisos.historico import Historia
from compromisos.models import CorteAvance, Plan


@transaction.atomic
def reconstruir_cortes(plan: Plan, fechas: Sequence[date]) -> int:
    """Write the snapshots of `plan` and its commitments on `fechas`; returns how many rows were written."""
    historia = Historia(plan)
    cortes: list[CorteAvance] = []
    for fecha in fechas:
        foto = historia.al(fecha)
        cortes.extend(
            CorteAvance(fecha=fecha, compromiso_id=pk, **_columnas(cifras_compromiso(c, fecha)))
            for pk, c in foto.compromisos.items()
        )
        conjunto = cifras_conjunto(list(foto.compromisos.values()), fecha, plan.incluye_proactivos)
        cortes.append(CorteAvance(fecha=fecha, plan=plan, **_columnas(conjunto.cifras)))
    CorteAvance.objects.filter(plan=plan, fecha__in=fechas).delete()
    CorteAvance.objects.filter(compromiso__plan=plan, fecha__in=fechas).delete()
    return len(CorteAvance.objects.bulk_create(cortes, batch_size=500))


def _columnas(cifras: Cifras) -> dict[str, object]:
    redondas = cifras.redondeadas(12)
    return {
        "programado": redondas.programado,
        "declarado": redondas.declarado,
        "verificado": redondas.verificado,
    }
