"""A recalculation killed (-9) half way leaves every figure as it was; done again, they are right."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from fabricas import AvanceF, Elenco

from compromisos.models import Compromiso, Plan
from compromisos.servicios.entregas import sincronizar_entrega
from compromisos.servicios.recalculo import recalcular_todo

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]
RAIZ = Path(__file__).resolve().parents[2]
RECALCULAR = """
import sys, django
django.setup()
from django.db import connection
from compromisos.servicios.recalculo import recalcular_todo

def detener(ejecutar, sql, params, many, context):
    hecho = ejecutar(sql, params, many, context)
    if "UPDATE compromisos_compromiso" in sql:
        print("aqui", flush=True)
        sys.stdin.read()
    return hecho

with connection.execute_wrapper(detener):
    recalcular_todo()
"""


def test_killed_between_two_levels_it_leaves_the_old_figures_and_the_next_run_the_right_ones(
    elenco: Elenco, tmp_path: Path, settings: Any
) -> None:
    recalcular_todo()
    AvanceF(entrega=elenco.entrega, autor=elenco.dario, porcentaje=70)
    with transaction.atomic():
        sincronizar_entrega(elenco.entrega.pk)
    d = connection.settings_dict
    proceso = subprocess.Popen(
        [sys.executable, "-c", RECALCULAR],
        cwd=RAIZ,
        env={
            "DJANGO_SETTINGS_MODULE": "pal_portal.settings",
            "DATABASE_URL": f"postgres://{d['USER']}:{d['PASSWORD']}@{d['HOST']}:{d['PORT']}/{d['NAME']}",
            "DATOS_DIR": str(tmp_path),
            "PAL_HOY": settings.PAL_HOY,
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert proceso.stdout
    assert proceso.stdout.readline() == "aqui\n"
    proceso.kill()
    proceso.communicate()
    assert Compromiso.objects.get(pk=elenco.compromiso.pk).declarado is None
    recalcular_todo()
    assert Compromiso.objects.get(pk=elenco.compromiso.pk).declarado == 70
    assert Plan.objects.get(pk=elenco.plan.pk).declarado == 70
    assert set(recalcular_todo().values()) == {0}
