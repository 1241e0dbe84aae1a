"""Six layouts more, written without looking at the reader: questions, outlines, linked sheets, a paragraph."""

from datetime import date

from contenidos_de_planes import FIRMAS, Documento, Verdad, dia, mes, por_mes, ultimo_dia, verdad
from contenidos_de_planes_nuevos import CompromisoAmplio
from contenidos_de_planes_nuevos_cuatro import VERBOS
from documentos_de_prueba import Bloque
from preliminares_de_planes import ANTECEDENTES, GLOSARIO, SECRETARIADO, SESIONES, indice, presentacion

Plazo = tuple[str, date | None, date]


def xalapa() -> Documento:
    """A large number, the name below it, and the questions of a reporter; the terms in plain words."""
    plazos: list[Plazo] = [
        ("durante los meses de febrero y marzo de 2024", date(2024, 2, 1), date(2024, 3, 31)),
        ("entre abril y agosto de 2024", date(2024, 4, 1), date(2024, 8, 31)),
        ("durante el segundo semestre de 2024", date(2024, 7, 1), date(2024, 12, 31)),
        ("hasta el 15 de diciembre de 2024", None, date(2024, 12, 15)),
    ]
    bloques: list[Bloque] = [
        ("membrete", ("Xalapa, gobierno abierto", "Segundo Plan de Acción Local.")),
        ("titulo", "Segundo Plan de Acción Local de Xalapa 2024"),
        *presentacion("Xalapa"),
        ("titulo", "Los compromisos"),
    ]
    verdades = []
    for n, c in enumerate(VERBOS, 1):
        bloques += [
            ("titulo", f"Compromiso {n:02d}"),
            ("negritas", c.nombre),
            ("negritas", "¿Por qué? El problema"),
            ("parrafo", c.problema),
            ("negritas", "¿Para qué? El objetivo"),
            ("parrafo", c.objetivo),
            ("negritas", "¿Cuánto? La meta"),
            ("parrafo", c.meta),
            ("negritas", "¿Quién? La institución responsable"),
            ("parrafo", c.institucion),
            ("parrafo", f"{c.persona}\n{c.cargo}"),
            ("negritas", "¿Cómo y cuándo? Las actividades"),
            (
                "vinetas",
                [f"{a.nombre}, {p}." for a, (p, *_) in zip(c.actividades, plazos, strict=False)],
            ),
        ]
        v = verdad(c, sin=("ods",))
        v.actividades = [(a.nombre, i, f) for a, (_, i, f) in zip(c.actividades, plazos, strict=False)]
        verdades.append(v)
    return [*bloques, *SESIONES, *GLOSARIO, *FIRMAS], verdades


def toluca() -> Documento:
    """An outline: axes with an objective of their own, commitments of two figures, actions of three; slips."""
    ejes = (
        ("Comercio y cultura", "Fortalecer la economía y la vida cultural de los barrios.", VERBOS[:2]),
        ("Medio ambiente y orden urbano", "Mejorar la convivencia y el entorno de la ciudad.", VERBOS[2:]),
    )
    bloques: list[Bloque] = [
        ("titulo", "PLAN DE ACCIÓN LOCAL TOLUCA ABIERTA 2024"),
        *SECRETARIADO,
        *ANTECEDENTES,
    ]
    for e, (eje, proposito, compromisos) in enumerate(ejes, 1):
        bloques += [
            ("titulo", f"EJE {e}. {eje.upper()}"),
            ("parrafo", f"Objetivo estratégico del eje: {proposito}"),
        ]
        for n, c in enumerate(compromisos, 1):
            acciones = [["Clave", "Acción", "Entregable", "Inicio programado", "Término programado"]]
            acciones += [
                [f"{e}.{n}.{i}", a.nombre, a.producto, f"{a.inicio:%d-%m-%Y}", f"{a.fin:%d-%m-%Y}"]
                for i, a in enumerate(c.actividades, 1)
            ]
            bloques += [
                ("titulo", f"Compromiso {e}.{n} {c.nombre}"),
                ("parrafo", f"Problemática pública: {c.problema}"),
                ("parrafo", f"Objetivo del compromiso: {c.objetivo}"),
                ("parrafo", f"Meta del compromiso: {c.meta}"),
                ("parrafo", f"Unidad responsable: {c.institucion}"),
                ("parrafo", f"{'Reponsable' if n == 2 else 'Responsable'}: {c.persona}, {c.cargo}"),
                ("parrafo", f"Alineacion ODS: {c.ods}"),
                ("tabla", acciones),
            ]
    return [*bloques, *FIRMAS], [verdad(c) for c in VERBOS]


def saltillo() -> Documento:
    """Two linked sheets: one for the commitments, one for their activities, which name them by their key."""
    compromisos = [
        [
            "Clave",
            "Compromiso",
            "Problema",
            "Objetivo",
            "Descripción",
            "Meta",
            "Institución",
            "Responsable",
            "Cargo",
        ]
    ]
    actividades = [
        ["Clave del compromiso", "Núm.", "Actividad", "Fecha de inicio", "Fecha de término", "Producto"]
    ]
    verdades = []
    for n, c in enumerate(VERBOS, 1):
        clave = f"C-{n:02d}"
        textos = [c.nombre, c.problema, c.objetivo, c.descripcion, c.meta]
        compromisos.append([clave, *textos, c.institucion, c.persona, c.cargo])
        actividades += [
            [clave, str(i), a.nombre, f"{a.inicio:%d/%m/%Y}", f"{a.fin:%d/%m/%Y}", a.producto]
            for i, a in enumerate(c.actividades, 1)
        ]
        verdades.append(_entera(c, sin=("ods",)))
    bloques: list[Bloque] = [
        ("hoja", "Compromisos"),
        ("tabla", compromisos),
        ("hoja", "Actividades"),
        ("tabla", actividades),
    ]
    return bloques, verdades


def _entera(c: CompromisoAmplio, sin: tuple[str, ...] = ()) -> Verdad:
    v = verdad(c, objetivo=("objetivo",), sin=sin)
    v.campos[("descripcion",)] = c.descripcion
    return v


def tepic() -> Documento:
    """The whole sheet in one paragraph, its lines parted with the line break of the word processor."""
    bloques: list[Bloque] = [
        ("membrete", ("Tepic Abierto", "2024.")),
        ("titulo", "Plan de Acción Local de Tepic"),
        *indice([c.nombre for c in VERBOS], "Compromiso {n}: {nombre}"),
        *presentacion("Tepic"),
    ]
    for n, c in enumerate(VERBOS, 1):
        lineas = [
            f"Compromiso {n}: {c.nombre}",
            f"Problema: {c.problema}",
            f"Objetivo: {c.objetivo}",
            f"Descripción: {c.descripcion}",
            f"Metas: {c.meta}",
            f"Institución responsable: {c.institucion}",
            f"Nombre y cargo: {c.persona}, {c.cargo}",
            f"ODS: {c.ods}",
            "Actividades:",
            *(f"- {a.nombre}. Inicio: {mes(a.inicio)}. Término: {mes(a.fin)}." for a in c.actividades),
        ]
        bloques.append(("parrafo", "\n".join(lineas)))
    return [*bloques, *SESIONES, *FIRMAS], [por_mes(_entera(c)) for c in VERBOS]


def merida() -> Documento:
    """Each quarter is a column that says what is done in it; a follow-up table repeats the names at the end."""
    trimestres = (
        "Enero - marzo 2024",
        "Abril - junio 2024",
        "Julio - septiembre 2024",
        "Octubre - diciembre 2024",
    )
    bloques: list[Bloque] = [
        ("titulo", "Plan de Acción Local Mérida 2024"),
        *presentacion("Mérida"),
    ]
    verdades = []
    for n, c in enumerate(VERBOS, 1):
        celdas = [a.nombre for a in c.actividades] + [""] * (4 - len(c.actividades))
        bloques += [
            ("titulo", f"Compromiso {n}. {c.nombre}"),
            (
                "tabla",
                [
                    ["Problemática social", c.problema],
                    ["Objetivo general", c.objetivo],
                    ["Meta", c.meta],
                    ["Dependecia responsable" if n == 3 else "Dependencia responsable", c.institucion],
                    ["Nombre y cargo del responsable", f"{c.persona}\n{c.cargo}"],
                    ["ODS relacionado", f"{c.ods}"],
                ],
            ),
            ("parrafo", "Actividades por trimestre"),
            ("tabla", [list(trimestres), celdas]),
        ]
        v = verdad(c)
        v.actividades = [
            (a.nombre, date(2024, 3 * t + 1, 1), ultimo_dia(date(2024, 3 * t + 3, 1)))
            for t, a in enumerate(c.actividades)
        ]
        verdades.append(v)
    seguimiento = [["Compromiso", "Avance", "Semáforo", "Observaciones"]]
    seguimiento += [[f"{n}. {c.nombre}", "0 %", "Sin iniciar", ""] for n, c in enumerate(VERBOS, 1)]
    bloques += [("titulo", "Anexo. Formato de seguimiento"), ("tabla", seguimiento)]
    return bloques, verdades


def ensenada() -> Documento:
    """A sheet in capitals with its fields split over the row, weights, and tasks by stage with one date each."""
    bloques: list[Bloque] = [
        ("membrete", ("H. AYUNTAMIENTO DE ENSENADA", "PLAN DE ACCIÓN LOCAL 2024.")),
        ("titulo", "PLAN DE ACCIÓN LOCAL DE GOBIERNO ABIERTO"),
        *ANTECEDENTES,
    ]
    verdades = []
    for n, c in enumerate(VERBOS, 1):
        peso = 100 // len(c.actividades)
        ficha = [
            ["NUMERO DE COMPROMISO", str(n), "META DE LA AGENDA 2030", c.ods],
            ["NOMBRE DEL COMPROMISO", c.nombre],
            ["DESCRIPCION DE LA PROBLEMATICA", c.problema],
            ["OBJETIVO DEL COMPROMISO", c.objetivo],
            ["META", c.meta],
            ["DEPENDENCIA", c.institucion],
            ["RESPONSABLE", c.persona, "CARGO", c.cargo],
            ["PLAN DE TRABAJO"],
            ["TAREA", "PONDERACIÓN", "ENTREGABLE", "FECHA COMPROMISO"],
            *([a.nombre.upper(), f"{peso} %", a.producto.upper(), dia(a.fin).upper()] for a in c.actividades),
        ]
        bloques += [("tabla", ficha), ("parrafo", "")]
        v = verdad(c)
        v.actividades = [(a.nombre, None, a.fin) for a in c.actividades]
        verdades.append(v)
    return [*bloques, *SECRETARIADO, *FIRMAS], verdades


OCTAVA_RONDA = (
    (xalapa, ("plan.docx", "plan.pdf", "plan.odt")),
    (toluca, ("plan.docx", "plan.pdf", "plan.txt")),
    (saltillo, ("plan.xlsx", "plan.docx", "plan.ods")),
    (tepic, ("plan.docx", "plan.pdf", "plan.odt")),
    (merida, ("plan.docx", "plan.xlsx", "plan.pdf")),
    (ensenada, ("plan.docx", "plan.pdf")),
)
