"""The layouts that measured the reader, kept as what it must go on reading (first readings: decision 0010)."""

from collections.abc import Callable

import pytest
from contenidos_de_planes import Documento
from documentos_de_prueba import FORMATOS
from medida_de_lectura import medir
from planes_no_vistos import PRIMERA_RONDA
from planes_no_vistos_al_final import TERCERA_RONDA
from planes_no_vistos_cuarta import CUARTA_RONDA
from planes_no_vistos_despues import SEGUNDA_RONDA

CASOS = [
    pytest.param(redaccion, nombre, id=f"{redaccion.__name__}-{nombre}")
    for redaccion, nombres in (*PRIMERA_RONDA, *SEGUNDA_RONDA, *TERCERA_RONDA, *CUARTA_RONDA)
    for nombre in nombres
]


@pytest.mark.parametrize(("redaccion", "nombre"), CASOS)
def test_commitments_fields_and_dates_reach_the_bars(redaccion: Callable[[], Documento], nombre: str) -> None:
    c, faltas = medir(redaccion, nombre, FORMATOS[nombre])
    assert c["compromisos"] >= 0.9 * c["compromisos_verdad"], faltas
    assert c["compromisos"] >= 0.95 * c["compromisos_leidos"], faltas
    assert c["campos"] >= 0.85 * c["campos_verdad"], faltas
    assert c["fechas"] >= 0.9 * c["fechas_verdad"], faltas
