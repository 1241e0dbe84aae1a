"""The traffic light and the suggested completion: what the figures mean, in words. Pure, no clock."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from compromisos.avance import Cifras, CompromisoC, EntregaC, cifras_compromiso, exigibles, fechas_efectivas


class Color(StrEnum):
    """Always shown with its word and icon, never by colour alone."""

    VERDE = "verde"
    AMBAR = "ambar"
    ROJO = "rojo"
    AZUL = "azul"
    GRIS = "gris"


class Cumplimiento(StrEnum):
    """OGP's completion scale; OGP gives no percentages: these are ours (02-dominio §4)."""

    SIN_EVIDENCIA = "sin_evidencia"
    NO_INICIADO = "no_iniciado"
    LIMITADO = "limitado"
    SUSTANCIAL = "sustancial"
    COMPLETO = "completo"


@dataclass(frozen=True, slots=True)
class Umbrales:
    """Least deviation, in points, that is still green or amber."""

    verde: Decimal = Decimal(-10)
    ambar: Decimal = Decimal(-25)


@dataclass(frozen=True, slots=True)
class Lectura:
    """What is said of a commitment on a date."""

    cifras: Cifras
    semaforo: Color
    semaforo_declarado: Color
    cumplimiento: Cumplimiento
    termina: date | None


def termina(compromiso: CompromisoC, fin_del_plan: date | None = None) -> date | None:
    """When a commitment ends: its own end, else the latest end of its parts, else the plan's."""
    if compromiso.fin:
        return compromiso.fin
    fechas: list[date] = []
    for accion in compromiso.acciones:
        for actividad in accion.actividades:
            if not actividad.cuenta:
                continue
            inicio, fin = fechas_efectivas(actividad, accion, compromiso)
            fechas += [f for f in (fin or inicio, *(e.vence for e in actividad.entregas)) if f]
    return max(fechas, default=fin_del_plan)


def en_silencio(compromiso: CompromisoC, al: date) -> bool:
    """Two periods without report: in every periodic activity with two deliveries due, the last two have none.

    False where no periodic activity has two deliveries due.
    """
    mirados = False
    for accion in compromiso.acciones:
        for actividad in accion.actividades:
            debidas = sorted(exigibles(actividad, al), key=lambda e: e.numero)
            if not actividad.cuenta or not actividad.periodica or len(debidas) < 2:
                continue
            mirados = True
            if any(e.declarado is not None for e in debidas[-2:]):
                return False
    return mirados


def color(
    avance: Fraction | Decimal | None,
    programado: Fraction | Decimal | None,
    *,
    concluido: bool,
    pasado_el_fin: bool,
    silencio: bool,
    umbrales: Umbrales,
) -> Color:
    """Colour of a figure against the planned one.

    Precedence: concluded at 100 · no calendar or nothing ever reported · past the end below 100 · two periods
    in silence · deviation against the thresholds, unrounded.
    """
    if avance == 100 and concluido:
        return Color.AZUL
    if avance is None or programado is None:
        return Color.GRIS
    if pasado_el_fin and avance < 100:
        return Color.ROJO
    if silencio:
        return Color.GRIS
    desviacion = Fraction(avance) - Fraction(programado)
    if desviacion >= Fraction(umbrales.verde):
        return Color.VERDE
    return Color.AMBAR if desviacion >= Fraction(umbrales.ambar) else Color.ROJO


def cumplimiento_sugerido(verificado: Fraction | Decimal | None) -> Cumplimiento:
    """Suggested completion. At 100 every delivery rests on verified evidence: that is how it is reached."""
    if verificado is None:
        return Cumplimiento.SIN_EVIDENCIA
    if verificado == 0:
        return Cumplimiento.NO_INICIADO
    if verificado < 50:
        return Cumplimiento.LIMITADO
    return Cumplimiento.COMPLETO if verificado == 100 else Cumplimiento.SUSTANCIAL


def leer(
    compromiso: CompromisoC, al: date, fin_del_plan: date | None = None, umbrales: Umbrales | None = None
) -> Lectura:
    """Figures, colours and completion of a commitment at `al`."""
    cifras = cifras_compromiso(compromiso, al)
    fin = termina(compromiso, fin_del_plan)
    comunes = {
        "concluido": compromiso.concluido,
        "pasado_el_fin": fin is not None and al > fin,
        "silencio": en_silencio(compromiso, al),
    }
    umbrales = umbrales or Umbrales()
    return Lectura(
        cifras=cifras,
        semaforo=color(cifras.verificado, cifras.programado, umbrales=umbrales, **comunes),
        semaforo_declarado=color(cifras.declarado, cifras.programado, umbrales=umbrales, **comunes),
        cumplimiento=cumplimiento_sugerido(cifras.verificado),
        termina=fin,
    )


def esta_vencida(entrega: EntregaC, al: date) -> bool:
    """Past its due date and not fully verified."""
    return entrega.vence is not None and entrega.vence < al and entrega.sustentado < 100
