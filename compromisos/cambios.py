"""What of a plan may change, and how a change reads, before anything is written.

After publication the name, problem and objectives of a commitment are locked: the commitment stays, the
tactics change (02-dominio §2).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model

from compromisos.models import AccionClave, Actividad, Compromiso, Plan

Objeto = Compromiso | AccionClave | Actividad
CAMPOS: dict[type[Model], tuple[str, ...]] = {
    Compromiso: (
        "fecha_inicio",
        "fecha_fin",
        "descripcion",
        "contribucion",
        "proposito_ciudadano",
        "como_se_verifica",
        "medios_verificacion",
        "supuestos",
        "relevancia_ogp",
        "perspectiva_genero",
        "informacion_adicional",
        "otros_actores",
    ),
    AccionClave: ("nombre", "fecha_inicio", "fecha_fin", "descripcion", "medio_verificacion"),
    Actividad: (
        "nombre",
        "fecha_inicio",
        "fecha_fin",
        "periodicidad",
        "peso",
        "a_cargo_de",
        "descripcion",
        "medio_verificacion",
    ),
}
SOLO_EN_BORRADOR = ("nombre", "problema", "objetivo", "objetivo_mediano_plazo")
"""Of a commitment."""


def campos_editables(objeto: Objeto) -> tuple[str, ...]:
    """Fields of `objeto` that may change, given whether its plan is a draft."""
    campos = CAMPOS[type(objeto)]
    if isinstance(objeto, Compromiso) and objeto.plan.es_borrador:
        return (*SOLO_EN_BORRADOR, *campos)
    return campos


def valores(objeto: Objeto) -> dict[str, str]:
    """The editable fields of `objeto` as texts that do not depend on anybody's language: dates in ISO, options by
    their key, institutions by name. `textos.valor_legible` says them to people."""
    return {campo: _texto(objeto, campo) for campo in campos_editables(objeto)}


def previsto(objeto: Objeto, cambios: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str]]:
    """What `cambios` would change, before and after. Sets them on `objeto`, and saves nothing."""
    antes = valores(objeto)
    for campo in campos_editables(objeto):
        if campo in cambios:
            setattr(objeto, campo, cambios[campo])
    despues = valores(objeto)
    distintos = [c for c in antes if antes[c] != despues[c]]
    return {c: antes[c] for c in distintos}, {c: despues[c] for c in distintos}


def ponderaciones(acciones: Iterable[AccionClave]) -> dict[str, str]:
    """Weights by "ponderacion <number>"."""
    return {
        f"ponderacion {a.numero}": "" if a.ponderacion is None else f"{a.ponderacion.normalize():f}"
        for a in acciones
    }


def permiso_de_cambio(plan: Plan) -> str:
    return "compromisos.editar_borrador" if plan.es_borrador else "compromisos.modificar_plan"


def compromiso_de(objeto: Objeto) -> Compromiso:
    return objeto if isinstance(objeto, Compromiso) else objeto.compromiso


def plan_de(objeto: Objeto) -> Plan:
    return compromiso_de(objeto).plan


def _texto(objeto: Objeto, campo: str) -> str:
    valor = getattr(objeto, campo)
    if valor is None or valor == "":
        return ""
    if isinstance(valor, Decimal):
        return f"{valor.normalize():f}"
    return valor.isoformat() if isinstance(valor, date) else str(valor)
