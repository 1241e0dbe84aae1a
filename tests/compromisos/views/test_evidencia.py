"""The evidence page, and the file: only through its door, as an attachment the browser never runs."""

import hashlib
from decimal import Decimal
from typing import Any

import pytest
from archivos import exif, imagen
from django.core.files.base import ContentFile
from django.test import Client
from fabricas import Elenco, EntregaF, EvidenciaF

from compromisos.models import Evidencia, Plan
from compromisos.servicios.avances import declarar_avance
from compromisos.servicios.evidencias import (
    EvidenciaNueva,
    adjuntar_evidencia,
    corregir_evidencia,
    retirar_evidencia,
)
from compromisos.servicios.verificaciones import verificar_evidencia
from secretariado.models import Asiento

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("almacen")]
CONTENIDO = "Acuerdo primero: <u>3 firmas</u> & nada más".encode()
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


def enviar(
    elenco: Elenco, contenido: bytes = CONTENIDO, nombre: str = "minuta.txt", entrega: Any = None, **campos: Any
) -> Evidencia:
    nueva = EvidenciaNueva(
        titulo="Minuta de instalación",
        que_prueba="Que la mesa se instaló.",
        archivo=ContentFile(contenido, name=nombre),
        nombre_archivo=nombre,
    )
    return adjuntar_evidencia(actor=elenco.dario, entrega=entrega or elenco.entrega, nueva=nueva, **campos)


def html(cliente: Client, evidencia: Evidencia) -> str:
    respuesta = cliente.get(evidencia.get_absolute_url())
    assert respuesta.status_code == 200
    return respuesta.content.decode()


def test_the_page_says_what_it_proves_of_what_by_which_institution_and_its_hash(
    elenco: Elenco, client: Client
) -> None:
    evidencia = enviar(elenco)
    texto = html(client, evidencia)
    for esperado in (
        "Que la mesa se instaló.",
        elenco.compromiso.clave,
        elenco.actividad.nombre,
        "Secretaría de Infraestructura",
        hashlib.sha256(CONTENIDO).hexdigest(),
        "Enviada, en espera de verificación",
        "Nadie la ha verificado todavía",
    ):
        assert esperado in texto
    for persona in (elenco.dario.nombre, elenco.dario.correo):
        assert persona not in texto


def test_text_is_shown_escaped(elenco: Elenco, client: Client) -> None:
    texto = html(client, enviar(elenco))
    assert "&lt;u&gt;3 firmas&lt;/u&gt; &amp; nada más" in texto
    assert "<u>" not in texto


def test_the_file_comes_whole_as_an_attachment_that_cannot_run(elenco: Elenco, client: Client) -> None:
    respuesta = client.get(f"/evidencias/{enviar(elenco).pk}/archivo/")
    assert b"".join(respuesta.streaming_content) == CONTENIDO
    assert respuesta["Content-Disposition"] == 'attachment; filename="minuta.txt"'
    assert respuesta["X-Content-Type-Options"] == "nosniff"
    assert respuesta["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert respuesta["Content-Type"].startswith("text/plain")


def test_only_images_are_shown_in_line(elenco: Elenco, client: Client) -> None:
    texto = client.get(f"/evidencias/{enviar(elenco).pk}/archivo/?ver=1")
    assert texto["Content-Disposition"].startswith("attachment")
    foto = enviar(elenco, imagen(), "foto.png")
    respuesta = client.get(f"/evidencias/{foto.pk}/archivo/?ver=1")
    assert respuesta["Content-Disposition"].startswith("inline")
    assert respuesta["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert f'src="/evidencias/{foto.pk}/archivo/?ver=1"' in html(client, foto)


def test_a_name_with_quotes_and_lines_stays_a_name(elenco: Elenco, client: Client) -> None:
    evidencia = enviar(elenco)
    Evidencia.objects.filter(pk=evidencia.pk).update(nombre_archivo='acta "final"\r\nX-Mal: 1.txt')
    respuesta = client.get(f"/evidencias/{evidencia.pk}/archivo/")
    assert respuesta.status_code == 200
    assert "X-Mal" not in respuesta.headers


def test_a_withdrawn_piece_keeps_its_trace_and_not_its_file(elenco: Elenco, client: Client) -> None:
    evidencia = enviar(elenco)
    retirar_evidencia(actor=elenco.dario, evidencia=evidencia, motivo="Contenía datos personales")
    texto = html(client, evidencia)
    assert hashlib.sha256(CONTENIDO).hexdigest() in texto
    assert "Acuerdo primero" not in texto
    assert f"/evidencias/{evidencia.pk}/archivo/" not in texto
    assert client.get(f"/evidencias/{evidencia.pk}/archivo/").status_code == 404
    assert client.get(f"/evidencias/{evidencia.pk}/archivo/?ver=1").status_code == 404


def test_nobody_but_its_people_reads_it_while_the_plan_is_not_published(elenco: Elenco, client: Client) -> None:
    foto = enviar(elenco, imagen("JPEG", exif=exif()), "foto.jpg")
    Plan.objects.filter(pk=elenco.plan.pk).update(publicado_en=None, estado="en_formulacion")
    rutas = [f"/evidencias/{foto.pk}/{que}" for que in ("", "archivo/", "archivo/?ver=1", "original/")]
    client.force_login(elenco.zoe, backend=MOTOR)
    assert [client.get(r).status_code for r in rutas] == [404] * 4
    client.logout()
    assert [client.get(r).status_code for r in rutas] == [404, 404, 404, 302]


def test_a_photo_is_published_without_where_and_who_and_both_hashes_are_shown(
    elenco: Elenco, client: Client
) -> None:
    enviada = imagen("JPEG", exif=exif(6))
    foto = enviar(elenco, enviada, "foto.jpg")
    publica = b"".join(client.get(f"/evidencias/{foto.pk}/archivo/").streaming_content)
    assert b"Juana" not in publica
    texto = html(client, foto)
    assert hashlib.sha256(publica).hexdigest() in texto
    assert hashlib.sha256(enviada).hexdigest() in texto
    assert "/original/" not in texto
    asiento = Asiento.objects.get(accion="evidencia.enviada")
    assert asiento.datos["sha256"] == hashlib.sha256(publica).hexdigest()
    assert asiento.datos["sha256_original"] == hashlib.sha256(enviada).hexdigest()


def test_the_original_is_for_who_reports_and_who_verifies(elenco: Elenco, client: Client) -> None:
    enviada = imagen("JPEG", exif=exif())
    foto = enviar(elenco, enviada, "foto.jpg")
    client.force_login(elenco.beto, backend=MOTOR)
    assert f"/evidencias/{foto.pk}/original/" in html(client, foto)
    respuesta = client.get(f"/evidencias/{foto.pk}/original/")
    assert b"".join(respuesta.streaming_content) == enviada
    assert respuesta["Content-Disposition"].startswith("attachment")
    assert respuesta["Content-Security-Policy"] == "default-src 'none'; sandbox"
    client.force_login(elenco.elena, backend=MOTOR)
    assert client.get(f"/evidencias/{foto.pk}/original/").status_code == 403
    retirar_evidencia(actor=elenco.dario, evidencia=foto, motivo="Se ve una persona")
    client.force_login(elenco.beto, backend=MOTOR)
    assert client.get(f"/evidencias/{foto.pk}/original/").status_code == 404


def test_the_same_file_elsewhere_is_said_on_both_pages(elenco: Elenco, client: Client) -> None:
    una = enviar(elenco)
    otra = enviar(elenco, entrega=EntregaF(actividad=elenco.actividad, numero=2))
    for aqui, alla in ((una, otra), (otra, una)):
        texto = html(client, aqui)
        assert "Este mismo archivo ya respalda" in texto
        assert f'href="/evidencias/{alla.pk}/"' in texto
    assert "Este mismo archivo" not in html(client, enviar(elenco, b"distinto"))


def test_the_same_file_in_a_plan_one_may_not_see_is_not_said(elenco: Elenco, client: Client) -> None:
    una = enviar(elenco)
    oculta = EvidenciaF(entrega=elenco.otra_entrega, enlace="", archivo=una.archivo)
    Plan.objects.filter(pk=elenco.otro_plan.pk).update(publicado_en=None, estado="en_formulacion")
    assert f"/evidencias/{oculta.pk}/" not in html(client, una)


def test_a_link_has_no_file_and_leaves_with_care(elenco: Elenco, client: Client) -> None:
    evidencia = EvidenciaF(entrega=elenco.entrega, enlace="https://ajeno.test/minuta.pdf")
    assert 'href="https://ajeno.test/minuta.pdf" rel="nofollow noopener external"' in html(client, evidencia)
    assert client.get(f"/evidencias/{evidencia.pk}/archivo/").status_code == 404


def test_the_verdict_shows_reason_percentage_and_institution(elenco: Elenco, client: Client) -> None:
    declarar_avance(
        actor=elenco.dario,
        entrega=elenco.entrega,
        porcentaje=Decimal(60),
        que_se_hizo="Se instaló.",
        obstaculos="—",
    )
    evidencia = enviar(elenco)
    verificar_evidencia(
        actor=elenco.beto,
        evidencia=evidencia,
        veredicto="verificada",
        porcentaje=Decimal("42.5"),
        motivo="La minuta está firmada.",
    )
    texto = html(client, evidencia)
    for esperado in (
        "Verificada",
        "sustenta 42.5 % de la entrega",
        "La minuta está firmada.",
        "Instituto de Acceso",
    ):
        assert esperado in texto
    assert elenco.beto.correo not in texto


def test_versions_point_at_each_other(elenco: Elenco, client: Client) -> None:
    primera = enviar(elenco)
    verificar_evidencia(
        actor=elenco.beto, evidencia=primera, veredicto="observada", porcentaje=Decimal(0), motivo="Sin firmas"
    )
    primera.refresh_from_db()
    nueva = EvidenciaNueva(
        titulo="Minuta firmada", archivo=ContentFile(b"firmada", name="b.txt"), nombre_archivo="b.txt"
    )
    segunda = corregir_evidencia(actor=elenco.dario, evidencia=primera, nueva=nueva)
    assert f'href="/evidencias/{segunda.pk}/"' in html(client, primera)
    assert f'href="/evidencias/{primera.pk}/"' in html(client, segunda)
    assert "Versión 2" in html(client, segunda)


def test_demonstration_documents_say_so(elenco: Elenco, client: Client) -> None:
    assert "Documento de demostración" not in html(client, enviar(elenco))
    assert "Documento de demostración" in html(client, enviar(elenco, b"otra", demostracion=True))


@pytest.mark.parametrize("ruta", ["/evidencias/999999/", "/evidencias/999999/archivo/"])
def test_an_evidence_that_does_not_exist_is_404(client: Client, ruta: str) -> None:
    assert client.get(ruta).status_code == 404


def test_the_door_only_reads(elenco: Elenco, client: Client) -> None:
    ruta = f"/evidencias/{enviar(elenco).pk}/archivo/"
    client.force_login(elenco.dario, backend=MOTOR)
    assert client.post(ruta).status_code == 405
    assert client.head(ruta).status_code == 200
