"""What every column of every public table means, made from its declaration and its model."""

from collections.abc import Iterator, Mapping
from typing import Any

import orjson
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils import translation
from django.utils.translation import gettext

from pal_portal.cimientos.csv_publico import BOM, linea_neutra
from pal_portal.cimientos.publicacion import Recurso

TIPOS = {
    "texto": "texto",
    "texto_o_nulo": "texto",
    "entero": "número entero",
    "entero_o_nulo": "número entero",
    "numero": "número",
    "cifra": "porcentaje de 0 a 100, cuatro decimales; vacío: sin dato",
    "fecha": "fecha (AAAA-MM-DD)",
    "momento": "fecha y hora (ISO 8601, UTC)",
    "si_no": "true o false",
    "lista": "lista (JSON)",
    "objeto": "objeto (JSON)",
}
"""A type of column as people read it."""
CSVW = {
    "entero": "integer",
    "entero_o_nulo": "integer",
    "numero": "decimal",
    "cifra": "decimal",
    "fecha": "date",
    "momento": "dateTime",
    "si_no": "boolean",
    "lista": "json",
    "objeto": "json",
}
TITULOS = ("tabla", "columna", "orden", "tipo", "significado", "valores", "es_clave")


def columnas_de(recurso: Recurso) -> Iterator[dict[str, Any]]:
    """The columns of a table, with the values that each admits when they are few, in the reader's language."""
    modelo = recurso.abiertas().model
    for orden, columna in enumerate(recurso.columnas, start=1):
        opciones = _opciones(modelo, columna.origen)
        yield {
            "tabla": recurso.nombre,
            "columna": columna.nombre,
            "orden": orden,
            "tipo": gettext(TIPOS[columna.tipo]),
            "significado": gettext(columna.significado),
            "valores": "; ".join(f"{codigo}: {nombre}" for codigo, nombre in opciones),
            "opciones": opciones,
            "es_clave": columna.origen == recurso.clave,
        }


def _opciones(modelo: type[Model], origen: str) -> list[tuple[Any, Any]]:
    """`[("en_cola", "En cola"), …]` of the field at the end of the path, if it declares its choices."""
    actual: Any = modelo
    campo: Any = None
    try:
        for paso in origen.split("__"):
            campo = actual._meta.get_field(paso)
            actual = campo.related_model or actual
    except FieldDoesNotExist:  # an id ("sesion_id") or a computed column
        return []
    opciones = campo.flatchoices if isinstance(campo, Field) else []
    return [(codigo, nombre) for codigo, nombre in opciones if codigo not in ("", None)]


def columnas_en_espanol(recurso: Recurso) -> list[dict[str, Any]]:
    """As the files say them, whoever downloads."""
    with translation.override("es-mx"):
        return list(columnas_de(recurso))


def diccionario_json(recursos: Mapping[str, Recurso]) -> bytes:
    """A table after another, each with its columns."""
    tablas = [
        {
            "tabla": r.nombre,
            "titulo": r.titulo,
            "columnas": [{k: c[k] for k in TITULOS if k != "tabla"} for c in columnas_en_espanol(r)],
        }
        for r in recursos.values()
    ]
    return orjson.dumps(tablas, option=orjson.OPT_INDENT_2) + b"\n"


def diccionario_csv(recursos: Mapping[str, Recurso]) -> bytes:
    """A line per column."""
    lineas = [BOM.encode() + linea_neutra(list(TITULOS))]
    lineas += [linea_neutra([c[t] for t in TITULOS]) for r in recursos.values() for c in columnas_en_espanol(r)]
    return b"".join(lineas)


def metadatos_csv(recurso: Recurso, direccion: str, licencia: str) -> dict[str, Any]:
    """The header of a CSV explained to machines (W3C "CSV on the Web")."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "es"}],
        "url": direccion,
        "dc:title": recurso.titulo,
        "dc:license": {"@id": licencia},
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [
                {
                    "name": c.nombre,
                    "titles": c.nombre,
                    "dc:description": c.significado,
                    "datatype": CSVW.get(c.tipo, "string"),
                    "null": "",
                }
                for c in recurso.columnas
            ],
            "primaryKey": next(c.nombre for c in recurso.columnas if c.origen == recurso.clave),
        },
    }
