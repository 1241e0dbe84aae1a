"""Whether what was structured elsewhere has the kinds of values that its review counts on. Pure."""

from typing import Any

from compromisos.importacion.revision import ALINEACION, DECIMAL, ESQUEMA, FECHA, LISTA, LISTAS, NUMERO

_EXIGIDOS = {"instituciones": ("codigo",), "ejes": ("nombre", "numero"), "acciones": ("nombre",)}
_DE_DUDA = ("campo", "texto_original", "nota")


def tiene_forma(datos: dict[str, Any]) -> bool:
    """Lists where lists go, texts where texts go: a value of another kind would break the page that shows it."""
    if not isinstance(datos["secretariado"], dict) or not isinstance(datos["fuente"], dict):
        return False
    sueltas = {c: datos[c] for c in ("instituciones", "ejes", "compromisos")}
    listas = {"integrantes": datos["secretariado"]["integrantes"], **sueltas}
    return (
        _fila("plan", datos["plan"])
        and all(_lista(clase, filas) for clase, filas in listas.items())
        and _dudas(datos["dudas"])
        and all(_dudas(c["dudas"]) for c in datos["compromisos"])
    )


def _lista(clase: str, filas: Any) -> bool:
    return isinstance(filas, list) and all(_fila(clase, f) for f in filas)


def _fila(clase: str, fila: Any) -> bool:
    if not isinstance(fila, dict):
        return False
    if not all(isinstance(fila.get(c), str) and fila[c] for c in _EXIGIDOS.get(clase, ())):
        return False
    if not all(fila.get(c) is None or type(fila[c]) is int for c in ("numero", "orden") if clase != "ejes"):
        return False
    hijas = all(_lista(h, fila.get(h) or []) for h in LISTAS.get(clase, ()))
    return hijas and all(_valor(forma, fila.get(campo)) for campo, forma, _maximo in ESQUEMA[clase])


def _valor(forma: str, valor: Any) -> bool:
    if valor is None:
        return True
    if forma == LISTA:
        return isinstance(valor, list) and all(isinstance(v, str) for v in valor)
    if forma == ALINEACION:
        return isinstance(valor, list) and all(_alineacion(a) for a in valor)
    if forma == NUMERO:
        return type(valor) is int
    if forma == DECIMAL:
        return isinstance(valor, str | int | float)
    return isinstance(valor, str if forma == FECHA else str | int)


def _alineacion(valor: Any) -> bool:
    return isinstance(valor, dict) and all(isinstance(valor.get(c), str) for c in ("marco", "clave"))


def _dudas(dudas: Any) -> bool:
    return isinstance(dudas, list) and all(
        isinstance(d, dict)
        and isinstance(d.get("campo"), str)
        and all(d.get(c) is None or isinstance(d[c], str) for c in _DE_DUDA)
        for d in dudas
    )
