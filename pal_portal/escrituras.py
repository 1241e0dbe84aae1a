"""The writes of the API: which address and method each has. One table: the map and the schema are made from it."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, path

from compromisos.api import avances, evaluaciones, evidencias, ganchos, importaciones, informes, planes, revisiones
from consultas.api import aportaciones, comentarios, encuestas, gestion, lugares
from consultas.api import gestion_encuentros as encuentros
from consultas.api import gestion_moderacion as moderacion
from consultas.api import gestion_rutas as rutas_api
from pal_portal.cimientos.api import Detalle, Lista
from secretariado.api import gestion as cuenta
from secretariado.api import integrantes, sesiones
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
    ("api_apelacion", "decisiones-de-moderacion/<int:pk>/apelacion/", (comentarios.Apelar,)),
    ("api_resolucion", "apelaciones/<int:pk>/resolucion/", (comentarios.Resolver,)),
    ("api_aportaciones", "consultas/<slug:slug>/aportaciones/", (aportaciones.Aportar,)),
    ("api_aportacion", "aportaciones/<int:pk>/", (aportaciones.RetirarAportacion,)),
    ("api_apoyo", "aportaciones/<int:pk>/apoyo/", (aportaciones.Apoyar, aportaciones.DejarDeApoyar)),
    ("api_respuesta", "aportaciones/<int:pk>/respuesta/", (aportaciones.ResponderAportacion,)),
    (
        "api_participacion",
        "consultas/<slug:slug>/participacion/",
        (encuestas.VerParticipacion, encuestas.Contestar, encuestas.RetirarParticipacion),
    ),
    ("api_lugar", "eventos/<int:pk>/lugar/", (lugares.VerLugar, lugares.Apartar, lugares.Cancelar)),
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
    ("api_consultas", "consultas/", (gestion.CrearConsulta,)),
    ("api_consulta", "consultas/<str:clave>/", (gestion.EditarConsulta,)),
    ("api_consulta_publicacion", "consultas/<slug:slug>/publicacion/", (gestion.PublicarConsulta,)),
    ("api_consulta_resumen", "consultas/<slug:slug>/resumen/", (gestion.PublicarResultados,)),
    ("api_consulta_versiones", "consultas/<slug:slug>/versiones/", (gestion.PublicarVersion,)),
    ("api_consulta_informes", "consultas/<slug:slug>/informes/", (gestion.PedirDeLaConsulta,)),
    ("api_consulta_preguntas", "consultas/<slug:slug>/preguntas/", (gestion.AgregarPregunta,)),
    ("api_consulta_eventos", "consultas/<slug:slug>/eventos/", (encuentros.CrearEvento,)),
    ("api_pregunta", "preguntas/<int:pk>/", (gestion.CambiarPregunta, gestion.QuitarPregunta)),
    ("api_union", "aportaciones/<int:pk>/union/", (gestion.UnirAportaciones,)),
    ("api_conversion", "aportaciones/<int:pk>/compromiso/", (gestion.ConvertirEnCompromiso,)),
    ("api_evento", "mesa-eventos/<int:pk>/", (encuentros.CambiarEvento,)),
    ("api_asistencia", "mesa-eventos/<int:pk>/asistencia/", (encuentros.PasarAsistencia,)),
    ("api_fotos", "mesa-eventos/<int:pk>/fotos/", (encuentros.AgregarFoto,)),
    ("api_foto", "mesa-fotos/<int:pk>/", (encuentros.DescribirFoto, encuentros.QuitarFoto)),
    ("api_ruta", "planes/<str:clave>/ruta/", (rutas_api.PresentarRuta,)),
    ("api_ruta_publicacion", "planes/<str:clave>/ruta/publicacion/", (rutas_api.PublicarRuta,)),
    ("api_ruta_pasos", "planes/<str:clave>/ruta/pasos/", (rutas_api.AgregarPaso,)),
    ("api_paso", "pasos-de-rutas/<int:pk>/", (rutas_api.CambiarPaso, rutas_api.QuitarPaso)),
    ("api_paso_lugar", "pasos-de-rutas/<int:pk>/lugar/", (rutas_api.MoverPaso,)),
    ("api_bloqueo_persona", "comentarios/<int:pk>/bloqueo/", (moderacion.BloquearPersona,)),
    ("api_bloqueo_sitio", "secretariados/<slug:slug>/bloqueos/", (moderacion.BloquearSitio,)),
    ("api_politica", "secretariados/<slug:slug>/politica/", (moderacion.FijarPolitica,)),
    ("api_bloqueo", "mesa-bloqueos/<int:pk>/", (moderacion.LevantarBloqueo,)),
    ("api_seudonimo", "cuenta/seudonimo/", (moderacion.CorregirSeudonimo,)),
    ("api_cuenta", "cuenta/", (cuenta.CorregirNombre,)),
    ("api_avisos", "cuenta/avisos/", (cuenta.VerAvisos, cuenta.ElegirAvisos)),
    ("api_calendario", "cuenta/calendario/", (cuenta.CrearCalendario, cuenta.RevocarCalendario)),
    ("api_invitaciones", "mesa-invitaciones/", (cuenta.Invitar,)),
    ("api_invitacion_reenvio", "mesa-invitaciones/<int:pk>/reenvio/", (cuenta.ReenviarInvitacion,)),
    ("api_invitacion_revocacion", "mesa-invitaciones/<int:pk>/revocacion/", (cuenta.RevocarInvitacion,)),
    ("api_secretariado", "secretariados/<str:clave>/", (integrantes.DescribirSecretariado,)),
    ("api_integrantes", "secretariados/<slug:slug>/integrantes/", (integrantes.SumarIntegrante,)),
    ("api_integrante", "integrantes/<int:pk>/", (integrantes.CorregirIntegrante,)),
    ("api_integrante_relevo", "integrantes/<int:pk>/relevo/", (integrantes.RelevarIntegrante,)),
    ("api_integrante_termino", "integrantes/<int:pk>/termino/", (integrantes.TerminarIntegrante,)),
    ("api_sesiones", "secretariados/<slug:slug>/sesiones/", (sesiones.ConvocarSesion,)),
    ("api_sesion", "mesa-sesiones/<int:pk>/", (sesiones.CambiarSesion,)),
    ("api_sesion_celebracion", "mesa-sesiones/<int:pk>/celebracion/", (sesiones.CelebrarSesion,)),
    ("api_sesion_cancelacion", "mesa-sesiones/<int:pk>/cancelacion/", (sesiones.CancelarSesion,)),
    ("api_sesion_minuta", "mesa-sesiones/<int:pk>/minuta/", (sesiones.AdjuntarMinuta,)),
    ("api_sesion_publicacion", "mesa-sesiones/<int:pk>/publicacion/", (sesiones.PublicarMinuta,)),
    ("api_acuerdos", "mesa-sesiones/<int:pk>/acuerdos/", (sesiones.TomarAcuerdo,)),
    ("api_acuerdo", "acuerdos/<int:pk>/", (sesiones.CambiarAcuerdo, sesiones.QuitarAcuerdo)),
    ("api_importaciones", "mesa-importaciones/", (importaciones.Subir,)),
    ("api_importacion_cancelacion", "mesa-importaciones/<int:pk>/cancelacion/", (importaciones.Cancelar,)),
    ("api_importacion_reintento", "mesa-importaciones/<int:pk>/reintento/", (importaciones.Reintentar,)),
    ("api_importacion_revision", "mesa-importaciones/<int:pk>/revision/", (revisiones.VerRevision,)),
    (
        "api_importacion_seccion",
        "mesa-importaciones/<int:pk>/secciones/<slug:seccion>/",
        (revisiones.VerSeccion, revisiones.RevisarSeccion),
    ),
    ("api_importacion_aceptacion", "mesa-importaciones/<int:pk>/aceptacion/", (revisiones.AceptarLoSeguro,)),
    ("api_importacion_filas", "mesa-importaciones/<int:pk>/filas/", (revisiones.AgregarFila,)),
    ("api_importacion_texto", "mesa-importaciones/<int:pk>/textos/<int:indice>/", (revisiones.ColocarTexto,)),
    ("api_importacion_plan", "mesa-importaciones/<int:pk>/plan/", (importaciones.CrearPlan,)),
    ("api_importacion_diferencias", "mesa-importaciones/<int:pk>/diferencias/", (importaciones.VerDiferencias,)),
    (
        "api_importacion_actualizacion",
        "mesa-importaciones/<int:pk>/actualizacion/",
        (importaciones.ActualizarPlan,),
    ),
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
