"""Six layouts more, written without looking at the reader: other countries, flat sheets, columns, pasted text."""

import re
from datetime import date

from contenidos_de_planes import FIRMAS, MESES, Documento, Verdad, dia, por_mes, ultimo_dia, verdad
from contenidos_de_planes_nuevos import CompromisoAmplio
from contenidos_de_planes_nuevos_tres import OTRAS_TIERRAS, SALUD_Y_TURISMO
from documentos_de_prueba import Bloque
from preliminares_de_planes import ANTECEDENTES, GLOSARIO, SESIONES, indice, presentacion


def _entera(c: CompromisoAmplio, sin: tuple[str, ...] = ()) -> Verdad:
    v = verdad(c, objetivo=("objetivo",), sin=sin)
    v.campos[("descripcion",)] = c.descripcion
    return v


def carchi() -> Documento:
    """A province of Ecuador: «del 2024», verifiable milestones, and one of them that never ends."""
    bloques: list[Bloque] = [
        ("membrete", ("Primer Plan de Acción de Gobierno Abierto – Provincia", "OGP Local.")),
        ("titulo", "Primer Plan de Acción de Gobierno Abierto"),
        ("parrafo", "Período de implementación: febrero del 2024 a junio del 2025"),
        *presentacion("la provincia"),
        ("titulo", "Nuestros compromisos"),
    ]
    difusion = "Difundir los avances en radios comunitarias"
    verdades = []
    for n, c in enumerate(OTRAS_TIERRAS, 1):
        ficha = [
            [f"COMPROMISO No. {n}"],
            ["Título", c.nombre],
            ["Situación problemática", c.problema],
            ["Objetivo del compromiso", c.objetivo],
            ["Descripción del compromiso", c.descripcion],
            ["Resultados esperados", c.meta],
            ["Entidad responsable", c.institucion],
            ["Funcionaria/o responsable", c.persona],
            ["Cargo", c.cargo],
            ["Contacto", f"{c.correo} / {c.telefono}"],
            ["ODS al que aporta", f"Objetivo {c.ods.split('.')[0]} – Meta {c.ods}"],
            ["Hito", "Verificable", "Fecha de inicio", "Fecha de finalización"],
            *([a.nombre, a.producto, _del(a.inicio), _del(a.fin)] for a in c.actividades),
            [difusion, "Grabaciones", "Permanente", "Permanente"],
        ]
        bloques += [("tabla", ficha), ("parrafo", "")]
        v = _entera(c)
        v.campos[("actividad",)] = difusion
        verdades.append(v)
    return [*bloques, *GLOSARIO, *FIRMAS], verdades


def _del(fecha: date) -> str:
    return f"{fecha:%d} de {MESES[fecha.month - 1]} del {fecha.year}"


def rosario() -> Documento:
    """Argentina: a summary of all of them first, then each with its headings; months in figures."""
    resumen = [["N°", "Compromiso", "Organismo"]]
    resumen += [[str(n), c.nombre, c.institucion] for n, c in enumerate(OTRAS_TIERRAS, 1)]
    bloques: list[Bloque] = [
        ("titulo", "Plan de Acción de Estado Abierto 2024-2025"),
        ("titulo", "Resumen de compromisos"),
        ("tabla", resumen),
        *ANTECEDENTES,
        ("titulo", "Detalle de los compromisos"),
    ]
    verdades = []
    for n, c in enumerate(OTRAS_TIERRAS, 1):
        bloques += [
            ("titulo", f"Compromiso N° {n}: {c.nombre}"),
            ("negritas", "Problema que aborda"),
            ("parrafo", c.problema),
            ("negritas", "Objetivo principal"),
            ("parrafo", c.objetivo),
            ("negritas", "Breve descripción"),
            ("parrafo", c.descripcion),
            ("negritas", "Metas a alcanzar"),
            ("vinetas", [c.meta]),
            ("negritas", "Organismo implementador"),
            ("parrafo", c.institucion),
            ("negritas", "Referente"),
            ("parrafo", f"{c.persona} – {c.cargo}"),
            (
                "tabla",
                [
                    ["Hitos verificables", "Inicio (mm/aaaa)", "Finalización (mm/aaaa)"],
                    *(
                        [f"{i}. {a.nombre}", f"{a.inicio:%m/%Y}", f"{a.fin:%m/%Y}"]
                        for i, a in enumerate(c.actividades, 1)
                    ),
                ],
            ),
        ]
        verdades.append(por_mes(_entera(c, sin=("ods",))))
    return bloques, verdades


def aragon() -> Documento:
    """Spain: initiatives in numbered sections, phases by quarter as «2T 2024» or «4T 2024 - 1T 2025»."""
    bloques: list[Bloque] = [
        ("membrete", ("Plan de Gobierno Abierto 2024-2025", "Versión aprobada.")),
        ("titulo", "Plan de Gobierno Abierto 2024-2025"),
        *indice([c.nombre for c in OTRAS_TIERRAS]),
        *presentacion("la comunidad autónoma"),
    ]
    verdades = []
    for n, c in enumerate(OTRAS_TIERRAS, 1):
        fases = [["Fase", "Calendario", "Indicador de cumplimiento"]]
        fases += [[a.nombre, _trimestres(a.inicio, a.fin), a.producto] for a in c.actividades]
        bloques += [
            ("titulo", f"COMPROMISO {n}"),
            ("negritas", c.nombre),
            ("parrafo", f"Órgano responsable: {c.institucion}"),
            ("parrafo", f"Persona de contacto: {c.persona}, {c.cargo}"),
            ("parrafo", f"Problema que se pretende resolver: {c.problema}"),
            ("parrafo", f"Descripción: {c.descripcion}"),
            ("parrafo", f"Objetivo: {c.objetivo}"),
            ("parrafo", f"Resultado esperado: {c.meta}"),
            ("parrafo", f"Contribución a los ODS: ODS {c.ods.split('.')[0]} (meta {c.ods})"),
            ("tabla", fases),
        ]
        v = _entera(c)
        v.actividades = [
            (
                a.nombre,
                date(a.inicio.year, 3 * _t(a.inicio) - 2, 1),
                ultimo_dia(date(a.fin.year, 3 * _t(a.fin), 1)),
            )
            for a in c.actividades
        ]
        verdades.append(v)
    return [*bloques, *GLOSARIO], verdades


def _t(fecha: date) -> int:
    return (fecha.month - 1) // 3 + 1


def _trimestres(inicio: date, fin: date) -> str:
    desde, hasta = f"{_t(inicio)}T {inicio.year}", f"{_t(fin)}T {fin.year}"
    return desde if desde == hasta else f"{desde} - {hasta}"


def hermosillo() -> Documento:
    """A flat sheet, as a form of answers exports it: everything of the commitment again in each row."""
    filas = [
        [
            "Marca temporal",
            "ID compromiso",
            "Nombre del compromiso",
            "Problema que atiende",
            "Objetivo general",
            "Meta",
            "Dependencia responsable",
            "Nombre del enlace",
            "Cargo del enlace",
            "Meta ODS",
            "Actividad",
            "Fecha inicio",
            "Fecha fin",
            "Medio de verificación",
        ]
    ]
    for n, c in enumerate(SALUD_Y_TURISMO, 1):
        fijos = [c.nombre, c.problema, c.objetivo, c.meta, c.institucion, c.persona, c.cargo, c.ods]
        filas += [
            ["2022-12-05 10:32:11", f"HMO-{n:02d}", *fijos, a.nombre, str(a.inicio), str(a.fin), a.producto]
            for a in c.actividades
        ]
    return [("tabla", filas)], [verdad(c) for c in SALUD_Y_TURISMO]


def la_paz() -> Documento:
    """A commitment in each column and a field in each row; the activities numbered within their cell."""

    def fila(rotulo: str, valores: list[str]) -> list[str]:
        return [rotulo, *valores]

    cs = SALUD_Y_TURISMO
    actividades = [
        "\n".join(
            f"{i}) {a.nombre} ({a.inicio:%d/%m/%Y} – {a.fin:%d/%m/%Y})" for i, a in enumerate(c.actividades, 1)
        )
        for c in cs
    ]
    tabla = [
        fila("", [f"Compromiso {n}" for n in range(1, len(cs) + 1)]),
        fila("Nombre", [c.nombre for c in cs]),
        fila("Problemática", [c.problema for c in cs]),
        fila("Objetivo", [c.objetivo for c in cs]),
        fila("Meta", [c.meta for c in cs]),
        fila("Actividades", actividades),
        fila("Responsable", [f"{c.institucion}\n\n{c.persona}\n{c.cargo}" for c in cs]),
        fila("ODS", [f"Meta {c.ods}" for c in cs]),
    ]
    bloques: list[Bloque] = [
        ("titulo", "Plan de Acción Local La Paz 2023"),
        ("parrafo", "Cuadro comparativo de los compromisos"),
        ("tabla", tabla),
    ]
    return [*bloques, *SESIONES], [verdad(c) for c in cs]


def cuernavaca() -> Documento:
    """Text pasted from a file of pages: lines cut at the margin, words cut by a hyphen, and page feet."""
    bloques: list[Bloque] = [
        ("parrafo", "PLAN DE ACCIÓN LOCAL\nDE GOBIERNO ABIERTO\nCUERNAVACA 2023"),
        ("parrafo", "Plan de Acción Local 2023                                                 1"),
    ]
    for n, c in enumerate(SALUD_Y_TURISMO, 1):
        partes = [
            f"COMPROMISO {n}. {c.nombre.upper()}",
            "PROBLEMÁTICA QUE ATIENDE",
            c.problema,
            "OBJETIVO",
            c.objetivo,
            "META",
            c.meta,
            "INSTITUCIÓN RESPONSABLE",
            c.institucion,
            "PERSONA RESPONSABLE",
            f"{c.persona}, {c.cargo}",
            "ACTIVIDADES Y PLAZOS",
            *(f"• {a.nombre}: {dia(a.inicio)} al {dia(a.fin)}." for a in c.actividades),
        ]
        bloques += [("parrafo", _cortado(p)) for p in partes]
        bloques.append(
            ("parrafo", f"Plan de Acción Local 2023                                                 {n + 1}")
        )
    return bloques, [verdad(c, sin=("ods",)) for c in SALUD_Y_TURISMO]


def _cortado(texto: str, ancho: int = 62) -> str:
    """Lines of a width; a long word that does not fit is cut between a vowel and the consonant after it."""
    lineas = [""]
    for palabra in texto.split(" "):
        junta = f"{lineas[-1]} {palabra}".strip()
        if len(junta) <= ancho:
            lineas[-1] = junta
            continue
        corte = re.match(r"[a-záéíóú]{1,6}[aeiou](?=[bcdfglmnprstv][aeiouáéíóú][a-záéíóú]{2,})", palabra)
        if corte and len(lineas[-1]) + corte.end() + 2 <= ancho:
            lineas[-1] += f" {corte.group()}-"
            lineas.append(palabra[corte.end() :])
        else:
            lineas.append(palabra)
    return "\n".join(lineas)


SEPTIMA_RONDA = (
    (carchi, ("plan.docx", "plan.pdf", "plan.odt")),
    (rosario, ("plan.docx", "plan.pdf")),
    (aragon, ("plan.docx", "plan.pdf", "plan.txt")),
    (hermosillo, ("plan.xlsx", "plan.csv", "plan.ods")),
    (la_paz, ("plan.docx", "plan.xlsx", "plan.pdf")),
    (cuernavaca, ("plan.docx", "plan.odt", "plan.txt")),
)
