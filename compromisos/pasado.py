"""The rows of a plan as they stood at the end of a day: today's, with each later change undone.

A change to a published plan leaves its before (`Modificacion`), the closing of a commitment leaves it in the
log; both are append-only. The institution in charge of an activity and the indicators are kept as today's: no
figure depends on them. Who answers and the alignments are read back in `informes/responden.py`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.utils import timezone

from compromisos.importacion.comparacion_listas import LISTAS
from compromisos.models import AccionClave, Actividad, Avance, Compromiso, Entrega, Evidencia, Modificacion, Plan
from compromisos.plazos import entregas_previstas
from secretariado.models import Asiento

F = TypeVar("F", Compromiso, AccionClave, Actividad)
DE_CALENDARIO = frozenset({"fecha_inicio", "fecha_fin", "periodicidad"})
_LEER: dict[str, Callable[[str], Any]] = {
    "fecha_inicio": date.fromisoformat,
    "fecha_fin": date.fromisoformat,
    "peso": Decimal,
    "ponderacion": Decimal,
}
_SIN_VUELTA = frozenset({"a_cargo_de", *LISTAS})


@dataclass(frozen=True, slots=True)
class Filas:
    """Commitments, key actions and activities of a plan, by primary key and in their order."""

    compromisos: dict[int, Compromiso]
    acciones: dict[int, AccionClave]
    actividades: dict[int, Actividad]


@dataclass(frozen=True, slots=True)
class _Cambio:
    """Something that happened to a plan: the rows it touched and how they were."""

    momento: datetime
    compromiso: int
    accion: int | None
    actividad: int | None
    antes: dict[str, str]
    alta: bool = False

    def mueve(self, actividad: Actividad) -> bool:
        """Whether the calendar of `actividad` was made anew by it."""
        if self.actividad is not None:
            propio = self.actividad == actividad.pk
        elif self.accion is not None:
            propio = self.accion == actividad.accion_id
        else:
            propio = self.compromiso == actividad.compromiso_id
        return propio and (self.alta or bool(DE_CALENDARIO & self.antes.keys()))


class Pasado:
    """Every change of a published plan, ready to be undone down to any date. Two queries, three with changes."""

    def __init__(self, plan: Plan, hoy: Filas, entregas: dict[int, list[Entrega]]) -> None:
        self.plan = plan
        self.entregas = entregas
        self.cambios = _cambios(plan, hoy)
        self._epocas = {len(self.cambios): hoy}
        self._rastros = (
            _rastros(plan) if any(c.alta or DE_CALENDARIO & c.antes.keys() for c in self.cambios) else {}
        )

    def al(self, corte: datetime) -> tuple[Filas, dict[int, list[Entrega]]]:
        """The rows and the deliveries of each activity at `corte`."""
        cuantos = sum(1 for c in self.cambios if c.momento <= corte)
        filas = self._epoca(cuantos)
        if cuantos == len(self.cambios):
            return filas, self.entregas
        despues = self.cambios[cuantos:]
        entregas = self.entregas.copy()
        for pk, actividad in filas.actividades.items():
            if any(c.mueve(actividad) for c in despues):
                entregas[pk] = self._entregas(pk, cuantos)
        return filas, entregas

    def _epoca(self, cuantos: int) -> Filas:
        """The rows after the first `cuantos` changes."""
        conocida = min(n for n in self._epocas if n >= cuantos)
        for n in range(conocida, cuantos, -1):
            self._epocas[n - 1] = _deshacer(self._epocas[n], self.cambios[n - 1])
        return self._epocas[cuantos]

    def _entregas(self, pk: int, cuantos: int) -> list[Entrega]:
        """Its deliveries, as each calendar it had until then made them, oldest first: those that already had a
        trace were never taken away (`servicios.entregas.generar_entregas`)."""
        publicado = self.plan.publicado_en
        calendarios: list[tuple[datetime | None, int]] = [(publicado, 0)]
        actividad = self._epoca(cuantos).actividades[pk]
        calendarios += [(c.momento, n + 1) for n, c in enumerate(self.cambios[:cuantos]) if c.mueve(actividad)]
        vigentes: dict[int, tuple[date | None, date | None]] = {}
        for momento, epoca in calendarios:
            fila = self._fila(pk, epoca)
            if fila is None or momento is None:
                continue
            previstas = {
                n: (inicio, vence) for n, inicio, vence in entregas_previstas(fila, timezone.localdate(momento))
            }
            rastros = self._rastros.get(pk, {})
            con_rastro = {n: f for n, f in vigentes.items() if n in rastros and rastros[n] < momento}
            vigentes = con_rastro | previstas
        de_hoy = {e.numero: e.pk for e in self.entregas[pk]}
        return [
            Entrega(pk=de_hoy.get(n), actividad_id=pk, numero=n, periodo_inicio=inicio, vence=vence)
            for n, (inicio, vence) in sorted(vigentes.items())
        ]

    def _fila(self, pk: int, epoca: int) -> Actividad | None:
        """An activity with the key action and commitment of that time; None before it was added."""
        filas = self._epoca(epoca)
        if pk not in filas.actividades:
            return None
        fila = copy(filas.actividades[pk])
        fila.compromiso = filas.compromisos[fila.compromiso_id]
        fila.compromiso.plan = self.plan
        fila.accion = filas.acciones[fila.accion_id] if fila.accion_id else None
        return fila


def _cambios(plan: Plan, hoy: Filas) -> list[_Cambio]:
    """In the order they happened."""
    cambios = []
    for m in Modificacion.objects.filter(plan=plan).order_by("creado", "id"):
        if m.compromiso_id in hoy.compromisos:
            alta = m.tipo == Modificacion.Tipo.ALTA
            cambios.append(_Cambio(m.creado, m.compromiso_id, m.accion_id, m.actividad_id, m.antes, alta))
    por_asunto = {c.asunto: pk for pk, c in hoy.compromisos.items()}
    cierres = Asiento.objects.filter(plan=plan.clave, accion="compromiso.concluido").order_by("numero")
    for asunto, momento, datos in cierres.values_list("asunto", "momento", "datos"):
        if asunto in por_asunto:
            cambios.append(_Cambio(momento, por_asunto[asunto], None, None, datos["antes"]))
    return sorted(cambios, key=lambda c: c.momento)


def _rastros(plan: Plan) -> dict[int, dict[int, datetime]]:
    """For each activity and number of delivery, when it first had a declaration or evidence."""
    rastros: dict[int, dict[int, datetime]] = defaultdict(dict)
    for modelo in (Avance, Evidencia):
        filas = modelo._default_manager.filter(entrega__actividad__compromiso__plan=plan)
        for actividad, numero, creado in filas.values_list("entrega__actividad", "entrega__numero", "creado"):
            suyos = rastros[actividad]
            suyos[numero] = min(creado, suyos.get(numero, creado))
    return rastros


def _deshacer(filas: Filas, cambio: _Cambio) -> Filas:
    """The rows before `cambio`; those it did not touch are shared."""
    compromisos, acciones, actividades = filas.compromisos, filas.acciones, filas.actividades
    if cambio.alta and cambio.actividad is not None:
        return Filas(compromisos, acciones, {pk: a for pk, a in actividades.items() if pk != cambio.actividad})
    if cambio.actividad is not None:
        if cambio.actividad in actividades:
            actividades = actividades | {cambio.actividad: _antes(actividades[cambio.actividad], cambio.antes)}
    elif cambio.accion is not None:
        acciones = acciones | {cambio.accion: _antes(acciones[cambio.accion], cambio.antes)}
    else:
        pesos = {c.partition(" ")[2]: v for c, v in cambio.antes.items() if c.startswith("ponderacion ")}
        propias = [a for a in acciones.values() if a.compromiso_id == cambio.compromiso]
        acciones = acciones | {
            a.pk: _antes(a, {"ponderacion": pesos[str(a.numero)]}) for a in propias if str(a.numero) in pesos
        }
        suyos = {c: v for c, v in cambio.antes.items() if not c.startswith("ponderacion ")}
        compromisos = compromisos | {cambio.compromiso: _antes(compromisos[cambio.compromiso], suyos)}
    return Filas(compromisos, acciones, actividades)


def _antes(fila: F, antes: dict[str, str]) -> F:
    """A copy with the fields as they were."""
    otra = copy(fila)
    for campo, valor in antes.items():
        if campo == "cancelada":
            setattr(otra, campo, valor == "si")
        elif campo in _LEER:
            setattr(otra, campo, _LEER[campo](valor) if valor else None)
        elif campo not in _SIN_VUELTA:
            setattr(otra, campo, valor)
    return otra


def por_pk(filas: Iterable[F]) -> dict[int, F]:
    return {fila.pk: fila for fila in filas}
