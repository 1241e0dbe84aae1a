"""The statements that rewrite the stored figures, one per level, for PostgreSQL and SQLite: from the activity
to the commitment here; what commitments add up to, in `recalculo_sql_conjuntos`.

Each is `UPDATE … FROM (aggregate) … WHERE … IS DISTINCT FROM …`: rows whose figures did not change are not
written. Rules: `avance.py` and `semaforo.py`, which a test compares with these on random cases. Parameter
`%(al)s` is the cut-off date; `{filtro}` limits the rows, or is empty for everything.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialecto:
    """What the two engines say differently."""

    distinto: str
    menor: str
    mayor: str
    verdadero: str
    postgres: bool

    def dias(self, hasta: str, desde: str) -> str:
        """Whole days between two dates."""
        if self.postgres:
            return f"({hasta} - {desde})"
        return f"(julianday({hasta}) - julianday({desde}))"

    def exacto(self, expresion: str) -> str:
        """Twelve decimals: what the columns hold."""
        return f"ROUND({expresion}, 12)"


POSTGRES = Dialecto("IS DISTINCT FROM", "LEAST", "GREATEST", "TRUE", True)
SQLITE = Dialecto("IS NOT", "MIN", "MAX", "1", False)
UN = "1.0 * "
"""Makes SQLite divide as reals; PostgreSQL's numeric stays exact."""


def actualizar(d: Dialecto, tabla: str, columnas: list[str], consulta: str) -> str:
    """Materialised, because otherwise each expression is computed twice: to compare and to write."""
    asigna = ", ".join(f"{c} = n.{c}" for c in columnas)
    antes, despues = (", ".join(f"{t}.{c}" for c in columnas) for t in ("t", "n"))
    return (
        f"UPDATE {tabla} AS t SET {asigna}, cifras_al = %(al)s "
        f"FROM (WITH m AS MATERIALIZED ({consulta}) SELECT * FROM m) AS n "
        f"WHERE t.id = n.id AND ({antes}) {d.distinto} ({despues})"
    )


def _si_alguna(nivel: str, campo: str) -> str:
    return f"WHEN {nivel}.fecha_inicio IS NOT NULL OR {nivel}.fecha_fin IS NOT NULL THEN {nivel}.{campo}"


def actividades(d: Dialecto, filtro: str) -> str:
    """Activities, from the kept columns of their deliveries."""
    inicio, fin = (
        f"CASE {_si_alguna('a', c)} {_si_alguna('k', c)} ELSE c.{c} END" for c in ("fecha_inicio", "fecha_fin")
    )
    base = f"""
        SELECT a.id, a.cancelada, a.periodicidad <> 'unica' AS periodica,
            {inicio} AS ini, {fin} AS fin,
            CASE WHEN a.fecha_inicio IS NOT NULL OR a.fecha_fin IS NOT NULL THEN 'propio'
                 WHEN k.fecha_inicio IS NOT NULL OR k.fecha_fin IS NOT NULL THEN 'accion'
                 WHEN c.fecha_inicio IS NOT NULL OR c.fecha_fin IS NOT NULL THEN 'compromiso'
                 ELSE 'ninguno' END AS origen_calendario,
            (a.periodicidad = 'unica' OR a.fecha_fin IS NOT NULL OR p.fecha_fin IS NOT NULL) AS con_termino,
            COALESCE(e.total, 0) AS entregas_total, COALESCE(e.exigibles, 0) AS entregas_exigibles,
            COALESCE(e.hechas, 0) AS entregas_hechas, COALESCE(e.a_tiempo, 0) AS entregas_a_tiempo,
            CASE WHEN a.cancelada THEN 0 ELSE COALESCE(e.vencidas, 0) END AS entregas_vencidas,
            COALESCE(e.evidencias, 0) AS evidencias_total,
            COALESCE(e.reportada, 0) AS reportada, e.declaradas, e.sd, e.sv, e.ultima
        FROM compromisos_actividad a
        JOIN compromisos_compromiso c ON c.id = a.compromiso_id
        JOIN compromisos_plan p ON p.id = c.plan_id
        LEFT JOIN compromisos_accionclave k ON k.id = a.accion_id
        LEFT JOIN ({_entregas(filtro)}
        ) e ON e.actividad_id = a.id {filtro}"""
    transcurrido = f"{UN}({d.dias('%(al)s', 'b.ini')} + 1) / ({d.dias('b.fin', 'b.ini')} + 1)"
    programado = f"""CASE WHEN b.cancelada OR NOT b.con_termino OR b.entregas_total = 0
                OR (b.ini IS NULL AND b.fin IS NULL) THEN NULL
            WHEN b.periodica THEN {d.exacto(UN + "100 * b.entregas_exigibles / b.entregas_total")}
            WHEN b.ini IS NULL OR b.fin IS NULL
                THEN CASE WHEN %(al)s >= COALESCE(b.ini, b.fin) THEN 100 ELSE 0 END
            ELSE {d.exacto(f"100 * {d.mayor}(0, {d.menor}(1, {transcurrido}))")} END"""

    def media(suma: str) -> str:
        return f"""CASE WHEN b.cancelada OR NOT b.con_termino OR COALESCE(b.declaradas, 0) = 0 THEN NULL
            ELSE {d.exacto(f"{UN}b.{suma} / b.entregas_total")} END"""

    ultima = "COALESCE(b.fin, b.ini)"
    consulta = f"""SELECT b.id, {programado} AS programado, {media("sd")} AS declarado,
            {media("sv")} AS verificado,
            b.origen_calendario, b.con_termino, b.entregas_total, b.entregas_exigibles, b.entregas_hechas,
            b.entregas_a_tiempo, b.entregas_vencidas, b.evidencias_total,
            CASE WHEN b.periodica AND b.entregas_exigibles >= 2 THEN b.reportada <= b.entregas_exigibles - 2 END
                AS en_silencio,
            {d.mayor}(COALESCE({ultima}, b.ultima), COALESCE(b.ultima, {ultima})) AS termina
        FROM ({base}) b"""
    columnas = (
        "programado declarado verificado origen_calendario con_termino entregas_total entregas_exigibles "
        "entregas_hechas entregas_a_tiempo entregas_vencidas evidencias_total en_silencio termina"
    )
    return actualizar(d, "compromisos_actividad", columnas.split(), consulta)


def _entregas(filtro: str) -> str:
    """What the deliveries of each activity add up to."""
    de_estas = filtro.replace("a.id", "e.actividad_id")
    return f"""
            SELECT e.actividad_id, COUNT(*) AS total,
                COUNT(*) FILTER (WHERE e.vence <= %(al)s) AS exigibles,
                COUNT(*) FILTER (WHERE e.vence <= %(al)s AND e.declarado = 100) AS hechas,
                COUNT(*) FILTER (WHERE e.vence <= %(al)s AND e.declarado = 100 AND e.hecha_el <= e.vence)
                    AS a_tiempo,
                COUNT(*) FILTER (WHERE e.vence < %(al)s AND e.verificado < 100) AS vencidas,
                MAX(e.numero) FILTER (WHERE e.vence <= %(al)s AND e.declarado IS NOT NULL) AS reportada,
                COUNT(e.declarado) AS declaradas, SUM(COALESCE(e.declarado, 0)) AS sd,
                SUM(e.verificado) AS sv, SUM(e.evidencias_total) AS evidencias, MAX(e.vence) AS ultima
            FROM compromisos_entrega e {de_estas} GROUP BY e.actividad_id"""


CUENTA = "NOT a.cancelada AND a.con_termino AND a.entregas_total > 0"
"""Activities that are part of their parent's mean."""


def _ponderada(peso: str, cifra: str, *, sin_nulos: bool) -> str:
    """Weighted mean of `cifra` in a group; equal weights where none is set or they add to nothing.

    `sin_nulos`: parts without the figure leave the mean (planned); otherwise they count 0, and the whole is
    null when no part has it (declared and verified, told by the declared one).
    """
    valor = cifra if sin_nulos else f"COALESCE({cifra}, 0)"
    solo = f" FILTER (WHERE {cifra} IS NOT NULL)" if sin_nulos else ""
    total = f"SUM(COALESCE({peso}, 0)){solo}"
    media = (
        f"CASE WHEN COUNT({peso}) = 0 OR {total} = 0 THEN {UN}SUM({valor}) / COUNT({valor}) "
        f"ELSE {UN}SUM(COALESCE({peso}, 0) * {valor}) / {total} END"
    )
    declarado = f"{cifra.split('.')[0]}.declarado"
    return media if sin_nulos else f"CASE WHEN COUNT({declarado}) > 0 THEN {media} END"


def _tres(d: Dialecto | None, peso: str, t: str) -> str:
    partes = []
    for cifra in ("programado", "declarado", "verificado"):
        expresion = _ponderada(peso, f"{t}.{cifra}", sin_nulos=cifra == "programado")
        partes.append(f"{d.exacto(expresion) if d else expresion} AS {cifra}")
    return ", ".join(partes)


def acciones(d: Dialecto, filtro: str) -> str:
    """Key actions, from their activities."""
    consulta = f"""SELECT k.id, {_tres(d, "a.peso", "a")}
        FROM compromisos_accionclave k
        LEFT JOIN compromisos_actividad a ON a.accion_id = k.id AND {CUENTA}
        {filtro} GROUP BY k.id"""
    return actualizar(d, "compromisos_accionclave", ["programado", "declarado", "verificado"], consulta)


def compromisos(d: Dialecto, filtro: str) -> str:
    """Commitments: figures from their parts, and what is said of them."""
    de_estos = filtro.replace("c.id", "a.compromiso_id").replace("WHERE", "AND")
    partes = f"""SELECT a.compromiso_id, a.accion_id, {_tres(None, "a.peso", "a")}
        FROM compromisos_actividad a WHERE {CUENTA} {de_estos} GROUP BY a.compromiso_id, a.accion_id"""
    figuras = f"""SELECT x.compromiso_id, {_tres(d, "k.ponderacion", "x")}
        FROM ({partes}) x LEFT JOIN compromisos_accionclave k ON k.id = x.accion_id GROUP BY x.compromiso_id"""
    cuenta = f"FILTER (WHERE {CUENTA})"
    conteos = f"""SELECT a.compromiso_id, SUM(a.entregas_total) {cuenta} AS entregas_total,
            SUM(a.entregas_vencidas) AS vencidas, SUM(a.evidencias_total) AS evidencias_total,
            COUNT(*) FILTER (WHERE {CUENTA} AND a.origen_calendario = 'ninguno') AS sin_calendario,
            COUNT(*) FILTER (WHERE {CUENTA} AND a.en_silencio) AS callan,
            COUNT(*) FILTER (WHERE {CUENTA} AND NOT a.en_silencio) AS hablan,
            MAX(a.termina) {cuenta} AS termina
        FROM compromisos_actividad a WHERE {d.verdadero} {de_estos} GROUP BY a.compromiso_id"""
    base = f"""WITH u AS MATERIALIZED ({_umbrales(filtro)})
        SELECT c.id, c.estado, f.programado, f.declarado, f.verificado, u.verde, u.ambar,
            COALESCE(c.fecha_fin, s.termina, u.fecha_fin) AS vence,
            COALESCE(s.entregas_total, 0) AS entregas_total,
            CASE WHEN c.estado = 'retirado' THEN 0 ELSE COALESCE(s.vencidas, 0) END AS entregas_vencidas,
            COALESCE(s.evidencias_total, 0) AS evidencias_total,
            COALESCE(s.sin_calendario, 0) AS actividades_sin_calendario,
            COALESCE(s.callan, 0) > 0 AND s.hablan = 0 AS silencio
        FROM compromisos_compromiso c
        JOIN u ON u.id = c.plan_id
        LEFT JOIN ({conteos}) s ON s.compromiso_id = c.id
        LEFT JOIN ({figuras}) f ON f.compromiso_id = c.id {filtro}"""
    consulta = f"""SELECT b.id, b.programado, b.declarado, b.verificado, b.vence, b.entregas_total,
            b.entregas_vencidas, b.evidencias_total, b.actividades_sin_calendario,
            {_color("b.verificado")} AS semaforo, {_color("b.declarado")} AS semaforo_declarado,
            CASE WHEN b.verificado IS NULL THEN 'sin_evidencia' WHEN b.verificado = 0 THEN 'no_iniciado'
                WHEN ROUND(b.verificado, 9) < 50 THEN 'limitado'
                WHEN ROUND(b.verificado, 9) < 100 THEN 'sustancial' ELSE 'completo' END AS cumplimiento
        FROM ({base}) b"""
    columnas = (
        "programado declarado verificado vence entregas_total entregas_vencidas evidencias_total "
        "actividades_sin_calendario semaforo semaforo_declarado cumplimiento"
    )
    return actualizar(d, "compromisos_compromiso", columnas.split(), consulta)


def _umbrales(filtro: str) -> str:
    """Plans (of the commitments of `filtro`) with the thresholds in force: their own, else the general ones,
    else −10 and −25."""

    def umbral(campo: str, defecto: int) -> str:
        return f"""COALESCE((SELECT u.{campo} FROM compromisos_umbral u
            WHERE (u.plan_id = p.id OR u.plan_id IS NULL) AND u.vigente_desde <= %(al)s
                AND (u.vigente_hasta IS NULL OR u.vigente_hasta >= %(al)s)
            ORDER BY CASE WHEN u.plan_id IS NULL THEN 1 ELSE 0 END, u.vigente_desde DESC LIMIT 1), {defecto})"""

    return (
        f"SELECT p.id, p.fecha_fin, {umbral('verde', -10)} AS verde, {umbral('ambar', -25)} AS ambar "
        "FROM compromisos_plan p"
        + (f" WHERE p.id IN (SELECT c.plan_id FROM compromisos_compromiso c {filtro})" if filtro else "")
    )


def _color(cifra: str) -> str:
    return f"""CASE WHEN ROUND({cifra}, 9) = 100 AND b.estado = 'concluido' THEN 'azul'
            WHEN {cifra} IS NULL OR b.programado IS NULL THEN 'gris'
            WHEN b.vence < %(al)s AND ROUND({cifra}, 9) < 100 THEN 'rojo'
            WHEN b.silencio THEN 'gris'
            WHEN ROUND({cifra} - b.programado, 9) >= b.verde THEN 'verde'
            WHEN ROUND({cifra} - b.programado, 9) >= b.ambar THEN 'ambar' ELSE 'rojo' END"""
