"""The report of a consultation: accessible and archival, the API's rows as of its cut-off, and nobody's data."""

import csv
import hashlib
import io
import re
import shutil
import subprocess
from datetime import date
from typing import Any

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from fabricas import AportacionF, ConsultaF, Elenco, EventoF, momento, pregunta
from revisor_pdf import revisar

from compromisos.models import Informe
from compromisos.servicios.informes import barrer_informes, generar_informe
from consultas.informes.emitir import emitir
from consultas.models import Consulta, Participacion, Respuesta
from consultas.servicios.eventos import Conteo as ConteoNuevo
from consultas.servicios.eventos import escribir_conteos
from consultas.servicios.informes import solicitar_de_consulta
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.pdf import hay_pango

pytestmark = pytest.mark.django_db
CORTE = date(2020, 7, 31)


@pytest.fixture(autouse=True)
def encoladas(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    llamadas: list[Any] = []
    monkeypatch.setattr("compromisos.servicios.informes.encolar", lambda *args: llamadas.append(args))
    return llamadas


@pytest.fixture
def propuestas(elenco: Elenco) -> Consulta:
    """Three contributions: one answered before the cut-off, one after it, one waiting; and a small meeting."""
    consulta: Consulta = ConsultaF(secretariado=elenco.stl, plan=elenco.plan, instrumento="propuestas")
    comunes = {"consulta": consulta, "firma": "Vecina de Marfil"}
    AportacionF(
        **comunes,
        estado="incorporada",
        respuesta="Se incorpora.",
        respondida=momento("2020-07-25"),
        institucion=elenco.institucion,
        compromiso=elenco.compromiso,
    )
    AportacionF(**comunes, estado="no_viable", respuesta="No hay dinero.", respondida=momento("2020-08-02"))
    AportacionF(**comunes, compromiso=elenco.secreto)
    evento = EventoF(consulta=consulta, inicio=momento("2020-07-10"), fin=momento("2020-07-11"))
    conteos = (
        ("total", "", 23),
        ("sexo", "Mujeres", 20),
        ("sexo", "Hombres", 3),
        ("edad", "18 a 29", 11),
        ("edad", "30 o más", 12),
    )
    escribir_conteos(evento, [ConteoNuevo(*c) for c in conteos])
    return consulta


@pytest.fixture
def encuesta(elenco: Elenco) -> Consulta:
    """Twenty people: ten said yes and ten no; of the seven men, four said no."""
    consulta: Consulta = ConsultaF(
        secretariado=elenco.stl, cierre=date(2020, 7, 15), resultados_publicados_en=momento("2020-07-20")
    )
    p = pregunta(consulta, "unica", "Sí", "No")
    si, no = p.opciones.all()
    for n in range(20):
        sexo = "hombre" if n < 7 else "mujer"
        persona = Participacion.objects.create(
            consulta=consulta, huella=f"{n:064x}", dia=date(2020, 7, 5), sexo=sexo, edad="18_29"
        )
        Respuesta.objects.create(participacion=persona, pregunta=p, opcion=no if n % 2 == 0 else si)
    return consulta


def hacer(elenco: Elenco, consulta: Consulta, corte: date = CORTE) -> tuple[Informe, bytes]:
    informe = solicitar_de_consulta(actor=elenco.alicia, consulta=consulta, corte=corte)
    assert generar_informe(informe.pk, emitir) == "listo"
    informe = Informe.objects.select_related("archivo", "secretariado").get(pk=informe.pk)
    assert informe.archivo
    with informe.archivo.contenido.open("rb") as archivo:
        return informe, archivo.read()


def filas(contenido: bytes, nombre: str) -> list[dict[str, str]]:
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        texto = pdf.attachments[nombre].get_file().read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(texto)))


def test_who_orders_it_and_what_it_is_called(elenco: Elenco, propuestas: Consulta, encoladas: list[Any]) -> None:
    for nombre in ("carla", "dario", "fidel", "yago", "zoe", "ciudadana"):
        with pytest.raises(PermissionDenied):
            solicitar_de_consulta(actor=getattr(elenco, nombre), consulta=propuestas, corte=CORTE)
    informe = solicitar_de_consulta(actor=elenco.beto, consulta=propuestas, corte=CORTE)
    assert informe.folio == f"GTO-P{propuestas.pk}-20200731-01"
    assert (informe.institucion, informe.rol) == (elenco.garante, "verificacion")
    assert encoladas == [("consultas.generar_informe", informe.pk)]
    with pytest.raises(ReglaIncumplida):
        solicitar_de_consulta(actor=elenco.elena, consulta=propuestas, corte=date(2020, 6, 1))
    borrador = ConsultaF(secretariado=elenco.stl, publicada_en=None)
    with pytest.raises(PermissionDenied):
        solicitar_de_consulta(actor=elenco.alicia, consulta=borrador, corte=CORTE)


def test_one_that_the_broker_lost_goes_back_to_the_task_of_its_floor(
    elenco: Elenco, propuestas: Consulta, encoladas: list[Any]
) -> None:
    informe = solicitar_de_consulta(actor=elenco.alicia, consulta=propuestas, corte=CORTE)
    Informe.objects.update(latido=momento("2020-07-01"))
    encoladas.clear()
    barrer_informes()
    assert encoladas == [("consultas.generar_informe", informe.pk)]


@pytest.mark.skipif(not hay_pango(), reason="falta Pango")
@pytest.mark.parametrize("clase", ["propuestas", "encuesta"])
def test_it_is_accessible_archival_and_repeatable_and_names_nobody(
    elenco: Elenco, clase: str, request: pytest.FixtureRequest
) -> None:
    informe, contenido = hacer(elenco, request.getfixturevalue(clase))
    assert revisar(contenido) == []
    otra_vez, _paginas = emitir(informe, lambda p: None)
    assert hashlib.sha256(otra_vez).hexdigest() == informe.archivo.sha256  # type: ignore[union-attr]
    if not shutil.which("pdftotext"):
        pytest.skip("falta pdftotext")
    orden = ["pdftotext", "-layout", "-", "-"]
    texto = subprocess.run(orden, input=contenido, capture_output=True, check=True).stdout.decode()
    with pikepdf.open(io.BytesIO(contenido)) as pdf:
        datos = pdf.attachments["datos.json"].get_file().read_bytes().decode()
    for privado in ("@", "Vecina de Marfil", elenco.secreto.clave, "0000000"):
        assert privado not in texto
        assert privado not in datos
    pagina = Client().get(informe.get_absolute_url()).content.decode()
    assert f'href="/consultas/{informe.asunto.partition(":")[2]}/"' in pagina
    assert informe.folio in re.sub(r"\s", "", texto)


@pytest.mark.skipif(not hay_pango(), reason="falta Pango")
def test_contributions_are_those_of_the_api_with_what_was_answered_by_then(
    elenco: Elenco, propuestas: Consulta, settings: Any
) -> None:
    settings.PAL_HOY = "2020-08-10"
    _i, antes = hacer(elenco, propuestas)
    assert [f["estado"] for f in filas(antes, "aportaciones.csv")] == ["incorporada", "recibida", "recibida"]
    assert [f["dias"] for f in filas(antes, "aportaciones.csv")] == ["5", "11", "11"]
    _i, hoy = hacer(elenco, propuestas, date(2020, 8, 10))
    de_la_api = {str(a["id"]): a for a in Client().get("/api/v1/aportaciones/").json()["resultados"]}
    for f in filas(hoy, "aportaciones.csv"):
        publicada = de_la_api[f["id"]]
        for campo in ("titulo", "estado", "respuesta"):
            assert f[campo] == publicada[campo]
        assert (f["compromiso"] or None) == publicada["compromiso"]


@pytest.mark.skipif(not hay_pango(), reason="falta Pango")
def test_attendance_is_what_the_page_prints(elenco: Elenco, propuestas: Consulta) -> None:
    _i, contenido = hacer(elenco, propuestas)
    dichas = {(f["dimension"], f["grupo"]): f["personas"] for f in filas(contenido, "asistencia.csv")}
    assert dichas == {
        ("total", ""): "23",
        ("sexo", "Mujeres"): "",
        ("sexo", "Hombres"): "",
        ("edad", "18 a 29"): "11",
        ("edad", "30 o más"): "12",
    }


@pytest.mark.skipif(not hay_pango(), reason="falta Pango")
def test_a_survey_says_what_its_page_says_once_published_and_nothing_before(
    elenco: Elenco, encuesta: Consulta
) -> None:
    _i, antes = hacer(elenco, encuesta, date(2020, 7, 17))
    assert filas(antes, "respuestas.csv") == []
    _i, contenido = hacer(elenco, encuesta)
    dichas = [(f["respuesta"], f["grupo"], f["personas"]) for f in filas(contenido, "respuestas.csv")]
    assert ("Sí", "Total", "10") in dichas
    assert ("No", "Sexo: Hombre", "") in dichas
    publicas = Client().get(f"/consultas/{encuesta.slug}/resultados.csv").content.decode("utf-8-sig")
    reservadas = sum(1 for _r, _g, n in dichas if n == "")
    en_la_pagina = [f["personas"] for f in csv.DictReader(io.StringIO(publicas))]
    assert (len(en_la_pagina), en_la_pagina.count("")) == (len(dichas), reservadas)
    assert reservadas
