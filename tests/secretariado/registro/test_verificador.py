"""The downloaded log, checked by the stand-alone script: every alteration is found and told."""

import importlib.util
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from django.test import Client
from fabricas import Elenco

from secretariado.models import Asiento
from secretariado.registro.bitacora import GENESIS, asentar, cabeza, calcular_hash, exportar, linea

RAIZ = Path(__file__).resolve().parents[3]
GUION = RAIZ / "static" / "bitacora" / "verificar_bitacora.py"


@pytest.fixture(scope="module")
def guion() -> ModuleType:
    modulo = importlib.util.spec_from_file_location("verificar_bitacora", GUION)
    assert modulo
    assert modulo.loader
    cargado = importlib.util.module_from_spec(modulo)
    modulo.loader.exec_module(cargado)
    return cargado


def cadena(n: int) -> list[bytes]:
    """An exported log of `n` entries, one in fifty reserved."""
    previo, renglones = GENESIS, []
    momento = datetime(2020, 7, 1, tzinfo=UTC)
    for numero in range(1, n + 1):
        a = Asiento(
            numero=numero,
            momento=momento + timedelta(minutes=numero),
            rol="responsable",
            institucion="Secretaría de Infraestructura",
            accion="avance.declarado",
            asunto=f"compromiso:GTO-1-{numero % 11 + 1:02d}",
            plan="GTO-1",
            datos={"actividad": "Señalización «ñandú»", "antes": str(numero), "despues": str(numero + 1)},
            publico=numero % 50 != 0,
            hash_previo=previo,
        )
        a.hash = previo = calcular_hash(a)
        renglones.append(linea(a))
    renglones.append(f'{{"asientos":{n},"cabeza":"{previo}"}}\n'.encode())
    return renglones


def test_the_script_is_short_and_needs_nothing_installed() -> None:
    texto = GUION.read_text()
    assert len(texto.splitlines()) < 100
    assert {r.split()[1] for r in texto.splitlines() if r.startswith("import ")} <= sys.stdlib_module_names
    assert "django" not in texto.lower()


def test_a_whole_log_has_no_faults(guion: ModuleType) -> None:
    renglones = cadena(200)
    assert list(guion.fallas(renglones)) == []
    conocida = json.loads(renglones[99])["hash"].encode()
    assert list(guion.fallas(renglones, conocida)) == []


def alteraciones(renglones: list[bytes], azar: random.Random) -> Iterator[tuple[str, int, list[bytes]]]:
    """(what was done, the line it was done at, the altered log), without end."""
    while True:
        i = azar.randrange(len(renglones) - 1)
        otra = list(renglones)
        que = azar.choice(["byte", "quitar", "insertar", "repetir", "mover", "texto", "ocultar", "cola", "hash"])
        if que == "byte":
            r = bytearray(otra[i])
            r[azar.randrange(len(r) - 1)] ^= 1 << azar.randrange(8)
            otra[i] = bytes(r)
        elif que == "quitar":
            del otra[i]
        elif que == "insertar":
            otra.insert(i, otra[azar.randrange(len(otra) - 1)])
        elif que == "repetir":
            otra.insert(i, otra[i])
        elif que == "mover":
            j = (i + azar.randrange(1, len(otra) - 2)) % (len(otra) - 1)
            otra[i], otra[j] = otra[j], otra[i]
            i = min(i, j)
        elif que == "texto":
            otra[i] = otra[i].replace(b'"rol":"responsable"', b'"rol":"facilitacion"')
        elif que == "ocultar":  # a public entry passed off as reserved
            otra[i] = otra[i].split(b'"contenido"')[0] + b'"contenido_sha256":"' + b"0" * 64 + b'"}\n'
        elif que == "cola":
            del otra[azar.randrange(1, len(otra) - 1) : -1]
        else:
            otra[i] = otra[i].replace(b'"hash":"', b'"hash":"f', 1).replace(b'",', b'",', 1)
        if otra != renglones:
            yield que, i, otra


def test_a_thousand_random_alterations_of_ten_thousand_entries_are_all_found(guion: ModuleType) -> None:
    semilla = random.randrange(10**6)
    renglones = cadena(10_000)
    tipos = set()
    for n, (que, i, otra) in enumerate(alteraciones(renglones, random.Random(semilla))):
        if n == 1000:
            break
        tipos.add(que)
        primera = next(guion.fallas(otra), None)
        assert primera is not None, (semilla, n, que, i)
        if que in ("quitar", "texto", "mover"):  # said at the entry where it was done, or at the one after
            dicho = int("".join(c for c in primera.split(":")[0] if c.isdigit()) or 0)
            assert dicho in (0, i + 1, i + 2), (semilla, que, i, primera)
    assert len(tipos) == 9


def test_a_chain_made_again_from_the_start_is_found_by_a_head_published_before(guion: ModuleType) -> None:
    publicada = json.loads(cadena(50)[29])["hash"].encode()
    rehecha = [r.replace(b"x", b"x") for r in cadena(20)]
    assert list(guion.fallas(rehecha)) == []
    assert "rehízo" in next(guion.fallas(rehecha, publicada))


@pytest.mark.django_db
def test_what_the_portal_downloads_passes_the_script_run_as_a_stranger_would(
    elenco: Elenco, client: Client, tmp_path: Path
) -> None:
    for publico in (True, False, True):
        asentar(
            actor=elenco.alicia,
            rol="facilitacion",
            institucion=elenco.garante,
            accion="avance.declarado",
            asunto="compromiso:GTO-1-01",
            plan="GTO-1",
            publico=publico,
            datos={"titulo": "Secreto" if not publico else "Público", "evidencia": 3},
        )
    respuesta = client.get("/bitacora/descarga.jsonl")
    texto = b"".join(respuesta.streaming_content)  # type: ignore[attr-defined]
    assert "Secreto" not in texto.decode()
    assert "Público" in texto.decode()
    archivo = tmp_path / "bitacora.jsonl"
    archivo.write_bytes(texto)
    hecho = subprocess.run(
        [sys.executable, "-I", str(GUION), str(archivo), cabeza()[1]], capture_output=True, text=True, check=False
    )
    assert hecho.returncode == 0, hecho.stdout + hecho.stderr
    assert "íntegra" in hecho.stdout
    archivo.write_bytes(texto.replace("Público".encode(), b"Publica"))
    hecho = subprocess.run(
        [sys.executable, "-I", str(GUION), str(archivo)], capture_output=True, text=True, check=False
    )
    assert hecho.returncode == 1
    assert "asiento 1" in hecho.stdout


@pytest.mark.django_db
def test_an_empty_log_downloads_as_a_whole_chain(guion: ModuleType) -> None:
    assert list(guion.fallas(exportar())) == []
