"""On PostgreSQL, what a second look feared of acts that meet."""

import threading
from typing import Any

import pytest
from django.db import connection, transaction
from fabricas import Elenco
from servicios_reales.test_api_a_la_vez import a_la_vez

from compromisos.servicios.recalculo import _ordenes_preparadas, recalcular
from secretariado.models import Suscripcion, Suscriptor
from secretariado.registro import suscripciones

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]


def test_asking_to_follow_while_the_last_subscription_ends_loses_nothing_and_fails_in_nothing(db: Any) -> None:
    with transaction.atomic():
        primera = suscripciones.apuntar("vecina@correo.mx", "plan:GTO-1", "diaria")

    apuntada = threading.Event()

    def dejar() -> bool:
        apuntada.wait(30)
        with transaction.atomic():
            suscripciones.dejar(Suscriptor.objects.get(pk=primera.suscriptor_id), [primera.pk])
        return True

    def seguir() -> bool:
        with transaction.atomic(), connection.cursor() as cursor:
            suscripciones.apuntar("vecina@correo.mx", "plan:GTO-2", "diaria")
            apuntada.set()
            for _vez in range(20_000):  # until the other one waits for this transaction
                cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
                if cursor.fetchone()[0]:
                    break
        return True

    assert a_la_vez([dejar, seguir]) == [True, True]
    assert list(Suscripcion.objects.values_list("asunto", flat=True)) == ["plan:GTO-2"]


def test_the_statements_of_one_commitment_are_planned_once_per_connection(elenco: Elenco) -> None:
    preparadas = []
    with transaction.atomic(), connection.cursor() as cursor:
        for _vez in range(2):
            recalcular([elenco.compromiso.pk])
            cursor.execute("SELECT name FROM pg_prepared_statements ORDER BY name")
            preparadas.append([fila[0] for fila in cursor.fetchall()])
    assert len(preparadas[0]) >= len(_ordenes_preparadas())
    assert preparadas[0] == preparadas[1]
