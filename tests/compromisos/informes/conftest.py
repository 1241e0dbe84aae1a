"""The real plans with their demonstration, sown once per file."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command

from compromisos.models import Plan


@pytest.fixture(scope="module")
def demostracion(django_db_setup: Any, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[None]:
    """The demonstration, sown once for this file and undone at its end."""
    from django.db import transaction
    from django.test import override_settings

    almacen = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path_factory.mktemp("archivos"), "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(PAL_HOY="2021-01-20", COLA="inmediata", STORAGES=almacen):
            for orden in ("cargar_catalogos", "cargar_planes", "sembrar_demo"):
                call_command(orden, verbosity=0, stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def guanajuato(demostracion: None, settings: Any) -> Plan:
    settings.PAL_HOY = "2021-01-20"
    return Plan.objects.select_related("secretariado__entidad").get(clave="GTO-1")
