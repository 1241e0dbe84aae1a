"""Following by e-mail. No account: the link that reaches the address is the permission. It is nobody's business
what a person follows: nothing here enters the log."""

from django.db import transaction
from django.utils.translation import gettext as _

from consultas.seguibles import Seguible, novedades
from consultas.servicios.limites import LimiteAlcanzado, comprobar_envios
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Envio, Suscripcion, Suscriptor
from secretariado.registro import envios, suscripciones

MAXIMO = 200
"""Subjects that one address may follow."""


def pedir_seguir(*, correo: str, seguible: Seguible, frecuencia: str, red: str = "") -> None:
    """Send the link that begins to follow. Whether the address follows it already only its owner is told, in the
    message: who typed it gets the same answer."""
    if frecuencia not in Suscripcion.Frecuencia.values:
        raise ReglaIncumplida(_("Elige una de las opciones."), "frecuencia")
    with transaction.atomic():
        suscripcion = suscripciones.apuntar(correo, seguible.asunto, frecuencia)
        suscriptor = suscripcion.suscriptor
        comprobar_envios(suscriptor, red)
        lleno = suscriptor.suscripciones.filter(confirmada__isnull=False).count() >= MAXIMO
        if suscripcion.confirmada or lleno:
            envios.mandar(Envio.Clase.GESTIONAR, suscriptor, red=red)
        else:
            envios.mandar(Envio.Clase.CONFIRMAR, suscriptor, suscripcion, red)


def confirmar_seguir(*, suscripcion: Suscripcion) -> None:
    """The link was opened and its button pressed. A second time changes nothing."""
    with transaction.atomic():
        fila = Suscripcion.objects.select_for_update().filter(pk=suscripcion.pk).first()
        if fila is None:
            raise ReglaIncumplida(_("Este enlace ya no sirve."))
        if fila.confirmada is None:
            suscripciones.confirmar(fila)


def pedir_gestion(*, correo: str, red: str = "") -> None:
    """Send the link to what an address follows, if it follows anything. The answer is the same for all: an
    address that follows nothing leaves no row to count, so a limit that was told would tell them apart."""
    with transaction.atomic():
        suscriptor = suscripciones.suscriptor_de(correo)
        if suscriptor is None:
            return
        try:
            comprobar_envios(suscriptor, red)
        except LimiteAlcanzado:
            return
        envios.mandar(Envio.Clase.GESTIONAR, suscriptor, red=red)


def cambiar_frecuencia(*, suscriptor: Suscriptor, pk: int, frecuencia: str) -> None:
    if frecuencia not in Suscripcion.Frecuencia.values:
        raise ReglaIncumplida(_("Elige una de las opciones."), "frecuencia")
    with transaction.atomic():
        fila = suscriptor.suscripciones.select_for_update().filter(pk=pk, confirmada__isnull=False).first()
        if fila is None:
            raise ReglaIncumplida(_("Ya no sigues eso."))
        suscripciones.cambiar_frecuencia(fila, frecuencia)


def dejar_de_seguir(*, suscriptor: Suscriptor, pks: list[int]) -> None:
    with transaction.atomic():
        suscripciones.dejar(suscriptor, pks)


def olvidar_suscriptor(*, suscriptor: Suscriptor) -> None:
    """All of it, the address too."""
    with transaction.atomic():
        suscripciones.olvidar_correo(suscriptor.correo_huella)


def repartir_novedades() -> int:
    """Queue what is new for each follower whose hour came, and what a killed worker left half-way."""
    cuantos = envios.repartir(novedades)
    envios.barrer()
    return cuantos


def limpiar_seguimiento() -> int:
    with transaction.atomic():
        return suscripciones.limpiar()
