"""Who answered for each commitment, and what it was aligned with, at the end of a day: today's rows, or what the
first later change (`Modificacion`, append-only) says that there was before it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from compromisos.historico import fin_del_dia
from compromisos.importacion.comparacion_listas import partes_de_responsable
from compromisos.models import Alineacion, Elemento, Modificacion, Plan, Responsable


@dataclass(frozen=True, slots=True)
class Responde:
    """A body that answers; `quien`: its area, person and post, as far as they are known."""

    institucion: str
    papel: Responsable.Papel
    quien: str


def quienes_responden(plan: Plan, corte: date) -> dict[int, list[Responde]]:
    """By commitment; those of a key action alone are left out. Two queries."""
    responden: dict[int, list[Responde]] = defaultdict(list)
    filas = Responsable.objects.filter(compromiso__plan=plan, accion__isnull=True).select_related("institucion")
    for r in filas.order_by("compromiso", "papel", "orden", "pk"):
        quien = ", ".join(p for p in (r.area, r.persona, r.cargo) if p)
        responden[r.compromiso_id].append(Responde(r.institucion.nombre, Responsable.Papel(r.papel), quien))
    for compromiso, lineas in _lo_de_antes(plan, corte, "responsables", accion__isnull=True).items():
        responden[compromiso] = sorted((_leer(x) for x in lineas), key=lambda r: r.papel.value)
    return responden


def alineaciones_al(plan: Plan, corte: date) -> dict[int, list[Alineacion]]:
    """By commitment, in the order of their frameworks. Two queries, three with later changes."""
    alineaciones: dict[int, list[Alineacion]] = defaultdict(list)
    for fila in Alineacion.objects.filter(compromiso__plan=plan).select_related("elemento__marco"):
        alineaciones[fila.compromiso_id].append(fila)
    if previas := _lo_de_antes(plan, corte, "alineaciones"):
        elementos = {
            f"{e.marco.clave.upper()} {e.clave}": e
            for e in Elemento.objects.filter(clave__in=_claves(previas.values())).select_related("marco")
        }
        for compromiso, lineas in previas.items():
            suyas = {a.elemento_id: a for a in alineaciones[compromiso]}
            hallados = [elementos[x] for x in lineas if x in elementos]
            alineaciones[compromiso] = [
                suyas.get(e.pk) or Alineacion(elemento=e, confirmada=True) for e in hallados
            ]
    for filas in alineaciones.values():
        filas.sort(key=lambda a: (a.elemento.marco_id, a.elemento.orden))
    return alineaciones


def _lo_de_antes(plan: Plan, corte: date, lista: str, **filtro: bool) -> dict[int, list[str]]:
    """Commitment → the rows of `lista` before its first change after `corte`."""
    despues = Modificacion.objects.filter(plan=plan, creado__gt=fin_del_dia(corte), **filtro).order_by(
        "creado", "id"
    )
    lineas: dict[int, list[str]] = {}
    for compromiso, antes in despues.order_by("creado", "id").values_list("compromiso_id", "antes"):
        if lista in antes and compromiso is not None:
            lineas.setdefault(compromiso, antes[lista].split("\n") if antes[lista] else [])
    return lineas


def _leer(linea: str) -> Responde:
    institucion, quien, papel = partes_de_responsable(linea)
    return Responde(institucion, Responsable.Papel(papel), ", ".join(quien))


def _claves(listas: Iterable[list[str]]) -> set[str]:
    return {linea.partition(" ")[2] for lineas in listas for linea in lineas}
