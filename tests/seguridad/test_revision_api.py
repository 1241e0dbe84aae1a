"""What a second look at the API found: keys read no more than their scope, secrets are kept nowhere, and odd
bodies are refused in order."""

import json
from typing import Any

import pytest
from api import Sistema, es_problema
from fabricas import Elenco, GanchoF

from compromisos.servicios.busqueda import indexar_planes
from secretariado.models import PeticionUnica

pytestmark = pytest.mark.django_db


def test_a_key_without_reading_finds_no_drafts(elenco: Elenco) -> None:
    indexar_planes([elenco.plan.pk, elenco.borrador.pk])
    ruta = "buscar/?q=reservado"
    con = Sistema(elenco.alicia, "leer").pedir("GET", ruta)
    assert "Compromiso reservado" in con.content.decode()
    sin = Sistema(elenco.alicia, "avances").pedir("GET", ruta)
    assert sin.status_code == 200
    assert "reservado" not in sin.json()["resultados"].__repr__()


def test_the_secret_of_a_webhook_is_not_kept_with_the_answers(elenco: Elenco) -> None:
    gancho = GanchoF(usuario=elenco.ciudadana)
    sistema = Sistema(elenco.ciudadana, "ganchos")
    ruta = f"ganchos/{gancho.pk}/secreto/"
    antes = sistema.pedir("GET", ruta, idempotency_key="uno").json()["secreto"]
    assert not PeticionUnica.objects.filter(cuerpo__contains=antes).exists()
    assert sistema.pedir("POST", ruta, idempotency_key="dos").status_code == 200
    assert sistema.pedir("GET", ruta, idempotency_key="uno").json()["secreto"] != antes


@pytest.mark.parametrize(
    "cuerpo",
    [
        "[" * 200_000,
        '{"a":' * 50_000,
        json.dumps({"\ud800": 1}),
        json.dumps({"modo": "\ud800", "filas": []}),
        json.dumps({"modo": "todo", "filas": [{"entrega": "\udfff"}]}),
        json.dumps({"filas": [{"entrega": 1, "porcentaje": "\ud800", "que_se_hizo": "\x00"}]}),
    ],
    ids=["lists", "objects", "field", "choice", "number", "percentage"],
)
def test_bodies_that_no_text_could_hold_are_refused_in_order(elenco: Elenco, cuerpo: Any) -> None:
    sistema = Sistema(elenco.dario)
    sistema.cliente.raise_request_exception = False
    respuesta = sistema.cliente.generic(
        "POST",
        "/api/v1/entregas/lote/",
        cuerpo,
        content_type="application/json",
        headers={"authorization": f"Bearer {sistema.secreto}", "idempotency-key": "una"},
    )
    assert es_problema(respuesta, 400)
