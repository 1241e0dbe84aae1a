"""The set-based SQL agrees with the pure reference on random plans, at every level (PAL_CASOS commitments)."""

import os
import random
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from fabricas import EntidadF, InstitucionF, OtraEntidadF, PlanF, SecretariadoF, UsuarioF, momento

from compromisos import avance, semaforo
from compromisos.historico import Historia
from compromisos.models import (
    AccionClave,
    Actividad,
    Avance,
    Compromiso,
    Eje,
    Entrega,
    Evidencia,
    Plan,
    Umbral,
    Verificacion,
)
from compromisos.servicios.entregas import generar_entregas
from compromisos.servicios.recalculo import recalcular, recalcular_todo, reconciliar_entregas
from pal_portal.cimientos.numeros import de_columna
from secretariado.models import Entidad, Secretariado

AL = date(2020, 7, 31)
CASOS = int(os.environ.get("PAL_CASOS", "1000"))
POR_PLAN = 25
SEMILLA = int(os.environ.get("PAL_SEMILLA", str(random.randrange(10**6))))


def sembrar(azar: random.Random) -> list[Plan]:
    """Random plans with everything that may happen to a commitment."""
    stl = [SecretariadoF(entidad=e) for e in (EntidadF(), EntidadF(), OtraEntidadF())]
    planes = [
        PlanF(
            secretariado=azar.choice(stl),
            incluye_proactivos=azar.random() < 0.3,
            fecha_fin=azar.choice([None, date(2021, 7, 31), date(2020, 6, 30)]),
        )
        for _ in range(max(1, CASOS // POR_PLAN))
    ]
    Umbral.objects.create(plan=None, verde=D("-10"), ambar=D("-25"))
    Umbral.objects.create(plan=planes[0], verde=D("-3"), ambar=D("-5"), vigente_hasta=AL)
    Umbral.objects.create(plan=planes[0], verde=D("-90"), ambar=D("-95"), vigente_desde=AL + timedelta(days=1))
    for plan in planes:
        _compromisos(azar, plan)
    generar_entregas(Actividad.objects.select_related("accion", "compromiso__plan").prefetch_related("entregas"))
    _historia(azar)
    return planes


def fecha(azar: random.Random) -> date | None:
    return None if azar.random() < 0.25 else date(2019, 5, 1) + timedelta(days=azar.randrange(900))


def fechas(azar: random.Random) -> dict[str, date | None]:
    inicio, fin = fecha(azar), fecha(azar)
    if inicio and fin and fin < inicio:
        inicio, fin = fin, inicio
    return {"fecha_inicio": inicio, "fecha_fin": fin}


def _compromisos(azar: random.Random, plan: Plan) -> None:
    ejes = [Eje.objects.create(plan=plan, numero=str(n), orden=n, nombre=f"Eje {n}") for n in (1, 2)]
    filas = Compromiso.objects.bulk_create(
        Compromiso(
            plan=plan,
            eje=azar.choice([*ejes, None]),
            numero=n,
            clave=f"{plan.clave}-{n:02d}",
            nombre="x",
            estado=azar.choice(["en_proceso"] * 6 + ["concluido", "retirado"]),
            origen=azar.choice(["cocreado"] * 3 + ["proactivo"]),
            **fechas(azar),
        )
        for n in range(1, POR_PLAN + 1)
    )
    acciones = AccionClave.objects.bulk_create(
        AccionClave(
            compromiso=c,
            numero=n,
            nombre="x",
            ponderacion=azar.choice([None, D(0), D(25), D(40), D("33.33")]),
            **fechas(azar),
        )
        for c in filas
        for n in range(1, azar.choice([0, 0, 1, 2, 3]) + 1)
    )
    lugares: list[tuple[Compromiso, AccionClave | None]] = [(a.compromiso, a) for a in acciones]
    lugares += [(c, None) for c in filas if azar.random() < 0.7]
    Actividad.objects.bulk_create(
        Actividad(
            compromiso=c,
            accion=accion,
            numero=n,
            nombre="x",
            cancelada=azar.random() < 0.1,
            peso=azar.choice([None, None, None, D(0), D(1), D("2.5")]),
            periodicidad=azar.choice(["unica"] * 4 + ["mensual", "semestral", "trimestral"]),
            **fechas(azar),
        )
        for c, accion in lugares
        for n in range(1, azar.randrange(4) + 1)
    )


def _historia(azar: random.Random) -> None:
    autor, institucion = UsuarioF(), InstitucionF()
    callados = set(
        azar.sample(sorted(Compromiso.objects.values_list("pk", flat=True)), k=Compromiso.objects.count() // 6)
    )
    declaradas = [
        e
        for e in Entrega.objects.select_related("actividad")
        if e.actividad.compromiso_id not in callados and azar.random() < 0.6
    ]
    avances, evidencias = [], []
    for entrega in declaradas:
        for dia in ("2020-01-15", "2020-06-30", "2020-08-15")[: azar.randrange(1, 4)]:
            porcentaje = azar.choice([D(100), D(100), D(azar.randrange(10001)) / 100])
            avances.append(
                Avance(
                    entrega=entrega,
                    porcentaje=porcentaje,
                    que_se_hizo="x",
                    obstaculos="x",
                    autor=autor,
                    rol="responsable",
                    creado=momento(dia),
                )
            )
        if azar.random() < 0.6:
            evidencias.append(
                Evidencia(
                    entrega=entrega,
                    titulo="x",
                    enlace="https://ejemplo.test/x",
                    estado="verificada",
                    autor=autor,
                    rol="responsable",
                    creado=momento("2020-01-20"),
                )
            )
    Avance.objects.bulk_create(a for a in avances if a.creado <= momento("2020-07-31"))
    Verificacion.objects.bulk_create(
        Verificacion(
            evidencia=e,
            veredicto="verificada",
            porcentaje=azar.choice([D(100), D(azar.randrange(1, 10001)) / 100]),
            autor=autor,
            institucion=institucion,
            creado=momento("2020-02-20"),
        )
        for e in Evidencia.objects.bulk_create(evidencias)
    )


def tres(objeto: Any) -> tuple[D | None, ...]:
    return tuple(de_columna(getattr(objeto, c), 4) for c in ("programado", "declarado", "verificado"))


def puras(cifras: avance.Cifras) -> tuple[Any, ...]:
    r = cifras.redondeadas(4)
    return r.programado, r.declarado, r.verificado


def comparar_plan(plan: Plan) -> list[avance.CompromisoC]:
    historia = Historia(plan)
    foto = historia.al(AL)
    propio = plan.clave == Plan.objects.order_by("pk").values_list("clave", flat=True)[0]
    umbrales = semaforo.Umbrales(D(-3), D(-5)) if propio else semaforo.Umbrales()
    por_eje: dict[int | None, list[avance.CompromisoC]] = defaultdict(list)
    for fila in foto.filas.compromisos.values():
        puro = foto.compromisos[fila.pk]
        por_eje[fila.eje_id].append(puro)
        lectura = semaforo.leer(puro, AL, plan.fecha_fin, umbrales)
        assert tres(fila) == puras(lectura.cifras), (SEMILLA, fila.clave)
        dicho = (fila.semaforo, fila.semaforo_declarado, fila.cumplimiento, fila.vence)
        assert dicho == (
            lectura.semaforo,
            lectura.semaforo_declarado,
            lectura.cumplimiento,
            lectura.termina,
        ), (SEMILLA, fila.clave)
    compromisos = {c.pk: foto.compromisos[c.pk] for c in foto.filas.compromisos.values()}
    for accion in foto.filas.acciones.values():
        cifras = avance.cifras_accion(foto.acciones[accion.pk], AL, compromisos[accion.compromiso_id])
        assert tres(accion) == puras(cifras), (SEMILLA, "accion", accion.pk)
    for actividad in foto.filas.actividades.values():
        pura = foto.actividades[actividad.pk]
        accion = foto.acciones[actividad.accion_id] if actividad.accion_id else None
        cifras = avance.cifras_actividad(pura, AL, accion, compromisos[actividad.compromiso_id])
        assert tres(actividad) == puras(cifras), (SEMILLA, "actividad", actividad.pk)
        conteos = (actividad.entregas_exigibles, actividad.entregas_hechas, actividad.entregas_total)
        assert conteos == (
            len(avance.exigibles(pura, AL)),
            len(avance.hechas(pura, AL)),
            len(pura.entregas),
        )
    for eje in plan.ejes.all():
        comparar_conjunto(eje, por_eje[eje.pk], plan.incluye_proactivos)
    comparar_conjunto(Plan.objects.get(pk=plan.pk), compromisos.values(), plan.incluye_proactivos)
    return [c for c in compromisos.values() if plan.incluye_proactivos or not c.proactivo]


def comparar_conjunto(fila: Any, compromisos: Iterable[avance.CompromisoC], proactivos: bool) -> None:
    puro = avance.cifras_conjunto(compromisos, AL, proactivos)
    assert tres(fila) == puras(puro.cifras), (SEMILLA, str(fila))
    assert (fila.compromisos_medidos, fila.compromisos_sin_dato) == (puro.medidos, puro.sin_dato)


@pytest.mark.django_db
def test_stored_figures_equal_the_pure_ones_on_random_plans() -> None:
    azar = random.Random(SEMILLA)
    planes = sembrar(azar)
    reconciliar_entregas()
    recalcular_todo(AL)
    del_stl: dict[int, list[avance.CompromisoC]] = defaultdict(list)
    for plan in Plan.objects.filter(pk__in=[p.pk for p in planes]).order_by("pk"):
        del_stl[plan.secretariado_id] += comparar_plan(plan)
    de_entidad: dict[int, list[avance.CompromisoC]] = defaultdict(list)
    for stl in Secretariado.objects.all():
        comparar_conjunto(stl, del_stl[stl.pk], True)
        de_entidad[stl.entidad_id] += del_stl[stl.pk]
    for entidad in Entidad.objects.all():
        comparar_conjunto(entidad, de_entidad[entidad.pk], True)
    assert set(recalcular_todo(AL).values()) == {0}
    un_plan = Compromiso.objects.filter(plan=planes[0]).values_list("pk", flat=True)
    assert set(recalcular(un_plan, AL).values()) == {0}
