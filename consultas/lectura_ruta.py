"""Reading a route of participation: the same steps on its page, on the plan's and on the desk."""

from typing import Any

from django.db.models import FilteredRelation

from compromisos.models import Plan
from consultas.models import Consulta, PasoDeRuta, Ruta, filtro_consultas_visibles
from secretariado.permisos import alcance

CAMPOS = (
    "id",
    "slug",
    "titulo",
    "instrumento",
    "inicio",
    "cierre",
    "es_historica",
    "resultados_publicados_en",
)
"""What a list of consultations shows."""


def pasos_de(ruta: Ruta, usuario: Any) -> list[PasoDeRuta]:
    """The steps that `usuario` may see, in order. One query."""
    filas = PasoDeRuta.objects.visibles_para(usuario).filter(ruta=ruta)
    return list(filas.select_related("consulta", "evento__consulta").order_by("orden"))


def como_se_participo(plan: Plan, usuario: Any) -> tuple[bool, list[Consulta]]:
    """Whether `plan` has a route that `usuario` may see, and its consultations in order. One query for both: the
    plan's page has none to spare."""
    visibles = FilteredRelation("consultas", condition=filtro_consultas_visibles(usuario, "consultas__"))
    filas = (
        Plan.objects.filter(pk=plan.pk)
        .annotate(suya=visibles)
        .order_by("suya__inicio", "suya__paso", "suya__id")
        .values_list(
            "ruta_de_participacion", "ruta_de_participacion__publicada_en", *(f"suya__{c}" for c in CAMPOS)
        )
    )
    con_ruta, consultas = False, []
    for ruta, publicada_en, *valores in filas:
        es_publica = publicada_en is not None and not plan.es_borrador
        con_ruta = ruta is not None and (es_publica or plan.secretariado_id in alcance(usuario).facilitacion)
        if valores[0] is not None:
            consultas.append(Consulta(**dict(zip(CAMPOS, valores, strict=True))))
    return con_ruta, consultas
