"""What is public of how a plan is going: deliveries, what is declared and proved, changes, cuts and reports."""

from typing import Any

from django.db.models import QuerySet

from compromisos.filtros import CorteFiltro
from compromisos.models import (
    Avance,
    ConteoDeDescargas,
    CorteAvance,
    Entrega,
    Evidencia,
    Informe,
    LineaBase,
    Modificacion,
    Postura,
    RevisionEnlace,
    Verificacion,
)
from compromisos.models.visibilidad import filtro_planes_visibles
from compromisos.publicacion_plan import de_plan
from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.publicacion import CIFRAS, ID

C = Columna


def cortes_visibles(usuario: Any) -> "QuerySet[CorteAvance]":
    return CorteAvance.objects.filter(
        filtro_planes_visibles(usuario, "plan__") | filtro_planes_visibles(usuario, "compromiso__plan__")
    )


DEMOSTRACION = C("es_demostracion", "es_demostracion", "si_no", "Dato de demostración, no declarado por nadie.")
_ACT = "entrega__actividad__compromiso"

DEL_CUMPLIMIENTO = (
    Recurso(
        "entregas",
        "Entregas",
        lambda u: Entrega.objects.visibles_para(u),
        "id",
        (
            ID,
            C("compromiso", "actividad__compromiso__clave", "texto", "Compromiso."),
            C("actividad", "actividad_id", "entero", "Actividad."),
            C("numero", "numero", "entero", "Número."),
            C("periodo_inicio", "periodo_inicio", "fecha", "Inicio del periodo."),
            C("vence", "vence", "fecha", "Cuándo vence."),
            C("declarado", "declarado", "numero", "Última declaración; vacío: sin dato."),
            C("declarado_el", "declarado_el", "fecha", "Cuándo se declaró."),
            C("verificado", "verificado", "numero", "Lo verificado."),
            C("evidencias_total", "evidencias_total", "entero", "Evidencias."),
        ),
    ),
    Recurso(
        "avances",
        "Declaraciones de avance",
        de_plan(Avance, f"{_ACT}__plan"),
        "id",
        (
            ID,
            C("compromiso", f"{_ACT}__clave", "texto", "Compromiso."),
            C("entrega", "entrega_id", "entero", "Entrega."),
            C("porcentaje", "porcentaje", "numero", "Porcentaje declarado."),
            C("que_se_hizo", "que_se_hizo", "texto", "Qué se hizo."),
            C("obstaculos", "obstaculos", "texto", "Obstáculos."),
            C("institucion", "institucion__slug", "texto_o_nulo", "Institución que declara."),
            C("rol", "rol", "texto", "Papel de quien declara."),
            C("creado", "creado", "momento", "Cuándo."),
            DEMOSTRACION,
        ),
    ),
    Recurso(
        "evidencias",
        "Evidencias",
        lambda u: Evidencia.objects.visibles_para(u),
        "id",
        (
            ID,
            C("compromiso", f"{_ACT}__clave", "texto", "Compromiso."),
            C("entrega", "entrega_id", "entero", "Entrega que sostiene."),
            C("titulo", "titulo", "texto", "Título."),
            C("que_prueba", "que_prueba", "texto", "Qué prueba."),
            C("fecha_documento", "fecha_documento", "fecha", "Fecha del documento."),
            C("estado", "estado", "texto", "Estado."),
            C("version", "version", "entero", "Versión."),
            C("sustituye_a", "sustituye_a_id", "entero_o_nulo", "Evidencia que corrige."),
            C("enlace", "enlace", "texto", "Enlace."),
            C(
                "enlace_estado",
                "enlace_estado",
                "texto",
                "vivo, cambio, roto o sin_respuesta; vacío: sin visitar.",
            ),
            C("nombre_archivo", "nombre_archivo", "texto", "Nombre del archivo."),
            C("sha256", "archivo__sha256", "texto_o_nulo", "Huella SHA-256 del archivo."),
            C(
                "sha256_original",
                "original__sha256",
                "texto_o_nulo",
                "Huella del original reservado, si la copia pública no lleva sus metadatos.",
            ),
            C("tamano", "archivo__tamano", "entero_o_nulo", "Tamaño en bytes."),
            C("tipo", "archivo__tipo", "texto_o_nulo", "Tipo del archivo."),
            C("institucion", "institucion__slug", "texto_o_nulo", "Institución que la envió."),
            C("rol", "rol", "texto", "Papel de quien la envió."),
            C("creado", "creado", "momento", "Cuándo se envió."),
            DEMOSTRACION,
        ),
    ),
    Recurso(
        "verificaciones",
        "Verificaciones",
        de_plan(Verificacion, f"evidencia__{_ACT}__plan"),
        "id",
        (
            ID,
            C("evidencia", "evidencia_id", "entero", "Evidencia."),
            C("compromiso", f"evidencia__{_ACT}__clave", "texto", "Compromiso."),
            C("veredicto", "veredicto", "texto", "Veredicto."),
            C("porcentaje", "porcentaje", "numero", "Porcentaje de la entrega que sustenta."),
            C("motivo", "motivo", "texto", "Motivo."),
            C("institucion", "institucion__slug", "texto", "Institución que verificó."),
            C("creado", "creado", "momento", "Cuándo."),
            C("revocada", "revocada", "momento", "Cuándo se revocó."),
            C("motivo_revocacion", "motivo_revocacion", "texto", "Por qué se revocó."),
            DEMOSTRACION,
        ),
    ),
    Recurso(
        "posturas",
        "Posturas de la sociedad civil sobre la evidencia",
        de_plan(Postura, f"evidencia__{_ACT}__plan"),
        "id",
        (
            ID,
            C("evidencia", "evidencia_id", "entero", "Evidencia."),
            C("compromiso", f"evidencia__{_ACT}__clave", "texto", "Compromiso."),
            C("institucion", "institucion__slug", "texto", "Organización que se pronuncia."),
            C("sentido", "sentido", "texto", "avala u objeta."),
            C("motivo", "motivo", "texto", "Motivo."),
            C("creado", "creado", "momento", "Cuándo."),
        ),
    ),
    Recurso(
        "revisiones-de-enlaces",
        "Revisiones de enlaces",
        de_plan(RevisionEnlace, f"evidencia__{_ACT}__plan"),
        "id",
        (
            ID,
            C("evidencia", "evidencia_id", "entero", "Evidencia."),
            C("compromiso", f"evidencia__{_ACT}__clave", "texto", "Compromiso."),
            C("momento", "momento", "momento", "Cuándo se visitó."),
            C("resultado", "resultado", "texto", "bien, cambio, roto o sin_respuesta, en esa visita."),
            C("motivo", "motivo", "texto", "Por qué no hubo respuesta."),
            C("estado_http", "estado_http", "entero_o_nulo", "Código HTTP de la respuesta."),
            C("direccion_final", "direccion_final", "texto", "Dirección a la que llevó el enlace."),
            C("tipo", "tipo", "texto", "Tipo que declaró el sitio."),
            C("tamano", "tamano", "entero_o_nulo", "Tamaño en bytes."),
            C("sha256", "sha256", "texto", "Huella de lo recibido."),
            C("sha256_texto", "sha256_texto", "texto", "Huella del texto, la de su copia descargable."),
        ),
    ),
    Recurso(
        "modificaciones",
        "Modificaciones",
        de_plan(Modificacion, "plan"),
        "id",
        (
            ID,
            C("plan", "plan__clave", "texto", "Plan."),
            C("compromiso", "compromiso__clave", "texto_o_nulo", "Compromiso."),
            C("actividad", "actividad_id", "entero_o_nulo", "Actividad."),
            C("tipo", "tipo", "texto", "Tipo."),
            C("antes", "antes", "objeto", "Antes."),
            C("despues", "despues", "objeto", "Después."),
            C("motivo", "motivo", "texto", "Motivo."),
            C("acuerdo", "acuerdo__numero", "texto", "Acuerdo que la permite."),
            C("creado", "creado", "momento", "Cuándo."),
        ),
    ),
    Recurso(
        "lineas-base",
        "Líneas base",
        de_plan(LineaBase, "plan"),
        "id",
        (
            ID,
            C("plan", "plan__clave", "texto", "Plan."),
            C("version", "version", "entero", "Versión."),
            C("congelada", "congelada", "momento", "Cuándo se congeló."),
            C("sha256", "sha256", "texto", "Huella del contenido."),
            C("contenido", "contenido", "objeto", "El plan como se publicó."),
        ),
    ),
    Recurso(
        "cortes",
        "Cortes de avance",
        cortes_visibles,
        "id",
        (
            ID,
            C("fecha", "fecha", "fecha", "Fecha."),
            C("plan", "plan__clave", "texto_o_nulo", "Plan."),
            C("compromiso", "compromiso__clave", "texto_o_nulo", "Compromiso."),
            *CIFRAS,
        ),
        CorteFiltro,
    ),
    Recurso(
        "informes",
        "Reportes",
        lambda u: Informe.objects.publicados(),
        "folio",
        (
            C("folio", "folio", "texto", "Folio."),
            C("tipo", "tipo", "texto", "Tipo."),
            C("plan", "plan__clave", "texto_o_nulo", "Plan; vacío en los de una entidad o del país."),
            C("compromiso", "compromiso__clave", "texto_o_nulo", "Compromiso, si es de uno."),
            C("evidencia", "evidencia_id", "entero_o_nulo", "Evidencia, si es de una."),
            C("evaluacion", "evaluacion__clave", "texto_o_nulo", "Evaluación, si es de una."),
            C("asunto", "asunto", "texto", "Consulta, si es de una, como consulta:clave."),
            C("entidad", "entidad__slug", "texto_o_nulo", "Entidad, si es de una."),
            C("corte", "corte", "fecha", "Fecha de corte."),
            C("paginas", "paginas", "entero_o_nulo", "Páginas."),
            C("sha256", "archivo__sha256", "texto_o_nulo", "Huella del PDF."),
            C("descargas", "descargas", "entero", "Cuántas veces se descargó."),
            C("terminado", "terminado", "momento", "Cuándo se generó."),
        ),
    ),
    Recurso(
        "descargas-de-informes",
        "Cuántas veces se descargó cada reporte",
        lambda u: ConteoDeDescargas.objects.filter(informe__in=Informe.objects.publicados()),
        "id",
        (
            ID,
            C("informe", "informe__folio", "texto", "Reporte."),
            C("formato", "formato", "texto", "Formato."),
            C("lector", "lector", "texto", "Qué clase de lector; nunca quién."),
            C("veces", "veces", "entero", "Cuántas veces."),
        ),
    ),
)
