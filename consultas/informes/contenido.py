"""What the report of a consultation says, as of a cut-off date: numbers and answers, never who.

Counts of fewer than five people are held back with the others of their kind, from which they could be worked
out; survey tables come from `resultados`, which already hides what it must.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from compromisos.historico import fin_del_dia
from consultas.models import Aportacion, Consulta, Evento, ResultadoHistorico
from consultas.models.aportacion import dias_entre
from consultas.resultados import resultados_de
from consultas.tabulacion import Resultados


@dataclass(frozen=True, slots=True)
class FilaAportacion:
    """A contribution as it stood at the cut-off."""

    fila: Aportacion
    estado: Aportacion.Estado
    respondida: bool
    unida: bool
    dias: int
    """That the answer took or, without one, that it had been waited for."""

    @property
    def nombre_estado(self) -> str:
        return str(self.estado.label)

    @property
    def compromiso(self) -> str | None:
        suyo = self.fila.compromiso if self.respondida else None
        return suyo.clave if suyo and not suyo.plan.es_borrador else None

    @property
    def institucion(self) -> str:
        suya = self.fila.institucion if self.respondida else None
        return suya.nombre if suya else ""


@dataclass(frozen=True, slots=True)
class Conteo:
    """People of a group; None: held back."""

    evento: Evento
    dimension: str
    grupo: str
    personas: int | None


@dataclass(frozen=True, slots=True)
class HechosConsulta:
    """The whole report."""

    consulta: Consulta
    corte: date
    etapa: str
    participaron: int | None
    """In a survey; None: none, or too few to say."""
    resultados: Resultados | None
    eventos: list[Evento]
    asistencia: list[Conteo]
    aportaciones: list[FilaAportacion]
    historicos: list[ResultadoHistorico]
    perfiles: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def pendientes(self) -> list[FilaAportacion]:
        return [a for a in self.aportaciones if not a.respondida and not a.unida]

    @property
    def por_estado(self) -> Counter[str]:
        return Counter(str(a.estado) for a in self.aportaciones if not a.unida)

    @property
    def unidas(self) -> int:
        return sum(1 for a in self.aportaciones if a.unida)


def reunir(consulta: Consulta, corte: date) -> HechosConsulta:
    limite = fin_del_dia(corte)
    eventos = [
        e
        for e in consulta.eventos.prefetch_related("conteos", "mesas__compromisos__plan")
        if e.inicio is None or e.inicio <= limite
    ]
    filas = consulta.aportaciones.filter(creada__lte=limite).select_related("institucion", "compromiso__plan")
    resultados = _resultados(consulta, corte)
    return HechosConsulta(
        consulta=consulta,
        corte=corte,
        etapa=str(etapa_al(consulta, corte).label),
        participaron=resultados.personas if resultados else None,
        resultados=resultados,
        eventos=eventos,
        asistencia=[c for e in eventos for c in _asistencia(e)],
        aportaciones=[_aportacion(a, corte) for a in filas.order_by("creada", "id")],
        historicos=list(consulta.resultados_historicos.all()),
        perfiles=resultados.grupos if resultados else {},
    )


def etapa_al(consulta: Consulta, corte: date) -> Consulta.Etapa:
    """Its stage that day (`Consulta.etapa` is today's)."""
    e, publicados = Consulta.Etapa, consulta.resultados_publicados_en
    if consulta.es_historica or (publicados and publicados <= fin_del_dia(corte)):
        return e.RESULTADOS
    if consulta.inicio is None or consulta.inicio > corte:
        return e.PROXIMA
    return e.ABIERTA if consulta.cierre is None or consulta.cierre >= corte else e.EN_ANALISIS


def _resultados(consulta: Consulta, corte: date) -> Resultados | None:
    """The final tables, if they could be seen that day."""
    if consulta.instrumento != Consulta.Instrumento.ENCUESTA or consulta.es_historica:
        return None
    if etapa_al(consulta, corte) not in (Consulta.Etapa.EN_ANALISIS, Consulta.Etapa.RESULTADOS):
        return None
    publicados = consulta.resultados_publicados_en
    if not consulta.resultados_antes_del_cierre and not (publicados and publicados <= fin_del_dia(corte)):
        return None
    return resultados_de(consulta)


def _asistencia(evento: Evento) -> list[Conteo]:
    """The counts that the page of the meeting prints, so that neither gives back what the other hides."""
    return [Conteo(evento, c.dimension, c.grupo, c.publicas) for c in evento.conteos.all()]


def _aportacion(fila: Aportacion, corte: date) -> FilaAportacion:
    limite = fin_del_dia(corte)
    respondida = fila.respondida is not None and fila.respondida <= limite
    estado = Aportacion.Estado(fila.estado)
    if not respondida and estado not in Aportacion.PENDIENTES:
        estado = Aportacion.Estado.RECIBIDA
    hasta = fila.respondida if respondida and fila.respondida else limite
    return FilaAportacion(fila, estado, respondida, fila.fundida_en_id is not None, dias_entre(fila.creada, hasta))
