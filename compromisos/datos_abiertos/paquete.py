"""The files of a daily dump: every table in every format, the dictionary, and a ZIP with everything.

The same rows give the same bytes: nothing here looks at the clock.
"""

import hashlib
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import BinaryIO

import orjson
from django.conf import settings
from django.urls import reverse

from compromisos.datos_abiertos import ogp
from compromisos.datos_abiertos.diccionario import diccionario_csv, diccionario_json, metadatos_csv
from compromisos.datos_abiertos.formatos import FORMATOS, leer
from compromisos.datos_abiertos.licencia import LICENCIA, LICENCIA_TEXTO
from compromisos.datos_abiertos.ods import entrada
from compromisos.servicios.volcados import Pieza
from pal_portal.cimientos.instantanea import instantanea
from pal_portal.cimientos.publicacion import Recurso

TODO = "datos-abiertos.zip"
DENTRO_DEL_ZIP = (".csv", ".json")
"""The ZIP has each table as CSV and as JSON; the spreadsheets, compressed already, are files of their own."""
MIME_DE = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
    **{f.clave: f.mime for f in FORMATOS.values()},
}
LEEME = """Portal PAL · Datos abiertos · copia del {dia}

{sitio}/datos/

Cada tabla viene en CSV (UTF-8, con la marca que usan las hojas de cálculo, separada por comas) y en JSON.
Junto a cada CSV, un archivo .csv-metadata.json explica sus columnas (W3C, CSV on the Web).
diccionario.csv y diccionario.json dicen qué significa cada columna y qué valores admite.
compromisos-ogp.csv tiene los compromisos con las columnas de la Alianza para el Gobierno Abierto.
SHA256SUMS permite comprobar los archivos: sha256sum -c SHA256SUMS

Una celda vacía quiere decir «sin dato», nunca cero. En CSV, un texto que una hoja de cálculo tomaría por
fórmula (empieza con = + - @) lleva antes un apóstrofo; en JSON está tal cual.
Los renglones con es_demostracion o avances_demostracion en true son inventados para mostrar el portal.

Licencia: ver LICENCIA.txt (CC BY 4.0).
"""


def emitir(dia: date, recursos: Mapping[str, Recurso]) -> list[Pieza]:
    """Every file of the dump, all read at one moment of the database."""
    piezas: list[Pieza] = []
    with instantanea():
        for r in recursos.values():
            filas = r.abiertas().count()
            piezas += [
                _pieza(f"{r.nombre}.{f.clave}", f.bloques(r, r.abiertas()), filas) for f in FORMATOS.values()
            ]
        piezas.append(_pieza(f"{ogp.NOMBRE}.csv", ogp.ogp_en_bloques()))
        piezas.append(_pieza("diccionario.csv", [diccionario_csv(recursos)]))
        piezas.append(_pieza("diccionario.json", [diccionario_json(recursos)]))
        todo = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as its piece
        _empaquetar(todo, dia, piezas, recursos)
    return [*piezas, Pieza(TODO, MIME_DE["zip"], todo)]


def _pieza(nombre: str, bloques: Iterable[bytes], filas: int | None = None) -> Pieza:
    copia = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as its piece
    for bloque in bloques:
        copia.write(bloque)
    copia.flush()
    return Pieza(nombre, MIME_DE[nombre.rsplit(".", 1)[1]], copia, filas)


def _empaquetar(destino: BinaryIO, dia: date, piezas: list[Pieza], recursos: Mapping[str, Recurso]) -> None:
    contenidos: dict[str, Callable[[], Iterator[bytes]]] = {
        p.nombre: lambda p=p: leer(p.contenido)  # type: ignore[misc]
        for p in piezas
        if p.nombre.endswith(DENTRO_DEL_ZIP)
    }
    textos = {
        "LEEME.txt": LEEME.format(dia=dia.isoformat(), sitio=settings.SITIO_URL).encode(),
        "LICENCIA.txt": LICENCIA_TEXTO.encode(),
        **{f"{r.nombre}.csv-metadata.json": _metadatos(r, f"{r.nombre}.csv") for r in recursos.values()},
    }
    contenidos |= {nombre: lambda t=texto: iter([t]) for nombre, texto in textos.items()}  # type: ignore[misc]
    sumas = []
    with zipfile.ZipFile(destino, "w") as todo:
        for nombre in sorted(contenidos):
            huella = hashlib.sha256()
            with todo.open(entrada(nombre), "w", force_zip64=True) as dentro:
                for bloque in contenidos[nombre]():
                    huella.update(bloque)
                    dentro.write(bloque)
            sumas.append(f"{huella.hexdigest()}  {nombre}\n")
        todo.writestr(entrada("SHA256SUMS"), "".join(sumas))
    destino.flush()


def _metadatos(recurso: Recurso, direccion: str) -> bytes:
    return orjson.dumps(metadatos_csv(recurso, direccion, LICENCIA), option=orjson.OPT_INDENT_2) + b"\n"


def metadatos(recurso: Recurso) -> bytes:
    """The explanation of a table's CSV at its own address."""
    return _metadatos(recurso, settings.SITIO_URL + reverse("datos_tabla", args=[recurso.nombre, "csv"]))
