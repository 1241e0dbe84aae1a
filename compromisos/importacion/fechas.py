"""Dates, ranges and periodicities as Spanish documents print them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from compromisos.importacion.letras import sin_acentos

MESES = {
    nombre: numero
    for numero, nombres in enumerate(
        (
            "enero ene", "febrero feb", "marzo mar", "abril abr", "mayo may", "junio jun", "julio jul",
            "agosto ago", "septiembre setiembre sept sep set", "octubre oct", "noviembre nov", "diciembre dic",
        ),
        1,
    )
    for nombre in nombres.split()
}  # fmt: skip
_MES = r"(?P<mes>" + "|".join(sorted(MESES, key=len, reverse=True)) + r")\b\.?"
_MES2 = _MES.replace("<mes>", "<mes2>")
_ANIO = r"(?P<anio>(?:19|20)\d\d)(?!\d)"
_ANIO2 = _ANIO.replace("<anio>", "<anio2>")
_DE = r"\s*(?:del?\s+(?:ano\s+)?|/|-|,)?\s*"
_ORDINAL = {
    "primer": 1, "1er": 1, "1o": 1, "1": 1, "i": 1, "primero": 1, "segundo": 2, "2do": 2, "2o": 2, "2": 2, "ii": 2,
    "tercer": 3, "tercero": 3, "3er": 3, "3": 3, "iii": 3, "cuarto": 4, "4to": 4, "4o": 4, "4": 4, "iv": 4,
}  # fmt: skip
_LAPSOS = {"bimestre": 2, "trimestre": 3, "cuatrimestre": 4, "semestre": 6}


@dataclass(frozen=True, slots=True)
class Fecha:
    """A printed date: the days it covers, how exactly it was printed, and where in the text."""

    desde: date
    hasta: date
    precision: str
    inicio: int
    fin: int


@dataclass(frozen=True, slots=True)
class Plazo:
    inicio: date | None = None
    fin: date | None = None
    precision: str = "dia"
    periodicidad: str = "unica"


_PATRONES = [
    # jul-dic 2019, julio a diciembre de 2019
    ("rango", re.compile(rf"\b{_MES}\s*(?:-|–|—|/|a|al|y)\s*{_MES2}{_DE}{_ANIO}")),
    # 1 de enero al 31 de marzo de 2022
    (
        "tramo",
        re.compile(
            rf"(?<!\d)(?P<dia>\d{{1,2}})[o°º]?\s+de\s+{_MES}\s*(?:-|–|—|al?|hasta|y)\s*(?:el\s+)?(?P<dia2>\d{{1,2}})\s+de\s+{_MES2}{_DE}{_ANIO}"
        ),
    ),
    # 2 al 30 de abril de 2020
    (
        "dias",
        re.compile(rf"\b(?P<dia>\d{{1,2}})\s*(?:-|–|al?|y)\s*(?P<dia2>\d{{1,2}})\s+de\s+{_MES}{_DE}{_ANIO}"),
    ),
    ("iso", re.compile(r"(?<!\d)(?P<anio>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<dia>\d{1,2})(?!\d)")),
    ("corta", re.compile(r"(?<!\d)(?P<dia>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<anio>(?:19|20)\d\d)(?!\d)")),
    ("media", re.compile(rf"(?<!\d)(?P<dia>\d{{1,2}})[-/ ]{_MES}[-/ ]{_ANIO}")),
    (
        "larga",
        re.compile(rf"(?<!\d)(?P<dia>\d{{1,2}})[o°º]?\s+(?:dias?\s+)?del?\s+(?:mes\s+de\s+)?{_MES}{_DE}{_ANIO}"),
    ),
    ("primero", re.compile(rf"\b(?P<dia>primero)\s+de\s+{_MES}{_DE}{_ANIO}")),
    ("mes", re.compile(rf"\b{_MES}{_DE}{_ANIO}")),
    (
        "lapso",
        re.compile(
            r"\b(?P<ordinal>primer|segundo|tercer|cuarto|1er|2do|3er|4to|[1-4]o|[1-4]|iv|i{1,3})[.°º]?\s+"
            rf"(?P<lapso>bimestre|trimestre|cuatrimestre|semestre){_DE}{_ANIO}"
        ),
    ),
    ("mes_corto", re.compile(r"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])/(?P<anio>(?:19|20)\d\d)(?!\d)")),
]
PERIODICIDADES = [
    ("semanal", r"semanal(?:es|mente)?|cada semana|todas las semanas"),
    ("quincenal", r"quincenal(?:es|mente)?|cada quincena|cada 15 dias"),
    ("bimestral", r"bimestral(?:es|mente)?|cada (?:dos|2) meses|bimensual"),
    ("cuatrimestral", r"cuatrimestral(?:es|mente)?|cada (?:cuatro|4) meses"),
    ("trimestral", r"trimestral(?:es|mente)?|cada (?:tres|3) meses|cada trimestre"),
    ("semestral", r"semestral(?:es|mente)?|cada (?:seis|6) meses|cada semestre"),
    ("mensual", r"mensual(?:es|mente)?|cada mes|todos los meses"),
    ("anual", r"anual(?:es|mente)?|cada ano|una vez al ano"),
]
_PERIODICIDAD = re.compile("|".join(rf"\b(?P<{n}>{p})\b" for n, p in PERIODICIDADES))
_UNICA = re.compile(r"\b(unica|una sola vez|por unica ocasion)\b")


def fechas_en(texto: str) -> list[Fecha]:
    """Every printed date, in order; of two that overlap the more exact stays."""
    plano = sin_acentos(texto)
    halladas: list[Fecha] = []
    for clase, patron in _PATRONES:
        for hallado in patron.finditer(plano):
            if any(h.inicio < hallado.end() and hallado.start() < h.fin for h in halladas):
                continue
            if fecha := _fecha(clase, hallado):
                halladas.append(fecha)
    return sorted(halladas, key=lambda f: f.inicio)


def _fecha(clase: str, hallado: re.Match[str]) -> Fecha | None:
    partes = hallado.groupdict()
    anio = int(partes["anio"])
    lugar = (hallado.start(), hallado.end())
    try:
        if clase == "rango":
            primero, ultimo = MESES[partes["mes"]], MESES[partes["mes2"]]
            desde = date(anio - (primero > ultimo), primero, 1)
            return Fecha(desde, _fin_de_mes(anio, ultimo), "mes", *lugar)
        if clase == "dias":
            mes = MESES[partes["mes"]]
            return Fecha(date(anio, mes, int(partes["dia"])), date(anio, mes, int(partes["dia2"])), "dia", *lugar)
        if clase == "tramo":
            primero, ultimo = MESES[partes["mes"]], MESES[partes["mes2"]]
            desde = date(anio - (primero > ultimo), primero, int(partes["dia"]))
            return Fecha(desde, date(anio, ultimo, int(partes["dia2"])), "dia", *lugar)
        if clase == "lapso":
            largo = _LAPSOS[partes["lapso"]]
            ultimo = _ORDINAL[partes["ordinal"]] * largo
            return Fecha(date(anio, ultimo - largo + 1, 1), _fin_de_mes(anio, ultimo), "mes", *lugar)
        mes = int(partes["m"]) if partes.get("m") else MESES[partes["mes"]]
        if clase in ("mes", "mes_corto"):
            return Fecha(date(anio, mes, 1), _fin_de_mes(anio, mes), "mes", *lugar)
        dia = 1 if partes["dia"] == "primero" else int(partes["dia"])
        return Fecha(date(anio, mes, dia), date(anio, mes, dia), "dia", *lugar)
    except (ValueError, KeyError):  # 31 de febrero, sexto cuatrimestre: printed, but no date
        return None


def _fin_de_mes(anio: int, mes: int) -> date:
    return date(anio, mes, monthrange(anio, mes)[1])


def periodicidad_en(texto: str) -> str:
    """«mensual a partir de…», «Seguimiento: semestral»; empty when none is printed."""
    plano = sin_acentos(texto)
    hallado = _PERIODICIDAD.search(plano)
    if hallado and hallado.lastgroup:
        return hallado.lastgroup
    return "unica" if _UNICA.search(plano) else ""


_INICIO = re.compile(r"\b(inicio|inicia|comienza|desde|a partir de|arranque|del)\b[^\d]{0,25}$")
_FIN = re.compile(
    r"\b(conclusion|concluye|termino|termina|fin|final|hasta|al?|cierre|antes de|a mas tardar|limite|vence|entrega)\b"
    r"[^\d]{0,25}$"
)


def plazo_en(texto: str, *, unico: str = "fin") -> Plazo:
    """What a deadline says: from, to and how often. A single date without a word is `unico` ("inicio" or "fin"),
    unless it covers more than a month, and then it is both."""
    fechas = fechas_en(texto)
    periodicidad = periodicidad_en(texto) or "unica"
    if not fechas:
        return Plazo(periodicidad=periodicidad)
    precision = "mes" if any(f.precision == "mes" for f in fechas) else "dia"
    plano = sin_acentos(texto)
    if len(fechas) >= 2:
        inicio, fin = fechas[0].desde, fechas[-1].hasta
        if _FIN.search(plano[: fechas[0].inicio]) and _INICIO.search(plano[fechas[0].fin : fechas[-1].inicio]):
            inicio, fin = fechas[-1].desde, fechas[0].hasta
        if fin < inicio:
            return Plazo(None, None, precision, periodicidad)
        return Plazo(inicio, fin, precision, periodicidad)
    unica = fechas[0]
    antes = plano[: unica.inicio]
    if (unica.hasta - unica.desde).days > 31 or (unica.precision == "dia" and unica.hasta > unica.desde):
        return Plazo(unica.desde, unica.hasta, precision, periodicidad)
    if _INICIO.search(antes) or (periodicidad != "unica" and not _FIN.search(antes)):
        return Plazo(unica.desde, None, precision, periodicidad)
    if _FIN.search(antes) or unico == "fin":
        return Plazo(None, unica.hasta, precision, periodicidad)
    return Plazo(unica.desde, None, precision, periodicidad)
