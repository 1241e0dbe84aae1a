"""The declared resources that writes answer with."""

from compromisos.publicacion import RECURSOS

_POR_NOMBRE = {r.nombre: r for r in RECURSOS}
ACCIONES = _POR_NOMBRE["acciones"]
ACTIVIDADES = _POR_NOMBRE["actividades"]
AVANCES = _POR_NOMBRE["avances"]
COMPROMISOS = _POR_NOMBRE["compromisos"]
ENTREGAS = _POR_NOMBRE["entregas"]
EVIDENCIAS = _POR_NOMBRE["evidencias"]
PLANES = _POR_NOMBRE["planes"]
POSTURAS = _POR_NOMBRE["posturas"]
VERIFICACIONES = _POR_NOMBRE["verificaciones"]
