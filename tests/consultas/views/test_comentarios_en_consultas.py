"""Comments on the paragraphs of a consultation and on proposals: page by page, moderated, counted, in the API."""

from typing import Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext
from fabricas import AportacionF, ConsultaF, Elenco, ParticipanteF

from consultas.models import Aportacion, Comentario, Consulta, Decision, Parrafo
from consultas.servicios.aportaciones import retirar_aportacion
from consultas.servicios.comentarios import responder_oficialmente
from consultas.servicios.moderacion import moderar_comentario
from consultas.servicios.textos import publicar_version

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def parrafo(elenco: Elenco) -> Parrafo:
    consulta = ConsultaF(
        secretariado=elenco.stl, plan=elenco.plan, instrumento="consulta_publica", publicada_en=None
    )
    consulta = Consulta.objects.get(pk=consulta.pk)
    publicar_version(actor=elenco.alicia, consulta=consulta, texto="Primer párrafo.\n\nSegundo párrafo.")
    Consulta.objects.filter(pk=consulta.pk).update(publicada_en="2020-06-25T00:00:00Z")
    return Parrafo.objects.select_related("version__consulta").order_by("orden")[0]


def comentar(elenco: Elenco, asunto: str, **campos: Any) -> Comentario:
    base = {"asunto": asunto, "plan": None, "participante": ParticipanteF()}
    return elenco.comentario(**{**base, **campos})


def en_sesion(elenco: Elenco) -> Client:
    cliente = Client()
    cliente.force_login(elenco.ciudadana, backend=MOTOR)
    return cliente


@pytest.mark.parametrize("tipo", ["parrafo", "aportacion"])
def test_they_are_written_moderated_counted_and_read(elenco: Elenco, parrafo: Parrafo, tipo: str) -> None:
    consulta = parrafo.version.consulta
    if tipo == "parrafo":
        pk, pagina = parrafo.pk, f"/consultas/{consulta.slug}/parrafos/{parrafo.pk}/"
        donde, recurso = f"/consultas/{consulta.slug}/texto/", "parrafos"
    else:
        aportacion = AportacionF(consulta=consulta)
        pk, pagina = aportacion.pk, aportacion.get_absolute_url()
        donde, recurso = consulta.get_absolute_url(), "aportaciones"
    ruta = f"/comentarios/en/{tipo}/{pk}/"
    assert f"{ruta}#escribir" in Client().get(pagina).content.decode()
    cliente = en_sesion(elenco)
    assert cliente.post(ruta, {"texto": "Falta decir **cuándo**."}).status_code == 302
    fila = Comentario.objects.get()
    assert (fila.asunto, fila.secretariado, fila.plan) == (f"{tipo}:{pk}", elenco.stl, elenco.plan)
    assert fila.estado == "en_revision"
    assert "cuándo" not in Client().get(pagina).content.decode()
    moderadora = Client()
    moderadora.force_login(elenco.gala, backend=MOTOR)
    cola = moderadora.get("/mesa/moderacion/").content.decode()
    assert f"{'párrafo' if tipo == 'parrafo' else 'aportación'} {pk}" in cola
    assert moderadora.post(f"/mesa/moderacion/{fila.pk}/", {"clase": "publicar"}).status_code == 302
    assert "<strong>cuándo</strong>" in Client().get(pagina).content.decode()
    assert "1 comentario" in Client().get(donde).content.decode()
    permalink = Client().get(fila.get_absolute_url()).content.decode()
    assert f'href="{pagina}"' in permalink
    filas = Client().get(f"/api/v1/comentarios/?asunto={tipo}:{pk}").json()["resultados"]
    assert [f["id"] for f in filas] == [fila.pk]
    assert Client().get(f"/api/v1/{recurso}/{pk}/").json()["comentarios"] == 1
    assert "comentarios" in Client().get(f"/api/v1/{recurso}/?formato=csv").getvalue().decode().splitlines()[0]


def test_a_comment_is_public_where_the_plan_is_still_a_draft_and_names_no_draft(elenco: Elenco) -> None:
    propuestas = ConsultaF(secretariado=elenco.stl, plan=elenco.borrador, instrumento="propuestas")
    aportacion = AportacionF(consulta=propuestas)
    en_sesion(elenco).post(f"/comentarios/en/aportacion/{aportacion.pk}/", {"texto": "Muy buena idea."})
    Comentario.objects.update(estado="visible", publicado="2020-07-30T00:00:00Z")
    fila = Client().get("/api/v1/comentarios/").json()["resultados"][0]
    assert (fila["texto"], fila["plan"]) == ("Muy buena idea.", None)


def test_after_the_close_people_read_and_institutions_still_answer(elenco: Elenco, parrafo: Parrafo) -> None:
    fila = comentar(elenco, f"parrafo:{parrafo.pk}")
    Consulta.objects.update(cierre="2020-07-30")
    ruta = f"/comentarios/en/parrafo/{parrafo.pk}/"
    assert 'id="escribir"' not in Client().get(ruta).content.decode()
    assert en_sesion(elenco).post(ruta, {"texto": "Llego tarde."}).status_code == 403
    responsable = Client()
    responsable.force_login(elenco.dario, backend=MOTOR)
    assert responsable.post(f"{fila.get_absolute_url()}responder/", {"texto": "Se incluirá."}).status_code == 302
    ajena = Client()
    ajena.force_login(elenco.zoe, backend=MOTOR)
    assert ajena.post(f"{fila.get_absolute_url()}responder/", {"texto": "No."}).status_code == 403


def test_a_draft_consultation_has_no_comments_to_be_read(elenco: Elenco, parrafo: Parrafo) -> None:
    Consulta.objects.update(publicada_en=None)
    for ruta in (
        f"/comentarios/en/parrafo/{parrafo.pk}/",
        "/comentarios/en/parrafo/999/",
        "/comentarios/en/aportacion/x/",
    ):
        assert Client().get(ruta).status_code == 404


def test_a_proposal_that_others_commented_stays_without_signature(elenco: Elenco) -> None:
    propuestas = ConsultaF(secretariado=elenco.stl, instrumento="propuestas")
    sola, comentada = AportacionF(consulta=propuestas, firma="Ana"), AportacionF(consulta=propuestas, firma="Ana")
    comentar(elenco, f"aportacion:{sola.pk}", estado="por_confirmar", publicado=None)
    comentar(elenco, f"aportacion:{comentada.pk}")
    for aportacion in (sola, comentada):
        retirar_aportacion(aportacion=aportacion, huella=aportacion.huella)
    assert list(Aportacion.objects.values_list("pk", "firma", "huella")) == [(comentada.pk, "", "")]
    assert Comentario.objects.count() == 1


def test_the_text_costs_the_same_queries_with_more_comments(elenco: Elenco, parrafo: Parrafo) -> None:
    from django.db import connection

    ruta = f"/consultas/{parrafo.version.consulta.slug}/texto/"

    def consultas() -> int:
        with CaptureQueriesContext(connection) as hechas:
            assert Client().get(ruta).status_code == 200
        return len(hechas)

    comentar(elenco, f"parrafo:{parrafo.pk}")
    pocas = consultas()
    for _n in range(20):
        comentar(elenco, f"parrafo:{parrafo.pk}")
    assert consultas() == pocas


def test_a_hidden_official_answer_is_no_longer_the_first(elenco: Elenco) -> None:
    raiz = elenco.comentario()
    primera = responder_oficialmente(actor=elenco.dario, comentario=raiz, texto="Ya empezó la obra.")
    segunda = responder_oficialmente(actor=elenco.carla, comentario=raiz, texto="Lo vimos ayer.")

    def quien() -> Any:
        raiz.refresh_from_db()
        return raiz.respondida_por

    assert quien() == elenco.institucion
    for fila, despues in ((primera, elenco.osc), (segunda, None)):
        moderar_comentario(
            actor=elenco.gala, comentario=fila, clase="ocultar", causa="ajeno", motivo="No responde."
        )
        assert quien() == despues
    assert raiz.respondida is None
    assert Decision.objects.count() == 2


def test_links_are_blocked_in_the_stl_that_is_chosen(elenco: Elenco) -> None:
    from secretariado.models import Membresia

    Membresia.objects.create(usuario=elenco.gala, rol="moderacion", secretariado=elenco.otro_stl)
    cliente = Client()
    cliente.force_login(elenco.gala, backend=MOTOR)
    pagina = cliente.get("/mesa/moderacion/").content.decode()
    for stl in (elenco.stl, elenco.otro_stl):
        ruta = f"/mesa/moderacion/sitios/{stl.slug}/"
        assert f'action="{ruta}"' in pagina
        cliente.post(ruta, {"dominio": f"{stl.pk}.test", "dias": "30", "motivo": "Propaganda"})
        assert stl.bloqueos.get().valor == f"{stl.pk}.test"


def test_taking_back_a_proposal_deletes_neither_what_others_said_nor_what_moderation_decided(
    elenco: Elenco, parrafo: Parrafo
) -> None:
    """Even where nothing of it was ever shown: hidden before it was published, or still waiting."""
    for estado in ("oculto", "en_revision"):
        aportacion = AportacionF(consulta=parrafo.version.consulta, firma="Vecina")
        espera = comentar(elenco, f"aportacion:{aportacion.pk}", estado="en_revision", publicado=None)
        if estado == "oculto":
            moderar_comentario(
                actor=elenco.gala, comentario=espera, clase="ocultar", causa="insulto", motivo="Insulta."
            )
        retirar_aportacion(aportacion=aportacion, huella=aportacion.huella)
        assert Comentario.objects.get(pk=espera.pk).estado == estado
        aportacion.refresh_from_db()
        assert (aportacion.firma, aportacion.huella) == ("", "")
    assert Decision.objects.count() == 1
    sin_abrir = AportacionF(consulta=parrafo.version.consulta)
    comentar(elenco, f"aportacion:{sin_abrir.pk}", estado="por_confirmar", publicado=None)
    retirar_aportacion(aportacion=sin_abrir, huella=sin_abrir.huella)
    assert not Aportacion.objects.filter(pk=sin_abrir.pk).exists()
    assert not Comentario.objects.filter(asunto=f"aportacion:{sin_abrir.pk}").exists()
