"""What a reader sees of a link: its state, its history, and the copies of its text."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from fabricas import ActividadF, Elenco, EntregaF, EvidenciaF, momento

from compromisos.models import Evidencia, RevisionEnlace
from secretariado.registro.archivo import guardar_generado

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
TEXTO = "Acuerdo primero: <b>3 firmas</b>"


@pytest.fixture
def evidencia(elenco: Elenco) -> Evidencia:
    return EvidenciaF(
        entrega=elenco.entrega,
        autor=elenco.dario,
        institucion=elenco.institucion,
        enlace="https://ajeno.test/minuta",
        enlace_estado="roto",
    )


def revision(evidencia: Evidencia, dia: str = "2020-07-20", **campos: Any) -> RevisionEnlace:
    copia = guardar_generado(ContentFile(TEXTO.encode()), "text/plain")
    datos = {
        "resultado": "bien",
        "estado_http": 200,
        "direccion_final": "https://ajeno.test/minuta",
        "sha256_texto": copia.sha256,
        "copia": copia,
        **campos,
    }
    return RevisionEnlace.objects.create(evidencia=evidencia, dia=dia, momento=momento(dia), **datos)


def fallo(evidencia: Evidencia, dia: str) -> RevisionEnlace:
    return revision(
        evidencia, dia, resultado="sin_respuesta", estado_http=None, motivo="tiempo", copia=None, sha256_texto=""
    )


def html(cliente: Client, ruta: str) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def test_the_page_tells_the_state_and_each_visit(evidencia: Evidencia, client: Client) -> None:
    tomada = revision(evidencia)
    fallo(evidencia, "2020-07-27")
    revision(
        evidencia, "2020-07-28", resultado="roto", estado_http=404, copia=None, direccion_final="https://z.test/"
    )
    texto = html(client, evidencia.get_absolute_url())
    for esperado in (
        "Enlace: roto",
        "el documento ya no estaba en esa dirección",
        "20 de julio de 2020, 12:00",
        "Responde (HTTP 200)",
        "Sin respuesta. El sitio tardó demasiado.",
        "Roto (HTTP 404)",
        "https://z.test/",
        f'href="/evidencias/{evidencia.pk}/copias/{tomada.pk}/"',
    ):
        assert esperado in texto, esperado
    assert texto.index("HTTP 404") < texto.index("HTTP 200"), "newest first"
    assert texto.count("/copias/") == 1


@pytest.mark.parametrize(
    ("estado", "dicho"),
    [
        ("vivo", "Vivo: el documento responde"),
        ("cambio", "Cambió: en tres visitas"),
        ("sin_respuesta", "Sin respuesta: en tres visitas"),
        ("", "El portal no lo ha visitado todavía."),
    ],
)
def test_each_state_is_said_in_plain_words(evidencia: Evidencia, client: Client, estado: str, dicho: str) -> None:
    Evidencia.objects.filter(pk=evidencia.pk).update(enlace_estado=estado)
    assert dicho in html(client, evidencia.get_absolute_url())


def test_a_demonstration_says_nothing_of_visits(evidencia: Evidencia, client: Client) -> None:
    Evidencia.objects.filter(pk=evidencia.pk).update(es_demostracion=True)
    assert "no lo ha visitado" not in html(client, evidencia.get_absolute_url())


def test_a_copy_is_downloaded_as_text_that_no_browser_runs(evidencia: Evidencia, client: Client) -> None:
    respuesta = client.get(f"/evidencias/{evidencia.pk}/copias/{revision(evidencia).pk}/")
    assert b"".join(respuesta.streaming_content).decode() == TEXTO
    nombre = f"evidencia-{evidencia.pk}-2020-07-20.txt"
    assert respuesta["Content-Disposition"] == f'attachment; filename="{nombre}"'
    assert respuesta["Content-Type"] == "text/plain; charset=utf-8"
    assert respuesta["X-Content-Type-Options"] == "nosniff"
    assert respuesta["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_copy_goes_with_its_evidence(elenco: Elenco, evidencia: Evidencia, client: Client) -> None:
    """Nor of a draft, not even for who works on it, nor through another evidence."""
    ruta = f"/evidencias/{evidencia.pk}/copias/{revision(evidencia).pk}/"
    otra = EvidenciaF(entrega=elenco.entrega)
    reservada = EvidenciaF(entrega=EntregaF(actividad=ActividadF(compromiso=elenco.secreto)))
    sin_copia = fallo(evidencia, "2020-07-21")
    client.force_login(elenco.alicia, backend=MOTOR)
    assert client.get(ruta).status_code == 200
    assert client.post(ruta).status_code == 405
    for ajena in (
        ruta.replace(f"/{evidencia.pk}/", f"/{otra.pk}/", 1),
        f"/evidencias/{evidencia.pk}/copias/{sin_copia.pk}/",
        f"/evidencias/{reservada.pk}/copias/{revision(reservada).pk}/",
        f"/evidencias/{evidencia.pk}/copias/999999/",
    ):
        assert client.get(ajena).status_code == 404, ajena
    Evidencia.objects.filter(pk=evidencia.pk).update(estado="retirada")
    assert client.get(ruta).status_code == 404
    assert "/copias/" not in html(client, evidencia.get_absolute_url())


@pytest.mark.parametrize(
    ("quien", "ve"), [("alicia", True), ("carla", True), ("dario", True), ("beto", False), ("zoe", False)]
)
def test_the_desk_lists_the_links_in_doubt_of_ones_own(
    elenco: Elenco, evidencia: Evidencia, client: Client, quien: str, ve: bool
) -> None:
    Evidencia.objects.filter(pk=evidencia.pk).update(titulo="Acta que ya no está")
    EvidenciaF(entrega=elenco.entrega, titulo="Sana", enlace_estado="vivo")
    EvidenciaF(entrega=elenco.entrega, titulo="Retirada", enlace_estado="roto", estado="retirada")
    client.force_login(getattr(elenco, quien), backend=MOTOR)
    texto = html(client, "/mesa/").partition("Enlaces que fallan")
    assert ("Acta que ya no está" in texto[2]) is ve
    assert bool(texto[1]) is ve
    assert "Sana" not in texto[2]
    assert "Retirada" not in texto[2]


def test_the_api_publishes_the_checks_and_the_state(elenco: Elenco, evidencia: Evidencia, client: Client) -> None:
    tomada = revision(evidencia)
    reservada = EvidenciaF(entrega=EntregaF(actividad=ActividadF(compromiso=elenco.secreto)))
    revision(reservada)
    [fila] = client.get("/api/v1/revisiones-de-enlaces/").json()["resultados"]
    assert (fila["id"], fila["evidencia"], fila["resultado"]) == (tomada.pk, evidencia.pk, "bien")
    assert fila["sha256_texto"] == tomada.sha256_texto
    assert client.get(f"/api/v1/evidencias/{evidencia.pk}/").json()["enlace_estado"] == "roto"


def test_the_page_costs_the_same_with_one_check_and_with_many(
    evidencia: Evidencia, client: Client, django_assert_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    revision(evidencia, "2020-01-01")
    html(client, evidencia.get_absolute_url())
    with CaptureQueriesContext(connection) as pocas:
        html(client, evidencia.get_absolute_url())
    for mes in range(2, 8):
        revision(evidencia, f"2020-0{mes}-01")
    with django_assert_num_queries(len(pocas)):
        html(client, evidencia.get_absolute_url())
