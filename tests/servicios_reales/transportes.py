"""Mail transports that stop for ever just before or just after handing a message over, when told to."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

from pal_portal.cimientos.correo import CarpetaDeCorreos

CONTROL = Path(os.environ.get("PRUEBA_CARPETA", ".")).parent


def detenerse(punto: str) -> None:
    if (CONTROL / f"detener-{punto}").exists():
        (CONTROL / "detenido").touch()
        threading.Event().wait()


class ConParadas:
    """Mixed into a transport; notes in `entregados` each message that it did hand over."""

    def send_messages(self, email_messages: Sequence[Any]) -> Any:
        detenerse("antes")
        resultado = super().send_messages(email_messages)  # type: ignore[misc]
        detenerse("despues")
        with (CONTROL / "entregados").open("a") as lista:
            lista.writelines(f"{m.extra_headers['Message-ID']}\n" for m in email_messages)
        return resultado


class Carpeta(ConParadas, CarpetaDeCorreos):
    """Can be asked what it already has."""


class Smtp(ConParadas, EmailBackend):
    """Cannot."""
