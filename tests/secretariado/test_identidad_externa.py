"""OpenID Connect (Llave MX): offered only when configured; opens accounts that exist or were invited, only with an
address that the issuer verified. The issuer is a stand-in: nothing leaves this process."""

import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from fabricas import Elenco, InvitacionF

from secretariado.models import Invitacion, Usuario
from secretariado.permisos import alcance
from secretariado.servicios.correos_de_cuenta import dar_por_verificado

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
EMISOR = "https://emisor.test"


class Respuesta:
    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, datos: dict[str, Any]) -> None:
        self.datos = datos

    def json(self) -> dict[str, Any]:
        return self.datos

    def raise_for_status(self) -> None:
        pass


class Emisor:
    """Answers the three questions that allauth asks an issuer, for the person in `persona`."""

    def __init__(self) -> None:
        self.persona: dict[str, Any] = {}

    def __enter__(self) -> "Emisor":
        return self

    def __exit__(self, *args: Any) -> None:
        pass

    def get(self, url: str, **kwargs: Any) -> Respuesta:
        if url.endswith("openid-configuration"):
            return Respuesta(
                {
                    "issuer": EMISOR,
                    "authorization_endpoint": f"{EMISOR}/entrar",
                    "token_endpoint": f"{EMISOR}/token",
                    "userinfo_endpoint": f"{EMISOR}/persona",
                    "jwks_uri": f"{EMISOR}/llaves",
                }
            )
        assert url == f"{EMISOR}/persona"
        return Respuesta(self.persona)

    def request(self, metodo: str, url: str, **kwargs: Any) -> Respuesta:
        assert url == f"{EMISOR}/token"
        ahora = int(time.time())
        dicho = {"iss": EMISOR, "aud": "portal", "sub": self.persona["sub"], "iat": ahora, "exp": ahora + 60}
        return Respuesta({"access_token": "x", "id_token": jwt.encode(dicho, "s" * 32, algorithm="HS256")})


@pytest.fixture
def emisor(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Emisor:
    settings.OIDC_SERVIDOR, settings.OIDC_NOMBRE = EMISOR, "Llave MX"
    app = {
        "provider_id": "oidc",
        "name": "Llave MX",
        "client_id": "portal",
        "secret": "s",
        "settings": {"server_url": EMISOR},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    uno = Emisor()
    monkeypatch.setattr("secretariado.cuentas.AdaptadorDeIdentidades.get_requests_session", lambda self: uno)
    return uno


def entrar_con(cliente: Client, emisor: Emisor, proceso: str = "", **persona: Any) -> Any:
    """Go to the issuer and come back as `persona`."""
    emisor.persona = {"sub": "abc", "name": "Nombre Del Emisor", "email_verified": True} | persona
    salida = cliente.post(f"/cuenta/con/oidc/{proceso}")
    assert salida.url.startswith(f"{EMISOR}/entrar?"), salida.url
    pedido = parse_qs(urlsplit(salida.url).query)
    assert pedido["redirect_uri"] == ["http://testserver/cuenta/con/oidc/regreso/"]
    assert pedido["code_challenge_method"] == ["S256"]
    return cliente.get("/cuenta/con/oidc/regreso/", {"code": "c", "state": pedido["state"][0]})


def test_it_is_offered_only_when_configured(client: Client, settings: Any) -> None:
    assert "Entrar con Llave MX" not in client.get("/cuenta/entrar/").content.decode()
    assert client.post("/cuenta/con/oidc/").status_code == 404
    settings.OIDC_SERVIDOR = EMISOR
    assert "Entrar con Llave MX" in client.get("/cuenta/entrar/").content.decode()


def test_an_account_that_exists_is_linked_by_its_verified_address(
    elenco: Elenco, client: Client, emisor: Emisor
) -> None:
    assert entrar_con(client, emisor, email="CARLA@ejemplo.test").url == "/mesa/"
    assert SocialAccount.objects.get().user == elenco.carla
    assert client.session["_auth_user_id"] == str(elenco.carla.pk)
    client.logout()
    # Afterwards the issuer's identifier is what counts, whatever address it says.
    assert entrar_con(client, emisor, email="otro@ejemplo.test").url == "/mesa/"
    assert client.session["_auth_user_id"] == str(elenco.carla.pk)


@pytest.mark.parametrize("dicho", [False, "false", None, "", 0, "no"])
def test_an_address_that_the_issuer_did_not_verify_opens_nothing(
    elenco: Elenco, client: Client, emisor: Emisor, dicho: Any
) -> None:
    respuesta = entrar_con(client, emisor, email=elenco.alicia.correo, email_verified=dicho)
    assert respuesta.status_code == 403
    assert "no confirmó que tu correo sea tuyo" in respuesta.content.decode()
    assert not SocialAccount.objects.exists()
    assert client.get("/cuenta/").status_code == 302


def test_nobody_signs_up_with_it(elenco: Elenco, client: Client, emisor: Emisor) -> None:
    antes = Usuario.objects.count()
    respuesta = entrar_con(client, emisor, email="desconocida@ejemplo.test")
    assert respuesta.status_code == 403
    assert "no tiene cuenta ni invitación" in respuesta.content.decode()
    assert Usuario.objects.count() == antes
    assert not mail.outbox


def test_an_invited_address_opens_its_account_with_every_role_offered(
    elenco: Elenco, client: Client, emisor: Emisor
) -> None:
    for stl in (elenco.stl, elenco.otro_stl):
        InvitacionF(correo="nueva@ejemplo.test", secretariado=stl, invitada_por=elenco.elena)
    assert entrar_con(client, emisor, email="nueva@ejemplo.test").url == "/mesa/"
    persona = Usuario.objects.get(correo="nueva@ejemplo.test")
    assert (persona.nombre, persona.has_usable_password()) == ("Nombre Del Emisor", False)
    assert alcance(persona).moderacion == {elenco.stl.pk, elenco.otro_stl.pk}
    assert not Invitacion.objects.pendientes().exists()
    assert client.get("/mesa/").status_code == 200


@pytest.mark.parametrize("cambio", ["revocada", "vence"])
def test_an_invitation_that_is_no_longer_open_opens_nothing(
    elenco: Elenco, client: Client, emisor: Emisor, cambio: str
) -> None:
    invitacion = InvitacionF(correo="nueva@ejemplo.test", secretariado=elenco.stl, invitada_por=elenco.alicia)
    Invitacion.objects.filter(pk=invitacion.pk).update(**{cambio: invitacion.creada})
    assert entrar_con(client, emisor, email="nueva@ejemplo.test").status_code == 403


def test_the_second_factor_is_asked_for_all_the_same(elenco: Elenco, client: Client, emisor: Emisor) -> None:
    Authenticator.objects.create(user=elenco.carla, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    assert entrar_con(client, emisor, email=elenco.carla.correo).url == "/cuenta/segundo-factor/entrar/"
    assert client.get("/mesa/").status_code == 302


def test_a_closed_account_is_not_opened(elenco: Elenco, client: Client, emisor: Emisor) -> None:
    Usuario.objects.filter(pk=elenco.carla.pk).update(is_active=False)
    assert entrar_con(client, emisor, email=elenco.carla.correo).url == "/cuenta/inactiva/"
    assert client.get("/cuenta/").status_code == 302


def test_an_account_is_linked_and_unlinked_from_its_page(elenco: Elenco, client: Client, emisor: Emisor) -> None:
    elenco.carla.set_password("una-frase-larga-7")
    elenco.carla.save()
    dar_por_verificado(usuario=elenco.carla)
    client.force_login(elenco.carla, backend=MOTOR)
    client.post("/cuenta/confirmar/", {"password": "una-frase-larga-7"})
    entrar_con(client, emisor, proceso="?process=connect", email="personal@ejemplo.test")
    externa = SocialAccount.objects.get(user=elenco.carla)
    assert EmailAddress.objects.get(user=elenco.carla).email == elenco.carla.correo
    assert "Desenlazar" in client.get("/cuenta/con/").content.decode()
    client.post("/cuenta/con/", {"account": externa.pk})
    assert not SocialAccount.objects.exists()


def test_a_forged_return_opens_nothing(elenco: Elenco, client: Client, emisor: Emisor) -> None:
    emisor.persona = {"sub": "abc", "email": elenco.carla.correo, "email_verified": True}
    assert client.get("/cuenta/con/oidc/regreso/", {"code": "c", "state": "inventado"}).status_code == 401
    assert client.get("/cuenta/").status_code == 302
