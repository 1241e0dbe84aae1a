"""When the deliveries of an activity are due, by the dates in force for it. Reads rows, writes nothing."""

from datetime import date, timedelta

from compromisos.calendario import MESES, Periodicidad, periodos, sumar_meses
from compromisos.models import Actividad


def entregas_previstas(actividad: Actividad, al: date) -> list[tuple[int, date | None, date | None]]:
    """Number, beginning and due date of each delivery that its calendar asks for, made on `al`."""
    inicio, fin = fechas_de(actividad)
    if not actividad.es_periodica:
        return [(1, inicio if inicio and fin else None, fin or inicio)]
    if inicio is None:
        return [(1, None, fin)]
    cada = Periodicidad(actividad.periodicidad)
    horizonte = actividad.fecha_fin or actividad.compromiso.plan.fecha_fin
    if horizonte is None:
        horizonte = sumar_meses(al, MESES[cada]) if cada in MESES else al + timedelta(days=15)
    return [(p.numero, p.inicio, p.fin) for p in periodos(inicio, horizonte, cada)]


def fechas_de(actividad: Actividad) -> tuple[date | None, date | None]:
    """The dates in force: own, else of its key action, else of its commitment."""
    for nivel in (actividad, actividad.accion, actividad.compromiso):
        if nivel is not None and (nivel.fecha_inicio or nivel.fecha_fin):
            return nivel.fecha_inicio, nivel.fecha_fin
    return None, None
