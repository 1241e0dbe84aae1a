"""A commitment in other sites: badge, card and oEmbed. No cookie, no script and nothing of third parties; the same
for everybody, so a draft has none."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
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
MINIMO, ALTO_MINIMO = 200, 180
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
    if request.GET.get("format", "json") != "json":
        return JsonResponse({"titulo": "Sólo se ofrece JSON", "estado": 501}, status=501)
    compromiso = _publicado(_clave_de(request.GET.get("url", "")))
    ancho = _medida(request.GET.get("maxwidth", ""), MINIMO, ANCHO)
    alto = _medida(request.GET.get("maxheight", ""), ALTO_MINIMO, ALTO)
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
    return para_todos(request, JsonResponse(datos), SEGUNDOS)


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


def _medida(pedida: str, minima: int, propia: int) -> int:
    """The largest that fits in what was asked for."""
    if not (pedida.isascii() and pedida.isdigit() and len(pedida) < 6):
        return propia
    return max(min(int(pedida), propia), minima)
