"""No stream of a PDF ends in what a reader may take for part of the end of line after it."""

import io
import zlib

import pikepdf
import pydyf

from pal_portal.cimientos.pdf_flujos import RETORNO_AL_FINAL, comprimido, sin_retorno_al_final


def documento(textos: list[bytes]) -> bytes:
    """As WeasyPrint writes it."""
    pdf = pydyf.PDF()
    for texto in textos:
        flujo = pydyf.Stream([texto], compress=True)
        pdf.add_object(flujo)
        pdf.add_page(pydyf.Dictionary({"Type": "/Page", "Datos": flujo.reference}))
    salida = io.BytesIO()
    pdf.write(salida, compress=True)
    return salida.getvalue()


def textos_de(contenido: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        return [p.obj.Datos.read_bytes() for p in pdf.pages]


def test_whatever_its_checksum_a_stream_ends_where_it_says_and_says_the_same() -> None:
    textos = [b"a" * n for n in range(1, 300)]
    antes = documento(textos)
    assert RETORNO_AL_FINAL in antes
    despues = sin_retorno_al_final(antes)
    assert RETORNO_AL_FINAL not in despues
    assert textos_de(despues) == textos
    assert sin_retorno_al_final(antes) == despues


def test_a_document_without_such_streams_is_left_as_it_is() -> None:
    sano = documento([b"a,b\n"])
    assert sin_retorno_al_final(sano) is sano


def test_what_is_compressed_here_never_ends_so_and_says_the_same() -> None:
    textos = [b"a" * n for n in range(1, 300)]
    assert any(zlib.compress(t).endswith(b"\r") for t in textos)
    for texto in textos:
        flujo = comprimido(texto)
        assert not flujo.endswith(b"\r")
        assert zlib.decompressobj().decompress(flujo) == texto
