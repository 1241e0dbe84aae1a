"""ClamAV by socket, against a server that speaks its protocol: what it says is done, and silence is a no."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from pal_portal.cimientos.antivirus import examinar
from pal_portal.cimientos.errores import ReglaIncumplida

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def leer(enchufe: socket.socket, cuantos: int) -> bytes:
    datos = b""
    while len(datos) < cuantos and (trozo := enchufe.recv(cuantos - len(datos))):
        datos += trozo
    return datos


def clamd(enchufe: socket.socket) -> None:
    """INSTREAM as clamd does it: chunks with their length, and one answer."""
    assert leer(enchufe, 10) == b"zINSTREAM\0"
    recibido = b""
    while largo := struct.unpack(">I", leer(enchufe, 4))[0]:
        recibido += leer(enchufe, largo)
    enchufe.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in recibido else b"stream: OK\0")


@contextmanager
def servidor(donde: Any, responde: Callable[[socket.socket], None]) -> Iterator[socket.socket]:
    familia = socket.AF_UNIX if isinstance(donde, str) else socket.AF_INET
    with socket.socket(familia) as escucha:
        escucha.bind(donde)
        escucha.listen()

        def atender() -> None:
            with escucha.accept()[0] as enchufe:
                responde(enchufe)

        hilo = threading.Thread(target=atender)
        hilo.start()
        yield escucha
        hilo.join()


@pytest.mark.parametrize("clase", ["ruta", "red"])
@pytest.mark.parametrize(("contenido", "limpio"), [(b"minuta " * 50_000, True), (b"a" * 70_000 + EICAR, False)])
def test_what_it_finds_is_refused_and_the_rest_passes(
    tmp_path: Path, settings: Any, clase: str, contenido: bytes, limpio: bool
) -> None:
    donde = str(tmp_path / "clamd.ctl") if clase == "ruta" else ("127.0.0.1", 0)
    with servidor(donde, clamd) as escucha:
        lugar = escucha.getsockname()
        settings.CLAMAV_SOCKET = lugar if clase == "ruta" else f"{lugar[0]}:{lugar[1]}"
        if limpio:
            examinar(BytesIO(contenido))
        else:
            with pytest.raises(ReglaIncumplida, match="El antivirus encontró algo"):
                examinar(BytesIO(contenido))


def responde_otra_cosa(enchufe: socket.socket) -> None:
    leer(enchufe, 10 + 4 + 3 + 4)
    enchufe.sendall(b"INSTREAM size limit exceeded. ERROR\0")


def cuelga(enchufe: socket.socket) -> None:
    leer(enchufe, 10)


@pytest.mark.parametrize("responde", [responde_otra_cosa, cuelga])
def test_any_other_answer_is_a_no_for_now(settings: Any, responde: Callable[[socket.socket], None]) -> None:
    with servidor(("127.0.0.1", 0), responde) as escucha:
        settings.CLAMAV_SOCKET = f"127.0.0.1:{escucha.getsockname()[1]}"
        with pytest.raises(ReglaIncumplida, match="inténtalo más tarde"):
            examinar(BytesIO(b"abc"))


@pytest.mark.parametrize("donde", ["/no/existe/clamd.ctl", "127.0.0.1:1", "sin-puerto"])
def test_configured_and_away_nothing_passes(settings: Any, donde: str) -> None:
    settings.CLAMAV_SOCKET = donde
    with pytest.raises(ReglaIncumplida, match="inténtalo más tarde"):
        examinar(BytesIO(b"minuta"))


def test_not_configured_nobody_is_asked(settings: Any) -> None:
    settings.CLAMAV_SOCKET = ""
    examinar(BytesIO(EICAR))
