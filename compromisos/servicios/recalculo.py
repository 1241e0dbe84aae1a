"""Rewriting the stored figures: one commitment and its parents in the transaction that changes it, everything
at night. Set-based SQL (`recalculo_sql`), never a loop over rows. Acts for nobody: other services call it.
"""

from collections.abc import Iterable
from datetime import date

from django.db import connection, transaction

from compromisos.models import Plan
from compromisos.servicios import recalculo_sql as sql
from compromisos.servicios.entregas import sql_de_entregas
from pal_portal.cimientos.fechas import hoy
from secretariado.models import Entidad


def bloquear_entidades(ids: Iterable[int]) -> None:
    """Hold the states' rows until commit, so that no parent loses an update. Always the first lock taken."""
    list(Entidad.objects.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk").values_list("pk"))


def bloquear_entidad_de(plan_id: int) -> None:
    """`bloquear_entidades` for the state of a plan: the first line of every act that moves a figure."""
    bloquear_entidades(Plan.objects.filter(pk=plan_id).values_list("secretariado__entidad", flat=True))


def recalcular(compromiso_ids: Iterable[int], al: date | None = None) -> dict[str, int]:
    """Figures of these commitments and their parents at `al` (today); returns rows written per level."""
    lista = ", ".join(str(int(pk)) for pk in compromiso_ids)
    if not lista:
        return {}
    with transaction.atomic():
        entidad = next(n for n in sql.NIVELES if n.nombre == "entidad")
        with connection.cursor() as cursor:
            cursor.execute(entidad.desde_compromiso.format(ids=lista))
            entidades = sorted({fila[0] for fila in cursor.fetchall()})
        bloquear_entidades(entidades)
        return _correr(al or hoy(), lista)


def recalcular_todo(al: date | None = None) -> dict[str, int]:
    """Every figure at `al` (today). Writes nothing where nothing changed."""
    with transaction.atomic():
        bloquear_entidades(Entidad.objects.values_list("pk", flat=True))
        return _correr(al or hoy(), None)


def reconciliar_entregas() -> int:
    """Rewrite what every delivery keeps from its declarations and verdicts; returns the rows visited."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql_de_entregas())
        return int(cursor.rowcount)


def _correr(al: date, ids: str | None) -> dict[str, int]:
    d = sql.POSTGRES if connection.vendor == "postgresql" else sql.SQLITE
    de_actividades = (
        f"WHERE a.id IN (SELECT id FROM compromisos_actividad WHERE compromiso_id IN ({ids}))" if ids else ""
    )
    ordenes = {
        "actividad": sql.actividades(d, de_actividades),
        "accion": sql.acciones(d, f"WHERE k.compromiso_id IN ({ids})" if ids else ""),
        "compromiso": sql.compromisos(d, f"WHERE c.id IN ({ids})" if ids else ""),
    }
    for nivel in sql.NIVELES:
        filtro = f"WHERE t.id IN ({nivel.desde_compromiso.format(ids=ids)})" if ids else ""
        ordenes[nivel.nombre] = sql.conjunto(d, nivel, filtro)
    escritas = {}
    parametros = {"al": al if d.postgres else al.isoformat()}
    with connection.cursor() as cursor:
        if d.postgres and not ids:  # everything at once: sort and hash in memory, compile nothing
            cursor.execute("SET LOCAL work_mem = '128MB'; SET LOCAL jit = off")
        for nombre, orden in ordenes.items():
            cursor.execute(orden, parametros)
            escritas[nombre] = cursor.rowcount
    return escritas
