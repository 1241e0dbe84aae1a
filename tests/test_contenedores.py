"""What `.env` says reaches the processes, in containers too, and the example changes nothing by itself."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

RAIZ = Path(__file__).resolve().parents[1]
EJEMPLO = dict(re.findall(r"^([A-Z_]+)=(.*)$", (RAIZ / ".env.example").read_text(), re.MULTILINE))
PROPIOS = ("migrar", "web", "worker", "beat")
LEER = """
import json, django
django.setup()
from django.conf import settings
print(json.dumps({k: repr(getattr(settings, k)) for k in dir(settings) if k.isupper()}))
"""


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((RAIZ / "docker-compose.yml").read_text())


def ajustes(variables: dict[str, str]) -> dict[str, str]:
    """The settings that a process sees with only `variables` (and what Python itself needs)."""
    base = {k: v for k, v in os.environ.items() if k in ("PATH", "HOME", "LANG")}
    entorno = {**base, "DJANGO_SETTINGS_MODULE": "pal_portal.settings", **variables}
    orden = [sys.executable, "-c", LEER]
    salida = subprocess.run(orden, cwd=RAIZ, env=entorno, check=True, capture_output=True, text=True)
    return json.loads(salida.stdout)


def test_the_example_is_exactly_the_defaults() -> None:
    """Folders are relative in the example and absolute in the defaults: the same place, seen from the code."""
    if (RAIZ / ".env").exists():
        pytest.skip("hay un .env propio: cambia los valores por omisión")
    con, sin = ajustes(EJEMPLO), ajustes({})
    raiz = f"{RAIZ}{os.sep}"
    distintos = {k: (con[k], sin[k]) for k in sin if con[k].replace(raiz, "") != sin[k].replace(raiz, "")}
    assert distintos == {}


def test_every_variable_of_the_file_reaches_the_containers(compose: dict[str, Any]) -> None:
    """The image keeps data outside the code: what the example says for a bare machine must not win there."""
    for nombre in PROPIOS:
        servicio = compose["services"][nombre]
        assert servicio["env_file"] == ".env", nombre
        assert servicio["environment"]["DATOS_DIR"] == "/datos", nombre
        assert set(servicio["environment"]) <= set(EJEMPLO), nombre
    imagen = (RAIZ / "Dockerfile").read_text()
    reunidos = re.search(r"STATIC_ROOT=(\S+)", imagen)
    assert reunidos is not None
    assert compose["services"]["web"]["environment"]["STATIC_ROOT"] == reunidos.group(1)


def test_the_containers_can_back_up_their_database(compose: dict[str, Any]) -> None:
    """`respaldar` calls pg_dump, which refuses a server newer than itself (Debian 12 ships version 15)."""
    imagen = (RAIZ / "Dockerfile").read_text()
    assert "slim-bookworm" in imagen
    assert "postgresql-client" in imagen
    assert compose["services"]["postgres"]["image"] == "postgres:15"
    assert "respaldos:/respaldos" in compose["services"]["web"]["volumes"]


def test_nothing_runs_as_root_and_only_the_proxy_is_open(compose: dict[str, Any]) -> None:
    assert re.findall(r"^USER (\w+)", (RAIZ / "Dockerfile").read_text(), re.MULTILINE) == ["portal"]
    assert [n for n, s in compose["services"].items() if "ports" in s] == ["proxy"]
