"""Following: the rows, and the signed links of their messages. What a subject is, the floors above know; here it
is only its public key, the same under which the log speaks of it.

Nothing of this is public and none of it enters the log. Each function runs within the caller's transaction.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django.core import signing
from django.utils import timezone

from pal_portal.cimientos.direcciones import cifrar, huella_de_correo
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Envio, Suscripcion, Suscriptor
from secretariado.registro.bitacora import cabeza

Frecuencia = Suscripcion.Frecuencia
HORA = time(7)
SIN_CONFIRMAR = timedelta(days=2)
SE_GUARDAN = timedelta(days=30)
GESTION_SIRVE = timedelta(days=30)
"""The link to manage what one follows: every message brings a new one. The one to unsubscribe works for ever."""
SAL_CONFIRMAR, SAL_BAJA, SAL_GESTION = "seguir.confirmar", "seguir.baja", "seguir.gestion"


def apuntar(correo: str, asunto: str, frecuencia: str) -> Suscripcion:
    """The subscription of an address to a subject, new or known; what is confirmed already stays as it was."""
    momento = ahora()
    suscripcion, nueva = Suscripcion.objects.get_or_create(
        suscriptor=_con_candado(correo),
        asunto=asunto,
        defaults={"frecuencia": frecuencia, "proximo": momento, "creada": momento},
    )
    if not nueva and suscripcion.confirmada is None:
        suscripcion.frecuencia, suscripcion.creada = frecuencia, momento
        suscripcion.save(update_fields=["frecuencia", "creada"])
    return suscripcion


def _con_candado(correo: str) -> Suscriptor:
    """Who follows from an address, new or known, held until commit: their last subscription may be ending now."""
    while True:
        fila, _nueva = Suscriptor.objects.get_or_create(
            correo_huella=huella_de_correo(correo), defaults={"correo_cifrado": cifrar(correo), "creado": ahora()}
        )
        if tomada := Suscriptor.objects.select_for_update().filter(pk=fila.pk).first():
            return tomada


def confirmar(suscripcion: Suscripcion) -> None:
    """From now on: what happened before is on the page."""
    suscripcion.confirmada = ahora()
    suscripcion.cursor, suscripcion.proximo = cabeza()[0], proxima(suscripcion.frecuencia)
    suscripcion.save(update_fields=["confirmada", "cursor", "proximo"])


def cambiar_frecuencia(suscripcion: Suscripcion, frecuencia: str) -> None:
    """What had not been told yet is told at the new pace."""
    suscripcion.frecuencia, suscripcion.proximo = frecuencia, proxima(frecuencia)
    suscripcion.save(update_fields=["frecuencia", "proximo"])


def dejar(suscriptor: Suscriptor, pks: Sequence[int]) -> None:
    """Stop following; who follows nothing more is forgotten, address and all."""
    list(Suscriptor.objects.select_for_update().filter(pk=suscriptor.pk).values_list("pk"))
    Suscripcion.objects.filter(suscriptor=suscriptor, pk__in=pks).delete()
    if not suscriptor.suscripciones.exists():
        suscriptor.delete()


def suscriptor_de(correo: str = "", huella: str = "") -> Suscriptor | None:
    return Suscriptor.objects.filter(correo_huella=huella or huella_de_correo(correo)).first()


def olvidar_correo(huella: str | None) -> None:
    """Forget who follows from an address, by its hash: subscriptions, queued messages and all."""
    if huella:
        Suscriptor.objects.filter(correo_huella=huella).delete()


def proxima(frecuencia: str) -> datetime:
    """When a subscription is looked at next: at once, the next 7:00 or the next Monday at 7:00."""
    momento = timezone.localtime(ahora())
    if frecuencia == Frecuencia.INMEDIATA:
        return momento
    siguiente = timezone.make_aware(datetime.combine(momento.date(), HORA))
    if frecuencia == Frecuencia.SEMANAL:
        siguiente += timedelta(days=-momento.weekday() % 7)
    if siguiente <= momento:
        siguiente += timedelta(days=7 if frecuencia == Frecuencia.SEMANAL else 1)
    return siguiente


def datos_de_suscriptor(suscriptor: Suscriptor | None) -> list[dict[str, Any]]:
    """Right of access: what an address follows."""
    filas = suscriptor.suscripciones.order_by("creada", "pk") if suscriptor else ()
    return [
        {
            "asunto": s.asunto,
            "frecuencia": s.frecuencia,
            "desde": s.confirmada.isoformat() if s.confirmada else None,
        }
        for s in filas
    ]


def limpiar() -> int:
    """Daily: what nobody confirmed in two days goes, with its address; so do old messages and network hashes."""
    momento = ahora()
    viejos = Envio.objects.filter(creado__lt=momento - timedelta(days=2))
    viejos.exclude(red="").update(red="")
    Envio.objects.filter(creado__lt=momento - SE_GUARDAN).delete()
    viejas = Suscripcion.objects.filter(confirmada__isnull=True, creada__lt=momento - SIN_CONFIRMAR)
    cuantas = viejas.count()
    viejas.delete()
    Suscriptor.objects.filter(suscripciones__isnull=True, creado__lt=momento - SIN_CONFIRMAR).delete()
    return cuantas


def firmar_confirmacion(suscripcion: Suscripcion) -> str:
    return signing.dumps([suscripcion.suscriptor.llave.hex, suscripcion.pk], salt=SAL_CONFIRMAR)


def leer_confirmacion(ficha: str) -> Suscripcion | None:
    """The subscription whose link was opened within two days; None when it is gone or was not signed here."""
    try:
        llave, pk = signing.loads(ficha, salt=SAL_CONFIRMAR, max_age=SIN_CONFIRMAR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Suscripcion.objects.select_related("suscriptor").filter(pk=pk, suscriptor__llave=llave).first()


def firmar_gestion(suscriptor: Suscriptor) -> str:
    return signing.dumps(suscriptor.llave.hex, salt=SAL_GESTION)


def leer_gestion(ficha: str) -> Suscriptor | None:
    """Who opened the link to manage what they follow; None when it is too old or they follow nothing any more."""
    try:
        llave = signing.loads(ficha, salt=SAL_GESTION, max_age=GESTION_SIRVE)
    except (signing.BadSignature, ValueError):
        return None
    return Suscriptor.objects.filter(llave=llave).first()


def firmar_baja(suscriptor: Suscriptor, pks: Sequence[int]) -> str:
    """What an unsubscribe address carries: who and which subscriptions."""
    return signing.dumps([suscriptor.llave.hex, *pks], salt=SAL_BAJA)


def leer_baja(ficha: str) -> tuple[Suscriptor | None, list[int]] | None:
    """Who unsubscribes from what; None when it was not signed here. Who is already forgotten has no row."""
    try:
        llave, *pks = signing.loads(ficha, salt=SAL_BAJA)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Suscriptor.objects.filter(llave=llave).first(), [int(pk) for pk in pks]
