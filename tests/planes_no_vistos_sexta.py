"""Six layouts more, written without looking at the reader: the form of 2014, an agreement, labels inside cells."""

from datetime import date

from contenidos_de_planes import FIRMAS, MESES, Documento, Verdad, dia, por_mes, ultimo_dia, verdad
from contenidos_de_planes_nuevos_dos import CAMPO_Y_CULTURA, CIUDAD_Y_SEGURIDAD
from documentos_de_prueba import Bloque
from preliminares_de_planes import ANTECEDENTES, GLOSARIO, SECRETARIADO, SESIONES, indice, presentacion


def baja_california() -> Documento:
    """The Alliance's form of 2014, with what the state left empty or answered with «N/A»."""
    bloques: list[Bloque] = [
        ("membrete", ("Gobierno Abierto: cocreación desde lo local", "Plan de Acción Local de Baja California.")),
        ("titulo", "PLAN DE ACCIÓN LOCAL DE GOBIERNO ABIERTO EN BAJA CALIFORNIA"),
        ("parrafo", "Agosto de 2022 a julio de 2023"),
        *indice([c.nombre for c in CIUDAD_Y_SEGURIDAD], "Plantilla {n}. {nombre}"),
        *presentacion("Baja California"),
        *SECRETARIADO,
        ("titulo", "PLANTILLAS DE COMPROMISOS"),
    ]
    verdades = []
    for n, c in enumerate(CIUDAD_Y_SEGURIDAD, 1):
        periodo = f"{c.actividades[0].inicio:%d/%m/%Y} al {c.actividades[-1].fin:%d/%m/%Y}"
        filas = [
            [f"Compromiso {n}", c.nombre],
            ["Fecha de inicio y término del compromiso", periodo],
            ["Agencia o actor responsable de la implementación", c.institucion],
            ["Nombre de la persona responsable", c.persona],
            ["Título, departamento", c.cargo],
            ["Correo electrónico", c.correo],
            ["Teléfono", c.telefono],
            ["Status quo o problema que se quiere resolver", c.problema],
            ["Objetivo principal", c.objetivo],
            ["Breve descripción del compromiso", c.descripcion],
            ["Reto de la Alianza atendido por el compromiso", "Mejora de servicios públicos"],
            ["Relevancia", "Fortalece la transparencia y la participación de la ciudadanía."],
            ["Información adicional", "N/A"],
            ["Actividad", "Producto entregable", "Nueva o continua", "Fecha de inicio", "Fecha de término"],
            *([a.nombre, a.producto, "Nueva", f"{a.inicio:%d/%m/%Y}", f"{a.fin:%d/%m/%Y}"] for a in c.actividades),
        ]
        bloques += [("tabla", filas), ("parrafo", "")]
        v = verdad(c, objetivo=("objetivo",), sin=("ods", "proposito_ciudadano"))
        v.campos[("descripcion",)] = c.descripcion
        verdades.append(v)
    return [*bloques, *SESIONES, *FIRMAS], verdades


def guerrero() -> Documento:
    """An agreement before a notary: clauses, the commitments within one of them, obligations in Roman numerals."""
    bloques: list[Bloque] = [
        (
            "titulo",
            "CONVENIO PARA LA EJECUCIÓN DEL PLAN DE ACCIÓN LOCAL DE GOBIERNO ABIERTO DEL ESTADO DE GUERRERO 2025",
        ),
        (
            "parrafo",
            "Que celebran, por una parte, el organismo garante y, por la otra, las autoridades y"
            " organizaciones que al"
            " final se enlistan, al tenor de las declaraciones y cláusulas siguientes:",
        ),
        ("negritas", "DECLARACIONES"),
        (
            "parrafo",
            "I. Que con fecha 6 de diciembre de 2024 se instaló el Secretariado Técnico Local, con el objetivo de"
            " acordar los compromisos de gobierno abierto.",
        ),
        ("parrafo", "II. Que las partes se reconocen la personalidad con la que comparecen."),
        ("negritas", "CLÁUSULAS"),
        ("parrafo", "PRIMERA. OBJETO. El presente convenio tiene por objeto fijar los compromisos de las partes."),
        ("parrafo", "SEGUNDA. COMPROMISOS. Las partes acuerdan los compromisos que se describen a continuación:"),
    ]
    verdades = []
    for letra, c in zip("ABCD", CAMPO_Y_CULTURA, strict=True):
        plazos = [
            f"{r}. {a.nombre[0].lower()}{a.nombre[1:]}, del {dia(a.inicio)} al {dia(a.fin)}"
            for r, a in zip(("I", "II", "III", "IV"), c.actividades, strict=False)
        ]
        bloques += [
            ("negritas", f"COMPROMISO “{letra}”: {c.nombre.upper()}"),
            ("parrafo", f"Problema que le da origen.— {c.problema}"),
            ("parrafo", f"Objeto del compromiso.— {c.objetivo}"),
            ("parrafo", f"Meta comprometida.— {c.meta}"),
            (
                "parrafo",
                f"Autoridad responsable.— {c.institucion}, por conducto de {c.persona}, {c.cargo}.",
            ),
            ("parrafo", "Acciones a las que se obliga.— "),
            *(("parrafo", f"{p};") for p in plazos[:-1]),
            ("parrafo", f"{plazos[-1]}."),
            ("parrafo", f"Agenda 2030.— Meta {c.ods} de los Objetivos de Desarrollo Sostenible."),
        ]
        verdades.append(verdad(c))
    bloques += [
        (
            "parrafo",
            "TERCERA. VIGENCIA. El convenio estará vigente del 1 de enero al 31 de diciembre de 2025 y podrá"
            " prorrogarse por acuerdo de las partes.",
        ),
        ("parrafo", "CUARTA. CONFIDENCIALIDAD. Las partes protegerán los datos personales que conozcan."),
        ("parrafo", "QUINTA. CONTROVERSIAS. Las partes resolverán de común acuerdo las que se presenten."),
    ]
    return [*bloques, *FIRMAS], verdades


def quintana_roo() -> Documento:
    """A landscape matrix with bands for the axes, short months, and a heading that comes back with each axis."""
    ejes = (("EJE 1. CAMPO Y CULTURA", CAMPO_Y_CULTURA[:2]), ("EJE 2. SERVICIOS PÚBLICOS", CAMPO_Y_CULTURA[2:]))
    encabezado = ["No.", "Compromiso", "Problema", "Objetivo", "Actividades", "Periodo", "Responsable", "ODS"]
    filas: list[list[str]] = []
    n = 0
    for eje, compromisos in ejes:
        filas += [[eje], encabezado]
        for c in compromisos:
            n += 1
            quien = f"{c.institucion}\n\n{c.persona}\n{c.cargo}"
            for i, a in enumerate(c.actividades):
                periodo = f"{_corto(a.inicio)}-{_corto(a.fin)} {a.fin.year}"
                fijos = ["", "", "", ""] if i else [str(n), c.nombre, c.problema, c.objetivo]
                filas.append([*fijos, a.nombre, periodo, *(["", ""] if i else [quien, f"Meta {c.ods}"])])
    bloques: list[Bloque] = [
        ("titulo", "Matriz del Plan de Acción Local Quintana Roo 2025"),
        ("tabla", filas),
        ("parrafo", "Fuente: mesas de cocreación. Última actualización: 14/01/2025."),
    ]
    return bloques, [por_mes(verdad(c, sin=("proposito_ciudadano",))) for c in CAMPO_Y_CULTURA]


def _corto(fecha: date) -> str:
    return MESES[fecha.month - 1][:3]


def chiapas() -> Documento:
    """Headings for the text; a small table for each line of action, its labels in the first column."""
    bloques: list[Bloque] = [
        ("titulo", "Plan de Acción Local de Gobierno Abierto Chiapas"),
        ("parrafo", "2022 – 2023"),
        *presentacion("Chiapas"),
        *ANTECEDENTES,
        ("titulo", "IV. COMPROMISOS"),
    ]
    for n, c in enumerate(CIUDAD_Y_SEGURIDAD, 1):
        bloques += [
            ("titulo", f"IV.{n}. Compromiso “{c.nombre}”"),
            ("negritas", "Diagnóstico de la problemática"),
            ("parrafo", c.problema),
            ("negritas", "¿En qué consiste?"),
            ("parrafo", c.descripcion),
            ("negritas", "Objetivo"),
            ("parrafo", c.objetivo),
            ("negritas", "Meta"),
            ("parrafo", c.meta),
            ("negritas", "Institución responsable"),
            ("vinetas", [c.institucion]),
            ("negritas", "Enlace"),
            ("vinetas", [f"{c.persona}, {c.cargo}"]),
        ]
        for i, a in enumerate(c.actividades, 1):
            linea = [
                [f"Línea de acción {n}.{i}", a.nombre],
                ["Fecha de inicio", dia(a.inicio)],
                ["Fecha de conclusión", dia(a.fin)],
                ["Evidencia", a.producto],
            ]
            bloques += [("tabla", linea), ("parrafo", "")]
        bloques.append(("parrafo", f"Vinculación con la Agenda 2030: meta {c.ods}."))
    verdades = []
    for c in CIUDAD_Y_SEGURIDAD:
        v = verdad(c, objetivo=("objetivo",))
        v.campos[("descripcion",)] = c.descripcion
        verdades.append(v)
    return [*bloques, *GLOSARIO, *FIRMAS], verdades


def ciudad_de_mexico() -> Documento:
    """A designer's sheet: each cell has its label above its text, two by two; the steps in a cell, by month."""
    bloques: list[Bloque] = [
        ("membrete", ("INNOVAR CON LA GENTE", "Plan de Acción Local CDMX 2025.")),
        ("titulo", "Plan de Acción de Gobierno Abierto de la Ciudad de México"),
        ("parrafo", "Enero a diciembre de 2025"),
        *presentacion("la Ciudad de México"),
    ]
    for n, c in enumerate(CAMPO_Y_CULTURA, 1):
        pasos = "\n\n".join(
            f"{a.nombre}\n{MESES[a.inicio.month - 1]} – {MESES[a.fin.month - 1]} de {a.fin.year}"
            for a in c.actividades
        )
        ficha = [
            [f"COMPROMISO {n}\n\n{c.nombre}"],
            [f"PROBLEMA PÚBLICO\n\n{c.problema}", f"OBJETIVO\n\n{c.objetivo}"],
            [f"METAS\n\n{c.meta}", f"INSTITUCIÓN RESPONSABLE\n\n{c.institucion}"],
            [f"ACTIVIDADES\n\n{pasos}", f"PERSONA RESPONSABLE\n\n{c.persona}\n{c.cargo}"],
            [f"ODS\n\nMeta {c.ods}", f"INDICADOR\n\n{c.indicador}"],
        ]
        bloques += [("tabla", ficha), ("hoja", f"Compromiso {n}")]
    return [*bloques, *FIRMAS], [por_mes(verdad(c)) for c in CAMPO_Y_CULTURA]


def baja_california_sur() -> Documento:
    """Sheets with headings of two words, and a calendar by pairs of months, marked with an equis."""
    bimestres = ("Ene-Feb", "Mar-Abr", "May-Jun", "Jul-Ago", "Sep-Oct", "Nov-Dic")
    bloques: list[Bloque] = [
        ("titulo", "PROGRAMA DE TRABAJO DEL PLAN DE ACCIÓN LOCAL 2025"),
        ("parrafo", "Baja California Sur"),
    ]
    verdades = []
    for n, c in enumerate(CAMPO_Y_CULTURA, 1):
        cronograma = [
            ["Actividad", "Evidencia", "2025", "", "", "", "", ""],
            ["", "", *bimestres],
            *(
                [
                    a.nombre,
                    a.producto,
                    *("X" if _bimestre(a.inicio) <= b <= _bimestre(a.fin) else "" for b in range(6)),
                ]
                for a in c.actividades
            ),
        ]
        bloques += [
            (
                "tabla",
                [
                    ["Compromiso núm.", str(n)],
                    ["Título del compromiso", c.nombre],
                    ["Problema detectado", c.problema],
                    ["Objetivo propuesto", c.objetivo],
                    ["Meta anual", c.meta],
                    ["Dependencia ejecutora", c.institucion],
                    ["Servidor público encargado", c.persona],
                    ["Puesto", c.cargo],
                    ["Meta ODS", c.ods],
                ],
            ),
            ("parrafo", "Calendario de actividades"),
            ("tabla", cronograma),
        ]
        verdades.append(_por_bimestre(verdad(c)))
    return bloques, verdades


def _bimestre(fecha: date) -> int:
    return (fecha.month - 1) // 2


def _por_bimestre(v: Verdad) -> Verdad:
    v.actividades = [
        (
            n,
            date(f.year, 2 * _bimestre(i) + 1, 1) if i else None,
            ultimo_dia(date(f.year, 2 * _bimestre(f) + 2, 1)),
        )
        for n, i, f in v.actividades
    ]
    return v


SEXTA_RONDA = (
    (baja_california, ("plan.docx", "plan.pdf", "plan.odt")),
    (guerrero, ("plan.docx", "plan.pdf", "plan.txt")),
    (quintana_roo, ("plan.xlsx", "plan.docx", "plan.pdf")),
    (chiapas, ("plan.docx", "plan.pdf", "plan.odt")),
    (ciudad_de_mexico, ("plan.docx", "plan.pdf")),
    (baja_california_sur, ("plan.docx", "plan.xlsx", "plan.pdf")),
)
