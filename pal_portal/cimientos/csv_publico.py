"""Public rows as CSV: the one place that says how a cell is written, for the API and for the open data.

On PostgreSQL the rows are copied out by the server (COPY) from the very queryset of the list; elsewhere they
are walked. Both write the same bytes, and neither holds more than a block in memory.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import F, Func, QuerySet, TextField

from pal_portal.cimientos.publicacion import Recurso

BOM = "\ufeff"
"""So that spreadsheets read the accents."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
RENGLONES = 500
"""Of a block: what is held in memory at a time."""

_TEXTO = (
    f"CASE WHEN ascii(%(expressions)s) IN ({', '.join(str(ord(c)) for c in FORMULAS)}) "
    "THEN '''' || (%(expressions)s) ELSE NULLIF(%(expressions)s, '') END"
)
_TAL_CUAL = "%(expressions)s"
"""COPY writes it as text by itself; a cast would make the text twice."""
_MOMENTO = (
    "replace(to_char((%(expressions)s) AT TIME ZONE 'UTC', "
    """'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'), '.000000', '')"""
)
_SQL = {
    "texto": _TEXTO,
    "texto_o_nulo": _TEXTO,
    "entero": _TAL_CUAL,
    "entero_o_nulo": _TAL_CUAL,
    "fecha": _TAL_CUAL,
    "si_no": "(%(expressions)s)::text",
    "lista": _TAL_CUAL,
    "objeto": _TAL_CUAL,
    "momento": _MOMENTO,
    "numero": "trim_scale((%(expressions)s)::numeric)",
    "cifra": "trim_scale(round(round((%(expressions)s)::numeric, 10), 4))",
}
"""`celda` said in SQL, by type of column."""


class _Celda(Func):
    """A cell: the parameters of its expression come as many times as the template says it."""

    output_field = TextField()

    def as_sql(self, *args: Any, **kwargs: Any) -> tuple[str, Any]:
        sql, parametros = super().as_sql(*args, **kwargs)
        return sql, list(parametros) * str(self.extra["template"]).count("%(expressions)s")


def csv_en_bloques(recurso: Recurso, filas: "QuerySet[Any]") -> Iterator[bytes]:
    """The declared columns of `filas`, in the order they come."""
    yield (BOM + _linea(c.nombre for c in recurso.columnas)).encode()
    se_copia = connections[filas.db].vendor == "postgresql" and not filas.query.distinct
    yield from _copiadas(recurso, filas) if se_copia else _recorridas(recurso, filas)


def _copiadas(recurso: Recurso, filas: "QuerySet[Any]") -> Iterator[bytes]:
    celdas = [_Celda(F(c.origen), template=_SQL[c.tipo]) for c in recurso.columnas]
    try:
        sql, parametros = filas.values_list(*celdas).query.get_compiler(filas.db).as_sql()
    except EmptyResultSet:
        return
    copiar = f"COPY ({sql}) TO STDOUT WITH (FORMAT csv)"
    with connections[filas.db].cursor() as cursor, cursor.copy(copiar, parametros) as copia:
        renglones = map(bytes, copia)
        while bloque := b"".join(islice(renglones, RENGLONES)):
            yield bloque


def _recorridas(recurso: Recurso, filas: "QuerySet[Any]") -> Iterator[bytes]:
    bloque: list[str] = []
    for fila in recurso.valores(filas).iterator(chunk_size=2000):
        bloque.append(_linea(celda(v) for v in recurso.publicar(fila).values()))
        if len(bloque) == RENGLONES:
            yield "".join(bloque).encode()
            bloque.clear()
    yield "".join(bloque).encode()


class _Eco:
    def write(self, linea: str) -> str:
        return linea


_ESCRITOR: Any = csv.writer(_Eco(), lineterminator="\r\n")
"""It quotes a cell with a line end only if that is in its own, hence both; COPY ends its lines with one."""


def _linea(celdas: Iterable[Any]) -> str:
    escrita: str = _ESCRITOR.writerow(celdas)
    return escrita[:-2] + "\n"


def celda(valor: Any) -> str:
    """A CSV cell; what a spreadsheet would run as a formula is made plain text."""
    if valor is None:
        return ""
    if isinstance(valor, list | dict):
        return json.dumps(valor, ensure_ascii=False)
    if isinstance(valor, bool):
        return "true" if valor else "false"
    if isinstance(valor, float):
        texto = format(Decimal(repr(valor)), "f")
        return texto.removesuffix(".0")
    texto = valor.isoformat() if hasattr(valor, "isoformat") else str(valor)
    return f"'{texto}" if isinstance(valor, str) and texto.startswith(FORMULAS) else texto


def linea_neutra(celdas: Iterable[Any]) -> bytes:
    """A line of a table that is not a resource (the dictionary, OGP's layout), with the same cells."""
    return _linea(celda(c) for c in celdas).encode()
