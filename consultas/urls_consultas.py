"""Addresses of consultations, surveys, contributions and their desk."""

from django.urls import path

from consultas.views import (
    aportacion,
    consulta,
    encuesta,
    informe,
    mesa_consultas,
    mesa_encuesta,
    participar,
    texto,
)

urlpatterns = [
    path("consultas/", consulta.lista, name="consultas"),
    path("consultas/<slug:slug>/", consulta.detalle, name="consulta"),
    path("consultas/<slug:slug>/calendario.ics", consulta.calendario, name="consulta_calendario"),
    path("consultas/<slug:slug>/reportes/", informe.solicitar, name="informe_consulta"),
    path("consultas/<slug:slug>/participar/", participar.participar, name="consulta_participar"),
    path("consultas/<slug:slug>/entrar/<str:ficha>/", participar.entrar, name="consulta_entrar"),
    path("consultas/<slug:slug>/encuesta/", encuesta.empezar, name="encuesta"),
    path("consultas/<slug:slug>/encuesta/<int:numero>/", encuesta.paso, name="encuesta_paso"),
    path("consultas/<slug:slug>/encuesta/revisar/", encuesta.revisar, name="encuesta_revisar"),
    path("consultas/<slug:slug>/encuesta/retirar/", encuesta.retirar, name="encuesta_retirar"),
    path("consultas/<slug:slug>/resultados.csv", encuesta.resultados_csv, name="encuesta_resultados"),
    path("consultas/<slug:slug>/aportar/", aportacion.aportar, name="consulta_aportar"),
    path("consultas/<slug:slug>/parecidas/", aportacion.parecidas, name="consulta_parecidas"),
    path("consultas/<slug:slug>/texto/", texto.texto, name="consulta_texto"),
    path("consultas/<slug:slug>/texto/<int:numero>/", texto.texto, name="consulta_version"),
    path("consultas/<slug:slug>/texto/<int:numero>/cambios/", texto.cambios, name="consulta_cambios"),
    path("consultas/<slug:slug>/parrafos/<int:pk>/", texto.parrafo, name="consulta_parrafo"),
    path("mesa/consultas/<slug:slug>/texto/", texto.publicar, name="mesa_texto"),
    path("aportaciones/<int:pk>/", aportacion.detalle, name="aportacion"),
    path("aportaciones/<int:pk>/apoyar/", aportacion.apoyar, name="aportacion_apoyar"),
    path("aportaciones/<int:pk>/retirar/", aportacion.retirar, name="aportacion_retirar"),
    path("mesa/aportaciones/<int:pk>/", aportacion.responder, name="mesa_aportacion"),
    path("mesa/consultas/<slug:slug>/aportaciones/", aportacion.cola, name="mesa_aportaciones"),
    path("mesa/consultas/", mesa_consultas.lista, name="mesa_consultas"),
    path("mesa/consultas/nueva/", mesa_consultas.nueva, name="mesa_consulta_nueva"),
    path("mesa/consultas/<slug:slug>/preguntas/nueva/", mesa_encuesta.pregunta, name="mesa_pregunta_nueva"),
    path("mesa/consultas/<slug:slug>/preguntas/<int:pk>/", mesa_encuesta.pregunta, name="mesa_pregunta"),
    path(
        "mesa/consultas/<slug:slug>/preguntas/<int:pk>/quitar/", mesa_encuesta.quitar, name="mesa_pregunta_quitar"
    ),
    path("mesa/consultas/<slug:slug>/respuestas/", mesa_encuesta.abiertas, name="mesa_abiertas"),
    path("mesa/consultas/<slug:slug>/", mesa_consultas.gestionar, name="mesa_consulta"),
    path("mesa/consultas/<slug:slug>/editar/", mesa_consultas.editar, name="mesa_consulta_editar"),
    path("mesa/consultas/<slug:slug>/publicar/", mesa_consultas.publicar, name="mesa_consulta_publicar"),
    path("mesa/consultas/<slug:slug>/eventos/nuevo/", mesa_consultas.evento, name="mesa_evento_nuevo"),
    path("mesa/consultas/<slug:slug>/eventos/<int:pk>/", mesa_consultas.evento, name="mesa_evento"),
]
