"""A consultation run from another system: announced, asked, met, closed; and what each part promises."""

from typing import Any

import pytest
from api import Sistema, campos, es_problema
from archivos import honesto
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import CompromisoF, ConsultaF, Elenco, EventoF, momento, pregunta

from consultas.forms_consultas import AVISO
from consultas.models import Consulta, FotoEvento, Inscripcion, PasoDeRuta, Pregunta

pytestmark = pytest.mark.django_db
NUEVA: dict[str, Any] = {
    "instrumento": "encuesta",
    "titulo": "¿Qué abrimos primero?",
    "objetivo": "Ordenar la apertura.",
    "reglas": "Una por persona.",
    "inicio": "2020-08-01",
    "cierre": "2020-08-31",
}


@pytest.fixture
def stl(elenco: Elenco) -> Sistema:
    return Sistema(elenco.alicia)


def test_a_survey_is_written_announced_and_read_by_everybody(elenco: Elenco, stl: Sistema, client: Client) -> None:
    creada = stl.pedir("POST", "consultas/", {**NUEVA, "secretariado": elenco.stl.slug, "plan": elenco.plan.clave})
    assert creada.status_code == 201, creada.content
    suya = creada["Location"].removeprefix("/api/v1/")
    assert creada.json()["aviso_privacidad"] == str(AVISO)  # the one that the page proposes
    assert client.get(creada["Location"]).status_code == 404
    falta = stl.pedir("POST", f"{suya}publicacion/", if_match=stl.marca(suya))
    assert (falta.status_code, falta.json()["detail"]) == (409, "La encuesta no tiene preguntas.")
    primera = stl.pedir(
        "POST", f"{suya}preguntas/", {"tipo": "unica", "texto": "¿Qué?", "opciones": ["Presupuesto", "Contratos"]}
    )
    assert primera.status_code == 201
    opciones = stl.pedir("GET", "opciones/").json()["resultados"]
    rama = {"tipo": "abierta", "texto": "¿Cuáles?", "solo_si": opciones[1]["id"]}
    assert stl.pedir("POST", f"{suya}preguntas/", rama).json()["solo_si_opcion"] == opciones[1]["id"]
    repetida = stl.pedir(
        "POST", f"{suya}preguntas/", {"tipo": "unica", "texto": "¿Y?", "opciones": ["Una", "Una"]}
    )
    assert (repetida.status_code, campos(repetida)) == (409, {"opciones"})
    quitada = stl.pedir("DELETE", f"preguntas/{primera.json()['id']}/")
    assert es_problema(quitada, 409)  # the other depends on it
    assert stl.pedir("POST", f"{suya}publicacion/", if_match=stl.marca(suya)).status_code == 200
    assert client.get(creada["Location"]).json()["titulo"] == NUEVA["titulo"]
    fija = stl.pedir("PATCH", suya, {"instrumento": "foro"}, if_match=stl.marca(suya))
    assert (fija.status_code, campos(fija)) == (409, {"instrumento"})


def test_a_change_keeps_what_was_not_sent_and_treads_on_nobody(elenco: Elenco, stl: Sistema) -> None:
    consulta = ConsultaF(secretariado=elenco.stl, plan=elenco.plan)
    consulta.compromisos.add(elenco.compromiso)
    suya = f"consultas/{consulta.slug}/"
    marca = stl.marca(suya)
    cambiada = stl.pedir("PATCH", suya, {"objetivo": "Otro"}, if_match=marca)
    assert cambiada.status_code == 200, cambiada.content
    consulta.refresh_from_db()
    assert (consulta.objetivo, consulta.reglas, consulta.plan) == (
        "Otro",
        "Una participación por persona.",
        elenco.plan,
    )
    assert list(consulta.compromisos.all()) == [elenco.compromiso]
    assert es_problema(stl.pedir("PATCH", suya, {"objetivo": "Pisado"}, if_match=marca), 412)


@pytest.mark.parametrize(
    ("campo", "valor", "estado"),
    [
        ("documentos", [{"titulo": "Plan", "enlace": "javascript:alert(1)"}], 409),
        ("documentos", [{"titulo": "Plan"}], 400),
        ("plan", "GTO-99", 409),
        ("compromisos", ["GTO-9-99"], 409),
        ("cierre", "2020-07-01", 409),
        ("paso", 40000, 400),
        ("nombre", "sobra", 400),
    ],
)
def test_each_error_names_its_field(elenco: Elenco, stl: Sistema, campo: str, valor: Any, estado: int) -> None:
    respuesta = stl.pedir("POST", "consultas/", {**NUEVA, "secretariado": elenco.stl.slug, campo: valor})
    assert es_problema(respuesta, estado)
    assert {c.partition("[")[0] for c in campos(respuesta)} <= {campo}
    assert Consulta.objects.count() == 0


def test_a_commitment_of_another_secretariat_is_refused_and_not_forgotten(elenco: Elenco, stl: Sistema) -> None:
    ajeno = CompromisoF(plan__publicado_en=momento("2020-01-01"))
    consulta = ConsultaF(secretariado=elenco.stl)
    consulta.compromisos.add(elenco.compromiso)
    suya = f"consultas/{consulta.slug}/"
    claves = [elenco.compromiso.clave, ajeno.clave]
    respuesta = stl.pedir("PATCH", suya, {"compromisos": claves}, if_match=stl.marca(suya))
    assert (respuesta.status_code, campos(respuesta)) == (409, {"compromisos"})
    assert ajeno.clave in respuesta.json()["detail"]
    assert list(consulta.compromisos.all()) == [elenco.compromiso]


def test_naming_many_commitments_takes_the_queries_of_naming_one(elenco: Elenco, stl: Sistema) -> None:
    muchos = [CompromisoF(plan=elenco.plan).clave for _ in range(30)]

    def consultas(claves: list[str]) -> int:
        with CaptureQueriesContext(connection) as contadas:
            datos = {**NUEVA, "secretariado": elenco.stl.slug, "compromisos": claves}
            assert stl.pedir("POST", "consultas/", datos).status_code == 201
        return len(contadas)

    consultas(muchos[:1])
    # The address of the third looks for a free name once more than that of the second.
    assert consultas(muchos) <= consultas(muchos[:1]) + 1


def test_a_meeting_keeps_its_tables_and_counts_when_its_minutes_are_written(elenco: Elenco, stl: Sistema) -> None:
    consulta = ConsultaF(secretariado=elenco.stl, plan=elenco.plan, instrumento="foro")
    creado = stl.pedir(
        "POST",
        f"consultas/{consulta.slug}/eventos/",
        {
            "nombre": "Foro",
            "inicio": "2020-07-20T10:00:00-05:00",
            "mesas": [{"tema": "Obra", "compromisos": [elenco.compromiso.clave]}, {"tema": "Agua"}],
            "conteos": [
                {"dimension": "total", "personas": 40},
                {"dimension": "sexo", "grupo": "Mujeres", "personas": 22},
            ],
        },
    )
    assert creado.status_code == 201, creado.content
    suyo = creado["Location"].removeprefix("/api/v1/")
    hecho = stl.pedir("PATCH", suyo, {"acuerdos": "Abrir la obra."}, if_match=stl.marca(suyo))
    assert (hecho.status_code, hecho.json()["acuerdos"]) == (200, "Abrir la obra.")
    evento = consulta.eventos.get()
    assert [m.tema for m in evento.mesas.all()] == ["Obra", "Agua"]
    assert {(c.dimension, c.grupo, c.personas) for c in evento.conteos.all()} == {
        ("total", "", 40),
        ("sexo", "Mujeres", 22),
    }
    for conteos in (
        [{"dimension": "sexo", "grupo": "Mujeres", "personas": n} for n in (20, 21)],
        [{"dimension": "total", "grupo": "Mujeres", "personas": 20}],
        [{"dimension": "sexo", "personas": 20}],
        [{"dimension": "total", "personas": 5}, {"dimension": "sexo", "grupo": "Mujeres", "personas": 20}],
    ):
        respuesta = stl.pedir("PATCH", suyo, {"conteos": conteos}, if_match="*")
        assert (respuesta.status_code, campos(respuesta)) == (409, {"conteos"})


def test_who_came_is_counted_once_and_named_to_nobody(elenco: Elenco, stl: Sistema, client: Client) -> None:
    consulta = ConsultaF(secretariado=elenco.stl, instrumento="foro")
    evento = EventoF(consulta=consulta, inicio=momento("2020-07-20", 10), fin=None)
    filas = [
        Inscripcion.objects.create(
            evento=evento, huella=f"{n:064x}", estado="dentro", seudonimo=f"P{n}", creada=momento("2020-07-01")
        )
        for n in range(8)
    ]
    lista = stl.pedir("GET", "mesa-inscripciones/").json()["resultados"]
    assert len(lista) == 8
    assert set(lista[0]) == {"id", "evento", "estado", "seudonimo", "nombre", "asistio"}
    assert client.get("/api/v1/mesa-inscripciones/").status_code == 401
    en_espera = Inscripcion.objects.create(
        evento=evento, huella="e" * 64, estado="espera", seudonimo="E", creada=momento("2020-07-01")
    )
    for ajena in (en_espera.pk, en_espera.pk + 1):
        colada = {"presentes": [filas[0].pk, ajena]}
        respuesta = stl.pedir("POST", f"mesa-eventos/{evento.pk}/asistencia/", colada)
        assert (respuesta.status_code, campos(respuesta)) == (409, {"presentes"})
    presentes = {"presentes": [i.pk for i in filas[:6]]}
    assert stl.pedir("POST", f"mesa-eventos/{evento.pk}/asistencia/", presentes).status_code == 200
    assert [c["personas"] for c in client.get("/api/v1/asistencia/").json()["resultados"]] == [6]
    assert es_problema(stl.pedir("POST", f"mesa-eventos/{evento.pk}/asistencia/", presentes), 409)


def test_a_photograph_is_public_only_while_consent_is_on_record(
    elenco: Elenco, stl: Sistema, client: Client
) -> None:
    evento = EventoF(consulta=ConsultaF(secretariado=elenco.stl, instrumento="foro"))
    archivo = SimpleUploadedFile("mesa.png", honesto("png"))
    subida = stl.subir(f"mesa-eventos/{evento.pk}/fotos/", {"archivo": archivo, "texto_alternativo": "Una mesa."})
    assert subida.status_code == 201, subida.content
    suya, publica = subida["Location"].removeprefix("/api/v1/"), "/api/v1/fotos-de-eventos/"
    assert client.get(publica).json()["resultados"] == []
    assert stl.pedir("PATCH", suya, {"consentimiento": "nadie"}, if_match=stl.marca(suya)).status_code == 200
    assert [f["texto_alternativo"] for f in client.get(publica).json()["resultados"]] == ["Una mesa."]
    assert stl.pedir("PATCH", suya, {"consentimiento": ""}, if_match="*").status_code == 200
    assert client.get(publica).json()["resultados"] == []
    texto = SimpleUploadedFile("mesa.png", b"no es una imagen")
    mala = stl.subir(f"mesa-eventos/{evento.pk}/fotos/", {"archivo": texto, "texto_alternativo": "Una mesa."})
    assert es_problema(mala, mala.status_code)
    assert FotoEvento.objects.count() == 1


def test_a_route_is_assembled_moved_and_published(elenco: Elenco, stl: Sistema, client: Client) -> None:
    consulta = ConsultaF(secretariado=elenco.stl, plan=elenco.plan)
    suya = f"planes/{elenco.plan.clave}/ruta/"
    vacia = stl.pedir("POST", f"{suya}publicacion/")
    assert (vacia.status_code, vacia.json()["detail"]) == (409, "La ruta todavía no tiene pasos.")
    stl.pedir("POST", f"{suya}pasos/", {"fase": "sensibilizacion", "titulo": "Conversatorio"})
    segundo = stl.pedir("POST", f"{suya}pasos/", {"fase": "consulta", "consulta": consulta.slug})
    assert segundo.json()["consulta"] == consulta.slug
    paso = segundo["Location"].removeprefix("/api/v1/")
    assert stl.pedir("POST", f"{paso}lugar/", {"hacia": "antes"}).json()["orden"] == 1
    titulado = stl.pedir("PATCH", paso, {"titulo": "La consulta"}, if_match=stl.marca(paso))
    assert (titulado.json()["titulo"], titulado.json()["consulta"]) == ("La consulta", consulta.slug)
    assert client.get("/api/v1/pasos-de-rutas/").json()["resultados"] == []
    assert stl.pedir("POST", f"{suya}publicacion/").status_code == 200
    assert [p["titulo"] for p in client.get("/api/v1/pasos-de-rutas/").json()["resultados"]] != []
    assert PasoDeRuta.objects.count() == 2


def test_the_questions_of_others_do_not_exist(elenco: Elenco, stl: Sistema) -> None:
    ajena = pregunta(ConsultaF(secretariado=elenco.otro_stl, publicada_en=None), "unica", "Sí", "No")
    assert es_problema(stl.pedir("PATCH", f"preguntas/{ajena.pk}/", {"texto": "¿?"}, if_match="*"), 404)
    suya = ConsultaF(secretariado=elenco.stl, publicada_en=None)
    rama = {"tipo": "abierta", "texto": "¿?", "solo_si": ajena.opciones.first().pk}
    respuesta = stl.pedir("POST", f"consultas/{suya.slug}/preguntas/", rama)
    assert (respuesta.status_code, campos(respuesta)) == (409, {"solo_si"})
    assert Pregunta.objects.filter(consulta=suya).count() == 0
