"""How an act on a consultation enters the log."""

from typing import Any

from consultas.models import Consulta
from consultas.permisos_consultas import facilita_consulta
from secretariado.models import Institucion, Membresia, Usuario
from secretariado.registro.bitacora import asentar


def anotar(
    actor: Usuario, consulta: Consulta, accion: str, datos: dict[str, Any], institucion: Institucion | None = None
) -> None:
    """The entry of an act of who facilitates or of a responsible body; reserved while it is a draft."""
    asentar(
        actor=actor,
        rol=Membresia.Rol.FACILITACION if facilita_consulta(actor, consulta) else Membresia.Rol.RESPONSABLE,
        institucion=institucion,
        accion=accion,
        asunto=consulta.asunto,
        plan=consulta.plan.clave if consulta.plan else "",
        publico=not consulta.es_borrador,
        datos=datos,
    )
