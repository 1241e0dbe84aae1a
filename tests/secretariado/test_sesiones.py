"""Sessions, minutes and agreements of an STL: what may be written and when, who reads it, what stays for ever."""

from datetime import date
from hashlib import sha256
from html import unescape
from typing import Any

import pytest
from api import Sistema, campos, es_problema
from archivos import honesto
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import AcuerdoF, Elenco, IntegranteF, SesionF
from matriz_de_secretariados import minuta

from compromisos.models import Modificacion
from compromisos.servicios.planes import publicar_plan
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.decisiones import hay_quorum, se_aprueba
from secretariado.models import Acuerdo, Archivo, Asiento, Integrante, Sesion
from secretariado.registro.bitacora import fallas
from secretariado.servicios.acuerdos_de_sesiones import cambiar_acuerdo, quitar_acuerdo, tomar_acuerdo
from secretariado.servicios.sesiones import (
    adjuntar_minuta,
    cambiar_sesion,
    cancelar_sesion,
    celebrar_sesion,
    convocar_sesion,
    publicar_minuta,
)

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
UNO = {"numero": "STL-1", "texto": "Abrir el presupuesto."}


@pytest.fixture
def asientos(elenco: Elenco) -> list[Integrante]:
    """Three with a vote and an observer."""
    con_voto = [IntegranteF(secretariado=elenco.stl) for _n in range(3)]
    return [*con_voto, IntegranteF(secretariado=elenco.stl, papel="observacion")]


@pytest.fixture
def sesion(elenco: Elenco, asientos: list[Integrante]) -> Sesion:
    """Called for a day that came; quorum is two."""
    elenco.stl.quorum_minimo = 2
    elenco.stl.save()
    return SesionF(secretariado=elenco.stl)  # type: ignore[no-any-return]


@pytest.fixture
def celebrada(elenco: Elenco, sesion: Sesion, asientos: list[Integrante]) -> Sesion:
    return celebrar_sesion(actor=elenco.alicia, sesion=sesion, asistencias=todos(asientos))


@pytest.fixture
def publicada(elenco: Elenco, celebrada: Sesion) -> Sesion:
    tomar_acuerdo(actor=elenco.alicia, sesion=celebrada, datos=UNO)
    subir(elenco, celebrada)
    return publicar_minuta(actor=elenco.alicia, sesion=celebrada)


def todos(asientos: list[Integrante]) -> dict[int, str]:
    return {a.pk: "titular" for a in asientos}


def subir(elenco: Elenco, sesion: Sesion, **mas: str) -> Sesion:
    return adjuntar_minuta(
        actor=elenco.alicia, sesion=sesion, archivo=ContentFile(honesto("pdf")), nombre="minuta.pdf", **mas
    )


# --- Rules


def test_the_next_number_is_given_by_kind(elenco: Elenco) -> None:
    SesionF(secretariado=elenco.stl, numero=4)
    datos = {"tipo": "ordinaria", "numero": None, "fecha": date(2020, 9, 1)}
    assert convocar_sesion(actor=elenco.alicia, secretariado=elenco.stl, datos=datos).numero == 5
    otra = convocar_sesion(actor=elenco.alicia, secretariado=elenco.stl, datos=datos | {"tipo": "extraordinaria"})
    assert otra.numero == 1
    with pytest.raises(ReglaIncumplida, match="ese número"):
        convocar_sesion(actor=elenco.alicia, secretariado=elenco.stl, datos=datos | {"numero": 4})


def test_attendance_is_not_corrected_below_the_votes_of_its_agreements(
    elenco: Elenco, celebrada: Sesion, asientos: list[Integrante]
) -> None:
    tomar_acuerdo(actor=elenco.alicia, sesion=celebrada, datos=UNO | {"votos_favor": 3})
    with pytest.raises(ReglaIncumplida, match=UNO["numero"]) as error:
        celebrar_sesion(actor=elenco.alicia, sesion=celebrada, asistencias=todos(asientos[:2]))
    assert error.value.campo == "asistencias"
    assert celebrada.asistencias.count() == 4
    celebrar_sesion(actor=elenco.alicia, sesion=celebrada, asistencias=todos(asientos[:3]))
    assert celebrada.asistencias.count() == 3


def test_attendance_decides_whether_there_was_quorum_and_observers_do_not_count(
    elenco: Elenco, sesion: Sesion, asientos: list[Integrante]
) -> None:
    uno, dos, _tres, observa = asientos
    hecha = celebrar_sesion(
        actor=elenco.alicia, sesion=sesion, asistencias={uno.pk: "titular", observa.pk: "titular"}
    )
    assert hecha.estado == "sin_quorum"
    with pytest.raises(ReglaIncumplida, match="con quórum"):
        tomar_acuerdo(actor=elenco.alicia, sesion=hecha, datos=UNO)
    corregida = celebrar_sesion(
        actor=elenco.alicia, sesion=hecha, asistencias={uno.pk: "titular", dos.pk: "suplente"}
    )
    assert corregida.estado == "celebrada"
    assert set(corregida.asistencias.values_list("integrante", "calidad")) == {
        (uno.pk, "titular"),
        (dos.pk, "suplente"),
    }


def test_an_attendance_that_undoes_the_quorum_of_an_agreement_is_refused(
    elenco: Elenco, celebrada: Sesion, asientos: list[Integrante]
) -> None:
    tomar_acuerdo(actor=elenco.alicia, sesion=celebrada, datos=UNO)
    with pytest.raises(ReglaIncumplida, match="ya tiene acuerdos"):
        celebrar_sesion(actor=elenco.alicia, sesion=celebrada, asistencias={asientos[0].pk: "titular"})
    celebrada.refresh_from_db()
    assert celebrada.estado == "celebrada"
    assert celebrada.asistencias.count() == 4


def test_only_who_had_a_seat_that_day_attended(elenco: Elenco, sesion: Sesion) -> None:
    ajeno = IntegranteF(secretariado=elenco.otro_stl)
    ido = IntegranteF(secretariado=elenco.stl, hasta=date(2020, 7, 14))
    for asiento in (ajeno, ido):
        with pytest.raises(ReglaIncumplida, match="no tenía asiento"):
            celebrar_sesion(actor=elenco.alicia, sesion=sesion, asistencias={asiento.pk: "titular"})
    sin_suplente = IntegranteF(secretariado=elenco.stl, suplente="")
    with pytest.raises(ReglaIncumplida, match="no tiene suplente"):
        celebrar_sesion(actor=elenco.alicia, sesion=sesion, asistencias={sin_suplente.pk: "suplente"})
    assert not sesion.asistencias.exists()


def test_a_session_to_come_is_not_held_and_one_held_is_not_cancelled(
    elenco: Elenco, celebrada: Sesion, asientos: list[Integrante]
) -> None:
    futura = SesionF(secretariado=elenco.stl, fecha=date(2020, 8, 1))
    with pytest.raises(ReglaIncumplida, match="todavía no llega"):
        celebrar_sesion(actor=elenco.alicia, sesion=futura, asistencias=todos(asientos))
    with pytest.raises(ReglaIncumplida, match="ya tuvo lugar"):
        cancelar_sesion(actor=elenco.alicia, sesion=celebrada)
    cancelada = cancelar_sesion(actor=elenco.alicia, sesion=futura)
    for otra_vez in (
        lambda: cancelar_sesion(actor=elenco.alicia, sesion=cancelada),
        lambda: cambiar_sesion(actor=elenco.alicia, sesion=cancelada, datos={"fecha": date(2020, 7, 1)}),
    ):
        with pytest.raises(ReglaIncumplida, match="se canceló"):
            otra_vez()


def test_the_date_of_a_session_held_does_not_leave_behind_who_attended(elenco: Elenco, celebrada: Sesion) -> None:
    for dia, dicho in ((date(2019, 12, 31), "no tenía asiento"), (date(2020, 8, 1), "todavía no llega")):
        with pytest.raises(ReglaIncumplida, match=dicho):
            cambiar_sesion(actor=elenco.alicia, sesion=celebrada, datos={"fecha": dia})
    assert (
        cambiar_sesion(actor=elenco.alicia, sesion=celebrada, datos={"fecha": date(2020, 7, 14)}).fecha.day == 14
    )


@pytest.mark.parametrize(
    ("regla", "votos", "pasa"),
    [
        ("consenso", (2, 0, 1), True),
        ("consenso", (9, 1, 0), False),
        ("mayoria_simple", (2, 2, 0), False),
        ("mayoria_simple", (3, 2, 0), True),
        ("mayoria_simple", (2, 0, 2), False),
        ("dos_tercios", (4, 2, 0), True),
        ("dos_tercios", (3, 2, 0), False),
        ("tres_quintos", (3, 2, 0), True),
        ("tres_quintos", (5, 4, 0), False),
        ("", (1, 5, 0), True),
    ],
)
def test_the_rule_of_the_stl_says_whether_votes_are_enough(
    regla: str, votos: tuple[int, int, int], pasa: bool
) -> None:
    assert se_aprueba(regla, *votos) is pasa


def test_quorum_without_a_minimum_on_record_needs_somebody() -> None:
    assert [hay_quorum(n, None) for n in (0, 1)] == [False, True]
    assert [hay_quorum(n, 3) for n in (2, 3)] == [False, True]


def test_votes_must_be_of_those_present_and_reach_the_rule(elenco: Elenco, celebrada: Sesion) -> None:
    elenco.stl.regla_decision = "dos_tercios"
    elenco.stl.save()
    for votos, dicho in (
        ({"votos_favor": 4}, "más votos que asientos"),
        ({"votos_favor": 1, "votos_contra": 2}, "no se alcanza la regla"),
        ({"votos_favor": None, "votos_contra": 1}, "votos a favor"),
    ):
        with pytest.raises(ReglaIncumplida, match=dicho) as error:
            tomar_acuerdo(actor=elenco.alicia, sesion=celebrada, datos=UNO | votos)
        assert error.value.campo == "votos_favor"
    datos = UNO | {"votos_favor": 2, "votos_contra": 0, "abstenciones": 1}
    assert tomar_acuerdo(actor=elenco.alicia, sesion=celebrada, datos=datos).votos == (2, 0, 1)
    with pytest.raises(ReglaIncumplida, match="con ese número"):
        tomar_acuerdo(actor=elenco.alicia, sesion=celebrada, datos=UNO)


def test_public_minutes_fix_everything_but_the_follow_up(
    elenco: Elenco, publicada: Sesion, asientos: list[Integrante]
) -> None:
    acuerdo = publicada.acuerdos.get()
    for intento in (
        lambda: cambiar_sesion(actor=elenco.alicia, sesion=publicada, datos={"fecha": date(2020, 7, 1)}),
        lambda: celebrar_sesion(actor=elenco.alicia, sesion=publicada, asistencias=todos(asientos)),
        lambda: tomar_acuerdo(actor=elenco.alicia, sesion=publicada, datos=UNO | {"numero": "STL-2"}),
        lambda: cambiar_acuerdo(actor=elenco.alicia, acuerdo=acuerdo, datos={"texto": "Otra cosa."}),
        lambda: quitar_acuerdo(actor=elenco.alicia, acuerdo=acuerdo),
        lambda: publicar_minuta(actor=elenco.alicia, sesion=publicada),
    ):
        with pytest.raises(ReglaIncumplida, match="pública"):
            intento()
    seguido = cambiar_acuerdo(
        actor=elenco.alicia, acuerdo=acuerdo, datos={"estado": "cumplido", "responsable": elenco.institucion}
    )
    assert (seguido.estado, seguido.responsable, seguido.texto) == ("cumplido", elenco.institucion, UNO["texto"])


def test_minutes_are_a_pdf_replaced_in_public_only_with_a_reason(elenco: Elenco, celebrada: Sesion) -> None:
    with pytest.raises(ReglaIncumplida, match="en PDF"):
        adjuntar_minuta(
            actor=elenco.alicia, sesion=celebrada, archivo=ContentFile(honesto("docx")), nombre="minuta.docx"
        )
    with pytest.raises(ReglaIncumplida, match="Sube primero"):
        publicar_minuta(actor=elenco.alicia, sesion=celebrada)
    primera = subir(elenco, celebrada).minuta
    assert primera is not None
    publicar_minuta(actor=elenco.alicia, sesion=celebrada)
    with pytest.raises(ReglaIncumplida, match="por qué se sustituye") as error:
        subir(elenco, celebrada)
    assert error.value.campo == "motivo"
    otra = adjuntar_minuta(
        actor=elenco.alicia,
        sesion=celebrada,
        archivo=ContentFile(honesto("pdf") + b"\n%otra\n"),
        nombre="minuta.pdf",
        motivo="Se tachó un teléfono.",
    )
    assert otra.minuta is not None
    assert otra.minuta_publicada
    assert not Archivo.objects.filter(pk=primera.pk).exists()  # what had to be covered is not kept
    asiento = Asiento.objects.latest("numero")
    assert (asiento.publico, asiento.datos["motivo"]) == (True, "Se tachó un teléfono.")
    assert (asiento.datos["antes"], asiento.datos["sha256"]) == (primera.sha256, otra.minuta.sha256)


def test_a_session_called_has_no_minutes(elenco: Elenco, sesion: Sesion) -> None:
    with pytest.raises(ReglaIncumplida, match="quién asistió"):
        subir(elenco, sesion)


def test_the_database_refuses_minutes_that_are_not_there_or_of_no_session(elenco: Elenco, sesion: Sesion) -> None:
    archivo = Archivo.objects.create(sha256="a" * 64, tamano=1, tipo="application/pdf", creado="2020-07-01T00:00Z")
    for campos_malos in ({"minuta_publicada": True}, {"minuta": archivo}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sesion.objects.filter(pk=sesion.pk).update(**campos_malos)


def test_an_agreement_on_which_something_rests_stays_and_may_be_told_its_session(
    elenco: Elenco, celebrada: Sesion
) -> None:
    suyo = elenco.plan.acuerdo_publicacion
    assert suyo.sesion is None
    with pytest.raises(ReglaIncumplida, match="se apoya"):
        quitar_acuerdo(actor=elenco.alicia, acuerdo=suyo)
    with pytest.raises(ReglaIncumplida, match="se apoya"):
        cambiar_acuerdo(actor=elenco.alicia, acuerdo=suyo, datos={"texto": "Otra cosa."})
    otra = SesionF(secretariado=elenco.otro_stl, estado="celebrada")
    with pytest.raises(ReglaIncumplida, match="de este secretariado"):
        cambiar_acuerdo(actor=elenco.alicia, acuerdo=suyo, datos={"sesion": otra})
    assert cambiar_acuerdo(actor=elenco.alicia, acuerdo=suyo, datos={"sesion": celebrada}).sesion == celebrada
    segunda = SesionF(secretariado=elenco.stl, estado="celebrada")
    with pytest.raises(ReglaIncumplida, match="ya es de una sesión"):
        cambiar_acuerdo(actor=elenco.alicia, acuerdo=suyo, datos={"sesion": segunda})


def test_an_agreement_with_more_votes_than_who_was_there_is_not_of_that_session(
    elenco: Elenco, celebrada: Sesion, asientos: list[Integrante]
) -> None:
    suyo = AcuerdoF(secretariado=elenco.stl, documento="Acta de 2019", votos_favor=len(asientos) + 1)
    with pytest.raises(ReglaIncumplida, match="más votos que asientos"):
        cambiar_acuerdo(actor=elenco.alicia, acuerdo=suyo, datos={"sesion": celebrada})
    suyo.refresh_from_db()
    assert suyo.sesion is None


def test_an_agreement_taken_out_is_told_so_and_publishes_no_plan(elenco: Elenco, celebrada: Sesion) -> None:
    acuerdo = tomar_acuerdo(actor=elenco.alicia, sesion=celebrada, datos=UNO)
    leido = Acuerdo.objects.get(pk=acuerdo.pk)
    quitar_acuerdo(actor=elenco.alicia, acuerdo=acuerdo)
    with pytest.raises(ReglaIncumplida, match="Ya no existe"):
        cambiar_acuerdo(actor=elenco.alicia, acuerdo=leido, datos={"estado": "cumplido"})
    from compromisos.models import Responsable

    Responsable.objects.create(compromiso=elenco.secreto, institucion=elenco.institucion)
    with pytest.raises(ReglaIncumplida, match="se quitó"):
        publicar_plan(actor=elenco.alicia, plan=elenco.borrador, acuerdo=leido)


def test_nobody_else_writes_and_the_log_tells_no_name(elenco: Elenco, publicada: Sesion) -> None:
    for persona in (elenco.yago, elenco.beto, elenco.elena, elenco.fidel):
        with pytest.raises(PermissionDenied):
            cambiar_sesion(actor=persona, sesion=publicada, datos={"modalidad": "remota"})
        with pytest.raises(PermissionDenied):
            convocar_sesion(actor=persona, secretariado=elenco.stl, datos={"fecha": date(2020, 9, 1)})
    asientos = list(Asiento.objects.order_by("numero"))
    assert [a.accion for a in asientos] == [
        "sesion.celebrada",
        "acuerdo.tomado",
        "sesion.minuta",
        "sesion.minuta_publicada",
    ]
    assert [a.publico for a in asientos] == [True, True, False, True]
    assert {a.rol for a in asientos} == {"facilitacion"}
    assert "Titular" not in "".join(str(a.datos) for a in asientos)
    assert list(fallas()) == []


# --- Pages


def test_the_public_sees_a_session_once_it_is_known_what_came_of_it(
    elenco: Elenco, sesion: Sesion, asientos: list[Integrante], client: Client
) -> None:
    assert client.get(f"/sesiones/{sesion.pk}/").status_code == 404
    assert sesion.nombre not in client.get(elenco.entidad.get_absolute_url()).content.decode()
    celebrar_sesion(actor=elenco.alicia, sesion=sesion, asistencias=todos(asientos))
    assert sesion.nombre in client.get(elenco.entidad.get_absolute_url()).content.decode()
    pagina = client.get(f"/sesiones/{sesion.pk}/").content.decode()
    assert "Todavía no se publica" in pagina
    assert asientos[0].titular not in pagina


def test_minutes_are_reachable_from_the_agreement_that_a_modification_cites(
    elenco: Elenco, publicada: Sesion, asientos: list[Integrante], client: Client
) -> None:
    acuerdo = publicada.acuerdos.get()
    Modificacion.objects.create(
        plan=elenco.plan,
        compromiso=elenco.compromiso,
        tipo="compromiso",
        antes={"fecha_fin": "2020-01-01"},
        despues={"fecha_fin": "2020-06-01"},
        motivo="Lo pidió la mesa",
        acuerdo=acuerdo,
        autor=elenco.alicia,
        creado="2020-07-20T12:00Z",
    )
    historial = client.get(f"/compromisos/{elenco.compromiso.clave}/historial/").content.decode()
    assert f'href="/acuerdos/{acuerdo.pk}/"' in historial
    assert f'href="/acuerdos/{acuerdo.pk}/"' in client.get(elenco.plan.get_absolute_url()).content.decode()
    pagina = client.get(f"/acuerdos/{acuerdo.pk}/").content.decode()
    assert f'href="/sesiones/{publicada.pk}/minuta/"' in pagina
    assert f'href="/sesiones/{publicada.pk}/"' in pagina
    assert "Lo pidió la mesa" in pagina
    archivo = client.get(f"/sesiones/{publicada.pk}/minuta/")
    assert publicada.minuta is not None
    assert sha256(b"".join(archivo.streaming_content)).hexdigest() == publicada.minuta.sha256
    assert "sandbox" in archivo["Content-Security-Policy"]
    assert archivo["Content-Disposition"].startswith("attachment")
    assert asientos[0].titular in client.get(f"/sesiones/{publicada.pk}/").content.decode()


def test_minutes_not_yet_public_are_only_of_who_keeps_them(
    elenco: Elenco, celebrada: Sesion, client: Client
) -> None:
    subir(elenco, celebrada)
    for persona, estado in (("", 404), ("yago", 404), ("elena", 404), ("alicia", 200)):
        client.logout()
        if persona:
            client.force_login(getattr(elenco, persona), backend=MOTOR)
        assert client.get(f"/sesiones/{celebrada.pk}/minuta/").status_code == estado, persona


def test_the_facilitator_goes_from_the_call_to_the_published_minutes(
    elenco: Elenco, asientos: list[Integrante], client: Client
) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    assert f"/mesa/secretariados/{elenco.stl.slug}/" in client.get("/mesa/").content.decode()
    respuesta = client.post(
        f"/mesa/secretariados/{elenco.stl.slug}/sesiones/", {"tipo": "ordinaria", "fecha": "2020-07-30"}
    )
    sesion = Sesion.objects.get()
    assert respuesta.url == f"/mesa/sesiones/{sesion.pk}/"
    assert "falta decir qué ocurrió" in client.get("/mesa/").content.decode()
    datos = {f"asiento_{a.pk}": "titular" for a in asientos}
    assert client.post(f"/mesa/sesiones/{sesion.pk}/asistencia/", datos).status_code == 302
    acuerdo = {**UNO, "estado": "pendiente", "responsable": elenco.institucion.pk, "plazo": "2020-12-31"}
    assert client.post(f"/mesa/sesiones/{sesion.pk}/acuerdos/", acuerdo).status_code == 302
    assert client.post(f"/mesa/sesiones/{sesion.pk}/minuta/", {"archivo": minuta()}).status_code == 302
    pagina = client.get(f"/mesa/sesiones/{sesion.pk}/").content.decode()
    assert "No se puede deshacer" in pagina
    assert client.post(f"/mesa/sesiones/{sesion.pk}/minuta/publicar/").status_code == 302
    sesion.refresh_from_db()
    assert (sesion.estado, sesion.minuta_publicada) == ("celebrada", True)
    fijo = client.get(f"/mesa/acuerdos/{Acuerdo.objects.get(numero='STL-1').pk}/").content.decode()
    assert "ya no cambia" in fijo
    assert 'name="texto"' not in fijo


def test_the_order_of_business_keeps_its_paragraphs_as_a_browser_sends_them(
    elenco: Elenco, celebrada: Sesion, client: Client
) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    datos = {"tipo": "ordinaria", "numero": celebrada.numero, "fecha": "2020-07-15"}
    agenda = "1. Lista de asistencia.\r\n2. Avance.\r\n\r\n3. Asuntos generales."
    assert (
        client.post(f"/mesa/sesiones/{celebrada.pk}/datos/", datos | {"orden_del_dia": agenda}).status_code == 302
    )
    pagina = client.get(f"/sesiones/{celebrada.pk}/").content.decode()
    assert '<p lang="es">1. Lista de asistencia.\n2. Avance.</p><p lang="es">3. Asuntos generales.</p>' in pagina


def test_what_was_written_is_not_lost_when_a_rule_is_broken(
    elenco: Elenco, celebrada: Sesion, client: Client
) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    datos = {"numero": "STL-9", "texto": "Un texto largo que costó.", "estado": "pendiente", "votos_favor": "9"}
    respuesta = client.post(f"/mesa/sesiones/{celebrada.pk}/acuerdos/", datos)
    assert respuesta.status_code == 422
    assert "Un texto largo que costó." in respuesta.content.decode()
    assert "id_votos_favor_error" in respuesta.content.decode()
    mala = SimpleUploadedFile("minuta.pdf", b"no es un pdf")
    respuesta = client.post(f"/mesa/sesiones/{celebrada.pk}/minuta/", {"archivo": mala})
    assert (respuesta.status_code, "id_archivo_error" in respuesta.content.decode()) == (422, True)


def test_the_desk_and_the_public_pages_cost_the_same_with_many(
    elenco: Elenco, publicada: Sesion, client: Client
) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    rutas = (
        f"/mesa/secretariados/{elenco.stl.slug}/",
        f"/mesa/sesiones/{publicada.pk}/",
        f"/mesa/sesiones/{publicada.pk}/asistencia/",
        f"/sesiones/{publicada.pk}/",
        elenco.entidad.get_absolute_url(),
        "/mesa/",
    )

    def medir() -> list[int]:
        numeros = []
        for ruta in rutas:
            with CaptureQueriesContext(connection) as consultas:
                assert client.get(ruta).status_code == 200, ruta
            numeros.append(len(consultas))
        return numeros

    medir()
    pocas = medir()
    for n in range(20):
        asiento = IntegranteF(secretariado=elenco.stl, hasta=date(2020, 7, 20) if n % 2 else None)
        publicada.asistencias.create(integrante=asiento)
        otra = SesionF(secretariado=elenco.stl, estado="celebrada")
        AcuerdoF(secretariado=elenco.stl, sesion=otra, responsable=elenco.institucion)
        AcuerdoF(secretariado=elenco.stl, sesion=publicada, responsable=elenco.osc)
    assert medir() == pocas


# --- API


def test_the_api_holds_a_session_and_the_public_reads_it_with_its_attendance(
    elenco: Elenco, asientos: list[Integrante], client: Client
) -> None:
    sistema = Sistema(elenco.alicia)
    nueva = sistema.pedir("POST", f"secretariados/{elenco.stl.slug}/sesiones/", {"fecha": "2020-07-30"}).json()
    ruta = f"mesa-sesiones/{nueva['id']}/"
    assert (nueva["estado"], nueva["numero"], nueva["minuta_sha256"]) == ("convocada", 1, None)
    presentes = {"asistencias": [{"integrante": a.pk} for a in asientos]}
    assert sistema.pedir("POST", f"{ruta}celebracion/", presentes).json()["estado"] == "celebrada"
    acuerdo = sistema.pedir("POST", f"{ruta}acuerdos/", {**UNO, "responsable": elenco.institucion.slug}).json()
    assert (acuerdo["sesion"], acuerdo["responsable"]) == (nueva["id"], elenco.institucion.slug)
    subida = sistema.subir(f"{ruta}minuta/", {"archivo": minuta()}).json()
    assert subida["minuta_publicada"] is False
    assert client.get("/api/v1/asistencias-de-sesiones/").json()["resultados"] == []
    publica = client.get(f"/api/v1/sesiones/{nueva['id']}/").json()
    assert publica["minuta_sha256"] == ""
    hecha = sistema.pedir("POST", f"{ruta}publicacion/", None, if_match=sistema.marca(ruta))
    assert hecha.status_code == 200, hecha.content
    assert client.get(f"/api/v1/sesiones/{nueva['id']}/").json()["minuta_sha256"] == subida["minuta_sha256"]
    filas = client.get("/api/v1/asistencias-de-sesiones/").json()["resultados"]
    assert {f["integrante"] for f in filas} == {a.pk for a in asientos}
    cambio = sistema.pedir(
        "PATCH",
        f"acuerdos/{acuerdo['id']}/",
        {"texto": "Otra cosa."},
        if_match=sistema.marca(f"acuerdos/{acuerdo['id']}/"),
    )
    assert es_problema(cambio, 409)


def test_an_update_of_another_is_not_trodden_on(elenco: Elenco, sesion: Sesion) -> None:
    sistema = Sistema(elenco.alicia)
    ruta = f"mesa-sesiones/{sesion.pk}/"
    marca = sistema.marca(ruta)
    cambiar_sesion(actor=elenco.alicia, sesion=sesion, datos={"orden_del_dia": "1. Otra cosa."})
    tarde = sistema.pedir("PATCH", ruta, {"modalidad": "remota"}, if_match=marca)
    assert es_problema(tarde, 412)
    assert es_problema(sistema.pedir("PATCH", ruta, {"modalidad": "remota"}), 428)


def test_what_is_badly_written_is_told_by_field(elenco: Elenco, celebrada: Sesion) -> None:
    sistema = Sistema(elenco.alicia)
    ruta = f"mesa-sesiones/{celebrada.pk}/"
    malas: dict[str, tuple[Any, str]] = {
        "acuerdos/": ({"numero": "", "texto": "x"}, "numero"),
        "celebracion/": ({"asistencias": [{"integrante": "uno"}]}, "asistencias"),
    }
    for resto, (cuerpo, campo) in malas.items():
        respuesta = sistema.pedir("POST", ruta + resto, cuerpo)
        assert es_problema(respuesta, 400), respuesta.content
        assert any(c.startswith(campo) for c in campos(respuesta))


def visto_en(pagina: Any) -> str:
    return unescape(pagina.content.decode().partition('name="visto" value="')[2].partition('"')[0])


def test_two_browsers_on_one_session_do_not_undo_each_other(
    elenco: Elenco, sesion: Sesion, client: Client
) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    ruta = f"/mesa/sesiones/{sesion.pk}/datos/"
    form = {
        "tipo": "ordinaria",
        "numero": sesion.numero,
        "fecha": "2020-07-15",
        "modalidad": "",
        "orden_del_dia": "",
    }
    visto = {"visto": visto_en(client.get(ruta))}  # what both read
    assert client.post(ruta, form | visto | {"modalidad": "remota"}).status_code == 302
    assert client.post(ruta, form | visto | {"orden_del_dia": "1. Lista"}).status_code == 302
    sesion.refresh_from_db()
    assert (sesion.modalidad, sesion.orden_del_dia) == ("remota", "1. Lista")
    choca = client.post(ruta, form | visto | {"orden_del_dia": "Otra cosa", "modalidad": "mixta"})
    assert choca.status_code == 422
    assert "Modalidad: «A distancia»; Orden del día: «1. Lista»" in choca.content.decode()
    sesion.refresh_from_db()
    assert sesion.modalidad == "remota"
    # Told what it says now, it counts as seen.
    otra_vez = form | {"visto": visto_en(choca), "orden_del_dia": "Otra cosa", "modalidad": "mixta"}
    assert client.post(ruta, otra_vez).status_code == 302
    sesion.refresh_from_db()
    assert (sesion.modalidad, sesion.orden_del_dia) == ("mixta", "Otra cosa")


def test_who_registers_the_attendance_second_is_told_and_loses_nothing(
    elenco: Elenco, sesion: Sesion, asientos: list[Integrante], client: Client
) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    ruta = f"/mesa/sesiones/{sesion.pk}/asistencia/"
    datos = {f"asiento_{a.pk}": "titular" for a in asientos}
    visto = {"visto": visto_en(client.get(ruta))}  # what both read
    assert client.post(ruta, datos | visto).status_code == 302
    menos = datos | {f"asiento_{asientos[0].pk}": ""}
    choca = client.post(ruta, menos | visto)
    assert choca.status_code == 422
    assert "otra persona registró la asistencia" in choca.content.decode()
    assert sesion.asistencias.count() == len(asientos)
    assert client.post(ruta, menos | {"visto": visto_en(choca)}).status_code == 302
    assert sesion.asistencias.count() == len(asientos) - 1


@pytest.mark.parametrize("visto", ["[", "[1]", '{"modalidad": []}', "9" * 5000])
def test_a_spoilt_mark_of_what_was_seen_is_no_error(
    elenco: Elenco, sesion: Sesion, client: Client, visto: str
) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    form = {"tipo": "ordinaria", "numero": sesion.numero, "fecha": "2020-07-15", "visto": visto}
    assert client.post(f"/mesa/sesiones/{sesion.pk}/datos/", form).status_code == 302
