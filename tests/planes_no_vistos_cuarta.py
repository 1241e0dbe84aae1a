"""Four more layouts, each read once for the figure of decision 0010, before any rule could be written for them."""

from contenidos_de_planes import (
    FIRMAS,
    MOVILIDAD_Y_JUVENTUD,
    SALUD_Y_BOSQUES,
    Documento,
    dia,
    mes,
    preliminares,
    verdad,
)
from documentos_de_prueba import Bloque


def campeche() -> Documento:
    """Everything of a commitment in one table, its actions numbered within one cell, each with its term."""
    bloques = preliminares("Plan de Acción Local Campeche 2023", "Segundo ejercicio")
    for n, c in enumerate(SALUD_Y_BOSQUES, 1):
        acciones = "\n".join(
            f"{i}. {a.nombre} ({mes(a.inicio)} a {mes(a.fin)})" for i, a in enumerate(c.actividades, 1)
        )
        ficha = [
            [f"COMPROMISO {n}", c.nombre],
            ["Situación que se desea cambiar (problema)", c.problema],
            ["Objetivo general", c.objetivo],
            ["Meta o resultado que se espera", c.meta],
            ["Acciones y plazos", acciones],
            ["Autoridad responsable", f"{c.institucion}\n\n{c.persona}\n{c.cargo}"],
            ["Vinculación a ODS", f"Meta {c.ods}"],
        ]
        bloques.append(("tabla", ficha))
    return [*bloques, *FIRMAS], [verdad(c) for c in SALUD_Y_BOSQUES]


def sinaloa() -> Documento:
    """Axes above, a bold name below each, and a table of steps with who and until when."""
    bloques = preliminares("Plan de Acción Local Sinaloa", "2024")
    verdades = []
    for n, c in enumerate(MOVILIDAD_Y_JUVENTUD, 1):
        pasos = [["Paso", "Descripción del paso", "A cargo de", "Desde", "Hasta"]]
        pasos += [
            [str(i), a.nombre, c.institucion, dia(a.inicio), dia(a.fin)] for i, a in enumerate(c.actividades, 1)
        ]
        bloques += [
            ("titulo", f"Eje {n}: Gobierno cercano {n}"),
            ("titulo", f"Compromiso: {c.nombre}"),
            ("parrafo", "Problema que da origen al compromiso"),
            ("parrafo", c.problema),
            ("parrafo", "Objetivo que se persigue"),
            ("parrafo", c.objetivo),
            ("parrafo", "Meta al cierre del plan"),
            ("parrafo", c.meta),
            ("parrafo", f"Responsable: {c.institucion}, {c.persona}, {c.cargo}"),
            ("parrafo", f"ODS: {c.ods}"),
            ("tabla", pasos),
        ]
        verdades.append(verdad(c))
    return bloques, verdades


def yucatan() -> Documento:
    """A matrix with a row for each commitment and a list of dated actions in a cell."""
    filas = [
        ["Compromiso", "Problema público", "Objetivo", "Acciones", "Dependencia", "Titular", "Cargo", "Meta ODS"]
    ]
    for c in MOVILIDAD_Y_JUVENTUD:
        acciones = "\n".join(f"- {a.nombre}: {dia(a.inicio)} al {dia(a.fin)}" for a in c.actividades)
        filas.append([c.nombre, c.problema, c.objetivo, acciones, c.institucion, c.persona, c.cargo, c.ods])
    bloques: list[Bloque] = [("titulo", "Plan de Acción Local Yucatán 2024"), ("tabla", filas)]
    return bloques, [verdad(c, sin=("proposito_ciudadano",)) for c in MOVILIDAD_Y_JUVENTUD]


def hidalgo() -> Documento:
    """Sentences with bold openings and a closing date for each activity."""
    bloques = preliminares("Plan de Acción Local Hidalgo", "Enero-diciembre 2023")
    verdades = []
    for n, c in enumerate(SALUD_Y_BOSQUES, 1):
        bloques += [
            ("titulo", f"Compromiso núm. {n}: {c.nombre}"),
            ("parrafo", f"Problema público a resolver.- {c.problema}"),
            ("parrafo", f"Objetivo.- {c.objetivo}"),
            ("parrafo", f"Resultados esperados.- {c.meta}"),
            ("parrafo", "Actividades programadas.-"),
            *(
                ("parrafo", f"{'abcd'[i]}) {a.nombre}. Fecha de término: {dia(a.fin)}.")
                for i, a in enumerate(c.actividades)
            ),
            ("parrafo", f"Institución responsable.- {c.institucion}."),
            ("parrafo", f"Enlace.- {c.persona}, {c.cargo}."),
            ("parrafo", f"ODS relacionado.- Meta {c.ods}."),
        ]
        v = verdad(c)
        v.actividades = [(a.nombre, None, a.fin) for a in c.actividades]
        verdades.append(v)
    return [*bloques, *FIRMAS], verdades


CUARTA_RONDA = (
    (campeche, ("plan.docx", "plan.pdf", "plan.odt")),
    (sinaloa, ("plan.docx", "plan.pdf")),
    (yucatan, ("plan.xlsx", "plan.docx")),
    (hidalgo, ("plan.docx", "plan.pdf", "plan.txt")),
)
