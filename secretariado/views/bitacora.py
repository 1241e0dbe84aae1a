"""The log in public: to read, to follow and to download whole. Sentences and links of what each entry is
about come from the floor above, through functions the templates call."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pal_portal.cimientos.listas import Orden, contar, paginar, tamano_pedido
from secretariado.filtros import AsientoFiltro
from secretariado.models import Asiento
from secretariado.registro.bitacora import ROLES, cabeza, cabezas_por_dia, exportar

COLUMNAS = ("numero", "momento", "rol", "institucion", "accion", "asunto", "plan", "datos", "hash")
ORDEN = Orden("numero", "numero", descendente=True)


@require_safe
def lista(request: HttpRequest) -> HttpResponse:
    filtro = AsientoFiltro(request.GET, Asiento.objects.filter(publico=True))
    cuantos, hay_mas = contar(filtro.qs)
    contexto = {
        "filtro": filtro,
        "pagina": paginar(filtro.qs.values(*COLUMNAS), ORDEN, request.GET, tamano_pedido(request.GET)),
        "cuantos": cuantos,
        "hay_mas": hay_mas,
        "cabeza": cabeza(),
        "roles": ROLES,
    }
    return render(request, "secretariado/bitacora.html", contexto)


@require_safe
def asiento(request: HttpRequest, numero: int) -> HttpResponse:
    """One entry whole, with what it was before and after. A reserved one shows only its place in the chain."""
    fila = get_object_or_404(Asiento, numero=numero)
    contexto = {"a": fila, "roles": ROLES, "cabeza": cabeza()}
    return render(request, "secretariado/asiento.html", contexto)


@require_safe
def descarga(request: HttpRequest) -> StreamingHttpResponse:
    """The whole log as JSON Lines, for the stand-alone verifier."""
    respuesta = StreamingHttpResponse(exportar(), content_type="application/x-ndjson; charset=utf-8")
    respuesta["Content-Disposition"] = 'attachment; filename="bitacora.jsonl"'
    return respuesta


class Canal(Feed):
    """Atom: the head of each day. Who keeps a copy of these can tell whether the chain was ever made again."""

    feed_type = Atom1Feed
    author_name = "Portal PAL"
    title = gettext_lazy("Bitácora de Portal PAL: huella de cada día")
    subtitle = gettext_lazy("La huella del último asiento de cada día con actividad.")

    def link(self) -> str:
        return reverse("bitacora")

    def items(self) -> list[Asiento]:
        return cabezas_por_dia()

    def item_title(self, item: Any) -> str:
        return _("Asiento %(numero)s, %(huella)s") % {"numero": item.numero, "huella": item.hash}

    def item_description(self, item: Any) -> str:
        return _("Último asiento del día: %(numero)s. Huella SHA-256: %(huella)s") % {
            "numero": item.numero,
            "huella": item.hash,
        }

    def item_link(self, item: Any) -> str:
        return reverse("asiento", args=[item.numero])

    def item_guid(self, item: Any) -> str:
        return f"urn:sha256:{item.hash}"

    def item_pubdate(self, item: Any) -> datetime:
        return item.momento

    item_updateddate = item_pubdate
