"""Two hundred writes at once on one plan: figures equal the pure ones, the chain holds, no deadlock is seen."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from fabricas import ActividadF, Elenco, EntregaF, EvidenciaF

from compromisos.avance import cifras_compromiso, cifras_conjunto
from compromisos.historico import Historia
from compromisos.models import Actividad, Compromiso, Entrega, Evidencia, Plan
from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.avances import declarar_avance
from compromisos.servicios.modificaciones import cancelar_actividad, modificar
from compromisos.servicios.recalculo import recalcular_todo
from compromisos.servicios.verificaciones import verificar_evidencia
from pal_portal.cimientos.numeros import de_columna
from secretariado.models import Asiento
from secretariado.registro.bitacora import fallas

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]
AL = date(2020, 7, 31)


def test_two_hundred_writes_at_once(elenco: Elenco) -> None:
    entregas = [elenco.entrega]
    entregas += [EntregaF(actividad=ActividadF(compromiso=elenco.compromiso, numero=10 + n)) for n in range(4)]
    evidencias = [
        EvidenciaF(entrega=e, autor=elenco.dario, institucion=elenco.institucion)
        for e in entregas
        for _ in range(8)
    ]
    trabajos: list[Any] = [("declarar", e.pk, 30 + n) for n in range(31) for e in entregas]
    trabajos += [("verificar", e.pk, 5 + n) for n, e in enumerate(evidencias)]
    trabajos += [("todo", 0, 0)] * 5
    assert len(trabajos) == 200
    errores: list[BaseException] = []
    reparto = iter(trabajos)
    candado = threading.Lock()

    def uno(que: str, pk: int, valor: int) -> None:
        if que == "declarar":
            declarar_avance(
                actor=elenco.dario,
                entrega=Entrega.objects.select_related("actividad__compromiso__plan").get(pk=pk),
                porcentaje=Decimal(valor),
                que_se_hizo="Algo",
            )
        elif que == "verificar":
            evidencia = Evidencia.objects.get(pk=pk)
            verificar_evidencia(
                actor=elenco.beto, evidencia=evidencia, veredicto="verificada", porcentaje=Decimal(valor)
            )
        else:
            recalcular_todo()

    def hilo() -> None:
        try:
            while True:
                with candado:
                    trabajo = next(reparto, None)
                if trabajo is None:
                    break
                uno(*trabajo)
        except BaseException as error:
            errores.append(error)
        finally:
            connection.close()

    hilos = [threading.Thread(target=hilo) for _ in range(3)]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join()
    assert errores == []
    foto = Historia(elenco.plan).al(AL)
    puro = cifras_compromiso(foto.compromisos[elenco.compromiso.pk], AL).redondeadas(4)
    fila = Compromiso.objects.get(pk=elenco.compromiso.pk)
    assert (de_columna(fila.declarado, 4), de_columna(fila.verificado, 4)) == (puro.declarado, puro.verificado)
    conjunto = cifras_conjunto(list(foto.compromisos.values()), AL).cifras.redondeadas(4)
    plan = Plan.objects.select_related("secretariado__entidad").get(pk=elenco.plan.pk)
    for nivel in (plan, plan.secretariado, plan.secretariado.entidad):
        assert de_columna(nivel.verificado, 4) == conjunto.verificado
    assert set(recalcular_todo().values()) == {0}
    assert Asiento.objects.count() == 195
    assert list(fallas()) == []


def test_declaring_while_the_calendar_changes_neither_deadlocks_nor_writes_on_what_was_cancelled(
    elenco: Elenco,
) -> None:
    recalcular_todo()
    errores: list[BaseException] = []

    def declarar() -> None:
        for n in range(25):
            fila = Entrega.objects.select_related("actividad__compromiso__plan").get(pk=elenco.entrega.pk)
            declarar_avance(actor=elenco.dario, entrega=fila, porcentaje=Decimal(30 + n), que_se_hizo="Algo")

    def mover() -> None:
        for n in range(25):
            fila = Actividad.objects.select_related("compromiso__plan__secretariado").get(pk=elenco.actividad.pk)
            modificar(
                actor=elenco.alicia,
                objeto=fila,
                cambios={"fecha_fin": AL + timedelta(days=n + 1)},
                visto={},
                autorizacion=Autorizacion("Se recorre", elenco.plan.acuerdo_publicacion),
            )

    def hilo(trabajo: Any) -> None:
        try:
            trabajo()
        except BaseException as error:
            errores.append(error)
        finally:
            connection.close()

    hilos = [threading.Thread(target=hilo, args=[t]) for t in (declarar, mover)]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join()
    assert errores == []
    assert set(recalcular_todo().values()) == {0}
    vieja = Entrega.objects.select_related("actividad__compromiso__plan").get(pk=elenco.entrega.pk)
    autorizacion = Autorizacion("Ya no se hará", elenco.plan.acuerdo_publicacion)
    cancelar_actividad(actor=elenco.alicia, actividad=elenco.actividad, autorizacion=autorizacion)
    with pytest.raises(PermissionDenied):  # `vieja` was read before the cancellation
        declarar_avance(actor=elenco.dario, entrega=vieja, porcentaje=Decimal(90), que_se_hizo="Algo")
