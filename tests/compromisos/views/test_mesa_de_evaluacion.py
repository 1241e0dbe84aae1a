"""The desk leads who evaluates to their plans and who was recommended something to its answer."""

import pytest
from django.test import Client
from django.urls import reverse
from fabricas import Elenco, EvaluacionF, EvidenciaF, RecomendacionF, momento

MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db


def mesa(quien: object) -> str:
    cliente = Client()
    cliente.force_login(quien, MOTOR)  # type: ignore[arg-type]
    return cliente.get(reverse("mesa")).content.decode()


def test_the_desk_leads_to_evaluating_and_to_answering(elenco: Elenco) -> None:
    evaluacion = EvaluacionF(plan=elenco.plan, institucion=elenco.garante, publicada_en=momento("2020-07-25"))
    pendiente = RecomendacionF(evaluacion=evaluacion, institucion=elenco.institucion)
    respondida = RecomendacionF(evaluacion=evaluacion, institucion=elenco.institucion, estado="aceptada")
    borrador = EvaluacionF(plan=elenco.plan, institucion=elenco.garante, corte=momento("2020-06-01").date())
    secreta = RecomendacionF(evaluacion=borrador, institucion=elenco.institucion)
    suya = mesa(elenco.dario)
    assert reverse("mesa_responder", args=[pendiente.pk]) in suya
    assert reverse("mesa_responder", args=[respondida.pk]) not in suya
    assert reverse("mesa_responder", args=[secreta.pk]) not in suya
    evaluar = reverse("mesa_evaluaciones", args=[elenco.plan.slug])
    assert evaluar in mesa(elenco.beto)
    assert evaluar not in suya
    assert reverse("mesa_evaluaciones", args=[elenco.borrador.slug]) not in mesa(elenco.beto)
    ajena = mesa(elenco.zoe)
    assert evaluar not in ajena
    assert reverse("mesa_responder", args=[pendiente.pk]) not in ajena


def test_a_long_history_is_folded_after_the_latest(elenco: Elenco, client: Client) -> None:
    for n in range(14):
        EvidenciaF(entrega=elenco.entrega, titulo=f"Minuta {n}", creado=momento(f"2020-07-{n + 1:02}"))
    texto = client.get(elenco.compromiso.get_absolute_url()).content.decode()
    a_la_vista, plegado = texto.split('id="avances"')[1].split("Ver 2 anteriores")
    assert "Minuta 13" in a_la_vista
    assert "Minuta 1<" not in a_la_vista
    assert "Minuta 1<" in plegado
    assert "Minuta 0<" in plegado
