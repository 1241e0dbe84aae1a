"""ClamAV, when CLAMAV_SOCKET says where it listens: a path (local socket) or `host:port`.

The protocol (INSTREAM) is a dozen lines; the libraries on PyPI have had no release since 2014 and 2017.
"""

import socket
import struct
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import ReglaIncumplida

_TROZO = 64 * 1024
_ESPERA = 10


def examinar(archivo: BinaryIO) -> None:
    """Raise ReglaIncumplida(campo="archivo") if the antivirus finds something, or if it cannot be asked."""
    if not settings.CLAMAV_SOCKET:
        return
    try:
        respuesta = _preguntar(archivo)
    except (OSError, ValueError) as error:
        raise _no_responde() from error
    if respuesta.endswith("FOUND"):
        raise ReglaIncumplida(
            _("El antivirus encontró algo en este archivo y no se guardó. Revisa tu equipo y sube otra copia."),
            "archivo",
        )
    if respuesta != "stream: OK":
        raise _no_responde()


def _no_responde() -> ReglaIncumplida:
    return ReglaIncumplida(
        _(
            "El antivirus no responde y sin él no se guardan archivos. Lo que escribiste sigue aquí: inténtalo "
            "más tarde."
        ),
        "archivo",
    )


def _preguntar(archivo: BinaryIO) -> str:
    archivo.seek(0)
    with _conectar(settings.CLAMAV_SOCKET) as enchufe:
        enchufe.sendall(b"zINSTREAM\0")
        while trozo := archivo.read(_TROZO):
            enchufe.sendall(struct.pack(">I", len(trozo)) + trozo)
        enchufe.sendall(struct.pack(">I", 0))
        respuesta = b""
        while not respuesta.endswith(b"\0") and (trozo := enchufe.recv(4096)):
            respuesta += trozo
    return respuesta.rstrip(b"\0\n").decode("utf-8", "replace")


def _conectar(donde: str) -> socket.socket:
    if "/" not in donde:
        host, _dos_puntos, puerto = donde.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(puerto)), timeout=_ESPERA)
    enchufe = socket.socket(socket.AF_UNIX)
    enchufe.settimeout(_ESPERA)
    try:
        enchufe.connect(donde)
    except OSError:
        enchufe.close()
        raise
    return enchufe
