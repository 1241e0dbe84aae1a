"""Writes of reports: order one of any kind, cancel it, try again, and have a plan's made by itself."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from compromisos.api.recursos import COMPROMISOS, ENTIDADES, EVALUACIONES, EVIDENCIAS, PLANES
from compromisos.forms import CorteForm, InformeForm
from compromisos.models import ProgramaDeInformes
from compromisos.publicacion_mesa import MESA_INFORMES, MESA_PROGRAMAS
from compromisos.servicios.informes import cancelar_informe, reintentar_informe, solicitar_informe
from compromisos.servicios.programacion import programar_informes
from secretariado.api.acto import Acto
from secretariado.api.entradas import Entrada
from secretariado.api.formularios import EntradaDeFormulario

_CORTE: dict[str, Any] = {"corte": "2020-12-31"}
_DESPUES = (
    " Responde en cuanto queda en la cola; su avance se mira en `mesa-informes`. Si ya se estaba haciendo uno "
    "igual, es ése."
)


class CorteEntrada(EntradaDeFormulario):
    formulario = CorteForm


class InformeEntrada(EntradaDeFormulario):
    formulario = InformeForm


class Pedir(Acto):
    """Order the report of a row."""

    alcance = "informes"
    servicio: ClassVar[Any] = staticmethod(solicitar_informe)
    entrada: ClassVar[Any] = CorteEntrada
    ejemplo: ClassVar[Any] = _CORTE
    salida = MESA_INFORMES
    estado = 202


class PedirDelPlan(Pedir):
    operacion = "pedir_informe_de_plan"
    resumen = "Pedir el reporte de monitoreo de un plan"
    descripcion = "A la fecha de corte, con las secciones que elijas; si no dices cuáles, todas." + _DESPUES
    fila, como = PLANES, "plan"
    con = ("secretariado__entidad",)
    entrada = InformeEntrada
    ejemplo: ClassVar = {**_CORTE, "secciones": ["fichas", "evidencias"]}


class PedirDelCompromiso(Pedir):
    operacion = "pedir_ficha_de_compromiso"
    resumen = "Pedir la ficha de un compromiso"
    descripcion = "Con sus cifras a la fecha de corte." + _DESPUES
    fila, como = COMPROMISOS, "compromiso"
    con = ("plan__secretariado__entidad",)


class PedirDeLaEvidencia(Pedir):
    operacion = "pedir_constancia_de_evidencia"
    resumen = "Pedir la constancia de verificación de una evidencia"
    descripcion = "Con lo que se había resuelto a la fecha de corte." + _DESPUES
    fila, como = EVIDENCIAS, "evidencia"
    con = ("entrega__actividad__compromiso__plan__secretariado",)


class PedirDeLaEntidad(Pedir):
    operacion = "pedir_informe_de_entidad"
    resumen = "Pedir el reporte de una entidad"
    descripcion = "Con todos sus planes publicados." + _DESPUES
    fila, como = ENTIDADES, "entidad"


class PedirDeLaEvaluacion(Pedir):
    operacion = "pedir_informe_de_evaluacion"
    resumen = "Pedir el reporte de una evaluación publicada"
    descripcion = "Con el seguimiento de sus recomendaciones a la fecha de corte." + _DESPUES
    fila, como = EVALUACIONES, "evaluacion"
    con = ("plan__secretariado__entidad", "institucion")


class PedirNacional(Pedir):
    operacion = "pedir_informe_nacional"
    resumen = "Pedir el reporte comparativo del país"
    descripcion = "Lo pide la coordinación nacional." + _DESPUES


class _DelInforme(Acto):
    alcance = "informes"
    fila: ClassVar[Any] = MESA_INFORMES
    como = "informe"
    con = (
        "plan__secretariado__entidad", "compromiso__plan", "evidencia__entrega__actividad__compromiso__plan",
        "entidad", "evaluacion__plan", "secretariado__entidad", "institucion",
    )  # fmt: skip
    salida: ClassVar[Any] = MESA_INFORMES


class CancelarInforme(_DelInforme):
    operacion = "cancelar_informe"
    resumen = "Cancelar un reporte en curso"
    descripcion = "El trabajo se detiene en su siguiente señal. Se puede reintentar."
    servicio = staticmethod(cancelar_informe)


class ReintentarInforme(_DelInforme):
    operacion = "reintentar_informe"
    resumen = "Volver a intentar un reporte"
    descripcion = "Uno que falló, se canceló o se interrumpió, con su mismo folio."
    servicio = staticmethod(reintentar_informe)


class ProgramaEntrada(Entrada):
    periodicidad = serializers.ChoiceField(
        choices=ProgramaDeInformes.Periodicidad.choices, help_text="Cada cuánto: al fin de cada mes o trimestre."
    )


class Programar(Acto):
    metodo = "PUT"
    alcance = "informes"
    operacion = "programar_informes"
    resumen = "Hacer que el reporte de un plan se genere solo"
    descripcion = "Al terminar cada periodo, desde hoy. Se avisa por correo a quien verifica."
    fila, como = PLANES, "plan"
    con = ("secretariado__entidad",)
    servicio = staticmethod(programar_informes)
    entrada: ClassVar[Any] = ProgramaEntrada
    ejemplo: ClassVar[Any] = {"periodicidad": "trimestral"}
    salida: ClassVar[Any] = MESA_PROGRAMAS


class DejarDeProgramar(Programar):
    metodo = "DELETE"
    operacion = "dejar_de_programar_informes"
    resumen = "Que el reporte de un plan ya no se genere solo"
    descripcion = "Los que ya se hicieron se quedan."
    entrada = None
    ejemplo = None
    salida = None
    estado = 204

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"periodicidad": ""}
