"""Chart geometry and figures as text: a missing value is never drawn, or written, as zero."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from pal_portal.cimientos.graficas import ALTO, ANCHO, PASO, barras, curva, gantt
from pal_portal.cimientos.numeros import cifra, de_columna, peso_en_bytes, promedio

DIAS = [date(2020, 1, 1), date(2020, 6, 30), date(2020, 12, 31)]


def test_a_missing_value_breaks_the_line_instead_of_falling_to_zero() -> None:
    c = curva(DIAS, {"verificado": [Decimal(10), None, Decimal(90)]})
    assert c.trazos["verificado"].count("M") == 2
    assert "L" not in c.trazos["verificado"]


def test_a_curve_without_any_datum_draws_nothing() -> None:
    c = curva(DIAS, {"verificado": [None, None, None]})
    assert c.trazos["verificado"] == ""
    assert "verificado" not in c.puntos


def test_more_percent_is_higher_and_everything_stays_inside_the_drawing() -> None:
    c = curva(DIAS, {"a": [Decimal(0), Decimal(50), Decimal(100)], "b": [Decimal(0), Decimal(0), Decimal(0)]})
    assert c.puntos["a"][1] < c.puntos["b"][1]
    assert all(0 <= x <= ANCHO and 0 <= y <= ALTO for x, y in c.puntos.values())


def test_a_curve_of_one_day_does_not_divide_by_zero() -> None:
    assert curva([DIAS[0]], {"a": [Decimal(5)]}).trazos["a"].startswith("M")


def test_bars_draw_nothing_where_there_is_no_datum_and_stay_inside() -> None:
    dibujo = barras(
        [("A", Decimal(100), Decimal(50), Decimal(25)), ("B", None, None, None), ("C", None, Decimal(0), None)]
    )
    assert [f.nombre for f in dibujo.filas] == ["A", "B", "C"]
    assert (dibujo.programado.count("M"), dibujo.declarado.count("M"), dibujo.verificado.count("M")) == (1, 2, 1)
    largos = [float(x) for x in re.findall(r"(?<=H)[0-9.]+(?=v)", dibujo.declarado)]
    assert largos[0] == (dibujo.marcas[0][0] + dibujo.marcas[-1][0]) / 2, "el 50 va a media regla"
    assert largos[1] == dibujo.marcas[0][0]
    assert dibujo.marcas[-1][0] <= ANCHO
    assert dibujo.filas[-1].y < dibujo.alto <= 18 + 3 * PASO


def test_gantt_bars_stay_inside_and_verified_never_exceeds_its_bar() -> None:
    g = gantt(
        [(date(2019, 1, 1), date(2022, 1, 1), Decimal(100), Decimal(40)), (None, None, None, None)],
        DIAS[0],
        DIAS[-1],
        date(2020, 7, 1),
    )
    entera, sin_calendario = g.filas
    assert (entera.x, entera.ancho, entera.hecho) == (0, 100, 100)
    assert entera.verificado == 40
    assert sin_calendario.x is None
    assert g.hoy == pytest.approx(49.7, abs=0.1)


def test_today_outside_the_calendar_is_not_drawn() -> None:
    assert gantt([], DIAS[0], DIAS[-1], date(2021, 1, 1)).hoy is None


@pytest.mark.parametrize(
    ("valor", "texto"),
    [("67.25", "67.3 %"), ("67.24", "67.2 %"), ("0", "0.0 %"), ("100", "100.0 %"), (None, "sin dato")],
)
def test_a_figure_is_rounded_half_up_and_none_is_without_datum(valor: str | None, texto: str) -> None:
    with translation.override("es-mx"):
        assert cifra(Decimal(valor) if valor else None) == texto


def test_the_tail_left_by_adding_thirds_does_not_change_a_rounding() -> None:
    assert de_columna(Decimal("67.249999999999"), 1) == Decimal("67.3")
    assert de_columna(Decimal("67.2499999"), 1) == Decimal("67.2")


def test_a_part_without_datum_counts_zero_only_beside_another_that_has_one() -> None:
    assert promedio([(None, 1), (Decimal(50), 1)]) == 25
    assert promedio([(None, 1), (None, 3)]) is None
    assert promedio([]) is None


def test_file_sizes_change_unit_at_a_thousand() -> None:
    with translation.override("es-mx"):
        assert [peso_en_bytes(n) for n in (999, 1000, 1_400_000)] == ["999 B", "1.0 kB", "1.4 MB"]
