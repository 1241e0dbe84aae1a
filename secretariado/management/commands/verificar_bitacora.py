"""Walk the hash chain of the log and say what is wrong with it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secretariado.models import Asiento
from secretariado.registro.bitacora import fallas


class Command(BaseCommand):
    help = "Comprueba la cadena de la bitácora."

    def handle(self, *args: Any, **options: Any) -> None:
        encontradas = list(fallas())
        for falla in encontradas:
            self.stderr.write(falla)
        if encontradas:
            raise CommandError(f"La bitácora tiene {len(encontradas)} fallas.")
        self.stdout.write(f"Bitácora íntegra: {Asiento.objects.count()} asientos.")
