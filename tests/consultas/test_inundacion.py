"""One person or network that floods is stopped with a clear message; a classroom behind one address still fits."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from fabricas import ConsultaF, Elenco, EventoF, pregunta

from consultas.models import Consulta, Evento, Inscripcion, Participacion
from consultas.participantes import enlace_de

pytestmark = pytest.mark.django_db
AULA = 45


@pytest.fixture
def foro(elenco: Elenco) -> Evento:
    consulta = ConsultaF(secretariado=elenco.stl, instrumento="foro")
    evento: Evento = EventoF(consulta=consulta, con_registro=True, cupo=AULA - 5)
    return evento


def entrar(consulta: Consulta, correo: str, evento: Evento | None = None) -> Client:
    cliente = Client()
    ruta = enlace_de(consulta, correo, evento)
    cliente.get(ruta[ruta.index("/consultas/") :])
    return cliente


def test_a_classroom_behind_one_address_answers_a_survey(elenco: Elenco) -> None:
    encuesta = ConsultaF(secretariado=elenco.stl)
    si = pregunta(encuesta, "unica", "Sí", "No").opciones.get(texto="Sí").pk
    for n in range(AULA):
        correo = f"alumna{n}@ejemplo.test"
        pedida = Client().post(f"/consultas/{encuesta.slug}/participar/", {"correo": correo})
        assert pedida.status_code == 200
        alumna = entrar(encuesta, correo)
        alumna.post(f"/consultas/{encuesta.slug}/encuesta/1/", {"r": si})
        assert alumna.post(f"/consultas/{encuesta.slug}/encuesta/revisar/", {}).status_code == 302
    assert (len(mail.outbox), Participacion.objects.count()) == (AULA, AULA)


def test_a_classroom_behind_one_address_takes_its_places(foro: Evento) -> None:
    for n in range(AULA):
        correo = f"alumna{n}@ejemplo.test"
        alumna = entrar(foro.consulta, correo, foro)
        assert alumna.post(f"{foro.get_absolute_url()}registro/", {"correo": correo}).status_code == 302
    assert Inscripcion.objects.filter(estado="dentro").count() == AULA - 5


def test_who_floods_a_registration_is_told_to_wait(foro: Evento) -> None:
    persona = entrar(foro.consulta, "ana@ejemplo.test", foro)
    ruta = f"{foro.get_absolute_url()}registro/"
    estados = [persona.post(ruta, {"correo": "otra@ejemplo.test"}).status_code for n in range(22)]
    assert estados == [422] * 20 + [429] * 2
    assert "intent" in persona.post(ruta, {}).content.decode().lower()
    assert Inscripcion.objects.count() == 0


def test_a_network_that_asks_for_links_without_end_is_stopped(foro: Evento, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "consulta_enlace": f"{AULA}/h/ip,5/h/key"}
    ruta = f"/consultas/{foro.consulta.slug}/participar/?evento={foro.pk}"
    estados = [Client().post(ruta, {"correo": f"p{n}@ejemplo.test"}).status_code for n in range(AULA + 2)]
    assert estados == [200] * AULA + [429] * 2
    assert len(mail.outbox) == AULA
