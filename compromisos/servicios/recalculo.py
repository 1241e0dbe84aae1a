"""Rewriting the stored figures: one commitment and its parents in the transaction that changes it, everything
at night. Set-based SQL (`recalculo_sql`), never a loop over rows. Acts for nobody: other services call it.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django.db import connection, transaction

from compromisos.models import Plan
from compromisos.servicios import recalculo_sql as sql
from compromisos.servicios import recalculo_sql_conjuntos as conjuntos
from compromisos.servicios.entregas import sql_de_entregas
from pal_portal.cimientos.fechas import hoy
from secretariado.models import Entidad


def bloquear_entidades(ids: Iterable[int]) -> None:
    """Hold the states' rows until commit, so that no parent loses an update. Always the first lock taken."""
    list(Entidad.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk"))


def bloquear_entidad_de(plan_id: int) -> None:
    """`bloquear_entidades` for the state of a plan: the first line of every act that moves a figure."""
    bloquear_entidades(Plan.objects.filter(pk=plan_id).values_list("secretariado__entidad", flat=True))


def recalcular(compromiso_ids: Iterable[int], al: date | None = None) -> dict[str, int]:
    """Figures of these commitments and their parents at `al` (today); returns rows written per level."""
    ids = [int(pk) for pk in compromiso_ids]
    if not ids:
        return {}
    with transaction.atomic(savepoint=False):  # its failure is the failure of the act it belongs to
        if len(ids) == 1 and connection.vendor == "postgresql":
            return _recalcular_uno(ids[0], al or hoy())
        bloquear_entidades(
            Plan.objects.filter(compromisos__in=ids).values_list("secretariado__entidad", flat=True)
        )
        return _correr(al or hoy(), ids)


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


def _correr(al: date, compromiso_ids: list[int] | None) -> dict[str, int]:
    d = sql.POSTGRES if connection.vendor == "postgresql" else sql.SQLITE
    parametros: dict[str, Any] = {"al": al if d.postgres else al.isoformat()}
    escritas = {}
    with connection.cursor() as cursor:
        if d.postgres and not compromiso_ids:  # by order (decimal sums swell a hash), nothing compiled
            cursor.execute("SET LOCAL work_mem = '128MB'; SET LOCAL enable_hashagg = off; SET LOCAL jit = off")
        for nombre, orden in _ordenes(d, ", ".join(map(str, compromiso_ids or []))).items():
            cursor.execute(orden, parametros)
            escritas[nombre] = cursor.rowcount
    return escritas


@cache
def _ordenes_preparadas() -> dict[str, str]:
    """The lock of `bloquear_entidades` first: a statement of its own costs as much as three levels."""
    return {"bloqueo": conjuntos.bloqueo("%(id)s::bigint"), **_ordenes(sql.POSTGRES, "%(id)s::bigint")}


def _ordenes(d: sql.Dialecto, ids: str) -> dict[str, str]:
    """The statement of each level, from the activity up; `ids` is what goes within `IN (…)`, or empty for all."""
    de_actividades = (
        f"WHERE a.id IN (SELECT id FROM compromisos_actividad WHERE compromiso_id IN ({ids}))" if ids else ""
    )
    ordenes = {
        "actividad": sql.actividades(d, de_actividades),
        "accion": sql.acciones(d, f"WHERE k.compromiso_id IN ({ids})" if ids else ""),
        "compromiso": sql.compromisos(d, f"WHERE c.id IN ({ids})" if ids else ""),
    }
    for nivel in conjuntos.NIVELES:
        filtro = f"WHERE t.id IN ({nivel.desde_compromiso.format(ids=ids)})" if ids else ""
        ordenes[nivel.nombre] = conjuntos.conjunto(d, nivel, filtro)
    return ordenes


def _recalcular_uno(compromiso_id: int, al: date) -> dict[str, int]:
    """Same statements, planned once per connection: planning them costs four times what running them does."""
    import psycopg  # only where the engine is PostgreSQL

    parametros = {"al": al, "id": compromiso_id}
    connection.ensure_connection()
    cruda = connection.connection
    cursores = {nombre: psycopg.Cursor(cruda) for nombre in _ordenes_preparadas()}
    antes, cruda.prepare_threshold = cruda.prepare_threshold, 5  # Django's None would refuse to prepare anything
    try:
        with connection.wrap_database_errors, cruda.pipeline():  # one trip for all of them, in this order
            for nombre, orden in _ordenes_preparadas().items():
                cursores[nombre].execute(orden, parametros, prepare=True)
    finally:
        cruda.prepare_threshold = antes
    return {nombre: cursor.rowcount for nombre, cursor in cursores.items() if nombre != "bloqueo"}
