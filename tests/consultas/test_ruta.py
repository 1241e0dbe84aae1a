"""The route of participation: assembled on the desk, shown to everybody, told in the report and in the data."""

import io
import json
import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from fabricas import AportacionF, ConsultaF, Elenco, EventoF, PasoF, RutaF, momento

from compromisos.informes.emitir import TABLAS_DE_OTROS_PISOS
from compromisos.models import Plan
from consultas.models import Consulta, ConteoAsistencia, Participacion, PasoDeRuta, Ruta
from consultas.participacion_en_numeros import participacion_de_plan, tablas_de_participacion
from consultas.resultados import resultados_de
from consultas.servicios.historia import HISTORIA, cargar_historia
from consultas.servicios.rutas import guardar_paso, mover_paso, publicar_ruta, quitar_paso
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Asiento
from secretariado.registro.bitacora import fallas

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


def nombres(plan: Plan) -> list[str]:
    return [p.nombre for p in PasoDeRuta.objects.filter(ruta__plan=plan).order_by("orden")]


@pytest.fixture
def alicia(elenco: Elenco) -> Client:
    cliente = Client()
    cliente.force_login(elenco.alicia, MOTOR)
    return cliente


def test_a_facilitator_assembles_a_route_with_forms_and_buttons_alone(elenco: Elenco, alicia: Client) -> None:
    consulta = ConsultaF(secretariado=elenco.stl, plan=elenco.plan, titulo="Encuesta de temas")
    evento = EventoF(consulta=consulta, nombre="Foro de mayo")
    slug = elenco.plan.slug
    nuevo = reverse("mesa_paso_nuevo", args=[slug])
    assert alicia.post(nuevo, {"fase": "consulta", "que": f"consulta:{consulta.pk}"}).status_code == 302
    alicia.post(nuevo, {"fase": "mesas", "que": f"evento:{evento.pk}"})
    alicia.post(nuevo, {"fase": "sensibilizacion", "titulo": "Conversatorio", "fecha": "2019-11-01"})
    assert nombres(elenco.plan) == ["Encuesta de temas", "Foro de mayo", "Conversatorio"]
    tercero = PasoDeRuta.objects.get(titulo="Conversatorio")
    ordenar = reverse("mesa_paso_ordenar", args=[slug, tercero.pk])
    for _n in range(3):  # once more than there are places: at the top it stays
        assert alicia.post(ordenar, {"accion": "subir"}).status_code == 302
    assert nombres(elenco.plan) == ["Conversatorio", "Encuesta de temas", "Foro de mayo"]
    alicia.post(ordenar, {"accion": "bajar"})
    alicia.post(reverse("mesa_ruta", args=[slug]), {"presentacion": "Así se hizo."})
    visitante = Client()
    assert visitante.get(reverse("plan_ruta", args=[slug])).status_code == 404
    assert "ruta/" not in visitante.get(elenco.plan.get_absolute_url()).content.decode()
    assert alicia.post(reverse("mesa_ruta_publicar", args=[slug])).status_code == 302
    html = visitante.get(reverse("plan_ruta", args=[slug])).content.decode()
    assert re.findall(r'<h2 class="titulo sin-raya" lang="es">(?:<a[^>]*>)?([^<]+)', html) == [
        "Encuesta de temas",
        "Conversatorio",
        "Foro de mayo",
    ]
    assert "Así se hizo." in html
    assert reverse("plan_ruta", args=[slug]) in visitante.get(elenco.plan.get_absolute_url()).content.decode()


def test_each_act_is_in_the_log_and_what_is_left_stays_whole(elenco: Elenco) -> None:
    paso = PasoF(ruta__plan=elenco.plan, orden=1, titulo="Uno")
    PasoF(ruta=paso.ruta, orden=2, titulo="Dos")
    mover_paso(actor=elenco.alicia, paso=paso, lugares=1)
    quitar_paso(actor=elenco.alicia, paso=paso)
    acciones = list(Asiento.objects.order_by("numero").values_list("accion", "asunto", "publico"))
    assert acciones == [
        ("ruta.modificada", "plan:GTO-1", True),
        ("ruta.paso_quitado", "plan:GTO-1", True),
    ]
    assert nombres(elenco.plan) == ["Dos"]
    assert list(fallas()) == []


def test_what_the_service_refuses(elenco: Elenco, alicia: Client) -> None:
    ajena = ConsultaF(secretariado=elenco.otro_stl)
    nuevo = reverse("mesa_paso_nuevo", args=[elenco.plan.slug])
    assert alicia.post(nuevo, {"fase": "consulta"}).status_code == 422, "nothing to show"
    assert alicia.post(nuevo, {"fase": "consulta", "que": f"consulta:{ajena.pk}"}).status_code == 422
    assert alicia.post(nuevo, {"fase": "otra", "titulo": "X"}).status_code == 422
    publicar = alicia.post(reverse("mesa_ruta_publicar", args=[elenco.plan.slug]))
    assert publicar.status_code == 422
    assert "todavía no tiene pasos" in publicar.content.decode()
    with pytest.raises(PermissionDenied):
        publicar_ruta(actor=elenco.yago, plan=elenco.plan)
    PasoF(ruta=RutaF(plan=elenco.plan))
    with pytest.raises(ReglaIncumplida):
        publicar_ruta(actor=elenco.alicia, plan=elenco.plan)


def test_the_database_holds_the_rules_too(elenco: Elenco) -> None:
    paso = PasoF(ruta__plan=elenco.plan, orden=1)
    for mal in ({"orden": 1}, {"titulo": ""}, {"fase": "fiesta"}, {"evento": EventoF()}):
        campos = {"ruta": paso.ruta, "orden": 7, "titulo": "T", **mal}
        with pytest.raises(IntegrityError), transaction.atomic():
            PasoF(**campos)


def test_no_draft_leaves_through_a_route(elenco: Elenco, client: Client) -> None:
    secreta = ConsultaF(secretariado=elenco.stl, plan=elenco.plan, titulo="Oculta a todos", publicada_en=None)
    ruta = RutaF(plan=elenco.plan)
    PasoF(ruta=ruta, consulta=secreta, titulo="")
    PasoF(ruta=ruta, titulo="Visible")
    PasoF(ruta=RutaF(plan=elenco.borrador), titulo="Del borrador")
    assert client.get(reverse("plan_ruta", args=[elenco.borrador.slug])).status_code == 404
    for camino in (ruta.get_absolute_url(), elenco.plan.get_absolute_url(), "/api/v1/pasos-de-rutas/"):
        texto = client.get(camino).content.decode()
        assert "Oculta a todos" not in texto
        assert "Del borrador" not in texto
    filas = client.get("/api/v1/pasos-de-rutas/?plan=gto-1").json()["resultados"]
    assert [f["titulo"] for f in filas] == ["Visible"]
    cliente = Client()
    cliente.force_login(elenco.alicia, MOTOR)
    assert "Oculta a todos" in cliente.get(ruta.get_absolute_url()).content.decode()


def test_the_page_takes_the_same_queries_for_few_or_many_steps(
    elenco: Elenco, client: Client, django_assert_max_num_queries: Any
) -> None:
    ruta = RutaF(plan=elenco.plan)
    for _n in range(12):
        consulta = ConsultaF(secretariado=elenco.stl, plan=elenco.plan)
        PasoF(ruta=ruta, consulta=consulta, evento=EventoF(consulta=consulta))
    with django_assert_max_num_queries(4):
        assert client.get(ruta.get_absolute_url()).status_code == 200


def test_guanajuato_has_the_route_that_its_plan_tells_and_no_answer_is_invented() -> None:
    for orden in ("cargar_catalogos", "cargar_planes"):
        call_command(orden, verbosity=0, stdout=io.StringIO())
    cargar_historia()
    cargar_historia()
    ruta = Ruta.objects.get()
    assert ruta.plan.clave == "GTO-1"
    pasos = [(p.fase, p.consulta.slug if p.consulta else "", p.fecha_texto) for p in ruta.pasos.order_by("orden")]
    assert pasos == [
        ("sensibilizacion", "", "1 de noviembre de 2017"),
        ("sensibilizacion", "", "23 de febrero de 2018"),
        ("consulta", "gto-consulta-ciudadana-2018", ""),
        ("consulta", "gto-encuesta-octubre-2018", ""),
        ("sensibilizacion", "gto-foro-febrero-2019", ""),
        ("mesas", "gto-foro-mayo-2019", ""),
        ("compromisos", "", "2019"),
    ]
    metodologia = Plan.objects.get(clave="GTO-1").metodologia
    textos = [
        p["descripcion"]
        for r in json.loads(HISTORIA.read_text())["rutas"]
        for p in r["pasos"]
        if "descripcion" in p
    ]
    assert len(textos) == 2
    assert all(t in metodologia for t in textos), "word by word, from the transcribed plan"


def participan(consulta: Consulta, sexo: str, cuantas: int) -> None:
    for n in range(cuantas):
        Participacion.objects.create(
            consulta=consulta, huella=f"{sexo}{n}".ljust(64, "0"), sexo=sexo, dia=date(2020, 7, 10)
        )


@pytest.fixture
def cerrada(elenco: Elenco) -> Consulta:
    """Closed on 20 July, results published on the 25th: 8 women, 6 men, 2 who said neither."""
    consulta: Consulta = ConsultaF(
        secretariado=elenco.stl,
        plan=elenco.plan,
        cierre=date(2020, 7, 20),
        resultados_publicados_en=momento("2020-07-25"),
    )
    mujer, hombre = Participacion.Sexo.values[:2]
    participan(consulta, mujer, 8)
    participan(consulta, hombre, 6)
    participan(consulta, "", 2)
    return consulta


def test_the_section_tells_of_persons_only_what_their_own_pages_tell(elenco: Elenco, cerrada: Consulta) -> None:
    seccion = participacion_de_plan(elenco.plan, date(2020, 7, 31))
    resultados = resultados_de(cerrada)
    assert resultados is not None
    assert [g.personas for g in seccion.grupos] == list(resultados.grupos.values())
    assert all(g.personas >= 5 for g in seccion.grupos)  # type: ignore[operator]
    evento = EventoF(consulta=cerrada, inicio=momento("2020-07-15", 10), fin=momento("2020-07-15", 13))
    for grupo, personas, publicas in (("Mujeres", 9, None), ("Hombres", 3, None)):
        ConteoAsistencia.objects.create(
            evento=evento, dimension="sexo", grupo=grupo, personas=personas, publicas=publicas
        )
    ocultas = [g for g in participacion_de_plan(elenco.plan, date(2020, 7, 31)).grupos if g.donde == evento.nombre]
    assert [(g.nombre, g.personas) for g in ocultas] == [("Sexo: Mujeres", None), ("Sexo: Hombres", None)]


@pytest.mark.parametrize("corte", [date(2020, 7, 19), date(2020, 7, 24)])
def test_before_its_results_are_public_a_survey_says_nothing_of_who_answered(
    elenco: Elenco, cerrada: Consulta, corte: date
) -> None:
    seccion = participacion_de_plan(elenco.plan, corte)
    assert seccion.consultas == [cerrada]
    assert seccion.grupos == []


def test_answers_are_counted_with_their_days_and_what_waits_with_its_age(elenco: Elenco) -> None:
    propuestas = ConsultaF(secretariado=elenco.stl, plan=elenco.plan, instrumento="propuestas")
    AportacionF(
        consulta=propuestas,
        creada=momento("2020-07-10"),
        estado="incorporada",
        respuesta="Sí.",
        respondida=momento("2020-07-14"),
    )
    espera = AportacionF(consulta=propuestas, creada=momento("2020-07-20"))
    AportacionF(consulta=propuestas, creada=momento("2020-07-30"))
    elenco.comentario(publicado=momento("2020-07-21"))
    elenco.comentario(estado="oculto")
    seccion = participacion_de_plan(elenco.plan, date(2020, 7, 25))
    assert [(r.recibidas, r.respondidas, r.pendientes, r.dias) for r in seccion.respuestas] == [
        (2, 1, 1, 4),
        (1, 0, 1, 0),
    ]
    assert next((p.numero, p.dias) for p in seccion.pendientes) == (espera.pk, 5)
    antes = participacion_de_plan(elenco.plan, date(2020, 7, 12))
    assert [(r.recibidas, r.respondidas) for r in antes.respuestas] == [(1, 0)], "not answered yet by then"


def test_drafts_and_other_plans_are_in_no_report(elenco: Elenco) -> None:
    ConsultaF(secretariado=elenco.stl, plan=elenco.plan, publicada_en=None)
    ConsultaF(secretariado=elenco.otro_stl, plan=elenco.otro_plan)
    ConsultaF(secretariado=elenco.stl, plan=elenco.plan, publicada_en=momento("2020-08-01"))
    assert participacion_de_plan(elenco.plan, date(2020, 7, 31)).consultas == []


def test_the_tables_of_the_data_set_say_the_same(elenco: Elenco, cerrada: Consulta) -> None:
    assert TABLAS_DE_OTROS_PISOS.count(tablas_de_participacion) == 1
    seccion = participacion_de_plan(elenco.plan, date(2020, 7, 31))
    tablas = {t.nombre: t for t in tablas_de_participacion(elenco.plan, date(2020, 7, 31))}
    assert set(tablas) == {"participacion", "participantes", "respuestas", "sin_respuesta"}
    assert [f[3] for f in tablas["participantes"].filas] == [g.personas for g in seccion.grupos]
    assert all(len(f) == len(t.columnas) for t in tablas.values() for f in t.filas)


def test_a_route_that_cannot_be_published_keeps_its_presentation_in_the_form(
    elenco: Elenco, alicia: Client
) -> None:
    """Otherwise saving that page afterwards would empty it."""
    alicia.post(reverse("mesa_ruta", args=[elenco.plan.slug]), {"presentacion": "Así se hizo."})
    respuesta = alicia.post(reverse("mesa_ruta_publicar", args=[elenco.plan.slug]))
    assert respuesta.status_code == 422
    assert "Así se hizo." in respuesta.content.decode()


def test_a_step_about_a_draft_consultation_is_not_told_in_the_public_log(elenco: Elenco) -> None:
    """Nor is it when the step moves or goes; to who facilitates, the log still says that the route changed."""
    borrador = ConsultaF(
        secretariado=elenco.stl, plan=elenco.plan, titulo="Lo que aún no se anuncia", publicada_en=None
    )
    ruta = RutaF(plan=elenco.plan, publicada_en=momento("2020-07-01"))
    PasoF(ruta=ruta, orden=1, titulo="Conversatorio")
    datos = {
        "fase": "consulta",
        "consulta": borrador,
        "evento": None,
        "titulo": "",
        "descripcion": "",
        "fecha": None,
        "fecha_texto": "",
    }
    paso = guardar_paso(actor=elenco.alicia, plan=elenco.plan, paso=None, datos=datos)
    mover_paso(actor=elenco.alicia, paso=paso, lugares=-1)
    quitar_paso(actor=elenco.alicia, paso=PasoDeRuta.objects.get(pk=paso.pk))
    publicos = Asiento.objects.filter(asunto=elenco.plan.asunto, publico=True)
    assert publicos.count() == 0
    assert Asiento.objects.filter(asunto=elenco.plan.asunto, publico=False).count() == 3
    pagina = Client().get(f"/bitacora/?plan={elenco.plan.clave}").content.decode()
    assert "aún no se anuncia" not in pagina
