"""The examples of the API's document, tried against what the portal loads of itself."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command

from pal_portal.cimientos.publicacion import Recurso
from pal_portal.escrituras import ESCRITURAS
from secretariado.api.formularios import PorClave

DEL_REGISTRO = {"secretariados", "instituciones", "compromisos"}


def con_clave() -> Iterator[tuple[str, Recurso, Any]]:
    """The operations whose example names a row of the registry: its resource and its key."""
    for _nombre, _ruta, vistas in ESCRITURAS:
        for vista in vistas:
            campos = vista.entrada().fields if vista.entrada else {}
            for nombre, clave in (vista.ejemplo or {}).items():
                campo = campos.get(nombre)
                if isinstance(campo, PorClave) and campo.recurso.nombre in DEL_REGISTRO:
                    yield vista.operacion, campo.recurso, clave


@pytest.mark.django_db
def test_the_rows_that_the_examples_name_exist(settings: Any) -> None:
    settings.PAL_HOY = "2021-01-20"
    for orden in ("cargar_catalogos", "cargar_planes"):
        call_command(orden, verbosity=0)
    nombradas = list(con_clave())
    assert len(nombradas) >= 5
    faltan = [
        (operacion, clave)
        for operacion, recurso, clave in nombradas
        if not recurso.abiertas().filter(**{recurso.clave: clave}).exists()
    ]
    assert faltan == []
