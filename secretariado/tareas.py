"""Celery tasks of this floor: thin, idempotent, they take ids and call a service."""

import uuid

from celery import shared_task

from secretariado.registro import avisos
from secretariado.servicios import peticiones


@shared_task(name="secretariado.enviar_avisos")
def enviar_avisos(grupo: str) -> None:
    avisos.enviar_avisos(uuid.UUID(grupo))


@shared_task(name="secretariado.barrer_avisos")
def barrer_avisos() -> None:
    avisos.barrer_avisos()


@shared_task(name="secretariado.limpiar_peticiones")
def limpiar_peticiones() -> None:
    peticiones.limpiar_peticiones()
