"""The stored figures: the three worked cases of 02-dominio §4 through the database, and what stays untouched."""

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from fabricas import AccionF, ActividadF, CompromisoF, Elenco, EntregaF, PlanF

from compromisos.calendario import Periodicidad, periodos
from compromisos.models import Compromiso, CorteAvance, Entrega, Plan
from compromisos.servicios.cortes import tomar_corte
from compromisos.servicios.recalculo import recalcular, recalcular_todo
from pal_portal.cimientos.numeros import de_columna
from secretariado.models import Entidad

pytestmark = pytest.mark.django_db


def figuras(fila: Any, decimales: int = 4) -> tuple[str, ...]:
    fila.refresh_from_db()
    return tuple(str(de_columna(getattr(fila, c), decimales)) for c in ("programado", "declarado", "verificado"))


def entrega(actividad: Any, declarado: int | None, verificado: int = 0, **campos: Any) -> None:
    EntregaF(
        actividad=actividad,
        declarado=None if declarado is None else D(declarado),
        verificado=D(verificado),
        **campos,
    )


def test_mex_4_13_at_the_end_of_2020_is_stored_exactly() -> None:
    caso = CompromisoF(plan=PlanF(fecha_fin=date(2021, 8, 31)))
    partes = (
        (35, date(2020, 1, 2), date(2020, 4, 30), 3, 3, 2),
        (40, date(2020, 5, 1), date(2021, 7, 31), 5, 2, 1),
        (25, date(2020, 7, 1), date(2021, 8, 31), 6, 1, 0),
    )
    for peso, inicio, fin, cuantas, declaradas, verificadas in partes:
        accion = AccionF(compromiso=caso, ponderacion=D(peso), fecha_inicio=inicio, fecha_fin=fin)
        for n in range(cuantas):
            actividad = ActividadF(compromiso=caso, accion=accion, fecha_inicio=None, fecha_fin=None)
            entrega(actividad, 100 if n < declaradas else None, 100 if n < verificadas else 0, vence=fin)
    recalcular_todo(date(2020, 12, 31))
    assert figuras(caso) == ("67.2170", "55.1667", "31.3333")
    assert (caso.semaforo_declarado, caso.semaforo, caso.cumplimiento) == ("ambar", "rojo", "limitado")
    for nivel in (caso.eje, caso.plan, caso.plan.secretariado, caso.plan.secretariado.entidad):
        assert figuras(nivel) == ("67.2170", "55.1667", "31.3333")


def test_gto_1_03_at_the_end_of_july_2020_is_stored_exactly() -> None:
    caso = CompromisoF()
    for cada, hechas in ((Periodicidad.MENSUAL, 10), (Periodicidad.SEMESTRAL, 1)):
        actividad = ActividadF(compromiso=caso, periodicidad=cada, fecha_fin=None)
        for p in periodos(date(2019, 8, 1), date(2021, 7, 31), cada):
            hecha = p.numero <= hechas
            entrega(
                actividad,
                100 if hecha else None,
                numero=p.numero,
                vence=p.fin,
                hecha_el=p.fin + timedelta(days=12 if p.numero == 10 else 0) if hecha else None,
            )
    recalcular_todo(date(2020, 7, 31))
    assert figuras(caso, 1)[:2] == ("50.0", "33.3")
    assert caso.semaforo_declarado == "ambar"
    becas = caso.actividades.order_by("numero")[0]
    conteos = becas.entregas_exigibles, becas.entregas_hechas, becas.entregas_a_tiempo
    assert conteos == (12, 10, 9)


def test_gto_1_07_at_the_end_of_2019_is_stored_exactly() -> None:
    caso = CompromisoF()
    for inicio, fin, declarado, verificado in (
        (date(2019, 7, 1), date(2019, 12, 31), 100, 0),
        (date(2019, 11, 1), date(2020, 2, 29), 40, 40),
        (date(2020, 1, 1), date(2020, 3, 31), None, 0),
    ):
        entrega(ActividadF(compromiso=caso, fecha_inicio=inicio, fecha_fin=fin), declarado, verificado)
    recalcular_todo(date(2019, 12, 31))
    assert figuras(caso, 1) == ("50.1", "46.7", "13.3")
    assert (caso.semaforo_declarado, caso.semaforo) == ("verde", "rojo")


def test_a_draft_is_computed_but_never_counts_in_its_state(elenco: Elenco) -> None:
    entrega(ActividadF(compromiso=elenco.secreto, numero=1), 80)
    Entrega.objects.filter(pk=elenco.entrega.pk).update(declarado=20)
    recalcular_todo(date(2020, 7, 31))
    assert Compromiso.objects.get(pk=elenco.secreto.pk).declarado == 80
    assert Plan.objects.get(pk=elenco.borrador.pk).declarado == 80
    assert Entidad.objects.get(pk=elenco.entidad.pk).declarado == 20
    assert Entidad.objects.get(pk=elenco.entidad.pk).compromisos_en_vigor == 1


def test_one_commitment_moves_itself_and_its_parents_and_nothing_of_others(elenco: Elenco) -> None:
    al = date(2020, 7, 31)
    recalcular_todo(al)
    Entrega.objects.update(declarado=60)
    escritas = recalcular([elenco.compromiso.pk], al)
    niveles = ("compromiso", "eje", "plan", "secretariado", "entidad")
    assert [escritas[n] for n in niveles] == [1, 1, 1, 1, 1]
    assert Compromiso.objects.get(pk=elenco.compromiso.pk).declarado == 60
    assert Compromiso.objects.get(pk=elenco.otro_compromiso.pk).declarado is None
    assert Entidad.objects.get(pk=elenco.otra_entidad.pk).declarado is None


def test_another_day_with_the_same_figures_writes_nothing(elenco: Elenco) -> None:
    recalcular_todo(date(2022, 1, 10))
    antes = Compromiso.objects.get(pk=elenco.compromiso.pk).cifras_al
    assert set(recalcular_todo(date(2022, 1, 11)).values()) == {0}
    assert Compromiso.objects.get(pk=elenco.compromiso.pk).cifras_al == antes == date(2022, 1, 10)


def test_no_commitments_write_nothing() -> None:
    assert recalcular([]) == {}


def test_a_second_snapshot_of_the_day_replaces_the_first(elenco: Elenco) -> None:
    al = date(2020, 7, 31)
    recalcular_todo(al)
    tomar_corte(al)
    Entrega.objects.filter(pk=elenco.entrega.pk).update(declarado=40)
    recalcular([elenco.compromiso.pk], al)
    tomar_corte(al)
    assert CorteAvance.objects.get(compromiso=elenco.compromiso, fecha=al).declarado == 40
    assert CorteAvance.objects.get(plan=elenco.plan, fecha=al).declarado == 40
    assert not CorteAvance.objects.filter(plan=elenco.borrador).exists()
