"""The past of a plan: what its rows said on any date, as input for the pure arithmetic of `avance`.

Loads once (a constant number of queries) and answers for as many dates as asked: reports and curves. The
calendar, the weights, the texts and the states are those in force at the end of the day asked (`pasado`), and so
are declarations and verdicts.
"""

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils import timezone

from compromisos.avance import AccionC, ActividadC, CompromisoC, EntregaC
from compromisos.models import AccionClave, Actividad, Avance, Compromiso, Entrega, Plan, Verificacion
from compromisos.pasado import Filas, Pasado, por_pk


@dataclass(frozen=True, slots=True)
class _Verdicto:
    desde: datetime
    hasta: datetime | None
    evidencia: int
    porcentaje: Decimal


@dataclass(frozen=True, slots=True)
class Fotografia:
    """The commitments of a plan on one date, by primary key: for the arithmetic, and as rows."""

    al: date
    compromisos: dict[int, CompromisoC]
    acciones: dict[int, AccionC]
    actividades: dict[int, ActividadC]
    filas: Filas
    entregas: dict[int, list[Entrega]]


def fin_del_dia(al: date) -> datetime:
    """The last moment of `al` in Mexico City."""
    return timezone.make_aware(datetime.combine(al, time.max))


class Historia:
    """Every declaration and verdict of a plan, ready to be asked about any date."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        de_este_plan = {"compromiso__plan": plan}
        acciones = AccionClave.objects.filter(**de_este_plan).order_by("compromiso", "numero")
        actividades = Actividad.objects.filter(**de_este_plan).order_by("compromiso", "accion", "numero")
        compromisos = Compromiso.objects.filter(plan=plan).order_by("clave")
        hoy = Filas(por_pk(compromisos), por_pk(acciones), por_pk(actividades))
        self.entregas: dict[int, list[Entrega]] = defaultdict(list)
        for entrega in Entrega.objects.filter(actividad__compromiso__plan=plan).order_by("actividad", "numero"):
            self.entregas[entrega.actividad_id].append(entrega)
        self._declaraciones: dict[int, list[tuple[datetime, Decimal]]] = defaultdict(list)
        de_sus_entregas = {"entrega__actividad__compromiso__plan": plan}
        for entrega_id, creado, porcentaje in (
            Avance.objects.filter(**de_sus_entregas)
            .order_by("creado", "id")
            .values_list("entrega", "creado", "porcentaje")
        ):
            self._declaraciones[entrega_id].append((creado, porcentaje))
        self._verdictos: dict[int, list[_Verdicto]] = defaultdict(list)
        for entrega_id, desde, hasta, evidencia, porcentaje in Verificacion.objects.filter(
            evidencia__entrega__actividad__compromiso__plan=plan, veredicto=Verificacion.Veredicto.VERIFICADA
        ).values_list("evidencia__entrega", "creado", "revocada", "evidencia", "porcentaje"):
            self._verdictos[entrega_id].append(_Verdicto(desde, hasta, evidencia, porcentaje))
        self._pasado = Pasado(plan, hoy, self.entregas)

    def al(self, al: date) -> Fotografia:
        """What was known at the end of `al`."""
        corte = fin_del_dia(al)
        filas, entregas = self._pasado.al(corte)
        actividades = {pk: self._actividad(a, entregas[pk], corte) for pk, a in filas.actividades.items()}
        de_accion: dict[int, list[ActividadC]] = defaultdict(list)
        sueltas: dict[int, list[ActividadC]] = defaultdict(list)
        for fila in filas.actividades.values():
            if fila.accion_id:
                de_accion[fila.accion_id].append(actividades[fila.pk])
            else:
                sueltas[fila.compromiso_id].append(actividades[fila.pk])
        acciones = {
            a.pk: AccionC(
                actividades=tuple(de_accion[a.pk]),
                ponderacion=a.ponderacion,
                inicio=a.fecha_inicio,
                fin=a.fecha_fin,
            )
            for a in filas.acciones.values()
        }
        por_compromiso: dict[int, list[AccionC]] = defaultdict(list)
        for accion in filas.acciones.values():
            por_compromiso[accion.compromiso_id].append(acciones[accion.pk])
        compromisos = {}
        for c in filas.compromisos.values():
            partes = por_compromiso[c.pk]
            if sueltas[c.pk]:
                implicita = AccionC(actividades=tuple(sueltas[c.pk]), ponderacion=None, inicio=None, fin=None)
                partes = [*partes, implicita]
            compromisos[c.pk] = self._compromiso(c, tuple(partes))
        return Fotografia(al, compromisos, acciones, actividades, filas, entregas)

    def _compromiso(self, fila: Compromiso, acciones: tuple[AccionC, ...]) -> CompromisoC:
        return CompromisoC(
            acciones=acciones,
            inicio=fila.fecha_inicio,
            fin=fila.fecha_fin,
            proactivo=fila.origen == Compromiso.Origen.PROACTIVO,
            retirado=fila.estado == Compromiso.Estado.RETIRADO,
            concluido=fila.estado == Compromiso.Estado.CONCLUIDO,
        )

    def _actividad(self, fila: Actividad, entregas: list[Entrega], corte: datetime) -> ActividadC:
        return ActividadC(
            entregas=tuple(self._entrega(e, corte) for e in entregas),
            inicio=fila.fecha_inicio,
            fin=fila.fecha_fin,
            periodica=fila.es_periodica,
            peso=fila.peso,
            cancelada=fila.cancelada,
            con_termino=bool(fila.fecha_fin or self.plan.fecha_fin),
        )

    def _entrega(self, fila: Entrega, corte: datetime) -> EntregaC:
        declaraciones = self._declaraciones.get(fila.pk, [])
        conocidas = declaraciones[: bisect_right(declaraciones, corte, key=lambda d: d[0])]
        declarado = conocidas[-1][1] if conocidas else None
        verificado = max((v.porcentaje for v in self._en_vigor(fila, corte)), default=Decimal(0))
        return EntregaC(
            vence=fila.vence,
            declarado=declarado,
            verificado=min(verificado, declarado or Decimal(0)),
            hecha_el=_hecha_el(conocidas),
            numero=fila.numero,
        )

    def _en_vigor(self, fila: Entrega, corte: datetime) -> list[_Verdicto]:
        return [
            v
            for v in self._verdictos.get(fila.pk, ())
            if v.desde <= corte and (v.hasta is None or v.hasta > corte)
        ]


def _hecha_el(declaraciones: list[tuple[datetime, Decimal]]) -> date | None:
    """The day the present run of 100 % declarations began; None when the last one is lower."""
    dia = None
    for creado, porcentaje in reversed(declaraciones):
        if porcentaje < 100:
            break
        dia = timezone.localdate(creado)
    return dia
