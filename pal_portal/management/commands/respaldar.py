"""Copy the database and the stored files to a new folder."""

import shutil
import sqlite3
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone


def orden_pg(programa: str, *args: str) -> tuple[list[str], dict[str, str]]:
    """A PostgreSQL client's command line, and its environment (the password is never an argument)."""
    d = connection.settings_dict
    orden = [programa, "-h", d["HOST"] or "127.0.0.1", "-p", str(d["PORT"] or 5432), "-U", d["USER"], *args]
    return orden, {"PGPASSWORD": d["PASSWORD"] or ""}


class Command(BaseCommand):
    help = "Respalda la base y los archivos en una carpeta nueva dentro de la indicada."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("destino", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        momento: datetime = timezone.localtime()
        carpeta: Path = options["destino"] / f"{momento:%Y%m%d-%H%M%S}"
        carpeta.mkdir(parents=True)
        if connection.vendor == "sqlite":
            base = settings.DATABASES["default"]["NAME"]
            with sqlite3.connect(base) as origen, sqlite3.connect(carpeta / "base.sqlite3") as copia:
                origen.backup(copia)
        else:
            orden, entorno = orden_pg(
                "pg_dump", "-Fc", "-f", str(carpeta / "base.dump"), str(connection.settings_dict["NAME"])
            )
            if subprocess.run(orden, env={**entorno, "PATH": "/usr/bin:/bin"}, check=False).returncode:  # noqa: S603
                raise CommandError("pg_dump no pudo copiar la base.")
        archivos = settings.ARCHIVOS_DIR
        if archivos.exists():
            shutil.copytree(archivos, carpeta / "archivos")
        self.stdout.write(f"Respaldo en {carpeta}")
