"""Activities and their calendar, from the cells of a grid or from a list that was flattened into text."""

import re
from dataclasses import dataclass, field
from datetime import date

from compromisos.importacion.crudo import Fila, Trozo
from compromisos.importacion.documento import Lugar
from compromisos.importacion.fechas import PERIODICIDADES, Plazo, fechas_en, periodicidad_en, plazo_en
from compromisos.importacion.letras import (
    en_un_renglon,
    normal,
    sin_acentos,
    sin_numeral,
    sin_punto,
    sin_vineta,
    tiene_numeral,
    tiene_vineta,
)

_DE_CALENDARIO = re.compile(
    r"(?:fecha (?:de )?)?(?:inicio|inicia|conclusion|concluye|termino|termina|fin|cierre|plazo|periodo|fechas?|entrega"
    r"|seguimiento|periodicidad|frecuencia|vigencia|limite)\s*(?:de [a-z]+)?\s*:"
)
PREFIJO_DE_ACTIVIDAD = re.compile(
    r"^(?:hito|actividad|acci[oó]n|etapa|fase|paso|tarea|l[ií]nea de acci[oó]n)\s+(?:n[uú]m\.?\s*|no\.?\s*)?\d{1,2}(?:\.\d{1,2})*"
    r"\s*[.:)–—-]+\s*",
    re.IGNORECASE,
)
_FRECUENCIA = "|".join(patron for _, patron in PERIODICIDADES)
_A_PARTIR = re.compile(
    rf"^(?P<nombre>.+?)\s+(?:(?:es|sera|son|seran)\s+)?(?P<plazo>(?:{_FRECUENCIA})\s*,?\s*a partir de\b.*)$"
)
_ENTRE_PARENTESIS = re.compile(r"\(([^()]{3,90})\)\s*\.?$")
_AL_FINAL = re.compile(
    r"(?:\s*[:;,|–—-]\s*|\s+)((?:de |del |desde |hasta |a partir de |en |al |durante |fecha|plazo|periodo)?[^:;|–—]{0,90})$"
)
_COMA_PEGADA = re.compile(r"(?<=[a-záéíóúñ]),(?=[a-záéíóúñ])")
COLA_DE_PLAZO = 25
"""Letters that may follow a deadline's last date within it («a más tardar», «seguimiento mensual»)."""


@dataclass(slots=True)
class Actividad:
    nombre: str
    lugar: Lugar
    cita: str
    calendario: list[str] = field(default_factory=list)
    descripcion: str = ""
    medio: str = ""
    responsable: str = ""
    inicio: date | None = None
    fin: date | None = None
    precision: str = "dia"
    periodicidad: str = "unica"
    dudas: list[tuple[str, str]] = field(default_factory=list)

    @property
    def calendario_texto(self) -> str:
        return " · ".join(self.calendario)

    def fechar(self, plazo: Plazo) -> None:
        self.inicio, self.fin = plazo.inicio, plazo.fin
        self.precision, self.periodicidad = plazo.precision, plazo.periodicidad


def es_calendario(linea: str) -> bool:
    """A line that says when, and nothing of what."""
    plano = sin_acentos(sin_vineta(linea))
    fechas = fechas_en(plano)
    if _DE_CALENDARIO.match(plano):
        cola = re.sub(r"[^a-z]", "", plano[fechas[-1].fin :]) if fechas else ""
        return bool(
            (fechas and len(cola) <= COLA_DE_PLAZO) or (not fechas and periodicidad_en(plano) and len(plano) < 60)
        )
    if not fechas:
        return bool(re.fullmatch(rf"(?:{_FRECUENCIA})\.?", plano.strip()))
    resto = plano
    for fecha in reversed(fechas):
        resto = resto[: fecha.inicio] + resto[fecha.fin :]
    resto = re.sub(
        rf"\b(?:{_FRECUENCIA}|de|del|a|al|el|en|desde|hasta|y|partir|durante|mes|antes|mas|tardar|entre|dia)\b|\W|\d",
        "",
        resto,
    )
    return not resto


def de_lista(trozos: list[Trozo]) -> list[Actividad]:
    """From a cell or a paragraph: names, each followed by the lines of its calendar."""
    halladas: list[Actividad] = []
    for trozo in trozos:
        if len(partes := _enumeradas(en_un_renglon(trozo.texto))) > 1:
            halladas += [Actividad(p, trozo.lugar, p) for p in partes]
            continue
        for orden, linea in enumerate(_sin_cortes(trozo.texto.split("\n"))):
            _leer_linea(linea, trozo.lugar, orden == 0, halladas)
    for actividad in halladas:
        _completar(actividad)
    return [a for a in halladas if a.nombre]


def _sin_cortes(lineas: list[str]) -> list[str]:
    """With the deadlines that the width of a cell cut («Inicio: julio de» / «2019») in one piece."""
    unidas: list[str] = []
    for linea in lineas:
        previa = unidas[-1] if unidas else ""
        junta = f"{previa} {linea}"
        abierta = previa.count("(") > previa.count(")")
        if (abierta and not tiene_vineta(linea) and not tiene_numeral(linea)) or (
            previa and not tiene_vineta(linea) and not es_calendario(previa) and es_calendario(junta)
        ):
            unidas[-1] = junta
        else:
            unidas.append(linea)
    return unidas


def _leer_linea(linea: str, lugar: Lugar, nueva: bool, halladas: list[Actividad]) -> None:
    actual = halladas[-1] if halladas else None
    if es_calendario(linea) and actual is not None:
        actual.calendario.append(sin_vineta(linea))
        return
    if (
        _DE_CALENDARIO.match(sin_acentos(sin_vineta(linea)))
        and actual is not None
        and (fechas := fechas_en(linea))
    ):
        # «Conclusión: diciembre de 2019 Elaboración del manual…»: two cells run together.
        corte = fechas[-1].fin
        actual.calendario.append(sin_vineta(linea[:corte]))
        resto = linea[corte:].strip(" .;")
        if len(resto) > 12:
            nota = (
                "El plazo de una actividad y el nombre de otra se imprimieron en el mismo renglón; se separaron."
            )
            halladas.append(Actividad(resto, lugar, resto, dudas=[(linea, nota)]))
        return
    texto = sin_vineta(linea)
    empieza = (
        actual is None
        or nueva
        or bool(actual.calendario)
        or tiene_vineta(linea)
        or tiene_numeral(linea)
        or bool(PREFIJO_DE_ACTIVIDAD.match(texto))
    )
    if empieza or actual is None:
        halladas.append(Actividad(texto, lugar, linea))
    else:
        actual.nombre += f"\n{texto}"
        actual.cita += f"\n{linea}"


def _enumeradas(linea: str) -> list[str]:
    """«Diseñar el portal (marzo de 2023); abrirlo (mayo de 2023).»: each with its own deadline."""
    partes = [re.sub(r"^y\s+", "", p.strip()) for p in linea.rstrip(" .").split(";")]
    fechadas = all(len(p) > 8 and fechas_en(p) and not es_calendario(p) for p in partes)
    return [f"{p[:1].upper()}{p[1:]}" for p in partes] if fechadas else []


def _completar(actividad: Actividad) -> None:
    nombre = PREFIJO_DE_ACTIVIDAD.sub("", sin_numeral(en_un_renglon(actividad.nombre)))
    if hallado := _A_PARTIR.match(sin_acentos(nombre)):
        actividad.calendario.insert(0, nombre[hallado.start("plazo") :].strip())
        if len(actividad.calendario) > 1 and actividad.calendario[0].endswith(":"):
            actividad.calendario = [" ".join(actividad.calendario[:2]), *actividad.calendario[2:]]
        nombre = nombre[: hallado.end("nombre")]
    elif not actividad.calendario:
        nombre = _con_plazo_al_final(actividad, nombre)
    nombre = sin_punto(nombre)
    if _COMA_PEGADA.search(nombre):
        actividad.dudas.append((nombre, "Impreso sin espacio después de la coma; se agregó."))
        nombre = _COMA_PEGADA.sub(", ", nombre)
    actividad.nombre = nombre
    actividad.fechar(plazo_en(actividad.calendario_texto))


def _con_plazo_al_final(actividad: Actividad, nombre: str) -> str:
    """«Diseñar el portal (enero a marzo de 2020)», «Diseñar el portal: marzo de 2020»."""
    if (hallado := _ENTRE_PARENTESIS.search(nombre)) and es_calendario(hallado.group(1)):
        actividad.calendario.append(hallado.group(1).strip())
        return nombre[: hallado.start()]
    for hallado in re.finditer(r"[:;,|–—]\s+|\s-\s|\.\s+", nombre):
        resto = nombre[hallado.end() :].rstrip(" .")
        if len(resto) < 120 and hallado.start() > 8 and es_calendario(resto):
            actividad.calendario.append(resto)
            return nombre[: hallado.start()]
    return nombre


def de_rejilla(filas: list[Fila]) -> list[Actividad]:
    """From a grid with a row for each activity."""
    actividades = []
    for fila in filas:
        celda = fila.get("actividad")
        if celda is None:
            continue
        nombre = PREFIJO_DE_ACTIVIDAD.sub("", sin_numeral(_de_celda(celda)))
        actividad = Actividad(nombre, celda.lugar, celda.texto)
        actividad.descripcion = _de_celda(
            fila.get("descripcion_actividad") or fila.get("descripcion") or fila.get("objetivo")
        )
        actividad.medio = _de_celda(fila.get("medios_verificacion"))
        actividad.responsable = _de_celda(
            fila.get("responsables") or fila.get("institucion") or fila.get("persona")
        )
        _fechar_fila(actividad, fila)
        if normal(actividad.nombre):
            actividades.append(actividad)
    return actividades


def _de_celda(celda: Trozo | None) -> str:
    return en_un_renglon(sin_vineta(celda.texto)) if celda else ""


def _fechar_fila(actividad: Actividad, fila: Fila) -> None:
    textos = {
        c: _de_celda(fila.get(c)) for c in ("fecha_inicio", "fecha_fin", "periodo", "plazos", "periodicidad")
    }
    if textos["periodicidad"]:
        actividad.periodicidad = periodicidad_en(textos["periodicidad"]) or "unica"
    if textos["fecha_inicio"] or textos["fecha_fin"]:
        inicio, fin = fechas_en(textos["fecha_inicio"]), fechas_en(textos["fecha_fin"])
        actividad.inicio = inicio[0].desde if inicio else None
        actividad.fin = fin[-1].hasta if fin else None
        if any(f.precision == "mes" for f in inicio + fin):
            actividad.precision = "mes"
        impresos = [t for t in (textos["fecha_inicio"], textos["fecha_fin"]) if t]
        actividad.calendario = [" — ".join(impresos)]
    elif plazo := textos["periodo"] or textos["plazos"]:
        leido = plazo_en(plazo)
        frecuencia = actividad.periodicidad if leido.periodicidad == "unica" else leido.periodicidad
        actividad.fechar(Plazo(leido.inicio, leido.fin, leido.precision, frecuencia))
        actividad.calendario = [plazo]
    if actividad.periodicidad != "unica" and textos["periodicidad"]:
        actividad.calendario.append(textos["periodicidad"])
    if actividad.inicio and actividad.fin and actividad.fin < actividad.inicio:
        actividad.dudas.append(
            (actividad.calendario_texto, "El término es anterior al inicio; no se registraron las fechas.")
        )
        actividad.inicio = actividad.fin = None
