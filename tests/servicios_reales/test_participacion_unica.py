"""One person counts once, however many times at once they send."""

import threading
from collections import Counter

import pytest
from django.db import connection
from fabricas import AportacionF, ConsultaF, Elenco, pregunta

from consultas.models import Apoyo, Participacion, Respuesta
from consultas.servicios.aportaciones import apoyar
from consultas.servicios.participaciones import registrar_participacion
from pal_portal.cimientos.errores import ReglaIncumplida

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]
NADIE = {"sexo": "", "edad": "", "sector": ""}


def test_a_hundred_simultaneous_submissions_of_one_person_are_one_participation(elenco: Elenco) -> None:
    consulta = ConsultaF(secretariado=elenco.stl)
    p = pregunta(consulta, "unica", "Sí", "No")
    respuestas = {p.pk: {"opciones": [p.opciones.order_by("orden").values_list("pk", flat=True)[0]]}}
    salida = threading.Barrier(100)
    hechas: list[str] = []

    def hilo() -> None:
        try:
            salida.wait()
            registrar_participacion(consulta=consulta, huella="una", respuestas=respuestas, datos=NADIE)
            hechas.append("registrada")
        except ReglaIncumplida:
            hechas.append("negada")
        finally:
            connection.close()

    hilos = [threading.Thread(target=hilo) for _n in range(100)]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join()
    assert Counter(hechas) == {"registrada": 1, "negada": 99}
    assert (Participacion.objects.count(), Respuesta.objects.count()) == (1, 1)


def test_twenty_people_supporting_at_once_are_twenty_supports(elenco: Elenco) -> None:
    a = AportacionF(consulta=ConsultaF(secretariado=elenco.stl, instrumento="propuestas"))
    salida = threading.Barrier(20)

    def hilo(n: int) -> None:
        try:
            salida.wait()
            apoyar(aportacion=a, huella=f"persona-{n}")
        finally:
            connection.close()

    hilos = [threading.Thread(target=hilo, args=(n,)) for n in range(20)]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join()
    a.refresh_from_db()
    assert a.apoyos_total == Apoyo.objects.filter(aportacion=a).count() == 20
