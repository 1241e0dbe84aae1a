"""What the writes of this floor take. Lengths and choices only; the rules are the services'."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from consultas.asuntos import CLAVE
from consultas.models import Aportacion, Causa, Decision, Participacion
from consultas.servicios.criba import MAXIMO
from consultas.servicios.participaciones import LARGO_ABIERTA
from secretariado.api.entradas import Entrada, Identificador

_Clase = Decision.Clase


class TextoEntrada(Entrada):
    texto = serializers.CharField(max_length=MAXIMO * 2, help_text="El texto, en Markdown sencillo.")


class ComentarioEntrada(TextoEntrada):
    asunto = serializers.RegexField(
        CLAVE,
        max_length=60,
        error_messages={"invalid": _("Escríbelo como compromiso:GTO-1-05.")},
        help_text="Sobre qué: compromiso:GTO-1-05, actividad:12, parrafo:3 o aportacion:7.",
    )
    responde_a = Identificador(required=False, allow_null=True, help_text="Comentario al que responde.")


class DenunciaEntrada(Entrada):
    causa = serializers.ChoiceField(choices=Causa.choices, help_text="Por qué.")
    detalle = serializers.CharField(max_length=500, required=False, allow_blank=True, help_text="Algo más.")


class ModeracionEntrada(Entrada):
    clase = serializers.ChoiceField(
        choices=[(c.value, c.label) for c in (_Clase.PUBLICAR, _Clase.OCULTAR, _Clase.MANTENER)],
        help_text="Qué se decide: publicar lo que esperaba, ocultar, o mantener lo denunciado.",
    )
    causa = serializers.ChoiceField(choices=Causa.choices, required=False, help_text="Obligatoria al ocultar.")
    motivo = serializers.CharField(
        max_length=600, required=False, allow_blank=True, help_text="Obligatorio al ocultar; es público."
    )


class ResolucionEntrada(Entrada):
    aceptar = serializers.BooleanField(help_text="true: el comentario vuelve a mostrarse.")
    respuesta = serializers.CharField(max_length=600, help_text="Respuesta pública a quien apeló.")


class AportacionEntrada(Entrada):
    titulo = serializers.CharField(max_length=150, help_text="En pocas palabras.")
    texto = serializers.CharField(max_length=5000, help_text="La propuesta u observación. Es pública.")
    firma = serializers.CharField(
        max_length=60, required=False, allow_blank=True, help_text="Cómo se firma; vacío: sin firma."
    )
    parrafo = Identificador(
        required=False, allow_null=True, help_text="Párrafo del texto en consulta del que trata."
    )


class RespuestaEntrada(Entrada):
    estado = serializers.ChoiceField(
        choices=[c for c in Aportacion.Estado.choices if c[0] != Aportacion.Estado.RECIBIDA],
        help_text="Qué pasó con ella.",
    )
    respuesta = serializers.CharField(
        max_length=5000, required=False, allow_blank=True, help_text="Por qué; obligatoria salvo en análisis."
    )
    compromiso = serializers.CharField(
        max_length=20, required=False, allow_null=True, help_text="Clave del compromiso en que quedó."
    )


class ApelacionEntrada(Entrada):
    texto = serializers.CharField(max_length=2000, help_text="Por qué debería volver a mostrarse.")


class _QuienEs(Entrada):
    """What a person may say of themselves, or not."""

    sexo = serializers.ChoiceField(choices=Participacion.Sexo.choices, required=False, help_text="Si quieres.")
    edad = serializers.ChoiceField(choices=Participacion.Edad.choices, required=False, help_text="Si quieres.")
    sector = serializers.ChoiceField(choices=Participacion.Sector.choices, required=False, help_text="Si quieres.")


class RespuestaDada(Entrada):
    pregunta = Identificador(help_text="La pregunta, como viene en `preguntas`.")
    opciones = serializers.ListField(
        child=Identificador(),
        required=False,
        max_length=200,
        help_text="Las que eliges, como vienen en `opciones`.",
    )
    texto = serializers.CharField(
        max_length=LARGO_ABIERTA, required=False, allow_blank=True, help_text="En las de respuesta abierta."
    )


class BoletaEntrada(_QuienEs):
    respuestas = serializers.ListField(
        child=RespuestaDada(), max_length=200, help_text="Una por cada pregunta que contestas."
    )

    def validate_respuestas(self, dadas: list[dict[str, Any]]) -> list[dict[str, Any]]:
        preguntas = [d["pregunta"] for d in dadas]
        dicho = {"pregunta": [_("Esa pregunta ya está contestada en otra fila.")]}
        repetidas: Any = {n: dicho for n, p in enumerate(preguntas) if p in preguntas[:n]}
        if repetidas:
            raise serializers.ValidationError(repetidas)
        return dadas


class LugarEntrada(_QuienEs):
    seudonimo = serializers.CharField(
        max_length=40,
        required=False,
        allow_blank=True,
        help_text="Como te verá quien organiza; vacío: uno al azar.",
    )
    nombre = serializers.CharField(
        max_length=120, required=False, allow_blank=True, help_text="Sólo si quieres que quien organiza lo sepa."
    )
    acepta_nombre = serializers.BooleanField(
        required=False, help_text="Con `nombre`, obligatorio: aceptas que quien organiza lo vea."
    )

    def validate(self, datos: dict[str, Any]) -> dict[str, Any]:
        if datos.get("nombre") and not datos.get("acepta_nombre"):
            raise serializers.ValidationError({"acepta_nombre": [_("Marca que aceptas, o deja vacío el nombre.")]})
        return datos
