"""What a monitoring report says: facts as of a cut-off date, as plain dataclasses.

Everything comes from the append-only tables through `historico` and the pure arithmetic, so a report of a past
date does not depend on today's columns. Persons never appear, only institutions and roles; the names of seats
and of responsible officials are those the plan itself published.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from compromisos.auditoria import Hallazgo, auditar
from compromisos.avance import Cifras, Conjunto, cifras_conjunto
from compromisos.calendario import fines_de_mes
from compromisos.historico import Fotografia, Historia, fin_del_dia
from compromisos.informes.fichas import FichaCompromiso, fichas_de
from compromisos.models import Actividad, Compromiso, Entrega, Modificacion, Plan
from compromisos.semaforo import Color, Umbrales
from compromisos.umbrales import umbrales_en_vigor
from secretariado.models import Garante, Integrante, Sesion


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
    fichas = fichas_de(historia, foto, umbrales)
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
