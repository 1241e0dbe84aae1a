"""The drawings of a report, from its facts."""

from datetime import date
from typing import Any

from compromisos.informes.contenido import Contenido
from compromisos.informes.territorio import Pais
from compromisos.plazos import fechas_de
from pal_portal.cimientos.graficas import Barras, Gantt, barras, curva, gantt


def de_la_curva(contenido: Contenido) -> Any:
    """The three lines in time; None with fewer than two points."""
    if len(contenido.curva) < 2:
        return None
    series = {
        nombre: [getattr(p.cifras.redondeadas(4), nombre) for p in contenido.curva]
        for nombre in ("programado", "declarado", "verificado")
    }
    return curva([p.fecha for p in contenido.curva], series)


def calendario(contenido: Contenido) -> tuple[list[tuple[str, str]], Gantt] | None:
    """One bar per activity, named by commitment."""
    plan = contenido.plan
    filas, nombres = [], []
    limites: list[date] = [d for d in (plan.fecha_inicio, plan.fecha_fin) if d]
    for ficha in contenido.fichas:
        for accion in ficha.acciones:
            for actividad in accion.actividades:
                inicio, fin = fechas_de(actividad.fila)
                if actividad.fila.es_periodica and fin is None:
                    fin = plan.fecha_fin
                limites += [d for d in (inicio, fin) if d]
                cifras = actividad.cifras.redondeadas(4)
                filas.append((inicio, fin, cifras.declarado, cifras.verificado))
                nombres.append((ficha.fila.clave, actividad.fila.nombre))
    if not limites:
        return None
    return nombres, gantt(filas, min(limites), max(limites), contenido.corte)


def comparacion(pais: Pais) -> Barras | None:
    """A bar per state with figures, in the order of its table; None where there is none."""
    filas = []
    for e in pais.con_planes:
        if e.conjunto.medidos:
            x = e.conjunto.cifras.redondeadas(4)
            filas.append((e.entidad.nombre, x.programado, x.declarado, x.verificado))
    return barras(filas) if filas else None
