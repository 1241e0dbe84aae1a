"""A place in a meeting: asking for it, knowing which one has, giving it up."""

from typing import Any, ClassVar

from django.http import Http404
from rest_framework.request import Request

from consultas.api.entradas import LugarEntrada
from consultas.api.limites import gastar
from consultas.models import Evento, Inscripcion, filtro_consultas_visibles
from consultas.participantes import huella_de
from consultas.servicios.inscripciones import apartar_lugar, cancelar_lugar
from pal_portal.cimientos.publicacion import Recurso
from secretariado.api.escritura import Escritura, Hecho, actor

SIN_LUGAR = "sin_lugar"


class _DeLugar(Escritura):
    """Naming the place, the address is what there is to repeat: no Idempotency-Key is kept, and giving it up
    leaves nothing."""

    alcance = "participar"
    recuerda = False
    estado = 200
    salida: ClassVar[Recurso | dict[str, Any] | None] = {
        "type": "object",
        "required": ["evento", "estado", "delante", "seudonimo", "nombre"],
        "properties": {
            "evento": {"type": "integer"},
            "estado": {
                "type": "string",
                "enum": [*Inscripcion.Estado.values, SIN_LUGAR],
                "description": "dentro: tienes lugar; espera: estás en la lista de espera.",
            },
            "delante": {"type": "integer", "description": "Cuántas personas esperan antes que tú."},
            "seudonimo": {"type": "string", "description": "Como te ve quien organiza."},
            "nombre": {"type": "string", "description": "El que quisiste dar; no se publica."},
        },
    }

    def objeto(self, request: Request, **ruta: Any) -> Evento:
        filas = Evento.objects.filter(filtro_consultas_visibles(request.user, "consulta__"), con_registro=True)
        evento: Evento | None = filas.filter(pk=ruta["pk"]).select_related("consulta").first()
        if evento is None:
            raise Http404
        return evento


def _de(request: Request, evento: Evento) -> str:
    return huella_de(evento.consulta, actor(request).correo)


def _lugar(evento: Evento, suya: Inscripcion | None) -> dict[str, Any]:
    return {
        "evento": evento.pk,
        "estado": str(suya.estado) if suya else SIN_LUGAR,
        "delante": suya.delante if suya else 0,
        "seudonimo": suya.seudonimo if suya else "",
        "nombre": suya.nombre if suya else "",
    }


class VerLugar(_DeLugar):
    metodo = "GET"
    operacion = "ver_lugar"
    resumen = "Saber si tienes lugar en un evento"
    descripcion = "Con lugar, en lista de espera (y cuántas personas van antes) o sin lugar."

    def hacer(self, request: Request, objeto: Evento, datos: Any) -> Hecho:
        return Hecho(_lugar(objeto, objeto.inscripciones.filter(huella=_de(request, objeto)).first()))


class Apartar(_DeLugar):
    metodo = "PUT"
    operacion = "apartar_lugar"
    resumen = "Apartar lugar en un evento"
    descripcion = (
        "Desde que se anuncia hasta que empieza. Si está lleno, entras en la lista de espera y se te avisa cuando "
        "te toque. Si ya tenías lugar, se te dice cuál: para cambiar tus datos, cancélalo y pide otro."
    )
    entrada = LugarEntrada
    ejemplo: ClassVar = {"seudonimo": "Garza", "edad": "18_29"}

    def hacer(self, request: Request, objeto: Evento, datos: dict[str, Any]) -> Hecho:
        huella = _de(request, objeto)
        gastar(request, "evento_registro", huella)
        suya = apartar_lugar(
            evento=objeto,
            huella=huella,
            correo=actor(request).correo,
            seudonimo=datos.get("seudonimo", ""),
            nombre=datos.get("nombre", ""),
            datos=datos,
        )
        return Hecho(_lugar(objeto, suya))


class Cancelar(_DeLugar):
    metodo = "DELETE"
    operacion = "cancelar_lugar"
    resumen = "Cancelar tu lugar en un evento"
    descripcion = "Se borra lo que habías escrito y el lugar pasa a quien espera. Si no tenías, no pasa nada."
    salida = None
    estado = 204

    def hacer(self, request: Request, objeto: Evento, datos: Any) -> Hecho:
        cancelar_lugar(evento=objeto, huella=_de(request, objeto))
        return Hecho(None)
