"""Plain text, mostly a document flattened by a converter: tabs part cells, or only justify a line."""

import codecs
import re

from compromisos.importacion.documento import Celda, Documento, Lugar, Parrafo, Pieza, Tabla
from compromisos.importacion.limites import CARACTERES, DocumentoIlegible
from compromisos.importacion.vocabulario import rotulo_entero

_MARCAS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_IMAGEN = re.compile(r"\[image:[^\]\n]{0,80}\]")
_NUMERO_DE_PAGINA = re.compile(r"(p[áa]g(ina|\.)?\s*)?\d{1,4}(\s*(de|/)\s*\d{1,4})?", re.IGNORECASE)
FILAS_PARA_SER_TABLA = 3


def decodificar(cuerpo: bytes) -> str:
    for marca, juego in _MARCAS:
        if cuerpo.startswith(marca):
            return cuerpo.decode(juego, "replace")
    try:
        return cuerpo.decode("utf-8")
    except UnicodeDecodeError:
        if b"\x00" in cuerpo[:4096]:
            raise DocumentoIlegible("desconocido") from None
        return cuerpo.decode("cp1252", "replace")


def leer_texto(cuerpo: bytes) -> Documento:
    return documento_de(decodificar(cuerpo))


def documento_de(texto: str) -> Documento:
    if len(texto) > CARACTERES:
        raise DocumentoIlegible("largo")
    texto = re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\u200b\u200e\u200f\ufeff]", "", texto)
    lineas = _IMAGEN.sub("", texto.replace("\xa0", " ").replace("\x0c", "\n ")).splitlines()
    if not any(linea.strip() for linea in lineas):
        raise DocumentoIlegible("vacio")
    if sum(es_fila(linea) for linea in lineas) >= FILAS_PARA_SER_TABLA:
        return _con_filas(lineas)
    return _con_celdas(lineas)


def es_fila(linea: str) -> bool:
    """Whether tabs part cells in this line; a justified line has a tab after each single word."""
    trozos = [t.strip() for t in linea.split("\t") if t.strip()]
    if len(trozos) < 2:
        return False
    if all(rotulo_entero(t) for t in trozos):
        return True
    if len(trozos) == 2 and rotulo_entero(trozos[0]) and not trozos[1][0].islower():
        return True
    previos = trozos[:-1]
    return any(t.count(" ") >= 2 for t in previos) or all(" " in t or re.search(r"\d", t) for t in previos)


def _con_celdas(lineas: list[str]) -> Documento:
    """Each leading tab begins a cell; the lines up to a blank one are a paragraph."""
    piezas: list[Pieza] = []
    adornos: list[str] = []
    celdas, corte, abierto = 0, False, False
    for numero, linea in enumerate(lineas, 1):
        texto = re.sub(r"\s+", " ", linea).strip()
        if linea.lstrip(" ").startswith("\t"):
            celdas, abierto = celdas + 1, False
        corte = corte or bool(re.match(r" \S", linea))
        if not texto or _NUMERO_DE_PAGINA.fullmatch(texto):
            if texto:
                adornos.append(texto)
            abierto = False
            continue
        if corte and abierto and isinstance(piezas[-1], Parrafo):
            # A page that begins within a paragraph keeps it whole, unless what ended was a sentence.
            abierto = not (piezas[-1].texto.endswith((".", ":")) or rotulo_entero(texto))
        if abierto and isinstance(ultimo := piezas[-1], Parrafo):
            piezas[-1] = Parrafo(f"{ultimo.texto}\n{texto}", ultimo.lugar, ultimo.celdas, ultimo.corte)
        else:
            piezas.append(Parrafo(texto, Lugar(parrafo=numero), celdas, corte))
        celdas, corte, abierto = 0, False, True
    return Documento(tuple(piezas), "txt", tuple(adornos))


def _con_filas(lineas: list[str]) -> Documento:
    """Each line with tabs is a row; rows that follow one another are a table."""
    piezas: list[Pieza] = []
    filas: list[tuple[Celda, ...]] = []
    adornos: list[str] = []
    abierto = False

    def cerrar() -> None:
        if filas:
            piezas.append(Tabla(tuple(filas), filas[0][0].lugar))
            filas.clear()

    for numero, linea in enumerate(lineas, 1):
        texto = re.sub(r"\s+", " ", linea).strip()
        if not texto or _NUMERO_DE_PAGINA.fullmatch(texto):
            if texto:
                adornos.append(texto)
            cerrar()
            abierto = False
        elif es_fila(linea) or linea.startswith("\t") or linea.endswith("\t"):
            celdas = [re.sub(r"\s+", " ", t).strip() for t in linea.split("\t")]
            filas.append(
                tuple(Celda(t, Lugar(parrafo=numero, columna=c)) for c, t in enumerate(celdas, 1)),
            )
            abierto = False
        elif abierto and not filas and isinstance(ultimo := piezas[-1], Parrafo):
            piezas[-1] = Parrafo(f"{ultimo.texto}\n{texto}", ultimo.lugar)
        else:
            cerrar()
            piezas.append(Parrafo(texto, Lugar(parrafo=numero)))
            abierto = True
    cerrar()
    return Documento(tuple(piezas), "txt", tuple(adornos))
