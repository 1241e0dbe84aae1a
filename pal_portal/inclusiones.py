"""What `?incluir=` may bring with each row: the resource, and the column of its rows that names the one they are
of. One query each, whatever the page's size."""

INCLUSIONES: dict[str, dict[str, str]] = {
    "planes": {"ejes": "plan", "compromisos": "plan", "modificaciones": "plan", "lineas-base": "plan"},
    "compromisos": {
        "responsables": "compromiso",
        "alineaciones": "compromiso",
        "indicadores": "compromiso",
        "acciones": "compromiso",
        "actividades": "compromiso",
        "entregas": "actividad__compromiso",
        "evidencias": "entrega__actividad__compromiso",
        "modificaciones": "compromiso",
    },
    "acciones": {"actividades": "accion", "indicadores": "accion"},
    "indicadores": {"mediciones": "indicador"},
    "actividades": {"entregas": "actividad"},
    "entregas": {"avances": "entrega", "evidencias": "entrega"},
    "evidencias": {
        "verificaciones": "evidencia",
        "posturas": "evidencia",
        "revisiones-de-enlaces": "evidencia",
    },
    "sesiones": {"acuerdos": "sesion", "asistencias-de-sesiones": "sesion"},
    "secretariados": {"integrantes": "secretariado", "sesiones": "secretariado", "acuerdos": "secretariado"},
    "consultas": {
        "preguntas": "consulta",
        "opciones": "pregunta__consulta",
        "aportaciones": "consulta",
        "eventos": "consulta",
        "mesas": "evento__consulta",
        "resultados-historicos": "consulta",
        "compromisos-de-consultas": "consulta",
    },
    "preguntas": {"opciones": "pregunta"},
    "eventos": {"mesas": "evento", "asistencia": "evento"},
    "mesas": {"compromisos-de-mesas": "mesa"},
}
