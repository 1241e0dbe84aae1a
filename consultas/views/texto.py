"""The text of a public consultation, paragraph by paragraph, and two versions compared."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from compromisos.diferencias import diferencia
from consultas.forms_aportaciones import TextoForm
from consultas.lectura import comentarios_de, cuantos_por_asunto
from consultas.models import Aportacion, Consulta, Parrafo, VersionTexto
from consultas.servicios.textos import publicar_version
from consultas.views.mesa_consultas import editable
from secretariado.permisos import usuario_de
from secretariado.views.formularios import estado_de, guardado, listo

ATENDIDAS = (Aportacion.Estado.INCORPORADA, Aportacion.Estado.EN_PARTE)


def _version(consulta: Consulta, numero: int | None) -> VersionTexto:
    filas = consulta.versiones.order_by("-numero")
    version = (filas.filter(numero=numero) if numero else filas).first()
    if version is None:
        raise Http404
    return version


@require_safe
def texto(request: HttpRequest, slug: str, numero: int | None = None) -> HttpResponse:
    """A version (the latest, if none is named), each paragraph with what was said of it."""
    consulta = get_object_or_404(Consulta.objects.visibles_para(request.user), slug=slug)
    version = _version(consulta, numero)
    dichas = Count("aportaciones", filter=Q(aportaciones__fundida_en=None))
    parrafos = list(version.parrafos.annotate(dichas=dichas).order_by("orden"))
    contexto = {
        "c": consulta,
        "v": version,
        "parrafos": parrafos,
        "comentados": cuantos_por_asunto(f"parrafo:{p.pk}" for p in parrafos),
        "versiones": consulta.versiones.order_by("numero"),
        "ultima": not consulta.versiones.filter(numero__gt=version.numero).exists(),
    }
    return render(request, "consultas/texto.html", contexto)


@require_safe
def parrafo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A paragraph and everything said of it."""
    visibles = Consulta.objects.visibles_para(request.user)
    fila = get_object_or_404(
        Parrafo.objects.select_related("version__consulta"),
        pk=pk,
        version__consulta__in=visibles.filter(slug=slug),
    )
    dichas = fila.aportaciones.select_related("institucion", "compromiso__plan", "fundida_en").order_by("pk")
    contexto = {
        "c": fila.version.consulta,
        "p": fila,
        "aportaciones": dichas[:500],
        **comentarios_de("parrafo", fila.pk),
    }
    return render(request, "consultas/parrafo.html", contexto)


@require_safe
def cambios(request: HttpRequest, slug: str, numero: int) -> HttpResponse:
    """What version `numero` changed of the one before it, and the contributions that were taken in."""
    consulta = get_object_or_404(Consulta.objects.visibles_para(request.user), slug=slug)
    if numero < 2:
        raise Http404
    version, previa = _version(consulta, numero), _version(consulta, numero - 1)
    contexto = {"c": consulta, "v": version, "filas": diferencias_entre(previa, version)}
    return render(request, "consultas/cambios.html", contexto)


def diferencias_entre(previa: VersionTexto, version: VersionTexto) -> list[dict[str, Any]]:
    """The paragraphs that are not the same, each with the contributions on the old one that were taken in."""
    viejos = {p.pk: p for p in previa.parrafos.order_by("orden")}
    atendidas: dict[int, list[Aportacion]] = {}
    for a in Aportacion.objects.filter(parrafo__in=viejos, estado__in=ATENDIDAS):
        atendidas.setdefault(a.parrafo_id or 0, []).append(a)
    pares: list[tuple[Parrafo | None, Parrafo | None]] = []
    for p in version.parrafos.order_by("orden"):
        pares.append((viejos.get(p.anterior_id or 0), p))
    quedan = {viejo.pk for viejo, _nuevo in pares if viejo}
    pares += [(viejo, None) for pk, viejo in viejos.items() if pk not in quedan]
    filas = []
    for viejo, nuevo in pares:
        antes, despues = viejo.texto if viejo else "", nuevo.texto if nuevo else ""
        if antes != despues:
            por = atendidas.get(viejo.pk, []) if viejo else []
            filas.append({"viejo": viejo, "nuevo": nuevo, "partes": diferencia(antes, despues), "por": por})
    return filas


@login_required
def publicar(request: HttpRequest, slug: str) -> HttpResponse:
    """The desk: write the next version, from the text of the latest."""
    consulta = editable(request, slug)
    if consulta.instrumento != Consulta.Instrumento.CONSULTA_PUBLICA:
        raise Http404
    ultima = consulta.versiones.order_by("-numero").first()
    inicial = "\n\n".join(p.texto for p in ultima.parrafos.order_by("orden")) if ultima else ""
    form = TextoForm(request.POST if request.method == "POST" else None, initial={"texto": inicial})

    def guardar(datos: dict[str, Any]) -> None:
        publicar_version(actor=usuario_de(request), consulta=consulta, texto=datos["texto"], nota=datos["nota"])

    if request.method == "POST" and guardado(form, guardar):
        return listo(request, reverse("mesa_consulta", args=[slug]), _("La versión quedó guardada."))
    contexto = {"form": form, "c": consulta, "ultima": ultima}
    return render(request, "mesa/consulta_texto.html", contexto, status=estado_de(request))
