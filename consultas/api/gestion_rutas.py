"""Writes of the route of participation of a plan: its presentation and its steps."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from compromisos.api.recursos import PLANES
from consultas.api.gestion import CON_MARCA, CONSULTAS
from consultas.forms_ruta import PasoForm, PresentacionForm
from consultas.models import PasoDeRuta
from consultas.publicacion_consultas import RECURSOS
from consultas.publicacion_mesa import MESA_EVENTOS, MESA_RUTAS
from consultas.servicios.rutas import CAMPOS as DEL_PASO
from consultas.servicios.rutas import guardar_paso, mover_paso, presentar_ruta, publicar_ruta, quitar_paso
from secretariado.api.acto import Acto
from secretariado.api.entradas import Entrada
from secretariado.api.formularios import EntradaDeFormulario, PorClave

PASOS = next(r for r in RECURSOS if r.nombre == "pasos-de-rutas")


class PresentacionEntrada(EntradaDeFormulario):
    formulario = PresentacionForm


class PasoEntrada(EntradaDeFormulario):
    formulario = PasoForm
    sin = ("que",)
    consulta = PorClave(CONSULTAS, allow_null=True, default=None, help_text="Consulta que muestra el paso.")
    evento = PorClave(MESA_EVENTOS, allow_null=True, default=None, help_text="Encuentro que muestra el paso.")


class PasoCambio(PasoEntrada):
    parcial = True


class LugarEntrada(Entrada):
    hacia = serializers.ChoiceField(choices=["antes", "despues"], help_text="Un lugar antes o después.")


class DePlan(Acto):
    alcance = "consultas"
    fila: ClassVar[Any] = PLANES
    como = "plan"
    con = ("secretariado__entidad",)
    salida: ClassVar[Any] = MESA_RUTAS


class PresentarRuta(DePlan):
    metodo = "PUT"
    operacion = "presentar_ruta"
    resumen = "Escribir la presentación de la ruta de participación de un plan"
    servicio = staticmethod(presentar_ruta)
    entrada = PresentacionEntrada
    ejemplo: ClassVar = {"presentacion": "El plan se hizo en cinco pasos, con tres consultas."}


class PublicarRuta(DePlan):
    operacion = "publicar_ruta"
    resumen = "Publicar la ruta de participación de un plan"
    descripcion = "Con un paso al menos."
    servicio = staticmethod(publicar_ruta)


class AgregarPaso(DePlan):
    operacion = "agregar_paso"
    resumen = "Agregar un paso al final de la ruta de un plan"
    descripcion = "Una consulta, un encuentro o algo que se cuenta con palabras."
    servicio = staticmethod(guardar_paso)
    entrada = PasoEntrada
    ejemplo: ClassVar = {
        "fase": "sensibilizacion",
        "titulo": "Conversatorio con universidades",
        "fecha": "2021-01-15",
    }
    salida = PASOS
    estado = 201

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"paso": None, "datos": datos}


class DePaso(Acto):
    alcance = "consultas"
    fila: ClassVar[Any] = PASOS
    como = "paso"
    con: ClassVar[tuple[str, ...]] = ("ruta__plan__secretariado__entidad", "consulta", "evento__consulta")


class CambiarPaso(DePaso):
    metodo = "PATCH"
    operacion = "cambiar_paso"
    resumen = "Cambiar un paso de una ruta"
    descripcion = "Sólo lo que envíes." + CON_MARCA
    servicio = staticmethod(guardar_paso)
    entrada = PasoCambio
    ejemplo: ClassVar = {"titulo": "Conversatorio con universidades y cámaras"}
    salida = PASOS
    marca = PASOS
    exige_marca = True
    candado = "ruta"

    def argumentos(self, request: Request, objeto: PasoDeRuta, datos: Any) -> dict[str, Any]:
        if "consulta" in datos and "evento" not in datos:
            datos["evento"] = None
        actual = {c: getattr(objeto, c) for c in DEL_PASO}
        return {"plan": objeto.ruta.plan, "datos": actual | datos}


class MoverPaso(DePaso):
    operacion = "mover_paso"
    resumen = "Mover un paso de una ruta un lugar"
    descripcion = "En el extremo se queda donde está."
    servicio = staticmethod(mover_paso)
    entrada = LugarEntrada
    ejemplo: ClassVar = {"hacia": "antes"}
    salida = PASOS

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"lugares": -1 if datos["hacia"] == "antes" else 1}


class QuitarPaso(DePaso):
    metodo = "DELETE"
    operacion = "quitar_paso"
    resumen = "Quitar un paso de una ruta"
    descripcion = "La consulta se queda."
    servicio = staticmethod(quitar_paso)
    estado = 204
