"""Celery tasks: thin, idempotent, they take ids and call a service."""

from collections.abc import Sequence

from celery import shared_task
from django.db import OperationalError

from compromisos.informes.capitulos import ayudar
from compromisos.informes.emitir import emitir
from compromisos.servicios import (
    avisos,
    cortes,
    enlaces,
    ganchos_envio,
    importaciones,
    informes,
    programacion,
    recalculo,
)


@shared_task(name="compromisos.recalcular_todo")
def recalcular_todo() -> None:
    """The daily turn of the calendar: every figure, and the day's snapshot."""
    recalculo.recalcular_todo()
    cortes.tomar_corte()


@shared_task(name="compromisos.generar_informe")
def generar_informe(informe_id: int) -> None:
    informes.generar_informe(informe_id, emitir)


@shared_task(name="compromisos.leer_importacion")
def leer_importacion(importacion_id: int) -> None:
    importaciones.leer_importacion(importacion_id)


@shared_task(name="compromisos.barrer_importaciones")
def barrer_importaciones() -> None:
    importaciones.barrer_importaciones()


@shared_task(name="compromisos.ayudar_con_informe")
def ayudar_con_informe(informe_id: int) -> None:
    ayudar(informe_id)


@shared_task(name="compromisos.barrer_informes")
def barrer_informes() -> None:
    informes.barrer_informes()


@shared_task(name="compromisos.pedir_programados")
def pedir_programados() -> None:
    programacion.pedir_programados()


@shared_task(name="compromisos.repartir_revisiones")
def repartir_revisiones() -> None:
    enlaces.repartir_revisiones()


@shared_task(name="compromisos.revisar_enlace")
def revisar_enlace(evidencia_id: int) -> None:
    enlaces.revisar_enlace(evidencia_id)


@shared_task(name="compromisos.revisar_enlaces")
def revisar_enlaces(evidencia_ids: list[int]) -> None:
    enlaces.revisar_enlaces(evidencia_ids)


@shared_task(name="compromisos.avisar", autoretry_for=(OperationalError,), retry_backoff=60, max_retries=5)
def avisar(tipos: Sequence[str] | None = None) -> None:
    """Every kind of notice, or only `tipos`. What was told already is not told again."""
    avisos.avisar(tipos)


@shared_task(name="compromisos.repartir_ganchos")
def repartir_ganchos() -> None:
    """New messages, and those put off."""
    ganchos_envio.repartir_ganchos()
    ganchos_envio.barrer_ganchos()


@shared_task(name="compromisos.enviar_gancho")
def enviar_gancho(envio_id: int) -> None:
    ganchos_envio.enviar_gancho(envio_id)
