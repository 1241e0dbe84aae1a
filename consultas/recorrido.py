"""Which questions a person is asked, given what they answered so far. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paso:
    """A question as the route sees it: `solo_si` is the question and the option that open it."""

    pk: int
    obligatoria: bool
    solo_si: tuple[int, int] | None = None


def recorrer(pasos: Sequence[Paso], elegidas: Mapping[int, Sequence[int]]) -> list[Paso]:
    """The questions asked, in order. One whose own question is not asked is not asked either, so that an answer
    left behind on an abandoned branch opens nothing."""
    abiertas: dict[int, Paso] = {}
    for paso in pasos:
        if paso.solo_si is None:
            abiertas[paso.pk] = paso
            continue
        pregunta, opcion = paso.solo_si
        if pregunta in abiertas and opcion in elegidas.get(pregunta, ()):
            abiertas[paso.pk] = paso
    return list(abiertas.values())
