"""The declared resources that writes answer with."""

from compromisos.publicacion import RECURSOS
from compromisos.publicacion_evaluacion import RECURSOS as DE_EVALUACIONES
from secretariado.publicacion import RECURSOS as DE_ABAJO

_POR_NOMBRE = {r.nombre: r for r in RECURSOS}
_DE_ABAJO = {r.nombre: r for r in DE_ABAJO}
_DE_EVALUACIONES = {r.nombre: r for r in DE_EVALUACIONES}
ACCIONES = _POR_NOMBRE["acciones"]
ACTIVIDADES = _POR_NOMBRE["actividades"]
AVANCES = _POR_NOMBRE["avances"]
COMPROMISOS = _POR_NOMBRE["compromisos"]
ENTREGAS = _POR_NOMBRE["entregas"]
EVIDENCIAS = _POR_NOMBRE["evidencias"]
PLANES = _POR_NOMBRE["planes"]
POSTURAS = _POR_NOMBRE["posturas"]
VERIFICACIONES = _POR_NOMBRE["verificaciones"]
INSTITUCIONES, ENTIDADES, SECRETARIADOS = (_DE_ABAJO[n] for n in ("instituciones", "entidades", "secretariados"))
RECOMENDACIONES, SEGUIMIENTOS, EVALUACIONES = (
    _DE_EVALUACIONES[n] for n in ("recomendaciones", "seguimientos", "evaluaciones")
)
