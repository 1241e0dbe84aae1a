"""Activities and their calendar, from the cells of a grid or from a list that was flattened into text."""

import re
from dataclasses import dataclass, field
from datetime import date

from compromisos.importacion.crudo import Fila, Trozo
from compromisos.importacion.documento import Lugar
from compromisos.importacion.fechas import (
    Fecha,
    Plazo,
    de_serie,
    fechas_en,
    periodicidad_en,
    plazo_en,
)
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
from compromisos.importacion.plazos_de_actividad import CORTES, DE_CALENDARIO, FRECUENCIA, es_calendario

PREFIJO_DE_ACTIVIDAD = re.compile(
    r"^(?:hito|actividad|acci[oó]n|etapa|fase|paso|tarea|l[ií]nea de acci[oó]n)\s+(?:n[uú]m\.?\s*|no\.?\s*)?\d{1,2}(?:\.\d{1,2})*"
    r"\s*[.:)–—-]+\s*",
    re.IGNORECASE,
)
_A_PARTIR = re.compile(
    rf"^(?P<nombre>.+?)\s+(?:(?:es|sera|son|seran)\s+)?(?P<plazo>(?:{FRECUENCIA})\s*,?\s*a partir de\b.*)$"
)
_DETALLE = re.compile(
    r"(?P<que>(?:producto|entregable|evidencia|medio de verificaci[oó]n|responsable|a cargo|[aá]rea|indicador|resultado|meta"
    r"|qui[eé]n(?:es)?|lugar|nota)s?[^:.]{0,40}):\s*(?P<valor>.+)",
    re.IGNORECASE | re.DOTALL,
)
_COMA_PEGADA = re.compile(r"(?<=[a-záéíóúñ]),(?=[a-záéíóúñ])")
_CORTADA = re.compile(
    r"(?:\b(?:de|del|al?|el|la|los|las|y|en|hasta|desde|para|con|por)|\b\d{1,2}|[-–])$", re.IGNORECASE
)
_CERRADA = re.compile(r"(?:[).;\]]|\d)$")
_SIGUE = re.compile(r"(?:al?|hasta|y|del?)\s+(?:el\s+)?(?:\d|[a-z]+ de \d)|\d{4}\b")


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


def de_lista(trozos: list[Trozo], anio: int | None = None) -> list[Actividad]:
    """From a cell or a paragraph: names, each followed by the lines of its calendar. `anio`, that of the plan."""
    halladas: list[Actividad] = []
    for trozo in _juntos(trozos):
        if len(partes := _enumeradas(en_un_renglon(trozo.texto), anio)) > 1:
            halladas += [Actividad(p, trozo.lugar, p) for p in partes]
            continue
        for orden, linea in enumerate(_sin_cortes(_de_cada_marca(trozo.texto.split("\n"), anio), anio)):
            _leer_linea(linea, trozo.lugar, orden == 0, halladas, anio)
    for actividad in halladas:
        _completar(actividad, anio)
    return [a for a in halladas if normal(a.nombre)]


def _juntos(trozos: list[Trozo]) -> list[Trozo]:
    """With the items that a margin cut over several paragraphs in one."""
    unidos: list[Trozo] = []
    for trozo in trozos:
        previo = unidos[-1].texto if unidos else ""
        sigue = _CORTADA.search(previo) or (
            _marcada(previo) and trozo.texto[:1].islower() and previo[-1:] not in ".;:"
        )
        if previo and sigue and not _marcada(trozo.texto):
            unidos[-1] = Trozo(f"{previo}\n{trozo.texto}", unidos[-1].lugar)
        else:
            unidos.append(trozo)
    return unidos


def _de_cada_marca(lineas: list[str], anio: int | None) -> list[str]:
    """Where each item has its mark, a line without one goes on with the item above."""
    if not _marcada(lineas[0]):
        return lineas
    unidas: list[str] = []
    for linea in lineas:
        if unidas and not _marcada(linea) and (_CORTADA.search(unidas[-1]) or _SIGUE.match(linea)):
            unidas[-1] += f" {linea}"
            continue
        propia = (
            _marcada(linea)
            or es_calendario(linea, anio)
            or _DETALLE.match(linea)
            or DE_CALENDARIO.match(sin_acentos(linea))
        )
        if not unidas or propia or es_calendario(unidas[-1], anio):
            unidas.append(linea)
        else:
            unidas[-1] += f" {linea}"
    return unidas


def _marcada(linea: str) -> bool:
    return tiene_vineta(linea) or tiene_numeral(linea) or bool(PREFIJO_DE_ACTIVIDAD.match(linea))


def _sin_cortes(lineas: list[str], anio: int | None) -> list[str]:
    """With the deadlines that the width of a cell cut («Inicio: julio de» / «2019») in one piece."""
    unidas: list[str] = []
    for linea in lineas:
        previa = unidas[-1] if unidas else ""
        junta = f"{previa} {linea}"
        abierta = previa.count("(") > previa.count(")")
        if (abierta and not tiene_vineta(linea) and not tiene_numeral(linea)) or (
            previa and not tiene_vineta(linea) and not es_calendario(previa, anio) and es_calendario(junta, anio)
        ):
            unidas[-1] = junta
        else:
            unidas.append(linea)
    return unidas


def _leer_linea(linea: str, lugar: Lugar, nueva: bool, halladas: list[Actividad], anio: int | None) -> None:
    actual = halladas[-1] if halladas else None
    if es_calendario(linea, anio) and actual is not None:
        actual.calendario.append(sin_vineta(linea))
        return
    if actual is not None and (detalle := _DETALLE.match(sin_vineta(linea))):
        _detallar(actual, detalle)
        return
    if DE_CALENDARIO.match(sin_acentos(sin_vineta(linea))) and actual is not None and (fechas := fechas_en(linea)):
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
        or (texto[:1].isupper() and bool(_CERRADA.search(actual.nombre)) and bool(fechas_en(actual.nombre, anio)))
    )
    if empieza or actual is None:
        halladas.append(Actividad(texto, lugar, linea))
    else:
        actual.nombre += f"\n{texto}"
        actual.cita += f"\n{linea}"


def _detallar(actividad: Actividad, detalle: re.Match[str]) -> None:
    """«Producto: Minuta», «Responsable: Secretaría de Salud», below an activity."""
    if re.match(r"(?:responsable|a cargo|area|quien)", sin_acentos(detalle["que"])):
        actividad.responsable = detalle["valor"].strip()
    elif not actividad.medio:
        actividad.medio = detalle["valor"].strip()
    else:
        actividad.descripcion = f"{actividad.descripcion}\n\n{detalle.group(0)}".strip()


def _enumeradas(linea: str, anio: int | None) -> list[str]:
    """«Diseñar el portal (marzo de 2023); abrirlo (mayo de 2023).»: each with its own deadline."""
    partes = [re.sub(r"^[ye]\s+", "", p.strip()) for p in linea.rstrip(" .").split(";")]
    fechadas = all(len(p) > 8 and fechas_en(p, anio) and not es_calendario(p, anio) for p in partes)
    return [f"{p[:1].upper()}{p[1:]}" for p in partes] if fechadas else []


def _completar(actividad: Actividad, anio: int | None) -> None:
    nombre = PREFIJO_DE_ACTIVIDAD.sub("", sin_numeral(en_un_renglon(actividad.nombre)))
    if hallado := _A_PARTIR.match(sin_acentos(nombre)):
        actividad.calendario.insert(0, nombre[hallado.start("plazo") :].strip())
        if len(actividad.calendario) > 1 and actividad.calendario[0].endswith(":"):
            actividad.calendario = [" ".join(actividad.calendario[:2]), *actividad.calendario[2:]]
        nombre = nombre[: hallado.end("nombre")]
    elif not actividad.calendario:
        nombre = separar_plazo(actividad, nombre, anio)
    nombre = sin_punto(nombre)
    if _COMA_PEGADA.search(nombre):
        actividad.dudas.append((nombre, "Impreso sin espacio después de la coma; se agregó."))
        nombre = _COMA_PEGADA.sub(", ", nombre)
    actividad.nombre = nombre
    actividad.fechar(plazo_en(actividad.calendario_texto, anio=anio))


def separar_plazo(actividad: Actividad, nombre: str, anio: int | None) -> str:
    """The name without its deadline, wherever it was printed, which goes to the calendar."""
    for corte in CORTES:
        if hallado := corte(nombre, anio):
            limpio, plazo, resto = hallado
            actividad.calendario.append(plazo.strip(" .;,"))
            for parte in resto:
                if detalle := _DETALLE.match(parte):
                    _detallar(actividad, detalle)
                elif re.search(r"\w{3}", parte):
                    actividad.descripcion = f"{actividad.descripcion} {parte}".strip()
            return limpio
    return nombre


def de_rejilla(filas: list[Fila], anio: int | None = None) -> list[Actividad]:
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
        _fechar_fila(actividad, fila, _anio_de(fila, anio))
        if not actividad.calendario:
            nombre = separar_plazo(actividad, actividad.nombre, anio)
            if actividad.calendario:
                actividad.nombre = sin_punto(nombre)
                actividad.fechar(plazo_en(actividad.calendario_texto, anio=anio))
        if normal(actividad.nombre):
            actividades.append(actividad)
    return actividades


def _de_celda(celda: Trozo | None) -> str:
    return en_un_renglon(sin_vineta(celda.texto)) if celda else ""


def _plazo_de_celda(celda: Trozo | None) -> str:
    """A hyphen at the end of a line is one: «ene-» / «abr 2025»."""
    return _de_celda(Trozo(re.sub(r"(?<=\w)([-–])\s*\n\s*", r"\1", celda.texto), celda.lugar)) if celda else ""


def _anio_de(fila: Fila, anio: int | None) -> int | None:
    """The year that the header of its dates prints, or that of the plan."""
    return int(fila["anio"].texto) if "anio" in fila else anio


def _fechar_fila(actividad: Actividad, fila: Fila, anio: int | None) -> None:
    textos = {
        c: _plazo_de_celda(fila.get(c)) for c in ("fecha_inicio", "fecha_fin", "periodo", "plazos", "periodicidad")
    }
    if textos["periodicidad"]:
        actividad.periodicidad = periodicidad_en(textos["periodicidad"]) or "unica"
    if textos["fecha_inicio"] or textos["fecha_fin"]:
        inicio, fin = _fechas_del_par(textos["fecha_inicio"], textos["fecha_fin"], anio)
        actividad.inicio = inicio[0].desde if inicio else None
        actividad.fin = fin[-1].hasta if fin else None
        if any(f.precision == "mes" for f in inicio + fin):
            actividad.precision = "mes"
        impresos = [t for t in (textos["fecha_inicio"], textos["fecha_fin"]) if t]
        actividad.calendario = [" — ".join(impresos)]
    elif plazo := textos["periodo"] or textos["plazos"]:
        leido = plazo_en(plazo, unico="todo", anio=anio)
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


def _fechas_del_par(inicio: str, fin: str, anio: int | None) -> tuple[list[Fecha], list[Fecha]]:
    """Of two cells; a year printed in one serves the other, and a spreadsheet may have left a number of days."""
    desde, hasta = fechas_en(inicio, anio) or de_serie(inicio), fechas_en(fin, anio) or de_serie(fin)
    if hasta and not desde:
        desde = fechas_en(inicio, hasta[-1].hasta.year)
    if desde and not hasta:
        hasta = fechas_en(fin, desde[0].desde.year)
    if anio is None and desde and hasta and hasta[-1].hasta < desde[0].desde and not fechas_en(inicio):
        desde = fechas_en(inicio, hasta[-1].hasta.year - 1)
    return desde, hasta
