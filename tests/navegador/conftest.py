"""The whole product as `make demo` starts it, in a folder of its own, and a real browser to use it with."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

RAIZ = Path(__file__).resolve().parents[2]
CHROMIUM = "/usr/bin/chromium"
OPCIONES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


# A click returns before the page it leads to has been read: what comes after it is awaited with `expect`.
expect.set_options(timeout=20_000)


def _puerto() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return int(s.getsockname()[1])


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a demonstration served by gunicorn on SQLite."""
    datos = tmp_path_factory.mktemp("demo")
    puerto = _puerto()
    base = f"http://127.0.0.1:{puerto}"
    entorno = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    entorno |= {"DATOS_DIR": str(datos), "PAL_HOY": "2021-01-20", "SITIO_URL": base, "PYTHONPATH": str(RAIZ)}
    entorno["EMAIL_URL"] = f"filemail://{datos / 'correos'}"
    for orden in (
        ["migrate", "-v0"],
        ["cargar_catalogos"],
        ["cargar_planes"],
        ["cargar_consultas"],
        ["sembrar_demo"],
        ["sembrar_participacion"],
        ["sembrar_consultas"],
        ["collectstatic", "--noinput", "-v0"],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *orden], cwd=RAIZ, env=entorno, check=True, capture_output=True
        )
    servidor = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "pal_portal.wsgi", "-b", f"127.0.0.1:{puerto}", "--threads", "4"],
        cwd=RAIZ,
        env=entorno,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _esperar(base)
        yield base
    finally:
        servidor.terminate()
        servidor.wait(timeout=20)


def _esperar(base: str) -> None:
    limite = time.monotonic() + 90
    while time.monotonic() < limite:
        try:
            urllib.request.urlopen(f"{base}/salud/", timeout=2)  # noqa: S310
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("el portal no respondió")


@pytest.fixture(scope="session")
def buzon(portal: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demonstration leaves its mail."""
    return tmp_path_factory.getbasetemp() / "demo0" / "correos"


@pytest.fixture(scope="session")
def navegador() -> Iterator[Browser]:
    if not Path(CHROMIUM).exists():
        pytest.fail("Falta Chromium: apt-get install chromium")
    with sync_playwright() as p:
        chromium = p.chromium.launch(executable_path=CHROMIUM, args=OPCIONES)
        yield chromium
        chromium.close()


@pytest.fixture
def abrir(portal: str, navegador: Browser) -> Iterator[Any]:
    """A function that opens a page: width, colour scheme, account, JavaScript or not."""
    contextos = []

    def _abrir(ancho: int = 1280, tema: str = "light", cuenta: str = "", **opciones: Any) -> Any:
        contexto = navegador.new_context(
            base_url=portal,
            viewport={"width": ancho, "height": 900},
            color_scheme=tema,
            locale=opciones.pop("locale", "es-MX"),
            **opciones,
        )
        contextos.append(contexto)
        contexto.set_default_timeout(45_000)
        pagina = contexto.new_page()
        if cuenta:
            pagina.goto("/cuenta/entrar/")
            pagina.fill("input[name=login]", f"{cuenta}@demo.example")
            pagina.fill("input[name=password]", "demo-portal-pal-2021")
            pagina.click("main button[type=submit]")
            pagina.wait_for_url("**/mesa/")
        return pagina

    yield _abrir
    for contexto in contextos:
        contexto.close()
