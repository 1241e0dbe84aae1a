"""Take the screenshots of this folder, at 1280 and 390 px, from a demonstration of its own (`make capturas`)."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

RAIZ = Path(__file__).resolve().parents[2]
PAGINAS = {
    "inicio": "/",
    "entidad": "/entidades/guanajuato/",
    "plan": "/planes/gto-1/",
    "compromisos": "/compromisos/",
    "compromiso": "/compromisos/GTO-1-03/",
    "evidencia": "/evidencias/5/",
    "metodo": "/metodo/",
}
PUERTO = 8799


def main() -> None:
    with tempfile.TemporaryDirectory() as datos:
        entorno = {**os.environ, "DATOS_DIR": datos, "PAL_HOY": "2021-01-20", "DATABASE_URL": "", "REDIS_URL": ""}
        for orden in (
            "migrate -v0",
            "cargar_catalogos",
            "cargar_planes",
            "sembrar_demo",
            "collectstatic --noinput -v0",
        ):
            subprocess.run(
                [sys.executable, "manage.py", *orden.split()],
                cwd=RAIZ,
                env=entorno,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        servidor = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "pal_portal.wsgi", "-b", f"127.0.0.1:{PUERTO}", "--threads", "3"],
            cwd=RAIZ,
            env=entorno,
            stderr=subprocess.DEVNULL,
        )
        try:
            tomar(f"http://127.0.0.1:{PUERTO}")
        finally:
            servidor.terminate()
            servidor.wait()


def esperar(base: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{base}/salud/", timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return


def tomar(base: str) -> None:
    esperar(base)
    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        for ancho in (1280, 390):
            contexto = chromium.new_context(
                base_url=base, viewport={"width": ancho, "height": 1600 if ancho == 1280 else 1400}, locale="es-MX"
            )
            pagina = contexto.new_page()
            for nombre, ruta in PAGINAS.items():
                pagina.goto(ruta)
                pagina.screenshot(path=RAIZ / "docs" / "capturas" / f"{nombre}-{ancho}.png")
            pagina.goto("/cuenta/entrar/")
            pagina.fill("input[name=login]", "facilitacion@demo.example")
            pagina.fill("input[name=password]", "demo-portal-pal-2021")
            pagina.click("main button[type=submit]")
            pagina.wait_for_url("**/mesa/")
            pagina.screenshot(path=RAIZ / "docs" / "capturas" / f"mesa-{ancho}.png")
            contexto.close()
        chromium.close()


if __name__ == "__main__":
    main()
