"""One person in many requests at once, and two moderators over one comment, on a real server."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from fabricas import Elenco, ParticipanteF

from consultas.asuntos import asunto_de
from consultas.models import Comentario, Decision, Participante, PoliticaModeracion
from consultas.servicios.comentarios import escribir_comentario
from consultas.servicios.moderacion import moderar_comentario
from consultas.servicios.participantes import participante_de_correo
from pal_portal.cimientos.errores import ReglaIncumplida

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]


def a_la_vez(veces: int, hacer: Callable[[int], Any]) -> list[str]:
    """The outcome of each, all started together."""
    salida, barrera = [], threading.Barrier(veces)

    def correr(n: int) -> None:
        barrera.wait()
        try:
            hacer(n)
            salida.append("bien")
        except ReglaIncumplida:
            salida.append("regla")
        finally:
            connection.close()

    hilos = [threading.Thread(target=correr, args=(n,)) for n in range(veces)]
    for hilo in hilos:
        hilo.start()
    for hilo in hilos:
        hilo.join()
    return salida


def test_the_limit_of_a_person_holds_when_they_write_all_at_once(elenco: Elenco) -> None:
    PoliticaModeracion.objects.create(secretariado=elenco.stl, modo="posterior")
    asunto, rosa = asunto_de(elenco.compromiso.asunto), ParticipanteF()
    assert asunto
    salida = a_la_vez(8, lambda n: escribir_comentario(actor=rosa, asunto=asunto, texto=f"Comentario {n}"))
    assert sorted(salida) == ["bien"] * 5 + ["regla"] * 3
    assert Comentario.objects.count() == 5


def test_an_address_typed_many_times_at_once_is_one_participant(elenco: Elenco) -> None:
    assert a_la_vez(8, lambda n: participante_de_correo(correo="rosa@ejemplo.test")) == ["bien"] * 8
    assert Participante.objects.count() == 1


def test_of_two_moderators_at_once_one_decides(elenco: Elenco) -> None:
    fila = elenco.comentario(estado="en_revision", publicado=None)
    personas = [elenco.gala, elenco.hugo]
    salida = a_la_vez(2, lambda n: moderar_comentario(actor=personas[n], comentario=fila, clase="publicar"))
    assert sorted(salida) == ["bien", "regla"]
    assert Decision.objects.count() == 1
