"""Write now to who follows something (what beat does every two minutes)."""

from typing import Any

from django.core.management.base import BaseCommand

from consultas.servicios.seguimiento import repartir_novedades


class Command(BaseCommand):
    help = "Envía a quien sigue algo lo que hay de nuevo. Repetirlo no envía nada dos veces."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Mensajes nuevos: {repartir_novedades()}.")
