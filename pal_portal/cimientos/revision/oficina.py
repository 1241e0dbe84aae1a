"""Office documents (OOXML and OpenDocument): a package without macros, objects, outside templates or bombs."""

import io
import re
import zipfile
import zlib
from html import unescape
from pathlib import PurePosixPath
from typing import BinaryIO

from lxml import etree

from . import Rechazo

_MICROSOFT = "application/vnd.openxmlformats-officedocument."
PRINCIPALES = {
    f"{_MICROSOFT}wordprocessingml.document": "word/document.xml",
    f"{_MICROSOFT}spreadsheetml.sheet": "xl/workbook.xml",
    f"{_MICROSOFT}presentationml.presentation": "ppt/presentation.xml",
}
ABIERTOS = {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"}
DESCOMPRIMIDO = 300 * 1024 * 1024
PARTES = 5000
ENTERA = 64 * 1024 * 1024
"""Parts that are read whole (relations, text with fields) may not be larger."""
_MACROS = re.compile(r"vbaproject|vbadata|macrosheets/|^basic/|^scripts/|/basic/|/scripts/", re.IGNORECASE)
_OBJETOS = re.compile(
    r"activex/|\.(?:exe|dll|jse?|vb[se]|wsf|hta|bat|cmd|ps1|scr|com|pif|lnk|jar|class|msi|sh|php|x?html?|mht|rtf)$",
    re.IGNORECASE,
)
_ANIDADO = {".docx", ".xlsx", ".pptx"}
_VINCULOS = {"attachedTemplate", "oleObject", "frame", "subDocument", "control", "aFChunk"}
_DIRECCION = re.compile(r"\s*(?:javascript|vbscript|data|mhtml|ms-[a-z-]+|search-ms)\s*:", re.IGNORECASE)
_CAMPO = re.compile(rb"<w:instrText[^>]*>([^<]*)|w:instr=[\"']([^\"']*)")
_OTRA_CODIFICACION = re.compile(
    rb"\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8|us-ascii|ascii|iso-8859-1)", re.IGNORECASE
)
_DENTRO = (
    (re.compile(rb"<!ENTITY"), "oficina_danada"),
    (re.compile(rb"vnd\.sun\.star\.script:|<script:event-listener|[\"']macro:"), "macros"),
    (re.compile(rb"<(?:\w+:)?(?:ddeLink|oleLink|dde-connection|dde-source|dde-link)[\s>/]"), "vinculos"),
)
_COLA = 256
_DANOS = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    KeyError,
)


def revisar(archivo: BinaryIO, datos: bytes, hondura: int = 0) -> str:
    """The MIME type of a package; a plain archive is refused."""
    if len(datos) < 22 or bytes(datos[-22:-18]) != b"PK\x05\x06" or bytes(datos[:4]) != b"PK\x03\x04":
        # Something before the package or after it (a comment, another file), or cut short.
        raise Rechazo("disfrazado" if zipfile.is_zipfile(archivo) else "oficina_danada")
    archivo.seek(0)
    try:
        with zipfile.ZipFile(archivo) as paquete:
            return _paquete(paquete, hondura)
    except (*_DANOS, etree.XMLSyntaxError) as error:
        raise Rechazo("oficina_danada") from error


def _paquete(paquete: zipfile.ZipFile, hondura: int) -> str:
    partes = paquete.infolist()
    nombres = {p.filename for p in partes}
    if len(partes) > PARTES or sum(p.file_size for p in partes) > DESCOMPRIMIDO:
        raise Rechazo("bomba")
    if any(p.flag_bits & 1 for p in partes):
        raise Rechazo("con_clave")
    if len(nombres) != len(partes) or any(_sale(n) for n in nombres):
        raise Rechazo("disfrazado")
    tipo = _tipo(paquete, nombres)
    if any(_MACROS.search(n) for n in nombres):
        raise Rechazo("macros")
    if any(_OBJETOS.search(n) for n in nombres):
        raise Rechazo("objetos")
    for parte in partes:
        _parte(paquete, parte, hondura)
    return tipo


def _sale(nombre: str) -> bool:
    return nombre.startswith("/") or "\\" in nombre or ".." in PurePosixPath(nombre).parts


def _tipo(paquete: zipfile.ZipFile, nombres: set[str]) -> str:
    if "[Content_Types].xml" in nombres:
        tipos = _entera(paquete, "[Content_Types].xml")
        if b"macroEnabled" in tipos or b"vbaProject" in tipos:
            raise Rechazo("macros")
        if b"activeX" in tipos or b"oleObject" in tipos:
            raise Rechazo("objetos")
        for tipo, principal in PRINCIPALES.items():
            if principal in nombres and f"{tipo}.main+xml".encode() in tipos:
                return tipo
    if "mimetype" in nombres and paquete.getinfo("mimetype").file_size < 200:
        declarado = paquete.read("mimetype").decode("ascii", "replace").strip()
        if declarado in ABIERTOS and {"content.xml", "META-INF/manifest.xml"} <= nombres:
            manifiesto = _entera(paquete, "META-INF/manifest.xml")
            if b"encryption-data" in manifiesto:
                raise Rechazo("con_clave")
            if b"oleobject" in manifiesto:
                raise Rechazo("objetos")
            return declarado
    raise Rechazo("comprimido")


def _entera(paquete: zipfile.ZipFile, nombre: str) -> bytes:
    if paquete.getinfo(nombre).file_size > ENTERA:
        raise Rechazo("bomba")
    return paquete.read(nombre)


def _parte(paquete: zipfile.ZipFile, parte: zipfile.ZipInfo, hondura: int) -> None:
    """One part: unpacked as a stream, to the end (a wrong length or sum is refused by zipfile)."""
    nombre = parte.filename
    if "embeddings/" in nombre and not nombre.endswith("/"):
        # A chart keeps its sheet as a document of its own; anything else there is an object.
        if PurePosixPath(nombre).suffix.lower() not in _ANIDADO or hondura:
            raise Rechazo("objetos")
        dentro = _entera(paquete, nombre)
        revisar(io.BytesIO(dentro), dentro, hondura + 1)
        return
    if nombre.endswith(".rels"):
        _relaciones(_entera(paquete, nombre))
    elif nombre.startswith("word/") and nombre.endswith(".xml"):
        _campos(_entera(paquete, nombre))
    es_xml = nombre.endswith((".xml", ".rels", ".vml"))
    with paquete.open(parte) as contenido:
        anterior = b""
        while bloque := contenido.read(1 << 20):
            if es_xml and not anterior and (b"\x00" in bloque[:100] or _OTRA_CODIFICACION.match(bloque)):
                raise Rechazo("oficina_danada")  # an encoding that would blind the patterns below
            for patron, motivo in _DENTRO if es_xml else ():
                if patron.search(anterior + bloque):
                    raise Rechazo(motivo)
            anterior = bloque[-_COLA:]


def _relaciones(xml: bytes) -> None:
    """What the document fetches from outside when it is opened, without anybody following a link."""
    raiz = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    for relacion in raiz.iter("{*}Relationship"):
        if relacion.get("TargetMode", "").lower() != "external":
            continue
        if relacion.get("Type", "").rsplit("/", 1)[-1] in _VINCULOS or _DIRECCION.match(
            relacion.get("Target", "")
        ):
            raise Rechazo("vinculos")


def _campos(xml: bytes) -> None:
    """Fields of a text that start another program."""
    textos = (unescape((a or b).decode("utf-8", "replace")) for a, b in _CAMPO.findall(xml))
    if re.search(r"\bDDE(?:AUTO)?\b", "".join(textos), re.IGNORECASE):
        raise Rechazo("vinculos")
