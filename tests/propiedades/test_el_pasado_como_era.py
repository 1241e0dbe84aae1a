"""A plan rebuilt at a past date says what was computed that day, whatever changed since (PAL_DIAS days)."""

import os
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
import time_machine
from fabricas import AccionF, ActividadF, AcuerdoF, CompromisoF, Elenco, momento

from compromisos import avance, semaforo
from compromisos.cambios import ponderaciones, valores
from compromisos.historico import Historia
from compromisos.informes.contenido import reunir
from compromisos.models import AccionClave, Actividad, Compromiso, Entrega, Evidencia, Modificacion, Plan
from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.avances import declarar_avance
from compromisos.servicios.compromisos import concluir_compromiso
from compromisos.servicios.entregas import generar_entregas
from compromisos.servicios.evidencias import EvidenciaNueva, adjuntar_evidencia, retirar_evidencia
from compromisos.servicios.modificaciones import (
    agregar_actividad,
    cancelar_actividad,
    modificar,
    modificar_ponderaciones,
    retirar_compromiso,
)
from compromisos.servicios.recalculo import recalcular_todo
from compromisos.servicios.verificaciones import verificar_evidencia
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.numeros import de_columna
from secretariado.models import Usuario

pytestmark = pytest.mark.django_db
DIAS = int(os.environ.get("PAL_DIAS", "10"))
SEMILLA = int(os.environ.get("PAL_SEMILLA", str(random.randrange(10**6))))
PERIODICIDADES = ("unica", "mensual", "bimestral", "trimestral")


class Vida:
    """A published plan and everything that may happen to it, at random, one day after another."""

    def __init__(self, elenco: Elenco, azar: random.Random, fin: date | None) -> None:
        self.azar, self.e = azar, elenco
        Plan.objects.filter(pk=elenco.plan.pk).update(fecha_fin=fin)
        self.plan = Plan.objects.get(pk=elenco.plan.pk)
        self.autorizacion = Autorizacion("Así se acordó", AcuerdoF(secretariado=elenco.stl))
        for n in range(2, 5):
            self._compromiso(n)
        actividades = Actividad.objects.filter(compromiso__plan=self.plan)
        generar_entregas(actividades.select_related("accion", "compromiso__plan").prefetch_related("entregas"))

    def _compromiso(self, n: int) -> None:
        c = CompromisoF(plan=self.plan, numero=n, **self.fechas())
        acciones = [AccionF(compromiso=c, numero=k, ponderacion=D(50), **self.fechas()) for k in (1, 2)]
        for k, accion in enumerate([*acciones, None, None], start=1):
            ActividadF(compromiso=c, accion=accion, numero=k, **self.calendario())

    def fechas(self) -> dict[str, date | None]:
        inicio = date(2019, 6, 1) + timedelta(days=self.azar.randrange(300))
        fin = inicio + timedelta(days=self.azar.randrange(30, 500))
        return {
            "fecha_inicio": None if self.azar.random() < 0.2 else inicio,
            "fecha_fin": None if self.azar.random() < 0.3 else fin,
        }

    def calendario(self) -> dict[str, Any]:
        return {**self.fechas(), "periodicidad": self.azar.choice(PERIODICIDADES)}

    def un_dia(self) -> None:
        """Some acts; those that a rule refuses are acts that did not happen."""
        actos: tuple[Callable[[], Any], ...] = (
            self.declarar, self.declarar, self.declarar, self.sustentar, self.sustentar, self.retirar_prueba,
            self.mover, self.mover, self.pesar, self.agregar, self.cancelar, self.concluir, self.retirar,
        )  # fmt: skip
        for acto in self.azar.choices(actos, weights=[3, 3, 3, 3, 3, 1, 2, 2, 1, 1, 1, 0.3, 0.2], k=4):
            try:
                acto()
            except ReglaIncumplida:
                continue

    def _una(self, filas: Any) -> Any:
        return self.azar.choice(list(filas.order_by("pk")))

    def _actividad(self) -> Actividad:
        vivas = Actividad.objects.filter(compromiso__plan=self.plan, cancelada=False)
        fila: Actividad = self._una(
            vivas.exclude(compromiso__estado="retirado").select_related("compromiso__plan")
        )
        return fila

    def _entrega(self) -> Entrega:
        vivas = Entrega.objects.filter(actividad__compromiso__plan=self.plan, actividad__cancelada=False)
        vivas = vivas.exclude(actividad__compromiso__estado="retirado")
        fila: Entrega = self._una(vivas.select_related("actividad__compromiso__plan"))
        return fila

    def _facilitadora(self) -> Usuario:
        return Usuario.objects.get(pk=self.e.alicia.pk)

    def declarar(self) -> None:
        declarar_avance(
            actor=self._facilitadora(),
            entrega=self._entrega(),
            porcentaje=D(self.azar.choice((0, 20, 50, 75, 100, 100))),
            que_se_hizo="Algo",
            obstaculos="Alguno",
        )

    def sustentar(self) -> None:
        nueva = EvidenciaNueva(titulo="Minuta", enlace=f"https://ejemplo.test/{self.azar.random()}")
        prueba = adjuntar_evidencia(actor=self._facilitadora(), entrega=self._entrega(), nueva=nueva)
        if self.azar.random() < 0.7:
            verificar_evidencia(
                actor=Usuario.objects.get(pk=self.e.beto.pk),
                evidencia=Evidencia.objects.select_related("entrega__actividad__compromiso__plan").get(
                    pk=prueba.pk
                ),
                veredicto="verificada",
                porcentaje=D(self.azar.choice((30, 60, 100))),
            )

    def retirar_prueba(self) -> None:
        vivas = Evidencia.objects.filter(entrega__actividad__cancelada=False).exclude(estado="retirada")
        suyas = vivas.exclude(entrega__actividad__compromiso__estado="retirado")
        if suyas.exists():
            una = self._una(suyas.select_related("entrega__actividad__compromiso__plan"))
            retirar_evidencia(actor=self._facilitadora(), evidencia=una, motivo="Era otra")

    def mover(self) -> None:
        actividad = self._actividad()
        objeto: Any = self.azar.choice([actividad, actividad, actividad.compromiso, actividad.accion])
        if objeto is not None:
            cambios = self.calendario() if isinstance(objeto, Actividad) else self.fechas()
            self._cambiar(modificar, objeto=objeto, cambios=cambios, visto=valores(objeto))

    def pesar(self) -> None:
        compromiso = self._actividad().compromiso
        acciones = list(AccionClave.objects.filter(compromiso=compromiso).order_by("numero"))
        if len(acciones) == 2:
            uno = D(self.azar.randrange(5, 95))
            pesos: dict[int, D | None] = {acciones[0].pk: uno, acciones[1].pk: 100 - uno}
            self._cambiar(
                modificar_ponderaciones, compromiso=compromiso, pesos=pesos, visto=ponderaciones(acciones)
            )

    def agregar(self) -> None:
        hermana = self._actividad()
        datos = {"nombre": f"Otra {self.azar.random()}", **self.calendario()}
        self._cambiar(agregar_actividad, compromiso=hermana.compromiso, accion=hermana.accion, datos=datos)

    def cancelar(self) -> None:
        self._cambiar(cancelar_actividad, actividad=self._actividad())

    def concluir(self) -> None:
        concluir_compromiso(
            actor=self._facilitadora(), compromiso=self._actividad().compromiso, cumplido=self.azar.random() < 0.7
        )

    def retirar(self) -> None:
        if Compromiso.objects.filter(plan=self.plan).exclude(estado="retirado").count() > 2:
            self._cambiar(retirar_compromiso, compromiso=self._actividad().compromiso)

    def _cambiar(self, servicio: Any, **datos: Any) -> None:
        servicio(actor=self._facilitadora(), autorizacion=self.autorizacion, **datos)


def lo_guardado(plan: Plan) -> dict[str, Any]:
    """Every stored figure of a plan, and what it was computed from."""
    dicho: dict[str, Any] = {}
    for c in Compromiso.objects.filter(plan=plan):
        dicho[c.clave] = (
            *(de_columna(getattr(c, f), 4) for f in ("programado", "declarado", "verificado")),
            (c.semaforo, c.semaforo_declarado, c.cumplimiento, c.estado),
        )
    for a in AccionClave.objects.filter(compromiso__plan=plan):
        dicho[f"accion {a.pk}"] = (a.ponderacion, a.fecha_inicio, a.fecha_fin)
    for x in Actividad.objects.filter(compromiso__plan=plan):
        cifras = tuple(de_columna(getattr(x, f), 4) for f in ("programado", "declarado", "verificado"))
        conteos = (x.entregas_total, x.entregas_exigibles, x.entregas_hechas)
        dicho[f"actividad {x.pk}"] = (*cifras, conteos, x.cancelada, x.periodicidad)
    plan = Plan.objects.get(pk=plan.pk)
    dicho["plan"] = (de_columna(plan.declarado, 4), de_columna(plan.verificado, 4), plan.entregas_vencidas)
    return dicho


def lo_rehecho(plan: Plan, dia: date) -> dict[str, Any]:
    """The same, from the present rows and what the append-only tables remember."""
    foto, dicho = Historia(plan).al(dia), {}
    for pk, c in foto.filas.compromisos.items():
        x = semaforo.leer(foto.compromisos[pk], dia, plan.fecha_fin, semaforo.Umbrales())
        r = x.cifras.redondeadas(4)
        luces = (x.semaforo, x.semaforo_declarado, x.cumplimiento, c.estado)
        dicho[c.clave] = (r.programado, r.declarado, r.verificado, luces)
    for pk, k in foto.filas.acciones.items():
        dicho[f"accion {pk}"] = (k.ponderacion, k.fecha_inicio, k.fecha_fin)
    for pk, a in foto.filas.actividades.items():
        pura = foto.actividades[pk]
        accion = foto.acciones[a.accion_id] if a.accion_id else None
        r = avance.cifras_actividad(pura, dia, accion, foto.compromisos[a.compromiso_id]).redondeadas(4)
        conteos = (len(pura.entregas), len(avance.exigibles(pura, dia)), len(avance.hechas(pura, dia)))
        dicho[f"actividad {pk}"] = (
            r.programado, r.declarado, r.verificado, conteos, a.cancelada, a.periodicidad,
        )  # fmt: skip
    informe = reunir(plan, dia)
    conjunto = informe.conjunto.cifras.redondeadas(4)
    dicho["plan"] = (conjunto.declarado, conjunto.verificado, len(informe.vencidas))
    return dicho


@pytest.mark.parametrize("fin", [date(2021, 7, 31), None])
def test_rebuilt_at_a_past_date_it_says_what_was_computed_that_day(
    elenco: Elenco, settings: Any, fin: date | None
) -> None:
    settings.PAL_HOY = ""
    azar = random.Random(SEMILLA)
    dia, guardado = date(2019, 7, 1), {}
    with time_machine.travel(momento("2019-07-01", 9).astimezone(UTC)):
        vida = Vida(elenco, azar, fin)
    for _ in range(DIAS):
        dia += timedelta(days=azar.randrange(1, 40))
        with time_machine.travel(datetime(dia.year, dia.month, dia.day, 18, tzinfo=UTC)):
            vida.un_dia()
            recalcular_todo(dia)
            guardado[dia] = lo_guardado(vida.plan)
    assert Modificacion.objects.filter(plan=vida.plan).count() > DIAS // 5
    for fecha, aquel_dia in guardado.items():
        rehecho = lo_rehecho(vida.plan, fecha)
        distintos = {k: (v, rehecho.get(k)) for k, v in aquel_dia.items() if rehecho.get(k) != v}
        assert distintos == {}, (SEMILLA, fecha, dia)
        assert rehecho.keys() == aquel_dia.keys(), (SEMILLA, fecha)
