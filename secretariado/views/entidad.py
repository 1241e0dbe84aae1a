"""States and their STL. Plans come from the floor above, through functions the template calls."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.paginas_guardadas import pagina_guardada
from secretariado.models import Acuerdo, Entidad, Garante, Integrante, Secretariado, Sesion
from secretariado.permisos import alcance, puede


@pagina_guardada
def lista(request: HttpRequest) -> HttpResponse:
    entidades = Entidad.objects.visibles_para(request.user)
    return render(request, "secretariado/entidades.html", {"entidades": entidades})


@pagina_guardada
def detalle(request: HttpRequest, slug: str) -> HttpResponse:
    entidad = get_object_or_404(Entidad.objects.visibles_para(request.user), slug=slug)
    secretariados = (
        Secretariado.objects.filter(entidad=entidad)
        .order_by("-fecha_instalacion", "pk")
        .prefetch_related(
            Prefetch("integrantes", Integrante.objects.select_related("institucion")),
            Prefetch("sesiones", Sesion.objects.publicas()),
            Prefetch("acuerdos", Acuerdo.objects.select_related("sesion", "responsable")),
        )
    )
    garantes = Garante.objects.filter(entidad=entidad).select_related("institucion", "sucesor__institucion")
    return render(
        request,
        "secretariado/entidad.html",
        {
            "entidad": entidad,
            "secretariados": secretariados,
            "garantes": garantes,
            "al": hoy(),
            "lleva": alcance(request.user).facilitacion,
            # By its name: reports live a floor above.
            "puede_informar": puede(request.user, "compromisos.solicitar_informe", entidad),
        },
    )
