"""Writes of who keeps the record of an STL: its seats and how it decides."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from secretariado.api.acto import Acto
from secretariado.api.formularios import EntradaDeFormulario, PorClave
from secretariado.api.sesiones import CON_MARCA, PUBLICO
from secretariado.forms_secretariado import (
    CorreccionDeIntegranteForm,
    IntegranteForm,
    RelevoForm,
    SecretariadoForm,
    TerminoForm,
)
from secretariado.models import Integrante
from secretariado.servicios.integrantes import (
    corregir_integrante,
    describir_secretariado,
    relevar_integrante,
    sumar_integrante,
    terminar_integrante,
)


class IntegranteEntrada(EntradaDeFormulario):
    formulario = IntegranteForm
    papel = serializers.ChoiceField(
        choices=Integrante.Papel.choices, default=Integrante.Papel.INTEGRANTE.value, help_text="Papel."
    )
    institucion = PorClave(
        PUBLICO["instituciones"],
        allow_null=True,
        default=None,
        help_text="Institución del asiento; null: la persona participa a título propio.",
    )


class IntegranteCambio(EntradaDeFormulario):
    formulario = CorreccionDeIntegranteForm
    parcial = True


class RelevoEntrada(EntradaDeFormulario):
    formulario = RelevoForm


class TerminoEntrada(EntradaDeFormulario):
    formulario = TerminoForm


class SecretariadoCambio(EntradaDeFormulario):
    formulario = SecretariadoForm
    parcial = True


class _DeSecretariado(Acto):
    alcance = "secretariado"
    fila: ClassVar[Any] = PUBLICO["secretariados"]
    como = "secretariado"
    con = ("entidad",)


class DescribirSecretariado(_DeSecretariado):
    metodo = "PATCH"
    operacion = "describir_secretariado"
    resumen = "Cambiar qué es tu secretariado y cómo decide"
    descripcion = "Sólo lo que envíes. El quórum vale para las sesiones que se registren después." + CON_MARCA
    servicio = staticmethod(describir_secretariado)
    entrada = SecretariadoCambio
    ejemplo: ClassVar = {"regla_decision": "mayoria_simple", "quorum_minimo": 5}
    salida = PUBLICO["secretariados"]
    marca = PUBLICO["secretariados"]
    exige_marca = True

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"datos": datos}


class SumarIntegrante(_DeSecretariado):
    operacion = "sumar_integrante"
    resumen = "Abrir un asiento en tu secretariado"
    descripcion = "Es público al momento."
    servicio = staticmethod(sumar_integrante)
    entrada = IntegranteEntrada
    ejemplo: ClassVar = {
        "institucion": "gto-sicom",
        "papel": "integrante",
        "titular": "María Hernández López",
        "desde": "2021-01-15",
    }
    salida = PUBLICO["integrantes"]
    estado = 201


class _DeIntegrante(Acto):
    alcance = "secretariado"
    fila: ClassVar[Any] = PUBLICO["integrantes"]
    como = "integrante"
    con = ("secretariado", "institucion")
    salida: ClassVar[Any] = PUBLICO["integrantes"]


class CorregirIntegrante(_DeIntegrante):
    metodo = "PATCH"
    operacion = "corregir_integrante"
    resumen = "Corregir un nombre o una fecha mal escritos"
    descripcion = "Sólo lo que envíes. Si el asiento es ya de otra persona, es un relevo." + CON_MARCA
    servicio = staticmethod(corregir_integrante)
    entrada = IntegranteCambio
    ejemplo: ClassVar = {"titular": "María Hernández López"}
    marca = PUBLICO["integrantes"]
    exige_marca = True

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"datos": datos}


class RelevarIntegrante(_DeIntegrante):
    operacion = "relevar_integrante"
    resumen = "Dar un asiento a otra persona"
    descripcion = "Quien lo ocupaba queda en el registro hasta el día anterior."
    servicio = staticmethod(relevar_integrante)
    entrada = RelevoEntrada
    ejemplo: ClassVar = {"titular": "José Ramírez Soto", "desde": "2021-03-01"}
    estado = 201


class TerminarIntegrante(_DeIntegrante):
    operacion = "terminar_integrante"
    resumen = "Cerrar un asiento"
    descripcion = "Queda en el registro con su último día y no se vuelve a abrir: se abre otro."
    servicio = staticmethod(terminar_integrante)
    entrada = TerminoEntrada
    ejemplo: ClassVar = {"hasta": "2021-02-28"}
