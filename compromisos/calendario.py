"""Pure calendar arithmetic: periods of recurring activities and what the calendar says should be done.

No Django and no clock: every date is an argument. Days are inclusive (02-dominio §4).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction


class Periodicidad(StrEnum):
    """How often a recurring activity delivers."""

    UNICA = "unica"
    SEMANAL = "semanal"
    QUINCENAL = "quincenal"
    MENSUAL = "mensual"
    BIMESTRAL = "bimestral"
    TRIMESTRAL = "trimestral"
    CUATRIMESTRAL = "cuatrimestral"
    SEMESTRAL = "semestral"
    ANUAL = "anual"


MESES = {
    Periodicidad.MENSUAL: 1,
    Periodicidad.BIMESTRAL: 2,
    Periodicidad.TRIMESTRAL: 3,
    Periodicidad.CUATRIMESTRAL: 4,
    Periodicidad.SEMESTRAL: 6,
    Periodicidad.ANUAL: 12,
}
DIAS = {Periodicidad.SEMANAL: 7, Periodicidad.QUINCENAL: 15}


@dataclass(frozen=True, slots=True)
class Periodo:
    """One period; its delivery is due on `fin`."""

    numero: int
    inicio: date
    fin: date


def sumar_meses(dia: date, meses: int) -> date:
    """The same day `meses` later, or the last day of that month when it has no such day."""
    total = dia.year * 12 + dia.month - 1 + meses
    anio, mes = divmod(total, 12)
    return date(anio, mes + 1, min(dia.day, monthrange(anio, mes + 1)[1]))


def primer_dia_mes(dia: date) -> date:
    return dia.replace(day=1)


def ultimo_dia_mes(dia: date) -> date:
    return dia.replace(day=monthrange(dia.year, dia.month)[1])


def fines_de_mes(desde: date, hasta: date) -> list[date]:
    """The last day of each month from that of `desde` to before `hasta`."""
    fines = []
    while (fin := ultimo_dia_mes(desde)) < hasta:
        fines.append(fin)
        desde = fin + timedelta(days=1)
    return fines


def periodos(inicio: date, fin: date, periodicidad: Periodicidad) -> list[Periodo]:
    """The periods from `inicio` to `fin`; a last partial one is kept and ends at `fin`.

    UNICA gives one period. Month steps are counted from `inicio`, so the 31st does not drift to the 28th.
    """
    if fin < inicio:
        return []
    if periodicidad == Periodicidad.UNICA:
        return [Periodo(1, inicio, fin)]
    lista: list[Periodo] = []
    comienzo = inicio
    while comienzo <= fin:
        numero = len(lista) + 1
        if periodicidad in DIAS:
            siguiente = inicio + timedelta(days=DIAS[periodicidad] * numero)
        else:
            siguiente = sumar_meses(inicio, MESES[periodicidad] * numero)
        lista.append(Periodo(numero, comienzo, min(siguiente - timedelta(days=1), fin)))
        comienzo = siguiente
    return lista


def programado_simple(inicio: date | None, fin: date | None, al: date) -> Fraction | None:
    """Planned percentage of a single activity at `al`: elapsed ÷ total days, clamped to 0–100.

    One date only is a step at it; none at all is None ("sin calendario").
    """
    if inicio is not None and fin is not None:
        transcurridos = (al - inicio).days + 1
        total = (fin - inicio).days + 1
        return 100 * min(max(Fraction(transcurridos, total), Fraction(0)), Fraction(1))
    escalon = inicio or fin
    if escalon is None:
        return None
    return Fraction(100 if al >= escalon else 0)


def fin_de_periodo(al: date, meses: int) -> date:
    """The last day of the latest period of `meses` (from January) that ended before `al`."""
    primero = (al.month - 1) // meses * meses + 1
    return date(al.year, primero, 1) - timedelta(days=1)
