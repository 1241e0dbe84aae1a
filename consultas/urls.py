"""Addresses of this floor."""

from django.urls import include, path

urlpatterns = [
    path("", include("consultas.urls_comentarios")),
    path("", include("consultas.urls_consultas")),
    path("", include("consultas.urls_seguir")),
]
