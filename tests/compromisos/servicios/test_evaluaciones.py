"""Evaluating a plan: who may, what publishing asks for, what it locks, and the answers to its recommendations."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from fabricas import AvanceF, CompromisoF, Elenco, EvaluacionF, RecomendacionF, ValoracionF, momento

from compromisos.informes.evaluacion import recomendaciones_al
from compromisos.models import Elemento, Evaluacion, Marco, Responsable, Seguimiento
from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.entregas import sincronizar_entrega
from compromisos.servicios.evaluaciones import (
    abrir_evaluacion,
    escribir_evaluacion,
    publicar_evaluacion,
    quitar_recomendacion,
    recomendar,
    valorar_compromiso,
)
from compromisos.servicios.modificaciones import retirar_compromiso
from compromisos.servicios.seguimientos import responder_recomendacion, seguir_recomendacion
from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida
from pal_portal.cimientos.fechas import hoy
from secretariado.models import Asiento

pytestmark = pytest.mark.django_db
CORTE = date(2020, 6, 30)
CRITERIOS: dict[str, Any] = {
    "verificable": True,
    "verificable_porque": "Tiene plazos.",
    "relevante": True,
    "valores": ["acceso"],
    "relevante_porque": "Abre datos.",
    "ambicion": "modesto",
    "ambicion_porque": "Mejora lo que había.",
    "cumplimiento": "sustancial",
    "cumplimiento_porque": "Se hizo casi todo.",
    "resultados": "marginal",
    "resultados_porque": "Ya se consulta.",
    "hallazgos": "",
}
TEXTOS = {"metodo": "Se leyó el plan.", "hallazgos": "", "conclusiones": "Va bien."}


@pytest.fixture(autouse=True)
def _valores(db: None) -> None:
    marco = Marco.objects.create(clave="ogp", nombre="Valores", fuente="OGP")
    Elemento.objects.create(marco=marco, clave="acceso", orden=1, nivel="valor", nombre="Acceso a la información")


def abierta(elenco: Elenco) -> Evaluacion:
    return abrir_evaluacion(actor=elenco.beto, plan=elenco.plan, tipo="intermedia", corte=CORTE)


def test_only_the_garante_of_that_stl_evaluates_and_once_per_cut_off(elenco: Elenco) -> None:
    for nombre in ("alicia", "carla", "dario", "elena", "fidel", "yago", "zoe", "ciudadana"):
        with pytest.raises(PermissionDenied):
            abrir_evaluacion(actor=getattr(elenco, nombre), plan=elenco.plan, tipo="final", corte=CORTE)
    with pytest.raises(PermissionDenied):
        abrir_evaluacion(actor=elenco.beto, plan=elenco.borrador, tipo="final", corte=CORTE)
    assert abierta(elenco).clave == f"{elenco.plan.clave}-EI-20200630"
    with pytest.raises(ReglaIncumplida):
        abierta(elenco)
    with pytest.raises(ReglaIncumplida):
        abrir_evaluacion(actor=elenco.beto, plan=elenco.plan, tipo="final", corte=date(2020, 8, 1))


def test_the_portal_suggests_a_completion_and_sets_none(elenco: Elenco) -> None:
    AvanceF(entrega=elenco.entrega, creado=momento("2020-06-15"))
    sincronizar_entrega(elenco.entrega.pk)
    valoracion = abierta(elenco).valoraciones.get()
    assert (valoracion.cumplimiento, valoracion.cumplimiento_sugerido) == ("", "no_iniciado")


def test_publishing_asks_for_every_criterion_with_its_reason_and_locks_it(elenco: Elenco) -> None:
    evaluacion = abierta(elenco)
    with pytest.raises(ReglaIncumplida, match=r"cómo se evaluó.*conclusiones.*GTO-1-01"):
        publicar_evaluacion(actor=elenco.beto, evaluacion=evaluacion)
    escribir_evaluacion(actor=elenco.beto, evaluacion=evaluacion, textos=TEXTOS)
    valoracion = evaluacion.valoraciones.get()
    valorar_compromiso(actor=elenco.beto, valoracion=valoracion, criterios=CRITERIOS | {"resultados_porque": ""})
    with pytest.raises(ReglaIncumplida, match="GTO-1-01"):
        publicar_evaluacion(actor=elenco.beto, evaluacion=evaluacion)
    valorar_compromiso(actor=elenco.beto, valoracion=valoracion, criterios=CRITERIOS)
    evaluacion = publicar_evaluacion(actor=elenco.beto, evaluacion=evaluacion)
    assert evaluacion.publicada_en
    valoracion.refresh_from_db()
    for acto in (
        lambda: escribir_evaluacion(actor=elenco.beto, evaluacion=evaluacion, textos=TEXTOS),
        lambda: valorar_compromiso(actor=elenco.beto, valoracion=valoracion, criterios=CRITERIOS),
        lambda: publicar_evaluacion(actor=elenco.beto, evaluacion=evaluacion),
    ):
        with pytest.raises(PermissionDenied):
            acto()
    publicos = Asiento.objects.filter(asunto=evaluacion.asunto, publico=True)
    assert list(publicos.values_list("accion", flat=True)) == ["evaluacion.publicada"]


def test_values_belong_to_the_catalogue_and_to_what_is_relevant(elenco: Elenco) -> None:
    valoracion = abierta(elenco).valoraciones.get()
    for mal in ({"valores": ["inventado"]}, {"valores": []}, {"relevante": False}):
        with pytest.raises(ReglaIncumplida):
            valorar_compromiso(actor=elenco.beto, valoracion=valoracion, criterios=CRITERIOS | mal)


def test_who_answers_for_a_commitment_does_not_judge_it_and_the_rest_can_be_published(elenco: Elenco) -> None:
    propio = CompromisoF(plan=elenco.plan, numero=2)
    Responsable.objects.create(compromiso=propio, institucion=elenco.garante, papel="corresponsable")
    evaluacion = abierta(elenco)
    escribir_evaluacion(actor=elenco.beto, evaluacion=evaluacion, textos=TEXTOS)
    suya = evaluacion.valoraciones.get(compromiso=propio)
    with pytest.raises(ReglaIncumplida, match="responde por este compromiso"):
        valorar_compromiso(actor=elenco.beto, valoracion=suya, criterios=CRITERIOS)
    ajena = evaluacion.valoraciones.get(compromiso=elenco.compromiso)
    valorar_compromiso(actor=elenco.beto, valoracion=ajena, criterios=CRITERIOS)
    publicar_evaluacion(actor=elenco.beto, evaluacion=evaluacion)
    pagina = Client().get(evaluacion.get_absolute_url()).content.decode()
    assert "quien evalúa también responde por él" in pagina


def test_a_recommendation_is_answered_by_its_institution_and_reviewed_by_the_evaluator(elenco: Elenco) -> None:
    evaluacion = EvaluacionF(plan=elenco.plan, institucion=elenco.garante, autor=elenco.beto)
    datos = {
        "compromiso": elenco.compromiso,
        "institucion": elenco.institucion,
        "texto": "Publicar.",
        "vence": None,
    }
    with pytest.raises(ReglaIncumplida):
        recomendar(actor=elenco.beto, evaluacion=evaluacion, datos=datos | {"compromiso": elenco.otro_compromiso})
    fila = recomendar(actor=elenco.beto, evaluacion=evaluacion, datos=datos)
    with pytest.raises(PermissionDenied):
        responder_recomendacion(actor=elenco.dario, recomendacion=fila, estado="aceptada", texto="Sí.")
    Evaluacion.objects.filter(pk=evaluacion.pk).update(publicada_en=momento("2020-07-20"))
    fila = type(fila).objects.select_related("evaluacion__plan", "institucion").get(pk=fila.pk)
    for nombre in ("alicia", "beto", "carla", "elena", "zoe"):
        with pytest.raises(PermissionDenied):
            responder_recomendacion(
                actor=getattr(elenco, nombre), recomendacion=fila, estado="aceptada", texto="Sí."
            )
    for estado, texto in (("atendida", "Sí."), ("aceptada", " ")):
        with pytest.raises(ReglaIncumplida):
            responder_recomendacion(actor=elenco.dario, recomendacion=fila, estado=estado, texto=texto)
    responder_recomendacion(actor=elenco.dario, recomendacion=fila, estado="en_parte", texto="En parte.")
    with pytest.raises(PermissionDenied):
        seguir_recomendacion(actor=elenco.dario, recomendacion=fila, estado="atendida", texto="Ya.")
    seguir_recomendacion(actor=elenco.beto, recomendacion=fila, estado="atendida", texto="Se publicó.")
    fila.refresh_from_db()
    assert fila.estado == "atendida"
    publicados = Client().get("/api/v1/seguimientos/").json()["resultados"]
    assert [s["estado"] for s in publicados] == ["en_parte", "atendida"]


def test_what_the_evaluator_found_stands_until_it_looks_again(elenco: Elenco) -> None:
    """An institution does not turn «no atendida» into «aceptada» by answering once more; its answer is kept."""
    evaluacion = EvaluacionF(plan=elenco.plan, institucion=elenco.garante, publicada_en=momento("2020-07-20"))
    fila = RecomendacionF(evaluacion=evaluacion, institucion=elenco.institucion)

    def estado(quien: str, dicho: str) -> str:
        servicio = seguir_recomendacion if quien == "beto" else responder_recomendacion
        servicio(actor=getattr(elenco, quien), recomendacion=fila, estado=dicho, texto="Porque sí.")
        fila.refresh_from_db()
        assert recomendaciones_al(evaluacion, hoy())[0].estado == fila.estado, "el reporte dice lo mismo"
        return fila.estado

    assert estado("dario", "no_aceptada") == "no_aceptada"
    assert estado("dario", "aceptada") == "aceptada", "antes de revisarse, vale lo último que se respondió"
    assert estado("beto", "no_atendida") == "no_atendida"
    assert estado("dario", "aceptada") == "no_atendida"
    assert estado("beto", "atendida") == "atendida"
    with pytest.raises(ReglaIncumplida, match="ya dijo que se atendió"):
        estado("dario", "en_parte")
    fila.refresh_from_db()
    assert (fila.estado, fila.seguimientos.count()) == ("atendida", 5)
    assert estado("beto", "no_atendida") == "no_atendida", "quien evalúa puede volver a mirar"


def test_what_was_answered_is_never_rewritten(elenco: Elenco) -> None:
    evaluacion = EvaluacionF(plan=elenco.plan, institucion=elenco.garante, publicada_en=momento("2020-07-20"))
    fila = RecomendacionF(evaluacion=evaluacion, institucion=elenco.institucion)
    responder_recomendacion(actor=elenco.dario, recomendacion=fila, estado="aceptada", texto="Sí.")
    for acto in (lambda: Seguimiento.objects.update(texto="No."), lambda: Seguimiento.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            acto()


def test_a_draft_leaves_through_no_page_nor_table(elenco: Elenco) -> None:
    evaluacion = EvaluacionF(plan=elenco.plan, institucion=elenco.garante, conclusiones="Texto reservado")
    ValoracionF(evaluacion=evaluacion, compromiso=elenco.compromiso, hallazgos="Texto reservado")
    RecomendacionF(evaluacion=evaluacion, institucion=elenco.institucion, texto="Texto reservado")
    for persona in ("", "alicia", "dario", "elena"):
        cliente = Client()
        if persona:
            cliente.force_login(
                getattr(elenco, persona), backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        assert cliente.get(evaluacion.get_absolute_url()).status_code == 404
        for tabla in ("evaluaciones", "valoraciones", "recomendaciones", "seguimientos"):
            assert "reservado" not in cliente.get(f"/api/v1/{tabla}/?formato=csv").getvalue().decode()
        for ruta in ("/evaluaciones/", elenco.plan.get_absolute_url()):
            assert evaluacion.clave not in cliente.get(ruta).content.decode()


def test_a_commitment_withdrawn_on_the_day_of_the_cut_off_does_not_stop_publication(elenco: Elenco) -> None:
    """It was judged while it was in force: its judgement stays, with the completion suggested then."""
    evaluacion = abrir_evaluacion(actor=elenco.beto, plan=elenco.plan, tipo="intermedia", corte=hoy())
    escribir_evaluacion(actor=elenco.beto, evaluacion=evaluacion, textos=TEXTOS)
    valoracion = evaluacion.valoraciones.get()
    valorar_compromiso(actor=elenco.beto, valoracion=valoracion, criterios=CRITERIOS)
    retirar_compromiso(
        actor=elenco.alicia,
        compromiso=elenco.compromiso,
        autorizacion=Autorizacion("Lo pidió la mesa", elenco.plan.acuerdo_publicacion),
    )
    assert publicar_evaluacion(actor=elenco.beto, evaluacion=evaluacion).publicada_en
    antes = valoracion.cumplimiento_sugerido
    valoracion.refresh_from_db()
    assert valoracion.cumplimiento_sugerido == antes


def test_a_recommendation_that_somebody_removed_does_not_come_back(elenco: Elenco) -> None:
    evaluacion = EvaluacionF(plan=elenco.plan, institucion=elenco.garante, autor=elenco.beto)
    recomendacion = RecomendacionF(evaluacion=evaluacion, institucion=elenco.institucion)
    quitar_recomendacion(actor=elenco.beto, recomendacion=recomendacion)
    datos = {"texto": "Otro", "institucion": elenco.institucion, "compromiso": None, "vence": None}
    with pytest.raises(OtraPersonaCambio):
        recomendar(actor=elenco.beto, evaluacion=evaluacion, datos=datos, recomendacion=recomendacion)
    assert evaluacion.recomendaciones.count() == 0
