"""A document as plain lines, and which of them may be labels or page feet. Pure."""

import re
from dataclasses import dataclass
from itertools import pairwise

from compromisos.importacion.documento import Documento, Lugar, Tabla, Titulo
from compromisos.importacion.instituciones import clase_de
from compromisos.importacion.letras import normal, sin_acentos, sin_numeral, sin_vineta, tiene_vineta
from compromisos.importacion.plazos_de_actividad import es_calendario
from compromisos.importacion.vocabulario import rotulo_entero, seccion

LARGO_DE_ROTULO = 90
PALABRAS_DE_ROTULO = 14
DE_INDICE = re.compile(r"(?:\.{3,}|…|_{3,}|(?:\. ){3,})\s*\d+$")
_PIE = re.compile(
    r"(?P<texto>(?=.*(?:plan|p[aá]g|20\d\d)).{6,90}?)\W+(?P<n>\d{1,3})(?: de \d{1,3})?", re.IGNORECASE
)
EN_LINEA = (
    re.compile(r"([^:]{2,90}):\s*(?=\S)"),
    re.compile(r"([^.:;]{2,60})\.\s?[-–—]\s*(?=\S)"),
    re.compile(r"([^.:;|→]{2,60}?)\s*[|→»]\s*(?=\S)"),
    re.compile(r"([^.:;]{2,60}?)\s+[–—-]\s+(?=\S)"),
    re.compile(r"([¿¡]?[^.:;?!]{2,80}[?!])\s+(?=\S)"),
    re.compile(r"([^.:;]{2,60})\.\s+(?=[A-ZÁÉÍÓÚ¿])"),
)
_ENUMERADO = re.compile(r"\b(?!2030)(?:\d{1,4}|[IVX]+|[A-Z])$")
_DE_CONTACTO = re.compile(
    r"correos?(?: electronicos?)?|e-?mail|telefonos?|tel\.?|extension|domicilio|direccion|pagina web|sitio"
)


@dataclass(slots=True)
class Linea:
    texto: str
    lugar: Lugar
    clase: str
    """«titulo», «parrafo», «celda» (alone in its row), «rotulo» and «valor» (a pair), «rejilla»."""
    orden: int = 0


def clave(texto: str) -> str:
    """What a label says, whatever its numbering, capitals and signs."""
    plano = sin_acentos(sin_numeral(sin_vineta(re.sub(r"\s+", " ", texto))))
    return re.sub(r"\s+", " ", re.sub(r"\([^)]*\)|[^a-zñ0-9 ]", " ", plano)).strip()


def lineas_de(documento: Documento) -> list[Linea]:
    lineas: list[Linea] = []
    for pieza in documento.piezas:
        if isinstance(pieza, Tabla):
            lineas += _de_tabla(pieza)
        else:
            clase = "titulo" if isinstance(pieza, Titulo) else "parrafo"
            for orden, texto in enumerate(pieza.texto.split("\n")):
                if DE_INDICE.search(texto):
                    continue
                lineas.append(Linea(texto, pieza.lugar, clase, orden))
    return lineas


def _de_tabla(tabla: Tabla) -> list[Linea]:
    lineas: list[Linea] = []
    pares = any(
        len(f) == 4 and rotulo_entero(f[0].texto) and rotulo_entero(f[2].texto) and not rotulo_entero(f[1].texto)
        for f in tabla.filas
    )
    for fila in tabla.filas:
        celdas = [c for c in fila if c.texto.strip()]
        if len(celdas) == 1:
            for parrafo in celdas[0].texto.split("\n\n"):
                lineas += [Linea(t, celdas[0].lugar, "celda", o) for o, t in enumerate(parrafo.split("\n"))]
        elif len(celdas) == 2 or (len(celdas) == 4 and len(fila) == 4 and pares):
            for orden, celda in enumerate(celdas):
                lineas.append(Linea(celda.texto, celda.lugar, "valor" if orden % 2 else "rotulo"))
        else:
            lineas += [Linea(c.texto, c.lugar, "rejilla") for c in celdas]
    return lineas


def marcas_de(lineas: list[Linea]) -> list[tuple[str, int, str]]:
    """(label, line, what follows in the same line) of everything that may be a label."""
    marcas = []
    for i, linea in enumerate(lineas):
        if linea.clase in ("valor", "rejilla") or (linea.orden and linea.clase == "rotulo"):
            continue
        if _puede_rotular(linea.texto) and not linea.orden:
            marcas.append((clave(linea.texto), i, ""))
        if linea.clase == "rotulo" or tiene_vineta(linea.texto):
            continue
        vistas = set()
        for patron in EN_LINEA:
            if (hallado := patron.match(linea.texto)) and _puede_rotular(hallado[1]):
                k = clave(hallado[1])
                if k not in vistas:
                    vistas.add(k)
                    marcas.append((k, i, linea.texto[hallado.end() :]))
    return [m for m in marcas if re.search("[a-z]{2}", m[0])]


def _puede_rotular(texto: str) -> bool:
    plano = texto.strip()
    if not 2 < len(plano) <= LARGO_DE_ROTULO or plano.endswith((".", ",", ";")) or plano[0].islower():
        return False
    sin_marca = plano.strip(" :¿?¡!")
    return (
        len(plano.split()) <= PALABRAS_DE_ROTULO
        and not es_calendario(plano)
        and seccion(plano) != "fin"
        and not _ENUMERADO.search(plano)
        and not _DE_CONTACTO.fullmatch(sin_acentos(sin_marca))
        and (plano[-1] in ":?" or bool(rotulo_entero(plano)) or clase_de(sin_marca) != "institucion")
    )


def pies_de(lineas: list[Linea]) -> set[tuple[Lugar, str]]:
    """Page feet that were left within the text: the same words, and a number that grows."""
    vistas: dict[str, list[tuple[Linea, int]]] = {}
    for linea in lineas:
        if (
            linea.clase == "parrafo"
            and len(linea.texto) < 120
            and (hallado := _PIE.fullmatch(linea.texto.strip()))
        ):
            vistas.setdefault(normal(hallado["texto"]), []).append((linea, int(hallado["n"])))
    pies: set[tuple[Lugar, str]] = set()
    for grupo in vistas.values():
        numeros = [n for _, n in grupo]
        if len(grupo) >= 3 and all(0 < b - a <= 3 for a, b in pairwise(numeros)):
            pies |= {(linea.lugar, linea.texto) for linea, _ in grupo}
    return pies
