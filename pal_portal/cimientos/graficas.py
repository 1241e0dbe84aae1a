"""Geometry of the server-made charts: numbers in, SVG coordinates out.

Pure but for the names of the months, which follow the language in use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format

Valor = Decimal | Fraction
ANCHO, ALTO = 720, 260
IZQUIERDA, DERECHA, ARRIBA, ABAJO = 44, 16, 12, 28


@dataclass(frozen=True, slots=True)
class Marca:
    """A tick: its position and label."""

    x: float
    texto: str


@dataclass(frozen=True, slots=True)
class Curva:
    """Paths of the series by name, with month ticks and horizontal rules."""

    trazos: dict[str, str]
    puntos: dict[str, tuple[float, float]]
    meses: list[Marca]
    reglas: list[tuple[float, int]]


def curva(fechas: Sequence[date], series: Mapping[str, Sequence[Valor | None]]) -> Curva:
    """Lines of percentages over dates. A missing value breaks the line: it is never drawn as zero."""
    inicio, fin = fechas[0], fechas[-1]
    total = max((fin - inicio).days, 1)
    util_x, util_y = ANCHO - IZQUIERDA - DERECHA, ALTO - ARRIBA - ABAJO

    def x(dia: date) -> float:
        return round(IZQUIERDA + util_x * (dia - inicio).days / total, 1)

    def y(valor: Valor) -> float:
        return round(ARRIBA + util_y * (1 - float(valor) / 100), 1)

    trazos, puntos = {}, {}
    for nombre, valores in series.items():
        partes, abierto = [], False
        for dia, valor in zip(fechas, valores, strict=True):
            if valor is None:
                abierto = False
                continue
            partes.append(f"{'L' if abierto else 'M'}{x(dia)} {y(valor)}")
            puntos[nombre] = (x(dia), y(valor))
            abierto = True
        trazos[nombre] = "".join(partes)
    return Curva(
        trazos=trazos,
        puntos=puntos,
        meses=[Marca(x(d), t) for d, t in trimestres(inicio, fin)],
        reglas=[(y(Decimal(v)), v) for v in (0, 25, 50, 75, 100)],
    )


def trimestres(inicio: date, fin: date) -> list[tuple[date, str]]:
    """First days of quarters (of half-years on long spans) in between, with a short label."""
    paso = 3 if (fin - inicio).days <= 800 else 6
    dia = inicio.replace(day=1)
    marcas = []
    while dia <= fin:
        if dia >= inicio and (dia.month - 1) % paso == 0:
            marcas.append((dia, date_format(dia, "M y").lower()))
        dia = (dia.replace(day=28) + timedelta(days=4)).replace(day=1)
    return marcas


@dataclass(frozen=True, slots=True)
class FilaGantt:
    """One bar; `x`/`ancho` None when it has no calendar. `hecho`/`verificado` are widths within it."""

    x: float | None
    ancho: float
    hecho: float
    verificado: float


@dataclass(frozen=True, slots=True)
class Gantt:
    """Bars in percent of the chart's width, with its ticks and today's place."""

    filas: list[FilaGantt]
    meses: list[Marca]
    hoy: float | None


def gantt(
    filas: Sequence[tuple[date | None, date | None, Valor | None, Valor | None]],
    inicio: date,
    fin: date,
    hoy: date,
) -> Gantt:
    """Bars from (start, end, declared, verified); one date only is drawn as a week ending or starting there."""
    total = max((fin - inicio).days + 1, 1)

    def pos(dia: date) -> float:
        return round(min(max(100 * (dia - inicio).days / total, 0), 100), 2)

    barras = []
    for desde, hasta, declarado, verificado in filas:
        if desde is None and hasta is None:
            barras.append(FilaGantt(None, 0, 0, 0))
            continue
        primero = desde or (hasta - timedelta(days=7) if hasta else inicio)
        ultimo = hasta or primero + timedelta(days=7)
        x = pos(primero)
        ancho = round(max(pos(ultimo + timedelta(days=1)) - x, 0.8), 2)
        barras.append(
            FilaGantt(
                x,
                ancho,
                round(ancho * float(declarado or 0) / 100, 2),
                round(ancho * float(verificado or 0) / 100, 2),
            )
        )
    return Gantt(
        barras,
        [Marca(pos(d), t) for d, t in trimestres(inicio, fin)],
        pos(hoy) if inicio <= hoy <= fin else None,
    )


NOMBRES, NUMEROS, PASO = 150, 60, 20
"""Of a chart of bars: room for the names, room for the numbers, height of a row."""


@dataclass(frozen=True, slots=True)
class FilaBarras:
    """Where a row's texts stand."""

    nombre: str
    y: float
    verificado: Valor | None


@dataclass(frozen=True, slots=True)
class Barras:
    """A path for all the bars of a figure: a drawing of three, however many rows."""

    alto: int
    declarado: str
    verificado: str
    programado: str
    reglas: str
    marcas: list[tuple[float, int]]
    filas: list[FilaBarras]


def barras(filas: Sequence[tuple[str, Valor | None, Valor | None, Valor | None]]) -> Barras:
    """Horizontal bars from (name, planned, declared, verified). A missing value is not drawn: it is not zero."""
    alto = 18 + PASO * len(filas)

    def x(valor: float) -> float:
        return round(NOMBRES + (ANCHO - NOMBRES - NUMEROS) * valor / 100, 1)

    def barra(valor: Valor | None, y: int, grueso: int) -> str:
        return "" if valor is None else f"M{NOMBRES} {y}H{x(float(valor))}v{grueso}H{NOMBRES}z"

    trazos: dict[str, list[str]] = {"programado": [], "declarado": [], "verificado": []}
    textos = []
    for n, (nombre, programado, declarado, verificado) in enumerate(filas):
        y = 20 + PASO * n
        trazos["declarado"].append(barra(declarado, y, 13))
        trazos["verificado"].append(barra(verificado, y + 3, 7))
        if programado is not None:
            trazos["programado"].append(f"M{x(float(programado))} {y - 2}v17")
        textos.append(FilaBarras(nombre, y + 10.5, verificado))
    marcas = [(x(v), v) for v in (0, 25, 50, 75, 100)]
    return Barras(
        alto=alto,
        reglas="".join(f"M{m} 14V{alto}" for m, _v in marcas),
        marcas=marcas,
        filas=textos,
        **{nombre: "".join(t) for nombre, t in trazos.items()},
    )
