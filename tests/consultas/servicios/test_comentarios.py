"""The rules of writing, editing, withdrawing and answering, on the services."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from fabricas import DenunciaF, Elenco, ParticipanteF, momento

from consultas.asuntos import Asunto, asunto_de
from consultas.models import Bloqueo, Comentario, Denuncia, Participante, PoliticaModeracion, Recado, SalDelDia
from consultas.servicios.comentarios import (
    confirmar_comentario,
    editar_comentario,
    escribir_comentario,
    responder_oficialmente,
    retirar_comentario,
)
from consultas.servicios.criba import espera_revision
from consultas.servicios.limites import red_de
from consultas.servicios.participantes import (
    limpiar_participacion,
    participante_de_correo,
    participante_de_cuenta,
)
from consultas.servicios.recados import barrer_recados, enviar_recado, mandar_recado
from pal_portal.cimientos.direcciones import cifrar, descifrar, huella_de_red
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Asiento, Membresia
from secretariado.permisos import exigir
from secretariado.registro.bitacora import fallas
from secretariado.servicios.privacidad import suprimir_cuenta

pytestmark = pytest.mark.django_db


@pytest.fixture
def asunto(elenco: Elenco) -> Asunto:
    hallado = asunto_de(elenco.compromiso.asunto)
    assert hallado
    return hallado


@pytest.fixture
def rosa(elenco: Elenco) -> Participante:
    persona: Participante = ParticipanteF(correo="rosa@ejemplo.test", seudonimo="Rosa")
    return persona


@pytest.fixture
def sin_previa(elenco: Elenco) -> None:
    PoliticaModeracion.objects.create(secretariado=elenco.stl, modo="posterior")


def escribir(rosa: Participante, asunto: Asunto, texto: str = "Falta el parque", **mas: Any) -> Comentario:
    return escribir_comentario(actor=rosa, asunto=asunto, texto=texto, **mas)


def test_after_a_quarter_of_an_hour_it_cannot_be_edited(
    rosa: Participante, asunto: Asunto, sin_previa: None
) -> None:
    fila = escribir(rosa, asunto)
    editar_comentario(actor=rosa, comentario=fila, texto="Falta el parque nuevo")
    Comentario.objects.filter(pk=fila.pk).update(publicado=ahora() - timedelta(minutes=16))
    fila.refresh_from_db()
    with pytest.raises(PermissionDenied):
        editar_comentario(actor=rosa, comentario=fila, texto="Falta otra cosa")


def test_what_was_reported_is_not_edited_but_may_be_withdrawn(
    rosa: Participante, asunto: Asunto, sin_previa: None
) -> None:
    fila = escribir(rosa, asunto)
    DenunciaF(comentario=fila)
    with pytest.raises(PermissionDenied):
        editar_comentario(actor=rosa, comentario=fila, texto="Ya no insulta")
    retirar_comentario(actor=rosa, comentario=fila)
    assert Denuncia.objects.get().estado == "atendida"


def test_editing_links_in_sends_it_back_to_review(rosa: Participante, asunto: Asunto, sin_previa: None) -> None:
    fila = escribir(rosa, asunto)
    editada = editar_comentario(actor=rosa, comentario=fila, texto="https://a.mx y https://b.mx")
    assert editada.estado == "en_revision"


def test_nobody_edits_nor_withdraws_for_another(elenco: Elenco, rosa: Participante, asunto: Asunto) -> None:
    fila = escribir(rosa, asunto)
    for otra in (ParticipanteF(), elenco.gala, elenco.alicia, elenco.fidel):
        with pytest.raises(PermissionDenied):
            editar_comentario(actor=otra, comentario=fila, texto="Otra cosa")
        with pytest.raises(PermissionDenied):
            retirar_comentario(actor=otra, comentario=fila)


def test_the_same_is_not_said_twice_whatever_its_dress(rosa: Participante, asunto: Asunto) -> None:
    escribir(rosa, asunto)
    with pytest.raises(ReglaIncumplida, match="eso mismo"):
        escribir(rosa, asunto, texto="¡FALTA  el párque!")


def test_the_same_text_from_many_people_waits_for_review(asunto: Asunto, sin_previa: None) -> None:
    estados = [escribir(ParticipanteF(), asunto, "Texto de campaña repetido").estado for _n in range(3)]
    assert estados == ["visible", "visible", "en_revision"]


@pytest.mark.parametrize(
    ("modo", "primero", "segundo"),
    [
        ("posterior", "visible", "visible"),
        ("nuevos", "en_revision", "visible"),
        ("previa", "en_revision", "en_revision"),
    ],
)
def test_each_stl_decides_when_to_moderate(
    elenco: Elenco, rosa: Participante, asunto: Asunto, modo: str, primero: str, segundo: str
) -> None:
    PoliticaModeracion.objects.create(secretariado=elenco.stl, modo=modo)
    fila = escribir(rosa, asunto)
    assert fila.estado == primero
    Comentario.objects.filter(pk=fila.pk).update(estado="visible", publicado=ahora())
    assert escribir(rosa, asunto, "Otra cosa distinta").estado == segundo


def test_trust_in_one_state_is_not_trust_in_another(elenco: Elenco, rosa: Participante, asunto: Asunto) -> None:
    elenco.comentario(participante=rosa, secretariado=elenco.otro_stl)
    assert espera_revision(elenco.comentario(participante=rosa, estado="por_confirmar"))


def test_a_reply_to_a_reply_hangs_from_the_first(
    elenco: Elenco, rosa: Participante, asunto: Asunto, sin_previa: None
) -> None:
    raiz = elenco.comentario()
    respuesta = elenco.comentario(responde_a=raiz)
    assert escribir(rosa, asunto, responde_a=respuesta).responde_a == raiz
    ajena = elenco.comentario(asunto=elenco.otro_compromiso.asunto, plan=elenco.otro_plan)
    with pytest.raises(ReglaIncumplida):
        escribir(rosa, asunto, "Fuera de lugar", responde_a=ajena)
    oculta = elenco.comentario(estado="oculto")
    with pytest.raises(ReglaIncumplida):
        escribir(rosa, asunto, "A lo oculto", responde_a=oculta)


def test_only_who_answers_for_the_subject_answers_officially(elenco: Elenco, asunto: Asunto) -> None:
    fila = elenco.comentario()
    for quien in (elenco.zoe, elenco.beto, elenco.alicia, elenco.gala, elenco.ciudadana, elenco.fidel):
        with pytest.raises(PermissionDenied):
            responder_oficialmente(actor=quien, comentario=fila, texto="En mi nombre")
    responder_oficialmente(actor=elenco.carla, comentario=fila, texto="Como organización: revisamos.")
    asiento = Asiento.objects.latest("numero")
    assert (asiento.accion, asiento.institucion, asiento.asunto) == (
        "comentario.respondido",
        elenco.osc.nombre,
        elenco.compromiso.asunto,
    )
    assert asiento.datos == {"comentario": fila.pk, "dias": 11}
    assert list(fallas()) == []


def test_the_first_official_answer_stops_the_clock_and_tells_the_author(
    elenco: Elenco, rosa: Participante, django_capture_on_commit_callbacks: Any
) -> None:
    fila = elenco.comentario(participante=rosa, publicado=momento("2020-07-27"))
    with django_capture_on_commit_callbacks(execute=True):
        responder_oficialmente(actor=elenco.dario, comentario=fila, texto="Primera: 477 123 4567")
    fila.refresh_from_db()
    primera = fila.respondida
    responder_oficialmente(actor=elenco.carla, comentario=fila, texto="Segunda")
    fila.refresh_from_db()
    assert (fila.respondida, fila.respondida_por, fila.dias_de_respuesta) == (primera, elenco.institucion, 4)
    assert mail.outbox[0].to == ["rosa@ejemplo.test"]
    assert elenco.institucion.nombre in str(mail.outbox[0].body)


def test_an_official_answer_stays(elenco: Elenco) -> None:
    respuesta = responder_oficialmente(actor=elenco.dario, comentario=elenco.comentario(), texto="Ya está")
    editar_comentario(actor=elenco.dario, comentario=respuesta, texto="Ya está en obra")
    assert Asiento.objects.latest("numero").accion == "comentario.respuesta_editada"
    with pytest.raises(PermissionDenied):
        retirar_comentario(actor=elenco.dario, comentario=respuesta)


def test_a_moderator_decides_nothing_of_theirs_nor_of_their_institution(
    elenco: Elenco, rosa: Participante
) -> None:
    propia = elenco.comentario(participante=participante_de_cuenta(usuario=elenco.gala))
    with pytest.raises(PermissionDenied):
        exigir("consultas.moderar", elenco.gala, propia)
    Membresia.objects.create(usuario=elenco.hugo, rol="responsable", institucion=elenco.institucion)
    with pytest.raises(PermissionDenied):
        exigir("consultas.moderar", elenco.hugo, elenco.comentario(participante=rosa))
    exigir("consultas.moderar", elenco.gala, elenco.comentario(participante=rosa))


def test_who_was_suspended_while_confirming_is_not_published(
    elenco: Elenco, rosa: Participante, asunto: Asunto
) -> None:
    escribir(rosa, asunto, probado=False)
    Bloqueo.objects.create(
        secretariado=elenco.stl, clase="persona", valor=rosa.correo_huella, motivo="Insultos",
        hasta=ahora() + timedelta(days=3), creado=ahora(), autor=elenco.gala,
    )  # fmt: skip
    with pytest.raises(ReglaIncumplida, match="suspendió"):
        confirmar_comentario(recado=Recado.objects.get())
    assert Comentario.objects.get().estado == "por_confirmar"
    assert Recado.objects.get().usado is None


def test_an_expired_link_publishes_nothing(rosa: Participante, asunto: Asunto) -> None:
    escribir(rosa, asunto, probado=False)
    Recado.objects.update(vence=ahora() - timedelta(seconds=1))
    with pytest.raises(ReglaIncumplida, match="venció"):
        confirmar_comentario(recado=Recado.objects.get())


def test_an_account_is_the_same_person_as_its_address(elenco: Elenco) -> None:
    antes = participante_de_correo(correo="Ciudadana@ejemplo.test")
    ahora_con_cuenta = participante_de_cuenta(usuario=elenco.ciudadana)
    assert antes == ahora_con_cuenta
    assert (ahora_con_cuenta.usuario, ahora_con_cuenta.correo_cifrado) == (elenco.ciudadana, "")
    assert participante_de_cuenta(usuario=elenco.ciudadana) == antes


def test_erasing_an_account_unsigns_its_comments(elenco: Elenco) -> None:
    elenco.ciudadana.set_password("una frase muy larga")
    elenco.ciudadana.save()
    yo = participante_de_cuenta(usuario=elenco.ciudadana)
    fila = elenco.comentario(participante=yo, cuenta=elenco.ciudadana)
    suprimir_cuenta(actor=elenco.ciudadana, cuenta=elenco.ciudadana, contrasena="una frase muy larga")
    fila.refresh_from_db()
    yo.refresh_from_db()
    assert (fila.cuenta, fila.estado) == (None, "visible")
    assert (yo.usuario, yo.correo_huella, str(yo)) == (None, None, "Participante que se retiró")


def test_what_is_no_longer_needed_is_forgotten(elenco: Elenco, rosa: Participante, asunto: Asunto) -> None:
    red = red_de("187.1.2.3")
    nueva = participante_de_correo(correo="nueva@ejemplo.test")
    escribir(nueva, asunto, probado=False, red=red)
    publicada = elenco.comentario(participante=rosa, red=red)
    Comentario.objects.update(creado=ahora() - timedelta(days=3))
    Participante.objects.update(creado=ahora() - timedelta(days=3), ultimo_acto=ahora() - timedelta(days=181))
    Recado.objects.update(vence=ahora() - timedelta(days=2))
    SalDelDia.objects.update(dia=timezone.localdate() - timedelta(days=5000))
    limpiar_participacion()
    publicada.refresh_from_db()
    rosa.refresh_from_db()
    assert (publicada.red, rosa.correo_cifrado) == ("", "")
    assert rosa.correo_huella
    assert list(Comentario.objects.all()) == [publicada]
    assert list(Participante.objects.all()) == [rosa]
    assert not Recado.objects.exists()
    assert not SalDelDia.objects.exists()


def test_the_network_is_known_for_a_day_only(settings: Any) -> None:
    primero = red_de("187.1.2.3")
    assert primero == red_de("187.1.2.3") != red_de("187.1.2.4")
    settings.PAL_HOY = "2020-08-01"
    assert red_de("187.1.2.3") != primero


def test_an_ipv6_subscriber_is_one_network() -> None:
    sal = b"x" * 32
    assert huella_de_red("2806:10ae::1", sal) == huella_de_red("2806:10ae::ffff:2", sal)
    assert huella_de_red("2806:10ae::1", sal) != huella_de_red("2806:10ae:0:1::1", sal)
    assert huella_de_red("::ffff:187.1.2.3", sal) == huella_de_red("187.1.2.3", sal)
    assert huella_de_red("no es una dirección", sal) == ""


def test_addresses_survive_a_change_of_key_and_only_that(settings: Any) -> None:
    cifrado = cifrar("rosa@ejemplo.test")
    anterior, settings.SECRET_KEY = settings.SECRET_KEY, "otra-clave"
    assert descifrar(cifrado) == ""
    settings.SECRET_KEY_FALLBACKS = [anterior]
    assert descifrar(cifrado) == "rosa@ejemplo.test"


def test_a_message_is_sent_once_and_a_lost_one_is_swept(
    rosa: Participante, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    recado = mandar_recado(clase="entrar", participante=rosa)
    assert recado
    with monkeypatch.context() as m:
        m.setattr(
            "consultas.servicios.recados.enviar_correo",
            lambda para, *a: (_ for _ in ()).throw(OSError(f"550 {para} no existe")),
        )
        assert enviar_recado(recado.pk) == "pendiente"
    assert "rosa@" not in caplog.text
    with django_capture_on_commit_callbacks(execute=True):
        assert barrer_recados() == 0  # it failed just now
    Recado.objects.update(latido=ahora() - timedelta(minutes=11))
    with django_capture_on_commit_callbacks(execute=True):
        assert barrer_recados() == 1
    assert len(mail.outbox) == 1
    assert enviar_recado(recado.pk) == ""
    assert len(mail.outbox) == 1


def test_every_message_is_plain_and_leads_to_this_site(
    elenco: Elenco, rosa: Participante, django_capture_on_commit_callbacks: Any
) -> None:
    fila = elenco.comentario(participante=rosa)
    with django_capture_on_commit_callbacks(execute=True):
        mandar_recado(clase="confirmar", participante=rosa, comentario=fila)
        mandar_recado(clase="entrar", participante=rosa)
    for mensaje in mail.outbox:
        assert settings.SITIO_URL in str(mensaje.body)
        assert fila.texto not in str(mensaje.body)  # nobody uses the portal to mail a text of theirs
        assert "<" not in str(mensaje.body)


def test_who_coordinates_the_country_reads_the_comments_of_every_plan(elenco: Elenco) -> None:
    fila = elenco.comentario()
    for persona in (elenco.elena, elenco.fidel, elenco.ciudadana):
        assert list(Comentario.objects.visibles_para(persona)) == [fila]
