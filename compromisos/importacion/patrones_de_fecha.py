"""How Spanish documents print a date, a range or a stretch of the year, and the days each one covers. Pure.

Texts are compared in lower case and without accents (`sin_acentos`, which keeps positions).
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

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
_UNIDADES = "uno dos tres cuatro cinco seis siete ocho nueve".split()  # noqa: SIM905
_DIAS = {
    nombre: numero
    for numero, nombre in enumerate(
        [
            *_UNIDADES, *"diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve".split(),  # noqa: SIM905
            "veinte", *(f"veinti{u}" for u in _UNIDADES), "treinta", "treinta y uno",
        ],
        1,
    )
} | {"primero": 1, "primer dia": 1, "ultimo": 31, "ultimo dia": 31}  # fmt: skip
_ANIOS = {f"dos mil {nombre}": 2000 + numero for nombre, numero in _DIAS.items() if 9 < numero < 31}
_ORDINALES = {
    clave: numero
    for numero, claves in enumerate(
        (
            "primero primera primer 1er 1ro 1ra 1o 1a 1° 1º 1ª 1 i", "segundo segunda 2do 2da 2o 2a 2° 2º 2ª 2 ii",
            "tercero tercera tercer 3er 3ro 3ra 3o 3a 3° 3º 3ª 3 iii", "cuarto cuarta 4to 4ta 4o 4a 4° 4º 4ª 4 iv",
            "quinto 5to 5o 5° 5º 5 v", "sexto 6to 6o 6° 6º 6 vi",
        ),
        1,
    )
    for clave in claves.split()
}  # fmt: skip
_LAPSOS = {"bimestre": 2, "trimestre": 3, "cuatrimestre": 4, "semestre": 6, "mitad": 6}
_LAPSO_DE_LETRA = {"b": 2, "t": 3, "q": 3, "c": 4, "s": 6}


def _uno_de(claves: dict[str, int]) -> str:
    return "|".join(re.escape(c) for c in sorted(claves, key=len, reverse=True))


_MES = rf"(?P<mes>{_uno_de(MESES)})\b\.?"
_MES2 = _MES.replace("<mes>", "<mes2>")
_ANIO = rf"(?P<anio>(?:19|20)\d\d(?!\d)|{_uno_de(_ANIOS)}\b)"
_CORTO = r"'?(?P<corto>\d\d)(?!\d)"
_DE = r"\s*(?:del?\s+(?:a[nñ]o\s+|ejercicio\s+)?|/|-|,)?\s*"
_DIA = rf"(?<!\d)(?P<dia>\d{{1,2}}|\b(?:{_uno_de(_DIAS)}))(?:ro|er|[o°º])?\.?"
_DIA2 = _DIA.replace("<dia>", "<dia2>")
_A = r"\s*(?:-|–|—|/|\b(?:al?|hasta|y)\b)\s*(?:el\s+)?(?:dia\s+)?"
_DEL_MES = r"\s+(?:de\s+)?(?:mes\s+de\s+)?"
_PARTE = (
    r"(?:\b(?:inicios?|principios?|comienzos?|mediados|fin(?:es)?|final(?:es)?)\s+(?:del?\s+)(?:mes\s+de\s+)?)?"
)
_ORD = rf"(?<![\w.])(?P<ordinal>ultim[oa]|{_uno_de(_ORDINALES)})\.?"
_ORD2 = _ORD.replace("<ordinal>", "<ordinal2>")
_LAPSO = r"(?P<lapso>bimestre|trimestre|cuatrimestre|semestre|mitad)s?\b"
_VARIOS = r"(?:\s*(?:-|–|—|,|y|e|al?|hasta)\s*(?:el\s+|la\s+)?"

_TEXTOS: list[tuple[str, str]] = [
    # jul-dic 2019, julio a diciembre de 2019
    ("rango", rf"\b{_MES}\s*(?:-|–|—|/|\b(?:al?|y|hasta)\b)\s*{_PARTE}{_MES2}{_DE}{_ANIO}"),
    ("rango", rf"\b{_MES}\s*(?:-|–|—)\s*{_MES2}\s*[-/' ]\s*{_CORTO}"),
    # 1 de enero al 31 de marzo de 2022
    ("tramo", rf"{_DIA}{_DEL_MES}{_MES}{_A}{_DIA2}{_DEL_MES}{_MES2}{_DE}{_ANIO}"),
    # 2 al 30 de abril de 2020
    ("dias", rf"{_DIA}{_A}{_DIA2}{_DEL_MES}{_MES}{_DE}{_ANIO}"),
    ("iso", r"(?<!\d)(?P<anio>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<dia>\d{1,2})(?!\d)"),
    ("corta", r"(?<!\d)(?P<dia>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<anio>(?:19|20)\d\d)(?!\d)"),
    ("corta", r"(?<![\d/.-])(?P<dia>\d{1,2})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<corto>\d\d)(?![\d/.-]\d|\d)"),
    ("larga", rf"(?<!\d)(?P<dia>\d{{1,2}})[-/ ]{_MES}[-/ ]{_ANIO}"),
    ("larga", rf"(?<!\d)(?P<dia>\d{{1,2}})[-/]{_MES}[-/]{_CORTO}"),
    ("larga", rf"{_DIA}\s+(?:dias?\s+)?del?\s+(?:mes\s+de\s+)?{_MES}{_DE}{_ANIO}"),
    ("quincena", rf"{_ORD}\s+quincena\s+del?\s+(?:mes\s+de\s+)?{_MES}{_DE}{_ANIO}"),
    ("mes", rf"{_PARTE}\b{_MES}{_DE}{_ANIO}"),
    ("mes", rf"\b{_MES}\s?[-/']\s?{_CORTO}"),
    ("lapso", rf"{_ORD}{_VARIOS}{_ORD2})?\s+{_LAPSO}{_DE}{_ANIO}"),
    ("lapso", rf"\b{_LAPSO}\s+{_ORD}{_VARIOS}{_ORD2})?{_DE}{_ANIO}"),
    ("lapso", rf"\b(?:(?P<ordinal>[1-6])(?P<letra>[tqbsc])|(?P<letra2>[tqbsc])(?P<ordinal2>[1-6]))\s*(?:del?|[-/])?\s*{_ANIO}"),
    ("lapso", rf"\b{_ANIO}\s*[-/ ]\s*(?:(?P<ordinal>[1-6])(?P<letra>[tqbsc])|(?P<letra2>[tqbsc])(?P<ordinal2>[1-6]))\b"),
    ("mes_corto", r"(?<![\d/.-])(?P<m>0?[1-9]|1[0-2])[/-](?P<anio>(?:19|20)\d\d)(?!\d|[/-]\d)"),
    ("mes_corto", r"(?<![\d/.-])(?P<anio>20\d\d)-(?P<m>0[1-9]|1[0-2])(?![\d/.-])"),
    ("anio", rf"\b(?:durante|a lo largo de|(?:en )?todo|a[nñ]o|ejercicio(?: fiscal)?)\s+(?:el\s+)?(?:a[nñ]o\s+)?{_ANIO}"),
]  # fmt: skip
_PATRONES = [(clase, re.compile(patron)) for clase, patron in _TEXTOS]
# What says no year: taken only beside a date that does, or where the year is known.
_SIN_ANIO = [
    ("larga", re.compile(rf"{_DIA}(?:\s+(?:dias?\s+)?(?:del?\s+)?|[-/])(?:mes\s+de\s+)?{_MES}")),
    ("quincena", re.compile(rf"{_ORD}\s+quincena\s+del?\s+(?:mes\s+de\s+)?{_MES}")),
    ("mes", re.compile(rf"{_PARTE}\b{_MES}")),
    ("lapso", re.compile(rf"{_ORD}{_VARIOS}{_ORD2})?\s+{_LAPSO}")),
    ("lapso", re.compile(rf"\b{_LAPSO}\s+{_ORD}{_VARIOS}{_ORD2})?(?!\w)")),
    ("dia_corto", re.compile(r"(?<![\d/.-])(?P<dia>\d{1,2})/(?P<m>0?[1-9]|1[0-2])(?![\d/.-])")),
]
_MISMO_ANIO = re.compile(
    r"\s*,?\s*(?:del?\s+(?:mismo|ese|este|presente|dicho)\s+a[nñ]o|del\s+a[nñ]o\s+en\s+curso)"
)
# Words that say when, or link what does, and nothing of what is done.
PALABRAS_DE_PLAZO = (
    r"de|del|a|al|el|la|los|las|en|desde|hasta|y|e|o|partir|durante|mes(?:es)?|antes|despues|mas|tardar|entre|dias?|a[nñ]os?"
    r"|por|para|que|cuy[oa]s?|cual|se|lo|sera|seran|es|son|esta|estan|tiene|tendra|lugar|todo|toda|cada|presente|mismo|ese|dicho|curso|previst[oa]s?"
    r"|(?:se )?(?:iniciar?a?|inicio|iniciando|comenzara?|comienza|comienzo|arrancara?|arranca|arranque|abrira|concluye|concluira"
    r"|conclusion|concluyendo|terminara?|termina|termino|terminacion|finalizara?|finaliza|finalizacion|final(?:es)?|fin(?:es)?"
    r"|cierra|cerrara|cierre|vence|vencera|vencimiento|entrega|limite|plazo|periodo|fechas?|calendario|tiempo|vigencia|duracion"
    r"|ejecuci?on|ejecutara?|realizacion|realizara|realizarse|cumplimiento|cumplir|lleva(?:ra)?|cabo|desarrollara?|ocurrira"
    r"|programad[oa]s?|programacion|estimad[oa]s?|tentativ[oa]s?|compromiso|comprometid[oa]s?|cuando|hecho|lista?|listo"
    r"|principios?|inicios?|mediados|ultim[oa]s?|primer[oa]?|semanas?|trimestres?|semestres?|bimestres?|quincenas?|seguimiento)"
)
_ENTRE_FECHAS = re.compile(rf"(?:\b(?:{PALABRAS_DE_PLAZO})\b|[\s,;:.()·–—/|-])*")
_LARGO_DEL_ENLACE = 60


@dataclass(frozen=True, slots=True)
class Fecha:
    """A printed date: the days it covers, how exactly it was printed, and where in the text."""

    desde: date
    hasta: date
    precision: str
    inicio: int
    fin: int


def con_anio(plano: str) -> list[Fecha]:
    """Those that print their year; of two that overlap the more exact stays."""
    halladas: list[Fecha] = []
    for clase, patron in _PATRONES:
        for hallado in patron.finditer(plano):
            if any(h.inicio < hallado.end() and hallado.start() < h.fin for h in halladas):
                continue
            if fecha := _fecha(clase, hallado, _anio_de(hallado)):
                halladas.append(fecha)
    return sorted(halladas, key=lambda f: f.inicio)


def con_anio_ajeno(plano: str, halladas: list[Fecha], anio: int | None) -> list[Fecha]:
    """With those that take the year of the date beside them («enero a marzo del mismo año») or `anio`."""
    sueltas = [s for s in _sueltas(plano) if not any(h.inicio < s.end() and s.start() < h.fin for h in halladas)]
    resueltas = list(halladas)
    for hallado in reversed(sueltas):  # «15 de enero y 3 de marzo de 2024»
        siguiente = min((h for h in resueltas if h.inicio >= hallado.end()), key=lambda h: h.inicio, default=None)
        if siguiente and _enlaza(plano[hallado.end() : siguiente.inicio]):
            _sumar(resueltas, hallado, siguiente.desde.year, antes=siguiente)
    for hallado in sueltas:  # «enero de 2024 a marzo»
        if any(h.inicio == hallado.start() for h in resueltas):
            continue
        previa = max((h for h in resueltas if h.fin <= hallado.start()), key=lambda h: h.fin, default=None)
        mismo = _MISMO_ANIO.match(plano, hallado.end())
        if previa and (mismo or _enlaza(plano[previa.fin : hallado.start()])):
            _sumar(
                resueltas,
                hallado,
                previa.hasta.year,
                tras=None if mismo else previa,
                hasta=mismo.end() if mismo else 0,
            )
        elif anio:
            _sumar(resueltas, hallado, anio, tras=previa, hasta=mismo.end() if mismo else 0)
    return sorted(resueltas, key=lambda f: f.inicio)


def _enlaza(texto: str) -> bool:
    return len(texto) <= _LARGO_DEL_ENLACE and bool(_ENTRE_FECHAS.fullmatch(texto))


def _sueltas(plano: str) -> list[re.Match[str]]:
    halladas: list[re.Match[str]] = []
    for _, patron in _SIN_ANIO:
        for hallado in patron.finditer(plano):
            if not any(h.start() < hallado.end() and hallado.start() < h.end() for h in halladas):
                halladas.append(hallado)
    return sorted(halladas, key=lambda h: h.start())


def _sumar(
    resueltas: list[Fecha],
    hallado: re.Match[str],
    anio: int,
    *,
    antes: Fecha | None = None,
    tras: Fecha | None = None,
    hasta: int = 0,
) -> None:
    """In the year of its neighbour, or in the one that keeps them in order."""
    clase = next(c for c, patron in _SIN_ANIO if patron is hallado.re)
    fecha = _fecha(clase, hallado, anio)
    if fecha and antes and fecha.desde > antes.hasta:
        fecha = _fecha(clase, hallado, anio - 1)
    if fecha and tras and fecha.hasta < tras.desde:
        fecha = _fecha(clase, hallado, anio + 1)
    if fecha:
        resueltas.append(Fecha(fecha.desde, fecha.hasta, fecha.precision, fecha.inicio, max(hasta, fecha.fin)))


def _anio_de(hallado: re.Match[str]) -> int:
    partes = hallado.groupdict()
    if partes.get("corto"):
        return 2000 + int(partes["corto"])
    impreso = partes["anio"]
    return int(impreso) if impreso.isdigit() else _ANIOS[impreso]


def _fecha(clase: str, hallado: re.Match[str], anio: int) -> Fecha | None:
    partes = hallado.groupdict()
    lugar = (hallado.start(), hallado.end())
    try:
        desde, hasta, precision = _dias(clase, partes, anio)
    except (ValueError, KeyError):  # 31 de febrero, sexto cuatrimestre: printed, but no date
        return None
    return Fecha(desde, hasta, precision, *lugar)


def _dias(clase: str, partes: dict[str, str | None], anio: int) -> tuple[date, date, str]:
    if clase == "anio":
        return date(anio, 1, 1), date(anio, 12, 31), "mes"
    if clase == "lapso":
        return _lapso(partes, anio)
    mes = int(partes["m"] or 0) if partes.get("m") else MESES[partes["mes"] or ""]
    if clase in ("rango", "tramo"):
        ultimo = MESES[partes["mes2"] or ""]
        previo = anio - (mes > ultimo)
        if clase == "rango":
            return date(previo, mes, 1), fin_de_mes(anio, ultimo), "mes"
        return _dia(previo, mes, partes["dia"]), _dia(anio, ultimo, partes["dia2"]), "dia"
    if clase == "dias":
        return _dia(anio, mes, partes["dia"]), _dia(anio, mes, partes["dia2"]), "dia"
    if clase == "quincena":
        primera = _ORDINALES.get(partes["ordinal"] or "", 2) == 1
        return (
            (date(anio, mes, 1), date(anio, mes, 15), "dia")
            if primera
            else (date(anio, mes, 16), fin_de_mes(anio, mes), "dia")
        )
    if clase in ("mes", "mes_corto"):
        return date(anio, mes, 1), fin_de_mes(anio, mes), "mes"
    impreso = partes["dia"] or ""
    if mes > 12 and impreso.isdigit() and int(impreso) <= 12 and int(impreso) != mes:
        mes, impreso = int(impreso), str(mes)  # month first, as some spreadsheets print it
    dia = _dia(anio, mes, impreso)
    return dia, dia, "dia"


def _dia(anio: int, mes: int, impreso: str | None) -> date:
    texto = re.sub(r"\s+", " ", impreso or "")
    if texto.startswith("ultimo"):
        return fin_de_mes(anio, mes)
    return date(anio, mes, int(texto) if texto.isdigit() else _DIAS[texto])


def _lapso(partes: dict[str, str | None], anio: int) -> tuple[date, date, str]:
    letra = partes.get("letra") or partes.get("letra2")
    largo = _LAPSO_DE_LETRA[letra] if letra else _LAPSOS[partes["lapso"] or ""]
    if letra:
        primero = ultimo = int(partes.get("ordinal") or partes.get("ordinal2") or 0)
    else:
        primero = _ordinal(partes["ordinal"] or "", largo)
        ultimo = _ordinal(partes["ordinal2"], largo) if partes.get("ordinal2") else primero
    return date(anio, (primero - 1) * largo + 1, 1), fin_de_mes(anio, ultimo * largo), "mes"


def _ordinal(impreso: str | None, largo: int) -> int:
    return 12 // largo if (impreso or "").startswith("ultim") else _ORDINALES[impreso or ""]


def fin_de_mes(anio: int, mes: int) -> date:
    return date(anio, mes, monthrange(anio, mes)[1])
