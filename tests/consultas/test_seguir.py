"""Following by e-mail without account: ask, confirm, be told once, change, stop, be forgotten."""

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from fabricas import ConsultaF, Elenco, ParticipanteF

from compromisos.models import Alineacion, Elemento, Marco
from consultas.models import Participante
from consultas.seguibles import nombres_de, seguible_de
from consultas.servicios.participantes import olvidar_participante
from consultas.servicios.seguimiento import limpiar_seguimiento, repartir_novedades
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Asiento, Envio, Suscripcion, Suscriptor
from secretariado.registro import envios
from secretariado.registro.bitacora import asentar
from secretariado.registro.suscripciones import firmar_baja, firmar_gestion

pytestmark = pytest.mark.django_db
CORREO = "vecina@correo.mx"


@pytest.fixture(autouse=True)
def al_confirmar(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test's transaction never commits: what waits for that runs at once."""
    monkeypatch.setattr("pal_portal.cimientos.cola.transaction.on_commit", lambda accion: accion())


def asiento(asunto: str, plan: str = "", **datos: Any) -> Asiento:
    with transaction.atomic():
        return asentar(
            actor=None,
            rol="facilitacion",
            institucion=None,
            accion=datos.pop("accion", "compromiso.modificado"),
            asunto=asunto,
            plan=plan,
            publico=datos.pop("publico", True),
            datos=datos,
        )


def pedir(client: Client, asunto: str, frecuencia: str = "inmediata", correo: str = CORREO) -> Any:
    tipo, _dos_puntos, clave = asunto.partition(":")
    return client.post(reverse("seguir", args=[tipo, clave]), {"correo": correo, "frecuencia": frecuencia})


def enlace_en(mensaje: Any, ruta: str) -> str:
    (camino,) = set(re.findall(rf"http://[^/]+(/seguimiento/{ruta}/\S+/)\s", mensaje.body + "\n"))
    return camino


def seguir(client: Client, asunto: str, frecuencia: str = "inmediata", correo: str = CORREO) -> Suscripcion:
    """Ask and confirm."""
    pedir(client, asunto, frecuencia, correo)
    client.post(enlace_en(mail.outbox[-1], "confirmar"))
    mail.outbox.clear()
    return Suscripcion.objects.get(asunto=asunto, confirmada__isnull=False)


@pytest.fixture
def todo(elenco: Elenco) -> list[str]:
    """One subject of each kind, all touched by the commitment or its consultation."""
    marco = Marco.objects.create(clave="ods", nombre="ODS")
    objetivo = Elemento.objects.create(marco=marco, clave="16", orden=1600, nivel="objetivo", nombre="Paz")
    meta = Elemento.objects.create(
        marco=marco, padre=objetivo, clave="16.6", orden=1606, nivel="meta", nombre="Instituciones"
    )
    Alineacion.objects.create(compromiso=elenco.compromiso, elemento=meta)
    consulta = ConsultaF(secretariado=elenco.stl, plan=elenco.plan)
    return [
        elenco.compromiso.asunto,
        elenco.plan.asunto,
        f"entidad:{elenco.entidad.slug}",
        f"institucion:{elenco.institucion.slug}",
        "ods:16",
        "ods:16.6",
        consulta.asunto,
    ]


def test_nothing_is_told_until_the_link_is_opened_and_its_button_pressed(elenco: Elenco, client: Client) -> None:
    asunto = elenco.compromiso.asunto
    assert pedir(client, asunto).status_code == 302
    (mensaje,) = mail.outbox
    assert mensaje.to == [CORREO]
    ficha = enlace_en(mensaje, "confirmar")
    asiento(asunto, elenco.plan.clave)
    repartir_novedades()
    assert client.get(ficha).status_code == 200, "opening it changes nothing: mail programs open links"
    assert Suscripcion.objects.get().confirmada is None
    respuesta = client.post(ficha)
    assert respuesta.status_code == 302
    assert Suscripcion.objects.get().confirmada is not None
    assert client.get(respuesta.url).status_code == 200
    repartir_novedades()
    assert len(mail.outbox) == 1, "what happened before is on the page, not in the mail"
    asiento(asunto, elenco.plan.clave)
    repartir_novedades()
    assert len(mail.outbox) == 2


def test_what_changed_is_told_in_plain_words_with_where_to_see_it(elenco: Elenco, client: Client) -> None:
    seguir(client, elenco.compromiso.asunto)
    asiento(
        elenco.compromiso.asunto,
        elenco.plan.clave,
        motivo="La obra se retrasó",
        antes={"fecha_fin": "2020-12-31"},
        despues={"fecha_fin": "2021-03-31"},
    )
    repartir_novedades()
    (mensaje,) = mail.outbox
    assert mensaje.subject == "Portal PAL: novedad en GTO-1-01 Guanajuato Construye"
    html = mensaje.alternatives[0][0]
    for texto in (mensaje.body, html):
        assert "Se modificó el compromiso: GTO-1-01" in texto
        assert "Motivo: La obra se retrasó" in texto
        assert "Fecha de término: 31 de diciembre de 2020 → 31 de marzo de 2021" in texto
        assert "/compromisos/GTO-1-01/" in texto
        assert CORREO not in texto
    cabeceras = mensaje.extra_headers
    assert cabeceras["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    baja = re.fullmatch(r"<http://[^/]+(/seguimiento/baja/.+/)>", cabeceras["List-Unsubscribe"])
    assert baja
    assert baja[1] == enlace_en(mensaje, "baja")


def test_each_kind_of_subject_brings_its_entries_and_no_other(todo: list[str], elenco: Elenco) -> None:
    del_compromiso = asiento(elenco.compromiso.asunto, elenco.plan.clave).numero
    de_la_consulta = asiento(todo[-1], elenco.plan.clave, accion="consulta.publicada").numero
    asiento(elenco.otro_compromiso.asunto, elenco.otro_plan.clave)
    suyos = {a: set(seguible_de(a).asientos().values_list("numero", flat=True)) for a in todo}  # type: ignore[union-attr]
    ambos = {del_compromiso, de_la_consulta}
    assert suyos == {
        **{asunto: {del_compromiso} for asunto in todo},
        elenco.plan.asunto: ambos,
        "entidad:guanajuato": ambos,
        todo[-1]: {de_la_consulta},
    }


def test_every_kind_has_its_form_its_name_and_its_channel(todo: list[str], elenco: Elenco, client: Client) -> None:
    asiento(elenco.compromiso.asunto, elenco.plan.clave, titulo="Se tapó el bache")
    for asunto in todo:
        s = seguible_de(asunto)
        assert s is not None
        assert nombres_de([asunto]) == {asunto: (s.nombre, s.url)}
        assert client.get(s.ruta).status_code == 200
        atom = client.get(reverse("seguir_atom", args=[s.tipo, s.clave]))
        assert atom.status_code == 200
        assert client.get(s.canal).status_code == 200
        assert ("Se tapó el bache" in atom.content.decode()) == (s.tipo != "consulta")
        assert pedir(client, asunto, correo=f"{s.tipo}{len(s.clave)}@correo.mx").status_code == 302


@pytest.mark.parametrize(
    "ruta",
    ["/compromisos/GTO-1-01/", "/planes/gto-1/", "/entidades/guanajuato/", "/compromisos/?ods=16", "consulta"],
)
def test_the_page_of_each_subject_offers_following_without_javascript(
    todo: list[str], elenco: Elenco, client: Client, ruta: str
) -> None:
    ruta = f"/consultas/{todo[-1].partition(':')[2]}/" if ruta == "consulta" else ruta
    html = client.get(ruta).content.decode()
    assert re.search(r'<form method="post" action="/seguir/[a-z]+/[^"]+/">', html)
    assert "atom.xml" in html


def test_a_draft_cannot_be_followed_and_what_stops_being_public_is_not_told(
    elenco: Elenco, client: Client
) -> None:
    borrador = ConsultaF(secretariado=elenco.stl, publicada_en=None)
    for asunto in (elenco.secreto.asunto, elenco.borrador.asunto, borrador.asunto, "plan:XX-9", "bache:1"):
        assert seguible_de(asunto) is None
        assert pedir(client, asunto).status_code == 404
    seguir(client, elenco.compromiso.asunto)
    asiento(elenco.compromiso.asunto, elenco.plan.clave, publico=False)
    repartir_novedades()
    assert mail.outbox == [], "reserved entries are nobody's news"
    asiento(elenco.compromiso.asunto, elenco.plan.clave)
    type(elenco.plan).objects.filter(pk=elenco.plan.pk).update(publicado_en=None)
    repartir_novedades()
    assert mail.outbox == []


def test_what_was_frozen_is_not_sent_if_it_stops_being_public_before_leaving(
    elenco: Elenco, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    seguir(client, elenco.compromiso.asunto)
    asiento(elenco.compromiso.asunto, elenco.plan.clave)
    with monkeypatch.context() as sin_cola:
        sin_cola.setattr("secretariado.registro.envios.encolar", lambda *args: None)
        repartir_novedades()
    type(elenco.plan).objects.filter(pk=elenco.plan.pk).update(publicado_en=None)
    repartir_novedades()
    assert mail.outbox == []
    assert Envio.objects.get(clase="novedades").estado == "omitido"


def test_digests_wait_for_their_hour_and_gather_everything_once(
    elenco: Elenco, client: Client, settings: Any
) -> None:
    seguir(client, elenco.compromiso.asunto, "semanal")
    seguir(client, elenco.plan.asunto, "semanal")
    for _n in range(3):
        asiento(elenco.compromiso.asunto, elenco.plan.clave)
    asiento(elenco.plan.asunto, elenco.plan.clave, accion="plan.publicado")
    settings.PAL_HOY = "2020-08-02"
    repartir_novedades()
    assert mail.outbox == [], "31 July 2020 is a Friday: until Monday nothing leaves"
    settings.PAL_HOY = "2020-08-04"
    repartir_novedades()
    (mensaje,) = mail.outbox
    assert mensaje.subject == "Portal PAL: novedades de 2 asuntos que sigues"
    assert mensaje.body.count("Se modificó el compromiso") == 3, "not again under the plan"
    assert mensaje.body.count("Se publicó el plan") == 1
    settings.PAL_HOY = "2020-08-05"
    asiento(elenco.compromiso.asunto, elenco.plan.clave)
    repartir_novedades()
    assert len(mail.outbox) == 1, "the next one is next Monday's"


def test_a_daily_digest_without_news_keeps_its_hour(elenco: Elenco, client: Client, settings: Any) -> None:
    suscripcion = seguir(client, elenco.compromiso.asunto, "diaria")
    settings.PAL_HOY = "2020-08-03"
    repartir_novedades()
    suscripcion.refresh_from_db()
    assert suscripcion.proximo > ahora()
    assert mail.outbox == []


def test_telling_again_and_again_tells_once(elenco: Elenco, client: Client) -> None:
    seguir(client, elenco.compromiso.asunto)
    asiento(elenco.compromiso.asunto, elenco.plan.clave)
    for _n in range(3):
        repartir_novedades()
    assert len(mail.outbox) == 1
    assert Envio.objects.filter(clase="novedades").count() == 1


def test_who_types_an_address_cannot_learn_whether_it_follows(elenco: Elenco, client: Client) -> None:
    def lo_que_se_ve(correo: str) -> tuple[Any, ...]:
        visor = Client()
        uno = pedir(visor, elenco.compromiso.asunto, correo=correo)
        dos = visor.post(reverse("seguimiento"), {"correo": correo})
        paginas = [visor.get(r.url).content.decode() for r in (uno, dos)]
        avisos = [re.findall(r'role="status"><p>(.*?)</p>', p) for p in paginas]
        return (uno.status_code, uno.url, dos.status_code, dos.url, avisos)

    seguir(client, elenco.compromiso.asunto)
    assert lo_que_se_ve(CORREO) == lo_que_se_ve("nadie@correo.mx")
    suyos = [m for m in mail.outbox if m.to == [CORREO]]
    assert all("lista" in enlace_en(m, "lista") for m in suyos), "its owner is told, in the message"
    assert Suscripcion.objects.get(suscriptor__suscripciones__confirmada__isnull=False).frecuencia == "inmediata"


def test_limits_by_address_and_by_network_speak_clearly_and_let_a_classroom_follow(
    elenco: Elenco, client: Client
) -> None:
    estados = [pedir(client, elenco.compromiso.asunto).status_code for _n in range(9)]
    assert estados == [302] * 8 + [429]
    aula = [pedir(client, elenco.plan.asunto, correo=f"alumna{n}@correo.mx").status_code for n in range(40)]
    assert aula == [302] * 40
    for n in range(20):
        ultima = pedir(client, elenco.plan.asunto, correo=f"robot{n}@correo.mx")
    assert ultima.status_code == 429
    assert "Desde esta red" in ultima.content.decode()


def test_the_limit_on_asking_for_the_link_tells_nothing(elenco: Elenco, client: Client) -> None:
    seguir(client, elenco.compromiso.asunto)
    for _n in range(12):
        assert client.post(reverse("seguimiento"), {"correo": CORREO}).status_code == 302
    assert len(mail.outbox) == 7, "eight an hour, with the one that confirmed"


def test_programs_that_fill_the_trap_hear_the_same_and_nothing_is_stored(elenco: Elenco, client: Client) -> None:
    ruta = reverse("seguir", args=["compromiso", elenco.compromiso.clave])
    datos = {"correo": CORREO, "frecuencia": "diaria", "sitio_web": "https://spam.test"}
    assert client.post(ruta, datos).status_code == 302
    assert (Suscriptor.objects.count(), mail.outbox) == (0, [])


def test_one_click_unsubscribes_without_cookies_and_the_page_has_a_button(elenco: Elenco) -> None:
    programa = Client(enforce_csrf_checks=True)
    suscripcion = seguir(Client(), elenco.compromiso.asunto)
    seguir(Client(), elenco.plan.asunto)
    ruta = reverse("seguimiento_baja", args=[firmar_baja(suscripcion.suscriptor, [suscripcion.pk])])
    pagina = programa.get(ruta)
    assert "<button" in pagina.content.decode()
    assert (pagina["Referrer-Policy"], pagina["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert Suscripcion.objects.count() == 2, "mail scanners follow links"
    assert programa.post(ruta, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert [s.asunto for s in Suscripcion.objects.all()] == [elenco.plan.asunto]
    assert programa.post(ruta).status_code == 200, "twice is the same"
    assert programa.post(reverse("seguimiento_baja", args=["inventada"])).status_code == 404


def test_stopping_the_last_one_forgets_the_address(elenco: Elenco, client: Client) -> None:
    suscripcion = seguir(client, elenco.compromiso.asunto)
    client.post(reverse("seguimiento_baja", args=[firmar_baja(suscripcion.suscriptor, [suscripcion.pk])]))
    assert Suscriptor.objects.count() == Envio.objects.count() == 0


def test_the_list_changes_the_pace_stops_one_and_forgets_all(elenco: Elenco, client: Client) -> None:
    suscripcion = seguir(client, elenco.compromiso.asunto)
    otra = seguir(client, elenco.plan.asunto)
    ruta = reverse("seguimiento_gestionar", args=[firmar_gestion(suscripcion.suscriptor)])
    html = client.get(ruta).content.decode()
    assert "Guanajuato Construye" in html
    assert CORREO not in html
    client.post(ruta, {"suscripcion": suscripcion.pk, "frecuencia": "semanal"})
    suscripcion.refresh_from_db()
    assert suscripcion.frecuencia == "semanal"
    client.post(ruta, {"suscripcion": suscripcion.pk, "frecuencia": "cada_minuto"})
    client.post(ruta, {"suscripcion": "x", "dejar": "1"})
    assert Suscripcion.objects.count() == 2
    client.post(ruta, {"suscripcion": otra.pk, "dejar": "1"})
    assert list(Suscripcion.objects.values_list("pk", flat=True)) == [suscripcion.pk]
    assert client.post(ruta, {"olvidarme": "1"}).status_code == 302
    assert Suscriptor.objects.count() == 0
    assert client.get(ruta).status_code == 404


def test_the_link_to_manage_lasts_thirty_days_and_the_one_to_unsubscribe_for_ever(
    elenco: Elenco, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    suscripcion = seguir(client, elenco.compromiso.asunto)
    otra = seguir(client, elenco.plan.asunto)
    gestion = reverse("seguimiento_gestionar", args=[firmar_gestion(suscripcion.suscriptor)])
    baja = reverse("seguimiento_baja", args=[firmar_baja(suscripcion.suscriptor, [suscripcion.pk])])
    hoy = time.time()
    monkeypatch.setattr("django.core.signing.time.time", lambda: hoy + 29 * 86400)
    assert client.get(gestion).status_code == 200
    monkeypatch.setattr("django.core.signing.time.time", lambda: hoy + 31 * 86400)
    vencida = client.get(gestion)
    assert vencida.status_code == 404
    assert reverse("seguimiento") in vencida.content.decode(), "se pide otro enlace"
    assert client.post(gestion, {"olvidarme": "1"}).status_code == 404
    assert Suscripcion.objects.count() == 2
    monkeypatch.setattr("django.core.signing.time.time", lambda: hoy + 3650 * 86400)
    hecha = client.post(baja, {"List-Unsubscribe": "One-Click"})
    assert hecha.status_code == 200
    assert list(Suscripcion.objects.values_list("pk", flat=True)) == [otra.pk]
    assert "/seguimiento/lista/" not in hecha.content.decode(), "un correo viejo no da enlaces nuevos"


def test_nobody_manages_what_another_follows(elenco: Elenco, client: Client) -> None:
    mia = seguir(client, elenco.compromiso.asunto)
    ajena = seguir(client, elenco.plan.asunto, correo="otra@correo.mx")
    ruta = reverse("seguimiento_gestionar", args=[firmar_gestion(mia.suscriptor)])
    client.post(ruta, {"suscripcion": ajena.pk, "dejar": "1"})
    client.post(ruta, {"suscripcion": ajena.pk, "frecuencia": "semanal"})
    client.post(reverse("seguimiento_baja", args=[firmar_baja(mia.suscriptor, [ajena.pk])]))
    ajena.refresh_from_db()
    assert ajena.frecuencia == "inmediata"


def test_what_nobody_confirmed_is_purged_with_its_address(elenco: Elenco, client: Client) -> None:
    seguir(client, elenco.plan.asunto, correo="fiel@correo.mx")
    pedir(client, elenco.compromiso.asunto)
    Suscripcion.objects.update(creada=ahora() - timedelta(days=3))
    Suscriptor.objects.update(creado=ahora() - timedelta(days=3))
    Envio.objects.update(creado=ahora() - timedelta(days=3))
    assert limpiar_seguimiento() == 1
    assert list(Suscripcion.objects.values_list("asunto", flat=True)) == [elenco.plan.asunto]
    assert Suscriptor.objects.count() == 1
    assert not Envio.objects.exclude(red="").exists()
    assert client.get(enlace_en(mail.outbox[-1], "confirmar")).status_code == 404


def test_who_asks_to_be_forgotten_stops_following_too(elenco: Elenco, client: Client) -> None:
    seguir(client, elenco.compromiso.asunto)
    persona: Participante = ParticipanteF(correo=CORREO)
    olvidar_participante(actor=persona, participante=persona, textos=False)
    assert Suscriptor.objects.count() == 0


def test_what_one_follows_comes_with_the_right_of_access(elenco: Elenco, client: Client) -> None:
    seguir(client, elenco.compromiso.asunto, correo="alicia@ejemplo.test")
    client.force_login(elenco.alicia, "allauth.account.auth_backends.AuthenticationBackend")
    datos = client.get(reverse("cuenta_datos")).json()["datos"]
    assert datos["lo que sigues por correo"][0]["asunto"] == elenco.compromiso.asunto


def test_the_address_is_in_no_column_log_or_public_page(
    elenco: Elenco, client: Client, caplog: pytest.LogCaptureFixture, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "no.existe.Transporte"
    pedir(client, elenco.compromiso.asunto)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    antes = Asiento.objects.count()
    seguir(client, elenco.plan.asunto)
    assert Asiento.objects.count() == antes
    filas = [*Suscriptor.objects.values(), *Suscripcion.objects.values(), *Envio.objects.values()]
    assert CORREO not in str(filas)
    assert CORREO not in caplog.text
    for ruta in ("/compromisos/GTO-1-01/", "/planes/gto-1/", "/bitacora/", "/api/v1/"):
        assert CORREO not in Client().get(ruta).content.decode()


def test_the_list_takes_the_same_queries_for_one_or_for_many(
    elenco: Elenco, client: Client, django_assert_num_queries: Any
) -> None:
    suscripcion = seguir(client, elenco.compromiso.asunto)
    for n in range(30):
        Suscripcion.objects.create(
            suscriptor=suscripcion.suscriptor,
            asunto=f"compromiso:GTO-1-{n + 10}",
            frecuencia="diaria",
            confirmada=ahora(),
            proximo=ahora(),
            creada=ahora(),
        )
    ruta = reverse("seguimiento_gestionar", args=[firmar_gestion(suscripcion.suscriptor)])
    visor = Client()
    with django_assert_num_queries(3):
        assert visor.get(ruta).status_code == 200


@pytest.mark.parametrize("otra_empezo_despues", [False, True])
def test_a_digest_whose_hour_comes_while_messages_are_made_keeps_its_news(
    elenco: Elenco, client: Client, monkeypatch: pytest.MonkeyPatch, otra_empezo_despues: bool
) -> None:
    """What is due is read before each follower is visited: what falls due in between waits for the next turn, with
    everything it had to tell, even if who follows the same had less to be told."""
    semanal = seguir(client, elenco.compromiso.asunto, "semanal")
    seguir(client, elenco.otro_compromiso.asunto)
    numeros = [asiento(elenco.compromiso.asunto, elenco.plan.clave).numero]
    if otra_empezo_despues:
        pedir(client, elenco.compromiso.asunto, correo="otra@correo.mx")
        client.post(enlace_en(mail.outbox[-1], "confirmar"))
    numeros.append(asiento(elenco.compromiso.asunto, elenco.plan.clave).numero)
    asiento(elenco.otro_compromiso.asunto, elenco.otro_plan.clave)
    leer = envios._numeros

    def y_mientras_llega_su_hora(*args: Any) -> Any:
        leidos = leer(*args)
        Suscripcion.objects.filter(pk=semanal.pk).update(proximo=ahora())
        return leidos

    with monkeypatch.context() as carrera:
        carrera.setattr(envios, "_numeros", y_mientras_llega_su_hora)
        repartir_novedades()
    repartir_novedades()
    partes = [p for e in Envio.objects.all() for p in e.partes if p["suscripcion"] == semanal.pk]
    assert [p["asientos"] for p in partes] == [numeros]
