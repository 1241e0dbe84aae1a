"""Role × route × object: who gets in, and that nobody else writes. A route missing from the table fails."""

from dataclasses import asdict
from datetime import date
from typing import Any

import matriz_de_secretariados as secretariados
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver
from fabricas import (
    AccionF,
    AportacionF,
    AvanceF,
    ConsultaF,
    DecisionF,
    DenunciaF,
    Elenco,
    EvaluacionF,
    EventoF,
    EvidenciaF,
    InvitacionF,
    PasoF,
    RecomendacionF,
    ValoracionF,
    VerificacionF,
    momento,
    pregunta,
)

from compromisos.forms_modificar import sellar
from compromisos.importacion.comprension import comprender
from compromisos.importacion.cotejo import sin_nulos
from compromisos.importacion.lectura import leer
from compromisos.models import (
    Avance,
    Evaluacion,
    Evidencia,
    Importacion,
    Informe,
    Modificacion,
    Postura,
    Recomendacion,
    Responsable,
    Seguimiento,
    Verificacion,
)
from compromisos.servicios.entregas import sincronizar_entrega
from consultas.models import (
    Apelacion,
    Bloqueo,
    Comentario,
    Consulta,
    Decision,
    Denuncia,
    Evento,
    FotoEvento,
    Inscripcion,
    PoliticaModeracion,
    Ruta,
)
from pal_portal.escrituras import ESCRITURAS
from secretariado.models import Asiento, EnlaceCalendario, Invitacion, PreferenciaAviso
from secretariado.registro.archivo import guardar_generado

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
PERSONAS = ("", "ciudadana", "alicia", "beto", "carla", "dario", "elena", "fidel", "gala", "hugo", "yago", "zoe")
TODAS = set(PERSONAS)
CON_CUENTA = TODAS - {""}
INVITAN = {"alicia", "elena", "fidel", "yago"}

# Route → (arguments from the scene, who gets 200, what the others get). Anonymous readers are sent to log in.
LECTURA = {
    "mesa": (lambda e: (), CON_CUENTA, 403),
    "cuenta": (lambda e: (), CON_CUENTA, 403),
    "avisos_preferencias": (lambda e: (), CON_CUENTA, 403),
    "cuenta_privacidad": (lambda e: (), CON_CUENTA, 403),
    "cuenta_ganchos": (lambda e: (), CON_CUENTA, 403),
    "cuenta_llaves": (lambda e: (), CON_CUENTA, 403),
    "cuenta_datos": (lambda e: (), CON_CUENTA, 403),
    "cuenta_suprimir": (lambda e: (), CON_CUENTA, 403),
    "usersessions_list": (lambda e: (), CON_CUENTA, 403),
    "mfa_index": (lambda e: (), CON_CUENTA, 403),
    "mfa_list_webauthn": (lambda e: (), CON_CUENTA, 403),
    "socialaccount_connections": (lambda e: (), CON_CUENTA, 403),
    "mesa_moderacion": (lambda e: (), {"alicia", "elena", "gala", "hugo", "yago"}, 403),
    "mesa_moderar": (lambda e: (e.por_revisar.pk,), {"gala", "hugo"}, 403),
    "mesa_apelacion": (lambda e: (e.apelacion.pk,), {"elena", "hugo"}, 403),
    "mesa_invitaciones": (lambda e: (), INVITAN, 403),
    "mesa_invitar": (lambda e: (), INVITAN, 403),
    "importar": (lambda e: (), {"alicia", "yago"}, 403),
    "importar_plantilla": (lambda e: ("ods",), {"alicia", "yago"}, 403),
    "plan_exportar": (lambda e: (e.plan.slug, "ods"), {"alicia"}, 403),
    "importacion": (lambda e: (e.importacion.pk,), {"alicia"}, 403),
    "importacion_estado": (lambda e: (e.importacion.pk,), {"alicia"}, 403),
    "importacion_presentes": (lambda e: (e.importacion.pk,), {"alicia"}, 403),
    "importacion_original": (lambda e: (e.importacion.pk,), {"alicia"}, 403),
    "importacion_sin_clasificar": (lambda e: (e.importacion.pk,), {"alicia"}, 403),
    "importacion_seccion": (lambda e: (e.importacion.pk, "c1"), {"alicia"}, 403),
    "importacion_diferencias": (lambda e: (comparada(e).pk,), {"alicia"}, 403),
    "mesa_cola": (lambda e: (), {"beto"}, 403),
    "mesa_entrega": (lambda e: (e.entrega.pk,), {"alicia", "carla", "dario"}, 403),
    "mesa_evidencia": (lambda e: (e.evidencia.pk,), {"beto"}, 403),
    "mesa_corregir": (lambda e: (e.evidencia.pk,), {"alicia", "dario"}, 403),
    "mesa_retirar": (lambda e: (e.evidencia.pk,), {"alicia", "dario"}, 403),
    "mesa_revocar": (lambda e: (e.evidencia.pk,), {"beto"}, 403),
    "mesa_postura": (lambda e: (e.evidencia.pk,), {"carla"}, 403),
    "evidencia_original": (lambda e: (e.foto.pk,), {"alicia", "beto", "carla", "dario"}, 403),
    "mesa_compromiso": (lambda e: (e.compromiso.clave,), {"alicia"}, 403),
    "mesa_modificar_compromiso": (lambda e: (e.compromiso.clave,), {"alicia"}, 403),
    "mesa_ponderaciones": (lambda e: (e.compromiso.clave,), {"alicia"}, 403),
    "mesa_nueva_actividad": (lambda e: (e.compromiso.clave,), {"alicia"}, 403),
    "mesa_retirar_compromiso": (lambda e: (e.compromiso.clave,), {"alicia"}, 403),
    "mesa_modificar_accion": (lambda e: (e.accion.pk,), {"alicia"}, 403),
    "mesa_modificar_actividad": (lambda e: (e.actividad.pk,), {"alicia"}, 403),
    "mesa_cancelar_actividad": (lambda e: (e.actividad.pk,), {"alicia"}, 403),
    "plan_publicar": (lambda e: (e.plan.slug,), set(), 403),
    "calidad": (lambda e: (e.plan.slug,), {"alicia", "elena"}, 403),
    "informe_solicitar": (lambda e: (e.plan.slug,), {"alicia", "beto", "elena"}, 403),
    "informe_compromiso": (lambda e: (e.compromiso.clave.lower(),), {"alicia", "beto", "elena"}, 403),
    "informe_evidencia": (lambda e: (e.evidencia.pk,), {"alicia", "beto", "elena"}, 403),
    "informe_entidad": (lambda e: (e.entidad.slug,), {"alicia", "beto", "elena"}, 403),
    "informe_nacional": (lambda e: (), {"elena"}, 403),
    "informe_evaluacion": (lambda e: (e.evaluacion.clave,), {"alicia", "beto", "elena"}, 403),
    "informe_consulta": (lambda e: (e.consulta.slug,), {"alicia", "beto", "elena"}, 403),
    "mesa_evaluaciones": (lambda e: (e.plan.slug,), {"beto"}, 403),
    "mesa_evaluacion": (lambda e: (e.en_borrador.clave,), {"beto"}, 404),
    "mesa_valorar": (lambda e: (e.en_borrador.clave, e.compromiso.clave.lower()), {"beto"}, 404),
    "mesa_recomendacion_nueva": (lambda e: (e.en_borrador.clave,), {"beto"}, 404),
    "mesa_recomendacion": (lambda e: (e.recomendada.pk,), {"beto"}, 404),
    "mesa_responder": (lambda e: (e.recomendacion.pk,), {"dario"}, 403),
    "mesa_seguir": (lambda e: (e.recomendacion.pk,), {"beto"}, 403),
    "informe_programar": (lambda e: (e.plan.slug,), {"alicia", "beto", "elena"}, 403),
    "mesa_consultas": (lambda e: (), {"alicia", "yago"}, 403),
    "mesa_consulta_nueva": (lambda e: (), {"alicia", "yago"}, 403),
    "mesa_consulta": (lambda e: (e.consulta.slug,), {"alicia"}, 403),
    "mesa_consulta_editar": (lambda e: (e.consulta.slug,), {"alicia"}, 403),
    "mesa_evento_nuevo": (lambda e: (e.consulta.slug,), {"alicia"}, 403),
    "mesa_pregunta_nueva": (lambda e: (e.consulta.slug,), {"alicia"}, 403),
    "mesa_pregunta": (lambda e: (e.consulta.slug, e.pregunta.pk), {"alicia"}, 403),
    "mesa_abiertas": (lambda e: (e.consulta.slug,), {"alicia"}, 403),
    "mesa_texto": (lambda e: (e.aportacion.consulta.slug,), {"alicia"}, 403),
    "mesa_ruta": (lambda e: (e.plan.slug,), {"alicia"}, 403),
    "mesa_paso_nuevo": (lambda e: (e.plan.slug,), {"alicia"}, 403),
    "mesa_paso": (lambda e: (e.plan.slug, e.paso.pk), {"alicia"}, 403),
    "mesa_aportaciones": (lambda e: (e.consulta.slug,), {"alicia", "carla", "dario"}, 403),
    "mesa_aportacion": (lambda e: (e.aportacion.pk,), {"alicia", "carla", "dario"}, 403),
    "mesa_evento": (lambda e: (e.consulta.slug, e.evento.pk), {"alicia"}, 403),
    "mesa_inscripciones": (lambda e: (e.consulta.slug, e.evento.pk), {"alicia"}, 403),
    "mesa_evento_fotos": (lambda e: (e.consulta.slug, e.evento.pk), {"alicia"}, 403),
    **{nombre: (argumentos, {"alicia"}, 403) for nombre, argumentos in secretariados.PAGINAS.items()},
}
PUBLICAS = {
    "sesion", "sesion_minuta", "acuerdo",
    "inicio", "icono", "metodo", "privacidad", "accesibilidad", "salud", "robots", "sitemap",
    "sitemap_seccion", "set_language",
    "entidades", "entidad", "planes", "plan", "compromisos", "compromiso", "compromiso_historial", "evidencia",
    "evidencia_archivo", "evidencia_estados", "informes", "informe", "informe_pdf", "informe_xlsx",
    "informe_estado", "evaluaciones", "evaluacion",
    "api", "api_docs", "api_openapi", "api_lista", "api_detalle", "api_resultados", "bitacora",
    "bitacora_descarga", "bitacora_atom", "asiento", "evidencia_copia", "plan_calendario",
    "institucion_calendario", "verificar", "comentarios", "comentario", "comentario_denunciar", "participacion",
    "participacion_datos", "participacion_olvidar", "moderacion", "consultas", "consulta", "consulta_calendario",
    "consulta_participar", "encuesta_resultados", "consulta_parecidas", "aportacion", "consulta_texto",
    "consulta_version", "consulta_cambios", "consulta_parrafo", "evento", "foto_evento",
    "seguir", "seguir_atom", "seguimiento", "plan_ruta",
    "buscar", "buscar_sugerencias", "api_buscar", "plan_atom", "entidad_atom", "compromiso_atom", "informes_atom",
    "compromiso_insignia", "compromiso_tarjeta", "oembed",
    "datos", "datos_catalogo", "datos_diccionario", "datos_diccionario_tabla", "datos_diccionario_archivo",
    "datos_todo", "datos_ogp",
    "datos_volcados", "datos_volcado", "datos_sumas", "datos_volcado_archivo", "datos_metadatos", "datos_tabla",
}  # fmt: skip
DE_CUENTAS = {
    "account_login", "account_logout", "account_change_password", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "account_inactive", "account_reauthenticate", "account_email", "account_email_verification_sent",
    "account_confirm_email", "account_set_password", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    "mfa_add_webauthn", "mfa_login_webauthn", "mfa_reauthenticate_webauthn", "mfa_edit_webauthn",
    "mfa_remove_webauthn", "socialaccount_login_cancelled", "socialaccount_login_error", "openid_connect_login",
    "openid_connect_callback",
}  # fmt: skip
SOLO_ENVIO = {
    "importacion_cancelar",
    "importacion_reintentar",
    "importacion_aceptar",
    "importacion_agregar",
    "importacion_crear",
    "informe_reintentar",
    "informe_cancelar",
    "mesa_evaluacion_publicar",
    "mesa_recomendacion_quitar",
    "calendario_cambiar",
    "mesa_invitacion_reenviar",
    "mesa_invitacion_revocar",
    "participacion_salir",
    "mesa_bloquear",
    "mesa_bloquear_sitio",
    "mesa_levantar",
    "mesa_politica",
    "mesa_consulta_publicar",
    "mesa_ruta_publicar",
    "mesa_paso_ordenar",
    "mesa_pregunta_quitar",
    "encuesta_retirar",
    "aportacion_apoyar",
    "aportacion_retirar",
    "evento_cancelar",
    "mesa_foto",
    "mesa_sesion_publicar",
    "mesa_sesion_cancelar",
    "mesa_acuerdo_quitar",
}
PROPIAS = {
    "comentario_editar",
    "comentario_borrar",
    "comentario_responder",
    "cuenta_gancho",
    "cuenta_gancho_cambiar",
    "cuenta_gancho_secreto",
    "cuenta_envio_reintentar",
    "cuenta_llave_rotar",
    "cuenta_llave_revocar",
}
"""Whose author or owner one is, or for whose institution one answers: below, in consultas/views, in
secretariado/test_llaves.py and in compromisos/views/test_ganchos.py."""
DE_LA_API = {nombre for nombre, _ruta, _vistas in ESCRITURAS} | {"api_no_hay"}
"""Each write, by who may: test_matriz_api.py."""
CON_LLAVE = {
    "avisos_baja",
    "calendario_personal",
    "invitacion",
    "participacion_enlace",
    "comentario_apelar",
    "consulta_entrar",
    "encuesta",
    "encuesta_paso",
    "encuesta_revisar",
    "consulta_aportar",
    "evento_registro",
    "seguimiento_confirmar",
    "seguimiento_gestionar",
    "seguimiento_baja",
}
"""The address itself is the authorisation: secretariado/views/test_avisos.py and test_invitaciones.py;
consultas/views/test_moderacion.py, consultas/test_encuesta.py, test_aportaciones.py, test_eventos.py and
test_seguir.py."""


@pytest.fixture
def escena(elenco: Elenco) -> Elenco:
    AvanceF(entrega=elenco.entrega, autor=elenco.dario)
    de_beto = {"plan": elenco.plan, "institucion": elenco.garante, "autor": elenco.beto}
    elenco.evaluacion = EvaluacionF(**de_beto, publicada_en=momento("2020-07-25"))
    elenco.en_borrador = EvaluacionF(**de_beto, corte=date(2020, 6, 29))
    elenco.completa = EvaluacionF(**de_beto, corte=date(2020, 6, 28))
    for e in (elenco.evaluacion, elenco.en_borrador, elenco.completa):
        ValoracionF(evaluacion=e, compromiso=elenco.compromiso)
    elenco.recomendacion = RecomendacionF(evaluacion=elenco.evaluacion, institucion=elenco.institucion)
    elenco.recomendada = RecomendacionF(evaluacion=elenco.en_borrador, institucion=elenco.institucion)
    elenco.consulta = ConsultaF(secretariado=elenco.stl, plan=elenco.plan)
    elenco.pregunta = pregunta(elenco.consulta, "unica", "Sí", "No")
    elenco.aportacion = AportacionF(
        consulta=ConsultaF(plan=elenco.plan, secretariado=elenco.stl, instrumento="consulta_publica", inicio=None)
    )
    elenco.evento = EventoF(consulta=elenco.consulta)
    elenco.paso = PasoF(ruta__plan=elenco.plan)
    elenco.invitacion = InvitacionF(secretariado=elenco.stl, invitada_por=elenco.alicia)
    elenco.evidencia = EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    guardado = guardar_generado(ContentFile(b"una foto"), "image/png")
    elenco.foto = EvidenciaF(entrega=elenco.entrega, enlace="", archivo=guardado, original=guardado)
    elenco.accion = AccionF(compromiso=elenco.compromiso)
    sincronizar_entrega(elenco.entrega.pk)
    elenco.importacion = Importacion.objects.create(
        secretariado=elenco.stl,
        archivo=guardado,
        nombre="plan.txt",
        estado="en_revision",
        subido_por=elenco.alicia,
        creado=momento("2020-07-30"),
        borrador=sin_nulos(asdict(comprender(leer(b"Compromiso 1. Agua\n\nProblema: No hay agua.")))),
    )
    elenco.visible = elenco.comentario()
    DenunciaF(comentario=elenco.visible)
    elenco.por_revisar = elenco.comentario(estado="en_revision", publicado=None)
    oculta = DecisionF(comentario=elenco.comentario(estado="oculto"), moderador=elenco.gala)
    elenco.apelacion = Apelacion.objects.create(decision=oculta, texto="No insulté", creada=momento("2020-07-30"))
    elenco.bloqueo = Bloqueo.objects.create(
        secretariado=elenco.stl,
        clase="sitio",
        valor="spam.test",
        motivo="Propaganda",
        hasta=momento("2020-12-01"),
        creado=momento("2020-07-30"),
        autor=elenco.gala,
    )
    secretariados.poner_secretariado(elenco)
    return elenco


def entrar(cliente: Client, escena: Elenco, persona: str) -> None:
    cliente.logout()
    if persona:
        cliente.force_login(getattr(escena, persona), backend=MOTOR)


def test_every_route_is_in_the_table() -> None:
    nombres = {
        n for n in get_resolver().reverse_dict if isinstance(n, str) and not n.startswith(("admin", "django"))
    }
    assert nombres == set(LECTURA) | PUBLICAS | DE_CUENTAS | SOLO_ENVIO | CON_LLAVE | PROPIAS | DE_LA_API


@pytest.mark.parametrize("nombre", LECTURA)
def test_each_role_reads_only_its_scope(escena: Elenco, client: Client, nombre: str) -> None:
    from django.urls import reverse

    argumentos, quienes, ajeno = LECTURA[nombre]
    ruta = reverse(nombre, args=argumentos(escena))
    for persona in PERSONAS:
        entrar(client, escena, persona)
        esperado = 200 if persona in quienes else (302 if not persona else ajeno)
        assert client.get(ruta).status_code == esperado, (nombre, persona)


CONTADOS = (
    Avance,
    Importacion,
    Evidencia,
    Verificacion,
    Postura,
    Modificacion,
    Informe,
    Evaluacion,
    Recomendacion,
    Seguimiento,
    Asiento,
    PreferenciaAviso,
    EnlaceCalendario,
    Invitacion,
    Comentario,
    Denuncia,
    Decision,
    Bloqueo,
    PoliticaModeracion,
)


def contar() -> tuple[Any, ...]:
    revisiones = Importacion.objects.values_list("version", "estado").first() or (0, "")
    return (*(m.objects.count() for m in CONTADOS), *revisiones)


def publicable(e: Elenco) -> Any:
    """The draft, with everything that publishing asks for."""
    Responsable.objects.create(compromiso=e.secreto, institucion=e.institucion)
    return e.borrador


def comparada(e: Elenco) -> Importacion:
    """The import of the scene, to update the scene's plan."""
    Importacion.objects.filter(pk=e.importacion.pk).update(destino=e.plan)
    return e.importacion  # type: ignore[no-any-return]


def suelta(e: Elenco) -> Importacion:
    """The import of the scene, with a text that has no place."""
    e.importacion.borrador["sin_clasificar"] = [{"lugar": "", "texto": "Anexo", "motivo": ""}]
    e.importacion.save(update_fields=["borrador"])
    return e.importacion  # type: ignore[no-any-return]


def cambio(e: Elenco, **campos: Any) -> dict[str, Any]:
    """What the confirmed form of a change carries."""
    datos = {
        "visto": sellar({}),
        "motivo": "Lo pidió la mesa",
        "acuerdo": e.plan.acuerdo_publicacion_id,
        "confirmar": "1",
        "periodicidad": "unica",
    }
    return datos | campos


def verificada(e: Elenco) -> Evidencia:
    """The scene's evidence, with a verdict in force."""
    VerificacionF(evidencia=e.evidencia, autor=e.beto, institucion=e.garante)
    Evidencia.objects.filter(pk=e.evidencia.pk).update(estado="verificada")
    return e.evidencia  # type: ignore[no-any-return]


def borrador_completo(e: Elenco) -> str:
    """A draft consultation with all that publication asks for."""
    return str(ConsultaF(secretariado=e.stl, instrumento="foro", publicada_en=None).slug)


def quitable(e: Elenco) -> tuple[str, int]:
    """A question of a draft."""
    slug = borrador_completo(e)
    return slug, pregunta(Consulta.objects.get(slug=slug), "unica", "Sí", "No").pk


def foto_de(e: Elenco) -> FotoEvento:
    """A photograph of the scene's meeting."""
    return FotoEvento.objects.create(
        evento=e.evento,
        archivo=guardar_generado(ContentFile(b"otra foto"), "image/png"),
        texto_alternativo="Una mesa",
        creada=momento("2020-07-30"),
    )


def empezado(e: Elenco) -> Evento:
    """The scene's meeting, once it began."""
    Evento.objects.filter(pk=e.evento.pk).update(inicio=momento("2020-07-30"))
    return e.evento  # type: ignore[no-any-return]


def inscrita(e: Elenco) -> Inscripcion:
    """Somebody with a place in the scene's meeting."""
    suya = {"estado": "dentro", "seudonimo": "Vecina", "creada": momento("2020-07-01")}
    return Inscripcion.objects.get_or_create(evento=e.evento, huella="a" * 64, defaults=suya)[0]


TIPOS = (
    "vence_hoy",
    "vence_3",
    "vence_15",
    "vencidas",
    "evidencia_observada",
    "evidencia_en_espera",
    "reporte_programado",
)


def sin_publicar(e: Elenco) -> str:
    """The plan, with its route still a draft."""
    Ruta.objects.update(publicada_en=None)
    return str(e.plan.slug)


ENVIOS: dict[str, tuple[Any, Any, set[str]]] = {
    "importar": (
        lambda e: (),
        lambda e: {"secretariado": e.stl.pk, "archivo": SimpleUploadedFile("plan.txt", b"Compromiso 1")},
        {"alicia"},
    ),
    "importacion_crear": (lambda e: (e.importacion.pk,), {}, {"alicia"}),
    "importacion_cancelar": (lambda e: (e.importacion.pk,), {}, {"alicia"}),
    "importacion_aceptar": (lambda e: (e.importacion.pk,), {}, {"alicia"}),
    "importacion_agregar": (lambda e: (e.importacion.pk,), {}, {"alicia"}),
    "importacion_seccion": (
        lambda e: (e.importacion.pk, "c1"),
        lambda e: {"visto": sellar({}), "compromisos/0/nombre": "Otro"},
        {"alicia"},
    ),
    "importacion_sin_clasificar": (
        lambda e: (suelta(e).pk,),
        {"indice": "0", "que": "descartar"},
        {"alicia"},
    ),
    "avisos_preferencias": (lambda e: (), dict.fromkeys(TIPOS, "semanal"), CON_CUENTA),
    "mesa_entrega": (
        lambda e: (e.entrega.pk,),
        {"porcentaje": "70", "que_se_hizo": "Algo", "version": "1"},
        {"alicia", "carla", "dario"},
    ),
    "mesa_evidencia": (
        lambda e: (e.evidencia.pk,),
        {"veredicto": "verificada", "porcentaje": "40"},
        {"beto"},
    ),
    "mesa_retirar": (lambda e: (e.evidencia.pk,), {"motivo": "Era otra"}, {"alicia", "dario"}),
    "mesa_postura": (lambda e: (e.evidencia.pk,), {"sentido": "avala"}, {"carla"}),
    "plan_publicar": (
        lambda e: (publicable(e).slug,),
        lambda e: {"acuerdo": e.plan.acuerdo_publicacion_id},
        {"alicia"},
    ),
    "mesa_modificar_actividad": (lambda e: (e.actividad.pk,), lambda e: cambio(e, nombre="Otra"), {"alicia"}),
    "mesa_cancelar_actividad": (lambda e: (e.actividad.pk,), lambda e: cambio(e), {"alicia"}),
    "mesa_nueva_actividad": (
        lambda e: (e.compromiso.clave,),
        lambda e: cambio(e, nombre="Nueva", periodicidad="unica"),
        {"alicia"},
    ),
    "mesa_retirar_compromiso": (lambda e: (e.compromiso.clave,), lambda e: cambio(e), {"alicia"}),
    "mesa_revocar": (lambda e: (verificada(e).pk,), {"motivo": "Era de otro año"}, {"beto"}),
    "informe_solicitar": (
        lambda e: (e.plan.slug,),
        {"corte": "2020-07-31"},
        {"alicia", "beto", "elena"},
    ),
    "informe_compromiso": (
        lambda e: (e.compromiso.clave.lower(),),
        {"corte": "2020-07-31"},
        {"alicia", "beto", "elena"},
    ),
    "informe_evidencia": (lambda e: (e.evidencia.pk,), {"corte": "2020-07-31"}, {"alicia", "beto", "elena"}),
    "informe_entidad": (lambda e: (e.entidad.slug,), {"corte": "2020-07-31"}, {"alicia", "beto", "elena"}),
    "informe_nacional": (lambda e: (), {"corte": "2020-07-31"}, {"elena"}),
    "informe_evaluacion": (lambda e: (e.evaluacion.clave,), {"corte": "2020-07-31"}, {"alicia", "beto", "elena"}),
    "informe_consulta": (lambda e: (e.consulta.slug,), {"corte": "2020-07-31"}, {"alicia", "beto", "elena"}),
    "mesa_evaluaciones": (
        lambda e: (e.plan.slug,),
        {"tipo": "final", "corte": "2020-07-30"},
        {"beto"},
    ),
    "mesa_evaluacion": (lambda e: (e.en_borrador.clave,), {"metodo": "Se leyó el plan."}, {"beto"}),
    "mesa_valorar": (
        lambda e: (e.en_borrador.clave, e.compromiso.clave.lower()),
        {"verificable": "si", "verificable_porque": "Tiene plazos."},
        {"beto"},
    ),
    "mesa_recomendacion_nueva": (
        lambda e: (e.en_borrador.clave,),
        lambda e: {"texto": "Publicar las minutas.", "institucion": e.institucion.pk},
        {"beto"},
    ),
    "mesa_recomendacion": (
        lambda e: (e.recomendada.pk,),
        lambda e: {"texto": "Publicar las minutas.", "institucion": e.institucion.pk},
        {"beto"},
    ),
    "mesa_recomendacion_quitar": (lambda e: (e.recomendada.pk,), {}, {"beto"}),
    "mesa_evaluacion_publicar": (lambda e: (e.completa.clave,), {}, {"beto"}),
    "mesa_responder": (
        lambda e: (e.recomendacion.pk,),
        {"estado": "aceptada", "texto": "Se hará."},
        {"dario"},
    ),
    "mesa_seguir": (
        lambda e: (e.recomendacion.pk,),
        {"estado": "atendida", "texto": "Se publicaron."},
        {"beto"},
    ),
    "informe_programar": (lambda e: (e.plan.slug,), {"periodicidad": "mensual"}, {"alicia", "beto", "elena"}),
    "comentario_responder": (lambda e: (e.visible.pk,), {"texto": "Ya empezó."}, {"carla", "dario"}),
    "mesa_moderar": (lambda e: (e.por_revisar.pk,), {"clase": "publicar"}, {"gala", "hugo"}),
    "mesa_apelacion": (
        lambda e: (e.apelacion.pk,),
        {"aceptar": "si", "respuesta": "No insultaba"},
        {"elena", "hugo"},
    ),
    "mesa_bloquear": (lambda e: (e.visible.pk,), {"dias": "30", "motivo": "Insultos"}, {"gala", "hugo"}),
    "mesa_bloquear_sitio": (
        lambda e: (e.stl.slug,),
        {"dias": "30", "motivo": "Propaganda", "dominio": "otro.test"},
        {"gala", "hugo"},
    ),
    "mesa_levantar": (lambda e: (e.bloqueo.pk,), {}, {"gala", "hugo"}),
    "mesa_politica": (lambda e: (e.stl.slug,), lambda e: {f"{e.stl.pk}-modo": "previa"}, {"alicia"}),
    "mesa_invitar": (
        lambda e: (),
        lambda e: {
            "correo": "nueva@ejemplo.test",
            "rol": "responsable",
            "secretariado": e.stl.pk,
            "institucion": e.institucion.pk,
        },
        {"alicia", "elena", "fidel"},
    ),
    "mesa_invitacion_reenviar": (lambda e: (e.invitacion.pk,), {}, {"alicia", "elena", "fidel"}),
    "mesa_invitacion_revocar": (lambda e: (e.invitacion.pk,), {}, {"alicia", "elena", "fidel"}),
    "cuenta_privacidad": (lambda e: (), {"nombre": "Otro nombre"}, CON_CUENTA),
    "mesa_consulta_nueva": (
        lambda e: (),
        {"titulo": "Otra", "instrumento": "foro"},
        {"alicia", "yago"},
    ),
    "mesa_consulta_editar": (
        lambda e: (e.consulta.slug,),
        lambda e: {"titulo": "Otro título", "instrumento": e.consulta.instrumento, "plan": e.plan.pk},
        {"alicia"},
    ),
    "mesa_foto": (lambda e: (foto_de(e).pk,), {"quitar": "1"}, {"alicia"}),
    "mesa_inscripciones": (
        lambda e: (e.consulta.slug, empezado(e).pk),
        lambda e: {"presente": inscrita(e).pk},
        {"alicia"},
    ),
    "mesa_evento_nuevo": (lambda e: (e.consulta.slug,), {"nombre": "Foro"}, {"alicia"}),
    "mesa_pregunta_nueva": (
        lambda e: (borrador_completo(e),),
        {"tipo": "unica", "texto": "¿Qué?", "opciones": "Uno\nDos"},
        {"alicia"},
    ),
    "mesa_aportacion": (
        lambda e: (e.aportacion.pk,),
        {"que": "responder", "estado": "no_viable", "respuesta": "No hay presupuesto."},
        {"alicia", "carla", "dario"},
    ),
    "mesa_texto": (lambda e: (e.aportacion.consulta.slug,), {"texto": "Uno.\n\nDos."}, {"alicia"}),
    "mesa_pregunta_quitar": (lambda e: quitable(e), {}, {"alicia"}),
    "mesa_ruta": (lambda e: (e.plan.slug,), {"presentacion": "Con la gente."}, {"alicia"}),
    "mesa_paso_nuevo": (lambda e: (e.plan.slug,), {"fase": "mesas", "titulo": "Mesas"}, {"alicia"}),
    "mesa_paso": (
        lambda e: (e.plan.slug, e.paso.pk),
        {"fase": "mesas", "titulo": "Otro"},
        {"alicia"},
    ),
    "mesa_paso_ordenar": (lambda e: (e.plan.slug, e.paso.pk), {"accion": "quitar"}, {"alicia"}),
    "mesa_ruta_publicar": (lambda e: (sin_publicar(e),), {}, {"alicia"}),
    "mesa_consulta_publicar": (lambda e: (borrador_completo(e),), {}, {"alicia"}),
    **secretariados.ENVIOS,
}


@pytest.mark.parametrize("nombre", ENVIOS)
@pytest.mark.parametrize("persona", PERSONAS)
def test_who_may_not_writes_nothing(
    escena: Elenco, client: Client, nombre: str, persona: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.urls import reverse

    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: None)
    argumentos, datos, quienes = ENVIOS[nombre]
    entrar(client, escena, persona)
    ruta = reverse(nombre, args=argumentos(escena))
    antes = contar()
    respuesta = client.post(ruta, datos(escena) if callable(datos) else datos)
    if persona in quienes:
        assert (respuesta.status_code, contar() != antes) == (302, True)
    else:
        assert respuesta.status_code in (302, 403, 404, 422)
        assert contar() == antes
        if respuesta.status_code == 302:
            assert respuesta.url.startswith("/cuenta/entrar/")


@pytest.mark.parametrize("nombre", sorted(DE_CUENTAS))
def test_the_pages_of_accounts_never_break_nor_open_to_strangers(
    escena: Elenco, client: Client, nombre: str
) -> None:
    from django.urls import reverse

    argumentos = {
        "account_confirm_email": ["x"],
        "account_reset_password_from_key": ["1", "x-y"],
        "mfa_edit_webauthn": [1],
        "mfa_remove_webauthn": [1],
        "openid_connect_login": ["oidc"],
        "openid_connect_callback": ["oidc"],
    }
    ruta = reverse(nombre, args=argumentos.get(nombre, []))
    for persona in ("", "ciudadana", "alicia"):
        entrar(client, escena, persona)
        for respuesta in (client.get(ruta), client.post(ruta)):
            assert respuesta.status_code in (200, 302, 401, 403, 404, 405), (persona, respuesta.status_code)
        if not persona and nombre.startswith(("mfa_", "account_email", "usersessions")):
            assert nombre == "account_email_verification_sent" or respuesta.status_code == 302
