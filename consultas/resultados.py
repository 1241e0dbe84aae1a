"""Results of a survey as they may be shown: tables when it has closed; before, only if its rules say so."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.cache import cache
from django.utils.translation import gettext as _

from consultas.models import Consulta, Participacion, Pregunta, Respuesta, ResultadoHistorico
from consultas.tabulacion import OTROS, SIN_RESPUESTA, TOTAL, Boleta, Grupo, PreguntaT, Resultados, tabular

LOTE = 25
"""Before closing, results move only every so many participations, so that two looks do not tell one person's."""


@dataclass(frozen=True, slots=True)
class Parcial:
    """A question before closing: shares rounded to tens, no counts; None where the count is hidden."""

    pregunta: Pregunta
    filas: list[tuple[str, int | None]]


def resultados_de(consulta: Consulta) -> Resultados | None:
    """Final tables, once the survey has closed; None while they may not be shown."""
    e = Consulta.Etapa
    if consulta.es_borrador or consulta.es_historica or consulta.etapa not in (e.EN_ANALISIS, e.RESULTADOS):
        return None
    if not consulta.resultados_publicados_en and not consulta.resultados_antes_del_cierre:
        return None
    clave = f"resultados:{consulta.pk}:{consulta.cierre}"
    guardados: Resultados | None = cache.get(clave)
    if guardados is None:
        guardados = tabular(preguntas_de(consulta), boletas_de(consulta))
        cache.set(clave, guardados, 3600)
    return guardados


def parciales_de(consulta: Consulta) -> list[Parcial]:
    """While it is open, if its rules say so: whole batches only, in tens of a hundred, and never by group."""
    if not (consulta.esta_abierta and consulta.resultados_antes_del_cierre):
        return []
    completas = consulta.participaciones.count() // LOTE * LOTE
    if not completas:
        return []
    tablas = tabular(preguntas_de(consulta), boletas_de(consulta)[:completas], con_grupos=False).tablas
    preguntas = {p.pk: p for p in consulta.preguntas.prefetch_related("opciones")}
    parciales = []
    for t in tablas:
        base, pregunta = t.base[TOTAL], preguntas[t.pregunta]
        nombres = {o.pk: o.texto for o in pregunta.opciones.all()}
        if base:
            filas = [(nombres[o], _decena(f[TOTAL], base)) for o, f in t.filas.items() if o in nombres]
            parciales.append(Parcial(pregunta, filas))
    return parciales


def _decena(n: int | None, base: int) -> int | None:
    """A share in tens of a hundred."""
    return None if n is None else int((Decimal(10 * n) / base).quantize(Decimal(1), ROUND_HALF_UP)) * 10


def preguntas_de(consulta: Consulta) -> list[PreguntaT]:
    filas = consulta.preguntas.select_related("solo_si").prefetch_related("opciones").order_by("orden")
    return [
        PreguntaT(
            p.pk,
            p.tipo,
            tuple(o.pk for o in p.opciones.all()),
            (p.solo_si.pregunta_id, p.solo_si.pk) if p.solo_si else None,
        )
        for p in filas
    ]


def boletas_de(consulta: Consulta) -> list[Boleta]:
    """Two queries, whatever the number of people; in the order in which they took part."""
    elegidas: dict[int, dict[int, set[int]]] = {}
    filas = Respuesta.objects.filter(participacion__consulta=consulta, opcion__isnull=False).exclude(lugar__gt=1)
    for persona, pregunta, opcion in filas.values_list("participacion_id", "pregunta_id", "opcion_id"):
        elegidas.setdefault(persona, {}).setdefault(pregunta, set()).add(opcion or 0)
    personas = Participacion.objects.filter(consulta=consulta).order_by("pk")
    return [
        Boleta(
            {"sexo": sexo, "edad": edad, "sector": sector},
            {p: frozenset(o) for p, o in elegidas.get(pk, {}).items()},
        )
        for pk, sexo, edad, sector in personas.values_list("pk", "sexo", "edad", "sector")
    ]


def nombre_de_grupo(grupo: Grupo) -> str:
    """A column of a table, as people read it."""
    return _("Total") if grupo == TOTAL else f"{nombre_de_dimension(grupo[0])}: {nombre_de_valor(grupo)}"


def nombre_de_dimension(dimension: str) -> str:
    return {"sexo": _("Sexo"), "edad": _("Edad"), "sector": _("Sector")}[dimension]


def nombre_de_valor(grupo: Grupo) -> str:
    """A group within its dimension, other than the total."""
    dimension, valor = grupo
    opciones = {"sexo": Participacion.Sexo, "edad": Participacion.Edad, "sector": Participacion.Sector}[dimension]
    if valor == OTROS:
        return _("otros grupos y sin dato")
    return str(opciones(valor).label) if valor else _("sin dato")


def filas_de_resultados(consulta: Consulta) -> list[dict[str, Any]] | None:
    """Every published count, named as in `publicacion_consultas.RESULTADOS`; None while they are not shown."""
    resultados = resultados_de(consulta)
    if resultados is None or consulta.instrumento != Consulta.Instrumento.ENCUESTA:
        return None
    nombres = nombres_de_filas(consulta)
    textos = dict(consulta.preguntas.values_list("pk", "texto"))
    return [
        {
            "pregunta": textos[tabla.pregunta],
            "respuesta": nombres[tabla.pregunta][opcion],
            "dimension": grupo[0],
            "grupo": nombre_de_grupo(grupo),
            "personas": n,
            "reservado": n is None,
        }
        for tabla in resultados.tablas
        for opcion, fila in tabla.filas.items()
        for grupo, n in fila.items()
    ]


def nombres_de_filas(consulta: Consulta) -> dict[int, dict[int, str]]:
    """Texts of the options by question, with that of who did not answer."""
    nombres = {}
    for p in consulta.preguntas.prefetch_related("opciones"):
        nombres[p.pk] = {**{o.pk: o.texto for o in p.opciones.all()}, SIN_RESPUESTA: _("Sin respuesta")}
    return nombres


def agrupar_impresos(filas: list[ResultadoHistorico]) -> list[tuple[str, list[ResultadoHistorico]]]:
    """Printed figures by their question, in order."""
    grupos: dict[str, list[ResultadoHistorico]] = {}
    for fila in filas:
        grupos.setdefault(fila.pregunta, []).append(fila)
    return list(grupos.items())
