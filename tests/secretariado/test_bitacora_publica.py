"""The log as anybody reads it."""

import xml.etree.ElementTree as ET
from typing import Any

import pytest
from django.test import Client
from fabricas import ConsultaF, Elenco, momento

from compromisos import relato
from secretariado.models import Asiento
from secretariado.registro.bitacora import asentar

pytestmark = pytest.mark.django_db


def anotar(elenco: Elenco, dia: str = "2020-07-01", **campos: Any) -> Asiento:
    return asentar(
        actor=elenco.dario,
        rol="responsable",
        institucion=elenco.institucion,
        momento=momento(dia),
        **{"accion": "avance.declarado", "asunto": elenco.compromiso.asunto, "plan": "GTO-1", **campos},
    )


def test_the_list_shows_public_entries_and_hides_reserved_ones(elenco: Elenco, client: Client) -> None:
    publico = anotar(elenco)
    reservado = anotar(elenco, publico=False, datos={"titulo": "Borrador secreto"})
    texto = client.get("/bitacora/").content.decode()
    assert "Se declaró avance" in texto
    assert f"/bitacora/{publico.numero}/" in texto
    assert f"/bitacora/{reservado.numero}/" not in texto
    assert reservado.hash in texto, "la cabeza se publica aunque su asiento sea reservado"
    detalle = client.get(f"/bitacora/{reservado.numero}/").content.decode()
    assert "Borrador secreto" not in detalle
    assert elenco.institucion.nombre not in detalle


def test_filters_by_plan_day_and_subject(elenco: Elenco, client: Client) -> None:
    uno, otro = anotar(elenco), anotar(elenco, "2020-08-01", plan="OAX-1", asunto="plan:OAX-1")

    def numeros(consulta: str) -> set[int]:
        texto = client.get(f"/bitacora/?{consulta}").content.decode()
        return {a.numero for a in (uno, otro) if f"/bitacora/{a.numero}/" in texto}

    assert numeros("") == {uno.numero, otro.numero}
    assert numeros("plan=gto-1") == {uno.numero}
    assert numeros("desde=2020-07-15") == {otro.numero}
    assert numeros("hasta=2020-07-01") == {uno.numero}
    assert numeros("asunto=plan:OAX-1") == {otro.numero}
    assert numeros("plan=XXX") == set()


def test_an_entry_shows_what_changed_with_labels_and_never_keys(elenco: Elenco, client: Client) -> None:
    a = anotar(
        elenco,
        accion="actividad.modificada",
        datos={
            "antes": {"fecha_fin": "2020-12-31"},
            "despues": {"fecha_fin": "2021-03-31"},
            "motivo": "Por la contingencia",
        },
    )
    texto = client.get(f"/bitacora/{a.numero}/").content.decode()
    assert "Fecha de término" in texto
    assert "Por la contingencia" in texto
    assert "diciembre" in texto
    assert "2020-12-31" not in texto
    assert "fecha_fin" not in texto


def test_the_feed_carries_the_head_of_each_day(elenco: Elenco, client: Client) -> None:
    anotar(elenco)
    ultimo = anotar(elenco)
    siguiente = anotar(elenco, "2020-07-02")
    raiz = ET.fromstring(client.get("/bitacora/atom.xml").content)  # noqa: S314 - our own feed
    ids = [e.text for e in raiz.iter("{http://www.w3.org/2005/Atom}id")]
    assert f"urn:sha256:{ultimo.hash}" in ids
    assert f"urn:sha256:{siguiente.hash}" in ids
    assert len([i for i in ids if i and i.startswith("urn:sha256")]) == 2
    assert raiz.find("{http://www.w3.org/2005/Atom}author") is not None, "a reader asks for it (RFC 4287)"


def test_the_api_publishes_only_public_entries(elenco: Elenco, client: Client) -> None:
    anotar(elenco)
    anotar(elenco, publico=False, datos={"x": "reservado"})
    filas = client.get("/api/v1/bitacora/").json()["resultados"]
    assert [f["accion"] for f in filas] == ["avance.declarado"]
    assert client.get("/api/v1/bitacora/2/").status_code == 404


def test_what_it_is_about_is_read_by_its_title_and_not_by_its_key(
    elenco: Elenco, client: Client, django_assert_max_num_queries: Any
) -> None:
    for n in range(6):
        consulta = ConsultaF(secretariado=elenco.stl, slug=f"que-abrimos-{n}", titulo=f"¿Qué abrimos primero? {n}")
        a = anotar(elenco, accion="aportacion.respondida", asunto=consulta.asunto)
    anotar(elenco)
    with django_assert_max_num_queries(12):
        texto = client.get("/bitacora/").content.decode()
    assert ">¿Qué abrimos primero? 3</a>" in texto
    assert ">que-abrimos-3<" not in texto
    assert ">GTO-1-01 Guanajuato Construye</a>" in texto
    assert ">¿Qué abrimos primero? 5</a>" in client.get(f"/bitacora/{a.numero}/").content.decode()
    canal = client.get("/seguir/consulta/que-abrimos-5/atom.xml").content.decode()
    assert "¿Qué abrimos primero? 5</title>" in canal
    assert "que-abrimos-5</title>" not in canal


def test_a_title_that_the_entry_keeps_is_told_once(elenco: Elenco) -> None:
    a = anotar(
        elenco, accion="consulta.publicada", asunto="consulta:que-abrimos", datos={"titulo": "¿Qué abrimos?"}
    )
    assert relato.titular(a).endswith(": ¿Qué abrimos?")
