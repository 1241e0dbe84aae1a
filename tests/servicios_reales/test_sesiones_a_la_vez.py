"""On PostgreSQL, acts on one session that meet."""

import threading

import pytest
from archivos import honesto
from django.core.files.base import ContentFile
from django.db import connection, transaction
from fabricas import Elenco, IntegranteF, SesionF
from servicios_reales.test_api_a_la_vez import a_la_vez

from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.servicios.acuerdos_de_sesiones import cambiar_acuerdo, tomar_acuerdo
from secretariado.servicios.sesiones import adjuntar_minuta, celebrar_sesion, publicar_minuta

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]


def test_what_was_agreed_does_not_change_while_its_minutes_are_published(elenco: Elenco) -> None:
    actor = elenco.alicia
    asiento = IntegranteF(secretariado=elenco.stl)
    sesion = SesionF(secretariado=elenco.stl)
    celebrar_sesion(actor=actor, sesion=sesion, asistencias={asiento.pk: "titular"})
    acuerdo = tomar_acuerdo(actor=actor, sesion=sesion, datos={"numero": "A-1", "texto": "Lo acordado."})
    adjuntar_minuta(actor=actor, sesion=sesion, archivo=ContentFile(honesto("pdf")), nombre="minuta.pdf")
    publicada = threading.Event()

    def publicar() -> str:
        with transaction.atomic(), connection.cursor() as cursor:
            publicar_minuta(actor=actor, sesion=sesion)
            publicada.set()
            for _vez in range(20_000):  # until the other one waits for this transaction
                cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
                if cursor.fetchone()[0]:
                    break
        return "publicada"

    def cambiar() -> str:
        publicada.wait(30)
        try:
            cambiar_acuerdo(actor=actor, acuerdo=acuerdo, datos={"texto": "Otra cosa."})
        except ReglaIncumplida:
            return "no cambió"
        return "cambió"

    assert sorted(a_la_vez([publicar, cambiar])) == ["no cambió", "publicada"]
    acuerdo.refresh_from_db()
    assert acuerdo.texto == "Lo acordado."
