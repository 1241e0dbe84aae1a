"""Load the consultations held before the portal (`fixtures/consultas/`) that are not in the registry yet."""

from typing import Any

from django.core.management.base import BaseCommand

from consultas.servicios.historia import cargar_historia


class Command(BaseCommand):
    help = "Carga las consultas reales transcritas; las que ya están se dejan como están."

    def handle(self, *args: Any, **options: Any) -> None:
        cargadas = cargar_historia()
        self.stdout.write(f"  consultas cargadas: {', '.join(cargadas) or 'ninguna nueva'}")
