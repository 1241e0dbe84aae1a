"""Who answers, what measures and what a commitment is aligned with: rows that a document has otherwise. Pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from compromisos.importacion.letras import normal

LISTAS = ("responsables", "alineaciones", "indicadores")
Fila = Mapping[str, Any]
Pareja = tuple[Fila | None, Fila | None]


def texto_de(lista: str, fila: Fila) -> str:
    """A row in one line, without contact data. `institucion` is here the name of the body."""
    if lista == "alineaciones":
        return f"{str(fila['marco']).upper()} {fila['clave']}"
    if lista == "responsables":
        partes = (fila.get("institucion"), fila.get("area"), fila.get("persona"), fila.get("cargo"))
        quien = " · ".join(str(p).strip() for p in partes if p)
        return quien if (fila.get("papel") or "responsable") == "responsable" else f"{quien} ({fila['papel']})"
    datos = (
        ("línea base", _numero(fila.get("linea_base"))),
        ("meta", _numero(fila.get("meta"))),
        ("unidad", fila.get("unidad")),
        ("medio de verificación", fila.get("medio_verificacion")),
    )
    return "; ".join([str(fila["nombre"]).strip(), *(f"{n}: {str(v).strip()}" for n, v in datos if v)])


def partes_de_responsable(linea: str) -> tuple[str, list[str], str]:
    """What `texto_de` said of who answers: the body, then area, person and post as far as given, and the role."""
    quien, papel = linea, "responsable"
    for otro in ("corresponsable", "otro"):
        if linea.endswith(f" ({otro})"):
            quien, papel = linea.removesuffix(f" ({otro})"), otro
    institucion, *resto = quien.split(" · ")
    return institucion, resto, papel


def _numero(valor: Any) -> str:
    return "" if valor in (None, "") else f"{float(valor):g}"


def con_nombres(filas: Sequence[Fila], instituciones: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows of who answers with the name of each body in the place of its code."""
    return [{**f, "institucion": instituciones.get(f.get("institucion") or "", "")} for f in filas]


def nombres_comunes(suyas: Sequence[Fila], nuevas: Sequence[Fila]) -> tuple[dict[str, str], dict[str, str]]:
    """Code → name in the plan and in the document; a body that both know has one name, whatever it is called."""
    del_plan = {i["codigo"]: i["nombre"] for i in suyas}
    por_alias = {alias: i["nombre"] for i in suyas for alias in _alias(i)}
    del_documento = {
        i["codigo"]: next((por_alias[a] for a in _alias(i) if a in por_alias), i["nombre"]) for i in nuevas
    }
    return del_plan, del_documento


def _alias(institucion: Fila) -> list[str]:
    nombres = (institucion["nombre"], institucion.get("siglas"), *(institucion.get("otros_nombres") or ()))
    return [normal(n).replace(",", "").rstrip(".") for n in nombres if n]


def emparejar_filas(lista: str, suyas: Sequence[Fila], nuevas: Sequence[Fila]) -> list[Pareja]:
    """Each row with its counterpart, from what identifies it most to least; alone when it has none."""
    libres, parejas = list(suyas), {}
    for clave in _CLAVES[lista]:
        for n, nueva in enumerate(nuevas):
            hallada = next((s for s in libres if clave(s) and clave(s) == clave(nueva)), None)
            if n not in parejas and hallada is not None:
                parejas[n] = hallada
                libres = [s for s in libres if s is not hallada]
    return [*((parejas.get(n), f) for n, f in enumerate(nuevas)), *((s, None) for s in libres)]


def _de(*campos: str) -> Callable[[Fila], str]:
    def clave(fila: Fila) -> str:
        valores = [normal(str(fila.get(c) or "")) for c in campos]
        return "|".join(valores) if all(valores) else ""

    return clave


_CLAVES: dict[str, tuple[Callable[[Fila], str], ...]] = {
    "alineaciones": (_de("marco", "clave"),),
    "indicadores": (_de("nombre"),),
    "responsables": (_de("papel", "institucion", "persona"), _de("papel", "persona"), _de("papel", "institucion")),
}


def dice_lo_mismo(lista: str, suya: Fila, nueva: Fila) -> bool:
    """Whether all that the document says of the row stands in the plan: what it leaves out is no change."""
    if lista == "alineaciones":
        return True
    campos = ("institucion", "area", "persona", "cargo")
    if lista == "indicadores":
        campos = ("linea_base", "meta", "unidad", "medio_verificacion")
    return all(not nueva.get(c) or _plano(c, suya.get(c)) == _plano(c, nueva.get(c)) for c in campos)


def _plano(campo: str, valor: Any) -> str:
    return _numero(valor) if campo in ("linea_base", "meta") else normal(str(valor or "")).rstrip(".")
