"""Celery tasks that need to know every public table: thin, idempotent, they take ids and call a service."""

from celery import shared_task

from compromisos.datos_abiertos.paquete import emitir
from compromisos.servicios import volcados
from pal_portal.api import RECURSOS


@shared_task(name="pal_portal.pedir_volcado")
def pedir_volcado() -> None:
    """The dump of the day."""
    volcados.pedir_volcado()


@shared_task(name="pal_portal.generar_volcado")
def generar_volcado(volcado_id: int) -> None:
    volcados.generar_volcado(volcado_id, lambda dia: emitir(dia, RECURSOS))


@shared_task(name="pal_portal.barrer_volcados")
def barrer_volcados() -> None:
    volcados.barrer_volcados()
