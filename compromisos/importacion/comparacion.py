"""What a document says that a plan of the registry does not. Both in the shape of the importer. Pure.

Only what the document does say is compared: a field it leaves out is not a change.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from compromisos.importacion.comparacion_listas import (
    con_nombres,
    dice_lo_mismo,
    emparejar_filas,
    nombres_comunes,
    texto_de,
)
from compromisos.importacion.letras import normal

Nombres = tuple[Mapping[str, str], Mapping[str, str]]

CAMBIO, ACTIVIDAD_NUEVA, COMPROMISO_NUEVO, PONDERACION, AUSENTE, FILA = (
    "cambio", "actividad_nueva", "compromiso_nuevo", "ponderacion", "ausente", "fila",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Diferencia:
    """`objeto` is the path of numbers of what changes ("13", "13/a2", "13/a2/3", "13/3"); `ruta`, where the
    document says it, in the draft. A FILA is a row of a list (`campo`): new, otherwise or no longer there."""

    clase: str
    objeto: str
    campo: str
    antes: str
    despues: str
    titulo: str
    ruta: str
    fila: str = ""
    """Which of its list: what the plan says of it, or where the document says it."""

    @property
    def clave(self) -> str:
        return f"{self.clase}:{self.objeto}:{self.campo}{f':{self.fila}' if self.fila else ''}"

    @property
    def quita(self) -> bool:
        return self.clase == AUSENTE or (self.clase == FILA and not self.despues)


def comparar(
    actual: Mapping[str, Any], documento: Mapping[str, Any], campos: Mapping[str, Iterable[str]]
) -> list[Diferencia]:
    """Differences in the order of the document. `campos`: those that count, by kind of row."""
    diferencias: list[Diferencia] = []
    nombres = nombres_comunes(actual["instituciones"], documento["instituciones"])
    parejas = emparejar(actual["compromisos"], documento["compromisos"])
    for n, (suyo, nuevo) in enumerate(parejas):
        ruta = f"compromisos/{documento['compromisos'].index(nuevo)}" if nuevo else ""
        if suyo is None and nuevo is not None:
            numero = str(nuevo.get("numero") or n + 1)
            diferencias.append(
                Diferencia(COMPROMISO_NUEVO, numero, "nombre", "", nuevo["nombre"], nuevo["nombre"], ruta)
            )
        elif suyo is not None and nuevo is None:
            diferencias.append(
                Diferencia(AUSENTE, str(suyo["numero"]), "", suyo["nombre"], "", suyo["nombre"], "")
            )
        elif suyo is not None and nuevo is not None:
            diferencias += _del_compromiso(suyo, nuevo, ruta, campos, nombres)
    return diferencias


def _del_compromiso(
    suyo: Mapping[str, Any],
    nuevo: Mapping[str, Any],
    ruta: str,
    campos: Mapping[str, Iterable[str]],
    nombres: Nombres,
) -> list[Diferencia]:
    objeto, titulo = str(suyo["numero"]), suyo["nombre"]
    salida = _de_fila(suyo, nuevo, objeto, ruta, titulo, campos["compromisos"])
    salida += _de_listas(suyo, nuevo, objeto, ruta, titulo, campos.get("listas", ()), nombres)
    for accion, otra in emparejar(suyo["acciones"], nuevo["acciones"]):
        if accion is None or otra is None:
            continue
        suya = f"{ruta}/acciones/{nuevo['acciones'].index(otra)}"
        objeto_accion = f"{objeto}/a{accion['numero']}"
        salida += _de_fila(accion, otra, objeto_accion, suya, accion["nombre"], campos["acciones"])
        propias = [c for c in campos.get("listas", ()) if c in accion]
        salida += _de_listas(accion, otra, objeto_accion, suya, accion["nombre"], propias, nombres)
        peso = otra.get("ponderacion")
        if peso and float(peso) != float(accion.get("ponderacion") or 0):
            antes = accion.get("ponderacion") or ""
            salida.append(
                Diferencia(PONDERACION, objeto_accion, "ponderacion", antes, peso, accion["nombre"], suya)
            )
        salida += _de_actividades(
            accion["actividades"], otra["actividades"], objeto_accion, f"{suya}/actividades", campos
        )
    salida += _de_actividades(suyo["actividades"], nuevo["actividades"], objeto, f"{ruta}/actividades", campos)
    return salida


def _de_actividades(
    suyas: list[dict[str, Any]],
    nuevas: list[dict[str, Any]],
    objeto: str,
    ruta: str,
    campos: Mapping[str, Iterable[str]],
) -> list[Diferencia]:
    salida = []
    for suya, nueva in emparejar(suyas, nuevas):
        if suya is None and nueva is not None:
            aqui = f"{ruta}/{nuevas.index(nueva)}"
            nuevo, nombre = f"{objeto}/{nuevas.index(nueva)}", nueva["nombre"]
            salida.append(Diferencia(ACTIVIDAD_NUEVA, nuevo, "nombre", "", nombre, nombre, aqui))
        elif suya is not None and nueva is None and nuevas:
            salida.append(
                Diferencia(AUSENTE, f"{objeto}/{suya['numero']}", "", suya["nombre"], "", suya["nombre"], "")
            )
        elif suya is not None and nueva is not None:
            aqui = f"{ruta}/{nuevas.index(nueva)}"
            salida += _de_fila(
                suya, nueva, f"{objeto}/{suya['numero']}", aqui, suya["nombre"], campos["actividades"]
            )
    return salida


def _de_fila(
    suyo: Mapping[str, Any], nuevo: Mapping[str, Any], objeto: str, ruta: str, titulo: str, campos: Iterable[str]
) -> list[Diferencia]:
    salida = []
    for campo in campos:
        antes, despues = str(suyo.get(campo) or ""), str(nuevo.get(campo) or "").strip()
        if despues and _llano(antes) != _llano(despues):
            salida.append(Diferencia(CAMBIO, objeto, campo, antes, despues, titulo, f"{ruta}/{campo}"))
    return salida


def _de_listas(
    suyo: Mapping[str, Any],
    nuevo: Mapping[str, Any],
    objeto: str,
    ruta: str,
    titulo: str,
    listas: Iterable[str],
    nombres: Nombres,
) -> list[Diferencia]:
    """Rows of who answers, alignments and indicators. A list that the document leaves out is not a change."""
    salida = []
    for lista in listas:
        suyas = con_nombres(suyo.get(lista) or [], nombres[0])
        nuevas = con_nombres(nuevo.get(lista) or [], nombres[1])
        lugares = {id(fila): f"{ruta}/{lista}/{n}" for n, fila in enumerate(nuevas)}
        for suya, nueva in emparejar_filas(lista, suyas, nuevas) if nuevas else ():
            aqui = lugares.get(id(nueva), "")
            if (suya and nueva and dice_lo_mismo(lista, suya, nueva)) or not (suya or _completa(lista, nueva)):
                continue
            antes = texto_de(lista, suya) if suya else ""
            despues = texto_de(lista, fusion(suya, nueva)) if nueva else ""
            salida.append(Diferencia(FILA, objeto, lista, antes, despues, titulo, aqui, antes or aqui))
    return salida


def fusion(suya: Mapping[str, Any] | None, nueva: Mapping[str, Any]) -> dict[str, Any]:
    """What a row of the plan says once it takes what the document says of it."""
    return {**(suya or {}), **{c: v for c, v in nueva.items() if v not in (None, "")}}


def _completa(lista: str, nueva: Mapping[str, Any] | None) -> bool:
    """Who answers is kept under a body: without one it stays a doubt of the review."""
    return bool(nueva) and (lista != "responsables" or bool(nueva.get("institucion")))  # type: ignore[union-attr]


def emparejar(
    suyos: list[dict[str, Any]], nuevos: list[dict[str, Any]]
) -> list[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Each row with its counterpart: by name, and what is left by number; alone when it has none."""
    libres = list(suyos)
    porfila: dict[int, dict[str, Any]] = {}
    for clave in (lambda f: _llano(f.get("nombre") or ""), lambda f: f.get("numero")):
        for nuevo in nuevos:
            if id(nuevo) in porfila:
                continue
            hallado = next((s for s in libres if clave(s) and clave(s) == clave(nuevo)), None)
            if hallado is not None:
                porfila[id(nuevo)] = hallado
                libres = [s for s in libres if s is not hallado]
    return [*((porfila.get(id(n)), n) for n in nuevos), *((s, None) for s in libres)]


def _llano(texto: str) -> str:
    return re.sub(r"[\s.;,:“”\"«»]+", " ", normal(texto)).strip()
