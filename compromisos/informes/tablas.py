"""The data set of a report: its tables, as CSV, JSON and XLSX, all from the facts that the pages print.

Columns carry the names of the API and its four decimals: a figure reads the same here, there and in the PDF.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson

from compromisos.avance import Cifras, Conjunto
from compromisos.informes.contenido import Contenido, PuntoDeCurva, Vencida
from compromisos.informes.fichas import FichaCompromiso, FichaEvidencia
from pal_portal.cimientos.csv_publico import celda

LICENCIA = "https://creativecommons.org/licenses/by/4.0/deed.es"
PROGRAMADO = (
    "programado",
    "Lo que el calendario dice que debería estar hecho, de 0 a 100; vacío: sin calendario.",
)
DECLARADO = ("declarado", "Lo que la institución responsable reporta, de 0 a 100; vacío: sin dato.")
VERIFICADO = ("verificado", "Lo confirmado con evidencia, de 0 a 100; vacío: sin dato.")
TRES = (PROGRAMADO, DECLARADO, VERIFICADO)
CONTEOS = (
    ("compromisos_en_vigor", "Compromisos en vigor."),
    ("compromisos_medidos", "De ellos, los que cuentan en el promedio."),
    ("compromisos_sin_dato", "De ellos, los que nadie ha reportado."),
    ("entregas_vencidas", "Entregas vencidas."),
)
COMPROMISO = ("compromiso", "Clave del compromiso.")


@dataclass(frozen=True, slots=True)
class Tabla:
    """`columnas`: name and meaning of each."""

    nombre: str
    titulo: str
    columnas: Sequence[tuple[str, str]]
    filas: Sequence[Sequence[Any]]


def tres(cifras: Cifras) -> tuple[Any, ...]:
    """The three figures as the API publishes them."""
    c = cifras.redondeadas(4)
    return tuple(None if v is None else float(v) for v in (c.programado, c.declarado, c.verificado))


def numero(valor: Decimal | None) -> float | None:
    return None if valor is None else float(valor)


def a_csv(tabla: Tabla) -> bytes:
    """UTF-8 with its mark, so that spreadsheets read the accents; formulas are neutralised."""
    salida = io.StringIO()
    escritor = csv.writer(salida)
    escritor.writerow([c for c, _significado in tabla.columnas])
    escritor.writerows([celda(v) for v in fila] for fila in tabla.filas)
    return ("\ufeff" + salida.getvalue()).encode()


def a_json(datos: dict[str, Any], tablas: Sequence[Tabla]) -> bytes:
    """Every table with its dictionary, after what the report says of itself."""
    cuerpo = {
        **datos,
        "licencia": LICENCIA,
        "tablas": {
            t.nombre: {
                "titulo": t.titulo,
                "columnas": dict(t.columnas),
                "filas": [dict(zip([c for c, _s in t.columnas], fila, strict=True)) for fila in t.filas],
            }
            for t in tablas
        },
    }
    return orjson.dumps(cuerpo, option=orjson.OPT_INDENT_2)


def de_monitoreo(contenido: Contenido) -> list[Tabla]:
    return [
        tabla_de_resumen(contenido.conjunto, len(contenido.vencidas)),
        _tabla_de_ejes(contenido),
        tabla_de_compromisos(contenido.fichas),
        tabla_de_actividades(contenido.fichas),
        tabla_de_vencidas(contenido.vencidas),
        tabla_de_evidencias(contenido.fichas),
        tabla_de_declaraciones(contenido.fichas),
        _tabla_de_curva(contenido.curva),
    ]


def de_compromiso(contenido: Contenido, ficha: FichaCompromiso) -> list[Tabla]:
    suyas = [v for v in contenido.vencidas if v.compromiso == ficha.fila.clave]
    return [
        tabla_de_compromisos([ficha]),
        tabla_de_actividades([ficha]),
        tabla_de_vencidas(suyas),
        tabla_de_evidencias([ficha]),
        tabla_de_declaraciones([ficha]),
    ]


def conteos(conjunto: Conjunto, vencidas: int) -> tuple[int, ...]:
    return conjunto.en_vigor, conjunto.medidos, conjunto.sin_dato, vencidas


def tabla_de_resumen(conjunto: Conjunto, vencidas: int) -> Tabla:
    """The figures of the whole report."""
    filas = [(*tres(conjunto.cifras), *conteos(conjunto, vencidas))]
    return Tabla("resumen", "Las tres cifras de todo el reporte", (*TRES, *CONTEOS), filas)


def _tabla_de_ejes(contenido: Contenido) -> Tabla:
    filas = [
        (nombre, *tres(conjunto.cifras), *conteos(conjunto, 0)[:3]) for nombre, conjunto, _f in contenido.ejes
    ]
    columnas = (("eje", "Eje; vacío: sin eje."), *TRES, *CONTEOS[:3])
    return Tabla("ejes", "Ejes y sus tres cifras", columnas, filas)


def tabla_de_compromisos(fichas: Iterable[Any]) -> Tabla:
    """Of anything with a commitment, its figures and its lights."""
    columnas = (
        ("clave", "Clave pública del compromiso."),
        ("nombre", "Nombre."),
        *TRES,
        ("semaforo", "Semáforo de lo verificado."),
        ("semaforo_declarado", "Semáforo de lo declarado."),
        ("cumplimiento", "Nivel de cumplimiento sugerido."),
    )
    filas = [
        (
            f.fila.clave,
            f.fila.nombre,
            *tres(f.cifras),
            str(f.semaforo),
            str(f.semaforo_declarado),
            str(f.cumplimiento),
        )
        for f in fichas
    ]
    return Tabla("compromisos", "Compromisos y sus tres cifras", columnas, filas)


def tabla_de_actividades(fichas: Iterable[FichaCompromiso]) -> Tabla:
    columnas = (
        COMPROMISO,
        ("accion", "Número de la acción clave; vacío: no es de ninguna."),
        ("numero", "Número de la actividad."),
        ("nombre", "Nombre."),
        ("ponderacion", "Peso de su acción clave en el compromiso; vacío: sin peso."),
        *TRES,
        ("entregas_exigibles", "Entregas que ya vencieron."),
        ("entregas_hechas", "De ellas, las declaradas al 100."),
    )
    filas = [
        (
            f.fila.clave,
            k.fila.numero if k.fila else None,
            a.fila.numero,
            a.fila.nombre,
            numero(k.fila.ponderacion) if k.fila else None,
            *tres(a.cifras),
            a.exigibles,
            a.hechas,
        )
        for f in fichas
        for k in f.acciones
        for a in k.actividades
    ]
    return Tabla("actividades", "Actividades y sus tres cifras", columnas, filas)


def tabla_de_vencidas(vencidas: Iterable[Vencida]) -> Tabla:
    columnas = (
        COMPROMISO,
        ("actividad", "Actividad y número de entrega."),
        ("vence", "Cuándo venció."),
        ("dias", "Días de retraso."),
        DECLARADO,
        VERIFICADO,
    )
    filas = [
        (v.compromiso, v.actividad, v.vence.isoformat(), v.dias, numero(v.declarado), numero(v.verificado))
        for v in vencidas
    ]
    return Tabla("entregas_vencidas", "Entregas vencidas", columnas, filas)


def tabla_de_evidencias(fichas: Iterable[FichaCompromiso]) -> Tabla:
    columnas = (
        ("id", "Número de la evidencia."),
        COMPROMISO,
        ("titulo", "Título."),
        ("enviada", "Cuándo se envió."),
        ("estado", "Estado a la fecha de corte."),
        ("porcentaje", "Porcentaje de la entrega que sustenta, si está verificada."),
        ("sha256", "Huella SHA-256 del archivo."),
        ("enlace", "Enlace, si no es un archivo."),
    )
    filas = [(*_evidencia(f.fila.clave, e),) for f in fichas for e in f.evidencias]
    return Tabla("evidencias", "Evidencias", columnas, filas)


def _evidencia(clave: str, e: FichaEvidencia) -> Iterable[Any]:
    sha256 = e.fila.archivo.sha256 if e.fila.archivo else None
    porcentaje = numero(e.verificacion.porcentaje) if e.verificacion else None
    return (
        e.fila.pk,
        clave,
        e.fila.titulo,
        momento(e.fila.creado),
        str(e.estado),
        porcentaje,
        sha256,
        e.fila.enlace,
    )


def tabla_de_declaraciones(fichas: Iterable[FichaCompromiso]) -> Tabla:
    columnas = (
        ("id", "Número de la declaración."),
        COMPROMISO,
        ("creado", "Cuándo."),
        ("porcentaje", "Porcentaje declarado de la entrega."),
        ("que_se_hizo", "Qué se hizo."),
        ("obstaculos", "Obstáculos."),
    )
    filas = [
        (d.pk, f.fila.clave, momento(d.creado), numero(d.porcentaje), d.que_se_hizo, d.obstaculos)
        for f in fichas
        for d in f.declaraciones
    ]
    return Tabla("declaraciones", "Lo que declararon las instituciones", columnas, filas)


def momento(valor: datetime | None) -> str | None:
    return valor.isoformat(timespec="seconds") if valor else None


def _tabla_de_curva(curva: Iterable[PuntoDeCurva]) -> Tabla:
    filas = [(p.fecha.isoformat(), *tres(p.cifras)) for p in curva]
    return Tabla("curva", "Las tres cifras del plan en el tiempo", (("fecha", "Fecha."), *TRES), filas)
