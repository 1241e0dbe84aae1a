"""What a search shows, to whom, at what cost, and that the services keep its index."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import ActividadF, AcuerdoF, CompromisoF, Elenco, EntregaF, EvidenciaF
from rest_framework.throttling import AnonRateThrottle

from compromisos.buscador import buscar, distancia
from compromisos.models import Compromiso, EntradaBusqueda, Evidencia, Plan, Responsable, Vocablo
from compromisos.servicios.autorizaciones import Autorizacion
from compromisos.servicios.busqueda import reindexar
from compromisos.servicios.evidencias import (
    EvidenciaNueva,
    adjuntar_evidencia,
    corregir_evidencia,
    retirar_evidencia,
)
from compromisos.servicios.modificaciones import agregar_actividad, cancelar_actividad, retirar_compromiso
from compromisos.servicios.planes import publicar_plan

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _sin_limite(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "100000/min", "user": "100000/min"})


@pytest.fixture
def indice(elenco: Elenco) -> Elenco:
    ActividadF(compromiso=elenco.secreto, nombre="Jitomates reservados")
    EvidenciaF(entrega=elenco.entrega, titulo="Minuta de la sesión", que_prueba="Que hubo quórum en la sesión.")
    reindexar()
    return elenco


def halla(consulta: str, usuario: Any = None) -> list[str]:
    todo = EntradaBusqueda.objects.visibles_para(usuario or AnonymousUser())
    return [e.titulo for e in buscar(todo, consulta).filas]


def claves(html: str) -> list[str]:
    return re.findall(r'<h2 class="titulo sin-raya"><a href="([^"]+)"', html)


# --- To whom -------------------------------------------------------------------------------------


def test_drafts_are_found_only_by_those_who_work_on_them(indice: Elenco) -> None:
    for consulta in ("Borrador reservado", "Compromiso reservado", "jitomates", "jitomtes"):
        for ajeno in (None, indice.ciudadana, indice.yago, indice.zoe):
            assert not [t for t in halla(consulta, ajeno) if "eservad" in t], (consulta, ajeno)
        for suyo in (indice.alicia, indice.beto, indice.elena, indice.fidel):
            assert [t for t in halla(consulta, suyo) if "eservad" in t], (consulta, suyo)


def test_a_word_that_only_a_draft_has_is_never_suggested(indice: Elenco, client: Client) -> None:
    assert Vocablo.objects.filter(palabra="jitomates").exists()
    for ruta in ("/buscar/?q=jitomtes", "/buscar/sugerencias/?q=jitom", "/api/v1/buscar/?q=jitomtes"):
        assert "jitomates" not in client.get(ruta).content.decode().lower()
    client.force_login(indice.alicia, backend=MOTOR)
    assert "jitomates" in client.get("/buscar/?q=jitomtes").content.decode().lower()


def test_what_was_withdrawn_or_replaced_is_not_found_by_strangers(elenco: Elenco) -> None:
    def adjuntar(titulo: str) -> Evidencia:
        nueva = EvidenciaNueva(titulo=titulo, enlace=f"https://ejemplo.test/{len(titulo)}")
        return adjuntar_evidencia(actor=elenco.dario, entrega=elenco.entrega, nueva=nueva)

    retirada, devuelta = adjuntar("Acta de clausura"), adjuntar("Padrón de proveedores")
    assert halla("acta de clausura") == ["Acta de clausura"]
    retirar_evidencia(actor=elenco.dario, evidencia=retirada, motivo="Era de otro año")
    assert halla("acta de clausura") == []
    assert halla("acta de clausura", elenco.alicia) == ["Acta de clausura"]
    Evidencia.objects.filter(pk=devuelta.pk).update(estado="observada")
    devuelta.refresh_from_db()
    corregida = EvidenciaNueva(titulo="Padrón de proveedores, corregido", enlace="https://ejemplo.test/b")
    corregir_evidencia(actor=elenco.dario, evidencia=devuelta, nueva=corregida)
    assert halla("padrón proveedores") == ["Padrón de proveedores, corregido"]


def test_a_withdrawn_commitment_takes_with_it_its_activities_and_evidence(indice: Elenco) -> None:
    suyo = {"Guanajuato Construye", "Creación de la plataforma", "Minuta de la sesión"}
    assert suyo <= set(halla("guanajuato construye"))
    acuerdo = AcuerdoF(secretariado=indice.stl)
    retirar_compromiso(
        actor=indice.alicia, compromiso=indice.compromiso, autorizacion=Autorizacion("Ya no procede", acuerdo)
    )
    assert not suyo & set(halla("guanajuato construye"))


# --- The index is kept ---------------------------------------------------------------------------


def contenido() -> list[tuple[Any, ...]]:
    campos = [f.attname for f in EntradaBusqueda._meta.concrete_fields if f.name != "id"]
    return sorted(EntradaBusqueda.objects.values_list(*campos), key=str)


def test_the_services_leave_the_index_as_making_it_again_would(indice: Elenco) -> None:
    borrador = indice.borrador
    Responsable.objects.create(compromiso=indice.secreto, institucion=indice.institucion)
    reindexar()
    nueva = agregar_actividad(
        actor=indice.alicia, compromiso=indice.secreto, accion=None, datos={"nombre": "Talleres de lectura"}
    )
    assert halla("taller de lectura", indice.alicia) == ["Talleres de lectura"]
    de_mas = agregar_actividad(
        actor=indice.alicia, compromiso=indice.secreto, accion=None, datos={"nombre": "Otra de más"}
    )
    cancelar_actividad(actor=indice.alicia, actividad=de_mas)
    assert halla("taller de lectura") == []
    publicar_plan(actor=indice.alicia, plan=borrador, acuerdo=AcuerdoF(secretariado=indice.stl))
    assert halla("taller de lectura") == [nueva.nombre]
    guardado = contenido()
    assert reindexar()["actividad"] == EntradaBusqueda.objects.filter(tipo="actividad").count()
    assert contenido() == guardado


def test_a_word_just_written_mends_typos_from_then_on(
    elenco: Elenco, django_capture_on_commit_callbacks: Any
) -> None:
    nueva = EvidenciaNueva(titulo="Relación de luminarias", enlace="https://ejemplo.test/l")
    with django_capture_on_commit_callbacks(execute=True):
        adjuntar_evidencia(actor=elenco.dario, entrega=elenco.entrega, nueva=nueva)
    assert halla("lumniarias") == ["Relación de luminarias"]


def test_making_the_index_again_takes_out_what_is_no_more(indice: Elenco) -> None:
    plan = Plan.objects.create(
        secretariado=indice.stl, numero=9, clave="GTO-9", slug="gto-9", titulo="Plan efímero de zarzamoras"
    )
    reindexar()
    assert Vocablo.objects.filter(palabra="zarzamoras").exists()
    plan.delete()
    reindexar()
    assert not EntradaBusqueda.objects.filter(tipo="plan", objeto_id=plan.pk or 0).exists()
    assert not Vocablo.objects.filter(palabra="zarzamoras").exists()
    assert halla("zarzamoras", indice.alicia) == []


# --- What it shows -------------------------------------------------------------------------------


def test_what_was_searched_is_marked_and_what_people_wrote_is_escaped(elenco: Elenco, client: Client) -> None:
    malo = "<script>alert(1)</script> Sesiones & más"
    EvidenciaF(entrega=elenco.entrega, titulo=malo, que_prueba="Antes. " * 90 + "La sesión <b>quedó</b> grabada.")
    reindexar()
    html = client.get("/buscar/?q=sesion").content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <mark>Sesiones</mark> &amp; más" in html
    assert "La <mark>sesión</mark> &lt;b&gt;quedó&lt;/b&gt; grabada." in html
    assert html.count("Antes. ") < 40
    sugerido = client.get("/buscar/sugerencias/?q=sesi").content.decode()
    assert "<mark>Sesiones</mark>" in sugerido
    assert "<script>" not in sugerido
    assert "<html" not in sugerido


def test_the_page_and_the_api_find_the_same_in_the_same_order(indice: Elenco, client: Client) -> None:
    for n in range(30):
        CompromisoF(plan=indice.plan, numero=100 + n, nombre=f"Sentencias públicas número {n}")
    reindexar()
    for consulta in (
        "q=sentencia",
        "q=sentencias&pagina=2",
        "q=numero&tipo=compromiso&entidad=gto&estado=en_proceso",
    ):
        de_la_pagina = claves(client.get(f"/buscar/?{consulta}&tamano=12").content.decode())
        cuerpo = client.get(f"/api/v1/buscar/?{consulta}&tamano=12").json()
        assert [r["direccion"].partition("8000")[2] for r in cuerpo["resultados"]] == de_la_pagina
        assert len(de_la_pagina) == 12
        assert (cuerpo["total"], cuerpo["total_es_minimo"]) == (30, False)
    vistos, ruta = [], "/api/v1/buscar/?q=sentencias&tamano=12"
    while ruta:
        cuerpo = client.get(ruta).json()
        vistos += [r["clave"] for r in cuerpo["resultados"]]
        ruta = (cuerpo["siguiente"] or "").replace("http://testserver", "")
    assert len(vistos) == len(set(vistos)) == 30


def test_filters_narrow_by_kind_state_of_the_country_and_state(indice: Elenco, client: Client) -> None:
    def tipos(filtro: str) -> set[str]:
        cuerpo = client.get(f"/api/v1/buscar/?q=plan+guanajuato+oaxaca&{filtro}").json()
        return {(r["tipo"], r["clave"] or "") for r in cuerpo["resultados"]}

    assert ("plan", indice.otro_plan.clave) in tipos("")
    assert {t for t, _ in tipos("tipo=plan")} == {"plan"}
    assert ("plan", indice.otro_plan.clave) not in tipos("entidad=guanajuato")
    assert tipos("tipo=plan&estado=concluido") == set()
    assert client.get("/api/v1/buscar/?q=plan&tipo=nada").status_code == 400
    assert client.get("/api/v1/buscar/?q=+").status_code == 400


@pytest.mark.parametrize(
    "consulta",
    ["", " ", "'", '"', "a*", "NOT", "AND OR", "xq", "(", "{raices_titulo}:", "%00", "%25", "_", "ñ", "a" * 100,
     "-".join("abcdefghij"), "😀", "1/2 ½", "'; DROP TABLE x; --", ":*", "&amp;|!", "\\"],
)  # fmt: skip
def test_no_writing_breaks_it(indice: Elenco, client: Client, consulta: str) -> None:
    for ruta in ("/buscar/", "/buscar/sugerencias/"):
        assert client.get(ruta, {"q": consulta}).status_code == 200
    assert client.get("/api/v1/buscar/", {"q": consulta, "pagina": "٣"}).status_code in (200, 400)


def test_no_page_beyond_the_last_breaks_it(indice: Elenco, client: Client) -> None:
    for pagina in ("0", "-1", "999", "x", "9" * 30):
        assert client.get(f"/buscar/?q=plan&pagina={pagina}").status_code == 200


def test_it_says_when_it_mended_a_typo_or_settled_for_less(indice: Elenco, client: Client) -> None:
    assert "«construye»" in client.get("/buscar/?q=contsruye").content.decode()
    assert client.get("/api/v1/buscar/?q=contsruye").json()["corregida"] == "construye"
    cuerpo = client.get("/api/v1/buscar/?q=construye+hipopotamos").json()
    assert (cuerpo["cualquiera"], cuerpo["resultados"][0]["titulo"]) == (True, "Guanajuato Construye")


def test_answers_are_of_whoever_asks_and_the_api_knows_when_nothing_changed(
    indice: Elenco, client: Client
) -> None:
    for ruta in ("/buscar/?q=plan", "/buscar/sugerencias/?q=plan"):
        respuesta = client.get(ruta)
        assert "private" in respuesta["Cache-Control"]
        assert "Cookie" in respuesta["Vary"]
    primera = client.get("/api/v1/buscar/?q=plan")
    assert client.get("/api/v1/buscar/?q=plan", HTTP_IF_NONE_MATCH=primera["ETag"]).status_code == 304


# --- At what cost --------------------------------------------------------------------------------


@pytest.mark.parametrize("consulta", ["sentencia", "sentnecia", "sentencia hipopotamo"])
def test_queries_do_not_grow_with_what_there_is(indice: Elenco, client: Client, consulta: str) -> None:
    def cuestan(ruta: str) -> int:
        client.get(ruta)
        with CaptureQueriesContext(connection) as hechas:
            assert client.get(ruta).status_code == 200
        return len(hechas)

    rutas = [f"/buscar/?q={consulta}&tamano=100", f"/api/v1/buscar/?q={consulta}&tamano=100"]
    rutas.append(f"/buscar/sugerencias/?q={consulta}")
    costos = []
    for desde, hasta in ((0, 5), (5, 90)):
        for n in range(desde, hasta):
            c = CompromisoF(plan=indice.plan, numero=200 + n, nombre=f"Sentencias {n}", eje=indice.compromiso.eje)
            EvidenciaF(
                entrega=EntregaF(actividad=ActividadF(compromiso=c, nombre="Sentencia")), titulo="Sentencia"
            )
        reindexar()
        costos.append([cuestan(r) for r in rutas])
    assert costos[0] == costos[1]
    assert max(costos[1]) <= 9


def test_indexing_costs_the_same_queries_however_many(indice: Elenco) -> None:
    def cuestan() -> int:
        with CaptureQueriesContext(connection) as hechas:
            reindexar()
        return len(hechas)

    reindexar()
    pocas = cuestan()
    for n in range(40):
        CompromisoF(plan=indice.plan, numero=300 + n, eje=indice.compromiso.eje)
    reindexar()
    assert cuestan() == pocas


# --- Words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("una", "otra", "cuanto"),
    [("becas", "becas", 0), ("becs", "becas", 1), ("agau", "agua", 1), ("lenguage", "lenguaje", 1), ("", "ab", 2)],
)
def test_distance_counts_letters_changed_added_taken_or_swapped(una: str, otra: str, cuanto: int) -> None:
    assert distancia(una, otra) == distancia(otra, una) == cuanto


def test_without_permission_for_the_extension_the_migration_says_who_must_do_what() -> None:
    from pal_portal.cimientos.migraciones import SinExtension, extension

    class Editor:
        class connection:  # noqa: N801
            vendor = "postgresql"

        def execute(self, orden: str, params: Any) -> None:
            raise DatabaseError('permission denied to create extension "pg_trgm"')

    with pytest.raises(SinExtension, match=r"CREATE EXTENSION pg_trgm; después, repite"):
        extension("pg_trgm").code(None, Editor())


def test_the_list_of_commitments_is_still_filtered_by_its_own_text(indice: Elenco, client: Client) -> None:
    Compromiso.objects.filter(pk=indice.compromiso.pk).update(busqueda="guanajuato construye")
    assert indice.compromiso.clave in client.get("/compromisos/?q=Guanajuato").content.decode()
