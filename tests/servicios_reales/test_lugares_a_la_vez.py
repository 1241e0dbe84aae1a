"""A hundred people ask at once for the ten places of a meeting: ten get one, and the rest wait in order."""

import threading

import pytest
from django.db import connection
from fabricas import ConsultaF, Elenco, EventoF

from consultas.models import Inscripcion
from consultas.participantes import huella_de
from consultas.servicios.inscripciones import apartar_lugar, cancelar_lugar

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]


def a_la_vez(cuantos: int, acto: object) -> None:
    salida = threading.Barrier(cuantos)

    def hilo(n: int) -> None:
        try:
            salida.wait()
            acto(n)  # type: ignore[operator]
        finally:
            connection.close()

    hilos = [threading.Thread(target=hilo, args=(n,)) for n in range(cuantos)]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join()


def test_a_hundred_at_once_for_ten_places_are_ten_in(elenco: Elenco) -> None:
    evento = EventoF(consulta=ConsultaF(secretariado=elenco.stl, instrumento="foro"), con_registro=True, cupo=10)

    def apartar(n: int) -> None:
        correo = f"persona{n}@ejemplo.test"
        huella = huella_de(evento.consulta, correo)
        apartar_lugar(evento=evento, huella=huella, correo=correo, seudonimo="", nombre="", datos={})

    a_la_vez(100, apartar)
    evento.refresh_from_db()
    assert evento.inscritos == evento.inscripciones.filter(estado="dentro").count() == 10
    assert evento.inscripciones.filter(estado="espera").count() == 90

    con_lugar = list(evento.inscripciones.filter(estado="dentro").values_list("huella", flat=True))
    a_la_vez(10, lambda n: cancelar_lugar(evento=evento, huella=con_lugar[n]))
    evento.refresh_from_db()
    assert evento.inscritos == evento.inscripciones.filter(estado="dentro").count() == 10
    assert Inscripcion.objects.count() == 90


def test_a_hundred_times_the_same_person_is_one_place(elenco: Elenco) -> None:
    evento = EventoF(consulta=ConsultaF(secretariado=elenco.stl, instrumento="foro"), con_registro=True, cupo=10)
    correo = "persona@ejemplo.test"
    huella = huella_de(evento.consulta, correo)
    datos = {"correo": correo, "huella": huella, "seudonimo": "", "nombre": "", "datos": {}}
    a_la_vez(100, lambda n: apartar_lugar(evento=evento, **datos))
    evento.refresh_from_db()
    assert (evento.inscritos, Inscripcion.objects.count()) == (1, 1)
