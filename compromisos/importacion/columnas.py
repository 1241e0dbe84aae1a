"""What the columns of a table hold, by their cells: schedules under any heading, and tables laid on their side. Pure."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile

from compromisos.importacion.crudo import Fila, Trozo
from compromisos.importacion.documento import Celda, Parrafo, Pieza, Tabla
from compromisos.importacion.fechas import de_serie
from compromisos.importacion.letras import sin_acentos
from compromisos.importacion.plazos_de_actividad import es_calendario
from compromisos.importacion.sinonimos import campo_probable

Filas = list[tuple[Celda, ...]]
FECHADAS = {"fecha_inicio", "fecha_fin", "periodo", "plazos"}
HACER = {"actividad", "actividades", "accion"}
_ANIO = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DE_COMPROMISO = {
    "problema",
    "objetivo",
    "proposito_ciudadano",
    "descripcion",
    "responsables",
    "texto_alineacion",
    "actividad",
    "actividades",
}
_DE_NOMBRE = re.compile(
    r"^(?:nombre|titulo|iniciativa|proyecto|propuesta|acuerdo|apuesta|compromis|tema|denominacion)"
)
_SOLO_NOMBRE = re.compile(r"\s*(?:nombre|titulo|denominacion)\s*:?\s*")
CUANTAS = 0.6
"""Of the cells of a column, that say the same kind of thing."""
FILAS_DE_MUESTRA = 30
CELDAS_APLANADAS = 240
ANCHO_APLANADA = 8
LARGO_DE_CABEZA = 45


def por_contenido(
    filas: Filas, rotulo: Callable[[str], str], anio: int | None
) -> tuple[dict[int, str], int] | None:
    """The field of each column of a schedule, and how many rows its header takes (0, when it has none)."""
    if len(filas) < 2 or len(_llenas(filas[0])) < 2:
        return None
    cabeza = filas[0]
    cuerpo = seguidas(filas[1:FILAS_DE_MUESTRA], rotulo, len(cabeza))
    con_cabeza = not any(_dice_cuando(c.texto, anio) for c in cabeza)
    if not con_cabeza:
        cuerpo = [cabeza, *cuerpo]
    if _es_ficha([cabeza, *cuerpo], rotulo):
        return None
    columnas = sorted({_columna(c) for f in cuerpo for c in _llenas(f)})
    cuando = [c for c in columnas if _cumple(cuerpo, c, anio)]
    if not cuando or len(columnas) < 2:
        return None
    campos = {_columna(c): rotulo(c.texto) for c in _llenas(cabeza)} if con_cabeza else {}
    if set(campos.values()) & {"titular", "suplente", "persona"}:
        return None
    _fechar(campos, cuando)
    resto = [c for c in columnas if c not in cuando]
    if not HACER & set(campos.values()):
        libres = [
            c
            for c in resto
            if not campos.get(c) or campos[c] in ("nombre", "descripcion", "descripcion_actividad")
        ]
        if not libres:
            return None
        campos[max(libres, key=lambda c: _largo(cuerpo, c))] = "actividad"
    return {c: campos.get(c, "") for c in sorted({*columnas, *campos})}, int(con_cabeza)


def seguidas(filas: Filas, rotulo: Callable[[str], str], ancho: int = 1000) -> Filas:
    """Up to what is no longer the same table: a row of one cell, of headings, or wider than the first."""
    corte = next(
        (
            n
            for n, f in enumerate(filas)
            if len(ll := _llenas(f)) < 2 or len(f) > ancho or sum(bool(rotulo(c.texto)) for c in ll) >= 2
        ),
        len(filas),
    )
    return filas[:corte]


def _es_ficha(filas: Filas, rotulo: Callable[[str], str]) -> bool:
    """Headings beside their values."""
    primeras = [ll[0] for f in filas[:FILAS_DE_MUESTRA] if len(ll := _llenas(f)) in (2, 4)]
    return len(primeras) >= 2 and sum(bool(rotulo(c.texto)) for c in primeras) >= 0.5 * len(primeras)


def _fechar(campos: dict[int, str], cuando: list[int]) -> None:
    """Two columns of dates are from and to, whatever they are called."""
    dichas = {c: campos[c] for c in cuando if campos.get(c) in FECHADAS}
    faltan = [c for c in cuando if c not in dichas]
    if len(cuando) >= 2 and len(set(dichas.values())) < 2:
        campos[cuando[0]], campos[cuando[1]] = "fecha_inicio", "fecha_fin"
        if set(dichas.values()) == {"fecha_fin"} and cuando[0] in dichas:
            campos[cuando[0]], campos[cuando[1]] = "fecha_fin", "fecha_inicio"
        faltan = faltan[2:]
    elif len(cuando) == 1 and not dichas:
        campos[cuando[0]] = "periodo"


def _dice_cuando(texto: str, anio: int | None) -> bool:
    return bool(texto.strip()) and (
        es_calendario(texto, anio)
        or bool(de_serie(texto))
        or all(es_calendario(t, anio) for t in texto.split("\n") if t.strip())
    )


def _cumple(filas: Filas, columna: int, anio: int | None) -> bool:
    textos = [c.texto for f in filas for c in f if _columna(c) == columna and c.texto.strip()]
    return bool(textos) and sum(_dice_cuando(t, anio) for t in textos) >= CUANTAS * len(textos)


def _largo(filas: Filas, columna: int) -> float:
    textos = [c.texto for f in filas for c in f if _columna(c) == columna and c.texto.strip()]
    return sum(map(len, textos)) / max(len(textos), 1)


def _llenas(fila: tuple[Celda, ...]) -> list[Celda]:
    return [c for c in fila if c.texto.strip()]


def _columna(celda: Celda) -> int:
    return celda.lugar.columna or 0


def anio_impreso(celdas: list[Celda]) -> int | None:
    """The only year that these cells print."""
    anios = {int(a) for c in celdas if len(c.texto) < 80 for a in _ANIO.findall(c.texto)}
    return anios.pop() if len(anios) == 1 else None


def completar(campos: dict[int, str], cabeza: list[Celda], cuerpo: Filas, anio: int | None) -> dict[int, str]:
    """The columns of a header of which only some are known: the others, by any word of their heading or their cells."""
    campos = dict(campos)
    _fechar(campos, [c for c in campos if not campos[c] and _cumple(cuerpo, c, anio)])
    for celda in cabeza:
        columna = _columna(celda)
        if campos.get(columna):
            continue
        valores = [[c.texto] for f in cuerpo for c in f if _columna(c) == columna and c.texto.strip()]
        campos[columna] = campo_probable(celda.texto, valores, set(campos.values()))
    if "nombre" not in campos.values() and len(_DE_COMPROMISO & set(campos.values())) >= 2:
        _nombrar(campos, cabeza, cuerpo)
    return campos


def por_columnas(filas: Filas, anio: int | None) -> list[Fila]:
    """«Enero – marzo | Abril – junio» above, and below each what is done then: a row for each activity."""
    if len(filas) < 2 or len(_llenas(filas[0])) < 2:
        return []
    cabeza, cuerpo = _llenas(filas[0]), _llenas(filas[1])
    plazos = {_columna(c): c for c in cabeza if es_calendario(c.texto, anio)}
    escritas = all(len(c.texto) > 8 and not es_calendario(c.texto, anio) for c in cuerpo)
    if len(plazos) < len(cabeza) or not cuerpo or not escritas or not {_columna(c) for c in cuerpo} <= set(plazos):
        return []
    hechas = []
    for celda in cuerpo:
        plazo = plazos[_columna(celda)]
        for texto in re.split(r"\n\n|\n(?=[·•▪◦●*–-]\s)", celda.texto):
            hechas.append({"actividad": Trozo(texto, celda.lugar), "periodo": Trozo(plazo.texto, plazo.lugar)})
    return hechas


def con_nombre(campos: dict[int, str], cabeza: list[Celda]) -> dict[int, str]:
    """«Nombre» beside «Problema» and «Objetivo» is the commitment's, not a person's."""
    if (
        "nombre" in campos.values()
        or len({"problema", "objetivo", "proposito_ciudadano"} & set(campos.values())) < 2
    ):
        return campos
    suya = next((_columna(c) for c in cabeza if _SOLO_NOMBRE.fullmatch(sin_acentos(c.texto))), None)
    return campos if suya is None else {**campos, suya: "nombre"}


def _nombrar(campos: dict[int, str], cabeza: list[Celda], cuerpo: Filas) -> None:
    """The column of the names: one called so, or the first of short texts that are none of the rest."""
    libres = [_columna(c) for c in cabeza if not campos[_columna(c)] or _DE_NOMBRE.search(sin_acentos(c.texto))]
    dichas = [_columna(c) for c in cabeza if _DE_NOMBRE.search(sin_acentos(c.texto)) and _columna(c) in libres]
    cortas = [c for c in libres if 8 <= _largo(cuerpo, c) <= 150]
    if elegidas := dichas or cortas:
        campos[elegidas[0]] = "nombre"


def enderezada(filas: Filas, rotulo: Callable[[str], str]) -> Filas:
    """A table with its headings down the first column and a commitment in each of the others, as rows of those."""
    salida: Filas = []
    grupo: Filas = []
    for fila in filas:
        sola = len(_llenas(fila)) == 1 and len(fila) < 3
        if sola or (grupo and len(fila) != len(grupo[0])):
            salida += _enderezado(grupo, rotulo)
            grupo = []
        if sola:
            salida.append(fila)
        else:
            grupo.append(fila)
    return salida + _enderezado(grupo, rotulo)


def _enderezado(filas: Filas, rotulo: Callable[[str], str]) -> Filas:
    if len(filas) < 3 or len(filas[0]) < 3:
        return filas
    primeras = ["nombre" if _SOLO_NOMBRE.fullmatch(sin_acentos(f[0].texto)) else rotulo(f[0].texto) for f in filas]
    otras = [rotulo(c.texto) for f in filas for c in f[1:] if c.texto.strip()]
    dichas = [p for p in primeras if p]
    if len({p for p in dichas if p not in FECHADAS}) < 3 or len(dichas) < CUANTAS * len(filas):
        return filas
    if any(rotulo(c.texto) for c in filas[0][1:]) or sum(bool(o) for o in otras) > 0.1 * len(otras):
        return filas
    cabezas = list(filas)
    if not primeras[0]:  # the corner says nothing: the row it begins has the names, or their numbers
        esquina = "Número" if "nombre" in dichas else "Compromiso"
        cabezas[0] = (replace(filas[0][0], texto=esquina), *filas[0][1:])
    return [
        tuple(replace(f[k], lugar=replace(f[k].lugar, columna=n)) for n, f in enumerate(cabezas, 1))
        for k in range(len(filas[0]))
    ]


def unidas(piezas: tuple[Pieza, ...], rotulo: Callable[[str], str]) -> tuple[Pieza, ...]:
    """With a table laid on its side that a page cut in two as one."""
    salida: list[Pieza] = []
    for pieza in piezas:
        previa = salida[-1] if salida else None
        if (
            isinstance(pieza, Tabla)
            and isinstance(previa, Tabla)
            and pieza.lugar.pagina != previa.lugar.pagina
            and len(pieza.filas[0]) == len(previa.filas[0]) >= 3
            and rotulo(pieza.filas[0][0].texto)
            and enderezada(list(previa.filas), rotulo) != list(previa.filas)
        ):
            salida[-1] = replace(previa, filas=(*previa.filas, *pieza.filas))
        else:
            salida.append(pieza)
    return tuple(salida)


def rehechas(piezas: tuple[Pieza, ...], rotulo: Callable[[str], str], anio: int | None) -> tuple[Pieza, ...]:
    """With the schedules that a converter left as a cell in each line, as tables again."""
    salida: list[Pieza] = []
    i = 0
    while i < len(piezas):
        hallada = _rehecha(piezas, i, rotulo, anio) if _de_celda(piezas[i]) else None
        if hallada is None:
            salida.append(piezas[i])
            i += 1
        else:
            salida.append(hallada[0])
            i += hallada[1]
    return tuple(salida)


def _de_celda(pieza: Pieza) -> bool:
    return isinstance(pieza, Parrafo) and pieza.celdas == 1


def _rehecha(
    piezas: tuple[Pieza, ...], i: int, rotulo: Callable[[str], str], anio: int | None
) -> tuple[Tabla, int] | None:
    """The table whose header may begin here, and how many pieces it takes."""
    seguidas_ = list(takewhile(_de_celda, piezas[i : i + CELDAS_APLANADAS]))
    textos = [p.texto for p in seguidas_ if isinstance(p, Parrafo)]
    for ancho in range(2, min(ANCHO_APLANADA, len(textos) // 2) + 1):
        cabeza = textos[:ancho]
        if any(len(t) > LARGO_DE_CABEZA or es_calendario(t, anio) for t in cabeza):
            return None
        filas = [textos[k : k + ancho] for k in range(ancho, len(textos) - ancho + 1, ancho)]
        cuando = {c for c, t in enumerate(filas[0]) if es_calendario(t, anio)}
        if not cuando or len(cuando) == ancho or (ancho == 2 and any(rotulo(t) for f in filas[:2] for t in f)):
            continue
        buenas = list(takewhile(lambda f: {c for c, t in enumerate(f) if es_calendario(t, anio)} == cuando, filas))  # noqa: B023
        if len(buenas) >= 2:
            lugar = piezas[i].lugar
            celdas = [
                tuple(Celda(t, replace(lugar, fila=f, columna=c)) for c, t in enumerate(fila, 1))
                for f, fila in enumerate([cabeza, *buenas], 1)
            ]
            return Tabla(tuple(celdas), lugar), ancho * (len(buenas) + 1)
    return None
