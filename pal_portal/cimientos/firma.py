"""The digital signature of a PDF (PAdES, pyHanko), when a PKCS#12 file is configured.

Invisible and added as an incremental update: what the pages draw is not touched. The signing time is the caller's
and RSA signatures do not vary, so the same document signed twice is the same bytes (not so with an EC key).
"""

import hashlib
import io
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings


class FirmaMalConfigurada(RuntimeError):
    """The PKCS#12 file is missing or its password is wrong; a report is not published unsigned by accident."""

    def __init__(self) -> None:
        super().__init__("No se pudo abrir el archivo de firma (FIRMA_P12, FIRMA_P12_CLAVE).")


def firmar(contenido: bytes, momento: datetime, motivo: str) -> bytes:
    """`contenido` signed, or as it came where no signature is configured."""
    if not settings.FIRMA_P12:
        return contenido
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    datos = signers.PdfSignatureMetadata(
        field_name="Firma",
        reason=motivo,
        name="Portal PAL",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
    )
    firmante = _pluma(datos, _firmante(settings.FIRMA_P12, settings.FIRMA_P12_CLAVE), momento)
    escritor = _escritor(contenido)
    _poner_campo(escritor, "Firma")
    resultado: bytes = firmante.sign_pdf(escritor).getvalue()
    return resultado


def _poner_campo(escritor: Any, nombre: str) -> None:
    """The field of the signature, with a name for who does not see it and its place in the structure, as PDF/UA
    wants of every field (ISO 14289-1 §7.18.1, §7.18.4)."""
    from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, NumberObject, pdf_name
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    def diccionario(**claves: Any) -> Any:
        return DictionaryObject({pdf_name(f"/{k}"): v for k, v in claves.items()})

    append_signature_field(escritor, SigFieldSpec(nombre, readable_field_name="Firma digital"))
    campo = escritor.root["/AcroForm"]["/Fields"].raw_get(-1)
    estructura = escritor.root["/StructTreeRoot"]
    raiz = estructura["/K"][0] if isinstance(estructura["/K"], ArrayObject) else estructura["/K"]
    lugar = diccionario(Type=pdf_name("/OBJR"), Obj=campo, Pg=campo.get_object().raw_get("/P"))
    forma = escritor.add_object(
        diccionario(Type=pdf_name("/StructElem"), S=pdf_name("/Form"), P=_referencia(raiz), K=lugar)
    )
    if not isinstance(raiz["/K"], ArrayObject):
        raiz[pdf_name("/K")] = ArrayObject([raiz.raw_get("/K")])
    raiz["/K"].append(forma)
    numeros = estructura["/ParentTree"]["/Nums"]
    clave = NumberObject(1 + max(int(numeros[n]) for n in range(0, len(numeros), 2)))
    numeros.extend([clave, forma])
    campo.get_object()[pdf_name("/StructParent")] = clave
    for cambiado in (raiz, raiz["/K"], numeros, campo.get_object()):
        escritor.update_container(cambiado)


def _referencia(objeto: Any) -> Any:
    """That of an indirect object, from the object."""
    from pyhanko.pdf_utils.generic import IndirectObject

    suya = objeto.container_ref
    return IndirectObject(suya.idnum, suya.generation, suya.pdf)


def _escritor(contenido: bytes) -> Any:
    """The update keeps the document's metadata, and its identifier comes from the content instead of chance."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Escritor(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            pass

    escritor = Escritor(io.BytesIO(contenido))
    escritor._document_id[1] = generic.ByteStringObject(hashlib.sha256(contenido).digest()[:16])
    return escritor


def _pluma(datos: Any, firmante: Any, momento: datetime) -> Any:
    """A signer whose clock stands at `momento`."""
    from pyhanko.sign import signers

    class Pluma(signers.PdfSigner):
        def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
            sesion = super().init_signing_session(*args, **kwargs)
            sesion.system_time = momento
            return sesion

    return Pluma(datos, signer=firmante)


@lru_cache(maxsize=2)
def _firmante(ruta: str, clave: str) -> Any:
    from pyhanko.sign import signers

    if not Path(ruta).is_file():
        raise FirmaMalConfigurada
    firmante = signers.SimpleSigner.load_pkcs12(ruta, passphrase=clave.encode() or None)
    if firmante is None:
        raise FirmaMalConfigurada
    return firmante
