"""The demonstration: accounts for every role and a marked history of progress on the real plans."""

from typing import Any

from django.core.management.base import BaseCommand

from compromisos.servicios.demostracion import CONTRASENA, CUENTAS, sembrar
from compromisos.servicios.demostracion_evaluacion import sembrar_evaluacion


class Command(BaseCommand):
    help = "Crea las cuentas y los avances de demostración (marcados como tales). Repetirlo no duplica nada."

    def handle(self, *args: Any, **options: Any) -> None:
        for clave, sucesos in sembrar().items():
            self.stdout.write(f"  {clave}: {sucesos} declaraciones de demostración nuevas")
        if evaluacion := sembrar_evaluacion():
            self.stdout.write(f"  {evaluacion.clave}: evaluación de demostración")
        self.stdout.write(f"\n  Cuentas de demostración (contraseña de todas: {CONTRASENA})")
        for cuenta in CUENTAS:
            self.stdout.write(f"    {cuenta.correo:<34} {cuenta.explicacion}")
