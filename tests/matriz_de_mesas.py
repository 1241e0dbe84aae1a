"""What the desks write through the API: for `seguridad/test_matriz_api.py`, the scene and who may."""

from dataclasses import asdict
from datetime import date
from typing import Any

from archivos import honesto
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from fabricas import (
    ConsultaF,
    Elenco,
    EvaluacionF,
    EventoF,
    InvitacionF,
    PasoF,
    RecomendacionF,
    RutaF,
    ValoracionF,
    momento,
    pregunta,
)
from matriz_de_secretariados import SECRETARIADO, poner_secretariado

from compromisos.importacion.comprension import comprender
from compromisos.importacion.cotejo import sin_nulos
from compromisos.importacion.lectura import leer
from compromisos.models import Importacion, Informe, ProgramaDeInformes
from compromisos.servicios.actualizaciones import diferencias_con
from consultas.models import Bloqueo, FotoEvento, Inscripcion
from secretariado.registro.archivo import guardar_generado

CORTE = {"corte": "2020-07-31"}
PIDEN = {"alicia", "beto", "elena"}
TEXTO = {"texto": "Se publicarán en agosto."}


def poner_informes(e: Elenco) -> None:
    """One that waits and one that failed; and a plan whose report is made by itself."""
    e.en_cola, e.fallido = (
        Informe.objects.create(
            folio=folio,
            plan=e.plan,
            corte=date(2020, 7, 1),
            estado=estado,
            solicitado_por=e.beto,
            rol="verificacion",
            creado=momento("2020-07-31", 23),
            latido=momento("2020-07-31", 23),
        )
        for folio, estado in (("GTO-1-M-20200701-01", "en_cola"), ("GTO-1-M-20200701-02", "fallo"))
    )
    ProgramaDeInformes.objects.create(
        plan=e.plan,
        periodicidad="mensual",
        desde="2020-07-01",
        pedido_por=e.alicia,
        cambiado=momento("2020-07-01"),
    )


def poner_evaluaciones(e: Elenco) -> None:
    """A draft of the guarantor, and a published one with a recommendation to dario's institution."""
    e.evaluacion = EvaluacionF(plan=e.plan, institucion=e.garante, autor=e.beto)
    e.valoracion = ValoracionF(evaluacion=e.evaluacion, compromiso=e.compromiso)
    e.sugerida = RecomendacionF(evaluacion=e.evaluacion, institucion=e.institucion)
    e.publicada = EvaluacionF(
        plan=e.plan,
        institucion=e.garante,
        autor=e.beto,
        clave="GTO-1-EF-20200630",
        tipo="final",
        publicada_en=momento("2020-07-20"),
    )
    e.recomendacion = RecomendacionF(evaluacion=e.publicada, institucion=e.institucion)


INFORMES: dict[str, tuple[Any, Any, set[str]]] = {
    "pedir_informe_de_plan": (lambda e: f"planes/{e.plan.clave}/informes/", CORTE, PIDEN),
    "pedir_ficha_de_compromiso": (lambda e: f"compromisos/{e.compromiso.clave}/informes/", CORTE, PIDEN),
    "pedir_constancia_de_evidencia": (lambda e: f"evidencias/{e.verificada.pk}/informes/", CORTE, PIDEN),
    "pedir_informe_de_entidad": (lambda e: f"entidades/{e.entidad.slug}/informes/", CORTE, PIDEN),
    "pedir_informe_de_evaluacion": (lambda e: f"evaluaciones/{e.publicada.clave}/informes/", CORTE, PIDEN),
    "pedir_informe_nacional": (lambda e: "informes/", CORTE, {"elena"}),
    "cancelar_informe": (lambda e: f"mesa-informes/{e.en_cola.folio}/cancelacion/", None, PIDEN),
    "reintentar_informe": (lambda e: f"mesa-informes/{e.fallido.folio}/reintento/", None, PIDEN),
    "programar_informes": (lambda e: f"planes/{e.plan.clave}/programa/", {"periodicidad": "trimestral"}, PIDEN),
    "dejar_de_programar_informes": (lambda e: f"planes/{e.plan.clave}/programa/", None, PIDEN),
}
EVALUACIONES: dict[str, tuple[Any, Any, set[str]]] = {
    "abrir_evaluacion": (lambda e: f"planes/{e.plan.clave}/evaluaciones/", {"tipo": "final", **CORTE}, {"beto"}),
    "escribir_evaluacion": (
        lambda e: f"mesa-evaluaciones/{e.evaluacion.clave}/",
        {"hallazgos": "Faltan medios de verificación."},
        {"beto"},
    ),
    "publicar_evaluacion": (lambda e: f"mesa-evaluaciones/{e.evaluacion.clave}/publicacion/", None, {"beto"}),
    "agregar_recomendacion": (
        lambda e: f"mesa-evaluaciones/{e.evaluacion.clave}/recomendaciones/",
        lambda e: {"texto": "Publicar los contratos.", "institucion": e.institucion.slug},
        {"beto"},
    ),
    "valorar_compromiso": (
        lambda e: f"mesa-valoraciones/{e.valoracion.pk}/",
        {"ambicion": "sustancial"},
        {"beto"},
    ),
    "cambiar_recomendacion": (
        lambda e: f"mesa-recomendaciones/{e.sugerida.pk}/",
        {"vence": "2021-01-31"},
        {"beto"},
    ),
    "quitar_recomendacion": (lambda e: f"mesa-recomendaciones/{e.sugerida.pk}/", None, {"beto"}),
    "responder_recomendacion": (
        lambda e: f"recomendaciones/{e.recomendacion.pk}/respuesta/",
        {"estado": "aceptada", **TEXTO},
        {"dario"},
    ),
    "seguir_recomendacion": (
        lambda e: f"recomendaciones/{e.recomendacion.pk}/seguimiento/",
        {"estado": "atendida", **TEXTO},
        {"beto"},
    ),
}
FACILITA = {"alicia"}
MODERAN = {"gala", "hugo"}
TODAS = {"ciudadana", "alicia", "beto", "carla", "dario", "elena", "fidel", "gala", "hugo", "yago", "zoe"}
CONSULTAS: dict[str, tuple[Any, Any, set[str]]] = {
    "crear_consulta": (
        lambda e: "consultas/",
        lambda e: {"secretariado": e.stl.slug, "instrumento": "encuesta", "titulo": "¿Qué abrimos primero?"},
        FACILITA,
    ),
    "editar_consulta": (lambda e: f"consultas/{e.en_borrador.slug}/", {"titulo": "¿Qué abrir?"}, FACILITA),
    "publicar_consulta": (lambda e: f"consultas/{e.en_borrador.slug}/publicacion/", None, FACILITA),
    "publicar_resultados_de_consulta": (
        lambda e: f"consultas/{e.cerrada.slug}/resumen/",
        {"resumen": "Ganó el presupuesto."},
        FACILITA,
    ),
    "publicar_version_de_texto": (
        lambda e: f"consultas/{e.en_borrador.slug}/versiones/",
        {"texto": "Primer párrafo.\n\nSegundo párrafo."},
        FACILITA,
    ),
    "pedir_informe_de_consulta": (lambda e: f"consultas/{e.cerrada.slug}/informes/", CORTE, PIDEN),
    "agregar_pregunta": (
        lambda e: f"consultas/{e.en_borrador.slug}/preguntas/",
        {"tipo": "abierta", "texto": "¿Qué más?"},
        FACILITA,
    ),
    "cambiar_pregunta": (
        lambda e: f"preguntas/{e.pregunta.pk}/",
        {"opciones": ["Presupuesto", "Contratos", "Padrones"]},
        FACILITA,
    ),
    "quitar_pregunta": (lambda e: f"preguntas/{e.pregunta.pk}/", None, FACILITA),
    "unir_aportaciones": (
        lambda e: f"aportaciones/{e.propuesta.pk}/union/",
        lambda e: {"en": e.aportacion.pk},
        FACILITA,
    ),
    "convertir_aportacion_en_compromiso": (
        lambda e: f"aportaciones/{e.aportacion.pk}/compromiso/",
        lambda e: {"plan": e.borrador.clave},
        FACILITA,
    ),
    "crear_evento": (
        lambda e: f"consultas/{e.en_borrador.slug}/eventos/",
        {"nombre": "Mesa de datos", "inicio": "2020-08-10T10:00:00-05:00"},
        FACILITA,
    ),
    "cambiar_evento": (lambda e: f"mesa-eventos/{e.evento.pk}/", {"acuerdos": "Abrir los datos."}, FACILITA),
    "pasar_asistencia": (
        lambda e: f"mesa-eventos/{e.evento.pk}/asistencia/",
        lambda e: {"presentes": [e.inscripcion.pk]},
        FACILITA,
    ),
    "agregar_foto": (
        lambda e: f"mesa-eventos/{e.evento.pk}/fotos/",
        lambda e: {"archivo": SimpleUploadedFile("mesa.png", honesto("png")), "texto_alternativo": "Una mesa."},
        FACILITA,
    ),
    "describir_foto": (lambda e: f"mesa-fotos/{e.foto.pk}/", {"consentimiento": "nadie"}, FACILITA),
    "quitar_foto": (lambda e: f"mesa-fotos/{e.foto.pk}/", None, FACILITA),
    "presentar_ruta": (lambda e: f"planes/{e.plan.clave}/ruta/", {"presentacion": "Cinco pasos."}, FACILITA),
    "publicar_ruta": (lambda e: f"planes/{e.plan.clave}/ruta/publicacion/", None, FACILITA),
    "agregar_paso": (
        lambda e: f"planes/{e.plan.clave}/ruta/pasos/",
        {"fase": "mesas", "titulo": "Una mesa"},
        FACILITA,
    ),
    "cambiar_paso": (lambda e: f"pasos-de-rutas/{e.paso.pk}/", {"titulo": "Otro"}, FACILITA),
    "mover_paso": (lambda e: f"pasos-de-rutas/{e.paso.pk}/lugar/", {"hacia": "despues"}, FACILITA),
    "quitar_paso": (lambda e: f"pasos-de-rutas/{e.paso.pk}/", None, FACILITA),
}
MODERACION: dict[str, tuple[Any, Any, set[str]]] = {
    "bloquear_persona": (
        lambda e: f"comentarios/{e.suyo.pk}/bloqueo/",
        {"dias": 30, "motivo": "Insultó a tres personas."},
        MODERAN,
    ),
    "bloquear_sitio": (
        lambda e: f"secretariados/{e.stl.slug}/bloqueos/",
        {"dominio": "ejemplo.com", "dias": 30, "motivo": "Manda a páginas falsas."},
        MODERAN,
    ),
    "fijar_politica_de_moderacion": (
        lambda e: f"secretariados/{e.stl.slug}/politica/",
        {"modo": "posterior"},
        FACILITA,
    ),
    "levantar_bloqueo": (lambda e: f"mesa-bloqueos/{e.bloqueo.pk}/", None, MODERAN),
    "corregir_seudonimo": (lambda e: "cuenta/seudonimo/", {"seudonimo": "Vecina de la Presa"}, TODAS),
}
INVITAN = {"alicia", "elena", "fidel"}
CUENTAS: dict[str, tuple[Any, Any, set[str]]] = {
    "corregir_nombre": (lambda e: "cuenta/", {"nombre": "Otro Nombre"}, TODAS),
    "ver_avisos": (lambda e: "cuenta/avisos/", None, TODAS),
    "elegir_avisos": (lambda e: "cuenta/avisos/", {"vence_3": "semanal"}, TODAS),
    "crear_calendario": (lambda e: "cuenta/calendario/", None, TODAS),
    "revocar_calendario": (lambda e: "cuenta/calendario/", None, TODAS),
    "invitar": (
        lambda e: "mesa-invitaciones/",
        lambda e: {"correo": "nueva@ejemplo.test", "rol": "moderacion", "secretariado": e.stl.slug},
        INVITAN,
    ),
    "reenviar_invitacion": (lambda e: f"mesa-invitaciones/{e.invitacion.pk}/reenvio/", None, INVITAN),
    "revocar_invitacion": (lambda e: f"mesa-invitaciones/{e.invitacion.pk}/revocacion/", None, INVITAN),
}
IMPORTACION: dict[str, tuple[Any, Any, set[str]]] = {
    "subir_plan": (
        lambda e: "mesa-importaciones/",
        lambda e: {
            "archivo": SimpleUploadedFile("otro.txt", b"Compromiso 1. Transparentar la obra"),
            "secretariado": e.stl.slug,
        },
        FACILITA,
    ),
    "cancelar_importacion": (lambda e: f"mesa-importaciones/{e.leida.pk}/cancelacion/", None, FACILITA),
    "reintentar_importacion": (lambda e: f"mesa-importaciones/{e.detenida.pk}/reintento/", None, FACILITA),
    "ver_revision": (lambda e: f"mesa-importaciones/{e.leida.pk}/revision/", None, FACILITA),
    "ver_seccion": (lambda e: f"mesa-importaciones/{e.leida.pk}/secciones/c1/", None, FACILITA),
    "revisar_seccion": (
        lambda e: f"mesa-importaciones/{e.leida.pk}/secciones/c1/",
        lambda e: {
            "valores": [
                {
                    "ruta": "compromisos/0/nombre",
                    "valor": "Obra abierta",
                    "visto": e.leida.borrador["datos"]["compromisos"][0]["nombre"],
                }
            ]
        },
        FACILITA,
    ),
    "aceptar_lo_seguro": (lambda e: f"mesa-importaciones/{e.leida.pk}/aceptacion/", None, FACILITA),
    "agregar_fila": (
        lambda e: f"mesa-importaciones/{e.leida.pk}/filas/",
        {"seccion": "plan", "lista": "compromisos"},
        FACILITA,
    ),
    "colocar_texto": (lambda e: f"mesa-importaciones/{e.leida.pk}/textos/0/", {"ruta": ""}, FACILITA),
    "crear_plan_revisado": (lambda e: f"mesa-importaciones/{e.leida.pk}/plan/", None, FACILITA),
    "ver_diferencias": (lambda e: f"mesa-importaciones/{e.comparada.pk}/diferencias/", None, FACILITA),
    "actualizar_plan": (
        lambda e: f"mesa-importaciones/{e.comparada.pk}/actualizacion/",
        lambda e: {"elegidas": [{"clave": d.clave, "antes": d.antes} for d in e.diferencias[:1]]},
        FACILITA,
    ),
}
TABLA_DE_MESAS = {
    **INFORMES,
    **EVALUACIONES,
    **CONSULTAS,
    **MODERACION,
    **CUENTAS,
    **IMPORTACION,
    **SECRETARIADO,
}


def poner_consultas(e: Elenco) -> None:
    """A survey in draft with a question, a consultation that closed, a meeting that began with somebody in it and
    a photograph, and a route in draft."""
    de_la_mesa = {"secretariado": e.stl, "plan": e.plan}
    e.en_borrador = ConsultaF(**de_la_mesa, publicada_en=None, cierre=date(2020, 8, 31))
    e.pregunta = pregunta(e.en_borrador, "unica", "Presupuesto", "Contratos")
    e.cerrada = ConsultaF(**de_la_mesa, cierre=date(2020, 7, 15))
    e.evento = EventoF(consulta=e.en_borrador, inicio=momento("2020-07-01", 10), fin=momento("2020-07-01", 13))
    e.inscripcion = Inscripcion.objects.create(
        evento=e.evento, huella="a" * 64, estado="dentro", seudonimo="Vecina", creada=momento("2020-06-20")
    )
    imagen = guardar_generado(ContentFile(b"otra imagen"), tipo="image/png")
    e.foto = FotoEvento.objects.create(
        evento=e.evento, archivo=imagen, texto_alternativo="Una mesa", creada=momento("2020-07-02")
    )
    ruta = RutaF(plan=e.plan, publicada_en=None)
    e.paso, _segundo = PasoF(ruta=ruta), PasoF(ruta=ruta)


def poner_moderacion(e: Elenco) -> None:
    e.bloqueo = Bloqueo.objects.create(
        secretariado=e.stl,
        clase="sitio",
        valor="malo.test",
        motivo="Manda a páginas falsas",
        hasta=momento("2021-01-01"),
        creado=momento("2020-07-01"),
        autor=e.gala,
    )
    e.invitacion = InvitacionF(
        correo="alguien@ejemplo.test",
        rol="moderacion",
        secretariado=e.stl,
        institucion=None,
        invitada_por=e.alicia,
    )


def importacion(e: Elenco, texto: bytes, **campos: Any) -> Importacion:
    """One already read, under review."""
    borrador = sin_nulos(asdict(comprender(leer(texto))))
    borrador["sin_clasificar"] = [{"lugar": "", "texto": "Anexo", "motivo": ""}]
    fila: Importacion = Importacion.objects.create(
        **{
            "secretariado": e.stl,
            "archivo": guardar_generado(ContentFile(texto), tipo="text/plain"),
            "nombre": "plan.txt",
            "estado": "en_revision",
            "subido_por": e.alicia,
            "creado": momento("2020-07-30"),
            "borrador": borrador,
            **campos,
        }
    )
    return fila


def poner_importaciones(e: Elenco) -> None:
    """One for a new plan, one left aside, and one that updates the draft."""
    e.leida = importacion(e, b"Compromiso 1. Agua\n\nProblema: No hay agua.")
    e.detenida = importacion(e, b"Compromiso 1. Aire\n\nProblema: No hay aire.", estado="cancelada")
    e.comparada = importacion(e, b"Compromiso 1. Tierra\n\nProblema: No hay tierra.", destino=e.borrador)
    e.diferencias = diferencias_con(e.comparada, e.borrador)[0]


def poner_mesas(e: Elenco) -> None:
    poner_informes(e)
    poner_evaluaciones(e)
    poner_consultas(e)
    poner_moderacion(e)
    poner_importaciones(e)
    poner_secretariado(e)
