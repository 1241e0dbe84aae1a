"""How an act on an STL enters the log."""

from typing import Any

from secretariado.models import Membresia, Secretariado, Usuario
from secretariado.registro.bitacora import asentar


def anotar(
    actor: Usuario, secretariado: Secretariado, accion: str, datos: dict[str, Any], *, publico: bool = True
) -> None:
    """The entry of an act of who facilitates. Never with names: the log is for ever, and a person may ask to be
    forgotten."""
    asentar(
        actor=actor,
        rol=Membresia.Rol.FACILITACION,
        institucion=None,
        accion=accion,
        asunto=f"secretariado:{secretariado.slug}"[:60],
        publico=publico,
        datos=datos,
    )
