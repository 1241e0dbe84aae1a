"""Telling followers what the log added: each entry once per address, by workers that may be killed at any moment.

The log is the outbox. `repartir` moves the cursors of a follower and stores the message that tells what lay
between, in one transaction: killed before its end, neither happened. From there a message goes out as a notice
does (`avisos.py`, docs/decisiones/0004): claimed under a token, given to the transport under a Message-ID that is
the same on every attempt, marked after; a transport that can tell what it already has is never given it twice.
"""

import logging
import uuid
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, Min, Q, QuerySet

from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.correo import es_direccion_reservada, sale_del_equipo
from pal_portal.cimientos.direcciones import descifrar
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Asiento, Envio, Suscripcion, Suscriptor
from secretariado.registro.avisos import INTENTOS, SIN_SENAL, es_definitivo
from secretariado.registro.bitacora import cabeza
from secretariado.registro.suscripciones import Frecuencia, proxima

registro = logging.getLogger(__name__)
Clase, Estado = Envio.Clase, Envio.Estado
TAREA = "consultas.enviar_novedades"
TOPE = 40
"""Entries a message tells of each subject; of the rest it says how many."""
Novedades = Callable[[str], "QuerySet[Asiento] | None"]
"""The entries that concern a subject, None when it is not (or no longer) public."""


def mandar(clase: str, suscriptor: Suscriptor, suscripcion: Suscripcion | None = None, red: str = "") -> Envio:
    """Queue a message within the caller's transaction."""
    envio = Envio.objects.create(
        clase=clase, suscriptor=suscriptor, suscripcion=suscripcion, red=red, no_antes=ahora(), creado=ahora()
    )
    encolar(TAREA, str(envio.grupo))
    return envio


def repartir(novedades: Novedades) -> int:
    """Make a message for each follower with something new whose hour came; returns how many."""
    hasta = cabeza()[0]
    desde = dict(_por_revisar(hasta).values_list("asunto").annotate(Min("cursor")))
    leidos = _numeros(novedades, desde, hasta)
    pendientes = _por_revisar(hasta).order_by("suscriptor").values_list("suscriptor", flat=True).distinct()
    return sum(_repartir_a(pk, hasta, desde, leidos) for pk in list(pendientes))


def _por_revisar(hasta: int) -> "QuerySet[Suscripcion]":
    """A digest whose hour came is looked at even without news, so that its next hour is set."""
    con_algo = Q(cursor__lt=hasta) | ~Q(frecuencia=Frecuencia.INMEDIATA)
    return Suscripcion.objects.filter(con_algo, confirmada__isnull=False, proximo__lte=ahora())


def _numeros(novedades: Novedades, desde: dict[str, int], hasta: int) -> dict[str, list[int]]:
    """The new entries of each subject that somebody waits for: one query per subject, however many follow it."""
    leidos = {}
    for asunto, numero in desde.items():
        filas = novedades(asunto) if numero < hasta else None
        if filas is not None:
            nuevas = filas.filter(publico=True, numero__gt=numero, numero__lte=hasta).order_by("numero")
            leidos[asunto] = list(nuevas.values_list("numero", flat=True))
    return leidos


def _repartir_a(pk: int, hasta: int, desde: dict[str, int], leidos: dict[str, list[int]]) -> int:
    """A subscription that fell due since `desde` was read waits for the next turn: nobody looked for its news."""
    with transaction.atomic():
        filas = _por_revisar(hasta).filter(suscriptor=pk).select_for_update(skip_locked=True).order_by("pk")
        suyas = [s for s in filas if s.cursor >= desde.get(s.asunto, hasta + 1)]
        partes, dichos = [], set[int]()
        for s in suyas:
            numeros = [n for n in leidos.get(s.asunto, ()) if n > s.cursor and n not in dichos]
            dichos.update(numeros)
            if numeros:
                partes.append(
                    {
                        "suscripcion": s.pk,
                        "asunto": s.asunto,
                        "asientos": numeros[-TOPE:],
                        "total": len(numeros),
                    }
                )
            s.cursor, s.proximo = hasta, proxima(s.frecuencia)
        Suscripcion.objects.bulk_update(suyas, ["cursor", "proximo"])
        if not partes:
            return 0
        envio = Envio.objects.create(
            clase=Clase.NOVEDADES, suscriptor_id=pk, partes=partes, no_antes=ahora(), creado=ahora()
        )
        encolar(TAREA, str(envio.grupo))
    return 1


def barrer() -> int:
    """Queue what is due: put off, lost by the broker or left half-way by a killed worker."""
    callados = _por_tomar().filter(Q(latido__isnull=True) | Q(latido__lt=ahora() - SIN_SENAL))
    grupos = list(callados.order_by("pk").values_list("grupo", flat=True)[:1000])
    for grupo in grupos:
        encolar(TAREA, str(grupo))
    return len(grupos)


def _por_tomar() -> "QuerySet[Envio]":
    abandonado = Q(estado=Estado.ENVIANDO, latido__lt=ahora() - SIN_SENAL)
    return Envio.objects.filter(Q(estado=Estado.PENDIENTE, no_antes__lte=ahora()) | abandonado)


def enviar(grupo: uuid.UUID, componer: Callable[[Envio, str], EmailMessage | None]) -> str:
    """Send a message; returns what became of it. Running it many times sends it once. `componer` writes it for an
    address, or returns None when nothing of it is left to tell."""
    envio = _tomar(grupo)
    if envio is None:
        return ""
    para = descifrar(envio.suscriptor.correo_cifrado)
    if not para or (sale_del_equipo() and es_direccion_reservada(para)):
        return _marcar(envio, Estado.OMITIDO)
    try:
        mensaje = componer(envio, para)
        if mensaje is None:
            return _marcar(envio, Estado.OMITIDO)
        mensaje.extra_headers["Message-ID"] = identificador(envio)
        with get_connection() as transporte:
            if not _mio(envio).update(latido=ahora()):  # another worker took it meanwhile, or it was forgotten
                return ""
            consta = getattr(transporte, "consta", None)
            if not (envio.intentos > 1 and consta and consta(identificador(envio))):
                transporte.send_messages([mensaje])
    except Exception as error:
        return _posponer(envio, error)
    return _marcar(envio, Estado.ENVIADO)


def identificador(envio: Envio) -> str:
    return f"<seguir.{envio.grupo.hex}@{urlsplit(settings.SITIO_URL).hostname}>"


def _tomar(grupo: uuid.UUID) -> Envio | None:
    """Claim it, committed before anything leaves. Of two workers, the second finds nothing."""
    ficha = uuid.uuid4()
    with transaction.atomic():
        envio = _por_tomar().filter(grupo=grupo).select_for_update().first()
        if envio is None:
            return None
        Envio.objects.filter(pk=envio.pk).update(
            estado=Estado.ENVIANDO, ficha=ficha, intentos=F("intentos") + 1, latido=ahora()
        )
    return Envio.objects.select_related("suscriptor", "suscripcion__suscriptor").filter(ficha=ficha).first()


def _mio(envio: Envio) -> "QuerySet[Envio]":
    return Envio.objects.filter(pk=envio.pk, ficha=envio.ficha, estado=Estado.ENVIANDO)


def _marcar(envio: Envio, estado: str) -> str:
    _mio(envio).update(
        estado=estado, enviado=ahora() if estado == Estado.ENVIADO else None, latido=ahora(), error=""
    )
    return estado


def _posponer(envio: Envio, error: Exception) -> str:
    """Try again later, each time later. The error's text is never kept: mail servers repeat the address in it."""
    motivo = type(error).__name__
    registro.warning("No salió el mensaje %s (intento %s): %s", envio.grupo, envio.intentos, motivo)
    rendido = envio.intentos >= INTENTOS or es_definitivo(error)
    estado = Estado.FALLIDO if rendido else Estado.PENDIENTE
    espera = timedelta(minutes=5 * 2**envio.intentos)
    _mio(envio).update(estado=estado, error=motivo, latido=None, no_antes=ahora() + espera)
    return estado
