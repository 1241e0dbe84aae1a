"""The truths of the plans that measure the reader say nothing that their documents do not print."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from contenidos_de_planes import Documento, Verdad
from documentos_de_prueba import Bloque
from planes_no_vistos_octava import OCTAVA_RONDA
from planes_no_vistos_quinta import QUINTA_RONDA
from planes_no_vistos_septima import SEPTIMA_RONDA
from planes_no_vistos_sexta import SEXTA_RONDA

REDACCIONES = [r for ronda in (QUINTA_RONDA, SEXTA_RONDA, SEPTIMA_RONDA, OCTAVA_RONDA) for r, _ in ronda]


def _letras(texto: str) -> str:
    sin_acentos = "".join(c for c in unicodedata.normalize("NFKD", texto.lower()) if not unicodedata.combining(c))
    return re.sub(r"\W+", "", sin_acentos)


def _textos(valor: Any) -> list[str]:
    return [valor] if isinstance(valor, str) else [t for parte in valor for t in _textos(parte)]


def _impreso(bloques: list[Bloque]) -> str:
    return _letras("\n".join(t for clase, valor in bloques if clase != "membrete" for t in _textos(valor)))


def _dicho(v: Verdad) -> list[str]:
    actividades = [nombre for nombre, *_ in v.actividades]
    return [v.nombre, v.institucion, v.ods, *(v.persona or ()), *v.campos.values(), *actividades]


@pytest.mark.parametrize("redaccion", REDACCIONES, ids=lambda r: r.__name__)
def test_lo_cierto_esta_impreso(redaccion: Callable[[], Documento]) -> None:
    bloques, verdades = redaccion()
    impreso = _impreso(bloques)
    assert [t for v in verdades for t in _dicho(v) if _letras(t) not in impreso] == []
    assert all(inicio is None or inicio <= fin for v in verdades for _, inicio, fin in v.actividades)
