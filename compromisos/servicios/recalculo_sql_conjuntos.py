"""The statements of axis, plan, STL and state (see `recalculo_sql`), and the lock that comes before them."""

from collections.abc import Callable
from dataclasses import dataclass

from compromisos.servicios import recalculo_sql as sql


@dataclass(frozen=True, slots=True)
class Nivel:
    """A level above the commitment: its table, the parts `h` it is the mean of, and how to reach it."""

    nombre: str
    tabla: str
    partes: str
    desde_compromiso: str
    """Subquery of the ids of this level for commitments {ids}."""
    de_compromisos: bool
    """Its parts are commitments; otherwise, a level of this list."""


_DE_PLAN = "SELECT plan_id FROM compromisos_compromiso WHERE id IN ({ids})"
_DE_STL = f"SELECT secretariado_id FROM compromisos_plan WHERE id IN ({_DE_PLAN})"
NIVELES = (
    Nivel(
        "eje",
        "compromisos_eje",
        "compromisos_compromiso h ON h.eje_id = t.id LEFT JOIN compromisos_plan p ON p.id = h.plan_id",
        "SELECT eje_id FROM compromisos_compromiso WHERE id IN ({ids}) AND eje_id IS NOT NULL",
        de_compromisos=True,
    ),
    Nivel(
        "plan",
        "compromisos_plan",
        "compromisos_compromiso h ON h.plan_id = t.id LEFT JOIN compromisos_plan p ON p.id = t.id",
        _DE_PLAN,
        de_compromisos=True,
    ),
    Nivel(
        "secretariado",
        "secretariado_secretariado",
        "compromisos_plan h ON h.secretariado_id = t.id AND h.publicado_en IS NOT NULL",
        _DE_STL,
        de_compromisos=False,
    ),
    Nivel(
        "entidad",
        "secretariado_entidad",
        "secretariado_secretariado h ON h.entidad_id = t.id",
        f"SELECT entidad_id FROM secretariado_secretariado WHERE id IN ({_DE_STL})",
        de_compromisos=False,
    ),
)


def bloqueo(ids: str) -> str:
    """Hold the states of commitments {ids} until commit."""
    de_estos = NIVELES[-1].desde_compromiso.format(ids=ids)
    return f"SELECT id FROM {NIVELES[-1].tabla} WHERE id IN ({de_estos}) ORDER BY id FOR NO KEY UPDATE"


def conjunto(d: sql.Dialecto, nivel: Nivel, filtro: str) -> str:
    """Axis, plan, STL or state: the mean of its commitments in force that count.

    An STL adds up its published plans and a state its STL: each plan's mean times what it is the mean of.
    """
    cifras = _de_compromisos(d) if nivel.de_compromisos else _de_conjuntos(d)
    consulta = f"SELECT t.id, {cifras} FROM {nivel.tabla} t LEFT JOIN {nivel.partes} {filtro} GROUP BY t.id"
    columnas = (
        "programado declarado verificado compromisos_en_vigor compromisos_medidos compromisos_programados "
        "compromisos_sin_dato entregas_vencidas"
    )
    return sql.actualizar(d, nivel.tabla, columnas.split(), consulta)


def _de_compromisos(d: sql.Dialecto) -> str:
    vigor = "h.estado <> 'retirado'"
    medido = f"{vigor} AND h.entregas_total > 0 AND (p.incluye_proactivos OR h.origen <> 'proactivo')"
    cuantos, programados, con_dato = (
        f"COUNT(h.{c}) FILTER (WHERE {medido})" for c in ("id", "programado", "declarado")
    )

    def suma(cifra: str) -> str:
        return f"{sql.UN}SUM(h.{cifra}) FILTER (WHERE {medido})"

    return f"""{_medias(d, suma, cuantos, programados, con_dato)},
        COUNT(h.id) FILTER (WHERE {vigor}) AS compromisos_en_vigor, {cuantos} AS compromisos_medidos,
        {programados} AS compromisos_programados, {cuantos} - {con_dato} AS compromisos_sin_dato,
        COALESCE(SUM(h.entregas_vencidas) FILTER (WHERE {vigor}), 0) AS entregas_vencidas"""


def _de_conjuntos(d: sql.Dialecto) -> str:
    def total(cuenta: str) -> str:
        return f"COALESCE(SUM(h.{cuenta}), 0)"

    def suma(cifra: str) -> str:
        peso = "compromisos_programados" if cifra == "programado" else "compromisos_medidos"
        return f"{sql.UN}SUM(h.{cifra} * h.{peso})"

    cuantos, programados, sin_dato = (total(f"compromisos_{c}") for c in ("medidos", "programados", "sin_dato"))
    return f"""{_medias(d, suma, cuantos, programados, f"({cuantos} - {sin_dato})")},
        {total("compromisos_en_vigor")} AS compromisos_en_vigor, {cuantos} AS compromisos_medidos,
        {programados} AS compromisos_programados, {sin_dato} AS compromisos_sin_dato,
        {total("entregas_vencidas")} AS entregas_vencidas"""


def _medias(d: sql.Dialecto, suma: Callable[[str], str], cuantos: str, programados: str, con_dato: str) -> str:
    """Planned over those with a calendar; declared and verified over all, null when nobody reported."""
    partes = [d.exacto(f"{suma('programado')} / NULLIF({programados}, 0)") + " AS programado"]
    for cifra in ("declarado", "verificado"):
        partes.append(f"CASE WHEN {con_dato} > 0 THEN {d.exacto(f'{suma(cifra)} / {cuantos}')} END AS {cifra}")
    return ", ".join(partes)
