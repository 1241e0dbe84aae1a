"""Writes of imports: send a plan's document, follow its reading, review what was understood, and make the plan or
update the one there is."""

from typing import Any, ClassVar

from django.http import Http404
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from compromisos.api.entradas import AutorizacionEntrada
from compromisos.api.recursos import PLANES, SECRETARIADOS
from compromisos.forms_importar import SubirPlanForm
from compromisos.importacion.revision import (
    secciones,
)
from compromisos.models import Importacion
from compromisos.publicacion_mesa import MESA_IMPORTACIONES
from compromisos.servicios.actualizaciones import actualizar_plan, diferencias_con
from compromisos.servicios.importaciones import cancelar_importacion, reintentar_importacion, subir_plan
from compromisos.servicios.revisiones import (
    crear_plan_revisado,
    en_revision,
)
from secretariado.api.acto import Acto
from secretariado.api.entradas import Entrada
from secretariado.api.escritura import Hecho
from secretariado.api.formularios import EntradaDeFormulario, PorClave

TEXTO: dict[str, Any] = {"type": "string"}
ENTERO: dict[str, Any] = {"type": "integer"}


def objeto_con(**propiedades: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(propiedades), "properties": propiedades}


def lista_de(de: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": de}


class DocumentoEntrada(EntradaDeFormulario):
    formulario = SubirPlanForm
    secretariado = PorClave(SECRETARIADOS, help_text="Secretariado de quien es el plan.")
    destino = PorClave(
        PLANES, allow_null=True, default=None, help_text="Plan que se actualiza; si se omite, uno nuevo."
    )


class ElegidaEntrada(Entrada):
    clave = serializers.CharField(max_length=200, help_text="De la diferencia.")
    antes = serializers.CharField(
        max_length=100_000,
        allow_blank=True,
        trim_whitespace=False,
        help_text="Lo que decía el plan al compararlo.",
    )


class ActualizacionEntrada(AutorizacionEntrada):
    elegidas = serializers.ListField(
        child=ElegidaEntrada(), allow_empty=False, max_length=5000, help_text="Las diferencias que se aceptan."
    )


class Subir(Acto):
    alcance = "importar"
    operacion = "subir_plan"
    resumen = "Subir el documento de un plan para importarlo"
    descripcion = (
        "En multipart/form-data. Responde en cuanto queda en la cola; su lectura se mira en `mesa-importaciones`. "
        "El mismo archivo otra vez es la misma importación."
    )
    servicio = staticmethod(subir_plan)
    entrada = DocumentoEntrada
    parser_classes = [MultiPartParser]
    salida = MESA_IMPORTACIONES
    estado = 202

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        archivo = datos.pop("archivo")
        return {**datos, "contenido": archivo, "nombre": archivo.name}

    def responder(self, request: Request, objeto: Any, resultado: tuple[Importacion, bool]) -> Hecho:
        return super().responder(request, objeto, resultado[0])


class _DeImportacion(Acto):
    alcance = "importar"
    fila: ClassVar[Any] = MESA_IMPORTACIONES
    como = "importacion"
    con = ("secretariado__entidad", "destino__secretariado", "plan", "archivo")
    salida: ClassVar[Any] = MESA_IMPORTACIONES


class Cancelar(_DeImportacion):
    operacion = "cancelar_importacion"
    resumen = "Cancelar una lectura o dejar a un lado una revisión"
    descripcion = "Se puede retomar."
    servicio = staticmethod(cancelar_importacion)


class Reintentar(_DeImportacion):
    operacion = "reintentar_importacion"
    resumen = "Retomar una importación que falló, se interrumpió o se canceló"
    descripcion = "Una revisión sigue donde estaba."
    servicio = staticmethod(reintentar_importacion)


class EnRevision(_DeImportacion):
    """What is under review; a section of it, if the address names one."""

    def objeto(self, request: Request, **ruta: Any) -> Importacion:
        importacion: Importacion = super().objeto(request, **ruta)
        en_revision(importacion)
        if "seccion" in ruta and ruta["seccion"] not in secciones(importacion.borrador["datos"]):
            raise Http404
        self.ruta = ruta
        return importacion


class CrearPlan(_DeImportacion):
    operacion = "crear_plan_revisado"
    resumen = "Crear el plan, en borrador, de lo revisado"
    descripcion = "Dos veces es una: responde con el que ya se creó."
    servicio = staticmethod(crear_plan_revisado)
    salida = PLANES
    estado = 201


class _ConDestino(EnRevision):
    def objeto(self, request: Request, **ruta: Any) -> Importacion:
        importacion = super().objeto(request, **ruta)
        if importacion.destino is None:
            raise Http404
        return importacion


_DIFERENCIA = objeto_con(
    clave=TEXTO, clase=TEXTO, objeto=TEXTO, campo=TEXTO, titulo=TEXTO, antes=TEXTO, despues=TEXTO
)


class VerDiferencias(_ConDestino):
    metodo = "GET"
    operacion = "ver_diferencias"
    resumen = "En qué difiere el documento del plan que actualiza"
    descripcion = "`fijas`: lo que ya no cambia, porque el plan está publicado."
    salida = objeto_con(libres=lista_de(_DIFERENCIA), fijas=lista_de(_DIFERENCIA))

    def hacer(self, request: Request, objeto: Importacion, datos: Any) -> Hecho:
        assert objeto.destino is not None
        campos = ("clave", "clase", "objeto", "campo", "titulo", "antes", "despues")
        libres, fijas = (
            [{c: str(getattr(d, c)) for c in campos} for d in lista]
            for lista in diferencias_con(objeto, objeto.destino)
        )
        return Hecho({"libres": libres, "fijas": fijas})


class ActualizarPlan(_ConDestino):
    operacion = "actualizar_plan"
    resumen = "Aplicar al plan las diferencias que se aceptan"
    descripcion = (
        "Todas o ninguna. En un plan publicado, con motivo y acuerdo: cada una queda como modificación pública. "
        "Si el plan cambió desde que lo comparaste, responde 409."
    )
    servicio = staticmethod(actualizar_plan)
    entrada = ActualizacionEntrada
    ejemplo: ClassVar = {
        "elegidas": [{"clave": "cambio:7:fecha_fin", "antes": "2020-12-31"}],
        "motivo": "Nueva versión del plan, aprobada por la mesa.",
        "acuerdo": {"numero": "GTO-A-7"},
    }
    salida = objeto_con(aplicadas=ENTERO)

    def argumentos(self, request: Request, objeto: Importacion, datos: Any) -> dict[str, Any]:
        assert objeto.destino is not None
        return {
            "elegidas": {d["clave"]: d["antes"] for d in datos["elegidas"]},
            "autorizacion": AutorizacionEntrada.autorizacion(objeto.destino, datos),
        }

    def responder(self, request: Request, objeto: Any, resultado: int) -> Hecho:
        return Hecho({"aplicadas": resultado})
