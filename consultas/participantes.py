"""A person without account, proved by a link to their address: what is kept of it is a keyed hash.

The hash is of one consultation: it cannot be read back without the key, nor joined with another consultation's.
"""

import hashlib
import hmac
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from consultas.models import Consulta, Evento
from secretariado.models import Usuario

SAL = "consultas.enlace"
VIGENCIA = timedelta(days=7)
_SESION = "participa"


def huella_de(consulta: Consulta, correo: str) -> str:
    """The keyed hash of an address in a consultation; `ana+x@…` is the same person as `ana@…`."""
    local, _arroba, dominio = correo.strip().lower().rpartition("@")
    mensaje = f"{consulta.pk}:{local.split('+')[0]}@{dominio}"
    return hmac.new(settings.PARTICIPACION_CLAVE.encode(), mensaje.encode(), hashlib.sha256).hexdigest()


def huellas_de(correo: str) -> list[str]:
    """The hashes of an address in every consultation."""
    return [huella_de(consulta, correo) for consulta in Consulta.objects.only("pk")]


def enlace_de(consulta: Consulta, correo: str, evento: Evento | None = None) -> str:
    """The address that proves the mail. It carries the hash, signed, and not the address; with `evento`, it leads
    to the registration of that meeting."""
    ficha = signing.dumps([consulta.pk, huella_de(consulta, correo)], salt=SAL)
    ruta = reverse("consulta_entrar", args=[consulta.slug, ficha])
    return f"{settings.SITIO_URL}{ruta}{f'?evento={evento.pk}' if evento else ''}"


def leer_ficha(consulta: Consulta, ficha: str) -> str | None:
    """The hash in a link of this consultation; None when it is not ours, is another's or is too old."""
    try:
        pk, huella = signing.loads(ficha, salt=SAL, max_age=VIGENCIA)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(huella) if pk == consulta.pk else None


def identificar(request: HttpRequest, consulta: Consulta, huella: str) -> None:
    """Remember in this session who takes part in this consultation."""
    request.session[_SESION] = {**request.session.get(_SESION, {}), str(consulta.pk): huella}


def participante(request: HttpRequest, consulta: Consulta) -> str | None:
    """The hash of who takes part: by their account's verified address, else by the link they opened."""
    if isinstance(request.user, Usuario):
        return huella_de(consulta, request.user.correo)
    guardadas: dict[str, str] = request.session.get(_SESION, {})
    return guardadas.get(str(consulta.pk))


class Borrador:
    """Answers while the survey is being filled, in the session and nowhere else."""

    def __init__(self, request: HttpRequest, consulta: Consulta) -> None:
        self.sesion = request.session
        self.clave = f"encuesta:{consulta.pk}"

    def leer(self) -> dict[int, dict[str, Any]]:
        """By question: {"opciones": […]} in order, or {"texto": "…"}."""
        return {int(k): v for k, v in self.sesion.get(self.clave, {}).items()}

    def anotar(self, pregunta: int, respuesta: dict[str, Any]) -> None:
        self.sesion[self.clave] = {**self.sesion.get(self.clave, {}), str(pregunta): respuesta}

    def olvidar(self) -> None:
        self.sesion.pop(self.clave, None)
