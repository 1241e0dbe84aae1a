"""Webhooks of the account: subscribe, change, see what was sent and send it again."""

from datetime import UTC
from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from compromisos.models import EnvioGancho, Evento, Gancho, Plan
from compromisos.servicios.ganchos import (
    borrar_gancho,
    cambiar_gancho,
    crear_gancho,
    reintentar_envio,
    rotar_secreto,
)
from pal_portal.cimientos.problemas import Conflicto
from secretariado.api.entradas import Entrada
from secretariado.api.escritura import Escritura, Hecho, actor

_EVENTOS = "Qué se avisa: " + "; ".join(f"{e.value}, {str(e.label).lower()}" for e in Evento) + "."


class CambioDeGancho(Entrada):
    nombre = serializers.CharField(max_length=80, required=False, help_text="A qué sistema avisa.")
    url = serializers.CharField(max_length=1000, required=False, help_text="A dónde, con https://.")
    eventos = serializers.ListField(
        child=serializers.ChoiceField(choices=Evento.choices),
        allow_empty=False,
        max_length=10,
        required=False,
        help_text=_EVENTOS,
    )
    activo = serializers.BooleanField(required=False, help_text="false lo detiene; true lo enciende desde ahora.")


class GanchoEntrada(Entrada):
    nombre = serializers.CharField(max_length=80, help_text="A qué sistema avisa.")
    url = serializers.CharField(max_length=1000, help_text="A dónde, con https://.")
    eventos = serializers.ListField(
        child=serializers.ChoiceField(choices=Evento.choices), allow_empty=False, max_length=10, help_text=_EVENTOS
    )
    plan = serializers.CharField(
        max_length=12, required=False, allow_null=True, help_text="Clave de un plan, para avisar sólo de él."
    )


def _esquema(*propiedades: tuple[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": [n for n, _e in propiedades], "properties": dict(propiedades)}


_TEXTO = {"type": "string"}
_GANCHO = _esquema(
    ("id", {"type": "integer"}),
    ("nombre", _TEXTO),
    ("url", _TEXTO),
    ("eventos", {"type": "array", "items": {"type": "string", "enum": Evento.values}}),
    ("plan", {"type": ["string", "null"]}),
    ("activo", {"type": "boolean"}),
    ("motivo", {"type": "string", "description": "Por qué se desactivó solo."}),
    ("fallos", {"type": "integer", "description": "Mensajes seguidos que no se entregaron."}),
    ("creado", {"type": "string", "format": "date-time"}),
)
_ENVIO = _esquema(
    ("id", {"type": "integer"}),
    ("mensaje", {"type": "string", "description": "El webhook-id, el mismo en cada intento."}),
    ("evento", _TEXTO),
    ("asiento", {"type": "integer", "description": "Asiento de la bitácora del que avisa."}),
    ("estado", {"type": "string", "enum": EnvioGancho.Estado.values}),
    ("intentos", {"type": "integer"}),
    (
        "bitacora",
        {
            "type": "array",
            "items": _esquema(
                ("momento", {"type": "string", "format": "date-time"}),
                ("estado_http", {"type": ["integer", "null"]}),
                ("motivo", _TEXTO),
            ),
        },
    ),
)


def publicar_gancho(g: Gancho) -> dict[str, Any]:
    return {
        "id": g.pk,
        "nombre": g.nombre,
        "url": g.url,
        "eventos": g.lista_de_eventos,
        "plan": g.plan.clave if g.plan else None,
        "activo": g.activo,
        "motivo": g.get_motivo_display(),
        "fallos": g.fallos,
        "creado": g.creado.astimezone(UTC),
    }


def _publicar_envio(e: EnvioGancho) -> dict[str, Any]:
    return {
        "id": e.pk,
        "mensaje": e.identificador,
        "evento": str(e.evento),
        "asiento": e.asiento,
        "estado": str(e.estado),
        "intentos": e.intentos,
        "bitacora": [
            {"momento": i.momento, "estado_http": i.estado_http, "motivo": str(i.motivo)} for i in e.bitacora.all()
        ],
    }


class VerGanchos(Escritura):
    metodo = "GET"
    alcance = "ganchos"
    operacion = "listar_ganchos"
    resumen = "Tus avisos automáticos a otros sistemas"
    descripcion = "Los de tu cuenta, y de nadie más."
    estado = 200
    salida: ClassVar = {
        "type": "object",
        "required": ["resultados"],
        "properties": {"resultados": {"type": "array", "items": _GANCHO}},
    }

    def hacer(self, request: Request, objeto: Any, datos: dict[str, Any]) -> Hecho:
        filas = Gancho.objects.filter(usuario=actor(request)).select_related("plan")
        return Hecho({"resultados": [publicar_gancho(g) for g in filas]})


class CrearGancho(Escritura):
    alcance = "ganchos"
    operacion = "crear_gancho"
    resumen = "Pedir que se avise a otro sistema"
    descripcion = (
        "Desde ahora, cada evento público se envía por POST a la dirección, firmado como dice Standard Webhooks "
        "(webhook-id, webhook-timestamp, webhook-signature). Si no contesta 2xx se reintenta seis veces, cada vez "
        "más tarde. El secreto para comprobar la firma está en /secreto/."
    )
    entrada = GanchoEntrada
    ejemplo: ClassVar = {
        "nombre": "Tablero del congreso",
        "url": "https://sistema.ejemplo.gob.mx/avisos",
        "eventos": ["avance.declarado", "verificacion.nueva"],
        "plan": "GTO-1",
    }
    salida = _GANCHO

    def hacer(self, request: Request, objeto: Any, datos: dict[str, Any]) -> Hecho:
        plan = None
        if clave := datos.pop("plan", None):
            plan = Plan.objects.publicados().filter(clave=clave).first()
            if plan is None:
                raise Conflicto({"plan": [_("No existe o no es público.")]})
        gancho = crear_gancho(actor=actor(request), plan=plan, **datos)
        return Hecho(publicar_gancho(gancho), f"/api/v1/ganchos/{gancho.pk}/")


class _DeGancho(Escritura):
    alcance = "ganchos"
    estado = 200
    salida: ClassVar[Any] = _GANCHO

    def objeto(self, request: Request, **ruta: Any) -> Gancho:
        gancho: Gancho | None = (
            Gancho.objects.filter(usuario=actor(request), pk=ruta["pk"]).select_related("plan").first()
        )
        if gancho is None:
            raise Http404
        return gancho


class VerGancho(_DeGancho):
    metodo = "GET"
    operacion = "ver_gancho"
    resumen = "Uno de tus avisos automáticos"

    def hacer(self, request: Request, objeto: Gancho, datos: dict[str, Any]) -> Hecho:
        return Hecho(publicar_gancho(objeto))


class CambiarGancho(_DeGancho):
    metodo = "PATCH"
    operacion = "cambiar_gancho"
    resumen = "Cambiar, detener o encender un aviso automático"
    descripcion = "Al encenderlo avisa de lo que pase desde entonces."
    entrada = CambioDeGancho
    ejemplo: ClassVar = {"activo": True}

    def hacer(self, request: Request, objeto: Gancho, datos: dict[str, Any]) -> Hecho:
        return Hecho(publicar_gancho(cambiar_gancho(actor=actor(request), gancho=objeto, **datos)))


class BorrarGancho(_DeGancho):
    metodo = "DELETE"
    operacion = "borrar_gancho"
    resumen = "Borrar un aviso automático"
    descripcion = "Con sus mensajes y sus intentos."
    estado = 204
    salida = None

    def hacer(self, request: Request, objeto: Gancho, datos: dict[str, Any]) -> Hecho:
        borrar_gancho(actor=actor(request), gancho=objeto)
        return Hecho(None)


class VerSecreto(_DeGancho):
    metodo = "GET"
    operacion = "ver_secreto_de_gancho"
    resumen = "El secreto con que se comprueba la firma"
    salida: ClassVar = _esquema(("secreto", {"type": "string", "description": "whsec_… de Standard Webhooks."}))

    def hacer(self, request: Request, objeto: Gancho, datos: dict[str, Any]) -> Hecho:
        return Hecho({"secreto": objeto.secreto})


class RotarSecreto(_DeGancho):
    operacion = "rotar_secreto_de_gancho"
    resumen = "Cambiar el secreto"
    descripcion = "Durante un día cada mensaje lleva las dos firmas. El nuevo está en /secreto/."

    def hacer(self, request: Request, objeto: Gancho, datos: dict[str, Any]) -> Hecho:
        return Hecho(publicar_gancho(rotar_secreto(actor=actor(request), gancho=objeto)))


class VerEnvios(_DeGancho):
    metodo = "GET"
    operacion = "listar_envios_de_gancho"
    resumen = "Los últimos cien mensajes y sus intentos"
    descripcion = "Se guardan treinta días."
    salida: ClassVar = {
        "type": "object",
        "required": ["resultados"],
        "properties": {"resultados": {"type": "array", "items": _ENVIO}},
    }

    def hacer(self, request: Request, objeto: Gancho, datos: dict[str, Any]) -> Hecho:
        filas = EnvioGancho.objects.filter(gancho=objeto).select_related("gancho").prefetch_related("bitacora")
        return Hecho({"resultados": [_publicar_envio(e) for e in filas[:100]]})


class Reintentar(Escritura):
    alcance = "ganchos"
    operacion = "reintentar_envio"
    resumen = "Enviar otra vez un mensaje"
    descripcion = "Uno que ya se entregó o que se dio por perdido. Lleva el mismo webhook-id."
    estado = 202
    salida: ClassVar = _ENVIO

    def objeto(self, request: Request, **ruta: Any) -> EnvioGancho:
        filas = EnvioGancho.objects.select_related("gancho__plan").prefetch_related("bitacora")
        envio: EnvioGancho | None = filas.filter(
            gancho__usuario=actor(request), gancho=ruta["pk"], pk=ruta["envio"]
        ).first()
        if envio is None:
            raise Http404
        return envio

    def hacer(self, request: Request, objeto: EnvioGancho, datos: dict[str, Any]) -> Hecho:
        return Hecho(_publicar_envio(reintentar_envio(actor=actor(request), envio=objeto)))
