"""The aggregates of this floor, one file each."""

from secretariado.models.aviso import Aviso, EnlaceCalendario, PreferenciaAviso, modo_por_omision
from secretariado.models.cifras import ConCifras, ConConteos, DecimalExacto
from secretariado.models.cuenta import Membresia, Usuario
from secretariado.models.entidad import Entidad
from secretariado.models.institucion import Garante, Institucion
from secretariado.models.invitacion import Invitacion
from secretariado.models.llave import Alcance, LlaveApi, PeticionUnica
from secretariado.models.registro import Archivo, Asiento
from secretariado.models.sesion import Acuerdo, Asistencia, Sesion
from secretariado.models.stl import Integrante, Secretariado
from secretariado.models.suscripcion import Envio, Suscripcion, Suscriptor

__all__ = [
    "Acuerdo",
    "Alcance",
    "Archivo",
    "Asiento",
    "Asistencia",
    "Aviso",
    "ConCifras",
    "ConConteos",
    "DecimalExacto",
    "EnlaceCalendario",
    "Entidad",
    "Envio",
    "Garante",
    "Institucion",
    "Integrante",
    "Invitacion",
    "LlaveApi",
    "Membresia",
    "PeticionUnica",
    "PreferenciaAviso",
    "Secretariado",
    "Sesion",
    "Suscripcion",
    "Suscriptor",
    "Usuario",
    "modo_por_omision",
]
