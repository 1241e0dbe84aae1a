"""The writes of the API: which address and method each has. One table: the map and the schema are made from it."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from compromisos.api import avances, evaluaciones, evidencias, ganchos, informes, planes
from consultas.api import aportaciones, comentarios
from pal_portal.cimientos.api import Detalle, Lista
from secretariado.api.escritura import Escritura, por_metodo

ESCRITURAS: tuple[tuple[str, str, tuple[type[Escritura], ...]], ...] = (
    ("api_lote", "entregas/lote/", (avances.Lote,)),
    ("api_avances", "entregas/<int:pk>/avances/", (avances.Declarar,)),
    ("api_evidencias", "entregas/<int:pk>/evidencias/", (evidencias.Adjuntar,)),
    ("api_correccion", "evidencias/<int:pk>/correccion/", (evidencias.Corregir,)),
    ("api_retiro", "evidencias/<int:pk>/retiro/", (evidencias.Retirar,)),
    ("api_verificacion", "evidencias/<int:pk>/verificacion/", (evidencias.Verificar,)),
    ("api_revocacion", "evidencias/<int:pk>/revocacion/", (evidencias.Revocar,)),
    ("api_posturas", "evidencias/<int:pk>/posturas/", (evidencias.Opinar,)),
    ("api_publicacion", "planes/<str:clave>/publicacion/", (planes.Publicar,)),
    ("api_compromiso", "compromisos/<str:clave>/", (planes.ModificarCompromiso,)),
    ("api_ponderaciones", "compromisos/<str:clave>/ponderaciones/", (planes.ModificarPonderaciones,)),
    ("api_retiro_compromiso", "compromisos/<str:clave>/retiro/", (planes.RetirarCompromiso,)),
    ("api_actividad_nueva", "compromisos/<str:clave>/actividades/", (planes.AgregarActividad,)),
    ("api_accion", "acciones/<int:pk>/", (planes.ModificarAccion,)),
    ("api_actividad", "actividades/<int:pk>/", (planes.ModificarActividad,)),
    ("api_cancelacion", "actividades/<int:pk>/cancelacion/", (planes.CancelarActividad,)),
    ("api_comentarios", "comentarios/", (comentarios.Comentar,)),
    ("api_comentario", "comentarios/<int:pk>/", (comentarios.Editar, comentarios.Borrar)),
    ("api_respuestas", "comentarios/<int:pk>/respuestas/", (comentarios.Responder,)),
    ("api_denuncias", "comentarios/<int:pk>/denuncias/", (comentarios.Denunciar,)),
    ("api_moderacion", "comentarios/<int:pk>/moderacion/", (comentarios.Moderar,)),
    ("api_resolucion", "apelaciones/<int:pk>/resolucion/", (comentarios.Resolver,)),
    ("api_aportaciones", "consultas/<slug:slug>/aportaciones/", (aportaciones.Aportar,)),
    ("api_aportacion", "aportaciones/<int:pk>/", (aportaciones.RetirarAportacion,)),
    ("api_apoyo", "aportaciones/<int:pk>/apoyo/", (aportaciones.Apoyar, aportaciones.DejarDeApoyar)),
    ("api_respuesta", "aportaciones/<int:pk>/respuesta/", (aportaciones.ResponderAportacion,)),
    ("api_informes_plan", "planes/<str:clave>/informes/", (informes.PedirDelPlan,)),
    ("api_informes_compromiso", "compromisos/<str:clave>/informes/", (informes.PedirDelCompromiso,)),
    ("api_informes_evidencia", "evidencias/<int:pk>/informes/", (informes.PedirDeLaEvidencia,)),
    ("api_informes_entidad", "entidades/<slug:slug>/informes/", (informes.PedirDeLaEntidad,)),
    ("api_informes_evaluacion", "evaluaciones/<str:clave>/informes/", (informes.PedirDeLaEvaluacion,)),
    ("api_informes", "informes/", (informes.PedirNacional,)),
    ("api_informe_cancelacion", "mesa-informes/<str:folio>/cancelacion/", (informes.CancelarInforme,)),
    ("api_informe_reintento", "mesa-informes/<str:folio>/reintento/", (informes.ReintentarInforme,)),
    ("api_programa", "planes/<str:clave>/programa/", (informes.Programar, informes.DejarDeProgramar)),
    ("api_evaluaciones", "planes/<str:clave>/evaluaciones/", (evaluaciones.AbrirEvaluacion,)),
    ("api_evaluacion", "mesa-evaluaciones/<str:clave>/", (evaluaciones.EscribirEvaluacion,)),
    (
        "api_evaluacion_publicacion",
        "mesa-evaluaciones/<str:clave>/publicacion/",
        (evaluaciones.PublicarEvaluacion,),
    ),
    ("api_recomendar", "mesa-evaluaciones/<str:clave>/recomendaciones/", (evaluaciones.Recomendar,)),
    ("api_valoracion", "mesa-valoraciones/<int:pk>/", (evaluaciones.Valorar,)),
    (
        "api_recomendacion",
        "mesa-recomendaciones/<int:pk>/",
        (evaluaciones.CambiarRecomendacion, evaluaciones.QuitarRecomendacion),
    ),
    ("api_recomendacion_respuesta", "recomendaciones/<int:pk>/respuesta/", (evaluaciones.Responder,)),
    ("api_recomendacion_seguimiento", "recomendaciones/<int:pk>/seguimiento/", (evaluaciones.Seguir,)),
    ("api_ganchos", "ganchos/", (ganchos.VerGanchos, ganchos.CrearGancho)),
    ("api_gancho", "ganchos/<int:pk>/", (ganchos.VerGancho, ganchos.CambiarGancho, ganchos.BorrarGancho)),
    ("api_gancho_secreto", "ganchos/<int:pk>/secreto/", (ganchos.VerSecreto, ganchos.RotarSecreto)),
    ("api_gancho_envios", "ganchos/<int:pk>/envios/", (ganchos.VerEnvios,)),
    ("api_gancho_reintento", "ganchos/<int:pk>/envios/<int:envio>/reintento/", (ganchos.Reintentar,)),
)
"""Name, address under /api/v1/ and what can be done there."""


def rutas(lectura: dict[str, Any]) -> list[URLPattern]:
    """The addresses; a list or a row of a resource is shared with its read, which takes `lectura`."""
    return [
        path(ruta, por_metodo(**_lectura(ruta, lectura), **{v.metodo: v.as_view() for v in vistas}), name=nombre)
        for nombre, ruta, vistas in ESCRITURAS
    ]


def _lectura(ruta: str, lectura: dict[str, Any]) -> dict[str, Callable[..., Any]]:
    nombre, _barra, resto = ruta.partition("/")
    if nombre not in lectura["recursos"] or resto.count("/") > 1:
        return {}
    if not resto:
        return {"GET": Lista.as_view(**lectura, fijo=nombre)}
    return {"GET": Detalle.as_view(**lectura, fijo=nombre)} if resto.startswith("<") else {}
