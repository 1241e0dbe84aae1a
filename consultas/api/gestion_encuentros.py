"""Writes of meetings: what is announced, who came, what was agreed, photographs."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from consultas.api.gestion import CON_MARCA, DeConsulta
from consultas.forms_consultas import EventoForm
from consultas.forms_eventos import FotoForm
from consultas.models import ConteoAsistencia, Evento, FotoEvento
from consultas.publicacion_mesa import MESA_EVENTOS, MESA_FOTOS
from consultas.servicios.eventos import Conteo, MesaNueva, guardar_evento, pasar_asistencia
from consultas.servicios.fotos import agregar_foto, describir_foto, quitar_foto
from secretariado.api.acto import Acto
from secretariado.api.entradas import Entrada, Identificador
from secretariado.api.formularios import EntradaDeFormulario


class MesaEntrada(Entrada):
    tema = serializers.CharField(max_length=250, help_text="Tema.")
    compromisos = serializers.ListField(
        child=serializers.CharField(max_length=20),
        default=list,
        max_length=100,
        help_text="Claves de los compromisos que salieron de él.",
    )


class ConteoEntrada(Entrada):
    dimension = serializers.ChoiceField(choices=ConteoAsistencia.Dimension.choices, help_text="Se cuenta por.")
    grupo = serializers.CharField(
        max_length=60, default="", allow_blank=True, help_text="Grupo; vacío sólo en el total."
    )
    personas = serializers.IntegerField(min_value=0, max_value=10_000_000, help_text="Cuántas. Nunca nombres.")


class EventoEntrada(EntradaDeFormulario):
    formulario = EventoForm
    mesas = serializers.ListField(
        child=MesaEntrada(), default=list, max_length=100, help_text="Mesas o temas, en su orden."
    )
    conteos = serializers.ListField(
        child=ConteoEntrada(), default=list, max_length=100, help_text="Asistencia, en números."
    )


class EventoCambio(EventoEntrada):
    parcial = True


class AsistenciaEntrada(Entrada):
    presentes = serializers.ListField(
        child=Identificador(), max_length=5000, help_text="Las de `mesa-inscripciones` de quienes vinieron."
    )


class FotoEntrada(EntradaDeFormulario):
    formulario = FotoForm


class FotoCambio(EntradaDeFormulario):
    formulario = FotoForm
    sin = ("archivo",)
    parcial = True


def _evento(objeto: Evento | None, datos: dict[str, Any]) -> dict[str, Any]:
    """What the service takes; the tables and counts that did not come stay as they are."""
    mesas, conteos = datos.pop("mesas", None), datos.pop("conteos", None)
    if mesas is None and objeto:
        actuales = objeto.mesas.prefetch_related("compromisos")
        mesas = [{"tema": m.tema, "compromisos": [c.clave for c in m.compromisos.all()]} for m in actuales]
    if conteos is None and objeto:
        conteos = list(objeto.conteos.values("dimension", "grupo", "personas"))
    return {
        "evento": objeto,
        "datos": datos,
        "mesas": [MesaNueva(m["tema"], tuple(m["compromisos"])) for m in mesas or ()],
        "conteos": [Conteo(**c) for c in conteos or ()],
    }


class CrearEvento(DeConsulta):
    operacion = "crear_evento"
    resumen = "Anunciar un encuentro de una consulta"
    descripcion = "Foro, mesa o jornada: dónde, cuándo, agenda y, si se aparta lugar, cuántos hay."
    servicio = staticmethod(guardar_evento)
    entrada = EventoEntrada
    ejemplo: ClassVar = {
        "nombre": "Mesa de datos abiertos",
        "modalidad": "presencial",
        "lugar": "Universidad de Guanajuato",
        "inicio": "2021-02-10T10:00:00-06:00",
        "fin": "2021-02-10T13:00:00-06:00",
        "con_registro": True,
        "cupo": 40,
    }
    salida = MESA_EVENTOS
    estado = 201

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return _evento(None, datos)


class DeEvento(Acto):
    alcance = "consultas"
    fila: ClassVar[Any] = MESA_EVENTOS
    como = "evento"
    con: ClassVar[tuple[str, ...]] = ("consulta__secretariado__entidad",)
    salida: ClassVar[Any] = MESA_EVENTOS


class CambiarEvento(DeEvento):
    metodo = "PATCH"
    operacion = "cambiar_evento"
    resumen = "Cambiar un encuentro, o decir qué resultó de él"
    descripcion = (
        "Sólo lo que envíes: agenda, relatoría, acuerdos, mesas, asistencia en números. Si cambian fecha o lugar, "
        "se avisa a quien apartó el suyo." + CON_MARCA
    )
    servicio = staticmethod(guardar_evento)
    entrada = EventoCambio
    ejemplo: ClassVar = {
        "acuerdos": "Abrir el presupuesto en marzo.",
        "mesas": [{"tema": "Datos abiertos", "compromisos": ["GTO-1-05"]}],
        "conteos": [{"dimension": "total", "personas": 42}],
    }
    marca = MESA_EVENTOS
    exige_marca = True
    candado = "consulta"

    def argumentos(self, request: Request, objeto: Evento, datos: Any) -> dict[str, Any]:
        return {"consulta": objeto.consulta, **_evento(objeto, datos)}


class PasarAsistencia(DeEvento):
    operacion = "pasar_asistencia"
    resumen = "Decir quiénes vinieron a un encuentro"
    descripcion = (
        "Una sola vez, cuando haya empezado. Se publica sólo cuántas personas, y nunca grupos de menos de cinco."
    )
    servicio = staticmethod(pasar_asistencia)
    entrada = AsistenciaEntrada
    ejemplo: ClassVar = {"presentes": [31, 32, 35]}


class AgregarFoto(DeEvento):
    operacion = "agregar_foto"
    resumen = "Agregar una fotografía a un encuentro"
    descripcion = (
        "En multipart/form-data. Se guarda sin ubicación, fecha ni autoría; sin constancia no se publica."
    )
    servicio = staticmethod(agregar_foto)
    entrada = FotoEntrada
    parser_classes = [MultiPartParser]
    salida = MESA_FOTOS
    estado = 201

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {**datos, "nombre": datos["archivo"].name}


class DeFoto(Acto):
    alcance = "consultas"
    fila: ClassVar[Any] = MESA_FOTOS
    como = "foto"
    con: ClassVar[tuple[str, ...]] = ("evento__consulta", "archivo")


class DescribirFoto(DeFoto):
    metodo = "PATCH"
    operacion = "describir_foto"
    resumen = "Corregir qué se ve en una fotografía, o su constancia"
    descripcion = "Sin constancia sale de lo público al momento." + CON_MARCA
    servicio = staticmethod(describir_foto)
    entrada = FotoCambio
    ejemplo: ClassVar = {"consentimiento": "nadie"}
    salida = MESA_FOTOS
    marca = MESA_FOTOS
    exige_marca = True

    def argumentos(self, request: Request, objeto: FotoEvento, datos: Any) -> dict[str, Any]:
        actual = {"texto_alternativo": objeto.texto_alternativo, "consentimiento": objeto.consentimiento}
        return actual | datos


class QuitarFoto(DeFoto):
    metodo = "DELETE"
    operacion = "quitar_foto"
    resumen = "Borrar una fotografía"
    servicio = staticmethod(quitar_foto)
    estado = 204
