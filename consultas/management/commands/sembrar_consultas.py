"""The demonstration consultations: one of each instrument, marked as such."""

from typing import Any

from django.core.management.base import BaseCommand

from consultas.servicios.demostracion_consultas import sembrar_consultas


class Command(BaseCommand):
    help = "Crea consultas de demostración (marcadas como tales). Repetirlo no duplica nada."

    def handle(self, *args: Any, **options: Any) -> None:
        nuevas = sembrar_consultas()
        self.stdout.write(f"  consultas de demostración: {', '.join(nuevas) or 'ninguna nueva'}")
