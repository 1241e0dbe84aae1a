"""Three more layouts, written after the rules that the second reading taught, and read once for their figure."""

from contenidos_de_planes import (
    FIRMAS,
    MOVILIDAD_Y_JUVENTUD,
    SALUD_Y_BOSQUES,
    Documento,
    dia,
    mes,
    por_mes,
    preliminares,
    verdad,
)
from documentos_de_prueba import Bloque, Coloreada


def durango() -> Documento:
    """Roman numerals, a sheet in a table with what each row is in capitals, and dated commitments in prose."""
    bloques = preliminares("Plan de Acción Local de Gobierno Abierto Durango", "2024")
    for romano, c in zip(("I", "II", "III", "IV"), MOVILIDAD_Y_JUVENTUD, strict=True):
        bloques += [
            ("titulo", f"COMPROMISO {romano}.- {c.nombre.upper()}"),
            (
                "tabla",
                [
                    ["PROBLEMA O NECESIDAD", c.problema],
                    ["OBJETIVO DEL COMPROMISO", c.objetivo],
                    ["META ESPERADA", c.meta],
                    ["SUJETO OBLIGADO RESPONSABLE", f"{c.institucion}\n{c.persona}, {c.cargo}"],
                    ["OBJETIVO DE DESARROLLO SOSTENIBLE AL QUE CONTRIBUYE", f"Meta {c.ods}"],
                    ["INDICADOR DE CUMPLIMIENTO", c.indicador],
                ],
            ),
            ("parrafo", "ACTIVIDADES Y FECHAS DE CUMPLIMIENTO"),
            (
                "tabla",
                [
                    ["ACTIVIDAD", "FECHA DE INICIO", "FECHA DE CONCLUSIÓN", "EVIDENCIA DE CUMPLIMIENTO"],
                    *([a.nombre, dia(a.inicio), dia(a.fin), a.producto] for a in c.actividades),
                ],
            ),
        ]
    return [*bloques, *FIRMAS], [verdad(c) for c in MOVILIDAD_Y_JUVENTUD]


def veracruz() -> Documento:
    """A sheet with everything of a commitment in its rows, and one calendar for all at the end."""
    bloques = preliminares("Plan de Acción Local Veracruz", "Enero a diciembre de 2024")
    filas = [
        [
            "N°",
            "Nombre del compromiso",
            "Necesidad que atiende",
            "Propósito",
            "Resultado esperado",
            "Ente responsable",
        ]
    ]
    calendario: list[list[str]] = [
        ["Compromiso", "Actividad", *"ENE FEB MAR ABR MAY JUN JUL AGO SEP OCT NOV DIC".split()]  # noqa: SIM905
    ]
    verdades = []
    for n, c in enumerate(MOVILIDAD_Y_JUVENTUD, 1):
        filas.append(
            [str(n), c.nombre, c.problema, c.objetivo, c.meta, f"{c.institucion}\n{c.persona}\n{c.cargo}"]
        )
        for i, a in enumerate(c.actividades):
            marcas = [Coloreada("") if a.inicio.month <= m <= a.fin.month else "" for m in range(1, 13)]
            calendario.append(["" if i else c.nombre, a.nombre, *marcas])
        verdades.append(por_mes(verdad(c, sin=("ods",))))
    bloques += [
        ("titulo", "Compromisos"),
        ("tabla", filas),
        ("titulo", "Calendario de trabajo"),
        ("tabla", calendario),
    ]
    return bloques, verdades


def queretaro() -> Documento:
    """Short headings with a dash, activities in a numbered list with a range of months, who answers in a list."""
    bloques: list[Bloque] = preliminares("Plan Municipal de Gobierno Abierto Querétaro", "Periodo 2023")
    for n, c in enumerate(SALUD_Y_BOSQUES, 1):
        bloques += [
            ("titulo", f"Compromiso {n} – {c.nombre}"),
            ("parrafo", f"Problemática identificada: {c.problema}"),
            ("parrafo", f"¿Qué queremos lograr?: {c.objetivo}"),
            ("parrafo", f"Metas a alcanzar: {c.meta}"),
            ("parrafo", "Acciones comprometidas:"),
            *(
                ("parrafo", f"{i}. {a.nombre}: {mes(a.inicio)} a {mes(a.fin)}")
                for i, a in enumerate(c.actividades, 1)
            ),
            ("parrafo", f"Dependencia líder: {c.institucion}"),
            ("parrafo", f"Persona enlace: {c.persona}, {c.cargo}"),
            ("parrafo", f"Metas de la Agenda 2030: {c.ods}"),
        ]
    return [*bloques, *FIRMAS], [verdad(c) for c in SALUD_Y_BOSQUES]


TERCERA_RONDA = (
    (durango, ("plan.docx", "plan.pdf", "plan.odt")),
    (veracruz, ("plan.docx", "plan.xlsx", "plan.odt", "plan.ods", "plan.pdf")),
    (queretaro, ("plan.docx", "plan.pdf", "plan.txt")),
)
