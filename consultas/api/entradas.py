"""What the writes of this floor take. Lengths and choices only; the rules are the services'."""

from rest_framework import serializers

from consultas.models import Aportacion, Causa, Decision
from consultas.servicios.criba import MAXIMO
from secretariado.api.entradas import Entrada, Identificador

_Clase = Decision.Clase


class TextoEntrada(Entrada):
    texto = serializers.CharField(max_length=MAXIMO * 2, help_text="El texto, en Markdown sencillo.")


class ComentarioEntrada(TextoEntrada):
    asunto = serializers.CharField(max_length=60, help_text="Sobre qué: compromiso:GTO-1-05 o actividad:12.")
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
