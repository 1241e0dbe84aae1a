"""Finding in the index: the same steps on both engines, each said in its own full-text language.

Every word by its stem; with few hits, also by how it begins; with none, typos are mended with words the index
knows; and, as a last resort, any of the words.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import BooleanField, Case, FloatField, Func, IntegerField, Q, QuerySet, Value, When
from django.db.models import F as Campo

from compromisos.models import EntradaBusqueda, Vocablo
from pal_portal.cimientos.lengua import LARGO, MARCA, VACIAS, indexable, palabras, raiz
from pal_portal.cimientos.resaltado import Buscado

PALABRAS_MAXIMAS = 8
POCOS = 3
TOPE = 1000
"""How many hits are ordered, counted and offered; whoever has more should say more."""
FTS = "compromisos_entradabusqueda_fts"
Entradas = QuerySet[EntradaBusqueda]


@dataclass(frozen=True, slots=True)
class Intento:
    """Words to look for, which of them also as beginnings, and whether one is enough."""

    palabras: tuple[str, ...]
    comienzos: frozenset[str] = frozenset()
    cualquiera: bool = False

    def expresion(self, solo_titulo: bool = False) -> str:
        """In the full-text language of the engine. Words are letters and digits: nothing in them is syntax."""
        if connection.vendor == "postgresql":
            peso = "A" if solo_titulo else ""
            partes = [self._para_postgres(p, peso) for p in self.palabras]
            return (" | " if self.cualquiera else " & ").join(partes)
        partes = [self._para_sqlite(p) for p in self.palabras]
        junta = (" OR " if self.cualquiera else " AND ").join(partes)
        return f"{{raices_titulo}} : ({junta})" if solo_titulo else junta

    def _para_postgres(self, palabra: str, peso: str) -> str:
        exacta = f"'{MARCA}{raiz(palabra)}'" + (f":{peso}" if peso else "")
        return f"({exacta} | '{palabra}':*{peso})" if palabra in self.comienzos else exacta

    def _para_sqlite(self, palabra: str) -> str:
        exacta = f'"{MARCA}{raiz(palabra)}"'
        return f'({exacta} OR "{palabra}" *)' if palabra in self.comienzos else exacta

    def buscado(self) -> Buscado:
        """What is marked in what was found."""
        return Buscado(frozenset(map(raiz, self.palabras)), tuple(self.comienzos))


@dataclass(frozen=True, slots=True)
class Hallazgo:
    """What was found, best first and at most TOPE, and how the words had to be read."""

    filas: Entradas
    buscado: Buscado
    corregida: str = ""
    """The words searched instead of those written, when those gave nothing."""
    cualquiera: bool = False
    """Nothing had all the words."""


class Coincide(Func):
    """Whether the entry `pk` matches an expression."""

    output_field = BooleanField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        pk, consulta = (compiler.compile(e) for e in self.source_expressions)
        if connection.vendor == "postgresql":  # no other table of these queries has a column `vector`
            return f"vector @@ {consulta[0]}::tsquery", consulta[1]
        halladas = f"SELECT rowid FROM {FTS} WHERE {FTS} MATCH {consulta[0]}"  # noqa: S608
        return f"{pk[0]} IN ({halladas})", (*pk[1], *consulta[1])


class Rango(Func):
    """How well the entry `pk` matches an expression: title, then context, then text."""

    output_field = FloatField()

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> Any:  # type: ignore[override]
        pk, consulta = (compiler.compile(e) for e in self.source_expressions)
        if connection.vendor == "postgresql":
            return f"ts_rank('{{0.1, 0.1, 0.3, 1}}', vector, {consulta[0]}::tsquery, 1)", consulta[1]
        de_ella = f"{FTS} MATCH {consulta[0]} AND rowid = {pk[0]}"
        cuanto = f"SELECT -bm25({FTS}, 10, 3, 1) FROM {FTS} WHERE {de_ella}"  # noqa: S608
        return f"({cuanto})", (*consulta[1], *pk[1])


def utiles(texto: str) -> tuple[str, ...]:
    """The words worth searching; all of them when none is."""
    todas = list(dict.fromkeys(p[:LARGO] for p in palabras(texto)))
    return tuple([p for p in todas if p not in VACIAS] or todas)[:PALABRAS_MAXIMAS]


def buscar(filas: Entradas, texto: str, al_teclear: bool = False) -> Hallazgo:
    """What `texto` finds among `filas`. `al_teclear`: its last word may not be finished."""
    intento = Intento(utiles(texto))
    if not intento.palabras:
        return Hallazgo(filas.none(), Buscado())
    if al_teclear:
        intento = replace(intento, comienzos=frozenset(intento.palabras[-1:]))
    if _cuantas(filas, intento) < POCOS:
        intento = replace(intento, comienzos=frozenset(p for p in intento.palabras if len(p) > 2))
        if not _cuantas(filas, intento):
            return _sin_aciertos(filas, intento, texto)
    return Hallazgo(_ordenadas(filas, intento, texto), intento.buscado())


def _sin_aciertos(filas: Entradas, intento: Intento, texto: str) -> Hallazgo:
    """Nothing has all the words as they were written: mend the typos, then take any."""
    mejoradas = _corregir(intento.palabras)
    corregido = Intento(mejoradas, intento.comienzos & frozenset(mejoradas))
    distinto = mejoradas != intento.palabras
    if distinto and _cuantas(filas, corregido):
        frase = " ".join(mejoradas)
        return Hallazgo(_ordenadas(filas, corregido, frase), corregido.buscado(), corregida=frase)
    suelto = replace(corregido, cualquiera=True)
    if len(mejoradas) < 2 or not _cuantas(filas, suelto):
        return Hallazgo(filas.none(), intento.buscado())
    return Hallazgo(_ordenadas(filas, suelto, texto), suelto.buscado(), cualquiera=True)


def _que_coinciden(filas: Entradas, intento: Intento) -> Entradas:
    return filas.filter(Coincide(Campo("pk"), Value(intento.expresion())))


def _cuantas(filas: Entradas, intento: Intento) -> int:
    return len(_que_coinciden(filas, intento).order_by().values_list("pk")[:POCOS])


def _ordenadas(filas: Entradas, intento: Intento, texto: str) -> Entradas:
    """The title said exactly, said within another, with all the words; then by kind, then by how much is said."""
    frase = indexable(texto)
    if not frase:
        frase = " ".join(f"{p} {MARCA}{raiz(p)}" for p in intento.palabras)
    en_titulo = Case(
        When(raices_titulo=frase, then=Value(3)),
        When(raices_titulo__contains=frase, then=Value(2)),
        When(Coincide(Campo("pk"), Value(intento.expresion(solo_titulo=True))), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    # Where only the text says it, a commitment is nearer to what was asked than the plan that holds it.
    lugar = Case(
        When(en_titulo=0, tipo="plan", then=Value(1)),
        When(en_titulo=0, tipo="compromiso", then=Value(0)),
        default=Campo("orden"),
        output_field=IntegerField(),
    )
    candidatas = _que_coinciden(filas, intento).order_by().values("pk")[:TOPE]
    return (
        EntradaBusqueda.objects.filter(pk__in=candidatas)
        .annotate(en_titulo=en_titulo, rango=Rango(Campo("pk"), Value(intento.expresion())))
        .annotate(lugar=lugar)
        .order_by("-en_titulo", "lugar", "-rango", "pk")
    )


def _corregir(escritas: tuple[str, ...]) -> tuple[str, ...]:
    """The words, those the index does not know changed for the most alike that it knows."""
    conocidas: set[str] = set()
    for fila in Vocablo.objects.filter(Q(palabra__in=escritas) | Q(raiz__in=set(map(raiz, escritas)))):
        conocidas |= {fila.palabra, fila.raiz}
    return tuple(
        p if p in conocidas or raiz(p) in conocidas or len(p) < 4 or not p.isalpha() else _mas_parecida(p)
        for p in escritas
    )


def _mas_parecida(palabra: str) -> str:
    tope = 1 if len(palabra) < 6 else 2
    candidatas = [(distancia(palabra, c), c[0] != palabra[0], c) for c in _candidatas(palabra, tope)]
    return min((c for c in candidatas if c[0] <= tope), default=(0, False, palabra))[2]


def _candidatas(palabra: str, tope: int) -> Iterable[str]:
    vocablos = Vocablo.objects.order_by()
    if connection.vendor == "postgresql":
        parecidas = vocablos.filter(Q(palabra__trigram_similar=palabra) | Q(palabra__startswith=palabra[:2]))
        mejores = parecidas.annotate(igual=TrigramSimilarity("palabra", palabra)).order_by("-igual")
        return mejores.values_list("palabra", flat=True)[:200]
    letras = set(palabra)
    largos = Q(palabra__regex=rf"^.{{{len(palabra) - tope},{len(palabra) + tope}}}$")
    todas = vocablos.filter(largos).values_list("palabra", flat=True)
    return (c for c in todas.iterator() if len(letras ^ set(c)) <= 2 * tope)


def distancia(a: str, b: str) -> int:
    """Letters to change, add, take or swap with the next to make `b` of `a`."""
    previa: list[int] = []
    fila = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        anterior, previa, fila = previa, fila, [i]
        for j, y in enumerate(b, 1):
            fila.append(min(previa[j] + 1, fila[j - 1] + 1, previa[j - 1] + (x != y)))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                fila[j] = min(fila[j], anterior[j - 2] + 1)
    return fila[-1]
