"""What the transcribed plans must say by themselves, without their documents at hand."""

import calendar
import csv
import json
import re
from datetime import date
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from compromisos.models import Compromiso, Plan
from secretariado.models import Garante, Institucion

RAIZ = Path(__file__).resolve().parents[2]
FIXTURES = RAIZ / "fixtures"
DATOS = RAIZ.parent / "shared" / "datos"
con_datos = pytest.mark.skipif(not DATOS.is_dir(), reason="los datos de origen no están en esta máquina")

Datos = dict[str, Any]

MESES = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()  # noqa: SIM905
)
MES = r"(?P<mes>[a-z]+) (?:de )?(?P<anio>20\d\d)"
CORREO = re.compile(r"[\w.+-]+ ?@ ?[\w-]+\.[\w.]+")
# Eight digits in two fours (but not two years), «ext. 123», «Teléfono: 5…».
TELEFONO = re.compile(r"[Tt]el[ée]fono:?\s*\d|\bext\. ?\d|\b(?!(?:19|20)\d\d-20)\d{4}[ -]\d{4}\b")
# Activities per commitment, counted on the document.
CUENTAS = {f"GTO-1-{n:02}": c for n, c in enumerate([1, 2, 2, 2, 1, 1, 3, 10, 2, 3, 3], 1)} | {"MEX-4-13": 14}
# What each commitment must warn about: (field, a piece of the printed text or of the note).
AVISOS = [
    ("GTO-1-01", "actividades", "ninguna actividad"),
    ("GTO-1-01", "medios_verificacion", "redes sociales"),
    ("GTO-1-02", "actividades", "no dicen hasta cuándo"),
    ("GTO-1-02", "alineaciones", "16,.b"),
    ("GTO-1-03", "responsables", "dos personas"),
    ("GTO-1-03", "proposito_ciudadano", "no puede medirse"),
    ("GTO-1-03", "alineaciones", "la tabla"),
    ("GTO-1-04", "alineaciones", "216.6"),
    ("GTO-1-04", "actividades", "comparten actividad y plazo"),
    ("GTO-1-06", "alineaciones", "la tabla"),
    ("GTO-1-08", "actividades", "no tiene fechas"),
    ("GTO-1-08", "proposito_ciudadano", "diez actividades"),
    ("GTO-1-10", "actividades", "noviembre de 2021"),
    ("GTO-1-10", "responsables", "STRC"),
    ("GTO-1-11", "actividades", "marzo 2019"),
    ("GTO-1-11", "actividades", "no tiene fechas"),
    ("MEX-4-13", "fecha_inicio", "del plan completo"),
    ("MEX-4-13", "acciones", "cortado"),
    ("MEX-4-13", "alineaciones", "dos veces"),
    ("MEX-4-13", "indicadores", "Númerico Binario"),
]


def leer(ruta: str) -> Any:
    return json.loads((FIXTURES / ruta).read_text(encoding="utf-8"))


def actividades(compromiso: Datos) -> list[Datos]:
    return compromiso["actividades"] + [a for k in compromiso["acciones"] for a in k["actividades"]]


def limites(texto: str) -> tuple[str | None, str | None]:
    """First day of the printed start and last day of the printed end; None where none is printed."""
    inicio = re.search(rf"(?:Inicio|a partir de): {MES}", texto)
    fin = re.search(rf"Conclusión: {MES}", texto)
    dias = []
    for hallado, ultimo in ((inicio, False), (fin, True)):
        if hallado is None:
            dias.append(None)
            continue
        anio, mes = int(hallado["anio"]), MESES.index(hallado["mes"]) + 1
        dias.append(date(anio, mes, calendar.monthrange(anio, mes)[1] if ultimo else 1).isoformat())
    return dias[0], dias[1]


@pytest.fixture(scope="module")
def compromisos() -> dict[str, Datos]:
    filas = leer("planes/gto-1.json")["compromisos"] + leer("planes/mex-4.json")["compromisos"]
    return {c["clave"]: c for c in filas}


def test_each_commitment_has_the_activities_the_document_lists(compromisos: dict[str, Datos]) -> None:
    assert {clave: len(actividades(c)) for clave, c in compromisos.items()} == CUENTAS
    acciones = compromisos["MEX-4-13"]["acciones"]
    assert [(k["ponderacion"], len(k["actividades"])) for k in acciones] == [
        ("35.00", 3),
        ("40.00", 5),
        ("25.00", 6),
    ]
    for c in compromisos.values():
        for grupo in (c["actividades"], *(k["actividades"] for k in c["acciones"])):
            assert [a["numero"] for a in grupo] == list(range(1, len(grupo) + 1))


def test_the_dates_of_an_activity_are_those_of_its_printed_calendar(compromisos: dict[str, Datos]) -> None:
    for clave, c in compromisos.items():
        for a in actividades(c):
            assert limites(a["calendario_texto"]) == (a["fecha_inicio"], a["fecha_fin"]), (clave, a["numero"])


def test_the_period_of_an_activity_is_the_printed_one(compromisos: dict[str, Datos]) -> None:
    for clave, c in compromisos.items():
        for a in actividades(c):
            impreso = re.search("mensual|semestral", a["calendario_texto"])
            assert a["periodicidad"] == (impreso[0] if impreso else "unica"), (clave, a["numero"])


def test_the_five_commitments_of_axis_7_follow_the_order_of_the_document(
    compromisos: dict[str, Datos],
) -> None:
    claves = [clave for clave, c in compromisos.items() if c["eje"] == "4.7"]
    assert claves == [f"GTO-1-{n:02}" for n in range(7, 12)]
    assert compromisos["GTO-1-07"]["nombre"] == "Guanajuato Construye"


def test_a_target_that_does_not_exist_waits_for_a_person(compromisos: dict[str, Datos]) -> None:
    dudosas = [
        (clave, a["clave"], a["texto_original"])
        for clave, c in compromisos.items()
        for a in c["alineaciones"]
        if not a.get("confirmada", True)
    ]
    assert dudosas == [("GTO-1-04", "16.6", "216.6")]


def test_every_alignment_points_to_an_element_of_its_catalogue(compromisos: dict[str, Datos]) -> None:
    claves = {
        m: {e["clave"] for e in leer(f"catalogos/{m}.json")["elementos"]} for m in ("ods", "pnd", "ogp", "pna")
    }
    for c in compromisos.values():
        for a in c["alineaciones"]:
            assert a["clave"] in claves[a["marco"]]


@pytest.mark.parametrize(("clave", "campo", "aviso"), AVISOS)
def test_what_is_odd_in_the_document_is_told(
    compromisos: dict[str, Datos], clave: str, campo: str, aviso: str
) -> None:
    dudas = compromisos[clave]["dudas"]
    assert any(d["campo"] == campo and aviso in d["texto_original"] + d["nota"] for d in dudas)


@pytest.mark.parametrize(
    "aviso",
    ["no imprime el periodo", "222, no 229", "Empleo y Desigualdad Salarial", "comparten el número 4.7"],
)
def test_what_is_odd_in_the_plan_is_told(aviso: str) -> None:
    assert any(aviso in d["texto_original"] + d["nota"] for d in leer("planes/gto-1.json")["dudas"])


def test_a_departmental_body_is_responsible_under_the_power_the_document_prints() -> None:
    gto = leer("planes/gto-1.json")
    cuerpos = {i["codigo"]: i for i in gto["instituciones"]}
    responsables = {c["clave"]: [r["institucion"] for r in c["responsables"]] for c in gto["compromisos"]}
    assert all(cuerpos[codigo] for codigos in responsables.values() for codigo in codigos)
    for n in range(5, 12):
        (codigo,) = responsables[f"GTO-1-{n:02}"]
        assert (cuerpos[codigo]["tipo"], cuerpos[codigo]["pertenece_a"]) == ("dependencia", "PEG")
    assert "STRC" in cuerpos["STyRC"]["otros_nombres"]


@pytest.mark.parametrize("ruta", sorted(p.relative_to(FIXTURES).as_posix() for p in FIXTURES.glob("*/*.json")))
def test_no_fixture_carries_a_telephone_or_an_address_of_a_real_person(ruta: str) -> None:
    texto = (FIXTURES / ruta).read_text(encoding="utf-8")
    correos = [c for c in CORREO.findall(texto) if not c.endswith("demo.example")]
    assert correos == []
    assert not TELEFONO.search(texto)


@con_datos
def test_the_patterns_of_personal_data_catch_those_of_the_sources() -> None:
    texto = (DATOS.parent / "fuentes" / "compromiso_13_pan4.txt").read_text(encoding="utf-8")
    assert len(CORREO.findall(texto)) == 7
    assert len(TELEFONO.findall(texto)) >= 6


def test_the_panorama_counts_what_the_source_prints() -> None:
    panorama = leer("planes/panorama_2020.json")
    letras = [e["letras"] for e in leer("catalogos/entidades.json")]
    estados = panorama["estados_participantes"]
    assert (len(set(estados)), {"PUE", "TAM"} & set(estados)) == (30, set())
    assert set(estados) <= set(letras) - {"MEX"}
    publicados = [p for p in panorama["planes"] if p["estado"] != "en_formulacion"]
    assert [sum(p["numero"] == n for p in publicados) for n in (1, 2)] == [14, 7]
    assert panorama["cifras"]["planes"] == len(publicados)
    assert [p["entidad"] for p in panorama["planes"] if p["estado"] == "en_formulacion"] == ["MOR", "SLP"]
    assert len({(p["entidad"], p["numero"]) for p in panorama["planes"]}) == 23


@con_datos
def test_the_goals_and_targets_of_the_2030_agenda_are_the_official_ones_in_order() -> None:
    elementos = leer("catalogos/ods.json")["elementos"]
    textos = {}
    for archivo, columna in (("ods_objetivos_es.csv", "numero"), ("ods_metas_es.csv", "codigo")):
        with (DATOS / archivo).open(encoding="utf-8") as f:
            textos |= {fila[columna]: fila["texto"] for fila in csv.DictReader(f)}
    assert {e["clave"]: e["descripcion"] for e in elementos} == textos
    assert all(a["orden"] < b["orden"] for a, b in pairwise(elementos))
    claves = [e["clave"] for e in elementos]
    assert claves.index("16.9") < claves.index("16.10") < claves.index("16.a") < claves.index("17")
    assert {e["padre"] for e in elementos if "." in e["clave"]} == {str(n) for n in range(1, 18)}


@con_datos
def test_the_states_keep_their_inegi_key_and_their_own_letters() -> None:
    entidades = leer("catalogos/entidades.json")
    with (DATOS / "entidades_inegi.csv").open(encoding="utf-8") as f:
        filas = {fila["clave_inegi"]: fila for fila in csv.DictReader(f)}
    assert {e["clave_inegi"] for e in entidades} == {"00", *filas}
    for e in entidades[1:]:
        assert (e["nombre"], e["nombre_oficial"]) == tuple(filas[e["clave_inegi"]].values())[1:]
    assert len({e["letras"] for e in entidades}) == len({e["slug"] for e in entidades}) == 33
    assert {e["letras"]: e["iso"] for e in entidades}["GTO"] == "MX-GUA"


@con_datos
def test_the_bodies_of_2016_are_those_of_the_list_with_their_state() -> None:
    garantes = leer("catalogos/garantes_2016.json")
    with (DATOS / "organismos_garantes_2016.csv").open(encoding="utf-8") as f:
        filas = list(csv.DictReader(f))
    assert [(g["siglas"], g["sitio"]) for g in garantes] == [(f["siglas"], f["sitio"]) for f in filas]
    assert [g["nombre"] for g in garantes] == [f["nombre"].replace("Púbica", "Pública") for f in filas]
    assert {g["entidad"] for g in garantes} == {e["letras"] for e in leer("catalogos/entidades.json")} - {"MEX"}
    assert all(g["nota"].startswith("Vigente en 2016") for g in garantes)


@pytest.mark.django_db
def test_loading_everything_a_second_time_adds_nothing() -> None:
    def cargar() -> dict[str, int]:
        call_command("cargar_catalogos", stdout=StringIO())
        call_command("cargar_planes", stdout=StringIO())
        return {m.__name__: m.objects.count() for m in (Institucion, Garante, Plan, Compromiso)}  # type: ignore[attr-defined]

    assert cargar() == cargar()
