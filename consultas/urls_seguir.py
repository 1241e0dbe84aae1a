"""Addresses of following by e-mail or Atom."""

from django.urls import path

from consultas.views import seguir

urlpatterns = [
    path("seguir/<slug:tipo>/<str:clave>/", seguir.seguir, name="seguir"),
    path("seguir/<slug:tipo>/<str:clave>/atom.xml", seguir.Canal(), name="seguir_atom"),
    path("seguimiento/", seguir.pedir, name="seguimiento"),
    path("seguimiento/confirmar/<str:ficha>/", seguir.confirmar, name="seguimiento_confirmar"),
    path("seguimiento/lista/<str:ficha>/", seguir.gestionar, name="seguimiento_gestionar"),
    path("seguimiento/baja/<str:ficha>/", seguir.baja, name="seguimiento_baja"),
]
