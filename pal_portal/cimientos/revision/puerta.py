"""The process in which a file is opened. Started by `subidas`, with the file as standard input, the number of
the descriptor where the public copy is written as argument, and one line of JSON as its answer.
"""

import contextlib
import json
import mmap
import resource
import sys
from typing import Any, BinaryIO

from . import Rechazo

MEMORIA = 2 * 1024**3
"""Address space, libraries included."""
SEGUNDOS = 15
_COMPRIMIDOS = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"LZIP")


def tipo_de(archivo: BinaryIO, datos: Any, limpia: BinaryIO) -> str:
    """The MIME type of a harmless file; raises Rechazo. Each library is loaded only if it is needed."""
    inicio = datos[:16]
    if inicio.startswith(b"%PDF-"):
        from . import pdf

        return pdf.revisar(archivo, datos)
    if inicio.startswith(b"PK"):
        from . import oficina

        return oficina.revisar(archivo, datos)
    if inicio.startswith((b"\x89PNG", b"\xff\xd8\xff")) or (inicio[:4], inicio[8:12]) == (b"RIFF", b"WEBP"):
        from . import imagen

        return imagen.revisar(archivo, datos, limpia)
    if inicio.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):  # the package of Office 97, also around a cipher
        raise Rechazo(
            "con_clave" if datos.find("EncryptedPackage".encode("utf-16-le")) >= 0 else "oficina_antigua"
        )
    if inicio.startswith(_COMPRIMIDOS):
        raise Rechazo("comprimido")
    from . import texto

    return texto.revisar(datos)


def principal() -> None:
    for limite, cuanto in (
        (resource.RLIMIT_AS, MEMORIA),
        (resource.RLIMIT_CPU, SEGUNDOS),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a system that has no such limit (macOS)
            resource.setrlimit(limite, (cuanto, cuanto))
    try:
        with open(0, "rb", closefd=False) as archivo, open(int(sys.argv[1]), "wb") as limpia:
            datos = mmap.mmap(0, 0, access=mmap.ACCESS_READ)  # closed with the process
            respuesta = {"tipo": tipo_de(archivo, datos, limpia)}
    except Rechazo as error:
        respuesta = {"motivo": error.motivo}
    except (MemoryError, RecursionError):
        respuesta = {"motivo": "bomba"}
    except Exception:
        respuesta = {"motivo": "sin_revisar"}
    with contextlib.suppress(BrokenPipeError):
        print(json.dumps(respuesta), flush=True)
