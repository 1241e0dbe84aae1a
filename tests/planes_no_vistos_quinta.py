"""Six layouts more, written without looking at the reader: sheets of the Alliance, books, key actions, letters."""

from datetime import date

from contenidos_de_planes import FIRMAS, Documento, Verdad, dia, mes, ultimo_dia, verdad
from contenidos_de_planes_nuevos import AGUA_Y_CUIDADOS, JUSTICIA_Y_DATOS, CompromisoAmplio
from documentos_de_prueba import Bloque
from preliminares_de_planes import ANTECEDENTES, GLOSARIO, SECRETARIADO, SESIONES, indice, presentacion


def _con_descripcion(c: CompromisoAmplio, sin: tuple[str, ...] = ()) -> Verdad:
    """The layout prints what it consists of and what it is for, each under its name."""
    v = verdad(c, objetivo=("objetivo",), sin=sin)
    v.campos[("descripcion",)] = c.descripcion
    return v


def tabasco() -> Documento:
    """The Alliance's form of 2021: bands for its sections, numbered questions, milestones with their last day."""
    bloques: list[Bloque] = [
        ("membrete", ("Plan de Acción OGP Local Tabasco 2024-2025", "Secretariado Técnico Local.")),
        ("titulo", "Plan de Acción de Gobierno Abierto de Tabasco"),
        ("parrafo", "Marzo de 2024 – marzo de 2025"),
        *presentacion("Tabasco"),
    ]
    verdades = []
    for n, c in enumerate(AGUA_Y_CUIDADOS, 1):
        filas = [
            ["Nombre o número del compromiso", f"{n}. {c.nombre}"],
            ["Breve descripción del compromiso", c.descripcion],
            ["Líder del compromiso", c.institucion],
            ["Período que cubre", f"{mes(c.actividades[0].inicio)} – {mes(c.actividades[-1].fin)}".capitalize()],
            ["Definición del problema"],
            ["1. ¿Cuál es el problema que el compromiso busca abordar?", c.problema],
            ["Descripción del compromiso"],
            ["1. ¿Cuál es el objetivo del compromiso?", c.objetivo],
            ["2. ¿Qué resultados queremos lograr con la implementación de este compromiso?", c.meta],
            ["Análisis del compromiso"],
            [
                "1. ¿Cómo promoverá el compromiso la transparencia?",
                "Se publicará en línea información que hoy sólo conoce la autoridad.",
            ],
            [
                "2. ¿Cómo ayudará el compromiso a fomentar la rendición de cuentas?",
                "La población podrá contrastar lo publicado con lo que ocurre en su colonia.",
            ],
            ["Planificación del compromiso"],
            ["Hitos", "Resultados esperados", "Fecha prevista de finalización", "Partes responsables"],
            *([a.nombre, a.producto, dia(a.fin), c.institucion] for a in c.actividades),
            ["Información de contacto"],
            ["Nombre de la persona responsable", c.persona],
            ["Cargo", c.cargo],
            ["Correo electrónico y teléfono", f"{c.correo}; {c.telefono}"],
        ]
        bloques += [("tabla", filas), ("hoja", f"Compromiso {n + 1}")]
        v = _con_descripcion(c, sin=("ods",))
        v.actividades = [(a.nombre, None, a.fin) for a in c.actividades]
        verdades.append(v)
    return [*bloques, *SESIONES, *FIRMAS], verdades


def nayarit() -> Documento:
    """Running text below bold headings, the background and the contents name commitments that are none."""
    bloques: list[Bloque] = [
        ("membrete", ("SECRETARIADO TÉCNICO LOCAL DE GOBIERNO ABIERTO", "Nayarit 2024.")),
        ("titulo", "PLAN DE ACCIÓN LOCAL DE GOBIERNO ABIERTO NAYARIT 2024-2025"),
        *indice([c.nombre for c in AGUA_Y_CUIDADOS], "3.{n} {nombre}"),
        *presentacion("Nayarit"),
        *ANTECEDENTES,
        *SECRETARIADO,
        ("titulo", "3. Compromisos del plan"),
    ]
    for n, c in enumerate(AGUA_Y_CUIDADOS, 1):
        bloques += [
            ("negritas", f"3.{n} {c.nombre}"),
            ("negritas", "Planteamiento del problema"),
            ("parrafo", c.problema),
            ("negritas", "Objetivo general"),
            ("parrafo", c.objetivo),
            ("negritas", "Descripción"),
            ("parrafo", c.descripcion),
            ("negritas", "Metas"),
            ("parrafo", c.meta),
            ("negritas", "Actividades calendarizadas"),
            ("lista", [f"{a.nombre} (del {dia(a.inicio)} al {dia(a.fin)})." for a in c.actividades]),
            ("negritas", "Responsable del cumplimiento"),
            ("parrafo", f"{c.persona}\n{c.cargo}\n{c.institucion}"),
            ("negritas", "Contribución a la Agenda 2030"),
            ("parrafo", f"Objetivo {c.ods.split('.')[0]}, meta {c.ods}."),
        ]
    return [*bloques, *GLOSARIO, *FIRMAS], [_con_descripcion(c) for c in AGUA_Y_CUIDADOS]


def michoacan() -> Documento:
    """A book with a sheet for each commitment: labels in the first column, then its activities by day."""
    bloques: list[Bloque] = [
        ("titulo", "Plan de Acción Local Michoacán 2021-2022"),
        ("tabla", [["Elaboró", "Secretaría Técnica"], ["Fecha de corte", "30/08/2021"]]),
        ("parrafo", "Instrucciones: llene una hoja por compromiso. No modifique los encabezados."),
    ]
    for n, c in enumerate(JUSTICIA_Y_DATOS, 1):
        bloques += [
            ("hoja", f"C{n}"),
            (
                "tabla",
                [
                    ["FICHA DE COMPROMISO", f"C{n}"],
                    ["Nombre del compromiso", c.nombre],
                    ["Problemática que atiende", c.problema],
                    ["Objetivo", c.objetivo],
                    ["Descripción", c.descripcion],
                    ["Meta", c.meta],
                    ["Indicador", c.indicador],
                    ["Institución responsable", c.institucion],
                    ["Nombre del responsable", c.persona],
                    ["Cargo del responsable", c.cargo],
                    ["Correo electrónico", c.correo],
                    ["ODS y meta", c.ods],
                ],
            ),
            (
                "tabla",
                [
                    ["#", "Actividad", "Inicio", "Término", "Entregable", "Observaciones"],
                    *(
                        [f"{n}.{i}", a.nombre, f"{a.inicio:%d/%m/%Y}", f"{a.fin:%d/%m/%Y}", a.producto, ""]
                        for i, a in enumerate(c.actividades, 1)
                    ),
                ],
            ),
        ]
    directorio = [["Nombre", "Cargo", "Teléfono"], *([c.persona, c.cargo, c.telefono] for c in JUSTICIA_Y_DATOS)]
    bloques += [("hoja", "Directorio"), ("titulo", "Directorio de enlaces"), ("tabla", directorio)]
    return bloques, [_con_descripcion(c) for c in JUSTICIA_Y_DATOS]


def colima() -> Documento:
    """Key actions with their weight, and below each the activities it takes with their months."""
    bloques: list[Bloque] = [
        ("titulo", "SEGUNDO PLAN DE ACCIÓN LOCAL DE COLIMA"),
        ("parrafo", "Vigencia: septiembre de 2021 a diciembre de 2022"),
        *presentacion("Colima"),
        *GLOSARIO,
    ]
    verdades = []
    for n, c in enumerate(JUSTICIA_Y_DATOS, 1):
        bloques += [
            ("titulo", f"COMPROMISO {n}. {c.nombre.upper()}"),
            (
                "tabla",
                [
                    ["Autoridad responsable", f"{c.institucion}\n\n{c.persona}, {c.cargo}"],
                    ["Problemática", c.problema],
                    ["Objetivo a corto plazo", c.objetivo],
                    ["Metas verificables", c.meta],
                    ["Alineación con la Agenda 2030", f"ODS {c.ods.split('.')[0]}. Meta {c.ods}"],
                ],
            ),
        ]
        mitad = len(c.actividades) - 1
        acciones = (("Preparación", c.actividades[:mitad], 60), ("Puesta en operación", c.actividades[mitad:], 40))
        for k, (nombre, actividades, peso) in enumerate(acciones, 1):
            bloques += [
                ("negritas", f"Acción clave {k}. {nombre} ({peso} % de ponderación)"),
                (
                    "tabla",
                    [
                        ["Actividad", "Medio de verificación", "Inicia", "Concluye"],
                        *(
                            [f"{k}.{i} {a.nombre}", a.producto, mes(a.inicio), mes(a.fin)]
                            for i, a in enumerate(actividades, 1)
                        ),
                    ],
                ),
            ]
        v = verdad(c)
        v.actividades = [(a.nombre, a.inicio.replace(day=1), ultimo_dia(a.fin)) for a in c.actividades]
        verdades.append(v)
    return [*bloques, *FIRMAS], verdades


def tamaulipas() -> Documento:
    """Letters for the parts, terms in words: a quarter, half a month, a year, «a más tardar»."""
    bloques: list[Bloque] = [
        ("membrete", ("Gobierno Abierto Tamaulipas", "Plan de Acción Local 2021-2022.")),
        ("titulo", "Plan de Acción Local de Gobierno Abierto Tamaulipas"),
        *presentacion("Tamaulipas"),
        *ANTECEDENTES,
    ]
    plazos: list[tuple[str, date | None, date]] = [
        ("primer trimestre de 2022", date(2022, 1, 1), date(2022, 3, 31)),
        ("a más tardar el 30 de junio de 2022", None, date(2022, 6, 30)),
        ("segundo semestre de 2022", date(2022, 7, 1), date(2022, 12, 31)),
        ("segunda quincena de noviembre de 2022", date(2022, 11, 16), date(2022, 11, 30)),
    ]
    verdades = []
    for romano, c in zip(("I", "II", "III", "IV"), JUSTICIA_Y_DATOS, strict=True):
        bloques += [
            ("titulo", f"Compromiso {romano}"),
            ("parrafo", f"a) Nombre del compromiso: {c.nombre}."),
            ("parrafo", f"b) Problema público: {c.problema}"),
            ("parrafo", f"c) Objetivo: {c.objetivo}"),
            ("parrafo", f"d) Meta: {c.meta}"),
            ("parrafo", f"e) Dependencia responsable: {c.institucion}."),
            ("parrafo", f"f) Servidor público responsable: {c.persona}, {c.cargo}."),
            ("parrafo", "g) Actividades y plazos:"),
            *(
                ("parrafo", f"{i}. {a.nombre}. Plazo: {plazo}.")
                for i, (a, (plazo, *_)) in enumerate(zip(c.actividades, plazos, strict=False), 1)
            ),
            ("parrafo", f"h) Objetivo de Desarrollo Sostenible: meta {c.ods}."),
        ]
        v = verdad(c)
        v.actividades = [(a.nombre, i, f) for a, (_, i, f) in zip(c.actividades, plazos, strict=False)]
        verdades.append(v)
    return [*bloques, *SESIONES, *FIRMAS], verdades


def aguascalientes() -> Documento:
    """One long table for an axis: a band for each commitment, its sheet, and its actions by quarter."""
    bloques: list[Bloque] = [
        ("titulo", "Plan de Acción Local Aguascalientes 2024 - 2025"),
        *presentacion("Aguascalientes"),
        *SECRETARIADO,
        ("titulo", "Eje único. Servicios públicos que rinden cuentas"),
    ]
    filas: list[list[str]] = []
    verdades = []
    for n, c in enumerate(AGUA_Y_CUIDADOS, 1):
        filas += [
            [f"COMPROMISO {n}: {c.nombre}"],
            ["Situación actual", c.problema],
            ["Objetivo específico", c.objetivo],
            ["Resultado esperado", c.meta],
            ["Instancia responsable", c.institucion],
            ["Responsable operativo", f"{c.persona} ({c.cargo})"],
            ["Acciones", "Producto", "Trimestre de inicio", "Trimestre de conclusión"],
            *([a.nombre, a.producto, _trimestre(a.inicio), _trimestre(a.fin)] for a in c.actividades),
        ]
        v = verdad(c, sin=("ods",))
        v.actividades = [
            (
                a.nombre,
                a.inicio.replace(month=(a.inicio.month - 1) // 3 * 3 + 1, day=1),
                ultimo_dia(a.fin.replace(month=(a.fin.month - 1) // 3 * 3 + 3, day=1)),
            )
            for a in c.actividades
        ]
        verdades.append(v)
    return [*bloques, ("tabla", filas), *FIRMAS], verdades


def _trimestre(fecha: date) -> str:
    return f"{('Primer', 'Segundo', 'Tercer', 'Cuarto')[(fecha.month - 1) // 3]} trimestre {fecha.year}"


QUINTA_RONDA = (
    (tabasco, ("plan.docx", "plan.pdf", "plan.odt")),
    (nayarit, ("plan.docx", "plan.pdf", "plan.txt")),
    (michoacan, ("plan.xlsx", "plan.docx")),
    (colima, ("plan.docx", "plan.pdf")),
    (tamaulipas, ("plan.docx", "plan.pdf", "plan.odt")),
    (aguascalientes, ("plan.docx", "plan.xlsx", "plan.pdf")),
)
