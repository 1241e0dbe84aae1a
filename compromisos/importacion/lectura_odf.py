"""OpenDocument text (ODT) and spreadsheets (ODS)."""

import io
import re
from collections.abc import Iterator
from typing import Any

from odf.namespaces import OFFICENS, TABLENS, TEXTNS
from odf.opendocument import load

from compromisos.importacion.documento import Celda, Documento, Lugar, Parrafo, Pieza, Tabla, Titulo
from compromisos.importacion.limites import CELDAS, COLUMNAS, PIEZAS, DocumentoIlegible
from compromisos.importacion.plantilla import HojaDeTextos, LibroDeTextos, es_plantilla, leer_plantilla

_P, _H, _TABLA = (TEXTNS, "p"), (TEXTNS, "h"), (TABLENS, "table")
_LISTA = (TEXTNS, "list")
_OMITIDOS = {(TEXTNS, n) for n in ("tracked-changes", "sequence-decls", "table-of-content")}


def leer_odt(cuerpo: bytes) -> Documento:
    contenido = load(io.BytesIO(cuerpo))
    if contenido.text is None:
        raise DocumentoIlegible("desconocido")
    piezas: list[Pieza] = []
    parrafos = tablas = 0
    for nodo, en_lista in _en_orden(contenido.text):
        if len(piezas) > PIEZAS:
            raise DocumentoIlegible("largo")
        if nodo.qname == _TABLA:
            tablas += 1
            piezas.append(Tabla(tuple(_filas(nodo, "", tablas)), Lugar(tabla=tablas)))
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
    contenido = load(io.BytesIO(cuerpo))
    if contenido.spreadsheet is None:
        raise DocumentoIlegible("desconocido")
    piezas: list[Pieza] = []
    for numero, hoja in enumerate(n for n in contenido.spreadsheet.childNodes if n.qname == _TABLA):
        nombre = str(hoja.getAttrNS(TABLENS, "name") or f"Hoja {numero + 1}")[:60]
        piezas.append(Titulo(nombre, 1, Lugar(hoja=nombre)))
        piezas.append(Tabla(tuple(_filas(hoja, nombre, None)), Lugar(hoja=nombre)))
    libro = LibroDeTextos({p.lugar.hoja: HojaDeTextos(p.filas) for p in piezas if isinstance(p, Tabla)})
    if es_plantilla(libro):
        return leer_plantilla(libro, "ods")
    return Documento(tuple(piezas), "ods")


def _en_orden(nodo: Any, en_lista: bool = False) -> Iterator[tuple[Any, bool]]:
    for hijo in nodo.childNodes:
        qname = getattr(hijo, "qname", None)
        if qname in (_P, _H, _TABLA):
            yield hijo, en_lista
        elif qname and qname not in _OMITIDOS:
            yield from _en_orden(hijo, en_lista or qname == _LISTA)


def _texto(nodo: Any) -> str:
    lineas = (re.sub(r"\s+", " ", linea).strip() for linea in "".join(_nodos(nodo)).split("\n"))
    return "\n".join(linea for linea in lineas if linea)


def _nodos(nodo: Any) -> Iterator[str]:
    for hijo in nodo.childNodes:
        if hijo.nodeType == hijo.TEXT_NODE:
            yield str(hijo.data)
        elif hijo.qname in ((TEXTNS, "s"), (TEXTNS, "tab")):
            yield " "
        elif hijo.qname == (TEXTNS, "line-break"):
            yield "\n"
        elif hijo.qname[1] not in ("note", "annotation"):
            yield from _nodos(hijo)


def _filas(tabla: Any, hoja: str, numero: int | None) -> Iterator[tuple[Celda, ...]]:
    """Repeated empty rows and columns (a sheet has a million) are not unrolled."""
    total = 0
    for f, fila in enumerate(_de_clase(tabla, "table-row"), 1):
        celdas: list[Celda] = []
        for nodo in fila.childNodes:
            if getattr(nodo, "qname", ("", ""))[1] not in ("table-cell", "covered-table-cell"):
                continue
            parrafos = [t for p, _ in _en_orden(nodo) if p.qname != _TABLA and (t := _texto(p))]
            fecha = str(nodo.getAttrNS(OFFICENS, "date-value") or "")[:10] if hoja else ""
            texto = fecha or "\n\n".join(parrafos)
            if nodo.qname[1] == "covered-table-cell" and not hoja:
                continue
            veces = min(int(nodo.getAttrNS(TABLENS, "number-columns-repeated") or 1), COLUMNAS - len(celdas))
            for _ in range(max(veces, 0)):
                lugar = Lugar(hoja=hoja, tabla=numero, fila=f, columna=len(celdas) + 1)
                celdas.append(Celda(texto, lugar))
        while celdas and not celdas[-1].texto:
            celdas.pop()
        total += len(celdas)
        if total > CELDAS:
            raise DocumentoIlegible("largo")
        if celdas:
            yield tuple(celdas)


def _de_clase(nodo: Any, clase: str) -> Iterator[Any]:
    for hijo in nodo.childNodes:
        qname = getattr(hijo, "qname", ("", ""))
        if qname[1] == clase:
            yield hijo
        elif qname[1] in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _de_clase(hijo, clase)
