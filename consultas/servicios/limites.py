"""How much one person, and one network, may write; and the day's salt under which a network is recognised.

Counted on the rows themselves, so that the limits hold with and without Redis. A network is allowed what a
classroom needs.
"""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultas.models import Comentario, Denuncia, Participante, Recado, SalDelDia
from pal_portal.cimientos.direcciones import huella_de_red
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Envio, Suscriptor

POR_PERSONA = ((timedelta(minutes=10), 5), (timedelta(days=1), 30))
POR_RED = ((timedelta(minutes=10), 60), (timedelta(days=1), 300))
CORREOS_POR_PERSONA = ((timedelta(hours=1), 4), (timedelta(days=1), 8))
ENLACES_PARA_SEGUIR = ((timedelta(hours=1), 8), (timedelta(days=1), 20))
DENUNCIAS_POR_RED = ((timedelta(hours=1), 20),)


class LimiteAlcanzado(ReglaIncumplida):
    """Too much in too little time: the page answers 429 and says how long to wait."""

    estado_http = 429


def red_de(direccion: str) -> str:
    """The hash of a network for today. The address itself is never stored."""
    dia = hoy()
    fila = SalDelDia.objects.filter(dia=dia).first()
    if fila is None:
        try:
            with transaction.atomic():
                fila = SalDelDia.objects.create(dia=dia, sal=secrets.token_bytes(32))
        except IntegrityError:  # another request of the same first second of the day
            fila = SalDelDia.objects.get(dia=dia)
    return huella_de_red(direccion, bytes(fila.sal))


def comprobar_escritura(participante: Participante, red: str) -> None:
    """Within the caller's transaction, with the participant's row locked: a person cannot race against itself.
    What waits for a link is not counted against the person, since anybody may have typed that address."""
    suyos = Comentario.objects.filter(participante=participante).exclude(estado="por_confirmar")
    _comprobar(POR_PERSONA, suyos, "creado")
    if red:
        _comprobar(POR_RED, Comentario.objects.filter(red=red), "creado", de_red=True)


def comprobar_correo(participante: Participante, red: str) -> None:
    """Nobody fills somebody else's mailbox with links."""
    con_enlace = Recado.objects.filter(clase__in=("confirmar", "entrar"))
    _comprobar(CORREOS_POR_PERSONA, con_enlace.filter(participante=participante, usado__isnull=True), "creado")
    if red:
        _comprobar(POR_RED, con_enlace.filter(red=red), "creado", de_red=True)


def comprobar_envios(suscriptor: Suscriptor, red: str) -> None:
    """The same with links to follow, counted alike whatever the address follows: the limit tells nothing of it."""
    enlaces = Envio.objects.exclude(clase="novedades")
    if red:
        _comprobar(POR_RED, enlaces.filter(red=red), "creado", de_red=True)
    _comprobar(ENLACES_PARA_SEGUIR, enlaces.filter(suscriptor=suscriptor), "creado")


def comprobar_denuncia(red: str) -> None:
    if red:
        _comprobar(DENUNCIAS_POR_RED, Denuncia.objects.filter(red=red), "creada", de_red=True)


def _comprobar(limites: Sequence[tuple[timedelta, int]], filas: Any, campo: str, de_red: bool = False) -> None:
    momento = ahora()
    for ventana, maximo in limites:
        if filas.filter(**{f"{campo}__gt": momento - ventana}).count() < maximo:
            continue
        minutos = int(ventana.total_seconds() // 60)
        espera = (
            ngettext("%(n)s minuto", "%(n)s minutos", minutos) % {"n": minutos}
            if minutos < 60
            else ngettext("%(n)s hora", "%(n)s horas", minutos // 60) % {"n": minutos // 60}
        )
        quien = _("Desde esta red se ha escrito mucho") if de_red else _("Has escrito mucho")
        raise LimiteAlcanzado(
            _("%(quien)s en poco tiempo: el máximo es %(maximo)s cada %(espera)s. Espera y vuelve a intentarlo.")
            % {"quien": quien, "maximo": maximo, "espera": espera}
        )
