"""The PDF of a consultation's report: its facts, its tables, and the common pipeline."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from compromisos.informes.emitir import Pliego, componer
from compromisos.informes.tablas import Tabla, momento, numero
from compromisos.models import Informe
from consultas.informes.contenido import HechosConsulta, reunir
from consultas.models import Consulta
from consultas.resultados import agrupar_impresos, nombre_de_grupo, nombres_de_filas


def emitir(informe: Informe, avisar: Callable[[int], None]) -> tuple[bytes, int]:
    return componer(informe, _preparar, avisar)


def consulta_de(informe: Informe) -> Consulta:
    """What a report of this floor is about."""
    slug = informe.asunto.partition(":")[2]
    return Consulta.objects.publicadas().select_related("secretariado__entidad", "plan").get(slug=slug)


def _preparar(informe: Informe) -> Pliego:
    consulta = consulta_de(informe)
    hechos = reunir(consulta, informe.corte)
    return Pliego(
        plantilla="consulta",
        titulo=consulta.titulo,
        lugar=consulta.secretariado.entidad.nombre,
        tablas=tablas(hechos),
        demostracion=consulta.es_demostracion,
        contexto={"r": hechos, "c": consulta, **_nombres(hechos)},
    )


def _nombres(r: HechosConsulta) -> dict[str, Any]:
    return {
        "preguntas": {p.pk: p for p in r.consulta.preguntas.all()},
        "opciones": nombres_de_filas(r.consulta),
        "nombre_de_grupo": nombre_de_grupo,
        "historicos": agrupar_impresos(r.historicos),
    }


def tablas(r: HechosConsulta) -> list[Tabla]:
    """Those of its instrument; an empty one says that nothing of its kind was done."""
    return [_aportaciones(r), _asistencia(r), _respuestas(r), _impresos(r)]


def _aportaciones(r: HechosConsulta) -> Tabla:
    columnas = (
        ("id", "Número de la aportación."),
        ("titulo", "Título."),
        ("creada", "Cuándo se recibió."),
        ("estado", "Estado a la fecha de corte."),
        ("respuesta", "Respuesta razonada, si ya la había."),
        ("respondida", "Cuándo se respondió; vacío: esperaba respuesta."),
        ("dias", "Días que tardó la respuesta o que llevaba esperando."),
        ("institucion", "Institución que respondió."),
        ("compromiso", "Compromiso que cambió."),
        ("fundida_en", "Aportación a la que se unió."),
    )
    filas = [
        (
            a.fila.pk,
            a.fila.titulo,
            momento(a.fila.creada),
            str(a.estado),
            a.fila.respuesta if a.respondida else "",
            momento(a.fila.respondida) if a.respondida else None,
            a.dias,
            a.institucion,
            a.compromiso,
            a.fila.fundida_en_id,
        )
        for a in r.aportaciones
    ]
    return Tabla("aportaciones", _("Trazabilidad de las aportaciones"), columnas, filas)


def _asistencia(r: HechosConsulta) -> Tabla:
    columnas = (
        ("evento", "Encuentro."),
        ("dimension", "Se cuenta por."),
        ("grupo", "Grupo."),
        ("personas", "Personas; vacío: reservado, porque algún grupo es de menos de cinco."),
    )
    filas = [(c.evento.nombre, c.dimension, c.grupo, c.personas) for c in r.asistencia]
    return Tabla("asistencia", _("Asistencia a los encuentros"), columnas, filas)


def _respuestas(r: HechosConsulta) -> Tabla:
    columnas = (
        ("pregunta", "Pregunta."),
        ("respuesta", "Respuesta."),
        ("grupo", "Grupo de personas."),
        ("personas", "Cuántas; vacío: reservado."),
    )
    nombres = nombres_de_filas(r.consulta) if r.resultados else {}
    preguntas = {p.pk: p.texto for p in r.consulta.preguntas.all()} if r.resultados else {}
    filas = [
        (preguntas[t.pregunta], nombres[t.pregunta][o], nombre_de_grupo(g), fila[g])
        for t in (r.resultados.tablas if r.resultados else [])
        for o, fila in t.filas.items()
        for g in t.grupos
    ]
    return Tabla("respuestas", _("Respuestas a la encuesta, por grupo"), columnas, filas)


def _impresos(r: HechosConsulta) -> Tabla:
    columnas = (
        ("pregunta", "Pregunta o dato."),
        ("etiqueta", "Respuesta o grupo."),
        ("impreso", "Como se imprimió."),
        ("valor", "El número que dice."),
        ("unidad", "Unidad."),
    )
    filas = [(h.pregunta, h.etiqueta, h.impreso, numero(h.valor), h.unidad) for h in r.historicos]
    return Tabla("resultados_impresos", _("Resultados impresos en su documento"), columnas, filas)
