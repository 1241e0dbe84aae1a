"""What a monitoring report says: facts as of a cut-off date, as plain dataclasses.

Everything comes from the append-only tables through `historico` and the pure arithmetic, so a report of a past
date does not depend on today's columns. Persons never appear, only institutions and roles; the names of seats
and of responsible officials are those the plan itself published.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q

from compromisos.auditoria import Hallazgo, auditar
from compromisos.avance import (
    Cifras,
    Conjunto,
    cifras_accion,
    cifras_actividad,
    cifras_conjunto,
)
from compromisos.calendario import fines_de_mes
from compromisos.historico import Fotografia, Historia, fin_del_dia
from compromisos.informes.responden import Responde, alineaciones_al, quienes_responden
from compromisos.models import (
    AccionClave,
    Actividad,
    Alineacion,
    Avance,
    Compromiso,
    Entrega,
    Evidencia,
    Modificacion,
    Plan,
    Verificacion,
)
from compromisos.semaforo import Color, Cumplimiento, Umbrales, leer
from compromisos.umbrales import umbrales_en_vigor
from secretariado.models import Garante, Integrante, Sesion


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


@dataclass(frozen=True, slots=True)
class Vencida:
    """A delivery past due at the cut-off and not fully verified."""

    compromiso: str
    actividad: str
    vence: date
    dias: int
    declarado: Decimal | None
    verificado: Decimal


@dataclass(frozen=True, slots=True)
class PuntoDeCurva:
    fecha: date
    cifras: Cifras


@dataclass(frozen=True, slots=True)
class Contenido:
    """The whole report."""

    plan: Plan
    corte: date
    umbrales: Umbrales
    conjunto: Conjunto
    ejes: list[tuple[str, Conjunto, list[FichaCompromiso]]]
    colores: Counter[Color]
    colores_declarado: Counter[Color]
    vencidas: list[Vencida]
    curva: list[PuntoDeCurva]
    garantes: list[Garante]
    integrantes: list[Integrante]
    sesiones: list[Sesion]
    modificaciones: list[Modificacion]
    hallazgos: list[Hallazgo]

    @property
    def fichas(self) -> list[FichaCompromiso]:
        return [f for _, _, fichas in self.ejes for f in fichas]


def reunir(plan: Plan, corte: date) -> Contenido:
    """Gather the report of `plan` at the end of `corte`. A constant number of queries."""
    historia = Historia(plan)
    foto = historia.al(corte)
    umbrales = umbrales_en_vigor(plan, corte)
    fichas = _fichas(historia, foto, umbrales)
    _completar(plan, fichas, corte)
    ejes = _por_eje(plan, foto, fichas)
    stl = plan.secretariado
    en_fecha = Q(desde__isnull=True) | Q(desde__lte=corte)
    return Contenido(
        plan=plan,
        corte=corte,
        umbrales=umbrales,
        conjunto=cifras_conjunto(list(foto.compromisos.values()), corte, plan.incluye_proactivos),
        ejes=ejes,
        colores=Counter(f.semaforo for f in fichas.values() if not _retirado(f)),
        colores_declarado=Counter(f.semaforo_declarado for f in fichas.values() if not _retirado(f)),
        vencidas=_vencidas(foto),
        curva=_curva(historia, corte),
        garantes=list(
            Garante.objects.filter(entidad=stl.entidad_id).vigentes(corte).select_related("institucion")
        ),
        integrantes=list(
            Integrante.objects.filter(en_fecha, secretariado=stl)
            .filter(Q(hasta__isnull=True) | Q(hasta__gte=corte))
            .select_related("institucion")
        ),
        sesiones=list(stl.sesiones.publicas().filter(fecha__lte=corte).prefetch_related("acuerdos")),
        modificaciones=list(
            plan.modificaciones.filter(creado__lte=fin_del_dia(corte)).select_related(
                "compromiso", "actividad", "acuerdo"
            )
        ),
        hallazgos=auditar(plan),
    )


def _retirado(ficha: FichaCompromiso) -> bool:
    return ficha.fila.estado == Compromiso.Estado.RETIRADO


def _fichas(historia: Historia, foto: Fotografia, umbrales: Umbrales) -> dict[int, FichaCompromiso]:
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


def _por_eje(
    plan: Plan, foto: Fotografia, fichas: dict[int, FichaCompromiso]
) -> list[tuple[str, Conjunto, list[FichaCompromiso]]]:
    grupos: dict[int | None, list[FichaCompromiso]] = defaultdict(list)
    for ficha in fichas.values():
        grupos[ficha.fila.eje_id].append(ficha)
    nombres: list[tuple[int | None, str]] = [(e.pk, str(e)) for e in plan.ejes.all()]
    if None in grupos:
        nombres.append((None, ""))
    return [
        (
            nombre,
            cifras_conjunto([foto.compromisos[f.fila.pk] for f in grupos[pk]], foto.al, plan.incluye_proactivos),
            grupos[pk],
        )
        for pk, nombre in nombres
        if grupos[pk]
    ]


def _vencidas(foto: Fotografia) -> list[Vencida]:
    claves = foto.filas.compromisos
    filas: list[Vencida] = []
    for actividad in foto.filas.actividades.values():
        compromiso = claves[actividad.compromiso_id]
        if actividad.cancelada or compromiso.estado == Compromiso.Estado.RETIRADO:
            continue
        filas.extend(
            Vencida(
                compromiso=compromiso.clave,
                actividad=_nombre_de_entrega(actividad, foto.entregas[actividad.pk], e.numero),
                vence=e.vence,
                dias=(foto.al - e.vence).days,
                declarado=e.declarado,
                verificado=e.verificado,
            )
            for e in foto.actividades[actividad.pk].entregas
            if e.vence and e.vence < foto.al and e.verificado < 100
        )
    return sorted(filas, key=lambda v: (v.vence, v.compromiso))


def _nombre_de_entrega(actividad: Actividad, entregas: list[Entrega], numero: int) -> str:
    if len(entregas) == 1:
        return actividad.nombre
    return f"{actividad.nombre} ({numero}/{len(entregas)})"


def _curva(historia: Historia, corte: date) -> list[PuntoDeCurva]:
    """Month ends from the plan's beginning to the cut-off, rebuilt from the declarations."""
    inicio = historia.plan.fecha_inicio
    if inicio is None or inicio >= corte:
        return []
    puntos = []
    for fecha in [*fines_de_mes(inicio, corte), corte]:
        foto = historia.al(fecha)
        conjunto = cifras_conjunto(list(foto.compromisos.values()), fecha, historia.plan.incluye_proactivos)
        puntos.append(PuntoDeCurva(fecha, conjunto.cifras))
    return puntos
