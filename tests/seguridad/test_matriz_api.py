"""Operation × role for the writes of the API: who gets in, and that nobody else writes. One missing here fails."""

import json
from typing import Any

import pytest
from api import Sistema, es_problema
from django.db import transaction
from django.test import Client
from fabricas import (
    AccionF,
    AportacionF,
    ConsultaF,
    DecisionF,
    Elenco,
    EventoF,
    EvidenciaF,
    GanchoF,
    VerificacionF,
    momento,
)
from matriz_de_mesas import TABLA_DE_MESAS, poner_mesas

from compromisos.models import (
    Avance,
    EnvioGancho,
    Evidencia,
    Gancho,
    Importacion,
    Modificacion,
    Plan,
    Postura,
    Responsable,
    Verificacion,
)
from consultas.models import (
    Apelacion,
    Aportacion,
    Apoyo,
    Comentario,
    Decision,
    Denuncia,
    Inscripcion,
    Participacion,
    Participante,
)
from pal_portal.escrituras import ESCRITURAS
from secretariado.api.escritura import JsonAcotado
from secretariado.models import Alcance, Asiento, EnlaceCalendario, PeticionUnica, PreferenciaAviso

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
PERSONAS = ("ciudadana", "alicia", "beto", "carla", "dario", "elena", "fidel", "gala", "hugo", "yago", "zoe")
TODAS = set(PERSONAS)
REPORTAN = {"alicia", "carla", "dario"}
CORRIGEN = {"alicia", "dario"}
AVANCE = {"porcentaje": 60, "que_se_hizo": "Se publicó."}
ENLACE = {"enlace": "https://www.ejemplo.gob.mx/otra.pdf"}
MOTIVO = {"motivo": "Era de otro año."}
TEXTO = {"texto": "La obra ya empezó, según vi ayer."}


def permiso(e: Any) -> dict[str, Any]:
    return {"motivo": "Lo pidió la mesa.", "acuerdo": {"numero": e.plan.acuerdo_publicacion.numero}}


def cambio(e: Any, **cambios: Any) -> dict[str, Any]:
    return {"cambios": cambios, **permiso(e)}


# Operation → (address under /api/v1/ from the scene, body, who may).
TABLA: dict[str, tuple[Any, Any, set[str]]] = {
    "declarar_avance": (lambda e: f"entregas/{e.entrega.pk}/avances/", AVANCE, REPORTAN),
    "reportar_lote": (
        lambda e: "entregas/lote/",
        lambda e: {"filas": [{"entrega": e.entrega.pk, **AVANCE}]},
        REPORTAN,
    ),
    "adjuntar_evidencia": (lambda e: f"entregas/{e.entrega.pk}/evidencias/", ENLACE, REPORTAN),
    "corregir_evidencia": (lambda e: f"evidencias/{e.observada.pk}/correccion/", ENLACE, CORRIGEN),
    "retirar_evidencia": (lambda e: f"evidencias/{e.evidencia.pk}/retiro/", MOTIVO, CORRIGEN),
    "verificar_evidencia": (
        lambda e: f"evidencias/{e.evidencia.pk}/verificacion/",
        {"veredicto": "verificada", "porcentaje": 40},
        {"beto"},
    ),
    "revocar_verificacion": (lambda e: f"evidencias/{e.verificada.pk}/revocacion/", MOTIVO, {"beto"}),
    "opinar_sobre_evidencia": (
        lambda e: f"evidencias/{e.evidencia.pk}/posturas/",
        {"sentido": "avala"},
        {"carla"},
    ),
    "publicar_plan": (
        lambda e: f"planes/{e.borrador.clave}/publicacion/",
        lambda e: {"acuerdo": permiso(e)["acuerdo"]},
        {"alicia"},
    ),
    "modificar_compromiso": (
        lambda e: f"compromisos/{e.compromiso.clave}/",
        lambda e: cambio(e, fecha_fin="2021-06-30"),
        {"alicia"},
    ),
    "modificar_ponderaciones": (
        lambda e: f"compromisos/{e.compromiso.clave}/ponderaciones/",
        lambda e: {
            "ponderaciones": [{"accion": 1, "ponderacion": 40}, {"accion": 2, "ponderacion": 60}],
            **permiso(e),
        },
        {"alicia"},
    ),
    "retirar_compromiso": (lambda e: f"compromisos/{e.compromiso.clave}/retiro/", permiso, {"alicia"}),
    "agregar_actividad": (
        lambda e: f"compromisos/{e.compromiso.clave}/actividades/",
        lambda e: {"actividad": {"nombre": "Otra", "fecha_fin": "2020-12-31"}, **permiso(e)},
        {"alicia"},
    ),
    "modificar_accion": (lambda e: f"acciones/{e.accion.pk}/", lambda e: cambio(e, nombre="Otra"), {"alicia"}),
    "modificar_actividad": (
        lambda e: f"actividades/{e.actividad.pk}/",
        lambda e: cambio(e, nombre="Otra"),
        {"alicia"},
    ),
    "cancelar_actividad": (lambda e: f"actividades/{e.actividad.pk}/cancelacion/", permiso, {"alicia"}),
    "comentar": (lambda e: "comentarios/", lambda e: {"asunto": e.compromiso.asunto, **TEXTO}, TODAS),
    "editar_comentario": (lambda e: f"comentarios/{e.suyo.pk}/", TEXTO, {"ciudadana"}),
    "borrar_comentario": (lambda e: f"comentarios/{e.suyo.pk}/", None, {"ciudadana"}),
    "responder_comentario": (lambda e: f"comentarios/{e.suyo.pk}/respuestas/", TEXTO, {"carla", "dario"}),
    "denunciar_comentario": (lambda e: f"comentarios/{e.suyo.pk}/denuncias/", {"causa": "insulto"}, TODAS),
    "moderar_comentario": (
        lambda e: f"comentarios/{e.por_revisar.pk}/moderacion/",
        {"clase": "publicar"},
        {"gala", "hugo"},
    ),
    "apelar_decision": (
        lambda e: f"decisiones-de-moderacion/{e.en_contra.pk}/apelacion/",
        {"texto": "No insulté a nadie."},
        {"ciudadana"},
    ),
    "resolver_apelacion": (
        lambda e: f"apelaciones/{e.apelacion.pk}/resolucion/",
        {"aceptar": True, "respuesta": "No insultaba"},
        {"elena", "hugo"},
    ),
    "enviar_aportacion": (
        lambda e: f"consultas/{e.aportacion.consulta.slug}/aportaciones/",
        {"titulo": "Abrir las compras", "texto": "Para comparar precios."},
        TODAS,
    ),
    "retirar_aportacion": (lambda e: f"aportaciones/{e.propuesta.pk}/", None, {"ciudadana"}),
    "apoyar_aportacion": (lambda e: f"aportaciones/{e.aportacion.pk}/apoyo/", None, TODAS),
    "dejar_de_apoyar_aportacion": (lambda e: f"aportaciones/{e.aportacion.pk}/apoyo/", None, TODAS),
    "responder_aportacion": (
        lambda e: f"aportaciones/{e.aportacion.pk}/respuesta/",
        {"estado": "no_viable", "respuesta": "No hay presupuesto."},
        REPORTAN,
    ),
    "ver_participacion": (lambda e: f"consultas/{e.encuesta.slug}/participacion/", None, TODAS),
    "contestar_encuesta": (lambda e: f"consultas/{e.encuesta.slug}/participacion/", {"respuestas": []}, TODAS),
    "retirar_participacion": (lambda e: f"consultas/{e.encuesta.slug}/participacion/", None, TODAS),
    "ver_lugar": (lambda e: f"eventos/{e.foro.pk}/lugar/", None, TODAS),
    "apartar_lugar": (lambda e: f"eventos/{e.foro.pk}/lugar/", {}, TODAS),
    "cancelar_lugar": (lambda e: f"eventos/{e.foro.pk}/lugar/", None, TODAS),
    "listar_ganchos": (lambda e: "ganchos/", None, TODAS),
    "crear_gancho": (
        lambda e: "ganchos/",
        {"nombre": "Tablero", "url": "https://www.ejemplo.gob.mx/avisos", "eventos": ["avance.declarado"]},
        TODAS,
    ),
    "ver_gancho": (lambda e: f"ganchos/{e.gancho.pk}/", None, {"ciudadana"}),
    "cambiar_gancho": (lambda e: f"ganchos/{e.gancho.pk}/", {"activo": False}, {"ciudadana"}),
    "borrar_gancho": (lambda e: f"ganchos/{e.gancho.pk}/", None, {"ciudadana"}),
    "ver_secreto_de_gancho": (lambda e: f"ganchos/{e.gancho.pk}/secreto/", None, {"ciudadana"}),
    "rotar_secreto_de_gancho": (lambda e: f"ganchos/{e.gancho.pk}/secreto/", None, {"ciudadana"}),
    "listar_envios_de_gancho": (lambda e: f"ganchos/{e.gancho.pk}/envios/", None, {"ciudadana"}),
    "reintentar_envio": (
        lambda e: f"ganchos/{e.gancho.pk}/envios/{e.envio.pk}/reintento/",
        None,
        {"ciudadana"},
    ),
    **TABLA_DE_MESAS,
}
SIN_RASTRO = {
    "dejar_de_apoyar_aportacion",
    "ver_participacion",
    "retirar_participacion",
    "ver_lugar",
    "cancelar_lugar",
    "listar_ganchos",
    "ver_gancho",
    "ver_secreto_de_gancho",
    "listar_envios_de_gancho",
    "ver_avisos",
    "revocar_calendario",
    "ver_revision",
    "ver_seccion",
    "ver_diferencias",
}
"""Nothing to take back here: it succeeds and changes nothing. So does what only reads."""
CONTADOS = (
    Apelacion, Aportacion, Apoyo, Asiento, Avance, Comentario, Decision, Denuncia, EnlaceCalendario, Evidencia,
    Inscripcion, Modificacion, Participacion, PeticionUnica, Gancho, Plan, Postura, PreferenciaAviso, Verificacion,
)  # fmt: skip
OPERACIONES = {v.operacion: v for _nombre, _ruta, vistas in ESCRITURAS for v in vistas}


@pytest.fixture
def escena(elenco: Elenco) -> Elenco:
    comun = {"entrega": elenco.entrega, "autor": elenco.dario, "institucion": elenco.institucion}
    Avance.objects.create(
        entrega=elenco.entrega,
        porcentaje=70,
        que_se_hizo="Algo",
        autor=elenco.dario,
        rol="responsable",
        creado=momento("2020-07-01"),
    )
    elenco.evidencia = EvidenciaF(**comun)
    elenco.observada = EvidenciaF(**comun, enlace="https://ejemplo.test/b.pdf", estado="observada")
    elenco.verificada = EvidenciaF(**comun, enlace="https://ejemplo.test/c.pdf", estado="verificada")
    VerificacionF(evidencia=elenco.verificada, autor=elenco.beto, institucion=elenco.garante)
    elenco.accion = AccionF(compromiso=elenco.compromiso, numero=1, ponderacion=50)
    AccionF(compromiso=elenco.compromiso, numero=2, ponderacion=50)
    Responsable.objects.create(compromiso=elenco.secreto, institucion=elenco.institucion)
    recientes = {"creado": momento("2020-07-31", 23), "publicado": momento("2020-07-31", 23)}
    elenco.suyo = elenco.comentario(cuenta=elenco.ciudadana, **recientes)
    elenco.por_revisar = elenco.comentario(estado="en_revision", publicado=None)
    oculta = DecisionF(comentario=elenco.comentario(estado="oculto"), moderador=elenco.gala)
    elenco.apelacion = Apelacion.objects.create(decision=oculta, texto="No insulté", creada=momento("2020-07-30"))
    suyo_oculto = elenco.comentario(cuenta=elenco.ciudadana, estado="oculto")
    elenco.en_contra = DecisionF(comentario=suyo_oculto, moderador=elenco.gala)
    elenco.encuesta = ConsultaF(secretariado=elenco.stl, slug="encuesta-de-prueba")
    anunciado = ConsultaF(secretariado=elenco.stl, instrumento="foro", inicio="2020-08-10", cierre="2020-08-10")
    elenco.foro = EventoF(consulta=anunciado, con_registro=True)
    elenco.aportacion = AportacionF(
        consulta=ConsultaF(plan=elenco.plan, secretariado=elenco.stl, instrumento="propuestas")
    )
    from consultas.participantes import huella_de

    consulta = elenco.aportacion.consulta
    elenco.propuesta = AportacionF(consulta=consulta, huella=huella_de(consulta, elenco.ciudadana.correo))
    elenco.gancho = GanchoF(usuario=elenco.ciudadana)
    elenco.envio = EnvioGancho.objects.create(
        gancho=elenco.gancho,
        asiento=1,
        evento="avance.declarado",
        cuerpo="{}",
        estado="fallido",
        no_antes=momento("2020-07-01"),
        creado=momento("2020-07-01"),
    )
    poner_mesas(elenco)
    return elenco


def llamar(cliente: Client, e: Elenco, operacion: str, **cabeceras: str) -> Any:
    ruta, datos, _quienes = TABLA[operacion]
    vista = OPERACIONES[operacion]
    cuerpo = datos(e) if callable(datos) else datos
    if vista.exige_marca:
        cabeceras["if-match"] = "*"
    if JsonAcotado not in vista.parser_classes:
        return cliente.post(f"/api/v1/{ruta(e)}", cuerpo, headers=cabeceras)
    return cliente.generic(
        vista.metodo,
        f"/api/v1/{ruta(e)}",
        "" if cuerpo is None else json.dumps(cuerpo),
        content_type="application/json",
        headers=cabeceras,
    )


def contar() -> tuple[Any, ...]:
    """How many rows there are, and what the comments say."""
    textos = list(Comentario.objects.order_by("pk").values_list("texto", "estado"))
    firmas = sorted(Participante.objects.values_list("seudonimo", flat=True))
    revisiones = list(Importacion.objects.order_by("pk").values_list("version", "estado"))
    return (*(m._default_manager.count() for m in CONTADOS), textos, firmas, revisiones)


def test_every_operation_is_in_the_table() -> None:
    assert set(OPERACIONES) == set(TABLA)
    assert {v.alcance for v in OPERACIONES.values()} <= set(Alcance.values)


@pytest.mark.parametrize("operacion", TABLA)
def test_each_role_writes_only_what_it_may(
    escena: Elenco, client: Client, operacion: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ruta, _datos, quienes = TABLA[operacion]
    anonima = llamar(client, escena, operacion)
    assert es_problema(anonima, 401)
    assert anonima["WWW-Authenticate"].startswith("Bearer")
    monkeypatch.setattr("compromisos.servicios.ganchos.encolar", lambda *args: None)
    for persona in PERSONAS:
        client.force_login(getattr(escena, persona), backend=MOTOR)
        antes, punto = contar(), transaction.savepoint()
        respuesta = llamar(client, escena, operacion)
        if persona in quienes:
            assert respuesta.status_code == OPERACIONES[operacion].estado, (persona, respuesta.content)
            assert contar() != antes or operacion in SIN_RASTRO, persona
            transaction.savepoint_rollback(punto)
        else:
            assert respuesta.status_code in (403, 404, 409), (persona, respuesta.content)
            assert es_problema(respuesta, respuesta.status_code)
            assert contar() == antes, persona


@pytest.mark.parametrize("operacion", TABLA)
def test_a_key_without_the_scope_does_nothing(escena: Elenco, operacion: str) -> None:
    persona = getattr(escena, sorted(TABLA[operacion][2])[0])
    otros = [a for a in Sistema(persona).llave.lista_de_alcances if a != OPERACIONES[operacion].alcance]
    sistema = Sistema(persona, *otros)
    antes = contar()
    respuesta = llamar(sistema.cliente, escena, operacion, authorization=f"Bearer {sistema.secreto}")
    assert es_problema(respuesta, 403)
    assert OPERACIONES[operacion].alcance in respuesta.json()["detail"]
    assert contar() == antes


@pytest.mark.parametrize("operacion", TABLA)
def test_a_session_from_another_site_does_nothing(escena: Elenco, operacion: str) -> None:
    """Without the token against forged requests, a cookie is worth nothing. What only reads is not forged."""
    if OPERACIONES[operacion].metodo == "GET":
        return
    cliente = Client(enforce_csrf_checks=True)
    cliente.force_login(getattr(escena, sorted(TABLA[operacion][2])[0]), backend=MOTOR)
    antes = contar()
    assert es_problema(llamar(cliente, escena, operacion), 403)
    assert contar() == antes


@pytest.mark.parametrize("ruta", ["planes/{0}/publicacion/", "compromisos/{1}/", "compromisos/{1}/actividades/"])
def test_a_draft_of_others_does_not_exist(escena: Elenco, client: Client, ruta: str) -> None:
    """Not even for who facilitates another state."""
    direccion = "/api/v1/" + ruta.format(escena.borrador.clave, escena.secreto.clave)
    metodo = "PATCH" if direccion.endswith(f"{escena.secreto.clave}/") else "POST"
    for persona in ("yago", "zoe", "ciudadana", "gala"):
        client.force_login(getattr(escena, persona), backend=MOTOR)
        respuesta = client.generic(
            metodo, direccion, "{}", content_type="application/json", headers={"if-match": "*"}
        )
        assert es_problema(respuesta, 404), persona
        assert "reservado" not in respuesta.content.decode()
