"""What the desks of who invites and of who facilitates read through the API. Never in the open data; columns of
what is also public are those declared there."""

from dataclasses import replace
from typing import Any

from django.db.models import F, QuerySet

from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.models import Asistencia, Invitacion, Sesion
from secretariado.permisos import alcance
from secretariado.publicacion import ID, RECURSOS

C = Columna
_PUBLICO = {r.nombre: r for r in RECURSOS}


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


def sesiones(usuario: Any) -> "QuerySet[Sesion]":
    """Every one of the STL that this account facilitates, with the hash of their minutes, public or not."""
    return Sesion.objects.filter(secretariado__in=alcance(usuario).facilitacion).annotate(
        minuta_sha256=F("minuta__sha256")
    )


MESA_SESIONES = replace(
    _PUBLICO["sesiones"],
    nombre="mesa-sesiones",
    titulo="Sesiones de tu secretariado, también las convocadas",
    filas=sesiones,
    columnas=(
        *(c for c in _PUBLICO["sesiones"].columnas if c.nombre != "minuta_sha256"),
        C("minuta_sha256", "minuta_sha256", "texto_o_nulo", "Huella de su minuta; vacío: no se ha subido."),
        C("minuta_publicada", "minuta_publicada", "si_no", "Si su minuta ya es pública."),
    ),
)
MESA_ASISTENCIAS = replace(
    _PUBLICO["asistencias-de-sesiones"],
    nombre="mesa-asistencias",
    titulo="Asistencia a las sesiones de tu secretariado, también sin minuta pública",
    filas=lambda u: Asistencia.objects.filter(sesion__secretariado__in=alcance(u).facilitacion),
)
PROPIOS = (MESA_INVITACIONES, MESA_SESIONES, MESA_ASISTENCIAS)
