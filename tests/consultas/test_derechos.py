"""Access and cancellation of who takes part, with an account or without: all is told, all is let go."""

import json
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from fabricas import AportacionF, ConsultaF, DecisionF, Elenco, EventoF, momento, pregunta

from consultas.asuntos import asunto_de
from consultas.models import (
    Apelacion,
    Aportacion,
    Apoyo,
    Comentario,
    Consulta,
    Inscripcion,
    Participacion,
    Respuesta,
)
from consultas.participantes import huella_de
from consultas.servicios.aportaciones import apoyar, enviar_aportacion
from consultas.servicios.comentarios import escribir_comentario
from consultas.servicios.inscripciones import apartar_lugar
from consultas.servicios.moderacion import apelar_decision, bloquear_persona, denunciar_comentario
from consultas.servicios.participaciones import registrar_participacion
from consultas.servicios.participantes import olvidar_participante, participante_de_cuenta
from secretariado.models import Usuario
from secretariado.registro.suscripciones import apuntar, confirmar
from secretariado.servicios.privacidad import suprimir_cuenta

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
CLAVE = "una-frase-larga-7"


@pytest.fixture
def rosa(elenco: Elenco) -> Usuario:
    """The citizen, once she did one of everything: surveys, proposals, supports, places, a comment, a report, an
    appeal, and a suspension."""
    rosa = elenco.ciudadana
    rosa.set_password(CLAVE)
    rosa.save()
    for slug in ("abierta", "cerrada"):
        consulta = ConsultaF(secretariado=elenco.stl, slug=f"encuesta-{slug}", titulo=slug)
        unica = pregunta(consulta, "unica", "Opción que nadie debe saber", "No")
        registrar_participacion(
            consulta=Consulta.objects.get(pk=consulta.pk),
            huella=huella_de(consulta, rosa.correo),
            respuestas={unica.pk: {"opciones": [unica.opciones.get(orden=1).pk]}},
            datos={"sexo": "mujer", "edad": "", "sector": ""},
        )
        propuestas = ConsultaF(secretariado=elenco.stl, slug=f"propuestas-{slug}", instrumento="propuestas")
        huella = huella_de(propuestas, rosa.correo)
        enviar_aportacion(
            consulta=propuestas, huella=huella, titulo=f"Idea {slug}", texto="Abrir.", firma="Rosita"
        )
        apoyar(aportacion=AportacionF(consulta=propuestas, titulo=f"De otra {slug}"), huella=huella)
        foro = ConsultaF(
            secretariado=elenco.stl,
            slug=f"foro-{slug}",
            instrumento="foro",
            inicio="2020-08-10",
            cierre="2020-08-10",
        )
        evento = EventoF(consulta=Consulta.objects.get(pk=foro.pk), con_registro=True, nombre=f"Foro {slug}")
        apartar_lugar(
            evento=evento,
            huella=huella_de(foro, rosa.correo),
            correo=rosa.correo,
            seudonimo="Garza",
            nombre="Rosa Paz",
            datos={},
        )
    participante = participante_de_cuenta(usuario=rosa)
    asunto = asunto_de(elenco.compromiso.asunto)
    assert asunto
    dicho = escribir_comentario(actor=participante, asunto=asunto, texto="¿Para cuándo?", red="")
    Comentario.objects.filter(pk=dicho.pk).update(cuenta=None, estado="oculto")  # as before she had an account
    oculta = DecisionF(comentario=dicho, moderador=elenco.gala, motivo="Parecía propaganda.")
    apelar_decision(actor=participante, decision=oculta, texto="No lo era.")
    denunciar_comentario(actor=participante, comentario=elenco.comentario(), causa="otra", detalle="Insulta.")
    bloquear_persona(actor=elenco.gala, comentario=dicho, dias=3, motivo="Insistió mucho.")
    confirmar(apuntar(rosa.correo, elenco.plan.asunto, "diaria"))
    cerradas = Consulta.objects.filter(slug__endswith="cerrada")
    cerradas.update(inicio="2020-06-01", cierre="2020-06-30")
    for consulta in cerradas.filter(instrumento="foro"):
        consulta.eventos.update(inicio=momento("2020-06-30", 10), fin=momento("2020-06-30", 12))
    return rosa


def descarga(rosa: Usuario) -> Any:
    cliente = Client()
    cliente.force_login(rosa, MOTOR)
    return cliente.get("/cuenta/privacidad/mis-datos.json").json()["datos"]


def test_the_download_of_an_account_tells_all_it_did_and_not_what_it_answered(rosa: Usuario) -> None:
    datos = descarga(rosa)
    assert [f["consulta__slug"] for f in datos["encuestas que contestaste"]] == [
        "encuesta-abierta",
        "encuesta-cerrada",
    ]
    assert {(f["titulo"], f["firma"]) for f in datos["aportaciones tuyas"]} == {
        ("Idea abierta", "Rosita"),
        ("Idea cerrada", "Rosita"),
    }
    assert [f["aportacion__titulo"] for f in datos["aportaciones que apoyas"]] == [
        "De otra abierta",
        "De otra cerrada",
    ]
    assert {(f["evento__nombre"], f["nombre"]) for f in datos["lugares tuyos en eventos"]} == {
        ("Foro abierta", "Rosa Paz"),
        ("Foro cerrada", "Rosa Paz"),
    }
    assert [f["texto"] for f in datos["comentarios tuyos"]] == ["¿Para cuándo?"]
    assert [f["motivo"] for f in datos["decisiones sobre tus comentarios"]] == ["Parecía propaganda."]
    assert [f["texto"] for f in datos["apelaciones tuyas"]] == ["No lo era."]
    assert [f["detalle"] for f in datos["denuncias tuyas"]] == ["Insulta."]
    assert [f["motivo"] for f in datos["suspensiones"]] == ["Insistió mucho."]
    assert len(datos["lo que sigues por correo"]) == 1
    texto = json.dumps(datos, ensure_ascii=False)
    assert "nadie debe saber" not in texto
    assert Participacion.objects.first().huella not in texto  # type: ignore[union-attr]


def test_the_download_of_who_moderates_does_not_tell_whom_they_suspended_nor_invited(
    rosa: Usuario, elenco: Elenco
) -> None:
    from fabricas import InvitacionF

    InvitacionF(correo="invitada@ejemplo.test", secretariado=elenco.stl, invitada_por=elenco.gala)
    texto = json.dumps(descarga(elenco.gala), ensure_ascii=False)
    assert "Insistió mucho." in texto, "lo que hizo sí es suyo"
    assert participante_de_cuenta(usuario=rosa).correo_huella not in texto  # type: ignore[operator]
    assert "invitada@" not in texto


def test_who_has_no_account_reads_the_same_through_their_link(
    rosa: Usuario, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    correo = rosa.correo
    Usuario.objects.filter(pk=rosa.pk).update(correo="otro@ejemplo.test")
    participante = participante_de_cuenta(usuario=rosa)
    participante.usuario = None
    participante.save(update_fields=["usuario"])
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/participacion/", {"correo": correo})
    enlace = next(p for p in str(mail.outbox[-1].body).split() if "/participacion/enlace/" in p)
    client.post(enlace[enlace.index("/participacion") :])
    datos = client.get("/participacion/mis-datos.json").json()
    for tabla in (
        *(
            "encuestas que contestaste",
            "aportaciones tuyas",
            "aportaciones que apoyas",
            "lugares tuyos en eventos",
        ),
        *("comentarios tuyos", "apelaciones tuyas", "denuncias tuyas", "suspensiones", "sigue"),
    ):
        assert datos[tabla], tabla


def nadie_es(correo: str) -> None:
    """No row is of this address any more."""
    for consulta in Consulta.objects.all():
        huella = huella_de(consulta, correo)
        for modelo in (Participacion, Aportacion, Inscripcion, Apoyo):
            assert not modelo._default_manager.filter(huella=huella).exists(), (modelo, consulta)


def test_erasing_the_account_lets_go_of_what_is_open_and_leaves_only_counts_of_what_closed(rosa: Usuario) -> None:
    correo = rosa.correo
    suprimir_cuenta(actor=rosa, cuenta=rosa, contrasena=CLAVE)
    nadie_es(correo)
    assert list(Participacion.objects.values_list("consulta__slug", flat=True)) == ["encuesta-cerrada"]
    assert Respuesta.objects.count() == 1, "los resultados de la que cerró no cambian"
    apoyos = dict(Aportacion.objects.filter(titulo__startswith="De otra").values_list("titulo", "apoyos_total"))
    assert apoyos == {"De otra abierta": 0, "De otra cerrada": 1}
    assert Apoyo.objects.count() == 1
    assert list(Inscripcion.objects.values_list("evento__nombre", "nombre", "correo_cifrado")) == [
        ("Foro cerrada", "", "")
    ]
    assert "Garza" not in str(Inscripcion.objects.values())
    assert set(Aportacion.objects.filter(titulo__startswith="Idea").values_list("firma", "texto")) == {
        ("", "Abrir.")
    }
    assert "Rosita" not in Client().get("/api/v1/aportaciones/").content.decode()


@pytest.mark.parametrize("textos", [True, False])
def test_a_participant_is_forgotten_with_or_without_what_they_proposed(rosa: Usuario, textos: bool) -> None:
    participante = participante_de_cuenta(usuario=rosa)
    correo = rosa.correo
    Aportacion.objects.filter(titulo="Idea cerrada").update(
        estado="no_viable", respuesta="No hay con qué.", respondida=momento("2020-07-10")
    )
    olvidar_participante(actor=rosa, participante=participante, textos=textos)
    nadie_es(correo)
    quedan = set(Aportacion.objects.filter(titulo__startswith="Idea").values_list("titulo", flat=True))
    assert quedan == ({"Idea cerrada"} if textos else {"Idea abierta", "Idea cerrada"}), (
        "lo respondido queda, sin firma"
    )
    assert Apelacion.objects.count() == 1
