"""Make `fixtures/planes/*.json` again from the texts of `fixtures/fuentes/` and the reviewed decisions."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from compromisos.importacion.transcripcion import transcribir

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


class Command(BaseCommand):
    help = "Vuelve a producir los planes transcritos con el importador y las decisiones de su revisión."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--comprobar", action="store_true", help="Sólo dice si siguen siendo iguales.")

    def handle(self, *args: Any, **options: Any) -> None:
        distintos = []
        for ruta in sorted((FIXTURES / "planes" / "decisiones").glob("*.json")):
            decisiones = json.loads(ruta.read_text(encoding="utf-8"))
            fuente = FIXTURES / "fuentes" / decisiones["fuente"]
            datos = transcribir(fuente.read_bytes(), fuente.name, decisiones)
            destino = FIXTURES / "planes" / ruta.name
            if json.loads(destino.read_text(encoding="utf-8")) == datos:
                self.stdout.write(f"{ruta.stem}: igual")
                continue
            distintos.append(ruta.stem)
            if not options["comprobar"]:
                texto = json.dumps(datos, ensure_ascii=False, indent=2)
                destino.write_text(f"{texto}\n", encoding="utf-8")
                self.stdout.write(f"{ruta.stem}: escrito de nuevo")
        if distintos and options["comprobar"]:
            raise CommandError(f"Ya no son iguales: {', '.join(distintos)}.")
