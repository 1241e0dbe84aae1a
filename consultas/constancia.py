"""How an act on a consultation enters the log."""

from typing import Any

from consultas.models import Consulta
from consultas.permisos_consultas import facilita_consulta
from secretariado.models import Institucion, Membresia, Usuario
from secretariado.registro.bitacora import asentar


def anotar(
    actor: Usuario, consulta: Consulta, accion: str, datos: dict[str, Any], institucion: Institucion | None = None
) -> None:
    """The entry of an act of who facilitates or of a responsible body; reserved while it is a draft. A public one
    does not name a plan that is not."""
    plan = consulta.plan if consulta.plan and (consulta.es_borrador or not consulta.plan.es_borrador) else None
    asentar(
        actor=actor,
        rol=Membresia.Rol.FACILITACION if facilita_consulta(actor, consulta) else Membresia.Rol.RESPONSABLE,
        institucion=institucion,
        accion=accion,
        asunto=consulta.asunto,
        plan=plan.clave if plan else "",
        publico=not consulta.es_borrador,
        datos={**datos, "demostracion": True} if consulta.es_demostracion else datos,
    )
