"""Background work, started by name after commit, so that services never import tasks.

Three ways, chosen by settings.COLA: `celery` hands the task to the broker; `hilo` runs it in one thread
of this process (the embedded default: the page stays free and shows progress); `inmediata` runs it here.
Work that matters keeps a row of its own, so what a lost broker or process drops is swept up later.
"""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from celery import current_app
from django.conf import settings
from django.db import close_old_connections, connection, transaction

registro = logging.getLogger(__name__)
_hilo = ThreadPoolExecutor(max_workers=1, thread_name_prefix="cola")


def encolar(nombre: str, *args: Any) -> None:
    """Start task `nombre` (dotted, as registered) once the present transaction commits. Never raises."""
    transaction.on_commit(lambda: _lanzar(nombre, args))


def adelantar(nombre: str, *args: Any) -> None:
    """In the embedded way, start after commit what the clock of the served way would: there is none."""
    if settings.COLA == "hilo":
        encolar(nombre, *args)


def _lanzar(nombre: str, args: tuple[Any, ...]) -> None:
    try:
        # send_task ignores eager mode and needs a broker: look the task up in the registry instead.
        tarea = current_app.tasks[nombre]
        if settings.COLA == "celery":
            tarea.apply_async(args=args, retry=False)
        elif settings.COLA == "hilo":
            _hilo.submit(_en_hilo, tarea, args)
        else:
            tarea.apply(args=args, throw=False)
    except Exception:
        registro.exception("No se pudo encolar %s; la barrida periódica lo recogerá", nombre)


def _en_hilo(tarea: Any, args: tuple[Any, ...]) -> None:
    close_old_connections()
    try:
        tarea.apply(args=args, throw=False)
    finally:
        connection.close()
