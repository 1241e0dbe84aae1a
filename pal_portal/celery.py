"""The Celery application and its timetable."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import task_postrun

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pal_portal.settings")

app = Celery("pal_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["secretariado", "compromisos", "consultas", "pal_portal"], related_name="tareas")
app.conf.beat_schedule = {
    "recalcular-todo": {"task": "compromisos.recalcular_todo", "schedule": crontab(hour=3, minute=10)},
    # After the figures; a second time for a server that was away: what is done is not done again.
    "publicar-datos": {"task": "pal_portal.pedir_volcado", "schedule": crontab(hour="3,9", minute=40)},
    "barrer-volcados": {"task": "pal_portal.barrer_volcados", "schedule": crontab(minute="*/5")},
    "revisar-enlaces": {"task": "compromisos.repartir_revisiones", "schedule": crontab(hour=4, minute=20)},
    # Once a day is enough; the other two make up for a server that was away, and repeat nothing.
    "avisar": {"task": "compromisos.avisar", "schedule": crontab(hour="6,10,14", minute=30)},
    "barrer-avisos": {"task": "secretariado.barrer_avisos", "schedule": crontab(minute="*/5")},
    # Once a period is enough; every day makes up for a server that was away, and repeats nothing.
    "informes-programados": {"task": "compromisos.pedir_programados", "schedule": crontab(hour=5, minute=40)},
    "repartir-ganchos": {"task": "compromisos.repartir_ganchos", "schedule": crontab()},
    "limpiar-peticiones": {"task": "secretariado.limpiar_peticiones", "schedule": crontab(hour=2, minute=50)},
    "barrer-recados": {"task": "consultas.barrer_recados", "schedule": crontab(minute="*/5")},
    "limpiar-participacion": {"task": "consultas.limpiar_participacion", "schedule": crontab(hour=2, minute=40)},
    # What is followed at once waits for this; digests leave in the first turn after their hour.
    "repartir-novedades": {"task": "consultas.repartir_novedades", "schedule": crontab(minute="*/2")},
    "limpiar-seguimiento": {"task": "consultas.limpiar_seguimiento", "schedule": crontab(hour=2, minute=50)},
    "barrer-importaciones": {"task": "compromisos.barrer_importaciones", "schedule": crontab(minute="*/5")},
    "barrer-informes": {"task": "compromisos.barrer_informes", "schedule": crontab(minute="*/5")},
}


@task_postrun.connect(dispatch_uid="paginas-guardadas")
def _renovar_paginas(**_senal: Any) -> None:
    """What a task wrote is seen at once, wherever it ran."""
    from pal_portal.cimientos.paginas_guardadas import renovar  # needs the settings, which need this module

    renovar()
