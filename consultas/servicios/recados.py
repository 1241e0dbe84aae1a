"""Writing to participants: the row is the queue, and a worker may be killed at any moment.

A message is claimed (`enviando`) before it leaves and marked after; one left half-way is sent again, since a
link that never arrives is worse than one that arrives twice. No address is ever written in a log.
"""

import logging
import smtplib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from consultas.models import Comentario, Decision, Evento, Inscripcion, Participante, Recado
from consultas.participantes import enlace_de
from consultas.secretos import firmar
from pal_portal.cimientos.cola import encolar
from pal_portal.cimientos.correo import es_direccion_reservada, sale_del_equipo
from pal_portal.cimientos.direcciones import descifrar
from pal_portal.cimientos.fechas import ahora
from pal_portal.cimientos.plantillas import hora
from secretariado.correos import enviar_correo
from secretariado.models import Usuario

registro = logging.getLogger(__name__)
Clase, Estado = Recado.Clase, Recado.Estado
SIN_SENAL = timedelta(minutes=10)
INTENTOS = 5
SIRVE = {
    Clase.CONFIRMAR: timedelta(days=2),
    Clase.ENTRAR: timedelta(hours=1),
    Clase.OCULTO: timedelta(days=30),
    Clase.RESPUESTA: timedelta(days=2),
    Clase.APELACION: timedelta(days=2),
    Clase.LUGAR: timedelta(days=2),
    Clase.EVENTO: timedelta(days=2),
}
ASUNTOS = {
    Clase.CONFIRMAR: "Portal PAL: confirma tu comentario",
    Clase.ENTRAR: "Portal PAL: tu enlace para participar",
    Clase.OCULTO: "Portal PAL: se ocultó un comentario tuyo",
    Clase.RESPUESTA: "Portal PAL: respondieron a tu comentario",
    Clase.APELACION: "Portal PAL: se resolvió tu apelación",
    Clase.LUGAR: "Portal PAL: se liberó un lugar para ti",
    Clase.EVENTO: "Portal PAL: cambió un evento en que apartaste lugar",
}


BOTONES = {
    Clase.CONFIRMAR: "Publicar mi comentario",
    Clase.ENTRAR: "Entrar a participar",
    Clase.OCULTO: "Ver la decisión y apelar",
    Clase.RESPUESTA: "Leer la respuesta",
    Clase.LUGAR: "Ver o cancelar mi lugar",
    Clase.EVENTO: "Ver mi lugar",
}


def mandar_recado(
    *,
    clase: str,
    participante: Participante | None = None,
    cuenta: Usuario | None = None,
    comentario: Comentario | None = None,
    decision: Decision | None = None,
    inscripcion: Inscripcion | None = None,
    red: str = "",
) -> Recado | None:
    """Queue a message within the caller's transaction; None when there is nobody to write to."""
    if participante is None and cuenta is None and not (inscripcion and inscripcion.correo_cifrado):
        return None
    momento = ahora()
    recado = Recado.objects.create(
        participante=participante,
        cuenta=cuenta if participante is None else None,
        clase=clase,
        comentario=comentario,
        decision=decision,
        inscripcion=inscripcion,
        vence=momento + SIRVE[Clase(clase)],
        red=red,
        creado=momento,
    )
    encolar("consultas.enviar_recado", recado.pk)
    return recado


def barrer_recados() -> int:
    """Queue again what the broker lost or a killed worker left half-way."""
    perdido = Q(latido__isnull=True, creado__lt=ahora() - SIN_SENAL) | Q(latido__lt=ahora() - SIN_SENAL)
    filas = Recado.objects.filter(perdido, estado__in=(Estado.PENDIENTE, Estado.ENVIANDO))
    pks = list(filas.values_list("pk", flat=True)[:1000])
    for pk in pks:
        encolar("consultas.enviar_recado", pk)
    return len(pks)


def enviar_recado(pk: int) -> str:
    """Send one message; returns what became of it. What was sent is not sent again."""
    recado = _tomar(pk)
    if recado is None:
        return ""
    para = direccion_de(recado)
    if not para or recado.vence <= ahora() or (sale_del_equipo() and es_direccion_reservada(para)):
        return _marcar(recado, Estado.FALLIDO)
    try:
        enviar_correo(para, ASUNTOS[Clase(recado.clase)], "correos/participacion", _contexto(recado))
    except Exception as error:
        registro.warning("No salió el recado %s: %s", recado.pk, type(error).__name__)
        definitivo = isinstance(error, smtplib.SMTPRecipientsRefused) or recado.intentos >= INTENTOS
        return _marcar(recado, Estado.FALLIDO if definitivo else Estado.PENDIENTE)
    return _marcar(recado, Estado.ENVIADO)


def _tomar(pk: int) -> Recado | None:
    with transaction.atomic():
        recado = Recado.objects.select_for_update().filter(pk=pk).first()
        if recado is None or recado.estado in (Estado.ENVIADO, Estado.FALLIDO):
            return None
        vivo = recado.latido is not None and recado.latido > ahora() - SIN_SENAL
        if recado.estado == Estado.ENVIANDO and vivo:
            return None
        recado.estado, recado.latido, recado.intentos = Estado.ENVIANDO, ahora(), recado.intentos + 1
        recado.save(update_fields=["estado", "latido", "intentos"])
    return recado


def _marcar(recado: Recado, estado: str) -> str:
    Recado.objects.filter(pk=recado.pk).update(estado=estado, latido=ahora())
    return estado


def direccion_de(recado: Recado) -> str:
    """Where to write: the account's address, or the one kept encrypted. "" when neither is left."""
    if recado.inscripcion is not None:
        return descifrar(recado.inscripcion.correo_cifrado) if recado.inscripcion.correo_cifrado else ""
    participante = recado.participante
    cuenta = recado.cuenta or (participante.usuario if participante else None)
    if cuenta is not None:
        return cuenta.correo if cuenta.is_active else ""
    return descifrar(participante.correo_cifrado) if participante and participante.correo_cifrado else ""


def _contexto(recado: Recado) -> dict[str, Any]:
    if recado.inscripcion is not None:
        evento = recado.inscripcion.evento
        return {
            "parrafos": _parrafos_de_evento(recado, evento),
            "enlace": enlace_de(evento.consulta, direccion_de(recado), evento),
            "boton": BOTONES[Clase(recado.clase)],
        }
    ruta = {
        Clase.CONFIRMAR: "participacion_enlace",
        Clase.ENTRAR: "participacion_enlace",
        Clase.OCULTO: "comentario_apelar",
    }.get(Clase(recado.clase))
    if ruta:
        camino = reverse(ruta, args=[firmar(recado.ficha)])
    else:
        camino = recado.comentario.get_absolute_url() if recado.comentario else "/"
    return {
        "parrafos": _parrafos(recado),
        "enlace": settings.SITIO_URL + camino,
        "boton": BOTONES.get(Clase(recado.clase), "Ver el comentario"),
    }


def _parrafos_de_evento(recado: Recado, evento: Evento) -> list[str]:
    cuando = f"{hora(evento.inicio)}. {evento.lugar}".strip() if evento.inicio else evento.lugar
    if recado.clase == Clase.LUGAR:
        return [
            f"Se liberó un lugar en «{evento.nombre}» y ya es tuyo: {cuando}",
            "Si no puedes ir, cancélalo con este enlace: pasará a quien sigue en la lista de espera.",
        ]
    if evento.cancelado:
        return [f"Se canceló «{evento.nombre}», en que habías apartado lugar."]
    return [f"Cambió «{evento.nombre}», en que apartaste lugar. Ahora es: {cuando}"]


def _parrafos(recado: Recado) -> list[str]:
    """What the message says. Always in Spanish: the reader's language is not known here."""
    vence, decision = hora(recado.vence), recado.decision
    if recado.clase == Clase.CONFIRMAR:
        return [
            "Alguien escribió un comentario en Portal PAL con este correo. "
            f"Para publicarlo, abre el enlace antes del {vence}.",
            "Si no fuiste tú, ignora este mensaje: el comentario se borrará solo.",
        ]
    if recado.clase == Clase.ENTRAR:
        return [
            "Con este enlace ves tus comentarios, los borras, cambias tu seudónimo o pides que te olvidemos. "
            f"Sirve una vez y vence el {vence}.",
            "Si no lo pediste, ignora este mensaje.",
        ]
    if recado.clase == Clase.OCULTO and decision:
        return [
            f"La moderación ocultó un comentario tuyo. Causa: {decision.get_causa_display()}.",
            f"Motivo: {decision.motivo}",
            f"Si no estás de acuerdo, puedes apelar antes del {vence}; la resolverá otra persona.",
        ]
    if recado.clase == Clase.APELACION and decision:
        vuelve = decision.clase == Decision.Clase.RESTITUIR
        return [
            f"Tu comentario {'vuelve a mostrarse' if vuelve else 'sigue oculto'}. "
            "Así lo decidió otra persona, distinta de quien lo ocultó.",
            f"Respuesta: {decision.motivo}",
        ]
    institucion = recado.comentario.institucion if recado.comentario else ""
    return [f"Una institución respondió a tu comentario: {institucion}."]
