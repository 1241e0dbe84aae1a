"""A long table costs no more memory than a short one, whatever the format."""

import subprocess
import sys
from pathlib import Path

import pytest

MEDIR = Path(__file__).with_name("medir_memoria.py")
RAIZ = Path(__file__).resolve().parents[3]
FILAS = 30_000
TOPE_KB = 4_000


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the peak is read from Linux's /proc")
def test_every_format_is_written_in_flat_memory() -> None:
    salida = subprocess.run(
        [sys.executable, str(MEDIR), str(FILAS)],
        cwd=RAIZ,
        env={"PYTHONPATH": str(RAIZ), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    crecio = {f: int(kb) for f, kb, _bytes in (linea.split() for linea in salida.splitlines())}
    assert set(crecio) == {"csv", "json", "xlsx", "ods"}
    assert {f: kb for f, kb in crecio.items() if kb > TOPE_KB} == {}
