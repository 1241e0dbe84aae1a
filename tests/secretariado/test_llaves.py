"""API keys: said once, never kept, never more than their owner, rotated with and without overlap."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.test import Client
from fabricas import Elenco

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Asiento, LlaveApi, Membresia
from secretariado.permisos import alcances_de
from secretariado.servicios.llaves import MAXIMO_POR_CUENTA, crear_llave, llave_de, revocar_llave, rotar_llave
from secretariado.servicios.privacidad import suprimir_cuenta

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


def llave(usuario: Any, *alcances: str) -> tuple[LlaveApi, str]:
    return crear_llave(actor=usuario, nombre="Mi sistema", alcances=alcances or ("leer",), dias=90)


def test_only_a_hash_of_the_secret_is_kept(elenco: Elenco) -> None:
    fila, secreto = llave(elenco.dario, "leer", "avances")
    assert secreto.startswith(fila.prefijo)
    guardado = " ".join(str(v) for v in LlaveApi.objects.filter(pk=fila.pk).values_list()[0])
    asentado = " ".join(str(a.datos) for a in Asiento.objects.all())
    resto = secreto.removeprefix(f"{fila.prefijo}_")
    assert resto not in guardado
    assert resto not in asentado
    assert Asiento.objects.filter(accion="llave.creada", publico=False).count() == 1


def test_scopes_are_those_of_the_roles(elenco: Elenco) -> None:
    comunes = {"leer", "participar", "ganchos", "cuenta"}
    assert set(alcances_de(elenco.ciudadana)) == comunes
    # the administration of the site does no act of the domain, but it invites
    assert set(alcances_de(elenco.fidel)) == comunes | {"invitar"}
    assert set(alcances_de(elenco.dario)) == comunes | {"avances", "posturas", "evaluar"}
    assert set(alcances_de(elenco.beto)) == comunes | {"verificar", "informes", "evaluar"}
    assert set(alcances_de(elenco.alicia)) == comunes | {
        *("avances", "planes", "informes", "consultas", "importar", "invitar", "secretariado")
    }
    assert set(alcances_de(elenco.gala)) == comunes | {"moderar"}


@pytest.mark.parametrize("alcances", [(), ("verificar",), ("leer", "inventado")])
def test_no_key_is_made_for_nothing_or_for_more_than_its_owner_may(
    elenco: Elenco, alcances: tuple[str, ...]
) -> None:
    with pytest.raises(ReglaIncumplida):
        crear_llave(actor=elenco.dario, nombre="Mi sistema", alcances=alcances, dias=90)
    assert LlaveApi.objects.count() == 0


def test_an_account_has_a_limited_number_of_keys(elenco: Elenco) -> None:
    for _n in range(MAXIMO_POR_CUENTA):
        ultima, _secreto = llave(elenco.dario)
    with pytest.raises(ReglaIncumplida, match="Revoca alguna"):
        llave(elenco.dario)
    revocar_llave(actor=elenco.dario, llave=ultima)
    llave(elenco.dario)


def test_a_key_opens_until_it_expires(elenco: Elenco, settings: Any) -> None:
    fila, secreto = llave(elenco.dario)
    assert llave_de(secreto) == fila
    assert llave_de(secreto + "x") is None
    settings.PAL_HOY = "2020-10-30"
    assert llave_de(secreto) is None


def test_a_revoked_key_opens_nothing_from_then_on(elenco: Elenco) -> None:
    fila, secreto = llave(elenco.dario)
    revocar_llave(actor=elenco.dario, llave=fila)
    revocar_llave(actor=elenco.dario, llave=fila)
    assert llave_de(secreto) is None
    assert Asiento.objects.filter(accion="llave.revocada").count() == 1


def test_after_a_rotation_with_overlap_both_open_for_a_while(elenco: Elenco, settings: Any) -> None:
    fila, vieja = llave(elenco.dario, "leer", "avances")
    nueva, secreto = rotar_llave(actor=elenco.dario, llave=fila, traslape_horas=24)
    assert (nueva.alcances, nueva.nombre, nueva.sucede_a) == (fila.alcances, fila.nombre, fila)
    assert (llave_de(vieja), llave_de(secreto)) == (fila, nueva)
    settings.PAL_HOY = "2020-08-02"
    assert (llave_de(vieja), llave_de(secreto)) == (None, nueva)


def test_an_immediate_rotation_closes_the_former_at_once(elenco: Elenco) -> None:
    fila, vieja = llave(elenco.dario)
    nueva, secreto = rotar_llave(actor=elenco.dario, llave=fila, traslape_horas=0)
    assert (llave_de(vieja), llave_de(secreto)) == (None, nueva)
    with pytest.raises(ReglaIncumplida):
        rotar_llave(actor=elenco.dario, llave=fila, traslape_horas=0)


def test_a_key_with_scopes_that_the_owner_lost_is_not_rotated(elenco: Elenco) -> None:
    fila, _secreto = llave(elenco.dario, "avances")
    Membresia.objects.filter(usuario=elenco.dario).delete()
    elenco.dario.__dict__.pop("_alcance", None)
    with pytest.raises(PermissionDenied):
        rotar_llave(actor=elenco.dario, llave=fila, traslape_horas=0)


def test_nobody_disposes_of_another_persons_key(elenco: Elenco) -> None:
    fila, _secreto = llave(elenco.dario)
    for otra in (elenco.alicia, elenco.fidel, elenco.elena):
        with pytest.raises(PermissionDenied):
            rotar_llave(actor=otra, llave=fila, traslape_horas=0)
        with pytest.raises(PermissionDenied):
            revocar_llave(actor=otra, llave=fila)


def test_the_last_use_is_kept_at_most_once_a_minute(
    elenco: Elenco, django_assert_num_queries: Any, settings: Any
) -> None:
    settings.PAL_HOY = ""
    with time_machine.travel("2020-07-31T18:00:00Z", tick=False) as reloj:
        fila, secreto = llave(elenco.dario)
        with django_assert_num_queries(2):
            llave_de(secreto)
        reloj.shift(timedelta(seconds=59))
        with django_assert_num_queries(1):
            llave_de(secreto)
        reloj.shift(timedelta(seconds=2))
        llave_de(secreto)
        fila.refresh_from_db()
        assert fila.ultimo_uso == ahora()


def test_erasing_the_account_takes_its_keys_away(elenco: Elenco) -> None:
    _fila, secreto = llave(elenco.dario)
    elenco.dario.set_password("una frase larga")
    elenco.dario.save()
    suprimir_cuenta(actor=elenco.dario, cuenta=elenco.dario, contrasena="una frase larga", enterada=True)
    assert llave_de(secreto) is None
    assert LlaveApi.objects.count() == 0


FORMA = {"nombre": "Obra pública", "alcances": ["leer", "avances"], "dias": "90"}


def entrar(client: Client, usuario: Any) -> None:
    client.force_login(usuario, backend=MOTOR)


def test_making_a_key_asks_for_the_password_and_shows_the_secret_once(elenco: Elenco, client: Client) -> None:
    elenco.dario.set_password("una frase larga")
    elenco.dario.save()
    entrar(client, elenco.dario)
    respuesta = client.post("/cuenta/llaves/", FORMA)
    assert respuesta.url.startswith("/cuenta/confirmar/")
    assert LlaveApi.objects.count() == 0
    respuesta = client.post(respuesta.url, {"password": "una frase larga"})
    texto = respuesta.content.decode()
    [secreto] = re.findall(r'id="llave-nueva">(pal_[^<]+)<', texto)
    assert llave_de(secreto) == LlaveApi.objects.get()
    assert "no-store" in respuesta["Cache-Control"]
    otra_vez = client.get("/cuenta/llaves/").content.decode()
    assert secreto not in otra_vez
    assert LlaveApi.objects.get().prefijo in otra_vez
    # The password was just given: rotating does not ask again.
    fila = LlaveApi.objects.get()
    rotada = client.post(f"/cuenta/llaves/{fila.pk}/rotar/", {"traslape_horas": "0"}).content.decode()
    [nuevo] = re.findall(r'id="llave-nueva">(pal_[^<]+)<', rotada)
    assert (llave_de(secreto), llave_de(nuevo) is not None) == (None, True)


def test_revoking_needs_no_password(elenco: Elenco, client: Client) -> None:
    fila, secreto = llave(elenco.dario)
    entrar(client, elenco.dario)
    assert client.post(f"/cuenta/llaves/{fila.pk}/revocar/").status_code == 302
    assert llave_de(secreto) is None


def test_the_page_shows_only_ones_own_and_touches_nobody_elses(elenco: Elenco, client: Client) -> None:
    ajena, secreto = llave(elenco.alicia)
    entrar(client, elenco.dario)
    assert ajena.prefijo not in client.get("/cuenta/llaves/").content.decode()
    assert client.post(f"/cuenta/llaves/{ajena.pk}/revocar/").status_code == 404
    assert llave_de(secreto) == ajena


def test_where_a_second_factor_is_required_a_key_asks_for_it(
    elenco: Elenco, client: Client, settings: Any
) -> None:
    settings.MFA_OBLIGATORIA = True
    _fila, secreto = llave(elenco.alicia)
    con_llave = {"authorization": f"Bearer {secreto}"}
    assert client.get("/api/v1/marcos/", headers=con_llave).status_code == 401
    Authenticator.objects.create(user=elenco.alicia, type=Authenticator.Type.TOTP, data={})
    assert client.get("/api/v1/marcos/", headers=con_llave).status_code == 200
