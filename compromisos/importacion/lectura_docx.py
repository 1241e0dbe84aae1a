"""Word documents (DOCX)."""

import io
import re
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from compromisos.importacion.documento import Celda, Documento, Lugar, Parrafo, Pieza, Tabla, Titulo, sin_banda
from compromisos.importacion.limites import CELDAS, COLUMNAS, PIEZAS, DocumentoIlegible

_HIJOS = {qn("w:p"): Paragraph, qn("w:tbl"): Table}
_ENVOLTURAS = (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag"))


def leer_docx(cuerpo: bytes) -> Documento:
    documento = Document(io.BytesIO(cuerpo))
    piezas: list[Pieza] = []
    parrafos = tablas = celdas = 0
    for hijo in _en_orden(documento.element.body, documento):
        if len(piezas) > PIEZAS or celdas > CELDAS:
            raise DocumentoIlegible("largo")
        if isinstance(hijo, Table):
            tablas += 1
            tabla = _tabla(hijo, tablas)
            celdas += sum(len(f) for f in tabla.filas)
            piezas.append(tabla)
            continue
        parrafos += 1
        if texto := _texto(hijo):
            lugar = Lugar(parrafo=parrafos)
            nivel = _nivel(hijo)
            piezas.append(Titulo(texto, nivel, lugar) if nivel else Parrafo(texto, lugar))
    return Documento(tuple(piezas), "docx")


def _en_orden(elemento: Any, padre: Any) -> Iterator[Any]:
    """Its paragraphs and tables, also within content controls."""
    for hijo in elemento.iterchildren():
        if hijo.tag in _HIJOS:
            yield _HIJOS[hijo.tag](hijo, padre)
        elif hijo.tag in _ENVOLTURAS:
            yield from _en_orden(hijo, padre)


def _texto(parrafo: Any) -> str:
    """With line breaks, without runs of spaces; a list item keeps its bullet."""
    crudo = "".join(_nodos(parrafo._p))
    lineas = (re.sub(r"\s+", " ", linea).strip() for linea in crudo.split("\n"))
    texto = "\n".join(linea for linea in lineas if linea)
    if texto and parrafo._p.pPr is not None and parrafo._p.pPr.numPr is not None:
        return f"· {texto}" if not re.match(r"[·•\-–]|\d+[.)]", texto) else texto
    return texto


def _nodos(parrafo: Any) -> Iterator[str]:
    """Also what `Paragraph.text` leaves out: fields, insertions under review, hidden wrappers. Not deletions."""
    for nodo in parrafo.iter():
        if nodo.tag == qn("w:t"):
            yield nodo.text or ""
        elif nodo.tag == qn("w:tab"):
            if nodo.getparent().tag == qn("w:r"):
                yield " "
        elif nodo.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"


def _nivel(parrafo: Any) -> int:
    estilo = parrafo._p.pPr.pStyle.val if parrafo._p.pPr is not None and parrafo._p.pPr.pStyle is not None else ""
    hallado = re.match(r"(?:heading|t[ií]tulo|ttulo)\s*(\d)?$", estilo.strip(), re.IGNORECASE)
    if estilo.lower() == "title":
        return 1
    return int(hallado.group(1) or 1) if hallado else 0


def _tabla(tabla: Any, numero: int) -> Tabla:
    """A cell merged over several columns or rows counts once, where it begins."""
    filas = []
    for f, fila in enumerate(tabla._tbl.tr_lst, 1):
        celdas = []
        columna = 1
        for tc in fila.tc_lst[:COLUMNAS]:
            lugar = Lugar(tabla=numero, fila=f, columna=columna)
            texto = "" if tc.vMerge == "continue" else _texto_de_celda(tc, tabla)
            celdas.append(Celda(texto, lugar, _fondo(tc)))
            columna += tc.grid_span
        filas.append(sin_banda(celdas))
    return Tabla(tuple(filas), Lugar(tabla=numero))


def _fondo(tc: Any) -> str:
    sombra = tc.tcPr.find(qn("w:shd")) if tc.tcPr is not None else None
    color = (sombra.get(qn("w:fill")) or "") if sombra is not None else ""
    return "" if color.lower() in ("auto", "ffffff") else color.lower()


def _texto_de_celda(tc: Any, padre: Any) -> str:
    partes = []
    for hijo in _en_orden(tc, padre):
        if isinstance(hijo, Table):
            partes += [_texto_de_celda(c, padre) for fila in hijo._tbl.tr_lst for c in fila.tc_lst]
        else:
            partes.append(_texto(hijo))
    return "\n\n".join(p for p in partes if p)
