"""Cursors that are not of the list they come to: of another list, of another program, of nobody."""

import base64
import json
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from fabricas import Elenco

from compromisos.filtros import ORDENES
from pal_portal.api import RECURSOS
from pal_portal.cimientos.listas import Orden, paginar

pytestmark = pytest.mark.django_db
AJENOS: tuple[Any, ...] = (
    ["bcs-itai", "bcs-itai"],
    [None, "bcs-itai"],
    ["ayer", 3],
    [10**30, 10**30],
    [True, False],
    ["a\x00", "b\x00"],
    ["\ud800", "\ud800"],
)


def cursor(datos: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(datos).encode()).decode().rstrip("=")


@pytest.mark.parametrize("sentido", ["antes", "despues"])
def test_a_cursor_of_another_list_breaks_none(elenco: Elenco, sentido: str) -> None:
    listas = [(r, Orden(r.clave, r.clave)) for r in RECURSOS.values()]
    listas += [(RECURSOS["compromisos"], orden) for orden in ORDENES.values()]
    for recurso, orden in listas:
        columnas = (orden.campo, orden.unico)
        for datos in AJENOS:
            paginar(recurso.filas(AnonymousUser()).values(*columnas), orden, {sentido: cursor(datos)}, 20)


def test_a_cursor_that_cannot_be_read_gives_the_first_page(elenco: Elenco, client: Client) -> None:
    primera = client.get("/api/v1/actividades/").json()["resultados"]
    for sentido in ("antes", "despues"):
        ajena = client.get(f"/api/v1/actividades/?{sentido}={cursor(['bcs-itai', 'bcs-itai'])}").json()
        assert ajena["resultados"] == primera
        assert ajena["anterior"] is None
