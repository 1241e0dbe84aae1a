"""The desks through the API: a report followed until its PDF, an evaluation from draft to answer, an import from
the file to the plan."""

from datetime import date
from typing import Any

import pytest
from api import Sistema, campos, es_problema
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import CompromisoF, Elenco, EvaluacionF, PlanF, ValoracionF, momento

from compromisos.api.evaluaciones import EscribirEvaluacion, Valorar
from compromisos.models import Evaluacion, Importacion, Informe, Plan, Valoracion
from compromisos.servicios.importaciones import leer_importacion
from compromisos.servicios.informes import generar_informe

pytestmark = pytest.mark.django_db
CORTE = {"corte": "2020-07-31"}
DOCUMENTO = (
    "Compromiso 1. Agua para todas\n\nProblema: No hay agua.\n\nCompromiso 2. Aire\n\nProblema: Hay humo.\n"
)


@pytest.fixture
def stl(elenco: Elenco) -> Sistema:
    return Sistema(elenco.alicia)


@pytest.fixture
def garante(elenco: Elenco) -> Sistema:
    return Sistema(elenco.beto)


def ruta(respuesta: Any) -> str:
    return str(respuesta["Location"]).removeprefix("/api/v1/")


# --- Reports ---------------------------------------------------------------------------------------------


def test_a_report_is_ordered_followed_and_taken(elenco: Elenco, stl: Sistema, client: Client) -> None:
    compromiso = stl.pedir("POST", f"compromisos/{elenco.compromiso.clave}/informes/", CORTE)
    del_plan = stl.pedir("POST", f"planes/{elenco.plan.clave}/informes/", CORTE)
    assert (compromiso.status_code, del_plan.status_code) == (202, 202)
    assert "evidencias" in del_plan.json()["secciones"]  # what the untouched form sends
    otra_vez = stl.pedir("POST", f"planes/{elenco.plan.clave}/informes/", CORTE)
    assert otra_vez.json()["folio"] == del_plan.json()["folio"]

    fila = stl.pedir("GET", ruta(del_plan)).json()
    assert (fila["estado"], fila["antes"], fila["pdf"]) == ("en_cola", 1, None)
    informe = Informe.objects.get(folio=fila["folio"])
    generar_informe(informe.pk, lambda _i, avisar: (avisar(50), (b"%PDF-1.7 hecho", 3))[1])
    fila = stl.pedir("GET", ruta(del_plan)).json()
    assert (fila["estado"], fila["porcentaje"], fila["paginas"]) == ("listo", 100, 3)
    descarga = client.get(fila["pdf"].partition("8000")[2])
    assert b"".join(descarga.streaming_content) == b"%PDF-1.7 hecho"


def test_orders_are_read_only_by_who_may_follow_them(elenco: Elenco, stl: Sistema, client: Client) -> None:
    hecho = stl.pedir("POST", f"planes/{elenco.plan.clave}/informes/", CORTE)
    assert client.get("/api/v1/mesa-informes/").status_code == 401
    assert client.get(hecho["Location"]).status_code == 401
    assert Sistema(elenco.alicia, "informes").pedir("GET", ruta(hecho)).status_code == 404  # without `leer`
    assert Sistema(elenco.yago).pedir("GET", ruta(hecho)).status_code == 404
    assert Sistema(elenco.elena).pedir("GET", ruta(hecho)).status_code == 200


def test_a_report_of_tomorrow_says_which_field_is_wrong(elenco: Elenco, stl: Sistema) -> None:
    respuesta = stl.pedir("POST", f"planes/{elenco.plan.clave}/informes/", {"corte": "2020-08-01"})
    assert es_problema(respuesta, 409)
    assert campos(respuesta) == {"corte"}


def test_following_the_queue_takes_the_same_queries_however_long_it_is(elenco: Elenco, stl: Sistema) -> None:
    def consultas() -> int:
        with CaptureQueriesContext(
            connection,
        ) as contadas:
            assert stl.pedir("GET", "mesa-informes/?tamano=100").status_code == 200
        return len(contadas)

    stl.pedir("POST", f"planes/{elenco.plan.clave}/informes/", CORTE)
    consultas()
    con_una = consultas()
    Informe.objects.bulk_create(
        Informe(
            folio=f"X-{n}",
            plan=elenco.plan,
            corte=date(2020, 7, 1),
            solicitado_por=elenco.alicia,
            rol="facilitacion",
            creado=momento("2020-07-01"),
        )
        for n in range(40)
    )
    assert consultas() == con_una


# --- Evaluations -----------------------------------------------------------------------------------------


def test_an_evaluation_goes_from_draft_to_the_answer_of_the_institution(elenco: Elenco, garante: Sistema) -> None:
    abierta = garante.pedir("POST", f"planes/{elenco.plan.clave}/evaluaciones/", {"tipo": "final", **CORTE})
    assert abierta.status_code == 201
    suya = ruta(abierta)
    (valoracion,) = garante.pedir("GET", "mesa-valoraciones/").json()["resultados"]
    de_ella = f"mesa-valoraciones/{valoracion['id']}/"
    criterios = {
        "verificable": True,
        "relevante": False,
        "ambicion": "modesto",
        "cumplimiento": "limitado",
        "resultados": "no_cambio",
    }
    criterios |= {f"{c}_porque": "Se revisó." for c in criterios}
    marca = garante.marca(de_ella)
    assert garante.pedir("PATCH", de_ella, criterios, if_match=marca).json()["ambicion"] == "modesto"
    assert es_problema(garante.pedir("PATCH", de_ella, {"hallazgos": "Otro"}, if_match=marca), 412)
    assert es_problema(garante.pedir("PATCH", de_ella, {"hallazgos": "Otro"}), 428)

    sin_textos = garante.pedir("POST", f"{suya}publicacion/", if_match=garante.marca(suya))
    assert es_problema(sin_textos, 409)
    assert "Falta decir cómo se evaluó" in sin_textos.json()["detail"]
    textos = {"metodo": "Se leyó el plan.", "conclusiones": "Va a la mitad."}
    assert garante.pedir("PATCH", suya, textos, if_match=garante.marca(suya)).status_code == 200
    recomendada = garante.pedir(
        "POST", f"{suya}recomendaciones/", {"texto": "Publicar minutas.", "institucion": elenco.institucion.slug}
    )
    assert recomendada.status_code == 201
    assert garante.pedir("POST", f"{suya}publicacion/", if_match="*").status_code == 200
    respuesta = Sistema(elenco.dario).pedir(
        "POST", f"recomendaciones/{recomendada.json()['id']}/respuesta/", {"estado": "aceptada", "texto": "Sí."}
    )
    assert respuesta.status_code == 201
    assert Sistema(elenco.ciudadana).pedir("GET", ruta(respuesta)).json()["estado"] == "aceptada"


def test_who_writes_between_the_check_and_the_write_is_not_trodden_on(
    elenco: Elenco, garante: Sistema, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluacion = EvaluacionF(plan=elenco.plan, institucion=elenco.garante, autor=elenco.beto, metodo="")
    valoracion = ValoracionF(evaluacion=evaluacion, compromiso=elenco.compromiso)
    suya, de_ella = f"mesa-evaluaciones/{evaluacion.clave}/", f"mesa-valoraciones/{valoracion.pk}/"

    def entretanto(_vista: Any, _objeto: Any, datos: Any) -> Any:
        Evaluacion.objects.update(conclusiones="De otra persona")
        Valoracion.objects.update(ambicion_porque="De otra persona")
        return datos

    monkeypatch.setattr(EscribirEvaluacion, "preparar", entretanto)
    monkeypatch.setattr(Valorar, "preparar", entretanto)
    respuesta = garante.pedir("PATCH", suya, {"metodo": "Mío"}, if_match=garante.marca(suya))
    assert es_problema(respuesta, 412)
    Valoracion.objects.update(ambicion_porque="")
    assert es_problema(garante.pedir("PATCH", de_ella, {"hallazgos": "Mío"}, if_match=garante.marca(de_ella)), 412)
    evaluacion.refresh_from_db()
    valoracion.refresh_from_db()
    assert (evaluacion.metodo, evaluacion.conclusiones) == ("", "De otra persona")
    assert (valoracion.hallazgos, valoracion.ambicion_porque) == ("", "De otra persona")


def test_a_recommendation_goes_to_an_institution_of_the_plan(elenco: Elenco, garante: Sistema) -> None:
    evaluacion = EvaluacionF(plan=elenco.plan, institucion=elenco.garante, autor=elenco.beto)
    for institucion in (elenco.otra_institucion.slug, "no-existe"):
        respuesta = garante.pedir(
            "POST",
            f"mesa-evaluaciones/{evaluacion.clave}/recomendaciones/",
            {"texto": "Algo", "institucion": institucion},
        )
        assert respuesta.status_code in (400, 409)
        assert campos(respuesta) == {"institucion"}
    assert Evaluacion.objects.get().recomendaciones.count() == 0


def test_the_draft_of_an_evaluation_exists_for_nobody_else(elenco: Elenco, client: Client) -> None:
    evaluacion = EvaluacionF(plan=elenco.plan, institucion=elenco.garante, autor=elenco.beto)
    valoracion = ValoracionF(evaluacion=evaluacion, compromiso=elenco.compromiso)
    for quien in (elenco.alicia, elenco.dario, elenco.elena):
        sistema = Sistema(quien)
        assert sistema.pedir("GET", "mesa-evaluaciones/").json()["resultados"] == []
        assert sistema.pedir("GET", f"mesa-valoraciones/{valoracion.pk}/").status_code == 404
    assert client.get(f"/api/v1/mesa-evaluaciones/{evaluacion.clave}/").status_code == 401


# --- Imports ---------------------------------------------------------------------------------------------


def subir(sistema: Sistema, e: Elenco, texto: str = DOCUMENTO, **mas: str) -> Any:
    archivo = SimpleUploadedFile("plan.txt", texto.encode())
    return sistema.subir("mesa-importaciones/", {"archivo": archivo, "secretariado": e.stl.slug, **mas})


def test_a_document_becomes_a_plan(elenco: Elenco, stl: Sistema) -> None:
    subida = subir(stl, elenco)
    assert (subida.status_code, subida.json()["estado"]) == (202, "en_cola")
    suya = ruta(subida)
    assert es_problema(stl.pedir("GET", f"{suya}revision/"), 409)  # nothing to review yet
    leer_importacion(Importacion.objects.get().pk)
    revision = stl.pedir("GET", f"{suya}revision/").json()
    assert [s["seccion"] for s in revision["secciones"]] == ["plan", "secretariado", "c1", "c2"]
    seccion = stl.pedir("GET", f"{suya}secciones/c1/").json()
    leido = {v["ruta"]: v["valor"] for v in seccion["valores"]}
    nombre = {"ruta": "compromisos/0/nombre", "valor": "Agua", "visto": leido["compromisos/0/nombre"]}
    corregida = stl.pedir("PATCH", f"{suya}secciones/c1/", {"valores": [nombre]})
    assert {"ruta": "compromisos/0/nombre", "valor": "Agua"} in corregida.json()["valores"]
    # What another person wrote meanwhile is not trodden on.
    assert es_problema(stl.pedir("PATCH", f"{suya}secciones/c1/", {"valores": [{**nombre, "valor": "Otra"}]}), 409)
    ajena = stl.pedir("PATCH", f"{suya}secciones/c2/", {"valores": [nombre]})
    assert (ajena.status_code, campos(ajena)) == (400, {"valores[0].ruta"})
    assert es_problema(stl.pedir("GET", f"{suya}secciones/c9/"), 404)
    assert es_problema(stl.pedir("PUT", f"{suya}textos/99/", {"ruta": ""}), 404)
    creado = stl.pedir("POST", f"{suya}plan/")
    assert creado.status_code == 201
    plan = Plan.objects.get(clave=creado.json()["clave"])
    assert plan.es_borrador
    assert list(plan.compromisos.order_by("numero").values_list("nombre", flat=True)) == ["Agua", "Aire"]


def test_a_new_version_of_the_document_updates_the_plan(elenco: Elenco, stl: Sistema) -> None:
    borrador = PlanF(secretariado=elenco.stl, numero=9, publicado_en=None, estado="en_formulacion")
    CompromisoF(plan=borrador, numero=1, nombre="Agua para todas", problema="Falta agua.")
    subida = subir(
        stl, elenco, "Compromiso 1. Agua para todas\n\nProblema: No hay agua.\n", destino=borrador.clave
    )
    leer_importacion(Importacion.objects.get().pk)
    libres = stl.pedir("GET", f"{ruta(subida)}diferencias/").json()["libres"]
    problema = next(d for d in libres if d["campo"] == "problema")
    assert (problema["antes"], problema["despues"]) == ("Falta agua.", "No hay agua.")
    elegida = {"clave": problema["clave"], "antes": "Otra cosa"}
    assert es_problema(stl.pedir("POST", f"{ruta(subida)}actualizacion/", {"elegidas": [elegida]}), 409)
    elegida["antes"] = problema["antes"]
    hecho = stl.pedir("POST", f"{ruta(subida)}actualizacion/", {"elegidas": [elegida]})
    assert hecho.json() == {"aplicadas": 1}
    assert borrador.compromisos.get().problema == "No hay agua."


def test_a_document_for_another_secretariat_is_refused(elenco: Elenco, stl: Sistema) -> None:
    archivo = SimpleUploadedFile("plan.txt", DOCUMENTO.encode())
    ajeno = stl.subir("mesa-importaciones/", {"archivo": archivo, "secretariado": elenco.otro_stl.slug})
    assert es_problema(ajeno, 403)
    vacio = stl.subir("mesa-importaciones/", {"secretariado": elenco.stl.slug})
    assert (vacio.status_code, campos(vacio)) == (400, {"archivo"})
    assert Importacion.objects.count() == 0
