"""Writes of contributions: propose, support, take back; and what the institutions answer."""

from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.request import Request

from compromisos.models import Compromiso
from consultas.api.entradas import AportacionEntrada, RespuestaEntrada
from consultas.api.limites import gastar
from consultas.models import Aportacion, Consulta, Parrafo
from consultas.participantes import huella_de
from consultas.publicacion_consultas import RECURSOS
from consultas.servicios.aportaciones import apoyar, enviar_aportacion, retirar_aportacion
from consultas.servicios.respuestas import responder_aportacion
from pal_portal.cimientos.problemas import Conflicto
from pal_portal.cimientos.publicacion import Recurso
from secretariado.api.escritura import Escritura, Hecho, actor, publicada

APORTACIONES = next(r for r in RECURSOS if r.nombre == "aportaciones")


class Aportar(Escritura):
    alcance = "participar"
    operacion = "enviar_aportacion"
    resumen = "Enviar una aportación a una consulta abierta"
    descripcion = "Se publica con la firma que elijas, o sin firma; nunca con los datos de tu cuenta."
    entrada = AportacionEntrada
    ejemplo: ClassVar = {
        "titulo": "Publicar el presupuesto en datos abiertos",
        "texto": "Para saber en qué se gasta.",
    }
    salida = APORTACIONES

    def objeto(self, request: Request, **ruta: Any) -> Consulta:
        consulta: Consulta | None = Consulta.objects.visibles_para(request.user).filter(slug=ruta["slug"]).first()
        if consulta is None or not consulta.recibe_aportaciones:
            raise Http404
        return consulta

    def hacer(self, request: Request, objeto: Consulta, datos: dict[str, Any]) -> Hecho:
        huella, parrafo = huella_de(objeto, actor(request).correo), None
        gastar(request, "consulta_aportar", huella)
        if datos.get("parrafo"):
            filas = Parrafo.objects.select_related("version").filter(version__consulta=objeto)
            parrafo = filas.filter(pk=datos["parrafo"]).first()
            if parrafo is None:
                raise Conflicto({"parrafo": [_("Ese párrafo no es de esta consulta.")]})
        fila = enviar_aportacion(
            consulta=objeto,
            huella=huella,
            titulo=datos["titulo"],
            texto=datos["texto"],
            firma=datos.get("firma", ""),
            parrafo=parrafo,
        )
        return Hecho(publicada(APORTACIONES, request.user, fila.pk), f"/api/v1/aportaciones/{fila.pk}/")


class _DeAportacion(Escritura):
    alcance = "participar"
    salida: ClassVar[Recurso | None] = APORTACIONES
    estado = 200

    def objeto(self, request: Request, **ruta: Any) -> Aportacion:
        filas = Aportacion.objects.visibles_para(request.user).select_related("consulta__plan")
        aportacion: Aportacion | None = filas.filter(pk=ruta["pk"]).first()
        if aportacion is None:
            raise Http404
        return aportacion


class Apoyar(_DeAportacion):
    metodo = "PUT"
    recuerda = False  # nobody sees who supports, and asking twice does it once
    operacion = "apoyar_aportacion"
    resumen = "Apoyar una aportación"
    descripcion = "Cuenta una vez por persona. Nadie ve quién apoya."
    apoya: ClassVar[bool] = True

    def hacer(self, request: Request, objeto: Aportacion, datos: dict[str, Any]) -> Hecho:
        apoyar(aportacion=objeto, huella=huella_de(objeto.consulta, actor(request).correo), asi=self.apoya)
        return Hecho(publicada(APORTACIONES, request.user, objeto.pk))


class DejarDeApoyar(Apoyar):
    metodo = "DELETE"
    operacion = "dejar_de_apoyar_aportacion"
    resumen = "Retirar el apoyo a una aportación"
    descripcion = "Si no la apoyabas, no pasa nada."
    apoya = False


class RetirarAportacion(_DeAportacion):
    metodo = "DELETE"
    operacion = "retirar_aportacion"
    resumen = "Retirar una aportación propia"
    descripcion = "Antes de tener respuesta, desaparece; después, sólo se borra quién la firmó."
    salida = None
    estado = 204

    def hacer(self, request: Request, objeto: Aportacion, datos: dict[str, Any]) -> Hecho:
        retirar_aportacion(aportacion=objeto, huella=huella_de(objeto.consulta, actor(request).correo))
        return Hecho(None)


class ResponderAportacion(_DeAportacion):
    metodo = "PUT"
    operacion = "responder_aportacion"
    resumen = "Decir qué pasó con una aportación"
    descripcion = (
        "Lo dice quien facilita, o la institución que responde por el plan. Corregir una respuesta conserva la "
        "anterior en la bitácora. Con If-Match no pisa la que otra persona haya dado."
    )
    entrada = RespuestaEntrada
    ejemplo: ClassVar = {"estado": "no_viable", "respuesta": "Ese gasto es del municipio, no del estado."}
    marca = APORTACIONES

    def hacer(self, request: Request, objeto: Aportacion, datos: dict[str, Any]) -> Hecho:
        compromiso = None
        if clave := datos.get("compromiso"):
            compromiso = Compromiso.objects.visibles_para(request.user).filter(clave=clave).first()
            if compromiso is None:
                raise Conflicto({"compromiso": [_("No existe o no es público.")]})
        responder_aportacion(
            actor=actor(request),
            aportacion=objeto,
            estado=datos["estado"],
            respuesta=datos.get("respuesta", ""),
            compromiso=compromiso,
        )
        return Hecho(publicada(APORTACIONES, request.user, objeto.pk))
