"""Write the clients of the API in docs/clientes/."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from pal_portal.api import esquema
from pal_portal.clientes import cliente_js, cliente_python


class Command(BaseCommand):
    help = "Rehace docs/clientes/ a partir del esquema de la API"

    def handle(self, *args: Any, **opciones: Any) -> None:
        carpeta = Path(settings.BASE_DIR) / "docs" / "clientes"
        carpeta.mkdir(exist_ok=True)
        (carpeta / "portal_pal.py").write_text(cliente_python(esquema()), encoding="utf-8")
        (carpeta / "portal-pal.js").write_text(cliente_js(esquema()), encoding="utf-8")
