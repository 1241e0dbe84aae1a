"""A session of an STL and its agreements, in public."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from pal_portal.cimientos.paginas_guardadas import pagina_guardada
from pal_portal.cimientos.respuestas import inerte
from secretariado.models import Acuerdo, Sesion
from secretariado.permisos import puede


@require_safe
@pagina_guardada
def sesion(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of it; who attended, once its minutes are public."""
    filas = Sesion.objects.publicas().select_related("secretariado__entidad", "minuta")
    fila = get_object_or_404(filas, pk=pk)
    asistencias = fila.asistencias.select_related("integrante__institucion").order_by("integrante__orden", "pk")
    contexto = {
        "x": fila,
        "s": fila.secretariado,
        "asistencias": asistencias if fila.minuta_publicada else [],
        "acuerdos": fila.acuerdos.select_related("responsable"),
        "la_lleva": puede(request.user, "secretariado.llevar", fila.secretariado),
    }
    return render(request, "secretariado/sesion.html", contexto)


@require_safe
def minuta(request: HttpRequest, pk: int) -> FileResponse:
    """The file: for anybody once it is public; before, for who keeps it."""
    fila = get_object_or_404(Sesion.objects.select_related("secretariado", "minuta"), pk=pk, minuta__isnull=False)
    if fila.minuta is None:  # cannot be: the line above
        raise Http404
    if not fila.minuta_publicada and not puede(request.user, "secretariado.llevar", fila.secretariado):
        raise Http404
    return inerte(fila.minuta.contenido.open("rb"), fila.minuta.tipo, fila.nombre_de_minuta)


@require_safe
@pagina_guardada
def acuerdo(request: HttpRequest, pk: int) -> HttpResponse:
    filas = Acuerdo.objects.select_related("secretariado__entidad", "sesion__minuta", "responsable")
    fila = get_object_or_404(filas, pk=pk)
    contexto = {
        "a": fila,
        "s": fila.secretariado,
        "la_lleva": puede(request.user, "secretariado.llevar", fila.secretariado),
    }
    return render(request, "secretariado/acuerdo.html", contexto)
