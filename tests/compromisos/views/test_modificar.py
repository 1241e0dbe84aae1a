"""Changing a plan as a facilitator does: edit, see the difference, confirm."""

import re
from typing import Any

import pytest
from django.test import Client
from fabricas import AccionF, Elenco

from compromisos.models import Actividad, Modificacion, Plan, Responsable
from secretariado.models import Acuerdo

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def mesa(elenco: Elenco, client: Client) -> Client:
    client.force_login(elenco.alicia, backend=MOTOR)
    return client


def lleno(texto: str) -> dict[str, str]:
    """The fields of the form in `texto`, as the browser would send them."""
    datos = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', texto))
    datos |= dict(re.findall(r'<textarea[^>]*?name="([^"]+)"[^>]*>\n?(.*?)</textarea>', texto, re.DOTALL))
    for nombre, cuerpo in re.findall(r'<select[^>]*?name="([^"]+)"[^>]*>(.*?)</select>', texto, re.DOTALL):
        elegida = re.search(r'value="([^"]*)"[^>]*selected', cuerpo)
        datos[nombre] = elegida.group(1) if elegida else ""
    datos.pop("csrfmiddlewaretoken", None)
    return {k: v for k, v in datos.items() if k not in ("language", "next")}


def abrir(mesa: Client, e: Elenco, **cambios: Any) -> dict[str, Any]:
    ruta = f"/mesa/actividades/{e.actividad.pk}/"
    return {
        **lleno(mesa.get(ruta).content.decode()),
        "motivo": "Retraso de la obra",
        "acuerdo": e.plan.acuerdo_publicacion_id,
        **cambios,
    }


def test_the_change_is_shown_before_it_is_recorded_and_in_public_after(mesa: Client, elenco: Elenco) -> None:
    ruta = f"/mesa/actividades/{elenco.actividad.pk}/"
    datos = abrir(mesa, elenco, fecha_fin="2021-03-31")
    previa = mesa.post(ruta, datos)
    texto = previa.content.decode()
    assert previa.status_code == 200
    assert "Confirmar el cambio" in texto
    assert "marzo" in texto
    assert not Modificacion.objects.exists()
    respuesta = mesa.post(ruta, {**lleno(texto), "confirmar": "1"})
    assert respuesta.status_code == 302
    assert Actividad.objects.get(pk=elenco.actividad.pk).fecha_fin.isoformat() == "2021-03-31"
    mesa.logout()
    historial = mesa.get(f"{elenco.compromiso.get_absolute_url()}historial/").content.decode()
    assert "Retraso de la obra" in historial
    assert "<ins>" in historial
    assert "fecha_fin" not in historial


def test_going_back_to_edit_keeps_what_was_typed(mesa: Client, elenco: Elenco) -> None:
    ruta = f"/mesa/actividades/{elenco.actividad.pk}/"
    texto = mesa.post(ruta, abrir(mesa, elenco, nombre="Instalar tres mesas")).content.decode()
    otra_vez = mesa.post(ruta, {**lleno(texto), "editar": "1"})
    assert otra_vez.status_code == 200
    assert lleno(otra_vez.content.decode())["nombre"] == "Instalar tres mesas"
    assert "No se guardó" not in otra_vez.content.decode()


def test_the_second_person_is_told_keeps_what_was_typed_and_may_save_again(mesa: Client, elenco: Elenco) -> None:
    ruta = f"/mesa/actividades/{elenco.actividad.pk}/"
    mia = abrir(mesa, elenco, nombre="Mi versión", confirmar="1")
    suya = abrir(mesa, elenco, nombre="La versión de otra persona", confirmar="1")
    assert mesa.post(ruta, suya).status_code == 302
    rechazo = mesa.post(ruta, mia)
    texto = rechazo.content.decode()
    assert rechazo.status_code == 422
    assert "La versión de otra persona" in texto
    assert lleno(texto)["nombre"] == "Mi versión"
    assert mesa.post(ruta, {**lleno(texto), "confirmar": "1"}).status_code == 302
    assert Actividad.objects.get(pk=elenco.actividad.pk).nombre == "Mi versión"


def test_nothing_changed_or_bad_dates_are_told_without_losing_anything(mesa: Client, elenco: Elenco) -> None:
    ruta = f"/mesa/actividades/{elenco.actividad.pk}/"
    assert "No cambiaste nada" in mesa.post(ruta, abrir(mesa, elenco)).content.decode()
    malo = abrir(mesa, elenco, fecha_inicio="2022-01-01", fecha_fin="2021-01-01", confirmar="1")
    respuesta = mesa.post(ruta, malo)
    assert respuesta.status_code == 422
    assert "no puede ser anterior" in respuesta.content.decode()
    danado = {**abrir(mesa, elenco, nombre="Otra"), "visto": "roto", "confirmar": "1"}
    assert "vuelve a abrirla" in mesa.post(ruta, danado).content.decode()
    assert not Modificacion.objects.exists()


def test_each_page_of_change_opens_and_an_activity_is_added_under_its_key_action(
    mesa: Client, elenco: Elenco
) -> None:
    accion = AccionF(compromiso=elenco.compromiso, ponderacion=100)
    clave = elenco.compromiso.clave
    for ruta in (
        f"/mesa/compromisos/{clave}/",
        f"/mesa/compromisos/{clave}/modificar/",
        f"/mesa/compromisos/{clave}/ponderacion/",
        f"/mesa/compromisos/{clave}/retirar/",
        f"/mesa/acciones/{accion.pk}/",
        f"/mesa/actividades/{elenco.actividad.pk}/cancelar/",
        f"/mesa/compromisos/{elenco.secreto.clave}/modificar/",
    ):
        assert mesa.get(ruta).status_code == 200, ruta
    nueva = f"/mesa/compromisos/{clave}/actividades/?accion={accion.pk}"
    datos = {
        **lleno(mesa.get(nueva).content.decode()),
        "nombre": "Publicar minutas",
        "periodicidad": "unica",
        "motivo": "Lo pidió la mesa",
        "acuerdo": "",
        "acuerdo_numero": "A-7",
        "acuerdo_documento": "Minuta",
    }
    assert "Publicar minutas" in mesa.post(nueva, datos).content.decode()
    assert mesa.post(nueva, {**datos, "confirmar": "1"}).status_code == 302
    assert accion.actividades.get().nombre == "Publicar minutas"
    assert mesa.get(f"/mesa/compromisos/{clave}/actividades/?accion=999999").status_code == 404


def test_the_commitment_page_offers_the_change_only_to_who_may(mesa: Client, elenco: Elenco) -> None:
    ruta = elenco.compromiso.get_absolute_url()
    assert "/mesa/compromisos/" in mesa.get(ruta).content.decode()
    mesa.force_login(elenco.dario, backend=MOTOR)
    assert "/mesa/compromisos/" not in mesa.get(ruta).content.decode()


def test_a_draft_is_published_from_its_page_once_nothing_is_missing(mesa: Client, elenco: Elenco) -> None:
    ruta = f"/mesa/planes/{elenco.borrador.slug}/publicar/"
    assert "falta la institución responsable" in mesa.get(ruta).content.decode()
    Responsable.objects.create(compromiso=elenco.secreto, institucion=elenco.institucion)
    assert mesa.post(ruta, {}).status_code == 422
    assert Plan.objects.get(pk=elenco.borrador.pk).es_borrador
    datos = {"acuerdo_numero": "STL/2021/05", "acuerdo_documento": "Minuta de la quinta sesión"}
    assert mesa.post(ruta, datos).status_code == 302
    plan = Plan.objects.get(pk=elenco.borrador.pk)
    assert not plan.es_borrador
    assert plan.acuerdo_publicacion.numero == "STL/2021/05"
    mesa.logout()
    assert mesa.get(plan.get_absolute_url()).status_code == 200


def test_an_incomplete_first_attempt_does_not_hide_what_somebody_else_changed(
    mesa: Client, elenco: Elenco
) -> None:
    ruta = f"/mesa/actividades/{elenco.actividad.pk}/"
    mia = abrir(mesa, elenco, nombre="Mi nombre", confirmar="1")
    suya = abrir(mesa, elenco, descripcion="Lo que escribió la otra persona", confirmar="1")
    assert mesa.post(ruta, suya).status_code == 302
    incompleta = mesa.post(ruta, {**mia, "motivo": ""})
    assert incompleta.status_code == 422
    completa = mesa.post(ruta, {**lleno(incompleta.content.decode()), "motivo": "Ya", "confirmar": "1"})
    texto = completa.content.decode()
    assert completa.status_code == 422
    assert "Lo que escribió la otra persona" in texto
    # What this person did not touch takes the other's value; what they typed stays.
    datos = lleno(texto)
    assert (datos["nombre"], datos["descripcion"]) == ("Mi nombre", "Lo que escribió la otra persona")
    assert mesa.post(ruta, {**datos, "confirmar": "1"}).status_code == 302
    fila = Actividad.objects.get(pk=elenco.actividad.pk)
    assert (fila.nombre, fila.descripcion) == ("Mi nombre", "Lo que escribió la otra persona")


def test_the_rehearsal_tells_errors_and_effects_and_keeps_nothing(mesa: Client, elenco: Elenco) -> None:
    ruta = f"/mesa/actividades/{elenco.actividad.pk}/"
    sin_acuerdo = mesa.post(ruta, abrir(mesa, elenco, nombre="Otro", acuerdo=""))
    assert sin_acuerdo.status_code == 422
    assert "Elige un acuerdo" in sin_acuerdo.content.decode()
    datos = abrir(
        mesa,
        elenco,
        nombre="Otro",
        acuerdo="",
        acuerdo_numero="A-1",
        acuerdo_documento="Minuta",
        fecha_fin="2020-08-31",
    )
    texto = mesa.post(ruta, datos).content.decode()
    assert "Qué pasa con las cifras" in texto
    assert not Modificacion.objects.exists()
    assert not Acuerdo.objects.filter(numero="A-1").exists()
    assert Actividad.objects.get(pk=elenco.actividad.pk).nombre != "Otro"
