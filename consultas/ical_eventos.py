"""The meetings of a consultation as an iCalendar document: the same bytes while nothing changes."""

from datetime import UTC, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from consultas.models import Consulta, Evento

if TYPE_CHECKING:
    from icalendar import Component
    from icalendar import Event as EventoICal


def calendario_de(consulta: Consulta) -> bytes:
    """Every meeting with a date. One query."""
    from icalendar import Calendar, Timezone  # 2 MB that only calendars need

    anfitrion = urlsplit(settings.SITIO_URL).hostname or "localhost"
    with translation.override(settings.LANGUAGE_CODE):
        doc = Calendar()
        doc.add("prodid", f"-//Portal PAL//{anfitrion}//ES")
        doc.add("version", "2.0")
        doc.add("calscale", "GREGORIAN")
        doc.add("method", "PUBLISH")
        for propiedad in ("name", "x-wr-calname"):
            doc.add(propiedad, consulta.titulo)
        doc.add("x-wr-timezone", settings.TIME_ZONE)
        doc.add("url", settings.SITIO_URL + consulta.get_absolute_url())
        doc.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
        filas = consulta.eventos.filter(inicio__isnull=False).order_by("inicio", "pk")
        eventos: list[Component] = [_evento(consulta, e, anfitrion) for e in filas]
        for componente in eventos or [Timezone.from_tzid(settings.TIME_ZONE)]:
            doc.add_component(componente)
        return bytes(doc.to_ical())


def _evento(consulta: Consulta, evento: Evento, anfitrion: str) -> "EventoICal":
    from icalendar import Event as EventoICal

    fila = EventoICal()
    momento = evento.actualizado.astimezone(UTC).replace(microsecond=0)
    fila.add("uid", f"evento-{evento.pk}@{anfitrion}")
    fila.add("dtstamp", momento)
    fila.add("last-modified", momento)
    fila.add("sequence", evento.version)
    if evento.inicio:
        fila.add("dtstart", evento.inicio.astimezone(UTC))
        fila.add("dtend", (evento.fin or evento.inicio + timedelta(hours=1)).astimezone(UTC))
    fila.add("summary", evento.nombre)
    if evento.lugar:
        fila.add("location", evento.lugar)
    partes = [evento.agenda, evento.get_modalidad_display(), _("Es abierta al público.")]
    fila.add("description", "\n".join(p for p in partes if p))
    fila.add("url", settings.SITIO_URL + consulta.get_absolute_url())
    fila.add("status", "CANCELLED" if evento.cancelado else "CONFIRMED")
    fila.add("class", "PUBLIC")
    return fila
