"""No draft, personal datum nor foreign object leaves through any page, API answer, export or report."""

import html
import re
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from fabricas import (
    ActividadF,
    AvanceF,
    DecisionF,
    Elenco,
    EntregaF,
    EvidenciaF,
    ParticipanteF,
    VerificacionF,
    momento,
)

from compromisos import publicacion as de_compromisos
from compromisos.datos_abiertos.paquete import emitir
from compromisos.models import CorteAvance, Duda, Eje, Informe, RevisionEnlace
from compromisos.servicios.busqueda import reindexar
from consultas import publicacion_comentarios as de_comentarios
from consultas import publicacion_consultas as de_consultas
from pal_portal.api import RECURSOS
from pal_portal.mapa import MAPAS
from secretariado import publicacion as de_secretariado

pytestmark = pytest.mark.django_db
SECRETOS = (
    "Borrador reservado",
    "Compromiso reservado",
    "Actividad reservada",
    "Avance reservado",
    "Evidencia reservada",
    "https://enlace.test/reservada",
)
PERSONALES = (
    "privado@ejemplo.test",
    "477 000 0000",
    "@ejemplo.test",
    "Alicia",
    "Beto",
    "Dario",
    "Gala",
    "5f5f5f",
    "vecina@",
)


@pytest.fixture
def escena(elenco: Elenco) -> Elenco:
    """A draft with something in every table, beside a published plan with the same."""
    for plan, compromiso, palabra in (
        (elenco.plan, elenco.compromiso, "pública"),
        (elenco.borrador, elenco.secreto, "reservada"),
    ):
        actividad = ActividadF(compromiso=compromiso, nombre=f"Actividad {palabra}", numero=7)
        entrega = EntregaF(actividad=actividad)
        AvanceF(
            entrega=entrega, que_se_hizo=f"Avance {palabra.replace('reservada', 'reservado')}", autor=elenco.dario
        )
        evidencia = EvidenciaF(entrega=entrega, titulo=f"Evidencia {palabra}", autor=elenco.dario)
        VerificacionF(evidencia=evidencia, autor=elenco.beto)
        RevisionEnlace.objects.create(
            evidencia=evidencia,
            dia=date(2020, 7, 2),
            momento=momento("2020-07-02"),
            resultado="bien",
            estado_http=200,
            direccion_final=f"https://enlace.test/{palabra}",
        )
        CorteAvance.objects.create(fecha=date(2020, 7, 1), plan=plan)
        CorteAvance.objects.create(fecha=date(2020, 7, 1), compromiso=compromiso)
        Duda.objects.create(plan=plan, compromiso=compromiso, campo="nombre", nota=f"Duda {palabra}")
    Eje.objects.filter(plan=elenco.borrador).update(nombre="Borrador reservado")
    vecina = ParticipanteF(correo="vecina@ejemplo.test")
    elenco.comentario(participante=vecina, cuenta=elenco.ciudadana, red="5f" * 32)
    DecisionF(comentario=elenco.comentario(participante=vecina, estado="oculto"), moderador=elenco.gala)
    elenco.comentario(asunto=elenco.secreto.asunto, plan=elenco.borrador, texto="Comentario: Borrador reservado")
    elenco.entrega_secreta = entrega
    elenco.evidencia_secreta = evidencia
    reindexar()
    return elenco


def direcciones(e: Elenco) -> Iterator[str]:
    yield from (
        "/",
        "/entidades/",
        "/entidades/guanajuato/",
        "/planes/",
        "/compromisos/",
        "/reportes/",
        *(f"/sitemap-{seccion}.xml" for seccion in MAPAS),
        "/reportes/atom.xml",
        "/entidades/guanajuato/atom.xml",
    )
    for palabra in ("reservado", "reservada", "pública", "actividad"):
        yield f"/buscar/?q={palabra}"
        yield f"/buscar/sugerencias/?q={palabra}"
        yield f"/api/v1/buscar/?q={palabra}&tamano=100"
    yield from (
        "/moderacion/",
        "/participacion/",
        f"/comentarios/en/compromiso/{e.compromiso.clave}/",
        e.plan.get_absolute_url(),
        e.compromiso.get_absolute_url(),
        e.compromiso.get_absolute_url() + "historial/",
    )
    yield f"/compromisos/?q=reservado&plan={e.borrador.clave}"
    for nombre in RECURSOS:
        yield f"/api/v1/{nombre}/?tamano=100"
        yield f"/api/v1/{nombre}/?formato=csv"


def de_los_datos_abiertos() -> Iterator[str]:
    """What a program can read as text; the files of a dump are looked into by their own test below."""
    yield from (
        "/datos/",
        "/datos/diccionario/",
        "/datos/diccionario.csv",
        "/datos/diccionario.json",
        "/datos/catalogo.jsonld",
        "/datos/compromisos-ogp.csv",
        "/datos/volcados/",
    )
    for nombre in RECURSOS:
        yield f"/datos/{nombre}.csv"
        yield f"/datos/{nombre}.json"


def cuerpo(cliente: Client, ruta: str) -> str:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200, ruta
    crudo = b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content
    return crudo.decode()


@pytest.mark.parametrize("quien", ["", "ciudadana", "zoe", "yago", "carla"])
def test_a_draft_is_seen_only_by_who_works_on_it(escena: Elenco, client: Client, quien: str) -> None:
    if quien:
        client.force_login(getattr(escena, quien), backend="allauth.account.auth_backends.AuthenticationBackend")
    for ruta in (*direcciones(escena), *de_los_datos_abiertos()):
        texto = cuerpo(client, ruta)
        for secreto in SECRETOS:
            assert secreto not in texto, (ruta, secreto)
    clave, pk = escena.secreto.clave, escena.evidencia_secreta.pk
    for ruta in (
        escena.borrador.get_absolute_url(),
        escena.secreto.get_absolute_url(),
        f"/compromisos/{clave}/historial/",
        f"/evidencias/{pk}/",
        f"/evidencias/{pk}/archivo/",
        f"/api/v1/compromisos/{clave}/",
        f"/api/v1/planes/{escena.borrador.clave}/",
        f"/api/v1/entregas/{escena.entrega_secreta.pk}/",
        f"/api/v1/evidencias/{pk}/",
    ):
        assert client.get(ruta).status_code == 404, ruta


def test_who_facilitates_sees_the_draft(escena: Elenco, client: Client) -> None:
    client.force_login(escena.alicia, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Compromiso reservado" in cuerpo(client, escena.secreto.get_absolute_url())


def test_the_open_data_have_no_draft_whoever_asks(escena: Elenco, client: Client) -> None:
    """A draft's own facilitator, the coordination and the administration get what anybody gets."""
    publicas = {ruta: cuerpo(client, ruta) for ruta in de_los_datos_abiertos()}
    for quien in ("alicia", "elena", "fidel"):
        client.force_login(getattr(escena, quien), backend="allauth.account.auth_backends.AuthenticationBackend")
        for ruta, texto in publicas.items():
            if not ruta.endswith("/"):
                assert cuerpo(client, ruta) == texto, (quien, ruta)
            for secreto in SECRETOS:
                assert secreto not in cuerpo(client, ruta), (quien, ruta)


def test_no_file_of_a_dump_has_a_draft_or_a_contact(escena: Elenco) -> None:
    leidos = 0
    for pieza in emitir(date(2020, 7, 31), RECURSOS):
        pieza.contenido.seek(0)
        crudo = pieza.contenido.read()
        partes = [crudo]
        if zipfile.is_zipfile(pieza.contenido):  # XLSX, ODS and the ZIP with everything
            with zipfile.ZipFile(pieza.contenido) as z:
                partes = [z.read(n) for n in z.namelist()]
        for parte in partes:
            texto = html.unescape(parte.decode())
            for dato in (*SECRETOS, *PERSONALES):
                assert dato not in texto, (pieza.nombre, dato)
            leidos += "Guanajuato Construye" in texto
    assert leidos > 4


def test_no_contact_nor_account_is_ever_public(escena: Elenco, client: Client) -> None:
    for ruta in (
        *direcciones(escena),
        *de_los_datos_abiertos(),
        f"/evidencias/{escena.compromiso.actividades.get(numero=7).entregas.get().evidencias.get().pk}/",
    ):
        texto = cuerpo(client, ruta)
        for dato in PERSONALES:
            assert dato not in texto, (ruta, dato)
        assert not re.search(r"[\w.]+@(?!context|id|type)[\w-]+\.(test|mx|com|org)", texto), ruta


def test_every_model_is_published_or_says_why_not() -> None:
    from django.apps import apps

    modelos = {r.filas(Anonimo()).model for r in RECURSOS.values()}
    publicados = {m.__name__ for m in modelos if not m._meta.auto_created}
    callados = {
        **de_compromisos.NO_PUBLICO,
        **de_secretariado.NO_PUBLICO,
        **de_comentarios.NO_PUBLICO,
        **de_consultas.NO_PUBLICO,
    }
    todos = {
        m.__name__
        for a in ("secretariado", "compromisos", "consultas")
        for m in apps.get_app_config(a).get_models()
    }
    assert todos == publicados | set(callados)
    assert not publicados & set(callados)


class Anonimo:
    is_authenticated = False


def test_unfinished_reports_are_not_public(escena: Elenco, client: Client) -> None:
    for folio, estado in (("X-01", "en_cola"), ("X-02", "fallo")):
        Informe.objects.create(
            folio=folio,
            plan=escena.plan,
            corte=date(2020, 7, 1),
            estado=estado,
            solicitado_por=escena.beto,
            rol="verificacion",
            creado=momento("2020-07-01"),
        )
        for ruta in (f"/reportes/{folio}/", f"/reportes/{folio}/estado/", f"/reportes/{folio}.pdf"):
            assert client.get(ruta).status_code == 404
    assert "X-01" not in cuerpo(client, "/api/v1/informes/")


def test_a_formula_in_a_csv_is_plain_text(escena: Elenco, client: Client) -> None:
    from compromisos.models import Compromiso

    Compromiso.objects.filter(pk=escena.compromiso.pk).update(nombre='=HYPERLINK("http://mal.test")')
    assert "\"'=HYPERLINK" in cuerpo(client, "/api/v1/compromisos/?formato=csv")
