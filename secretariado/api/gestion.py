"""Writes of who invites, and of one's own account: its name and its notices."""

from typing import Any, ClassVar

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers
from rest_framework.request import Request

from pal_portal.cimientos.publicacion import Recurso
from secretariado.api.acto import Acto
from secretariado.api.entradas import Entrada
from secretariado.api.escritura import Escritura, Hecho, actor
from secretariado.api.formularios import EntradaDeFormulario, PorClave
from secretariado.forms import InvitacionForm, NombreForm
from secretariado.models import Aviso, Membresia
from secretariado.publicacion import RECURSOS
from secretariado.publicacion_mesa import MESA_INVITACIONES
from secretariado.servicios.avisos import (
    crear_enlace_calendario,
    elegir_avisos,
    modos_de,
    preferencias_de,
    revocar_enlace_calendario,
)
from secretariado.servicios.cuentas import corregir_nombre
from secretariado.servicios.invitaciones import invitar, reenviar_invitacion, revocar_invitacion

_PUBLICO: dict[str, Recurso] = {r.nombre: r for r in RECURSOS}
EJEMPLO_DE_STL = "gto-secretariado-tecnico-local-de-gobierno-abierto-para-el-estado-de-guanajuato"


class InvitacionEntrada(EntradaDeFormulario):
    formulario = InvitacionForm
    rol = serializers.ChoiceField(choices=Membresia.Rol.choices, help_text="Papel que se le ofrece.")
    secretariado = PorClave(
        _PUBLICO["secretariados"],
        allow_null=True,
        default=None,
        help_text="Secretariado; sólo coordinación va sin él.",
    )
    institucion = PorClave(
        _PUBLICO["instituciones"],
        allow_null=True,
        default=None,
        help_text="Para institución responsable y para verificación.",
    )


class NombreEntrada(EntradaDeFormulario):
    formulario = NombreForm


class AvisosEntrada(Entrada):
    """How each kind of notice is wanted."""

    def get_fields(self) -> dict[str, Any]:
        return {
            tipo.value: serializers.ChoiceField(choices=modos_de(tipo), required=False, help_text=str(tipo.label))
            for tipo in Aviso.Tipo
        }


class Invitar(Acto):
    alcance = "invitar"
    operacion = "invitar"
    resumen = "Invitar a una persona a un papel"
    descripcion = "Recibe por correo un enlace que sirve una vez y vence en 14 días. El enlace no se dice aquí."
    servicio = staticmethod(invitar)
    entrada = InvitacionEntrada
    ejemplo: ClassVar = {
        "correo": "persona@ejemplo.gob.mx",
        "rol": "responsable",
        "secretariado": EJEMPLO_DE_STL,
        "institucion": "gto-sicom",
    }
    salida = MESA_INVITACIONES
    estado = 201


class _DeInvitacion(Acto):
    alcance = "invitar"
    fila: ClassVar[Any] = MESA_INVITACIONES
    como = "invitacion"
    con = ("secretariado", "institucion")
    salida: ClassVar[Any] = MESA_INVITACIONES


class ReenviarInvitacion(_DeInvitacion):
    operacion = "reenviar_invitacion"
    resumen = "Enviar otra vez una invitación"
    descripcion = "Con un enlace nuevo; el anterior deja de servir."
    servicio = staticmethod(reenviar_invitacion)


class RevocarInvitacion(_DeInvitacion):
    operacion = "revocar_invitacion"
    resumen = "Revocar una invitación"
    descripcion = "Su enlace deja de servir."
    servicio = staticmethod(revocar_invitacion)


_NOMBRE: dict[str, Any] = {
    "type": "object",
    "required": ["nombre"],
    "properties": {"nombre": {"type": "string"}},
}
_AVISOS: dict[str, Any] = {
    "type": "object",
    "required": list(Aviso.Tipo.values),
    "properties": {
        t.value: {"type": "string", "enum": [str(m) for m in modos_de(t)], "description": str(t.label)}
        for t in Aviso.Tipo
    },
}


class CorregirNombre(Acto):
    metodo = "PATCH"
    alcance = "cuenta"
    operacion = "corregir_nombre"
    resumen = "Corregir tu nombre"
    descripcion = "El que usan tu mesa y los correos."
    como = "cuenta"
    servicio = staticmethod(corregir_nombre)
    entrada = NombreEntrada
    ejemplo: ClassVar = {"nombre": "María Hernández"}
    salida = _NOMBRE

    def objeto(self, request: Request, **ruta: Any) -> Any:
        return actor(request)

    def responder(self, request: Request, objeto: Any, resultado: Any) -> Hecho:
        return Hecho({"nombre": objeto.nombre})


class VerAvisos(Escritura):
    metodo = "GET"
    alcance = "cuenta"
    operacion = "ver_avisos"
    resumen = "Qué avisos recibes por correo"
    estado = 200
    salida = _AVISOS

    def hacer(self, request: Request, objeto: Any, datos: Any) -> Hecho:
        return Hecho(preferencias_de(actor(request)))


class ElegirAvisos(Acto):
    metodo = "PATCH"
    alcance = "cuenta"
    operacion = "elegir_avisos"
    resumen = "Elegir qué avisos recibes por correo"
    descripcion = "Sólo los que envíes."
    servicio = staticmethod(elegir_avisos)
    entrada = AvisosEntrada
    ejemplo: ClassVar = {"vence_3": "semanal", "vencidas": "ninguno"}
    salida = _AVISOS

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"modos": datos}

    def responder(self, request: Request, objeto: Any, resultado: Any) -> Hecho:
        return Hecho(preferencias_de(actor(request)))


class CrearCalendario(Acto):
    alcance = "cuenta"
    operacion = "crear_calendario"
    resumen = "Hacer la dirección de tu calendario personal"
    descripcion = (
        "Se dice sólo aquí, una vez: no se guarda con ninguna Idempotency-Key. La anterior deja de servir."
    )
    servicio = staticmethod(crear_enlace_calendario)
    recuerda = False
    estado = 201
    salida: ClassVar = {
        "type": "object",
        "required": ["direccion"],
        "properties": {"direccion": {"type": "string", "format": "uri"}},
    }

    def responder(self, request: Request, objeto: Any, resultado: str) -> Hecho:
        return Hecho({"direccion": settings.SITIO_URL + reverse("calendario_personal", args=[resultado])})


class RevocarCalendario(Acto):
    metodo = "DELETE"
    alcance = "cuenta"
    operacion = "revocar_calendario"
    resumen = "Que la dirección de tu calendario deje de servir"
    servicio = staticmethod(revocar_enlace_calendario)
    estado = 204
