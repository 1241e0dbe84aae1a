"""Rules that hold even when somebody goes around the services."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import Error, IntegrityError, transaction
from fabricas import AccionF, AvanceF, CompromisoF, Elenco, PlanF

from compromisos.models import Avance, Entrega, Plan
from secretariado.models import Membresia

pytestmark = pytest.mark.django_db


def test_a_declaration_can_be_neither_changed_nor_deleted() -> None:
    avance = AvanceF()
    for cambio in (
        lambda: Avance.objects.filter(pk=avance.pk).update(porcentaje=90),
        lambda: Avance.objects.filter(pk=avance.pk).delete(),
    ):
        with pytest.raises(Error, match="solo admite altas"), transaction.atomic():
            cambio()
    assert Avance.objects.get(pk=avance.pk).porcentaje == Decimal(50)


def test_two_commitments_of_a_plan_cannot_share_a_number() -> None:
    uno = CompromisoF(numero=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        CompromisoF(plan=uno.plan, eje=uno.eje, numero=3, clave="GTO-9-99")


@pytest.mark.parametrize("peso", [Decimal("-0.01"), Decimal("100.01")])
def test_a_weight_outside_0_to_100_is_refused(peso: Decimal) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        AccionF(ponderacion=peso)


def test_a_plan_cannot_end_before_it_begins() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanF(fecha_inicio=date(2021, 1, 1), fecha_fin=date(2020, 1, 1))


def test_a_plan_cannot_be_public_without_an_agreement() -> None:
    plan = PlanF()
    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(acuerdo_publicacion=None)


def test_verified_never_exceeds_declared(elenco: Elenco) -> None:
    entrega = Entrega.objects.filter(pk=elenco.entrega.pk)
    for campos in ({"verificado": 10}, {"declarado": 20, "verificado": 21}):
        with pytest.raises(IntegrityError), transaction.atomic():
            entrega.update(**campos)
    entrega.update(declarado=20, verificado=20)
    assert entrega.get().verificado == 20


@pytest.mark.parametrize("rol", ["facilitacion", "responsable", "verificacion", "moderacion"])
def test_a_role_without_its_scope_is_refused(elenco: Elenco, rol: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Membresia.objects.create(usuario=elenco.ciudadana, rol=rol)
