"""`?campos=` and `?incluir=`: which columns of a resource, and which rows that hang from each of its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from rest_framework.exceptions import ValidationError

from pal_portal.cimientos.publicacion import Recurso

MAXIMO = 5000
"""Rows that one inclusion may bring to a page."""


def campos_pedidos(recurso: Recurso, parametros: Mapping[str, str]) -> Recurso:
    """`recurso` with only the columns asked for; all of them when none is."""
    pedidos = _lista(parametros, "campos")
    if not pedidos:
        return recurso
    hay = {c.nombre for c in recurso.columnas}
    if faltan := [p for p in pedidos if p not in hay]:
        raise ValidationError(
            {"campos": [f"No hay {_entre_comillas(faltan)}. Puedes pedir: {', '.join(sorted(hay))}."]}
        )
    return recurso.con_columnas(pedidos)


def inclusiones_pedidas(posibles: Mapping[str, str], parametros: Mapping[str, str]) -> list[str]:
    """The names in `?incluir=`, each once."""
    pedidas = _lista(parametros, "incluir")
    if faltan := [p for p in pedidas if p not in posibles]:
        hay = f"Puedes pedir: {', '.join(posibles)}." if posibles else "Este recurso no incluye otros."
        raise ValidationError({"incluir": [f"No se incluye {_entre_comillas(faltan)}. {hay}"]})
    return pedidas


def incluir(filas: Sequence[dict[str, Any]], pks: Sequence[Any], hijo: Recurso, por: str, usuario: Any) -> None:
    """Put in each published row, under the name of `hijo`, those of its rows that hang from it and that `usuario`
    may read. One query."""
    columna = f"{por}_id" if "__" not in por else por
    consulta = hijo.filas(usuario).filter(**{f"{por}__in": list(pks)}).order_by(hijo.clave)
    leidas = list(hijo.valores(consulta, columna)[: MAXIMO + 1])
    if len(leidas) > MAXIMO:
        raise ValidationError({"incluir": [f"Son más de {MAXIMO} filas de {hijo.nombre}: pide menos con tamano."]})
    por_pk: dict[Any, list[dict[str, Any]]] = {pk: [] for pk in pks}
    for leida in leidas:
        por_pk[leida[columna]].append(hijo.publicar(leida))
    for fila, pk in zip(filas, pks, strict=True):
        fila[hijo.nombre] = por_pk[pk]


def _lista(parametros: Mapping[str, str], nombre: str) -> list[str]:
    return list(dict.fromkeys(p.strip() for p in parametros.get(nombre, "").split(",") if p.strip()))


def _entre_comillas(nombres: Sequence[str]) -> str:
    return ", ".join(f"«{n[:40]}»" for n in nombres[:5])
