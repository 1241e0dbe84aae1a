"""The three worked cases of 02-dominio §4: dates and weights real, to come out exactly."""

from datetime import date, timedelta
from decimal import Decimal as D
from fractions import Fraction

from compromisos.avance import (
    AccionC,
    ActividadC,
    Cifras,
    CompromisoC,
    EntregaC,
    cifras_compromiso,
    cumplimiento,
    puntualidad,
)
from compromisos.calendario import Periodicidad, periodos
from compromisos.semaforo import Color, Cumplimiento, leer


def cien(n: int, declaradas: int, verificadas: int) -> tuple[ActividadC, ...]:
    return tuple(
        ActividadC([EntregaC(None, D(100) if i < declaradas else None, D(100 if i < verificadas else 0))])
        for i in range(n)
    )


def una(cifras: Cifras) -> tuple[str, str, str]:
    r = cifras.redondeadas(1)
    return str(r.programado), str(r.declarado), str(r.verificado)


def test_mex_4_13_at_the_end_of_2020() -> None:
    caso = CompromisoC(
        acciones=(
            AccionC(cien(3, 3, 2), D(35), date(2020, 1, 2), date(2020, 4, 30)),
            AccionC(cien(5, 2, 1), D(40), date(2020, 5, 1), date(2021, 7, 31)),
            AccionC(cien(6, 1, 0), D(25), date(2020, 7, 1), date(2021, 8, 31)),
        )
    )
    lectura = leer(caso, date(2020, 12, 31), date(2021, 8, 31))
    assert una(lectura.cifras) == ("67.2", "55.2", "31.3")
    assert lectura.cifras.redondeadas(4) == Cifras(D("67.2170"), D("55.1667"), D("31.3333"))
    assert lectura.semaforo_declarado == Color.AMBAR
    assert lectura.semaforo == Color.ROJO
    assert lectura.cumplimiento == Cumplimiento.LIMITADO
    planas = CompromisoC(acciones=(AccionC([a for x in caso.acciones for a in x.actividades]),))
    assert una(cifras_compromiso(planas, date(2020, 12, 31)))[1:] == ("42.9", "21.4")


def periodica(cuantos: int, periodicidad: Periodicidad, hechas: dict[int, int]) -> ActividadC:
    """`hechas`: delivery number → days after it was due."""
    lista = periodos(date(2019, 8, 1), date(2021, 7, 31), periodicidad)
    assert len(lista) == cuantos
    return ActividadC(
        [
            EntregaC(
                vence=p.fin,
                declarado=D(100) if p.numero in hechas else None,
                hecha_el=p.fin + timedelta(days=hechas[p.numero]) if p.numero in hechas else None,
                numero=p.numero,
            )
            for p in lista
        ],
        inicio=date(2019, 8, 1),
        periodica=True,
    )


def test_gto_1_03_at_the_end_of_july_2020() -> None:
    becas = periodica(24, Periodicidad.MENSUAL, dict.fromkeys(range(1, 10), 0) | {10: 12})
    condonaciones = periodica(4, Periodicidad.SEMESTRAL, {1: -5})
    al = date(2020, 7, 31)
    assert (cumplimiento(becas, al), cumplimiento(condonaciones, al)) == (Fraction(250, 3), 50)
    assert puntualidad(becas, al) == 75
    lectura = leer(CompromisoC(acciones=(AccionC((becas, condonaciones)),)), al, date(2021, 7, 31))
    assert una(lectura.cifras)[:2] == ("50.0", "33.3")
    assert lectura.semaforo_declarado == Color.AMBAR


def test_gto_1_07_at_the_end_of_2019() -> None:
    def actividad(inicio: date, fin: date, declarado: int | None, verificado: int) -> ActividadC:
        return ActividadC([EntregaC(fin, None if declarado is None else D(declarado), D(verificado))], inicio, fin)

    caso = CompromisoC(
        acciones=(
            AccionC(
                (
                    actividad(date(2019, 7, 1), date(2019, 12, 31), 100, 0),
                    actividad(date(2019, 11, 1), date(2020, 2, 29), 40, 40),
                    actividad(date(2020, 1, 1), date(2020, 3, 31), None, 0),
                )
            ),
        )
    )
    lectura = leer(caso, date(2019, 12, 31), date(2021, 7, 31))
    assert una(lectura.cifras) == ("50.1", "46.7", "13.3")
    assert lectura.semaforo_declarado == Color.VERDE
    assert lectura.semaforo == Color.ROJO
