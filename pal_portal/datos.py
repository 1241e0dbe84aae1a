"""The addresses of the open data: here they are told which tables there are."""

from django.urls import path

from compromisos.views import datos
from pal_portal.api import RECURSOS

_TABLAS = {"recursos": RECURSOS}

urlpatterns = [
    path("", datos.indice, _TABLAS, name="datos"),
    path("catalogo.jsonld", datos.catalogo, _TABLAS, name="datos_catalogo"),
    path("diccionario/", datos.diccionario, _TABLAS, name="datos_diccionario"),
    path("diccionario/<slug:nombre>/", datos.diccionario_tabla, _TABLAS, name="datos_diccionario_tabla"),
    path("diccionario.<str:formato>", datos.diccionario_archivo, _TABLAS, name="datos_diccionario_archivo"),
    path("datos-abiertos.zip", datos.todo, name="datos_todo"),
    path("compromisos-ogp.csv", datos.tabla_ogp, name="datos_ogp"),
    path("volcados/", datos.volcados, name="datos_volcados"),
    path("volcados/<str:dia>/", datos.volcado, name="datos_volcado"),
    path("volcados/<str:dia>/SHA256SUMS", datos.sumas, name="datos_sumas"),
    path("volcados/<str:dia>/<str:nombre>", datos.volcado_archivo, name="datos_volcado_archivo"),
    path("<slug:nombre>.csv-metadata.json", datos.metadatos, _TABLAS, name="datos_metadatos"),
    path("<slug:nombre>.<slug:formato>", datos.tabla, _TABLAS, name="datos_tabla"),
]
