"""ARCO: each person downloads, corrects and erases their own data; what they did stays without them."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import EmailField
from django.test import Client
from fabricas import AvanceF, Elenco, EvidenciaF, InvitacionF, UsuarioF, VerificacionF

from compromisos.servicios.avances import declarar_avance
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Asiento, Invitacion, Membresia, Usuario
from secretariado.permisos import alcance
from secretariado.registro.bitacora import fallas
from secretariado.servicios.correos_de_cuenta import dar_por_verificado
from secretariado.servicios.cuentas import corregir_nombre
from secretariado.servicios.privacidad import avisos_antes_de_suprimir, suprimir_cuenta

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
CLAVE = "una-frase-larga-7"


@pytest.fixture
def dario(elenco: Elenco, client: Client) -> Usuario:
    """Darío with a password, a session, a key, and things done in every floor."""
    dario = elenco.dario
    dario.set_password(CLAVE)
    dario.save()
    dar_por_verificado(usuario=dario)
    AvanceF(entrega=elenco.entrega, autor=dario, institucion=elenco.institucion)
    VerificacionF(
        evidencia=EvidenciaF(entrega=elenco.entrega, autor=dario, institucion=elenco.institucion),
        autor=elenco.beto,
    )
    InvitacionF(correo="Dario@ejemplo.test", secretariado=elenco.stl, invitada_por=elenco.alicia)
    assert client.post("/cuenta/entrar/", {"login": dario.correo, "password": CLAVE}).url == "/mesa/"
    Authenticator.objects.create(user=dario, type="recovery_codes", data={"seed": "SECRETO"})
    return dario


def test_the_download_holds_everything_on_the_person_and_no_key(dario: Usuario, client: Client) -> None:
    respuesta = client.get("/cuenta/privacidad/mis-datos.json")
    assert respuesta["Content-Type"] == "application/json"
    assert "attachment" in respuesta["Content-Disposition"]
    texto = respuesta.content.decode()
    datos = json.loads(texto)["datos"]
    tablas = {nombre.split(" (")[0] for nombre in datos}
    assert {"cuenta", "declaración de avance", "evidencia", "membresía", "invitaciones a tu correo"} <= tablas
    assert "127.0.0.1" in texto  # its session
    assert dario.correo in texto
    assert dario.password not in texto
    assert "SECRETO" not in texto
    assert client.session.session_key not in texto
    assert Invitacion.objects.get().token_sha256 not in texto


def test_the_download_holds_nobody_else(dario: Usuario, elenco: Elenco, client: Client) -> None:
    texto = client.get("/cuenta/privacidad/mis-datos.json").content.decode()
    for otra in (elenco.alicia, elenco.beto, elenco.carla):
        assert otra.correo not in texto


def test_the_name_is_corrected_by_its_owner_only(dario: Usuario, elenco: Elenco, client: Client) -> None:
    client.post("/cuenta/privacidad/", {"nombre": "  Darío   Núñez "})
    dario.refresh_from_db()
    assert dario.nombre == "Darío Núñez"
    with pytest.raises(PermissionDenied):
        corregir_nombre(actor=elenco.fidel, cuenta=dario, nombre="Otro")
    with pytest.raises(PermissionDenied):
        suprimir_cuenta(actor=elenco.fidel, cuenta=dario, contrasena=CLAVE)


def test_erasing_asks_for_the_password(dario: Usuario, client: Client) -> None:
    assert client.post("/cuenta/privacidad/suprimir/", {"contrasena": "no-es-esta"}).status_code == 422
    dario.refresh_from_db()
    assert dario.is_active


def test_a_session_left_open_does_not_let_guess_the_password(dario: Usuario, client: Client) -> None:
    estados = [
        client.post("/cuenta/privacidad/suprimir/", {"contrasena": f"adivina-{n}"}).status_code for n in range(12)
    ]
    assert estados[0] == 422
    assert estados[-1] == 429
    assert client.post("/cuenta/privacidad/suprimir/", {"contrasena": CLAVE}).status_code == 429
    dario.refresh_from_db()
    assert dario.is_active


def test_nothing_of_the_person_is_left_in_any_table(dario: Usuario, client: Client) -> None:
    otra = Client()
    otra.post("/cuenta/entrar/", {"login": dario.correo, "password": CLAVE})
    assert otra.get("/cuenta/").status_code == 200
    respuesta = client.post("/cuenta/privacidad/suprimir/", {"contrasena": CLAVE})
    assert (respuesta.status_code, respuesta.url) == (302, "/")
    for modelo in apps.get_models():
        for fila in modelo._base_manager.values():
            texto = str(fila).lower()
            assert "dario@" not in texto, modelo
            assert "'dario'" not in texto, modelo
    for cliente in (client, otra):
        assert cliente.get("/cuenta/").status_code == 302  # both sessions are closed
    assert client.post("/cuenta/entrar/", {"login": "dario@ejemplo.test", "password": CLAVE}).status_code == 200


def test_what_is_left_is_a_pseudonym_without_roles(dario: Usuario, elenco: Elenco) -> None:
    suprimir_cuenta(actor=dario, cuenta=dario, contrasena=CLAVE)
    cuenta = Usuario.objects.get(pk=dario.pk)
    assert (str(cuenta), cuenta.is_active, cuenta.has_usable_password()) == ("Cuenta suprimida", False, False)
    assert cuenta.correo.endswith("@cuenta.invalid")
    assert not alcance(cuenta).tiene_mesa
    assert not Membresia.objects.vigentes(elenco.entrega.vence).filter(usuario=cuenta).exists()
    assert not EmailAddress.objects.filter(user=cuenta).exists()
    assert Invitacion.objects.get().revocada
    assert elenco.entrega.avances.get().autor == cuenta
    with pytest.raises(PermissionDenied):
        declarar_avance(actor=cuenta, entrega=elenco.entrega, porcentaje=80, que_se_hizo="Más")  # type: ignore[arg-type]


def test_the_chain_still_verifies_after_an_erasure(dario: Usuario, elenco: Elenco) -> None:
    declarar_avance(actor=dario, entrega=elenco.entrega, porcentaje=80, que_se_hizo="Más")  # type: ignore[arg-type]
    antes = list(Asiento.objects.order_by("numero").values())
    suprimir_cuenta(actor=dario, cuenta=dario, contrasena=CLAVE)
    assert list(Asiento.objects.order_by("numero").values())[: len(antes)] == antes
    assert list(fallas()) == []
    ultimo = Asiento.objects.latest("numero")
    assert (ultimo.accion, ultimo.datos, ultimo.institucion) == (
        "cuenta.suprimida",
        {"roles": ["responsable"]},
        "",
    )


def test_public_pages_go_on_showing_role_and_institution(dario: Usuario, elenco: Elenco) -> None:
    anonima = Client()
    rutas = (elenco.compromiso.get_absolute_url(), elenco.entrega.evidencias.get().get_absolute_url())
    antes = [anonima.get(r).content.decode() for r in rutas]
    suprimir_cuenta(actor=dario, cuenta=dario, contrasena=CLAVE)
    for ruta, texto in zip(rutas, antes, strict=True):
        despues = anonima.get(ruta).content.decode()
        assert elenco.institucion.nombre in despues
        assert "Cuenta suprimida" not in despues
        assert "cuenta.invalid" not in despues
        assert len(despues) == pytest.approx(len(texto), abs=200)


def test_the_last_one_who_facilitates_is_warned(elenco: Elenco, client: Client) -> None:
    elenco.alicia.set_password(CLAVE)
    elenco.alicia.save()
    client.force_login(elenco.alicia, backend=MOTOR)
    pagina = client.get("/cuenta/privacidad/suprimir/").content.decode()
    assert f"única persona que facilita {elenco.stl}" in pagina
    with pytest.raises(ReglaIncumplida, match="aviso"):
        suprimir_cuenta(actor=elenco.alicia, cuenta=elenco.alicia, contrasena=CLAVE)
    client.post("/cuenta/privacidad/suprimir/", {"contrasena": CLAVE, "enterada": "on"})
    elenco.alicia.refresh_from_db()
    assert not elenco.alicia.is_active


def test_with_somebody_else_there_is_no_warning(elenco: Elenco) -> None:
    Membresia.objects.create(usuario=UsuarioF(), rol="facilitacion", secretariado=elenco.stl)
    assert avisos_antes_de_suprimir(elenco.alicia) == []
    assert len(avisos_antes_de_suprimir(elenco.fidel)) == 1  # the only administrator


def test_who_has_no_password_is_told_to_choose_one(elenco: Elenco, client: Client) -> None:
    elenco.carla.set_unusable_password()
    elenco.carla.save()
    client.force_login(elenco.carla, backend=MOTOR)
    assert "/cuenta/contrasena/nueva/" in client.get("/cuenta/privacidad/suprimir/").content.decode()


def test_the_account_page_links_to_every_page_about_it(elenco: Elenco, client: Client, settings: Any) -> None:
    settings.OIDC_SERVIDOR = "https://emisor.test"
    client.force_login(elenco.alicia, backend=MOTOR)
    texto = client.get("/cuenta/").content.decode()
    for ruta in ("segundo-factor/", "contrasena/", "correo/", "sesiones/", "con/", "privacidad/"):
        assert f'href="/cuenta/{ruta}"' in texto, ruta
    assert 'href="/mesa/invitaciones/"' in texto
    privacidad = client.get("/cuenta/privacidad/").content.decode()
    for ruta in ("/cuenta/privacidad/mis-datos.json", "/cuenta/privacidad/suprimir/", "/cuenta/correo/"):
        assert f'href="{ruta}"' in privacidad, ruta


def test_every_place_that_keeps_an_address_is_known() -> None:
    """A new column with an address must be thought of when an account is erased (servicios.privacidad)."""
    conocidos = {"Usuario.correo", "Invitacion.correo", "EmailAddress.email"}
    ajenos = {"Secretariado.contacto_institucional", "Responsable.correo"}  # of bodies and of printed plans
    todos = {
        f"{m.__name__}.{c.name}"
        for m in apps.get_models()
        for c in m._meta.concrete_fields
        if isinstance(c, EmailField)
    }
    assert todos == conocidos | ajenos
