"""What plans carry besides their commitments: contents, background, members, calendar, glossary."""

from documentos_de_prueba import Bloque


def indice(nombres: list[str], rotulo: str = "Compromiso {n}. {nombre}") -> list[Bloque]:
    """The contents, with dotted leaders."""
    entradas = [
        "Presentación",
        "Marco normativo",
        *(rotulo.format(n=n, nombre=nombre) for n, nombre in enumerate(nombres, 1)),
        "Anexos",
    ]
    return [
        ("titulo", "Índice"),
        *(("parrafo", f"{e} {'.' * max(8, 96 - len(e))} {3 + 2 * i}") for i, e in enumerate(entradas)),
    ]


def presentacion(entidad: str) -> list[Bloque]:
    return [
        ("titulo", "Presentación"),
        (
            "parrafo",
            f"El gobierno abierto es una forma de relación entre autoridades y sociedad. En"
            f" {entidad}, organizaciones"
            " civiles, universidades, dependencias y el organismo garante acordaron los compromisos"
            " que integran este"
            " documento, después de tres foros en los que participaron 214 personas.",
        ),
        (
            "parrafo",
            "Para priorizar los problemas se aplicó una encuesta en línea entre el 4 y el 29 de"
            " marzo; los resultados"
            " pueden consultarse en https://gobiernoabierto.example/encues\nta-de-prioridades.",
        ),
    ]


ANTECEDENTES: list[Bloque] = [
    ("titulo", "Antecedentes: el plan anterior"),
    (
        "parrafo",
        "El plan anterior se integró con tres compromisos, de los cuales se cumplieron dos: el Compromiso 1,"
        " “Observatorio del transporte público”; y el Compromiso 2, “Presupuestos para la niñez”. El Compromiso 3,"
        " “Ventanilla para personas migrantes”, quedó pendiente por falta de suficiencia presupuestaria.",
    ),
]

SECRETARIADO: list[Bloque] = [
    ("titulo", "Integrantes del Secretariado Técnico Local"),
    (
        "tabla",
        [
            ["Nombre", "Institución", "Carácter"],
            ["Dra. Silvia Esther Macías Quintanar", "Organismo garante", "Presidenta"],
            ["Ing. Tomás Arriaga Bejarano", "Colectivo Ciudad Viva, A.C.", "Sociedad civil"],
            ["Mtra. Lucía Fernanda Oropeza Díaz", "Secretaría de la Contraloría", "Gobierno"],
        ],
    ),
]

SESIONES: list[Bloque] = [
    ("titulo", "Anexo 1. Calendario de sesiones del Secretariado"),
    (
        "tabla",
        [
            ["Sesión", "Fecha", "Lugar"],
            ["Primera sesión ordinaria", "15 de febrero", "Sala de juntas del organismo garante"],
            ["Segunda sesión ordinaria", "17 de mayo", "Auditorio municipal"],
            ["Tercera sesión ordinaria", "16 de agosto", "Videoconferencia"],
        ],
    ),
]

GLOSARIO: list[Bloque] = [
    ("titulo", "Glosario"),
    (
        "parrafo",
        "Compromiso: acción de gobierno abierto acordada entre autoridades y sociedad, con responsables y plazos.",
    ),
    ("parrafo", "Hito: avance verificable que permite conocer el grado de cumplimiento de un compromiso."),
    ("parrafo", "Medio de verificación: documento o evidencia que acredita la realización de una actividad."),
    ("parrafo", "Cocreación: proceso por el que sociedad y gobierno definen juntos problemas y soluciones."),
]
