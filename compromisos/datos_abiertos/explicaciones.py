"""What each public table is, for who never saw it; and what changed in their shape."""

from datetime import date

from django.utils.translation import gettext_lazy as _

GRUPOS = {
    _("Qué se prometió"): {
        "planes": _("Cada plan de acción: de qué estado es, cuándo empieza y termina y cómo va en conjunto."),
        "ejes": _("Los temas en que cada plan agrupa sus compromisos."),
        "compromisos": _(
            "Cada promesa: qué problema atiende, qué busca, cuándo vence y sus tres cifras de avance."
        ),
        "responsables": _("Qué instituciones responden por cada compromiso, y quién, como lo nombró el plan."),
        "acciones": _("Las etapas de un compromiso y cuánto pesa cada una."),
        "actividades": _("Lo que se haría, con su calendario y su medio de verificación."),
        "indicadores": _("Cómo se medirá cada compromiso: de dónde parte y a dónde quiere llegar."),
        "alineaciones": _(
            "Con qué objetivos (ODS, política anticorrupción y otros) se relaciona cada compromiso."
        ),
    },
    _("Qué se ha cumplido"): {
        "entregas": _("Lo que toca entregar y en qué fecha. Todo el avance se cuenta en entregas."),
        "avances": _("Cada declaración de avance: qué se hizo, cuánto y con qué obstáculos. No se borran."),
        "evidencias": _("Lo que prueba cada entrega: un archivo, con su huella, o un enlace."),
        "verificaciones": _("Lo que decidió el organismo garante sobre cada evidencia, y por qué."),
        "posturas": _("Lo que dicen las organizaciones de la sociedad civil: si avalan u objetan una evidencia."),
        "revisiones-de-enlaces": _(
            "Qué encontró el portal cada vez que visitó un enlace ofrecido como evidencia."
        ),
        "mediciones": _("Los valores que ha tenido cada indicador."),
        "cortes": _("Las tres cifras de cada plan y compromiso, día por día. Sirve para ver la evolución."),
        "informes": _("Los reportes publicados, de todas sus clases, con la huella de cada PDF."),
        "descargas-de-informes": _(
            "Cuántas veces se descargó cada reporte, por formato y clase de lector. No se guarda quién."
        ),
    },
    _("Qué se evaluó y qué se recomendó"): {
        "evaluaciones": _(
            "Las evaluaciones intermedias y finales de cada plan, con su método y sus conclusiones."
        ),
        "valoraciones": _("Cómo valoró el organismo garante cada compromiso, criterio por criterio, y por qué."),
        "recomendaciones": _("Lo que se recomendó a cada institución, para cuándo y en qué va."),
        "seguimientos": _(
            "Lo que las instituciones respondieron a cada recomendación y lo que se encontró después."
        ),
    },
    _("Quién participó y qué se le respondió"): {
        "consultas": _("Cada ejercicio de participación: qué se preguntó, cuándo y qué salió de él."),
        "pasos-de-rutas": _("Cómo se hizo cada plan con la gente, paso por paso, con su consulta o encuentro."),
        "resultados-historicos": _("Lo que dieron las encuestas hechas antes del portal, como se imprimió."),
        "dudas-de-consultas": _("Lo que no cuadra o no dice la fuente de una consulta."),
        "eventos": _("Foros, mesas y jornadas: cuándo y dónde fueron."),
        "mesas": _("Las mesas de trabajo de cada evento y sus temas, también los descartados."),
        "compromisos-de-mesas": _("Qué compromisos salieron de cada mesa."),
        "compromisos-de-consultas": _("De qué compromisos trata cada consulta."),
        "preguntas": _("Qué se pregunta en cada encuesta, y a quién."),
        "opciones": _("Las respuestas que se pueden elegir en cada pregunta."),
        "asistencia": _("Cuántas personas asistieron, por sexo, edad y sector; nunca quiénes."),
        "fotos-de-eventos": _("Las fotografías de los eventos cuya publicación se consintió, con su descripción."),
        "aportaciones": _("Lo que propuso la ciudadanía, qué se le respondió y qué cambió por ello."),
        "parrafos": _("Los textos en consulta, por versión y párrafo."),
        "comentarios": _("Los comentarios visibles y las respuestas de las instituciones."),
        "decisiones-de-moderacion": _("Qué decidió la moderación y por qué, sin datos de nadie."),
    },
    _("Qué cambió"): {
        "modificaciones": _(
            "Cada cambio a un plan ya publicado: antes, después, motivo y acuerdo que lo permite."
        ),
        "lineas-base": _("El plan como se publicó por primera vez, para comparar."),
        "bitacora": _("Cada acto público del registro, en una cadena que cualquiera puede comprobar."),
    },
    _("Quién participa"): {
        "entidades": _("Los 32 estados y la Federación, con el resumen de sus planes."),
        "instituciones": _("Dependencias, organismos garantes, organizaciones y demás instituciones."),
        "garantes": _("Qué institución ha sido organismo garante en cada estado, y de cuándo a cuándo."),
        "secretariados": _("Los grupos locales que acuerdan y vigilan cada plan."),
        "integrantes": _("Quién ocupa cada asiento de un secretariado, como lo publicó el plan."),
        "sesiones": _("Las sesiones de los secretariados: cuándo fueron, de qué tipo y si hubo quórum."),
        "asistencias-de-sesiones": _("Qué asientos estuvieron en cada sesión que ya publicó su minuta."),
        "acuerdos": _("Lo que acordaron los secretariados, con su plazo y su estado."),
    },
    _("Catálogos"): {
        "marcos": _("Los marcos con que se relacionan los compromisos."),
        "elementos": _("Los objetivos y metas de cada marco, con su texto."),
    },
}
"""Subject → table → what it is. A public table missing here fails a test."""
TITULOS = {
    "planes": _("Planes"),
    "ejes": _("Ejes temáticos"),
    "compromisos": _("Compromisos"),
    "responsables": _("Responsables"),
    "alineaciones": _("Alineaciones"),
    "indicadores": _("Indicadores"),
    "mediciones": _("Mediciones de indicadores"),
    "acciones": _("Acciones clave"),
    "actividades": _("Actividades"),
    "entregas": _("Entregas"),
    "avances": _("Declaraciones de avance"),
    "evidencias": _("Evidencias"),
    "verificaciones": _("Verificaciones"),
    "posturas": _("Posturas de la sociedad civil sobre la evidencia"),
    "revisiones-de-enlaces": _("Revisiones de enlaces"),
    "modificaciones": _("Modificaciones"),
    "lineas-base": _("Líneas base"),
    "cortes": _("Cortes de avance"),
    "informes": _("Reportes"),
    "descargas-de-informes": _("Cuántas veces se descargó cada reporte"),
    "marcos": _("Marcos de alineación"),
    "elementos": _("Elementos de alineación"),
    "evaluaciones": _("Evaluaciones de los planes"),
    "valoraciones": _("Valoraciones de los compromisos"),
    "recomendaciones": _("Recomendaciones de las evaluaciones"),
    "seguimientos": _("Seguimiento de las recomendaciones"),
    "entidades": _("Entidades"),
    "instituciones": _("Instituciones"),
    "garantes": _("Organismos garantes"),
    "secretariados": _("Secretariados técnicos"),
    "integrantes": _("Integrantes de los secretariados"),
    "sesiones": _("Sesiones"),
    "asistencias-de-sesiones": _("Asistencia a las sesiones"),
    "acuerdos": _("Acuerdos"),
    "bitacora": _("Bitácora"),
    "comentarios": _("Comentarios"),
    "decisiones-de-moderacion": _("Decisiones de moderación"),
    "consultas": _("Consultas"),
    "pasos-de-rutas": _("Rutas de participación, paso por paso"),
    "resultados-historicos": _("Resultados de consultas anteriores al portal"),
    "dudas-de-consultas": _("Lo que no cuadra o no dice la fuente de una consulta"),
    "eventos": _("Foros, mesas y jornadas"),
    "mesas": _("Mesas de trabajo"),
    "compromisos-de-mesas": _("Compromisos que salieron de cada mesa"),
    "compromisos-de-consultas": _("Compromisos de que trata cada consulta"),
    "preguntas": _("Preguntas de las encuestas"),
    "opciones": _("Opciones de las preguntas"),
    "asistencia": _("Asistencia a eventos, en números"),
    "fotos-de-eventos": _("Fotografías de eventos"),
    "aportaciones": _("Aportaciones y su respuesta (trazabilidad)"),
    "parrafos": _("Textos en consulta, por versión y párrafo"),
}
"""Table → its title in `publicacion`, in the reader's language."""
OTRAS = _("Otras tablas")
CAMBIOS = (
    (date(2026, 11, 21), _("Tabla nueva: descargas-de-informes.")),
    (
        date(2026, 11, 21),
        _(
            "Tabla nueva: asistencias-de-sesiones. Columnas nuevas en sesiones (orden_del_dia, minuta_sha256), en "
            "acuerdos (responsable y votos), en preguntas (version) y en secretariados (descripcion, "
            "contacto_institucional, regla_decision y quorum_minimo)."
        ),
    ),
    (
        date(2026, 11, 21),
        _(
            "Tablas nuevas: preguntas, opciones, compromisos-de-consultas y compromisos-de-mesas. En consultas, "
            "columnas nuevas: reglas, aviso_privacidad y resultados_antes_del_cierre."
        ),
    ),
    (date(2026, 11, 21), _("Primera publicación de los datos abiertos, con su diccionario y su catálogo.")),
    (
        date(2026, 11, 21),
        _(
            "En los CSV, las cifras sin decimales se escriben sin «.0» (100, no 100.0) y cada renglón termina en "
            "un solo salto de línea."
        ),
    ),
)
"""Changes in the shape of the tables, newest first: when, what."""
