"""Spanish words: the same stem for what people take as the same word, and fragments that mark it."""

import pytest

from pal_portal.cimientos.lengua import VACIAS, indexable, palabras, raiz
from pal_portal.cimientos.resaltado import Buscado, extracto, resaltar

IGUALES = [
    "participación participacion participaciones PARTICIPACIÓN",
    "beca becas Bécas",
    "joven jóvenes jovenes",
    "mujer mujeres",
    "obra obras",
    "luz luces",
    "juez jueces",
    "sesión sesiones sesion",
    "tecnología tecnologias tecnologia",
    "informe informes",
    "plan planes",
    "público públicos publica publicación publicaciones",
    "05 5",
]


@pytest.mark.parametrize("grupo", IGUALES)
def test_one_stem_for_singular_plural_and_accents(grupo: str) -> None:
    assert len({raiz(palabras(p)[0]) for p in grupo.split()}) == 1


@pytest.mark.parametrize("par", ["agua aguacate", "sentencia sentido", "ley leer"])
def test_different_words_keep_different_stems(par: str) -> None:
    una, otra = par.split()
    assert raiz(una) != raiz(otra)


def test_empty_words_are_folded_and_not_indexed() -> None:
    assert all(palabras(v) == [v] for v in VACIAS)
    assert indexable("De la") == ""
    assert indexable("Las becas") == "becas xqbec"


def test_a_fragment_marks_words_where_they_are_whatever_their_accents() -> None:
    buscado = Buscado(frozenset({raiz("sesion")}), ("abier",))
    marcado = resaltar("La Sesio\u0301n abierta", buscado)
    assert [marcado.texto[i:f] for i, f in marcado.marcas] == ["Sesión", "abierta"]
    assert marcado.__html__() == "La <mark>Sesión</mark> <mark>abierta</mark>"


def test_a_fragment_is_taken_where_most_is_said_and_cut_between_words() -> None:
    relleno = "palabras que no dicen nada de eso " * 20
    texto = f"{relleno}becas {relleno}becas para estudiantes con becas anteriores {relleno}"
    pieza = extracto(texto, Buscado(frozenset({raiz("becas")})), 120)
    assert len(pieza.marcas) == 2
    assert all(pieza.texto[i:f] == "becas" for i, f in pieza.marcas)
    assert pieza.texto.startswith("… ")
    assert pieza.texto.endswith(" …")
    assert set(pieza.texto.strip("… ").split()) <= set(texto.split())
    assert extracto("corto", Buscado()).texto == "corto"
