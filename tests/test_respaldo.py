"""Backup and restore, one command each, drilled on a copy of its own that starts from nothing."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]


def test_what_was_lost_comes_back(tmp_path: Path) -> None:
    datos = tmp_path / "datos-nuevos"
    entorno = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    entorno |= {"DATOS_DIR": str(datos), "PYTHONPATH": str(RAIZ)}

    def manage(*orden: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *orden], cwd=RAIZ, env=entorno, check=True, capture_output=True
        )

    manage("migrate", "-v0")
    manage("cargar_catalogos")
    archivo = datos / "archivos" / "ab" / "evidencia"
    archivo.parent.mkdir(parents=True)
    archivo.write_bytes(b"prueba")
    manage("respaldar", str(tmp_path / "copias"))
    base = sqlite3.connect(datos / "portal.sqlite3")
    base.execute("DELETE FROM compromisos_elemento")
    base.commit()
    base.close()
    archivo.unlink()
    (copia,) = (tmp_path / "copias").iterdir()
    manage("restaurar", str(copia))
    base = sqlite3.connect(datos / "portal.sqlite3")
    assert base.execute("SELECT count(*) FROM compromisos_elemento").fetchone()[0] > 169
    assert archivo.read_bytes() == b"prueba"
