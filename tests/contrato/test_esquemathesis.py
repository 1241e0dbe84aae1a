"""Every operation of the schema, with what schemathesis makes up for it: no failure of the server, and answers as
the schema says. Few examples and no randomness, so that it is short and the same each time."""

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from api import Sistema
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from fabricas import AportacionF, Elenco, EvidenciaF, GanchoF
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as ajustes
from matriz_de_mesas import poner_mesas
from schemathesis.checks import CHECKS
from schemathesis.generation.meta import CoverageScenario

from pal_portal.api import esquema
from pal_portal.wsgi import application

pytestmark = pytest.mark.django_db
CASOS = int(os.environ.get("PAL_CASOS_CONTRATO", "2"))
ESQUEMA = schemathesis.openapi.from_dict(esquema())
ESQUEMA.app = application
OPERACIONES = {op.definition.raw["operationId"]: op for op in (r.ok() for r in ESQUEMA.get_all_operations())}
QUE_SE_MIRA = CHECKS.get_all()
"""Every check, of every operation."""


@pytest.fixture(autouse=True)
def _misma_conexion() -> Iterator[None]:
    """As Django's client does: the requests share the test's transaction, so they may not close its connection."""
    for senal in (request_started, request_finished):
        senal.disconnect(close_old_connections)
    yield
    for senal in (request_started, request_finished):
        senal.connect(close_old_connections)


@pytest.fixture
def llave(poblado: Elenco) -> str:
    """Of who facilitates: it gets further than the rest."""
    poblado.verificada = EvidenciaF(entrega=poblado.entrega, autor=poblado.dario, institucion=poblado.institucion)
    AportacionF()
    GanchoF(usuario=poblado.alicia)
    poner_mesas(poblado)
    return Sistema(poblado.alicia).secreto


GRUPOS = 8
"""Of operations, each with one cast: making it is most of the time."""


@pytest.mark.parametrize("grupo", range(GRUPOS))
def test_what_is_made_up_never_breaks_the_contract(llave: str, grupo: int) -> None:
    for nombre in list(OPERACIONES)[grupo::GRUPOS]:
        for modo in (schemathesis.GenerationMode.POSITIVE, schemathesis.GenerationMode.NEGATIVE):
            _probar(nombre, modo, llave)


def _probar(nombre: str, modo: Any, llave: str) -> None:
    @given(OPERACIONES[nombre].as_strategy(generation_mode=modo))
    @ajustes(
        max_examples=CASOS,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def probar(caso: Any) -> None:
        _llamar(caso, llave)

    probar()


def _llamar(caso: Any, llave: str) -> None:
    caso.call_and_validate(headers={"Authorization": f"Bearer {llave}"}, checks=QUE_SE_MIRA)


def _de_metodo(operacion: Any) -> Iterator[Any]:
    """One request for each method that the address of `operacion` does not declare."""
    for caso in ESQUEMA.iter_coverage_cases(
        operacion,
        generation_modes=[schemathesis.GenerationMode.NEGATIVE],
        generation_config=ESQUEMA.config.generation_for(operation=operacion),
    ):
        if caso.meta.phase.data.scenario == CoverageScenario.UNSPECIFIED_HTTP_METHOD:
            enteros = {p.name for p in operacion.path_parameters if p.definition["schema"]["type"] == "integer"}
            caso.path_parameters = {n: 1 if n in enteros else "uno" for n in caso.path_parameters}
            yield caso


def test_a_method_that_an_address_does_not_declare_is_refused_and_told_which_are(llave: str) -> None:
    vistos = set()
    for operacion in OPERACIONES.values():
        for caso in _de_metodo(operacion):
            vistos.add((caso.method, operacion.path))
            _llamar(caso, llave)
    caminos = {o.path for o in OPERACIONES.values()}
    assert {camino for _metodo, camino in vistos} == caminos
    assert len(vistos) > 3 * len(caminos)
