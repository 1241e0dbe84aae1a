"""The search page, and what is suggested while somebody types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from compromisos.buscador import buscar
from compromisos.busqueda import Pagina, Resultado, pagina_de
from compromisos.filtros import BusquedaFiltro, con_entidades
from compromisos.models import EntradaBusqueda
from pal_portal.cimientos.resaltado import Fragmento, extracto

SUGERENCIAS = 7


@require_safe
def pagina(request: HttpRequest) -> HttpResponse:
    filtro = BusquedaFiltro(request.GET, EntradaBusqueda.objects.visibles_para(request.user))
    valido = filtro.form.is_valid()
    texto = (filtro.form.cleaned_data.get("q") or "").strip() if valido else ""
    contexto = {
        "filtro": con_entidades(filtro),
        "texto": texto,
        "pagina": pagina_de(filtro, request.GET) if texto else Pagina(),
        "activo": any(request.GET.get(c) for c in ("tipo", "entidad", "estado")),
    }
    respuesta = render(request, "busqueda/pagina.html", contexto)
    return _privada(respuesta)


@require_safe
def sugerencias(request: HttpRequest) -> HttpResponse:
    """The first finds for what is being typed, as a piece of page."""
    texto = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    resultados = []
    if len(texto) > 1:
        hallazgo = buscar(EntradaBusqueda.objects.visibles_para(request.user), texto, al_teclear=True)
        resultados = [
            Resultado(e, extracto(e.titulo, hallazgo.buscado, 110), Fragmento(""))
            for e in hallazgo.filas[:SUGERENCIAS]
        ]
    respuesta = render(request, "busqueda/_sugerencias.html", {"resultados": resultados, "texto": texto})
    return _privada(respuesta)


def _privada(respuesta: HttpResponse) -> HttpResponse:
    """Of whoever asks: a draft may be among what they find."""
    respuesta["Cache-Control"] = "private, max-age=60"
    patch_vary_headers(respuesta, ["Cookie"])
    return respuesta
