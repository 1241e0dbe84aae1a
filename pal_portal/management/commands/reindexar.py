"""Make the search index again, from what every floor offers."""

from typing import Any

from django.core.management.base import BaseCommand

from compromisos.servicios import busqueda
from consultas.servicios.busqueda import CONSULTAS


class Command(BaseCommand):
    help = "Rehace el índice de búsqueda sin dejar de servirlo."

    def handle(self, *args: Any, **options: Any) -> None:
        for tipo, cuantas in busqueda.reindexar((*busqueda.FUENTES, CONSULTAS)).items():
            self.stdout.write(f"  {tipo}: {cuantas} entradas")
