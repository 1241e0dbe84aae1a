"""How an STL decides, as it wrote it down: quorum and majorities. Pure."""

from fractions import Fraction

PROPORCIONES = {"dos_tercios": Fraction(2, 3), "tres_quintos": Fraction(3, 5)}


def hay_quorum(presentes: int, minimo: int | None) -> bool:
    """Whether so many seats with a vote may decide. An STL whose minimum is not on record needs somebody."""
    return presentes >= (minimo or 1)


def se_aprueba(regla: str, favor: int, contra: int, abstenciones: int) -> bool:
    """Whether the votes reach what `regla` asks for, counted on all that were cast; without a rule on record, as
    the STL says."""
    if regla == "consenso":
        return contra == 0
    if regla == "mayoria_simple":
        return 2 * favor > favor + contra + abstenciones
    if regla in PROPORCIONES:
        return favor >= PROPORCIONES[regla] * (favor + contra + abstenciones)
    return True
