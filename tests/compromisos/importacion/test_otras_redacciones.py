"""Plans worded in ways the importer was not written beside: other headings, tables or text, other dates."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from documentos_de_prueba import FORMATOS, Bloque
from redacciones_de_prueba import DE_ESTADOS

from compromisos.importacion.comprension import comprender
from compromisos.importacion.lectura import leer
from compromisos.importacion.letras import normal

MESES = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
FINALES = {1: 31, 3: 31, 4: 30, 6: 30, 9: 30, 10: 31, 12: 31}
# (name, problem, objective, goal, body, person, post, ODS target, [(activity, first month, last month)]), all of 2022.
CONTENIDO = [
    (
        "Presupuesto participativo en colonias",
        "La población no decide en qué se gasta el presupuesto de su colonia.",
        "Abrir a la decisión vecinal una parte del presupuesto municipal.",
        "Quince colonias deciden y vigilan una obra cada una.",
        "Secretaría de Finanzas del Estado",
        "Rosa Elena Martínez Luna",
        "Directora de Presupuesto",
        "16.7",
        [("Publicar las reglas de participación", 1, 3), ("Realizar asambleas vecinales", 4, 6)],
    ),
    (
        "Agua limpia y datos abiertos",
        "Nadie conoce la calidad del agua que llega a su casa.",
        "Publicar en formato abierto la calidad del agua de cada pozo.",
        "Un tablero público con los resultados de todos los pozos.",
        "Comisión Estatal del Agua",
        "Jorge Luis Pérez Soto",
        "Titular de la Unidad de Calidad",
        "6.3",
        [
            ("Muestrear los pozos", 1, 6),
            ("Abrir el tablero de resultados", 4, 9),
            ("Capacitar a los comités", 10, 12),
        ],
    ),
    (
        "Obra pública a la vista",
        "Las obras se anuncian y no se sabe cómo terminan.",
        "Dar seguimiento ciudadano a las obras de más de diez millones.",
        "Todas las obras mayores con su expediente en línea.",
        "Instituto de Infraestructura Física",
        "María del Carmen Ríos Vega",
        "Coordinadora de Transparencia",
        "9.1",
        [("Digitalizar los expedientes", 1, 4), ("Instalar contralorías sociales", 6, 10)],
    ),
    (
        "Justicia cercana para mujeres",
        "Las víctimas desisten porque el trámite es largo y confuso.",
        "Acercar la denuncia y el acompañamiento a los municipios rurales.",
        "Ocho módulos itinerantes en funcionamiento.",
        "Poder Judicial del Estado",
        "Laura Isabel Gómez Cruz",
        "Secretaria General de Acuerdos",
        "5.2",
        [("Diseñar la ruta de los módulos", 1, 3), ("Operar los módulos itinerantes", 4, 12)],
    ),
]


def rango(a: int, b: int) -> str:
    return f"{MESES[a - 1]} a {MESES[b - 1]} de 2022"


def abreviado(a: int, b: int) -> str:
    return f"{MESES[a - 1][:3]}-{MESES[b - 1][:3]} 2022"


def titulos_numerados() -> list[Bloque]:
    bloques: list[Bloque] = [("titulo", "Plan de Acción Local de Gobierno Abierto 2022")]
    for n, (nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades) in enumerate(CONTENIDO, 1):
        bloques += [
            ("titulo", f"Compromiso {n}. {nombre}"),
            ("parrafo", f"Problemática que atiende: {problema}"),
            ("parrafo", f"Objetivo general del compromiso: {objetivo}"),
            ("parrafo", f"Meta: {meta}"),
            ("parrafo", "Actividades:"),
            *(("parrafo", f"{i}. {a} ({rango(x, y)})") for i, (a, x, y) in enumerate(actividades, 1)),
            ("parrafo", f"Institución responsable: {cuerpo}"),
            ("parrafo", f"{persona}\n{cargo}"),
            ("parrafo", f"ODS: meta {ods}"),
        ]
    return bloques


def fichas_en_tabla() -> list[Bloque]:
    bloques: list[Bloque] = [("titulo", "Plan de Acción Local 2022")]
    for nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades in CONTENIDO:
        bloques += [
            (
                "tabla",
                [
                    ["Título del compromiso", nombre],
                    ["Planteamiento del problema", problema],
                    ["Objetivo principal", objetivo],
                    ["Resultados esperados", meta],
                    ["Dependencia responsable", f"{cuerpo}\n\n{persona}\n{cargo}"],
                    ["Agenda 2030", f"Meta {ods}"],
                ],
            ),
            (
                "tabla",
                [
                    ["Actividad", "Fecha de inicio", "Fecha de término", "Entregable"],
                    *([a, f"01/{x:02d}/2022", f"{FINALES[y]}/{y:02d}/2022", "Informe"] for a, x, y in actividades),
                ],
            ),
        ]
    return bloques


def ejes_y_periodos() -> list[Bloque]:
    bloques: list[Bloque] = []
    for n, (nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades) in enumerate(CONTENIDO, 1):
        bloques += [
            ("titulo", f"Eje {n}. Asunto número {n}"),
            ("titulo", f"Compromiso No. {n}: {nombre}"),
            (
                "tabla",
                [
                    ["Problema público", problema],
                    ["Propósito", objetivo],
                    ["Metas comprometidas", meta],
                    ["A cargo de", f"{cuerpo} ({persona}, {cargo})"],
                    ["Objetivos de Desarrollo Sostenible", f"ODS {ods}"],
                    ["Actividades", "Periodo", "Evidencias"],
                    *([a, abreviado(x, y), "Minuta"] for a, x, y in actividades),
                ],
            ),
        ]
    return bloques


def en_renglones() -> list[Bloque]:
    """A sheet with a row for each commitment, and below one for each activity."""
    cabeza = ["No.", "Compromiso", "Problemática", "Objetivo", "Metas", "Responsable", "ODS"]
    filas = [
        [str(n), c[0], c[1], c[2], c[3], f"{c[4]}\n\n{c[5]}\n{c[6]}", f"Meta {c[7]}"]
        for n, c in enumerate(CONTENIDO, 1)
    ]
    actividades = [
        [str(n), a, f"2022-{x:02d}-01", f"2022-{y:02d}-{FINALES[y]}"]
        for n, c in enumerate(CONTENIDO, 1)
        for a, x, y in c[8]
    ]
    return [
        ("tabla", [cabeza, *filas]),
        ("titulo", "CALENDARIO"),
        ("tabla", [["Compromiso", "Actividad", "Inicio", "Fin"], *actividades]),
    ]


def sin_blancos() -> list[Bloque]:
    """Plain text, capitals for headings, no blank lines, each activity with the lines of its calendar."""
    lineas = ["PLAN DE ACCIÓN LOCAL"]
    for n, (nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades) in enumerate(CONTENIDO, 1):
        lineas += [f"COMPROMISO {n}", nombre, "PROBLEMA PÚBLICO", problema, "OBJETIVO", objetivo, "METAS", meta]
        lineas.append("ACTIVIDADES A REALIZAR")
        for a, x, y in actividades:
            lineas += [f"- {a}", f"Inicio: {MESES[x - 1]} 2022", f"Término: {MESES[y - 1]} 2022"]
        lineas += ["RESPONSABLES", cuerpo, persona, cargo, "ALINEACIÓN CON LOS ODS", f"Meta {ods}"]
    return [("parrafo", "\n".join(lineas))]


def preguntas() -> list[Bloque]:
    bloques: list[Bloque] = []
    for n, (nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades) in enumerate(CONTENIDO, 1):
        bloques += [
            ("parrafo", f"Ficha del compromiso {n} – {nombre}"),
            ("parrafo", "¿Cuál es la problemática que el compromiso aborda?"),
            ("parrafo", problema),
            ("parrafo", "¿Qué se busca lograr?"),
            ("parrafo", objetivo),
            ("parrafo", "Impacto esperado"),
            ("parrafo", meta),
            ("parrafo", "Plan de trabajo"),
            *(
                ("parrafo", f"• {a}: del 1 de {MESES[x - 1]} al {FINALES[y]} de {MESES[y - 1]} de 2022")
                for a, x, y in actividades
            ),
            ("parrafo", "Servidor público responsable"),
            ("parrafo", f"Nombre: {persona}\nCargo: {cargo}\nInstitución: {cuerpo}"),
            ("parrafo", "Contribución a los ODS"),
            ("parrafo", f"Objetivo {ods.split('.')[0]}, meta {ods}"),
        ]
    return bloques


def acciones_clave() -> list[Bloque]:
    bloques: list[Bloque] = []
    for n, (nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades) in enumerate(CONTENIDO, 1):
        bloques += [
            ("titulo", f"Compromiso {['I', 'II', 'III', 'IV'][n - 1]}. {nombre}"),
            ("parrafo", f"Problema a resolver: {problema}"),
            ("parrafo", f"Objetivo: {objetivo}"),
            ("parrafo", f"Metas verificables: {meta}"),
            ("parrafo", f"Responsable del cumplimiento: {cuerpo}"),
            ("parrafo", f"{persona}\n{cargo}"),
            ("parrafo", f"Vinculación con la Agenda 2030: {ods}"),
            ("titulo", "Acción clave 1. Poner en marcha (100 % de ponderación del compromiso)"),
            (
                "tabla",
                [
                    ["Actividad", "Plazo", "Medio de verificación"],
                    *([f"{i}. {a}", rango(x, y), "Acta"] for i, (a, x, y) in enumerate(actividades, 1)),
                ],
            ),
        ]
    return bloques


REDACCIONES: list[tuple[Callable[[], list[Bloque]], tuple[str, ...]]] = [
    (titulos_numerados, ("plan.docx", "plan.odt", "plan.txt", "plan.pdf")),
    (fichas_en_tabla, ("plan.docx", "plan.odt", "plan.xlsx", "plan.pdf")),
    (ejes_y_periodos, ("plan.docx", "plan.xlsx", "plan.ods")),
    (en_renglones, ("plan.xlsx", "plan.ods", "plan.docx", "plan.csv")),
    (sin_blancos, ("plan.txt", "plan.docx")),
    (preguntas, ("plan.docx", "plan.txt", "plan.odt")),
    (acciones_clave, ("plan.docx", "plan.odt", "plan.pdf")),
]


def leido(redaccion: Callable[[], list[Bloque]], nombre: str) -> dict[str, Any]:
    return comprender(leer(FORMATOS[nombre](redaccion()), nombre)).datos


def actividades(compromiso: dict[str, Any]) -> list[dict[str, Any]]:
    return [*compromiso["actividades"], *(a for k in compromiso["acciones"] for a in k["actividades"])]


def hechos(datos: dict[str, Any]) -> tuple[set[Any], set[Any]]:
    """What was read, as facts: (field, commitment, value); dates apart."""
    nombres = {i["codigo"]: i["nombre"] for i in datos["instituciones"]}
    campos, fechas = set(), set()
    for c in datos["compromisos"]:
        clave = normal(c["nombre"])
        for campo in ("problema", "objetivo", "proposito_ciudadano"):
            if c[campo]:
                campos.add((campo, clave, normal(c[campo])))
        campos |= {("persona", clave, normal(r["persona"]), normal(r["cargo"])) for r in c["responsables"]}
        campos |= {
            ("institucion", clave, normal(nombres[r["institucion"]]))
            for r in c["responsables"]
            if r["institucion"]
        }
        campos |= {("ods", clave, a["clave"]) for a in c["alineaciones"] if "." in a["clave"]}
        for a in actividades(c):
            campos.add(("actividad", clave, normal(a["nombre"])))
            fechas.add((clave, normal(a["nombre"]), a["fecha_inicio"], a["fecha_fin"]))
    return campos, fechas


def esperados() -> tuple[set[Any], set[Any]]:
    campos, fechas = set(), set()
    for nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, lista in CONTENIDO:
        clave = normal(nombre)
        campos |= {("problema", clave, normal(problema)), ("objetivo", clave, normal(objetivo))}
        campos |= {
            ("proposito_ciudadano", clave, normal(meta)),
            ("persona", clave, normal(persona), normal(cargo)),
        }
        campos |= {("institucion", clave, normal(cuerpo)), ("ods", clave, ods)}
        for a, x, y in lista:
            campos.add(("actividad", clave, normal(a)))
            inicio, fin = date(2022, x, 1), date(2022, y, FINALES[y])
            fechas.add((clave, normal(a), inicio.isoformat(), fin.isoformat()))
    return campos, fechas


CASOS = [pytest.param(r, n, id=f"{r.__name__}-{n}") for r, nombres in REDACCIONES for n in nombres]
CASOS += [
    pytest.param(partial(r, CONTENIDO), n, id=f"{r.__name__}-{n}") for r, nombres in DE_ESTADOS for n in nombres
]


@pytest.mark.parametrize(("redaccion", "nombre"), CASOS)
def test_every_commitment_is_found_and_none_is_made_up(redaccion: Callable[[], list[Bloque]], nombre: str) -> None:
    assert [normal(c["nombre"]) for c in leido(redaccion, nombre)["compromisos"]] == [
        normal(c[0]) for c in CONTENIDO
    ]


@pytest.mark.parametrize(("redaccion", "nombre"), CASOS)
def test_fields_and_dates_reach_the_bars(redaccion: Callable[[], list[Bloque]], nombre: str) -> None:
    campos, fechas = hechos(leido(redaccion, nombre))
    verdad, calendario = esperados()
    assert len(campos & verdad) / len(verdad) >= 0.9, sorted(verdad - campos)
    assert len(campos & verdad) / len(campos) >= 0.95, sorted(campos - verdad)
    assert len(fechas & calendario) / len(calendario) >= 0.9, sorted(calendario - fechas)
