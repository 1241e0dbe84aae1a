"""What anybody reads of consultations, and the facilitator's desk from draft to results."""

from typing import Any

import pytest
from django.test import Client
from fabricas import ConsultaF, Elenco, EventoF, momento
from icalendar import Calendar

from compromisos.models import Plan
from consultas.models import Consulta, ConteoAsistencia, ResultadoHistorico
from consultas.servicios.consultas import editar_consulta
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Asiento

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


def texto(cliente: Client, ruta: str) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200, ruta
    return respuesta.content.decode()


@pytest.mark.parametrize(
    ("campos", "etapa"),
    [
        ({"inicio": "2020-08-01", "cierre": "2020-08-31"}, "proxima"),
        ({"inicio": "2020-07-31", "cierre": "2020-07-31"}, "abierta"),
        ({"inicio": "2020-07-01", "cierre": "2020-07-30"}, "en_analisis"),
        ({"inicio": None, "cierre": None}, "proxima"),
        ({"es_historica": True, "inicio": None, "cierre": None}, "resultados"),
        (
            {"inicio": "2020-07-01", "cierre": "2020-07-30", "resultados_publicados_en": momento("2020-07-31")},
            "resultados",
        ),
    ],
)
def test_the_stage_follows_from_the_dates_in_python_and_in_the_query(
    elenco: Elenco, campos: dict[str, Any], etapa: str
) -> None:
    from datetime import date

    consulta = Consulta.objects.get(pk=ConsultaF(secretariado=elenco.stl, **campos).pk)
    assert consulta.etapa == etapa
    for clave in Consulta.Etapa.values:
        assert Consulta.objects.en_etapa(clave, date(2020, 7, 31)).exists() == (clave == etapa)


def test_the_empty_list_says_so_and_a_search_without_result_too(client: Client, db: Any) -> None:
    assert "Todavía no hay consultas" in texto(client, "/consultas/")
    ConsultaF()
    assert "Ninguna consulta coincide" in texto(client, "/consultas/?q=nada")


def test_the_list_filters_by_stage_instrument_and_state(elenco: Elenco, client: Client) -> None:
    ConsultaF(secretariado=elenco.stl, titulo="La de Guanajuato")
    ConsultaF(secretariado=elenco.otro_stl, titulo="La de Oaxaca", instrumento="foro", cierre="2020-07-02")
    for filtro, quedan in (
        ("etapa=abierta", "Guanajuato"),
        ("etapa=en_analisis", "Oaxaca"),
        ("instrumento=foro", "Oaxaca"),
        ("entidad=oaxaca", "Oaxaca"),
    ):
        pagina = texto(client, f"/consultas/?{filtro}")
        assert f"La de {quedan}" in pagina
        assert pagina.count('<p class="titulo">') == 1, filtro
    assert "La de Oaxaca" in texto(client, "/api/v1/consultas/?etapa=en_analisis")


def test_a_draft_is_seen_only_by_who_facilitates_its_stl(elenco: Elenco, client: Client) -> None:
    borrador = ConsultaF(secretariado=elenco.stl, titulo="Consulta secreta", publicada_en=None)
    EventoF(consulta=borrador, nombre="Evento secreto")
    for persona in ("", "ciudadana", "yago", "dario", "alicia"):
        client.logout()
        if persona:
            client.force_login(getattr(elenco, persona), backend=MOTOR)
        visible = persona == "alicia"
        assert client.get(borrador.get_absolute_url()).status_code == (200 if visible else 404)
        assert ("Consulta secreta" in texto(client, "/consultas/")) == visible
        assert ("Evento secreto" in texto(client, "/api/v1/eventos/")) == visible
        assert client.get(f"/consultas/{borrador.slug}/calendario.ics").status_code == 404


def test_a_past_consultation_shows_its_figures_as_printed_and_its_doubts(elenco: Elenco, client: Client) -> None:
    consulta = ConsultaF(secretariado=elenco.stl, es_historica=True, fecha_texto="octubre de 2018")
    ResultadoHistorico.objects.create(
        consulta=consulta,
        orden=1,
        pregunta="P",
        etiqueta="Seguridad",
        impreso="32%",
        valor=32,
        unidad="porcentaje",
    )
    consulta.dudas.create(texto_original="93 mujeres y 129 hombres", nota="No suman 229.")
    pagina = texto(client, consulta.get_absolute_url())
    assert "32%" in pagina
    assert "No suman 229." in pagina
    assert "octubre de 2018" in pagina


def test_the_calendar_has_each_meeting_and_the_same_bytes_while_nothing_changes(
    elenco: Elenco, client: Client
) -> None:
    consulta = ConsultaF(secretariado=elenco.stl)
    evento = EventoF(consulta=consulta)
    ruta = f"/consultas/{consulta.slug}/calendario.ics"
    primera = client.get(ruta)
    evento_ical = Calendar.from_ical(primera.content).walk("VEVENT")[0]
    assert (str(evento_ical["summary"]), evento_ical["sequence"]) == ("Mesa de trabajo", 1)
    assert evento_ical.decoded("dtstart") == evento.inicio
    assert client.get(ruta).content == primera.content
    assert client.get(ruta, headers={"If-None-Match": primera["ETag"]}).status_code == 304


def test_from_draft_to_published_results_on_the_desk(elenco: Elenco, client: Client, settings: Any) -> None:
    client.force_login(elenco.alicia, backend=MOTOR)
    datos = {
        "titulo": "Foro de León",
        "instrumento": "foro",
        "inicio": "2020-08-01",
        "cierre": "2020-08-15",
        "plan": elenco.plan.pk,
        "compromisos": [elenco.compromiso.pk],
        "documentos_texto": "Convocatoria | https://ejemplo.test/c.pdf",
    }
    assert client.post("/mesa/consultas/nueva/", datos).status_code == 302
    consulta = Consulta.objects.get(titulo="Foro de León")
    assert consulta.slug == "gto-foro-de-leon"
    assert not Asiento.objects.get(accion="consulta.creada").publico
    falta = client.post(f"/mesa/consultas/{consulta.slug}/publicar/")
    assert falta.status_code == 422
    assert "Faltan las reglas" in falta.content.decode()
    completos = {**datos, "objetivo": "Oír", "reglas": "Respeto", "aviso_privacidad": "Nada se guarda"}
    assert client.post(f"/mesa/consultas/{consulta.slug}/editar/", completos).status_code == 302
    assert client.post(f"/mesa/consultas/{consulta.slug}/publicar/").status_code == 302
    assert Asiento.objects.get(accion="consulta.publicada").publico
    otro = {**completos, "instrumento": "encuesta"}
    assert client.post(f"/mesa/consultas/{consulta.slug}/editar/", otro).status_code == 422
    evento = {
        "nombre": "Foro",
        "inicio": "2020-08-10T10:00",
        "fin": "2020-08-10T12:00",
        "mesas": f"Datos abiertos | {elenco.compromiso.clave}\nOtro tema",
        "conteos": "Total | 40\nSexo | Mujeres | 22\nSexo | Hombres | 17",
    }
    assert client.post(f"/mesa/consultas/{consulta.slug}/eventos/nuevo/", evento).status_code == 302
    assert ConteoAsistencia.objects.filter(evento__consulta=consulta).count() == 3
    ajeno = {**evento, "mesas": f"Tema | {elenco.otro_compromiso.clave}"}
    assert client.post(f"/mesa/consultas/{consulta.slug}/eventos/nuevo/", ajeno).status_code == 422
    demas = {**evento, "conteos": "Total | 5\nSexo | Mujeres | 22"}
    assert client.post(f"/mesa/consultas/{consulta.slug}/eventos/nuevo/", demas).status_code == 422
    assert client.post(f"/mesa/consultas/{consulta.slug}/", {"resumen": "Ganó"}).status_code == 422
    settings.PAL_HOY = "2020-08-16"
    assert client.post(f"/mesa/consultas/{consulta.slug}/", {"resumen": "Se acordó abrir."}).status_code == 302
    pagina = texto(Client(), consulta.get_absolute_url())
    for dicho in ("Se acordó abrir.", "Datos abiertos", elenco.compromiso.clave, "Mujeres", "Convocatoria"):
        assert dicho in pagina


def test_a_consultation_about_a_draft_plan_does_not_name_it(elenco: Elenco) -> None:
    """Nor does the log, the API or the data. Who works on the plan still goes from one to the other."""
    propia = ConsultaF(secretariado=elenco.stl, plan=elenco.borrador, instrumento="foro")
    consulta = Consulta.objects.get(pk=propia.pk)
    datos = {"titulo": "Otro título"}
    editar_consulta(actor=elenco.alicia, consulta=consulta, datos=datos)
    ruta = f"/api/v1/consultas/{consulta.slug}/"
    for pagina in (consulta.get_absolute_url(), ruta, "/datos/consultas.csv", "/api/v1/bitacora/", "/bitacora/"):
        respuesta = Client().get(pagina)
        cuerpo = respuesta.getvalue() if respuesta.streaming else respuesta.content
        assert respuesta.status_code == 200, pagina
        assert not [t for t in ("Borrador reservado", elenco.borrador.clave) if t in cuerpo.decode()], pagina
    alicia = Client()
    alicia.force_login(elenco.alicia, MOTOR)
    assert "Borrador reservado" in alicia.get(consulta.get_absolute_url()).content.decode()
    acuerdo = elenco.plan.acuerdo_publicacion
    Plan.objects.filter(pk=elenco.borrador.pk).update(publicado_en=ahora(), acuerdo_publicacion=acuerdo)
    assert Client().get(ruta).json()["plan"] == elenco.borrador.clave
