"""Files for the tests, made in memory: honest ones of every accepted type, and their evil twins."""

import io
import zipfile
from typing import Any

import pikepdf
from PIL import Image

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
POWERPOINT = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_PRINCIPAL = {
    "docx": ("word/document.xml", WORD),
    "xlsx": ("xl/workbook.xml", EXCEL),
    "pptx": ("ppt/presentation.xml", POWERPOINT),
}
XML = b'<?xml version="1.0" encoding="UTF-8"?>'


def paquete(partes: dict[str, bytes], comentario: bytes = b"") -> bytes:
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as z:
        for nombre, contenido in partes.items():
            z.writestr(nombre, contenido)
        z.comment = comentario
    return salida.getvalue()


def tipos(principal: str, tipo: str, mas: str = "") -> bytes:
    return (
        XML
        + f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{mas}'
        f'<Override PartName="/{principal}" ContentType="{tipo}.main+xml"/></Types>'.encode()
    )


def relaciones(tipo: str, destino: str, modo: str = "External") -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        XML
        + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + f'<Relationship Id="rId1" Type="{base}/{tipo}" Target="{destino}" TargetMode="{modo}"/>'.encode()
        + b"</Relationships>"
    )


def oficina(extension: str = "docx", partes: dict[str, bytes] | None = None, **opciones: Any) -> bytes:
    """An OOXML document, with `partes` added or replaced."""
    principal, tipo = _PRINCIPAL[extension]
    base = {
        "[Content_Types].xml": tipos(principal, opciones.get("tipo", tipo), opciones.get("mas", "")),
        "_rels/.rels": relaciones("officeDocument", principal, "Internal"),
        principal: XML + b"<w:document xmlns:w='w'><w:body>Minuta</w:body></w:document>",
    }
    return paquete({**base, **(partes or {})}, opciones.get("comentario", b""))


def abierto(extension: str = "odt", partes: dict[str, bytes] | None = None, manifiesto: bytes = b"") -> bytes:
    tipo = {"odt": b"text", "ods": b"spreadsheet"}[extension]
    base = {
        "mimetype": b"application/vnd.oasis.opendocument." + tipo,
        "content.xml": XML + b"<office:document-content xmlns:office='o'>Minuta</office:document-content>",
        "META-INF/manifest.xml": XML
        + b"<manifest:manifest xmlns:manifest='m'>"
        + manifiesto
        + b"</manifest:manifest>",
    }
    return paquete({**base, **(partes or {})})


def pdf(raiz: dict[str, Any] | None = None, pagina: dict[str, Any] | None = None, **guardar: Any) -> bytes:
    """One blank page; `raiz` and `pagina` are added to those dictionaries."""
    documento = pikepdf.new()
    documento.add_blank_page()
    for clave, valor in (raiz or {}).items():
        documento.Root[clave] = valor
    for clave, valor in (pagina or {}).items():
        documento.pages[0].obj[clave] = valor
    salida = io.BytesIO()
    documento.save(salida, **guardar)
    return salida.getvalue()


def accion(tipo: str, **campos: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name(f"/{tipo}"), **campos)


def imagen(formato: str = "PNG", medidas: tuple[int, int] = (8, 8), **guardar: Any) -> bytes:
    salida = io.BytesIO()
    lienzo = Image.linear_gradient("L").resize(medidas).convert("RGB")
    lienzo.save(salida, formato, **guardar)
    return salida.getvalue()


def exif(orientacion: int | None = None) -> Image.Exif:
    """What a phone writes: where, who and with what."""
    datos = Image.Exif()
    datos[0x010F], datos[0x013B] = "Fabricante", "Juana Pérez"
    datos.get_ifd(0x8825).update({1: "N", 2: (21.0, 1.0, 8.0), 3: "W", 4: (101.0, 15.0, 25.0)})
    if orientacion:
        datos[0x0112] = orientacion
    return datos


def honesto(extension: str) -> bytes:
    """A file that would be accepted."""
    formato = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}.get(extension)
    if formato:
        return imagen(formato)
    if extension in ("docx", "xlsx", "pptx"):
        return oficina(extension)
    if extension in ("odt", "ods"):
        return abierto(extension)
    return pdf() if extension == "pdf" else b"municipio,piezas\nSilao,3\n"
