"""What was read of a plan against its truth, counted: commitments, fields and dates."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from contenidos_de_planes import Documento, Verdad

from compromisos.importacion.borrador import todas
from compromisos.importacion.comprension import comprender
from compromisos.importacion.lectura import leer
from compromisos.importacion.letras import normal
from compromisos.importacion.limites import DocumentoIlegible

TEXTOS = ("problema", "objetivo", "descripcion", "proposito_ciudadano")


def medir(
    redaccion: Callable[[], Documento], nombre: str, formato: Callable[..., bytes]
) -> tuple[Counter[str], list[str]]:
    bloques, verdades = redaccion()
    faltas: list[str] = []
    try:
        datos = comprender(leer(formato(bloques), nombre)).datos
    except DocumentoIlegible as motivo:
        datos = {"compromisos": [], "instituciones": []}
        faltas = [str(motivo)]
    leidos = {normal(c["nombre"]): c for c in datos["compromisos"]}
    cuenta = Counter(compromisos_verdad=len(verdades), compromisos_leidos=len(datos["compromisos"]))
    faltas += [f"compromiso de más: {c['nombre'][:80]}" for n, c in leidos.items() if n not in _nombres(verdades)]
    instituciones = {i["codigo"]: i["nombre"] for i in datos["instituciones"]}
    for v in verdades:
        leido = leidos.get(normal(v.nombre))
        cuenta["compromisos"] += leido is not None
        hechos = _hechos(leido, instituciones) if leido else set()
        _campos(v, hechos, cuenta, faltas)
        _fechas(v, leido, cuenta, faltas)
    return cuenta, faltas


def _nombres(verdades: list[Verdad]) -> set[str]:
    return {normal(v.nombre) for v in verdades}


def _hechos(c: dict[str, Any], instituciones: dict[str, str]) -> set[tuple[str, str]]:
    hechos = {(campo, normal(c[campo])) for campo in TEXTOS if c[campo]}
    hechos |= {("persona", normal(r["persona"])) for r in c["responsables"] if r["persona"]}
    hechos |= {("cargo", normal(r["cargo"])) for r in c["responsables"] if r["cargo"]}
    hechos |= {
        ("institucion", normal(instituciones[r["institucion"]])) for r in c["responsables"] if r["institucion"]
    }
    hechos |= {("ods", a["clave"]) for a in c["alineaciones"] if a["marco"] == "ods" and "." in a["clave"]}
    return hechos | {("actividad", normal(a["nombre"])) for a in todas(c)}


def _campos(v: Verdad, hechos: set[tuple[str, str]], cuenta: Counter[str], faltas: list[str]) -> None:
    esperados = [({(campo, normal(texto)) for campo in campos}) for campos, texto in v.campos.items()]
    if v.persona:
        esperados += [{("persona", normal(v.persona[0]))}, {("cargo", normal(v.persona[1]))}]
    esperados.append({("institucion", normal(v.institucion))})
    esperados += [{("ods", v.ods)}] if v.ods else []
    esperados += [{("actividad", normal(nombre))} for nombre, *_ in v.actividades]
    hallados = [e for e in esperados if e & hechos]
    cuenta.update(campos_verdad=len(esperados), campos=len(hallados), campos_leidos=len(hechos))
    faltas += [f"falta en «{v.nombre}»: {sorted(e)[0]}" for e in esperados if not e & hechos]
    ciertos = set().union(*esperados)
    faltas += [f"de más en «{v.nombre}»: {h}" for h in sorted(hechos - ciertos)]


def _fechas(v: Verdad, leido: dict[str, Any] | None, cuenta: Counter[str], faltas: list[str]) -> None:
    leidas = {normal(a["nombre"]): a for a in todas(leido)} if leido else {}
    for nombre, inicio, fin in v.actividades:
        a = leidas.get(normal(nombre), {})
        bien = a.get("fecha_fin") == fin.isoformat()
        bien = bien and (inicio is None or a.get("fecha_inicio") == inicio.isoformat())
        cuenta.update(fechas_verdad=1, fechas=int(bien))
        if a and not bien:
            faltas.append(
                f"fecha de «{nombre}»: {a.get('fecha_inicio')} – {a.get('fecha_fin')}, es {inicio} – {fin}"
            )
