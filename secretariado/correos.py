"""Mail of the portal's own: a subject, a plain text and the same in HTML, in Spanish."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


def enviar_correo(para: str, asunto: str, plantilla: str, contexto: dict[str, Any]) -> None:
    """Send `plantilla` (.txt and .html) to one address. Raises what the mail server raises."""
    with translation.override(settings.LANGUAGE_CODE):
        texto, html = (render_to_string(f"{plantilla}.{t}", contexto).strip() for t in ("txt", "html"))
    mensaje = EmailMultiAlternatives(asunto, texto, to=[para], headers={"Auto-Submitted": "auto-generated"})
    mensaje.attach_alternative(html, "text/html")
    mensaje.send()
