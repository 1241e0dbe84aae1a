"""Rounding half up and numbers as text. None is "sin dato", never zero."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

GUARDA = Decimal(1).scaleb(-10)


def de_columna(valor: Decimal | None, decimales: int) -> Decimal | None:
    """A stored figure (twelve decimals) rounded half up to `decimales`.

    It is first brought to ten decimals: the thirds that a mean adds up leave a tail at the twelfth.
    """
    if valor is None:
        return None
    return valor.quantize(GUARDA, ROUND_HALF_UP).quantize(Decimal(1).scaleb(-decimales), ROUND_HALF_UP)


def cifra(valor: Decimal | None, decimales: int = 1) -> str:
    """A percentage as shown: `67.2 %`, or "sin dato"."""
    redondo = de_columna(Decimal(valor) if valor is not None else None, decimales)
    if redondo is None:
        return _("sin dato")
    return f"{number_format(redondo, decimales)} %"


def peso_en_bytes(valor: int) -> str:
    """A file size: `1.4 MB`."""
    cantidad = Decimal(valor)
    for unidad in ("B", "kB", "MB"):
        if cantidad < 1000:
            return f"{number_format(cantidad, 0 if unidad == 'B' else 1)} {unidad}"
        cantidad /= 1000
    return f"{number_format(cantidad, 1)} GB"


def promedio(partes: list[tuple[Decimal | None, int]]) -> Decimal | None:
    """The mean of means, each with how many it is the mean of. None when there is nothing to average.

    A part without datum counts 0 for its many once another part has one (02-dominio §4).
    """
    total = sum(n for _, n in partes)
    if not total or all(v is None for v, n in partes if n):
        return None
    return sum(((v or Decimal(0)) * n for v, n in partes), Decimal(0)) / total
