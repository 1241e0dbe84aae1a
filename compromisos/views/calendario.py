"""Calendars to subscribe to: of a plan, of an institution and, at a secret address, of a person."""

import hashlib

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compromisos.ical import calendario
from compromisos.models import Entrega, Plan
from compromisos.permisos import a_cargo_de, de_instituciones
from secretariado.models import EnlaceCalendario, Institucion
from secretariado.permisos import alcance
from secretariado.servicios.avisos import huella_de


@require_safe
def del_plan(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The same for everybody: a draft has no calendar, not even for who works on it."""
    plan = get_object_or_404(Plan.objects.publicados(), slug=slug)
    entregas = Entrega.objects.filter(actividad__compromiso__plan=plan)
    with translation.override(settings.LANGUAGE_CODE):
        descripcion = _("Entregas pendientes de %(titulo)s (%(clave)s).") % {
            "titulo": plan.titulo,
            "clave": plan.clave,
        }
    cuerpo = calendario(f"{plan.clave} · {plan.titulo}", descripcion, plan.get_absolute_url(), entregas)
    return _responder(request, cuerpo, plan.slug, "public, max-age=300")


@require_safe
def de_la_institucion(request: HttpRequest, slug: str) -> HttpResponseBase:
    institucion = get_object_or_404(Institucion, slug=slug)
    entregas = Entrega.objects.filter(de_instituciones([institucion.pk]))
    with translation.override(settings.LANGUAGE_CODE):
        descripcion = _("Entregas pendientes a cargo de %(nombre)s.") % {"nombre": institucion.nombre}
    cuerpo = calendario(f"PAL · {institucion.nombre}", descripcion, "/compromisos/", entregas)
    return _responder(request, cuerpo, institucion.slug, "public, max-age=300")


@require_safe
def personal(request: HttpRequest, token: str) -> HttpResponseBase:
    """What the owner of the address reports, and what is due in the STL they verify. The address is the key:
    no session is read, and a closed account or a revoked address answers as one that never existed."""
    enlace = (
        EnlaceCalendario.objects.filter(huella=huella_de(token), usuario__is_active=True)
        .select_related("usuario")
        .first()
    )
    if enlace is None:
        raise Http404
    suyo = alcance(enlace.usuario)
    entregas = Entrega.objects.filter(
        a_cargo_de(suyo) | Q(actividad__compromiso__plan__secretariado__in=suyo.verificacion.keys())
    )
    with translation.override(settings.LANGUAGE_CODE):
        nombre, descripcion = _("Mis entregas · Portal PAL"), _("Entregas pendientes de tus planes.")
    respuesta = _responder(
        request, calendario(nombre, descripcion, "/mesa/", entregas), "mis-entregas", "private, no-cache"
    )
    respuesta["X-Robots-Tag"] = "noindex"
    respuesta["Referrer-Policy"] = "no-referrer"
    return respuesta


def _responder(request: HttpRequest, cuerpo: bytes, nombre: str, cache: str) -> HttpResponseBase:
    """The document, or 304 when the reader already has it."""
    marca = quote_etag(hashlib.sha256(cuerpo).hexdigest()[:32])
    respuesta = HttpResponse(cuerpo, content_type="text/calendar; charset=utf-8")
    respuesta["Content-Disposition"] = f'inline; filename="{nombre}.ics"'
    respuesta["ETag"] = marca
    respuesta["Cache-Control"] = cache
    patch_vary_headers(respuesta, ["Accept-Encoding"])
    return get_conditional_response(request, etag=marca, response=respuesta) or respuesta
