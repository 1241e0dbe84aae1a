"""The moderators' queue on the desk, and the public log of their decisions."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from consultas import colas
from consultas.asuntos import asunto_de
from consultas.forms_comentarios import BloqueoForm, ModeracionForm, PoliticaForm, ResolucionForm, SitioForm
from consultas.models import Apelacion, Bloqueo, Comentario, Decision, PoliticaModeracion
from consultas.publicacion_comentarios import decisiones_visibles
from consultas.servicios.moderacion import (
    bloquear_persona,
    bloquear_sitio,
    fijar_politica,
    levantar_bloqueo,
    moderar_comentario,
    resolver_apelacion,
)
from pal_portal.cimientos.fechas import ahora
from pal_portal.cimientos.listas import Orden, paginar
from secretariado.models import Secretariado
from secretariado.permisos import alcance, exigir, usuario_de
from secretariado.views.formularios import resultado

FILAS = 50
Clase = Decision.Clase


@require_safe
def registro(request: HttpRequest) -> HttpResponse:
    """What was decided, when, in which STL and why; never who, nor whose comment it was."""
    columnas = (
        "pk",
        "creada",
        "clase",
        "causa",
        "motivo",
        "asunto",
        "rol",
        "comentario_id",
        "secretariado__nombre",
    )
    filas = decisiones_visibles(request.user).values(*columnas)
    pagina = paginar(filas, Orden("creada", "pk", descendente=True), request.GET, FILAS)
    for fila in pagina.filas:
        fila["clase"] = Clase(fila["clase"]).label
        fila["causa"] = dict(Decision._meta.get_field("causa").flatchoices).get(fila["causa"], "")
    return render(request, "moderacion/registro.html", {"pagina": pagina})


@login_required
def cola(request: HttpRequest) -> HttpResponse:
    """What waits for this person, what was reported and what was appealed, oldest first; and the STL's rules."""
    suyo = alcance(request.user)
    if not (suyo.moderacion or suyo.facilitacion or suyo.coordinacion):
        raise PermissionDenied
    secretariados = list(Secretariado.objects.filter(pk__in=suyo.moderacion).order_by("nombre"))
    contexto = {
        "suyo": suyo,
        "en_revision": list(colas.por_moderar(suyo.moderacion)[:FILAS]),
        "denunciados": list(colas.denunciados(suyo.moderacion)[:FILAS]),
        "apelaciones": list(colas.apelaciones(request.user)[:FILAS]),
        "bloqueos": list(colas.bloqueos(suyo.moderacion)[:FILAS]),
        "politicas": _politicas(suyo.facilitacion),
        "secretariados": secretariados,
        "sitio_forms": {s.pk: SitioForm(auto_id=f"id_sitio{s.pk}_%s") for s in secretariados},
        "al": ahora(),
    }
    return render(request, "moderacion/cola.html", contexto)


def _politicas(secretariados: Any) -> list[tuple[Secretariado, PoliticaForm]]:
    filas = Secretariado.objects.filter(pk__in=secretariados).select_related("politica_moderacion")
    return [(s, PoliticaForm(initial={"modo": modo_de(s)}, prefix=str(s.pk))) for s in filas]


def modo_de(secretariado: Secretariado) -> str:
    politica = getattr(secretariado, "politica_moderacion", None)
    return politica.modo if politica else PoliticaModeracion.POR_OMISION


@login_required
def moderar(request: HttpRequest, pk: int) -> HttpResponse:
    """One comment, its reports and the decision on it."""
    comentario = _moderable(request, pk)
    clases = (
        [Clase.PUBLICAR, Clase.OCULTAR] if comentario.estado == "en_revision" else [Clase.MANTENER, Clase.OCULTAR]
    )
    form = ModeracionForm(request.POST or None, clases=clases)

    def guardar(datos: dict[str, Any]) -> None:
        moderar_comentario(actor=usuario_de(request), comentario=comentario, **datos)

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if estado == 302:
        messages.success(request, _("Tu decisión quedó registrada."))
        return redirect("mesa_moderacion")
    contexto = {
        "c": comentario,
        "form": form,
        "bloqueo_form": BloqueoForm(),
        "asunto": asunto_de(comentario.asunto, request.user),
        "denuncias": list(comentario.denuncias.filter(estado="abierta").order_by("creada")[:FILAS]),
        "decisiones": list(comentario.decisiones.order_by("creada")),
        "abierto": comentario.estado in ("en_revision", "visible"),
    }
    return render(request, "moderacion/moderar.html", contexto, status=estado)


def _moderable(request: HttpRequest, pk: int) -> Comentario:
    comentario = get_object_or_404(
        Comentario.objects.exclude(estado="por_confirmar").select_related(
            "participante", "institucion", "secretariado", "responde_a"
        ),
        pk=pk,
    )
    exigir("consultas.moderar", request.user, comentario)
    return comentario


@login_required
def apelacion(request: HttpRequest, pk: int) -> HttpResponse:
    fila = get_object_or_404(
        Apelacion.objects.select_related("decision__comentario__participante", "decision__secretariado"), pk=pk
    )
    exigir("consultas.resolver_apelacion", request.user, fila)
    form = ResolucionForm(request.POST or None)

    def guardar(datos: dict[str, Any]) -> None:
        resolver_apelacion(
            actor=usuario_de(request),
            apelacion=fila,
            aceptar=datos["aceptar"] == "si",
            respuesta=datos["respuesta"],
        )

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if estado == 302:
        messages.success(request, _("La apelación quedó resuelta; se lo dijimos a quien apeló."))
        return redirect("mesa_moderacion")
    contexto = {"a": fila, "c": fila.decision.comentario, "form": form}
    return render(request, "moderacion/apelacion.html", contexto, status=estado)


@login_required
@require_POST
def bloquear(request: HttpRequest, pk: int) -> HttpResponse:
    """Suspend who wrote a comment."""
    comentario = _moderable(request, pk)
    form = BloqueoForm(request.POST)
    _hacer(request, form, lambda d: bloquear_persona(actor=usuario_de(request), comentario=comentario, **d))
    return redirect("mesa_moderar", pk)


@login_required
@require_POST
def bloquear_enlaces(request: HttpRequest, slug: str) -> HttpResponse:
    secretariado = get_object_or_404(Secretariado, slug=slug)
    exigir("consultas.bloquear", request.user, secretariado)
    form = SitioForm(request.POST)
    _hacer(request, form, lambda d: bloquear_sitio(actor=usuario_de(request), secretariado=secretariado, **d))
    return redirect("mesa_moderacion")


@login_required
@require_POST
def levantar(request: HttpRequest, pk: int) -> HttpResponse:
    bloqueo = get_object_or_404(Bloqueo.objects.select_related("secretariado"), pk=pk)
    levantar_bloqueo(actor=usuario_de(request), bloqueo=bloqueo)
    messages.success(request, _("El bloqueo se levantó."))
    return redirect("mesa_moderacion")


@login_required
@require_POST
def politica(request: HttpRequest, slug: str) -> HttpResponse:
    secretariado = get_object_or_404(Secretariado, slug=slug)
    exigir("consultas.fijar_politica", request.user, secretariado)
    form = PoliticaForm(request.POST, prefix=str(secretariado.pk))
    _hacer(
        request,
        form,
        lambda d: fijar_politica(actor=usuario_de(request), secretariado=secretariado, modo=d["modo"]),
    )
    return redirect("mesa_moderacion")


def _hacer(request: HttpRequest, form: Any, guardar: Any) -> None:
    """A small form of a larger page: what is wrong is told at the top."""
    if resultado(form, guardar) == 302:
        messages.success(request, _("Quedó guardado."))
    else:
        messages.warning(request, " ".join(e for errores in form.errors.values() for e in errores))
