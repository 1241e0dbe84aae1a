"""Comments and moderators of the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand

from consultas.servicios.demostracion_comentarios import CUENTAS, sembrar_comentarios


class Command(BaseCommand):
    help = "Crea comentarios de demostración (marcados como tales) y quien los modere. Repetirlo no duplica nada."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"  comentarios de demostración nuevos: {sembrar_comentarios()}")
        for correo in CUENTAS:
            self.stdout.write(f"    {correo:<34} moderación de los comentarios")
