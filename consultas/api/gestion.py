"""Writes of who facilitates: a consultation, its text, its questions, its results; and what is done with what
people contributed."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request

from compromisos.api.informes import Pedir
from compromisos.api.recursos import COMPROMISOS, PLANES, SECRETARIADOS
from consultas.api.aportaciones import APORTACIONES
from consultas.forms_aportaciones import TextoForm
from consultas.forms_consultas import AVISO, ConsultaForm, ResultadosForm
from consultas.forms_participar import PreguntaNuevaForm
from consultas.models import Pregunta
from consultas.publicacion_consultas import RECURSOS
from consultas.publicacion_mesa import MESA_VERSIONES
from consultas.servicios.consultas import crear_consulta, editar_consulta, publicar_consulta, publicar_resultados
from consultas.servicios.encuestas import guardar_pregunta, quitar_pregunta
from consultas.servicios.informes import solicitar_de_consulta
from consultas.servicios.respuestas import convertir_en_compromiso, unir_aportaciones
from consultas.servicios.textos import publicar_version
from secretariado.api.acto import Acto
from secretariado.api.entradas import Entrada
from secretariado.api.formularios import EntradaDeFormulario, PorClave, PorClaves
from secretariado.api.gestion import EJEMPLO_DE_STL

_PUBLICO = {r.nombre: r for r in RECURSOS}
CONSULTAS, PREGUNTAS, OPCIONES = (_PUBLICO[n] for n in ("consultas", "preguntas", "opciones"))
CON_MARCA = " Exige If-Match: si otra persona lo cambió, responde 412 y no pisa nada."
DE_LA_PREGUNTA = ("tipo", "texto", "ayuda", "obligatoria", "solo_si")


class DocumentoEntrada(Entrada):
    titulo = serializers.CharField(max_length=200, help_text="Título.")
    enlace = serializers.CharField(max_length=500, help_text="Dirección, con https://.")


class CamposDeConsulta(EntradaDeFormulario):
    formulario = ConsultaForm
    sin = ("documentos_texto",)
    aviso_privacidad = serializers.CharField(
        default=lambda: str(AVISO),
        allow_blank=True,
        max_length=20_000,
        help_text="Aviso de privacidad; si se omite, el que propone el portal.",
    )
    paso = serializers.IntegerField(
        default=0, min_value=0, max_value=32767, help_text="Paso en su ruta; 0: ninguno."
    )
    plan = PorClave(PLANES, allow_null=True, default=None, help_text="Plan sobre el que se consulta.")
    compromisos = PorClaves(COMPROMISOS, default=list, help_text="Compromisos sobre los que se consulta.")
    documentos = serializers.ListField(
        child=DocumentoEntrada(), default=list, max_length=50, help_text="Documentos que la acompañan."
    )


class ConsultaNueva(CamposDeConsulta):
    secretariado = PorClave(SECRETARIADOS, help_text="A nombre de qué secretariado.")


class ConsultaCambio(CamposDeConsulta):
    parcial = True


class ResultadosEntrada(EntradaDeFormulario):
    formulario = ResultadosForm


class VersionEntrada(EntradaDeFormulario):
    formulario = TextoForm


class PreguntaEntrada(EntradaDeFormulario):
    formulario = PreguntaNuevaForm
    opciones = serializers.ListField(
        child=serializers.CharField(max_length=200), default=list, max_length=100, help_text="En su orden."
    )
    solo_si = PorClave(
        OPCIONES,
        allow_null=True,
        default=None,
        help_text="Opción de una pregunta anterior: sólo a quien la eligió. null: a todas las personas.",
    )


class PreguntaCambio(PreguntaEntrada):
    parcial = True


class UnionEntrada(Entrada):
    en = PorClave(APORTACIONES, help_text="Aportación de la misma consulta a la que se une.")


class ConversionEntrada(Entrada):
    plan = PorClave(PLANES, help_text="Plan en borrador que recibe el compromiso.")


class CrearConsulta(Acto):
    alcance = "consultas"
    operacion = "crear_consulta"
    resumen = "Crear una consulta en borrador"
    descripcion = "Sólo la ve quien facilita su secretariado, hasta que se publica."
    servicio = staticmethod(crear_consulta)
    entrada = ConsultaNueva
    ejemplo: ClassVar = {
        "secretariado": EJEMPLO_DE_STL,
        "instrumento": "encuesta",
        "titulo": "¿Qué información abrimos primero?",
        "objetivo": "Ordenar la apertura de datos según lo que la gente usa.",
        "reglas": "Una participación por persona.",
        "inicio": "2021-02-01",
        "cierre": "2021-02-28",
        "documentos": [{"titulo": "Inventario de datos", "enlace": "https://www.ejemplo.gob.mx/inventario.csv"}],
    }
    salida = CONSULTAS
    estado = 201

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"secretariado": datos["secretariado"], "datos": datos}


class DeConsulta(Acto):
    alcance = "consultas"
    fila: ClassVar[Any] = CONSULTAS
    como = "consulta"
    con = ("secretariado__entidad", "plan")
    salida: ClassVar[Any] = CONSULTAS


class EditarConsulta(DeConsulta):
    metodo = "PATCH"
    operacion = "editar_consulta"
    resumen = "Cambiar una consulta"
    descripcion = "Sólo lo que envíes. Publicada, hay reglas que ya no cambian." + CON_MARCA
    servicio = staticmethod(editar_consulta)
    entrada = ConsultaCambio
    ejemplo: ClassVar = {"cierre": "2021-03-15"}
    marca = CONSULTAS
    exige_marca = True

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        return {"datos": datos}


class PublicarConsulta(DeConsulta):
    operacion = "publicar_consulta"
    resumen = "Publicar una consulta"
    descripcion = "Si le falta algo, responde 409 y dice qué." + CON_MARCA
    servicio = staticmethod(publicar_consulta)
    marca = CONSULTAS
    exige_marca = True


class PublicarResultados(DeConsulta):
    metodo = "PUT"
    operacion = "publicar_resultados_de_consulta"
    resumen = "Publicar los resultados de una consulta que cerró"
    descripcion = "El resumen en lenguaje claro. Se puede corregir."
    servicio = staticmethod(publicar_resultados)
    entrada = ResultadosEntrada
    ejemplo: ClassVar = {
        "resumen": "Ganó el presupuesto: se abrirá en marzo. Los contratos, en el segundo semestre."
    }


class PublicarVersion(DeConsulta):
    operacion = "publicar_version_de_texto"
    resumen = "Publicar una versión del texto que se consulta"
    descripcion = "Entera, con un renglón en blanco entre párrafos. Las anteriores se quedan."
    servicio = staticmethod(publicar_version)
    entrada = VersionEntrada
    ejemplo: ClassVar = {"texto": "Primer párrafo.\n\nSegundo párrafo.", "nota": "Se agregó el segundo párrafo."}
    salida = MESA_VERSIONES
    estado = 201


class PedirDeLaConsulta(Pedir):
    operacion = "pedir_informe_de_consulta"
    resumen = "Pedir el reporte de una consulta publicada"
    descripcion = "A la fecha de corte. Su avance se mira en `mesa-informes`."
    fila, como = CONSULTAS, "consulta"
    con = ("secretariado__entidad",)
    servicio = staticmethod(solicitar_de_consulta)


class AgregarPregunta(DeConsulta):
    operacion = "agregar_pregunta"
    resumen = "Agregar una pregunta al final de una encuesta"
    descripcion = "Mientras no haya abierto."
    servicio = staticmethod(guardar_pregunta)
    entrada = PreguntaEntrada
    ejemplo: ClassVar = {
        "tipo": "unica",
        "texto": "¿Qué abrimos primero?",
        "opciones": ["Presupuesto", "Contratos"],
        "obligatoria": True,
    }
    salida = PREGUNTAS
    estado = 201

    def argumentos(self, request: Request, objeto: Any, datos: Any) -> dict[str, Any]:
        opciones = datos.pop("opciones")
        return {"pregunta": None, "datos": datos, "opciones": opciones}


class DePregunta(Acto):
    alcance = "consultas"
    fila: ClassVar[Any] = PREGUNTAS
    como = "pregunta"
    con = ("consulta__secretariado__entidad", "solo_si__pregunta")


class CambiarPregunta(DePregunta):
    metodo = "PATCH"
    operacion = "cambiar_pregunta"
    resumen = "Cambiar una pregunta"
    descripcion = "Sólo lo que envíes; `opciones`, todas." + CON_MARCA
    servicio = staticmethod(guardar_pregunta)
    entrada = PreguntaCambio
    ejemplo: ClassVar = {"opciones": ["Presupuesto", "Contratos", "Padrones"]}
    salida = PREGUNTAS
    marca = PREGUNTAS
    exige_marca = True
    candado = "consulta"

    def argumentos(self, request: Request, objeto: Pregunta, datos: Any) -> dict[str, Any]:
        opciones = datos.pop("opciones", None)
        if opciones is None:
            opciones = list(objeto.opciones.values_list("texto", flat=True))
        actual = {c: getattr(objeto, c) for c in DE_LA_PREGUNTA}
        return {"consulta": objeto.consulta, "datos": actual | datos, "opciones": opciones}


class QuitarPregunta(DePregunta):
    metodo = "DELETE"
    operacion = "quitar_pregunta"
    resumen = "Quitar una pregunta"
    descripcion = "Mientras la encuesta no haya abierto y ninguna otra dependa de ella."
    servicio = staticmethod(quitar_pregunta)
    estado = 204

    def argumentos(self, request: Request, objeto: Pregunta, datos: Any) -> dict[str, Any]:
        return {"consulta": objeto.consulta}


class DeAportacion(Acto):
    alcance = "consultas"
    fila: ClassVar[Any] = APORTACIONES
    como = "aportacion"
    con = ("consulta__plan", "consulta__secretariado__entidad")


class UnirAportaciones(DeAportacion):
    operacion = "unir_aportaciones"
    resumen = "Unir una aportación a otra que dice lo mismo"
    descripcion = "Sus apoyos se suman, cada persona una vez. Responde con aquélla a la que se unió."
    servicio = staticmethod(unir_aportaciones)
    entrada = UnionEntrada
    ejemplo: ClassVar = {"en": 12}
    salida = APORTACIONES


class ConvertirEnCompromiso(DeAportacion):
    operacion = "convertir_aportacion_en_compromiso"
    resumen = "Hacer de una aportación un compromiso en borrador"
    descripcion = "Conserva de quién nació."
    servicio = staticmethod(convertir_en_compromiso)
    entrada = ConversionEntrada
    ejemplo: ClassVar = {"plan": "GTO-2"}
    salida = COMPROMISOS
    estado = 201
