"""Make the day's dump of the open data here and now (what beat does)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from compromisos.models import Volcado
from compromisos.servicios import volcados
from pal_portal.cimientos.fechas import hoy
from pal_portal.tareas import generar_volcado


class Command(BaseCommand):
    help = "Publica la copia diaria de los datos abiertos. Si la de hoy ya está, no hace nada."

    def handle(self, *args: Any, **options: Any) -> None:
        volcado, _por_hacer = volcados.apuntar_volcado(hoy())
        generar_volcado(volcado.pk)
        volcado.refresh_from_db()
        if volcado.estado != Volcado.Estado.LISTO:
            raise CommandError(f"La copia del {volcado.dia} no quedó lista: {volcado.get_estado_display()}.")
        self.stdout.write(f"Datos abiertos del {volcado.dia}: {volcado.archivos.count()} archivos.")
