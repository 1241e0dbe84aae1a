"""Places in a meeting. Nobody with a role asks for one: the verified link is the permission, and the log, which is
public, never tells who goes where. Places are counted with the meeting's row locked."""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from consultas.models import Evento, Inscripcion, Recado
from consultas.participantes import huella_de
from consultas.secretos import ALFABETO
from consultas.servicios.criba import seudonimo_valido
from consultas.servicios.recados import mandar_recado
from consultas.texto import limpiar, trae_datos_personales
from pal_portal.cimientos.direcciones import cifrar
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora

Estado = Inscripcion.Estado
EN_ESPERA_MAXIMO = 500
NOMBRES_SE_OLVIDAN = timedelta(days=30)
"""After the meeting: what the desk needed names for is done."""


def apartar_lugar(
    *, evento: Evento, huella: str, correo: str, seudonimo: str, nombre: str, datos: Mapping[str, str]
) -> Inscripcion:
    """A place, or one in the waiting list when it is full. `correo` must be the address that the link proved."""
    if huella_de(evento.consulta, correo) != huella:
        raise ReglaIncumplida(_("Escribe el mismo correo en que recibiste el enlace."), "correo")
    seudonimo = seudonimo_valido(seudonimo) or _al_azar()
    nombre = " ".join(limpiar(nombre).split())[:120]
    if trae_datos_personales(nombre):
        raise ReglaIncumplida(_("En el nombre no escribas correos ni teléfonos."), "nombre")
    with transaction.atomic():
        evento = _con_candado(evento)
        if not evento.registro_abierto:
            raise ReglaIncumplida(_("Ya no se apartan lugares para este evento."))
        previa = evento.inscripciones.filter(huella=huella).first()
        if previa is not None:
            return previa
        lleno = evento.lugares_libres == 0
        if lleno and evento.inscripciones.filter(estado=Estado.ESPERA).count() >= EN_ESPERA_MAXIMO:
            raise ReglaIncumplida(_("No quedan lugares y la lista de espera está completa."))
        nueva = Inscripcion.objects.create(
            evento=evento,
            huella=huella,
            estado=Estado.ESPERA if lleno else Estado.DENTRO,
            seudonimo=seudonimo,
            nombre=nombre,
            correo_cifrado=cifrar(correo),
            creada=ahora(),
            **{c: datos.get(c, "") for c in ("sexo", "edad", "sector")},
        )
        _contar(evento)
    return nueva


def cancelar_lugar(*, evento: Evento, huella: str) -> bool:
    """Give the place up: all that was kept of it goes, and who waits first gets it and is told."""
    with transaction.atomic():
        evento = _con_candado(evento)
        if not evento.registro_abierto and not evento.cancelado:
            raise ReglaIncumplida(_("El evento ya empezó: no hay lugar que cancelar."))
        borradas, _detalle = evento.inscripciones.filter(huella=huella).delete()
        _contar(evento)
        if borradas and evento.registro_abierto:
            ocupar_lugares_libres(evento)
    return bool(borradas)


def ocupar_lugares_libres(evento: Evento) -> None:
    """Whoever waits gets what is free, in order, and is told. Within the caller's transaction, `evento` locked."""
    turno = evento.inscripciones.filter(estado=Estado.ESPERA).order_by("creada", "pk")
    libres = evento.lugares_libres
    siguen = list(turno if libres is None else turno[:libres])
    for fila in siguen:
        fila.estado = Estado.DENTRO
        fila.save(update_fields=["estado"])
        mandar_recado(clase=Recado.Clase.LUGAR, inscripcion=fila)
    if siguen:
        _contar(evento)


def avisar_del_cambio(evento: Evento) -> None:
    """Who has a place, or waits for one, is told that the meeting changed. Within the caller's transaction."""
    for fila in evento.inscripciones.exclude(correo_cifrado=""):
        mandar_recado(clase=Recado.Clase.EVENTO, inscripcion=fila)


def olvidar_inscripciones() -> None:
    """Daily: the address goes when the meeting starts, and the name a month later. What is left is a count."""
    momento = ahora()
    pasada = Q(evento__inicio__lte=momento) | Q(evento__cancelado=True, evento__inicio__lte=momento)
    Inscripcion.objects.filter(pasada).exclude(correo_cifrado="").update(correo_cifrado="")
    viejas = Inscripcion.objects.filter(evento__inicio__lte=momento - NOMBRES_SE_OLVIDAN)
    viejas.exclude(nombre="").update(nombre="")


def soltar_lugar(suya: Inscripcion) -> None:
    """Who had this place is forgotten: before it starts the place is free; after, only that somebody came is left.
    Within the caller's transaction."""
    evento = _con_candado(suya.evento)
    if evento.registro_abierto:
        cancelar_lugar(evento=evento, huella=suya.huella)
        return
    suya.huella, suya.seudonimo, suya.nombre, suya.correo_cifrado = secrets.token_hex(32), _al_azar(), "", ""
    suya.save(update_fields=["huella", "seudonimo", "nombre", "correo_cifrado"])


def _con_candado(evento: Evento) -> Evento:
    return Evento.objects.select_for_update(of=("self",)).select_related("consulta").get(pk=evento.pk)


def _contar(evento: Evento) -> None:
    evento.inscritos = evento.inscripciones.filter(estado=Estado.DENTRO).count()
    evento.save(update_fields=["inscritos"])


def _al_azar() -> str:
    return _("Asistente") + " " + "".join(secrets.choice(ALFABETO) for _n in range(6))
