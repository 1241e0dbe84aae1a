"""Taking part in a plan, in numbers, at a date: what each instrument left, who came and what was answered.

Every number of persons is one already public: attendance as its page shows it, and the groups of a survey, which
are of five or more and which the suppression of its results takes as known. Nothing is crossed or added up here.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from compromisos.informes.tablas import Tabla
from compromisos.models import Plan
from consultas.models import (
    Aportacion,
    Comentario,
    Consulta,
    ConteoAsistencia,
    ResultadoHistorico,
    filtro_consultas_visibles,
)
from consultas.models.aportacion import dias_entre
from consultas.resultados import nombre_de_grupo, resultados_de

NADIE = None
"""Who reads a report: anybody. Drafts are not in it."""


@dataclass(frozen=True, slots=True)
class Grupo:
    """Persons of a group in an instrument: `personas` is None where it is not published. `impreso` is how an old
    document said it."""

    consulta: Consulta
    donde: str
    nombre: str
    personas: int | Decimal | None
    impreso: str = ""


@dataclass(frozen=True, slots=True)
class Pendiente:
    """What still waits for an answer, and for how many days."""

    que: str
    numero: int
    donde: str
    desde: datetime
    dias: int


@dataclass(slots=True)
class Respuestas:
    """Of one instrument, or of the comments: received, answered, and days until the answer."""

    nombre: str
    recibidas: int = 0
    respondidas: int = 0
    dias: int = 0

    @property
    def pendientes(self) -> int:
        return self.recibidas - self.respondidas

    @property
    def dias_en_promedio(self) -> Decimal | None:
        return Decimal(self.dias) / self.respondidas if self.respondidas else None


@dataclass(frozen=True, slots=True)
class Participacion:
    """The section."""

    consultas: list[Consulta]
    grupos: list[Grupo]
    respuestas: list[Respuestas]
    pendientes: list[Pendiente] = field(default_factory=list)


def participacion_de_plan(plan: Plan, corte: date) -> Participacion:
    """What was public of taking part in `plan` at the end of `corte`."""
    limite = timezone.make_aware(datetime.combine(corte, time.max))
    consultas = list(_consultas(plan, corte, limite))
    respuestas, pendientes = _respondido(plan, consultas, limite)
    return Participacion(consultas, _grupos(consultas, corte, limite), respuestas, pendientes)


def _consultas(plan: Plan, corte: date, limite: datetime) -> "list[Consulta]":
    """Those announced by then; an old one, by its own dates: it was loaded later than it happened."""
    antes = Q(es_historica=False, publicada_en__lte=limite) | (
        Q(es_historica=True) & (Q(inicio__isnull=True) | Q(inicio__lte=corte))
    )
    filas = Consulta.objects.filter(filtro_consultas_visibles(NADIE), antes, plan=plan)
    return list(filas.order_by("inicio", "paso", "pk"))


def _grupos(consultas: list[Consulta], corte: date, limite: datetime) -> list[Grupo]:
    por_pk = {c.pk: c for c in consultas}
    grupos: dict[int, list[Grupo]] = {c.pk: [] for c in consultas}
    impresos = ResultadoHistorico.objects.filter(consulta__in=por_pk, unidad__in=("personas", "encuestas"))
    for fila in impresos.order_by("consulta", "orden"):
        consulta = por_pk[fila.consulta_id]
        grupos[consulta.pk].append(Grupo(consulta, fila.pregunta, fila.etiqueta, fila.valor, fila.impreso))
    conteos = ConteoAsistencia.objects.filter(
        evento__consulta__in=por_pk, evento__fin__lte=limite, evento__cancelado=False
    )
    for conteo in conteos.select_related("evento").order_by("evento__inicio", "evento", "pk"):
        consulta = por_pk[conteo.evento.consulta_id]
        nombre = f"{conteo.get_dimension_display()}: {conteo.grupo}" if conteo.grupo else _("Total")
        grupos[consulta.pk].append(Grupo(consulta, conteo.evento.nombre, nombre, conteo.publicas))
    for consulta in consultas:
        grupos[consulta.pk] += _de_encuesta(consulta, corte, limite)
    return [g for suyos in grupos.values() for g in suyos]


def _de_encuesta(consulta: Consulta, corte: date, limite: datetime) -> list[Grupo]:
    """The groups of its results page, as it shows them: only what had closed and could be seen by then."""
    visto = consulta.resultados_antes_del_cierre or (
        consulta.resultados_publicados_en is not None and consulta.resultados_publicados_en <= limite
    )
    if consulta.instrumento != Consulta.Instrumento.ENCUESTA or not consulta.cierre or not visto:
        return []
    resultados = resultados_de(consulta) if consulta.cierre < corte + timedelta(days=1) else None
    if resultados is None:
        return []
    if resultados.personas is None:
        return [Grupo(consulta, consulta.titulo, _("Total"), None)]
    return [Grupo(consulta, consulta.titulo, nombre_de_grupo(g), n) for g, n in resultados.grupos.items()]


def _respondido(
    plan: Plan, consultas: list[Consulta], limite: datetime
) -> tuple[list[Respuestas], list[Pendiente]]:
    """Contributions by their consultation, and the comments on the plan's commitments."""
    filas: dict[int, Respuestas] = {}
    pendientes = []
    aportaciones = Aportacion.objects.filter(consulta__in=consultas, creada__lte=limite, fundida_en__isnull=True)
    for a in aportaciones.select_related("consulta").order_by("creada", "pk"):
        cuenta = filas.setdefault(a.consulta_id, Respuestas(a.consulta.titulo))
        if not _contar(cuenta, a.creada, a.respondida, limite):
            pendientes.append(
                Pendiente(_("Aportación"), a.pk, a.consulta.titulo, a.creada, dias_entre(a.creada, limite))
            )
    comentarios = Respuestas(_("Comentarios sobre el plan"))
    hilos = Comentario.objects.filter(plan=plan, estado="visible", responde_a__isnull=True, publicado__lte=limite)
    for c in hilos.order_by("publicado", "pk"):
        if c.publicado and not _contar(comentarios, c.publicado, c.respondida, limite):
            pendientes.append(
                Pendiente(
                    _("Comentario"), c.pk, c.asunto.partition(":")[2], c.publicado, dias_entre(c.publicado, limite)
                )
            )
    respuestas = [filas[c.pk] for c in consultas if c.pk in filas]
    return [*respuestas, *([comentarios] if comentarios.recibidas else [])], sorted(
        pendientes, key=lambda p: (p.desde, p.numero)
    )


def _contar(cuenta: Respuestas, recibida: datetime, respondida: datetime | None, limite: datetime) -> bool:
    """Add one to the account; whether it had been answered by then."""
    cuenta.recibidas += 1
    if respondida is None or respondida > limite:
        return False
    cuenta.respondidas += 1
    cuenta.dias += dias_entre(recibida, respondida)
    return True


def tablas_de_participacion(plan: Plan, corte: date) -> list[Tabla]:
    """The same section, as tables of the report's data set."""
    p = participacion_de_plan(plan, corte)
    return [_tabla_de_consultas(p), _tabla_de_grupos(p), _tabla_de_respuestas(p), _tabla_de_pendientes(p)]


CONSULTA = ("consulta", "Nombre de la consulta en su dirección.")


def _tabla_de_consultas(p: Participacion) -> Tabla:
    columnas = (
        CONSULTA,
        ("titulo", "Título."),
        ("instrumento", "Instrumento."),
        ("inicio", "Primer día; vacío: sin fecha."),
        ("cierre", "Último día; vacío: sin fecha."),
        ("fecha_texto", "Fecha, como se imprimió."),
        ("es_historica", "Se hizo antes del portal."),
    )
    filas = [
        (
            c.slug,
            c.titulo,
            c.instrumento,
            c.inicio.isoformat() if c.inicio else None,
            c.cierre.isoformat() if c.cierre else None,
            c.fecha_texto,
            c.es_historica,
        )
        for c in p.consultas
    ]
    return Tabla("participacion", "Consultas y encuentros del plan", columnas, filas)


def _tabla_de_grupos(p: Participacion) -> Tabla:
    columnas = (
        CONSULTA,
        ("donde", "Encuentro, pregunta o encuesta."),
        ("grupo", "Grupo."),
        ("personas", "Personas; vacío: no se publica, por ser o dejar ver un grupo de menos de cinco."),
        ("impreso", "Como se imprimió, si la consulta es anterior al portal."),
    )
    filas = [
        (g.consulta.slug, g.donde, g.nombre, None if g.personas is None else int(g.personas), g.impreso)
        for g in p.grupos
    ]
    return Tabla("participantes", "Cuántas personas participaron", columnas, filas)


def _tabla_de_respuestas(p: Participacion) -> Tabla:
    columnas = (
        ("donde", "Consulta, o los comentarios del plan."),
        ("recibidas", "Recibidas."),
        ("respondidas", "Respondidas."),
        ("pendientes", "Sin respuesta."),
        ("dias", "Días que tardó la respuesta, en promedio; vacío: ninguna."),
    )
    filas = [
        (
            r.nombre,
            r.recibidas,
            r.respondidas,
            r.pendientes,
            None if r.dias_en_promedio is None else float(round(r.dias_en_promedio, 1)),
        )
        for r in p.respuestas
    ]
    return Tabla("respuestas", "Qué se respondió", columnas, filas)


def _tabla_de_pendientes(p: Participacion) -> Tabla:
    columnas = (
        ("que", "Aportación o comentario."),
        ("numero", "Su número."),
        ("donde", "Consulta o asunto."),
        ("desde", "Cuándo se recibió."),
        ("dias", "Días que lleva esperando."),
    )
    filas = [(x.que, x.numero, x.donde, timezone.localdate(x.desde).isoformat(), x.dias) for x in p.pendientes]
    return Tabla("sin_respuesta", "Lo que espera respuesta", columnas, filas)
