"""What is public of a plan as it was promised: its parts, who answers, and the frameworks it is aligned to."""

from typing import Any

from django.db.models import Model, QuerySet

from compromisos.filtros import ORDENES, CompromisoFiltro, PlanFiltro
from compromisos.models import (
    AccionClave,
    Actividad,
    Alineacion,
    Compromiso,
    Eje,
    Elemento,
    Indicador,
    Marco,
    Medicion,
    Plan,
    Responsable,
)
from compromisos.models.visibilidad import filtro_planes_visibles
from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.publicacion import CIFRAS, CONTEOS, ID

C = Columna


def de_plan(modelo: type[Model], ruta: str) -> Any:
    """Rows whose plan, at the end of `ruta`, may be seen."""

    def filas(usuario: Any) -> "QuerySet[Any]":
        return modelo._default_manager.filter(filtro_planes_visibles(usuario, f"{ruta}__"))

    return filas


FECHAS = (
    C("fecha_inicio", "fecha_inicio", "fecha", "Inicio."),
    C("fecha_fin", "fecha_fin", "fecha", "Término."),
)

DEL_PLAN = (
    Recurso(
        "planes",
        "Planes",
        lambda u: Plan.objects.visibles_para(u),
        "clave",
        (
            C("clave", "clave", "texto", "Clave pública, como GTO-1."),
            C("titulo", "titulo", "texto", "Título."),
            C("entidad", "secretariado__entidad__slug", "texto", "Entidad."),
            C("secretariado", "secretariado__slug", "texto", "Secretariado."),
            C("numero", "numero", "entero", "Ordinal del plan."),
            C("estado", "estado", "texto", "Estado."),
            *FECHAS,
            C("objetivo_general", "objetivo_general", "texto", "Objetivo general."),
            C("objetivos_especificos", "objetivos_especificos", "lista", "Objetivos específicos."),
            C("fuente", "fuente", "texto", "Documento de origen."),
            C("avances_demostracion", "avances_demostracion", "si_no", "Sus avances son de demostración."),
            C("publicado_en", "publicado_en", "momento", "Publicación."),
            *CIFRAS,
            *CONTEOS,
        ),
        PlanFiltro,
    ),
    Recurso(
        "ejes",
        "Ejes temáticos",
        de_plan(Eje, "plan"),
        "id",
        (
            ID,
            C("plan", "plan__clave", "texto", "Plan."),
            C("numero", "numero", "texto", "Número, como se imprimió."),
            C("nombre", "nombre", "texto", "Nombre."),
            *CIFRAS,
            *CONTEOS,
        ),
    ),
    Recurso(
        "compromisos",
        "Compromisos",
        lambda u: Compromiso.objects.visibles_para(u),
        "clave",
        (
            C("clave", "clave", "texto", "Clave pública, como GTO-1-05; no cambia."),
            C("nombre", "nombre", "texto", "Nombre."),
            C("plan", "plan__clave", "texto", "Plan."),
            C("entidad", "plan__secretariado__entidad__slug", "texto", "Entidad."),
            C("eje", "eje__nombre", "texto_o_nulo", "Eje."),
            C("numero", "numero", "entero", "Número en el plan."),
            C("estado", "estado", "texto", "Estado."),
            C("origen", "origen", "texto", "Origen."),
            C("problema", "problema", "texto", "Problema."),
            C("objetivo", "objetivo", "texto", "Objetivo principal."),
            C("proposito_ciudadano", "proposito_ciudadano", "texto", "Metas verificables."),
            *FECHAS,
            C("vence", "vence", "fecha", "Cuándo termina, según él o sus actividades."),
            *CIFRAS,
            C("semaforo", "semaforo", "texto", "Semáforo de lo verificado."),
            C("semaforo_declarado", "semaforo_declarado", "texto", "Semáforo de lo declarado."),
            C("cumplimiento", "cumplimiento", "texto", "Nivel de cumplimiento sugerido."),
            C("entregas_total", "entregas_total", "entero", "Entregas de sus actividades."),
            C("entregas_vencidas", "entregas_vencidas", "entero", "Entregas vencidas."),
            C("evidencias_total", "evidencias_total", "entero", "Evidencias."),
            C("avances_demostracion", "plan__avances_demostracion", "si_no", "Sus avances son de demostración."),
            C("actualizado", "actualizado", "momento", "Último cambio."),
        ),
        CompromisoFiltro,
        ORDENES,
    ),
    Recurso(
        "responsables",
        "Responsables",
        de_plan(Responsable, "compromiso__plan"),
        "id",
        (
            ID,
            C("compromiso", "compromiso__clave", "texto", "Compromiso."),
            C("accion", "accion__numero", "entero_o_nulo", "Acción clave, si es de una."),
            C("institucion", "institucion__slug", "texto", "Institución."),
            C("papel", "papel", "texto", "Papel."),
            C("area", "area", "texto", "Área."),
            C("persona", "persona", "texto", "Persona servidora pública que nombra el plan."),
            C("cargo", "cargo", "texto", "Cargo."),
        ),
    ),
    Recurso(
        "alineaciones",
        "Alineaciones",
        de_plan(Alineacion, "compromiso__plan"),
        "id",
        (
            ID,
            C("compromiso", "compromiso__clave", "texto", "Compromiso."),
            C("marco", "elemento__marco__clave", "texto", "Marco."),
            C("elemento", "elemento__clave", "texto", "Clave del elemento."),
            C("texto_original", "texto_original", "texto", "Como se imprimió, si era distinto."),
            C("confirmada", "confirmada", "si_no", "Una persona la confirmó."),
        ),
    ),
    Recurso(
        "indicadores",
        "Indicadores",
        de_plan(Indicador, "compromiso__plan"),
        "id",
        (
            ID,
            C("compromiso", "compromiso__clave", "texto", "Compromiso."),
            C("accion", "accion__numero", "entero_o_nulo", "Acción clave."),
            C("nombre", "nombre", "texto", "Nombre."),
            C("clase", "clase", "texto", "Clase."),
            C("unidad", "unidad", "texto", "Unidad."),
            C("linea_base", "linea_base", "numero", "Línea base."),
            C("meta", "meta", "numero", "Meta."),
            C("medio_verificacion", "medio_verificacion", "texto", "Medio de verificación."),
        ),
    ),
    Recurso(
        "mediciones",
        "Mediciones de indicadores",
        de_plan(Medicion, "indicador__compromiso__plan"),
        "id",
        (
            ID,
            C("indicador", "indicador_id", "entero", "Indicador."),
            C("fecha", "fecha", "fecha", "Fecha."),
            C("valor", "valor", "numero", "Valor."),
            C("fuente", "fuente", "texto", "Fuente."),
        ),
    ),
    Recurso(
        "acciones",
        "Acciones clave",
        de_plan(AccionClave, "compromiso__plan"),
        "id",
        (
            ID,
            C("compromiso", "compromiso__clave", "texto", "Compromiso."),
            C("numero", "numero", "entero", "Número."),
            C("nombre", "nombre", "texto", "Nombre."),
            C("descripcion", "descripcion", "texto", "Descripción."),
            C("medio_verificacion", "medio_verificacion", "texto", "Medio de verificación."),
            C("ponderacion", "ponderacion", "numero", "Peso en el compromiso, de 0 a 100."),
            *FECHAS,
            *CIFRAS,
        ),
    ),
    Recurso(
        "actividades",
        "Actividades",
        de_plan(Actividad, "compromiso__plan"),
        "id",
        (
            ID,
            C("compromiso", "compromiso__clave", "texto", "Compromiso."),
            C("accion", "accion__numero", "entero_o_nulo", "Acción clave."),
            C("numero", "numero", "entero", "Número."),
            C("nombre", "nombre", "texto", "Nombre."),
            C("descripcion", "descripcion", "texto", "Descripción."),
            C("medio_verificacion", "medio_verificacion", "texto", "Medio de verificación."),
            C("periodicidad", "periodicidad", "texto", "Periodicidad."),
            C("calendario_texto", "calendario_texto", "texto", "Plazo, como se imprimió."),
            *FECHAS,
            C("precision", "precision", "texto", "Precisión de las fechas: día o mes."),
            C("origen_calendario", "origen_calendario", "texto", "De quién son las fechas que cuentan."),
            C("base_inicio", "base_inicio", "fecha", "Inicio en la línea base."),
            C("base_fin", "base_fin", "fecha", "Término en la línea base."),
            C("cancelada", "cancelada", "si_no", "Cancelada."),
            *CIFRAS,
            C("entregas_total", "entregas_total", "entero", "Entregas."),
            C("entregas_exigibles", "entregas_exigibles", "entero", "Entregas que ya vencieron."),
            C("entregas_hechas", "entregas_hechas", "entero", "De ellas, las declaradas al 100."),
            C("entregas_a_tiempo", "entregas_a_tiempo", "entero", "De ellas, las hechas a tiempo."),
        ),
    ),
)
MARCOS = (
    Recurso(
        "marcos",
        "Marcos de alineación",
        lambda u: Marco.objects.all(),
        "clave",
        (
            C("clave", "clave", "texto", "Clave."),
            C("nombre", "nombre", "texto", "Nombre."),
            C("fuente", "fuente", "texto", "Fuente."),
        ),
    ),
    Recurso(
        "elementos",
        "Elementos de alineación",
        lambda u: Elemento.objects.all(),
        "id",
        (
            ID,
            C("marco", "marco__clave", "texto", "Marco."),
            C("clave", "clave", "texto", "Clave, como 16.10."),
            C("padre", "padre__clave", "texto_o_nulo", "Elemento del que cuelga."),
            C("nivel", "nivel", "texto", "Nivel."),
            C("orden", "orden", "entero", "Orden."),
            C("nombre", "nombre", "texto", "Nombre."),
            C("descripcion", "descripcion", "texto", "Texto completo."),
        ),
    ),
)
