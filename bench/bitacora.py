"""Verifying 100,000 entries of the downloaded log with the stand-alone script, against hashing them (bar 3 ×)."""

import hashlib
import importlib.util
import sys
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(RAIZ))

from bench.medir import comparar, fila

N = 100_000


def _guion():
    modulo = importlib.util.spec_from_file_location("guion", RAIZ / "static/bitacora/verificar_bitacora.py")
    cargado = importlib.util.module_from_spec(modulo)
    modulo.loader.exec_module(cargado)
    return cargado


def _contenidos() -> list[bytes]:
    return [
        (
            f'{{"accion":"avance.declarado","asunto":"compromiso:GTO-1-{n % 11 + 1:02d}","datos":{{"actividad":'
            f'"Señalización de obra {n}","antes":"{n}","despues":"{n + 1}"}},"institucion":"Secretaría de '
            f'Infraestructura","momento":"2020-07-01T12:00:00.{n:06d}+00:00","plan":"GTO-1","rol":"responsable"}}'
        ).encode()
        for n in range(1, N + 1)
    ]


def _encadenar(contenidos: list[bytes]) -> list[bytes]:
    previo, huellas = b"0" * 64, []
    for n, contenido in enumerate(contenidos, 1):
        huella = hashlib.sha256(contenido).hexdigest().encode()
        previo = hashlib.sha256(b"\n".join((previo, str(n).encode(), b"true", huella))).hexdigest().encode()
        huellas.append(previo)
    return huellas


def bitacora() -> None:
    """Both sides go through the same bytes; the chain must come out whole."""
    contenidos = _contenidos()
    huellas = _encadenar(contenidos)
    renglones = [
        b'{"numero":%d,"publico":true,"hash":"%s","contenido":%s}\n' % (n, h, c)
        for n, (h, c) in enumerate(zip(huellas, contenidos, strict=True), 1)
    ]
    renglones.append(b'{"asientos":%d,"cabeza":"%s"}\n' % (N, huellas[-1]))
    fallas = _guion().fallas
    assert list(fallas(renglones)) == []
    medida = comparar(lambda: list(fallas(renglones)), lambda: _encadenar(contenidos), pares=7)
    fila("B", "comprobar 100,000 asientos (sólo resumirlos)", medida, 3)


if __name__ == "__main__":
    bitacora()
