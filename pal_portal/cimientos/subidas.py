"""Hostile until proven otherwise: whether an uploaded file may stay, and the sentence that says why not.

The name is judged here; the content in a process of its own (`revision`).
"""

import json
import re
import subprocess
import sys
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pal_portal.cimientos.errores import ReglaIncumplida

_OFICINA = "application/vnd.openxmlformats-officedocument."
TIPOS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "docx": f"{_OFICINA}wordprocessingml.document",
    "xlsx": f"{_OFICINA}spreadsheetml.sheet",
    "pptx": f"{_OFICINA}presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
    "txt": "text/plain",
}
"""What is accepted: extension → MIME type."""
SIGLAS = {tipo: extension.upper() for extension, tipo in TIPOS.items()}
"""What people call each MIME type."""
EJECUTABLES = frozenset(
    re.findall(
        r"\w+",
        "apk app asp aspx bat bin cgi cmd com cpl dll docm dotm exe hta htm html jar jnlp js jse jsp lnk mht mjs "
        "msi php php5 phtml pif pl potm pptm ps1 py rb reg scr sh svg swf vbe vbs wsf xhtml xlsm xltm xml zip",
    )
)
"""Never in the middle of a name: `acta.exe.pdf`."""
SEGUNDOS = 20
_HIJO = "import sys; sys.path.append(sys.argv.pop(1)); from revision.puerta import principal; principal()"

MENSAJES = {
    "vacio": _("El archivo está vacío. Revisa que se haya guardado y súbelo de nuevo."),
    "nombre": _("El nombre del archivo lleva caracteres ocultos o rutas. Cámbiale el nombre y súbelo de nuevo."),
    "doble_extension": _("El nombre del archivo termina en dos tipos a la vez. Deja sólo uno y súbelo de nuevo."),
    "no_aceptado": _(
        "Ese tipo de archivo no se acepta. Sube PDF, imagen (PNG, JPEG, WebP), Word, Excel, PowerPoint, "
        "OpenDocument, CSV o texto."
    ),
    "no_coincide": _(
        "El nombre del archivo dice un tipo y por dentro es otro. Ábrelo, guárdalo con su tipo y súbelo de nuevo."
    ),
    "comprimido": _("No se aceptan archivos comprimidos. Sube cada documento por separado."),
    "con_clave": _("Este archivo tiene contraseña: nadie podría leerlo. Quítasela y súbelo de nuevo."),
    "bomba": _("El archivo es demasiado grande por dentro. Divídelo y súbelo por partes."),
    "pdf_activo": _(
        "Este PDF contiene programas, formularios dinámicos o archivos incrustados. Ábrelo, imprímelo como PDF y "
        "sube la copia."
    ),
    "pdf_danado": _("Este PDF está dañado. Vuelve a generarlo y súbelo de nuevo."),
    "macros": _("El documento tiene macros. Guárdalo sin macros y súbelo de nuevo."),
    "objetos": _(
        "El documento trae programas u objetos incrustados. Quítalos o guárdalo como PDF, y súbelo de nuevo."
    ),
    "vinculos": _(
        "El documento trae contenido de otro lugar al abrirse (una plantilla o un vínculo). Rompe los vínculos o "
        "guárdalo como PDF, y súbelo de nuevo."
    ),
    "oficina_antigua": _(
        "Es un documento de Office de formato antiguo. Guárdalo como .docx, .xlsx, .pptx o PDF y súbelo de nuevo."
    ),
    "oficina_danada": _("El documento está dañado. Vuelve a guardarlo y súbelo de nuevo."),
    "imagen_grande": _("La imagen es demasiado grande. Redúcela y súbela de nuevo."),
    "imagen_animada": _("La imagen tiene movimiento. Sube una imagen fija."),
    "imagen_danada": _("La imagen está dañada o no es PNG, JPEG ni WebP. Guárdala de nuevo y súbela."),
    "disfrazado": _(
        "El archivo lleva otro archivo o código escondido. Guarda una copia limpia desde su programa y súbela."
    ),
    "texto_con_codigo": _("El texto contiene código de página web o de programa. Súbelo como PDF."),
    "formula": _("La tabla trae fórmulas que abren otros programas. Guárdala sólo con valores y súbela de nuevo."),
    "sin_revisar": _("No se pudo revisar el archivo: puede estar dañado. Vuelve a generarlo y súbelo de nuevo."),
}


@dataclass(frozen=True, slots=True)
class Revision:
    """What an accepted file is; `limpia` is its public copy when it differs (an image without metadata)."""

    tipo: str
    limpia: BinaryIO | None = None


def rechazo(motivo: str) -> ReglaIncumplida:
    return ReglaIncumplida(str(MENSAJES[motivo]), "archivo")


def revisar(archivo: BinaryIO, nombre: str) -> Revision:
    """Judge `archivo` (open on disk) under the `nombre` it came with. Raises ReglaIncumplida(campo="archivo")."""
    tipo_del_nombre = tipo_por_nombre(nombre)
    archivo.seek(0, 2)
    if not archivo.tell():
        raise rechazo("vacio")
    limpia = tempfile.TemporaryFile()  # noqa: SIM115 - whoever gets the revision reads it
    tipo = _por_contenido(archivo, limpia)
    if tipo == "text/plain" and tipo_del_nombre == "text/csv":
        tipo = tipo_del_nombre
    if tipo != tipo_del_nombre:
        raise rechazo("no_coincide")
    if not limpia.seek(0, 2):
        limpia.close()
        return Revision(tipo)
    return Revision(tipo, limpia)


def tipo_por_nombre(nombre: str) -> str:
    """The MIME type that the extension promises."""
    partes = [p.strip().lower() for p in nombre_limpio(nombre).split(".")]
    if len(partes) < 2 or partes[-1] not in TIPOS:
        raise rechazo("no_aceptado")
    if EJECUTABLES & set(partes[1:-1]):
        raise rechazo("doble_extension")
    return TIPOS[partes[-1]]


def _por_contenido(archivo: BinaryIO, limpia: BinaryIO) -> str:
    archivo.seek(0)
    aqui, destino = str(Path(__file__).parent), str(limpia.fileno())
    try:
        hijo = subprocess.run(  # noqa: S603 - our own code, no shell, no environment
            [sys.executable, "-I", "-c", _HIJO, aqui, destino],
            stdin=archivo,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pass_fds=(limpia.fileno(),),
            env={},
            timeout=SEGUNDOS,
            check=False,
        )
        respuesta = json.loads(hijo.stdout)
    except (subprocess.TimeoutExpired, ValueError) as error:  # too slow, or it died: out of memory, a crash
        raise rechazo("sin_revisar") from error
    if motivo := respuesta.get("motivo"):
        raise rechazo(motivo)
    return str(respuesta["tipo"])


def es_hostil(nombre: str) -> bool:
    """Whether a file name tries to climb folders, or hides characters or their direction."""
    if any(
        unicodedata.category(c) == "Cc" or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        for c in nombre
    ):
        return True
    return ".." in re.split(r"[/\\]", nombre)


def nombre_limpio(nombre: str) -> str:
    """A file name safe to show and to offer for download: no path, controls or direction tricks."""
    base = PurePosixPath(nombre.replace("\\", "/")).name
    visibles = "".join(c for c in base if unicodedata.category(c)[0] != "C")
    limpio = re.sub(r"\s+", " ", visibles).strip(". ")
    raiz, punto, extension = limpio.rpartition(".")
    if punto and len(extension) <= 5:
        return f"{raiz[:180]}.{extension}"
    return limpio[:180] or "archivo"


def mensaje_de_peso(maximo_mb: int) -> str:
    return gettext("El archivo pesa más de %(mb)s MB. Redúcelo o súbelo por partes.") % {"mb": maximo_mb}
