"""Celery tasks of this floor: thin, idempotent, they take ids and call a service."""

import uuid

from celery import shared_task

from compromisos.servicios import informes
from consultas.correos_de_seguimiento import componer
from consultas.informes.emitir import emitir
from consultas.servicios import inscripciones, participantes, recados, seguimiento
from secretariado.registro import envios


@shared_task(name="consultas.generar_informe")
def generar_informe(informe_id: int) -> None:
    informes.generar_informe(informe_id, emitir)


@shared_task(name="consultas.enviar_recado")
def enviar_recado(pk: int) -> None:
    recados.enviar_recado(pk)


@shared_task(name="consultas.barrer_recados")
def barrer_recados() -> None:
    recados.barrer_recados()


@shared_task(name="consultas.limpiar_participacion")
def limpiar_participacion() -> None:
    participantes.limpiar_participacion()
    inscripciones.olvidar_inscripciones()


@shared_task(name="consultas.repartir_novedades")
def repartir_novedades() -> None:
    seguimiento.repartir_novedades()


@shared_task(name="consultas.enviar_novedades")
def enviar_novedades(grupo: str) -> None:
    envios.enviar(uuid.UUID(grupo), componer)


@shared_task(name="consultas.limpiar_seguimiento")
def limpiar_seguimiento() -> None:
    seguimiento.limpiar_seguimiento()
