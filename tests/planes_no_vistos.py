"""Plans in the layouts of real states, written without looking at the reader: what measures it.

Each layout tells its truth beside its blocks; `bench/lectura.py` prints the figures, and the decision
«0014-lectura-de-planes» keeps the ones of the first reading.
"""

from collections.abc import Callable
from datetime import date

from contenidos_de_planes import (
    FIRMAS,
    MOVILIDAD_Y_JUVENTUD,
    SALUD_Y_BOSQUES,
    Documento,
    dia,
    mes,
    por_mes,
    preliminares,
    ultimo_dia,
    verdad,
)
from documentos_de_prueba import Bloque, Coloreada


def jalisco() -> Documento:
    """The Alliance's template in one table for each commitment: questions, activities and who to ask."""
    bloques = preliminares("Tercer Plan de Acción Local de Gobierno Abierto Jalisco", "Periodo 2023 – 2024")
    verdades = []
    for n, c in enumerate(SALUD_Y_BOSQUES, 1):
        filas = [
            [f"Compromiso {n}. {c.nombre}"],
            [f"{mes(c.actividades[0].inicio)} a {mes(c.actividades[-1].fin)}"],
            ["Instancia o actor responsable de la implementación", c.institucion],
            ["Descripción del compromiso"],
            ["¿Cuál es la problemática pública que el compromiso abordará?", c.problema],
            ["¿Cuál es el compromiso?", c.objetivo],
            [
                "¿Cómo contribuirá a resolver la problemática?",
                f"Con información pública y oportuna la población podrá exigir resultados en {c.nombre.lower()}.",
            ],
            [
                "¿Por qué es relevante frente a los valores de OGP?",
                "Es relevante frente a la transparencia y la participación cívica.",
            ],
            ["Información adicional", "El compromiso se alinea con el Plan Estatal de Desarrollo."],
            ["Actividad con un producto verificable y fecha de término", "Fecha de inicio:", "Fecha de término:"],
            *([a.nombre, dia(a.inicio), dia(a.fin)] for a in c.actividades),
            ["Información de contacto"],
            ["Nombre de la persona responsable de la implementación", c.persona],
            ["Título, departamento", c.cargo],
            ["Correo electrónico y teléfono", "contacto@jalisco.example / 33 0000 0000"],
        ]
        bloques.append(("tabla", filas))
        verdades.append(verdad(c, sin=("proposito_ciudadano", "ods")))
    return [*bloques, *FIRMAS], verdades


def nuevo_leon() -> Documento:
    """A landscape matrix under a heading of two rows; a commitment takes several rows."""
    bloques = preliminares("Plan de Acción Nuevo León Abierto", "2024")
    filas = [
        [
            "Núm.",
            "Compromiso",
            "Problemática",
            "Objetivo",
            "Acciones",
            "Calendarización",
            "",
            "Indicador",
            "Responsable",
            "ODS",
        ],
        ["", "", "", "", "", "Inicio", "Conclusión", "", "", ""],
    ]
    for n, c in enumerate(MOVILIDAD_Y_JUVENTUD, 1):
        for i, a in enumerate(c.actividades):
            fechas = [a.inicio.strftime("%d/%m/%Y"), a.fin.strftime("%d/%m/%Y")]
            quien = f"{c.institucion}\n{c.persona}\n{c.cargo}"
            if i:
                filas.append(["", "", "", "", f"{n}.{i + 1} {a.nombre}", *fechas, "", "", ""])
            else:
                filas.append(
                    [
                        str(n),
                        c.nombre,
                        c.problema,
                        c.objetivo,
                        f"{n}.1 {a.nombre}",
                        *fechas,
                        c.indicador,
                        quien,
                        f"ODS {c.ods}",
                    ]
                )
    bloques += [("titulo", "Matriz de compromisos"), ("tabla", filas)]
    return bloques, [verdad(c, sin=("proposito_ciudadano",)) for c in MOVILIDAD_Y_JUVENTUD]


def morelos() -> Documento:
    """The form of 2015: one paragraph for each heading, and actions with the day they are due."""
    bloques = preliminares(
        "Plan de Acción Local de Gobierno Abierto del Estado de Morelos", "Enero – diciembre de 2023"
    )
    bloques.append(("titulo", "COMPROMISOS"))
    verdades = []
    for n, c in enumerate(SALUD_Y_BOSQUES, 1):
        bloques += [
            ("titulo", f"{n}. {c.nombre.upper()}"),
            ("parrafo", f"Situación actual: {c.problema}"),
            ("parrafo", f"Objetivo: {c.objetivo}"),
            ("parrafo", f"Meta: {c.meta}"),
            ("parrafo", f"Dependencia o entidad responsable: {c.institucion}."),
            ("parrafo", f"Servidora o servidor público responsable: {c.persona}, {c.cargo}."),
            ("parrafo", "Acciones para su cumplimiento:"),
            *(
                ("parrafo", f"{i}) {a.nombre}, a más tardar el {dia(a.fin)}.")
                for i, a in enumerate(c.actividades, 1)
            ),
        ]
        v = verdad(c, sin=("ods",))
        v.actividades = [(a.nombre, None, a.fin) for a in c.actividades]
        verdades.append(v)
    return [*bloques, *FIRMAS], verdades


def san_luis() -> Documento:
    """A calendar of coloured cells, its year in a row above the initials of the months."""
    bloques: list[Bloque] = [("titulo", "Plan de Acción Local San Luis Potosí 2024")]
    for n, c in enumerate(MOVILIDAD_Y_JUVENTUD, 1):
        gantt: list[list[str]] = [
            ["Actividad", *(["2024"] + [""] * 11)],
            ["", *"EFMAMJJASOND"],
            *(
                [
                    a.nombre,
                    *(Coloreada("") if a.inicio.month <= m <= a.fin.month else "" for m in range(1, 13)),
                ]
                for a in c.actividades
            ),
        ]
        bloques += [
            ("titulo", f"Compromiso {n}: {c.nombre}"),
            (
                "tabla",
                [
                    ["Problema público", c.problema],
                    ["Objetivo", c.objetivo],
                    ["Meta", c.meta],
                    ["Responsable", f"{c.persona}\n{c.cargo}\n{c.institucion}"],
                    ["Indicador", c.indicador],
                    ["Vinculación con los ODS", f"Meta {c.ods}"],
                ],
            ),
            ("parrafo", "Cronograma"),
            ("tabla", gantt),
        ]
    return bloques, [por_mes(verdad(c)) for c in MOVILIDAD_Y_JUVENTUD]


def tlaxcala() -> Documento:
    """Running prose: headings end in a full stop and the text goes on in the same line."""
    bloques = preliminares("Primer Plan de Acción Local Tlaxcala", "Vigencia: enero a diciembre de 2023")
    for n, c in enumerate(SALUD_Y_BOSQUES, 1):
        lista = "; ".join(f"{a.nombre.lower()} ({mes(a.inicio)} a {mes(a.fin)})" for a in c.actividades)
        bloques += [
            ("titulo", f"Compromiso {n}. {c.nombre}"),
            ("parrafo", f"Problemática. {c.problema}"),
            ("parrafo", f"Objetivo. {c.objetivo}"),
            ("parrafo", f"Meta. {c.meta}"),
            ("parrafo", f"Actividades. {lista}."),
            ("parrafo", f"Responsable. {c.institucion}, a través de {c.persona}, {c.cargo}."),
            ("parrafo", f"Alineación. Agenda 2030, meta {c.ods}."),
        ]
    return [*bloques, *FIRMAS], [verdad(c) for c in SALUD_Y_BOSQUES]


def mexico() -> Documento:
    """Headings and values side by side, two pairs in a row; a calendar by quarters."""
    bloques = preliminares("Plan de Acción Local del Estado de México", "Ejercicio 2023")
    verdades = []
    for n, c in enumerate(SALUD_Y_BOSQUES, 1):
        ficha = [
            ["Clave", f"EDOMEX-{n:02d}", "Eje rector", "Transparencia y rendición de cuentas"],
            ["Compromiso", c.nombre, "Dependencia responsable", c.institucion],
            ["Titular responsable", c.persona, "Cargo", c.cargo],
            ["Problemática identificada", c.problema, "Objetivo", c.objetivo],
            ["Meta", c.meta, "ODS", c.ods],
        ]
        trimestres = [
            [
                "Líneas de acción",
                "1er. trimestre 2023",
                "2do. trimestre 2023",
                "3er. trimestre 2023",
                "4to. trimestre 2023",
            ],
            *(
                [
                    a.nombre,
                    *("●" if _trimestre(a.inicio) <= t <= _trimestre(a.fin) else "" for t in range(1, 5)),
                ]
                for a in c.actividades
            ),
        ]
        bloques += [("tabla", ficha), ("tabla", trimestres)]
        v = verdad(c)
        v.actividades = [
            (
                a.nombre,
                date(2023, 3 * _trimestre(a.inicio) - 2, 1),
                ultimo_dia(date(2023, 3 * _trimestre(a.fin), 1)),
            )
            for a in c.actividades
        ]
        verdades.append(v)
    return [*bloques, *FIRMAS], verdades


def _trimestre(fecha: date) -> int:
    return (fecha.month - 1) // 3 + 1


def sonora() -> Documento:
    """Number above the name; plain words for headings; milestones in a list."""
    bloques = preliminares("Agenda de Gobierno Abierto Sonora", "2024")
    for n, c in enumerate(MOVILIDAD_Y_JUVENTUD, 1):
        bloques += [
            ("titulo", f"Compromiso {n:02d}"),
            ("titulo", c.nombre),
            ("parrafo", "Reto público"),
            ("parrafo", c.problema),
            ("parrafo", "¿Qué haremos?"),
            ("parrafo", c.objetivo),
            ("parrafo", "Resultado esperado"),
            ("parrafo", c.meta),
            ("parrafo", "Ruta de trabajo"),
            *(
                ("parrafo", f"Hito {i}: {a.nombre} (del {dia(a.inicio)} al {dia(a.fin)})")
                for i, a in enumerate(c.actividades, 1)
            ),
            ("parrafo", "Institución líder"),
            ("parrafo", c.institucion),
            ("parrafo", "Punto de contacto"),
            ("parrafo", f"{c.persona}, {c.cargo}"),
            ("parrafo", "Objetivos de Desarrollo Sostenible a los que contribuye"),
            ("parrafo", f"Meta {c.ods}"),
        ]
    return [*bloques, *FIRMAS], [verdad(c) for c in MOVILIDAD_Y_JUVENTUD]


def chihuahua() -> Documento:
    """Two tables for each commitment: its sheet, and a programme of work with product and period of each line."""
    bloques = preliminares("Segundo Plan de Gobierno Abierto de Chihuahua", "2024")
    for n, c in enumerate(MOVILIDAD_Y_JUVENTUD, 1):
        bloques += [
            ("titulo", f"COMPROMISO NÚM. {n}"),
            (
                "tabla",
                [
                    ["Denominación del compromiso", c.nombre],
                    ["Problema que se busca resolver", c.problema],
                    ["Objetivo general", c.objetivo],
                    ["Metas", c.meta],
                    ["Ente público responsable", c.institucion],
                    ["Enlace designado", f"{c.persona} / {c.cargo}"],
                    ["ODS", f"{c.ods.split('.')[0]} (meta {c.ods})"],
                ],
            ),
            ("parrafo", "Programa de trabajo"),
            (
                "tabla",
                [
                    ["Núm.", "Línea de acción", "Área responsable", "Producto esperado", "Periodo de ejecución"],
                    *(
                        [str(i), a.nombre, c.institucion, a.producto, f"{a.inicio:%d/%m/%Y} - {a.fin:%d/%m/%Y}"]
                        for i, a in enumerate(c.actividades, 1)
                    ),
                ],
            ),
            ("parrafo", "Indicadores"),
            ("tabla", [["Indicador", "Unidad de medida", "Meta programada"], [c.indicador, "Número", "8"]]),
        ]
    return [*bloques, *FIRMAS], [verdad(c) for c in MOVILIDAD_Y_JUVENTUD]


PRIMERA_RONDA: tuple[tuple[Callable[[], Documento], tuple[str, ...]], ...] = (
    (jalisco, ("plan.docx", "plan.pdf", "plan.odt")),
    (nuevo_leon, ("plan.xlsx", "plan.docx", "plan.pdf")),
    (morelos, ("plan.docx", "plan.pdf", "plan.txt")),
    (san_luis, ("plan.docx", "plan.xlsx", "plan.odt", "plan.ods")),
    (tlaxcala, ("plan.docx", "plan.pdf")),
    (mexico, ("plan.docx", "plan.xlsx", "plan.pdf")),
    (sonora, ("plan.docx", "plan.pdf", "plan.odt")),
    (chihuahua, ("plan.docx", "plan.pdf", "plan.ods")),
)
