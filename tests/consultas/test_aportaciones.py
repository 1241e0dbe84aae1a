"""Contributions: written without account, supported once, answered with reasons, never lost of sight."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from fabricas import AportacionF, ConsultaF, Elenco
from hypothesis import given
from hypothesis import strategies as st

from compromisos.models import Compromiso
from consultas.models import Aportacion, Apoyo, Consulta
from consultas.parecido import parecidas, parecido
from consultas.participantes import enlace_de, huella_de
from consultas.servicios.respuestas import convertir_en_compromiso, responder_aportacion, unir_aportaciones
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Asiento

MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def propuestas(elenco: Elenco) -> Consulta:
    consulta: Consulta = ConsultaF(secretariado=elenco.stl, plan=elenco.plan, instrumento="propuestas")
    return consulta


def con_enlace(consulta: Consulta, correo: str = "ana@ejemplo.test") -> Client:
    cliente = Client()
    ruta = enlace_de(consulta, correo)
    assert cliente.get(ruta[ruta.index("/consultas/") :]).status_code == 302
    return cliente


def test_alike_texts_are_found_without_accents_nor_plurals() -> None:
    candidatas = [
        (1, "Más árboles en las escuelas públicas"),
        (2, "Publicar el presupuesto municipal"),
        (3, "Transporte nocturno seguro"),
    ]
    assert parecidas("arboles para mi escuela", candidatas)[:1] == [1]
    assert parecidas("Presupuesto del municipio en línea", candidatas) == [2]
    assert parecidas("Bacheo", candidatas) == []


@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_symmetric_and_between_0_and_1(a: str, b: str) -> None:
    assert parecido(a, b) == parecido(b, a)
    assert 0 <= parecido(a, b) <= 1


@pytest.mark.django_db
def test_a_proposal_is_written_with_a_link_and_alike_ones_are_offered_first(propuestas: Consulta) -> None:
    otra = AportacionF(consulta=propuestas, titulo="Publicar el presupuesto municipal")
    ruta = f"/consultas/{propuestas.slug}/aportar/"
    assert Client().get(ruta).url.endswith("/participar/")
    cliente = con_enlace(propuestas)
    datos = {"titulo": "Publicar presupuestos municipales", "texto": "Para saber.", "firma": "Vecina"}
    primera = cliente.post(ruta, datos)
    assert primera.status_code == 422
    assert otra.titulo in primera.content.decode()
    respuesta = cliente.post(ruta, {**datos, "es_distinta": "on"})
    nueva = Aportacion.objects.get(firma="Vecina")
    assert respuesta.url == nueva.get_absolute_url()
    pagina = Client().get(nueva.get_absolute_url()).content.decode()
    assert "Vecina" in pagina
    assert nueva.huella not in pagina
    assert "ana@" not in pagina
    assert not Asiento.objects.filter(asunto=propuestas.asunto).exists()
    fragmento = Client().get(f"/consultas/{propuestas.slug}/parecidas/?titulo=presupuesto municipal").content
    assert otra.titulo in fragmento.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("texto", ["Escríbeme a ana@ejemplo.test", "Mi teléfono es 477 123 45 67", "4771234567"])
def test_addresses_and_telephones_are_not_published(propuestas: Consulta, texto: str) -> None:
    respuesta = con_enlace(propuestas).post(
        f"/consultas/{propuestas.slug}/aportar/", {"titulo": "Idea", "texto": texto}
    )
    assert respuesta.status_code == 422
    assert "Quita correos y teléfonos" in respuesta.content.decode()
    assert not Aportacion.objects.exists()


@pytest.mark.django_db
def test_what_people_write_is_text_and_never_code(propuestas: Consulta) -> None:
    a = AportacionF(consulta=propuestas, titulo="<script>alert(1)</script>", texto="<img src=x onerror=alert(1)>")
    for ruta in (a.get_absolute_url(), propuestas.get_absolute_url()):
        pagina = Client().get(ruta).content.decode()
        assert "<script>alert" not in pagina
        assert "<img src=x" not in pagina


@pytest.mark.django_db
def test_a_support_counts_once_per_person_and_is_taken_back_by_the_same_button(propuestas: Consulta) -> None:
    a = AportacionF(consulta=propuestas)
    ruta = f"/aportaciones/{a.pk}/apoyar/"
    assert Client().post(ruta).url.endswith("/participar/")
    for correo, total in (("ana@ejemplo.test", 1), ("eva@ejemplo.test", 2), ("Ana+x@ejemplo.test", 1)):
        con_enlace(propuestas, correo).post(ruta)
        a.refresh_from_db()
        assert a.apoyos_total == total == a.apoyos.count()


@pytest.mark.django_db
def test_the_author_takes_it_back_before_an_answer_and_only_their_name_after(
    propuestas: Consulta, elenco: Elenco
) -> None:
    huella = huella_de(propuestas, "ana@ejemplo.test")
    sin, con = (AportacionF(consulta=propuestas, huella=huella, firma="Ana") for _n in range(2))
    responder_aportacion(actor=elenco.dario, aportacion=con, estado="no_viable", respuesta="No hay recursos.")
    con_enlace(propuestas, "otra@ejemplo.test").post(f"/aportaciones/{sin.pk}/retirar/")
    assert Aportacion.objects.count() == 2
    for a in (sin, con):
        con_enlace(propuestas).post(f"/aportaciones/{a.pk}/retirar/")
    queda = Aportacion.objects.get()
    assert (queda.pk, queda.firma, queda.huella) == (con.pk, "", "")
    datos = str(Asiento.objects.values_list("datos", flat=True))
    assert "Publicar el presupuesto" not in datos, "la bitácora no guarda lo que escribió una persona"


@pytest.mark.django_db
def test_every_contribution_is_in_the_table_with_its_answer_or_its_age(
    propuestas: Consulta, elenco: Elenco, client: Client
) -> None:
    a, b = AportacionF(consulta=propuestas), AportacionF(consulta=propuestas, titulo="Otra sin contestar")
    with pytest.raises(ReglaIncumplida, match="Explica por qué"):
        responder_aportacion(actor=elenco.dario, aportacion=a, estado="no_viable", respuesta=" ")
    with pytest.raises(ReglaIncumplida, match="en qué compromiso"):
        responder_aportacion(actor=elenco.dario, aportacion=a, estado="en_parte", respuesta="Sí")
    with pytest.raises(ReglaIncumplida, match="otro secretariado"):
        responder_aportacion(
            actor=elenco.dario, aportacion=a, estado="en_parte", respuesta="Sí", compromiso=elenco.otro_compromiso
        )
    for ajena in (elenco.ciudadana, elenco.yago, elenco.zoe, elenco.beto, elenco.fidel):
        with pytest.raises(PermissionDenied):
            responder_aportacion(actor=ajena, aportacion=a, estado="no_viable", respuesta="No")
    responder_aportacion(
        actor=elenco.dario,
        aportacion=a,
        estado="incorporada",
        respuesta="Quedó en la segunda meta.",
        compromiso=elenco.compromiso,
    )
    pagina = client.get(propuestas.get_absolute_url()).content.decode()
    assert "Quedó en la segunda meta." in pagina
    assert elenco.institucion.nombre in pagina
    assert "respondida en 11 días" in pagina
    assert b.titulo in pagina
    assert "sin respuesta desde hace 11 días" in pagina
    assert "Esperan respuesta 1" in pagina
    asiento = Asiento.objects.get(accion="aportacion.respondida")
    assert (asiento.institucion, asiento.rol) == (elenco.institucion.nombre, "responsable")
    fila = client.get(f"/api/v1/aportaciones/{a.pk}/").json()
    assert (fila["estado"], fila["compromiso"]) == ("incorporada", elenco.compromiso.clave)
    assert "huella" not in fila


@pytest.mark.django_db
def test_joining_two_counts_each_person_once(propuestas: Consulta, elenco: Elenco) -> None:
    a, b = AportacionF(consulta=propuestas), AportacionF(consulta=propuestas)
    for aportacion, huella in ((a, "x"), (a, "y"), (b, "y"), (a, b.huella)):
        Apoyo.objects.create(aportacion=aportacion, huella=huella)
    unir_aportaciones(actor=elenco.alicia, aportacion=a, en=b)
    b.refresh_from_db()
    assert set(b.apoyos.values_list("huella", flat=True)) == {"x", "y", a.huella}
    assert b.apoyos_total == 3
    with pytest.raises(ReglaIncumplida):
        unir_aportaciones(actor=elenco.alicia, aportacion=b, en=a)
    with pytest.raises(PermissionDenied):
        unir_aportaciones(actor=elenco.dario, aportacion=b, en=AportacionF(consulta=propuestas))
    assert b.titulo in Client().get(a.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_proposal_becomes_a_draft_commitment_that_keeps_its_author_and_stays_reserved(
    propuestas: Consulta, elenco: Elenco, client: Client
) -> None:
    a = AportacionF(consulta=propuestas, firma="Colectivo del Parque")
    with pytest.raises(PermissionDenied):
        convertir_en_compromiso(actor=elenco.alicia, aportacion=a, plan=elenco.plan)
    compromiso = convertir_en_compromiso(actor=elenco.alicia, aportacion=a, plan=elenco.borrador)
    assert compromiso.estado == Compromiso.Estado.PROPUESTO
    assert "Colectivo del Parque" in compromiso.descripcion
    a.refresh_from_db()
    assert (a.compromiso, a.estado) == (compromiso, "en_analisis")
    for ruta in (a.get_absolute_url(), propuestas.get_absolute_url(), "/api/v1/aportaciones/"):
        assert compromiso.clave not in client.get(ruta).content.decode(), "el borrador no se nombra"
    with pytest.raises(ReglaIncumplida):
        convertir_en_compromiso(actor=elenco.alicia, aportacion=a, plan=elenco.borrador)


@pytest.mark.django_db
def test_the_desk_answers_joins_and_converts(propuestas: Consulta, elenco: Elenco, client: Client) -> None:
    a, b = AportacionF(consulta=propuestas), AportacionF(consulta=propuestas)
    client.force_login(elenco.alicia, backend=MOTOR)
    assert a.titulo in client.get(f"/mesa/consultas/{propuestas.slug}/aportaciones/").content.decode()
    ruta = f"/mesa/aportaciones/{a.pk}/"
    envios: list[tuple[dict[str, Any], int]] = [
        ({"que": "responder", "estado": "no_viable", "respuesta": ""}, 422),
        ({"que": "convertir", "plan": elenco.plan.pk}, 422),
        ({"que": "convertir", "plan": elenco.borrador.pk}, 302),
        ({"que": "responder", "estado": "incorporada", "respuesta": "Va en el plan 2."}, 302),
        ({"que": "unir", "en": b.pk}, 302),
        ({"que": "otra"}, 422),
    ]
    for datos, estado in envios:
        assert client.post(ruta, datos).status_code == estado, datos


@pytest.mark.django_db
def test_nothing_is_contributed_to_a_consultation_that_closed(propuestas: Consulta, settings: Any) -> None:
    cliente, a = con_enlace(propuestas), AportacionF(consulta=propuestas)
    settings.PAL_HOY = "2020-08-01"
    assert cliente.get(f"/consultas/{propuestas.slug}/aportar/").status_code == 409
    cliente.post(f"/aportaciones/{a.pk}/apoyar/")
    assert not Apoyo.objects.exists()
