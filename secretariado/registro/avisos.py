"""Notices: created once per person, kind and fact; sent by a worker that may be killed at any moment.

The row is the queue. A group of rows is one message, and its life is:

1. `crear_avisos` inserts the rows; the unique key drops what was already told, however often it is called.
2. `_tomar` claims the group under a row lock: `enviando`, with a token (`ficha`) of this attempt only.
3. The message is composed, and `_sigue_siendo_mio` confirms the token: who lost the claim stops here.
4. The transport takes it, under a Message-ID made from the group: the same on every attempt.
5. `enviado` is recorded, again only with the token.

Killed before 4, nothing had gone out and the sweep sends it. Killed between 4 and 5, the next attempt asks the
transport whether that Message-ID is already there (`consta`): one that can tell (the folder) is never given it
twice. SMTP cannot tell, so in that window of milliseconds (or when the server's answer is lost) the message is
given again with the same Message-ID, which mail systems use to drop the copy: at least once there, because a
deadline not told is worse than one told twice. Everywhere else, exactly once. docs/decisiones/0004.
"""

import logging
import smtplib
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.correo import es_direccion_reservada, sale_del_equipo
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Aviso, PreferenciaAviso, Usuario, modo_por_omision
from secretariado.registro.correos import componer, identificador

registro = logging.getLogger(__name__)
Estado = Aviso.Estado
Modo = PreferenciaAviso.Modo
SIN_SENAL = timedelta(minutes=10)
"""A message claimed this long ago is taken as abandoned; a live sender gives up long before (EMAIL_TIMEOUT)."""
INTENTOS = 6
HORA_SEMANAL = time(7)
LOTE = 1000


@dataclass(frozen=True, slots=True)
class Hecho:
    """Something a person should know. `clave` names the fact: the same one is never told twice."""

    usuario_id: int
    tipo: str
    clave: str
    datos: dict[str, Any]
    caduca: date | None = None


def nuevos(hechos: Iterable[Hecho]) -> list[Aviso]:
    """The notices, unsaved, for the facts not yet told to who wants them. Three queries per thousand facts."""
    hechos = list(hechos)
    elegidos = {
        (usuario, tipo): modo
        for usuario, tipo, modo in PreferenciaAviso.objects.values_list("usuario_id", "tipo", "modo")
    }
    dichos: set[tuple[int, str, str]] = set()
    for n in range(0, len(hechos), LOTE):
        claves = {h.clave for h in hechos[n : n + LOTE]}
        dichos |= set(Aviso.objects.filter(hecho__in=claves).values_list("usuario_id", "tipo", "hecho"))
    grupos: dict[tuple[int, str], uuid.UUID] = {}
    avisos = []
    for h in hechos:
        modo = elegidos.get((h.usuario_id, h.tipo), modo_por_omision(h.tipo))
        if modo == Modo.NINGUNO or (h.usuario_id, h.tipo, h.clave) in dichos:
            continue
        dichos.add((h.usuario_id, h.tipo, h.clave))
        avisos.append(_aviso(h, modo == Modo.SEMANAL and h.tipo != Aviso.Tipo.VENCIDAS, grupos))
    return avisos


def _aviso(hecho: Hecho, al_resumen: bool, grupos: dict[tuple[int, str], uuid.UUID]) -> Aviso:
    """In the weekly digest, the group is the person's next Monday (never today: that one may be leaving now)."""
    momento = ahora()
    if al_resumen:
        lunes = hoy() + timedelta(days=7 - hoy().weekday())
        grupo = uuid.uuid5(uuid.NAMESPACE_URL, f"resumen:{hecho.usuario_id}:{lunes.isoformat()}")
        cuando, caduca = timezone.make_aware(datetime.combine(lunes, HORA_SEMANAL)), None
    else:
        grupo = grupos.setdefault((hecho.usuario_id, hecho.tipo), uuid.uuid4())
        cuando, caduca = momento, hecho.caduca
    return Aviso(
        usuario_id=hecho.usuario_id,
        tipo=hecho.tipo,
        hecho=hecho.clave,
        datos=hecho.datos,
        grupo=grupo,
        no_antes=cuando,
        caduca=caduca,
        creado=momento,
    )


def crear_avisos(hechos: Iterable[Hecho]) -> int:
    """Store the new notices and queue their messages; two calculations at once store each fact once."""
    # In one order: two transactions inserting the same keys wait for each other, never in a circle.
    avisos = sorted(nuevos(hechos), key=lambda a: (a.usuario_id, a.tipo, a.hecho))
    with transaction.atomic():
        Aviso.objects.bulk_create(avisos, ignore_conflicts=True, batch_size=LOTE)
    barrer_avisos()
    return len(avisos)


def barrer_avisos() -> int:
    """Queue what is due: new, put off, lost by the broker or left half-way by a killed worker."""
    with transaction.atomic():
        callados = _por_tomar().filter(Q(latido__isnull=True) | Q(latido__lt=ahora() - SIN_SENAL))
        filas = callados.select_for_update(skip_locked=True).order_by("pk").values_list("pk", "grupo", "estado")
        tomables = list(filas)
        # Only what waits is marked as queued: in what is being sent, `latido` is the age of the claim.
        en_fila = [pk for pk, _, estado in tomables if estado == Estado.PENDIENTE]
        for n in range(0, len(en_fila), LOTE):
            Aviso.objects.filter(pk__in=en_fila[n : n + LOTE]).update(latido=ahora())
        grupos = {grupo for _, grupo, _ in tomables}
        for grupo in sorted(grupos):
            encolar("secretariado.enviar_avisos", str(grupo))
    return len(grupos)


def _por_tomar() -> "QuerySet[Aviso]":
    abandonado = Q(estado=Estado.ENVIANDO, latido__lt=ahora() - SIN_SENAL)
    return Aviso.objects.filter(Q(estado=Estado.PENDIENTE, no_antes__lte=ahora()) | abandonado)


def enviar_avisos(grupo: uuid.UUID) -> str:
    """Send the message of `grupo`; returns what became of it. Running it many times sends it once."""
    ficha = uuid.uuid4()
    avisos = _tomar(grupo, ficha)
    if not avisos:
        return ""
    usuario = avisos[0].usuario
    vivos = _los_que_sirven(avisos, usuario, ficha)
    if not vivos:
        return Estado.OMITIDO
    try:
        mensaje = componer(usuario, vivos)
        with get_connection() as transporte:
            if not _sigue_siendo_mio(grupo, ficha):
                return ""
            consta = getattr(transporte, "consta", None)
            ya_salio = vivos[0].intentos > 1 and consta and consta(identificador(grupo))
            if not ya_salio:
                transporte.send_messages([mensaje])
    except Exception as error:
        return _posponer(vivos, ficha, error)
    _mios(grupo, ficha).update(estado=Estado.ENVIADO, enviado=ahora(), latido=ahora(), error="")
    return Estado.ENVIADO


def _mios(grupo: uuid.UUID, ficha: uuid.UUID) -> "QuerySet[Aviso]":
    return Aviso.objects.filter(grupo=grupo, ficha=ficha, estado=Estado.ENVIANDO)


def _tomar(grupo: uuid.UUID, ficha: uuid.UUID) -> list[Aviso]:
    """Claim the group, committed before anything leaves. Of two workers, the second finds nothing."""
    with transaction.atomic():
        pks = list(
            _por_tomar().filter(grupo=grupo).select_for_update().order_by("pk").values_list("pk", flat=True)
        )
        Aviso.objects.filter(pk__in=pks).update(
            estado=Estado.ENVIANDO, ficha=ficha, intentos=F("intentos") + 1, latido=ahora()
        )
    return list(Aviso.objects.filter(pk__in=pks).select_related("usuario").order_by("pk"))


def _sigue_siendo_mio(grupo: uuid.UUID, ficha: uuid.UUID) -> bool:
    """Renew the claim just before handing over; false when another worker took it meanwhile."""
    return bool(_mios(grupo, ficha).update(latido=ahora()))


def _los_que_sirven(avisos: list[Aviso], usuario: Usuario, ficha: uuid.UUID) -> list[Aviso]:
    """Leave out what is no longer wanted or comes too late; closed and reserved addresses get nothing."""
    cerrada = not usuario.is_active or (sale_del_equipo() and es_direccion_reservada(usuario.correo))
    rechazados = set(usuario.preferencias_de_aviso.filter(modo=Modo.NINGUNO).values_list("tipo", flat=True))
    sobran = [a for a in avisos if cerrada or a.tipo in rechazados or (a.caduca is not None and a.caduca < hoy())]
    if sobran:
        Aviso.objects.filter(pk__in=[a.pk for a in sobran], ficha=ficha).update(estado=Estado.OMITIDO)
    return [a for a in avisos if a not in sobran]


def _posponer(avisos: list[Aviso], ficha: uuid.UUID, error: Exception) -> str:
    """Try again later, each time later; give up on a definitive refusal. The error's text is never kept: mail
    servers repeat the address in it."""
    grupo, intentos = avisos[0].grupo, avisos[0].intentos
    rendido = intentos >= INTENTOS or es_definitivo(error)
    motivo = type(error).__name__
    registro.warning("No salió el mensaje %s (intento %s): %s", grupo, intentos, motivo)
    estado = Estado.FALLIDO if rendido else Estado.PENDIENTE
    _mios(grupo, ficha).update(
        estado=estado, error=motivo, latido=None, no_antes=ahora() + timedelta(minutes=5 * 2**intentos)
    )
    return estado


def es_definitivo(error: Exception) -> bool:
    """Whether the mail server will refuse this address for ever."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(codigo >= 500 for codigo, _ in error.recipients.values())
    return False
