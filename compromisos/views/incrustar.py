"""A commitment in other sites: badge, card and oEmbed. No cookie, no script and nothing of third parties; the same
for everybody, so a draft has none."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import Resolver404, resolve, reverse
from django.utils import translation
from django.utils.html import escape
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from compromisos.models import Compromiso
from pal_portal.cimientos.respuestas import idioma_pedido, para_todos

SEGUNDOS = 600
ANCHO, ALTO = 480, 280
"""Of the card where nobody asks for another; it adapts from 200 px on."""
ANGOSTA, ALTO_ANGOSTA = 280, 380
"""Narrower than this, the three figures go one under the other."""
TEMAS = {"claro": "claro", "oscuro": "oscuro"}


def _publicado(clave: str) -> Compromiso:
    publicados = Compromiso.objects.publicados().select_related("plan__secretariado__entidad")
    return get_object_or_404(publicados, clave=clave.upper())


@require_safe
def insignia(request: HttpRequest, clave: str) -> HttpResponseBase:
    """The three figures as an SVG that a reader, or a screen reader, understands by itself."""
    compromiso, idioma = _publicado(clave), idioma_pedido(request)
    with translation.override(idioma):
        respuesta = render(
            request, "incrustar/insignia.svg", {"c": compromiso}, content_type="image/svg+xml; charset=utf-8"
        )
    return para_todos(request, respuesta, SEGUNDOS, idioma)


@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": settings.INCRUSTAR_EN, "form-action": ["'none'"], "script-src": ["'none'"]})  # type: ignore[arg-type]
def tarjeta(request: HttpRequest, clave: str) -> HttpResponseBase:
    """A page to be shown within another. `?tema=claro` or `oscuro`; by default, the reader's."""
    compromiso, idioma = _publicado(clave), idioma_pedido(request)
    tema = TEMAS.get(request.GET.get("tema", ""), "")
    with translation.override(idioma):
        respuesta = render(request, "incrustar/tarjeta.html", {"c": compromiso, "tema": tema})
    return para_todos(request, respuesta, SEGUNDOS, idioma)


@require_safe
def oembed(request: HttpRequest) -> HttpResponseBase:
    """oEmbed 1.0 (oembed.com): the address of a commitment gives the frame of its card."""
    formato = request.GET.get("format", "json")
    if formato not in ("json", "xml"):
        return JsonResponse({"titulo": "Sólo se ofrece JSON o XML", "estado": 501}, status=501)
    compromiso = _publicado(_clave_de(request.GET.get("url", "")))
    ancho = _medida(request.GET.get("maxwidth", ""), ANCHO)
    alto = _medida(request.GET.get("maxheight", ""), _alto(ancho))
    plan = compromiso.plan
    datos: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": f"{compromiso.clave} {compromiso.nombre}",
        "author_name": plan.titulo,
        "author_url": f"{settings.SITIO_URL}{plan.get_absolute_url()}",
        "provider_name": "Portal PAL",
        "provider_url": f"{settings.SITIO_URL}/",
        "cache_age": SEGUNDOS,
        "width": ancho,
        "height": alto,
        "html": marco_de(compromiso, ancho, alto),
    }
    respuesta = _en_xml(datos) if formato == "xml" else JsonResponse(datos)
    return para_todos(request, respuesta, SEGUNDOS)


def _en_xml(datos: dict[str, Any]) -> HttpResponse:
    """One element per property, the frame escaped as text."""
    propiedades = "".join(f"<{clave}>{escape(valor)}</{clave}>" for clave, valor in datos.items())
    cuerpo = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{propiedades}</oembed>\n'
    return HttpResponse(cuerpo, content_type="text/xml; charset=utf-8")


def _alto(ancho: int) -> int:
    return ALTO if ancho >= ANGOSTA else ALTO_ANGOSTA


def marco_de(compromiso: Compromiso, ancho: int = ANCHO, alto: int = ALTO) -> str:
    """The frame to paste in another page: text, to be escaped again where it is shown."""
    direccion = f"{settings.SITIO_URL}{reverse('compromiso_tarjeta', args=[compromiso.clave])}"
    nombre = escape(f"{compromiso.clave} {compromiso.nombre}")
    return (
        f'<iframe src="{escape(direccion)}" title="{nombre}" width="{ancho}" height="{alto}" loading="lazy" '
        f'style="border:0;max-width:100%"></iframe>'
    )


def para_compartir(compromiso: Compromiso) -> dict[str, str]:
    """What the page of a commitment offers to copy."""
    pagina = f"{settings.SITIO_URL}{compromiso.get_absolute_url()}"
    imagen = f"{settings.SITIO_URL}{reverse('compromiso_insignia', args=[compromiso.clave])}"
    nombre = escape(f"{compromiso.clave} {compromiso.nombre}")
    return {
        "pagina": pagina,
        "marco": marco_de(compromiso),
        "insignia": f'<a href="{escape(pagina)}"><img src="{escape(imagen)}" alt="{nombre}"></a>',
        "descubrir": f"{settings.SITIO_URL}{reverse('oembed')}?{urlencode({'url': pagina})}",
        "descubrir_xml": f"{settings.SITIO_URL}{reverse('oembed')}?{urlencode({'url': pagina, 'format': 'xml'})}",
    }


def _clave_de(direccion: str) -> str:
    """The key of the commitment whose page, card or badge is at `direccion`, an address of this site."""
    try:
        partes = urlsplit(direccion)
        hallada = resolve(partes.path)
    except (ValueError, Resolver404):
        raise Http404 from None
    de_aqui = partes.netloc == urlsplit(settings.SITIO_URL).netloc and partes.scheme in ("http", "https")
    if not de_aqui or hallada.url_name not in ("compromiso", "compromiso_tarjeta", "compromiso_insignia"):
        raise Http404
    return str(hallada.kwargs["clave"])


def _medida(pedida: str, propia: int) -> int:
    """The largest that fits in what was asked for, never more."""
    if not (pedida.isascii() and pedida.isdigit() and len(pedida) < 6 and int(pedida)):
        return propia
    return min(int(pedida), propia)
