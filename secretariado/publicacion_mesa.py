"""What the desk of who invites reads through the API. Never in the open data."""

from typing import Any

from django.db.models import QuerySet

from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.models import Invitacion
from secretariado.permisos import alcance
from secretariado.publicacion import ID

C = Columna


def invitaciones(usuario: Any) -> "QuerySet[Invitacion]":
    """Those of the STL that this account governs; coordination and administration see them all."""
    suyo = alcance(usuario)
    if suyo.administracion or suyo.coordinacion:
        return Invitacion.objects.all()
    return Invitacion.objects.filter(secretariado__in=suyo.facilitacion)


MESA_INVITACIONES = Recurso(
    "mesa-invitaciones",
    "Invitaciones de tu secretariado",
    invitaciones,
    "id",
    (
        ID,
        C("correo", "correo", "texto", "Correo de la persona."),
        C("rol", "rol", "texto", "Papel que se le ofrece."),
        C("secretariado", "secretariado__slug", "texto_o_nulo", "Secretariado."),
        C("institucion", "institucion__slug", "texto_o_nulo", "Institución."),
        C("creada", "creada", "momento", "Cuándo se hizo."),
        C("vence", "vence", "momento", "Hasta cuándo sirve su enlace."),
        C("enviada", "enviada", "momento", "Cuándo salió el correo; vacío: no ha salido."),
        C("aceptada", "aceptada", "momento", "Cuándo se aceptó."),
        C("revocada", "revocada", "momento", "Cuándo se revocó."),
    ),
)
PROPIOS = (MESA_INVITACIONES,)
