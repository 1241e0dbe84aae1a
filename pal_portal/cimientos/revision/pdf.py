"""A PDF without programs, embedded files, dynamic forms (XFA) or password."""

import re
import zipfile
from typing import Any, BinaryIO

import pikepdf
from pikepdf.settings import set_qpdf_limits

from . import Rechazo
from .texto import ESCONDIDO, PAGINA

ACTIVO = {
    "/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment", "/RichMedia",
    "/SubmitForm", "/ImportData", "/XFA", "/GoToE", "/Rendition", "/Movie", "/Sound",
}  # fmt: skip
"""Keys that are refused wherever they are, and values refused as the kind of an action or annotation."""
CLASES = ("/S", "/Type", "/Subtype")
_DIRECCION = re.compile(rb"\s*(?:javascript|vbscript|data|file)\s*:", re.IGNORECASE)
_ILEGIBLE = re.compile(r"unfilterable stream|error decoding stream|bad_alloc|object stream \d")
_HONDURA = 50
"""Nobody nests direct objects so deep but to hide what is at the bottom."""
DESCOMPRIMIDO = 128 * 1024 * 1024
"""What one stream of objects may take when it is opened."""


def revisar(archivo: BinaryIO, datos: bytes) -> str:
    final = datos.rfind(b"%%EOF")
    cola = datos[final:] if final >= 0 else b""
    if zipfile.is_zipfile(archivo) or PAGINA.search(datos[:1024]) or ESCONDIDO.search(cola):
        raise Rechazo("disfrazado")
    archivo.seek(0)
    set_qpdf_limits(  # of this process
        flate_max_memory=DESCOMPRIMIDO,
        png_max_memory=DESCOMPRIMIDO,
        run_length_max_memory=DESCOMPRIMIDO,
        tiff_max_memory=DESCOMPRIMIDO,
        max_stream_filters=4,
    )
    try:
        with pikepdf.open(archivo, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise Rechazo("pdf_danado")
            for objeto in pdf.objects:
                if _tiene_algo_activo(objeto):
                    raise Rechazo("pdf_activo")
            # What does not fit is left out with a warning, and with it what it might hide.
            if any(_ILEGIBLE.search(aviso) for aviso in pdf.get_warnings()):
                raise Rechazo("pdf_danado")
    except pikepdf.PasswordError as error:
        raise Rechazo("con_clave") from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError) as error:
        raise Rechazo("pdf_danado") from error
    return "application/pdf"


def _tiene_algo_activo(objeto: Any, hondura: int = 0) -> bool:
    """Whether an object or what it holds directly runs, launches, sends or embeds something."""
    if isinstance(objeto, pikepdf.Stream):
        objeto = objeto.stream_dict
    if isinstance(objeto, pikepdf.Array):
        hijos = list(objeto)
    elif isinstance(objeto, pikepdf.Dictionary):
        if _es_activo(objeto):
            return True
        hijos = list(objeto.values())
    else:
        return False
    # Indirect objects are visited on their own.
    directos = (o for o in hijos if not getattr(o, "is_indirect", False))
    return any(hondura >= _HONDURA or _tiene_algo_activo(o, hondura + 1) for o in directos if _es_nido(o))


def _es_nido(objeto: Any) -> bool:
    return isinstance(objeto, pikepdf.Array | pikepdf.Dictionary)


def _es_activo(objeto: Any) -> bool:
    if ACTIVO & set(objeto.keys()) or ACTIVO & {str(objeto.get(k, "")) for k in CLASES}:
        return True
    if "/URI" in objeto and _DIRECCION.match(bytes(objeto.URI) if isinstance(objeto.URI, pikepdf.String) else b""):
        return True
    automaticas = objeto.get("/AA")  # actions of a page or field; a font may be called AA too
    return isinstance(automaticas, pikepdf.Dictionary) and any(
        isinstance(a, pikepdf.Dictionary) and "/S" in a for a in automaticas.values()
    )
