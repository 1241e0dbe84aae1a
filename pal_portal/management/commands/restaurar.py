"""Put back a backup made by `respaldar`."""

import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from pal_portal.management.commands.respaldar import orden_pg


class Command(BaseCommand):
    help = "Repone la base y los archivos de un respaldo."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("origen", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        carpeta: Path = options["origen"]
        base = carpeta / ("base.sqlite3" if connection.vendor == "sqlite" else "base.dump")
        if not base.exists():
            raise CommandError(f"No hay un respaldo de esta base en {carpeta}.")
        connection.close()
        if connection.vendor == "sqlite":
            with sqlite3.connect(base) as copia, sqlite3.connect(settings.DATABASES["default"]["NAME"]) as destino:
                copia.backup(destino)
        else:
            nombre = str(connection.settings_dict["NAME"])
            orden, entorno = orden_pg(
                "pg_restore", "--clean", "--if-exists", "--no-owner", "-d", nombre, str(base)
            )
            if subprocess.run(orden, env={**entorno, "PATH": "/usr/bin:/bin"}, check=False).returncode:  # noqa: S603
                raise CommandError("pg_restore no pudo reponer la base.")
        archivos = settings.ARCHIVOS_DIR
        if (carpeta / "archivos").exists():
            shutil.copytree(carpeta / "archivos", archivos, dirs_exist_ok=True)
        self.stdout.write("Respaldo repuesto.")
