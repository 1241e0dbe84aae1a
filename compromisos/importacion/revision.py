"""Reviewing a draft: which values people may correct, by path, and what is still to be looked at. Pure.

A removed row stays in its place, marked, so that every path keeps meaning the same; `depurado` leaves it out.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from compromisos.importacion.borrador import SEGURA

QUITADO = "_quitado"
RENGLON, TEXTO, FECHA, NUMERO, DECIMAL, OPCION, LISTA, ALINEACION = (
    "renglon", "texto", "fecha", "numero", "decimal", "opcion", "lista", "alineacion",
)  # fmt: skip
_PROSA = (
    "descripcion", "problema", "objetivo", "objetivo_mediano_plazo", "contribucion", "proposito_ciudadano",
    "como_se_verifica", "medios_verificacion", "supuestos", "relevancia_ogp", "perspectiva_genero",
    "informacion_adicional", "otros_actores", "texto_alineacion",
)  # fmt: skip
TEXTO_MAXIMO = 20_000
_FECHAS = (("fecha_inicio", FECHA, 10), ("fecha_fin", FECHA, 10))
# By kind of row: (field, class, longest).
ESQUEMA: dict[str, tuple[tuple[str, str, int], ...]] = {
    "plan": (
        ("titulo", RENGLON, 200), *_FECHAS, ("objetivo_general", TEXTO, TEXTO_MAXIMO),
        ("objetivos_especificos", LISTA, TEXTO_MAXIMO), ("metodologia", TEXTO, TEXTO_MAXIMO),
        ("antecedentes", TEXTO, TEXTO_MAXIMO),
    ),
    "ejes": (("numero", RENGLON, 12), ("nombre", RENGLON, 200)),
    "integrantes": (
        ("titular", RENGLON, 150), ("suplente", RENGLON, 150), ("institucion", OPCION, 80), ("papel", OPCION, 20),
    ),
    "instituciones": (("nombre", RENGLON, 200), ("siglas", RENGLON, 20), ("tipo", OPCION, 20)),
    "compromisos": (
        ("numero", NUMERO, 3), ("nombre", RENGLON, 300), ("eje", OPCION, 6), *_FECHAS,
        *((c, TEXTO, TEXTO_MAXIMO) for c in _PROSA), ("alineaciones", ALINEACION, 2000),
    ),
    "responsables": (
        ("papel", OPCION, 20), ("institucion", OPCION, 80), ("persona", RENGLON, 150), ("cargo", RENGLON, 250),
        ("area", RENGLON, 200), ("correo", RENGLON, 254), ("telefono", RENGLON, 40),
    ),
    "indicadores": (
        ("nombre", RENGLON, 300), ("clase", OPCION, 12), ("unidad", RENGLON, 40), ("linea_base", DECIMAL, 20),
        ("meta", DECIMAL, 20), ("medio_verificacion", TEXTO, TEXTO_MAXIMO),
    ),
    "acciones": (
        ("nombre", RENGLON, 300), ("ponderacion", DECIMAL, 6), *_FECHAS, ("descripcion", TEXTO, TEXTO_MAXIMO),
        ("medio_verificacion", TEXTO, TEXTO_MAXIMO),
    ),
    "actividades": (
        ("nombre", RENGLON, 800), *_FECHAS, ("periodicidad", OPCION, 14), ("calendario_texto", RENGLON, 200),
        ("descripcion", TEXTO, TEXTO_MAXIMO), ("medio_verificacion", TEXTO, TEXTO_MAXIMO),
    ),
}  # fmt: skip
LISTAS = {"compromisos": ("responsables", "indicadores", "acciones", "actividades"),
          "acciones": ("responsables", "indicadores", "actividades")}  # fmt: skip
_NUEVA: dict[str, dict[str, Any]] = {
    "ejes": {},
    "integrantes": {"papel": "integrante", "institucion": None},
    "instituciones": {"tipo": "dependencia", "otros_nombres": [], "pertenece_a": None, "sitio": ""},
    "compromisos": {"origen": "cocreado", "precision": "dia", "eje": None, "alineaciones": [], "dudas": []},
    "responsables": {"papel": "responsable"},
    "indicadores": {"clase": "entregable", "definicion": "", "linea_base": None, "meta": None},
    "acciones": {"ponderacion": None},
    "actividades": {"periodicidad": "unica", "precision": "dia"},
}


@dataclass(frozen=True, slots=True)
class Dato:
    """A value that may be corrected. `campo` is its name; `texto` is how it is shown and typed."""

    ruta: str
    campo: str
    clase: str
    maximo: int
    texto: str


@dataclass(frozen=True, slots=True)
class Grupo:
    """A row of the draft: the plan, a commitment, an activity… `lista` is the path of the list it belongs to."""

    ruta: str
    clase: str
    datos: tuple[Dato, ...]
    lista: str
    quitado: bool = False


def secciones(datos: Mapping[str, Any]) -> list[str]:
    """What is reviewed on one page each: the plan, who takes part, and each commitment."""
    return ["plan", "secretariado", *(f"c{i}" for i in range(1, len(datos["compromisos"]) + 1))]


def grupos_de(datos: dict[str, Any], seccion: str) -> list[Grupo]:
    """The rows of a section, in the order they are shown. KeyError: no such section."""
    if seccion == "plan":
        return [_grupo(datos, "plan", "plan", ""), *_de_lista(datos, "ejes", "ejes")]
    if seccion == "secretariado":
        return [
            *_de_lista(datos, "secretariado/integrantes", "integrantes"),
            *_de_lista(datos, "instituciones", "instituciones"),
        ]
    return list(_del_compromiso(datos, f"compromisos/{_indice(datos, seccion)}"))


def listas_de(datos: dict[str, Any], seccion: str) -> dict[str, str]:
    """Path → kind of the lists to which a section may add a row."""
    if seccion == "plan":
        return {"ejes": "ejes"}
    if seccion == "secretariado":
        return {"secretariado/integrantes": "integrantes", "instituciones": "instituciones"}
    ruta = f"compromisos/{_indice(datos, seccion)}"
    listas = {f"{ruta}/{nombre}": nombre for nombre in LISTAS["compromisos"]}
    for i, _ in enumerate(obtener(datos, f"{ruta}/acciones") or []):
        listas |= {f"{ruta}/acciones/{i}/{n}": n for n in LISTAS["acciones"]}
    return listas


def _indice(datos: Mapping[str, Any], seccion: str) -> int:
    if not re.fullmatch(r"c[1-9]\d{0,3}", seccion) or int(seccion[1:]) > len(datos["compromisos"]):
        raise KeyError(seccion)
    return int(seccion[1:]) - 1


def _del_compromiso(datos: dict[str, Any], ruta: str) -> Iterator[Grupo]:
    yield _grupo(datos, ruta, "compromisos", "")
    for nombre in ("responsables", "acciones", "actividades", "indicadores"):
        for grupo in _de_lista(datos, f"{ruta}/{nombre}", nombre):
            yield grupo
            if nombre == "acciones":
                for suya in LISTAS["acciones"]:
                    yield from _de_lista(datos, f"{grupo.ruta}/{suya}", suya)


def _de_lista(datos: dict[str, Any], ruta: str, clase: str) -> list[Grupo]:
    return [_grupo(datos, f"{ruta}/{i}", clase, ruta) for i, _ in enumerate(obtener(datos, ruta) or [])]


def _grupo(datos: dict[str, Any], ruta: str, clase: str, lista: str) -> Grupo:
    fila = obtener(datos, ruta)
    campos = tuple(
        Dato(f"{ruta}/{campo}", campo, forma, maximo, texto_de(fila.get(campo), forma))
        for campo, forma, maximo in ESQUEMA[clase]
    )
    return Grupo(ruta, clase, campos, lista, bool(fila.get(QUITADO)))


def textos(datos: dict[str, Any], seccion: str) -> dict[str, str]:
    """Every correctable value of a section, and which of its rows are removed, as texts by path."""
    resultado: dict[str, str] = {}
    for grupo in grupos_de(datos, seccion):
        resultado |= {d.ruta: d.texto for d in grupo.datos}
        if grupo.lista or grupo.clase == "compromisos":
            resultado[f"{grupo.ruta}/{QUITADO}"] = "si" if grupo.quitado else ""
    return resultado


def obtener(datos: Any, ruta: str) -> Any:
    for paso in ruta.split("/"):
        datos = datos[int(paso)] if isinstance(datos, list) else datos.get(paso)
    return datos


def poner(datos: dict[str, Any], ruta: str, texto: str) -> None:
    """Write a value typed by a person at a path of `textos`. ValueError: it is not what that field takes."""
    padre, _, campo = ruta.rpartition("/")
    fila = obtener(datos, padre)
    if campo == QUITADO:
        fila[QUITADO] = bool(texto)
        return
    partes = [p for p in padre.split("/") if not p.isdigit()]
    forma, maximo = next((f, m) for c, f, m in ESQUEMA[partes[-1]] if c == campo)
    if len(texto) > maximo:
        raise ValueError("largo")
    if campo == "alineaciones":
        fila[campo] = _alineaciones(texto, fila.get(campo) or [])
    elif campo == "eje":
        fila[campo] = int(texto) if texto else None
    else:
        fila[campo] = valor_de(texto, forma)
        if forma == FECHA and campo in ("fecha_inicio", "fecha_fin") and "precision" in fila:
            fila["precision"] = "dia"


def texto_de(valor: Any, forma: str) -> str:
    if valor is None or valor == "":
        return ""
    if forma == LISTA:
        return "\n".join(str(v) for v in valor).strip()
    if forma == ALINEACION:
        return ", ".join(f"{a['marco']} {a['clave']}" for a in valor)
    if forma == RENGLON:
        return re.sub(r"\s+", " ", str(valor)).strip()
    return str(valor).replace("\r\n", "\n").strip()


def valor_de(texto: str, forma: str) -> Any:
    texto = texto.strip()
    if forma == LISTA:
        return [linea.strip() for linea in texto.split("\n") if linea.strip()]
    if not texto:
        return None if forma in (FECHA, NUMERO, DECIMAL, OPCION) else ""
    if forma == FECHA:
        return date.fromisoformat(texto).isoformat()
    if forma == NUMERO:
        return int(texto)
    if forma == DECIMAL:
        try:
            numero = Decimal(texto.replace(",", "."))
        except InvalidOperation as error:
            raise ValueError("decimal") from error
        if not numero.is_finite():
            raise ValueError("decimal")
        return str(numero)
    return re.sub(r"\s+", " ", texto) if forma == RENGLON else texto


def _alineaciones(texto: str, antes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """«ods 16.6, pna 4.2»; what was there keeps its printed form."""
    conocidas = {(a["marco"], a["clave"]): a for a in antes}
    resultado = []
    for parte in filter(None, (p.strip() for p in re.split(r"[,;\n]", texto))):
        hallada = re.fullmatch(r"([a-zA-Z_]{2,20})[\s:]+(\S{1,20})", parte)
        if hallada is None:
            raise ValueError("alineacion")
        par = (hallada[1].lower(), hallada[2].lower())
        resultado.append(
            conocidas.get(par) or {"marco": par[0], "clave": par[1], "texto_original": "", "confirmada": True}
        )
    return [a for n, a in enumerate(resultado) if a not in resultado[:n]]


def agregar(datos: dict[str, Any], lista: str, clase: str) -> str:
    """An empty row at the end of a list; its path."""
    *padre, nombre = lista.split("/")
    dueno = obtener(datos, "/".join(padre)) if padre else datos
    filas = dueno.setdefault(nombre, [])
    nueva: dict[str, Any] = {c: texto_vacio(f) for c, f, _ in ESQUEMA[clase]} | deepcopy(_NUEVA[clase])
    if clase in ("acciones", "actividades"):
        nueva["numero"] = max((f.get("numero") or 0 for f in filas), default=0) + 1
    if clase in ("ejes", "integrantes"):
        nueva["orden"] = max((f.get("orden") or 0 for f in filas), default=0) + 1
    if clase == "instituciones":
        nueva["codigo"] = f"nueva-{len(filas) + 1}"
    if clase == "compromisos":
        nueva["numero"] = max((f.get("numero") or 0 for f in filas), default=0) + 1
    for suya in LISTAS.get(clase, ()):
        nueva[suya] = []
    filas.append(nueva)
    return f"{lista}/{len(filas) - 1}"


def texto_vacio(forma: str) -> Any:
    return [] if forma in (LISTA, ALINEACION) else valor_de("", forma)


# What is left to look at -----------------------------------------------------------------------------------


def dudas_de(datos: dict[str, Any], seccion: str) -> dict[str, dict[str, Any]]:
    """Doubts of a section by path. Those about seats are of the secretariat; those about all, of the plan."""
    if seccion in ("plan", "secretariado"):
        de_asientos = seccion == "secretariado"
        return {
            f"dudas/{i}": d
            for i, d in enumerate(datos.get("dudas") or [])
            if (d["campo"] in ("integrantes", "instituciones")) == de_asientos
        }
    ruta = f"compromisos/{_indice(datos, seccion)}/dudas"
    return {f"{ruta}/{i}": d for i, d in enumerate(obtener(datos, ruta) or [])}


def origenes_de(origenes: Mapping[str, Any], seccion: str) -> dict[str, Any]:
    """Origins of a section's values, by path."""
    if seccion == "plan":
        return {r: o for r, o in origenes.items() if r.startswith(("plan/", "ejes/"))}
    if seccion == "secretariado":
        return {r: o for r, o in origenes.items() if r.startswith("secretariado/")}
    prefijo = f"compromisos/{int(seccion[1:]) - 1}/"
    return {r: o for r, o in origenes.items() if r.startswith(prefijo)}


def por_revisar(
    borrador: Mapping[str, Any], decisiones: Mapping[str, Any], seccion: str
) -> tuple[list[str], list[str]]:
    """Paths of the doubts and of the values that nobody has decided on."""
    dudas = [r for r in dudas_de(borrador["datos"], seccion) if r not in decisiones]
    valores = [r for r in origenes_de(borrador["origenes"], seccion) if r not in decisiones]
    return dudas, valores


def seguras(borrador: Mapping[str, Any]) -> list[str]:
    """Paths of the values read with certainty, of fields and rows about which no doubt was raised."""
    dudosos = set()
    for seccion in secciones(borrador["datos"]):
        prefijo = {"plan": "plan/", "secretariado": "secretariado/"}.get(seccion)
        prefijo = prefijo or f"compromisos/{int(seccion[1:]) - 1}/"
        for duda in dudas_de(borrador["datos"], seccion).values():
            campo = "fechas" if duda["campo"] in ("fecha_inicio", "fecha_fin") else duda["campo"]
            dudosos.add(f"{prefijo}{campo}")
    return [
        ruta
        for ruta, origen in borrador["origenes"].items()
        if origen["confianza"] >= SEGURA and not any(ruta == d or ruta.startswith(f"{d}/") for d in dudosos)
    ]


# The plan that comes out -----------------------------------------------------------------------------------


def depurado(borrador: Mapping[str, Any], decisiones: Mapping[str, Any]) -> dict[str, Any]:
    """The data without removed rows, its doubts marked as settled where they are, its rows numbered anew."""
    datos = deepcopy(borrador["datos"])
    for seccion in secciones(datos):
        for ruta, duda in dudas_de(datos, seccion).items():
            duda["resuelta"] = ruta in decisiones
    limpio: dict[str, Any] = _sin_quitados(datos)
    for compromiso in limpio["compromisos"]:
        for lista in (compromiso["actividades"], compromiso["acciones"]):
            _renumerar(lista)
        for accion in compromiso["acciones"]:
            _renumerar(accion.setdefault("actividades", []))
    vivos = {e["orden"] for e in limpio["ejes"]}
    for compromiso in limpio["compromisos"]:
        compromiso["eje"] = compromiso.get("eje") if compromiso.get("eje") in vivos else None
    return limpio


def es_revisable(borrador: Mapping[str, Any]) -> bool:
    """Whether it has the shape all of this expects; what was structured elsewhere may not."""
    try:
        for seccion in secciones(borrador["datos"]):
            textos(borrador["datos"], seccion)
            por_revisar(borrador, {}, seccion)
        depurado(borrador, {})
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return False
    return True


def _renumerar(filas: list[dict[str, Any]]) -> None:
    if len({f.get("numero") for f in filas}) != len(filas) or any(not f.get("numero") for f in filas):
        for numero, fila in enumerate(filas, 1):
            fila["numero"] = numero


def _sin_quitados(valor: Any) -> Any:
    if isinstance(valor, dict):
        return {c: _sin_quitados(v) for c, v in valor.items() if c != QUITADO}
    if isinstance(valor, list):
        return [_sin_quitados(v) for v in valor if not (isinstance(v, dict) and v.get(QUITADO))]
    return valor
