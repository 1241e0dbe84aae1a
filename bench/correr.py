"""Rows 1 to 9 and 12 of the speed table (05-barras), on PostgreSQL with 100,000 commitments.

Environment: BENCH_URL (a database of its own, kept between runs), BENCH_COMPROMISOS.
"""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

RAIZ = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RAIZ))
BASE = os.environ.get("BENCH_URL", "postgres://postgres@127.0.0.1:5432/pal_bench")
N = int(os.environ.get("BENCH_COMPROMISOS", "100000"))
os.environ.update(
    DATABASE_URL=BASE,
    REDIS_URL="",
    PAGINAS_GUARDADAS="0",
    PAL_HOY="2020-07-31",
    DJANGO_SETTINGS_MODULE="pal_portal.settings",
)

import django
import psycopg


def preparar() -> None:
    """Create the database if it is missing, migrate and seed."""
    servidor, nombre = BASE.rsplit("/", 1)
    with psycopg.connect(f"{servidor}/postgres", autocommit=True) as c:
        if not c.execute("SELECT 1 FROM pg_database WHERE datname = %s", [nombre]).fetchone():
            c.execute(f'CREATE DATABASE "{nombre}"')
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    from bench.sembrar import sembrar

    sembrar(N)


def pagina_uno() -> None:
    """Row 1: the whole view against raw SQL with the same template."""
    from django.db import connection
    from django.test import RequestFactory
    from django.shortcuts import render

    from bench.medir import comparar, fila
    from compromisos.filtros import CompromisoFiltro, con_opciones
    from compromisos.models import Compromiso
    from compromisos.views.compromiso import COLUMNAS, lista
    from django.contrib.auth.models import AnonymousUser
    from pal_portal.cimientos.listas import Pagina

    peticion = RequestFactory().get("/compromisos/")
    peticion.user = AnonymousUser()
    consulta = str(
        Compromiso.objects.visibles_para(peticion.user).values(*COLUMNAS).order_by("clave")[:21].query
    ).replace("%", "%%")
    cuenta = "SELECT count(*) FROM (SELECT 1 FROM compromisos_compromiso c JOIN compromisos_plan p ON p.id = c.plan_id WHERE p.publicado_en IS NOT NULL LIMIT 1001) x"
    filtro = CompromisoFiltro({}, Compromiso.objects.none())
    filtro.form.is_valid()
    con_opciones(filtro, peticion.user)

    def cruda() -> bytes:
        with connection.cursor() as cursor:
            cursor.execute(consulta)
            filas = [
                dict(zip(COLUMNAS, f[-len(COLUMNAS) :] if len(f) > len(COLUMNAS) else f, strict=True))
                for f in cursor.fetchall()
            ]
            cursor.execute(cuenta)
            cursor.fetchone()
            cursor.execute("SELECT id FROM compromisos_plan LIMIT 151")
            cursor.fetchall()
        pagina = Pagina(filas[:20], "", "?despues=WyJYIiwiWCJd")
        contexto = {"filtro": filtro, "pagina": pagina, "cuantos": 1000, "hay_mas": True, "activo": False}
        return render(peticion, "compromisos/compromisos.html", contexto).content

    import re

    claves = [re.findall(rb"/compromisos/([A-Z]{3}-\d+-\d+)/", x) for x in (lista(peticion).content, cruda())]
    assert claves[0] == claves[1], "las dos partes deben dar las mismas filas"
    fila(
        "1",
        "lista, 20 de 100,000 (SQL crudo + misma plantilla)",
        comparar(lambda: lista(peticion), cruda, veces=5),
        1.4,
    )


def consultas() -> None:
    """Row 2: queries per page, at both page sizes."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from compromisos.models import Compromiso

    c = Compromiso.objects.order_by("clave").select_related("plan")[N // 2]
    barras = {
        "/compromisos/?tamano=20": 5,
        "/compromisos/?tamano=100": 5,
        f"/compromisos/{c.clave}/": 10,
        f"/planes/{c.plan.slug}/": 8,
        "/": 6,
        "/api/v1/compromisos/?tamano=20": 3,
        "/api/v1/compromisos/?tamano=100": 3,
    }
    cliente = Client()
    for ruta, barra in barras.items():
        with CaptureQueriesContext(connection) as capturadas:
            assert cliente.get(ruta).status_code == 200, ruta
        veredicto = "cumple" if len(capturadas) <= barra else "NO cumple"
        print(f"  2 consultas {ruta:<46} {len(capturadas)} (barra {barra})  {veredicto}", flush=True)


def pagina_honda() -> None:
    """Row 3: page 2,000 against the first."""
    from compromisos.models import Compromiso
    from compromisos.views.compromiso import COLUMNAS
    from pal_portal.cimientos.listas import Orden, _cursor, paginar

    from bench.medir import comparar, fila

    orden = Orden("clave", "clave")
    filas = Compromiso.objects.publicados()
    clave = filas.order_by("clave").values_list("clave", flat=True)[min(40_000, N - 40)]
    honda = {"despues": _cursor(orden, {"clave": clave})}

    def a() -> Any:
        return paginar(filas.values(*COLUMNAS), orden, honda, 20)

    def b() -> Any:
        return paginar(filas.values(*COLUMNAS), orden, {}, 20)

    assert len(a().filas) == len(b().filas) == 20
    fila("3", "página 2,000 ÷ primera", comparar(a, b, veces=20), 1.3)


INGENUA = """SELECT a.id, avg(COALESCE(e.declarado, 0)), avg(e.verificado), count(x.id), count(e.declarado)
FROM compromisos_actividad a JOIN compromisos_entrega e ON e.actividad_id = a.id
LEFT JOIN compromisos_evidencia x ON x.entrega_id = e.id GROUP BY a.id"""
"""The activities' figures as anybody would ask for them (each delivery counts once per piece of evidence)."""
DIFERENTES = f"""SELECT count(*) FROM ({INGENUA}) AS n(id, declarado, verificado, evidencias, declaradas)
JOIN compromisos_actividad a USING (id) WHERE n.declaradas > 0 AND (abs(a.declarado - n.declarado) > 1e-9
    OR abs(a.verificado - n.verificado) > 1e-9 OR a.evidencias_total <> n.evidencias)"""


def recalculo() -> None:
    """Row 7: everything, when the calendar turned for all and when nothing changed."""
    from django.db import connection

    from bench.medir import comparar, fila
    from compromisos.servicios.recalculo import recalcular_todo
    from pal_portal.cimientos.fechas import hoy

    dia = [hoy()]

    def todo_cambia() -> None:
        dia[0] += timedelta(days=1) if dia[0] < hoy() + timedelta(days=40) else timedelta(days=-40)
        escritas = recalcular_todo(dia[0])
        assert escritas["compromiso"] > N * 0.9, escritas

    def nada_cambia() -> None:
        assert set(recalcular_todo(dia[0]).values()) == {0}

    def ingenua() -> None:
        with connection.cursor() as cursor:
            cursor.execute(INGENUA)
            cursor.fetchall()

    with connection.cursor() as cursor:
        cursor.execute(DIFERENTES)
        assert cursor.fetchone()[0] == 0, "las dos partes deben dar las mismas cifras"
    fila("7a", "recálculo de todo, todo cambia (SELECT ingenuo)", comparar(todo_cambia, ingenua, pares=7), 0.8)
    recalcular_todo(dia[0])
    fila("7b", "recálculo de todo, nada cambia (SELECT ingenuo)", comparar(nada_cambia, ingenua, pares=7), 0.5)
    recalcular_todo()


def una_entrega() -> None:
    """Row 8: one delivery saved and its figures right everywhere, against the plain UPDATE."""
    from django.db import transaction

    from bench.medir import comparar, fila
    from compromisos.models import Entrega
    from compromisos.servicios.recalculo import recalcular, recalcular_todo

    entrega = Entrega.objects.select_related("actividad").filter(declarado__gte=50)[100]
    valor = [60]

    def guardar() -> None:
        valor[0] = 110 - valor[0] if 0 < 110 - valor[0] <= 100 else 60
        Entrega.objects.filter(pk=entrega.pk).update(declarado=valor[0], verificado=min(valor[0], 20))

    def a() -> None:
        with transaction.atomic():
            guardar()
            recalcular([entrega.actividad.compromiso_id])

    def b() -> None:
        with transaction.atomic():
            guardar()

    a()
    assert set(recalcular_todo().values()) == {0}, "un cambio debe dejar lo mismo que recalcularlo todo"
    fila("8", "una entrega guardada, cifras en todos los niveles (UPDATE)", comparar(a, b, veces=15), 2.5)


def sqlite_contra_postgres() -> None:
    """Row 12: the same list on SQLite, in its own process, against PostgreSQL in its own."""
    import statistics

    pares: list[float] = []
    primera: list[float] = []
    for _ in range(3):
        tiempos = {}
        for motor in ("sqlite", "postgres"):
            salida = subprocess.run(
                [sys.executable, str(RAIZ / "bench" / "lista.py"), motor, BASE],
                capture_output=True,
                text=True,
                check=True,
                cwd=RAIZ,
            ).stdout
            tiempos[motor] = [float(x) for x in salida.split()]
        primera, ultima = primera or tiempos["postgres"], tiempos["postgres"]
        pares += [s / p for s, p in zip(tiempos["sqlite"], tiempos["postgres"], strict=True)]
    razon = statistics.median(pares)
    ruido = statistics.median(primera) / statistics.median(ultima)
    print(
        f" 12 lista de 1,000 en SQLite ÷ PostgreSQL {razon:.2f} × (barra 1.1) ruido {ruido:.2f}  {'cumple' if razon <= 1.1 else 'NO cumple'}"
    )


def csv_contra_copy() -> None:
    """Row 6."""
    from bench.csv_http import csv_por_http

    csv_por_http(BASE)


def paginas_servidas() -> None:
    """Row 4."""
    from bench.servida import servida

    servida(BASE)


if __name__ == "__main__":
    preparar()
    from bench.api import api
    from bench.busqueda import busqueda
    from compromisos.models import Compromiso

    print(
        f"Filas de 05-barras con {Compromiso.objects.count():,} compromisos (A, referencia B, mediana de A/B por pares)"
    )
    from bench.bitacora import bitacora

    for parte in (
        bitacora,
        pagina_uno,
        consultas,
        pagina_honda,
        paginas_servidas,
        api,
        csv_contra_copy,
        recalculo,
        una_entrega,
        busqueda,
        sqlite_contra_postgres,
    ):
        parte()
