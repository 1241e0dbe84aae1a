"""Reading and writing comments through the pages, without JavaScript."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from fabricas import ComentarioF, Elenco, ParticipanteF, momento

from consultas.models import Comentario, Denuncia, Participante, PoliticaModeracion, Recado

pytestmark = pytest.mark.django_db
MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
TEXTO = "El puente **sigue** cerrado. Véase https://ejemplo.gob.mx/obra"


@pytest.fixture
def ruta(elenco: Elenco) -> str:
    return f"/comentarios/en/compromiso/{elenco.compromiso.clave}/"


@pytest.fixture
def sin_previa(elenco: Elenco) -> None:
    PoliticaModeracion.objects.create(secretariado=elenco.stl, modo="posterior")


@pytest.fixture
def comentar(ruta: str, django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    def hacer(cliente: Client, **datos: str) -> Any:
        base = {"texto": TEXTO, "correo": "rosa@ejemplo.test", "seudonimo": "Rosa del barrio"}
        with django_capture_on_commit_callbacks(execute=True):
            return cliente.post(ruta, {**base, **datos})

    return hacer


def enlace_del_correo(n: int = -1) -> str:
    hallado = re.search(r"https?://[^/]+(/\S+)", str(mail.outbox[n].body))
    assert hallado
    return hallado.group(1)


def confirmar(cliente: Client) -> Any:
    enlace = enlace_del_correo()
    assert cliente.get(enlace).status_code == 200
    return cliente.post(enlace)


def test_a_comment_without_account_waits_for_its_link(
    elenco: Elenco, client: Client, ruta: str, comentar: Any, sin_previa: None
) -> None:
    assert comentar(client).status_code == 302
    comentario = Comentario.objects.get()
    assert comentario.estado == "por_confirmar"
    pagina = client.get(ruta, follow=True).content.decode()
    assert "ejemplo.gob.mx/obra" not in pagina
    assert "Te enviamos un correo" in pagina
    assert mail.outbox[0].to == ["rosa@ejemplo.test"]
    assert confirmar(client).status_code == 302
    comentario.refresh_from_db()
    assert comentario.estado == "visible"
    pagina = client.get(ruta).content.decode()
    assert "<strong>sigue</strong>" in pagina
    assert "Rosa del barrio" in pagina
    assert "rosa@" not in pagina


def test_opening_the_link_alone_publishes_nothing_and_it_works_once(
    elenco: Elenco, client: Client, comentar: Any, sin_previa: None
) -> None:
    comentar(client)
    enlace = enlace_del_correo()
    client.get(enlace)
    client.head(enlace)
    assert Comentario.objects.get().estado == "por_confirmar"
    assert client.post(enlace).status_code == 302
    assert client.post(enlace).status_code == 422
    assert "ya no sirve" in client.get(enlace).content.decode()
    assert client.get("/participacion/enlace/inventado/").status_code == 404


def test_the_address_is_stored_only_hashed_and_encrypted(elenco: Elenco, client: Client, comentar: Any) -> None:
    comentar(client)
    for modelo in (Participante, Comentario, Recado):
        assert "rosa@" not in str(list(modelo.objects.values()))
        assert "127.0.0.1" not in str(list(modelo.objects.values()))
    assert Comentario.objects.get().red


def test_after_the_link_the_same_browser_writes_without_mail(
    elenco: Elenco, client: Client, ruta: str, comentar: Any, sin_previa: None
) -> None:
    comentar(client)
    confirmar(client)
    assert 'name="correo"' not in client.get(ruta).content.decode()
    assert comentar(client, texto="Otra cosa que decir").status_code == 302
    assert Comentario.objects.get(texto="Otra cosa que decir").estado == "visible"
    assert len(mail.outbox) == 1
    otra = Client()
    assert 'name="correo"' in otra.get(ruta).content.decode()


def test_typing_somebody_elses_address_publishes_nothing_in_their_name(
    elenco: Elenco, client: Client, comentar: Any, sin_previa: None
) -> None:
    conocida = ParticipanteF(correo="rosa@ejemplo.test", seudonimo="Rosa")
    comentar(client, seudonimo="Otro nombre")
    conocida.refresh_from_db()
    assert conocida.seudonimo == "Rosa"
    assert Comentario.objects.get().estado == "por_confirmar"
    assert "participante" not in client.session


def test_a_newcomer_is_reviewed_first_unless_the_stl_says_otherwise(
    elenco: Elenco, client: Client, comentar: Any
) -> None:
    comentar(client)
    confirmar(client)
    assert Comentario.objects.get().estado == "en_revision"


def test_the_trap_stores_nothing_and_says_the_same(
    elenco: Elenco, client: Client, ruta: str, comentar: Any
) -> None:
    assert comentar(client, sitio_web="http://spam.test").status_code == 302
    assert not Comentario.objects.exists()
    assert not mail.outbox
    assert "Te enviamos un correo" in client.get(ruta).content.decode()


@pytest.mark.parametrize(
    ("texto", "aviso"),
    [
        ("Llámame al 477 123 45 67", "teléfono"),
        ("Escribe a rosa@correo.mx", "correo"),
        ("https://a.mx https://b.mx https://c.mx https://d.mx www.e.mx", "enlaces"),
        ("x" * 3001, "largo"),
        ("\u200b \u202e", "Escribe"),
    ],
)
def test_what_cannot_be_published_comes_back_with_what_was_typed(
    elenco: Elenco, client: Client, comentar: Any, texto: str, aviso: str
) -> None:
    respuesta = comentar(client, texto=texto)
    assert respuesta.status_code == 422
    assert aviso in respuesta.content.decode()
    assert not Comentario.objects.exists()


def test_with_an_account_neither_name_nor_address_is_shown(
    elenco: Elenco, client: Client, ruta: str, comentar: Any, sin_previa: None
) -> None:
    client.force_login(elenco.ciudadana, backend=MOTOR)
    assert comentar(client).status_code == 302
    fila = Comentario.objects.get()
    assert (fila.estado, fila.cuenta) == ("visible", elenco.ciudadana)
    pagina = Client().get(ruta).content.decode()
    assert "Ciudadana" not in pagina
    assert "Participante " in pagina


def test_replies_are_one_level_and_links_lead_to_the_thread(
    elenco: Elenco, client: Client, sin_previa: None
) -> None:
    raiz = elenco.comentario()
    respuesta = elenco.comentario(responde_a=raiz)
    client.force_login(elenco.ciudadana, backend=MOTOR)
    client.post(f"/comentarios/{raiz.pk}/", {"texto": "De acuerdo"})
    nueva = Comentario.objects.get(texto="De acuerdo")
    assert nueva.responde_a == raiz
    assert client.get(f"/comentarios/{nueva.pk}/").url == f"/comentarios/{raiz.pk}/#c{nueva.pk}"
    pagina = client.get(f"/comentarios/{raiz.pk}/").content.decode()
    assert f'id="c{respuesta.pk}"' in pagina
    assert f'id="c{nueva.pk}"' in pagina


def test_an_official_answer_is_marked_and_counted(elenco: Elenco, client: Client, ruta: str) -> None:
    raiz = elenco.comentario(publicado=momento("2020-07-27"))
    client.force_login(elenco.dario, backend=MOTOR)
    assert "Responder por tu institución" in client.get(ruta).content.decode()
    respuesta = client.post(f"/comentarios/{raiz.pk}/responder/", {"texto": "Empieza en agosto."})
    assert respuesta.status_code == 302
    pagina = Client().get(ruta).content.decode()
    assert "Respuesta oficial" in pagina
    assert f"Respondida por {elenco.institucion} en 4 días" in pagina
    assert "Dario" not in pagina
    assert "respondido por una institución" in Client().get(elenco.compromiso.get_absolute_url()).content.decode()


def test_the_author_corrects_and_deletes_from_the_page(
    elenco: Elenco, client: Client, ruta: str, comentar: Any, sin_previa: None
) -> None:
    comentar(client)
    confirmar(client)
    fila = Comentario.objects.get()
    assert f"/comentarios/{fila.pk}/editar/" in client.get(ruta).content.decode()
    assert client.get(f"/comentarios/{fila.pk}/editar/").status_code == 200
    assert client.post(f"/comentarios/{fila.pk}/editar/", {"texto": "Corregido el puente"}).status_code == 302
    assert "corregido" in client.get(ruta).content.decode()
    for ajena in (Client(), None):
        cliente = ajena or Client()
        if ajena is None:
            cliente.force_login(elenco.alicia, backend=MOTOR)
        assert cliente.post(f"/comentarios/{fila.pk}/editar/", {"texto": "Otra cosa"}).status_code == 403
        assert cliente.post(f"/comentarios/{fila.pk}/borrar/").status_code == 403
    assert client.get(f"/comentarios/{fila.pk}/borrar/").status_code == 200
    assert client.post(f"/comentarios/{fila.pk}/borrar/").status_code == 302
    fila.refresh_from_db()
    assert (fila.estado, fila.texto) == ("retirado", "")
    assert "puente" not in client.get(ruta).content.decode()


def test_anybody_reports_once_a_day_and_nothing_hides(elenco: Elenco, client: Client, ruta: str) -> None:
    fila = elenco.comentario()
    assert client.get(f"/comentarios/{fila.pk}/denunciar/").status_code == 200
    for _vez in range(3):
        respuesta = client.post(f"/comentarios/{fila.pk}/denunciar/", {"causa": "insulto", "detalle": "Mira"})
        assert respuesta.status_code == 302
    assert Denuncia.objects.count() == 1
    assert fila.texto in client.get(ruta).content.decode()
    assert client.post(f"/comentarios/{fila.pk}/denunciar/", {"causa": "porque sí"}).status_code == 422


def test_lists_have_order_and_pages(elenco: Elenco, client: Client, ruta: str) -> None:
    for dia in range(1, 26):
        elenco.comentario(texto=f"Comentario del día {dia:02d}", publicado=momento(f"2020-07-{dia:02d}"))
    recientes = client.get(ruta).content.decode()
    assert "día 25" in recientes
    assert "día 05" not in recientes
    siguiente = re.search(r'href="(\?[^"]*despues=[^"]+)" rel="next"', recientes)
    assert siguiente
    segunda = client.get(ruta + siguiente.group(1).replace("&amp;", "&")).content.decode()
    assert "día 05" in segunda
    assert "día 25" not in segunda
    antiguos = client.get(ruta + "?orden=antiguos").content.decode()
    assert antiguos.index("día 01") < antiguos.index("día 02")
    assert "día 25" not in antiguos
    assert "Ninguna institución" in client.get(ruta + "?orden=respondidos").content.decode()
    assert client.get(ruta + "?orden=nada&despues=%00roto").status_code == 200


def test_a_draft_is_not_commented_nor_its_comments_read(elenco: Elenco, client: Client) -> None:
    secreta = f"/comentarios/en/compromiso/{elenco.secreto.clave}/"
    oculta = ComentarioF(
        asunto=elenco.secreto.asunto, plan=elenco.borrador, secretariado=elenco.stl, texto="Secreto del borrador"
    )
    assert client.get(secreta).status_code == 404
    assert client.post(secreta, {"texto": "Hola a todos", "correo": "a@ejemplo.test"}).status_code == 404
    assert client.get(f"/comentarios/{oculta.pk}/").status_code == 404
    assert "Secreto del borrador" not in client.get("/api/v1/comentarios/").content.decode()


def test_unknown_subjects_do_not_exist(elenco: Elenco, client: Client) -> None:
    for ruta in ("compromiso/NADA-1-01", "plan/GTO-1", "actividad/x", "actividad/9" + "9" * 30, "otra/1"):
        assert client.get(f"/comentarios/en/{ruta}/").status_code == 404


def test_an_activity_has_comments_of_its_own(
    elenco: Elenco, client: Client, comentar: Any, sin_previa: None
) -> None:
    client.force_login(elenco.ciudadana, backend=MOTOR)
    ruta = f"/comentarios/en/actividad/{elenco.actividad.pk}/"
    assert client.post(ruta, {"texto": "¿Cuándo empieza?"}).status_code == 302
    assert "¿Cuándo empieza?" in client.get(ruta).content.decode()
    assert "¿Cuándo empieza?" not in client.get(elenco.compromiso.get_absolute_url()).content.decode()


def test_the_api_gives_the_published_ones_without_addresses(elenco: Elenco, client: Client) -> None:
    visible = elenco.comentario(texto="A la vista de todos")
    for estado in ("oculto", "en_revision", "por_confirmar", "retirado"):
        elenco.comentario(texto=f"Esto está {estado}", estado=estado)
    datos = client.get("/api/v1/comentarios/").json()["resultados"]
    assert [d["id"] for d in datos] == [visible.pk]
    assert datos[0]["seudonimo"] == visible.participante.seudonimo
    assert set(datos[0]) == {
        "id", "asunto", "plan", "secretariado", "responde_a", "oficial", "institucion", "seudonimo", "texto",
        "publicado", "editado", "respondida", "respondida_por",
    }  # fmt: skip
    assert client.get("/api/v1/comentarios/?asunto=compromiso:OTRO").json()["resultados"] == []
    assert client.get("/api/v1/comentarios/?formato=csv").status_code == 200


def test_flooding_is_answered_429_and_a_classroom_still_fits(
    elenco: Elenco, client: Client, ruta: str, sin_previa: None
) -> None:
    client.force_login(elenco.ciudadana, backend=MOTOR)
    estados = [client.post(ruta, {"texto": f"Comentario distinto {n}"}).status_code for n in range(7)]
    assert estados == [302] * 5 + [429] * 2
    assert "Has escrito mucho" in client.post(ruta, {"texto": "Uno más que no"}).content.decode()
    aula = [
        Client().post(ruta, {"texto": f"Opino lo mío {n}", "correo": f"alumna{n}@ejemplo.test"}).status_code
        for n in range(45)
    ]
    assert set(aula) == {302}


def test_nobody_fills_a_mailbox_with_links(elenco: Elenco, client: Client, ruta: str) -> None:
    estados = [
        client.post(ruta, {"texto": f"Cosa número {n}", "correo": "victima@ejemplo.test"}).status_code
        for n in range(6)
    ]
    assert estados == [302] * 4 + [429] * 2
    entradas = [client.post("/participacion/", {"correo": "victima@ejemplo.test"}).status_code for n in range(2)]
    assert entradas == [429] * 2
