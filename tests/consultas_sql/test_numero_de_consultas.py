"""Constant number of queries, whatever the data and the page size (bars of the first issue)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import ActividadF, AvanceF, CompromisoF, EjeF, Elenco, EntregaF, EvidenciaF

pytestmark = pytest.mark.django_db
BARRAS = {
    "/": 6,
    "/compromisos/?tamano=20": 5,
    "/compromisos/?tamano=100": 5,
    "/compromisos/?q=lenguaje&entidad=guanajuato&semaforo=gris&orden=verificado": 5,
    "/planes/{plan}/": 8,
    "/compromisos/{compromiso}/": 10,
    "/api/v1/compromisos/?tamano=20": 3,
    "/api/v1/compromisos/?tamano=100&contar=1": 3,
    "/api/v1/evidencias/?tamano=100": 3,
    "/buscar/?q=lenguaje&tamano=100": 6,
    "/api/v1/buscar/?q=lenguaje&tamano=100": 4,
    "/compromisos/{compromiso}/insignia.svg": 1,
}


def medir(elenco: Elenco, cliente: Client) -> dict[str, int]:
    numeros = {}
    for ruta in BARRAS:
        direccion = ruta.format(plan=elenco.plan.slug, compromiso=elenco.compromiso.clave)
        with CaptureQueriesContext(
            connection,
        ) as consultas:
            assert cliente.get(direccion).status_code == 200
        numeros[ruta] = len(consultas)
    return numeros


def crecer(elenco: Elenco, cuantos: int) -> None:
    desde = elenco.plan.compromisos.count() * 10
    eje: Any = EjeF(plan=elenco.plan, orden=10_000 + desde)
    for n in range(cuantos):
        c = CompromisoF(plan=elenco.plan, eje=eje, numero=100 + desde + n)
        EntregaF(actividad=ActividadF(compromiso=c, numero=1))
    for n in range(min(cuantos, 20)):
        entrega = EntregaF(actividad=ActividadF(compromiso=elenco.compromiso, numero=50 + desde + n))
        AvanceF(entrega=entrega)
        EvidenciaF(entrega=entrega)


def test_queries_stay_within_the_bars_and_do_not_grow(elenco: Elenco, client: Client) -> None:
    crecer(elenco, 1)
    medir(elenco, client)
    pocos = medir(elenco, client)
    crecer(elenco, 130)
    muchos = medir(elenco, client)
    assert muchos == pocos
    assert {r: n for r, n in muchos.items() if n > BARRAS[r]} == {}
