"""How plans call their parts: each field with the headings seen for it. Compared without case nor accents."""

import re
from dataclasses import dataclass

from compromisos.importacion.letras import en_un_renglon, sin_acentos, sin_numeral, tiene_vineta
from compromisos.importacion.nucleos import campo_por_nucleo

_DEL = r"(?: del? (?:el |la |los )?(?:compromiso|accion|proyecto|plan))?"
# Field → patterns of its heading; longest wins.
CAMPOS: dict[str, str] = {
    "nombre": rf"(?:nombre|titulo|denominacion){_DEL.removesuffix('?')}|compromiso"
    rf"|(?:numero y nombre|nombre y numero|nombre corto){_DEL}",
    "eje": r"(?:nombre del )?eje(?: tematico| rector| estrategico)?|linea tematica|tema(?:tica)? del compromiso",
    "numero": r"(?:numero|num\.?|no\.?|n[o°º]|#)(?: del? compromiso)?|clave(?: del compromiso)?",
    "descripcion": rf"descripcion(?: y relevancia| general| breve)?{_DEL}|resumen ejecutivo|resumen{_DEL}"
    r"|¿?en que consiste(?: el compromiso)?\??|¿?cual es el compromiso\??|relevancia(?: del compromiso)?|justificacion(?: del compromiso)?",
    "problema": r"(?:¿cual es (?:la|el) )?(?:planteamiento del? )?problema(?:tica|s)?(?: public[oa]| social)?"
    r"(?: (?:(?:a|por) (?:resolver|atender)|identificad[oa]|detectad[oa]|que (?:se )?(?:atiende|aborda|busca resolver"
    r"|pretende resolver|el compromiso aborda)))?\??|situacion (?:actual|por atender|(?:que se )?(?:desea|busca|quiere) (?:cambiar|transformar|resolver|atender))|diagnostico"
    r"|¿?que problema (?:(?:pretende|busca) (?:abordar|resolver|atender)|aborda|atiende|resuelve) (?:el|este) compromiso\??",
    "objetivo": rf"objetivo(?: principal| central| a corto plazo| especifico)?{_DEL}|proposito{_DEL}"
    r"|objetivo general del compromiso|¿cual es el compromiso\? objetivo a corto plazo|¿que se busca lograr\?",
    "objetivo_mediano_plazo": r"objetivo a (?:mediano|largo) plazo",
    "contribucion": r"¿como contribuira a resolver (?:la problematica|el problema)\?|contribucion(?: al problema)?"
    r"|como contribuira(?: a resolver (?:la problematica|el problema))?",
    "proposito_ciudadano": r"proposito ciudadano|metas?(?: verificables?| ciudadanas?| del compromiso| comprometidas?)?"
    r"|resultados? (?:esperados?|previstos?|que se (?:quieren|esperan|buscan) (?:lograr|alcanzar))|productos? final(?:es)?"
    r"|beneficios?(?: ciudadanos?| esperados?)|impacto esperado|¿?que resultados (?:queremos|se quieren|se busca) lograr\??",
    "actividades": r"actividades(?: y (?:plazos|fechas|periodos?|cronograma)| (?:a (?:realizar|desarrollar)|programadas"
    r"|calendarizadas|clave|principales|especificas))?|cronograma de actividades"
    r"|acciones(?: y plazos| a (?:realizar|desarrollar)| especificas)?|plan de trabajo|ruta de trabajo|hitos|lineas de accion",
    "plazos": r"plazos?(?: de (?:ejecucion|cumplimiento))?|cronograma|calendario",
    "medios_verificacion": r"medios? de (?:verificacion|comprobacion)|evidencias?(?: de cumplimiento)?"
    r"|fuentes? de verificacion|entregables?|productos? (?:esperados?|entregables?)",
    "como_se_verifica": r"¿?como se (?:verificara|verifica|comprobara|medira)(?: el cumplimiento)?(?: del compromiso)?\??",
    "responsables": r"(?:institucion(?:es)?|dependencias?|entes?|areas?|autoridad(?:es)?|personas?|sujetos? obligados?"
    r"|unidad(?:es)?|servidor(?:a|es)? public[oa]s?|persona servidora publica) (?:publicas? )?responsables?"
    r"(?: (?:de|del) (?:la implementacion|su implementacion|cumplimiento|compromiso|la accion|la ejecucion))?"
    r"|responsables?(?: (?:de|del) (?:la implementacion|cumplimiento|compromiso|la ejecucion))?|a cargo de"
    r"|(?:institucion|dependencia|ente|instancia)s? implementadora?s?|enlaces? (?:institucional(?:es)?|responsables?)"
    r"|(?:persona|punto) de contacto|(?:nombre|persona|titular) y (?:cargo|puesto)(?: (?:del|de la) .{4,40})?",
    "corresponsables": r"(?:(?:organizacion(?:es)?|institucion(?:es)?|osc|sociedad civil)(?: de la sociedad civil)? )?"
    r"co-?rresponsables?(?: (?:de|del) (?:la implementacion|compromiso|cumplimiento))?",
    "otros_actores": r"otros actores(?: involucrados| participantes)?|actores involucrados",
    "texto_alineacion": r"alineacion(?: (?:con|a) (?:los? |las? )?(?:ods|agenda 2030|metas especificas de la agenda 2030"
    r"|objetivos? de desarrollo sostenible(?:s)?|metas? de (?:los ods|la agenda 2030)))?"
    r"|(?:ods|agenda 2030|objetivos? de desarrollo sostenible)(?: (?:a (?:los|las) que contribuye|relacionados?"
    r"|vinculados?))?|(?:vinculacion|contribucion|relacion) (?:con|a) (?:los ods|la agenda 2030)|ods ?/ ?agenda 2030"
    r"|objetivos? y metas? (?:de la agenda 2030|ods)|metas? ods",
    "pnd": r"eje del plan nacional de desarrollo(?: al que pertenece el compromiso)?",
    "perspectiva_genero": r"alineacion del compromiso con perspectiva de igualdad de genero"
    r"|(?:perspectiva|enfoque) de (?:igualdad de )?genero|igualdad de genero",
    "supuestos": r"supuestos(?: y riesgos)?|(?:analisis de )?riesgos?(?: y supuestos)?",
    "relevancia_ogp": r"¿?por que es relevante (?:para|frente a) los valores de (?:ogp|la aga|gobierno abierto)\??"
    r"|(?:relevancia (?:para|frente a) los )?valores (?:de )?(?:ogp|la aga|gobierno abierto)",
    "informacion_adicional": r"informacion (?:adicional|complementaria)|observaciones|notas?(?: adicionales)?",
    "indicador": r"indicador(?:es)?",
    "ponderacion": r"ponderacion(?: \(?%\)?)?|peso(?: relativo)?",
    "periodicidad": r"seguimiento|periodicidad|frecuencia(?: de reporte)?",
    "fecha_inicio": r"(?:fecha de )?(?:inicio|arranque)|desde|(?:inicia|comienza|arranca)(?: en)?",
    "fecha_fin": r"(?:fecha (?:de )?)?(?:termino|conclusion|fin|cierre|terminacion|finalizacion|limite|entrega)|fecha compromiso"
    r"|hasta|(?:concluye|termina|finaliza|vence)(?: en)?|fecha prevista de (?:termino|conclusion|finalizacion)",
    "periodo": r"(?:periodo|vigencia)(?: de (?:ejecucion|implementacion|cumplimiento))?|temporalidad|fechas?"
    r"|duracion"
    r"|fecha de inicio y (?:fecha de )?(?:conclusion|termino)(?: del plan de accion)?",
    "actividad": r"(?:nombre de la )?actividad|accion(?: especifica)?|hito|tarea",
    "accion": r"(?:numero de )?acci(?:on|ones) clave",
    "descripcion_actividad": r"descripcion ?/ ?objetivo|descripcion u objetivo|objetivo de la actividad",
    "titular": r"titular(?:es)?|(?:persona )?representante(?: titular)?|propietari[oa]s?",
    "suplente": r"suplentes?",
    "institucion": r"institucion(?: ?[/u] ?organizacion)?(?: que representan?)?|organizacion(?: que representan?)?"
    r"|dependencia|sector|instancia",
    "persona": r"nombre(?: completo)?(?: (?:de la|del) (?:persona|responsable|servidor(?:a)? public[oa]))?",
    "cargo": r"cargo|puesto",
}
# What only heads a column, or a line inside a cell: it never opens a field by standing alone in the text.
SOLO_COLUMNA = {
    "accion", "actividad", "descripcion_actividad", "titular", "suplente", "institucion", "persona", "cargo", "numero",
}  # fmt: skip
# Words that need a colon or a cell of their own, since they are common at the start of a sentence or a title.
COMUNES = {"nombre", "eje", "actividades", "periodo", "fecha_inicio", "fecha_fin", "periodicidad", "ponderacion"}
DE_CALENDARIO = {"fecha_inicio", "fecha_fin", "periodo", "periodicidad", "plazos"}
LARGO_DE_ROTULO = 120
_CORRIDO = re.compile(r"(?=[A-ZÁÉÍÓÚ¿])([^.:;\d]{4,60})\.\s?[-–—]?\s+(?=\S)")
_PATRONES = {campo: re.compile(rf"(?:{patron})") for campo, patron in CAMPOS.items()}
_QUIEN_ES = re.compile(r"((?:La|El|Las|Los)\s[^.:;,]{4,60}?)\s(?:es|son|será|serán)\s+(?=[A-ZÁÉÍÓÚ])")
SECCIONES = {
    "objetivo_general": r"objetivo general(?: del plan)?",
    "objetivos_especificos": r"objetivos especificos",
    "metodologia": r"metodologia|proceso(?: de (?:cocreacion|elaboracion|construccion))?|¿?como se (?:elaboro|construyo)"
    r"(?: el plan)?\??|proceso participativo",
    "antecedentes": r"antecedentes|introduccion|presentacion|contexto|gobierno abierto en (?:el estado de )?.{3,40}",
    "integrantes": r"(?:integracion|integrantes|conformacion|miembros) del (?:secretariado tecnico local|stl|secretariado)"
    r"(?: (?:tecnico )?(?:local)?)?.{0,60}|secretariado tecnico local",
    "siglas": r"acr ?onimos|siglas(?: y acronimos)?|glosario(?: de (?:siglas|terminos))?|abreviaturas",
    "ejes": r"ejes tematicos|compromisos|ejes y compromisos",
    "fin": r"bibliografia|referencias|anexos?(?: (?:\w{1,4}|unico|tecnico))?(?:[.:–-] ?.{0,90})?|directorio(?: de .{0,60})?|creditos"
    r"|(?:hoja de )?firmas.{0,40}|fuentes consultadas",
}
_SECCIONES = {nombre: re.compile(patron) for nombre, patron in SECCIONES.items()}


@dataclass(frozen=True, slots=True)
class Rotulo:
    campo: str
    impreso: str
    resto: str


def rotulo_entero(texto: str) -> str:
    """The field a whole cell or line names ("" when none): «Problema», «Metas (verificables):»."""
    plano = _preparado(texto)
    if not plano or len(plano) > 130:
        return ""
    for campo, patron in _PATRONES.items():
        if patron.fullmatch(plano):
            return campo
    return "" if "\t" in texto or seccion(texto) else campo_por_nucleo(_sin_adornos(texto))


def _preparado(texto: str) -> str:
    return re.sub(r"\s+", " ", sin_acentos(_sin_adornos(texto)))


def _sin_adornos(texto: str) -> str:
    plano = re.sub(r"\s*\([^)]*\)?\s*", " ", sin_numeral(en_un_renglon(texto)) or texto)
    return plano.strip(" .:;-–—*·•").strip()


def rotulo_inicial(texto: str) -> Rotulo | None:
    """The heading a line begins with, and what follows it: «Problema: …», «Otros actores (OSC…) …»."""
    corte = texto.find(":")
    if 0 < corte <= LARGO_DE_ROTULO and (campo := rotulo_entero(texto[:corte])):
        if campo in DE_CALENDARIO and tiene_vineta(texto):
            return None  # the calendar of the activity above
        return Rotulo(campo, texto[:corte].strip(), texto[corte + 1 :].strip())
    if hallado := _CORRIDO.match(texto):  # «Problemática. Las colonias…»
        campo = rotulo_entero(hallado.group(1))
        if campo and campo not in SOLO_COLUMNA | {"nombre", "numero"}:
            return Rotulo(campo, hallado.group(1), texto[hallado.end() :].strip())
    if (hallado := _QUIEN_ES.match(texto)) and rotulo_entero(hallado.group(1)) == "responsables":
        return Rotulo("responsables", hallado.group(1), texto[hallado.end() :].strip())
    # Without a colon only what is in parentheses parts the heading from its value.
    if hallado := re.match(r"([^()]{4,90}?)\s*\([^)]{3,90}\)\s+(?=\S)", texto):
        campo = rotulo_entero(hallado.group(1))
        if campo and campo not in COMUNES | SOLO_COLUMNA:
            return Rotulo(campo, hallado.group(0).strip(), texto[hallado.end() :].strip())
    return None


def seccion(texto: str) -> str:
    """The part of the plan that a heading opens, "" when none is known."""
    plano = _preparado(re.sub(r"(?<=[a-zA-Z])\d$", "", texto.strip()))
    for nombre, patron in _SECCIONES.items():
        if patron.fullmatch(plano):
            return nombre
    return ""
