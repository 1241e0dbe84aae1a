"""A commitment with 10,000 comments against one with 10: queries and time of its page. Its list of comments, which
shows 20, is compared with that of one that has 20.

Environment: BENCH_URL (PostgreSQL; a database of its own, `pal_bench_comentarios`, kept between runs). The bar: the
same queries, and at most 1.3 times the time.
"""

import os
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(RAIZ), str(RAIZ / "tests")]
BASE = os.environ.get("BENCH_URL", "postgres://postgres@127.0.0.1:5432/pal_bench").rsplit("/", 1)[0]
os.environ.update(
    DATABASE_URL=f"{BASE}/pal_bench_comentarios",
    REDIS_URL="",
    PAL_HOY="2020-07-31",
    DJANGO_SETTINGS_MODULE="pal_portal.settings",
)

import django
import psycopg

with psycopg.connect(f"{BASE}/postgres", autocommit=True) as c:
    if not c.execute("SELECT 1 FROM pg_database WHERE datname = 'pal_bench_comentarios'").fetchone():
        c.execute("CREATE DATABASE pal_bench_comentarios")
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

settings.ALLOWED_HOSTS.append("testserver")
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
call_command("migrate", verbosity=0)
from compromisos.models import Compromiso

POCOS, UNA_PAGINA, MUCHOS, VUELTAS = 10, 20, 10_000, 60


def sembrar() -> list[Compromiso]:
    """Equal commitments, one with each number of comments; every tenth is answered."""
    hechos = list(Compromiso.objects.order_by("numero"))
    if hechos:
        return hechos
    from fabricas import CompromisoF, InstitucionF, ParticipanteF, PlanF, momento

    from consultas.models import Comentario

    plan, quien, cuando = PlanF(numero=1), ParticipanteF(), momento("2020-01-01")
    institucion = InstitucionF()
    hechos = [CompromisoF(plan=plan, numero=n) for n in (1, 2, 3)]
    for compromiso, cuantos in zip(hechos, (POCOS, UNA_PAGINA, MUCHOS), strict=True):
        Comentario.objects.bulk_create(
            [
                Comentario(
                    asunto=compromiso.asunto,
                    plan=plan,
                    secretariado=plan.secretariado,
                    participante=quien,
                    texto=f"La obra **{n}** sigue sin empezar.",
                    estado="visible",
                    creado=cuando + timedelta(minutes=n),
                    publicado=cuando + timedelta(minutes=n),
                    respondida=cuando + timedelta(days=8) if n % 10 == 0 else None,
                    respondida_por=institucion if n % 10 == 0 else None,
                )
                for n in range(cuantos)
            ],
            batch_size=1000,
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return hechos


def medir(rutas: list[str]) -> list[tuple[int, float]]:
    """Queries and median of each, taking turns so that a busy moment falls on all."""
    cliente, consultas = Client(), []
    for ruta in rutas:
        cliente.get(ruta)
        with CaptureQueriesContext(connection) as hechas:
            cliente.get(ruta)
        consultas.append(len(hechas))
    tiempos: list[list[float]] = [[] for _ruta in rutas]
    for _vuelta in range(VUELTAS):
        for n, ruta in enumerate(rutas):
            inicio = time.perf_counter()
            cliente.get(ruta)
            tiempos[n].append(time.perf_counter() - inicio)
    return [(q, statistics.median(t)) for q, t in zip(consultas, tiempos, strict=True)]


pocos, una_pagina, muchos = sembrar()
for nombre, antes, cuantos, ruta_de in (
    ("página del compromiso", pocos, POCOS, lambda c: c.get_absolute_url()),
    ("comentarios", una_pagina, UNA_PAGINA, lambda c: f"/comentarios/en/compromiso/{c.clave}/"),
):
    (q1, t1), (q2, t2) = medir([ruta_de(antes), ruta_de(muchos)])
    print(
        f"{nombre:24} consultas {q1} y {q2} · {t1 * 1000:.1f} ms con {cuantos}, {t2 * 1000:.1f} ms con {MUCHOS:,} · "
        f"{t2 / t1:.2f} ×"
    )
