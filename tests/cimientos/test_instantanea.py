"""Reading at one moment: what others write meanwhile is not seen, and nobody is kept waiting."""

import threading

import pytest
from django.db import connection, transaction

from compromisos.models import Marco
from pal_portal.cimientos.instantanea import instantanea

pytestmark = pytest.mark.django_db(transaction=True)


def agregar(clave: str) -> None:
    Marco.objects.create(clave=clave, nombre=clave)
    connection.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's test database is in memory, of one writer")
def test_what_is_written_meanwhile_is_not_seen() -> None:
    antes = Marco.objects.count()
    with instantanea():
        assert Marco.objects.count() == antes
        otro = threading.Thread(target=agregar, args=("meanwhile",))
        otro.start()
        otro.join(20)
        assert not otro.is_alive(), "quien escribe no espera"
        assert Marco.objects.count() == antes
    assert Marco.objects.count() == antes + 1


@instantanea()
def leer_y_fallar() -> None:
    assert list(Marco.objects.all().iterator()) == list(Marco.objects.all())
    raise ZeroDivisionError


def test_the_connection_is_left_as_it_was_also_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError):
        leer_y_fallar()
    with transaction.atomic():
        Marco.objects.create(clave="despues", nombre="Después")
    assert Marco.objects.filter(clave="despues").exists()


def test_inside_a_transaction_that_one_decides() -> None:
    with transaction.atomic():
        Marco.objects.create(clave="dentro", nombre="Dentro")
        with instantanea():
            assert Marco.objects.filter(clave="dentro").exists()
    assert Marco.objects.filter(clave="dentro").exists()
