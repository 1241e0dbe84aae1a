"""What the desks read through the API, resource × role: who sees rows, and that nobody else does."""

import csv
import io

import pytest
from api import Sistema, es_problema
from django.test import Client
from fabricas import Elenco, EvidenciaF, VerificacionF
from matriz_de_mesas import poner_mesas

from consultas.models import PoliticaModeracion, VersionTexto
from pal_portal.api import PROPIOS, RECURSOS

pytestmark = pytest.mark.django_db
PERSONAS = ("ciudadana", "alicia", "beto", "carla", "dario", "elena", "fidel", "gala", "hugo", "yago", "zoe")
FACILITA = {"alicia"}
VEN: dict[str, set[str]] = {
    "mesa-invitaciones": {"alicia", "elena", "fidel"},
    "mesa-informes": {"alicia", "beto", "elena", "fidel"},
    "mesa-programas": {"alicia", "beto", "elena"},
    "mesa-evaluaciones": {"beto"},
    "mesa-valoraciones": {"beto"},
    "mesa-recomendaciones": {"beto"},
    "mesa-importaciones": FACILITA,
    "mesa-sesiones": FACILITA,
    "mesa-asistencias": FACILITA,
    "mesa-eventos": FACILITA,
    "mesa-fotos": FACILITA,
    "mesa-inscripciones": FACILITA,
    "mesa-versiones": FACILITA,
    "mesa-rutas": FACILITA,
    "mesa-bloqueos": {"gala", "hugo"},
    "mesa-politicas": FACILITA,
}


@pytest.fixture
def escena(elenco: Elenco) -> Elenco:
    elenco.verificada = EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    VerificacionF(evidencia=elenco.verificada, autor=elenco.beto, institucion=elenco.garante)
    poner_mesas(elenco)
    PoliticaModeracion.objects.create(secretariado=elenco.stl, modo="previa")
    VersionTexto.objects.create(consulta=elenco.en_borrador, numero=1, creada=elenco.foto.creada)
    return elenco


def test_every_resource_of_a_desk_is_in_the_table_and_none_is_public() -> None:
    assert set(PROPIOS) == set(VEN)
    assert not set(PROPIOS) & set(RECURSOS)


@pytest.mark.parametrize("nombre", VEN)
def test_rows_are_seen_only_by_who_works_with_them(escena: Elenco, client: Client, nombre: str) -> None:
    direccion, clave = f"/api/v1/{nombre}/", PROPIOS[nombre].columnas[0].nombre
    vista = ""
    for persona in PERSONAS:
        client.force_login(getattr(escena, persona), backend="allauth.account.auth_backends.AuthenticationBackend")
        filas = client.get(direccion).json()["resultados"]
        assert bool(filas) == (persona in VEN[nombre]), persona
        vista = str(filas[0][clave]) if filas else vista
    client.logout()
    for anonima in (direccion, f"{direccion}{vista}/", f"{direccion}?formato=csv"):
        assert es_problema(client.get(anonima), 401), anonima


@pytest.mark.parametrize("nombre", VEN)
def test_a_desk_in_csv_has_the_rows_of_its_list(escena: Elenco, client: Client, nombre: str) -> None:
    persona = getattr(escena, sorted(VEN[nombre])[0])
    client.force_login(persona, backend="allauth.account.auth_backends.AuthenticationBackend")
    filas = client.get(f"/api/v1/{nombre}/").json()["resultados"]
    texto = b"".join(client.get(f"/api/v1/{nombre}/?formato=csv").streaming_content).decode("utf-8-sig")
    clave = PROPIOS[nombre].columnas[0].nombre
    assert {f[clave] for f in csv.DictReader(io.StringIO(texto, newline=""))} == {str(f[clave]) for f in filas}


@pytest.mark.parametrize("nombre", VEN)
def test_a_key_that_may_not_read_sees_nothing_of_its_desk(escena: Elenco, nombre: str) -> None:
    persona = sorted(VEN[nombre])[0]
    assert Sistema(getattr(escena, persona)).pedir("GET", f"{nombre}/").json()["resultados"]
    sistema = Sistema(getattr(escena, persona), "participar")
    assert sistema.pedir("GET", f"{nombre}/").json()["resultados"] == []
