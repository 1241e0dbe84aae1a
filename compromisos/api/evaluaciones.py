"""Writes of evaluations: open, write, judge, recommend, publish; and the answers to what was recommended."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from compromisos.api.recursos import COMPROMISOS, INSTITUCIONES, PLANES, RECOMENDACIONES, SEGUIMIENTOS
from compromisos.forms_evaluacion import (
    AbrirEvaluacionForm,
    EvaluacionForm,
    RecomendacionForm,
    SeguimientoForm,
    ValoracionForm,
)
from compromisos.models import Evaluacion, Recomendacion, Valoracion
from compromisos.publicacion_mesa import MESA_EVALUACIONES, MESA_RECOMENDACIONES, MESA_VALORACIONES
from compromisos.servicios.evaluaciones import (
    CRITERIOS,
    TEXTOS,
    abrir_evaluacion,
    escribir_evaluacion,
    publicar_evaluacion,
    quitar_recomendacion,
    recomendar,
    valorar_compromiso,
)
from compromisos.servicios.seguimientos import responder_recomendacion, seguir_recomendacion
from secretariado.api.acto import Acto
from secretariado.api.formularios import EntradaDeFormulario, PorClave

Estado = Recomendacion.Estado
_CON_MARCA = " Exige If-Match: si otra persona lo cambió, responde 412 y no pisa nada."


class AperturaEntrada(EntradaDeFormulario):
    formulario = AbrirEvaluacionForm


class TextosEntrada(EntradaDeFormulario):
    formulario = EvaluacionForm
    parcial = True


class ValoracionEntrada(EntradaDeFormulario):
    formulario = ValoracionForm
    parcial = True
    verificable = serializers.BooleanField(allow_null=True, help_text="Si es verificable; null: sin decidir.")
    relevante = serializers.BooleanField(
        allow_null=True, help_text="Si es relevante para el gobierno abierto; null: sin decidir."
    )
    valores = serializers.ListField(
        child=serializers.CharField(max_length=20),
        max_length=20,
        help_text="Para qué valores de gobierno abierto: claves del marco ogp.",
    )


class RecomendacionEntrada(EntradaDeFormulario):
    formulario = RecomendacionForm
    institucion = PorClave(INSTITUCIONES, help_text="A qué institución.")
    compromiso = PorClave(
        COMPROMISOS, required=False, allow_null=True, default=None, help_text="Sobre cuál; null: todo el plan."
    )


class RecomendacionCambio(RecomendacionEntrada):
    parcial = True


class RespuestaEntrada(EntradaDeFormulario):
    formulario = SeguimientoForm
    estado = serializers.ChoiceField(
        choices=[(e.value, e.label) for e in Recomendacion.RESPUESTAS], help_text="Si la aceptan, en parte o no."
    )


class HallazgoEntrada(EntradaDeFormulario):
    formulario = SeguimientoForm
    estado = serializers.ChoiceField(
        choices=[(e.value, e.label) for e in (Estado.ATENDIDA, Estado.NO_ATENDIDA)], help_text="Si se atendió."
    )


class AbrirEvaluacion(Acto):
    alcance = "evaluar"
    operacion = "abrir_evaluacion"
    resumen = "Abrir la evaluación de un plan"
    descripcion = (
        "Queda en borrador, con una valoración vacía por compromiso y el cumplimiento que sugiere el portal."
    )
    fila, como = PLANES, "plan"
    con = ("secretariado__entidad",)
    servicio = staticmethod(abrir_evaluacion)
    entrada = AperturaEntrada
    ejemplo: ClassVar = {"tipo": "intermedia", "corte": "2020-12-31"}
    salida = MESA_EVALUACIONES
    estado = 201


class _DeEvaluacion(Acto):
    alcance = "evaluar"
    fila: ClassVar[Any] = MESA_EVALUACIONES
    como = "evaluacion"
    con: ClassVar[tuple[str, ...]] = ("plan__secretariado", "institucion")


class EscribirEvaluacion(_DeEvaluacion):
    metodo = "PATCH"
    operacion = "escribir_evaluacion"
    resumen = "Escribir los textos de una evaluación en borrador"
    descripcion = "Sólo los que envíes." + _CON_MARCA
    servicio = staticmethod(escribir_evaluacion)
    entrada = TextosEntrada
    ejemplo: ClassVar = {"metodo": "Se revisaron los expedientes y se entrevistó a las instituciones."}
    salida = MESA_EVALUACIONES
    marca = MESA_EVALUACIONES
    exige_marca = True

    def argumentos(self, request: Request, objeto: Evaluacion, datos: Any) -> dict[str, Any]:
        return {"textos": {c: getattr(objeto, c) for c in TEXTOS} | datos}


class PublicarEvaluacion(_DeEvaluacion):
    operacion = "publicar_evaluacion"
    resumen = "Publicar una evaluación"
    descripcion = "Si falta algún criterio o texto, responde 409 y dice cuál. Publicada ya no cambia." + _CON_MARCA
    servicio = staticmethod(publicar_evaluacion)
    salida = MESA_EVALUACIONES
    marca = MESA_EVALUACIONES
    exige_marca = True


class Recomendar(_DeEvaluacion):
    operacion = "agregar_recomendacion"
    resumen = "Agregar una recomendación a una evaluación en borrador"
    descripcion = "A una institución, sobre un compromiso o sobre todo el plan."
    servicio = staticmethod(recomendar)
    entrada = RecomendacionEntrada
    ejemplo: ClassVar = {
        "texto": "Publicar los contratos en formato abierto.",
        "institucion": "gto-sicom",
        "compromiso": "GTO-1-07",
        "vence": "2021-06-30",
    }
    salida = MESA_RECOMENDACIONES
    estado = 201

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"datos": datos}


class Valorar(Acto):
    metodo = "PATCH"
    alcance = "evaluar"
    operacion = "valorar_compromiso"
    resumen = "Valorar un compromiso"
    descripcion = "Sólo los criterios que envíes; publicar pide los que falten." + _CON_MARCA
    fila: ClassVar[Any] = MESA_VALORACIONES
    como = "valoracion"
    con = ("compromiso__plan", "evaluacion__plan", "evaluacion__institucion")
    servicio = staticmethod(valorar_compromiso)
    entrada = ValoracionEntrada
    ejemplo: ClassVar = {
        "verificable": True,
        "verificable_porque": "Sus actividades dicen qué se entrega y cuándo.",
    }
    salida = MESA_VALORACIONES
    marca = MESA_VALORACIONES
    exige_marca = True
    candado = "evaluacion"

    def argumentos(self, request: Request, objeto: Valoracion, datos: Any) -> dict[str, Any]:
        return {"criterios": {c: getattr(objeto, c) for c in CRITERIOS} | datos}


class _DeRecomendacion(Acto):
    alcance = "evaluar"
    fila: ClassVar[Any] = MESA_RECOMENDACIONES
    como = "recomendacion"
    con: ClassVar[tuple[str, ...]] = ("evaluacion__plan__secretariado", "evaluacion__institucion", "institucion")


class CambiarRecomendacion(_DeRecomendacion):
    metodo = "PATCH"
    operacion = "cambiar_recomendacion"
    resumen = "Cambiar una recomendación en borrador"
    descripcion = "Sólo lo que envíes." + _CON_MARCA
    con = (*_DeRecomendacion.con, "compromiso")
    servicio = staticmethod(recomendar)
    entrada = RecomendacionCambio
    ejemplo: ClassVar = {"vence": "2021-07-31"}
    salida = MESA_RECOMENDACIONES
    marca = MESA_RECOMENDACIONES
    exige_marca = True
    candado = "evaluacion"

    def argumentos(self, request: Request, objeto: Recomendacion, datos: Any) -> dict[str, Any]:
        actual = {c: getattr(objeto, c) for c in ("texto", "institucion", "compromiso", "vence")}
        return {"evaluacion": objeto.evaluacion, "datos": actual | datos}


class QuitarRecomendacion(_DeRecomendacion):
    metodo = "DELETE"
    operacion = "quitar_recomendacion"
    resumen = "Quitar una recomendación en borrador"
    servicio = staticmethod(quitar_recomendacion)
    estado = 204


class Responder(_DeRecomendacion):
    operacion = "responder_recomendacion"
    resumen = "Responder una recomendación por tu institución"
    descripcion = "Es pública, con el nombre de la institución."
    fila = RECOMENDACIONES
    servicio = staticmethod(responder_recomendacion)
    entrada: ClassVar[Any] = RespuestaEntrada
    ejemplo: ClassVar[Any] = {"estado": "aceptada", "texto": "Se publicarán en el segundo trimestre."}
    salida = SEGUIMIENTOS
    estado = 201


class Seguir(Responder):
    operacion = "seguir_recomendacion"
    resumen = "Decir si una recomendación se atendió"
    descripcion = "Lo dice quien evaluó, nunca quien respondió."
    servicio = staticmethod(seguir_recomendacion)
    entrada = HallazgoEntrada
    ejemplo: ClassVar[Any] = {"estado": "atendida", "texto": "Los contratos ya están publicados."}
