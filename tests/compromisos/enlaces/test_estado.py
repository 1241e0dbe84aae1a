"""The rule of three: nothing is said of a link for one bad day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compromisos.enlaces.estado import Huellas, cambio, estado_del_enlace, resultado_http

LETRAS = {"b": "bien", "c": "cambio", "r": "roto", "s": "sin_respuesta"}
LUNES = date(2020, 6, 1)


def historia(letras: str, cada: int = 1) -> list[tuple[date, str]]:
    return [(LUNES + timedelta(days=i * cada), LETRAS[x]) for i, x in enumerate(letras)]


@pytest.mark.parametrize(
    ("letras", "estado"),
    [
        ("", ""),
        ("b", "vivo"),
        ("r", ""),
        ("rr", ""),
        ("rrr", "roto"),
        ("sss", "sin_respuesta"),
        ("br", "vivo"),
        ("brr", "vivo"),
        ("brrr", "roto"),
        ("bsss", "sin_respuesta"),
        ("brsr", "roto"),
        ("brrs", "sin_respuesta"),
        ("brrrrrr", "roto"),
        ("brrrb", "vivo"),
        ("brrbrr", "vivo"),
        ("bcc", "vivo"),
        ("bccc", "cambio"),
        ("bcccb", "vivo"),
        ("bccbcc", "vivo"),
        ("bcrcc", "cambio"),  # a failure says nothing of the content
        ("bcccr", "cambio"),
        ("bcccrr", "cambio"),
        ("bcccrrr", "roto"),
        ("brrcrr", "vivo"),  # a changed answer is an answer
        ("brrrc", "vivo"),
        ("brrrccc", "cambio"),
    ],
)
def test_three_days_make_a_state_and_one_good_check_clears_it(letras: str, estado: str) -> None:
    assert estado_del_enlace(historia(letras)) == estado
    assert estado_del_enlace(historia(letras, cada=7)) == estado


@pytest.mark.parametrize("letra", "crs")
def test_many_checks_of_one_day_are_one(letra: str) -> None:
    mismo_dia = [(LUNES, "bien"), *[(LUNES, LETRAS[letra])] * 10]
    assert estado_del_enlace(mismo_dia) == "vivo"


@given(st.text("bcrs", max_size=30))
def test_whatever_came_before_a_good_check_makes_no_difference(antes: str) -> None:
    assert estado_del_enlace(historia(antes + "b")) == "vivo"
    for cola in ("r", "rr", "c", "cc", "crr"):
        assert estado_del_enlace(historia(antes + "b" + cola)) == "vivo"
    assert estado_del_enlace(historia(antes + "bsrs")) == "sin_respuesta"


@pytest.mark.parametrize(
    ("estado", "resultado"),
    [
        (200, "bien"),
        (204, "bien"),
        (304, "roto"),
        (400, "roto"),
        (404, "roto"),
        (410, "roto"),
        (401, "sin_respuesta"),
        (403, "sin_respuesta"),
        (429, "sin_respuesta"),
        (500, "sin_respuesta"),
        (503, "sin_respuesta"),
    ],
)
def test_a_site_that_does_not_let_the_portal_in_is_not_called_broken(estado: int, resultado: str) -> None:
    assert resultado_http(estado) == resultado


def test_a_change_is_of_what_is_read_not_of_what_surrounds_it() -> None:
    antes = Huellas("a" * 64, "t" * 64)
    assert not cambio(antes, Huellas("b" * 64, "t" * 64))
    assert cambio(antes, Huellas("a" * 64, "u" * 64))
    assert cambio(Huellas("a" * 64), Huellas("b" * 64))
    assert not cambio(Huellas("a" * 64), Huellas("a" * 64, "t" * 64))
    assert not cambio(antes, Huellas())
    assert not cambio(None, antes)
