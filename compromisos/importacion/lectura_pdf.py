"""PDF files with text: lines outside tables become paragraphs by the gaps between them."""

import io
import re
from collections import Counter
from statistics import median
from typing import Any

import pdfplumber
from pdfminer.layout import LTChar
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page

from compromisos.importacion.documento import Celda, Documento, Lugar, Parrafo, Pieza, Tabla, sin_banda
from compromisos.importacion.limites import CARACTERES, PAGINAS, DocumentoIlegible
from compromisos.importacion.progreso import informar

ORILLA = 2
"""Paragraphs at either end of a page, where what every page repeats is printed."""
CUANTAS_PAGINAS = 0.6
LARGO_DE_MEMBRETE = 160
LETRAS_POR_PAGINA = 20
"""Fewer on average: the pages are pictures."""
RELLENOS = 3_000
"""Filled rectangles of a page; with more it is a drawing, and its colours say nothing of cells."""
_SUELTO = re.compile(r"(p[áa]g(ina|\.)?\s*)?\d{1,4}(\s*(de|/)\s*\d{1,4})?", re.IGNORECASE)
_Caja = tuple[float, float, float, float]


class _Pagina(Page):
    """Of each letter only what words are made of: the rest takes a third of the reading."""

    def process_object(self, obj: Any) -> dict[str, Any]:
        if type(obj) is not LTChar:
            return super().process_object(obj)
        izquierda, alto = self.mediabox[0], self.height + self.mediabox[1]
        return {
            "object_type": "char",
            "text": obj.get_text(),
            "upright": obj.upright,
            "x0": obj.x0 + izquierda,
            "x1": obj.x1 + izquierda,
            "top": alto - obj.y1,
            "bottom": alto - obj.y0,
            "doctop": alto - obj.y1,
        }


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
        paginas = []
        for suya in pdf.pages:
            pagina = _Pagina(pdf, suya.page_obj, suya.page_number)
            del_orden: list[tuple[float, Pieza]] = []
            for alto, pieza in _pagina(pagina, tablas):
                if isinstance(pieza, Tabla):
                    tablas += 1
                elif _SUELTO.fullmatch(pieza.texto):
                    adornos.append(pieza.texto)
                    continue
                del_orden.append((alto, pieza))
            paginas.append(del_orden)
            letras += len(pagina.chars)
            pagina.close()
            informar(pagina.page_number, len(pdf.pages))
            if letras > CARACTERES:
                raise DocumentoIlegible("largo")
        if letras < LETRAS_POR_PAGINA * max(len(pdf.pages), 1):
            raise DocumentoIlegible("escaneado")
    membretes = _membretes(paginas)
    for del_orden in paginas:
        for altura, impresa in del_orden:
            if isinstance(impresa, Parrafo) and _marca(altura, impresa) in membretes:
                adornos.append(impresa.texto)
            else:
                piezas.append(impresa)
    return Documento(tuple(piezas), "pdf", tuple(adornos))


def _membretes(paginas: list[list[tuple[float, Pieza]]]) -> set[tuple[int, str]]:
    """What is printed at one height on most pages, at either end of them, the same save for its numbers."""
    vistos: Counter[tuple[int, str]] = Counter()
    for piezas in paginas:
        extremos = [*piezas[:ORILLA], *piezas[-ORILLA:]]
        vistos += Counter(
            {_marca(a, p) for a, p in extremos if isinstance(p, Parrafo) and len(p.texto) <= LARGO_DE_MEMBRETE}
        )
    llenas = sum(bool(piezas) for piezas in paginas)
    return {marca for marca, veces in vistos.items() if veces >= max(2, CUANTAS_PAGINAS * llenas)}


def _marca(alto: float, pieza: Parrafo) -> tuple[int, str]:
    return round(alto / 3), re.sub(r"\d+", "#", pieza.texto)


def _es_contrasena(error: BaseException) -> bool:
    return "password" in f"{type(error).__name__} {error!r}".lower() or "encrypt" in repr(error).lower()


def _pagina(pagina: Any, tablas_previas: int) -> list[tuple[float, Parrafo | Tabla]]:
    """Paragraphs and tables of a page from top to bottom. Its words are looked for once."""
    palabras = pagina.extract_words() if pagina.chars else []
    halladas = [t for t in pagina.find_tables() if len(t.rows) > 1 or len(t.cells) > 1]
    numero = pagina.page_number
    rellenos = _rellenos(pagina) if halladas else []
    con_alto: list[tuple[float, Parrafo | Tabla]] = []
    for orden, tabla in enumerate(halladas, tablas_previas + 1):
        con_alto.append((tabla.bbox[1], _tabla(palabras, rellenos, tabla, numero, orden)))
    cajas = [t.bbox for t in halladas]
    sueltas = [p for p in palabras if not any(_dentro(p, caja) for caja in cajas)]
    for orden, (alto, texto) in enumerate(_parrafos(_lineas(sueltas)), 1):
        con_alto.append((alto, Parrafo(texto, Lugar(pagina=numero, parrafo=orden))))
    return sorted(con_alto, key=lambda par: par[0])


def _rellenos(pagina: Any) -> list[tuple[_Caja, str]]:
    """What is painted and where, in the order it was; rules and dots apart."""
    hallados = [
        ((r["x0"], r["top"], r["x1"], r["bottom"]), _color(r.get("non_stroking_color")))
        for r in pagina.rects
        if r.get("fill") and min(r["width"], r["height"]) > 3
    ]
    return hallados if len(hallados) <= RELLENOS else []


def _color(valor: Any) -> str:
    """ "" for white: one number is a grey, three are light (RGB) and four are ink (CMYK)."""
    tintas = valor if isinstance(valor, tuple | list) else (valor,)
    if not all(isinstance(t, int | float) for t in tintas):
        return str(valor)
    blanco = all(t <= 0.01 for t in tintas) if len(tintas) == 4 else all(t >= 0.99 for t in tintas)
    return "" if blanco else " ".join(f"{t:.2f}" for t in tintas)


def _fondo(rellenos: list[tuple[_Caja, str]], caja: _Caja) -> str:
    """The last colour that covers most of the cell."""
    for (x0, arriba, x1, abajo), color in reversed(rellenos):
        ancho, alto = min(x1, caja[2]) - max(x0, caja[0]), min(abajo, caja[3]) - max(arriba, caja[1])
        if ancho > 0 and alto > 0 and 2 * ancho * alto > (caja[2] - caja[0]) * (caja[3] - caja[1]):
            return color
    return ""


def _dentro(palabra: dict[str, Any], caja: _Caja) -> bool:
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


def _tabla(
    palabras: list[dict[str, Any]], rellenos: list[tuple[_Caja, str]], tabla: Any, numero: int, orden: int
) -> Tabla:
    filas = []
    pintados = [r for r in rellenos if _se_tocan(r[0], tabla.bbox)]
    propias = [p for p in palabras if _dentro(p, tabla.bbox)]
    for f, fila in enumerate(tabla.rows, 1):
        celdas = []
        for c, caja in enumerate(fila.cells, 1):
            if caja is None:  # covered by a merged neighbour
                continue
            texto = "\n\n".join(t for _, t in _parrafos(_lineas([p for p in propias if _dentro(p, caja)])))
            lugar = Lugar(pagina=numero, tabla=orden, fila=f, columna=c)
            celdas.append(Celda(texto, lugar, _fondo(pintados, caja)))
        filas.append(sin_banda(celdas))
    return Tabla(tuple(filas), Lugar(pagina=numero, tabla=orden))


def _se_tocan(a: _Caja, b: _Caja) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
