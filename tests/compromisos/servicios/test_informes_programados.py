"""Reports that make themselves: once per period, told by e-mail to the guarantor, stopped by who may."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from fabricas import Elenco

from compromisos.calendario import fin_de_periodo
from compromisos.models import Informe, ProgramaDeInformes
from compromisos.servicios import avisos
from compromisos.servicios.informes import generar_informe
from compromisos.servicios.programacion import pedir_programados, programar_informes
from secretariado.models import Asiento, Aviso, PreferenciaAviso
from secretariado.registro.avisos import barrer_avisos, enviar_avisos

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sin_trabajador(monkeypatch: pytest.MonkeyPatch) -> None:
    for modulo in ("informes", "programacion"):
        monkeypatch.setattr(f"compromisos.servicios.{modulo}.encolar", lambda *args: None)
    monkeypatch.setattr("secretariado.registro.avisos.encolar", lambda *args: None)


def test_a_period_ends_on_the_last_day_before_today() -> None:
    for al, meses, fin in (
        (date(2020, 8, 1), 1, date(2020, 7, 31)),
        (date(2020, 7, 31), 1, date(2020, 6, 30)),
        (date(2020, 8, 15), 3, date(2020, 6, 30)),
        (date(2020, 1, 1), 3, date(2019, 12, 31)),
        (date(2020, 3, 1), 1, date(2020, 2, 29)),
    ):
        assert fin_de_periodo(al, meses) == fin


def test_the_report_of_each_month_is_ordered_once_and_not_those_before_it_was_programmed(
    elenco: Elenco, settings: Any
) -> None:
    programar_informes(actor=elenco.alicia, plan=elenco.plan, periodicidad="mensual")
    assert pedir_programados() == 0
    settings.PAL_HOY = "2020-08-01"
    assert [pedir_programados(), pedir_programados()] == [1, 0]
    settings.PAL_HOY = "2020-09-03"
    assert pedir_programados() == 1
    cortes = Informe.objects.filter(programado=True).order_by("corte").values_list("corte", flat=True)
    assert list(cortes) == [date(2020, 7, 31), date(2020, 8, 31)]
    programar_informes(actor=elenco.beto, plan=elenco.plan, periodicidad="")
    settings.PAL_HOY = "2020-10-01"
    assert pedir_programados() == 0
    assert Asiento.objects.filter(accion="informes.programados").count() == 2


def test_a_quarterly_one_waits_for_the_quarter(elenco: Elenco, settings: Any) -> None:
    programar_informes(actor=elenco.elena, plan=elenco.plan, periodicidad="trimestral")
    settings.PAL_HOY = "2020-09-30"
    assert pedir_programados() == 0
    settings.PAL_HOY = "2020-10-01"
    assert pedir_programados() == 1


def test_only_who_may_order_it_programmes_it(elenco: Elenco) -> None:
    for nadie in (elenco.dario, elenco.carla, elenco.yago, elenco.fidel, elenco.ciudadana):
        with pytest.raises(PermissionDenied):
            programar_informes(actor=nadie, plan=elenco.plan, periodicidad="mensual")
    assert not ProgramaDeInformes.objects.exists()


def test_its_guarantor_gets_one_message_when_it_is_ready(elenco: Elenco, settings: Any) -> None:
    programar_informes(actor=elenco.alicia, plan=elenco.plan, periodicidad="mensual")
    settings.PAL_HOY = "2020-08-01"
    pedir_programados()
    informe = Informe.objects.get(programado=True)
    assert avisos.avisar(["reporte_programado"]) == 0
    assert generar_informe(informe.pk, lambda i, avisar: (b"%PDF", 1)) == "listo"
    assert [avisos.avisar(["reporte_programado"]) for _ in range(2)] == [1, 0]
    barrer_avisos()
    for grupo in set(Aviso.objects.values_list("grupo", flat=True)):
        enviar_avisos(grupo)
    (mensaje,) = mail.outbox
    assert (mensaje.to, mensaje.subject) == ([elenco.beto.correo], "1 reporte programado está listo")
    assert f"/reportes/{informe.folio}/" in mensaje.body
    assert "Con corte al 31 de julio de 2020" in mensaje.body
    assert mensaje.attachments[0] == (f"{informe.folio}.pdf", b"%PDF", "application/pdf")
    assert "Va adjunto en PDF" in mensaje.body
    for formato in ("pdf", "xlsx"):
        assert f"/reportes/{informe.folio}.{formato}" in mensaje.body


def test_one_too_heavy_for_a_message_is_sent_as_a_link(
    elenco: Elenco, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secretariado.registro.correos.PESO_MAXIMO", 3)
    programar_informes(actor=elenco.alicia, plan=elenco.plan, periodicidad="mensual")
    settings.PAL_HOY = "2020-08-01"
    pedir_programados()
    informe = Informe.objects.get(programado=True)
    generar_informe(informe.pk, lambda i, avisar: (b"%PDF", 1))
    avisos.avisar(["reporte_programado"])
    enviar_avisos(Aviso.objects.get().grupo)
    (mensaje,) = mail.outbox
    assert not mensaje.attachments
    assert "adjunto" not in mensaje.body
    assert f"/reportes/{informe.folio}.pdf" in mensaje.body


def test_one_whose_file_cannot_be_read_is_sent_as_a_link(elenco: Elenco, settings: Any) -> None:
    programar_informes(actor=elenco.alicia, plan=elenco.plan, periodicidad="mensual")
    settings.PAL_HOY = "2020-08-01"
    pedir_programados()
    informe = Informe.objects.get(programado=True)
    generar_informe(informe.pk, lambda i, avisar: (b"%PDF", 1))
    avisos.avisar(["reporte_programado"])
    informe.refresh_from_db()
    assert informe.archivo
    Path(informe.archivo.contenido.path).unlink()
    enviar_avisos(Aviso.objects.get().grupo)
    (mensaje,) = mail.outbox
    assert not mensaje.attachments
    assert "adjunto" not in mensaje.body
    assert f"/reportes/{informe.folio}.pdf" in mensaje.body


def test_one_that_failed_is_made_again_the_next_day_and_not_for_ever(elenco: Elenco, settings: Any) -> None:
    programar_informes(actor=elenco.alicia, plan=elenco.plan, periodicidad="mensual")
    settings.PAL_HOY = "2020-08-01"
    pedir_programados()
    informe = Informe.objects.get(programado=True)

    def falla(informe: Informe, avisar: Any) -> tuple[bytes, int]:
        raise RuntimeError

    for dia in (2, 3, 4):
        assert generar_informe(informe.pk, falla) == "fallo"
        settings.PAL_HOY = f"2020-08-0{dia}"
        assert pedir_programados() == 0
    informe.refresh_from_db()
    assert (informe.estado, informe.intentos, Informe.objects.count()) == ("fallo", 3, 1)


def test_the_page_says_who_will_get_it_and_when_nobody_will(elenco: Elenco, client: Client) -> None:
    client.force_login(elenco.alicia, backend="allauth.account.auth_backends.AuthenticationBackend")
    ruta = f"/planes/{elenco.plan.slug}/reportes/programar/"
    assert "Instituto de Acceso (1 cuenta)" in client.get(ruta).content.decode()
    PreferenciaAviso.objects.create(usuario=elenco.beto, tipo=Aviso.Tipo.REPORTE, modo="ninguno")
    pagina = client.get(ruta).content.decode()
    assert "Nadie lo recibirá por correo" in pagina
    assert "Instituto de Acceso (1 cuenta)" not in pagina
