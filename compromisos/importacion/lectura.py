"""One door for every format: the content decides, never the name or the declared type.

`leer` runs within this process; `leer_aparte` in one with limits on memory and processor, for what strangers send.
"""

import io
import os
import pickle
import re
import resource
import selectors
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from compromisos.importacion import progreso
from compromisos.importacion.documento import Documento
from compromisos.importacion.limites import DocumentoIlegible, partes_del_zip, revisar_peso

RAIZ = Path(__file__).resolve().parents[2]
SEGUNDOS = 240
"""A page of a dense PDF takes a third of a second: 300 pages fit."""
MEMORIA = 1024 * 1024 * 1024
EXTENSIONES = ("docx", "odt", "pdf", "xlsx", "ods", "csv", "txt", "json")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGENES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")


def leer(cuerpo: bytes, nombre: str = "") -> Documento:
    """The neutral document. Raises DocumentoIlegible, and nothing else, when it cannot be taken."""
    revisar_peso(cuerpo)
    formato = formato_de(cuerpo, nombre)
    try:
        documento = _lector(formato)(cuerpo)
    except DocumentoIlegible:
        raise
    except Exception as error:  # the libraries meet damaged files with errors of every class
        raise DocumentoIlegible("danado") from error
    if documento.datos is None and not documento.texto().strip():
        raise DocumentoIlegible("vacio")
    return documento


def rechazar_ajenos(cuerpo: bytes, nombre: str | None = None) -> None:
    """By its first bytes, and by its name if it has one, what is none of those read. Raises DocumentoIlegible."""
    if cuerpo.startswith(_OLE):
        # An encrypted DOCX or XLSX is kept in an old container.
        cifrado = b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d" in cuerpo
        raise DocumentoIlegible("cifrado" if cifrado else "doc_antiguo")
    webp_o_heic = (cuerpo[:4], cuerpo[8:12]) == (b"RIFF", b"WEBP") or cuerpo[4:8] == b"ftyp"
    if webp_o_heic or cuerpo.startswith(_IMAGENES):
        raise DocumentoIlegible("imagen")
    if cuerpo.startswith(b"{\\rtf"):
        raise DocumentoIlegible("rtf")
    if nombre is not None and not nombre.lower().endswith(tuple(f".{e}" for e in EXTENSIONES)):
        raise DocumentoIlegible("desconocido")


def formato_de(cuerpo: bytes, nombre: str = "") -> str:
    rechazar_ajenos(cuerpo)
    if b"%PDF-" in cuerpo[:1024]:
        return "pdf"
    if cuerpo.startswith(b"PK"):
        return _formato_del_zip(cuerpo)
    inicio = cuerpo.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    if inicio == b"{":
        return "json"
    if b"\x00" in cuerpo[:4096] and not cuerpo.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DocumentoIlegible("desconocido")
    return "csv" if nombre.lower().endswith((".csv", ".tsv")) else "txt"


def _formato_del_zip(cuerpo: bytes) -> str:
    partes = set(partes_del_zip(cuerpo))
    if "word/document.xml" in partes:
        return "docx"
    if "xl/workbook.xml" in partes:
        return "xlsx"
    if "mimetype" in partes and "content.xml" in partes:
        with zipfile.ZipFile(io.BytesIO(cuerpo)) as paquete:
            clase = paquete.read("mimetype")[:100].decode("ascii", "ignore")
            if b"encryption-data" in paquete.read("META-INF/manifest.xml")[:1_000_000]:
                raise DocumentoIlegible("cifrado")
        return "ods" if "spreadsheet" in clase else "odt"
    danado = "[Content_Types].xml" in partes and "ppt/presentation.xml" not in partes
    raise DocumentoIlegible("danado" if danado else "desconocido")


def _lector(formato: str):  # type: ignore[no-untyped-def]
    """Libraries are loaded only for the format at hand."""
    if formato == "docx":
        from compromisos.importacion.lectura_docx import leer_docx as lector
    elif formato == "odt":
        from compromisos.importacion.lectura_odf import leer_odt as lector
    elif formato == "ods":
        from compromisos.importacion.lectura_odf import leer_ods as lector
    elif formato == "pdf":
        from compromisos.importacion.lectura_pdf import leer_pdf as lector
    elif formato == "xlsx":
        from compromisos.importacion.lectura_hoja import leer_xlsx as lector
    elif formato == "csv":
        from compromisos.importacion.lectura_hoja import leer_csv as lector
    elif formato == "json":
        from compromisos.importacion.lectura_json import leer_json as lector
    else:
        from compromisos.importacion.lectura_texto import leer_texto as lector
    return lector


def leer_aparte(
    cuerpo: bytes, nombre: str = "", segundos: float = SEGUNDOS, avisar: Callable[[int], None] = lambda _: None
) -> Documento:
    """`leer` in a process of its own. What comes back was pickled by our own program, not by the document.

    `avisar` gets the percentage read, at least once a second; what it raises ends the reading.
    """
    revisar_peso(cuerpo)
    with tempfile.TemporaryFile() as entrada:
        entrada.write(cuerpo)
        entrada.seek(0)
        try:
            proceso = subprocess.Popen(  # noqa: S603 (our own program, no shell)
                [sys.executable, "-B", "-m", "compromisos.importacion.lectura", nombre[-80:]],
                stdin=entrada,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=RAIZ,
                env={"PYTHONPATH": str(RAIZ)},
            )
        except OSError as error:
            raise DocumentoIlegible("danado") from error
        with proceso:
            try:
                salida = _escuchar(proceso, segundos, avisar)
            except BaseException:
                proceso.kill()
                raise
    if proceso.returncode:
        raise DocumentoIlegible("danado")
    motivo, valores, documento = pickle.loads(salida)  # noqa: S301 (see above)
    if motivo:
        raise DocumentoIlegible(motivo, **valores)
    return documento


def _escuchar(proceso: "subprocess.Popen[bytes]", segundos: float, avisar: Callable[[int], None]) -> bytes:
    """The result, once its process closes both outputs; meanwhile, how far it is."""
    fin, salida, leido = time.monotonic() + segundos, bytearray(), 0
    with selectors.DefaultSelector() as selector:
        for flujo in (proceso.stdout, proceso.stderr):
            selector.register(flujo, selectors.EVENT_READ)  # type: ignore[arg-type]
        while selector.get_map():
            if time.monotonic() > fin:
                raise DocumentoIlegible("tiempo")
            for llave, _ in selector.select(timeout=min(1.0, segundos)):
                bloque = os.read(llave.fd, 1 << 16)
                if not bloque:
                    selector.unregister(llave.fileobj)
                elif llave.fileobj is proceso.stdout:
                    salida += bloque
                elif cifras := re.findall(rb"^(\d{1,3})$", bloque, re.MULTILINE):
                    leido = min(int(cifras[-1]), 100)
            avisar(leido)
    return bytes(salida)


def _principal() -> None:
    for recurso, tope in (
        (resource.RLIMIT_AS, MEMORIA),
        (resource.RLIMIT_CPU, SEGUNDOS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            resource.setrlimit(recurso, (tope, tope))
    motivo, valores, documento = "", {}, None
    progreso.activar()
    try:
        documento = leer(sys.stdin.buffer.read(), sys.argv[1])
    except DocumentoIlegible as error:
        motivo, valores = error.motivo, error.valores
    except (MemoryError, RecursionError):
        motivo = "tiempo"
    sys.stdout.buffer.write(pickle.dumps((motivo, valores, documento)))


if __name__ == "__main__":
    _principal()
