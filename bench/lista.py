"""Times the list page over 1,000 commitments on one engine; prints seven samples in seconds."""

import os
import sys
import time
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RAIZ))
motor, base = sys.argv[1:3]
datos = RAIZ / "datos" / "bench"
datos.mkdir(parents=True, exist_ok=True)
os.environ.update(
    REDIS_URL="",
    PAGINAS_GUARDADAS="0",
    PAL_HOY="2020-07-31",
    DJANGO_SETTINGS_MODULE="pal_portal.settings",
    DATOS_DIR=str(datos),
)
os.environ["DATABASE_URL"] = base.rsplit("/", 1)[0] + "/pal_bench_mil" if motor == "postgres" else ""

if motor == "postgres":
    import psycopg

    with psycopg.connect(base.rsplit("/", 1)[0] + "/postgres", autocommit=True) as c:
        if not c.execute("SELECT 1 FROM pg_database WHERE datname = 'pal_bench_mil'").fetchone():
            c.execute("CREATE DATABASE pal_bench_mil")

import django

django.setup()
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import RequestFactory

settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
call_command("migrate", verbosity=0)
sys.path.insert(0, str(RAIZ / "tests"))
from compromisos.models import Compromiso

if not Compromiso.objects.exists():
    from fabricas import CompromisoF, EjeF, PlanF

    eje = EjeF(plan=PlanF(numero=1))
    for n in range(1000):
        CompromisoF(plan=eje.plan, eje=eje, numero=n + 1)
from compromisos.views.compromiso import lista

peticion = RequestFactory().get("/compromisos/")
peticion.user = AnonymousUser()
for _ in range(5):
    lista(peticion)
for _ in range(7):
    inicio = time.perf_counter()
    for _ in range(8):
        lista(peticion)
    print((time.perf_counter() - inicio) / 8)
