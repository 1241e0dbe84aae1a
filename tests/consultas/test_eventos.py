"""Meetings: a place per verified person up to the capacity, a waiting list, counts without small groups, and
photographs that are public only with consent on record."""

import io
from typing import Any

import pytest
from archivos import paquete
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from fabricas import ConsultaF, Elenco, EventoF, momento
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from consultas.conteos import TOTAL, publicables
from consultas.datos_personales import datos_de_correo
from consultas.forms_consultas import EventoForm
from consultas.models import Consulta, ConteoAsistencia, Evento, FotoEvento, Inscripcion, Mesa
from consultas.participantes import enlace_de, huella_de
from consultas.servicios.eventos import guardar_evento
from consultas.servicios.inscripciones import (
    apartar_lugar,
    olvidar_inscripciones,
)
from consultas.servicios.participantes import olvidar_cuenta, olvidar_participante, participante_de_correo
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Archivo, Asiento

MOTOR = "allauth.account.auth_backends.AuthenticationBackend"
NADIE: dict[str, str] = {}


@pytest.fixture
def foro(elenco: Elenco) -> Evento:
    """Announced, before its consultation opens: with two places, on 10 August."""
    consulta = ConsultaF(
        secretariado=elenco.stl, plan=elenco.plan, instrumento="foro", inicio="2020-08-10", cierre="2020-08-10"
    )
    evento: Evento = EventoF(
        consulta=Consulta.objects.get(pk=consulta.pk), nombre="Foro de León", con_registro=True, cupo=2
    )
    return evento


def con_enlace(evento: Evento, correo: str) -> Client:
    cliente = Client()
    ruta = enlace_de(evento.consulta, correo, evento)
    respuesta = cliente.get(ruta[ruta.index("/consultas/") :])
    assert respuesta.url == f"{evento.get_absolute_url()}registro/"
    return cliente


def lugar(evento: Evento, correo: str, **datos: str) -> Inscripcion:
    return apartar_lugar(
        evento=evento,
        huella=huella_de(evento.consulta, correo),
        correo=correo,
        seudonimo="",
        nombre="",
        datos=datos,
    )


@pytest.mark.django_db
def test_a_place_is_asked_for_from_the_announcement_with_a_link_and_without_account(foro: Evento) -> None:
    ajeno = Client()
    assert "Quedan 2 de 2" in ajeno.get(foro.get_absolute_url()).content.decode()
    pedida = ajeno.get(f"{foro.get_absolute_url()}registro/")
    assert pedida.url == f"/consultas/{foro.consulta.slug}/participar/?evento={foro.pk}"
    ajeno.post(pedida.url, {"correo": "ana@ejemplo.test"})
    enlace = next(p for p in mail.outbox[0].body.split() if "/entrar/" in p)
    ajeno.get(enlace[enlace.index("/consultas/") :])
    ruta = f"{foro.get_absolute_url()}registro/"
    otro = ajeno.post(ruta, {"correo": "otra@ejemplo.test"})
    assert "Escribe el mismo correo" in otro.content.decode()
    assert ajeno.post(ruta, {"correo": "Ana@ejemplo.test", "edad": "18_29"}).status_code == 302
    pagina = ajeno.get(ruta).content.decode()
    assert "Tienes lugar" in pagina
    assert "18 a 29" in pagina
    suya = Inscripcion.objects.get()
    assert suya.estado == "dentro"
    assert "ana" not in suya.correo_cifrado
    assert "Quedan 1 de 2" in Client().get(foro.get_absolute_url()).content.decode()
    assert not Asiento.objects.filter(asunto=foro.consulta.asunto).exists()


@pytest.mark.django_db
def test_the_list_waits_and_who_is_next_gets_the_place_and_is_told(
    foro: Evento, django_capture_on_commit_callbacks: Any
) -> None:
    for correo in ("a@ejemplo.test", "b@ejemplo.test", "c@ejemplo.test", "d@ejemplo.test"):
        cliente = con_enlace(foro, correo)
        cliente.post(f"{foro.get_absolute_url()}registro/", {"correo": correo})
    estados = list(Inscripcion.objects.order_by("pk").values_list("estado", flat=True))
    assert estados == ["dentro", "dentro", "espera", "espera"]
    assert "Hay 1 persona antes que tú" in cliente.get(f"{foro.get_absolute_url()}registro/").content.decode()
    mail.outbox.clear()
    primera = con_enlace(foro, "a@ejemplo.test")
    with django_capture_on_commit_callbacks(execute=True):
        primera.post(f"{foro.get_absolute_url()}cancelar/")
    assert Inscripcion.objects.filter(huella=huella_de(foro.consulta, "a@ejemplo.test")).count() == 0
    estados = list(Inscripcion.objects.order_by("pk").values_list("estado", flat=True))
    assert estados == ["dentro", "dentro", "espera"]
    assert [m.to for m in mail.outbox] == [["c@ejemplo.test"]]
    assert f"?evento={foro.pk}" in mail.outbox[0].body
    foro.refresh_from_db()
    assert foro.inscritos == 2


@pytest.mark.django_db
def test_more_places_are_given_in_order_and_fewer_than_taken_are_refused(
    foro: Evento, elenco: Elenco, django_capture_on_commit_callbacks: Any
) -> None:
    for n in range(4):
        lugar(foro, f"p{n}@ejemplo.test")
    datos = {c: getattr(foro, c) for c in ("nombre", "modalidad", "lugar", "inicio", "fin", "con_registro")}
    with pytest.raises(ReglaIncumplida, match="más lugares apartados"):
        guardar_evento(actor=elenco.alicia, consulta=foro.consulta, evento=foro, datos={**datos, "cupo": 1})
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        guardar_evento(actor=elenco.alicia, consulta=foro.consulta, evento=foro, datos={**datos, "cupo": 3})
    assert [m.to for m in mail.outbox] == [["p2@ejemplo.test"]]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        cambio = {**datos, "cupo": 3, "lugar": "Otro auditorio"}
        guardar_evento(actor=elenco.alicia, consulta=foro.consulta, evento=foro, datos=cambio)
    assert len(mail.outbox) == 4
    assert "Otro auditorio" in mail.outbox[0].body
    with pytest.raises(IntegrityError), transaction.atomic():
        Evento.objects.filter(pk=foro.pk).update(inscritos=4)


@pytest.mark.django_db
def test_one_place_per_person_until_it_starts_and_none_in_a_cancelled_one(foro: Evento) -> None:
    assert lugar(foro, "a@ejemplo.test") == lugar(foro, "A+otra@ejemplo.test")
    cliente = con_enlace(foro, "b@ejemplo.test")
    Evento.objects.filter(pk=foro.pk).update(inicio=momento("2020-07-01"))
    tarde = cliente.post(f"{foro.get_absolute_url()}registro/", {"correo": "b@ejemplo.test"})
    assert tarde.status_code == 409
    assert "El encuentro ya empezó" in tarde.content.decode()
    Evento.objects.filter(pk=foro.pk).update(inicio=momento("2020-08-10"), cancelado=True)
    assert cliente.get(f"{foro.get_absolute_url()}registro/").status_code == 409
    assert Inscripcion.objects.count() == 1


@pytest.mark.django_db
def test_the_desk_sees_pseudonyms_and_names_only_of_who_gave_theirs(foro: Evento, elenco: Elenco) -> None:
    ruta = f"{foro.get_absolute_url()}registro/"
    for correo, datos, codigo in (
        ("a@ejemplo.test", {"seudonimo": "Colibrí", "nombre": "Ana Paz"}, 422),
        ("a@ejemplo.test", {"seudonimo": "Colibrí", "nombre": "Ana Paz", "acepta_nombre": "on"}, 302),
        ("b@ejemplo.test", {"seudonimo": "Ajolote", "acepta_nombre": "on"}, 302),
    ):
        assert con_enlace(foro, correo).post(ruta, {"correo": correo, **datos}).status_code == codigo
    mesa = Client()
    mesa.force_login(elenco.alicia, backend=MOTOR)
    pagina = mesa.get(f"/mesa/consultas/{foro.consulta.slug}/eventos/{foro.pk}/inscripciones/").content.decode()
    assert "Ana Paz" in pagina
    assert "Ajolote" in pagina
    assert "a@ejemplo" not in pagina
    assert huella_de(foro.consulta, "a@ejemplo.test") not in pagina
    for publica in (foro.get_absolute_url(), foro.consulta.get_absolute_url(), "/api/v1/eventos/"):
        texto = Client().get(publica).content.decode()
        assert "Ana Paz" not in texto
        assert "Ajolote" not in texto


@pytest.mark.django_db
def test_attendance_is_counted_from_the_list_and_small_groups_are_not_published(
    foro: Evento, elenco: Elenco
) -> None:
    Evento.objects.filter(pk=foro.pk).update(cupo=None)
    foro.refresh_from_db()
    for n in range(12):
        lugar(foro, f"p{n}@ejemplo.test", sexo="mujer" if n < 3 else "hombre")
    mesa = Client()
    mesa.force_login(elenco.alicia, backend=MOTOR)
    ruta = f"/mesa/consultas/{foro.consulta.slug}/eventos/{foro.pk}/inscripciones/"
    todas = list(Inscripcion.objects.values_list("pk", flat=True))
    assert "Quiénes vienen, sumados" not in mesa.get(ruta).content.decode(), "sums that grow by one tell of one"
    assert "haya empezado" in mesa.post(ruta, {"presente": todas}).content.decode()
    Evento.objects.filter(pk=foro.pk).update(inicio=momento("2020-07-30"))
    assert "menos de cinco" in mesa.get(ruta).content.decode()
    assert mesa.post(ruta, {"presente": todas}).status_code == 302
    otra_vez = mesa.post(ruta, {"presente": todas[1:]})
    assert otra_vez.status_code == 422
    assert "La asistencia ya se contó" in otra_vez.content.decode()
    conteos = {(c.dimension, c.grupo): (c.personas, c.publicas) for c in ConteoAsistencia.objects.all()}
    assert conteos == {
        ("total", ""): (12, 12),
        ("sexo", "Mujer"): (3, None),
        ("sexo", "Hombre"): (9, None),
    }
    pagina = Client().get(foro.get_absolute_url()).content.decode()
    assert pagina.count("no se publica") == 2
    filas = Client().get("/api/v1/asistencia/").json()["resultados"]
    assert {f["grupo"]: f["personas"] for f in filas} == {"": 12, "Mujer": None, "Hombre": None}
    assert Inscripcion.objects.filter(asistio=True).count() == 12
    with pytest.raises(IntegrityError), transaction.atomic():
        ConteoAsistencia.objects.filter(grupo="Mujer").update(publicas=3)


@pytest.mark.django_db
def test_who_has_no_account_sees_their_places_and_is_forgotten_with_them(foro: Evento) -> None:
    correo = "vecina@ejemplo.test"
    suya = lugar(foro, correo)
    lugar(foro, "otra@ejemplo.test")
    Inscripcion.objects.filter(pk=suya.pk).update(nombre="Ana Paz")
    yo = participante_de_correo(correo=correo)
    assert [f["nombre"] for f in datos_de_correo(correo)["lugares tuyos en eventos"]] == ["Ana Paz"]
    olvidar_participante(actor=yo, participante=yo, textos=True)
    assert [i.huella for i in Inscripcion.objects.all()] == [huella_de(foro.consulta, "otra@ejemplo.test")]
    foro.refresh_from_db()
    assert foro.inscritos == 1


@pytest.mark.django_db
def test_once_it_started_the_place_counts_and_says_nothing_of_who_was_forgotten(foro: Evento) -> None:
    correo = "vecina@ejemplo.test"
    suya = lugar(foro, correo)
    Inscripcion.objects.filter(pk=suya.pk).update(nombre="Ana Paz")
    Evento.objects.filter(pk=foro.pk).update(inicio=momento("2020-07-30"))
    yo = participante_de_correo(correo=correo)
    olvidar_participante(actor=yo, participante=yo, textos=True)
    suya.refresh_from_db()
    assert (suya.nombre, suya.correo_cifrado) == ("", "")
    assert suya.huella != huella_de(foro.consulta, correo)


@given(
    st.lists(st.integers(0, 12), min_size=1, max_size=3),
    st.lists(st.integers(0, 12), max_size=3),
    st.integers(0, 8),
)
def test_no_attendance_table_nor_pair_of_them_gives_back_a_group_under_five(
    sexo: list[int], sector: list[int], sin_dato: int
) -> None:
    """Whoever subtracts what is printed of each dimension from the total, and one dimension from the other, is
    left with at least two explanations of every small group."""
    total = max(sum(sexo), sum(sector)) + sin_dato
    conteos = [("total", "", total), *(("sexo", f"s{n}", v) for n, v in enumerate(sexo))]
    conteos += [("sector", f"c{n}", v) for n, v in enumerate(sector)]
    publicos = publicables(conteos)
    for d, g, n in conteos:
        assert publicos[d, g] in (None, n)
        assert publicos[d, g] is None or not 0 < n < 5
    for dimension, valores in (("sexo", sexo), ("sector", sector)):
        ocultos = [n for (d, g, n) in conteos if d == dimension and publicos[d, g] is None]
        resto = total - sum(valores)
        if not ocultos or publicos[TOTAL] is None:
            continue
        # What is hidden and who said nothing are one sum: never of one group alone, and never under five.
        partes = [*ocultos, resto] if resto else ocultos
        assert len(partes) > 1 or resto == 0, (conteos, publicos)
        assert sum(partes) >= 5 or sum(valores) == 0, (conteos, publicos)


@pytest.mark.django_db
def test_addresses_go_when_it_starts_names_a_month_later_and_both_with_the_account(
    foro: Evento, elenco: Elenco
) -> None:
    lugar(foro, elenco.ciudadana.correo)
    lugar(foro, "b@ejemplo.test")
    espera = lugar(foro, "c@ejemplo.test")
    olvidar_cuenta(usuario=elenco.ciudadana)
    espera.refresh_from_db()
    assert espera.estado == "dentro"
    Inscripcion.objects.update(nombre="Alguien")
    olvidar_inscripciones()
    assert Inscripcion.objects.filter(correo_cifrado="").count() == 0
    Evento.objects.filter(pk=foro.pk).update(inicio=momento("2020-07-30"))
    olvidar_inscripciones()
    assert Inscripcion.objects.filter(correo_cifrado="", nombre="Alguien").count() == 2
    Evento.objects.filter(pk=foro.pk).update(inicio=momento("2020-06-01"))
    olvidar_inscripciones()
    assert Inscripcion.objects.filter(nombre="").count() == 2


def imagen(color: str = "red") -> bytes:
    """A JPEG that says where it was taken."""
    salida = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CAMARA-SECRETA"
    Image.new("RGB", (64, 48), color).save(salida, "JPEG", exif=exif)
    return salida.getvalue()


@pytest.mark.django_db
def test_a_photograph_is_public_only_while_consent_is_on_record_and_says_nothing_of_its_camera(
    foro: Evento, elenco: Elenco
) -> None:
    mesa = Client()
    mesa.force_login(elenco.alicia, backend=MOTOR)
    ruta = f"/mesa/consultas/{foro.consulta.slug}/eventos/{foro.pk}/fotos/"
    sin_texto = mesa.post(ruta, {"archivo": SimpleUploadedFile("f.jpg", imagen()), "texto_alternativo": " "})
    assert sin_texto.status_code == 422
    datos = {"archivo": SimpleUploadedFile("f.jpg", imagen()), "texto_alternativo": "Una mesa con seis personas"}
    assert mesa.post(ruta, datos).status_code == 302
    foto = FotoEvento.objects.get()
    assert Archivo.objects.count() == 1, "lo que se envió no se guarda"
    assert b"CAMARA" not in foto.archivo.contenido.read()
    assert "Una mesa con seis" not in Client().get(foro.get_absolute_url()).content.decode()
    assert Client().get(foto.get_absolute_url()).status_code == 404
    assert mesa.get(foto.get_absolute_url()).status_code == 200
    assert Client().get("/api/v1/fotos-de-eventos/").json()["resultados"] == []
    forma = {f"f{foto.pk}-texto_alternativo": "Una mesa", f"f{foto.pk}-consentimiento": "personas"}
    mesa.post(f"/mesa/fotos/{foto.pk}/", forma)
    assert 'alt="Una mesa"' in Client().get(foro.get_absolute_url()).content.decode()
    respuesta = Client().get(foto.get_absolute_url())
    assert (respuesta.status_code, respuesta["Content-Type"]) == (200, "image/jpeg")
    assert len(Client().get("/api/v1/fotos-de-eventos/").json()["resultados"]) == 1
    mesa.post(f"/mesa/fotos/{foto.pk}/", {**forma, f"f{foto.pk}-consentimiento": ""})
    assert Client().get(foto.get_absolute_url()).status_code == 404
    mesa.post(f"/mesa/fotos/{foto.pk}/", {"quitar": "1"})
    assert (FotoEvento.objects.count(), Archivo.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nombre", "contenido"),
    [
        ("f.jpg", b"<script>alert(1)</script>"),
        ("f.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("f.php.jpg", imagen()),
        ("f.png", imagen()),
        ("f.jpg", imagen() + paquete({"a.txt": b"hola"})),
        ("f.txt", b"Hola, esto es un texto."),
        ("f.pdf", b"%PDF-1.4 no"),
    ],
)
def test_what_is_not_an_honest_image_is_not_kept(
    foro: Evento, elenco: Elenco, nombre: str, contenido: bytes
) -> None:
    mesa = Client()
    mesa.force_login(elenco.alicia, backend=MOTOR)
    datos = {"archivo": SimpleUploadedFile(nombre, contenido), "texto_alternativo": "Una mesa"}
    respuesta = mesa.post(f"/mesa/consultas/{foro.consulta.slug}/eventos/{foro.pk}/fotos/", datos)
    assert respuesta.status_code == 422
    assert (FotoEvento.objects.count(), Archivo.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_draft_has_no_places_and_no_page(elenco: Elenco) -> None:
    evento = EventoF(consulta=ConsultaF(secretariado=elenco.stl, publicada_en=None), con_registro=True)
    assert Client().get(evento.get_absolute_url()).status_code == 404
    assert Client().get(f"{evento.get_absolute_url()}registro/").status_code == 404
    with pytest.raises(ReglaIncumplida):
        lugar(evento, "a@ejemplo.test")


def test_what_a_table_left_in_a_draft_plan_is_named_only_to_who_may_read_it(elenco: Elenco, foro: Evento) -> None:
    mesa = Mesa.objects.create(evento=foro, orden=1, tema="Obra pública")
    mesa.compromisos.set([elenco.compromiso, elenco.secreto])
    paginas = (foro.get_absolute_url(), foro.consulta.get_absolute_url())
    for pagina in paginas:
        html = Client().get(pagina).content.decode()
        assert elenco.compromiso.clave in html
        assert elenco.secreto.clave not in html
    alicia = Client()
    alicia.force_login(elenco.alicia, MOTOR)
    for pagina in paginas:
        assert elenco.secreto.clave in alicia.get(pagina).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("personas", ["²", "9" * 30, "-3", "cuatro"])
def test_a_count_that_is_no_number_of_people_says_its_line(personas: str) -> None:
    form = EventoForm({"nombre": "Mesa", "modalidad": "presencial", "conteos": f"Total | {personas}"})
    assert list(form.errors) == ["conteos"]
    assert f"Total | {personas}" in form.errors["conteos"][0]
