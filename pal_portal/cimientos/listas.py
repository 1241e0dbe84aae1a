"""Long lists: keyset pages that cost the same at the beginning and at the end, and capped counts."""

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet

TAMANO, TAMANO_MAXIMO = 20, 100
TOPE = 1000


@dataclass(frozen=True, slots=True)
class Orden:
    """An order of a list: a column (nullable or not) and the unique column that breaks its ties."""

    campo: str
    unico: str = "pk"
    descendente: bool = False


@dataclass(slots=True)
class Pagina:
    """Rows (as dictionaries) and the addresses of the neighbouring pages, "" where there is none."""

    filas: list[dict[str, Any]] = field(default_factory=list)
    anterior: str = ""
    siguiente: str = ""


def tamano_pedido(parametros: Mapping[str, str]) -> int:
    """The page size asked for, between 1 and 100."""
    try:
        pedido = int(parametros.get("tamano", TAMANO))
    except ValueError:
        return TAMANO
    return min(max(pedido, 1), TAMANO_MAXIMO)


def paginar(
    filas: "QuerySet[Any, dict[str, Any]]", orden: Orden, parametros: Mapping[str, Any], tamano: int
) -> Pagina:
    """One page of a `.values(…)` queryset that includes both columns of `orden`. One query.

    `parametros` are those of the address: `despues` and `antes` carry the cursor. One that cannot be read
    gives the first page.
    """
    antes, despues = (_leer(parametros.get(n, "")) for n in ("antes", "despues"))
    hacia_atras = antes is not None
    cursor = antes if hacia_atras else despues
    if cursor is not None:
        try:
            mas_alla = _mas_alla(orden, cursor, orden.descendente != hacia_atras, nulos_al_final=not hacia_atras)
            filas = filas.filter(mas_alla)
        except (ValueError, TypeError, ValidationError):  # that of another list
            cursor, hacia_atras = None, False
    descendente = orden.descendente != hacia_atras
    filas = filas.order_by(*_columnas(orden, descendente, nulos_al_final=not hacia_atras))
    lista = list(filas[: tamano + 1])
    hay_mas = len(lista) > tamano
    lista = lista[:tamano]
    if hacia_atras:
        lista.reverse()
    pagina = Pagina(lista)
    if lista and (hay_mas if hacia_atras else cursor is not None):
        pagina.anterior = _enlace(parametros, antes=_cursor(orden, lista[0]))
    if lista and (hay_mas or hacia_atras):
        pagina.siguiente = _enlace(parametros, despues=_cursor(orden, lista[-1]))
    return pagina


def _columnas(orden: Orden, descendente: bool, nulos_al_final: bool) -> Sequence[Any]:
    sentido = "-" if descendente else ""
    if orden.campo == orden.unico:
        return [f"{sentido}{orden.unico}"]
    columna = F(orden.campo)
    nulos = {"nulls_last": True} if nulos_al_final else {"nulls_first": True}
    principal = columna.desc(**nulos) if descendente else columna.asc(**nulos)
    return [principal, f"{sentido}{orden.unico}"]


def _mas_alla(orden: Orden, cursor: list[Any], descendente: bool, nulos_al_final: bool) -> Q:
    signo = "lt" if descendente else "gt"
    valor, unico = cursor
    despues_del_unico = Q(**{f"{orden.unico}__{signo}": unico})
    if orden.campo == orden.unico:
        return despues_del_unico
    nulo = Q(**{f"{orden.campo}__isnull": True})
    if valor is None:
        resto = Q() if nulos_al_final else ~nulo
        return (nulo & despues_del_unico) | resto if not nulos_al_final else nulo & despues_del_unico
    mayores = Q(**{f"{orden.campo}__{signo}": valor}) | (Q(**{orden.campo: valor}) & despues_del_unico)
    return mayores | nulo if nulos_al_final else mayores


def _cursor(orden: Orden, fila: dict[str, Any]) -> str:
    valor = fila[orden.campo]
    if isinstance(valor, Decimal | date | datetime):
        valor = str(valor)
    datos = json.dumps([valor, fila[orden.unico]], separators=(",", ":"))
    return base64.urlsafe_b64encode(datos.encode()).decode().rstrip("=")


def _leer(texto: str) -> list[Any] | None:
    if not texto or len(texto) > 300:
        return None
    try:
        datos = json.loads(base64.urlsafe_b64decode(texto + "=" * (-len(texto) % 4)))
    except (binascii.Error, ValueError):
        return None
    validos = isinstance(datos, list) and len(datos) == 2 and all(isinstance(x, str | int | None) for x in datos)
    return datos if validos and datos[1] is not None and all(map(_es_texto, datos)) else None


def _es_texto(valor: Any) -> bool:
    """Whether a database can be asked for it."""
    try:
        return b"\x00" not in str(valor).encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False


def _enlace(parametros: Mapping[str, Any], **cursor: str) -> str:
    listas = parametros.lists() if hasattr(parametros, "lists") else [(k, [v]) for k, v in parametros.items()]
    conservados = [(k, v) for k, vs in listas for v in vs if k not in ("antes", "despues") and v != ""]
    return "?" + urlencode([*conservados, *cursor.items()])


def contar(filas: "QuerySet[Any, Any]") -> tuple[int, bool]:
    """How many, up to a cap: (n, whether there are more). One cheap query."""
    n = filas.order_by().values("pk")[: TOPE + 1].count()
    return min(n, TOPE), n > TOPE
