"""Publishing a plan, and the life of a report."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from fabricas import AccionF, ActividadF, AcuerdoF, Elenco, momento

from compromisos.models import Actividad, Entrega, Informe, LineaBase, Plan, Responsable
from compromisos.servicios.entregas import generar_entregas
from compromisos.servicios.informes import (
    barrer_informes,
    esta_interrumpido,
    generar_informe,
    reintentar_informe,
    solicitar_informe,
)
from compromisos.servicios.planes import publicar_plan
from pal_portal.cimientos.errores import ReglaIncumplida

pytestmark = pytest.mark.django_db


def test_publication_tells_every_problem_at_once(elenco: Elenco) -> None:
    AccionF(compromiso=elenco.secreto, ponderacion=Decimal(35))
    ajeno = AcuerdoF(secretariado=elenco.otro_stl)
    with pytest.raises(ReglaIncumplida) as error:
        publicar_plan(actor=elenco.alicia, plan=elenco.borrador, acuerdo=ajeno)
    for parte in ("Elige un acuerdo de este secretariado", "suman 35", "falta la institución responsable"):
        assert parte in error.value.mensaje
    assert Plan.objects.get(pk=elenco.borrador.pk).es_borrador


def test_publication_freezes_the_baseline_and_makes_the_deliveries(elenco: Elenco) -> None:
    Responsable.objects.create(compromiso=elenco.secreto, institucion=elenco.institucion)
    actividad = ActividadF(
        compromiso=elenco.secreto, periodicidad="mensual", fecha_inicio=date(2019, 8, 1), fecha_fin=None
    )
    acuerdo = AcuerdoF(secretariado=elenco.stl)
    with pytest.raises(PermissionDenied):
        publicar_plan(actor=elenco.yago, plan=elenco.borrador, acuerdo=acuerdo)
    plan = publicar_plan(actor=elenco.alicia, plan=elenco.borrador, acuerdo=acuerdo)
    assert plan.publicado_en is not None
    assert actividad.entregas.count() == 24
    base = LineaBase.objects.get(plan=plan)
    assert base.contenido["compromisos"][0]["actividades"][0]["inicio"] == "2019-08-01"
    assert Actividad.objects.get(pk=actividad.pk).base_inicio == date(2019, 8, 1)
    with pytest.raises(PermissionDenied):
        publicar_plan(actor=elenco.alicia, plan=plan, acuerdo=acuerdo)


def test_deliveries_follow_the_calendar_and_keep_what_was_reported(elenco: Elenco) -> None:
    actividad = ActividadF(
        compromiso=elenco.compromiso,
        periodicidad="trimestral",
        fecha_inicio=date(2020, 1, 1),
        fecha_fin=date(2020, 12, 31),
    )
    assert generar_entregas([actividad]) == 4
    assert generar_entregas([Actividad.objects.get(pk=actividad.pk)]) == 0
    from fabricas import AvanceF

    AvanceF(entrega=actividad.entregas.get(numero=4))
    actividad.fecha_fin = date(2020, 6, 30)
    generar_entregas([actividad])
    assert sorted(Entrega.objects.filter(actividad=actividad).values_list("numero", flat=True)) == [1, 2, 4]


def pedir(elenco: Elenco, quien: Any = None, corte: date = date(2020, 7, 31)) -> Informe:
    return solicitar_informe(actor=quien or elenco.beto, plan=elenco.plan, corte=corte, secciones=["fichas"])


@pytest.fixture
def sin_trabajador(monkeypatch: pytest.MonkeyPatch) -> None:
    """Jobs stay in the queue."""
    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: None)


def test_a_report_cannot_be_of_the_future_nor_of_before_the_plan(elenco: Elenco, sin_trabajador: None) -> None:
    for corte in (date(2020, 8, 1), date(2019, 6, 30)):
        with pytest.raises(ReglaIncumplida) as error:
            pedir(elenco, corte=corte)
        assert error.value.campo == "corte"
    for nadie in (elenco.dario, elenco.ciudadana, elenco.yago, elenco.fidel):
        with pytest.raises(PermissionDenied):
            pedir(elenco, nadie)
    assert not Informe.objects.exists()


def test_the_same_order_twice_is_one_report(elenco: Elenco, sin_trabajador: None) -> None:
    assert pedir(elenco).pk == pedir(elenco, elenco.alicia).pk
    assert pedir(elenco).folio == f"{elenco.plan.clave}-M-20200731-01"


def test_an_error_leaves_a_failed_report_without_a_file_that_can_be_retried(
    elenco: Elenco, sin_trabajador: None
) -> None:
    informe = pedir(elenco)

    def falla(informe: Informe, avisar: Any) -> tuple[bytes, int]:
        avisar(40)
        raise RuntimeError("sin memoria")

    assert generar_informe(informe.pk, falla) == "fallo"
    informe.refresh_from_db()
    assert (informe.estado, informe.archivo, "sin memoria" in informe.error) == ("fallo", None, False)
    reintentar_informe(actor=elenco.alicia, informe=informe)
    assert generar_informe(informe.pk, lambda i, avisar: (b"%PDF-1.7 prueba", 3)) == "listo"
    informe.refresh_from_db()
    assert (informe.paginas, informe.intentos, informe.archivo.tipo) == (3, 2, "application/pdf")
    with pytest.raises(ReglaIncumplida):
        reintentar_informe(actor=elenco.alicia, informe=informe)


def test_running_the_job_twice_makes_one_file(elenco: Elenco, sin_trabajador: None) -> None:
    informe = pedir(elenco)
    veces = []

    def emitir(informe: Informe, avisar: Any) -> tuple[bytes, int]:
        veces.append(1)
        return b"%PDF-1.7", 1

    generar_informe(informe.pk, emitir)
    generar_informe(informe.pk, emitir)
    assert len(veces) == 1


def test_a_killed_worker_shows_as_failed_and_what_the_broker_lost_is_queued_again(
    elenco: Elenco, monkeypatch: pytest.MonkeyPatch
) -> None:
    encolados: list[Any] = []
    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: encolados.append(args))
    muerto, perdido = pedir(elenco), pedir(elenco, corte=date(2020, 6, 30))
    hace_rato = momento("2020-07-31", 1) - timedelta(hours=5)
    Informe.objects.filter(pk=muerto.pk).update(estado="generando", porcentaje=40, latido=hace_rato)
    Informe.objects.filter(pk=perdido.pk).update(latido=hace_rato)
    assert esta_interrumpido(Informe.objects.get(pk=muerto.pk))
    encolados.clear()
    assert barrer_informes() == 1
    assert encolados == [("compromisos.generar_informe", perdido.pk)]
    muerto.refresh_from_db()
    assert (muerto.estado, muerto.archivo) == ("fallo", None)
