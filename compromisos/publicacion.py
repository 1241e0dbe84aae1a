"""What is public of this floor: the API, the CSV and the OpenAPI schema are made from this declaration."""

from compromisos.publicacion_cumplimiento import DEL_CUMPLIMIENTO
from compromisos.publicacion_plan import DEL_PLAN, MARCOS

RECURSOS = (*DEL_PLAN, *DEL_CUMPLIMIENTO, *MARCOS)
NO_PUBLICO = {
    "CapituloDeInforme": "una parte de un reporte que se está haciendo; lo público es el reporte",
    "ProgramaDeInformes": "se ve por sus reportes, que son públicos",
    "Umbral": "se explica en la página del método",
    "EntradaBusqueda": "se consulta en /api/v1/buscar/; se deriva de lo demás",
    "Vocablo": "palabras del índice de búsqueda, también las de borradores",
    "Gancho": "es de una cuenta; avisa de lo que ya es público",
    "EnvioGancho": "es de una cuenta; dice lo que ya es público",
    "IntentoGancho": "es de una cuenta",
    "Duda": "se muestra en la página de su compromiso",
    "Importacion": "documento y borrador en revisión; sólo los ve quien facilita ese secretariado",
    "Volcado": "es la copia diaria de todo lo demás: /datos/volcados/",
    "ArchivoDeVolcado": "es la copia diaria de todo lo demás: /datos/volcados/",
}
