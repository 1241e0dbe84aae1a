"""Pages that span floors: home, method, legal texts, health, errors, site map. No rule lives here."""

from decimal import Decimal

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError, connection
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache

from compromisos.enlazados import del_sitio
from compromisos.models import Compromiso, Evidencia, Plan
from pal_portal.cimientos.numeros import promedio
from pal_portal.cimientos.paginas_guardadas import pagina_guardada
from pal_portal.cimientos.problemas import respuesta_de_error
from secretariado.models import Entidad

MOSAICO = {
    "BCN": (1, 1), "SON": (2, 1), "CHH": (3, 1), "COA": (4, 2), "NLE": (5, 2), "TAM": (6, 2), "BCS": (1, 2),
    "SIN": (2, 2), "DUR": (3, 2), "ZAC": (4, 3), "SLP": (5, 3), "NAY": (2, 3), "AGU": (3, 3), "JAL": (3, 4),
    "GTO": (4, 4), "QUE": (5, 4), "HID": (6, 4), "VER": (7, 4), "COL": (3, 5), "MIC": (4, 5), "EDM": (5, 5),
    "CMX": (6, 5), "TLA": (7, 5), "PUE": (7, 6), "MOR": (6, 6), "GRO": (5, 6), "OAX": (6, 7), "CHP": (8, 7),
    "TAB": (8, 6), "CAM": (9, 6), "YUC": (9, 5), "ROO": (10, 6),
}  # fmt: skip
"""Column and row of each state in the tile map of the country."""


@pagina_guardada
def inicio(request: HttpRequest) -> HttpResponse:
    """The country at a glance."""
    entidades = list(Entidad.objects.order_by("nombre"))
    planes: dict[int, int] = {}
    con_demostracion = False
    de_cada_plan = Plan.objects.publicados().values_list("secretariado__entidad_id", "avances_demostracion")
    for entidad_id, demostracion in de_cada_plan:
        planes[entidad_id] = planes.get(entidad_id, 0) + 1
        con_demostracion = con_demostracion or demostracion
    recientes = (
        Evidencia.objects.filter(entrega__actividad__compromiso__plan__publicado_en__isnull=False)
        .exclude(estado=Evidencia.Estado.RETIRADA)
        .select_related("entrega__actividad__compromiso", "institucion")
        .order_by("-creado")[:5]
    )
    semaforos = dict.fromkeys(Compromiso.Semaforo.values, 0)
    en_vigor = Compromiso.objects.publicados().en_vigor().order_by()
    semaforos |= dict(en_vigor.values_list("semaforo").annotate(cuantos=Count("pk")))
    filas = [
        {"e": e, "planes": planes.get(e.pk, 0), "lugar": MOSAICO.get(e.letras)}
        for e in entidades
        if e.clave_inegi != "00" or planes.get(e.pk)
    ]
    contexto = {
        "filas": filas,
        "pais": _pais(entidades),
        "estados": sum(1 for e in entidades if e.participa and e.clave_inegi != "00"),
        "planes": sum(planes.values()),
        "compromisos": sum(e.compromisos_en_vigor for e in entidades),
        "vencidas": sum(e.entregas_vencidas for e in entidades),
        "semaforos": semaforos,
        "recientes": recientes,
        "enlazados": del_sitio(),
        "con_demostracion": con_demostracion,
    }
    return render(request, "paginas/inicio.html", contexto)


def _pais(entidades: list[Entidad]) -> dict[str, Decimal | None]:
    """The country's figures: the mean of the commitments that count, from each state's mean."""
    return {
        c: promedio([(getattr(e, c), e.compromisos_medidos) for e in entidades])
        for c in ("programado", "declarado", "verificado")
    }


def metodo(request: HttpRequest) -> HttpResponse:
    return render(request, "paginas/metodo.html")


def privacidad(request: HttpRequest) -> HttpResponse:
    return render(request, "paginas/privacidad.html")


def accesibilidad(request: HttpRequest) -> HttpResponse:
    return render(request, "paginas/accesibilidad.html")


@never_cache
def salud(request: HttpRequest) -> JsonResponse:
    """Liveness and readiness for proxies and containers: 503 when the database is away."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        base = True
    except DatabaseError:
        base = False
    cache.set("salud", "bien", 5)
    estado = {"base": base, "cache": cache.get("salud") == "bien", "cola": settings.COLA}
    return JsonResponse(estado, status=200 if base else 503)


def robots(request: HttpRequest) -> HttpResponse:
    reservado = "".join(
        f"Disallow: /{ruta}/\n" for ruta in ("mesa", "cuenta", "avisos", "invitaciones", "admin", "buscar")
    )
    texto = f"User-agent: *\n{reservado}Sitemap: {settings.SITIO_URL}/sitemap.xml\n"
    return HttpResponse(texto, content_type="text/plain; charset=utf-8")


def icono(request: HttpRequest) -> HttpResponse:
    """What a browser asks for by itself where no page names the icon: JSON, CSV, the admin."""
    return redirect(static("iconos/marca.svg"))


def _error(request: HttpRequest, estado: int) -> HttpResponse:
    if request.path.startswith("/api/v1/"):
        return respuesta_de_error(estado)
    return render(request, f"errores/{estado}.html", status=estado)


def solicitud_invalida(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def sin_permiso(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 403)


def no_existe(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _error(request, 404)


def demasiados_intentos(request: HttpRequest) -> HttpResponse:
    return _error(request, 429)


def fallo(request: HttpRequest) -> HttpResponse:
    return _error(request, 500)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errores/csrf.html", status=403)
