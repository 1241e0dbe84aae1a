"""PDF files with text: lines outside tables become paragraphs by the gaps between them."""

import io
import re
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from compromisos.importacion.documento import Celda, Documento, Lugar, Parrafo, Pieza, Tabla
from compromisos.importacion.limites import CARACTERES, PAGINAS, DocumentoIlegible
from compromisos.importacion.progreso import informar

LETRAS_POR_PAGINA = 20
"""Fewer on average: the pages are pictures."""
_SUELTO = re.compile(r"(p[áa]g(ina|\.)?\s*)?\d{1,4}(\s*(de|/)\s*\d{1,4})?", re.IGNORECASE)


def leer_pdf(cuerpo: bytes) -> Documento:
    try:
        pdf = pdfplumber.open(io.BytesIO(cuerpo))
    except Exception as error:
        if isinstance(error, PDFPasswordIncorrect | PDFEncryptionError) or _es_contrasena(error):
            raise DocumentoIlegible("cifrado") from error
        raise
    with pdf:
        if len(pdf.pages) > PAGINAS:
            raise DocumentoIlegible("paginas", paginas=len(pdf.pages), maximo=PAGINAS)
        piezas: list[Pieza] = []
        adornos: list[str] = []
        letras = tablas = 0
        for pagina in pdf.pages:
            for pieza in _pagina(pagina, tablas):
                if isinstance(pieza, Tabla):
                    tablas += 1
                elif _SUELTO.fullmatch(pieza.texto):
                    adornos.append(pieza.texto)
                    continue
                piezas.append(pieza)
            letras += len(pagina.chars)
            pagina.close()
            informar(pagina.page_number, len(pdf.pages))
            if letras > CARACTERES:
                raise DocumentoIlegible("largo")
        if letras < LETRAS_POR_PAGINA * max(len(pdf.pages), 1):
            raise DocumentoIlegible("escaneado")
    return Documento(tuple(piezas), "pdf", tuple(adornos))


def _es_contrasena(error: BaseException) -> bool:
    return "password" in f"{type(error).__name__} {error!r}".lower() or "encrypt" in repr(error).lower()


def _pagina(pagina: Any, tablas_previas: int) -> list[Parrafo | Tabla]:
    """Paragraphs and tables of a page from top to bottom. Its words are looked for once."""
    palabras = pagina.extract_words() if pagina.chars else []
    halladas = [t for t in pagina.find_tables() if len(t.rows) > 1 or len(t.cells) > 1]
    numero = pagina.page_number
    con_alto: list[tuple[float, Parrafo | Tabla]] = []
    for orden, tabla in enumerate(halladas, tablas_previas + 1):
        con_alto.append((tabla.bbox[1], _tabla(palabras, tabla, numero, orden)))
    cajas = [t.bbox for t in halladas]
    sueltas = [p for p in palabras if not any(_dentro(p, caja) for caja in cajas)]
    for orden, (alto, texto) in enumerate(_parrafos(_lineas(sueltas)), 1):
        con_alto.append((alto, Parrafo(texto, Lugar(pagina=numero, parrafo=orden))))
    return [pieza for _, pieza in sorted(con_alto, key=lambda par: par[0])]


def _dentro(palabra: dict[str, Any], caja: tuple[float, float, float, float]) -> bool:
    """By its middle: a letter may touch the rule of its cell."""
    x, y = (palabra["x0"] + palabra["x1"]) / 2, (palabra["top"] + palabra["bottom"]) / 2
    return caja[0] <= x <= caja[2] and caja[1] <= y <= caja[3]


def _lineas(palabras: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Words at one height, from left to right."""
    lineas: list[dict[str, Any]] = []
    for palabra in sorted(palabras, key=lambda p: (p["top"], p["x0"])):
        alto = (palabra["bottom"] - palabra["top"]) / 2
        if lineas and abs(palabra["top"] - lineas[-1]["top"]) <= alto:
            lineas[-1]["palabras"].append(palabra)
            lineas[-1]["bottom"] = max(lineas[-1]["bottom"], palabra["bottom"])
        else:
            lineas.append({"top": palabra["top"], "bottom": palabra["bottom"], "palabras": [palabra]})
    for linea in lineas:
        en_orden = sorted(linea["palabras"], key=lambda p: p["x0"])
        linea["x0"], linea["text"] = en_orden[0]["x0"], " ".join(p["text"] for p in en_orden)
    return lineas


def _parrafos(lineas: list[dict[str, Any]]) -> list[tuple[float, str]]:
    """A gap clearly wider than the usual one between lines parts paragraphs."""
    altos = [linea["bottom"] - linea["top"] for linea in lineas]
    if not altos:
        return []
    umbral = 0.72 * median(altos)
    parrafos: list[tuple[float, str]] = []
    anterior = None
    for linea in sorted(lineas, key=lambda fila: (fila["top"], fila["x0"])):
        texto = re.sub(r"\s+", " ", linea["text"]).strip()
        if not texto:
            continue
        if anterior is not None and linea["top"] - anterior <= umbral:
            parrafos[-1] = (parrafos[-1][0], f"{parrafos[-1][1]}\n{texto}")
        else:
            parrafos.append((linea["top"], texto))
        anterior = linea["bottom"]
    return parrafos


def _tabla(palabras: list[dict[str, Any]], tabla: Any, numero: int, orden: int) -> Tabla:
    filas = []
    propias = [p for p in palabras if _dentro(p, tabla.bbox)]
    for f, fila in enumerate(tabla.rows, 1):
        celdas = []
        for c, caja in enumerate(fila.cells, 1):
            if caja is None:  # covered by a merged neighbour
                continue
            texto = "\n\n".join(t for _, t in _parrafos(_lineas([p for p in propias if _dentro(p, caja)])))
            celdas.append(Celda(texto, Lugar(pagina=numero, tabla=orden, fila=f, columna=c)))
        filas.append(tuple(celdas))
    return Tabla(tuple(filas), Lugar(pagina=numero, tabla=orden))
