"""Webhooks: public facts only, each once, signed, tried again, given up, and never to a private address."""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from fabricas import Elenco, EvidenciaF, GanchoF

from compromisos.enlaces.descarga import Descarga, FallaDeDescarga, Motivo
from compromisos.enlaces.envio import Remitente
from compromisos.models import EnvioGancho, Gancho
from compromisos.servicios import ganchos_envio
from compromisos.servicios.avances import declarar_avance
from compromisos.servicios.ganchos import (
    MAXIMO_POR_CUENTA,
    borrar_gancho,
    cambiar_gancho,
    crear_gancho,
    reintentar_envio,
    rotar_secreto,
)
from compromisos.servicios.ganchos_envio import ESPERAS, FALLOS, barrer_ganchos, enviar_gancho, repartir_ganchos
from compromisos.servicios.modificaciones import modificar
from compromisos.servicios.verificaciones import verificar_evidencia
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Asiento
from secretariado.servicios.privacidad import suprimir_cuenta

pytestmark = pytest.mark.django_db
URL = "https://sistema.ejemplo.gob.mx/avisos"


class Buzon:
    """Another system: it keeps what it is sent, and answers what a test says."""

    def __init__(self) -> None:
        self.responde: Any = 200
        self.mensajes: list[tuple[str, dict[str, str], bytes]] = []

    def atender(self, url: str, cabeceras: Any, cuerpo: bytes) -> Descarga:
        self.mensajes.append((url, dict(cabeceras), cuerpo))
        if isinstance(self.responde, Motivo):
            raise FallaDeDescarga(self.responde, url)
        return Descarga(url, self.responde)


@dataclass(frozen=True, slots=True)
class AlBuzon(Remitente):
    buzon: Any = None

    def enviar(self, url: str) -> Descarga:
        respuesta: Descarga = self.buzon.atender(url, self.cabeceras, self.cuerpo)
        return respuesta


@pytest.fixture
def buzon(monkeypatch: pytest.MonkeyPatch) -> Buzon:
    buzon = Buzon()
    monkeypatch.setattr(ganchos_envio, "_remitente", lambda: AlBuzon(buzon=buzon))
    return buzon


@pytest.fixture
def gancho(elenco: Elenco) -> Gancho:
    return GanchoF(usuario=elenco.ciudadana)  # type: ignore[no-any-return]


def declarar(e: Elenco, entrega: Any = None, actor: Any = None, porcentaje: int = 60) -> None:
    declarar_avance(
        actor=actor or e.dario,
        entrega=entrega or e.entrega,
        porcentaje=Decimal(porcentaje),
        que_se_hizo="Algo",
    )


def repartir(capturar: Any) -> int:
    """With what it queues run, as after a commit."""
    with capturar(execute=True):
        return repartir_ganchos()


def test_a_public_fact_is_told_once(
    elenco: Elenco, gancho: Gancho, buzon: Buzon, django_capture_on_commit_callbacks: Any
) -> None:
    declarar(elenco)
    assert repartir(django_capture_on_commit_callbacks) == 1
    assert repartir(django_capture_on_commit_callbacks) == 0
    [(url, _cabeceras, cuerpo)] = buzon.mensajes
    mensaje = json.loads(cuerpo)
    asiento = Asiento.objects.get(accion="avance.declarado")
    assert (url, mensaje["type"]) == (gancho.url, "avance.declarado")
    assert mensaje["data"]["asunto"] == elenco.compromiso.asunto
    assert mensaje["data"]["direccion"].endswith(f"/api/v1/bitacora/{asiento.numero}/")
    assert EnvioGancho.objects.get().estado == "entregado"
    assert "ejemplo.test" not in cuerpo.decode()


def test_the_signature_is_that_of_standard_webhooks(
    elenco: Elenco, gancho: Gancho, buzon: Buzon, django_capture_on_commit_callbacks: Any
) -> None:
    """Checked as a receiver would, from the secret as it is shown."""
    declarar(elenco)
    with time_machine.travel("2026-01-02T03:04:05Z", tick=False):
        repartir(django_capture_on_commit_callbacks)
    _url, cabeceras, cuerpo = buzon.mensajes[0]
    assert cabeceras["webhook-timestamp"] == "1767323045"
    llave = base64.b64decode(gancho.secreto.removeprefix("whsec_"))
    assert len(llave) == 32
    firmado = f"{cabeceras['webhook-id']}.{cabeceras['webhook-timestamp']}.".encode() + cuerpo
    firma = base64.b64encode(hmac.new(llave, firmado, hashlib.sha256).digest()).decode()
    assert cabeceras["webhook-signature"] == f"v1,{firma}"


def test_a_changed_secret_signs_along_with_the_former_for_a_day(elenco: Elenco, gancho: Gancho) -> None:
    anterior = gancho.secreto
    gancho = rotar_secreto(actor=elenco.ciudadana, gancho=gancho)
    assert gancho.secreto != anterior
    en_uso = {"whsec_" + base64.b64encode(k).decode() for k in gancho.llaves()}
    assert en_uso == {anterior, gancho.secreto}
    assert gancho.rotado is not None
    with time_machine.travel(gancho.rotado + timedelta(days=1, seconds=1)):
        assert len(gancho.llaves()) == 1


def test_messages_survive_a_change_of_the_portals_key(gancho: Gancho, settings: Any) -> None:
    vieja = gancho.llaves()[0]
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "otra-clave-larga-de-prueba-0123456789abcdefghijklmnop"
    assert vieja in gancho.llaves()


def test_nothing_reserved_nor_of_another_plan_nor_unasked_is_told(
    elenco: Elenco, buzon: Buzon, django_capture_on_commit_callbacks: Any
) -> None:
    todo = GanchoF(usuario=elenco.ciudadana, eventos="avance.declarado verificacion.nueva informe.publicado")
    otro = GanchoF(usuario=elenco.ciudadana, plan=elenco.otro_plan)
    modificar(actor=elenco.alicia, objeto=elenco.secreto, cambios={"nombre": "Reservado"}, visto={})
    declarar(elenco)
    evidencia = EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    verificar_evidencia(actor=elenco.beto, evidencia=evidencia, veredicto="observada", motivo="Falta la firma")
    repartir(django_capture_on_commit_callbacks)
    assert [e.evento for e in todo.envios.order_by("pk")] == ["avance.declarado", "verificacion.nueva"]
    assert otro.envios.count() == 0
    assert "eservado" not in " ".join(e.cuerpo for e in EnvioGancho.objects.all())
    declarar(elenco, elenco.otra_entrega, elenco.zoe)
    repartir(django_capture_on_commit_callbacks)
    assert otro.envios.count() == 1


def test_a_new_one_tells_what_happens_from_then_on(elenco: Elenco) -> None:
    declarar(elenco)
    nuevo = crear_gancho(actor=elenco.ciudadana, nombre="Tablero", url=URL, eventos=["avance.declarado"])
    assert repartir_ganchos() == 0
    cambiar_gancho(actor=elenco.ciudadana, gancho=nuevo, activo=False)
    declarar(elenco, porcentaje=70)
    cambiar_gancho(actor=elenco.ciudadana, gancho=nuevo, activo=True)
    assert repartir_ganchos() == 0


@pytest.mark.parametrize("responde", [500, 404, 302, Motivo.TIEMPO, Motivo.CERTIFICADO, Motivo.PROHIBIDA])
def test_what_is_not_taken_is_tried_later_and_later_and_then_given_up(
    elenco: Elenco, gancho: Gancho, buzon: Buzon, settings: Any, responde: Any
) -> None:
    settings.PAL_HOY = ""
    buzon.responde = responde
    with time_machine.travel("2020-07-31T18:00:00Z", tick=False) as reloj:
        declarar(elenco)
        repartir_ganchos()
        envio = EnvioGancho.objects.get()
        for espera in ESPERAS:
            assert enviar_gancho(envio.pk) == "pendiente"
            assert enviar_gancho(envio.pk) == ""  # not yet its turn
            reloj.shift(espera - timedelta(seconds=1))
            assert barrer_ganchos() == 0
            reloj.shift(timedelta(seconds=1))
            assert barrer_ganchos() == 1
        assert enviar_gancho(envio.pk) == "fallido"
    assert len(buzon.mensajes) == envio.bitacora.count() == len(ESPERAS) + 1
    assert len({m[1]["webhook-id"] for m in buzon.mensajes}) == 1
    ultimo = envio.bitacora.first()
    assert ultimo is not None
    assert (ultimo.estado_http or ultimo.motivo) == responde


def test_many_lost_in_a_row_turn_it_off_and_its_owner_turns_it_on(
    elenco: Elenco, gancho: Gancho, buzon: Buzon
) -> None:
    buzon.responde = 500
    for n in range(FALLOS + 1):
        declarar(elenco, porcentaje=50 + n)
    repartir_ganchos()
    *perdidos, ultimo = list(EnvioGancho.objects.order_by("pk"))
    EnvioGancho.objects.update(intentos=len(ESPERAS))
    for envio in perdidos:
        enviar_gancho(envio.pk)
    gancho.refresh_from_db()
    assert (gancho.activo, gancho.motivo) == (False, "perdidos")
    assert enviar_gancho(ultimo.pk) == ""
    ultimo.refresh_from_db()
    assert ultimo.estado == "fallido"
    with pytest.raises(ReglaIncumplida, match="desactivado"):
        reintentar_envio(actor=elenco.ciudadana, envio=ultimo)
    cambiar_gancho(actor=elenco.ciudadana, gancho=gancho, activo=True)
    buzon.responde = 200
    reintentar_envio(actor=elenco.ciudadana, envio=EnvioGancho.objects.get(pk=ultimo.pk))
    assert enviar_gancho(ultimo.pk) == "entregado"


def test_one_taken_in_between_forgives_the_lost(elenco: Elenco, gancho: Gancho, buzon: Buzon) -> None:
    Gancho.objects.update(fallos=FALLOS - 1)
    declarar(elenco)
    repartir_ganchos()
    enviar_gancho(EnvioGancho.objects.get().pk)
    gancho.refresh_from_db()
    assert gancho.fallos == 0


def test_who_answers_gone_is_not_told_again(elenco: Elenco, gancho: Gancho, buzon: Buzon) -> None:
    buzon.responde = 410
    declarar(elenco)
    repartir_ganchos()
    assert enviar_gancho(EnvioGancho.objects.get().pk) == "fallido"
    gancho.refresh_from_db()
    assert (gancho.activo, gancho.motivo) == (False, "ya_no")


def test_a_worker_killed_half_way_loses_nothing(
    elenco: Elenco, gancho: Gancho, buzon: Buzon, settings: Any
) -> None:
    settings.PAL_HOY = ""
    with time_machine.travel("2020-07-31T18:00:00Z", tick=False) as reloj:
        declarar(elenco)
        repartir_ganchos()
        envio = EnvioGancho.objects.get()
        assert ganchos_envio._tomar(envio.pk) is not None
        assert enviar_gancho(envio.pk) == ""
        reloj.shift(timedelta(minutes=11))
        assert enviar_gancho(envio.pk) == "entregado"
        assert enviar_gancho(envio.pk) == ""
    assert len(buzon.mensajes) == 1


def test_what_fails_in_a_way_nobody_foresaw_is_one_more_attempt(
    elenco: Elenco, gancho: Gancho, buzon: Buzon, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tronar(*args: Any) -> Any:
        raise LookupError("unknown encoding")

    monkeypatch.setattr(buzon, "atender", tronar)
    declarar(elenco)
    repartir_ganchos()
    envio = EnvioGancho.objects.get()
    assert enviar_gancho(envio.pk) == "pendiente"
    assert [(i.estado_http, i.motivo) for i in envio.bitacora.all()] == [(None, "respuesta")]


def test_a_message_that_kills_each_worker_is_given_up(
    elenco: Elenco, gancho: Gancho, buzon: Buzon, settings: Any
) -> None:
    settings.PAL_HOY = ""
    with time_machine.travel("2020-07-31T18:00:00Z", tick=False) as reloj:
        declarar(elenco)
        repartir_ganchos()
        envio = EnvioGancho.objects.get()
        for _n in range(len(ESPERAS) + 1):
            assert ganchos_envio._tomar(envio.pk) is not None
            reloj.shift(timedelta(minutes=11))
        assert enviar_gancho(envio.pk) == ""
        envio.refresh_from_db()
        gancho.refresh_from_db()
        assert (envio.estado, gancho.fallos) == ("fallido", 1)
        assert barrer_ganchos() == 0
    assert buzon.mensajes == []


@pytest.mark.parametrize("cola", ["hilo", "celery"])
def test_without_a_clock_the_fact_itself_starts_the_telling(
    elenco: Elenco,
    cola: str,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Any,
) -> None:
    lanzadas: list[str] = []
    monkeypatch.setattr("pal_portal.cimientos.cola._lanzar", lambda nombre, args: lanzadas.append(nombre))
    settings.COLA = cola
    with django_capture_on_commit_callbacks(execute=True):
        declarar(elenco)
    assert ("compromisos.repartir_ganchos" in lanzadas) == (cola == "hilo")


@pytest.mark.parametrize(
    "url",
    ["http://sistema.ejemplo.gob.mx/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.8/", "ftp://x.mx/",
     "https://ana:clave@sistema.ejemplo.gob.mx/", "https://sistema ejemplo.gob.mx/", "hola"],
)  # fmt: skip
def test_only_a_public_address_over_tls_is_accepted(elenco: Elenco, url: str) -> None:
    with pytest.raises(ReglaIncumplida) as error:
        crear_gancho(actor=elenco.ciudadana, nombre="Tablero", url=url, eventos=["avance.declarado"])
    assert error.value.campo == "url"


def test_the_database_keeps_the_rules_too(elenco: Elenco, gancho: Gancho) -> None:
    for malo in ({"url": "http://sistema.test/"}, {"eventos": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Gancho.objects.filter(pk=gancho.pk).update(**malo)


def test_nobody_disposes_of_another_persons(elenco: Elenco, gancho: Gancho) -> None:
    for otra in (elenco.alicia, elenco.fidel, elenco.elena):
        with pytest.raises(PermissionDenied):
            borrar_gancho(actor=otra, gancho=gancho)
        with pytest.raises(PermissionDenied):
            cambiar_gancho(actor=otra, gancho=gancho, activo=False)


def test_an_account_has_a_limited_number(elenco: Elenco) -> None:
    GanchoF.create_batch(MAXIMO_POR_CUENTA, usuario=elenco.ciudadana)
    with pytest.raises(ReglaIncumplida):
        crear_gancho(actor=elenco.ciudadana, nombre="Otro", url=URL, eventos=["avance.declarado"])


def test_erasing_the_account_silences_it(elenco: Elenco, gancho: Gancho) -> None:
    elenco.ciudadana.set_password("una frase larga")
    elenco.ciudadana.save()
    suprimir_cuenta(actor=elenco.ciudadana, cuenta=elenco.ciudadana, contrasena="una frase larga")
    declarar(elenco)
    assert (repartir_ganchos(), Gancho.objects.count()) == (0, 0)


def test_queries_do_not_grow_with_the_facts(
    elenco: Elenco, gancho: Gancho, django_assert_max_num_queries: Any
) -> None:
    for n in range(20):
        declarar(elenco, porcentaje=30 + n)
    with django_assert_max_num_queries(8):
        assert repartir_ganchos() == 20


def test_nothing_more_leaves_for_an_account_that_was_closed(elenco: Elenco, gancho: Gancho, buzon: Buzon) -> None:
    """Not even what already waited for its turn."""
    declarar(elenco)
    repartir_ganchos()
    envio = EnvioGancho.objects.get()
    type(elenco.ciudadana).objects.filter(pk=elenco.ciudadana.pk).update(is_active=False)
    assert barrer_ganchos() == 0
    assert enviar_gancho(envio.pk) == ""
    assert buzon.mensajes == []
