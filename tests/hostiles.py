"""Three hundred uploads that nobody should send, by family. Small as sent; what they become is their business.

Each case is (file name, content). `MAXIMO` is the limit, in bytes, that the tests set for a file.
"""

import io
import struct
import zlib
from collections.abc import Callable, Iterator

from archivos import exif, honesto, imagen, oficina, paquete, pdf
from hostiles_documentos import MAXIMO, Caso, bombas, documentos_de_office, pdfs
from PIL import Image
from PIL.PngImagePlugin import PngInfo

EXTENSIONES = ("pdf", "png", "jpg", "jpeg", "webp", "docx", "xlsx", "pptx", "odt", "ods", "csv", "txt")


def _ficha(texto: bytes) -> PngInfo:
    ficha = PngInfo()
    ficha.add_text("Comment", texto.decode())
    return ficha


def poliglotas() -> Iterator[Caso]:
    """Two files at once."""
    colas = {
        "zip": paquete({"a.txt": b"x"}),
        "jar": paquete({"META-INF/MANIFEST.MF": b"x", "A.class": b"\xca\xfe\xba\xbe"}),
        "html": b"\n<html><script>alert(1)</script></html>",
        "php": b"\n<?php system($_GET['c']); ?>",
        "svg": b'\n<svg onload="alert(1)"></svg>',
        "rar": b"Rar!\x1a\x07\x00" + bytes(40),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(40),
        "exe": b"MZ\x90\x00" + bytes(60) + b"!This program cannot be run in DOS mode.\r\n",
        "elf": b"\x7fELF\x02\x01\x01" + bytes(40),
    }
    for extension in ("pdf", "png", "jpg", "webp"):
        for nombre, cola in colas.items():
            yield f"{nombre}.{extension}", honesto(extension) + cola
    for extension in ("png", "jpg", "webp"):
        yield f"tambien-pdf.{extension}", honesto(extension) + pdf()
    for codigo in (
        b"<script>alert(1)</script>",
        b"<?php eval($x) ?>",
        b"%PDF-1.4 1 0 obj",
        b"*/=1;<svg onload=x>",
    ):
        yield "comentario.jpg", imagen("JPEG", comment=codigo)
        yield "ficha.png", imagen("PNG", pnginfo=_ficha(codigo))
    for extension in ("docx", "xlsx", "odt"):
        yield f"antes.{extension}", b"<html><script>alert(1)</script></html>" + honesto(extension)
        yield f"despues.{extension}", honesto(extension) + b"<script>alert(1)</script>"
    yield "comentario.docx", oficina(comentario=b"<script>alert(1)</script>")
    yield "gifar.png", b"GIF89a" + bytes(20) + paquete({"A.class": b"x"})
    yield "cabeza.pdf", b"%PDF-1.4\n<html><body onload=alert(1)>" + pdf()


def dobles_extensiones() -> Iterator[Caso]:
    """Honest inside; the name promises something else."""
    for peligrosa in ("exe", "php", "js", "html", "svg", "bat", "jar", "hta", "ps1", "docm"):
        yield f"acta.pdf.{peligrosa}", honesto("pdf")
        yield f"acta.{peligrosa}.pdf", honesto("pdf")
    for cruzada in ("png", "docx", "csv", "txt", "odt"):
        yield f"acta.{cruzada}", honesto("pdf")
    for nombre in ("foto.pdf", "foto.docx", "foto.webp", "foto.txt"):
        yield nombre, honesto("jpg")
    for nombre in ("acta", ".pdf.", ".htaccess", "acta.PDF.EXE", "acta.pdf.xyz", "web.config", "acta.pdf;.php"):
        yield nombre, honesto("pdf")
    yield "hoja.docx", honesto("xlsx")
    yield "hoja.odt", honesto("ods")


def svg_y_html() -> Iterator[Caso]:
    """Pages dressed as documents."""
    dibujos = (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><!DOCTYPE svg SYSTEM "x"><svg onload="alert(1)"/>',
        b'\xef\xbb\xbf<SVG><foreignObject><iframe src="javascript:alert(1)"/></foreignObject></SVG>',
        b'<!-- nada -->\n\n<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    )
    for dibujo in dibujos:
        for extension in ("svg", "png", "txt", "pdf", "csv"):
            yield f"dibujo.{extension}", dibujo
    paginas = (
        b"<!DOCTYPE html><html><body>Acta</body></html>",
        b"\n\n   <html><head><meta http-equiv=refresh content='0;url=//mal.test'>",
        b"Acta de la sesion" + b" " * 9000 + b"<script src=//mal.test/x.js></script>",
        b"<body onload=alert(1)>",
        "<html><script>alert(1)</script>".encode("utf-16"),
    )
    for pagina in paginas:
        for extension in ("pdf", "txt", "csv", "docx"):
            yield f"pagina.{extension}", pagina


def _medidas_png(ancho: int, alto: int) -> bytes:
    datos = bytearray(imagen("PNG"))
    datos[16:24] = struct.pack(">II", ancho, alto)
    datos[29:33] = struct.pack(">I", zlib.crc32(bytes(datos[12:29])))
    return bytes(datos)


def _medidas_jpeg(ancho: int, alto: int) -> bytes:
    datos = bytearray(imagen("JPEG"))
    marco = datos.find(b"\xff\xc0")
    datos[marco + 5 : marco + 9] = struct.pack(">HH", alto, ancho)
    return bytes(datos)


def _texto_png(nombre: bytes, mb: int) -> bytes:
    datos = imagen("PNG")
    cuerpo = nombre + b"a\x00\x00" + zlib.compress(bytes(mb * MAXIMO), 9)
    return (
        datos[:33]
        + struct.pack(">I", len(cuerpo) - 4)
        + cuerpo
        + struct.pack(">I", zlib.crc32(cuerpo))
        + datos[33:]
    )


def imagenes() -> Iterator[Caso]:
    """Small on disk, enormous open; or broken."""
    for ancho, alto in ((50_000, 50_000), (2_000_000, 31), (9000, 9000), (2**31 - 1, 2**31 - 1)):
        yield "bomba.png", _medidas_png(ancho, alto)
    for ancho, alto in ((65_500, 65_500), (65_500, 1000)):
        yield "bomba.jpg", _medidas_jpeg(ancho, alto)
    yield "plana.png", imagen("PNG", (8000, 8000), compress_level=9)
    yield "plana.webp", _webp_plano(8000)
    yield "texto.png", _texto_png(b"zTXt", 80)
    cuadros = [Image.new("RGB", (8, 8), color) for color in ("red", "blue")]
    for formato in ("PNG", "WEBP"):
        yield f"animada.{formato.lower()}", imagen(formato, save_all=True, append_images=cuadros)
    for formato in ("GIF", "BMP", "TIFF", "ICO"):
        for extension in ("png", formato.lower()):
            yield f"otra.{extension}", imagen(formato)
    for extension in ("png", "jpg", "webp"):
        entera = imagen({"jpg": "JPEG"}.get(extension, extension.upper()), (200, 200), exif=exif())
        for parte in (0.1, 0.5, 0.9):
            yield f"cortada.{extension}", entera[: int(len(entera) * parte)]


def _webp_plano(lado: int) -> bytes:
    salida = io.BytesIO()
    Image.new("RGB", (lado, lado)).save(salida, "WEBP", lossless=True, method=0, quality=0)
    return salida.getvalue()


def vacios_y_pesados() -> Iterator[Caso]:
    for extension in EXTENSIONES:
        yield f"vacio.{extension}", b""
        yield f"pesado.{extension}", honesto(extension) + b" " * MAXIMO


def nombres() -> Iterator[Caso]:
    """Honest inside; the name climbs, hides or turns around."""
    for extension in ("pdf", "png", "txt", "docx"):
        for nombre in (
            f"../../etc/passwd.{extension}",
            f"..\\..\\windows\\acta.{extension}",
            f"acta/../../x.{extension}",
            f"acta\x00.{extension}",
            f"acta.exe\x00.{extension}",
            f"acta\u202efdp.{extension}",
            f"\u2066acta\u2069.{extension}",
            f"acta\u202e.{extension}",
            f"acta\x1b[2J.{extension}",
            f"acta\x7f.{extension}",
            f"..&#47;acta.{extension}",
        ):
            yield nombre, honesto(extension)
    for nombre in ("..", ".", "../", "acta\u202efdp.exe"):
        yield nombre, honesto("pdf")


def otros_tipos() -> Iterator[Caso]:
    """What the registry has no use for, under a name it accepts."""
    firmas = (
        b"MZ\x90\x00\x03" + bytes(60), b"\x7fELF\x02\x01\x01" + bytes(60), b"\xca\xfe\xba\xbe\x00\x00\x00\x34",
        b"\x1f\x8b\x08\x00" + bytes(20), b"BZh91AY&SY" + bytes(20), b"\xfd7zXZ\x00" + bytes(20),
        b"Rar!\x1a\x07\x01\x00" + bytes(20), b"7z\xbc\xaf\x27\x1c" + bytes(20), b"SQLite format 3\x00" + bytes(80),
        bytes(4) + b"ftypisom" + bytes(20), b"ID3\x03\x00" + bytes(20),
        b"RIFF\x24\x00\x00\x00WAVEfmt "+bytes(20),
        b"{\\rtf1{\\object\\objdata 0105}}", b"%!PS-Adobe-3.0\n(x) run", b"#!/bin/sh\nrm -rf /\n",
        b"@echo off\r\ndel *.*\r\n", b"<?php phpinfo();", b"[InternetShortcut]\nURL=file://mal.test/x\n",
        b"Windows Registry Editor Version 5.00\n", b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(40),
        b"\x00asm\x01\x00\x00\x00", b"texto con \x1b]0;orden\x07", b"nulo \x00 dentro",
    )  # fmt: skip
    for firma in firmas:
        for extension in ("pdf", "txt"):
            yield f"algo.{extension}", firma
    for formula in (
        b"=cmd|' /C calc'!A0", b"a,b\n1,+cmd|'/C calc'!A1", b"a;-cmd|'x'!A", b'"@cmd|x!A"', b"a\t=DDE|x!y",
        b"a,b\n   =cmd|' /C x'!A0",
    ):  # fmt: skip
        yield "tabla.csv", formula


FAMILIAS: dict[str, Callable[[], Iterator[Caso]]] = {
    f.__name__: f
    for f in (
        poliglotas, dobles_extensiones, svg_y_html, documentos_de_office, bombas, imagenes, pdfs, vacios_y_pesados,
        nombres, otros_tipos,
    )
}  # fmt: skip
