"""What is public of consultations: the API, the CSV and the OpenAPI schema are made from this declaration."""

from typing import Any

from django.db.models import Case, F, QuerySet, When

from consultas.filtros_consultas import ConsultaFiltro, PasoFiltro
from consultas.lectura import con_comentarios
from consultas.models import (
    Aportacion,
    Consulta,
    ConteoAsistencia,
    DudaDeConsulta,
    Evento,
    FotoEvento,
    Mesa,
    Parrafo,
    PasoDeRuta,
    ResultadoHistorico,
    filtro_consultas_visibles,
)
from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.publicacion import ID

C = Columna


def de_consulta(modelo: Any, ruta: str = "consulta__") -> Any:
    """Rows whose consultation, at the end of `ruta`, may be seen."""
    return lambda usuario: modelo._default_manager.filter(filtro_consultas_visibles(usuario, ruta))


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


def fotos(usuario: Any) -> "QuerySet[FotoEvento]":
    """Those whose consent is on record."""
    return FotoEvento.objects.visibles_para(usuario)


SUYA = C("consulta", "consulta__slug", "texto", "Consulta.")
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
            C(
                "resultados_antes_del_cierre",
                "resultados_antes_del_cierre",
                "si_no",
                "Sus reglas permiten ver resultados antes del cierre.",
            ),
            C("inicio", "inicio", "fecha", "Primer día."),
            C("cierre", "cierre", "fecha", "Último día."),
            C("resultados_previstos", "resultados_previstos", "fecha", "Resultados previstos."),
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
    Recurso(
        "eventos",
        "Foros, mesas y jornadas",
        de_consulta(Evento),
        "id",
        (
            ID,
            SUYA,
            C("nombre", "nombre", "texto", "Nombre."),
            C("modalidad", "modalidad", "texto", "Modalidad."),
            C("lugar", "lugar", "texto", "Lugar."),
            C("inicio", "inicio", "momento", "Empieza."),
            C("fin", "fin", "momento", "Termina."),
            C("fecha_texto", "fecha_texto", "texto", "Fecha, como se imprimió."),
            C("agenda", "agenda", "texto", "Agenda."),
            C("relatoria", "relatoria", "texto", "Relatoría."),
            C("acuerdos", "acuerdos", "texto", "Acuerdos, uno por línea."),
            C("cancelado", "cancelado", "si_no", "Cancelado."),
            C("con_registro", "con_registro", "si_no", "Se aparta lugar."),
            C("cupo", "cupo", "entero_o_nulo", "Lugares; vacío: sin límite."),
            C("inscritos", "inscritos", "entero", "Lugares apartados."),
        ),
    ),
    Recurso(
        "mesas",
        "Mesas de trabajo y sus compromisos",
        de_consulta(Mesa, "evento__consulta__"),
        "id",
        (
            ID,
            C("consulta", "evento__consulta__slug", "texto", "Consulta."),
            C("evento", "evento_id", "entero", "Evento."),
            C("orden", "orden", "entero", "Orden."),
            C("tema", "tema", "texto", "Tema."),
            C("descartado", "descartado", "si_no", "Ningún compromiso salió de él."),
            C("nota", "nota", "texto", "Nota."),
        ),
    ),
    Recurso(
        "asistencia",
        "Asistencia a eventos, en números",
        de_consulta(ConteoAsistencia, "evento__consulta__"),
        "id",
        (
            ID,
            C("consulta", "evento__consulta__slug", "texto", "Consulta."),
            C("evento", "evento_id", "entero", "Evento."),
            C("dimension", "dimension", "texto", "Se cuenta por."),
            C("grupo", "grupo", "texto", "Grupo."),
            C(
                "personas",
                "publicas",
                "entero_o_nulo",
                "Personas; vacío si el número diría algo de un grupo de menos de cinco.",
            ),
        ),
    ),
    Recurso(
        "fotos-de-eventos",
        "Fotografías de eventos",
        fotos,
        "id",
        (
            ID,
            C("consulta", "evento__consulta__slug", "texto", "Consulta."),
            C("evento", "evento_id", "entero", "Evento."),
            C("texto_alternativo", "texto_alternativo", "texto", "Qué se ve."),
            C("consentimiento", "consentimiento", "texto", "Qué consta: nadie reconocible, o el de las personas."),
            C("tipo", "archivo__tipo", "texto", "Tipo de archivo."),
            C("sha256", "archivo__sha256", "texto", "Huella del archivo."),
        ),
    ),
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
NO_PUBLICO = {
    "Ruta": "se publica con sus pasos",
    "VersionTexto": "se publica con sus párrafos",
    "Pregunta": "se lee en la página de su encuesta",
    "Opcion": "se lee en la página de su encuesta",
    "Participacion": "de una persona: se publica sólo sumada",
    "Respuesta": "de una persona: se publica sólo sumada",
    "Inscripcion": "de una persona: se publica sólo cuántos lugares se apartaron",
    "Apoyo": "de una persona: se publica sólo sumado",
}
