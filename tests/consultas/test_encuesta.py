"""A survey from its questions to its published results, without JavaScript."""

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from fabricas import ConsultaF, Elenco, pregunta
from hypothesis import given
from hypothesis import strategies as st

from consultas.models import Consulta, Participacion, Pregunta, Respuesta
from consultas.participantes import enlace_de, huella_de
from consultas.recorrido import Paso, recorrer
from consultas.servicios.consultas import editar_consulta
from consultas.servicios.participaciones import registrar_participacion
from pal_portal.api import RECURSOS
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.mapa import MAPAS
from secretariado.models import Asiento

MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
NADIE = {"sexo": "", "edad": "", "sector": ""}


@pytest.fixture
def encuesta(elenco: Elenco) -> Consulta:
    """Single, multiple (only after «Sí»), scale, ranking and open."""
    consulta = ConsultaF(secretariado=elenco.stl)
    primera = pregunta(consulta, "unica", "Sí", "No", obligatoria=True)
    pregunta(consulta, "multiple", "Web", "Radio", "Plaza", solo_si=primera.opciones.get(texto="Sí"))
    pregunta(consulta, "escala", "1", "2", "3", "4", "5")
    pregunta(consulta, "orden", "Salud", "Agua", "Obra")
    pregunta(consulta, "abierta")
    return consulta


def opciones(consulta: Consulta, orden: int) -> list[int]:
    return list(Pregunta.objects.get(consulta=consulta, orden=orden).opciones.values_list("pk", flat=True))


def con_enlace(consulta: Consulta, correo: str = "ana@ejemplo.test") -> Client:
    cliente = Client()
    ruta = enlace_de(consulta, correo).split("8000", 1)[-1]
    assert cliente.get(ruta[ruta.index("/consultas") :]).status_code == 302
    return cliente


def contestar(cliente: Client, consulta: Consulta, correo: str = "") -> None:
    base = f"/consultas/{consulta.slug}/encuesta/"
    si = opciones(consulta, 1)[0]
    web, _radio, plaza = opciones(consulta, 2)
    salud, agua, obra = opciones(consulta, 4)
    lugares = {f"lugar_{agua}": "1", f"lugar_{salud}": "2", f"lugar_{obra}": ""}
    for n, datos in enumerate(
        [{"r": si}, {"r": [web, plaza]}, {"r": opciones(consulta, 3)[3]}, lugares, {"r": "Más árboles"}], start=1
    ):
        assert client_post(cliente, f"{base}{n}/", datos) == 302, n


def client_post(cliente: Client, ruta: str, datos: dict[str, Any]) -> int:
    return cliente.post(ruta, datos).status_code


@pytest.mark.django_db
def test_from_the_address_to_the_registered_participation(encuesta: Consulta, client: Client) -> None:
    base = f"/consultas/{encuesta.slug}/"
    assert client.get(f"{base}encuesta/").url == f"{base}participar/"
    assert client.post(f"{base}participar/", {"correo": "ana@ejemplo.test"}).status_code == 200
    cuerpo = str(mail.outbox[0].body)
    assert "ana@" not in cuerpo
    enlace = re.search(r"http\S+/entrar/\S+", cuerpo)
    assert enlace
    respuesta = client.get(enlace[0][enlace[0].index("/consultas") :])
    assert respuesta.url == f"{base}encuesta/"
    assert client.get(respuesta.url).url == f"{base}encuesta/1/"
    assert "Pregunta 1" in client.get(f"{base}encuesta/1/").content.decode()
    contestar(client, encuesta)
    revisar = client.get(f"{base}encuesta/revisar/").content.decode()
    assert "Agua; Salud" in revisar
    assert Participacion.objects.count() == 0, "nada se guarda hasta enviar"
    assert client_post(client, f"{base}encuesta/revisar/", {"sexo": "mujer", "edad": "18_29"}) == 302
    guardada = Participacion.objects.get()
    assert (guardada.sexo, guardada.sector, len(guardada.huella)) == ("mujer", "", 64)
    filas = Respuesta.objects.filter(pregunta__orden=4).order_by("lugar")
    assert [(r.lugar, r.opcion.texto) for r in filas if r.opcion] == [(1, "Agua"), (2, "Salud")]
    assert Respuesta.objects.get(pregunta__orden=5).texto == "Más árboles"
    assert not Asiento.objects.filter(asunto=encuesta.asunto).exists(), "ningún asiento dice quién participó"
    assert "Ya participaste" in client.get(f"{base}encuesta/").content.decode()


@pytest.mark.django_db
def test_the_draft_is_kept_while_filling_and_a_branch_is_asked_only_to_whom_it_is_for(encuesta: Consulta) -> None:
    cliente = con_enlace(encuesta)
    base = f"/consultas/{encuesta.slug}/encuesta/"
    si, no = opciones(encuesta, 1)
    cliente.post(f"{base}1/", {"r": si})
    assert "Radio" in cliente.get(f"{base}2/").content.decode()
    assert cliente.get(base).url == f"{base}2/", "se retoma donde iba"
    cliente.post(f"{base}2/", {"r": opciones(encuesta, 2)[:1]})
    cliente.post(f"{base}1/", {"r": no})
    assert "Radio" not in cliente.get(f"{base}2/").content.decode()
    for n in (2, 3, 4):
        assert client_post(cliente, f"{base}{n}/", {}) == 302, "las que no obligan se pueden saltar"
    assert client_post(cliente, f"{base}revisar/", {}) == 302
    assert not Respuesta.objects.filter(pregunta__orden=2).exists(), "lo de la rama abandonada no cuenta"


@pytest.mark.django_db
def test_a_required_question_and_a_broken_ranking_are_sent_back_with_what_is_wrong(encuesta: Consulta) -> None:
    cliente = con_enlace(encuesta)
    base = f"/consultas/{encuesta.slug}/encuesta/"
    assert cliente.post(f"{base}1/", {}).status_code == 422
    assert cliente.post(f"{base}1/", {"r": "999999"}).status_code == 422
    cliente.post(f"{base}1/", {"r": opciones(encuesta, 1)[1]})
    a, b, _c = opciones(encuesta, 4)
    respuesta = cliente.post(f"{base}3/", {f"lugar_{a}": "1", f"lugar_{b}": "1"})
    assert respuesta.status_code == 422
    assert "una sola vez" in respuesta.content.decode()


@pytest.mark.django_db
def test_one_participation_per_person_also_with_a_tag_in_the_address_or_an_account(
    encuesta: Consulta, elenco: Elenco
) -> None:
    huella = huella_de(encuesta, "Ciudadana+2@Ejemplo.test")
    respuestas = {Pregunta.objects.get(consulta=encuesta, orden=1).pk: {"opciones": opciones(encuesta, 1)[:1]}}
    registrar_participacion(consulta=encuesta, huella=huella, respuestas=respuestas, datos=NADIE)
    with pytest.raises(ReglaIncumplida, match="Ya participaste"):
        registrar_participacion(consulta=encuesta, huella=huella, respuestas=respuestas, datos=NADIE)
    cliente = Client()
    cliente.force_login(elenco.ciudadana, backend=MOTOR)
    assert "Ya participaste" in cliente.get(f"/consultas/{encuesta.slug}/encuesta/").content.decode()
    otra = ConsultaF(secretariado=encuesta.secretariado)
    assert huella_de(otra, "ciudadana@ejemplo.test") != huella, "no se puede relacionar entre consultas"


@pytest.mark.django_db
def test_who_answered_is_not_offered_to_answer_again_and_nobody_else_is_told(
    encuesta: Consulta, elenco: Elenco
) -> None:
    """By the link that this browser opened, or by the account, however it answered."""
    pagina = f"/consultas/{encuesta.slug}/"
    suyo, con_cuenta, nadie = con_enlace(encuesta, "ciudadana@ejemplo.test"), Client(), Client()
    con_cuenta.force_login(elenco.ciudadana, backend=MOTOR)
    otra = Client()
    otra.force_login(elenco.dario, backend=MOTOR)
    for cliente in (suyo, con_cuenta, nadie, otra):
        assert "Contestar la encuesta" in cliente.get(pagina).content.decode()
    contestar(suyo, encuesta)
    suyo.post(f"{pagina}encuesta/revisar/", NADIE)
    assert Participacion.objects.count() == 1
    for cliente, ya in ((suyo, True), (con_cuenta, True), (nadie, False), (otra, False)):
        html = cliente.get(pagina).content.decode()
        assert ("Ya participaste" in html, "Contestar la encuesta" in html) == (ya, not ya)
    suyo.post(f"{pagina}encuesta/retirar/")
    assert "Contestar la encuesta" in suyo.get(pagina).content.decode()


@pytest.mark.django_db
def test_a_survey_that_closes_while_it_is_filled_says_so_and_keeps_nothing(
    encuesta: Consulta, settings: Any
) -> None:
    cliente = con_enlace(encuesta)
    contestar(cliente, encuesta)
    settings.PAL_HOY = "2020-08-01"
    respuesta = cliente.post(f"/consultas/{encuesta.slug}/encuesta/revisar/", {})
    assert respuesta.status_code == 409
    assert "no se guardó nada" in respuesta.content.decode()
    assert not Participacion.objects.exists()
    assert not [k for k in list(cliente.session.keys()) if k.startswith("encuesta:")]


@pytest.mark.django_db
def test_who_took_part_may_take_it_back_and_answer_again(encuesta: Consulta) -> None:
    cliente = con_enlace(encuesta)
    contestar(cliente, encuesta)
    base = f"/consultas/{encuesta.slug}/encuesta/"
    client_post(cliente, f"{base}revisar/", {})
    assert Respuesta.objects.exists()
    assert client_post(con_enlace(encuesta, "otra@ejemplo.test"), f"{base}retirar/", {}) == 302
    assert Participacion.objects.count() == 1, "cada quien retira sólo la suya"
    assert client_post(cliente, f"{base}retirar/", {}) == 302
    assert not Participacion.objects.exists()
    assert not Respuesta.objects.exists()


@pytest.mark.django_db
def test_a_link_of_another_consultation_or_an_altered_one_opens_nothing(
    encuesta: Consulta, elenco: Elenco
) -> None:
    ajena = ConsultaF(secretariado=elenco.stl)
    ficha = enlace_de(ajena, "ana@ejemplo.test").rstrip("/").rsplit("/", 1)[1]
    for mala in (ficha, ficha[:-2] + "xx", "nada"):
        cliente = Client()
        assert cliente.get(f"/consultas/{encuesta.slug}/entrar/{mala}/").url.endswith("/participar/")
        assert "participa" not in cliente.session


@pytest.mark.django_db
def test_asking_for_links_is_limited_by_address_of_mail_and_a_program_gets_none(encuesta: Consulta) -> None:
    ruta = f"/consultas/{encuesta.slug}/participar/"
    for _vez in range(5):
        assert Client().post(ruta, {"correo": "ana@ejemplo.test"}).status_code == 200
    assert Client().post(ruta, {"correo": "ana@ejemplo.test"}).status_code == 429
    for n in range(40):
        assert Client().post(ruta, {"correo": f"alumna{n}@ejemplo.test"}).status_code == 200, "un salón entero"
    enviados = len(mail.outbox)
    Client().post(ruta, {"correo": "robot@ejemplo.test", "sitio_web": "http://spam.test"})
    assert len(mail.outbox) == enviados


@pytest.mark.django_db
def test_results_wait_for_their_publication_and_hide_small_groups_in_page_and_csv(
    encuesta: Consulta, client: Client, settings: Any
) -> None:
    pk = Pregunta.objects.get(consulta=encuesta, orden=1).pk
    si, no = opciones(encuesta, 1)
    for n in range(30):
        elegida = no if n < 3 else si
        datos = {**NADIE, "sexo": "mujer" if n % 2 else "hombre"}
        registrar_participacion(
            consulta=encuesta, huella=f"{n:064d}", respuestas={pk: {"opciones": [elegida]}}, datos=datos
        )
    csv = f"/consultas/{encuesta.slug}/resultados.csv"
    assert client.get(csv).status_code == 404
    assert "Cómo va" not in client.get(encuesta.get_absolute_url()).content.decode()
    settings.PAL_HOY = "2020-08-01"
    assert client.get(csv).status_code == 404, "todavía no se publican"
    Consulta.objects.update(resultados_publicados_en="2020-08-01T12:00:00Z")
    filas = client.get(csv).content.decode().splitlines()
    assert "Pregunta 1,No,total,Total,,true" in filas
    assert "Pregunta 1,Sí,total,Total,,true" in filas, "30 − 27 diría que fueron 3"
    pagina = client.get(encuesta.get_absolute_url()).content.decode()
    assert "reservado" in pagina
    assert "Participaron 30 personas" in pagina


@pytest.mark.django_db
def test_before_closing_results_show_only_if_the_rules_say_so_in_tens_and_by_batches(
    encuesta: Consulta, client: Client
) -> None:
    Consulta.objects.update(resultados_antes_del_cierre=True)
    pk = Pregunta.objects.get(consulta=encuesta, orden=1).pk
    si, no = opciones(encuesta, 1)

    def votar(desde: int, hasta: int) -> str:
        for n in range(desde, hasta):
            elegida = si if n % 5 < 3 else no
            registrar_participacion(
                consulta=encuesta, huella=f"{n:064d}", respuestas={pk: {"opciones": [elegida]}}, datos=NADIE
            )
        return client.get(encuesta.get_absolute_url()).content.decode()

    assert "Cómo va" not in votar(0, 24)
    primera = votar(24, 25)
    assert "60 %" in primera
    assert re.sub(r"nonce\S+|csrf\S+", "", votar(25, 49)).count("60 %") == primera.count("60 %")
    assert client.get(f"/consultas/{encuesta.slug}/resultados.csv").status_code == 404


@pytest.mark.django_db
def test_a_survey_that_closed_with_participations_does_not_open_again(
    encuesta: Consulta, elenco: Elenco, settings: Any
) -> None:
    pk, si = Pregunta.objects.get(consulta=encuesta, orden=1).pk, opciones(encuesta, 1)[0]
    registrar_participacion(consulta=encuesta, huella="una", respuestas={pk: {"opciones": [si]}}, datos=NADIE)
    settings.PAL_HOY = "2020-08-01"
    with pytest.raises(ReglaIncumplida, match="no puede volver a abrirse"):
        editar_consulta(actor=elenco.alicia, consulta=encuesta, datos={"cierre": date(2020, 8, 30)})


@pytest.mark.django_db
def test_no_page_nor_answer_of_the_api_carries_the_hash_or_the_address_of_a_participant(
    encuesta: Consulta, elenco: Elenco
) -> None:
    huella = huella_de(encuesta, "ana@ejemplo.test")
    pk, si = Pregunta.objects.get(consulta=encuesta, orden=1).pk, opciones(encuesta, 1)[0]
    registrar_participacion(consulta=encuesta, huella=huella, respuestas={pk: {"opciones": [si]}}, datos=NADIE)
    rutas = ["/consultas/", encuesta.get_absolute_url(), "/bitacora/", "/bitacora/descarga/"]
    rutas += [f"/sitemap-{seccion}.xml" for seccion in MAPAS]
    rutas += [f"/api/v1/{r}/{f}" for r in RECURSOS for f in ("", "?formato=csv")]
    for ruta in rutas:
        respuesta = Client().get(ruta)
        cuerpo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content  # type: ignore[attr-defined]
        assert huella.encode() not in cuerpo, ruta
        assert b"ana@" not in cuerpo, ruta


@pytest.mark.django_db
def test_questions_are_written_on_the_desk_and_do_not_change_once_it_opened(
    elenco: Elenco, client: Client, encuesta: Consulta
) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    borrador = ConsultaF(secretariado=elenco.stl, publicada_en=None)
    base = f"/mesa/consultas/{borrador.slug}/preguntas/"
    datos: dict[str, Any] = {"tipo": "unica", "texto": "¿Usas el portal?", "opciones": "Sí\nNo"}
    assert client_post(client, f"{base}nueva/", datos) == 302
    primera = borrador.preguntas.get()
    assert client_post(client, f"{base}nueva/", {**datos, "opciones": "Una"}) == 422
    segunda = {**datos, "texto": "¿Para qué?", "solo_si": primera.opciones.get(texto="Sí").pk}
    assert client_post(client, f"{base}nueva/", segunda) == 302
    assert client_post(client, f"{base}{primera.pk}/quitar/", {}) == 302
    assert borrador.preguntas.count() == 2, "otra depende de ella"
    assert "sólo si respondió" in client.get(f"/mesa/consultas/{borrador.slug}/").content.decode()
    abierta = f"/mesa/consultas/{encuesta.slug}/preguntas/nueva/"
    assert client_post(client, abierta, datos) == 422
    assert client.get(f"/mesa/consultas/{encuesta.slug}/respuestas/").status_code == 200


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 2), st.booleans()), min_size=1, max_size=7),
    st.dictionaries(st.integers(0, 6), st.lists(st.integers(0, 2), max_size=2)),
)
def test_a_question_is_asked_only_if_the_one_it_hangs_of_is(
    arbol: list[tuple[int, int, bool]], elegidas: dict[int, list[int]]
) -> None:
    pasos = [
        Paso(n, False, (padre, opcion) if cuelga and padre < n else None)
        for n, (padre, opcion, cuelga) in enumerate(arbol)
    ]
    camino = recorrer(pasos, elegidas)
    pks = [p.pk for p in camino]
    assert pks == sorted(pks)
    for paso in pasos:
        toca = paso.solo_si is None or (
            paso.solo_si[0] in pks and paso.solo_si[1] in elegidas.get(paso.solo_si[0], [])
        )
        assert (paso.pk in pks) == toca
