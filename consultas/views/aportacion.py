"""Contributions: writing one, its page, supporting it; and the desk that answers."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from compromisos.models import Compromiso, Plan
from consultas.forms_aportaciones import AportacionForm, ConversionForm, RespuestaForm, UnionForm
from consultas.lectura import comentarios_de, cuantos_por_asunto
from consultas.models import Aportacion, Consulta, Parrafo
from consultas.models.aportacion import dias_entre
from consultas.participantes import participante
from consultas.servicios.aportaciones import apoyar as dar_apoyo
from consultas.servicios.aportaciones import enviar_aportacion, retirar_aportacion, sugerir_parecidas
from consultas.servicios.respuestas import convertir_en_compromiso, responder_aportacion, unir_aportaciones
from consultas.views.participar import abierta, cerrada
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from pal_portal.cimientos.listas import Orden, paginar
from secretariado.permisos import exigir, puede, usuario_de
from secretariado.views.formularios import estado_de, guardado, listo

POR_PAGINA = 50


@never_cache
def aportar(request: HttpRequest, slug: str) -> HttpResponse:
    """Write one. Those alike are shown before it is sent: once, and it may be sent all the same."""
    consulta = abierta(slug)
    if not consulta.recibe_aportaciones:
        raise Http404
    if not consulta.esta_abierta:
        return cerrada(request, consulta)
    huella = participante(request, consulta)
    if huella is None:
        return redirect("consulta_participar", slug)
    parrafo = None
    if pedido := request.GET.get("parrafo"):
        filas = Parrafo.objects.select_related("version").filter(version__consulta=consulta)
        parrafo = get_object_or_404(filas, pk=pedido if pedido.isdecimal() and len(pedido) < 18 else 0)
    form = AportacionForm(request.POST if request.method == "POST" else None)
    nuevas: list[Aportacion] = []

    def guardar(datos: dict[str, Any]) -> None:
        textos = {c: datos[c] for c in ("titulo", "texto", "firma")}
        nuevas.append(enviar_aportacion(consulta=consulta, huella=huella, parrafo=parrafo, **textos))

    similares: list[Aportacion] = []
    if form.is_valid() and not form.cleaned_data["es_distinta"]:
        similares = sugerir_parecidas(consulta, form.cleaned_data["titulo"])
    if request.method == "POST" and not similares:
        if not ratelimit.consume(request, action="consulta_aportar", key=huella):
            return ratelimit.respond_429(request)
        if guardado(form, guardar):
            messages.success(request, _("Gracias. Tu aportación ya es pública."))
            return redirect(nuevas[0].get_absolute_url())
    contexto = {"c": consulta, "form": form, "similares": similares, "parrafo": parrafo}
    return render(request, "consultas/aportar.html", contexto, status=estado_de(request))


@require_safe
def parecidas(request: HttpRequest, slug: str) -> HttpResponse:
    """The fragment that the form asks for while the title is typed."""
    consulta = abierta(slug)
    titulo = request.GET.get("titulo", "")[:150]
    similares = sugerir_parecidas(consulta, titulo) if len(titulo) > 5 else []
    return render(request, "consultas/_parecidas.html", {"similares": similares})


@require_safe
def detalle(request: HttpRequest, pk: int) -> HttpResponse:
    aportacion = _visible(request, pk)
    huella = participante(request, aportacion.consulta)
    contexto = {
        "a": aportacion,
        "c": aportacion.consulta,
        "compromiso": Compromiso.objects.visibles_para(request.user).filter(aportaciones=aportacion).first(),
        "fundidas": list(aportacion.fundidas.all()),
        "es_suya": bool(huella and huella == aportacion.huella),
        "apoya": bool(huella and aportacion.apoyos.filter(huella=huella).exists()),
        "participa": huella is not None,
        "responde": puede(request.user, "consultas.responder", aportacion),
        **comentarios_de("aportacion", aportacion.pk),
    }
    return render(request, "consultas/aportacion.html", contexto)


@require_POST
def apoyar(request: HttpRequest, pk: int) -> HttpResponse:
    aportacion = _visible(request, pk)
    huella = participante(request, aportacion.consulta)
    if huella is None:
        return redirect("consulta_participar", aportacion.consulta.slug)
    try:
        apoyada = dar_apoyo(aportacion=aportacion, huella=huella)
        messages.success(request, _("Tu apoyo cuenta.") if apoyada else _("Retiraste tu apoyo."))
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
    return redirect(aportacion.get_absolute_url())


@require_POST
def retirar(request: HttpRequest, pk: int) -> HttpResponse:
    aportacion = _visible(request, pk)
    huella = participante(request, aportacion.consulta) or ""
    try:
        retirar_aportacion(aportacion=aportacion, huella=huella)
        messages.success(request, _("Se retiró lo que escribiste."))
    except ReglaIncumplida as error:
        messages.error(request, error.mensaje)
    return redirect(aportacion.consulta.get_absolute_url())


def trazabilidad(request: HttpRequest, consulta: Consulta) -> dict[str, Any]:
    """The table of what became of each contribution: nothing unanswered is left out, and each says its age."""
    filas = Aportacion.objects.filter(consulta=consulta)
    pendientes = filas.sin_respuesta()
    orden = Orden("pk", "pk")
    if consulta.instrumento == Consulta.Instrumento.PROPUESTAS:
        orden = Orden("apoyos_total", "pk", descendente=True)
    columnas: Any = filas.values("pk", "apoyos_total")
    pagina = paginar(columnas, orden, request.GET, POR_PAGINA)
    por_pk = filas.select_related("institucion", "compromiso__plan", "fundida_en").in_bulk(
        [f["pk"] for f in pagina.filas]
    )
    primera = pendientes.aggregate(m=Min("creada"))["m"]
    return {
        "aportaciones": [por_pk[f["pk"]] for f in pagina.filas],
        "comentadas": cuantos_por_asunto(f"aportacion:{pk}" for pk in por_pk),
        "pagina": pagina,
        "cuantas": filas.count(),
        "pendientes": pendientes.count(),
        "espera": dias_entre(primera, ahora()) if primera else 0,
    }


@login_required
def responder(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it; for who facilitates, also join it to another or draft a commitment from it."""
    aportacion = _visible(request, pk)
    exigir("consultas.responder", request.user, aportacion)
    consulta = aportacion.consulta
    suyos = Compromiso.objects.visibles_para(request.user).filter(plan__secretariado=consulta.secretariado_id)
    que = request.POST.get("que", "responder")
    datos = request.POST if request.method == "POST" else None
    otras = Aportacion.objects.filter(consulta=consulta, fundida_en=None).exclude(pk=pk)
    borradores = Plan.objects.filter(secretariado=consulta.secretariado_id, publicado_en=None)
    formas: dict[str, Any] = {
        "responder": RespuestaForm(
            datos if que == "responder" else None,
            compromisos=suyos.order_by("clave"),
            initial={
                "estado": aportacion.estado,
                "respuesta": aportacion.respuesta,
                "compromiso": aportacion.compromiso,
            },
        ),
        "unir": UnionForm(datos if que == "unir" else None, otras=otras),
        "convertir": ConversionForm(datos if que == "convertir" else None, planes=borradores),
    }
    actor = usuario_de(request)
    hacer: dict[str, Any] = {
        "responder": lambda d: responder_aportacion(actor=actor, aportacion=aportacion, **d),
        "unir": lambda d: unir_aportaciones(actor=actor, aportacion=aportacion, en=d["en"]),
        "convertir": lambda d: convertir_en_compromiso(actor=actor, aportacion=aportacion, plan=d["plan"]),
    }
    if request.method == "POST" and que in hacer and guardado(formas[que], hacer[que]):
        return listo(request, aportacion.get_absolute_url(), _("Quedó registrado y es público."))
    contexto = {
        "a": aportacion,
        "c": consulta,
        **formas,
        "edita": puede(request.user, "consultas.editar", consulta),
    }
    return render(request, "mesa/aportacion.html", contexto, status=estado_de(request))


@login_required
def cola(request: HttpRequest, slug: str) -> HttpResponse:
    """Contributions that wait for an answer, the oldest first."""
    consulta = get_object_or_404(Consulta.objects.visibles_para(request.user), slug=slug)
    exigir("consultas.responder", request.user, Aportacion(consulta=consulta))
    pendientes = consulta.aportaciones.sin_respuesta().order_by("creada")[:200]
    return render(request, "mesa/aportaciones.html", {"c": consulta, "pendientes": pendientes})


def _visible(request: HttpRequest, pk: int) -> Aportacion:
    filas = Aportacion.objects.visibles_para(request.user)
    aportacion: Aportacion = get_object_or_404(
        filas.select_related("consulta__secretariado__entidad", "institucion", "fundida_en", "parrafo__version"),
        pk=pk,
    )
    return aportacion
