"""Which facts are told, and to whom: windows, scopes, four eyes; a fixed number of queries."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from fabricas import ActividadF, CompromisoF, Elenco, EntregaF, EvidenciaF, VerificacionF, momento

from compromisos.models import Compromiso, Entrega, Informe, Plan, Responsable
from compromisos.servicios.avances import declarar_avance
from compromisos.servicios.avisos import avisar, hechos, por_avisar
from compromisos.servicios.evidencias import EvidenciaNueva, adjuntar_evidencia
from compromisos.servicios.verificaciones import verificar_evidencia
from pal_portal.cimientos.fechas import hoy
from secretariado.models import Archivo, Asiento, Aviso, Membresia, Usuario

pytestmark = pytest.mark.django_db


def quienes(tipo: str) -> set[str]:
    cuentas = Usuario.objects.in_bulk()
    return {cuentas[a.usuario_id].correo.split("@")[0] for a in por_avisar() if a.tipo == tipo}


def tipos() -> set[str]:
    return {a.tipo for a in por_avisar()}


def vence_en(elenco: Elenco, dias: int) -> None:
    Entrega.objects.filter(pk=elenco.entrega.pk).update(vence=hoy() + timedelta(days=dias))


@pytest.mark.parametrize(
    ("dias", "tipo"),
    [
        (16, ""),
        (15, "vence_15"),
        (4, "vence_15"),
        (3, "vence_3"),
        (1, "vence_3"),
        (0, "vence_hoy"),
        (-1, ""),  # it was not overdue when the week began (today is Friday)
        (-5, "vencidas"),
    ],
)
def test_each_distance_to_the_due_date_has_its_kind(elenco: Elenco, dias: int, tipo: str) -> None:
    vence_en(elenco, dias)
    assert tipos() == ({tipo} if tipo else set())


def test_deadlines_are_told_to_the_institutions_that_report_and_to_the_facilitation(elenco: Elenco) -> None:
    for dias, tipo in ((15, "vence_15"), (3, "vence_3"), (0, "vence_hoy"), (-30, "vencidas")):
        vence_en(elenco, dias)
        assert quienes(tipo) == {"alicia", "carla", "dario"}
    elenco.actividad.a_cargo_de = elenco.osc
    elenco.actividad.save()
    assert quienes("vencidas") == {"alicia", "carla"}


def test_a_closed_account_or_a_role_out_of_date_is_told_nothing(elenco: Elenco) -> None:
    vence_en(elenco, 3)
    Usuario.objects.filter(pk=elenco.carla.pk).update(is_active=False)
    Membresia.objects.filter(usuario=elenco.dario).update(hasta=hoy() - timedelta(days=1))
    assert quienes("vence_3") == {"alicia"}


@pytest.mark.parametrize(
    "cambio",
    [
        lambda e: Plan.objects.filter(pk=e.plan.pk).update(estado="suspendido"),
        lambda e: Plan.objects.filter(pk=e.plan.pk).update(estado="concluido"),
        lambda e: Plan.objects.filter(pk=e.plan.pk).update(publicado_en=None),
        lambda e: Compromiso.objects.filter(pk=e.compromiso.pk).update(estado="retirado"),
        lambda e: Compromiso.objects.filter(pk=e.compromiso.pk).update(estado="concluido"),
        lambda e: type(e.actividad).objects.filter(pk=e.actividad.pk).update(cancelada=True),
        lambda e: Entrega.objects.filter(pk=e.entrega.pk).update(declarado=100, verificado=100),
    ],
)
@pytest.mark.parametrize("dias", [3, -30])
def test_what_is_not_in_force_is_not_told(elenco: Elenco, cambio: Any, dias: int) -> None:
    vence_en(elenco, dias)
    assert tipos()
    cambio(elenco)
    assert tipos() == set()


def test_a_delivery_declared_complete_is_not_reminded_but_its_delay_is(elenco: Elenco) -> None:
    Entrega.objects.filter(pk=elenco.entrega.pk).update(declarado=100)
    vence_en(elenco, 3)
    assert tipos() == set()
    vence_en(elenco, -30)
    assert {a.datos["filas"][0]["situacion"] for a in por_avisar()} == {"por_verificar"}


def test_a_server_stopped_for_some_days_tells_it_late_and_once(elenco: Elenco, settings: Any) -> None:
    vence_en(elenco, 15)
    settings.PAL_HOY = "2020-08-05"  # ten days before it is due: nobody calculated on the fifteenth
    assert avisar() == 3
    settings.PAL_HOY = "2020-08-06"
    assert avisar() == 0
    settings.PAL_HOY = "2020-08-13"
    assert avisar() == 3
    assert set(Aviso.objects.values_list("tipo", flat=True)) == {"vence_15", "vence_3"}


def test_a_changed_due_date_is_a_new_fact(elenco: Elenco) -> None:
    vence_en(elenco, 10)
    assert avisar() == 3
    vence_en(elenco, 12)
    assert avisar() == 3


def test_the_overdue_come_once_a_week_in_one_list(elenco: Elenco, settings: Any) -> None:
    vence_en(elenco, -30)
    for n in range(30):
        EntregaF(actividad=elenco.actividad, numero=10 + n, vence=date(2020, 5, 1))
    assert avisar() == 3
    aviso = Aviso.objects.filter(usuario=elenco.dario).get()
    assert (aviso.datos["total"], len(aviso.datos["filas"])) == (31, 20)
    settings.PAL_HOY = "2020-08-02"  # Sunday of the same week
    assert avisar() == 0
    settings.PAL_HOY = "2020-08-03"
    assert avisar() == 3


def observar(elenco: Elenco, veredicto: str = "observada") -> None:
    evidencia = adjuntar_evidencia(
        actor=elenco.dario,
        entrega=elenco.entrega,
        nueva=EvidenciaNueva(titulo="Minuta", enlace="https://ejemplo.mx/m"),
    )
    verificar_evidencia(actor=elenco.beto, evidencia=evidencia, veredicto=veredicto, motivo="Falta la firma.")


@pytest.mark.parametrize("veredicto", ["observada", "rechazada"])
def test_evidence_sent_back_is_told_at_once_to_its_institution_with_the_reason(
    elenco: Elenco, veredicto: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        observar(elenco, veredicto)
    assert [m.to for m in mail.outbox] == [["dario@ejemplo.test"]]
    assert "Falta la firma." in mail.outbox[0].body
    assert avisar() == 0


def test_evidence_sent_by_the_facilitation_goes_back_to_it(elenco: Elenco) -> None:
    evidencia = EvidenciaF(
        entrega=elenco.entrega, autor=elenco.alicia, institucion=None, rol="facilitacion", estado="observada"
    )
    VerificacionF(
        evidencia=evidencia, veredicto="observada", porcentaje=0, motivo="Falta.", creado=momento("2020-07-30")
    )
    assert quienes("evidencia_observada") == {"alicia"}


def test_evidence_already_corrected_is_not_told(elenco: Elenco) -> None:
    observar(elenco)
    assert tipos() == {"evidencia_observada"}
    original = elenco.entrega.evidencias.get()
    EvidenciaF(entrega=elenco.entrega, sustituye_a=original, version=2, creado=momento("2020-07-31"))
    assert tipos() == set()


def esperar_desde(elenco: Elenco, dia: str, **campos: Any) -> None:
    datos = {"autor": elenco.dario, "institucion": elenco.institucion, **campos}
    EvidenciaF(entrega=elenco.entrega, creado=momento(dia, 23), **datos)


def test_evidence_waiting_over_ten_days_is_told_once_to_its_verifier(elenco: Elenco) -> None:
    esperar_desde(elenco, "2020-07-21")
    assert tipos() == set()
    esperar_desde(elenco, "2020-07-20")
    assert quienes("evidencia_en_espera") == {"beto"}
    assert avisar() == 1
    assert avisar() == 0


def test_four_eyes_hold_for_the_notice_too(elenco: Elenco) -> None:
    esperar_desde(elenco, "2020-07-01", autor=elenco.beto)
    esperar_desde(elenco, "2020-07-01", institucion=elenco.garante)
    assert quienes("evidencia_en_espera") == set()
    esperar_desde(elenco, "2020-07-01")
    Responsable.objects.create(compromiso=elenco.compromiso, institucion=elenco.garante)
    assert quienes("evidencia_en_espera") == set()


def test_the_number_of_queries_does_not_grow(elenco: Elenco) -> None:
    archivo = Archivo.objects.create(
        sha256="0" * 64, tamano=1, tipo="application/pdf", contenido="x", creado=momento("2020-07-30")
    )

    def poblar(desde: int, cuantos: int) -> None:
        for n in range(desde, desde + cuantos):
            Informe.objects.create(
                folio=f"X-{n}",
                plan=elenco.plan,
                corte=hoy(),
                estado="listo",
                archivo=archivo,
                solicitado_por=elenco.beto,
                rol="portal",
                creado=momento("2020-07-30"),
                terminado=momento("2020-07-30"),
                programado=True,
            )
            c = CompromisoF(plan=elenco.plan, numero=100 + n)
            Responsable.objects.create(compromiso=c, institucion=elenco.institucion)
            actividad = ActividadF(compromiso=c, numero=1)
            for numero, dias in enumerate((0, 2, 10, -40), start=1):
                EntregaF(actividad=actividad, numero=numero, vence=hoy() + timedelta(days=dias))
            e = EvidenciaF(entrega=actividad.entregas.first(), estado="observada", institucion=elenco.institucion)
            VerificacionF(
                evidencia=e, veredicto="observada", porcentaje=0, motivo="x", creado=momento("2020-07-30")
            )
            EvidenciaF(entrega=actividad.entregas.first(), institucion=elenco.institucion)

    cuentas = []
    for tanda in (0, 1):
        poblar(tanda * 50, 3 + tanda * 20)
        with CaptureQueriesContext(connection) as consultas:
            encontrados = list(hechos(hoy()))
        assert {h.tipo for h in encontrados} == set(Aviso.Tipo.values)
        cuentas.append(len(consultas))
    assert cuentas == [9, 9], "seven kinds, and two that say who is who"
    with CaptureQueriesContext(connection) as consultas:
        por_avisar()
    assert len(consultas) == 11


def test_simulating_says_what_would_be_sent_and_changes_nothing(elenco: Elenco) -> None:
    vence_en(elenco, 3)
    salida = StringIO()
    call_command("avisar", "--simular", stdout=salida)
    assert "3 avisos en 3 mensajes. No se envió nada." in salida.getvalue()
    assert "d…@ejemplo.test" in salida.getvalue()
    assert "dario" not in salida.getvalue()
    assert (Aviso.objects.count(), len(mail.outbox)) == (0, 0)


def test_the_command_sends_and_repeating_it_sends_nothing(
    elenco: Elenco, django_capture_on_commit_callbacks: Any
) -> None:
    vence_en(elenco, 0)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            call_command("avisar", stdout=StringIO())
    assert sorted(m.to[0].split("@")[0] for m in mail.outbox) == ["alicia", "carla", "dario"]


def test_notices_leave_no_personal_data_in_the_log(elenco: Elenco) -> None:
    vence_en(elenco, 3)
    antes = Asiento.objects.count()
    avisar()
    assert Asiento.objects.count() == antes
    assert "@" not in str(list(Aviso.objects.values_list("datos", "hecho", "error")))


def test_who_reports_is_the_same_for_notices_and_for_the_desk(elenco: Elenco, client: Any) -> None:
    vence_en(elenco, 3)
    for nombre in ("alicia", "carla", "dario", "zoe", "yago", "beto", "elena"):
        cuenta = getattr(elenco, nombre)
        client.force_login(cuenta, backend="allauth.account.auth_backends.AuthenticationBackend")
        en_mesa = f"/mesa/entregas/{elenco.entrega.pk}/" in client.get("/mesa/").content.decode()
        assert en_mesa == (nombre in quienes("vence_3")), nombre


def test_a_declaration_reads_in_the_message(elenco: Elenco) -> None:
    declarar_avance(actor=elenco.dario, entrega=elenco.entrega, porcentaje=Decimal(60), que_se_hizo="Algo")
    vence_en(elenco, 3)
    fila = por_avisar()[0].datos["filas"][0]
    assert (fila["situacion"], fila["declarado"]) == ("parcial", "60.0 %")


def test_the_desk_of_the_verifier_shows_what_waits_over_ten_days(elenco: Elenco, client: Any) -> None:
    esperar_desde(elenco, "2020-07-20", titulo="Minuta demorada")
    esperar_desde(elenco, "2020-07-21", titulo="Minuta reciente")
    for nombre, ve in (("beto", True), ("alicia", False), ("dario", False)):
        client.force_login(getattr(elenco, nombre), backend="allauth.account.auth_backends.AuthenticationBackend")
        texto = client.get("/mesa/").content.decode()
        assert ("Esperan hace más de 10 días" in texto) is ve
        assert ("Minuta demorada" in texto) is ve
        assert "Minuta reciente" not in texto
