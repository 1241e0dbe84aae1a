"""Addresses of comments, of taking part without an account, and of moderation."""

from django.urls import path

from consultas.views import comentarios, moderacion, participacion

urlpatterns = [
    path("comentarios/en/<slug:tipo>/<slug:clave>/", comentarios.lista, name="comentarios"),
    path("comentarios/<int:pk>/", comentarios.detalle, name="comentario"),
    path("comentarios/<int:pk>/editar/", comentarios.editar, name="comentario_editar"),
    path("comentarios/<int:pk>/borrar/", comentarios.borrar, name="comentario_borrar"),
    path("comentarios/<int:pk>/responder/", comentarios.responder, name="comentario_responder"),
    path("comentarios/<int:pk>/denunciar/", comentarios.denunciar, name="comentario_denunciar"),
    path("comentarios/apelar/<str:ficha>/", participacion.apelar, name="comentario_apelar"),
    path("participacion/", participacion.inicio, name="participacion"),
    path("participacion/enlace/<str:ficha>/", participacion.enlace, name="participacion_enlace"),
    path("participacion/salir/", participacion.salir, name="participacion_salir"),
    path("participacion/mis-datos.json", participacion.mis_datos, name="participacion_datos"),
    path("participacion/olvidar/", participacion.olvidar, name="participacion_olvidar"),
    path("moderacion/", moderacion.registro, name="moderacion"),
    path("mesa/moderacion/", moderacion.cola, name="mesa_moderacion"),
    path("mesa/moderacion/<int:pk>/", moderacion.moderar, name="mesa_moderar"),
    path("mesa/moderacion/<int:pk>/bloquear/", moderacion.bloquear, name="mesa_bloquear"),
    path("mesa/moderacion/apelaciones/<int:pk>/", moderacion.apelacion, name="mesa_apelacion"),
    path("mesa/moderacion/bloqueos/<int:pk>/levantar/", moderacion.levantar, name="mesa_levantar"),
    path("mesa/moderacion/sitios/<slug:slug>/", moderacion.bloquear_enlaces, name="mesa_bloquear_sitio"),
    path("mesa/moderacion/politica/<slug:slug>/", moderacion.politica, name="mesa_politica"),
]
