"""Whoever governs an STL brings people in by mail; the link works once, for one address, for two weeks."""

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from fabricas import Elenco, InstitucionF, InvitacionF, UsuarioF

from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Asiento, Integrante, Invitacion, Membresia, Usuario
from secretariado.permisos import alcance, instituciones_que_invita
from secretariado.registro.bitacora import fallas
from secretariado.servicios.invitaciones import (
    abrir_cuenta_invitada,
    aceptar_invitacion,
    invitar,
    reenviar_invitacion,
    revocar_invitacion,
)

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
NUEVA = {"nombre": "Nueva Persona", "contrasena": "una-frase-larga-7", "repetida": "una-frase-larga-7"}


def enlace_del_correo() -> str:
    encontrado = re.search(r"http://127\.0\.0\.1:8000(/invitaciones/[\w-]+/)", mail.outbox[-1].body)
    assert encontrado, mail.outbox[-1].body
    return encontrado[1]


@pytest.fixture
def enlace(elenco: Elenco, django_capture_on_commit_callbacks: Any) -> str:
    """The link that Alicia's invitation to SICOM put in a mailbox."""
    with django_capture_on_commit_callbacks(execute=True):
        invitar(
            actor=elenco.alicia,
            correo="Nueva@Ejemplo.test",
            rol="responsable",
            secretariado=elenco.stl,
            institucion=elenco.institucion,
        )
    return enlace_del_correo()


def test_the_mail_is_in_spanish_plain_and_html_with_the_link(enlace: str, elenco: Elenco) -> None:
    (correo,) = mail.outbox
    assert correo.to == ["nueva@ejemplo.test"]
    assert "14 días" in correo.body
    assert elenco.institucion.nombre in correo.body
    (alternativa,) = correo.alternatives
    assert alternativa[1] == "text/html"
    assert enlace in alternativa[0]
    assert "Aceptar la invitación" in alternativa[0]


def test_only_the_hash_of_the_token_is_kept(enlace: str) -> None:
    token = enlace.split("/")[2]
    (fila,) = Invitacion.objects.values()
    assert token not in {str(v) for v in fila.values()}


def test_a_new_person_opens_their_account_with_its_role_and_lands_on_the_desk(enlace: str, client: Client) -> None:
    assert "nueva@ejemplo.test" in client.get(enlace).content.decode()
    respuesta = client.post(enlace, NUEVA)
    assert (respuesta.status_code, respuesta.url) == (302, "/mesa/")
    persona = Usuario.objects.get(correo="nueva@ejemplo.test")
    assert persona.emailaddress_set.get().verified
    assert alcance(persona).responsable == {Invitacion.objects.get().institucion_id}
    assert client.get("/mesa/").status_code == 200
    assert client.session["_auth_user_id"] == str(persona.pk)
    client.logout()
    entrada = client.post("/cuenta/entrar/", {"login": persona.correo, "password": NUEVA["contrasena"]})
    assert entrada.url == "/mesa/"


def test_a_weak_or_mistyped_password_opens_nothing(enlace: str, client: Client) -> None:
    for cambio in ({"contrasena": "corta", "repetida": "corta"}, {"repetida": "otra-frase-larga-8"}):
        assert client.post(enlace, NUEVA | cambio).status_code == 422
    assert not Usuario.objects.filter(correo="nueva@ejemplo.test").exists()


def test_who_has_an_account_enters_and_accepts(enlace: str, client: Client) -> None:
    persona = UsuarioF(correo="nueva@ejemplo.test")
    assert reverse("account_login") in client.get(enlace).content.decode()
    client.post(enlace, NUEVA)
    assert not persona.membresias.exists()
    client.force_login(persona, backend=MOTOR)
    assert "Aceptar la invitación" in client.get(enlace).content.decode()
    assert client.post(enlace).url == "/mesa/"
    assert persona.membresias.get().rol == "responsable"


def test_the_link_is_for_one_address(enlace: str, elenco: Elenco, client: Client) -> None:
    client.force_login(elenco.zoe, backend=MOTOR)
    assert client.get(enlace).status_code == 403
    assert client.post(enlace).status_code == 403
    with pytest.raises(PermissionDenied):
        aceptar_invitacion(actor=elenco.zoe, invitacion=Invitacion.objects.get())
    assert elenco.zoe.membresias.count() == 1


def test_a_link_works_once(enlace: str, client: Client) -> None:
    client.post(enlace, NUEVA)
    client.logout()
    assert client.get(enlace).status_code == 410
    assert client.post(enlace, NUEVA | {"nombre": "Otra"}).status_code == 410
    with pytest.raises(ReglaIncumplida, match="ya se aceptó"):
        abrir_cuenta_invitada(invitacion=Invitacion.objects.get(), nombre="Otra", contrasena="x")


def test_a_link_expires_after_fourteen_days(enlace: str, client: Client, settings: Any) -> None:
    settings.PAL_HOY = "2020-08-13"
    assert client.get(enlace).status_code == 200
    settings.PAL_HOY = "2020-08-15"
    assert "venció" in client.get(enlace).content.decode()
    assert client.post(enlace, NUEVA).status_code == 410
    assert not Usuario.objects.filter(correo="nueva@ejemplo.test").exists()


def test_a_revoked_link_opens_nothing(enlace: str, elenco: Elenco, client: Client) -> None:
    revocar_invitacion(actor=elenco.alicia, invitacion=Invitacion.objects.get())
    assert client.post(enlace, NUEVA).status_code == 410
    with pytest.raises(ReglaIncumplida, match="revocó"):
        reenviar_invitacion(actor=elenco.alicia, invitacion=Invitacion.objects.get())


def test_sending_again_replaces_the_link(
    enlace: str, elenco: Elenco, client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.PAL_HOY = "2020-09-01"
    with django_capture_on_commit_callbacks(execute=True):
        reenviar_invitacion(actor=elenco.alicia, invitacion=Invitacion.objects.get())
    assert client.get(enlace).status_code == 404
    assert client.get(enlace_del_correo()).status_code == 200


def test_an_unknown_link_says_so(client: Client) -> None:
    assert client.get("/invitaciones/no-existe/").status_code == 404


def test_the_log_tells_role_and_institution_but_nobody(enlace: str, elenco: Elenco, client: Client) -> None:
    reenviar_invitacion(actor=elenco.alicia, invitacion=Invitacion.objects.get())
    revocar_invitacion(actor=elenco.alicia, invitacion=Invitacion.objects.get())
    acciones = list(Asiento.objects.order_by("numero").values_list("accion", "rol", "datos"))
    dato = {"rol": "responsable", "institucion": elenco.institucion.nombre}
    assert acciones == [
        (f"invitacion.{que}", "facilitacion", dato) for que in ("enviada", "reenviada", "revocada")
    ]
    for fila in Asiento.objects.values():
        assert "nueva@" not in str(fila).lower()
        assert "Alicia" not in str(fila)
    assert list(fallas()) == []


def test_a_mail_server_that_fails_leaves_the_invitation_to_send_again(
    elenco: Elenco, client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "no.existe.Motor"
    client.force_login(elenco.alicia, backend=MOTOR)
    datos = {"correo": "nueva@ejemplo.test", "rol": "moderacion", "secretariado": elenco.stl.pk}
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post("/mesa/invitaciones/nueva/", datos).status_code == 302
    assert Invitacion.objects.get().enviada is None
    assert "el correo no salió" in client.get("/mesa/invitaciones/").content.decode()


def test_who_facilitates_invites_only_within_its_stl(elenco: Elenco) -> None:
    """Institutions with a seat, or that answer for something in its plans; no role that checks or governs."""
    con_asiento = InstitucionF(nombre="Con asiento")
    Integrante.objects.create(secretariado=elenco.stl, institucion=con_asiento, titular="T")
    sin_asiento_ya = InstitucionF(nombre="Ya sin asiento")
    Integrante.objects.create(
        secretariado=elenco.stl, institucion=sin_asiento_ya, titular="T", hasta=date(2020, 1, 1)
    )
    posibles = set(instituciones_que_invita(elenco.alicia))
    assert posibles == {con_asiento, elenco.institucion, elenco.osc}
    for rol, stl, institucion in (
        ("responsable", elenco.stl, elenco.otra_institucion),
        ("responsable", elenco.stl, sin_asiento_ya),
        ("responsable", elenco.otro_stl, elenco.otra_institucion),
        ("moderacion", elenco.otro_stl, None),
        ("verificacion", elenco.stl, elenco.garante),
        ("facilitacion", elenco.stl, None),
        ("coordinacion", None, None),
    ):
        with pytest.raises(PermissionDenied):
            invitar(
                actor=elenco.alicia, correo="x@ejemplo.test", rol=rol, secretariado=stl, institucion=institucion
            )
    assert not Invitacion.objects.exists()


@pytest.mark.parametrize("quien", ["beto", "carla", "ciudadana"])
def test_who_governs_nothing_invites_nobody(elenco: Elenco, quien: str) -> None:
    with pytest.raises(PermissionDenied):
        invitar(
            actor=getattr(elenco, quien),
            correo="x@ejemplo.test",
            rol="responsable",
            secretariado=elenco.stl,
            institucion=elenco.osc,
        )


def test_coordination_invites_who_facilitates_and_verifies_and_administration_who_coordinates(
    elenco: Elenco,
) -> None:
    invitar(actor=elenco.elena, correo="a@ejemplo.test", rol="facilitacion", secretariado=elenco.otro_stl)
    invitar(
        actor=elenco.elena,
        correo="b@ejemplo.test",
        rol="verificacion",
        secretariado=elenco.otro_stl,
        institucion=elenco.garante,
    )
    with pytest.raises(PermissionDenied):
        invitar(actor=elenco.elena, correo="c@ejemplo.test", rol="coordinacion")
    de_pais = invitar(actor=elenco.fidel, correo="c@ejemplo.test", rol="coordinacion")
    persona = abrir_cuenta_invitada(invitacion=de_pais, nombre="C", contrasena="una-frase-larga-7")
    assert alcance(persona).coordinacion


def test_the_same_invitation_is_not_sent_twice_nor_to_who_has_the_role(enlace: str, elenco: Elenco) -> None:
    datos: dict[str, Any] = {"rol": "responsable", "secretariado": elenco.stl, "institucion": elenco.institucion}
    with pytest.raises(ReglaIncumplida, match="pendiente igual"):
        invitar(actor=elenco.alicia, correo="nueva@ejemplo.test", **datos)
    with pytest.raises(ReglaIncumplida, match="ya tiene ese papel"):
        invitar(actor=elenco.alicia, correo="DARIO@ejemplo.test", **datos)


def test_the_scope_is_asked_for(elenco: Elenco) -> None:
    for datos, campo in (
        ({"rol": "responsable", "secretariado": elenco.stl}, "institucion"),
        ({"rol": "moderacion"}, "secretariado"),
    ):
        with pytest.raises(ReglaIncumplida) as error:
            invitar(actor=elenco.alicia, correo="x@ejemplo.test", **datos)
        assert error.value.campo == campo


def test_a_role_that_had_ended_is_opened_again(elenco: Elenco) -> None:
    persona = UsuarioF(correo="vuelve@ejemplo.test")
    Membresia.objects.create(
        usuario=persona, rol="moderacion", secretariado=elenco.stl, hasta=date(2020, 1, 1), desde=date(2019, 1, 1)
    )
    invitacion = InvitacionF(correo=persona.correo, secretariado=elenco.stl, invitada_por=elenco.alicia)
    aceptar_invitacion(actor=persona, invitacion=invitacion)
    assert alcance(persona).moderacion == {elenco.stl.pk}


def test_each_one_sees_the_invitations_of_what_they_govern(elenco: Elenco, client: Client) -> None:
    InvitacionF(correo="gto@ejemplo.test", secretariado=elenco.stl, invitada_por=elenco.alicia)
    InvitacionF(correo="oax@ejemplo.test", secretariado=elenco.otro_stl, invitada_por=elenco.yago)
    for quien, ve in (
        ("alicia", {"gto"}),
        ("yago", {"oax"}),
        ("elena", {"gto", "oax"}),
        ("fidel", {"gto", "oax"}),
    ):
        client.force_login(getattr(elenco, quien), backend=MOTOR)
        texto = client.get("/mesa/invitaciones/").content.decode()
        assert {x for x in ("gto", "oax") if f"{x}@ejemplo.test" in texto} == ve, quien
