"""Print the OpenAPI document (docs/openapi.json)."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from pal_portal.api import esquema


class Command(BaseCommand):
    help = "Imprime el esquema OpenAPI de la API."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(esquema(), ensure_ascii=False, indent=1))
