"""What an evaluation report says: the judgements and figures at the evaluation's own cut-off, which publishing
froze, and the follow-up of its recommendations as known at the cut-off of the report."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from compromisos.avance import Conjunto, cifras_conjunto
from compromisos.historico import Historia, fin_del_dia
from compromisos.informes.responden import quienes_responden
from compromisos.informes.tablas import TRES, Tabla, momento, tres
from compromisos.informes.territorio import FilaCompromiso
from compromisos.models import (
    Compromiso,
    Elemento,
    Evaluacion,
    Recomendacion,
    Responsable,
    Seguimiento,
    Valoracion,
)
from compromisos.semaforo import leer
from compromisos.umbrales import umbrales_en_vigor

OPCIONES = {
    "cumplimiento": Compromiso.Cumplimiento.choices,
    "ambicion": Valoracion.Ambicion.choices,
    "resultados": Valoracion.Resultados.choices,
}
"""The scales, in order."""


@dataclass(frozen=True, slots=True)
class FilaValorada:
    """A commitment with its figures at the cut-off and how it was judged."""

    linea: FilaCompromiso
    valoracion: Valoracion
    valores: list[str]
    responden: list[str]


@dataclass(frozen=True, slots=True)
class FilaRecomendacion:
    """A recommendation as it stood at the cut-off of the report."""

    fila: Recomendacion
    estado: Recomendacion.Estado
    seguimientos: list[Seguimiento]
    vencida: bool

    @property
    def nombre_estado(self) -> str:
        return str(self.estado.label)


@dataclass(frozen=True, slots=True)
class HechosEvaluacion:
    """The whole report."""

    evaluacion: Evaluacion
    corte: date
    conjunto: Conjunto
    filas: list[FilaValorada]
    recomendaciones: list[FilaRecomendacion]

    @property
    def valoradas(self) -> list[FilaValorada]:
        return [f for f in self.filas if f.valoracion.completa]

    @property
    def por_cumplimiento(self) -> Counter[str]:
        return Counter(f.valoracion.cumplimiento for f in self.valoradas)

    @property
    def por_ambicion(self) -> Counter[str]:
        return Counter(f.valoracion.ambicion for f in self.valoradas)

    @property
    def por_resultados(self) -> Counter[str]:
        return Counter(f.valoracion.resultados for f in self.valoradas)

    @property
    def verificables(self) -> int:
        return sum(1 for f in self.valoradas if f.valoracion.verificable)

    @property
    def relevantes(self) -> int:
        return sum(1 for f in self.valoradas if f.valoracion.relevante)


def reunir(evaluacion_id: int, corte: date) -> HechosEvaluacion:
    evaluacion = Evaluacion.objects.select_related("plan__secretariado__entidad", "institucion").get(
        pk=evaluacion_id
    )
    plan = evaluacion.plan
    foto = Historia(plan).al(evaluacion.corte)
    umbrales = umbrales_en_vigor(plan, evaluacion.corte)
    nombres = dict(Elemento.objects.filter(marco__clave="ogp").values_list("clave", "nombre"))
    responden = quienes_responden(plan, evaluacion.corte)
    filas = []
    for v in evaluacion.valoraciones.select_related("compromiso").order_by("compromiso__clave"):
        x = leer(foto.compromisos[v.compromiso_id], evaluacion.corte, plan.fecha_fin, umbrales)
        linea = FilaCompromiso(v.compromiso, x.cifras, x.semaforo, x.semaforo_declarado, x.cumplimiento)
        suyos = [r.institucion for r in responden[v.compromiso_id] if r.papel != Responsable.Papel.OTRO]
        filas.append(FilaValorada(linea, v, [nombres.get(c, c) for c in v.valores], list(dict.fromkeys(suyos))))
    return HechosEvaluacion(
        evaluacion=evaluacion,
        corte=corte,
        conjunto=cifras_conjunto(list(foto.compromisos.values()), evaluacion.corte, plan.incluye_proactivos),
        filas=filas,
        recomendaciones=recomendaciones_al(evaluacion, corte),
    )


def recomendaciones_al(evaluacion: Evaluacion, corte: date) -> list[FilaRecomendacion]:
    """Each with what had been answered by the end of `corte`."""
    hasta = Seguimiento.objects.filter(creado__lte=fin_del_dia(corte)).select_related("institucion")
    filas = []
    for r in (
        evaluacion.recomendaciones.select_related("institucion", "compromiso")
        .prefetch_related(Prefetch("seguimientos", hasta.order_by("creado", "id"), to_attr="conocidos"))
        .order_by("numero")
    ):
        conocidos: list[Seguimiento] = r.conocidos
        estado = Recomendacion.estado_tras(s.estado for s in conocidos)
        vencida = r.vence is not None and r.vence < corte and estado in Recomendacion.ABIERTOS
        filas.append(FilaRecomendacion(r, estado, conocidos, vencida))
    return filas


def tablas(r: HechosEvaluacion) -> list[Tabla]:
    plan = Tabla("plan", "Las tres cifras del plan el día al que se evaluó", TRES, [tres(r.conjunto.cifras)])
    return [plan, _tabla_de_valoraciones(r), _tabla_de_recomendaciones(r), _tabla_de_seguimientos(r)]


def _tabla_de_valoraciones(r: HechosEvaluacion) -> Tabla:
    columnas = (
        ("compromiso", "Clave del compromiso."),
        ("nombre", "Nombre."),
        *TRES,
        ("verificable", "Es verificable; vacío: sin valorar."),
        ("relevante", "Es relevante para el gobierno abierto; vacío: sin valorar."),
        ("valores", "Valores de gobierno abierto, separados por comas."),
        ("ambicion", "Ambición."),
        ("cumplimiento", "Grado de cumplimiento, decidido por quien evaluó."),
        ("cumplimiento_sugerido", "El que sugirió el portal; no decide."),
        ("resultados", "Resultados tempranos."),
    )
    filas = [
        (
            f.linea.fila.clave,
            f.linea.fila.nombre,
            *tres(f.linea.cifras),
            f.valoracion.verificable,
            f.valoracion.relevante,
            ", ".join(f.valoracion.valores),
            f.valoracion.ambicion,
            f.valoracion.cumplimiento,
            f.valoracion.cumplimiento_sugerido,
            f.valoracion.resultados,
        )
        for f in r.filas
    ]
    return Tabla("valoraciones", "Compromisos, sus cifras y su valoración", columnas, filas)


def _tabla_de_recomendaciones(r: HechosEvaluacion) -> Tabla:
    columnas = (
        ("numero", "Número de la recomendación."),
        ("compromiso", "Clave del compromiso; vacío: es sobre todo el plan."),
        ("institucion", "Institución a la que se dirige."),
        ("texto", "Qué se recomienda."),
        ("vence", "Fecha límite."),
        ("estado", "Estado a la fecha de corte del reporte."),
        ("vencida", "Pasó su fecha límite y sigue abierta."),
    )
    filas = [
        (
            x.fila.numero,
            x.fila.compromiso.clave if x.fila.compromiso else None,
            x.fila.institucion.slug,
            x.fila.texto,
            x.fila.vence.isoformat() if x.fila.vence else None,
            str(x.estado),
            x.vencida,
        )
        for x in r.recomendaciones
    ]
    return Tabla("recomendaciones", "Recomendaciones", columnas, filas)


def _tabla_de_seguimientos(r: HechosEvaluacion) -> Tabla:
    columnas = (
        ("recomendacion", "Número de la recomendación."),
        ("creado", "Cuándo."),
        ("institucion", "Institución que lo dice."),
        ("estado", "Estado en que la dejó."),
        ("texto", "Qué se respondió o se encontró."),
    )
    filas = [
        (x.fila.numero, momento(s.creado), s.institucion.slug, s.estado, s.texto)
        for x in r.recomendaciones
        for s in x.seguimientos
    ]
    return Tabla("seguimientos", "Respuestas y seguimiento", columnas, filas)
