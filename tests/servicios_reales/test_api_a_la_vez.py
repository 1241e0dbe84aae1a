"""The same Idempotency-Key many times at once on PostgreSQL: one effect, one answer. And batches that cross."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from api import Sistema
from django.db import connection
from fabricas import ActividadF, Elenco, EntregaF
from rest_framework.throttling import SimpleRateThrottle

from compromisos.models import Avance
from secretariado.models import LlaveApi, Membresia, PeticionUnica

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]
AVANCE = {"porcentaje": 60, "que_se_hizo": "Se publicó."}


def a_la_vez(trabajos: list[Callable[[], Any]]) -> list[Any]:
    hechos: list[Any] = []
    salida = threading.Barrier(len(trabajos))

    def hilo(trabajo: Callable[[], Any]) -> None:
        salida.wait()
        try:
            hechos.append(trabajo())
        finally:
            connection.close()

    hilos = [threading.Thread(target=hilo, args=(t,)) for t in trabajos]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join(60)
    return hechos


@pytest.fixture(autouse=True)
def _sin_limites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda self, request, view: True)


def test_twelve_at_once_under_one_key_declare_once(elenco: Elenco) -> None:
    sistema = Sistema(elenco.dario)
    ruta = f"entregas/{elenco.entrega.pk}/avances/"
    pedir = lambda: sistema.pedir("POST", ruta, AVANCE, idempotency_key="una")  # noqa: E731
    respuestas = a_la_vez([pedir] * 12)
    assert [r.status_code for r in respuestas] == [201] * 12
    assert len({r.content for r in respuestas}) == 1
    assert sum("Idempotent-Replayed" in r for r in respuestas) == 11
    assert (Avance.objects.count(), PeticionUnica.objects.count()) == (1, 1)


def test_batches_that_name_two_states_in_opposite_order_both_end(elenco: Elenco) -> None:
    Membresia.objects.create(usuario=elenco.zoe, rol="responsable", institucion=elenco.institucion)
    mias = [elenco.entrega, EntregaF(actividad=ActividadF(compromiso=elenco.compromiso, numero=9))]
    otras = [elenco.otra_entrega, EntregaF(actividad=ActividadF(compromiso=elenco.otro_compromiso, numero=9))]
    filas = [{"entrega": e.pk, **AVANCE} for e in (*mias, *otras)]
    sistema = Sistema(elenco.zoe)
    lotes = [filas if n % 2 else filas[::-1] for n in range(8)]
    respuestas = a_la_vez(
        [lambda lote=lote: sistema.pedir("POST", "entregas/lote/", {"filas": lote}) for lote in lotes]
    )
    assert [r.status_code for r in respuestas] == [200] * 8, [r.content for r in respuestas]
    assert Avance.objects.count() == 32


def test_two_rotations_at_once_leave_one_successor(elenco: Elenco) -> None:
    from pal_portal.cimientos.errores import ReglaIncumplida
    from secretariado.servicios.llaves import rotar_llave

    llave = Sistema(elenco.dario).llave

    def rotar() -> bool:
        try:
            rotar_llave(actor=elenco.dario, llave=llave, traslape_horas=24)
        except ReglaIncumplida:
            return False
        return True

    assert sorted(a_la_vez([rotar] * 4)) == [False, False, False, True]
    assert LlaveApi.objects.count() == 2
