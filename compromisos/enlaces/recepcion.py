"""Reading an answer within limits: its body, inflated if it came compressed, and the tokens of its headers."""

import zlib

from urllib3 import BaseHTTPResponse

_BLOQUE = 1 << 16


def cuerpo(respuesta: BaseHTTPResponse, tope: int) -> bytes | None:
    """The body, or None when it is over `tope` bytes, as sent or once inflated."""
    declarado = respuesta.headers.get("Content-Length", "")
    if declarado.isascii() and declarado.isdigit() and int(declarado[:20]) > tope:
        return None
    crudo = bytearray()
    # read() and not stream(): http.client bounds the lines between chunks, urllib3 does not.
    while bloque := respuesta.read(_BLOQUE, decode_content=False):
        crudo += bloque
        if len(crudo) > tope:
            return None
    if respuesta.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip", "deflate"):
        return _inflado(bytes(crudo), tope)
    return bytes(crudo)


def _inflado(crudo: bytes, tope: int) -> bytes | None:
    """Some servers compress although asked not to. What does not inflate stays as it came."""
    try:
        cuerpo = zlib.decompressobj(wbits=47).decompress(crudo, tope + 1)
    except zlib.error:
        return crudo
    return None if len(cuerpo) > tope else cuerpo


def ficha(valor: str) -> str:
    """A token of a header, or nothing."""
    limpio = valor.strip().lower()
    return limpio if len(limpio) <= 100 and limpio.isascii() and limpio.isprintable() else ""


def juego(parametros: str) -> str:
    for parametro in parametros.split(";"):
        nombre, _, valor = parametro.partition("=")
        if nombre.strip().lower() == "charset":
            return ficha(valor.strip().strip("\"'"))
    return ""
