"""Four more layouts, written before any rule of the reader was changed and measured only after."""

from datetime import date

from contenidos_de_planes import (
    FIRMAS,
    MOVILIDAD_Y_JUVENTUD,
    SALUD_Y_BOSQUES,
    Documento,
    Verdad,
    mes,
    preliminares,
    ultimo_dia,
    verdad,
)
from documentos_de_prueba import Coloreada


def oaxaca() -> Documento:
    """The sheet in paragraphs, each action a block of its own with who and when."""
    bloques = preliminares("Plan de Acción Local Oaxaca Abierta", "2023 - 2024")
    verdades = []
    for n, c in enumerate(SALUD_Y_BOSQUES, 1):
        bloques += [
            ("titulo", f"Tema {n}"),
            ("parrafo", f"Nombre del compromiso: {c.nombre}"),
            ("parrafo", "¿Qué problema queremos resolver?"),
            ("parrafo", c.problema),
            ("parrafo", "¿Cuál es el objetivo?"),
            ("parrafo", c.objetivo),
            ("parrafo", "¿Cuál es la meta?"),
            ("parrafo", c.meta),
            ("parrafo", "¿Quién es responsable?"),
            ("parrafo", f"{c.institucion}\nTitular: {c.persona}\nCargo: {c.cargo}"),
            ("parrafo", "¿Con qué meta de la Agenda 2030 se relaciona?"),
            ("parrafo", f"Meta {c.ods}"),
            ("parrafo", "¿Qué vamos a hacer?"),
        ]
        for i, a in enumerate(c.actividades, 1):
            bloques += [
                ("parrafo", f"Acción {i}. {a.nombre}"),
                ("parrafo", f"Plazo: {mes(a.inicio)} - {mes(a.fin)}"),
                ("parrafo", f"Evidencia: {a.producto}"),
            ]
        verdades.append(verdad(c))
    return [*bloques, *FIRMAS], verdades


def coahuila() -> Documento:
    """One table for all: a band names the commitment, and its actions have a coloured calendar of two years."""
    bloques = preliminares("Plan de Acción Local de Coahuila", "Julio de 2023 a junio de 2024")
    meses = [(2023, m) for m in range(7, 13)] + [(2024, m) for m in range(1, 7)]
    filas: list[list[str]] = [
        ["Acciones", "Responsable", "2023", *[""] * 5, "2024", *[""] * 5],
        ["", "", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic", "Ene", "Feb", "Mar", "Abr", "May", "Jun"],
    ]
    verdades = []
    for n, c in enumerate(SALUD_Y_BOSQUES, 1):
        filas.append([f"Compromiso {n}: {c.nombre}", *[""] * 13])
        v = Verdad(c.nombre, institucion=c.institucion)
        for i, a in enumerate(c.actividades):
            desde, hasta = 3 * i, 3 * i + 2
            filas.append(
                [a.nombre, c.institucion, *(Coloreada("") if desde <= k <= hasta else "" for k in range(12))]
            )
            v.actividades.append((a.nombre, date(*meses[desde], 1), ultimo_dia(date(*meses[hasta], 1))))
        verdades.append(v)
    return [*bloques, ("titulo", "Cronograma de compromisos"), ("tabla", filas), *FIRMAS], verdades


def puebla() -> Documento:
    """Prose: whole sentences say what each thing is."""
    bloques = preliminares("Plan de Acción Local Puebla", "Enero a diciembre de 2023")
    for n, c in enumerate(SALUD_Y_BOSQUES, 1):
        bloques += [
            ("titulo", f"Compromiso {n}. {c.nombre}"),
            ("parrafo", f"El problema que se busca atender es el siguiente: {c.problema}"),
            ("parrafo", f"El objetivo de este compromiso es: {c.objetivo}"),
            ("parrafo", f"Como meta se plantea: {c.meta}"),
            ("parrafo", "Para lograrlo se llevarán a cabo las siguientes actividades:"),
            *(("parrafo", f"- {a.nombre}, de {mes(a.inicio)} a {mes(a.fin)}.") for a in c.actividades),
            ("parrafo", f"La institución responsable es: {c.institucion}."),
            ("parrafo", f"La persona responsable es {c.persona}, {c.cargo}."),
            (
                "parrafo",
                f"Este compromiso contribuye a la meta {c.ods} de los ODS.",
            ),
        ]
    return [*bloques, *FIRMAS], [verdad(c) for c in SALUD_Y_BOSQUES]


def zacatecas() -> Documento:
    """One narrow table for each commitment, a heading above each text; actions with the month they end."""
    bloques = preliminares("Segundo Plan de Acción Local Zacatecas", "2024")
    verdades = []
    for n, c in enumerate(MOVILIDAD_Y_JUVENTUD, 1):
        ficha = [
            [f"COMPROMISO {n}"],
            [c.nombre],
            ["PROBLEMÁTICA"],
            [c.problema],
            ["OBJETIVO"],
            [c.objetivo],
            ["META"],
            [c.meta],
            ["RESPONSABLE"],
            [f"{c.institucion}\n{c.persona}\n{c.cargo}"],
            ["ALINEACIÓN A LOS ODS"],
            [f"Meta {c.ods}"],
        ]
        acciones = [["Actividad", "Entregable", "Fecha límite"]]
        acciones += [[a.nombre, a.producto, mes(a.fin).replace(" de ", " ")] for a in c.actividades]
        bloques += [("tabla", ficha), ("tabla", acciones)]
        v = verdad(c)
        v.actividades = [(a.nombre, None, ultimo_dia(a.fin)) for a in c.actividades]
        verdades.append(v)
    return [*bloques, *FIRMAS], verdades


SEGUNDA_RONDA = (
    (oaxaca, ("plan.docx", "plan.pdf", "plan.odt")),
    (coahuila, ("plan.docx", "plan.xlsx", "plan.odt", "plan.ods")),
    (puebla, ("plan.docx", "plan.pdf", "plan.txt")),
    (zacatecas, ("plan.docx", "plan.pdf", "plan.xlsx")),
)
