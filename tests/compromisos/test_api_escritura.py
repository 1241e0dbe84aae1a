"""What the writes of the API promise: one effect per key, no change trodden on, errors that say what to do."""

import json
import re
from typing import Any

import pytest
from api import Sistema, campos, es_problema
from archivos import honesto
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from fabricas import ActividadF, Elenco, EntregaF, EvidenciaF

from compromisos.models import Avance, Compromiso, Evidencia, Modificacion, Plan
from secretariado.api.escritura import PorEscritura
from secretariado.models import Asiento, Membresia, PeticionUnica
from secretariado.servicios.llaves import revocar_llave

pytestmark = pytest.mark.django_db
AVANCE = {"porcentaje": 60, "que_se_hizo": "Se publicó el padrón."}


@pytest.fixture
def sicom(elenco: Elenco) -> Sistema:
    return Sistema(elenco.dario)


@pytest.fixture
def stl(elenco: Elenco) -> Sistema:
    return Sistema(elenco.alicia)


PDF = honesto("pdf")


def archivo(contenido: bytes = PDF, nombre: str = "minuta.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(nombre, contenido)


def avances(e: Elenco) -> str:
    return f"entregas/{e.entrega.pk}/avances/"


# --- Declaring -------------------------------------------------------------------------------------------


def test_a_declaration_with_its_links_is_saved_whole_and_moves_the_figures(elenco: Elenco, sicom: Sistema) -> None:
    respuesta = sicom.pedir(
        "POST",
        avances(elenco),
        {**AVANCE, "evidencias": [{"enlace": "https://www.ejemplo.gob.mx/padron.csv", "titulo": "Padrón"}]},
    )
    assert respuesta.status_code == 201
    assert sicom.pedir("GET", respuesta["Location"].removeprefix("/api/v1/")).json() == respuesta.json()
    assert respuesta.json()["institucion"] == elenco.institucion.slug
    assert Evidencia.objects.get().titulo == "Padrón"
    assert Compromiso.objects.get(pk=elenco.compromiso.pk).declarado == 60
    assert Asiento.objects.filter(accion="avance.declarado").count() == 1


def test_a_bad_link_leaves_nothing_half_done(elenco: Elenco, sicom: Sistema) -> None:
    malo = {**AVANCE, "evidencias": [{"enlace": "https://ejemplo.gob.mx/mi archivo.pdf"}]}
    respuesta = sicom.pedir("POST", avances(elenco), malo)
    assert es_problema(respuesta, 409)
    assert campos(respuesta) == {"enlace"}
    assert "miarchivo.pdf" in respuesta.json()["detail"]
    assert Avance.objects.count() == Evidencia.objects.count() == 0


@pytest.mark.parametrize(
    ("cuerpo", "malos"),
    [
        ({}, {"porcentaje", "que_se_hizo"}),
        ({**AVANCE, "porcentaje": 101}, {"porcentaje"}),
        ({**AVANCE, "porcentage": 50}, {"porcentage"}),
        ({**AVANCE, "evidencias": [{"titulo": "x"}]}, {"evidencias[0].enlace"}),
        ({**AVANCE, "que_se_hizo": "x" * 5001}, {"que_se_hizo"}),
        ([], set()),
    ],
)
def test_each_wrong_field_is_named(elenco: Elenco, sicom: Sistema, cuerpo: Any, malos: set[str]) -> None:
    respuesta = sicom.pedir("POST", avances(elenco), cuerpo)
    assert es_problema(respuesta, 400)
    assert campos(respuesta) == malos
    assert Avance.objects.count() == 0


def test_errors_are_in_spanish_whatever_the_browser_asks_for(elenco: Elenco, sicom: Sistema) -> None:
    respuesta = sicom.pedir("POST", avances(elenco), {}, accept_language="en")
    assert {e["mensaje"] for e in respuesta.json()["errores"]} == {"Falta este dato. Escríbelo o elígelo."}
    assert respuesta.json()["title"] == "La petición no es válida"


# --- Keys ------------------------------------------------------------------------------------------------


def test_a_key_that_stops_being_valid_opens_nothing(elenco: Elenco, sicom: Sistema) -> None:
    assert sicom.pedir("POST", avances(elenco), AVANCE).status_code == 201
    revocar_llave(actor=elenco.dario, llave=sicom.llave)
    respuesta = sicom.pedir("POST", avances(elenco), AVANCE)
    assert es_problema(respuesta, 401)
    assert Avance.objects.count() == 1


@pytest.mark.parametrize("mala", ["Bearer", "Bearer pal_x y", "Bearer pal_00000000_nada", "Bearer \u00f1"])
def test_a_malformed_key_is_refused_even_to_read(elenco: Elenco, mala: str) -> None:
    respuesta = Client().get("/api/v1/planes/", headers={"authorization": mala})
    assert es_problema(respuesta, 401)
    assert respuesta["Cache-Control"] == "no-store"


def test_a_key_may_do_no_more_than_its_owner_can_today(elenco: Elenco, sicom: Sistema) -> None:
    Membresia.objects.filter(usuario=elenco.dario).delete()
    assert es_problema(sicom.pedir("POST", avances(elenco), AVANCE), 403)
    assert Avance.objects.count() == 0


def test_a_key_of_a_closed_account_opens_nothing(elenco: Elenco, sicom: Sistema) -> None:
    type(elenco.dario).objects.filter(pk=elenco.dario.pk).update(is_active=False)
    assert es_problema(sicom.pedir("GET", "planes/"), 401)


def test_only_the_scope_to_read_shows_drafts(elenco: Elenco) -> None:
    con, sin = Sistema(elenco.alicia, "leer"), Sistema(elenco.alicia, "avances")
    ruta = f"compromisos/{elenco.secreto.clave}/"
    assert con.pedir("GET", ruta).status_code == 200
    assert "private" in con.pedir("GET", ruta)["Cache-Control"]
    assert sin.pedir("GET", ruta).status_code == 404
    assert elenco.secreto.clave not in sin.pedir("GET", "compromisos/").content.decode()


# --- One effect per key ----------------------------------------------------------------------------------


def test_the_same_key_gives_the_same_answer_and_one_effect(elenco: Elenco, sicom: Sistema) -> None:
    primera, segunda = (sicom.pedir("POST", avances(elenco), AVANCE, idempotency_key="julio-1") for _ in range(2))
    assert (primera.status_code, segunda.status_code) == (201, 201)
    assert (primera.content, primera["Location"]) == (segunda.content, segunda["Location"])
    assert "Idempotent-Replayed" not in primera
    assert segunda["Idempotent-Replayed"] == "true"
    assert Avance.objects.count() == 1


def test_the_same_key_with_something_else_is_a_conflict(elenco: Elenco, sicom: Sistema) -> None:
    sicom.pedir("POST", avances(elenco), AVANCE, idempotency_key="julio-1")
    otra = sicom.pedir("POST", avances(elenco), {**AVANCE, "porcentaje": 61}, idempotency_key="julio-1")
    assert es_problema(otra, 409)
    assert Avance.objects.count() == 1


def test_what_failed_may_be_tried_again_under_the_same_key(elenco: Elenco, sicom: Sistema) -> None:
    Plan.objects.filter(pk=elenco.plan.pk).update(estado="suspendido")
    assert es_problema(sicom.pedir("POST", avances(elenco), AVANCE, idempotency_key="a"), 403)
    assert PeticionUnica.objects.count() == 0
    Plan.objects.filter(pk=elenco.plan.pk).update(estado="en_implementacion")
    assert sicom.pedir("POST", avances(elenco), AVANCE, idempotency_key="a").status_code == 201


def test_a_key_is_of_one_account(elenco: Elenco, sicom: Sistema, stl: Sistema) -> None:
    for sistema in (sicom, stl):
        assert sistema.pedir("POST", avances(elenco), AVANCE, idempotency_key="a").status_code == 201
    assert Avance.objects.count() == 2


def test_a_file_is_part_of_what_tells_two_requests_apart(elenco: Elenco, sicom: Sistema) -> None:
    ruta = f"entregas/{elenco.entrega.pk}/evidencias/"
    primera = sicom.subir(ruta, {"archivo": archivo()}, idempotency_key="a")
    assert primera.status_code == 201, primera.content
    repetida = sicom.subir(ruta, {"archivo": archivo()}, idempotency_key="a")
    assert repetida["Idempotent-Replayed"] == "true"
    otra = sicom.subir(ruta, {"archivo": archivo(honesto("csv"), "minuta.csv")}, idempotency_key="a")
    assert es_problema(otra, 409)
    assert Evidencia.objects.count() == 1


@pytest.mark.parametrize("clave", ["x" * 256, "ni\u00f1o"])
def test_an_impossible_key_is_refused(elenco: Elenco, sicom: Sistema, clave: str) -> None:
    assert es_problema(sicom.pedir("POST", avances(elenco), AVANCE, idempotency_key=clave), 400)


# --- Evidence --------------------------------------------------------------------------------------------


def test_a_file_is_attached_with_its_hash(elenco: Elenco, sicom: Sistema) -> None:
    datos = {"archivo": archivo(), "titulo": "Minuta", "fecha_documento": "2020-06-15"}
    respuesta = sicom.subir(f"entregas/{elenco.entrega.pk}/evidencias/", datos)
    assert respuesta.status_code == 201, respuesta.content
    assert (respuesta.json()["titulo"], len(respuesta.json()["sha256"])) == ("Minuta", 64)
    assert respuesta.json()["estado"] == "enviada"


@pytest.mark.parametrize("sobra", [{}, {"enlace": "https://ejemplo.gob.mx/a.pdf", "archivo": 1}])
def test_evidence_is_a_file_or_a_link(elenco: Elenco, sicom: Sistema, sobra: dict[str, Any]) -> None:
    if "archivo" in sobra:
        respuesta = sicom.subir(f"entregas/{elenco.entrega.pk}/evidencias/", {**sobra, "archivo": archivo()})
    else:
        respuesta = sicom.pedir("POST", f"entregas/{elenco.entrega.pk}/evidencias/", sobra)
    assert es_problema(respuesta, 400)
    assert campos(respuesta) == {"archivo"}


def test_evidence_walks_its_whole_life_through_the_api(elenco: Elenco, sicom: Sistema) -> None:
    garante, osc = Sistema(elenco.beto), Sistema(elenco.carla)
    sicom.pedir("POST", avances(elenco), {**AVANCE, "evidencias": [{"enlace": "https://ejemplo.gob.mx/a.pdf"}]})
    primera = Evidencia.objects.get()
    observada = garante.pedir(
        "POST", f"evidencias/{primera.pk}/verificacion/", {"veredicto": "observada", "motivo": "Falta la firma."}
    )
    assert (observada.status_code, observada.json()["veredicto"]) == (201, "observada")
    corregida = sicom.pedir(
        "POST", f"evidencias/{primera.pk}/correccion/", {"enlace": "https://ejemplo.gob.mx/b.pdf"}
    ).json()
    assert (corregida["version"], corregida["sustituye_a"]) == (2, primera.pk)
    marca = garante.marca(f"evidencias/{corregida['id']}/")
    verificada = garante.pedir(
        "POST",
        f"evidencias/{corregida['id']}/verificacion/",
        {"veredicto": "verificada", "porcentaje": 40},
        if_match=marca,
    )
    assert verificada.status_code == 201
    elenco.compromiso.refresh_from_db()
    assert elenco.compromiso.verificado == 40
    de_nuevo = garante.pedir(
        "POST",
        f"evidencias/{corregida['id']}/verificacion/",
        {"veredicto": "rechazada", "motivo": "x"},
        if_match=marca,
    )
    assert es_problema(de_nuevo, 412)
    objetada = osc.pedir(
        "POST", f"evidencias/{corregida['id']}/posturas/", {"sentido": "objeta", "motivo": "Sin montos."}
    )
    assert objetada.status_code == 201
    revocada = garante.pedir("POST", f"evidencias/{corregida['id']}/revocacion/", {"motivo": "Es de otro año."})
    assert (revocada.status_code, revocada.json()["estado"]) == (200, "enviada")
    retirada = sicom.pedir("POST", f"evidencias/{corregida['id']}/retiro/", {"motivo": "Era otra."})
    assert retirada.json()["estado"] == "retirada"
    elenco.compromiso.refresh_from_db()
    assert elenco.compromiso.verificado == 0


# --- Versions --------------------------------------------------------------------------------------------


def cambio(elenco: Elenco, **cambios: Any) -> dict[str, Any]:
    acuerdo = {"numero": elenco.plan.acuerdo_publicacion.numero}
    return {"cambios": cambios, "motivo": "Lo pidió la mesa.", "acuerdo": acuerdo}


def test_a_change_asks_for_the_version_that_was_read(elenco: Elenco, stl: Sistema) -> None:
    ruta = f"compromisos/{elenco.compromiso.clave}/"
    assert es_problema(stl.pedir("PATCH", ruta, cambio(elenco, fecha_fin="2021-06-30")), 428)
    marca = stl.marca(ruta)
    hecha = stl.pedir("PATCH", ruta, cambio(elenco, fecha_fin="2021-06-30"), if_match=marca)
    assert (hecha.status_code, hecha.json()["fecha_fin"]) == (200, "2021-06-30")
    tarde = stl.pedir("PATCH", ruta, cambio(elenco, fecha_fin="2021-05-31"), if_match=marca)
    assert es_problema(tarde, 412)
    assert Modificacion.objects.get().despues == {"fecha_fin": "2021-06-30"}


def test_what_publication_fixed_is_told_field_by_field(elenco: Elenco, stl: Sistema) -> None:
    ruta = f"compromisos/{elenco.compromiso.clave}/"
    respuesta = stl.pedir("PATCH", ruta, cambio(elenco, nombre="Otro", fecha_fin="2021-06-30"), if_match="*")
    assert es_problema(respuesta, 400)
    assert campos(respuesta) == {"cambios.nombre"}
    borrador = f"compromisos/{elenco.secreto.clave}/"
    assert stl.pedir("PATCH", borrador, {"cambios": {"nombre": "Otro"}}, if_match="*").json()["nombre"] == "Otro"


def test_a_change_of_a_published_plan_asks_for_its_agreement(elenco: Elenco, stl: Sistema) -> None:
    ruta = f"actividades/{elenco.actividad.pk}/"
    sin = stl.pedir("PATCH", ruta, {"cambios": {"nombre": "Otra"}}, if_match="*")
    assert (es_problema(sin, 409), campos(sin)) == (True, {"motivo"})
    ajeno = {**cambio(elenco, nombre="Otra"), "acuerdo": {"numero": "NO-1"}}
    assert es_problema(stl.pedir("PATCH", ruta, ajeno, if_match="*"), 409)
    nuevo = {**ajeno, "acuerdo": {"numero": "NO-1", "documento": "Minuta de la tercera sesión"}}
    assert stl.pedir("PATCH", ruta, nuevo, if_match="*").json()["nombre"] == "Otra"
    assert Modificacion.objects.get().acuerdo.numero == "NO-1"


def test_a_declaration_does_not_tread_on_another(elenco: Elenco, sicom: Sistema, stl: Sistema) -> None:
    marca = sicom.marca(f"entregas/{elenco.entrega.pk}/")
    stl.pedir("POST", avances(elenco), {**AVANCE, "porcentaje": 30})
    assert es_problema(sicom.pedir("POST", avances(elenco), AVANCE, if_match=marca), 412)
    assert Avance.objects.count() == 1


def test_a_plan_is_published_with_every_problem_told(elenco: Elenco, stl: Sistema) -> None:
    ruta = f"planes/{elenco.borrador.clave}/publicacion/"
    acuerdo = {"acuerdo": {"numero": elenco.plan.acuerdo_publicacion.numero}}
    falta = stl.pedir("POST", ruta, acuerdo, if_match="*")
    assert es_problema(falta, 409)
    assert "falta la institución responsable" in falta.json()["detail"]
    elenco.secreto.responsables.create(institucion=elenco.institucion)
    hecho = stl.pedir("POST", ruta, acuerdo, if_match=stl.marca(f"planes/{elenco.borrador.clave}/"))
    assert (hecho.status_code, hecho.json()["estado"]) == (200, "publicado")


# --- Many at once ----------------------------------------------------------------------------------------


@pytest.fixture
def tres(elenco: Elenco) -> list[int]:
    """Two deliveries that Darío reports and one of another state."""
    otra = EntregaF(actividad=ActividadF(compromiso=elenco.compromiso, numero=9))
    return [elenco.entrega.pk, otra.pk, elenco.otra_entrega.pk]


def filas(ids: list[int], **mas: Any) -> list[dict[str, Any]]:
    return [{"entrega": pk, **AVANCE, **mas} for pk in ids]


def test_all_or_nothing_names_each_row_that_stands_in_the_way(
    elenco: Elenco, sicom: Sistema, tres: list[int]
) -> None:
    lote = {"filas": [*filas(tres), {"entrega": 987654, **AVANCE}]}
    respuesta = sicom.pedir("POST", "entregas/lote/", lote)
    assert es_problema(respuesta, 409)
    assert campos(respuesta) == {"filas[2].entrega", "filas[3].entrega"}
    assert Avance.objects.count() == 0
    assert sicom.pedir("POST", "entregas/lote/", {"filas": filas(tres[:2])}).json()["guardadas"] == 2


def test_row_by_row_keeps_what_is_right(elenco: Elenco, sicom: Sistema, tres: list[int]) -> None:
    lote = {"modo": "por_fila", "filas": [*filas(tres), {"entrega": tres[1] + 1000, **AVANCE}]}
    lote["filas"][1] = {**lote["filas"][1], "porcentaje": 5}
    respuesta = sicom.pedir("POST", "entregas/lote/", lote)
    assert respuesta.status_code == 200
    assert [r["codigo"] for r in respuesta.json()["resultados"]] == ["", "regla", "permiso", "no_existe"]
    assert respuesta.json()["resultados"][1]["campo"] == "obstaculos"
    assert Avance.objects.get().entrega_id == tres[0]
    assert Asiento.objects.filter(accion="avance.declarado").count() == 1


@pytest.mark.parametrize("cuantas", [0, 201])
def test_a_batch_has_limits(elenco: Elenco, sicom: Sistema, cuantas: int) -> None:
    respuesta = sicom.pedir("POST", "entregas/lote/", {"filas": filas(list(range(1, cuantas + 1)))})
    assert es_problema(respuesta, 400)
    repetidas = sicom.pedir("POST", "entregas/lote/", {"filas": filas([elenco.entrega.pk] * 2)})
    assert es_problema(repetidas, 400)
    assert Avance.objects.count() == 0


def test_a_batch_repeated_under_its_key_declares_once(elenco: Elenco, sicom: Sistema, tres: list[int]) -> None:
    for _ in range(2):
        sicom.pedir("POST", "entregas/lote/", {"filas": filas(tres[:2])}, idempotency_key="lote-julio")
    assert Avance.objects.count() == 2


# --- The rest of the errors ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ruta", ["nada/", "a/b/c/d/", "compromisos/GTO-9-99/", "entregas/7/avances", "evidencias/x/"]
)
def test_what_does_not_exist_is_a_problem_too(elenco: Elenco, ruta: str) -> None:
    respuesta = Client().get(f"/api/v1/{ruta}")
    assert es_problema(respuesta, 404)


def test_a_method_that_is_not_there_tells_which_are(elenco: Elenco, stl: Sistema) -> None:
    respuesta = stl.pedir("DELETE", f"compromisos/{elenco.compromiso.clave}/")
    assert es_problema(respuesta, 405)
    assert set(respuesta["Allow"].replace(" ", "").split(",")) == {"GET", "HEAD", "PATCH"}


def test_what_cannot_be_read_is_explained(elenco: Elenco, sicom: Sistema) -> None:
    cabeceras = {"authorization": f"Bearer {sicom.secreto}"}
    ruta = f"/api/v1/{avances(elenco)}"
    for cuerpo in ("{", '{"porcentaje": NaN}', '{"porcentaje": ' + "9" * 5000 + "}", b"\xff"):
        roto = sicom.cliente.generic("POST", ruta, cuerpo, content_type="application/json", headers=cabeceras)
        assert es_problema(roto, 400)
        assert roto.json()["detail"] == "La petición no se pudo leer."
    texto = sicom.cliente.generic("POST", ruta, "hola", content_type="text/plain", headers=cabeceras)
    assert es_problema(texto, 415)
    largo = json.dumps({**AVANCE, "obstaculos": "x" * 2_200_000})
    pesado = sicom.cliente.generic("POST", ruta, largo, content_type="application/json", headers=cabeceras)
    assert es_problema(pesado, 413)


def test_too_many_writes_of_a_scope_wait_and_the_other_scopes_do_not(
    elenco: Elenco, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PorEscritura, "THROTTLE_RATES", {"escritura": "2/min", "lote": "2/min"})
    cache.clear()
    osc = Sistema(elenco.carla)
    evidencia = EvidenciaF(entrega=elenco.entrega, autor=elenco.dario, institucion=elenco.institucion)
    estados = [osc.pedir("POST", avances(elenco), AVANCE) for _ in range(3)]
    assert [r.status_code for r in estados] == [201, 201, 429]
    assert es_problema(estados[-1], 429)
    assert int(estados[-1]["Retry-After"]) > 0
    assert re.fullmatch(r"Vuelve a intentarlo en \d+ segundos?\.", estados[-1].json()["detail"])
    assert osc.pedir("POST", f"evidencias/{evidencia.pk}/posturas/", {"sentido": "avala"}).status_code == 201
    assert osc.pedir("GET", "planes/").status_code == 200


def test_another_site_may_write_with_a_key_and_never_with_the_session(elenco: Elenco) -> None:
    respuesta = Client().options(
        f"/api/v1/{avances(elenco)}",
        headers={"origin": "https://ajeno.test", "access-control-request-method": "POST"},
    )
    assert respuesta.status_code == 204
    assert "POST" in respuesta["Access-Control-Allow-Methods"]
    assert {"Authorization", "Idempotency-Key", "If-Match"} <= set(
        respuesta["Access-Control-Allow-Headers"].split(", ")
    )
    assert (respuesta["Access-Control-Allow-Origin"], "Access-Control-Allow-Credentials" in respuesta) == (
        "*",
        False,
    )
    datos = Client().options(
        "/datos/", headers={"origin": "https://ajeno.test", "access-control-request-method": "POST"}
    )
    assert "POST" not in datos["Access-Control-Allow-Methods"]


def test_an_error_is_told_without_naming_who(elenco: Elenco, sicom: Sistema) -> None:
    respuesta = sicom.pedir("POST", f"evidencias/{EvidenciaF(entrega=elenco.entrega).pk}/retiro/", {"motivo": "x"})
    assert es_problema(respuesta, 403)
    assert "ejemplo.test" not in respuesta.content.decode()


def test_no_address_breaks_with_what_a_database_cannot_keep(elenco: Elenco, stl: Sistema) -> None:
    for metodo, ruta in (
        ("POST", "planes/%00/informes/"),
        ("PATCH", "compromisos/%00/"),
        ("GET", "planes/%00/"),
        ("GET", "mesa-informes/%00/"),
    ):
        assert es_problema(stl.pedir(metodo, ruta, {} if metodo != "GET" else None, if_match="*"), 404), ruta


@pytest.mark.parametrize("clave", ["con espacio", "", "ñandú", "x" * 256])
def test_an_idempotency_key_that_the_schema_does_not_allow_is_told(
    elenco: Elenco, sicom: Sistema, clave: str
) -> None:
    respuesta = sicom.pedir("POST", avances(elenco), AVANCE, idempotency_key=clave)
    assert es_problema(respuesta, 400)
    assert campos(respuesta) == {"Idempotency-Key"}
