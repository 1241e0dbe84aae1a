"""Row 6: a table as CSV through HTTP (gunicorn, one worker) against COPY of the same query; the worker's memory."""

import csv
import hashlib
import http.client
import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench.medir import comparar, fila

RAIZ = Path(__file__).resolve().parents[1]
TABLAS = (("6a", "compromisos"), ("6b", "entregas"))
"""100,000 and 1,000,000 rows."""
BARRA = 1 / 0.6
"""0.6 × the rows per second of COPY, as time."""
TOPE_KB = 20_000


@contextmanager
def servidor() -> Iterator[tuple[int, int]]:
    """(port, id of the worker) of a portal served by gunicorn."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        puerto = s.getsockname()[1]
    orden = ["-m", "gunicorn", "pal_portal.wsgi", "-b", f"127.0.0.1:{puerto}", "--timeout", "600"]
    proceso = subprocess.Popen([sys.executable, *orden, "--log-level", "error"], cwd=RAIZ, env=os.environ)
    try:
        for _ in range(150):
            time.sleep(0.2)
            try:
                if pedir(puerto, "/salud/"):
                    break
            except OSError:
                continue
        hijos = Path(f"/proc/{proceso.pid}/task/{proceso.pid}/children").read_text().split()
        yield puerto, int(hijos[0])
    finally:
        proceso.terminate()
        proceso.wait(30)


def pedir(puerto: int, ruta: str, destino: Any = None) -> int:
    """Bytes received; kept only when there is where."""
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=600)
    conexion.request("GET", ruta)
    respuesta = conexion.getresponse()
    assert respuesta.status == 200, (ruta, respuesta.status)
    total = 0
    while bloque := respuesta.read(1 << 16):
        total += len(bloque)
        if destino is not None:
            destino.write(bloque)
    conexion.close()
    return total


def copiar(conexion: Any, sql: str, destino: Any = None) -> None:
    with conexion.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT WITH (FORMAT csv)") as copia:
        for bloque in copia:
            if destino is not None:
                destino.write(bloque)


def pico(pid: int) -> int:
    return int(Path(f"/proc/{pid}/status").read_text().split("VmHWM:")[1].split()[0])


def huella_de_claves(crudo: io.BytesIO, con_titulos: bool) -> tuple[int, str]:
    """How many rows, and a fingerprint of their first column, in order."""
    crudo.seek(0)
    filas = csv.reader(io.TextIOWrapper(crudo, "utf-8-sig", newline=""))
    if con_titulos:
        next(filas)
    n, suma = 0, hashlib.sha256()
    for f in filas:
        n += 1
        suma.update(f[0].encode() + b"\n")
    return n, suma.hexdigest()


def csv_por_http(base: str) -> None:
    from pal_portal.api import RECURSOS

    with servidor() as (puerto, trabajador), psycopg.connect(base, autocommit=True) as conexion:
        pedir(puerto, "/datos/entidades.csv")
        for numero, tabla in TABLAS:
            recurso = RECURSOS[tabla]
            consulta = recurso.abiertas().values_list(*(c.origen for c in recurso.columnas)).query
            sql = str(consulta)
            lados = (io.BytesIO(), io.BytesIO())
            pedir(puerto, f"/datos/{tabla}.csv", lados[0])
            copiar(conexion, sql, lados[1])
            n, claves = huella_de_claves(lados[0], True)
            assert (n, claves) == huella_de_claves(lados[1], False), "las dos partes deben dar las mismas filas"
            Path(f"/proc/{trabajador}/clear_refs").write_text("5")
            antes = pico(trabajador)
            medida = comparar(
                lambda t=tabla: pedir(puerto, f"/datos/{t}.csv"), lambda s=sql: copiar(conexion, s), pares=7
            )
            crecio = pico(trabajador) - antes
            fila(numero, f"CSV de {n:,} filas por HTTP (COPY de la misma consulta)", medida, round(BARRA, 2))
            print(
                f"    {n / medida.a:,.0f} filas/s contra {n / medida.b:,.0f}: {1 / medida.razon:.2f} × (barra 0.6); "
                f"memoria +{crecio / 1000:.1f} MB (barra 20)  {'cumple' if crecio <= TOPE_KB else 'NO cumple'}",
                flush=True,
            )


if __name__ == "__main__":
    sys.path.insert(0, str(RAIZ))
    from bench.correr import BASE, preparar

    preparar()
    csv_por_http(BASE)
