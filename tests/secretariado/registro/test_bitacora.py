"""The chain tells what was changed, removed or inserted."""

import pytest
from django.db import Error, connection, transaction
from fabricas import Elenco

from secretariado.models import Asiento
from secretariado.registro.bitacora import asentar, fallas

pytestmark = pytest.mark.django_db


def sembrar(elenco: Elenco, n: int = 5) -> None:
    for i in range(n):
        asentar(
            actor=elenco.alicia,
            rol="facilitacion",
            institucion=None,
            accion="avance.declarado",
            asunto="compromiso:GTO-1-01",
            plan="GTO-1",
            datos={"n": i, "texto": "ñandú"},
        )


def forzar(sql: str) -> None:
    """Somebody with the database in their hands."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE secretariado_asiento DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER secretariado_asiento_sin_update")
            cursor.execute("DROP TRIGGER secretariado_asiento_sin_delete")
        cursor.execute(sql)


def test_a_whole_chain_has_no_faults(elenco: Elenco) -> None:
    sembrar(elenco)
    assert list(fallas()) == []


@pytest.mark.parametrize(
    ("sql", "dicho"),
    [
        ("UPDATE secretariado_asiento SET rol = 'otro' WHERE numero = 3", "asiento 3 fue alterado"),
        ("DELETE FROM secretariado_asiento WHERE numero = 2", "falta el asiento 2"),
        ("UPDATE secretariado_asiento SET numero = 9 WHERE numero = 4", "falta el asiento 4"),
    ],
)
def test_tampering_is_found_and_named(elenco: Elenco, sql: str, dicho: str) -> None:
    sembrar(elenco)
    forzar(sql)
    assert any(dicho in falla for falla in fallas())


def test_the_database_refuses_to_change_an_entry(elenco: Elenco) -> None:
    sembrar(elenco, 1)
    for cambio in (lambda: Asiento.objects.update(rol="x"), lambda: Asiento.objects.all().delete()):
        with pytest.raises(Error, match="solo admite altas"), transaction.atomic():
            cambio()
