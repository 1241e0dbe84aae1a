"""Settings of the workers that tests/servicios_reales/test_avisos_reales.py starts and kills."""

import os

from pal_portal.settings import *  # noqa: F403

EMAIL_BACKEND = f"transportes.{os.environ['PRUEBA_TRANSPORTE']}"
EMAIL_FILE_PATH = os.environ["PRUEBA_CARPETA"]
EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["PRUEBA_PUERTO"])
# What a worker queues goes to the queue it reads, as in service.
CELERY_TASK_DEFAULT_QUEUE = os.environ["PRUEBA_COLA"]
