"""A real plan from the text of its document: what the importer reads, and the decisions of who reviewed it. Pure.

The decisions are kept by path, as the review does: a value in its place, a whole list where rows come or go.
"""

from copy import deepcopy
from typing import Any

from compromisos.importacion.comprension import comprender
from compromisos.importacion.lectura import leer
from compromisos.importacion.revision import obtener


def transcribir(cuerpo: bytes, nombre: str, decisiones: dict[str, Any]) -> dict[str, Any]:
    """The reviewed plan, in the shape of `fixtures/planes/*.json`."""
    datos = comprender(leer(cuerpo, nombre), entidad=decisiones["entidad"]).datos
    for ruta in decisiones["sin"]:
        padre, _, campo = ruta.rpartition("/")
        (obtener(datos, padre) if padre else datos).pop(campo, None)
    for ruta, valor in decisiones["valores"].items():
        padre, _, campo = ruta.rpartition("/")
        (obtener(datos, padre) if padre else datos)[campo] = deepcopy(valor)
    return datos


def decisiones_entre(leido: Any, revisado: Any, ruta: str = "") -> tuple[dict[str, Any], list[str]]:
    """What turns what was read into what was reviewed: values by path, and the paths that go."""
    valores: dict[str, Any] = {}
    sin: list[str] = []
    if isinstance(leido, dict) and isinstance(revisado, dict):
        pares = [(c, leido.get(c), v) for c, v in revisado.items() if c not in leido or leido[c] != v]
        sin = [f"{ruta}/{c}".lstrip("/") for c in leido if c not in revisado]
    elif len(leido) == len(revisado):
        pares = [(str(i), a, b) for i, (a, b) in enumerate(zip(leido, revisado, strict=True)) if a != b]
    for paso, antes, despues in pares:
        aqui = f"{ruta}/{paso}".lstrip("/")
        ambos_dict = isinstance(antes, dict) and isinstance(despues, dict)
        if ambos_dict or _listas_parejas(antes, despues):
            suyos, van = decisiones_entre(antes, despues, aqui)
            valores |= suyos
            sin += van
        else:
            valores[aqui] = despues
    return valores, sin


def _listas_parejas(antes: Any, despues: Any) -> bool:
    """Lists of rows whose rows answer to each other."""
    if not (isinstance(antes, list) and isinstance(despues, list) and antes and len(antes) == len(despues)):
        return False
    return all(isinstance(f, dict) and "nota" not in f for f in (*antes, *despues))
