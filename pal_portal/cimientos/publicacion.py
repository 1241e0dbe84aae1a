"""How a floor declares what is public: resources and their columns. What is not declared cannot leave."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import django_filters
from django.db.models import QuerySet

from pal_portal.cimientos.listas import Orden
from pal_portal.cimientos.numeros import de_columna

TIPOS: dict[str, dict[str, Any]] = {
    "texto": {"type": "string"},
    "entero": {"type": "integer"},
    "cifra": {
        "type": ["number", "null"],
        "description": "Porcentaje de 0 a 100, cuatro decimales; null: sin dato.",
    },
    "numero": {"type": ["number", "null"]},
    "fecha": {"type": ["string", "null"], "format": "date"},
    "momento": {"type": ["string", "null"], "format": "date-time"},
    "si_no": {"type": ["boolean", "null"]},
    "lista": {"type": "array", "items": {}},
    "objeto": {"type": "object"},
    "texto_o_nulo": {"type": ["string", "null"]},
    "entero_o_nulo": {"type": ["integer", "null"]},
}


@dataclass(frozen=True, slots=True)
class Columna:
    """A public column: its name, where it comes from, its type (a key of TIPOS) and what it means."""

    nombre: str
    origen: str
    tipo: str
    significado: str


@dataclass(frozen=True, slots=True)
class Recurso:
    """A public table. `filas(usuario)` is the queryset that the pages read; `clave` names its public key."""

    nombre: str
    titulo: str
    filas: Callable[[Any], "QuerySet[Any]"]
    clave: str
    columnas: Sequence[Columna]
    filtro: type[django_filters.FilterSet] | None = None
    ordenes: dict[str, Orden] | None = None

    def __deepcopy__(self, memo: Any) -> "Recurso":
        """It never changes: whatever copies what holds it, shares it."""
        return self

    def abiertas(self) -> "QuerySet[Any]":
        """What anybody may read, without an account, in the order of its public key."""
        from django.contrib.auth.models import AnonymousUser

        return self.filas(AnonymousUser()).order_by(self.clave)

    @property
    def clave_es_numero(self) -> bool:
        return any(c.origen == self.clave and c.tipo == "entero" for c in self.columnas)

    def con_columnas(self, nombres: Sequence[str]) -> "Recurso":
        """The same table with some of its columns, in the order they are declared."""
        return replace(self, columnas=tuple(c for c in self.columnas if c.nombre in nombres))

    def valores(self, filas: "QuerySet[Any]", *mas: str) -> "QuerySet[Any, dict[str, Any]]":
        """The declared columns of `filas`, as dictionaries; and what pages and `mas` need."""
        return filas.values(*{c.origen for c in self.columnas}, "pk", self.clave, *self._de_orden(), *mas)

    def _de_orden(self) -> set[str]:
        return {c for o in (self.ordenes or {}).values() for c in (o.campo, o.unico)}

    def publicar(self, fila: dict[str, Any]) -> dict[str, Any]:
        """A row of `valores` under its public names."""
        return {
            c.nombre: convertir(fila[c.origen], c.tipo) if c.tipo in CONVERTIDOS else fila[c.origen]
            for c in self.columnas
        }


CONVERTIDOS = ("cifra", "numero")


def convertir(valor: Any, tipo: str) -> Any:
    """A stored value as it is published."""
    if valor is None:
        return None
    if tipo == "cifra":
        return float(de_columna(valor, 4) or 0)
    if tipo == "numero":
        return float(valor)
    return valor
