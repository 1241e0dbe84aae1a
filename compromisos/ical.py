"""Pending deliveries as an iCalendar document (RFC 5545, 7986) that Google, Outlook and Thunderbird subscribe to.

Always in Spanish, and the same bytes while nothing changes: no line carries the moment of the request.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from compromisos.models import Compromiso, Modificacion, Plan
from compromisos.models.entrega import EntregaQuerySet
from pal_portal.cimientos.numeros import cifra

if TYPE_CHECKING:
    from icalendar import Component, Event

CADA = timedelta(hours=12)
EVENTOS_MAXIMOS = 1000
"""Far beyond what a calendar program shows; the nearest in time to stay in force are kept."""
C = "actividad__compromiso__"
CAMPOS = (
    "pk", "numero", "vence", "declarado", "verificado", "version", "actividad__nombre",
    "actividad__medio_verificacion", "actividad__periodicidad", "actividad__a_cargo_de__nombre", f"{C}clave",
    f"{C}nombre", f"{C}estado", f"{C}actualizado", f"{C}plan__clave", f"{C}plan__estado",
    f"{C}plan__publicado_en", "cambios", "ultimo_cambio",
)  # fmt: skip


def calendario(nombre: str, descripcion: str, direccion: str, entregas: EntregaQuerySet) -> bytes:
    """The document for the pending deliveries among `entregas` (public facts only). One query."""
    from icalendar import Calendar, Timezone  # 2 MB that only calendars need

    with translation.override(settings.LANGUAGE_CODE):
        doc = Calendar()
        doc.add("prodid", f"-//Portal PAL//{_anfitrion()}//ES")
        doc.add("version", "2.0")
        doc.add("calscale", "GREGORIAN")
        doc.add("method", "PUBLISH")
        for propiedad in ("name", "x-wr-calname"):
            doc.add(propiedad, nombre)
        for propiedad in ("description", "x-wr-caldesc"):
            doc.add(propiedad, descripcion)
        doc.add("x-wr-timezone", settings.TIME_ZONE)
        doc.add("url", settings.SITIO_URL + direccion)
        doc.add("refresh-interval", CADA, parameters={"VALUE": "DURATION"})
        doc.add("x-published-ttl", f"PT{CADA // timedelta(hours=1)}H")  # Outlook's own name for the same
        eventos: list[Component] = [_evento(fila) for fila in _filas(entregas)]
        # A calendar without components is not valid, so an empty one carries its time zone.
        for componente in eventos or [Timezone.from_tzid(settings.TIME_ZONE)]:
            doc.add_component(componente)
        return bytes(doc.to_ical())


def _filas(entregas: EntregaQuerySet) -> Iterable[dict[str, Any]]:
    cambios = Modificacion.objects.filter(compromiso=OuterRef("actividad__compromiso")).order_by()
    cuantos = cambios.values("compromiso").annotate(n=Count("pk")).values("n")
    ultimo = Modificacion.objects.filter(compromiso=OuterRef("actividad__compromiso")).order_by("-creado")
    pendientes = (
        entregas.por_reportar()
        .filter(vence__isnull=False)
        .annotate(
            cambios=Coalesce(Subquery(cuantos), 0),
            ultimo_cambio=Subquery(ultimo.values("creado")[:1]),
        )
    )
    ultimas = list(pendientes.order_by("-vence", "-pk").values(*CAMPOS)[:EVENTOS_MAXIMOS])
    return reversed(ultimas)


def _evento(fila: dict[str, Any]) -> "Event":
    from icalendar import Event

    evento = Event()
    momento = _modificado(fila)
    evento.add("uid", f"entrega-{fila['pk']}@{_anfitrion()}")
    evento.add("dtstamp", momento)
    evento.add("last-modified", momento)
    evento.add("sequence", fila["version"] + fila["cambios"])
    evento.add("dtstart", fila["vence"])
    evento.add("dtend", fila["vence"] + timedelta(days=1))
    evento.add("summary", f"{fila[f'{C}clave']} · {_nombre(fila)}")
    evento.add("description", _descripcion(fila))
    evento.add("url", settings.SITIO_URL + reverse("compromiso", args=[fila[f"{C}clave"]]))
    evento.add("status", "TENTATIVE" if _en_pausa(fila) else "CONFIRMED")
    evento.add("transp", "TRANSPARENT")
    evento.add("class", "PUBLIC")
    evento.add("categories", [fila[f"{C}plan__clave"]])
    return evento


def _modificado(fila: dict[str, Any]) -> datetime:
    """When what the event says last changed; also its DTSTAMP, so that the document is stable."""
    momentos = (fila[f"{C}actualizado"], fila["ultimo_cambio"], fila[f"{C}plan__publicado_en"])
    return max(m for m in momentos if m).astimezone(UTC).replace(microsecond=0)


def _en_pausa(fila: dict[str, Any]) -> bool:
    """Not certain to be due: its commitment is paused, or its plan suspended or cancelled."""
    detenidos = (Plan.Estado.SUSPENDIDO, Plan.Estado.CANCELADO)
    return fila[f"{C}estado"] == Compromiso.Estado.PAUSADO or fila[f"{C}plan__estado"] in detenidos


def _nombre(fila: dict[str, Any]) -> str:
    nombre: str = fila["actividad__nombre"]
    nombre = nombre if len(nombre) <= 120 else nombre[:119].rstrip() + "…"
    if fila["actividad__periodicidad"] == "unica":
        return nombre
    return _("%(nombre)s (entrega %(numero)s)") % {"nombre": nombre, "numero": fila["numero"]}


def _descripcion(fila: dict[str, Any]) -> str:
    declarado = fila["declarado"]
    lineas = [
        _("Vence una entrega del compromiso %(clave)s, «%(nombre)s».")
        % {"clave": fila[f"{C}clave"], "nombre": fila[f"{C}nombre"]},
        _("Actividad: %(actividad)s") % {"actividad": fila["actividad__nombre"]},
    ]
    if declarado is None:
        lineas.append(_("Todavía no se ha reportado avance."))
    else:
        lineas.append(
            _("Declarado: %(declarado)s. Verificado: %(verificado)s.")
            % {"declarado": cifra(declarado), "verificado": cifra(fila["verificado"])}
        )
    if fila["actividad__medio_verificacion"]:
        lineas.append(_("Se verifica con: %(medio)s") % {"medio": fila["actividad__medio_verificacion"]})
    if fila["actividad__a_cargo_de__nombre"]:
        lineas.append(_("A cargo de: %(institucion)s") % {"institucion": fila["actividad__a_cargo_de__nombre"]})
    return "\n".join(lineas)


def _anfitrion() -> str:
    return urlsplit(settings.SITIO_URL).hostname or "localhost"
