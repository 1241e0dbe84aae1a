"""Layouts of commitments as other states print them, made of any content: (name, problem, objective, goal, body,
person, post, ODS target, [(activity, first month, last month)])."""

from typing import Any

from documentos_de_prueba import Bloque

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
FINALES = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
Contenido = list[Any]


def hitos_ogp(contenido: Contenido) -> list[Bloque]:
    """The Alliance's form: «Número y nombre del compromiso», questions, milestones."""
    bloques: list[Bloque] = [("titulo", "Tercer Plan de Acción Local de Gobierno Abierto")]
    for n, (nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades) in enumerate(contenido, 1):
        filas = [
            [a, f"{MESES[x - 1].capitalize()} 2022", f"{MESES[y - 1].capitalize()} 2022"]
            for a, x, y in actividades
        ]
        ficha = [
            ["Número y nombre del compromiso", f"{n}. {nombre}"],
            ["¿Qué problema pretende abordar el compromiso?", problema],
            ["Objetivo del compromiso", objetivo],
            ["Resultados que se quieren lograr", meta],
            ["Institución implementadora", cuerpo],
            ["Persona de contacto", f"{persona}\n{cargo}"],
            ["Relación con los ODS", f"Meta {ods}"],
        ]
        bloques += [("tabla", ficha), ("tabla", [["Hitos", "Fecha de inicio", "Fecha de finalización"], *filas])]
    return bloques


def ordinales(contenido: Contenido) -> list[Bloque]:
    """«COMPROMISO PRIMERO», a heading above each paragraph, lettered lines of action."""
    bloques: list[Bloque] = [("titulo", "Plan de Acción Local de Gobierno Abierto 2022")]
    for orden, (nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades) in zip(
        ("PRIMERO", "SEGUNDO", "TERCERO", "CUARTO"), contenido, strict=True
    ):
        bloques.append(("titulo", f"COMPROMISO {orden}: {nombre}"))
        for rotulo, texto in (
            ("Diagnóstico", problema),
            ("Objetivo del compromiso", objetivo),
            ("Producto final", meta),
        ):
            bloques += [("parrafo", rotulo), ("parrafo", texto)]
        bloques.append(("parrafo", "Líneas de acción"))
        for letra, (a, x, y) in zip("abcdef", actividades, strict=False):
            bloques.append(("parrafo", f"{letra}) {a} ({MESES[x - 1]}-{MESES[y - 1]} de 2022)"))
        bloques += [("parrafo", "Enlace institucional"), ("parrafo", f"{persona}\n{cargo}\n{cuerpo}")]
        bloques += [("parrafo", "ODS relacionados"), ("parrafo", ods)]
    return bloques


def horizontal(contenido: Contenido) -> list[Bloque]:
    """One wide table: a row for each activity, its commitment in the first of them."""
    cabeza = [
        "Compromiso",
        "Problema que atiende",
        "Objetivo",
        "Meta",
        "Acciones",
        "Inicio",
        "Término",
        "Responsable",
        "ODS",
    ]
    filas = [cabeza]
    for nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades in contenido:
        for i, (a, x, y) in enumerate(actividades):
            suya = [a, f"01/{x:02d}/2022", f"{FINALES[y]}/{y:02d}/2022"]
            quien = f"{cuerpo}\n\n{persona}\n{cargo}"
            filas.append(
                ["", "", "", "", *suya, "", ""] if i else [nombre, problema, objetivo, meta, *suya, quien, ods]
            )
    return [("titulo", "Plan de Acción Local 2022"), ("tabla", filas)]


def corrido(contenido: Contenido) -> list[Bloque]:
    """Paragraphs that begin with their heading; who answers, in one sentence."""
    bloques: list[Bloque] = [("titulo", "Segundo Plan de Acción Local"), ("titulo", "Compromisos")]
    for nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades in contenido:
        bloques += [
            ("parrafo", f"Compromiso: {nombre}"),
            ("parrafo", f"Problemática detectada: {problema}"),
            ("parrafo", f"Objetivo específico: {objetivo}"),
            ("parrafo", f"Meta del compromiso: {meta}"),
            ("parrafo", "Actividades principales:"),
            *(("parrafo", f"• {a}. De {MESES[x - 1]} a {MESES[y - 1]} de 2022.") for a, x, y in actividades),
            ("parrafo", f"Área responsable: {cuerpo}. {persona}, {cargo}"),
            ("parrafo", f"ODS vinculados: {ods}"),
        ]
    return bloques


def por_secciones(contenido: Contenido) -> list[Bloque]:
    """Number and name as two headings, a heading for each field, a numbered table of actions."""
    bloques: list[Bloque] = [("titulo", "PLAN DE ACCIÓN LOCAL DE GOBIERNO ABIERTO")]
    for n, (nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades) in enumerate(contenido, 1):
        filas = [
            [str(i), a, cuerpo, f"1 de {MESES[x - 1]} de 2022", f"{FINALES[y]} de {MESES[y - 1]} de 2022"]
            for i, (a, x, y) in enumerate(actividades, 1)
        ]
        cabeza = ["#", "Acción", "Responsable", "Fecha de inicio", "Fecha de conclusión"]
        bloques += [("titulo", f"Compromiso {n}"), ("titulo", nombre)]
        for rotulo, texto in (("Problema", problema), ("Objetivo", objetivo), ("Meta", meta)):
            bloques += [("titulo", rotulo), ("parrafo", texto)]
        bloques += [("titulo", "Acciones"), ("tabla", [cabeza, *filas])]
        bloques += [("titulo", "Institución responsable"), ("parrafo", f"{cuerpo}\n{persona}\n{cargo}")]
        bloques += [("titulo", "Objetivos de Desarrollo Sostenible"), ("parrafo", f"Meta {ods}")]
    return bloques


def cronograma(contenido: Contenido) -> list[Bloque]:
    """A calendar of marks: a column for each month."""
    meses = ["Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Sep", "Oct", "Nov", "Dic"]
    bloques: list[Bloque] = [("titulo", "Plan de Acción Local 2022")]
    for n, (nombre, problema, objetivo, meta, cuerpo, persona, cargo, ods, actividades) in enumerate(contenido, 1):
        marcas = [[a, *("X" if x <= m <= y else "" for m in range(1, 13))] for a, x, y in actividades]
        ficha = [["Problema", problema], ["Objetivo", objetivo], ["Meta", meta]]
        ficha += [["Responsable", f"{cuerpo}\n\n{persona}\n{cargo}"], ["ODS", f"Meta {ods}"]]
        bloques += [
            ("titulo", f"Compromiso {n}. {nombre}"),
            ("tabla", ficha),
            ("tabla", [["Actividad", *(f"{m} 2022" for m in meses)], *marcas]),
        ]
    return bloques


DE_ESTADOS = (
    (hitos_ogp, ("plan.docx", "plan.pdf", "plan.odt")),
    (ordinales, ("plan.docx", "plan.txt", "plan.pdf")),
    (horizontal, ("plan.xlsx", "plan.docx", "plan.ods")),
    (corrido, ("plan.docx", "plan.txt")),
    (por_secciones, ("plan.docx", "plan.odt", "plan.pdf")),
    (cronograma, ("plan.docx", "plan.xlsx")),
)
