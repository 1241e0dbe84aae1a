"""The review on the desk, without JavaScript and with it."""

import io
import re
from copy import deepcopy
from html import unescape
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from compromisos.importacion.documento import Documento
from compromisos.importacion.limites import DocumentoIlegible
from compromisos.importacion.revision import secciones
from compromisos.models import Compromiso, Importacion, Plan
from compromisos.servicios import importaciones
from compromisos.servicios.importacion import guardar_documento
from compromisos.servicios.importaciones import leer_importacion
from pal_portal.cimientos import presencia
from pal_portal.cimientos.fechas import ahora

TEXTO = """Compromiso 1. Agua para todas

Problema: En el municipio no se sabe cuánta agua se extrae de los pozos.

Responsable: Secretaría del Agua

ODS: meta 216.6

Compromiso 2. Presupuesto abierto

Problema: El presupuesto del estado se publica en formatos que nadie puede leer.

Bibliografía



Véase el anexo."""


@pytest.fixture
def mesa(elenco: Any, client: Client) -> Client:
    client.force_login(elenco.alicia, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def subir(mesa: Client, elenco: Any, cuerpo: bytes = TEXTO.encode(), nombre: str = "plan.txt") -> Any:
    archivo = SimpleUploadedFile(nombre, cuerpo)
    return mesa.post("/mesa/importar/", {"secretariado": elenco.stl.pk, "archivo": archivo})


@pytest.fixture
def fila(mesa: Client, elenco: Any) -> Importacion:
    subir(mesa, elenco)
    unica = Importacion.objects.get()
    leer_importacion(unica.pk)
    return Importacion.objects.get()


def campos(html: str) -> dict[str, str]:
    """What the form of a section would send, untouched."""
    return {"visto": re.search(r'name="visto" id="visto" value="([^"]+)"', html)[1]}  # type: ignore[index]


def test_from_the_file_to_the_draft_through_the_pages(mesa: Client, elenco: Any) -> None:
    respuesta = subir(mesa, elenco)
    fila = Importacion.objects.get()
    assert respuesta.url == fila.get_absolute_url()
    esperando = mesa.get(respuesta.url)
    assert "En cola" in esperando.text
    assert 'http-equiv="refresh"' in esperando.text
    leer_importacion(fila.pk)
    resumen = mesa.get(respuesta.url).text
    assert "Agua para todas" in resumen
    assert "no se supo dónde poner" in resumen
    assert mesa.post(f"{respuesta.url}aceptar/").status_code == 302
    hecho = mesa.post(f"{respuesta.url}crear/")
    plan = Plan.objects.get(clave="GTO-3")
    assert hecho.url == plan.get_absolute_url()
    assert "De este documento salió un plan" in mesa.get(respuesta.url).text
    assert "ya se había subido" in mesa.get(subir(mesa, elenco).url).text
    assert Plan.objects.filter(clave__startswith="GTO-").count() == 3


def test_a_section_shows_values_their_origin_and_the_text_marked(mesa: Client, fila: Importacion) -> None:
    html = mesa.get(f"{fila.get_absolute_url()}revisar/c1/").text
    assert "Lo que dice" in html
    assert re.search(r"<mark>[^<]*cuánta agua", html)
    assert "216.6" in html
    for seccion in ("plan", "secretariado", "c2"):
        assert mesa.get(f"{fila.get_absolute_url()}revisar/{seccion}/").status_code == 200
    for seccion in ("c3", "c0", "nada"):
        assert mesa.get(f"{fila.get_absolute_url()}revisar/{seccion}/").status_code == 404


def test_resolving_a_doubt_goes_to_the_next(mesa: Client, fila: Importacion) -> None:
    from compromisos.views.importar_seccion import siguiente_duda

    ruta, vistas = siguiente_duda(fila), []
    while ruta:
        pagina = ruta.partition("#")[0]
        html = mesa.get(pagina).text
        ancla = ruta.partition("#")[2]
        assert f'id="{ancla}"' in html
        vistas.append(ancla)
        boton = re.search(rf'id="{ancla}".*?name="resolver" value="([^"]+)"', html, re.DOTALL)
        respuesta = mesa.post(pagina, {**campos(html), "resolver": boton[1], "revisado": marcadas(html)})  # type: ignore[index]
        ruta = respuesta.url if "#" in respuesta.url else ""
    assert len(vistas) == len(set(vistas)) >= 3
    fila.refresh_from_db()
    assert siguiente_duda(fila) == ""


def marcadas(html: str) -> list[str]:
    return re.findall(r'name="revisado" value="([^"]+)" checked', html)


def test_two_people_on_the_same_field(mesa: Client, fila: Importacion) -> None:
    ruta = f"{fila.get_absolute_url()}revisar/c1/"
    viejo = campos(mesa.get(ruta).text)
    assert mesa.post(ruta, {**viejo, "compromisos/0/nombre": "De Alicia"}).status_code == 302
    choque = mesa.post(ruta, {**viejo, "compromisos/0/nombre": "De Berta"})
    assert choque.status_code == 422
    assert "«De Alicia»" in choque.text
    assert "De Berta" in choque.text
    assert mesa.post(ruta, {**campos(choque.text), "compromisos/0/nombre": "De Berta"}).status_code == 302
    fila.refresh_from_db()
    assert fila.borrador["datos"]["compromisos"][0]["nombre"] == "De Berta"


def test_an_error_keeps_what_was_typed_and_marked(mesa: Client, fila: Importacion) -> None:
    ruta = f"{fila.get_absolute_url()}revisar/c1/"
    respuesta = mesa.post(
        ruta,
        {
            **campos(mesa.get(ruta).text),
            "compromisos/0/numero": "uno",
            "compromisos/0/problema": "Lo que escribí",
            "revisado": ["compromisos/0/nombre"],
        },
    )
    assert respuesta.status_code == 422
    assert "Lo que escribí" in respuesta.text
    assert 'aria-invalid="true"' in respuesta.text
    assert "compromisos/0/nombre" in marcadas(respuesta.text)
    fila.refresh_from_db()
    assert fila.version == 0


def test_saving_as_one_goes_answers_a_fragment_with_the_new_state(mesa: Client, fila: Importacion) -> None:
    ruta = f"{fila.get_absolute_url()}revisar/c1/"
    datos = campos(mesa.get(ruta).text)
    respuesta = mesa.post(ruta, {**datos, "compromisos/0/nombre": "Otro"}, headers={"HX-Request": "true"})
    assert "<html" not in respuesta.text
    assert "Guardado: " in respuesta.text
    nuevo = campos(respuesta.text)
    assert nuevo != datos
    respuesta = mesa.post(ruta, {**nuevo, "compromisos/0/fecha_fin": "ayer"}, headers={"HX-Request": "true"})
    assert "No se guardó" in respuesta.text
    assert mesa.post(ruta, {"visto": "falso"}, headers={"HX-Request": "true"}).status_code == 200


def test_rows_are_added_and_removed_from_the_page(mesa: Client, fila: Importacion) -> None:
    ruta = f"{fila.get_absolute_url()}revisar/c1/"
    respuesta = mesa.post(ruta, {**campos(mesa.get(ruta).text), "agregar": "compromisos/0/actividades"})
    assert respuesta.url.endswith("#compromisos-0-actividades-0")
    html = mesa.get(ruta).text
    assert 'name="compromisos/0/actividades/0/nombre"' in html
    mesa.post(ruta, {**campos(html), "quitar": "compromisos/0/actividades/0"})
    html = mesa.get(ruta).text
    assert 'name="restaurar" value="compromisos/0/actividades/0"' in html
    assert mesa.post(f"{fila.get_absolute_url()}agregar/").url.endswith("/revisar/c3/")
    assert mesa.get(f"{fila.get_absolute_url()}revisar/c3/").status_code == 200


def test_texts_without_place_are_settled_on_their_page(mesa: Client, fila: Importacion) -> None:
    ruta = f"{fila.get_absolute_url()}sin-clasificar/"
    assert "Véase el anexo." in mesa.get(ruta).text
    n = next(i for i, s in enumerate(fila.borrador["sin_clasificar"]) if "anexo" in s["texto"])
    mesa.post(ruta, {"indice": n, "que": "colocar", "ruta": "plan/antecedentes"})
    for malo in ({}, {"indice": "x", "ruta": "plan/titulo"}, {"indice": "9" * 30, "que": "descartar"}):
        assert mesa.post(ruta, malo).status_code == 302
    assert "Se colocó en el plan" in mesa.get(ruta).text
    mesa.post(f"{fila.get_absolute_url()}crear/")
    assert Plan.objects.get(clave="GTO-3").antecedentes.endswith("Véase el anexo.")


def test_a_bad_file_is_told_beside_its_field_and_makes_nothing(mesa: Client, elenco: Any) -> None:
    for cuerpo, nombre in ((b"", "a.txt"), (b"PK\x03\x04", "a.docx"), (b"x", "a.exe"), (b"%PDF-1.4", "a.pdf")):
        respuesta = subir(mesa, elenco, cuerpo, nombre)
        assert respuesta.status_code == 422, nombre
        assert 'id="id_archivo_error"' in respuesta.text
    assert not Importacion.objects.exists()
    assert Compromiso.objects.filter(plan__clave="GTO-3").count() == 0


@pytest.mark.parametrize(
    ("cuerpo", "nombre", "dice"),
    [
        (b"\x89PNG\r\n\x1a\nrota", "plan.png", "es una imagen"),
        (b"\xff\xd8\xff\xe0rota", "plan.pdf", "es una imagen"),
        (b"\x00\x00\x00\x18ftypheic", "plan.heic", "es una imagen"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "plan.doc", "anterior a 2007"),
        (b"{\\rtf1 Plan}", "plan.rtf", "RTF"),
        (b"PK\x03\x04", "plan.pptx", "No se reconoce el tipo de archivo"),
        (b"MZ\x90\x00", "plan", "No se reconoce el tipo de archivo"),
    ],
)
def test_what_is_no_document_is_told_at_the_door_what_to_send(
    mesa: Client, elenco: Any, cuerpo: bytes, nombre: str, dice: str
) -> None:
    respuesta = subir(mesa, elenco, cuerpo, nombre)
    assert respuesta.status_code == 422
    assert dice in respuesta.text
    assert "PowerPoint" not in respuesta.text, "those are evidence, not plans"
    assert not Importacion.objects.exists()


def test_a_document_that_cannot_be_read_says_what_to_do(mesa: Client, elenco: Any) -> None:
    ruta = subir(mesa, elenco, b"Receta de mole con chiles y especias. " * 20).url
    leer_importacion(Importacion.objects.get().pk)
    html = mesa.get(ruta).text
    assert "Compromiso 1" in html
    assert "No se creó ningún plan" in html
    assert html.index("Subir otro archivo") < html.index("Intentar de nuevo"), "el mismo archivo volvería a fallar"
    assert mesa.get(f"{ruta}estado/").text.count("No se pudo leer") == 1
    assert mesa.post(f"{ruta}reintentar/").status_code == 302
    assert mesa.post(f"{ruta}cancelar/").status_code == 302
    assert "Se dejó de lado" in mesa.get(ruta).text
    assert mesa.get(f"{ruta}revisar/plan/").status_code == 302
    assert mesa.get(f"{ruta}original/").getvalue().startswith(b"Receta")


def test_a_secretariat_of_others_cannot_be_chosen(mesa: Client, elenco: Any) -> None:
    archivo = SimpleUploadedFile("plan.txt", TEXTO.encode())
    respuesta = mesa.post("/mesa/importar/", {"secretariado": elenco.otro_stl.pk, "archivo": archivo})
    assert respuesta.status_code == 422
    assert not Importacion.objects.exists()


def test_the_same_queries_for_few_and_many_imports(
    mesa: Client, elenco: Any, fila: Importacion, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(12):
        mesa.get("/mesa/importar/")
    with django_assert_max_num_queries(10):
        mesa.get(f"{fila.get_absolute_url()}revisar/c1/")


def pdf(paginas: int, clave: str = "") -> bytes:
    documento, salida = pikepdf.new(), io.BytesIO()
    for _ in range(paginas):
        documento.add_blank_page()
    documento.save(salida, encryption=pikepdf.Encryption(owner=clave, user=clave) if clave else False)
    return salida.getvalue()


def test_a_ciphered_file_and_a_heavy_one_are_refused_at_the_door(mesa: Client, elenco: Any, settings: Any) -> None:
    assert "contraseña" in subir(mesa, elenco, pdf(1, "secreta"), "a.pdf").text
    settings.SUBIDA_MAXIMA_MB = 0
    assert "pesa más de" in subir(mesa, elenco, pdf(3), "b.pdf").text
    assert not Importacion.objects.exists()


@pytest.mark.parametrize(
    ("cuerpo", "nombre", "dice"),
    [
        (lambda: pdf(2000), "a.pdf", "2000 páginas"),
        (lambda: pdf(2), "a.pdf", "escaneada"),
        (lambda: b"The government will open the data of the police and of the schools. " * 20, "a.txt", "español"),
        (lambda: b'{"otra": "cosa"}', "a.json", "exportación de este portal"),
    ],
)
def test_what_cannot_be_a_plan_is_told_on_its_page_and_leaves_no_plan(
    mesa: Client, elenco: Any, cuerpo: Any, nombre: str, dice: str
) -> None:
    antes = Plan.objects.count(), Compromiso.objects.count()
    ruta = subir(mesa, elenco, cuerpo(), nombre).url
    leer_importacion(Importacion.objects.get().pk)
    assert dice in mesa.get(ruta).text
    assert mesa.post(f"{ruta}crear/").url == ruta
    assert (Plan.objects.count(), Compromiso.objects.count()) == antes


_COMPLETO: dict[str, Any] = {
    "plan": {"titulo": "Plan"},
    "secretariado": {"integrantes": [{"institucion": "uno", "papel": "integrante"}]},
    "instituciones": [{"codigo": "uno", "nombre": "Uno"}],
    "ejes": [{"numero": "1", "nombre": "Agua"}],
    "dudas": [{"campo": "plan", "texto_original": "", "nota": "¿?"}],
    "compromisos": [
        {
            "nombre": "A",
            "eje": "1",
            "alineaciones": [{"marco": "ods", "clave": "16.6"}],
            "dudas": [{"campo": "problema", "texto_original": "x", "nota": "¿?"}],
            "acciones": [{"numero": 1, "nombre": "Acción", "actividades": [{"numero": 1, "nombre": "Hacer"}]}],
            "actividades": [{"numero": 1, "nombre": "Hacer", "fecha_inicio": "2020-01-01"}],
            "indicadores": [{"nombre": "Cuántos", "meta": "3"}],
            "responsables": [{"institucion": "uno", "papel": "responsable"}],
        }
    ],
}


def _variantes() -> list[Any]:
    """The complete draft with one value changed for another of a kind that nobody expects, or taken out."""
    rutas: list[tuple[Any, ...]] = []

    def andar(valor: Any, ruta: tuple[Any, ...]) -> None:
        hijos = valor.items() if isinstance(valor, dict) else enumerate(valor) if isinstance(valor, list) else ()
        for paso, hijo in hijos:
            rutas.append((*ruta, paso))
            andar(hijo, (*ruta, paso))

    andar(_COMPLETO, ())
    variantes = []
    for ruta in rutas:
        for raro in (None, 7, "<script>", [{"a": {}}], {}, "quitado"):
            copia = deepcopy(_COMPLETO)
            dueno = copia
            for paso in ruta[:-1]:
                dueno = dueno[paso]
            if raro == "quitado":
                del dueno[ruta[-1]]
            else:
                dueno[ruta[-1]] = raro
            variantes.append(("/".join(map(str, ruta)), raro, copia))
    return variantes


def test_a_structured_file_of_any_shape_breaks_no_page(mesa: Client, elenco: Any) -> None:
    """It is refused as foreign, or every page of its review answers and so does making the plan."""
    mesa.raise_request_exception = False
    malas = []
    for ruta, raro, datos in [("", "", _COMPLETO), *_variantes()]:
        try:
            borrador = importaciones._comprendido(Documento((), "json", datos=datos), "GTO")
        except DocumentoIlegible:
            assert ruta, "the complete one is ours"
            continue
        fila = Importacion(secretariado=elenco.stl, nombre="plan.json", borrador=borrador, estado="en_revision")
        with transaction.atomic():
            fila.archivo = guardar_documento(b"{}", "plan.json")
            fila.creado, fila.subido_por = ahora(), elenco.alicia
            fila.save()
            base = fila.get_absolute_url()
            paginas = ["", *(f"revisar/{s}/" for s in secciones(borrador["datos"])), "sin-clasificar/"]
            estados = {p: mesa.get(base + p).status_code for p in paginas}
            estados |= {p: mesa.post(base + p).status_code for p in ("aceptar/", "agregar/", "crear/")}
            malas += [(ruta, raro, p, e) for p, e in estados.items() if e not in (200, 302)]
            transaction.set_rollback(True)
    assert malas == []


def test_a_section_of_very_many_activities_is_reviewed_in_parts_without_loss(mesa: Client, elenco: Any) -> None:
    lineas = "\n\n".join(f"{n}. Instalar el medidor número {n} (marzo de 2023)" for n in range(1, 401))
    subir(mesa, elenco, f"Compromiso 1. Agua\n\nProblema: No se mide.\n\nActividades:\n\n{lineas}".encode())
    fila = Importacion.objects.get()
    leer_importacion(fila.pk)
    fila.refresh_from_db()
    assert len(fila.borrador["datos"]["compromisos"][0]["actividades"]) == 400
    ruta, vistas = reverse("importacion_seccion", args=[fila.pk, "c1"]), set()
    for tramo in range(1, 12):
        html = mesa.get(f"{ruta}?tramo={tramo}").text
        nombres = re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', html)
        assert len(nombres) < 1000
        vistas |= {n for n in nombres if n.endswith("/nombre") and "/actividades/" in n}
    assert len(vistas) == 400
    ultima = "compromisos/0/actividades/399/nombre"
    html = mesa.get(f"{ruta}?tramo=11").text
    marcado = next(iter(re.findall(r'name="revisado" value="([^"]+)"', html)), "")
    datos = campos(html) | {ultima: "Instalar el último", "guardar": "1", "revisado": marcado}
    respuesta = mesa.post(f"{ruta}?tramo=11", datos)
    assert (respuesta.status_code, respuesta.url) == (302, f"{ruta}?tramo=11")
    assert mesa.post(f"{ruta}?tramo=1", campos(mesa.get(ruta).text) | {"siguiente": "1"}).url == f"{ruta}?tramo=2"
    fila.refresh_from_db()
    filas = fila.borrador["datos"]["compromisos"][0]["actividades"]
    assert [filas[0]["nombre"], filas[399]["nombre"]] == ["Instalar el medidor número 1", "Instalar el último"]
    assert marcado in fila.decisiones  # saving another part does not take marks back


def lo_que_envia_la_pagina(html: str) -> dict[str, Any]:
    """Every field of the form of a section as a browser sends it, untouched."""
    datos: dict[str, Any] = {**campos(html), "revisado": marcadas(html)}
    for etiqueta, nombre in re.findall(r"(<(?:input|textarea|select)[^>]* name=\"([^\"]+/[^\"]+)\"[^>]*>)", html):
        resto = html[html.index(etiqueta) + len(etiqueta) :]
        if etiqueta.startswith("<textarea"):
            valor = resto.partition("</textarea>")[0]
        elif etiqueta.startswith("<select"):
            elegida = re.search(r'value="([^"]*)" selected', resto.partition("</select>")[0])
            valor = elegida[1] if elegida else ""
        else:
            valor = re.search(r'value="([^"]*)"', etiqueta)[1]  # type: ignore[index]
        datos[nombre] = unescape(valor)
    return datos


def test_saving_as_one_goes_does_not_put_back_what_another_changed(mesa: Client, fila: Importacion) -> None:
    """Two pages open: what the second changed stays, however many times the first saves without having seen it."""
    ruta, htmx = f"{fila.get_absolute_url()}revisar/c1/", {"HX-Request": "true"}
    de_alicia = lo_que_envia_la_pagina(mesa.get(ruta).text)
    de_berta = lo_que_envia_la_pagina(mesa.get(ruta).text)
    mirado = next(r for r in fila.borrador["origenes"] if r.startswith("compromisos/0/"))
    mesa.post(ruta, {**de_berta, "compromisos/0/problema": "De Berta", "revisado": [mirado]}, headers=htmx)
    for nombre in ("Uno", "Dos", "Tres"):
        de_alicia["compromisos/0/nombre"] = nombre
        respuesta = mesa.post(ruta, de_alicia, headers=htmx)
        assert "Guardado" in respuesta.text
        assert "Otra persona cambió: Problema" in respuesta.text
        de_alicia |= campos(respuesta.text)
    fila.refresh_from_db()
    compromiso = fila.borrador["datos"]["compromisos"][0]
    assert (compromiso["nombre"], compromiso["problema"]) == ("Tres", "De Berta")
    assert mirado in fila.decisiones
    de_alicia["compromisos/0/problema"] = "De Alicia"
    assert "«De Berta»" in mesa.post(ruta, de_alicia, headers=htmx).text


def test_each_doubt_stands_where_what_it_doubts_does(mesa: Client, elenco: Any) -> None:
    """In its part of a long section, and beside the row that it quotes."""
    lineas = "\n\n".join(f"{n}. Instalar el medidor número {n} (marzo de 2023)" for n in range(1, 101))
    texto = f"Compromiso 1. Agua\n\nProblema: No se mide.\n\nActividades:\n\n{lineas}\n\n101. Cerrar el proyecto"
    subir(mesa, elenco, texto.encode())
    fila = Importacion.objects.get()
    leer_importacion(fila.pk)
    fila.refresh_from_db()
    dudas = fila.borrador["datos"]["compromisos"][0]["dudas"]
    n = next(i for i, d in enumerate(dudas) if d["texto_original"] == "Cerrar el proyecto")
    ruta = reverse("importacion_seccion", args=[fila.pk, "c1"])
    ancla = f'id="compromisos-0-dudas-{n}"'
    en = [t for t in (1, 2, 3) if ancla in mesa.get(f"{ruta}?tramo={t}").text]
    assert en == [3]
    html = mesa.get(f"{ruta}?tramo=3").text
    assert 0 < html.index(ancla) - html.index('id="compromisos-0-actividades-100"') < 300
    boton = {"resolver": f"compromisos/0/dudas/{n}", "revisado": []}
    mesa.post(f"{ruta}?tramo=3", {**campos(html), **boton})
    fila.refresh_from_db()
    assert f"compromisos/0/dudas/{n}" in fila.decisiones


def test_who_else_is_there_is_told(
    mesa: Client, elenco: Any, fila: Importacion, monkeypatch: pytest.MonkeyPatch
) -> None:
    otra = elenco._persona("berta", "facilitacion", secretariado=elenco.stl)
    de_berta = Client()
    de_berta.force_login(otra, backend="allauth.account.auth_backends.AuthenticationBackend")
    base = fila.get_absolute_url()
    assert "También aquí" not in de_berta.get(f"{base}revisar/c1/").text
    assert "en este mismo apartado" in mesa.get(f"{base}revisar/c1/").text
    assert "1. Agua para todas" in re.search(r'id="presentes".*?</p>', mesa.get(base).text, re.DOTALL)[0]  # type: ignore[index]
    fragmento = mesa.get(f"{base}presentes/?seccion=c2").text
    assert str(otra) in fragmento
    firma = re.search(r"antes=(\w+)", fragmento)[1]  # type: ignore[index]
    assert mesa.get(f"{base}presentes/?seccion=c2&antes={firma}").status_code == 204
    monkeypatch.setattr(presencia, "VIGENCIA", -1)
    assert "También aquí" not in mesa.get(base).text
