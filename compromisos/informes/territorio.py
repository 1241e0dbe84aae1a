"""What a state's report and the comparison of the country say: plans side by side, as of a cut-off date.

Light on purpose: figures, colours and counts of each commitment, without the sheets, the curves nor the texts
that a monitoring report carries. One plan is held in full at a time.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from compromisos.avance import CompromisoC, Conjunto, cifras_conjunto
from compromisos.historico import Fotografia, Historia, fin_del_dia
from compromisos.informes.tablas import CONTEOS, TRES, Tabla, conteos, tabla_de_compromisos, tres
from compromisos.models import Compromiso, Plan
from compromisos.semaforo import Color, Cumplimiento, leer
from compromisos.umbrales import umbrales_en_vigor
from secretariado.models import Entidad, Garante


@dataclass(frozen=True, slots=True)
class FilaCompromiso:
    """A commitment as a line of a table."""

    fila: Compromiso
    cifras: Any
    semaforo: Color
    semaforo_declarado: Color
    cumplimiento: Cumplimiento


@dataclass(frozen=True, slots=True)
class FichaPlan:
    """A plan with its commitments at the cut-off."""

    plan: Plan
    conjunto: Conjunto
    compromisos: list[FilaCompromiso]
    puros: list[CompromisoC]
    """For the levels above; a proactive one that its plan counts is no longer told apart."""
    colores: Counter[Color]
    colores_declarado: Counter[Color]
    vencidas: int


@dataclass(frozen=True, slots=True)
class FichaEntidad:
    """A state: the mean of the commitments of its published plans."""

    entidad: Entidad
    planes: list[FichaPlan]
    conjunto: Conjunto
    garantes: list[Garante]

    @property
    def colores(self) -> Counter[Color]:
        return sum((p.colores for p in self.planes), Counter())

    @property
    def colores_declarado(self) -> Counter[Color]:
        return sum((p.colores_declarado for p in self.planes), Counter())

    @property
    def vencidas(self) -> int:
        return sum(p.vencidas for p in self.planes)


@dataclass(frozen=True, slots=True)
class Pais:
    """Every state, those without plans too: no data is not zero."""

    corte: date
    entidades: list[FichaEntidad]
    conjunto: Conjunto

    @property
    def con_planes(self) -> list[FichaEntidad]:
        return [e for e in self.entidades if e.planes]

    @property
    def sin_planes(self) -> list[FichaEntidad]:
        return [e for e in self.entidades if not e.planes]


def de_entidad(entidad: Entidad, corte: date) -> FichaEntidad:
    planes = [ficha_de_plan(p, corte) for p in publicados(corte).filter(secretariado__entidad=entidad)]
    garantes = Garante.objects.filter(entidad=entidad).vigentes(corte).select_related("institucion")
    return FichaEntidad(entidad, planes, _juntos(planes, corte), list(garantes))


def del_pais(corte: date) -> Pais:
    de_cada_una: dict[int, list[FichaPlan]] = {}
    for plan in publicados(corte):
        de_cada_una.setdefault(plan.secretariado.entidad_id, []).append(ficha_de_plan(plan, corte))
    entidades = []
    for e in Entidad.objects.order_by("clave_inegi"):
        planes = de_cada_una.get(e.pk, [])
        entidades.append(FichaEntidad(e, planes, _juntos(planes, corte), []))
    return Pais(corte, entidades, _juntos([p for e in entidades for p in e.planes], corte))


def publicados(corte: date) -> Any:
    """Plans already public at the cut-off."""
    return (
        Plan.objects.filter(publicado_en__lte=fin_del_dia(corte))
        .select_related("secretariado__entidad")
        .order_by("secretariado__entidad__clave_inegi", "clave")
    )


def ficha_de_plan(plan: Plan, corte: date) -> FichaPlan:
    """A plan at the cut-off: a fixed number of queries."""
    foto = Historia(plan).al(corte)
    umbrales = umbrales_en_vigor(plan, corte)
    puros = [foto.compromisos[pk] for pk in foto.filas.compromisos]
    filas = []
    for c in foto.filas.compromisos.values():
        x = leer(foto.compromisos[c.pk], corte, plan.fecha_fin, umbrales)
        filas.append(FilaCompromiso(c, x.cifras, x.semaforo, x.semaforo_declarado, x.cumplimiento))
    en_vigor = [f for f in filas if f.fila.estado != Compromiso.Estado.RETIRADO]
    return FichaPlan(
        plan=plan,
        conjunto=cifras_conjunto(puros, corte, plan.incluye_proactivos),
        compromisos=filas,
        puros=[replace(c, proactivo=False) for c in puros] if plan.incluye_proactivos else puros,
        colores=Counter(f.semaforo for f in en_vigor),
        colores_declarado=Counter(f.semaforo_declarado for f in en_vigor),
        vencidas=_vencidas(foto),
    )


def _vencidas(foto: Fotografia) -> int:
    retirados = {pk for pk, c in foto.filas.compromisos.items() if c.estado == Compromiso.Estado.RETIRADO}
    return sum(
        1
        for pk, a in foto.filas.actividades.items()
        if not a.cancelada and a.compromiso_id not in retirados
        for e in foto.actividades[pk].entregas
        if e.vence and e.vence < foto.al and e.verificado < 100
    )


def _juntos(planes: Iterable[FichaPlan], corte: date) -> Conjunto:
    """The mean of the commitments of several plans, each by its own rule about the proactive ones."""
    return cifras_conjunto([c for p in planes for c in p.puros], corte)


def tablas_de_planes(planes: Sequence[FichaPlan]) -> list[Tabla]:
    columnas = (
        ("clave", "Clave pública del plan."),
        ("titulo", "Título."),
        ("entidad", "Entidad."),
        *TRES,
        *CONTEOS,
    )
    filas = [
        (
            p.plan.clave,
            p.plan.titulo,
            p.plan.secretariado.entidad.slug,
            *tres(p.conjunto.cifras),
            *conteos(p.conjunto, p.vencidas),
        )
        for p in planes
    ]
    compromisos = tabla_de_compromisos([c for p in planes for c in p.compromisos])
    return [Tabla("planes", "Planes y sus tres cifras", columnas, filas), compromisos]


def tabla_de_entidades(pais: Pais) -> Tabla:
    columnas = (
        ("clave_inegi", "Clave INEGI."),
        ("entidad", "Entidad."),
        ("nombre", "Nombre."),
        ("planes", "Planes publicados a la fecha de corte; con 0 no hay cifras."),
        *TRES,
        *CONTEOS,
    )
    filas = [
        (
            e.entidad.clave_inegi,
            e.entidad.slug,
            e.entidad.nombre,
            len(e.planes),
            *tres(e.conjunto.cifras),
            *conteos(e.conjunto, e.vencidas),
        )
        for e in pais.entidades
    ]
    return Tabla("entidades", "Entidades y sus tres cifras", columnas, filas)
