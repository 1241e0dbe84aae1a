"""What is public of consultations: the API, the CSV and the OpenAPI schema are made from this declaration."""

from typing import Any

from django.db.models import Case, F, QuerySet, When

from consultas.filtros_consultas import AportacionFiltro, ConsultaFiltro, DeConsultaFiltro, PasoFiltro
from consultas.lectura import con_comentarios
from consultas.models import (
    Aportacion,
    Consulta,
    DudaDeConsulta,
    Opcion,
    Parrafo,
    PasoDeRuta,
    Pregunta,
    ResultadoHistorico,
    filtro_consultas_visibles,
)
from consultas.publicacion_encuentros import ENCUENTROS, SUYA, compromisos_de, de_consulta
from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.publicacion import ID

C = Columna


def aportaciones(usuario: Any) -> "QuerySet[Aportacion]":
    """With the key of the commitment only where its plan is published: a draft is not named."""
    publico = Case(When(compromiso__plan__publicado_en__isnull=False, then=F("compromiso__clave")), default=None)
    return con_comentarios(
        Aportacion.objects.visibles_para(usuario).annotate(compromiso_publico=publico), "aportacion"
    )


def consultas(usuario: Any) -> "QuerySet[Consulta]":
    """With the key of the plan only where it is published."""
    publico = Case(When(plan__publicado_en__isnull=False, then=F("plan__clave")), default=None)
    return Consulta.objects.visibles_para(usuario).annotate(plan_publico=publico)


def parrafos(usuario: Any) -> "QuerySet[Parrafo]":
    return con_comentarios(
        Parrafo.objects.filter(filtro_consultas_visibles(usuario, "version__consulta__")), "parrafo"
    )


RECURSOS = (
    Recurso(
        "consultas",
        "Consultas",
        consultas,
        "slug",
        (
            C("slug", "slug", "texto", "Nombre en su dirección."),
            C("titulo", "titulo", "texto", "Título."),
            C("instrumento", "instrumento", "texto", "Instrumento."),
            C("entidad", "secretariado__entidad__slug", "texto", "Entidad."),
            C("secretariado", "secretariado__slug", "texto", "Secretariado."),
            C("plan", "plan_publico", "texto_o_nulo", "Plan, si es público."),
            C("objetivo", "objetivo", "texto", "Para qué se consulta."),
            C("descripcion", "descripcion", "texto", "Descripción."),
            C("reglas", "reglas", "texto", "Reglas de participación."),
            C("aviso_privacidad", "aviso_privacidad", "texto", "Aviso de privacidad."),
            C("inicio", "inicio", "fecha", "Primer día."),
            C("cierre", "cierre", "fecha", "Último día."),
            C("resultados_previstos", "resultados_previstos", "fecha", "Resultados previstos."),
            C(
                "resultados_antes_del_cierre",
                "resultados_antes_del_cierre",
                "si_no",
                "Sus reglas dejan ver cómo va antes del cierre.",
            ),
            C("fecha_texto", "fecha_texto", "texto", "Fecha, como se imprimió."),
            C("es_historica", "es_historica", "si_no", "Se hizo antes del portal."),
            C("es_demostracion", "es_demostracion", "si_no", "De demostración: nadie la convocó."),
            C("resumen_resultados", "resumen_resultados", "texto", "Qué resultó."),
            C("documentos", "documentos", "lista", "Documentos: título y enlace."),
            C("ruta", "ruta", "texto", "Ruta de participación."),
            C("paso", "paso", "entero", "Paso en su ruta."),
            C("fuente", "fuente", "texto", "Documento de origen."),
            C("publicada_en", "publicada_en", "momento", "Publicación."),
            C("resultados_publicados_en", "resultados_publicados_en", "momento", "Publicación de resultados."),
        ),
        ConsultaFiltro,
    ),
    Recurso(
        "compromisos-de-consultas",
        "Compromisos de que trata cada consulta",
        compromisos_de(Consulta, "consulta__"),
        "id",
        (ID, SUYA, C("compromiso", "compromiso__clave", "texto", "Compromiso.")),
        DeConsultaFiltro,
    ),
    Recurso(
        "preguntas",
        "Preguntas de las encuestas",
        de_consulta(Pregunta),
        "id",
        (
            ID,
            SUYA,
            C("orden", "orden", "entero", "Orden en la encuesta."),
            C("tipo", "tipo", "texto", "unica, multiple, escala, orden (se ordenan las opciones) o abierta."),
            C("texto", "texto", "texto", "Pregunta."),
            C("ayuda", "ayuda", "texto", "Aclaración."),
            C("obligatoria", "obligatoria", "si_no", "Si se pregunta, hay que contestarla."),
            C("solo_si_pregunta", "solo_si__pregunta_id", "entero_o_nulo", "Pregunta de la que depende."),
            C("solo_si_opcion", "solo_si_id", "entero_o_nulo", "Se pregunta sólo a quien eligió esa opción."),
            C("version", "version", "entero", "Cuántas veces se ha escrito, con sus opciones."),
        ),
        DeConsultaFiltro,
    ),
    Recurso(
        "opciones",
        "Opciones de las preguntas",
        de_consulta(Opcion, "pregunta__consulta__"),
        "id",
        (
            ID,
            C("consulta", "pregunta__consulta__slug", "texto", "Consulta."),
            C("pregunta", "pregunta_id", "entero", "Pregunta."),
            C("orden", "orden", "entero", "Orden en la pregunta."),
            C("texto", "texto", "texto", "Opción, punto de la escala o cosa que se ordena."),
        ),
    ),
    Recurso(
        "pasos-de-rutas",
        "Rutas de participación, paso por paso",
        lambda u: PasoDeRuta.objects.visibles_para(u),
        "id",
        (
            ID,
            C("plan", "ruta__plan__clave", "texto", "Plan."),
            C("orden", "orden", "entero", "Orden en la ruta."),
            C("fase", "fase", "texto", "Fase."),
            C("titulo", "titulo", "texto", "Título; vacío: el de su consulta o encuentro."),
            C("descripcion", "descripcion", "texto", "Qué se hizo o se hará."),
            C("fecha", "fecha", "fecha", "Fecha; vacía: la de su consulta o encuentro."),
            C("fecha_texto", "fecha_texto", "texto", "Fecha, como se imprimió."),
            C("consulta", "consulta__slug", "texto_o_nulo", "Consulta."),
            C("evento", "evento_id", "entero_o_nulo", "Encuentro."),
        ),
        PasoFiltro,
    ),
    Recurso(
        "resultados-historicos",
        "Resultados de consultas anteriores al portal",
        de_consulta(ResultadoHistorico),
        "id",
        (
            ID,
            SUYA,
            C("pregunta", "pregunta", "texto", "Pregunta o dato."),
            C("orden", "orden", "entero", "Orden en que se imprimió."),
            C("etiqueta", "etiqueta", "texto", "Respuesta o grupo."),
            C("impreso", "impreso", "texto", "Como se imprimió."),
            C("valor", "valor", "numero", "El número impreso."),
            C("unidad", "unidad", "texto", "Unidad."),
        ),
    ),
    Recurso(
        "dudas-de-consultas",
        "Lo que no cuadra o no dice la fuente de una consulta",
        de_consulta(DudaDeConsulta),
        "id",
        (
            ID,
            SUYA,
            C("texto_original", "texto_original", "texto", "Como se imprimió."),
            C("nota", "nota", "texto", "Duda."),
        ),
    ),
    *ENCUENTROS,
    Recurso(
        "aportaciones",
        "Aportaciones y su respuesta (trazabilidad)",
        aportaciones,
        "id",
        (
            ID,
            SUYA,
            C("parrafo", "parrafo_id", "entero_o_nulo", "Párrafo del que trata."),
            C("titulo", "titulo", "texto", "Título."),
            C("texto", "texto", "texto", "Texto."),
            C("firma", "firma", "texto", "Cómo se firma; vacío: sin firma."),
            C("creada", "creada", "momento", "Cuándo se recibió."),
            C("estado", "estado", "texto", "Estado."),
            C("respuesta", "respuesta", "texto", "Respuesta razonada."),
            C("respondida", "respondida", "momento", "Cuándo se respondió; vacío: espera respuesta."),
            C("institucion", "institucion__slug", "texto_o_nulo", "Institución que respondió."),
            C("compromiso", "compromiso_publico", "texto_o_nulo", "Compromiso que cambió, si su plan es público."),
            C("fundida_en", "fundida_en_id", "entero_o_nulo", "Aportación a la que se unió."),
            C("apoyos", "apoyos_total", "entero", "Personas que la apoyan."),
            C("comentarios", "comentarios", "entero", "Comentarios publicados sobre ella."),
        ),
        AportacionFiltro,
    ),
    Recurso(
        "parrafos",
        "Textos en consulta, por versión y párrafo",
        parrafos,
        "id",
        (
            ID,
            C("consulta", "version__consulta__slug", "texto", "Consulta."),
            C("version", "version__numero", "entero", "Versión del texto."),
            C("orden", "orden", "entero", "Párrafo."),
            C("texto", "texto", "texto", "Texto."),
            C("anterior", "anterior_id", "entero_o_nulo", "Párrafo de la versión anterior del que viene."),
            C("comentarios", "comentarios", "entero", "Comentarios publicados sobre él."),
        ),
    ),
)
RESULTADOS = (
    C("pregunta", "pregunta", "texto", "Pregunta."),
    C("respuesta", "respuesta", "texto", "Opción, o que no se respondió."),
    C("dimension", "dimension", "texto", "total, sexo, edad o sector."),
    C("grupo", "grupo", "texto", "Grupo de personas."),
    C("personas", "personas", "entero_o_nulo", "Personas; vacío si diría algo de un grupo de menos de cinco."),
    C("reservado", "reservado", "si_no", "El número se reserva."),
)
"""Columns of the results of a survey, which are computed (`resultados`): page, CSV and API."""
NO_PUBLICO = {
    "Ruta": "se publica con sus pasos",
    "VersionTexto": "se publica con sus párrafos",
    "Participacion": "de una persona: se publica sólo sumada",
    "Respuesta": "de una persona: se publica sólo sumada",
    "Inscripcion": "de una persona: se publica sólo cuántos lugares se apartaron",
    "Apoyo": "de una persona: se publica sólo sumado",
}
