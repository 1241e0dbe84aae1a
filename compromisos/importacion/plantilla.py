"""The layout of our own workbook: one sheet per kind of row, its columns named by code in a hidden first row.

Read here, without Django; written by `compromisos.plantilla_excel`. What is written comes back the same.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from compromisos.importacion.borrador import duda
from compromisos.importacion.documento import Celda, Documento, Lugar, Tabla, Titulo
from compromisos.importacion.limites import CELDAS, DocumentoIlegible
from compromisos.importacion.revision import (
    ESQUEMA,
    FECHA,
    LISTA,
    NUMERO,
    OPCION,
    RENGLON,
    TEXTO,
    texto_vacio,
    valor_de,
)

LOGICO = "logico"
PRIMERA_FILA = 3
"""Codes in the first row, labels in the second."""
_PADRE = (("compromiso", NUMERO), ("accion", NUMERO))


@dataclass(frozen=True, slots=True)
class Hoja:
    """`llaves` say to which commitment and key action a row belongs."""

    titulo: str
    clase: str
    llaves: tuple[tuple[str, str], ...]
    campos: tuple[tuple[str, str], ...]

    @property
    def columnas(self) -> tuple[tuple[str, str], ...]:
        return (*self.llaves, *self.campos)


def _de(clase: str, *otros: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    propios = tuple((c, NUMERO if c == "eje" else f) for c, f, _m in ESQUEMA[clase] if c != "alineaciones")
    return (*(o for o in otros if o[0] in ("numero", "codigo", "orden")), *propios,
            *(o for o in otros if o[0] not in ("numero", "codigo", "orden")))  # fmt: skip


HOJAS = (
    Hoja("Plan", "plan", (), _de("plan", ("clave", RENGLON), ("numero", NUMERO), ("fuente", RENGLON))),
    Hoja(
        "Secretariado", "secretariado", (),
        (("nombre", RENGLON), ("entidad", RENGLON), ("fecha_declaratoria", FECHA), ("fecha_instalacion", FECHA),
         ("texto_instalacion", TEXTO)),
    ),
    Hoja("Integrantes", "integrantes", (), _de("integrantes", ("orden", NUMERO))),
    Hoja(
        "Instituciones", "instituciones", (),
        _de("instituciones", ("codigo", RENGLON), ("pertenece_a", OPCION), ("sitio", RENGLON),
            ("otros_nombres", LISTA)),
    ),
    Hoja("Ejes", "ejes", (), (("orden", NUMERO), *_de("ejes"))),
    Hoja(
        "Compromisos", "compromisos", (),
        _de("compromisos", ("clave", RENGLON), ("precision", OPCION), ("origen", OPCION)),
    ),
    Hoja("Acciones clave", "acciones", _PADRE[:1], _de("acciones", ("numero", NUMERO))),
    Hoja("Responsables", "responsables", _PADRE, _de("responsables")),
    Hoja("Actividades", "actividades", _PADRE, _de("actividades", ("numero", NUMERO), ("precision", OPCION))),
    Hoja("Indicadores", "indicadores", _PADRE, _de("indicadores", ("definicion", TEXTO))),
    Hoja(
        "Alineaciones", "alineaciones", _PADRE[:1],
        (("marco", OPCION), ("clave", RENGLON), ("texto_original", RENGLON), ("confirmada", LOGICO)),
    ),
    Hoja(
        "Dudas", "dudas", _PADRE[:1],
        (("campo", RENGLON), ("texto_original", TEXTO), ("nota", TEXTO), ("resuelta", LOGICO)),
    ),
)  # fmt: skip
POR_TITULO = {h.titulo: h for h in HOJAS}
_OMISION = {"papel": "", "periodicidad": "unica", "precision": "dia", "origen": "cocreado"}


@dataclass(slots=True)
class _Fila:
    hoja: Hoja
    numero: int
    valores: dict[str, Any]
    dudas: list[dict[str, str]]
    textos: dict[str, tuple[int, str]]


class HojaDeTextos:
    """The rows of a sheet that is not a workbook's (ODS, CSV), as openpyxl gives those of one."""

    def __init__(self, filas: Iterable[tuple[Celda, ...]]) -> None:
        self.filas = {f[0].lugar.fila or 1: tuple(c.texto for c in f) for f in filas if f}

    def iter_rows(
        self, *, max_row: int | None = None, max_col: int | None = None, values_only: bool = True
    ) -> Iterator[tuple[str, ...]]:
        ultima = max(self.filas, default=0)
        return (self.filas.get(n, ())[:max_col] for n in range(1, min(ultima, max_row or ultima) + 1))


@dataclass(frozen=True, slots=True)
class LibroDeTextos:
    hojas: dict[str, HojaDeTextos]

    @property
    def sheetnames(self) -> list[str]:
        return list(self.hojas)

    def __getitem__(self, titulo: str) -> HojaDeTextos:
        return self.hojas[titulo]


def es_plantilla(libro: Any) -> bool:
    """By its hidden codes: a workbook of anybody else is read as any document."""
    if "Compromisos" not in libro.sheetnames:
        return False
    primera = next(libro["Compromisos"].iter_rows(max_row=1, values_only=True), ())
    return list(primera[:3]) == [c for c, _f in POR_TITULO["Compromisos"].columnas[:3]]


def leer_plantilla(libro: Any, formato: str = "xlsx") -> Documento:
    """Every row in its place. A value of another shape is a doubt; a row of no commitment is left apart."""
    filas = [
        fila for hoja in HOJAS if hoja.titulo in libro.sheetnames for fila in _filas(libro[hoja.titulo], hoja)
    ]
    if not any(f.hoja.clase == "compromisos" and f.valores["nombre"] for f in filas):
        raise DocumentoIlegible("plantilla_vacia")
    armado = _Armado()
    for fila in filas:
        armado.poner(fila)
    return Documento(
        tuple(_piezas(filas)), formato, datos=armado.datos, origenes=armado.origenes, sueltos=tuple(armado.sueltos)
    )


def _filas(hoja_leida: Any, hoja: Hoja) -> Iterator[_Fila]:
    formas = dict(hoja.columnas)
    codigos: tuple[Any, ...] = ()
    total = 0
    for numero, celdas in enumerate(hoja_leida.iter_rows(max_col=60, values_only=True), 1):
        if numero == 1:
            codigos = celdas
        if numero < PRIMERA_FILA or not any(v not in (None, "") for v in celdas):
            continue
        total += len(celdas)
        if total > CELDAS:
            raise DocumentoIlegible("largo")
        fila = _Fila(hoja, numero, {c: _omision(c, f) for c, f in hoja.columnas}, [], {})
        for columna, (codigo, celda) in enumerate(zip(codigos, celdas, strict=False), 1):
            if codigo in formas and celda not in (None, ""):
                texto = _texto(celda)
                fila.textos[codigo] = (columna, texto)
                try:
                    fila.valores[codigo] = _valor(texto, formas[codigo])
                except ValueError:
                    nota = "El valor de la celda no tiene la forma que pide su columna."
                    fila.dudas.append(duda(codigo, texto, nota))
        yield fila


def _omision(campo: str, forma: str) -> Any:
    if forma == LOGICO:
        return False
    return _OMISION.get(campo, texto_vacio(forma))


def _texto(celda: Any) -> str:
    if isinstance(celda, datetime | date):
        return celda.strftime("%Y-%m-%d")
    if isinstance(celda, float) and celda.is_integer():
        return str(int(celda))
    return str(celda).replace("_x000D_", "").replace("\r\n", "\n").strip()


def _valor(texto: str, forma: str) -> Any:
    if forma == LOGICO:
        return texto.lower() in ("si", "sí", "x", "1", "true", "verdadero")
    if forma == NUMERO:
        return int(float(texto)) if float(texto).is_integer() else int(texto)
    return valor_de(texto, forma)


class _Armado:
    """Puts the rows together into the draft's shape."""

    def __init__(self) -> None:
        self.datos: dict[str, Any] = {
            "fuente": {"titulo": "", "formato": "xlsx"},
            "secretariado": {"integrantes": []},
            "instituciones": [],
            "plan": {},
            "ejes": [],
            "compromisos": [],
            "dudas": [],
        }
        self.origenes: dict[str, tuple[str, str]] = {}
        self.sueltos: list[dict[str, str]] = []
        self.rutas: dict[tuple[int | None, int | None], tuple[str, dict[str, Any]]] = {}

    def poner(self, fila: _Fila) -> None:
        clase, valores = fila.hoja.clase, fila.valores
        llaves = {c: valores.pop(c) for c, _f in fila.hoja.llaves}
        padre, ruta = self._padre(clase, llaves)
        if padre is None:
            texto = " · ".join(t for _c, t in fila.textos.values())
            lugar = str(Lugar(hoja=fila.hoja.titulo, fila=fila.numero))
            self.sueltos.append({"lugar": lugar, "texto": texto, "motivo": "no dice de qué compromiso es"})
            return
        if clase in ("plan", "secretariado"):
            padre[clase] = {**padre[clase], **valores}
            propia = clase
            if clase == "plan":
                self.datos["fuente"]["titulo"] = padre["plan"].pop("fuente") or ""
        else:
            padre.setdefault(clase, []).append(valores)
            propia = f"{ruta}/{clase}/{len(padre[clase]) - 1}".lstrip("/")
        if clase in ("compromisos", "acciones"):
            for lista in ("responsables", "indicadores", "acciones", "actividades"):
                if (clase, lista) != ("acciones", "acciones"):
                    valores[lista] = []
        if clase == "compromisos":
            valores |= {"alineaciones": [], "dudas": []}
            self.rutas.setdefault((valores["numero"], None), (propia, valores))
        elif clase == "acciones":
            self.rutas.setdefault((llaves["compromiso"], valores["numero"]), (propia, valores))
        self._anotar(fila, propia, llaves.get("compromiso") if clase != "compromisos" else valores["numero"])

    def _padre(self, clase: str, llaves: dict[str, Any]) -> tuple[dict[str, Any] | None, str]:
        if clase == "integrantes":
            return self.datos["secretariado"], "secretariado"
        if not llaves or (clase == "dudas" and llaves["compromiso"] is None):
            return self.datos, ""
        ruta, padre = self.rutas.get((llaves["compromiso"], llaves.get("accion")), ("", None))
        return padre, ruta

    def _anotar(self, fila: _Fila, ruta: str, compromiso: int | None) -> None:
        revisables = {c for c, _f, _m in ESQUEMA.get(fila.hoja.clase, ())}
        if fila.hoja.clase != "instituciones":
            de_fila = fila.hoja.clase not in ("plan", "compromisos")
            for codigo, (columna, texto) in fila.textos.items():
                if codigo in revisables:
                    lugar = Lugar(hoja=fila.hoja.titulo, fila=fila.numero, columna=columna)
                    self.origenes.setdefault(ruta if de_fila else f"{ruta}/{codigo}", (str(lugar), texto))
        _ruta, dueno = self.rutas.get((compromiso, None), ("", None))
        (dueno or self.datos)["dudas"] += fila.dudas


def _piezas(filas: list[_Fila]) -> Iterator[Titulo | Tabla]:
    hoja = ""
    for fila in filas:
        if fila.hoja.titulo != hoja:
            hoja = fila.hoja.titulo
            yield Titulo(hoja, 1, Lugar(hoja=hoja))
        celdas = tuple(
            Celda(t, Lugar(hoja=hoja, fila=fila.numero, columna=c)) for c, t in fila.textos.values() if t
        )
        yield Tabla((celdas,), Lugar(hoja=hoja, fila=fila.numero))
