"""The neutral model of a document: headings, paragraphs and tables in reading order, each with its place."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Lugar:
    """Where a piece stands. `parrafo` is the line in plain text and the paragraph elsewhere, from 1."""

    pagina: int | None = None
    parrafo: int | None = None
    hoja: str = ""
    tabla: int | None = None
    fila: int | None = None
    columna: int | None = None

    def __str__(self) -> str:
        partes = (
            ("hoja", self.hoja),
            ("página", self.pagina),
            ("párrafo", self.parrafo),
            ("tabla", self.tabla),
            ("fila", self.fila),
            ("columna", self.columna),
        )
        return ", ".join(f"{nombre} {valor}" for nombre, valor in partes if valor)


@dataclass(frozen=True, slots=True)
class Titulo:
    texto: str
    nivel: int
    lugar: Lugar


@dataclass(frozen=True, slots=True)
class Parrafo:
    """A paragraph; its printed lines are kept apart by line ends.

    `celdas` counts the cells that began before it, in tables flattened into text; `corte` tells that a page began.
    """

    texto: str
    lugar: Lugar
    celdas: int = 0
    corte: bool = False


@dataclass(frozen=True, slots=True)
class Celda:
    """Paragraphs are parted by a blank line. `fondo` is its background, "" when it has none."""

    texto: str
    lugar: Lugar
    fondo: str = ""


def sin_banda(celdas: Sequence[Celda]) -> tuple[Celda, ...]:
    """The row without its background where all of it, text too, has the same: a band, which marks nothing."""
    banda = len({c.fondo for c in celdas}) == 1 and celdas[0].fondo and any(c.texto for c in celdas)
    return tuple(replace(c, fondo="") for c in celdas) if banda else tuple(celdas)


@dataclass(frozen=True, slots=True)
class Tabla:
    filas: tuple[tuple[Celda, ...], ...]
    lugar: Lugar


Pieza = Titulo | Parrafo | Tabla


@dataclass(frozen=True, slots=True)
class Documento:
    """`adornos` are page numbers and the like: seen, and told apart from the text."""

    piezas: tuple[Pieza, ...]
    formato: str
    adornos: tuple[str, ...] = ()
    avisos: tuple[str, ...] = ()
    datos: dict[str, object] | None = field(default=None)
    """Our own export, already structured."""
    origenes: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Place and quote of its values, by path, where the format tells."""
    sueltos: tuple[dict[str, str], ...] = ()
    """What of it belongs to nothing."""

    def texto(self) -> str:
        partes = []
        for pieza in self.piezas:
            if isinstance(pieza, Tabla):
                partes += [celda.texto for fila in pieza.filas for celda in fila if celda.texto]
            else:
                partes.append(pieza.texto)
        return "\n".join(partes)
