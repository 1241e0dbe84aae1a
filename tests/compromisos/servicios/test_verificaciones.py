"""The whole life of a verdict: given, objected, reviewed again, taken back; and who may do each."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import Error, transaction
from django.test import Client
from fabricas import ActividadF, AvanceF, Elenco, EntregaF, EvidenciaF, InstitucionF

from compromisos.avance import cifras_compromiso
from compromisos.historico import Historia
from compromisos.models import Compromiso, Entrega, Evidencia, Postura
from compromisos.servicios.entregas import sincronizar_entrega
from compromisos.servicios.evidencias import EvidenciaNueva, corregir_evidencia
from compromisos.servicios.recalculo import recalcular
from compromisos.servicios.verificaciones import (
    opinar_sobre_evidencia,
    revocar_verificacion,
    verificar_evidencia,
)
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.numeros import de_columna
from secretariado.models import Asiento, Membresia

pytestmark = pytest.mark.django_db


@pytest.fixture
def escena(elenco: Elenco) -> Any:
    AvanceF(entrega=elenco.entrega, autor=elenco.dario, porcentaje=Decimal(80))
    elenco.evidencia = EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    sincronizar_entrega(elenco.entrega.pk)
    recalcular([elenco.compromiso.pk])
    return elenco


def verificar(e: Any, porcentaje: int = 60) -> None:
    verificar_evidencia(
        actor=e.beto,
        evidencia=Evidencia.objects.get(pk=e.evidencia.pk),
        veredicto="verificada",
        porcentaje=Decimal(porcentaje),
    )


def estado(e: Any) -> tuple[str, Decimal, Decimal | None]:
    """State of the evidence, verified figure of its delivery and of its commitment; equal to the pure ones."""
    c = Compromiso.objects.get(pk=e.compromiso.pk)
    pura = cifras_compromiso(Historia(e.plan).al(hoy()).compromisos[c.pk], hoy()).redondeadas(4)
    assert de_columna(c.verificado, 4) == pura.verificado
    evidencia = Evidencia.objects.get(pk=e.evidencia.pk)
    return evidencia.estado, Entrega.objects.get(pk=e.entrega.pk).verificado, c.verificado


def test_revoking_takes_the_figure_back_and_keeps_the_verdict_in_sight(escena: Any, client: Client) -> None:
    verificar(escena)
    assert estado(escena) == ("verificada", 60, 60)
    revocar_verificacion(actor=escena.beto, evidencia=escena.evidencia, motivo="El documento es de otro año.")
    assert estado(escena) == ("enviada", 0, 0)
    texto = client.get(f"/evidencias/{escena.evidencia.pk}/").content.decode()
    assert "El documento es de otro año." in texto
    assert Asiento.objects.latest("numero").accion == "evidencia.revocada"
    assert Asiento.objects.latest("numero").rol == Membresia.Rol.VERIFICACION
    verificar(escena, 40)
    assert estado(escena) == ("verificada", 40, 40)


def test_revoking_asks_for_a_reason_a_verdict_and_no_corrected_version(escena: Any) -> None:
    with pytest.raises(ReglaIncumplida, match="no tiene una verificación vigente"):
        revocar_verificacion(actor=escena.beto, evidencia=escena.evidencia, motivo="x")
    verificar_evidencia(
        actor=escena.beto, evidencia=escena.evidencia, veredicto="observada", motivo="Falta la firma"
    )
    with pytest.raises(ReglaIncumplida, match="por qué se revoca"):
        revocar_verificacion(actor=escena.beto, evidencia=escena.evidencia, motivo="  ")
    corregir_evidencia(
        actor=escena.dario,
        evidencia=escena.evidencia,
        nueva=EvidenciaNueva(titulo="Minuta firmada", enlace="https://ejemplo.test/firmada.pdf"),
    )
    with pytest.raises(ReglaIncumplida, match="versión corregida"):
        revocar_verificacion(actor=escena.beto, evidencia=escena.evidencia, motivo="Me equivoqué")
    assert Evidencia.objects.get(pk=escena.evidencia.pk).estado == "observada"


def test_an_objection_sends_verified_evidence_back_to_review_without_moving_a_figure(escena: Any) -> None:
    verificar(escena)
    opinar_sobre_evidencia(
        actor=escena.carla, evidencia=escena.evidencia, sentido="objeta", motivo="La obra no está terminada."
    )
    assert estado(escena) == ("impugnada", 60, 60)
    assert Evidencia.objects.por_verificar().filter(pk=escena.evidencia.pk).exists()
    verificar_evidencia(
        actor=escena.beto, evidencia=escena.evidencia, veredicto="rechazada", motivo="La organización tiene razón."
    )
    assert estado(escena) == ("rechazada", 0, 0)


def test_an_objection_before_the_verdict_is_heard_and_leaves_it_waiting(escena: Any) -> None:
    opinar_sobre_evidencia(
        actor=escena.carla, evidencia=escena.evidencia, sentido="objeta", motivo="No prueba nada"
    )
    assert estado(escena)[0] == "enviada"
    opinar_sobre_evidencia(actor=escena.carla, evidencia=escena.evidencia, sentido="avala")
    assert [p.sentido for p in Postura.objects.all()] == ["avala", "objeta"]
    with pytest.raises(ReglaIncumplida, match="ya dijo eso"):
        opinar_sobre_evidencia(actor=escena.carla, evidencia=escena.evidencia, sentido="avala")
    with pytest.raises(ReglaIncumplida, match="por qué la objetas"):
        opinar_sobre_evidencia(actor=escena.carla, evidencia=escena.evidencia, sentido="objeta")


def test_only_civil_society_that_answers_for_the_commitment_and_did_not_send_it_may_speak(escena: Any) -> None:
    for nombre in ("alicia", "beto", "dario", "elena", "fidel", "zoe", "ciudadana"):
        with pytest.raises(PermissionDenied):
            opinar_sobre_evidencia(actor=getattr(escena, nombre), evidencia=escena.evidencia, sentido="avala")
    propia = EvidenciaF(entrega=escena.entrega, autor=escena.carla, institucion=escena.osc)
    with pytest.raises(PermissionDenied):
        opinar_sobre_evidencia(actor=escena.carla, evidencia=propia, sentido="avala")


def test_it_may_speak_of_an_activity_that_another_institution_reports(escena: Any) -> None:
    ajena = ActividadF(compromiso=escena.compromiso, numero=7, a_cargo_de=InstitucionF())
    evidencia = EvidenciaF(entrega=EntregaF(actividad=ajena), autor=escena.dario)
    postura = opinar_sobre_evidencia(actor=escena.carla, evidencia=evidencia, sentido="avala")
    assert postura.institucion == escena.osc
    assert Asiento.objects.latest("numero").institucion == escena.osc.nombre


def test_four_eyes_hold_for_verdicts_and_revocations(escena: Any) -> None:
    Membresia.objects.create(usuario=escena.beto, rol="responsable", institucion=escena.institucion)
    beto = type(escena.beto).objects.get(pk=escena.beto.pk)
    for acto in (
        lambda: verificar_evidencia(
            actor=beto, evidencia=escena.evidencia, veredicto="verificada", porcentaje=Decimal(50)
        ),
        lambda: revocar_verificacion(actor=beto, evidencia=escena.evidencia, motivo="x"),
    ):
        with pytest.raises(PermissionDenied):
            acto()


def test_the_database_refuses_to_change_what_an_organisation_said(escena: Any) -> None:
    opinar_sobre_evidencia(actor=escena.carla, evidencia=escena.evidencia, sentido="avala")
    with pytest.raises(Error, match="solo admite altas"), transaction.atomic():
        Postura.objects.update(sentido="objeta")


def test_the_page_of_states_names_each_one(client: Client) -> None:
    texto = client.get("/evidencias/estados/").content.decode()
    for nombre in ("Enviada", "Verificada", "Devuelta con observaciones", "Rechazada", "Impugnada", "Retirada"):
        assert nombre in texto
