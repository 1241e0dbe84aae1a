"""In which parts a monitoring report is laid out: as few as keep each within a few pages."""

from collections.abc import Iterator, Sequence

from compromisos.informes.capitulos import PRIMERO, SIGUIENTES, Trozo
from compromisos.informes.contenido import Contenido
from compromisos.informes.fichas import FichaCompromiso, FichaEvidencia

FICHAS, EVIDENCIAS = 6, 120
"""Sheets and pieces of evidence of a part: each begins a page."""
Grupo = tuple[FichaCompromiso, list[FichaEvidencia]]


def trozos(contenido: Contenido, secciones: Sequence[str]) -> list[Trozo]:
    """What comes after the front, in order."""
    grupos, *demas = _repartidas(contenido.fichas) if "evidencias" in secciones else [[]]
    return [
        Trozo("monitoreo_avance", {}),
        *(_fichas(contenido) if "fichas" in secciones else ()),
        Trozo("monitoreo_seguimiento", {"grupos": grupos, "primero": True}),
        *(Trozo("monitoreo_evidencias", {"grupos": g, "primero": False}) for g in demas),
        Trozo("monitoreo_cierre", {}),
    ]


def _fichas(contenido: Contenido) -> Iterator[Trozo]:
    for inicio in range(0, max(len(contenido.fichas), 1), FICHAS):
        fichas = contenido.fichas[inicio : inicio + FICHAS]
        nivel = SIGUIENTES if inicio else PRIMERO
        yield Trozo("monitoreo_fichas", {"fichas": fichas, "primero": not inicio}, nivel)


def _repartidas(fichas: Sequence[FichaCompromiso]) -> list[list[Grupo]]:
    """The evidence of each sheet, in order; a sheet that does not fit goes on in the next part."""
    partes: list[list[Grupo]] = [[]]
    caben = EVIDENCIAS
    for ficha in fichas:
        quedan = ficha.evidencias
        while quedan:
            if not caben:
                partes.append([])
                caben = EVIDENCIAS
            partes[-1].append((ficha, quedan[:caben]))
            quedan, caben = quedan[caben:], max(caben - len(quedan), 0)
    return partes
