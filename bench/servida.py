"""Row 4: requests per second of a kept public page and of an unchanged one (304), against "hello" with all the
middleware. One gunicorn worker, `wrk -t1 -c8`, interleaved; once with the local cache and once with Redis.
"""

import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
PARES = 7
SEGUNDOS = 3
REDIS = os.environ.get("BENCH_REDIS", "redis://127.0.0.1:6379/13")


def _rps(url: str, *cabeceras: str) -> float:
    orden = ["wrk", "-t1", "-c8", f"-d{SEGUNDOS}s", *(x for c in cabeceras for x in ("-H", c)), url]
    salida = subprocess.run(orden, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in salida, salida
    return float(re.search(r"Requests/sec:\s+([\d.]+)", salida)[1])  # type: ignore[index]


def _pedir(puerto: int, ruta: str, cabeceras: dict[str, str]) -> http.client.HTTPResponse:
    conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=10)
    conexion.request("GET", ruta, headers=cabeceras)
    respuesta = conexion.getresponse()
    respuesta.read()
    return respuesta


def _medir(puerto: int, nombre: str, barra: float, ruta: str, *cabeceras: str) -> None:
    base = f"http://127.0.0.1:{puerto}"
    pares, ruido = [], []
    for _ in range(PARES):
        a = _rps(base + ruta, *cabeceras)
        b = _rps(f"{base}/hola/", *cabeceras)
        otra = _rps(base + ruta, *cabeceras)
        pares.append((a + otra) / 2 / b)
        ruido.append(a / otra)
    razon, r = statistics.median(pares), statistics.median(ruido)
    veredicto = "cumple" if razon >= barra else f"NO cumple por {1 - razon / barra:.0%}"
    if abs(r - 1) > 0.10:
        veredicto = "INVÁLIDA (ruido > 10 %)"
    print(f"  4 {nombre:<52} {razon:.2f} × rps de «hola» (barra {barra}) ruido {r:.2f}  {veredicto}", flush=True)


def servida(base_de_datos: str) -> None:
    if not shutil.which("wrk"):
        print("  4 sin medir: falta wrk (apt-get install wrk)")
        return
    for cual, redis, barra in (("local", "", 0.75), ("Redis", REDIS, 0.45)):
        with socket.socket() as s:
            s.bind(("127.0.0.1", 0))
            puerto = int(s.getsockname()[1])
        entorno = os.environ | {
            "DATABASE_URL": base_de_datos, "REDIS_URL": redis, "COLA": "hilo", "PAGINAS_GUARDADAS": "3600",
            "PAL_HOY": "2020-07-31", "PYTHONPATH": str(RAIZ), "SITIO_URL": f"http://127.0.0.1:{puerto}",
        }  # fmt: skip
        orden = [
            sys.executable,
            "-m",
            "gunicorn",
            "bench.wsgi_hola",
            "-b",
            f"127.0.0.1:{puerto}",
            "--workers",
            "1",
        ]
        servidor = subprocess.Popen(orden, cwd=RAIZ, env=entorno, stderr=subprocess.DEVNULL)
        try:
            _esperar(puerto)
            galleta = _pedir(puerto, "/compromisos/", {}).getheader("Set-Cookie", "").split(";")[0]
            quien = {"Cookie": galleta}
            primera = _pedir(puerto, "/compromisos/", quien)
            marca = primera.getheader("ETag", "")
            assert _pedir(puerto, "/compromisos/", quien | {"If-None-Match": marca}).status == 304
            _medir(puerto, f"página guardada, caché {cual}", barra, "/compromisos/", f"Cookie: {galleta}")
            condicion = (f"Cookie: {galleta}", f"If-None-Match: {marca}")
            _medir(puerto, f"sin cambios (304), caché {cual}", 0.85, "/compromisos/", *condicion)
        finally:
            servidor.terminate()
            servidor.wait(timeout=20)


def _esperar(puerto: int) -> None:
    limite = time.monotonic() + 60
    while time.monotonic() < limite:
        try:
            if _pedir(puerto, "/salud/", {}).status == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("el portal no respondió")


if __name__ == "__main__":
    servida(os.environ.get("BENCH_URL", "postgres://postgres@127.0.0.1:5432/pal_bench"))
