"""From ballots to publishable tables: counts by question, option and group, with small groups hidden. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from consultas.supresion import UMBRAL, suprimir

DIMENSIONES = ("sexo", "edad", "sector")
TOTAL = ("total", "")
SIN_DATO, OTROS = "", "(juntos)"
UNICAS, MULTIPLE = ("unica", "escala", "orden"), "multiple"
"""Of a ranking, only what was put first is counted."""
SIN_RESPUESTA = 0
"""Stands for an option in a table: asked, and did not answer (or, of several options, did not choose it)."""
Grupo = tuple[str, str]
Celda = tuple[int, int, int, Grupo]
"""Question, option, 0 or 1 (of several options: did not, did) and group."""


@dataclass(frozen=True, slots=True)
class PreguntaT:
    pk: int
    tipo: str
    opciones: tuple[int, ...]
    solo_si: tuple[int, int] | None = None
    """Question and option of which it hangs."""


@dataclass(frozen=True, slots=True)
class Boleta:
    """One person's answers: `grupos` by dimension ("" where not said), chosen options by question."""

    grupos: Mapping[str, str]
    elegidas: Mapping[int, frozenset[int]]


@dataclass(slots=True)
class Tabla:
    """Published counts of one question; None is a hidden one."""

    pregunta: int
    grupos: list[Grupo]
    filas: dict[int, dict[Grupo, int | None]] = field(default_factory=dict)
    base: dict[Grupo, int | None] = field(default_factory=dict)


@dataclass(slots=True)
class Resultados:
    """`personas` is None when fewer than five took part: then there is no table."""

    personas: int | None
    grupos: dict[Grupo, int] = field(default_factory=dict)
    tablas: list[Tabla] = field(default_factory=list)


def tabular(preguntas: Sequence[PreguntaT], boletas: Sequence[Boleta], con_grupos: bool = True) -> Resultados:
    """Every table, protected together."""
    if len(boletas) < UMBRAL:
        return Resultados(personas=None)
    reparto = agrupar(boletas) if con_grupos else {}
    tamanos: dict[Grupo, int] = {TOTAL: len(boletas)}
    suyos = [_grupos_de(b, reparto) for b in boletas]
    for grupos in suyos:
        for g in grupos[1:]:
            tamanos[g] = tamanos.get(g, 0) + 1
    tamanos = dict(sorted(tamanos.items(), key=lambda par: _lugar(par[0])))
    preguntas = [p for p in preguntas if p.tipo in (*UNICAS, MULTIPLE)]
    valores = contar(preguntas, boletas, suyos, list(tamanos))
    tablas: list[Tabla] = []
    for familia in familias(preguntas):
        celdas = {c: v for c, v in valores.items() if c[0] in {p.pk for p in familia}}
        ocultas = suprimir(celdas, relaciones(familia, list(tamanos)))
        visibles = {c: None if c in ocultas else v for c, v in celdas.items()}
        tablas += [_tabla(p, tamanos, visibles) for p in familia]
    orden = {p.pk: n for n, p in enumerate(preguntas)}
    return Resultados(len(boletas), tamanos, sorted(tablas, key=lambda t: orden[t.pregunta]))


def _lugar(grupo: Grupo) -> tuple[int, bool, bool, str]:
    """Total first, then dimension by dimension, what was joined at the end of each."""
    dimension, valor = grupo
    ultimo, primero = valor in (OTROS, SIN_DATO), valor.startswith("menos_")
    return (-1 if grupo == TOTAL else DIMENSIONES.index(dimension), ultimo, not primero, valor)


def agrupar(boletas: Sequence[Boleta]) -> dict[str, dict[str, str]]:
    """For each dimension that can be published, which group each answer goes to. Groups under five are joined
    with the next smallest until they are five; a dimension that is left with one group says nothing."""
    reparto = {}
    for dimension in DIMENSIONES:
        conteo = Counter(b.grupos.get(dimension, SIN_DATO) for b in boletas)
        por_tamano = sorted(conteo, key=lambda g: (conteo[g], g))
        juntos = [g for g in por_tamano if conteo[g] < UMBRAL]
        while juntos and sum(conteo[g] for g in juntos) < UMBRAL and len(juntos) < len(por_tamano):
            juntos.append(por_tamano[len(juntos)])
        destino = {g: OTROS if g in juntos else g for g in conteo}
        if len(set(destino.values())) > 1:
            reparto[dimension] = destino
    return reparto


def _grupos_de(boleta: Boleta, reparto: Mapping[str, Mapping[str, str]]) -> list[Grupo]:
    return [TOTAL, *((d, destino[boleta.grupos.get(d, SIN_DATO)]) for d, destino in reparto.items())]


def contar(
    preguntas: Sequence[PreguntaT],
    boletas: Sequence[Boleta],
    suyos: Sequence[Sequence[Grupo]],
    grupos: Sequence[Grupo],
) -> dict[Celda, int]:
    """Every cell, zeros included."""
    valores = dict.fromkeys((c for p in preguntas for g in grupos for c in _celdas(p, g)), 0)
    for boleta, de_la_persona in zip(boletas, suyos, strict=True):
        for p in preguntas:
            if p.solo_si and p.solo_si[1] not in boleta.elegidas.get(p.solo_si[0], ()):
                continue
            elegidas = boleta.elegidas.get(p.pk, frozenset())
            for g in de_la_persona:
                if p.tipo == MULTIPLE:
                    for o in p.opciones:
                        valores[(p.pk, o, int(o in elegidas), g)] += 1
                else:
                    elegida = next(iter(elegidas & set(p.opciones)), SIN_RESPUESTA)
                    valores[(p.pk, elegida, 1, g)] += 1
    return valores


def _celdas(p: PreguntaT, g: Grupo) -> list[Celda]:
    if p.tipo == MULTIPLE:
        return [(p.pk, o, si, g) for o in p.opciones for si in (0, 1)]
    return [(p.pk, o, 1, g) for o in (*p.opciones, SIN_RESPUESTA)]


def familias(preguntas: Sequence[PreguntaT]) -> list[list[PreguntaT]]:
    """Questions that hang of one another are protected together."""
    raiz: dict[int, int] = {}
    for p in preguntas:
        raiz[p.pk] = raiz.get(p.solo_si[0], p.pk) if p.solo_si else p.pk
    grupos: dict[int, list[PreguntaT]] = {}
    for p in preguntas:
        grupos.setdefault(raiz[p.pk], []).append(p)
    return list(grupos.values())


def relaciones(familia: Sequence[PreguntaT], grupos: Sequence[Grupo]) -> list[dict[Celda, int]]:
    """The sums that anybody knows: the answers of a question add up to those asked, in all and in each group;
    and the groups of a dimension add up to the total."""
    sumas: list[dict[Celda, int]] = []
    por_dimension: dict[str, list[Grupo]] = {}
    for g in grupos:
        if g != TOTAL:
            por_dimension.setdefault(g[0], []).append(g)
    for p in familia:
        lineas = [[o] for o in p.opciones] if p.tipo == MULTIPLE else [[*p.opciones, SIN_RESPUESTA]]
        for g in grupos:
            padre: dict[Celda, int] = {(*p.solo_si, 1, g): -1} if p.solo_si else {}
            for linea in lineas:
                sumas.append({**{c: 1 for c in _celdas(p, g) if c[1] in linea}, **padre})
        for total in _celdas(p, TOTAL):
            for suyos in por_dimension.values():
                sumas.append({total: -1, **{(*total[:3], g): 1 for g in suyos}})
    return sumas


def _tabla(p: PreguntaT, tamanos: Mapping[Grupo, int], visibles: Mapping[Celda, int | None]) -> Tabla:
    tabla = Tabla(p.pk, list(tamanos))
    filas = p.opciones if p.tipo == MULTIPLE else (*p.opciones, SIN_RESPUESTA)
    tabla.filas = {o: {g: visibles[(p.pk, o, 1, g)] for g in tamanos} for o in filas}
    for g, n in tamanos.items():
        partes = [visibles[c] for c in _celdas(p, g) if c[1] in (filas if p.tipo != MULTIPLE else filas[:1])]
        sabidas = [x for x in partes if x is not None]
        tabla.base[g] = n if not p.solo_si else (sum(sabidas) if len(sabidas) == len(partes) else None)
    return tabla
