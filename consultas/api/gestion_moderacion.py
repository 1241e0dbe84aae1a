"""Writes of who moderates (suspend, refuse links) and of who facilitates (when comments are moderated); and
the pseudonym of an account."""

from typing import Any, ClassVar

from rest_framework.request import Request

from compromisos.api.recursos import SECRETARIADOS
from consultas.api.comentarios import Moderar
from consultas.forms_comentarios import BloqueoForm, PoliticaForm, SeudonimoForm, SitioForm
from consultas.publicacion_mesa import MESA_BLOQUEOS, MESA_POLITICAS
from consultas.servicios.moderacion import (
    bloquear_persona,
    bloquear_sitio,
    fijar_politica,
    levantar_bloqueo,
)
from consultas.servicios.participantes import corregir_seudonimo, participante_de_cuenta
from secretariado.api.acto import Acto
from secretariado.api.escritura import Hecho, actor
from secretariado.api.formularios import EntradaDeFormulario


class BloqueoEntrada(EntradaDeFormulario):
    formulario = BloqueoForm


class SitioEntrada(EntradaDeFormulario):
    formulario = SitioForm


class PoliticaEntrada(EntradaDeFormulario):
    formulario = PoliticaForm


class SeudonimoEntrada(EntradaDeFormulario):
    formulario = SeudonimoForm


class BloquearPersona(Moderar, Acto):
    alcance = "moderar"
    operacion = "bloquear_persona"
    resumen = "Suspender a quien escribió un comentario"
    descripcion = "En su secretariado y por un tiempo. Quién es no se dice a nadie."
    como = "comentario"
    servicio = staticmethod(bloquear_persona)
    entrada = BloqueoEntrada
    ejemplo: ClassVar = {"dias": 30, "motivo": "Insultó a tres personas."}
    salida = MESA_BLOQUEOS
    estado = 201
    hacer = Acto.hacer


class _DeSecretariado(Acto):
    fila: ClassVar[Any] = SECRETARIADOS
    como = "secretariado"
    con = ("entidad",)


class BloquearSitio(_DeSecretariado):
    alcance = "moderar"
    operacion = "bloquear_sitio"
    resumen = "No admitir enlaces a un sitio en los comentarios de un secretariado"
    descripcion = "Por un tiempo."
    servicio = staticmethod(bloquear_sitio)
    entrada = SitioEntrada
    ejemplo: ClassVar = {"dominio": "ejemplo.com", "dias": 90, "motivo": "Manda a páginas falsas."}
    salida = MESA_BLOQUEOS
    estado = 201


class FijarPolitica(_DeSecretariado):
    metodo = "PUT"
    alcance = "consultas"
    operacion = "fijar_politica_de_moderacion"
    resumen = "Decir cuándo se moderan los comentarios de un secretariado"
    descripcion = "Lo decide quien facilita, y el cambio es público."
    servicio = staticmethod(fijar_politica)
    entrada = PoliticaEntrada
    ejemplo: ClassVar = {"modo": "posterior"}
    salida = MESA_POLITICAS


class LevantarBloqueo(Acto):
    metodo = "DELETE"
    alcance = "moderar"
    operacion = "levantar_bloqueo"
    resumen = "Levantar una suspensión"
    fila = MESA_BLOQUEOS
    como = "bloqueo"
    con = ("secretariado",)
    servicio = staticmethod(levantar_bloqueo)
    estado = 204


class CorregirSeudonimo(Acto):
    metodo = "PUT"
    alcance = "participar"
    operacion = "corregir_seudonimo"
    resumen = "Cambiar el seudónimo con que firmas"
    descripcion = "También el de lo que ya escribiste. Vacío: uno al azar."
    servicio = staticmethod(corregir_seudonimo)
    entrada = SeudonimoEntrada
    ejemplo: ClassVar = {"seudonimo": "Vecina de la Presa"}
    salida: ClassVar = {
        "type": "object",
        "required": ["seudonimo"],
        "properties": {"seudonimo": {"type": "string"}},
    }

    def objeto(self, request: Request, **ruta: Any) -> Any:
        return participante_de_cuenta(usuario=actor(request))

    como = "participante"

    def responder(self, request: Request, objeto: Any, resultado: Any) -> Hecho:
        objeto.refresh_from_db(fields=["seudonimo"])
        return Hecho({"seudonimo": objeto.seudonimo})
