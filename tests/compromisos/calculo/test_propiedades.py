"""Properties of the pure arithmetic over random commitments."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal as D
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from compromisos.avance import (
    AccionC,
    ActividadC,
    CompromisoC,
    EntregaC,
    cifras_compromiso,
    cifras_conjunto,
    redondear,
    sin_lo_cancelado,
)
from compromisos.calendario import Periodicidad, periodos, programado_simple, sumar_meses

BASE = date(2019, 7, 1)
fechas = st.integers(0, 900).map(lambda n: BASE + timedelta(days=n))
puntos = st.integers(0, 10000).map(lambda n: D(n) / 100)
entregas = st.builds(EntregaC, vence=fechas | st.none(), declarado=puntos | st.none(), verificado=puntos)


@st.composite
def actividades(draw: st.DrawFn) -> ActividadC:
    inicio, fin = draw(fechas | st.none()), draw(fechas | st.none())
    if inicio and fin and fin < inicio:
        inicio, fin = fin, inicio
    return ActividadC(
        entregas=draw(st.lists(entregas, max_size=4)),
        inicio=inicio,
        fin=fin,
        periodica=draw(st.booleans()),
        peso=draw(st.none() | st.integers(0, 5).map(D)),
        cancelada=draw(st.booleans()),
        con_termino=draw(st.booleans()),
    )


acciones = st.builds(
    AccionC, st.lists(actividades(), max_size=3), st.none() | st.integers(0, 100).map(D), st.none(), st.none()
)
compromisos = st.builds(
    CompromisoC,
    st.lists(acciones, max_size=3),
    proactivo=st.booleans(),
    retirado=st.booleans(),
)


@given(compromisos, fechas)
def test_figures_stay_between_0_and_100_and_verified_below_declared(c: CompromisoC, al: date) -> None:
    cifras = cifras_compromiso(c, al)
    for valor in (cifras.programado, cifras.declarado, cifras.verificado):
        assert valor is None or 0 <= valor <= 100
    assert (cifras.declarado is None) == (cifras.verificado is None)
    if cifras.declarado is not None and cifras.verificado is not None:
        assert cifras.verificado <= cifras.declarado


@given(compromisos, fechas, st.integers(0, 400))
def test_planned_never_falls_with_time(c: CompromisoC, al: date, dias: int) -> None:
    antes, despues = cifras_compromiso(c, al), cifras_compromiso(c, al + timedelta(days=dias))
    assert (antes.programado is None) == (despues.programado is None)
    if antes.programado is not None and despues.programado is not None:
        assert despues.programado >= antes.programado


@given(compromisos, fechas)
def test_cancelled_activities_leave_the_denominator(c: CompromisoC, al: date) -> None:
    assert cifras_compromiso(c, al) == cifras_compromiso(sin_lo_cancelado(c), al)


@given(st.lists(compromisos, max_size=5), fechas, st.booleans())
def test_the_order_of_commitments_does_not_matter(lista: list[CompromisoC], al: date, todos: bool) -> None:
    assert cifras_conjunto(lista, al, todos) == cifras_conjunto(lista[::-1], al, todos)


@given(st.lists(entregas, min_size=1, max_size=4), fechas)
def test_nothing_declared_is_no_datum_and_never_zero(lista: list[EntregaC], al: date) -> None:
    mudas = [replace(e, declarado=None) for e in lista]
    cifras = cifras_compromiso(CompromisoC([AccionC([ActividadC(mudas)])]), al)
    assert cifras.declarado is None
    assert cifras.verificado is None


@given(st.lists(puntos, min_size=1, max_size=6), st.integers(1, 50))
def test_only_the_proportion_of_weights_counts(valores: list[D], factor: int) -> None:
    def con(k: int) -> CompromisoC:
        return CompromisoC(
            [AccionC([ActividadC([EntregaC(declarado=v)])], D(n + 1) * k) for n, v in enumerate(valores)]
        )

    assert cifras_compromiso(con(1), BASE).declarado == cifras_compromiso(con(factor), BASE).declarado


@given(fechas, st.integers(0, 800), st.sampled_from(list(Periodicidad)))
def test_periods_cover_every_day_once(inicio: date, dias: int, cada: Periodicidad) -> None:
    fin = inicio + timedelta(days=dias)
    lista = periodos(inicio, fin, cada)
    assert lista[0].inicio == inicio
    assert lista[-1].fin == fin
    for uno, otro in zip(lista, lista[1:], strict=False):
        assert otro.inicio == uno.fin + timedelta(days=1)
    assert [p.numero for p in lista] == list(range(1, len(lista) + 1))


def test_the_31st_does_not_drift() -> None:
    assert [sumar_meses(date(2020, 1, 31), n) for n in (1, 2)] == [date(2020, 2, 29), date(2020, 3, 31)]


def test_one_date_is_a_step_and_none_is_no_calendar() -> None:
    dia = date(2020, 5, 1)
    assert programado_simple(dia, None, dia) == 100
    assert programado_simple(None, dia, dia - timedelta(days=1)) == 0
    assert programado_simple(None, None, dia) is None


def test_rounding_is_half_up() -> None:
    assert [str(redondear(v, 1)) for v in (D("0.05"), D("33.35"), D("-0.05"))] == ["0.1", "33.4", "0.0"]
    assert redondear(Fraction(200001, 60000), 4) == D("3.3334")
