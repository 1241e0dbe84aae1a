"""The reference of progress: the three figures of every level, exact and without Django.

Rules and worked cases: 02-dominio §4 and docs/calculo.md. Arithmetic is in fractions from the deliveries up
to the country, rounded half up only at the end, because a rounded figure must never be averaged. None is
"sin dato": a level where nothing was declared has no declared nor verified figure, which is not zero.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from compromisos.calendario import programado_simple

Numero = Decimal | Fraction | int


@dataclass(frozen=True, slots=True)
class EntregaC:
    """A delivery as known at the cut-off. `hecha_el`: the day it was declared at 100."""

    vence: date | None = None
    declarado: Decimal | None = None
    verificado: Decimal = Decimal(0)
    hecha_el: date | None = None
    numero: int = 1

    @property
    def sustentado(self) -> Decimal:
        """What counts as verified: never above what was declared."""
        return min(self.verificado, self.declarado) if self.declarado is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class ActividadC:
    """An activity. `con_termino` False: periodic and without a horizon, so without a cycle to measure."""

    entregas: Sequence[EntregaC]
    inicio: date | None = None
    fin: date | None = None
    periodica: bool = False
    peso: Decimal | None = None
    cancelada: bool = False
    con_termino: bool = True

    @property
    def cuenta(self) -> bool:
        """Whether it is part of its parent's mean."""
        return not self.cancelada and (self.con_termino or not self.periodica) and bool(self.entregas)


@dataclass(frozen=True, slots=True)
class AccionC:
    """A key action; the activities straight under a commitment make one without weight or dates."""

    actividades: Sequence[ActividadC]
    ponderacion: Decimal | None = None
    inicio: date | None = None
    fin: date | None = None


@dataclass(frozen=True, slots=True)
class CompromisoC:
    """A commitment."""

    acciones: Sequence[AccionC]
    inicio: date | None = None
    fin: date | None = None
    proactivo: bool = False
    retirado: bool = False
    concluido: bool = False


@dataclass(frozen=True, slots=True)
class Cifras:
    """The three figures, in percentage points."""

    programado: Fraction | Decimal | None = None
    declarado: Fraction | Decimal | None = None
    verificado: Fraction | Decimal | None = None

    def redondeadas(self, decimales: int = 4) -> "Cifras":
        """As decimals, rounded half up: four are published, one is shown."""
        return Cifras(*(redondear(v, decimales) for v in (self.programado, self.declarado, self.verificado)))


@dataclass(frozen=True, slots=True)
class Conjunto:
    """A level above the commitment: its figures and what they are the mean of."""

    cifras: Cifras
    en_vigor: int = 0
    medidos: int = 0
    sin_dato: int = 0


def redondear(valor: Numero | None, decimales: int) -> Decimal | None:
    """`valor` rounded half up, exactly; None stays None."""
    if valor is None:
        return None
    exacto = Fraction(valor) * 10**decimales
    entero = (2 * exacto.numerator + exacto.denominator) // (2 * exacto.denominator)
    return Decimal(entero).scaleb(-decimales).quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)


def media(pares: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Σ weight·value ÷ Σ weight; equal weights when they add to nothing; None without values."""
    lista = list(pares)
    total = sum((p for p, _ in lista), Fraction(0))
    if not lista:
        return None
    if total == 0:
        return sum((v for _, v in lista), Fraction(0)) / len(lista)
    return sum((p * v for p, v in lista), Fraction(0)) / total


def pesos(valores: Sequence[Decimal | None]) -> list[Fraction]:
    """Equal weights when none is set; otherwise those not set count nothing (the audit says so)."""
    if all(v is None for v in valores):
        return [Fraction(1)] * len(valores)
    return [Fraction(v) if v is not None else Fraction(0) for v in valores]


def fechas_efectivas(
    actividad: ActividadC, accion: AccionC | None, compromiso: CompromisoC | None
) -> tuple[date | None, date | None]:
    """Own dates, else the key action's, else the commitment's: the first that has any."""
    for nivel in (actividad, accion, compromiso):
        if nivel is not None and (nivel.inicio or nivel.fin):
            return nivel.inicio, nivel.fin
    return None, None


def programado_actividad(
    actividad: ActividadC, al: date, accion: AccionC | None = None, compromiso: CompromisoC | None = None
) -> Fraction | None:
    """Planned: elapsed days of a single activity; due ÷ all deliveries of a periodic one."""
    if not actividad.cuenta:
        return None
    inicio, fin = fechas_efectivas(actividad, accion, compromiso)
    if not actividad.periodica:
        return programado_simple(inicio, fin, al)
    if inicio is None and fin is None:
        return None
    return Fraction(100 * len(exigibles(actividad, al)), len(actividad.entregas))


def cifras_actividad(
    actividad: ActividadC, al: date, accion: AccionC | None = None, compromiso: CompromisoC | None = None
) -> Cifras:
    """Mean over its deliveries; those not declared count 0 once one of them was."""
    if not actividad.cuenta:
        return Cifras()
    programado = programado_actividad(actividad, al, accion, compromiso)
    if all(e.declarado is None for e in actividad.entregas):
        return Cifras(programado=programado)
    n = len(actividad.entregas)
    return Cifras(
        programado,
        sum((Fraction(e.declarado or 0) for e in actividad.entregas), Fraction(0)) / n,
        sum((Fraction(e.sustentado) for e in actividad.entregas), Fraction(0)) / n,
    )


def _ponderadas(partes: Sequence[tuple[Fraction, Cifras]]) -> Cifras:
    """Weighted mean of parts: without calendar they leave the planned mean; undeclared they count 0."""
    programado = media((p, Fraction(c.programado)) for p, c in partes if c.programado is not None)
    if all(c.declarado is None for _, c in partes):
        return Cifras(programado=programado)
    return Cifras(
        programado,
        media((p, Fraction(c.declarado or 0)) for p, c in partes),
        media((p, Fraction(c.verificado or 0)) for p, c in partes),
    )


def cifras_accion(accion: AccionC, al: date, compromiso: CompromisoC | None = None) -> Cifras:
    """Σ wⱼAⱼ ÷ Σ wⱼ over the activities that count."""
    activas = [a for a in accion.actividades if a.cuenta]
    cifras = [cifras_actividad(a, al, accion, compromiso) for a in activas]
    return _ponderadas(list(zip(pesos([a.peso for a in activas]), cifras, strict=True)))


def cifras_compromiso(compromiso: CompromisoC, al: date) -> Cifras:
    """Σ pₖ·Acciónₖ ÷ Σ pₖ over the key actions with some activity that counts."""
    activas = [a for a in compromiso.acciones if any(x.cuenta for x in a.actividades)]
    cifras = [cifras_accion(a, al, compromiso) for a in activas]
    return _ponderadas(list(zip(pesos([a.ponderacion for a in activas]), cifras, strict=True)))


def cifras_conjunto(compromisos: Iterable[CompromisoC], al: date, incluye_proactivos: bool = False) -> Conjunto:
    """Axis, plan, STL, state or country: the mean of its commitments in force.

    Proactive ones are left out unless the plan counts them; those with nothing to measure (no activity) too.
    """
    en_vigor = [c for c in compromisos if not c.retirado]
    medidos = [
        c
        for c in en_vigor
        if (incluye_proactivos or not c.proactivo) and any(a.cuenta for x in c.acciones for a in x.actividades)
    ]
    cifras = [cifras_compromiso(c, al) for c in medidos]
    return Conjunto(
        cifras=_ponderadas([(Fraction(1), c) for c in cifras]),
        en_vigor=len(en_vigor),
        medidos=len(medidos),
        sin_dato=sum(1 for c in cifras if c.declarado is None),
    )


def exigibles(actividad: ActividadC, al: date) -> list[EntregaC]:
    """Deliveries due by `al` (that day included)."""
    return [e for e in actividad.entregas if e.vence is not None and e.vence <= al]


def hechas(actividad: ActividadC, al: date) -> list[EntregaC]:
    """Due deliveries declared at 100."""
    return [e for e in exigibles(actividad, al) if e.declarado == 100]


def cumplimiento(actividad: ActividadC, al: date) -> Fraction | None:
    """Fulfilment to date: done ÷ due, None when nothing is due."""
    debidas = exigibles(actividad, al)
    return Fraction(100 * len(hechas(actividad, al)), len(debidas)) if debidas else None


def puntualidad(actividad: ActividadC, al: date) -> Fraction | None:
    """Done on time ÷ due. A late delivery stays in its period: punctuality falls, fulfilment rises."""
    debidas = exigibles(actividad, al)
    a_tiempo = [e for e in hechas(actividad, al) if e.hecha_el and e.vence and e.hecha_el <= e.vence]
    return Fraction(100 * len(a_tiempo), len(debidas)) if debidas else None


def indicador(valor: Numero, linea_base: Numero | None, meta: Numero | None) -> Fraction | None:
    """(v − baseline) ÷ (target − baseline) in percent, signed by its sense; None: "no medible"."""
    if linea_base is None or meta is None:
        return None
    if Fraction(meta) == Fraction(linea_base):
        return Fraction(100 if Fraction(valor) == Fraction(meta) else 0)
    return 100 * (Fraction(valor) - Fraction(linea_base)) / (Fraction(meta) - Fraction(linea_base))


def sin_lo_cancelado(compromiso: CompromisoC) -> CompromisoC:
    """The commitment without its cancelled activities: the figures must be the same."""
    acciones = tuple(
        replace(a, actividades=tuple(x for x in a.actividades if not x.cancelada)) for a in compromiso.acciones
    )
    return replace(compromiso, acciones=acciones)
