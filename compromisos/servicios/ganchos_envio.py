"""Webhooks on their way: the log is read with a cursor, each fact becomes one message, and each message is tried
until it is taken or given up. Acts for nobody: tasks call it. Signed as Standard Webhooks says.

A message is claimed, committed, before it leaves; a worker killed half-way leaves it claimed and the sweep sends
it again under the same identifier. At least once, then: who receives it drops what it already has.
"""

import base64
import hashlib
import hmac
import logging
import uuid
from dataclasses import replace
from datetime import timedelta

import orjson
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from compromisos.enlaces.descarga import FallaDeDescarga, Limites, Motivo
from compromisos.enlaces.envio import Remitente
from compromisos.models import EnvioGancho, Evento, Gancho, IntentoGancho
from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Asiento

registro = logging.getLogger(__name__)
Estado = EnvioGancho.Estado
ACCIONES = {
    "avance.declarado": Evento.AVANCE,
    "evidencia.verificada": Evento.VERIFICACION,
    "evidencia.observada": Evento.VERIFICACION,
    "evidencia.rechazada": Evento.VERIFICACION,
    "informe.publicado": Evento.INFORME,
}
"""What of the log each event is."""
ESPERAS = tuple(timedelta(minutes=m) for m in (1, 5, 30, 120, 480, 1440))
"""After each failed attempt, how long to the next; after the last one it is given up."""
FALLOS = 5
"""Messages given up one after another that turn a subscription off."""
SIN_SENAL = timedelta(minutes=10)
SE_GUARDA = timedelta(days=30)
LOTE = 500
YA_NO = 410


def repartir_ganchos() -> int:
    """Make the messages of what happened since each active subscription last looked; returns how many."""
    return sum(
        _repartir(pk) for pk in Gancho.objects.filter(activo=True).order_by("pk").values_list("pk", flat=True)
    )


def _repartir(gancho_id: int) -> int:
    """Entries commit in the order of their numbers, so nothing appears later behind the cursor."""
    with transaction.atomic():
        ganchos = Gancho.objects.select_for_update(of=("self",), skip_locked=True).select_related(
            "plan", "usuario"
        )
        gancho = ganchos.filter(pk=gancho_id, activo=True, usuario__is_active=True).first()
        if gancho is None:
            return 0
        nuevos = list(Asiento.objects.filter(numero__gt=gancho.cursor).order_by("numero")[:LOTE])
        if not nuevos:
            return 0
        momento = ahora()
        envios = EnvioGancho.objects.bulk_create(
            [
                EnvioGancho(
                    gancho=gancho,
                    asiento=a.numero,
                    evento=ACCIONES[a.accion],
                    cuerpo=_mensaje(a),
                    no_antes=momento,
                    creado=momento,
                )
                for a in nuevos
                if _interesa(gancho, a)
            ]
        )
        Gancho.objects.filter(pk=gancho.pk).update(cursor=nuevos[-1].numero)
        for envio in envios:
            encolar("compromisos.enviar_gancho", envio.pk)
    return len(envios)


def _interesa(gancho: Gancho, asiento: Asiento) -> bool:
    """Public facts only, of its events and its plan."""
    evento = ACCIONES.get(asiento.accion)
    suyo = gancho.plan is None or asiento.plan == gancho.plan.clave
    return asiento.publico and suyo and evento is not None and evento.value in gancho.lista_de_eventos


def _mensaje(asiento: Asiento) -> str:
    datos = {
        "asiento": asiento.numero,
        "accion": asiento.accion,
        "asunto": asiento.asunto,
        "plan": asiento.plan,
        "rol": asiento.rol,
        "institucion": asiento.institucion,
        "datos": asiento.datos,
        "direccion": f"{settings.SITIO_URL}/api/v1/bitacora/{asiento.numero}/",
    }
    cuerpo = {"type": ACCIONES[asiento.accion].value, "timestamp": asiento.momento, "data": datos}
    return orjson.dumps(cuerpo).decode()


def barrer_ganchos() -> int:
    """Queue what is due: put off, lost by the broker or left half-way. And forget what is old."""
    EnvioGancho.objects.filter(creado__lt=ahora() - SE_GUARDA).exclude(estado=Estado.PENDIENTE).delete()
    pks = list(_por_tomar().order_by("no_antes").values_list("pk", flat=True)[:LOTE])
    for pk in pks:
        encolar("compromisos.enviar_gancho", pk)
    return len(pks)


def _por_tomar() -> "QuerySet[EnvioGancho]":
    abandonado = Q(estado=Estado.ENVIANDO, latido__lt=ahora() - SIN_SENAL)
    return EnvioGancho.objects.filter(
        Q(estado=Estado.PENDIENTE, no_antes__lte=ahora()) | abandonado,
        gancho__activo=True,
        gancho__usuario__is_active=True,
    )


def enviar_gancho(envio_id: int, *, remitente: Remitente | None = None) -> str:
    """Try one message once; returns what became of it, "" when it was not its turn. `remitente` is for tests."""
    envio = _tomar(envio_id)
    if envio is None:
        return ""
    estado_http, motivo = _mandar(envio, remitente)
    with transaction.atomic():
        gancho = Gancho.objects.select_for_update().get(pk=envio.gancho_id)
        if not EnvioGancho.objects.filter(pk=envio.pk, turno=envio.turno, estado=Estado.ENVIANDO).exists():
            return ""
        IntentoGancho.objects.create(envio=envio, momento=ahora(), estado_http=estado_http, motivo=motivo)
        if estado_http is not None and 200 <= estado_http < 300:
            envio.estado, gancho.fallos = Estado.ENTREGADO, 0
        elif estado_http == YA_NO or envio.intentos > len(ESPERAS):
            envio.estado, gancho.fallos = Estado.FALLIDO, gancho.fallos + 1
        else:
            envio.estado, envio.no_antes = Estado.PENDIENTE, ahora() + ESPERAS[envio.intentos - 1]
        envio.save(update_fields=["estado", "no_antes"])
        if estado_http == YA_NO or gancho.fallos >= FALLOS:
            _desactivar(gancho, estado_http == YA_NO)
        gancho.save(update_fields=["fallos", "activo", "motivo"])
    return str(envio.estado)


def _tomar(envio_id: int) -> EnvioGancho | None:
    """Claim it, committed before anything leaves. Of two workers, the second finds nothing. One that was left
    half-way each time it was tried is given up."""
    with transaction.atomic():
        envio = _por_tomar().select_for_update(of=("self",)).filter(pk=envio_id).first()
        if envio is None:
            return None
        agotado = envio.intentos > len(ESPERAS)
        if not agotado:
            EnvioGancho.objects.filter(pk=envio.pk).update(
                estado=Estado.ENVIANDO, turno=uuid.uuid4(), intentos=F("intentos") + 1, latido=ahora()
            )
    if agotado:
        _perder(envio)
        return None
    return EnvioGancho.objects.select_related("gancho").get(pk=envio_id)


def _perder(envio: EnvioGancho) -> None:
    """What no worker lived to finish; it counts against its subscription as any other lost message. Locks the
    subscription first, as `enviar_gancho` does."""
    with transaction.atomic():
        gancho = Gancho.objects.select_for_update().get(pk=envio.gancho_id)
        if not _por_tomar().filter(pk=envio.pk, intentos=envio.intentos).update(estado=Estado.FALLIDO):
            return
        gancho.fallos += 1
        if gancho.fallos >= FALLOS:
            _desactivar(gancho, ya_no=False)
        gancho.save(update_fields=["fallos", "activo", "motivo"])


def _mandar(envio: EnvioGancho, remitente: Remitente | None) -> tuple[int | None, str]:
    """Outside any transaction: the HTTP status, or why there is none."""
    cuerpo = envio.cuerpo.encode()
    mensaje = replace(remitente or _remitente(), cuerpo=cuerpo, cabeceras=cabeceras(envio, cuerpo))
    try:
        return mensaje.enviar(envio.gancho.url).estado, ""
    except FallaDeDescarga as falla:
        return None, falla.motivo.value
    except Exception:
        registro.exception("Falla imprevista al enviar %s", envio.identificador)
        return None, Motivo.RESPUESTA.value


def _remitente() -> Remitente:
    limites = Limites(puertos=frozenset(settings.ENLACES_PUERTOS), total=15, tamano=64 * 1024)
    agente = f"PortalPAL/1.0 (+{settings.SITIO_URL})"
    return Remitente(limites, agente=agente)


def cabeceras(envio: EnvioGancho, cuerpo: bytes) -> dict[str, str]:
    """Standard Webhooks: the moment is the real one, whatever day the portal shows."""
    momento = str(int(timezone.now().timestamp()))
    firmado = f"{envio.identificador}.{momento}.".encode() + cuerpo
    firmas = [
        base64.b64encode(hmac.new(k, firmado, hashlib.sha256).digest()).decode() for k in envio.gancho.llaves()
    ]
    return {
        "Content-Type": "application/json",
        "webhook-id": envio.identificador,
        "webhook-timestamp": momento,
        "webhook-signature": " ".join(f"v1,{f}" for f in firmas),
    }


def _desactivar(gancho: Gancho, ya_no: bool) -> None:
    """Nothing more leaves until its owner turns it on; what was waiting is told as lost."""
    gancho.activo = False
    gancho.motivo = Gancho.Motivo.YA_NO if ya_no else Gancho.Motivo.PERDIDOS
    EnvioGancho.objects.filter(gancho=gancho, estado=Estado.PENDIENTE).update(estado=Estado.FALLIDO)
