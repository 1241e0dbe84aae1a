"""Long reports are laid out in parts, then joined with the right page numbers: what is in memory is the largest
part, not their sum (docs/decisiones/0012-capitulos.md). The report of the country, in chapters that any free
worker takes; the others, one part after another where the report is made."""

import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pikepdf
from django.conf import settings
from django.db.models import Count
from django.template.loader import render_to_string
from django.utils import timezone, translation

from compromisos.informes import territorio
from compromisos.models import CapituloDeInforme, Informe, Plan
from compromisos.servicios import capitulos
from pal_portal.cimientos.pdf import Adjunto, html_a_pdf
from pal_portal.cimientos.pdf_union import Parte, anclas, unir

LOTE = 20
"""Commitments of a chapter, more or less: a plan is never split."""
PAUSA = 0.2
VUELTAS = 4
"""How often the contents may be laid out again because their own length moved the pages they tell."""
FRENTE, PRIMERO, SIGUIENTES = 0, 1, 2
"""Levels of bookmarks under which each part's hang: its title, its sections, its plans."""


@dataclass(frozen=True, slots=True)
class Trozo:
    """A part of a report laid out where it is made. `nivel`: under how many levels of bookmarks its own hang."""

    plantilla: str
    contexto: dict[str, Any]
    nivel: int = PRIMERO


def lotes(corte: date, tamano: int = LOTE) -> list[list[int]]:
    """The plans of each chapter, in the order of the report; one empty chapter where there is no plan."""
    planes = territorio.publicados(corte).annotate(cuantos=Count("compromisos")).values_list("pk", "cuantos")
    grupos: list[list[int]] = [[]]
    suma = 0
    for pk, cuantos in planes:
        if suma and suma + cuantos > tamano:
            grupos.append([])
            suma = 0
        grupos[-1].append(pk)
        suma += cuantos
    return grupos


def hacer_capitulo(capitulo: CapituloDeInforme) -> None:
    """Lay it out and deliver it."""
    informe = capitulo.informe
    with translation.override("es-mx"), timezone.override(settings.TIME_ZONE):
        planes = Plan.objects.filter(pk__in=capitulo.planes).select_related("secretariado__entidad")
        por_pk = {p.pk: p for p in planes}
        fichas = [territorio.ficha_de_plan(por_pk[pk], informe.corte) for pk in capitulo.planes]
        contexto = {"informe": informe, "planes": fichas, "primero": capitulo.numero == 0}
        html = render_to_string("informes/nacional_capitulo.html", contexto)
    capitulos.entregar(capitulo, html_a_pdf(html, f"{informe.folio}/{capitulo.numero}")[0])


def ayudar(informe_id: int) -> None:
    """What another worker does: chapters of that report, while there are any."""
    while capitulo := capitulos.tomar(informe_id):
        hacer_capitulo(capitulo)


def componer_en_capitulos(
    informe: Informe,
    frente: Callable[[dict[str, int]], str],
    adjuntos: list[Adjunto],
    avisar: Callable[[int], None],
) -> tuple[bytes, int]:
    """The PDF of a report whose chapters were already shared out. `frente` gives the HTML of all that comes before
    them, told the page of each anchor of theirs."""
    avisar(10)
    paginas_del_frente = html_a_pdf(frente({}), informe.folio)[1]
    _hacer_y_esperar(informe, avisar)
    partes = [Parte(c, SIGUIENTES if n else PRIMERO) for n, c in enumerate(capitulos.recoger(informe))]
    return _juntar(informe, frente, paginas_del_frente, partes, adjuntos)


def componer_en_trozos(
    informe: Informe,
    frente: Callable[[dict[str, int]], str],
    trozos: Sequence[Trozo],
    adjuntos: list[Adjunto],
    avisar: Callable[[int], None],
) -> tuple[bytes, int]:
    """The PDF of a report made here; `frente`, as above."""
    partes = []
    for n, trozo in enumerate(trozos):
        avisar(25 + 50 * n // len(trozos))
        html = render_to_string(f"informes/{trozo.plantilla}.html", {"informe": informe, **trozo.contexto})
        partes.append(Parte(html_a_pdf(html, f"{informe.folio}/{n}")[0], trozo.nivel))
    avisar(75)
    return _juntar(informe, frente, html_a_pdf(frente({}), informe.folio)[1], partes, adjuntos)


def _juntar(
    informe: Informe,
    frente: Callable[[dict[str, int]], str],
    paginas_del_frente: int,
    partes: list[Parte],
    adjuntos: list[Adjunto],
) -> tuple[bytes, int]:
    """Lay the front out until it tells the pages that it itself moves, and join."""
    for _vuelta in range(VUELTAS):
        paginas = _paginas_de_anclas(partes, paginas_del_frente)
        contenido, suyas = html_a_pdf(frente(paginas), informe.folio, adjuntos)
        if suyas == paginas_del_frente:
            break
        paginas_del_frente = suyas
    else:
        raise RuntimeError(f"El contenido de {informe.folio} no se estabiliza")
    pies = _pies(informe, paginas_del_frente + sum(_cuantas(p) for p in partes))
    return unir([Parte(contenido, FRENTE), *partes], pies)


def _hacer_y_esperar(informe: Informe, avisar: Callable[[int], None]) -> None:
    """Make chapters while there are any, then wait for those that others took (or take them, if abandoned)."""
    todos = max(capitulos.faltan(informe), 1)
    while quedan := capitulos.faltan(informe):
        avisar(20 + 60 * (todos - quedan) // todos)
        capitulo = capitulos.tomar(informe.pk)
        if capitulo:
            hacer_capitulo(capitulo)
        else:
            time.sleep(PAUSA)


def _paginas_de_anclas(partes: list[Parte], antes: int) -> dict[str, int]:
    """The printed page of each anchor."""
    paginas: dict[str, int] = {}
    for parte in partes:
        paginas |= {nombre: antes + 1 + n for nombre, n in anclas(parte.contenido).items()}
        antes += _cuantas(parte)
    return paginas


def _cuantas(parte: Parte) -> int:
    with pikepdf.open(io.BytesIO(parte.contenido)) as pdf:
        return len(pdf.pages)


def _pies(informe: Informe, paginas: int) -> bytes:
    """As many blank pages as the report has, each with its running text."""
    contexto: dict[str, Any] = {"folio": informe.folio, "paginas": paginas}
    return html_a_pdf(render_to_string("informes/_pies.html", contexto), informe.folio)[0]
