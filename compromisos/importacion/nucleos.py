"""Headings nobody listed: a field is known by the noun its heading turns on, when every other word only qualifies it.

«Ente público responsable», «Enlace designado», «¿Cuál es la problemática pública que el compromiso abordará?».
"""

import re

from compromisos.importacion.letras import sin_acentos

PALABRAS = 12
_MUDAS = frozenset(
    [
        "a",
        "al",
        "ante",
        "con",
        "cual",
        "cuales",
        "como",
        "de",
        "del",
        "donde",
        "e",
        "el",
        "en",
        "entre",
        "es",
        "esta",
        "este",
        "estas",
        "estos",
        "esto",
        "la",
        "las",
        "le",
        "lo",
        "los",
        "mas",
        "o",
        "para",
        "por",
        "que",
        "quien",
        "quienes",
        "se",
        "sera",
        "seran",
        "son",
        "su",
        "sus",
        "u",
        "un",
        "una",
        "y",
        "ya",
        "no",
        "nos",
    ]
)
# What only qualifies: by its beginning, since it comes in every gender, number and tense.
_CALIFICA = re.compile(
    r"(?:comprom|public|ciudadan|social|principal|general|especific|central|estrategic|identific|detect|priori|resolv"
    r"|resuelv|solucion|atend|atiend|atenc|abord|busc|pretend|esper|previst|program|verific|medib|alcanz|logr|realiz"
    r"|desarrol|ejecu|implement|impuls|cumpl|lider|design|involucr|particip|aliad|clave|propuest|asociad|vincul|relacion"
    r"|correspond|actual|tematic|proyect|iniciativa|institucional|gubernamental|administrativ|siguiente|plante|quer|quier"
    r"|propon|propus|nombre|numero|titulo|denomina|descri|breve|detalle|detallad|concret|product|fecha|defini|entidad"
    r"|estim|tentativ|llev|cabo|cada|comprend|consist|otr|plan$|planes$|local|gobierno|abierto|marco|apoy|obligad|sujet|fundament"
    r"|contribu|operativ|tecnic|direct|metodo|medicion|unico|establec|fij|dat|complet|organiza|informacion|cierre|final|origen|alcan|desea)"
)
_NUCLEOS: tuple[tuple[str, str], ...] = (
    ("corresponsables", r"co-?rresponsables?"),
    ("responsables", r"responsab\w+|encargad[oa]s?|enlaces?|contactos?|implementador\w*|ejecutor\w*"),
    ("problema", r"problem\w+|diagnosticos?|retos?|desafios?|necesidad(?:es)?"),
    ("objetivo", r"objetivos?|propositos?|finalidad"),
    ("proposito_ciudadano", r"metas?|resultados?|impactos?|beneficios?"),
    ("indicador", r"indicador(?:es)?"),
    ("medios_verificacion", r"evidencias?|entregables?|verificables|medios?"),
    ("actividades", r"actividad(?:es)?|accion(?:es)?|hitos?|tareas?|etapas?|pasos?|lineas?|trabajo"),
    ("fecha_inicio", r"inicio|arranque|comienzo"),
    ("fecha_fin", r"termino|conclusion|finalizacion|limite|terminacion"),
    ("periodo", r"periodos?|plazos?|vigencia|temporalidad|calendarizacion|calendario|cronograma|tiempos?"),
    ("otros_actores", r"actor(?:es)?"),
    ("contribucion", r"contribuira|contribuye|contribucion|ayudara"),
    ("supuestos", r"riesgos?|supuestos?"),
    ("descripcion", r"descripcion|justificacion|resumen|relevan\w+|haremos"),
    ("cargo", r"cargos?|puestos?|departamento"),
    (
        "institucion",
        r"dependencias?|instituci\w+|organismos?|entes?|areas?|unidad(?:es)?|instancias?|autoridad(?:es)?",
    ),
)
_DE_NUCLEO = [(campo, re.compile(patron)) for campo, patron in _NUCLEOS]
_QUE_HACER = re.compile(r"(?!titular|lugar)[a-z]+(?:ar|er|ir)")
# A sentence, or a piece of one: it goes on or was cut.
_FRASE = re.compile(
    r"\t|[:;.]\s*\S|planes? de accion|\b(?:de|del|la|el|los|las|esta|este|para|por|con|y|a|en|que)$"
)
_QUE_SIGUE = re.compile(
    r"(?:el |la |los |las )?(problem\w+|retos?|objetivos?|metas?|resultados?) (?:public[oa]s? )?que(?: [a-zñ]+){1,6}$"
)
_DE_LA_AGENDA = {"ods", "sostenible", "sostenibles", "2030"}
_AGENDA = re.compile(r"agenda|alinea\w+|desarrollo|objetivos?|metas?|relacion\w*|vincul\w+|contribu\w+")
_PERSONAS = re.compile(r"personas?|servidor\w*|titular(?:es)?|funcionari\w+")
_UNA_ACTIVIDAD = {"actividad", "accion", "hito", "tarea", "etapa", "paso", "linea"}
_SE_LLAMA = {"nombre", "titulo", "denominacion"}
_LO_NOMBRADO = ("comprom", "proyect", "iniciativ", "propuest")
_SE_BUSCA = {"lograr", "alcanzar", "conseguir"}
_QUIERE = {"queremos", "quiere", "busca", "buscamos", "pretende", "espera", "pretendemos"}


def campo_por_nucleo(texto: str) -> str:
    """The field a heading names by its noun, "" when any of its words says something else."""
    plano = sin_acentos(texto).strip()
    if _FRASE.search(plano) or texto.strip()[:1].islower():
        return ""
    palabras = [p for p in re.findall(r"[a-zñ0-9-]+", plano) if p not in _MUDAS]
    if not palabras or len(palabras) > PALABRAS or _QUE_HACER.fullmatch(palabras[0]):
        return ""
    if _DE_LA_AGENDA & set(palabras) and all(
        p in _DE_LA_AGENDA or _AGENDA.fullmatch(p) or _CALIFICA.match(p) for p in palabras
    ):
        return "texto_alineacion"
    if {"valores", "ogp"} & set(palabras) and re.search(r"relevan|contribu|valores de", plano):
        return "relevancia_ogp"
    if hallado := _QUE_SIGUE.match(plano):  # «Problema que da origen al compromiso»
        return _nucleo(hallado[1])
    nucleos = [(p, _nucleo(p)) for p in palabras]
    if "responsables" in [c for _, c in nucleos][1:] and not nucleos[0][1]:
        nucleos = nucleos[1:]  # «Agencia o actor responsable»: whoever it is that answers
    if any(not campo and not _CALIFICA.match(p) and not _PERSONAS.fullmatch(p) for p, campo in nucleos):
        return ""
    return _decidir(palabras, [campo for _, campo in nucleos if campo])


def _nucleo(palabra: str) -> str:
    return next((campo for campo, patron in _DE_NUCLEO if patron.fullmatch(palabra)), "")


def _decidir(palabras: list[str], campos: list[str]) -> str:
    """The first noun rules, save that who answers is told by any word of the heading."""
    personas = any(_PERSONAS.fullmatch(p) for p in palabras)
    if palabras[0].startswith("nombre") and (personas or "responsables" in campos):
        return "persona"
    if (
        not campos
        and not personas
        and _SE_LLAMA & set(palabras)
        and any(p.startswith(_LO_NOMBRADO) for p in palabras)
    ):
        return "nombre"
    if not campos:  # «¿Qué queremos lograr?»
        return "objetivo" if _SE_BUSCA & set(palabras) and _QUIERE & set(palabras) else ""
    primero = campos[0]
    if primero in ("institucion", "otros_actores") and (
        {"responsables", "corresponsables"} & set(campos) or any(p.startswith("lider") for p in palabras)
    ):
        return "responsables" if "corresponsables" not in campos else "corresponsables"
    if primero in ("institucion", "otros_actores") and any(p.startswith("aliad") for p in palabras):
        return "otros_actores"
    if primero == "descripcion" and "actividades" in campos:
        return "descripcion_actividad"
    if primero == "descripcion" and len(campos) > 1 and campos[1] in ("problema", "objetivo"):
        return campos[1]
    if {"fecha_inicio", "fecha_fin"} <= set(campos) and primero != "actividades":
        return "periodo"
    if primero == "periodo" and len(campos) > 1 and campos[1] in ("fecha_inicio", "fecha_fin"):
        return campos[1]
    if primero == "actividades":
        return "actividad" if _UNA_ACTIVIDAD & set(palabras) else "actividades"
    return primero
