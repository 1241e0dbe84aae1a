"""The moderators' desk, the public log, appeals by mail and the participant's own page."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from fabricas import DenunciaF, Elenco, ParticipanteF

from consultas.models import Apelacion, Bloqueo, Comentario, Decision, Participante, PoliticaModeracion
from consultas.servicios.recados import mandar_recado
from secretariado.models import Asiento
from secretariado.registro.bitacora import fallas

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def gala(elenco: Elenco) -> Client:
    cliente = Client()
    cliente.force_login(elenco.gala, backend=MOTOR)
    return cliente


@pytest.fixture
def ocultar(elenco: Elenco, gala: Client, django_capture_on_commit_callbacks: Any) -> Any:
    def hacer(comentario: Comentario, motivo: str = "Insulta a una persona.") -> str:
        datos = {"clase": "ocultar", "causa": "insulto", "motivo": motivo}
        with django_capture_on_commit_callbacks(execute=True):
            assert gala.post(f"/mesa/moderacion/{comentario.pk}/", datos).status_code == 302
        hallado = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
        assert hallado
        return hallado.group(1)

    return hacer


def test_what_waits_is_published_from_the_queue(elenco: Elenco, gala: Client) -> None:
    fila = elenco.comentario(estado="en_revision", publicado=None)
    assert fila.texto in gala.get("/mesa/moderacion/").content.decode()
    assert "espera tu decisión" in gala.get("/mesa/").content.decode()
    assert gala.get(f"/mesa/moderacion/{fila.pk}/").status_code == 200
    assert gala.post(f"/mesa/moderacion/{fila.pk}/", {"clase": "publicar"}).status_code == 302
    fila.refresh_from_db()
    assert fila.estado == "visible"
    asiento = Asiento.objects.latest("numero")
    assert (asiento.accion, asiento.rol, asiento.asunto) == (
        "comentario.publicado",
        "moderacion",
        elenco.compromiso.asunto,
    )
    assert gala.post(f"/mesa/moderacion/{fila.pk}/", {"clase": "publicar"}).status_code == 422


def test_the_log_keeps_the_code_of_the_cause_and_tells_its_name(
    elenco: Elenco, client: Client, ocultar: Any
) -> None:
    ocultar(elenco.comentario())
    asiento = Asiento.objects.latest("numero")
    assert asiento.datos["causa"] == "insulto"
    assert "Insulta o acosa a una persona" in client.get(f"/bitacora/{asiento.numero}/").content.decode()


def test_hiding_says_why_in_public_and_to_the_author(elenco: Elenco, client: Client, ocultar: Any) -> None:
    fila = elenco.comentario(texto="Esto es un insulto")
    DenunciaF(comentario=fila)
    ruta = ocultar(fila)
    pagina = client.get(f"/comentarios/en/compromiso/{elenco.compromiso.clave}/").content.decode()
    assert "Esto es un insulto" not in pagina
    assert "Insulta a una persona." in pagina
    registro = client.get("/moderacion/").content.decode()
    assert "Insulta o acosa a una persona" in registro
    for dato in (fila.participante.seudonimo, "Gala", "gala@", "Esto es un insulto"):
        assert dato not in registro
    correo = mail.outbox[-1]
    assert correo.to[0].startswith("vecina")
    assert "Insulta a una persona." in str(correo.body)
    assert "Gala" not in str(correo.body)
    assert client.get(ruta).status_code == 200
    assert fila.denuncias.get().estado == "atendida"
    assert "Esto es un insulto" not in client.get("/api/v1/decisiones-de-moderacion/").content.decode()
    assert list(fallas()) == []


def test_hiding_needs_a_cause_and_a_reason_without_personal_data(elenco: Elenco, gala: Client) -> None:
    ruta = f"/mesa/moderacion/{elenco.comentario().pk}/"
    for datos in (
        {"clase": "ocultar", "causa": "insulto"},
        {"clase": "ocultar", "motivo": "Insulta"},
        {"clase": "ocultar", "causa": "insulto", "motivo": "Lo escribió rosa@correo.mx"},
        {"clase": "borrar"},
    ):
        assert gala.post(ruta, datos).status_code == 422
    assert not Decision.objects.exists()


def test_an_appeal_is_answered_by_somebody_else_and_the_comment_returns(
    elenco: Elenco, client: Client, gala: Client, ocultar: Any, django_capture_on_commit_callbacks: Any
) -> None:
    fila = elenco.comentario(texto="Crítica dura pero justa")
    ruta = ocultar(fila)
    assert client.post(ruta, {"texto": "No insulté a nadie"}).status_code == 302
    assert "Por resolver" in client.get(ruta).content.decode()
    assert client.post(ruta, {"texto": "Otra vez"}).status_code == 422
    apelacion = Apelacion.objects.get()
    assert gala.get(f"/mesa/moderacion/apelaciones/{apelacion.pk}/").status_code == 403
    hugo = Client()
    hugo.force_login(elenco.hugo, backend=MOTOR)
    assert "Crítica dura" in hugo.get("/mesa/moderacion/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        respuesta = hugo.post(
            f"/mesa/moderacion/apelaciones/{apelacion.pk}/", {"aceptar": "si", "respuesta": "Es crítica válida."}
        )
    assert respuesta.status_code == 302
    fila.refresh_from_db()
    assert fila.estado == "visible"
    assert "vuelve a mostrarse" in str(mail.outbox[-1].body)
    assert Asiento.objects.latest("numero").accion == "comentario.restituido"
    assert "Es crítica válida." in client.get(ruta).content.decode()


def test_a_link_of_another_kind_opens_no_appeal(elenco: Elenco, client: Client) -> None:
    assert client.get("/comentarios/apelar/inventada/").status_code == 404


def test_a_suspended_person_is_told_until_when(elenco: Elenco, gala: Client, client: Client) -> None:
    client.force_login(elenco.ciudadana, backend=MOTOR)
    ruta = f"/comentarios/en/compromiso/{elenco.compromiso.clave}/"
    client.post(ruta, {"texto": "Insulto uno"})
    fila = Comentario.objects.get()
    datos = {"dias": "30", "motivo": "Insultos repetidos"}
    assert gala.post(f"/mesa/moderacion/{fila.pk}/bloquear/", datos).status_code == 302
    respuesta = client.post(ruta, {"texto": "Insulto dos"})
    assert respuesta.status_code == 422
    assert "suspendió tu participación" in respuesta.content.decode()
    otra = f"/comentarios/en/compromiso/{elenco.otro_compromiso.clave}/"
    assert client.post(otra, {"texto": "En otro estado sí puedo"}).status_code == 302
    assert "ciudadana" not in str(list(Asiento.objects.values())).lower()
    gala.post(f"/mesa/moderacion/bloqueos/{Bloqueo.objects.get().pk}/levantar/")
    assert client.post(ruta, {"texto": "Ya puedo otra vez"}).status_code == 302


def test_links_to_a_blocked_site_and_what_hangs_from_it_are_refused(
    elenco: Elenco, gala: Client, client: Client
) -> None:
    datos = {"dias": "30", "motivo": "Propaganda", "dominio": "https://www.Spam.test/x"}
    gala.post(f"/mesa/moderacion/sitios/{elenco.stl.slug}/", datos)
    client.force_login(elenco.ciudadana, backend=MOTOR)
    ruta = f"/comentarios/en/compromiso/{elenco.compromiso.clave}/"
    for enlace in ("https://spam.test", "www.spam.test/a", "//tienda.spam.test", "HTTP://SPAM.TEST"):
        assert client.post(ruta, {"texto": f"Mira {enlace} ya"}).status_code == 422, enlace
    assert client.post(ruta, {"texto": "Mira https://nospam.test ya"}).status_code == 302


def test_the_facilitator_sets_when_comments_are_moderated(elenco: Elenco, client: Client) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    assert "Reglas del secretariado" in client.get("/mesa/moderacion/").content.decode()
    client.post(f"/mesa/moderacion/politica/{elenco.stl.slug}/", {f"{elenco.stl.pk}-modo": "posterior"})
    assert PoliticaModeracion.objects.get().modo == "posterior"
    assert Asiento.objects.latest("numero").accion == "moderacion.politica"


def test_the_log_of_a_draft_is_not_public(elenco: Elenco, client: Client) -> None:
    fila = elenco.comentario(plan=elenco.borrador, asunto=elenco.secreto.asunto)
    Decision.objects.create(
        comentario=fila, secretariado=elenco.stl, plan=elenco.borrador, asunto=fila.asunto, clase="mantener",
        motivo="Motivo reservado", rol="moderacion", moderador=elenco.gala, creada=fila.creado,
    )  # fmt: skip
    assert "Motivo reservado" not in client.get("/moderacion/").content.decode()


def entrar(cliente: Client, persona: Participante, capturar: Any) -> None:
    with capturar(execute=True):
        assert cliente.post("/participacion/", {"correo": "rosa@ejemplo.test"}).status_code == 302
    hallado = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert hallado
    assert cliente.post(hallado.group(1)).url == "/participacion/"


def test_without_account_one_sees_corrects_takes_and_erases_what_is_theirs(
    elenco: Elenco, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    rosa = ParticipanteF(correo="rosa@ejemplo.test", seudonimo="Rosa")
    fila = elenco.comentario(participante=rosa)
    respondida = elenco.comentario(participante=rosa)
    elenco.comentario(responde_a=respondida)
    assert client.get("/participacion/mis-datos.json").status_code == 302
    entrar(client, rosa, django_capture_on_commit_callbacks)
    assert fila.texto in client.get("/participacion/").content.decode()
    assert client.post("/participacion/", {"seudonimo": "Vecina del centro"}).status_code == 302
    assert client.post("/participacion/", {"seudonimo": "Moderación oficial"}).status_code == 422
    assert client.post("/participacion/", {"seudonimo": elenco.institucion.nombre}).status_code == 422
    assert fila.texto in client.get("/participacion/mis-datos.json").content.decode()
    assert client.get("/participacion/olvidar/").status_code == 200
    assert client.post("/participacion/olvidar/", {"textos": "on"}).status_code == 422
    assert client.post("/participacion/olvidar/", {"textos": "on", "enterada": "on"}).status_code == 302
    rosa.refresh_from_db()
    assert (rosa.correo_huella, rosa.correo_cifrado, rosa.seudonimo) == (None, "", "")
    assert "Enviarme el enlace" in client.get("/participacion/").content.decode()
    fila.refresh_from_db()
    assert (fila.texto, fila.estado) == ("", "retirado")
    pagina = client.get(f"/comentarios/en/compromiso/{elenco.compromiso.clave}/").content.decode()
    assert pagina.count("Quien lo escribió lo borró") == 1


def test_another_browser_of_the_forgotten_is_closed_too(elenco: Elenco, client: Client) -> None:
    rosa = ParticipanteF(seudonimo="Rosa")
    sesion = client.session
    sesion["participante"] = [rosa.pk, rosa.version]
    sesion.save()
    assert "Rosa" in client.get("/participacion/").content.decode()
    Participante.objects.filter(pk=rosa.pk).update(version=2)
    assert "Enviarme el enlace" in client.get("/participacion/").content.decode()


def test_a_link_in_the_mail_never_changes_the_account_that_is_open(
    elenco: Elenco, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    rosa = ParticipanteF(correo="rosa@ejemplo.test")
    with django_capture_on_commit_callbacks(execute=True):
        mandar_recado(clase="entrar", participante=rosa)
    hallado = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert hallado
    client.force_login(elenco.ciudadana, backend=MOTOR)
    client.post(hallado.group(1))
    assert "participante" not in client.session
