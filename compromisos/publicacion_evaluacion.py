"""What is public of the evaluations: published ones only, with everything they judge and what was answered."""

from typing import Any

from django.db.models import Model, QuerySet

from compromisos.models import Evaluacion, Recomendacion, Seguimiento, Valoracion
from compromisos.models.visibilidad import filtro_evaluaciones_visibles
from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.publicacion import ID

C = Columna
EVALUACION = C("evaluacion", "evaluacion__clave", "texto", "Evaluación.")


def _de_publicadas(modelo: type[Model], ruta: str) -> Any:
    def filas(usuario: Any) -> "QuerySet[Any]":
        publica = {f"{ruta}__publicada_en__isnull": False}
        return modelo._default_manager.filter(filtro_evaluaciones_visibles(usuario, f"{ruta}__"), **publica)

    return filas


RECURSOS = (
    Recurso(
        "evaluaciones",
        "Evaluaciones de los planes",
        lambda u: Evaluacion.objects.publicadas(),
        "clave",
        (
            C("clave", "clave", "texto", "Clave pública, como GTO-1-EF-20210731."),
            C("plan", "plan__clave", "texto", "Plan."),
            C("tipo", "tipo", "texto", "intermedia o final."),
            C("corte", "corte", "fecha", "Fecha a la que se evaluó."),
            C("institucion", "institucion__slug", "texto", "Institución que evaluó."),
            C("metodo", "metodo", "texto", "Cómo se evaluó."),
            C("hallazgos", "hallazgos", "texto", "Hallazgos sobre el plan."),
            C("conclusiones", "conclusiones", "texto", "Conclusiones."),
            C("publicada_en", "publicada_en", "momento", "Cuándo se publicó."),
            C("es_demostracion", "es_demostracion", "si_no", "Evaluación de demostración, que nadie hizo."),
        ),
    ),
    Recurso(
        "valoraciones",
        "Valoraciones de los compromisos",
        _de_publicadas(Valoracion, "evaluacion"),
        "id",
        (
            ID,
            EVALUACION,
            C("compromiso", "compromiso__clave", "texto", "Compromiso."),
            C("verificable", "verificable", "si_no", "Es verificable; vacío: sin valorar."),
            C("verificable_porque", "verificable_porque", "texto", "Por qué."),
            C("relevante", "relevante", "si_no", "Es relevante para el gobierno abierto; vacío: sin valorar."),
            C("valores", "valores", "lista", "Valores de gobierno abierto, del marco ogp."),
            C("relevante_porque", "relevante_porque", "texto", "Por qué."),
            C("ambicion", "ambicion", "texto", "no_claro, modesto o sustancial."),
            C("ambicion_porque", "ambicion_porque", "texto", "Por qué."),
            C("cumplimiento", "cumplimiento", "texto", "Grado de cumplimiento, decidido por quien evaluó."),
            C(
                "cumplimiento_sugerido",
                "cumplimiento_sugerido",
                "texto",
                "El que sugirió el portal a la fecha de corte; no decide.",
            ),
            C("cumplimiento_porque", "cumplimiento_porque", "texto", "Por qué."),
            C("resultados", "resultados", "texto", "Resultados tempranos: de empeoro a sobresaliente."),
            C("resultados_porque", "resultados_porque", "texto", "Por qué."),
            C("hallazgos", "hallazgos", "texto", "Hallazgos."),
        ),
    ),
    Recurso(
        "recomendaciones",
        "Recomendaciones de las evaluaciones",
        _de_publicadas(Recomendacion, "evaluacion"),
        "id",
        (
            ID,
            EVALUACION,
            C("numero", "numero", "entero", "Número en su evaluación."),
            C("compromiso", "compromiso__clave", "texto_o_nulo", "Compromiso, si es sobre uno."),
            C("institucion", "institucion__slug", "texto", "Institución a la que se dirige."),
            C("texto", "texto", "texto", "Qué se recomienda."),
            C("vence", "vence", "fecha", "Fecha límite."),
            C("estado", "estado", "texto", "Estado."),
        ),
    ),
    Recurso(
        "seguimientos",
        "Seguimiento de las recomendaciones",
        _de_publicadas(Seguimiento, "recomendacion__evaluacion"),
        "id",
        (
            ID,
            C("evaluacion", "recomendacion__evaluacion__clave", "texto", "Evaluación."),
            C("recomendacion", "recomendacion__numero", "entero", "Número de la recomendación."),
            C("estado", "estado", "texto", "Estado en que la dejó."),
            C("texto", "texto", "texto", "Qué se respondió o se encontró."),
            C("institucion", "institucion__slug", "texto", "Institución que lo dice."),
            C("rol", "rol", "texto", "Papel con que lo dice."),
            C("creado", "creado", "momento", "Cuándo."),
        ),
    ),
)
