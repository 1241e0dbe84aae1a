"""Taking part through the API: the same services and the same limits as the pages, and nothing that ties an
account to what it answered."""

from typing import Any

import pytest
from api import Sistema, campos, es_problema
from django.core.cache import cache
from django.test import Client
from fabricas import ConsultaF, Elenco, EventoF, UsuarioF, pregunta

from consultas.models import Apelacion, Consulta, Evento, Inscripcion, Participacion, Pregunta, Respuesta
from consultas.participantes import huella_de
from consultas.servicios.inscripciones import apartar_lugar
from consultas.servicios.moderacion import moderar_comentario
from secretariado.models import Asiento, PeticionUnica

pytestmark = pytest.mark.django_db


@pytest.fixture
def encuesta(elenco: Elenco) -> Consulta:
    """Single (required), several only after «Sí» (required then), scale, ranking and open."""
    consulta = ConsultaF(secretariado=elenco.stl, slug="que-abrir")
    primera = pregunta(consulta, "unica", "Sí", "No", obligatoria=True)
    si = primera.opciones.get(texto="Sí")
    pregunta(consulta, "multiple", "Web", "Radio", "Plaza", solo_si=si, obligatoria=True)
    pregunta(consulta, "escala", "1", "2", "3")
    pregunta(consulta, "orden", "Salud", "Agua", "Obra")
    pregunta(consulta, "abierta")
    return consulta


@pytest.fixture
def foro(elenco: Elenco) -> Evento:
    consulta = ConsultaF(
        secretariado=elenco.stl, slug="foro", instrumento="foro", inicio="2020-08-10", cierre="2020-08-10"
    )
    evento: Evento = EventoF(consulta=Consulta.objects.get(pk=consulta.pk), con_registro=True, cupo=1)
    return evento


@pytest.fixture
def vecina(elenco: Elenco) -> Sistema:
    return Sistema(elenco.ciudadana)


RUTA = "consultas/que-abrir/participacion/"


def leidas() -> dict[int, dict[str, Any]]:
    """The questions by their order, with their options by text, as anybody reads them."""
    consulta = Client().get("/api/v1/consultas/que-abrir/?incluir=preguntas,opciones").json()
    return {
        p["orden"]: {
            **p,
            "por_texto": {o["texto"]: o["id"] for o in consulta["opciones"] if o["pregunta"] == p["id"]},
        }
        for p in consulta["preguntas"]
    }


def boleta(**cambios: Any) -> dict[str, Any]:
    p = leidas()
    uno, dos, tres, cuatro, cinco = (p[n] for n in range(1, 6))
    respuestas = {
        "uno": {"pregunta": uno["id"], "opciones": [uno["por_texto"]["Sí"]]},
        "dos": {"pregunta": dos["id"], "opciones": [dos["por_texto"]["Web"], dos["por_texto"]["Plaza"]]},
        "tres": {"pregunta": tres["id"], "opciones": [tres["por_texto"]["2"]]},
        "cuatro": {
            "pregunta": cuatro["id"],
            "opciones": [cuatro["por_texto"]["Agua"], cuatro["por_texto"]["Salud"]],
        },
        "cinco": {"pregunta": cinco["id"], "texto": "Más árboles"},
        **cambios,
    }
    return {"respuestas": [r for r in respuestas.values() if r]}


# --- A survey --------------------------------------------------------------------------------------------


def test_a_client_that_knows_nothing_reads_the_survey_and_answers_it(encuesta: Consulta, vecina: Sistema) -> None:
    antes = vecina.pedir("GET", RUTA).json()
    assert antes == {"consulta": "que-abrir", "abierta": True, "participaste": False}
    assert leidas()[2]["solo_si_opcion"] == leidas()[1]["por_texto"]["Sí"]
    respuesta = vecina.pedir("POST", RUTA, {**boleta(), "edad": "18_29"})
    assert respuesta.status_code == 201, respuesta.content
    assert vecina.pedir("GET", RUTA).json()["participaste"] is True
    guardada = Participacion.objects.get()
    assert (guardada.edad, guardada.sexo) == ("18_29", "")
    dichas = Respuesta.objects.order_by("pregunta__orden", "lugar", "pk")
    assert [(r.pregunta.orden, r.opcion.texto if r.opcion else r.texto, r.lugar) for r in dichas] == [
        (1, "Sí", None), (2, "Web", None), (2, "Plaza", None), (3, "2", None), (4, "Agua", 1), (4, "Salud", 2),
        (5, "Más árboles", None),
    ]  # fmt: skip


def test_it_counts_once_per_person_however_they_come(encuesta: Consulta, elenco: Elenco, vecina: Sistema) -> None:
    assert vecina.pedir("POST", RUTA, boleta()).status_code == 201
    otra_vez = vecina.pedir("POST", RUTA, boleta())
    assert es_problema(otra_vez, 409)
    assert "Ya participaste" in otra_vez.json()["detail"]
    pagina = Client()
    pagina.force_login(elenco.ciudadana, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Ya participaste" in pagina.get(f"{encuesta.get_absolute_url()}encuesta/").content.decode()
    assert Participacion.objects.count() == 1


def test_nothing_ties_the_account_to_its_answers(encuesta: Consulta, vecina: Sistema) -> None:
    """Neither the log nor the answers kept for repeated requests, whose hash could be worked out."""
    asientos = Asiento.objects.count()
    for _n in range(2):
        vecina.pedir("POST", RUTA, boleta(), idempotency_key="una-sola")
    assert PeticionUnica.objects.count() == 0
    assert Asiento.objects.count() == asientos


@pytest.mark.parametrize(
    ("cambio", "campo", "dice"),
    [
        (lambda p: {"uno": None}, "respuestas", "Falta contestar «Pregunta 1»"),
        (lambda p: {"dos": None}, "respuestas", "Falta contestar «Pregunta 2»"),
        (
            lambda p: {"uno": {"pregunta": p[1]["id"], "opciones": [p[1]["por_texto"]["No"]]}},
            "respuestas[1].pregunta",
            "No se pregunta a quien contestó así",
        ),
        (
            lambda p: {"uno": {"pregunta": p[1]["id"], "opciones": list(p[1]["por_texto"].values())}},
            "respuestas[0].opciones",
            "Elige sólo una",
        ),
        (
            lambda p: {"tres": {"pregunta": p[3]["id"], "opciones": [p[4]["por_texto"]["Agua"]]}},
            "respuestas[2].opciones",
            "no es de esta pregunta",
        ),
        (
            lambda p: {"cuatro": {"pregunta": p[4]["id"], "opciones": [p[4]["por_texto"]["Agua"]] * 2}},
            "respuestas[3].opciones",
            "dos veces",
        ),
        (lambda p: {"tres": {"pregunta": p[3]["id"], "texto": "dos"}}, "respuestas[2].texto", "con sus opciones"),
        (
            lambda p: {"cinco": {"pregunta": p[5]["id"], "opciones": [p[4]["por_texto"]["Agua"]]}},
            "respuestas[4].opciones",
            "con un texto",
        ),
        (
            lambda p: {"cinco": {"pregunta": 999999, "texto": "x"}},
            "respuestas[4].pregunta",
            "no es de esta encuesta",
        ),
        (
            lambda p: {"seis": {"pregunta": p[5]["id"], "texto": "otra"}},
            "respuestas[5].pregunta",
            "ya está contestada",
        ),
        (lambda p: {"cinco": {"pregunta": p[5]["id"], "texto": "x" * 2001}}, "respuestas[4].texto", "2000"),
    ],
)
def test_what_is_wrong_is_told_answer_by_answer_and_nothing_is_kept(
    encuesta: Consulta, vecina: Sistema, cambio: Any, campo: str, dice: str
) -> None:
    respuesta = vecina.pedir("POST", RUTA, boleta(**cambio(leidas())))
    assert es_problema(respuesta, 400)
    errores = {e["campo"]: e["mensaje"] for e in respuesta.json()["errores"]}
    assert dice in errores[campo], errores
    assert (Participacion.objects.count(), Respuesta.objects.count()) == (0, 0)


def test_an_open_question_that_is_required_asks_for_words(encuesta: Consulta, vecina: Sistema) -> None:
    Pregunta.objects.filter(orden=5).update(obligatoria=True)
    vacia = boleta(cinco={"pregunta": leidas()[5]["id"], "texto": "   "})
    assert campos(vecina.pedir("POST", RUTA, vacia)) == {"respuestas[4].pregunta"}


@pytest.mark.parametrize(
    ("dia", "dice"), [("2020-06-01", "todavía no abre"), ("2020-08-01", "ya cerró")], ids=["antes", "después"]
)
def test_a_survey_that_is_not_open_says_so_and_keeps_nothing(
    encuesta: Consulta, vecina: Sistema, settings: Any, dia: str, dice: str
) -> None:
    entera = boleta()
    settings.PAL_HOY = dia
    respuesta = vecina.pedir("POST", RUTA, entera)
    assert es_problema(respuesta, 409)
    assert dice in respuesta.json()["detail"]
    assert "No se guardó" in respuesta.json()["detail"]
    assert (Participacion.objects.count(), Respuesta.objects.count()) == (0, 0)


def test_one_takes_back_what_they_answered_while_it_is_open(
    encuesta: Consulta, vecina: Sistema, settings: Any
) -> None:
    vecina.pedir("POST", RUTA, boleta())
    assert vecina.pedir("DELETE", RUTA).status_code == 204
    assert (Participacion.objects.count(), Respuesta.objects.count()) == (0, 0)
    assert vecina.pedir("DELETE", RUTA).status_code == 204, "no había nada: no pasa nada"
    vecina.pedir("POST", RUTA, boleta())
    settings.PAL_HOY = "2020-08-01"
    assert es_problema(vecina.pedir("DELETE", RUTA), 409)
    assert Participacion.objects.count() == 1


@pytest.mark.parametrize("slug", ["foro", "no-existe", "borrador"])
def test_there_is_no_survey_where_there_is_none(foro: Evento, elenco: Elenco, vecina: Sistema, slug: str) -> None:
    ConsultaF(secretariado=elenco.stl, slug="borrador", publicada_en=None)
    for metodo, datos in (("GET", None), ("POST", {"respuestas": []}), ("DELETE", None)):
        assert es_problema(vecina.pedir(metodo, f"consultas/{slug}/participacion/", datos), 404)
    assert es_problema(Client().get(f"/api/v1/consultas/{slug}/resultados/"), 404)


def test_the_questions_of_a_draft_are_read_by_nobody(elenco: Elenco) -> None:
    oculta = ConsultaF(secretariado=elenco.stl, slug="borrador", publicada_en=None)
    pregunta(oculta, "unica", "Opción secreta", "No")
    for ruta in ("preguntas/", "opciones/", "preguntas/?consulta=borrador", "preguntas/?formato=csv"):
        crudo = b"".join(r.streaming_content) if (r := Client().get(f"/api/v1/{ruta}")).streaming else r.content
        assert b"secreta" not in crudo
        assert b"Pregunta 1" not in crudo


# --- Results ---------------------------------------------------------------------------------------------


def test_the_results_of_the_api_are_those_of_the_csv_and_wait_as_they_do(
    encuesta: Consulta, settings: Any
) -> None:
    p, ruta = leidas()[1], "/api/v1/consultas/que-abrir/resultados/"
    for n in range(30):
        fila = Participacion.objects.create(consulta=encuesta, huella=f"{n:064d}", dia="2020-07-31", sexo="mujer")
        elegida = p["por_texto"]["No" if n < 3 else "Sí"]
        Respuesta.objects.create(participacion=fila, pregunta_id=p["id"], opcion_id=elegida)
    assert es_problema(Client().get(ruta), 404)
    Consulta.objects.update(resultados_antes_del_cierre=True)
    va = Client().get(ruta).json()
    assert (va["etapa"], va["resultados"]) == ("abierta", [])
    assert va["como_va"][0]["respuestas"] == [
        {"respuesta": "Sí", "decena": None},
        {"respuesta": "No", "decena": None},
    ], "22 de 25 diría que fueron 3: se reservan, no son cero"
    assert "reservado" in Client().get(encuesta.get_absolute_url()).content.decode()
    assert "30" not in str(va), "ni cuántas personas van"
    settings.PAL_HOY = "2020-08-01"
    Consulta.objects.update(resultados_publicados_en="2020-08-01T12:00:00Z")
    cache.clear()
    leida = Client().get(ruta).json()
    csv = Client().get("/consultas/que-abrir/resultados.csv").content.decode().splitlines()
    assert len(leida["resultados"]) == len(csv) - 1 > 5
    assert leida["como_va"] == []
    pocas = next(f for f in leida["resultados"] if (f["respuesta"], f["dimension"]) == ("No", "total"))
    assert (pocas["personas"], pocas["reservado"]) == (None, True)


# --- A place in a meeting --------------------------------------------------------------------------------


def test_a_place_the_waiting_list_and_its_turn(foro: Evento, vecina: Sistema) -> None:
    ruta = f"eventos/{foro.pk}/lugar/"
    assert vecina.pedir("GET", ruta).json()["estado"] == "sin_lugar"
    suyo = vecina.pedir("PUT", ruta, {"seudonimo": "Garza", "edad": "18_29"})
    assert suyo.status_code == 200
    assert suyo.json() == {"evento": foro.pk, "estado": "dentro", "delante": 0, "seudonimo": "Garza", "nombre": ""}
    segunda, tercera = Sistema(UsuarioF()), Sistema(UsuarioF())
    assert segunda.pedir("PUT", ruta, {}).json()["delante"] == 0
    espera = tercera.pedir("PUT", ruta, {}).json()
    assert (espera["estado"], espera["delante"]) == ("espera", 1)
    assert vecina.pedir("DELETE", ruta).status_code == 204
    assert segunda.pedir("GET", ruta).json()["estado"] == "dentro"
    assert tercera.pedir("GET", ruta).json()["delante"] == 0
    assert not Inscripcion.objects.filter(seudonimo="Garza").exists(), "al cancelar no queda nada"
    assert vecina.pedir("DELETE", ruta).status_code == 204, "repetirlo no cambia nada"
    assert Evento.objects.get().inscritos == 1


def test_the_place_asked_for_twice_or_on_the_page_is_one(foro: Evento, elenco: Elenco, vecina: Sistema) -> None:
    correo = elenco.ciudadana.correo
    apartar_lugar(
        evento=foro,
        huella=huella_de(foro.consulta, correo),
        correo=correo,
        seudonimo="De la página",
        nombre="",
        datos={},
    )
    ruta = f"eventos/{foro.pk}/lugar/"
    for _n in range(2):
        assert (
            vecina.pedir("PUT", ruta, {"seudonimo": "Otro"}, idempotency_key="k").json()["seudonimo"]
            == "De la página"
        )
    assert (Inscripcion.objects.count(), PeticionUnica.objects.count()) == (1, 0)


def test_a_name_is_kept_only_with_consent_and_no_address_passes_for_one(foro: Evento, vecina: Sistema) -> None:
    ruta = f"eventos/{foro.pk}/lugar/"
    sin_aceptar = vecina.pedir("PUT", ruta, {"nombre": "Rosa"})
    assert campos(sin_aceptar) == {"acepta_nombre"}
    con_correo = vecina.pedir("PUT", ruta, {"nombre": "rosa@ejemplo.test", "acepta_nombre": True})
    assert es_problema(con_correo, 409)
    assert campos(con_correo) == {"nombre"}
    assert vecina.pedir("PUT", ruta, {"nombre": "Rosa", "acepta_nombre": True}).json()["nombre"] == "Rosa"


def test_once_it_starts_no_place_is_given_nor_given_up(foro: Evento, vecina: Sistema, settings: Any) -> None:
    ruta = f"eventos/{foro.pk}/lugar/"
    vecina.pedir("PUT", ruta, {})
    settings.PAL_HOY = "2020-08-11"
    assert es_problema(vecina.pedir("DELETE", ruta), 409)
    assert es_problema(Sistema(UsuarioF()).pedir("PUT", ruta, {}), 409)
    assert Inscripcion.objects.count() == 1


def test_places_have_the_limit_of_the_page(foro: Evento, vecina: Sistema, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "evento_registro": "2/h/key"}
    cache.clear()
    ruta = f"eventos/{foro.pk}/lugar/"
    estados = [vecina.pedir("PUT", ruta, {}).status_code for _n in range(3)]
    assert estados == [200, 200, 429]


def test_a_meeting_without_places_or_of_a_draft_has_none(foro: Evento, elenco: Elenco, vecina: Sistema) -> None:
    abierto = EventoF(consulta=foro.consulta, con_registro=False)
    oculta = ConsultaF(secretariado=elenco.stl, slug="borrador", instrumento="foro", publicada_en=None)
    secreto = EventoF(consulta=oculta, con_registro=True)
    for evento in (abierto, secreto):
        for metodo, datos in (("GET", None), ("PUT", {}), ("DELETE", None)):
            assert es_problema(vecina.pedir(metodo, f"eventos/{evento.pk}/lugar/", datos), 404)


# --- Appeals and ties ------------------------------------------------------------------------------------


def test_who_wrote_what_was_hidden_appeals_once_and_nobody_else_may(elenco: Elenco, vecina: Sistema) -> None:
    suyo = elenco.comentario(cuenta=elenco.ciudadana)
    decision = moderar_comentario(
        actor=elenco.gala, comentario=suyo, clase="ocultar", causa="insulto", motivo="Insulta."
    )
    ruta, dicho = f"decisiones-de-moderacion/{decision.pk}/apelacion/", {"texto": "Era una crítica."}
    assert es_problema(Sistema(UsuarioF()).pedir("POST", ruta, dicho), 404)
    assert vecina.pedir("POST", ruta, dicho).status_code == 204
    assert es_problema(vecina.pedir("POST", ruta, dicho), 409)
    assert Apelacion.objects.get().texto == "Era una crítica."


def test_what_came_out_of_a_table_is_told_but_not_the_commitments_of_a_draft(foro: Evento, elenco: Elenco) -> None:
    mesa = foro.mesas.create(orden=1, tema="Agua")
    mesa.compromisos.add(elenco.compromiso, elenco.secreto)
    foro.consulta.compromisos.add(elenco.compromiso, elenco.secreto)
    de_mesas = Client().get("/api/v1/compromisos-de-mesas/").json()["resultados"]
    assert [(f["mesa"], f["compromiso"]) for f in de_mesas] == [(mesa.pk, elenco.compromiso.clave)]
    de_consultas = Client().get("/api/v1/compromisos-de-consultas/?consulta=foro").json()["resultados"]
    assert [f["compromiso"] for f in de_consultas] == [elenco.compromiso.clave]
    juntas = Client().get("/api/v1/consultas/foro/?incluir=mesas,compromisos-de-consultas").json()
    assert [m["tema"] for m in juntas["mesas"]] == ["Agua"]
