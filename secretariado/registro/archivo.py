"""Stored files, one per content. The file is written first and the row after: an orphan file is harmless,
an orphan row would lie. Who may read a file is decided by what points at it.
"""

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from pal_portal.cimientos import antivirus, subidas
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Archivo

MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Copia:
    """Content in a temporary file that goes away with this object."""

    contenido: BinaryIO
    sha256: str
    tamano: int


@dataclass(frozen=True, slots=True)
class Revisado:
    """An upload that may stay: what is published, and what was sent when it differs (an image's metadata)."""

    tipo: str
    publico: Copia
    original: Copia | None


def revisar_archivo(contenido: File, nombre: str) -> Revisado:
    """Stream, hash, limit, inspect and scan an upload; nothing is stored yet.

    Slow (a process of its own, an antivirus): call it outside a transaction. Raises
    ReglaIncumplida(campo="archivo").
    """
    if getattr(contenido, "nombre_hostil", False) or subidas.es_hostil(nombre):
        raise subidas.rechazo("nombre")
    limite = settings.SUBIDA_MAXIMA_MB * MB
    if (contenido.size or 0) > limite:
        raise ReglaIncumplida(subidas.mensaje_de_peso(settings.SUBIDA_MAXIMA_MB), "archivo")
    enviado = _copiar(contenido.chunks(MB))
    revision = subidas.revisar(enviado.contenido, nombre)
    antivirus.examinar(enviado.contenido)
    if revision.limpia is None:
        return Revisado(revision.tipo, enviado, None)
    revision.limpia.seek(0)
    limpio = _copiar(iter(lambda: revision.limpia.read(MB), b""))  # type: ignore[union-attr]
    revision.limpia.close()
    return Revisado(revision.tipo, limpio, enviado if enviado.sha256 != limpio.sha256 else None)


def guardar_revisado(revisado: Revisado) -> tuple[Archivo, Archivo | None]:
    """Store what `revisar_archivo` let through: the public file, and the private original if there is one."""
    original = _guardar(revisado.original, revisado.tipo) if revisado.original else None
    return _guardar(revisado.publico, revisado.tipo), original


def guardar_generado(contenido: File, tipo: str) -> Archivo:
    """Store a file made by the portal itself."""
    return _guardar(_copiar(contenido.chunks(MB)), tipo)


def olvidar_archivo(archivo: Archivo) -> bool:
    """Delete a stored file nothing points at any more; False, and nothing done, while something does."""
    try:
        with transaction.atomic():
            archivo.delete()
    except ProtectedError:
        return False
    transaction.on_commit(lambda: default_storage.delete(archivo.contenido.name or ""))
    return True


def _copiar(bloques: Iterable[bytes]) -> Copia:
    """To a temporary file, hashed on the way."""
    copia, huella, tamano = tempfile.TemporaryFile(), hashlib.sha256(), 0  # noqa: SIM115
    for bloque in bloques:
        huella.update(bloque)
        copia.write(bloque)
        tamano += len(bloque)
    copia.flush()
    return Copia(copia, huella.hexdigest(), tamano)


def _guardar(copia: Copia, tipo: str) -> Archivo:
    sha256 = copia.sha256
    conocido = Archivo.objects.filter(sha256=sha256).first()
    if conocido and default_storage.exists(conocido.contenido.name or ""):
        return conocido
    nombre = f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
    copia.contenido.seek(0)
    if not default_storage.exists(nombre):
        nombre = default_storage.save(nombre, File(copia.contenido))
    if conocido:
        conocido.contenido.name = nombre
        conocido.save(update_fields=["contenido"])
        return conocido
    try:
        with transaction.atomic():
            return Archivo.objects.create(
                sha256=sha256, tamano=copia.tamano, tipo=tipo, contenido=nombre, creado=ahora()
            )
    except IntegrityError:  # another request stored the same content first
        return Archivo.objects.get(sha256=sha256)
