"""What the walk over a document gathers: pieces of text under the part of the plan they were printed in."""

from dataclasses import dataclass, field

from compromisos.importacion.documento import Lugar


@dataclass(slots=True)
class Trozo:
    """A paragraph as printed (its lines apart) and its place."""

    texto: str
    lugar: Lugar


Fila = dict[str, Trozo]


@dataclass(slots=True)
class Accion:
    """A key action (Acción clave); `cortada` when its heading lost its beginning."""

    numero: int
    nombre: Trozo
    ponderacion: str = ""
    cortada: bool = False
    campos: dict[str, list[Trozo]] = field(default_factory=dict)
    filas: list[Fila] = field(default_factory=list)


@dataclass(slots=True)
class Ficha:
    """A commitment. `impreso` is its printed number, "" where there is none."""

    impreso: str = ""
    nombre: Trozo | None = None
    eje: int | None = None
    apertura: Trozo | None = None
    campos: dict[str, list[Trozo]] = field(default_factory=dict)
    filas: list[Fila] = field(default_factory=list)
    acciones: list[Accion] = field(default_factory=list)
    aplanada: bool = False

    @property
    def vacia(self) -> bool:
        return not (self.campos or self.filas or self.acciones)


@dataclass(slots=True)
class Eje:
    numero: str
    nombre: Trozo


@dataclass(slots=True)
class Crudo:
    fichas: list[Ficha] = field(default_factory=list)
    ejes: list[Eje] = field(default_factory=list)
    secciones: dict[str, list[Trozo]] = field(default_factory=dict)
    asientos: list[Fila] = field(default_factory=list)
    titulos: list[Trozo] = field(default_factory=list)
    periodo: list[Trozo] = field(default_factory=list)
    sin_clasificar: list[Trozo] = field(default_factory=list)
    anio: int | None = None
    """Of the plan, when its cover prints one only."""
