"""The facilitator's desk of a meeting: who has a place, who came, and its photographs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from consultas.conteos import DIMENSIONES, publicables
from consultas.forms_eventos import DescripcionForm, FotoForm
from consultas.models import Evento, FotoEvento, Inscripcion
from consultas.models.inscripcion import DICHO
from consultas.servicios.eventos import pasar_asistencia
from consultas.servicios.fotos import agregar_foto, describir_foto, quitar_foto
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.permisos import exigir, usuario_de
from secretariado.views.formularios import estado_de, guardado, listo

FILAS = 1000


def _evento(request: HttpRequest, slug: str, pk: int) -> Evento:
    filas = Evento.objects.select_related("consulta__secretariado__entidad")
    evento: Evento = get_object_or_404(filas, pk=pk, consulta__slug=slug)
    exigir("consultas.editar", request.user, evento.consulta)
    return evento


@login_required
@never_cache
def inscripciones(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Pseudonyms, and names only of who gave theirs; never an address."""
    evento = _evento(request, slug, pk)
    falta = ""
    if request.method == "POST":
        presentes = [int(n) for n in request.POST.getlist("presente") if n.isdecimal() and len(n) < 18]
        try:
            pasar_asistencia(actor=usuario_de(request), evento=evento, presentes=presentes)
        except ReglaIncumplida as error:
            falta = error.mensaje
        else:
            return listo(request, request.path, _("La asistencia quedó contada y publicada, sin nombres."))
    empezo = evento.inicio is not None and evento.inicio <= ahora()
    filas = list(evento.inscripciones.defer("correo_cifrado", "huella").order_by("estado", "creada", "pk")[:FILAS])
    contexto = {
        "e": evento,
        "c": evento.consulta,
        "filas": filas,
        # Not while people register: a sum that grows by one tells what the last one said.
        "grupos": _grupos(evento) if empezo else [],
        "falta": falta,
        "empezo": empezo,
        "contada": any(i.asistio is not None for i in filas),
    }
    return render(request, "mesa/evento_inscripciones.html", contexto, status=422 if falta else 200)


def _grupos(evento: Evento) -> list[tuple[str, int | None]]:
    """Those with a place by what they chose to say, groups under five hidden here too: a pseudonym beside a group
    of one would tell who it is."""
    dentro = evento.inscripciones.filter(estado=Inscripcion.Estado.DENTRO).order_by()
    conteos = [("total", "", evento.inscritos)]
    nombres: dict[tuple[str, str], str] = {}
    titulos = {"sexo": _("Sexo"), "edad": _("Edad"), "sector": _("Sector")}
    for dimension in DIMENSIONES:
        for valor, n in dentro.exclude(**{dimension: ""}).values_list(dimension).annotate(n=Count("pk")):
            conteos.append((dimension, valor, n))
            nombres[dimension, valor] = f"{titulos[dimension]}: {DICHO[dimension](valor).label}"
    publicos = publicables(conteos)
    return [(nombres[celda], n) for celda, n in publicos.items() if celda in nombres]


@login_required
def fotos(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Add one, and see which are public."""
    evento = _evento(request, slug, pk)
    form = FotoForm(request.POST or None, request.FILES or None)

    def guardar(datos: dict[str, Any]) -> None:
        agregar_foto(
            actor=usuario_de(request),
            evento=evento,
            archivo=datos["archivo"],
            nombre=datos["archivo"].name,
            texto_alternativo=datos["texto_alternativo"],
            consentimiento=datos["consentimiento"],
        )

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, request.path, _("La fotografía quedó guardada."))
    suyas = [(f, DescripcionForm(initial=_de(f), prefix=f"f{f.pk}")) for f in evento.fotos.all()]
    contexto = {"e": evento, "c": evento.consulta, "form": form, "fotos": suyas}
    return render(request, "mesa/evento_fotos.html", contexto, status=estado_de(request))


def _de(foto: FotoEvento) -> dict[str, str]:
    return {"texto_alternativo": foto.texto_alternativo, "consentimiento": foto.consentimiento}


@login_required
@require_POST
def foto(request: HttpRequest, pk: int) -> HttpResponse:
    """Describe one again, or take it out."""
    fila = get_object_or_404(FotoEvento.objects.select_related("evento__consulta", "archivo"), pk=pk)
    exigir("consultas.editar", request.user, fila.evento.consulta)
    vuelta = reverse("mesa_evento_fotos", args=[fila.evento.consulta.slug, fila.evento_id])
    if "quitar" in request.POST:
        quitar_foto(actor=usuario_de(request), foto=fila)
        return listo(request, vuelta, _("La fotografía se borró."))
    form = DescripcionForm(request.POST, prefix=f"f{fila.pk}")

    def guardar(datos: dict[str, Any]) -> None:
        describir_foto(actor=usuario_de(request), foto=fila, **datos)

    if guardado(form, guardar):
        return listo(request, vuelta, _("Los cambios quedaron guardados."))
    messages.error(request, " ".join(str(e) for errores in form.errors.values() for e in errores))
    return redirect(vuelta)
