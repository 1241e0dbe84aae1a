"""Consultations are found like the rest, marked, in the page and in the API; drafts are not."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from fabricas import ConsultaF, Elenco, EventoF

from consultas.models import Consulta
from consultas.servicios.busqueda import indexar_consulta
from consultas.servicios.consultas import editar_consulta, publicar_consulta
from consultas.servicios.eventos import guardar_evento

pytestmark = pytest.mark.django_db


def hallados(texto: str, **filtros: str) -> list[str]:
    respuesta = Client().get("/api/v1/buscar/", {"q": texto, **filtros}).json()
    return [r["titulo"] for r in respuesta["resultados"]]


def test_a_consultation_is_found_by_its_title_its_aim_and_what_its_meetings_left(elenco: Elenco) -> None:
    consulta = ConsultaF(
        secretariado=elenco.stl,
        titulo="Foro de transparencia hídrica",
        instrumento="foro",
        objetivo="Cuidar pozos",
    )
    EventoF(consulta=consulta, relatoria="Se habló de acueductos.")
    call_command("reindexar", verbosity=0)
    for palabras in ("transparencia hidrica", "foros", "pozo", "acueducto"):
        assert hallados(palabras, tipo="consulta") == ["Foro de transparencia hídrica"], palabras
    pagina = Client().get("/buscar/?q=pozo").content.decode()
    assert "<mark>pozos</mark>" in pagina
    assert consulta.get_absolute_url() in pagina
    assert "Foro de <mark>" in Client().get("/buscar/sugerencias/?q=transpa").content.decode()


def test_publishing_and_editing_reach_the_index_at_once_and_a_draft_never(
    elenco: Elenco, django_capture_on_commit_callbacks: Any
) -> None:
    fila = ConsultaF(secretariado=elenco.stl, titulo="Foro de bibliotecas", instrumento="foro", publicada_en=None)
    consulta = Consulta.objects.get(pk=fila.pk)
    indexar_consulta(consulta)
    call_command("reindexar", verbosity=0)
    assert hallados("bibliotecas") == []
    with django_capture_on_commit_callbacks(execute=True):
        publicar_consulta(actor=elenco.alicia, consulta=consulta)
    assert hallados("bibliotecas") == ["Foro de bibliotecas"]
    editar_consulta(actor=elenco.alicia, consulta=consulta, datos={"titulo": "Foro de hemerotecas"})
    assert hallados("hemeroteca") == ["Foro de hemerotecas"]
    datos = {"nombre": "Sesión en la plaza", "acuerdos": "Abrir el catálogo bibliográfico."}
    guardar_evento(actor=elenco.alicia, consulta=consulta, evento=None, datos=datos)
    assert hallados("catálogo bibliográfico") == ["Foro de hemerotecas"]
    assert hallados("hemeroteca", entidad="oaxaca") == []
