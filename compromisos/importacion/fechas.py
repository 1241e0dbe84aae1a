"""Dates, ranges and periodicities as Spanish documents print them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from compromisos.importacion.letras import sin_acentos
from compromisos.importacion.patrones_de_fecha import MESES, PALABRAS_DE_PLAZO, Fecha, con_anio, con_anio_ajeno

__all__ = [
    "MESES",
    "PALABRAS_DE_PLAZO",
    "PERIODICIDADES",
    "Fecha",
    "Plazo",
    "fechas_en",
    "periodicidad_en",
    "plazo_en",
]


@dataclass(frozen=True, slots=True)
class Plazo:
    inicio: date | None = None
    fin: date | None = None
    precision: str = "dia"
    periodicidad: str = "unica"


PERIODICIDADES = [
    ("semanal", r"semanal(?:es|mente)?|cada semana|todas las semanas"),
    ("quincenal", r"quincenal(?:es|mente)?|cada quincena|cada 15 dias"),
    ("bimestral", r"bimestral(?:es|mente)?|cada (?:dos|2) meses|bimensual"),
    ("cuatrimestral", r"cuatrimestral(?:es|mente)?|cada (?:cuatro|4) meses"),
    ("trimestral", r"trimestral(?:es|mente)?|cada (?:tres|3) meses|cada trimestre"),
    ("semestral", r"semestral(?:es|mente)?|cada (?:seis|6) meses|cada semestre"),
    ("mensual", r"mensual(?:es|mente)?|cada mes|todos los meses"),
    ("anual", r"anual(?:es|mente)?|cada a[nñ]o|una vez al a[nñ]o"),
]
_PERIODICIDAD = re.compile("|".join(rf"\b(?P<{n}>{p})\b" for n, p in PERIODICIDADES))
_UNICA = re.compile(r"\b(unica|una sola vez|por unica ocasion)\b")


def fechas_en(texto: str, anio: int | None = None) -> list[Fecha]:
    """Every printed date, in order. One without its year takes that of the date beside it, or `anio`."""
    plano = sin_acentos(texto)
    return con_anio_ajeno(plano, con_anio(plano), anio)


def periodicidad_en(texto: str) -> str:
    """«mensual a partir de…», «Seguimiento: semestral»; empty when none is printed."""
    plano = sin_acentos(texto)
    hallado = _PERIODICIDAD.search(plano)
    if hallado and hallado.lastgroup:
        return hallado.lastgroup
    return "unica" if _UNICA.search(plano) else ""


def de_serie(texto: str) -> list[Fecha]:
    """A date that a spreadsheet keeps as its number of days since 1900, where a cell should say when."""
    numero = re.fullmatch(r"\s*(\d{5})(?:\.0)?\s*", texto)
    if not numero or not 40_000 <= int(numero[1]) <= 55_000:
        return []
    dia = date(1899, 12, 30) + timedelta(days=int(numero[1]))
    return [Fecha(dia, dia, "dia", 0, len(texto))]


_INICIO = re.compile(
    r"\b(inicio|inici(?:a|ara|ando)|com(?:ienza|enzara|ienzo)|desde|a partir de|arran(?:que|ca|cara)|del)\b[^\d]{0,25}$"
)
_FIN = re.compile(
    r"\b(conclu(?:sion|ye|ira|yendo)|termin(?:o|a|ara|acion)|fin|final|finaliza(?:ra|cion)?|hasta|al?|cierre|cierra|cerrara"
    r"|antes de|a mas tardar|limite|venc(?:e|era|imiento)|entrega|lista para)\b[^\d]{0,25}$"
)
_TODO = re.compile(r"\b(?:periodo|durante|vigencia|ejecucion|realizacion)\b[^a-z]*$")


def plazo_en(texto: str, *, unico: str = "fin", anio: int | None = None) -> Plazo:
    """What a deadline says: from, to and how often. A single date without a word is `unico` ("inicio", "fin", or "todo":
    a month is all its days), unless it covers more than a month, and then it is both."""
    fechas = fechas_en(texto, anio) or de_serie(texto)
    periodicidad = periodicidad_en(texto) or "unica"
    if not fechas:
        return Plazo(periodicidad=periodicidad)
    precision = "mes" if any(f.precision == "mes" for f in fechas) else "dia"
    plano = sin_acentos(texto)
    if len(fechas) >= 2:
        inicio, fin = fechas[0].desde, fechas[-1].hasta
        if _FIN.search(plano[: fechas[0].inicio]) and _INICIO.search(plano[fechas[0].fin : fechas[-1].inicio]):
            inicio, fin = fechas[-1].desde, fechas[0].hasta
        if fin < inicio:
            return Plazo(None, None, precision, periodicidad)
        return Plazo(inicio, fin, precision, periodicidad)
    unica = fechas[0]
    antes = plano[: unica.inicio]
    if (unica.hasta - unica.desde).days > 31 or (unica.precision == "dia" and unica.hasta > unica.desde):
        return Plazo(unica.desde, unica.hasta, precision, periodicidad)
    entero = _TODO.search(antes) or (unico == "todo" and not antes.strip(" .:(-"))
    if entero and unica.precision == "mes":
        return Plazo(unica.desde, unica.hasta, precision, periodicidad)
    if _INICIO.search(antes) or (periodicidad != "unica" and not _FIN.search(antes)):
        return Plazo(unica.desde, None, precision, periodicidad)
    if _FIN.search(antes) or unico == "fin":
        return Plazo(None, unica.hasta, precision, periodicidad)
    return Plazo(unica.desde, None, precision, periodicidad)
