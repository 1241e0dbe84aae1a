"""HTML to a tagged, archival PDF. Only our own static files are ever fetched while rendering."""

import gc
import hashlib
import mimetypes
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders

from pal_portal.cimientos import weasyprint_ligero
from pal_portal.cimientos.pdf_flujos import sin_retorno_al_final

BASE = "pal:///"
"""Root of the addresses that templates of reports may use: `pal:///css/informe.css`."""


class SinPango(RuntimeError):
    """WeasyPrint's system library is missing; everything but PDFs still works."""

    def __init__(self) -> None:
        super().__init__(
            "Falta la biblioteca Pango, necesaria para los PDF. "
            "Instálala con: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        )


@lru_cache(maxsize=1)
def _weasyprint() -> Any:
    # fontTools writes the present moment into each embedded font unless told which (equal input, equal bytes).
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    try:
        return weasyprint_ligero.importar()
    except OSError as error:
        raise SinPango from error


def hay_pango() -> bool:
    """Whether PDFs can be made on this machine."""
    try:
        _weasyprint()
    except SinPango:
        return False
    return True


def _contenido(url: str) -> tuple[bytes, str]:
    """Bytes and type of `pal:///…`, from the static files; every other address is refused."""
    partes = urlsplit(url)
    if partes.scheme != "pal" or partes.netloc:
        raise ValueError(f"Un informe no pide recursos ajenos: {partes.scheme}")
    nombre = unquote(partes.path).lstrip("/")
    ruta = finders.find(nombre)
    if ruta is None:
        raise ValueError(f"No existe el recurso {nombre}")
    with open(ruta, "rb") as archivo:
        return archivo.read(), mimetypes.guess_type(nombre)[0] or "font/woff2"


@lru_cache(maxsize=1)
def _buscador() -> Any:
    """WeasyPrint's fetcher, restricted to our own files; a missing one stops the rendering."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class SoloLoNuestro(URLFetcher):
        def fetch(self, url: str, headers: Any = None) -> Any:
            contenido, tipo = _contenido(url)
            return URLFetcherResponse(url, contenido, {"Content-Type": tipo})

    return SoloLoNuestro(fail_on_errors=True)


@dataclass(frozen=True, slots=True)
class Adjunto:
    """A file inside the PDF: data it was made from (PDF/A-3 calls it that)."""

    nombre: str
    tipo: str
    descripcion: str
    contenido: bytes
    momento: datetime


def html_a_pdf(html: str, identificador: str, adjuntos: Sequence[Adjunto] = ()) -> tuple[bytes, int]:
    """The PDF of `html` (PDF/A-3a and PDF/UA-1: archival, tagged, with bookmarks) and its number of pages.

    `identificador` (the folio) becomes the file identifier, so that equal input gives equal bytes; dates come
    from the metadata in `html` and from `adjuntos`. Raises SinPango where the library is missing.
    """
    weasyprint = _weasyprint()
    opciones: dict[str, Any] = {
        "pdf_variant": "pdf/a-3a",
        "pdf_tags": True,
        "pdf_identifier": hashlib.md5(identificador.encode(), usedforsecurity=False).hexdigest().encode(),
        "output_intent": "srgb",
    }
    gc.freeze()  # what was here before is not walked: it is most of the time of a collection
    try:
        documento = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=_buscador()).render(**opciones)
        documento.metadata.attachments = [
            _adjuntar(weasyprint, a) for a in sorted(adjuntos, key=lambda a: a.nombre)
        ]
        contenido: bytes = documento.write_pdf(finisher=_rematar, **opciones)
        paginas = len(documento.pages)
        del documento
        gc.collect()  # its boxes point at one another: what comes next would be laid out on top of them
    finally:
        gc.unfreeze()
    return sin_retorno_al_final(contenido), paginas


def _adjuntar(weasyprint: Any, adjunto: Adjunto) -> Any:
    momento = adjunto.momento.astimezone(UTC)
    return weasyprint.Attachment(
        string=adjunto.contenido,
        name=adjunto.nombre,
        description=adjunto.descripcion,
        created=momento,
        modified=momento,
        relationship="Data",
    )


def _rematar(documento: Any, pdf: Any) -> None:
    """What WeasyPrint leaves undone: it writes one variant, and its list of associated files has them twice."""
    declarar_pdfua(pdf)
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = list(dict.fromkeys(pdf.catalog["AF"]))


def declarar_pdfua(pdf: Any) -> None:
    """Say in the XMP metadata that the file is PDF/UA-1 too; PDF/A wants the schema of that word described, and
    the metadata legible to who does not know the format: uncompressed."""
    objeto = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    xmp = b"".join(parte if isinstance(parte, bytes) else str(parte).encode() for parte in objeto.stream)
    objeto.stream = [xmp.replace(b"</rdf:RDF>", XMP_PDFUA + b"</rdf:RDF>", 1)]
    objeto.compress = False


XMP_PDFUA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""
