"""A real Celery worker over Redis: it makes the report; killed half-way, it leaves no half file."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from fabricas import Elenco

from compromisos.models import Informe
from compromisos.servicios.informes import barrer_informes, reintentar_informe, solicitar_informe
from pal_portal.celery import app
from pal_portal.cimientos.fechas import ahora

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]
RAIZ = Path(__file__).resolve().parents[2]


def esperar(condicion: Callable[[], bool], segundos: float = 60) -> None:
    """Until `condicion` holds; the limit is only against hanging."""
    limite = time.monotonic() + segundos
    while not condicion():
        assert time.monotonic() < limite, "no ocurrió a tiempo"
        time.sleep(0.02)


@pytest.fixture
def trabajador(tmp_path: Path, settings: Any) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts workers on the test database; none survives the test."""
    settings.COLA = "celery"
    app.conf.task_default_queue = cola = f"prueba-{os.getpid()}"
    d = connection.settings_dict
    entorno = {
        **os.environ,
        "DATABASE_URL": f"postgres://{d['USER']}:{d['PASSWORD']}@{d['HOST']}:{d['PORT']}/{d['NAME']}",
        "DATOS_DIR": str(tmp_path),
        "PAL_HOY": settings.PAL_HOY,
        "DEBUG": "1",
    }
    vivos: list[subprocess.Popen[bytes]] = []

    def arrancar() -> subprocess.Popen[bytes]:
        orden = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "pal_portal",
            "worker",
            "-Q",
            cola,
            "-c",
            "1",
            "-l",
            "ERROR",
        ]
        proceso = subprocess.Popen(orden, cwd=RAIZ, env=entorno, start_new_session=True, stdout=subprocess.DEVNULL)
        vivos.append(proceso)
        return proceso

    yield arrancar
    for proceso in vivos:
        if proceso.poll() is None:
            os.killpg(proceso.pid, signal.SIGKILL)
            proceso.wait()
    app.conf.task_default_queue = "celery"


def estado(informe: Informe) -> str:
    return Informe.objects.values_list("estado", flat=True).get(pk=informe.pk)


def pedir(elenco: Elenco) -> Informe:
    return solicitar_informe(actor=elenco.alicia, plan=elenco.plan, corte=date(2020, 7, 31), secciones=["fichas"])


def test_a_worker_makes_the_report(elenco: Elenco, trabajador: Any) -> None:
    assert settings.REDIS_URL
    informe = pedir(elenco)
    assert estado(informe) == "en_cola"
    trabajador()
    esperar(lambda: estado(informe) == "listo")
    informe.refresh_from_db()
    assert informe.archivo is not None
    with informe.archivo.contenido.open("rb") as pdf:
        assert pdf.read(5) == b"%PDF-"


def test_a_worker_killed_half_way_leaves_no_file_and_the_report_can_be_made_again(
    elenco: Elenco, trabajador: Any
) -> None:
    informe = pedir(elenco)
    proceso = trabajador()
    esperar(lambda: estado(informe) == "generando")
    os.killpg(proceso.pid, signal.SIGKILL)
    proceso.wait()
    informe.refresh_from_db()
    assert (informe.estado, informe.archivo) == ("generando", None)
    Informe.objects.filter(pk=informe.pk).update(latido=ahora() - timedelta(minutes=6))
    assert barrer_informes() == 1
    informe.refresh_from_db()
    assert informe.estado == "fallo"
    reintentar_informe(actor=elenco.alicia, informe=informe)
    trabajador()
    esperar(lambda: estado(informe) == "listo")
