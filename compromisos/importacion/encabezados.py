"""Headers of grids: which field each column speaks of, and which columns are months, quarters or semesters. Pure."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from compromisos.importacion.columnas import FECHADAS, anio_impreso, completar, con_nombre, por_contenido, seguidas
from compromisos.importacion.documento import Celda
from compromisos.importacion.fechas import MESES, Fecha, fechas_en
from compromisos.importacion.letras import normal, sin_acentos
from compromisos.importacion.plazos_de_actividad import es_calendario
from compromisos.importacion.vocabulario import rotulo_entero

ACTIVIDAD = {"actividad", "actividades", "accion"}
LARGO_DE_COLUMNA = 70
COLUMNAS_DE_TIEMPO = 3
_INICIALES = "efmamjjasond"
_NOMBRES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()  # noqa: SIM905
_ORDINAL = r"(?P<n>[1-6]|iv|v|vi|i{1,3}|primer|segundo|tercer|cuarto|quinto|sexto)(?:er|do|ro|to|o|°|º)?\.?"
_LAPSO = r"(?P<lapso>t(?:rim(?:estre)?)?|b(?:im(?:estre)?)?|c(?:uatr(?:imestre)?)?|s(?:em(?:estre)?)?)\.?"
_TRAMO = re.compile(
    rf"(?:{_ORDINAL}\s*{_LAPSO}|{_LAPSO.replace('<lapso>', '<lapso2>')}\s*{_ORDINAL.replace('<n>', '<n2>')})"
)
_ENTEROS = {"t": "trimestre", "b": "bimestre", "c": "cuatrimestre", "s": "semestre"}
_NUMEROS = {
    "primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4, "quinto": 5, "sexto": 6,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6,
}  # fmt: skip
_EN_LETRA = ("primer", "segundo", "tercer", "cuarto")
_ANIO = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SIN_MARCA = {"-", "–", "—", "0", "no", "n/a", "na", "."}


@dataclass(slots=True)
class Encabezado:
    """`columnas`: the field of each; `tiempos`: when each of the calendar's columns is, as a printed date."""

    columnas: dict[int, str] = field(default_factory=dict)
    tiempos: dict[int, str] = field(default_factory=dict)
    filas: int = 1
    """Rows it takes."""
    anio: int | None = None
    """Of the dates below, when it prints one."""
    supuesto: bool = False
    """Known by what its columns hold alone."""


def encabezado(
    filas: list[tuple[Celda, ...]], anios: list[int], rotulo: Callable[[str], str] = rotulo_entero
) -> Encabezado | None:
    """The header that the first of these rows begins, alone or with the row below; `anios`, those of the plan."""
    hallado = _por_rotulos(filas, anios, rotulo)
    anio = anio_impreso(_llenas(filas[0])) or (anios[0] if len(anios) == 1 else None)
    if hallado is None or not (hallado.tiempos or FECHADAS & set(hallado.columnas.values())):
        contenido = por_contenido(filas, rotulo, anio)
        if contenido and (
            hallado is None or not {"nombre", "titular", "problema"} & set(hallado.columnas.values())
        ):
            hallado = Encabezado(contenido[0], {}, contenido[1], supuesto=hallado is None)
    if hallado and FECHADAS & set(hallado.columnas.values()):
        hallado.anio = anio_impreso([c for f in filas[: hallado.filas] for c in _llenas(f)])
    return hallado


def _por_rotulos(
    filas: list[tuple[Celda, ...]], anios: list[int], rotulo: Callable[[str], str]
) -> Encabezado | None:
    llenas = _llenas(filas[0])
    rotulos = con_nombre({_columna(c): rotulo(c.texto) for c in llenas}, llenas)
    debajo = _llenas(filas[1]) if len(filas) > 1 else []
    if doble := _doble(llenas, rotulos, debajo, anios):
        return doble
    tiempos = _tiempos(llenas, [], anios)
    if tiempos and (ACTIVIDAD & set(rotulos.values()) or _primera_sin_rotulo(llenas, tiempos)):
        columnas = {c: r for c, r in rotulos.items() if r and c not in tiempos}
        return Encabezado(columnas or {_columna(llenas[0]): "actividad"}, tiempos)
    con = [r for r in rotulos.values() if r]
    if len(llenas) < 2 or len(set(con)) < 2:
        return None
    if len(con) == len(llenas):
        return Encabezado(rotulos)
    if (
        len(llenas) > 3
        and _de_columna(llenas)
        and len(filas) > 1
        and len(set(con)) >= 3
        and len(con) >= 0.4 * len(llenas)
    ):
        cuerpo = seguidas(filas[1:], rotulo)
        if len(con) >= 0.6 * len(llenas) or _con_texto(cuerpo):
            return Encabezado(completar(rotulos, llenas, cuerpo, anios[0] if len(anios) == 1 else None))
    return None


def _con_texto(filas: list[tuple[Celda, ...]]) -> bool:
    """Below headings there is prose."""
    return bool(filas) and max(len(c.texto) for c in filas[0]) > LARGO_DE_COLUMNA / 2


def _doble(
    llenas: list[Celda], rotulos: dict[int, str], debajo: list[Celda], anios: list[int]
) -> Encabezado | None:
    """A header of two rows: what groups columns above, their own headings below."""
    if not llenas or not debajo or not any(rotulos.values()) or not _de_columna(llenas) or not _de_columna(debajo):
        return None
    tiempos = _tiempos(debajo, llenas, anios)
    propios = {_columna(c): rotulo_entero(c.texto) for c in debajo if _columna(c) not in tiempos}
    if not all(propios.values()) or not (tiempos or set(propios.values()) & {"fecha_inicio", "fecha_fin"}):
        return None
    inferiores = {*tiempos, *propios}
    if any(not _agrupa(_texto_en(llenas, c)) for c in inferiores):
        return None
    superiores = {
        c: r for c, r in rotulos.items() if r and c not in inferiores and not _ANIO.search(_texto_en(llenas, c))
    }
    return Encabezado({**superiores, **propios}, tiempos, 2) if superiores else None


def _agrupa(texto: str) -> bool:
    """What may be printed above a column's own heading: nothing, a year, or that a calendar follows."""
    return not texto or bool(_ANIO.fullmatch(texto.strip())) or rotulo_entero(texto) in ("periodo", "plazos")


def marcas(fila: tuple[Celda, ...], tiempos: dict[int, str], vacio: str) -> list[str]:
    """When a row's marks are: a text in a column of the calendar, or a colour that is not that of the empty ones."""
    halladas = []
    for celda in fila:
        texto = normal(celda.texto)
        if _columna(celda) in tiempos and (
            (texto and texto not in _SIN_MARCA) or (not texto and celda.fondo != vacio)
        ):
            halladas.append(tiempos[_columna(celda)])
    return halladas


def fondo_vacio(filas: list[tuple[Celda, ...]], tiempos: dict[int, str]) -> str:
    """The background of the columns of a calendar where nothing is marked: none, or else the commonest."""
    fondos = Counter(c.fondo for fila in filas for c in fila if _columna(c) in tiempos and not c.texto.strip())
    return "" if "" in fondos or not fondos else fondos.most_common(1)[0][0]


def _llenas(fila: tuple[Celda, ...]) -> list[Celda]:
    return [c for c in fila if c.texto.strip()]


def _columna(celda: Celda) -> int:
    return celda.lugar.columna or 0


def _texto_en(celdas: list[Celda], columna: int) -> str:
    return next((c.texto for c in celdas if _columna(c) == columna), "")


def _de_columna(celdas: list[Celda]) -> bool:
    """Short, and no sentence."""
    return all(len(c.texto) <= LARGO_DE_COLUMNA and c.texto.rstrip(" .").count(". ") == 0 for c in celdas)


def _primera_sin_rotulo(llenas: list[Celda], tiempos: dict[int, str]) -> bool:
    """«Concepto | ene | feb | …»: what stands beside a calendar is what will be done."""
    return len(llenas) == len(tiempos) + 1 and _columna(llenas[0]) < min(tiempos)


def _tiempos(celdas: list[Celda], encima: list[Celda], anios: list[int]) -> dict[int, str]:
    """Column → printed date, where enough columns in a row are months (or quarters…) in their order."""
    candidatas = [c for c in celdas if len(c.texto) < 30]
    impresas = {_columna(c): c.texto for c in candidatas if len(fechas_en(c.texto)) == 1}
    if len(impresas) >= COLUMNAS_DE_TIEMPO and len(impresas) >= len(celdas) - 4:
        return impresas
    if (sin_anio := _sin_anio(candidatas, encima, anios)) and len(sin_anio) >= len(celdas) - 4:
        return sin_anio
    meses = _meses(candidatas)
    tramos = {_columna(c): t for c in candidatas if (t := _tramo(c.texto))} if not meses else {}
    if len(meses or tramos) < COLUMNAS_DE_TIEMPO:
        return {}
    anio_de = _anios_por_columna(encima, sorted(meses or tramos), anios)
    if not anio_de:
        return {}
    if meses:
        return _con_anio({c: f"{_NOMBRES[m - 1]} de" for c, m in meses.items()}, anio_de, meses)
    return _con_anio(
        {c: f"{_EN_LETRA[n - 1]} {lapso}" for c, (n, lapso) in tramos.items()},
        anio_de,
        {c: n for c, (n, _) in tramos.items()},
    )


def _sin_anio(celdas: list[Celda], encima: list[Celda], anios: list[int]) -> dict[int, str]:
    """«Enero-marzo | Abril-junio | …», «Primer trimestre | …»: stretches of the year above them, or of the plan."""
    tramos = {_columna(c): c.texto for c in celdas if es_calendario(c.texto, 2000) and not _tramo(c.texto)}
    tramos = {c: t for c, t in tramos.items() if len(fechas_en(t, 2000)) == 2 or "mestre" in sin_acentos(t)}
    if len(tramos) < 2:
        return {}
    anio_de = _anios_por_columna(encima, sorted(tramos), anios)
    return {
        c: " a ".join(f"{_NOMBRES[f.desde.month - 1]} de {f.desde.year}" for f in _extremos(t, anio_de[c]))
        for c, t in tramos.items()
        if c in anio_de
    }


def _extremos(texto: str, anio: int) -> list[Fecha]:
    fechas = fechas_en(texto, anio)
    ultima = fechas[-1]
    return [fechas[0], Fecha(ultima.hasta, ultima.hasta, ultima.precision, ultima.inicio, ultima.fin)]


def _con_anio(nombres: dict[int, str], anio_de: dict[int, int], orden: dict[int, int]) -> dict[int, str]:
    """With its year; where it is printed once for all, the year turns when the months begin again."""
    sumados, previo, tiempos = 0, 0, {}
    unico = len(set(anio_de.values())) == 1
    for columna in sorted(nombres):
        if unico and orden[columna] <= previo:
            sumados += 1
        previo = orden[columna]
        tiempos[columna] = f"{nombres[columna]} {anio_de[columna] + sumados}"
    return tiempos


def _meses(celdas: list[Celda]) -> dict[int, int]:
    nombrados = {_columna(c): MESES[t] for c in celdas if (t := sin_acentos(c.texto).strip(" .")) in MESES}
    if len(nombrados) >= COLUMNAS_DE_TIEMPO:
        return nombrados
    letras = [(c, sin_acentos(c.texto).strip(" .")) for c in celdas]
    letras = [(c, t) for c, t in letras if len(t) == 1 and t.isalpha()]
    desde = (_INICIALES * 3).find("".join(t for _, t in letras))
    if len(letras) < 4 or desde < 0:
        return {}
    return {_columna(c): (desde + k) % 12 + 1 for k, (c, _) in enumerate(letras)}


def _tramo(texto: str) -> tuple[int, str] | None:
    """«1er. trimestre», «T1», «2º sem.»: its number and kind."""
    hallado = _TRAMO.fullmatch(sin_acentos(texto).strip())
    if not hallado:
        return None
    numero = hallado["n"] or hallado["n2"]
    n = int(numero) if numero.isdigit() else _NUMEROS[numero]
    lapso = _ENTEROS[(hallado["lapso"] or hallado["lapso2"])[0]]
    return (n, lapso) if n <= len(_EN_LETRA) else None


def _anios_por_columna(encima: list[Celda], columnas: list[int], anios: list[int]) -> dict[int, int]:
    """The year printed above each column, or that of the plan."""
    impresos = sorted((_columna(c), int(h[0])) for c in encima if (h := _ANIO.search(c.texto)))
    por_defecto = anios[0] if anios else 0
    anio_de = {}
    for columna in columnas:
        previos = [a for c, a in impresos if c <= columna]
        if not (previos or por_defecto):
            return {}
        anio_de[columna] = previos[-1] if previos else por_defecto
    return anio_de
