"""No published table, nor any sum or difference of tables, gives back a group under five."""

from collections.abc import Hashable, Iterator, Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from consultas.supresion import UMBRAL, suprimir
from consultas.tabulacion import (
    TOTAL,
    Boleta,
    PreguntaT,
    agrupar,
    contar,
    familias,
    relaciones,
    tabular,
)

Celda = Hashable


def soluciones(
    valores: Mapping[Celda, int], sumas: Sequence[Mapping[Celda, int]], ocultas: frozenset[Celda]
) -> Iterator[dict[Celda, int]]:
    """Every table of non-negative integers that a reader may still believe: the attacker, by brute force."""
    orden = sorted(ocultas, key=repr)
    restos = [
        (
            {c: k for c, k in s.items() if c in ocultas},
            sum(k * valores[c] for c, k in s.items())
            - sum(k * valores[c] for c, k in s.items() if c not in ocultas),
        )
        for s in sumas
    ]
    techo = max((abs(r) for _, r in restos), default=0) + max((valores[c] for c in ocultas), default=0)

    def avanzar(i: int, dado: dict[Celda, int]) -> Iterator[dict[Celda, int]]:
        for partes, resto in restos:
            faltan = [c for c in partes if c not in dado]
            llevo = sum(k * dado[c] for c, k in partes.items() if c in dado)
            if not faltan and llevo != resto:
                return
            if faltan and all(partes[c] > 0 for c in faltan) and llevo > resto:
                return
        if i == len(orden):
            yield dict(dado)
            return
        for v in range(techo + 1):
            yield from avanzar(i + 1, {**dado, orden[i]: v})

    yield from avanzar(0, {})


def revelada(
    valores: Mapping[Celda, int], sumas: Sequence[Mapping[Celda, int]], ocultas: frozenset[Celda]
) -> set[Celda]:
    """Small counts that only one value explains."""
    posibles: dict[Celda, set[int]] = {c: set() for c in ocultas if 0 < valores[c] < UMBRAL}
    for solucion in soluciones(valores, sumas, ocultas):
        for c in posibles:
            posibles[c].add(solucion[c])
        if all(len(p) > 1 for p in posibles.values()):
            return set()
    return {c for c, p in posibles.items() if len(p) < 2}


cuentas = st.integers(min_value=0, max_value=9)


@settings(max_examples=300, deadline=None)
@given(st.integers(2, 3), st.integers(2, 3), st.data())
def test_a_table_with_its_margins_published_reveals_no_small_count(
    renglones: int, columnas: int, data: st.DataObject
) -> None:
    valores: dict[Celda, int] = {(i, j): data.draw(cuentas) for i in range(renglones) for j in range(columnas)}
    for i in range(renglones):
        valores[i, "t"] = sum(valores[i, j] for j in range(columnas))
    sumas: list[dict[Celda, int]] = [
        {(i, "t"): -1, **{(i, j): 1 for j in range(columnas)}} for i in range(renglones)
    ]
    sumas += [{(i, j): 1 for i in range(renglones)} for j in [*range(columnas), "t"]]
    ocultas = suprimir(valores, sumas)
    assert {c for c, v in valores.items() if 0 < v < UMBRAL} <= ocultas
    if len(ocultas) < len(valores):
        assert not revelada(valores, sumas, ocultas)


PREGUNTAS = (
    PreguntaT(1, "unica", (11, 12)),
    PreguntaT(2, "unica", (21, 22), solo_si=(1, 11)),
    PreguntaT(3, "multiple", (31, 32)),
)
boletas = st.lists(
    st.builds(
        lambda sexo, uno, dos, tres: Boleta(
            {"sexo": sexo}, {1: uno, 2: dos if 11 in uno else frozenset(), 3: tres}
        ),
        st.sampled_from(["mujer", "hombre", ""]),
        st.sampled_from([frozenset({11}), frozenset({12}), frozenset()]),
        st.sampled_from([frozenset({21}), frozenset({22}), frozenset()]),
        st.sets(st.sampled_from([31, 32])).map(frozenset),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(boletas)
def test_the_tables_of_a_survey_with_branches_reveal_no_small_count_together(todas: list[Boleta]) -> None:
    resultado = tabular(PREGUNTAS, todas)
    if resultado.personas is None:
        assert len(todas) < UMBRAL
        return
    assert all(n >= UMBRAL for n in resultado.grupos.values())
    assert sum(n for g, n in resultado.grupos.items() if g[0] == "sexo") in (0, len(todas))
    for tabla in resultado.tablas:
        for fila in tabla.filas.values():
            assert all(v is None or v == 0 or v >= UMBRAL for v in fila.values())
    reparto = agrupar(todas)
    suyos = [[TOTAL, *((d, m[b.grupos[d]]) for d, m in reparto.items())] for b in todas]
    grupos = list(resultado.grupos)
    valores = contar(PREGUNTAS, todas, suyos, grupos)
    for familia in familias(PREGUNTAS):
        celdas = {c: v for c, v in valores.items() if c[0] in {p.pk for p in familia}}
        sumas = relaciones(familia, grupos)
        ocultas = suprimir(celdas, sumas)
        for s in sumas:
            escondidas = [(k, celdas[c]) for c, k in s.items() if c in ocultas]
            if escondidas and len(ocultas) < len(celdas) and all(k > 0 for k, _ in escondidas):
                assert sum(v for _, v in escondidas) == 0 or sum(v for _, v in escondidas) >= UMBRAL
        if len(ocultas) <= 9:
            assert not revelada(celdas, sumas, ocultas)


def test_the_difference_between_two_tables_does_not_give_a_group_back() -> None:
    """23 women of 26 chose it and 3 did not: the 3 are known from the total, so the 23 go too."""
    todas = [Boleta({"sexo": "mujer"}, {1: frozenset({11 if n < 23 else 12})}) for n in range(26)]
    todas += [Boleta({"sexo": "hombre"}, {1: frozenset({11 if n < 10 else 12})}) for n in range(20)]
    tabla = tabular(PREGUNTAS[:1], todas).tablas[0]
    mujeres = ("sexo", "mujer")
    assert tabla.filas[11][mujeres] is None
    assert tabla.filas[12][mujeres] is None
    assert tabla.filas[11][TOTAL] == 33
    assert tabla.filas[11]["sexo", "hombre"] is None, "33 menos los hombres daría las mujeres"


def test_fewer_than_five_participations_publish_nothing() -> None:
    resultado = tabular(PREGUNTAS, [Boleta({}, {})] * 4)
    assert (resultado.personas, resultado.tablas) == (None, [])


def test_a_count_that_only_the_combination_of_several_lines_reveals_is_protected_too() -> None:
    """Two squares of hidden counts joined by one: every line hides two, yet sums of lines give the joint back."""
    chicas = {(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 2), (2, 3), (3, 2), (3, 3)}
    valores: dict[Celda, int] = {(i, j): 3 if (i, j) in chicas else 50 for i in range(4) for j in range(4)}
    for i in range(4):
        valores[i, "t"] = sum(valores[i, j] for j in range(4))
    sumas: list[dict[Celda, int]] = [{(i, "t"): -1, **{(i, j): 1 for j in range(4)}} for i in range(4)]
    sumas += [{(i, j): 1 for i in range(4)} for j in [*range(4), "t"]]
    assert (1, 2) in revelada(valores, sumas, frozenset(chicas)), "sólo con las líneas se sabría"
    ocultas = suprimir(valores, sumas)
    assert chicas < ocultas
    assert _nucleo_mueve(valores, sumas, ocultas, (1, 2))


def _nucleo_mueve(
    valores: Mapping[Celda, int], sumas: Sequence[Mapping[Celda, int]], ocultas: frozenset[Celda], celda: Celda
) -> bool:
    """Whether a change by ones around a closed path of hidden counts passes through `celda`."""
    i, j = celda  # type: ignore[misc]
    return any(
        {(i, k), (m, j), (m, k)} <= ocultas for m in range(4) for k in [*range(4), "t"] if m != i and k != j
    )
