"""Fragments of a text with what was searched marked: escaped for pages, as positions for the API."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from pal_portal.cimientos.lengua import con_lugar, raiz

LARGO = 240
_MARGEN = 60


@dataclass(frozen=True, slots=True)
class Buscado:
    """What makes a word of a text be marked: to have one of these stems or to begin in one of these ways."""

    raices: frozenset[str] = frozenset()
    prefijos: tuple[str, ...] = ()

    def es(self, palabra: str) -> bool:
        return raiz(palabra) in self.raices or (bool(self.prefijos) and palabra.startswith(self.prefijos))


@dataclass(frozen=True, slots=True)
class Fragmento:
    """A piece of text and the [begin, end) of each mark in it."""

    texto: str
    marcas: Sequence[tuple[int, int]] = ()

    def __html__(self) -> str:
        partes, desde = [], 0
        for inicio, fin in self.marcas:
            partes += [escape(self.texto[desde:inicio]), Markup("<mark>{}</mark>").format(self.texto[inicio:fin])]
            desde = fin
        return Markup("").join([*partes, escape(self.texto[desde:])])


def resaltar(texto: str, buscado: Buscado) -> Fragmento:
    """The whole text, marked."""
    texto = unicodedata.normalize("NFC", texto)
    return Fragmento(texto, [(i, f) for p, i, f in con_lugar(texto) if buscado.es(p)])


def extracto(texto: str, buscado: Buscado, largo: int = LARGO) -> Fragmento:
    """The piece of `texto` with most of what was searched; its beginning when there is none."""
    entero = resaltar(" ".join(texto.split()), buscado)
    if len(entero.texto) <= largo:
        return entero
    desde = _mejor_inicio(entero, largo)
    if desde:
        espacio = entero.texto.find(" ", desde, desde + _MARGEN)
        desde = espacio + 1 if espacio >= 0 else desde
    hasta = min(desde + largo, len(entero.texto))
    if hasta < len(entero.texto):
        espacio = entero.texto.rfind(" ", desde + largo - _MARGEN, hasta)
        hasta = espacio if espacio > desde else hasta
    antes, despues = "… " if desde else "", " …" if hasta < len(entero.texto) else ""
    corrido = len(antes) - desde
    marcas = [(i + corrido, f + corrido) for i, f in entero.marcas if i >= desde and f <= hasta]
    return Fragmento(f"{antes}{entero.texto[desde:hasta]}{despues}", marcas)


def _mejor_inicio(entero: Fragmento, largo: int) -> int:
    mejor, cuantas = 0, 0
    for n, (inicio, _fin) in enumerate(entero.marcas):
        dentro = sum(1 for _i, f in entero.marcas[n : n + 40] if f <= inicio + largo - _MARGEN)
        if dentro > cuantas:
            mejor, cuantas = max(inicio - _MARGEN, 0), dentro
    return mejor
