"""What the plans of `planes_no_vistos` say: made-up commitments of made-up bodies."""

from dataclasses import dataclass, field
from datetime import date

from documentos_de_prueba import Bloque

MESES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()  # noqa: SIM905


@dataclass(frozen=True)
class Actividad:
    nombre: str
    inicio: date
    fin: date
    producto: str = "Minuta de trabajo"


@dataclass(frozen=True)
class Compromiso:
    nombre: str
    problema: str
    objetivo: str
    meta: str
    institucion: str
    persona: str
    cargo: str
    ods: str
    indicador: str
    actividades: tuple[Actividad, ...]


def _d(texto: str) -> date:
    return date.fromisoformat(texto)


SALUD_Y_BOSQUES = (
    Compromiso(
        "Medicinas que sí llegan",
        "Cuatro de cada diez recetas no se surten completas en los centros de salud rurales, y nadie publica"
        " cuáles medicinas faltan ni por cuánto tiempo.",
        "Publicar cada semana el abasto de medicinas de los centros de salud y atender las faltas que reporte la"
        " población.",
        "Que el 100 % de los centros de salud publique su abasto cada semana.",
        "Secretaría de Salud",
        "Marisol Treviño Garza",
        "Directora de Abasto y Logística",
        "3.8",
        "Porcentaje de centros de salud que publican su abasto",
        (
            Actividad(
                "Levantar el inventario inicial de medicinas", _d("2023-03-01"), _d("2023-05-31"), "Inventario"
            ),
            Actividad(
                "Construir el tablero público de abasto", _d("2023-06-01"), _d("2023-09-30"), "Tablero en línea"
            ),
            Actividad(
                "Capacitar a comités de salud en el uso del tablero", _d("2023-10-01"), _d("2023-12-31"), "Listas"
            ),
        ),
    ),
    Compromiso(
        "Vigilancia ciudadana de los bosques",
        "La tala clandestina se denuncia poco porque las comunidades desconocen ante quién acudir.",
        "Instalar una red comunitaria de vigilancia forestal con denuncias de seguimiento público.",
        "Doce comunidades con brigada y todas las denuncias con respuesta publicada.",
        "Secretaría de Desarrollo Sustentable",
        "Héctor Iván Nájera Quiroz",
        "Subsecretario de Gestión Ambiental",
        "15.2",
        "Número de denuncias con respuesta publicada",
        (
            Actividad(
                "Elaborar el diagnóstico participativo de zonas críticas",
                _d("2023-02-01"),
                _d("2023-04-30"),
                "Diagnóstico",
            ),
            Actividad(
                "Integrar las brigadas comunitarias", _d("2023-05-01"), _d("2023-08-31"), "Actas de instalación"
            ),
        ),
    ),
    Compromiso(
        "Compras públicas sin letra chica",
        "Las pequeñas empresas no participan en licitaciones porque las bases son confusas y se publican tarde.",
        "Publicar en lenguaje claro y con anticipación el programa anual de compras y sus bases.",
        "Aumentar en 20 % la participación de pequeñas empresas en licitaciones.",
        "Oficialía Mayor de Gobierno",
        "Beatriz Adriana Coronel Ibarra",
        "Directora General de Adquisiciones",
        "12.7",
        "Tasa de participación de pequeñas empresas en licitaciones",
        (
            Actividad(
                "Redactar el manual de bases en lenguaje claro", _d("2023-01-01"), _d("2023-03-31"), "Manual"
            ),
            Actividad(
                "Publicar el programa anual de compras en datos abiertos",
                _d("2023-04-01"),
                _d("2023-06-30"),
                "Conjunto de datos",
            ),
            Actividad(
                "Realizar talleres con cámaras empresariales",
                _d("2023-07-01"),
                _d("2023-10-31"),
                "Listas de asistencia",
            ),
            Actividad("Evaluar los resultados con la ciudadanía", _d("2023-11-01"), _d("2023-12-31"), "Informe"),
        ),
    ),
)

MOVILIDAD_Y_JUVENTUD = (
    Compromiso(
        "Rutas seguras a la escuela",
        "Las niñas y los niños que caminan a la escuela enfrentan cruces peligrosos y falta de alumbrado.",
        "Diseñar y construir con las comunidades escolares rutas caminables y seguras.",
        "Ocho escuelas con su ruta segura en funcionamiento.",
        "Secretaría de Movilidad y Transporte",
        "Óscar Daniel Villaseñor Peña",
        "Director de Proyectos Peatonales",
        "11.2",
        "Número de escuelas con ruta segura",
        (
            Actividad(
                "Realizar recorridos de diagnóstico con familias y docentes",
                _d("2024-01-15"),
                _d("2024-03-29"),
                "Relatoría",
            ),
            Actividad(
                "Aprobar los proyectos ejecutivos de las rutas", _d("2024-04-01"), _d("2024-07-31"), "Proyectos"
            ),
            Actividad(
                "Construir las obras de las primeras ocho rutas",
                _d("2024-08-01"),
                _d("2024-12-15"),
                "Actas de entrega",
            ),
        ),
    ),
    Compromiso(
        "Jóvenes que auditan",
        "La juventud no encuentra espacios para vigilar los programas que le están destinados.",
        "Formar y acompañar a colectivos juveniles para que auditen programas sociales.",
        "Cinco programas auditados por colectivos juveniles.",
        "Instituto de la Juventud",
        "Fernanda Itzel Olvera Santos",
        "Coordinadora de Participación Juvenil",
        "16.7",
        "Programas sociales auditados",
        (
            Actividad(
                "Emitir la convocatoria para colectivos juveniles",
                _d("2024-02-01"),
                _d("2024-02-29"),
                "Convocatoria",
            ),
            Actividad("Impartir el curso de auditoría social", _d("2024-03-01"), _d("2024-05-31"), "Constancias"),
        ),
    ),
    Compromiso(
        "Presupuesto que se entiende",
        "El presupuesto de egresos se publica en documentos que pocas personas pueden leer o reutilizar.",
        "Publicar un presupuesto ciudadano interactivo y sus datos en formato abierto.",
        "Un portal con el presupuesto y su ejercicio, actualizado cada trimestre.",
        "Secretaría de Finanzas y Planeación",
        "Ricardo Alonso Bermúdez Lara",
        "Titular de la Unidad de Política Presupuestal",
        "16.6",
        "Visitas al portal del presupuesto ciudadano",
        (
            Actividad(
                "Definir con la ciudadanía los contenidos del portal",
                _d("2024-01-08"),
                _d("2024-04-30"),
                "Minutas",
            ),
            Actividad("Desarrollar y probar el portal", _d("2024-05-01"), _d("2024-09-30"), "Portal"),
            Actividad(
                "Difundir el portal en universidades", _d("2024-10-01"), _d("2024-11-30"), "Reporte fotográfico"
            ),
        ),
    ),
    Compromiso(
        "Archivo histórico en tu pantalla",
        "El archivo histórico sólo puede consultarse en persona y sus documentos se están perdiendo.",
        "Digitalizar y abrir a la consulta en línea los fondos más antiguos del archivo.",
        "Treinta mil documentos digitalizados y en línea.",
        "Archivo General del Estado",
        "Patricia Eugenia Salcido Rojas",
        "Jefa del Departamento de Conservación",
        "11.4",
        "Documentos digitalizados",
        (
            Actividad(
                "Seleccionar los fondos documentales con especialistas",
                _d("2024-01-15"),
                _d("2024-02-29"),
                "Catálogo",
            ),
            Actividad("Digitalizar los documentos seleccionados", _d("2024-03-01"), _d("2024-10-31"), "Imágenes"),
        ),
    ),
)


@dataclass
class Verdad:
    """What a careful person would transcribe of a commitment; a field may be told under any of several names."""

    nombre: str
    campos: dict[tuple[str, ...], str] = field(default_factory=dict)
    persona: tuple[str, str] | None = None
    institucion: str = ""
    ods: str = ""
    actividades: list[tuple[str, date | None, date]] = field(default_factory=list)


Documento = tuple[list[Bloque], list[Verdad]]


def preliminares(titulo: str, periodo: str) -> list[Bloque]:
    """What stands before the commitments in nearly every plan."""
    return [
        ("titulo", titulo),
        ("parrafo", periodo),
        ("titulo", "Presentación"),
        (
            "parrafo",
            "Este documento es resultado del trabajo conjunto de autoridades, organizaciones de la sociedad"
            " civil y personas interesadas. Las mesas de trabajo se realizaron entre septiembre y noviembre, en"
            " las que más de doscientas personas votaron las problemáticas prioritarias.",
        ),
        ("titulo", "Marco normativo"),
        ("parrafo", "Constitución Política de los Estados Unidos Mexicanos, artículo 6°."),
        ("parrafo", "Ley General de Transparencia y Acceso a la Información Pública, artículo 59."),
        ("titulo", "Glosario"),
        (
            "parrafo",
            "PAL: Plan de Acción Local. STL: Secretariado Técnico Local. ODS: Objetivos de Desarrollo Sostenible.",
        ),
    ]


FIRMAS: list[Bloque] = [
    ("titulo", "Firmas"),
    ("parrafo", "Leído que fue el presente documento, lo firman de conformidad quienes en él intervinieron."),
    (
        "tabla",
        [
            ["Mtra. Elena Robles Anaya", "Lic. Raúl Cázares Mejía"],
            ["Comisionada Presidenta", "Representante de la sociedad civil"],
        ],
    ),
]


def dia(fecha: date) -> str:
    return f"{fecha.day} de {MESES[fecha.month - 1]} de {fecha.year}"


def mes(fecha: date) -> str:
    return f"{MESES[fecha.month - 1]} de {fecha.year}"


def verdad(
    c: Compromiso, *, objetivo: tuple[str, ...] = ("objetivo", "descripcion"), sin: tuple[str, ...] = ()
) -> Verdad:
    """Everything, less what the layout does not print."""
    campos = {("problema",): c.problema, objetivo: c.objetivo, ("proposito_ciudadano",): c.meta}
    return Verdad(
        c.nombre,
        {k: v for k, v in campos.items() if not set(k) & set(sin)},
        None if "persona" in sin else (c.persona, c.cargo),
        c.institucion,
        "" if "ods" in sin else c.ods,
        [(a.nombre, a.inicio, a.fin) for a in c.actividades],
    )


def ultimo_dia(fecha: date) -> date:
    siguiente = fecha.replace(year=fecha.year + fecha.month // 12, month=fecha.month % 12 + 1, day=1)
    return date.fromordinal(siguiente.toordinal() - 1)


def por_mes(v: Verdad) -> Verdad:
    """The calendar says months: from the first day of one to the last of another."""
    v.actividades = [(n, i.replace(day=1) if i else None, ultimo_dia(f)) for n, i, f in v.actividades]
    return v
