"""The environment of our templates, with what the floors offer them: floors meet here, never through imports
upward. Each function that asks the database costs one query and is called once
per page, never in a loop."""

from typing import Any

import jinja2

from compromisos import textos
from compromisos.diferencias import diferencia
from compromisos.models import Modificacion, Plan
from consultas import colas
from consultas.forms_seguir import SeguirForm
from consultas.lectura import ultimos
from consultas.lectura_ruta import como_se_participo
from consultas.participacion_en_numeros import participacion_de_plan
from consultas.seguibles import nombres_de
from consultas.texto import html_de
from pal_portal.cimientos.plantillas import entorno as base
from secretariado.models import Acuerdo, Entidad


def planes_de_entidad(entidad: Entidad, usuario: Any) -> list[Plan]:
    """Plans of a state that `usuario` may see."""
    return list(Plan.objects.visibles_para(usuario).filter(secretariado__entidad=entidad).order_by("numero"))


def planes_por_entidad() -> dict[int, int]:
    """Published plans of each state, by its id."""
    conteo: dict[int, int] = {}
    for entidad_id in Plan.objects.publicados().values_list("secretariado__entidad_id", flat=True):
        conteo[entidad_id] = conteo.get(entidad_id, 0) + 1
    return conteo


def lo_que_permite(acuerdo: Acuerdo) -> tuple[list[Plan], list[Modificacion]]:
    """The plans it published and the changes to them that rest on it: all public."""
    cambios = acuerdo.modificaciones.select_related("compromiso").order_by("creado", "pk")
    return list(acuerdo.planes_publicados.publicados()), list(cambios)


def hay_demostracion() -> bool:
    """Whether the figures of the country include a plan whose progress is demonstration data."""
    return Plan.objects.publicados().filter(avances_demostracion=True).exists()


def formulario_de_seguir(usuario: Any) -> SeguirForm:
    """The form to follow what a page shows, with the address of who has an account. No query."""
    return SeguirForm(initial={"correo": usuario.correo} if usuario and usuario.is_authenticated else {})


def entorno(**opciones: Any) -> jinja2.Environment:
    env = base(**opciones)
    env.filters["markdown"] = html_de
    env.globals.update(
        planes_de_entidad=planes_de_entidad,
        planes_por_entidad=planes_por_entidad,
        hay_demostracion=hay_demostracion,
        lo_que_permite=lo_que_permite,
        ultimos_comentarios=ultimos,
        formulario_de_seguir=formulario_de_seguir,
        participacion_de_plan=participacion_de_plan,
        por_moderar=colas.pendientes,
        como_se_participo=como_se_participo,
        diferencia=diferencia,
        enlace_de_asunto=textos.enlace_de_asunto,
        frase_de_bitacora=textos.frase_de_bitacora,
        nombre_de_asunto=textos.nombre_de_asunto,
        nombres_de_asuntos=nombres_de,
        nombre_de_dato=textos.nombre_de_dato,
        renglones_de_cambio=textos.renglones_de_cambio,
        valor_legible=textos.valor_legible,
    )
    return env
