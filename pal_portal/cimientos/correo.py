"""E-mail transports: one that leaves each message in a file, and what may be sent where."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends import console, dummy, filebased, locmem
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.module_loading import import_string

RESERVADOS = (".example", ".test", ".invalid", ".localhost", "@localhost", "@example.com", "@example.org")
"""Domains that RFC 2606 sets apart: nobody has a mailbox there, and the demonstration's accounts do."""


def es_direccion_reservada(correo: str) -> bool:
    return correo.lower().endswith(RESERVADOS)


def sale_del_equipo() -> bool:
    """Whether messages go to a mail server, not to the console, a folder or memory."""
    locales = (m.EmailBackend for m in (console, dummy, filebased, locmem))
    return not issubclass(import_string(settings.EMAIL_BACKEND), (*locales, CarpetaDeCorreos))


class CarpetaDeCorreos(BaseEmailBackend):
    """One file per message, named by its Message-ID: it appears whole or not at all, and never twice.

    `consta` lets a sender that was killed ask whether its message went out.
    """

    def __init__(self, *args: Any, file_path: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.carpeta = Path(str(file_path or getattr(settings, "EMAIL_FILE_PATH", "")))
        self.carpeta.mkdir(parents=True, exist_ok=True)

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for mensaje in email_messages:
            mime = mensaje.message()
            self._escribir(self._archivo(str(mime["Message-ID"])), mime.as_bytes())
        return len(email_messages)

    def consta(self, message_id: str) -> bool:
        return self._archivo(message_id).exists()

    def _archivo(self, message_id: str) -> Path:
        return self.carpeta / f"{hashlib.sha256(message_id.encode()).hexdigest()[:32]}.eml"

    def _escribir(self, destino: Path, contenido: bytes) -> None:
        with tempfile.NamedTemporaryFile(dir=self.carpeta, prefix=".", delete=False) as borrador:
            borrador.write(contenido)
            borrador.flush()
            os.fsync(borrador.fileno())
        try:
            os.link(borrador.name, destino)
        except FileExistsError:
            pass
        finally:
            os.unlink(borrador.name)
