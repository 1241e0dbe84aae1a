"""Surveys: what was answered, in figures; and answering one. By secrecy nothing is kept that ties an account to
its answers, an Idempotency-Key neither: who repeats the request is told that they already took part."""

from typing import Any, ClassVar

from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from consultas.api.entradas import BoletaEntrada
from consultas.models import Consulta
from consultas.participantes import huella_de
from consultas.publicacion_consultas import RESULTADOS
from consultas.resultados import filas_de_resultados, parciales_de
from consultas.servicios.participaciones import (
    BoletaConFaltas,
    comprobar_abierta,
    registrar_participacion,
    retirar_participacion,
)
from pal_portal.cimientos.api import Lectura, lector
from pal_portal.cimientos.publicacion import TIPOS
from secretariado.api.escritura import Escritura, Hecho, actor


def _encuesta(usuario: Any, slug: str) -> Consulta:
    encuestas = Consulta.objects.visibles_para(usuario).filter(instrumento=Consulta.Instrumento.ENCUESTA)
    consulta: Consulta | None = encuestas.filter(slug=slug).first()
    if consulta is None:
        raise Http404
    return consulta


class Resultados(Lectura):
    """The tables of the page of a survey; while it is open, how it goes, if its rules let it be seen."""

    def get(self, request: Request, slug: str) -> Response:
        consulta = _encuesta(lector(request), slug)
        filas = filas_de_resultados(consulta)
        parciales = parciales_de(consulta)
        if filas is None and not parciales:
            raise NotFound(_("Los resultados de esta encuesta no están publicados."))
        como_va = [
            {"pregunta": x.pregunta.texto, "respuestas": [{"respuesta": r, "decena": n} for r, n in x.filas]}
            for x in parciales
        ]
        return Response(
            {"consulta": consulta.slug, "etapa": consulta.etapa, "resultados": filas or [], "como_va": como_va}
        )


class _DeEncuesta(Escritura):
    alcance = "participar"
    recuerda = False

    def objeto(self, request: Request, **ruta: Any) -> Consulta:
        return _encuesta(request.user, ruta["slug"])


class VerParticipacion(_DeEncuesta):
    metodo = "GET"
    operacion = "ver_participacion"
    resumen = "Saber si ya contestaste una encuesta"
    descripcion = "Dice si ya participaste y si todavía se puede; nunca qué contestaste."
    salida: ClassVar = {
        "type": "object",
        "required": ["consulta", "abierta", "participaste"],
        "properties": {
            "consulta": {"type": "string"},
            "abierta": {"type": "boolean", "description": "Si hoy se puede contestar."},
            "participaste": {"type": "boolean"},
        },
    }
    estado = 200

    def hacer(self, request: Request, objeto: Consulta, datos: Any) -> Hecho:
        suya = objeto.participaciones.filter(huella=huella_de(objeto, actor(request).correo))
        return Hecho(
            {"consulta": objeto.slug, "abierta": objeto.esta_abierta, "participaste": suya.exists()},
        )


class Contestar(_DeEncuesta):
    operacion = "contestar_encuesta"
    resumen = "Contestar una encuesta abierta"
    descripcion = (
        "Las preguntas y sus opciones se leen en `/api/v1/consultas/{slug}/?incluir=preguntas,opciones`. Se envía "
        "completa: cuenta una vez por persona y se guarda toda o nada. Las preguntas con `solo_si_opcion` se "
        "contestan sólo si se eligió esa opción; en las de ordenar, las opciones van de la primera a la última. "
        "Sexo, edad y sector son opcionales. No se guarda de quién son las respuestas; por eso aquí "
        "`Idempotency-Key` no se recuerda: si repites la petición se te dice que ya participaste."
    )
    entrada = BoletaEntrada
    ejemplo: ClassVar = {
        "respuestas": [
            {"pregunta": 1, "opciones": [2]},
            {"pregunta": 3, "opciones": [9, 7]},
            {"pregunta": 4, "texto": "Que los datos se puedan descargar."},
        ],
        "edad": "18_29",
    }
    salida = VerParticipacion.salida

    def objeto(self, request: Request, **ruta: Any) -> Consulta:
        """That it is closed is told before what is wrong in the answers."""
        consulta = super().objeto(request, **ruta)
        comprobar_abierta(consulta)
        return consulta

    def hacer(self, request: Request, objeto: Consulta, datos: dict[str, Any]) -> Hecho:
        dadas = datos["respuestas"]
        try:
            registrar_participacion(
                consulta=objeto,
                huella=huella_de(objeto, actor(request).correo),
                respuestas={d["pregunta"]: d for d in dadas},
                datos={c: datos.get(c, "") for c in ("sexo", "edad", "sector")},
            )
        except BoletaConFaltas as error:
            raise ValidationError({"respuestas": _por_fila(error, dadas)}) from error
        return Hecho({"consulta": objeto.slug, "abierta": True, "participaste": True})


def _por_fila(error: BoletaConFaltas, dadas: list[dict[str, Any]]) -> dict[Any, Any]:
    """Each fault at the answer it is of; a question without answer, at the whole."""
    filas = {d["pregunta"]: n for n, d in enumerate(dadas)}
    por_fila: dict[Any, Any] = {}
    for falta in error.faltas:
        if falta.pregunta in filas:
            por_fila[filas[falta.pregunta]] = {falta.campo: [falta.mensaje]}
        else:
            por_fila.setdefault("non_field_errors", []).append(falta.mensaje)
    return por_fila


class RetirarParticipacion(_DeEncuesta):
    metodo = "DELETE"
    operacion = "retirar_participacion"
    resumen = "Retirar tu participación en una encuesta"
    descripcion = (
        "Mientras está abierta: se borra todo lo que contestaste. Si no habías participado, no pasa nada."
    )
    estado = 204

    def hacer(self, request: Request, objeto: Consulta, datos: Any) -> Hecho:
        retirar_participacion(consulta=objeto, huella=huella_de(objeto, actor(request).correo))
        return Hecho(None)


ESQUEMA_DE_RESULTADOS: dict[str, Any] = {
    "type": "object",
    "title": "Resultados de una encuesta",
    "required": ["consulta", "etapa", "resultados", "como_va"],
    "properties": {
        "consulta": {"type": "string"},
        "etapa": {"type": "string", "enum": Consulta.Etapa.values},
        "resultados": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {c.nombre: {**TIPOS[c.tipo], "description": c.significado} for c in RESULTADOS},
            },
        },
        "como_va": {
            "type": "array",
            "description": "Antes del cierre, si sus reglas lo dejan: de cada cien, en decenas; null: reservado.",
            "items": {
                "type": "object",
                "properties": {
                    "pregunta": {"type": "string"},
                    "respuestas": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "respuesta": {"type": "string"},
                                "decena": {"type": ["integer", "null"]},
                            },
                        },
                    },
                },
            },
        },
    },
}
