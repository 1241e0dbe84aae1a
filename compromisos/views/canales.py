"""Atom channels of what the log says in public: of a plan, a commitment or a state; and of the reports."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Atom1Feed, Enclosure
from django.utils.translation import gettext as _

from compromisos import relato
from compromisos.models import Compromiso, Informe, Plan
from pal_portal.cimientos.plantillas import fecha
from pal_portal.cimientos.respuestas import para_todos
from secretariado.models import Asiento, Entidad
from secretariado.registro.bitacora import ROLES

CUANTOS = 50
SEGUNDOS = 300


class _Canal(Feed):
    """In Spanish, as what it tells was written; the same for everybody: a draft has no channel."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with translation.override(settings.LANGUAGE_CODE):
            respuesta = super().__call__(request, *args, **kwargs)
        return para_todos(request, respuesta, SEGUNDOS)


class DeLaBitacora(_Canal):
    def asientos(self, obj: Any) -> Any:
        raise NotImplementedError

    def nombres(self, asientos: list[Asiento]) -> dict[str, str]:
        """The names of what they are about, where the floor above knows them; otherwise their keys are told."""
        return {}

    def items(self, obj: Any) -> list[Asiento]:
        asientos = list(self.asientos(obj).filter(publico=True).order_by("-numero")[:CUANTOS])
        nombres = self.nombres(asientos)
        for a in asientos:
            a.nombre_del_asunto = nombres.get(a.asunto, "")
        return asientos

    def item_title(self, item: Any) -> str:
        return relato.titular(item, item.nombre_del_asunto)

    def item_description(self, item: Any) -> str:
        return "\n".join([relato.quien(item), *relato.detalles(item)])

    def item_link(self, item: Any) -> str:
        return relato.ruta(item)

    def item_guid(self, item: Any) -> str:
        return f"urn:sha256:{item.hash}"

    def item_author_name(self, item: Any) -> str:
        return str(item.institucion or ROLES.get(item.rol, "Portal PAL"))

    def item_categories(self, item: Any) -> list[str]:
        return [item.accion]

    def item_pubdate(self, item: Any) -> datetime:
        return item.momento

    item_updateddate = item_pubdate


class DelPlan(DeLaBitacora):
    def get_object(self, request: HttpRequest, slug: str) -> Plan:
        return get_object_or_404(Plan.objects.publicados(), slug=slug)

    def title(self, obj: Plan) -> str:
        return f"{obj.clave} · {obj.titulo}"

    def subtitle(self, obj: Plan) -> str:
        return _("Avances, evidencias, verificaciones y cambios del plan.")

    def link(self, obj: Plan) -> str:
        return obj.get_absolute_url()

    def asientos(self, obj: Plan) -> Any:
        return Asiento.objects.filter(plan=obj.clave)


class DelCompromiso(DeLaBitacora):
    def get_object(self, request: HttpRequest, clave: str) -> Compromiso:
        return get_object_or_404(Compromiso.objects.publicados(), clave=clave.upper())

    def title(self, obj: Compromiso) -> str:
        return f"{obj.clave} · {obj.nombre}"

    def subtitle(self, obj: Compromiso) -> str:
        return _("Avances, evidencias, verificaciones y cambios del compromiso.")

    def link(self, obj: Compromiso) -> str:
        return obj.get_absolute_url()

    def asientos(self, obj: Compromiso) -> Any:
        return Asiento.objects.filter(asunto=obj.asunto)


class DeLaEntidad(DeLaBitacora):
    def get_object(self, request: HttpRequest, slug: str) -> Entidad:
        return get_object_or_404(Entidad, slug=slug)

    def title(self, obj: Entidad) -> str:
        return _("Gobierno abierto en %(nombre)s") % {"nombre": obj.nombre}

    def subtitle(self, obj: Entidad) -> str:
        return _("Avances, evidencias, verificaciones y cambios de todos sus planes.")

    def link(self, obj: Entidad) -> str:
        return obj.get_absolute_url()

    def asientos(self, obj: Entidad) -> Any:
        claves = Plan.objects.publicados().filter(secretariado__entidad=obj).values("clave")
        return Asiento.objects.filter(plan__in=claves)


class DeReportes(_Canal):
    author_name = "Portal PAL"

    def title(self) -> str:
        return _("Reportes de Portal PAL")

    def subtitle(self) -> str:
        return _("Cada reporte dice lo que se sabía en su fecha de corte.")

    def link(self) -> str:
        return reverse("informes")

    def items(self) -> list[Informe]:
        ambitos = ("plan", "compromiso", "evidencia", "entidad", "evaluacion", "secretariado__entidad")
        publicados = Informe.objects.publicados().select_related(*ambitos, "archivo")
        return list(publicados.order_by("-terminado", "-pk")[:CUANTOS])

    def item_title(self, item: Any) -> str:
        return _("%(tipo)s al %(corte)s: %(titulo)s") % {
            "tipo": item.get_tipo_display(),
            "corte": fecha(item.corte),
            "titulo": item.titulo_del_ambito,
        }

    def item_description(self, item: Any) -> str:
        return _("Folio %(folio)s, con corte al %(corte)s. Huella SHA-256 del PDF: %(huella)s") % {
            "folio": item.folio,
            "corte": fecha(item.corte),
            "huella": item.archivo.sha256,
        }

    def item_enclosures(self, item: Any) -> list[Enclosure]:
        pdf = f"{settings.SITIO_URL}{reverse('informe_pdf', args=[item.folio])}"
        return [Enclosure(pdf, str(item.archivo.tamano), "application/pdf")]

    def item_pubdate(self, item: Any) -> datetime:
        return item.terminado or item.creado

    item_updateddate = item_pubdate
