"""Each notice leaves once: however often it is calculated or retried, and wherever the sender was killed."""

import smtplib
import uuid
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from fabricas import UsuarioF

from pal_portal.cimientos.fechas import ahora
from secretariado.models import Aviso, PreferenciaAviso, Usuario
from secretariado.registro import avisos
from secretariado.registro.avisos import Hecho, barrer_avisos, crear_avisos, enviar_avisos
from secretariado.servicios.avisos import elegir_avisos

pytestmark = pytest.mark.django_db
CLAVE = "entrega:1:2020-08-02"


def hecho(usuario: Usuario, tipo: str = "vence_3", clave: str = CLAVE, **campos: Any) -> Hecho:
    fila = {
        "clave": "GTO-1-01",
        "nombre": "Creación de la plataforma <b>",
        "fecha": "2020-08-02",
        "situacion": "sin_reporte",
        "ruta": "/mesa/entregas/1/",
    }
    return Hecho(usuario.pk, tipo, clave, {"filas": [fila], "total": 1}, **campos)


@pytest.fixture
def persona(db: Any) -> Usuario:
    return UsuarioF(correo="dario@ejemplo.test")


def estados() -> list[str]:
    return list(Aviso.objects.order_by("pk").values_list("estado", flat=True))


def abandonar() -> None:
    """As a worker that was killed leaves its claim, once its time is over."""
    Aviso.objects.update(estado="enviando", ficha=uuid.uuid4(), intentos=1, latido=ahora() - timedelta(minutes=11))


def enviar() -> str:
    return enviar_avisos(Aviso.objects.values_list("grupo", flat=True).distinct().get())


def test_the_same_fact_is_told_once_however_often_it_is_calculated_and_sent(persona: Usuario) -> None:
    assert [crear_avisos([hecho(persona), hecho(persona)]) for _ in range(3)] == [1, 0, 0]
    assert [enviar() for _ in range(3)] == ["enviado", "", ""]
    assert crear_avisos([hecho(persona)]) == 0
    assert len(mail.outbox) == 1


def test_the_facts_of_one_calculation_travel_in_one_message_per_person_and_kind(persona: Usuario) -> None:
    otra = UsuarioF()
    crear_avisos([hecho(p, clave=f"entrega:{n}:2020-08-02") for n in range(5) for p in (persona, otra)])
    grupos = set(Aviso.objects.values_list("grupo", flat=True))
    assert len(grupos) == 2
    for grupo in grupos:
        enviar_avisos(grupo)
    assert {m.to[0] for m in mail.outbox} == {persona.correo, otra.correo}
    assert {m.subject for m in mail.outbox} == {"5 entregas vencen en los próximos 3 días"}


def test_the_database_itself_refuses_a_second_row_for_a_fact(persona: Usuario) -> None:
    """Two calculations at once: neither sees the other's rows, and the second writes nothing."""
    primero, segundo = avisos.nuevos([hecho(persona)]), avisos.nuevos([hecho(persona)])
    for lote in (primero, segundo):
        Aviso.objects.bulk_create(lote, ignore_conflicts=True)
    assert Aviso.objects.count() == 1


def test_a_message_reads_well_in_plain_text_and_html_and_can_be_stopped(persona: Usuario) -> None:
    crear_avisos([hecho(persona)])
    enviar()
    (mensaje,) = mail.outbox
    html = mensaje.alternatives[0][0]
    assert mensaje.subject == "1 entrega vence en los próximos 3 días"
    assert "Vence el 2 de agosto de 2020 · sin reporte" in mensaje.body
    assert "plataforma <b>" in mensaje.body
    assert "plataforma &lt;b&gt;" in html
    for cuerpo in (mensaje.body, html):
        assert "http://127.0.0.1:8000/mesa/entregas/1/" in cuerpo
        assert "/cuenta/avisos/" in cuerpo
        assert "/avisos/baja/" in cuerpo
        assert persona.correo not in cuerpo
    crudo = mensaje.message()
    assert crudo["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert crudo["List-Unsubscribe"].startswith("<http://127.0.0.1:8000/avisos/baja/")
    assert crudo["Auto-Submitted"] == "auto-generated"
    assert crudo["Message-ID"] == f"<aviso.{Aviso.objects.get().grupo.hex}@127.0.0.1>"


def test_two_workers_at_once_send_one_message(persona: Usuario) -> None:
    """The second comes while the first holds the claim."""
    crear_avisos([hecho(persona)])
    grupo = Aviso.objects.get().grupo
    assert avisos._tomar(grupo, uuid.uuid4())
    assert enviar_avisos(grupo) == ""
    assert mail.outbox == []


def test_a_worker_that_lost_its_claim_sends_nothing(persona: Usuario, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stopped (not dead) until another took over: it finds its token gone before handing the message over."""
    crear_avisos([hecho(persona)])
    componer = avisos.componer

    def dormirse(*args: Any) -> Any:
        Aviso.objects.update(ficha=uuid.uuid4())
        return componer(*args)

    monkeypatch.setattr(avisos, "componer", dormirse)
    assert enviar() == ""
    assert mail.outbox == []


@pytest.fixture
def carpeta(settings: Any, tmp_path: Path) -> Path:
    settings.EMAIL_BACKEND = "pal_portal.cimientos.correo.CarpetaDeCorreos"
    settings.EMAIL_FILE_PATH = str(tmp_path / "correos")
    return tmp_path / "correos"


@pytest.mark.parametrize("salio", [False, True])
def test_killed_before_or_after_handing_over_the_message_is_sent_exactly_once(
    persona: Usuario, carpeta: Path, salio: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    crear_avisos([hecho(persona)])
    if salio:
        enviar()
    Aviso.objects.update(enviado=None, estado="pendiente")
    abandonar()
    entregas: list[Any] = []
    from pal_portal.cimientos.correo import CarpetaDeCorreos

    escribir = CarpetaDeCorreos.send_messages
    monkeypatch.setattr(
        CarpetaDeCorreos, "send_messages", lambda self, m: (entregas.append(m), escribir(self, m))[1]
    )
    assert barrer_avisos() == 1
    assert enviar() == "enviado"
    assert len(entregas) == (0 if salio else 1)
    assert len(list(carpeta.glob("*.eml"))) == 1


class SinServidor(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[Any]) -> int:
        raise smtplib.SMTPRecipientsRefused({"dario@ejemplo.test": (SinServidor.codigo, b"dario@ejemplo.test")})

    codigo = 450


@pytest.fixture
def sin_servidor(settings: Any) -> Callable[[int], None]:
    def responder(codigo: int) -> None:
        SinServidor.codigo = codigo
        settings.EMAIL_BACKEND = f"{__name__}.SinServidor"
        avisos.get_connection = lambda: SinServidor()  # type: ignore[attr-defined]

    original = avisos.get_connection  # type: ignore[attr-defined]
    yield responder
    avisos.get_connection = original  # type: ignore[attr-defined]


def test_a_server_that_is_away_is_tried_again_later_and_then_given_up(
    persona: Usuario, sin_servidor: Callable[[int], None], caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    sin_servidor(450)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    crear_avisos([hecho(persona)])
    assert enviar() == "pendiente"
    assert enviar() == "", "not before its time"
    for _ in range(5):
        Aviso.objects.update(no_antes=ahora())
        ultimo = enviar()
    aviso = Aviso.objects.get()
    assert (ultimo, aviso.estado, aviso.intentos) == ("fallido", "fallido", 6)
    assert aviso.error == "SMTPRecipientsRefused"
    assert "dario" not in caplog.text


def test_a_refused_address_is_not_tried_again(
    persona: Usuario, sin_servidor: Callable[[int], None], settings: Any
) -> None:
    sin_servidor(550)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    crear_avisos([hecho(persona)])
    assert enviar() == "fallido"


def test_what_the_broker_lost_is_queued_again_by_the_sweep(
    persona: Usuario, monkeypatch: pytest.MonkeyPatch
) -> None:
    encolados: list[str] = []
    monkeypatch.setattr(avisos, "encolar", lambda nombre, grupo: encolados.append(grupo))
    crear_avisos([hecho(persona)])
    assert len(encolados) == 1
    assert barrer_avisos() == 0, "it was queued a moment ago"
    Aviso.objects.update(latido=ahora() - timedelta(minutes=11))
    assert barrer_avisos() == 1
    assert encolados[0] == encolados[1]


def test_a_weekly_choice_gathers_every_kind_in_mondays_message(persona: Usuario) -> None:
    elegir_avisos(actor=persona, modos={"vence_3": "semanal", "vence_15": "semanal"})
    crear_avisos([hecho(persona, "vence_3"), hecho(persona, "vence_15", "entrega:2:2020-08-12")])
    assert enviar() == "", "today is Friday"
    aviso = Aviso.objects.first()
    assert aviso is not None
    assert f"{aviso.no_antes.astimezone(ahora().tzinfo):%a %d %H:%M}" == "Mon 03 07:00"
    Aviso.objects.update(no_antes=ahora())
    assert enviar() == "enviado"
    (mensaje,) = mail.outbox
    assert mensaje.subject == "Tu resumen semanal: 2 asuntos"
    assert "Vence el 2 de agosto de 2020 · sin reporte\n" in mensaje.body


def test_a_message_that_left_later_says_on_what_day_it_looked(persona: Usuario, settings: Any) -> None:
    elegir_avisos(actor=persona, modos={"vence_3": "semanal"})
    crear_avisos([hecho(persona)])
    settings.PAL_HOY = "2020-08-03"
    Aviso.objects.update(no_antes=ahora())
    assert enviar() == "enviado"
    assert "Venció el 2 de agosto de 2020 · sin reporte (al 31 de julio de 2020)\n" in mail.outbox[0].body


def test_who_asked_for_none_gets_none_even_if_it_was_waiting(persona: Usuario) -> None:
    crear_avisos([hecho(persona)])
    elegir_avisos(actor=persona, modos={"vence_3": "ninguno"})
    assert enviar() == "omitido"
    assert crear_avisos([hecho(persona, clave="entrega:9:2020-08-02")]) == 0
    assert mail.outbox == []


def test_a_closed_account_and_a_late_notice_are_left_out(persona: Usuario) -> None:
    crear_avisos([hecho(persona, caduca=date(2020, 7, 30))])
    assert enviar() == "omitido"
    Aviso.objects.all().delete()
    crear_avisos([hecho(persona)])
    Usuario.objects.update(is_active=False)
    assert enviar() == "omitido"
    assert mail.outbox == []


def test_nothing_is_sent_to_reserved_addresses_through_a_mail_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(avisos, "sale_del_equipo", lambda: True)
    for correo, estado in (("facilitacion@demo.example", "omitido"), ("persona@iacip.mx", "enviado")):
        Aviso.objects.all().delete()
        crear_avisos([hecho(UsuarioF(correo=correo))])
        assert enviar() == estado
    assert [m.to for m in mail.outbox] == [["persona@iacip.mx"]]


@pytest.mark.parametrize(
    ("transporte", "sale"),
    [
        ("django.core.mail.backends.smtp.EmailBackend", True),
        ("django.core.mail.backends.console.EmailBackend", False),
        ("django.core.mail.backends.locmem.EmailBackend", False),
        ("pal_portal.cimientos.correo.CarpetaDeCorreos", False),
    ],
)
def test_a_mail_server_is_told_from_local_transports(settings: Any, transporte: str, sale: bool) -> None:
    from pal_portal.cimientos.correo import sale_del_equipo

    settings.EMAIL_BACKEND = transporte
    assert sale_del_equipo() is sale


def test_erasing_an_account_erases_its_notices(persona: Usuario) -> None:
    crear_avisos([hecho(persona)])
    elegir_avisos(actor=persona, modos={"vence_3": "ninguno"})
    persona.delete()
    assert (Aviso.objects.count(), PreferenciaAviso.objects.count()) == (0, 0)
