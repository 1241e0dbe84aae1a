"""The messages of following: confirm, manage, and what is new. In Spanish, as what they tell was written."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from compromisos import relato
from consultas.seguibles import nombres_de, seguible_de
from secretariado.models import Asiento, Envio, Suscripcion
from secretariado.registro.suscripciones import firmar_baja, firmar_confirmacion, firmar_gestion

Clase = Envio.Clase


def componer(envio: Envio, para: str) -> EmailMultiAlternatives | None:
    """The message of `envio` for the address `para`; None when nothing of it may still be told."""
    with translation.override(settings.LANGUAGE_CODE):
        if envio.clase == Clase.NOVEDADES:
            return _novedades(envio, para)
        if envio.clase == Clase.CONFIRMAR:
            return _confirmar(envio, para)
        return _gestionar(envio, para)


def _confirmar(envio: Envio, para: str) -> EmailMultiAlternatives | None:
    suscripcion = envio.suscripcion
    seguible = seguible_de(suscripcion.asunto) if suscripcion else None
    if suscripcion is None or seguible is None or suscripcion.confirmada:
        return None
    parrafos = [
        _("Alguien escribió este correo en Portal PAL para seguir: %(nombre)s.") % {"nombre": seguible.nombre},
        _("Si fuiste tú, confírmalo antes de dos días. Te escribiremos: %(frecuencia)s.")
        % {"frecuencia": suscripcion.get_frecuencia_display().lower()},
        _("Si no fuiste tú, no hagas nada: borraremos tu correo y no volveremos a escribirte."),
    ]
    enlace = _direccion("seguimiento_confirmar", firmar_confirmacion(suscripcion))
    return _breve(para, _("Portal PAL: confirma qué quieres seguir"), parrafos, enlace, _("Confirmar"))


def _gestionar(envio: Envio, para: str) -> EmailMultiAlternatives | None:
    cuantas = envio.suscriptor.suscripciones.filter(confirmada__isnull=False).count()
    if not cuantas:
        return None
    parrafos = [
        ngettext(
            "Con este correo sigues %(n)s asunto en Portal PAL.",
            "Con este correo sigues %(n)s asuntos en Portal PAL.",
            cuantas,
        )
        % {"n": cuantas},
        _("Con este enlace, durante 30 días, ves cuáles son, cambias cada cuánto te escribimos o los dejas."),
        _("Si no lo pediste, ignora este mensaje: nada cambia."),
    ]
    enlace = _direccion("seguimiento_gestionar", firmar_gestion(envio.suscriptor))
    return _breve(para, _("Portal PAL: lo que sigues"), parrafos, enlace, _("Ver lo que sigo"))


def _breve(para: str, asunto: str, parrafos: list[str], enlace: str, boton: str) -> EmailMultiAlternatives:
    contexto = {"parrafos": parrafos, "enlace": enlace, "boton": boton}
    return _mensaje(para, asunto, "correos/participacion", contexto, {})


def _novedades(envio: Envio, para: str) -> EmailMultiAlternatives | None:
    """What each subject still followed, and still public, has new."""
    vivas = Suscripcion.objects.filter(suscriptor=envio.suscriptor, confirmada__isnull=False)
    en_pie = {s.pk: s for s in vivas.filter(pk__in=[p["suscripcion"] for p in envio.partes])}
    secciones = [s for p in envio.partes if p["suscripcion"] in en_pie and (s := _seccion(p))]
    if not secciones:
        return None
    gestion = _direccion("seguimiento_gestionar", firmar_gestion(envio.suscriptor))
    baja = _direccion("seguimiento_baja", firmar_baja(envio.suscriptor, sorted(en_pie)))
    asunto = _titulo(secciones)
    contexto = {
        "secciones": secciones,
        "gestion": gestion,
        "baja": baja,
        "sola": len(en_pie) == 1,
        "asunto": asunto,
    }
    anfitrion = urlsplit(settings.SITIO_URL).hostname
    return _mensaje(
        para,
        asunto,
        "correos/novedades",
        contexto,
        {
            "List-Unsubscribe": f"<{baja}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"Novedades de Portal PAL <novedades.{anfitrion}>",
        },
    )


def _seccion(parte: dict[str, Any]) -> dict[str, Any] | None:
    seguible = seguible_de(parte["asunto"])
    if seguible is None:
        return None
    filas = Asiento.objects.filter(numero__in=parte["asientos"], publico=True).order_by("-numero")
    nombres = nombres_de(a.asunto for a in filas)
    sucesos = [_suceso(a, nombres.get(a.asunto, ("", ""))[0]) for a in filas]
    if not sucesos:
        return None
    return {
        "nombre": seguible.nombre,
        "direccion": settings.SITIO_URL + seguible.url,
        "sucesos": sucesos,
        "total": parte["total"],
        "mas": parte["total"] - len(parte["asientos"]),
    }


def _suceso(asiento: Asiento, nombre: str) -> dict[str, Any]:
    return {
        "momento": asiento.momento,
        "titulo": relato.titular(asiento, nombre),
        "quien": relato.quien(asiento),
        "detalles": relato.detalles(asiento),
        "direccion": settings.SITIO_URL + relato.ruta(asiento),
    }


def _titulo(secciones: list[dict[str, Any]]) -> str:
    """Of one subject it says which; of several, how many."""
    if len(secciones) > 1:
        return _("Portal PAL: novedades de %(n)s asuntos que sigues") % {"n": len(secciones)}
    unica = secciones[0]
    nombre = " ".join(unica["nombre"].split())  # a header has no line ends
    nombre = nombre if len(nombre) <= 70 else nombre[:69].rstrip() + "…"
    if unica["total"] == 1:
        return _("Portal PAL: novedad en %(nombre)s") % {"nombre": nombre}
    return _("Portal PAL: %(n)s novedades en %(nombre)s") % {"n": unica["total"], "nombre": nombre}


def _mensaje(
    para: str, asunto: str, plantilla: str, contexto: dict[str, Any], cabeceras: dict[str, str]
) -> EmailMultiAlternatives:
    texto, html = (render_to_string(f"{plantilla}.{t}", contexto).strip() for t in ("txt", "html"))
    fijas = {"Auto-Submitted": "auto-generated", "Content-Language": "es-MX"}
    mensaje = EmailMultiAlternatives(asunto, texto + "\n", to=[para], headers={**fijas, **cabeceras})
    mensaje.attach_alternative(html, "text/html")
    return mensaje


def _direccion(ruta: str, ficha: str) -> str:
    return settings.SITIO_URL + reverse(ruta, args=[ficha])
