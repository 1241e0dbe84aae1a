"""When an activity is due, as it is printed around its name. Pure."""

import re

from compromisos.importacion.fechas import PALABRAS_DE_PLAZO, PERIODICIDADES, fechas_en, periodicidad_en, plazo_en
from compromisos.importacion.letras import sin_acentos, sin_vineta

DE_CALENDARIO = re.compile(
    r"(?:fecha (?:de )?)?(?:inicio|inicia|conclusion|concluye|termino|termina|fin|cierre|plazo|periodo|fechas?|entrega"
    r"|seguimiento|periodicidad|frecuencia|vigencia|limite)\s*(?:de [a-z]+)?\s*:"
)
FRECUENCIA = "|".join(patron for _, patron in PERIODICIDADES)
_PARENTESIS = re.compile(r"[(\[]([^()\[\]]{3,140})[)\]]")
_ABRE_PLAZO = re.compile(
    r"(?<=\s)(?P<como>del?|desde|entre|en|durante|a partir|antes de|a mas tardar|hasta|al?|para|por|con|que|cuyo|iniciando"
    r"|inicia|iniciara|concluye|concluira|termina|terminara|finaliza|se)\b"
)
LARGO_SIN_ANIO = 70
"""Longer, a month without its year may be any."""
COLA_DE_PLAZO = 25
"""Letters that may follow a deadline's last date within it («a más tardar», «seguimiento mensual»)."""


def es_calendario(linea: str, anio: int | None = None) -> bool:
    """A line that says when, and nothing of what."""
    plano = sin_acentos(sin_vineta(linea))
    fechas = fechas_en(plano, anio if len(plano) < LARGO_SIN_ANIO else None)
    if DE_CALENDARIO.match(plano):
        cola = re.sub(r"[^a-z]", "", plano[fechas[-1].fin :]) if fechas else ""
        return bool(
            (fechas and len(cola) <= COLA_DE_PLAZO) or (not fechas and periodicidad_en(plano) and len(plano) < 60)
        )
    if not fechas:
        return bool(re.fullmatch(rf"(?:{FRECUENCIA})\.?", plano.strip()))
    resto = plano
    for fecha in reversed(fechas):
        resto = resto[: fecha.inicio] + " " + resto[fecha.fin :]
    return not re.sub(rf"\b(?:{FRECUENCIA}|{PALABRAS_DE_PLAZO})\b|\W|\d", "", resto)


_Corte = tuple[str, str, list[str]]


def _entre_parentesis(nombre: str, anio: int | None) -> _Corte | None:
    """«Diseñar el portal (enero a marzo de 2020)», «[marzo de 2020; Minuta]», at either end."""
    for hallado in _PARENTESIS.finditer(nombre):
        antes, despues = nombre[: hallado.start()].strip(), nombre[hallado.end() :].strip(" .:–—-")
        partes = re.split(r"\s*[;|]\s*", hallado.group(1))
        plazos = [p for p in partes if es_calendario(p, anio)]
        if plazos and not (
            antes and despues and not nombre[hallado.end() :].lstrip().startswith((".", ";", ",", "–", "—"))
        ):
            otras = [p for p in partes if p not in plazos]
            return (
                (antes, "; ".join(plazos), [*otras, despues.strip(" ,;")])
                if antes
                else (despues, "; ".join(plazos), otras)
            )
    return None


def _al_final(nombre: str, anio: int | None) -> _Corte | None:
    """«Diseñar el portal: marzo de 2020»."""
    for hallado in re.finditer(r"[:;,|–—→]\s+|\s-\s|\.\s+|\s[|→]\s?", nombre):
        resto = nombre[hallado.end() :].rstrip(" .")
        if len(resto) < 120 and hallado.start() > 8 and es_calendario(resto, anio):
            primera, *otras = re.split(r"\s+[–—|→]\s+", nombre[: hallado.start()])
            return primera, resto, otras
    return None


def _al_principio(nombre: str, anio: int | None) -> _Corte | None:
    """«Marzo a mayo de 2020: diseñar el portal»."""
    for hallado in reversed(list(re.finditer(r"[:.,;|→]\s+|\s[–—-]\s", nombre))[:6]):
        antes, resto = nombre[: hallado.start()], nombre[hallado.end() :].strip()
        if hallado.start() < 110 and len(resto) > 8 and es_calendario(antes, anio):
            return resto, antes, []
    return None


def _entre_frases(nombre: str, anio: int | None) -> _Corte | None:
    """«Diseñar el portal. Inicia el 1 de marzo de 2020. Producto: minuta.»"""
    partes = re.split(r"(?<=[.;|])\s+|\s+[–—|→]\s+", nombre)
    plazos = [p for p in partes[1:] if es_calendario(p, anio)]
    if not plazos:
        return None
    con_raya = re.search(r"\s[–—|→]\s", nombre)
    corte = 1 if con_raya and len(nombre[: con_raya.start()]) <= len(partes[0]) else partes.index(plazos[0])
    return " ".join(partes[:corte]), " ".join(plazos), [p for p in partes[corte:] if p not in plazos]


def _sin_separador(nombre: str, anio: int | None) -> _Corte | None:
    """«Diseñar el portal entre marzo y mayo de 2020»; but «el informe de marzo de 2020» is what it is called."""
    plano = sin_acentos(nombre)
    for hallado in _ABRE_PLAZO.finditer(plano):
        resto = nombre[hallado.start() :].strip(" .")
        if hallado.start() < 9 or len(resto) > 110 or not es_calendario(resto, anio):
            continue
        plazo = plazo_en(resto, anio=anio)
        if (plazo.inicio and plazo.fin) or not re.fullmatch(r"del?", hallado["como"]):
            return nombre[: hallado.start()].rstrip(" ,"), resto, []
    return None


CORTES = (_entre_parentesis, _al_final, _al_principio, _entre_frases, _sin_separador)
"""Each gives the name, the deadline and what else was printed; the first that finds one rules."""
