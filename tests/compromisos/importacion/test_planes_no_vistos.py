"""The layouts that measured the reader, kept as what it must go on reading (first readings: decision 0014)."""

from collections.abc import Callable

import pytest
from contenidos_de_planes import Documento
from documentos_de_prueba import FORMATOS
from medida_de_lectura import medir
from rondas_de_planes import RONDAS

CASOS = [
    pytest.param(redaccion, nombre, id=f"{redaccion.__name__}-{nombre}")
    for ronda in RONDAS.values()
    for redaccion, nombres in ronda
    for nombre in nombres
]


@pytest.mark.parametrize(("redaccion", "nombre"), CASOS)
def test_commitments_fields_and_dates_reach_the_bars(redaccion: Callable[[], Documento], nombre: str) -> None:
    c, faltas = medir(redaccion, nombre, FORMATOS[nombre])
    assert c["compromisos"] >= 0.9 * c["compromisos_verdad"], faltas
    assert c["compromisos"] >= 0.95 * c["compromisos_leidos"], faltas
    assert c["campos"] >= 0.85 * c["campos_verdad"], faltas
    assert c["fechas"] >= 0.9 * c["fechas_verdad"], faltas
