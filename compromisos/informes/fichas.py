"""The sheet of each commitment in a report: what was known of it at the cut-off date."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from compromisos.avance import Cifras, cifras_accion, cifras_actividad
from compromisos.historico import Fotografia, Historia, fin_del_dia
from compromisos.informes.responden import Responde, alineaciones_al, quienes_responden
from compromisos.models import (
    AccionClave,
    Actividad,
    Alineacion,
    Avance,
    Compromiso,
    Evidencia,
    Plan,
    Verificacion,
)
from compromisos.semaforo import Color, Cumplimiento, Umbrales, leer


@dataclass(frozen=True, slots=True)
class FichaActividad:
    """An activity with its figures at the cut-off."""

    fila: Actividad
    cifras: Cifras
    exigibles: int
    hechas: int


@dataclass(frozen=True, slots=True)
class FichaAccion:
    """A key action (None: the implicit one) and its activities."""

    fila: AccionClave | None
    cifras: Cifras | None
    actividades: list[FichaActividad]


@dataclass(frozen=True, slots=True)
class FichaEvidencia:
    """A piece of evidence as it stood at the cut-off."""

    fila: Evidencia
    estado: Evidencia.Estado
    verificacion: Verificacion | None

    @property
    def nombre_estado(self) -> str:
        return str(self.estado.label)


@dataclass(slots=True)
class FichaCompromiso:
    """Everything the report says about one commitment."""

    fila: Compromiso
    cifras: Cifras
    semaforo: Color
    semaforo_declarado: Color
    cumplimiento: Cumplimiento
    acciones: list[FichaAccion] = field(default_factory=list)
    responsables: list[Responde] = field(default_factory=list)
    alineaciones: list[Alineacion] = field(default_factory=list)
    evidencias: list[FichaEvidencia] = field(default_factory=list)
    declaraciones: list[Avance] = field(default_factory=list)

    @property
    def nombre_cumplimiento(self) -> str:
        return str(Compromiso.Cumplimiento(self.cumplimiento).label)


def fichas_de(historia: Historia, foto: Fotografia, umbrales: Umbrales) -> dict[int, FichaCompromiso]:
    """By commitment, complete. A constant number of queries."""
    fichas = _con_cifras(historia, foto, umbrales)
    _completar(historia.plan, fichas, foto.al)
    return fichas


def _con_cifras(historia: Historia, foto: Fotografia, umbrales: Umbrales) -> dict[int, FichaCompromiso]:
    fichas = {}
    for fila in foto.filas.compromisos.values():
        c = foto.compromisos[fila.pk]
        lectura = leer(c, foto.al, historia.plan.fecha_fin, umbrales)
        fichas[fila.pk] = FichaCompromiso(
            fila=fila,
            cifras=lectura.cifras,
            semaforo=lectura.semaforo,
            semaforo_declarado=lectura.semaforo_declarado,
            cumplimiento=lectura.cumplimiento,
        )
    actividades: dict[tuple[int, int | None], list[Actividad]] = defaultdict(list)
    por_id = foto.filas.acciones
    for actividad in foto.filas.actividades.values():
        actividad.compromiso = fichas[actividad.compromiso_id].fila
        actividad.accion = por_id.get(actividad.accion_id) if actividad.accion_id else None
        actividades[actividad.compromiso_id, actividad.accion_id].append(actividad)
    acciones: list[tuple[int, AccionClave | None]] = [(a.compromiso_id, a) for a in por_id.values()]
    acciones += [(c, None) for (c, accion_id) in actividades if accion_id is None]
    for compromiso_id, accion in acciones:
        propias = actividades[compromiso_id, accion.pk if accion else None]
        fichas[compromiso_id].acciones.append(_ficha_accion(foto, compromiso_id, accion, propias))
    return fichas


def _ficha_accion(
    foto: Fotografia, compromiso_id: int, accion: AccionClave | None, actividades: list[Actividad]
) -> FichaAccion:
    compromiso = foto.compromisos[compromiso_id]
    pura = foto.acciones[accion.pk] if accion else None
    fichas = []
    for fila in actividades:
        a = foto.actividades[fila.pk]
        exigibles = [e for e in a.entregas if e.vence and e.vence <= foto.al]
        fichas.append(
            FichaActividad(
                fila=fila,
                cifras=cifras_actividad(a, foto.al, pura, compromiso),
                exigibles=len(exigibles),
                hechas=sum(1 for e in exigibles if e.declarado == 100),
            )
        )
    cifras = cifras_accion(pura, foto.al, compromiso) if pura else None
    return FichaAccion(fila=accion, cifras=cifras, actividades=fichas)


def _completar(plan: Plan, fichas: dict[int, FichaCompromiso], corte: date) -> None:
    """Responsible bodies, alignments, declarations and evidence known at the cut-off."""
    limite = fin_del_dia(corte)
    responden, alineaciones = quienes_responden(plan, corte), alineaciones_al(plan, corte)
    for pk, propia in fichas.items():
        propia.responsables, propia.alineaciones = responden[pk], alineaciones[pk]
    ruta = "entrega__actividad__compromiso"
    for avance in (
        Avance.objects.filter(**{f"{ruta}__plan": plan}, creado__lte=limite)
        .select_related("entrega__actividad", "institucion")
        .order_by("creado", "id")
    ):
        fichas[avance.entrega.actividad.compromiso_id].declaraciones.append(avance)
    veredictos: dict[int, list[Verificacion]] = defaultdict(list)
    for verificacion in (
        Verificacion.objects.filter(**{f"evidencia__{ruta}__plan": plan}, creado__lte=limite)
        .filter(Q(revocada__isnull=True) | Q(revocada__gt=limite))
        .select_related("institucion")
        .order_by("creado", "id")
    ):
        veredictos[verificacion.evidencia_id].append(verificacion)
    for evidencia in (
        Evidencia.objects.filter(**{f"{ruta}__plan": plan}, creado__lte=limite)
        .select_related("archivo", "institucion", "entrega__actividad")
        .order_by("creado", "id")
    ):
        ultima = veredictos[evidencia.pk][-1] if veredictos[evidencia.pk] else None
        ficha = FichaEvidencia(evidencia, estado_al_corte(evidencia, ultima), ultima)
        fichas[evidencia.entrega.actividad.compromiso_id].evidencias.append(ficha)


def estado_al_corte(evidencia: Evidencia, veredicto: Verificacion | None) -> Evidencia.Estado:
    """A withdrawal has no date of its own, so a withdrawn piece is shown as such at every cut-off."""
    if evidencia.estado == Evidencia.Estado.RETIRADA:
        return Evidencia.Estado.RETIRADA
    return Evidencia.Estado(veredicto.veredicto) if veredicto else Evidencia.Estado.ENVIADA
