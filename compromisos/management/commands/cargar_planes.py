"""Load the real plans of `fixtures/planes/` that are not in the registry yet."""

from typing import Any

from django.core.management.base import BaseCommand

from compromisos.servicios.carga import cargar_planes


class Command(BaseCommand):
    help = "Carga los planes reales transcritos; los que ya están se dejan como están."

    def handle(self, *args: Any, **options: Any) -> None:
        cargados = cargar_planes()
        self.stdout.write(f"  planes cargados: {', '.join(cargados) or 'ninguno nuevo'}")
