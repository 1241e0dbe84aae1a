"""A self-made PKCS#12 to try the signature of reports."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from pal_portal.cimientos.certificado_de_prueba import certificado_de_prueba
from pal_portal.cimientos.fechas import ahora


class Command(BaseCommand):
    help = "Escribe un certificado hecho aquí mismo (.p12) para probar la firma. No acredita a nadie."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("archivo", type=Path)
        parser.add_argument("--clave", default="demostracion")

    def handle(self, *args: Any, **options: Any) -> None:
        destino: Path = options["archivo"]
        if destino.exists():
            raise CommandError(f"{destino} ya existe; no se reemplaza.")
        datos = certificado_de_prueba("Portal PAL (demostración)", options["clave"], ahora())
        destino.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(destino, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as archivo:
            archivo.write(datos)
        self.stdout.write(f"FIRMA_P12={destino.resolve()}\nFIRMA_P12_CLAVE={options['clave']}")
