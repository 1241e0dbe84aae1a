"""Streams of a PDF whose end no reader can take for another.

A compressed stream ends with its checksum: one in 256 ends in a carriage return, which with the end of line that
follows reads as a single one, and the stream as a byte shorter than it says (ISO 19005-3 §6.1.7.1).
"""

import io
import zlib
from typing import Any

import pikepdf
from pikepdf import ObjectStreamMode

RETORNO_AL_FINAL = b"\r\nendstream"


def sin_retorno_al_final(contenido: bytes) -> bytes:
    """The same document with a line feed after the data of such streams, which no filter reads; as it came where
    there is none."""
    for modo in (ObjectStreamMode.preserve, ObjectStreamMode.generate, ObjectStreamMode.disable):
        if RETORNO_AL_FINAL not in contenido:
            break
        contenido = _reescribir(contenido, modo)
    return contenido


def comprimido(datos: bytes) -> bytes:
    """The data of a new stream (/FlateDecode) with such an end."""
    flujo = zlib.compress(datos)
    return flujo + b"\n" if flujo.endswith(b"\r") else flujo


def _reescribir(contenido: bytes, modo: ObjectStreamMode) -> bytes:
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        for objeto in pdf.objects:
            if isinstance(objeto, pikepdf.Stream) and (crudo := objeto.read_raw_bytes()).endswith(b"\r"):
                filtros: Any = objeto.Filter
                objeto.write(crudo + b"\n", filter=filtros)
        salida = io.BytesIO()
        pdf.save(salida, object_stream_mode=modo, deterministic_id=True)
        return salida.getvalue()
