"""The Jinja2 environment of our pages: filters and globals without domain. Formats follow the language."""

import json
import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import jinja2
from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.html import json_script
from django.utils.translation import gettext, ngettext, pgettext
from markupsafe import Markup

from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.numeros import cifra, peso_en_bytes
from pal_portal.cimientos.retraso import hay_retraso
from pal_portal.cimientos.subidas import SIGLAS

LARGA = {"es-mx": "j \\d\\e F \\d\\e Y", "en": "j F Y"}
CORTA = {"es-mx": "j M Y", "en": "j M Y"}


def fecha(valor: date | datetime | None, corta: bool = False) -> str:
    """`31 de julio de 2020`, or `31 jul 2020`; a moment is shown in Mexico City's time; None is empty."""
    if valor is None:
        return ""
    if isinstance(valor, datetime):
        valor = timezone.localtime(valor)
    formatos = CORTA if corta else LARGA
    idioma = translation.get_language() or ""
    texto = date_format(valor, formatos.get(idioma, formatos["es-mx"]))
    return texto if idioma == "en" else texto.lower()  # Django capitalises the Spanish months


def hora(valor: datetime) -> str:
    """Day and hour in Mexico City."""
    return f"{fecha(valor)}, {timezone.localtime(valor):%H:%M}"


def numero(valor: int | Decimal | None) -> str:
    """With thousands separators."""
    return "" if valor is None else number_format(valor, force_grouping=True, use_l10n=True)


def parrafos(texto: str) -> Markup:
    """Plain text of a plan or of a person, blank lines as paragraphs, escaped. It is in Spanish whatever the
    language of the page (WCAG 3.1.2)."""
    return Markup("").join(Markup('<p lang="es">{}</p>').format(p) for p in _en_parrafos(texto))


def _en_parrafos(texto: str) -> list[str]:
    """A form sends its lines ended by two characters, and a blank one may have spaces."""
    return [p.strip() for p in re.split(r"\n[ \t]*\n", texto.replace("\r\n", "\n")) if p.strip()]


def porcentaje_svg(valor: Decimal | None) -> str:
    """A percentage as an SVG length (no locale, no exponent)."""
    return f"{min(max(float(valor or 0), 0), 100):.2f}"


def json_ld(datos: dict[str, Any]) -> Markup:
    """Linked data for inside a <script>: nothing in it can close the element or open another."""
    texto = json.dumps(datos, ensure_ascii=False)
    return Markup(texto.translate({ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}))  # noqa: S704


def webcal(direccion: str) -> str:
    """The address that makes calendar programs subscribe instead of download a copy."""
    return "webcal://" + direccion.split("://", 1)[1]


def demo_fecha() -> date | None:
    """The day the portal pretends it is, or None in service."""
    return hoy() if settings.PAL_HOY else None


def identidad_externa() -> str:
    """Name of the external identity offered at log-in, or nothing when it is not configured."""
    return settings.OIDC_NOMBRE if settings.OIDC_SERVIDOR else ""


def entorno(**opciones: Any) -> jinja2.Environment:
    """Environment for Django's Jinja2 backend."""
    env = jinja2.Environment(
        **opciones, extensions=["jinja2.ext.i18n", "jinja2.ext.do"], trim_blocks=True, lstrip_blocks=True
    )
    env.install_gettext_callables(gettext, ngettext, newstyle=True, pgettext=pgettext)  # type: ignore[attr-defined]
    env.filters.update(
        cifra=cifra,
        fecha=fecha,
        fecha_corta=lambda v: fecha(v, corta=True),
        hora=hora,
        numero=numero,
        peso=peso_en_bytes,
        siglas=lambda tipo: SIGLAS.get(tipo, tipo),
        parrafos=parrafos,
        svg=porcentaje_svg,
        json_ld=json_ld,
        webcal=webcal,
        json_script=json_script,
    )
    env.globals.update(
        url=lambda nombre, *args: reverse(nombre, args=args),
        static=static,
        get_messages=get_messages,
        idioma=translation.get_language,
        idiomas=settings.LANGUAGES,
        demo_fecha=demo_fecha,
        hay_retraso=hay_retraso,
        identidad_externa=identidad_externa,
        hoy=hoy,
        sitio=settings.SITIO_URL,
    )
    return env
