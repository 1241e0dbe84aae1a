"""What a label of a document's own form speaks of: by any of its words, or by the shape of what it heads. Pure.

Broader than the vocabulary, since a line that repeats as a label is one: only what it means has to be told.
"""

import re

from compromisos.importacion.fechas import fechas_en
from compromisos.importacion.instituciones import clase_de, partes_de
from compromisos.importacion.letras import sin_acentos, sin_vineta
from compromisos.importacion.plazos_de_actividad import es_calendario

_PALABRAS: list[tuple[str, re.Pattern[str]]] = [
    (campo, re.compile(patron))
    for campo, patron in (
        ("objetivo", r"situacion (?:desead|futur|ideal|objetivo|que (?:se )?(?:busca|quer|dese))"),
        ("texto_alineacion", r"\bods\b|2030|\bagenda\b|desarrollo sostenible|\balinea"),
        ("otros_actores", r"\baliad|acompan|colabor|sociedad civil|con quien|apoy|sumad[oa]s|participa"),
        (
            "responsables",
            r"^quien|respons|a cargo|encarg|lider|encabez|coordina|enlace|contacto|implementa|ejecutor|responde|rinde"
            r"|dependencia|autoridad|\bente\b|instancia|institucion|titular|da la cara|unidad administrativa",
        ),
        ("indicador", r"indicador|como (?:se |lo )?medi|medicion"),
        (
            "medios_verificacion",
            r"evidencia|verifica|comproba|entregable|pruebas?\b|constancia|productos?\b|como sabremos|soporte documental",
        ),
        (
            "actividades",
            r"activid|accion|\bhitos?\b|\bpasos?\b|\bruta\b|camino|tareas?\b|etapas?\b|fases?\b|trabajo|cronograma|calendari"
            r"|como lo (?:haremos|lograremos|vamos)|agenda de|programa(?:cion)?\b|que vamos a hacer|que se hara",
        ),
        (
            "proposito_ciudadano",
            r"\bmetas?\b|resultad|impacto|benefici|logr(?!ar\b)|al (?:final|cierre|termin)|cambiara|cambio|exito|que ganara|que obtendra"
            r"|valor publico|se vera|lograremos|habra",
        ),
        (
            "problema",
            r"problem|\bretos?\b|desafi|necesidad|situacion|diagnostic|preocup|duele|dolor|\bfalla|obstacul|carencia|brecha|rezago"
            r"|por que|porque|origen|contexto|punto de partida|que (?:pasa|ocurre|sucede|encontramos|vemos)|\bhoy\b|realidad|causa"
            r"|motiv|justifica|donde (?:estamos|partimos)|demanda|escuchamos",
        ),
        (
            "objetivo",
            r"objetiv|proposit|finalidad|para que|\bbusca|pretend|queremos|aspira|apuesta|respuesta|solucion|propuesta|propone"
            r"|intencion|a donde|hacia donde|compromete|comprometemos",
        ),
        ("descripcion", r"descri|consiste|haremos|resumen|de que (?:trata|se trata)|detalle|en breve"),
        ("periodo", r"plazo|periodo|cuando|vigencia|duracion|tiempo|fecha|temporal"),
    )
]


def campo_probable(rotulo: str, valores: list[list[str]], tomados: set[str]) -> str:
    """The field, "" when nothing tells; one that another label already has is not given twice."""
    forma = forma_de(valores)
    if forma == "actividades":
        return forma if forma not in tomados else ""
    plano = sin_acentos(rotulo)
    dichos = [campo for campo, patron in _PALABRAS if patron.search(plano)]
    if (
        forma
        and (forma not in tomados or forma == "responsables")
        and (not dichos or forma in dichos or dichos[0] in ("periodo", "actividades"))
    ):
        return forma
    return next((c for c in dichos if c not in tomados and _cabe(c, forma)), "")


def _cabe(campo: str, forma: str) -> bool:
    """Prose is not who answers, nor a target of the Agenda."""
    return (
        not forma or forma == campo or (forma == "responsables" and campo in ("otros_actores", "corresponsables"))
    )


def forma_de(valores: list[list[str]]) -> str:
    """What most of its values look like."""
    llenos = [
        [sin_vineta(t) for v in valor for t in v.split("\n") if t.strip()] for valor in valores if any(valor)
    ]
    if not llenos:
        return ""
    for campo, cumple in (
        ("texto_alineacion", _alinea),
        ("periodo", lambda v: len(v) == 1 and es_calendario(v[0])),
        ("actividades", _agenda),
        ("responsables", _responde),
    ):
        if sum(cumple(v) for v in llenos) >= 0.6 * len(llenos):
            return campo
    return ""


def _responde(lineas: list[str]) -> bool:
    clases = [clase_de(p) for p in partes_de(lineas[:3])]
    return len(lineas[0]) < 200 and bool(clases[0]) and clases[0] in ("persona", "institucion", "cargo")


def _alinea(lineas: list[str]) -> bool:
    plano = sin_acentos(" ".join(lineas))
    return len(plano) < 160 and bool(
        re.fullmatch(r"[\d.,;abc\s/y-]*\b\d{1,2}\.[\dabcd]{1,2}\b[\d.,;abcd\s/y-]*", plano)
        or re.search(r"\bods\b|\bmetas? \d{1,2}\.[\da-d]", plano)
    )


def _agenda(lineas: list[str]) -> bool:
    """A list most of whose lines say when."""
    fechadas = sum(bool(fechas_en(t)) for t in lineas)
    return fechadas >= 2 and fechadas >= 0.3 * len(lineas)
