"""How one entry of the log is told outside it: in the channels and in the messages of who follows."""

from django.urls import reverse
from django.utils.translation import gettext as _

from compromisos.textos import (
    enlace_de_asunto,
    frase_de_bitacora,
    nombre_de_asunto,
    nombre_de_dato,
    renglones_de_cambio,
)
from secretariado.models import Asiento
from secretariado.registro.bitacora import ROLES


def titular(asiento: Asiento, nombre: str = "") -> str:
    """`nombre`: that of what it is about, where it is known; its key otherwise."""
    titulo = asiento.datos.get("titulo") or ""
    nombre = nombre or nombre_de_asunto(asiento.asunto)
    if asiento.asunto.startswith("consulta:") and titulo:  # its key is no more than its title in an address
        nombre = titulo
    que = f"{frase_de_bitacora(asiento.accion)}: {nombre}"
    return f"{que} · {titulo}" if titulo and titulo != nombre else que


def quien(asiento: Asiento) -> str:
    """Institution or role; never a person, which the log does not know."""
    return str(asiento.institucion or ROLES.get(asiento.rol, _("Administración")))


def detalles(asiento: Asiento) -> list[str]:
    """Whether it is demonstration data, the reason, and each change: before and after."""
    lineas = []
    if asiento.datos.get("demostracion"):
        lineas.append(_("Dato de demostración: ninguna institución lo hizo."))
    if asiento.datos.get("motivo"):
        lineas.append(_("Motivo: %(motivo)s") % {"motivo": asiento.datos["motivo"]})
    antes, despues = asiento.datos.get("antes"), asiento.datos.get("despues")
    if isinstance(antes, dict) and isinstance(despues, dict):
        lineas += [f"{nombre_de_dato(c)}: {a} → {d}" for c, a, d in renglones_de_cambio(antes, despues)]
    return lineas


def ruta(asiento: Asiento) -> str:
    """The page where it can be seen."""
    if asiento.accion.startswith("evidencia.") and isinstance(asiento.datos.get("evidencia"), int):
        return reverse("evidencia", args=[asiento.datos["evidencia"]])
    return enlace_de_asunto(asiento.asunto) or reverse("asiento", args=[asiento.numero])
