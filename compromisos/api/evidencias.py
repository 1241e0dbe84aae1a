"""Writes of evidence: attach, correct, withdraw; verify, revoke, endorse or object."""

from typing import Any, ClassVar

from django.http import Http404
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from compromisos.api.avances import entrega_visible
from compromisos.api.entradas import EvidenciaEntrada, MotivoEntrada, PosturaEntrada, VeredictoEntrada
from compromisos.api.recursos import EVIDENCIAS, POSTURAS, VERIFICACIONES
from compromisos.models import Entrega, Evidencia
from compromisos.servicios.evidencias import (
    EvidenciaNueva,
    adjuntar_evidencia,
    corregir_evidencia,
    retirar_evidencia,
)
from compromisos.servicios.verificaciones import (
    opinar_sobre_evidencia,
    revocar_verificacion,
    verificar_evidencia,
)
from secretariado.api.escritura import Escritura, Hecho, JsonAcotado, actor, publicada

_ENLACE = {
    "enlace": "https://www.ejemplo.gob.mx/minuta.pdf",
    "titulo": "Minuta de la segunda sesión",
    "que_prueba": "Que la mesa quedó instalada.",
    "fecha_documento": "2020-06-15",
}


class _ConArchivo(Escritura):
    """Takes a file or a link; the file is inspected before anything is locked."""

    alcance = "avances"
    entrada = EvidenciaEntrada
    ejemplo: ClassVar = _ENLACE
    salida = EVIDENCIAS
    parser_classes = [JsonAcotado, MultiPartParser]

    def preparar(self, objeto: Any, datos: dict[str, Any]) -> EvidenciaNueva:
        return EvidenciaEntrada.nueva(datos).revisada()

    def _hecho(self, request: Request, evidencia: Evidencia) -> Hecho:
        return Hecho(publicada(EVIDENCIAS, request.user, evidencia.pk), f"/api/v1/evidencias/{evidencia.pk}/")


class Adjuntar(_ConArchivo):
    operacion = "adjuntar_evidencia"
    resumen = "Adjuntar evidencia a una entrega"
    descripcion = (
        "Un enlace, en JSON; o un archivo, en multipart/form-data, en el campo `archivo`. Se revisa como en las "
        "páginas: tipo real, tamaño, contenido activo. Desde entonces espera verificación."
    )

    def objeto(self, request: Request, **ruta: Any) -> Entrega:
        return entrega_visible(request, ruta["pk"])

    def hacer(self, request: Request, objeto: Entrega, datos: EvidenciaNueva) -> Hecho:
        return self._hecho(request, adjuntar_evidencia(actor=actor(request), entrega=objeto, nueva=datos))


class _DeEvidencia(Escritura):
    marca = EVIDENCIAS

    def objeto(self, request: Request, **ruta: Any) -> Evidencia:
        filas = Evidencia.objects.visibles_para(request.user).select_related(
            "entrega__actividad__compromiso__plan", "archivo", "original"
        )
        evidencia: Evidencia | None = filas.filter(pk=ruta["pk"]).first()
        if evidencia is None:
            raise Http404
        return evidencia


class Corregir(_ConArchivo, _DeEvidencia):
    operacion = "corregir_evidencia"
    resumen = "Corregir una evidencia devuelta o rechazada"
    descripcion = "Crea otra versión. La anterior y el motivo con que se devolvió siguen a la vista."

    def hacer(self, request: Request, objeto: Evidencia, datos: EvidenciaNueva) -> Hecho:
        return self._hecho(request, corregir_evidencia(actor=actor(request), evidencia=objeto, nueva=datos))


class Retirar(_DeEvidencia):
    alcance = "avances"
    operacion = "retirar_evidencia"
    resumen = "Retirar una evidencia"
    descripcion = "Deja de contar. Su rastro, su huella y el motivo quedan a la vista."
    entrada = MotivoEntrada
    ejemplo: ClassVar = {"motivo": "El archivo era de otro ejercicio."}
    salida = EVIDENCIAS
    estado = 200

    def hacer(self, request: Request, objeto: Evidencia, datos: dict[str, Any]) -> Hecho:
        retirar_evidencia(actor=actor(request), evidencia=objeto, motivo=datos["motivo"])
        return Hecho(publicada(EVIDENCIAS, request.user, objeto.pk))


class Verificar(_DeEvidencia):
    alcance = "verificar"
    operacion = "verificar_evidencia"
    resumen = "Resolver una evidencia"
    descripcion = (
        "Verificada (con el porcentaje de la entrega que sustenta), observada o rechazada (con motivo). Nadie "
        "resuelve lo suyo ni lo de su institución."
    )
    entrada = VeredictoEntrada
    ejemplo: ClassVar = {"veredicto": "verificada", "porcentaje": 40}
    salida = VERIFICACIONES

    def hacer(self, request: Request, objeto: Evidencia, datos: dict[str, Any]) -> Hecho:
        fila = verificar_evidencia(actor=actor(request), evidencia=objeto, **datos)
        return Hecho(publicada(VERIFICACIONES, request.user, fila.pk), f"/api/v1/verificaciones/{fila.pk}/")


class Revocar(_DeEvidencia):
    alcance = "verificar"
    operacion = "revocar_verificacion"
    resumen = "Revocar la verificación vigente de una evidencia"
    descripcion = "Lo verificado con ella deja de contar al momento y la evidencia espera otra resolución."
    entrada = MotivoEntrada
    ejemplo: ClassVar = {"motivo": "El documento era de otro año."}
    salida = EVIDENCIAS
    estado = 200

    def hacer(self, request: Request, objeto: Evidencia, datos: dict[str, Any]) -> Hecho:
        revocar_verificacion(actor=actor(request), evidencia=objeto, motivo=datos["motivo"])
        return Hecho(publicada(EVIDENCIAS, request.user, objeto.pk))


class Opinar(_DeEvidencia):
    alcance = "posturas"
    operacion = "opinar_sobre_evidencia"
    resumen = "Avalar u objetar una evidencia"
    descripcion = "Lo hace la organización civil corresponsable. Objetar manda revisar otra vez lo ya verificado."
    entrada = PosturaEntrada
    ejemplo: ClassVar = {"sentido": "objeta", "motivo": "La lista no trae los montos."}
    salida = POSTURAS

    def hacer(self, request: Request, objeto: Evidencia, datos: dict[str, Any]) -> Hecho:
        fila = opinar_sobre_evidencia(actor=actor(request), evidencia=objeto, **datos)
        return Hecho(publicada(POSTURAS, request.user, fila.pk), f"/api/v1/posturas/{fila.pk}/")
