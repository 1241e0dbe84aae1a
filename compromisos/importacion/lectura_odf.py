"""OpenDocument text (ODT) and spreadsheets (ODS)."""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from odf.namespaces import FONS, OFFICENS, STYLENS, TABLENS, TEXTNS
from odf.opendocument import load
from odf.style import Style, TableCellProperties
from odf.table import TableColumn

from compromisos.importacion.documento import Celda, Documento, Lugar, Parrafo, Pieza, Tabla, Titulo, sin_banda
from compromisos.importacion.limites import CELDAS, COLUMNAS, PIEZAS, DocumentoIlegible
from compromisos.importacion.plantilla import HojaDeTextos, LibroDeTextos, es_plantilla, leer_plantilla

_P, _H, _TABLA = (TEXTNS, "p"), (TEXTNS, "h"), (TABLENS, "table")
_LISTA = (TEXTNS, "list")
FILAS_DE_HOJA = 1_048_576
"""As many as any program gives a sheet: what says it has more lies."""
ESPACIOS = 200
"""Of those in a row; no text has more."""
_OMITIDOS = {(OFFICENS, "annotation")} | {
    (TEXTNS, n) for n in ("tracked-changes", "sequence-decls", "table-of-content")
}


def leer_odt(cuerpo: bytes) -> Documento:
    contenido = load(io.BytesIO(cuerpo))
    if contenido.text is None:
        raise DocumentoIlegible("desconocido")
    piezas: list[Pieza] = []
    fondos = _fondos(contenido)
    parrafos = tablas = 0
    for nodo, en_lista in _en_orden(contenido.text):
        if len(piezas) > PIEZAS:
            raise DocumentoIlegible("largo")
        if nodo.qname == _TABLA:
            tablas += 1
            piezas.append(Tabla(tuple(_filas(nodo, "", tablas, fondos)), Lugar(tabla=tablas)))
            continue
        parrafos += 1
        texto = _texto(nodo)
        if not texto:
            continue
        lugar = Lugar(parrafo=parrafos)
        if nodo.qname == _H:
            piezas.append(Titulo(texto, int(nodo.getAttrNS(TEXTNS, "outline-level") or 1), lugar))
        else:
            vineta = "· " if en_lista and not re.match(r"[·•\-–]|\d+[.)]", texto) else ""
            piezas.append(Parrafo(vineta + texto, lugar))
    return Documento(tuple(piezas), "odt")


def leer_ods(cuerpo: bytes) -> Documento:
    """Cells as written where it is our own template, which comes back the same; tidied elsewhere."""
    contenido = load(io.BytesIO(cuerpo))
    if contenido.spreadsheet is None:
        raise DocumentoIlegible("desconocido")
    piezas: list[Pieza] = []
    fondos = _fondos(contenido)
    for numero, hoja in enumerate(n for n in contenido.spreadsheet.childNodes if n.qname == _TABLA):
        nombre = str(hoja.getAttrNS(TABLENS, "name") or f"Hoja {numero + 1}")[:60]
        piezas.append(Titulo(nombre, 1, Lugar(hoja=nombre)))
        piezas.append(Tabla(tuple(_filas(hoja, nombre, None, fondos)), Lugar(hoja=nombre)))
    libro = LibroDeTextos({p.lugar.hoja: HojaDeTextos(p.filas) for p in piezas if isinstance(p, Tabla)})
    if es_plantilla(libro):
        return leer_plantilla(libro, "ods")
    return Documento(tuple(_aseada(p) for p in piezas), "ods")


def _aseada(pieza: Pieza) -> Pieza:
    if not isinstance(pieza, Tabla):
        return pieza
    filas = (tuple(replace(c, texto=re.sub(r"[^\S\n]+", " ", c.texto)) for c in fila) for fila in pieza.filas)
    return Tabla(tuple(filas), pieza.lugar)


def _en_orden(nodo: Any, en_lista: bool = False) -> Iterator[tuple[Any, bool]]:
    for hijo in nodo.childNodes:
        qname = getattr(hijo, "qname", None)
        if qname in (_P, _H, _TABLA):
            yield hijo, en_lista
        elif qname and qname not in _OMITIDOS:
            yield from _en_orden(hijo, en_lista or qname == _LISTA)


def _texto_de_hoja(celda: Any) -> str:
    """Its lines, each a paragraph, empty ones too; what a date or a number says beneath its format."""
    if fecha := str(celda.getAttrNS(OFFICENS, "date-value") or ""):
        return fecha[:10]
    if celda.getAttrNS(OFFICENS, "value-type") == "float":
        numero = float(celda.getAttrNS(OFFICENS, "value"))
        return str(int(numero)) if numero.is_integer() else str(numero)
    return "\n".join("".join(_nodos(p)) for p, _ in _en_orden(celda) if p.qname != _TABLA).strip()


def _texto(nodo: Any) -> str:
    lineas = (re.sub(r"\s+", " ", linea).strip() for linea in "".join(_nodos(nodo)).split("\n"))
    return "\n".join(linea for linea in lineas if linea)


def _nodos(nodo: Any) -> Iterator[str]:
    for hijo in nodo.childNodes:
        if hijo.nodeType == hijo.TEXT_NODE:
            yield re.sub(r"[ \t\r\n]+", " ", str(hijo.data))
        elif hijo.qname == (TEXTNS, "s"):
            yield " " * min(int(hijo.getAttrNS(TEXTNS, "c") or 1), ESPACIOS)
        elif hijo.qname == (TEXTNS, "tab"):
            yield "\t"
        elif hijo.qname == (TEXTNS, "line-break"):
            yield "\n"
        elif hijo.qname[1] not in ("note", "annotation"):
            yield from _nodos(hijo)


def _filas(tabla: Any, hoja: str, numero: int | None, fondos: Mapping[str, str]) -> Iterator[tuple[Celda, ...]]:
    """Repeated empty rows and columns (a sheet has a million) are not unrolled."""
    total, f = 0, 1
    porcolumna = _estilos_de_columna(tabla)
    for fila in _de_clase(tabla, "table-row"):
        crudas = _celdas(fila, hoja, porcolumna, fondos)
        while crudas and crudas[-1] == ("", ""):
            crudas.pop()
        veces = min(max(int(fila.getAttrNS(TABLENS, "number-rows-repeated") or 1), 1), FILAS_DE_HOJA - f + 1)
        con_texto = any(texto for texto, _ in crudas)
        total += len(crudas) * (veces if con_texto else 1)
        if total > CELDAS:
            raise DocumentoIlegible("largo")
        for n in range(f, f + veces if con_texto else f):
            lugares = (Lugar(hoja=hoja, tabla=numero, fila=n, columna=c) for c in range(1, len(crudas) + 1))
            yield sin_banda([Celda(t, lugar, fondo) for (t, fondo), lugar in zip(crudas, lugares, strict=True)])
        f += veces


def _celdas(fila: Any, hoja: str, porcolumna: list[str], fondos: Mapping[str, str]) -> list[tuple[str, str]]:
    """Text and background of each; one without a style of its own has that of its row, or of its column."""
    celdas: list[tuple[str, str]] = []
    de_fila = str(fila.getAttrNS(TABLENS, "default-cell-style-name") or "")
    for nodo in fila.childNodes:
        if getattr(nodo, "qname", ("", ""))[1] not in ("table-cell", "covered-table-cell"):
            continue
        if nodo.qname[1] == "covered-table-cell" and not hoja:
            continue
        parrafos = () if hoja else (_texto(p) for p, _ in _en_orden(nodo) if p.qname != _TABLA)
        texto = _texto_de_hoja(nodo) if hoja else "\n\n".join(t for t in parrafos if t)
        estilo = str(nodo.getAttrNS(TABLENS, "style-name") or "") or de_fila
        for _ in range(int(nodo.getAttrNS(TABLENS, "number-columns-repeated") or 1)):
            if len(celdas) == COLUMNAS:
                break
            suyo = estilo or (porcolumna[len(celdas)] if len(celdas) < len(porcolumna) else "")
            celdas.append((texto, fondos.get(suyo, "")))
    return celdas


def _estilos_de_columna(tabla: Any) -> list[str]:
    estilos: list[str] = []
    for columna in tabla.getElementsByType(TableColumn):
        veces = min(int(columna.getAttrNS(TABLENS, "number-columns-repeated") or 1), COLUMNAS - len(estilos))
        estilos += [str(columna.getAttrNS(TABLENS, "default-cell-style-name") or "")] * max(veces, 0)
    return estilos


def _fondos(contenido: Any) -> dict[str, str]:
    """Background by cell style; "" for white and for none. One without its own has that of the style it extends."""
    padres: dict[str, str] = {}
    fondos: dict[str, str] = {}
    for estilo in contenido.getElementsByType(Style):
        if estilo.getAttrNS(STYLENS, "family") != "table-cell":
            continue
        nombre = str(estilo.getAttrNS(STYLENS, "name") or "")
        padres[nombre] = str(estilo.getAttrNS(STYLENS, "parent-style-name") or "")
        for propiedades in estilo.getElementsByType(TableCellProperties):
            if color := str(propiedades.getAttrNS(FONS, "background-color") or "").lower():
                fondos[nombre] = "" if color in ("transparent", "#ffffff") else color
    for nombre in padres:
        de, vistos = nombre, {nombre}
        while de not in fondos and padres.get(de) and padres[de] not in vistos:
            de = padres[de]
            vistos.add(de)
        fondos[nombre] = fondos.get(de, "")
    return fondos


def _de_clase(nodo: Any, clase: str) -> Iterator[Any]:
    for hijo in nodo.childNodes:
        qname = getattr(hijo, "qname", ("", ""))
        if qname[1] == clase:
            yield hijo
        elif qname[1] in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _de_clase(hijo, clase)
