"""Linked data (schema.org) of a meeting, for calendars and search engines: only what its page already says."""

from typing import Any

from django.conf import settings

from consultas.models import Evento

_MODO: dict[str, str] = {
    Evento.Modalidad.PRESENCIAL: "OfflineEventAttendanceMode",
    Evento.Modalidad.VIRTUAL: "OnlineEventAttendanceMode",
    Evento.Modalidad.MIXTA: "MixedEventAttendanceMode",
}


def del_evento(evento: Evento) -> dict[str, Any] | None:
    """None without a date, and for an invented one: nobody should be sent to it."""
    consulta = evento.consulta
    if evento.inicio is None or consulta.es_demostracion:
        return None
    direccion = f"{settings.SITIO_URL}{evento.get_absolute_url()}"
    modo = _MODO.get(evento.modalidad)
    situacion = "EventCancelled" if evento.cancelado else "EventScheduled"
    datos = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": evento.nombre,
        "description": evento.agenda or consulta.objetivo,
        "url": direccion,
        "inLanguage": "es-MX",
        "isAccessibleForFree": True,
        "startDate": evento.inicio.isoformat(),
        "endDate": evento.fin.isoformat() if evento.fin else "",
        "eventStatus": f"https://schema.org/{situacion}",
        "eventAttendanceMode": f"https://schema.org/{modo}" if modo else "",
        "location": _lugar(evento, direccion),
        "organizer": {"@type": "Organization", "name": str(consulta.secretariado)},
    }
    return {clave: valor for clave, valor in datos.items() if valor}


def _lugar(evento: Evento, direccion: str) -> dict[str, str]:
    if evento.modalidad == Evento.Modalidad.VIRTUAL or evento.lugar.startswith(("http://", "https://")):
        return {"@type": "VirtualLocation", "url": evento.lugar if "://" in evento.lugar else direccion}
    return {"@type": "Place", "name": evento.lugar, "address": evento.lugar} if evento.lugar else {}
