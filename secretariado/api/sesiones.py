"""Writes of who keeps the record of an STL: sessions, minutes and agreements."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from pal_portal.cimientos.publicacion import Recurso
from secretariado.api.acto import Acto
from secretariado.api.entradas import Entrada, Identificador
from secretariado.api.formularios import EntradaDeFormulario, PorClave
from secretariado.forms_secretariado import AcuerdoTomadoForm, MinutaForm, SesionForm
from secretariado.models import Acuerdo, Asistencia, Sesion
from secretariado.publicacion import RECURSOS
from secretariado.publicacion_mesa import MESA_SESIONES
from secretariado.servicios.acuerdos_de_sesiones import cambiar_acuerdo, quitar_acuerdo, tomar_acuerdo
from secretariado.servicios.sesiones import (
    adjuntar_minuta,
    cambiar_sesion,
    cancelar_sesion,
    celebrar_sesion,
    convocar_sesion,
    publicar_minuta,
)

PUBLICO: dict[str, Recurso] = {r.nombre: r for r in RECURSOS}
CON_MARCA = " Exige If-Match: si otra persona lo cambió, responde 412 y no pisa nada."


class SesionEntrada(EntradaDeFormulario):
    formulario = SesionForm
    tipo = serializers.ChoiceField(
        choices=Sesion.Tipo.choices, default=Sesion.Tipo.ORDINARIA.value, help_text="Tipo."
    )


class SesionCambio(SesionEntrada):
    parcial = True


class AsistenciaEntrada(Entrada):
    integrante = Identificador(help_text="Asiento, de `integrantes`.")
    calidad = serializers.ChoiceField(
        choices=Asistencia.Calidad.choices,
        default=Asistencia.Calidad.TITULAR.value,
        help_text="Por su titular o por su suplente.",
    )


class CelebracionEntrada(Entrada):
    asistencias = serializers.ListField(
        child=AsistenciaEntrada(), max_length=500, help_text="Un renglón por asiento presente."
    )


class MinutaEntrada(EntradaDeFormulario):
    formulario = MinutaForm


class AcuerdoEntrada(EntradaDeFormulario):
    formulario = AcuerdoTomadoForm
    estado = serializers.ChoiceField(
        choices=Acuerdo.Estado.choices, default=Acuerdo.Estado.PENDIENTE.value, help_text="Estado."
    )
    responsable = PorClave(
        PUBLICO["instituciones"], allow_null=True, default=None, help_text="Institución que responde por él."
    )


class AcuerdoCambio(AcuerdoEntrada):
    parcial = True
    sesion = PorClave(PUBLICO["sesiones"], help_text="Sesión en que se tomó, si sólo se conocía por su documento.")


class ConvocarSesion(Acto):
    alcance = "secretariado"
    operacion = "convocar_sesion"
    resumen = "Convocar una sesión de tu secretariado"
    descripcion = "No es pública hasta que se diga qué pasó con ella. Sin número, el que sigue en su tipo."
    fila = PUBLICO["secretariados"]
    como = "secretariado"
    con = ("entidad",)
    servicio = staticmethod(convocar_sesion)
    entrada = SesionEntrada
    ejemplo: ClassVar = {"tipo": "ordinaria", "fecha": "2021-02-10", "orden_del_dia": "1. Avance del plan."}
    salida = MESA_SESIONES
    estado = 201

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"datos": datos}


class _DeSesion(Acto):
    alcance = "secretariado"
    fila: ClassVar[Any] = MESA_SESIONES
    como = "sesion"
    con: ClassVar[tuple[str, ...]] = ("secretariado",)
    salida: ClassVar[Any] = MESA_SESIONES


class CambiarSesion(_DeSesion):
    metodo = "PATCH"
    operacion = "cambiar_sesion"
    resumen = "Cambiar los datos de una sesión"
    descripcion = "Sólo lo que envíes, mientras su minuta no sea pública." + CON_MARCA
    servicio = staticmethod(cambiar_sesion)
    entrada = SesionCambio
    ejemplo: ClassVar = {"fecha": "2021-02-17"}
    marca = MESA_SESIONES
    exige_marca = True

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"datos": datos}


class CelebrarSesion(_DeSesion):
    operacion = "celebrar_sesion"
    resumen = "Decir quién asistió a una sesión"
    descripcion = (
        "Con ello queda celebrada o sin quórum. Se puede corregir mientras su minuta no sea pública: lo que "
        "envíes sustituye a lo anterior."
    )
    servicio = staticmethod(celebrar_sesion)
    entrada = CelebracionEntrada
    ejemplo: ClassVar = {"asistencias": [{"integrante": 3, "calidad": "titular"}, {"integrante": 5}]}

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"asistencias": {a["integrante"]: a["calidad"] for a in datos["asistencias"]}}


class CancelarSesion(_DeSesion):
    operacion = "cancelar_sesion"
    resumen = "Cancelar una sesión convocada"
    descripcion = "Queda en el registro como cancelada. No se puede deshacer."
    servicio = staticmethod(cancelar_sesion)


class AdjuntarMinuta(_DeSesion):
    operacion = "adjuntar_minuta"
    resumen = "Subir la minuta de una sesión"
    descripcion = (
        "En multipart/form-data, un PDF. Otro lo sustituye; si ya es pública, con un motivo, que también lo será."
    )
    servicio = staticmethod(adjuntar_minuta)
    entrada = MinutaEntrada
    parser_classes = [MultiPartParser]

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {**datos, "nombre": datos["archivo"].name}


class PublicarMinuta(_DeSesion):
    operacion = "publicar_minuta"
    resumen = "Publicar la minuta de una sesión"
    descripcion = (
        "Con ella se publica quién asistió; fecha, asistencia y acuerdos ya no cambian. No se puede deshacer."
        + CON_MARCA
    )
    servicio = staticmethod(publicar_minuta)
    marca = MESA_SESIONES
    exige_marca = True


class TomarAcuerdo(_DeSesion):
    operacion = "tomar_acuerdo"
    resumen = "Registrar un acuerdo de una sesión"
    descripcion = "Sólo de una celebrada con quórum. Si se dan los votos, deben alcanzar su regla de decisión."
    servicio = staticmethod(tomar_acuerdo)
    entrada = AcuerdoEntrada
    ejemplo: ClassVar = {
        "numero": "GTO-A-8",
        "texto": "Publicar cada trimestre el avance del plan.",
        "responsable": "gto-sicom",
        "plazo": "2021-06-30",
        "votos_favor": 5,
        "votos_contra": 0,
        "abstenciones": 1,
    }
    salida = PUBLICO["acuerdos"]
    estado = 201

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"datos": datos}


class _DeAcuerdo(Acto):
    alcance = "secretariado"
    fila: ClassVar[Any] = PUBLICO["acuerdos"]
    como = "acuerdo"
    con = ("secretariado", "sesion")


class CambiarAcuerdo(_DeAcuerdo):
    metodo = "PATCH"
    operacion = "cambiar_acuerdo"
    resumen = "Dar seguimiento a un acuerdo, o corregirlo"
    descripcion = (
        "Sólo lo que envíes. Responsable, plazo y estado cambian siempre; lo acordado, mientras no conste en una "
        "minuta pública ni se apoye en él un plan." + CON_MARCA
    )
    servicio = staticmethod(cambiar_acuerdo)
    entrada = AcuerdoCambio
    ejemplo: ClassVar = {"estado": "cumplido"}
    salida = PUBLICO["acuerdos"]
    marca = PUBLICO["acuerdos"]
    exige_marca = True

    def argumentos(self, request: Request, objeto: Acuerdo, datos: Any) -> dict[str, Any]:
        return {"datos": datos}


class QuitarAcuerdo(_DeAcuerdo):
    metodo = "DELETE"
    operacion = "quitar_acuerdo"
    resumen = "Quitar un acuerdo capturado por error"
    descripcion = "Mientras no conste en una minuta pública ni se apoye en él un plan."
    servicio = staticmethod(quitar_acuerdo)
    estado = 204
