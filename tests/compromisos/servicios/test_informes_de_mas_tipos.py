"""Who orders which kind of report, its folio, its place in the queue, and stopping it."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from fabricas import Elenco, EvidenciaF

from compromisos.models import ConteoDeDescargas, Informe
from compromisos.servicios.informes import (
    cancelar_informe,
    generar_informe,
    lugar_en_la_cola,
    reintentar_informe,
    solicitar_informe,
)
from pal_portal.cimientos.errores import ReglaIncumplida

pytestmark = pytest.mark.django_db
CORTE = date(2020, 7, 31)
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _sin_trabajador(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: None)


def hecho(informe: Informe, avisar: Any) -> tuple[bytes, int]:
    avisar(50)
    return f"%PDF {informe.folio}".encode(), 1


def test_each_kind_is_ordered_by_who_has_to_do_with_it_and_has_its_folio(elenco: Elenco) -> None:
    evidencia = EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    clave = elenco.plan.clave
    casos: list[tuple[dict[str, Any], str, set[str]]] = [
        ({"plan": elenco.plan}, f"{clave}-M-20200731-01", {"alicia", "beto", "elena"}),
        ({"compromiso": elenco.compromiso}, f"{clave}-01-C-20200731-01", {"alicia", "beto", "elena"}),
        ({"evidencia": evidencia}, f"{clave}-01-V{evidencia.pk}-20200731-01", {"alicia", "beto", "elena"}),
        ({"entidad": elenco.entidad}, "GTO-E-20200731-01", {"alicia", "beto", "elena"}),
        ({}, "MX-N-20200731-01", {"elena"}),
    ]
    for ambito, folio, quienes in casos:
        for nombre in ("alicia", "beto", "carla", "dario", "elena", "fidel", "yago", "zoe", "ciudadana"):
            if nombre in quienes:
                informe = solicitar_informe(actor=getattr(elenco, nombre), corte=CORTE, **ambito)
                assert informe.folio == folio, (nombre, "el mismo pedido dos veces es un reporte")
            else:
                with pytest.raises(PermissionDenied):
                    solicitar_informe(actor=getattr(elenco, nombre), corte=CORTE, **ambito)
    assert Informe.objects.count() == 5


def test_there_is_nothing_to_say_before_the_evidence_existed_nor_of_a_state_without_plans(elenco: Elenco) -> None:
    evidencia = EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    with pytest.raises(ReglaIncumplida):
        solicitar_informe(actor=elenco.beto, corte=date(2020, 6, 30), evidencia=evidencia)
    type(elenco.plan).objects.filter(secretariado=elenco.otro_stl).update(publicado_en=None)
    with pytest.raises(ReglaIncumplida):
        solicitar_informe(actor=elenco.elena, corte=CORTE, entidad=elenco.otra_entidad)
    with pytest.raises(PermissionDenied):
        solicitar_informe(actor=elenco.alicia, corte=CORTE, compromiso=elenco.secreto)


def test_there_is_nothing_to_say_of_a_state_nor_of_the_country_before_their_first_plan(elenco: Elenco) -> None:
    for ambito in ({"entidad": elenco.entidad}, {}):
        with pytest.raises(ReglaIncumplida) as error:
            solicitar_informe(actor=elenco.elena, corte=date(1, 1, 2), **ambito)
        assert error.value.campo == "corte"
    assert Informe.objects.count() == 0


def test_the_queue_says_how_many_come_before(elenco: Elenco) -> None:
    primero = solicitar_informe(actor=elenco.elena, corte=CORTE)
    segundo = solicitar_informe(actor=elenco.elena, corte=CORTE, plan=elenco.plan)
    tercero = solicitar_informe(actor=elenco.elena, corte=CORTE, compromiso=elenco.compromiso)
    assert [lugar_en_la_cola(i) for i in (primero, segundo, tercero)] == [0, 1, 2]
    generar_informe(primero.pk, hecho)
    assert [lugar_en_la_cola(i) for i in (segundo, tercero)] == [0, 1]
    cliente = Client()
    cliente.force_login(elenco.elena, backend=MOTOR)
    assert "hay un reporte antes" in cliente.get(tercero.get_absolute_url()).content.decode()


def test_a_report_cancelled_while_it_waits_is_not_made_and_can_be_asked_for_again(elenco: Elenco) -> None:
    informe = solicitar_informe(actor=elenco.beto, corte=CORTE, plan=elenco.plan)
    with pytest.raises(PermissionDenied):
        cancelar_informe(actor=elenco.yago, informe=informe)
    cancelar_informe(actor=elenco.alicia, informe=informe)
    assert generar_informe(informe.pk, hecho) == "cancelado"
    with pytest.raises(ReglaIncumplida):
        cancelar_informe(actor=elenco.alicia, informe=informe)
    reintentar_informe(actor=elenco.alicia, informe=informe)
    assert generar_informe(informe.pk, hecho) == "listo"


def test_a_report_cancelled_while_it_is_made_stops_and_leaves_no_file(elenco: Elenco) -> None:
    informe = solicitar_informe(actor=elenco.beto, corte=CORTE, plan=elenco.plan)

    def se_cancela_a_la_mitad(informe: Informe, avisar: Any) -> tuple[bytes, int]:
        avisar(25)
        cancelar_informe(actor=elenco.beto, informe=informe)
        avisar(40)
        raise AssertionError("siguió")

    def se_cancela_al_final(informe: Informe, avisar: Any) -> tuple[bytes, int]:
        cancelar_informe(actor=elenco.beto, informe=informe)
        return b"%PDF tarde", 1

    for emisor in (se_cancela_a_la_mitad, se_cancela_al_final):
        assert generar_informe(informe.pk, emisor) == "cancelado"
        informe.refresh_from_db()
        assert (informe.estado, informe.archivo) == ("cancelado", None)
        reintentar_informe(actor=elenco.beto, informe=informe)


def test_the_moment_and_the_head_of_the_log_are_frozen_when_first_taken(elenco: Elenco) -> None:
    informe = solicitar_informe(actor=elenco.beto, corte=CORTE, plan=elenco.plan)

    def falla(informe: Informe, avisar: Any) -> tuple[bytes, int]:
        raise RuntimeError

    generar_informe(informe.pk, falla)
    informe.refresh_from_db()
    antes = (informe.generado, informe.bitacora_numero, informe.bitacora_hash)
    assert all(antes)
    solicitar_informe(actor=elenco.elena, corte=CORTE)
    reintentar_informe(actor=elenco.beto, informe=informe)
    generar_informe(informe.pk, hecho)
    informe.refresh_from_db()
    assert (informe.generado, informe.bitacora_numero, informe.bitacora_hash) == antes


def test_downloads_are_counted_and_nothing_else_is_kept_of_them(elenco: Elenco, client: Client) -> None:
    informe = solicitar_informe(actor=elenco.beto, corte=CORTE, plan=elenco.plan)
    generar_informe(informe.pk, hecho)
    ruta = f"/reportes/{informe.folio}.pdf"
    client.head(ruta)
    for _ in range(2):
        assert b"".join(client.get(ruta).streaming_content).startswith(b"%PDF")
    informe.refresh_from_db()
    assert informe.descargas == 2
    pagina = client.get(informe.get_absolute_url()).content.decode()
    assert "Copiar cita" in pagina
    assert f"Folio {informe.folio}" in pagina


def test_downloads_are_told_by_format_and_kind_of_reader_and_robots_apart(elenco: Elenco, client: Client) -> None:
    informe = solicitar_informe(actor=elenco.beto, corte=CORTE, plan=elenco.plan)
    generar_informe(informe.pk, hecho)
    ruta = f"/reportes/{informe.folio}.pdf"
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
    for agente in (firefox, firefox, "Mozilla/5.0 (compatible; Googlebot/2.1)", "curl/8.5.0"):
        client.get(ruta, HTTP_USER_AGENT=agente)
    client.get(ruta, HTTP_USER_AGENT=firefox, HTTP_SEC_PURPOSE="prefetch;prerender")
    client.force_login(elenco.beto, backend=MOTOR)
    client.get(ruta, HTTP_USER_AGENT=firefox)
    client.logout()
    filas = client.get("/api/v1/descargas-de-informes/").json()["resultados"]
    assert {(f["informe"], f["formato"], f["lector"], f["veces"]) for f in filas} == {
        (informe.folio, "pdf", "visita", 2),
        (informe.folio, "pdf", "programa", 2),
        (informe.folio, "pdf", "cuenta", 1),
    }
    informe.refresh_from_db()
    assert informe.descargas == sum(f["veces"] for f in filas)
    pagina = client.get(informe.get_absolute_url()).content.decode()
    assert re.search(r'Programas y buscadores</th><td class="num">2</td><td class="num">0</td>', pagina)
    guardado = {f.name for f in ConteoDeDescargas._meta.get_fields()}
    assert guardado == {"id", "informe", "formato", "lector", "veces"}
