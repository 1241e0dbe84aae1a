"""Load states, alignment frameworks and the guarantors of 2016 from `fixtures/catalogos/`."""

from typing import Any

from django.core.management.base import BaseCommand

from compromisos.servicios.catalogos import cargar_catalogos


class Command(BaseCommand):
    help = "Carga los catálogos: entidades, marcos de alineación y organismos garantes de 2016."

    def handle(self, *args: Any, **options: Any) -> None:
        for catalogo, filas in cargar_catalogos().items():
            self.stdout.write(f"  {catalogo}: {filas}")
