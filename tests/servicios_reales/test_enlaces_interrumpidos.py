"""A process killed (-9) in the middle of a link check, during the visit or while writing: nothing half done, and
done again it leaves one check, one state and one entry. No network: the site is written in the script."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from fabricas import Elenco, EvidenciaF, momento

from compromisos.models import Evidencia, RevisionEnlace
from secretariado.models import Asiento
from secretariado.registro.bitacora import fallas

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]
RAIZ = Path(__file__).resolve().parents[2]
REVISAR = """
import sys, django
django.setup()
from compromisos.enlaces.descarga import Descarga
from compromisos.servicios import enlaces

def esperar():
    print("aqui", flush=True)
    sys.stdin.read()

class Sitio:
    def descargar(self, url):
        if DONDE == "visita":
            esperar()
        return Descarga(url, 404)

asentar = enlaces.asentar
def asentar_y_esperar(**datos):
    asentar(**datos)
    if DONDE == "escritura":
        esperar()
enlaces.asentar = asentar_y_esperar
enlaces.revisar_enlace(PK, descargador=Sitio())
"""


@pytest.fixture
def evidencia(elenco: Elenco) -> Evidencia:
    """Two bad days behind it: the next one says that the link is broken."""
    evidencia: Evidencia = EvidenciaF(entrega=elenco.entrega)
    for dia in ("2020-07-29", "2020-07-30"):
        RevisionEnlace.objects.create(
            evidencia=evidencia, dia=dia, momento=momento(dia), resultado="roto", estado_http=404
        )
    return evidencia


def proceso(evidencia: Evidencia, tmp_path: Path, settings: Any, donde: str) -> subprocess.Popen[str]:
    d = connection.settings_dict
    entorno = {
        "DJANGO_SETTINGS_MODULE": "pal_portal.settings",
        "DATABASE_URL": f"postgres://{d['USER']}:{d['PASSWORD']}@{d['HOST']}:{d['PORT']}/{d['NAME']}",
        "DATOS_DIR": str(tmp_path),
        "PAL_HOY": settings.PAL_HOY,
    }
    guion = REVISAR.replace("DONDE", repr(donde)).replace("PK", str(evidencia.pk))
    return subprocess.Popen(
        [sys.executable, "-c", guion],
        cwd=RAIZ,
        env=entorno,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def quedo(evidencia: Evidencia) -> tuple[int, str, int]:
    evidencia.refresh_from_db()
    asientos = Asiento.objects.filter(accion="enlace.roto").count()
    return evidencia.revisiones.count(), evidencia.enlace_estado, asientos


@pytest.mark.parametrize("donde", ["visita", "escritura"])
def test_a_check_killed_half_way_leaves_no_trace_and_done_again_says_it_once(
    evidencia: Evidencia, tmp_path: Path, settings: Any, donde: str
) -> None:
    with proceso(evidencia, tmp_path, settings, donde) as muerto:
        assert muerto.stdout is not None
        assert muerto.stdout.readline() == "aqui\n"
        muerto.kill()
    assert quedo(evidencia) == (2, "", 0)
    for _ in range(2):  # delivered again, and once more
        with proceso(evidencia, tmp_path, settings, "") as vivo:
            assert vivo.wait(60) == 0
    assert quedo(evidencia) == (3, "roto", 1)
    assert list(fallas()) == []
