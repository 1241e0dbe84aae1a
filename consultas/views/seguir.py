"""Following by e-mail or Atom: ask, confirm, manage and stop, without account. What opens each page is a link
that reached the address; opening it changes nothing (mail programs open links by themselves), its button does."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from compromisos.views.canales import DeLaBitacora
from consultas.forms_seguir import FrecuenciaForm, LoQueSigoForm, SeguirForm
from consultas.seguibles import Seguible, nombres_de, seguible_de, seguible_o_404
from consultas.servicios.seguimiento import (
    cambiar_frecuencia,
    confirmar_seguir,
    dejar_de_seguir,
    olvidar_suscriptor,
    pedir_gestion,
    pedir_seguir,
)
from consultas.views.comentarios import GET_Y_POST
from consultas.views.sesion import red_del
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Asiento, Suscripcion, Suscriptor, Usuario
from secretariado.registro.suscripciones import firmar_gestion, leer_baja, leer_confirmacion, leer_gestion
from secretariado.views.formularios import resultado


def reservada(vista: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page whose address is a key: neither cached, indexed nor told to other sites."""

    @wraps(vista)
    def con_cabeceras(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        respuesta = vista(request, *args, **kwargs)
        respuesta["X-Robots-Tag"] = "noindex"
        # Not no-referrer: browsers would post its forms with a null origin, which the CSRF check refuses.
        respuesta["Referrer-Policy"] = "same-origin"
        return respuesta

    return never_cache(con_cabeceras)


@GET_Y_POST
@never_cache
def seguir(request: HttpRequest, tipo: str, clave: str) -> HttpResponse:
    """Ask to follow a subject. The answer is the same for any address."""
    seguible = seguible_o_404(tipo, clave)
    inicial = {"correo": request.user.correo} if isinstance(request.user, Usuario) else {}
    form = SeguirForm(request.POST or None, initial=inicial)

    def guardar(datos: dict[str, Any]) -> None:
        if not form.es_trampa:
            pedir_seguir(
                correo=datos["correo"],
                seguible=seguible,
                frecuencia=datos["frecuencia"],
                red=red_del(request),
            )

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if estado == 302:
        messages.success(
            request, _("Te enviamos un correo. Abre su enlace antes de dos días para empezar a seguirlo.")
        )
        return redirect(seguible.url)
    return render(request, "seguir/seguir.html", {"form": form, "s": seguible}, status=estado)


@GET_Y_POST
@never_cache
def pedir(request: HttpRequest) -> HttpResponse:
    """Ask for the link to what one follows."""
    form = LoQueSigoForm(request.POST or None)

    def guardar(datos: dict[str, Any]) -> None:
        if not form.es_trampa:
            pedir_gestion(correo=datos["correo"], red=red_del(request))

    estado = resultado(form, guardar) if request.method == "POST" else 200
    if estado == 302:
        messages.success(request, _("Si con ese correo sigues algo, te llegará un enlace para verlo y cambiarlo."))
        return redirect("seguimiento")
    return render(request, "seguir/pedir.html", {"form": form}, status=estado)


@GET_Y_POST
@reservada
def confirmar(request: HttpRequest, ficha: str) -> HttpResponse:
    suscripcion = leer_confirmacion(ficha)
    seguible = seguible_de(suscripcion.asunto) if suscripcion else None
    if suscripcion is None or seguible is None:
        return render(request, "seguir/vencido.html", status=404)
    if request.method == "POST":
        try:
            confirmar_seguir(suscripcion=suscripcion)
        except ReglaIncumplida:
            return render(request, "seguir/vencido.html", status=404)
        messages.success(request, _("Listo: te escribiremos cuando haya novedades."))
        return redirect("seguimiento_gestionar", firmar_gestion(suscripcion.suscriptor))
    return render(request, "seguir/confirmar.html", {"s": seguible, "suscripcion": suscripcion})


@GET_Y_POST
@reservada
def gestionar(request: HttpRequest, ficha: str) -> HttpResponse:
    """What one follows: change how often, stop one or all."""
    suscriptor = leer_gestion(ficha)
    if suscriptor is None:
        return render(request, "seguir/vencido.html", status=404)
    if request.method == "POST":
        try:
            mensaje = _cambiar(suscriptor, request.POST)
        except ReglaIncumplida as error:
            messages.error(request, error.mensaje)
            return redirect("seguimiento_gestionar", ficha)
        messages.success(request, mensaje)
        return redirect("seguimiento_gestionar", ficha) if leer_gestion(ficha) else redirect("seguimiento")
    return render(request, "seguir/lista.html", {"seguidas": seguidas(suscriptor), "ficha": ficha})


def _cambiar(suscriptor: Suscriptor, datos: QueryDict) -> str:
    """Do what the pressed button says; returns what to tell."""
    if "olvidarme" in datos:
        olvidar_suscriptor(suscriptor=suscriptor)
        return _("Listo: dejaste de seguir todo y borramos tu correo.")
    pk = datos.get("suscripcion", "")
    if not pk.isdigit() or len(pk) > 18:
        raise ReglaIncumplida(_("Elige una de las opciones."))
    if "dejar" in datos:
        dejar_de_seguir(suscriptor=suscriptor, pks=[int(pk)])
        return _("Listo: ya no lo sigues.")
    cambiar_frecuencia(suscriptor=suscriptor, pk=int(pk), frecuencia=datos.get("frecuencia", ""))
    return _("Se cambió cada cuánto te escribimos.")


def seguidas(suscriptor: Suscriptor) -> list[dict[str, Any]]:
    """Each subscription in force with its name, its page (none when it is no longer public) and its form."""
    filas = list(suscriptor.suscripciones.filter(confirmada__isnull=False).order_by("confirmada", "pk"))
    nombres = nombres_de(s.asunto for s in filas)
    return [
        {
            "pk": s.pk,
            "nombre": nombres.get(s.asunto, (s.asunto.partition(":")[2], ""))[0],
            "url": nombres.get(s.asunto, ("", ""))[1],
            "desde": s.confirmada,
            "form": FrecuenciaForm(initial={"frecuencia": s.frecuencia}, auto_id=f"s{s.pk}_%s"),
        }
        for s in filas
    ]


@csrf_exempt  # RFC 8058: mail programs post here, without cookies; the signed address is the authorisation
@GET_Y_POST
@reservada
def baja(request: HttpRequest, ficha: str) -> HttpResponse:
    """GET only asks (mail scanners follow links); POST unsubscribes. A second time answers the same."""
    leida = leer_baja(ficha)
    if leida is None:
        raise Http404
    suscriptor, pks = leida
    filas = Suscripcion.objects.filter(suscriptor=suscriptor, pk__in=pks) if suscriptor else ()
    asuntos = [s.asunto for s in filas]
    nombres = nombres_de(asuntos)
    hecho = request.method == "POST"
    if hecho and suscriptor is not None:
        dejar_de_seguir(suscriptor=suscriptor, pks=pks)
    contexto = {
        "nombres": [nombres.get(a, (a.partition(":")[2], ""))[0] for a in asuntos],
        "hecho": hecho or not asuntos,
        # Only whether: this link works for ever, the one that manages does not. Django empties the key of a row
        # it deleted: who stopped the last one has nothing more.
        "sigue": suscriptor is not None and suscriptor.pk is not None,
    }
    return render(request, "seguir/baja.html", contexto)


class Canal(DeLaBitacora):
    """Atom of anything that can be followed: of a consultation, an institution and an ODS, this is their own."""

    def get_object(self, request: HttpRequest, tipo: str, clave: str) -> Seguible:
        return seguible_o_404(tipo, clave)

    def title(self, obj: Seguible) -> str:
        return obj.nombre

    def subtitle(self, obj: Seguible) -> str:
        return _("Lo que la bitácora del portal dice de este asunto.")

    def link(self, obj: Seguible) -> str:
        return obj.url

    def asientos(self, obj: Seguible) -> Any:
        return obj.asientos()

    def nombres(self, asientos: list[Asiento]) -> dict[str, str]:
        return {clave: nombre for clave, (nombre, _url) in nombres_de(a.asunto for a in asientos).items()}
