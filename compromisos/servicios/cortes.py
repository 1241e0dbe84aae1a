"""The daily snapshot of the stored figures: two INSERT … SELECT, no loop. Acts for nobody."""

from datetime import date

from django.db import connection, transaction

from compromisos.models import CorteAvance
from pal_portal.cimientos.fechas import hoy


def tomar_corte(fecha: date | None = None) -> int:
    """Snapshot of every plan and commitment for `fecha` (today), replacing one already taken that day."""
    dia = fecha or hoy()
    escritas = 0
    with transaction.atomic(), connection.cursor() as cursor:
        CorteAvance.objects.filter(fecha=dia).delete()
        for campo, tabla, condicion in (
            ("plan_id", "compromisos_plan", "publicado_en IS NOT NULL AND compromisos_en_vigor > 0"),
            ("compromiso_id", "compromisos_compromiso", "entregas_total > 0"),
        ):
            cursor.execute(
                f"INSERT INTO compromisos_corteavance (fecha, {campo}, programado, declarado, verificado) "
                f"SELECT %s, id, programado, declarado, verificado FROM {tabla} WHERE {condicion}",
                [dia if connection.vendor == "postgresql" else dia.isoformat()],
            )
            escritas += cursor.rowcount
    return escritas
