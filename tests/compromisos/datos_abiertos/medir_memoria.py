"""Writes a table of N rows to nowhere in each format; prints how much the process grew, in kB. Run apart."""

import os
import sys
import tempfile
from pathlib import Path

filas = int(sys.argv[1])
carpeta = tempfile.mkdtemp()
os.environ.update(DATOS_DIR=carpeta, DATABASE_URL="", REDIS_URL="", DJANGO_SETTINGS_MODULE="pal_portal.settings")

import django

django.setup()

from django.core.management import call_command
from django.db import connection


def pico() -> int:
    """Peak resident memory in kB. Not ru_maxrss, which starts at what the parent process had."""
    estado = Path("/proc/self/status").read_text()
    return int(estado.split("VmHWM:")[1].split()[0])


call_command("migrate", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute("INSERT INTO compromisos_marco (id, clave, nombre, fuente) VALUES (1, 'x', 'X', '')")
    cursor.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) "
        "INSERT INTO compromisos_elemento (marco_id, clave, nivel, orden, nombre, descripcion) "
        "SELECT 1, 'c' || i, 'meta', i, 'Nombre ' || i, 'Texto de la meta número ' || i FROM n",
        [filas],
    )

from compromisos.datos_abiertos.formatos import FORMATOS
from pal_portal.api import RECURSOS

recurso = RECURSOS["elementos"]


def escribir(formato: str, cuantas: int) -> int:
    bloques = FORMATOS[formato].bloques(recurso, recurso.abiertas()[:cuantas])
    return sum(len(b) for b in bloques)


for formato in FORMATOS:
    escribir(formato, 2000)  # what is loaded once is loaded by now
    Path("/proc/self/clear_refs").write_text("5")  # the peak is counted from here
    antes = pico()
    escrito = escribir(formato, filas)
    print(formato, pico() - antes, escrito)
