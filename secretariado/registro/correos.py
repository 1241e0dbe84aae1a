"""How a notice reads: subject, plain text, HTML and the headers that let mail programs unsubscribe.

Always in Spanish: the reader's language is not known here, and the facts are written in Spanish.
"""

import logging
import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from secretariado.models import Archivo, Aviso, Usuario

registro = logging.getLogger(__name__)
SAL = "avisos.baja"
FILAS = 30
PESO_MAXIMO = 7_000_000
"""Of the attachments of a message; encoded they take a third more, and many servers refuse from 10 MB on."""
Tipo = Aviso.Tipo


def componer(usuario: Usuario, avisos: Sequence[Aviso]) -> EmailMultiAlternatives:
    """The message that tells `avisos` (of one person and one group)."""
    adjuntos = _adjuntos(avisos)
    with translation.override(settings.LANGUAGE_CODE):
        secciones = _secciones(avisos)
        tipos = [s["tipo"] for s in secciones]
        baja = settings.SITIO_URL + reverse("avisos_baja", args=[ficha_de_baja(usuario, tipos)])
        contexto = {
            "asunto": asunto(secciones),
            "secciones": secciones,
            "adjuntos": set(adjuntos),
            "baja": baja,
            "preferencias": settings.SITIO_URL + reverse("avisos_preferencias"),
        }
        texto = render_to_string("correos/avisos.txt", contexto)
        html = render_to_string("correos/avisos.html", contexto)
    anfitrion = urlsplit(settings.SITIO_URL).hostname
    mensaje = EmailMultiAlternatives(
        contexto["asunto"],
        texto,
        to=[usuario.correo],
        headers={
            "Message-ID": identificador(avisos[0].grupo),
            "List-Unsubscribe": f"<{baja}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "List-Id": f"Avisos de Portal PAL <avisos.{anfitrion}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": "es-MX",
        },
    )
    mensaje.attach_alternative(html, "text/html")
    for nombre, (contenido, tipo) in adjuntos.items():
        mensaje.attach(nombre, contenido, tipo)
    return mensaje


def _adjuntos(avisos: Sequence[Aviso]) -> dict[str, tuple[bytes, str]]:
    """The files that the rows name, as many as fit in a message that no mail server refuses for its size. One that
    cannot be read stays out: the message goes with its link."""
    pedidos = [f["adjunto"] for a in avisos for f in a.datos["filas"] if "adjunto" in f]
    nombres = {p["sha256"]: p["nombre"] for p in pedidos}
    archivos = {a.sha256: a for a in Archivo.objects.filter(sha256__in=nombres)} if nombres else {}
    caben: dict[str, tuple[bytes, str]] = {}
    peso = 0
    for sha256, nombre in nombres.items():
        archivo = archivos.get(sha256)
        if archivo is None or peso + archivo.tamano > PESO_MAXIMO:
            continue
        try:
            with archivo.contenido.open("rb") as contenido:
                caben[nombre] = (contenido.read(), archivo.tipo)
        except OSError:
            registro.exception("no se pudo leer el adjunto %s", sha256)
        else:
            peso += archivo.tamano
    return caben


def identificador(grupo: uuid.UUID) -> str:
    """The Message-ID of a group's message: the same on every attempt, so that a copy is known as such."""
    return f"<aviso.{grupo.hex}@{urlsplit(settings.SITIO_URL).hostname}>"


def ficha_de_baja(usuario: Usuario, tipos: Sequence[str]) -> str:
    """What an unsubscribe address carries, signed: which account and which kinds. It opens nothing else."""
    return signing.dumps([usuario.pk, *tipos], salt=SAL)


def leer_ficha_de_baja(ficha: str) -> tuple[int, list[str]] | None:
    """Account and kinds of an unsubscribe address; None when it was not signed here. It does not expire."""
    try:
        usuario_id, *tipos = signing.loads(ficha, salt=SAL)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return usuario_id, [t for t in tipos if t in Tipo.values]


def _secciones(avisos: Sequence[Aviso]) -> list[dict[str, Any]]:
    """One section per kind, the most urgent first, capped so that a message stays readable."""
    secciones = []
    for tipo in Tipo.values:
        suyos = [a for a in avisos if a.tipo == tipo]
        if not suyos:
            continue
        filas = [{**f, "al": timezone.localdate(a.creado)} for a in suyos for f in a.datos["filas"]]
        total = sum(a.datos["total"] for a in suyos)
        filas.sort(key=lambda f: (f["fecha"], f["clave"]))
        secciones.append(
            {
                "tipo": tipo,
                "titulo": titulo(tipo, total),
                "total": total,
                "filas": [_legible(f) for f in filas[:FILAS]],
                "mas": total - min(len(filas), FILAS),
            }
        )
    return secciones


def _legible(fila: dict[str, Any]) -> dict[str, Any]:
    return {
        **fila,
        "fecha": date.fromisoformat(fila["fecha"]),
        "direccion": settings.SITIO_URL + fila["ruta"],
        "descargas": [(nombre, settings.SITIO_URL + ruta) for nombre, ruta in fila.get("descargas", ())],
    }


def asunto(secciones: Sequence[dict[str, Any]]) -> str:
    if len(secciones) == 1:
        return str(secciones[0]["titulo"])
    total = sum(s["total"] for s in secciones)
    return ngettext("Tu resumen semanal: %(n)s asunto", "Tu resumen semanal: %(n)s asuntos", total) % {"n": total}


def titulo(tipo: str, n: int) -> str:
    """The heading of a section, which is the subject of a message of one kind."""
    textos = {
        Tipo.VENCE_HOY: ngettext("Hoy vence %(n)s entrega", "Hoy vencen %(n)s entregas", n),
        Tipo.VENCE_3: ngettext(
            "%(n)s entrega vence en los próximos 3 días", "%(n)s entregas vencen en los próximos 3 días", n
        ),
        Tipo.VENCE_15: ngettext(
            "%(n)s entrega vence en los próximos 15 días", "%(n)s entregas vencen en los próximos 15 días", n
        ),
        Tipo.VENCIDAS: ngettext("Hay %(n)s entrega vencida", "Hay %(n)s entregas vencidas", n),
        Tipo.OBSERVADA: ngettext(
            "%(n)s evidencia necesita correcciones", "%(n)s evidencias necesitan correcciones", n
        ),
        Tipo.EN_ESPERA: ngettext(
            "%(n)s evidencia espera verificación hace más de 10 días",
            "%(n)s evidencias esperan verificación hace más de 10 días",
            n,
        ),
        Tipo.REPORTE: ngettext(
            "%(n)s reporte programado está listo", "%(n)s reportes programados están listos", n
        ),
    }
    return textos[Tipo(tipo)] % {"n": n}
