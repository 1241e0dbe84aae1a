"""What the desks write through the API: for `seguridad/test_matriz_api.py`, the scene and who may."""

from datetime import date
from typing import Any

from fabricas import Elenco, EvaluacionF, RecomendacionF, ValoracionF, momento

from compromisos.models import Informe, ProgramaDeInformes

CORTE = {"corte": "2020-07-31"}
PIDEN = {"alicia", "beto", "elena"}
TEXTO = {"texto": "Se publicarán en agosto."}


def poner_informes(e: Elenco) -> None:
    """One that waits and one that failed; and a plan whose report is made by itself."""
    e.en_cola, e.fallido = (
        Informe.objects.create(
            folio=folio,
            plan=e.plan,
            corte=date(2020, 7, 1),
            estado=estado,
            solicitado_por=e.beto,
            rol="verificacion",
            creado=momento("2020-07-31", 23),
            latido=momento("2020-07-31", 23),
        )
        for folio, estado in (("GTO-1-M-20200701-01", "en_cola"), ("GTO-1-M-20200701-02", "fallo"))
    )
    ProgramaDeInformes.objects.create(
        plan=e.plan,
        periodicidad="mensual",
        desde="2020-07-01",
        pedido_por=e.alicia,
        cambiado=momento("2020-07-01"),
    )


def poner_evaluaciones(e: Elenco) -> None:
    """A draft of the guarantor, and a published one with a recommendation to dario's institution."""
    e.evaluacion = EvaluacionF(plan=e.plan, institucion=e.garante, autor=e.beto)
    e.valoracion = ValoracionF(evaluacion=e.evaluacion, compromiso=e.compromiso)
    e.sugerida = RecomendacionF(evaluacion=e.evaluacion, institucion=e.institucion)
    e.publicada = EvaluacionF(
        plan=e.plan,
        institucion=e.garante,
        autor=e.beto,
        clave="GTO-1-EF-20200630",
        tipo="final",
        publicada_en=momento("2020-07-20"),
    )
    e.recomendacion = RecomendacionF(evaluacion=e.publicada, institucion=e.institucion)


INFORMES: dict[str, tuple[Any, Any, set[str]]] = {
    "pedir_informe_de_plan": (lambda e: f"planes/{e.plan.clave}/informes/", CORTE, PIDEN),
    "pedir_ficha_de_compromiso": (lambda e: f"compromisos/{e.compromiso.clave}/informes/", CORTE, PIDEN),
    "pedir_constancia_de_evidencia": (lambda e: f"evidencias/{e.verificada.pk}/informes/", CORTE, PIDEN),
    "pedir_informe_de_entidad": (lambda e: f"entidades/{e.entidad.slug}/informes/", CORTE, PIDEN),
    "pedir_informe_de_evaluacion": (lambda e: f"evaluaciones/{e.publicada.clave}/informes/", CORTE, PIDEN),
    "pedir_informe_nacional": (lambda e: "informes/", CORTE, {"elena"}),
    "cancelar_informe": (lambda e: f"mesa-informes/{e.en_cola.folio}/cancelacion/", None, PIDEN),
    "reintentar_informe": (lambda e: f"mesa-informes/{e.fallido.folio}/reintento/", None, PIDEN),
    "programar_informes": (lambda e: f"planes/{e.plan.clave}/programa/", {"periodicidad": "trimestral"}, PIDEN),
    "dejar_de_programar_informes": (lambda e: f"planes/{e.plan.clave}/programa/", None, PIDEN),
}
EVALUACIONES: dict[str, tuple[Any, Any, set[str]]] = {
    "abrir_evaluacion": (lambda e: f"planes/{e.plan.clave}/evaluaciones/", {"tipo": "final", **CORTE}, {"beto"}),
    "escribir_evaluacion": (
        lambda e: f"mesa-evaluaciones/{e.evaluacion.clave}/",
        {"hallazgos": "Faltan medios de verificación."},
        {"beto"},
    ),
    "publicar_evaluacion": (lambda e: f"mesa-evaluaciones/{e.evaluacion.clave}/publicacion/", None, {"beto"}),
    "agregar_recomendacion": (
        lambda e: f"mesa-evaluaciones/{e.evaluacion.clave}/recomendaciones/",
        lambda e: {"texto": "Publicar los contratos.", "institucion": e.institucion.slug},
        {"beto"},
    ),
    "valorar_compromiso": (
        lambda e: f"mesa-valoraciones/{e.valoracion.pk}/",
        {"ambicion": "sustancial"},
        {"beto"},
    ),
    "cambiar_recomendacion": (
        lambda e: f"mesa-recomendaciones/{e.sugerida.pk}/",
        {"vence": "2021-01-31"},
        {"beto"},
    ),
    "quitar_recomendacion": (lambda e: f"mesa-recomendaciones/{e.sugerida.pk}/", None, {"beto"}),
    "responder_recomendacion": (
        lambda e: f"recomendaciones/{e.recomendacion.pk}/respuesta/",
        {"estado": "aceptada", **TEXTO},
        {"dario"},
    ),
    "seguir_recomendacion": (
        lambda e: f"recomendaciones/{e.recomendacion.pk}/seguimiento/",
        {"estado": "atendida", **TEXTO},
        {"beto"},
    ),
}
TABLA_DE_MESAS = {**INFORMES, **EVALUACIONES}


def poner_mesas(e: Elenco) -> None:
    poner_informes(e)
    poner_evaluaciones(e)
