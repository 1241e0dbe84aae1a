"""Deliveries of an activity, and the columns each keeps of its declarations and verdicts.

Called by other services within their transaction; these functions act for nobody.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from compromisos.models import Actividad, Entrega
from compromisos.plazos import entregas_previstas
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import hoy

PERIODOS_MAXIMOS = 600
"""Deliveries of one activity: eleven years of weeks."""


def generar_entregas(actividades: Iterable[Actividad]) -> int:
    """Bring the deliveries of `actividades` to their calendar; returns how many were created.

    One for a single activity; one per period for a periodic one, to its end or the plan's. Without either,
    up to the period after today. Deliveries with declarations or evidence are never removed.
    """
    nuevas = 0
    for actividad in actividades:
        previstas = list(entregas_previstas(actividad, hoy()))
        existentes = {e.numero: e for e in actividad.entregas.all()}
        Entrega.objects.filter(
            Q(actividad=actividad, avances__isnull=True, evidencias__isnull=True)
            & ~Q(numero__in=[n for n, _inicio, _vence in previstas])
        ).delete()
        if len(previstas) > PERIODOS_MAXIMOS:
            raise ReglaIncumplida(
                _("Con esas fechas y esa periodicidad habría %(n)s entregas. Revisa el año o la periodicidad.")
                % {"n": len(previstas)},
                "fecha_fin",
            )
        faltan = [
            Entrega(actividad=actividad, numero=n, periodo_inicio=inicio, vence=vence)
            for n, inicio, vence in previstas
            if n not in existentes
        ]
        nuevas += len(Entrega.objects.bulk_create(faltan))
        for numero, inicio, vence in previstas:
            entrega = existentes.get(numero)
            if entrega is None:
                continue
            if (entrega.periodo_inicio, entrega.vence) != (inicio, vence):
                Entrega.objects.filter(pk=entrega.pk).update(periodo_inicio=inicio, vence=vence)
    return nuevas


def sincronizar_entrega(entrega_id: int) -> None:
    """Rewrite what a delivery keeps of its declarations and of the verdicts in force, in one statement.

    The row is locked by a statement of its own first: an UPDATE that waits for another writer would read the
    verdicts as they were before that one committed, and forget them.
    """
    list(Entrega.objects.select_for_update(no_key=True).filter(pk=entrega_id).order_by().values_list("pk"))
    with connection.cursor() as cursor:
        cursor.execute(f"{sql_de_entregas()} WHERE e.id = %s", [entrega_id])


def sql_de_entregas() -> str:
    """UPDATE of the kept columns of deliveries `e`, for the caller to complete with a WHERE.

    Subqueries by delivery, so that both engines run the same text. Days are Mexico City's.
    """
    if connection.vendor == "postgresql":
        dia, menor = "(a.creado AT TIME ZONE 'America/Mexico_City')::date", "LEAST"
    else:  # the function that Django registers on every SQLite connection
        dia, menor = "django_datetime_cast_date(a.creado, 'America/Mexico_City', 'UTC')", "MIN"
    ultima = "FROM compromisos_avance a WHERE a.entrega_id = e.id ORDER BY a.creado DESC, a.id DESC LIMIT 1"
    declarado = f"(SELECT a.porcentaje {ultima})"
    maximo = (
        "(SELECT MAX(v.porcentaje) FROM compromisos_verificacion v "
        "JOIN compromisos_evidencia x ON x.id = v.evidencia_id WHERE x.entrega_id = e.id "
        "AND v.revocada IS NULL AND v.veredicto = 'verificada')"
    )
    return f"""UPDATE compromisos_entrega AS e SET
        declarado = {declarado},
        declarado_el = (SELECT {dia} {ultima}),
        hecha_el = (SELECT MIN({dia}) FROM compromisos_avance a
                    WHERE a.entrega_id = e.id AND a.porcentaje = 100 AND NOT EXISTS (
                        SELECT 1 FROM compromisos_avance b WHERE b.entrega_id = e.id
                        AND b.porcentaje < 100 AND (b.creado, b.id) > (a.creado, a.id))),
        verificado = {menor}(COALESCE({declarado}, 0), COALESCE({maximo}, 0)),
        evidencias_total = (SELECT COUNT(*) FROM compromisos_evidencia x
                            WHERE x.entrega_id = e.id AND x.estado <> 'retirada'
                            AND NOT EXISTS (SELECT 1 FROM compromisos_evidencia y WHERE y.sustituye_a_id = x.id)),
        version = (SELECT COUNT(*) FROM compromisos_avance a WHERE a.entrega_id = e.id)"""
