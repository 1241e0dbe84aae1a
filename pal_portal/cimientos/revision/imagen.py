"""Still images, and their public copy: the same pixels, byte by byte, without metadata.

The copy keeps only what is needed to show the image (and which way is up): position, author, camera, thumbnails
and whatever follows the end of the image are left out.
"""

import re
import struct
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import Image, UnidentifiedImageError

from . import Rechazo
from .texto import sin_polizones

TIPOS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
PIXELES = 60_000_000
_ORIENTACION = 0x0112
_PNG = {
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD",
}  # fmt: skip
_WEBP = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"}
_MARCA = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")


def revisar(archivo: BinaryIO, datos: bytes, limpia: BinaryIO) -> str:
    """The MIME type; the public copy is written to `limpia`."""
    sin_polizones(archivo, datos)
    archivo.seek(0)
    try:
        with Image.open(archivo, formats=list(TIPOS)) as imagen:
            if imagen.width * imagen.height > PIXELES:
                raise Rechazo("imagen_grande")
            # A phone's JPEG may carry a second picture (MPO): only the first is published.
            formato = "JPEG" if imagen.format == "MPO" else imagen.format or ""
            if formato != "JPEG" and getattr(imagen, "n_frames", 1) > 1:
                raise Rechazo("imagen_animada")
            imagen.load()
            orientacion: Any = imagen.getexif().get(_ORIENTACION)
        exif = _exif(orientacion) if orientacion in range(2, 9) else b""
        for trozo in {"PNG": _de_png, "JPEG": _de_jpeg, "WEBP": _de_webp}[formato](datos, exif):
            limpia.write(trozo)
    except Image.DecompressionBombError as error:
        raise Rechazo("imagen_grande") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError, struct.error, IndexError) as error:
        raise Rechazo("imagen_danada") from error
    return TIPOS[formato]


def _exif(orientacion: int) -> bytes:
    """An EXIF block with the orientation alone, without its `Exif` heading."""
    exif = Image.Exif()
    exif[_ORIENTACION] = orientacion
    return exif.tobytes().removeprefix(b"Exif\x00\x00")


def _de_png(datos: bytes, exif: bytes) -> Iterator[bytes]:
    yield datos[:8]
    lugar, nombre = 8, b""
    while nombre != b"IEND":
        largo, nombre = struct.unpack(">I4s", datos[lugar : lugar + 8])
        if nombre in _PNG:
            yield datos[lugar : lugar + 12 + largo]
        if nombre == b"IHDR" and exif:
            yield struct.pack(">I", len(exif)) + b"eXIf" + exif + struct.pack(">I", zlib.crc32(b"eXIf" + exif))
        lugar += 12 + largo


def _de_jpeg(datos: bytes, exif: bytes) -> Iterator[bytes]:
    yield b"\xff\xd8"
    lugar, puesto = 2, not exif
    while (marca := _siguiente(datos, lugar)) is not None:
        codigo = datos[marca + 1]
        if codigo == 0xD9:
            break
        final = marca + 2 + struct.unpack(">H", datos[marca + 2 : marca + 4])[0]
        if codigo != 0xE0 and not puesto:
            yield b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\x00\x00" + exif
            puesto = True
        if _se_queda(codigo, datos[marca + 4 : marca + 16]):
            yield datos[marca:final]
        lugar = final
        if codigo == 0xDA:  # the picture itself, until the next mark
            lugar = _siguiente(datos, final) or len(datos)
            yield datos[final:lugar]
    yield b"\xff\xd9"


def _siguiente(datos: bytes, desde: int) -> int | None:
    hallada = _MARCA.search(datos, desde)
    return hallada.start() if hallada else None


def _se_queda(codigo: int, cabeza: bytes) -> bool:
    """Of the application blocks, those that say how to show the colours; comments never."""
    if codigo == 0xE2:
        return cabeza.startswith(b"ICC_PROFILE\x00")
    if codigo == 0xE0:
        return cabeza.startswith(b"JFIF\x00")
    return codigo == 0xEE or not (0xE0 <= codigo <= 0xEF or codigo == 0xFE)


def _de_webp(datos: bytes, exif: bytes) -> Iterator[bytes]:
    partes, lugar = [], 12
    final = min(len(datos), 8 + struct.unpack("<I", datos[4:8])[0])
    while lugar + 8 <= final:
        nombre, largo = struct.unpack("<4sI", datos[lugar : lugar + 8])
        siguiente = lugar + 8 + largo + largo % 2
        parte = datos[lugar:siguiente]
        if nombre == b"VP8X":  # its flags say whether EXIF (8) and XMP (4) follow
            parte = parte[:8] + bytes([parte[8] & ~0x0C | (0x08 if exif else 0)]) + parte[9:]
        if nombre in _WEBP:
            partes.append(parte)
        lugar = siguiente
    if exif:
        partes.append(b"EXIF" + struct.pack("<I", len(exif)) + exif + b"\x00" * (len(exif) % 2))
    yield b"RIFF" + struct.pack("<I", 4 + sum(map(len, partes))) + b"WEBP"
    yield from partes
