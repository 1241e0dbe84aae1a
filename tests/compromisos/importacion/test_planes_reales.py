"""The importer beside the reviewed transcriptions, on the documents they come from (outside the repository)."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from compromisos.importacion.borrador import Borrador
from compromisos.importacion.comprension import comprender
from compromisos.importacion.lectura import leer

RAIZ = Path(__file__).resolve().parents[3]
FUENTES = RAIZ.parent / "shared" / "fuentes"
pytestmark = pytest.mark.skipif(not FUENTES.is_dir(), reason="los documentos no están en esta máquina")
Datos = dict[str, Any]
TEXTOS = [
    "nombre",
    "descripcion",
    "problema",
    "objetivo",
    "proposito_ciudadano",
    "medios_verificacion",
    "texto_alineacion",
]
FECHAS = ["fecha_inicio", "fecha_fin", "precision"]
# What the transcription's editor decided and no document prints.
DE_LA_REDACCION = {("3", "indicadores")}


def llano(valor: Any) -> Any:
    return re.sub(r"\s+", " ", valor).strip() if isinstance(valor, str) else valor


def verdad(archivo: str) -> Datos:
    datos: Datos = json.loads((RAIZ / "fixtures" / "planes" / archivo).read_text(encoding="utf-8"))
    return datos


@pytest.fixture(scope="module")
def gto() -> Borrador:
    return comprender(leer((FUENTES / "pal_guanajuato_2019.txt").read_bytes()), entidad="GTO")


@pytest.fixture(scope="module")
def mex() -> Borrador:
    return comprender(leer((FUENTES / "compromiso_13_pan4.txt").read_bytes()), entidad="MEX")


def campos(datos: Datos) -> dict[tuple[str, ...], Any]:
    """Every printed field by its path; a body by its name, an axis by its number."""
    cuerpos = {i["codigo"]: i["nombre"] for i in datos["instituciones"]}
    numeros = {e.get("orden"): e["numero"] for e in datos["ejes"]}
    filas: dict[tuple[str, ...], Any] = {}
    stl, plan = datos["secretariado"], datos["plan"]
    for campo in ("nombre", "fecha_declaratoria", "fecha_instalacion", "texto_instalacion"):
        filas["stl", campo] = stl[campo]
    for n, i in enumerate(stl["integrantes"]):
        for campo in ("titular", "suplente", "papel"):
            filas["integrante", str(n), campo] = i[campo]
        filas["integrante", str(n), "institucion"] = cuerpos.get(i["institucion"])
    for campo in ("objetivo_general", "antecedentes", "metodologia", "fecha_inicio", "fecha_fin"):
        filas["plan", campo] = plan[campo]
    for n, objetivo in enumerate(plan["objetivos_especificos"]):
        filas["plan", "objetivos", str(n)] = objetivo
    for e in datos["ejes"]:
        filas["eje", str(e["orden"]), "nombre"], filas["eje", str(e["orden"]), "numero"] = e["nombre"], e["numero"]
    for c in datos["compromisos"]:
        filas |= _de_compromiso(c, cuerpos, numeros)
    return {ruta: llano(valor) for ruta, valor in filas.items() if valor not in ("", None)}


def _de_compromiso(c: Datos, cuerpos: Datos, numeros: Datos) -> dict[tuple[str, ...], Any]:
    n = str(c["numero"])
    filas: dict[tuple[str, ...], Any] = {(n, campo): c[campo] for campo in [*TEXTOS, *FECHAS]}
    filas[n, "eje"] = numeros.get(c["eje"], c["eje"])
    for a in c["alineaciones"]:
        impresa = a.get("texto_original", "")
        filas[n, "ods", a["clave"]] = (impresa, a.get("confirmada", True))
    for i, r in enumerate(c["responsables"]):
        for campo in ("papel", "persona", "cargo"):
            filas[n, "responsable", str(i), campo] = r[campo]
        filas[n, "responsable", str(i), "institucion"] = cuerpos[r["institucion"]]
    for a in c["actividades"]:
        for campo in ("nombre", *FECHAS, "periodicidad", "calendario_texto"):
            filas[n, "actividad", str(a["numero"]), campo] = a[campo]
    for i, indicador in enumerate(c["indicadores"]):
        filas[n, "indicadores", str(i)] = indicador["nombre"]
    return filas


def test_eleven_commitments_and_seven_axes_of_guanajuato(gto: Borrador) -> None:
    esperado = verdad("gto-1.json")
    assert [c["nombre"] for c in gto.datos["compromisos"]] == [c["nombre"] for c in esperado["compromisos"]]
    assert [(e["numero"], e["nombre"]) for e in gto.datos["ejes"]] == [
        (e["numero"], e["nombre"]) for e in esperado["ejes"]
    ]


def test_of_guanajuato_98_in_100_fields_are_right_without_touching(gto: Borrador) -> None:
    leidos, esperados = campos(gto.datos), campos(verdad("gto-1.json"))
    mal = sorted(r for r, v in esperados.items() if leidos.get(r) != v)
    assert len(esperados) > 400
    assert 1 - len(mal) / len(esperados) >= 0.98, mal
    assert {r[1] for r in mal} <= {"antecedentes", "metodologia", "indicadores"}


def test_nothing_of_guanajuato_is_made_up(gto: Borrador) -> None:
    """No field that the transcription leaves empty; and each text is printed, word by word."""
    leidos, esperados = campos(gto.datos), campos(verdad("gto-1.json"))
    assert set(leidos) - set(esperados) == set()
    impreso = (FUENTES / "pal_guanajuato_2019.txt").read_text(encoding="utf-8").replace("[image: ]", " ")
    palabras = set(re.findall(r"\w+", impreso))
    for ruta, valor in leidos.items():
        if isinstance(valor, str) and ruta[-1] not in (
            *FECHAS,
            "papel",
            "periodicidad",
            "fecha_declaratoria",
            "fecha_instalacion",
        ):
            assert set(re.findall(r"\w+", valor)) <= palabras, (ruta, valor)


# 02-dominio §5, what of it is in this document: a mark of the printed form or of the note, and its commitment.
DUDAS_GTO = [
    (4, "216.6"), (1, "16,6"), (2, "16,.b"), (6, "5b"), (2, "5,16"), (5, "16.5,16.6"), (4, "16.10,"),
    (2, "mensual a partir de: julio de 2019"), (3, "Seguimiento: semestral"), (2, "no dice hasta cuándo"),
    (8, "comparten el mismo plazo"), (8, "Diseñar e Instituir"), (11, "Elaboración del manual"), (8, "3 metas y 10"),
    (4, "3 metas y 2"), (3, "2 personas responsables"), (1, "redes sociales"), (1, "http:// gobiernoabiertogto"),
    (2, "poderjudicial-gto. gob.mx"), (3, "www. gobiernoabiertogto"), (11, "Empieza antes que el plan"),
    (10, "Termina después que el plan"), (10, "STRC"), (1, "ninguna actividad"), (3, "no puede medirse"),
    (8, "puede estar cortado"), (8, "espacio después de la coma"), (11, "mismo renglón"),
    (0, "no tiene suplente"), (0, "4.7"), (0, "93 y 129 suman 222"), (0, "Empleo y Desigualdad Salarial"),
    (0, "no imprime el periodo"), (0, "no conserva la portada"), (0, "www.gobiernoabiertogto.org. mx"),
    (0, "también responsables"),
]  # fmt: skip


@pytest.mark.parametrize(("numero", "marca"), DUDAS_GTO)
def test_each_doubt_of_the_real_plan_is_flagged(gto: Borrador, numero: int, marca: str) -> None:
    datos = gto.datos
    dudas = datos["dudas"] if numero == 0 else datos["compromisos"][numero - 1]["dudas"]
    assert any(marca in f"{d['texto_original']} {d['nota']}" for d in dudas)


def test_the_infographic_of_the_last_page_is_kept_apart(gto: Borrador) -> None:
    apartado = " ".join(s["texto"] for s in gto.sin_clasificar)
    assert "20T11" in apartado
    assert "20T11" not in json.dumps(gto.datos["compromisos"], ensure_ascii=False)


@pytest.mark.parametrize("nombre", ["gto", "mex"])
def test_no_word_of_the_document_is_dropped(nombre: str, request: pytest.FixtureRequest) -> None:
    """Every word stands in a value, in what was kept apart, or is a heading."""
    borrador: Borrador = request.getfixturevalue(nombre)
    archivo = {"gto": "pal_guanajuato_2019.txt", "mex": "compromiso_13_pan4.txt"}[nombre]
    impreso = (FUENTES / archivo).read_text(encoding="utf-8").replace("[image: ]", " ")
    todo = json.dumps([borrador.datos, borrador.sin_clasificar], ensure_ascii=False)
    largas = set(re.findall(r"[a-záéíóúñ]{9,}", re.sub(r"(\w)- (?=\w)", r"\1", impreso)))
    perdidas = {p for p in largas if p not in todo}
    # Of headings and labels, and the glossary's bodies that the plan never names.
    assert len(perdidas) / len(largas) < 0.06, sorted(perdidas)


def test_every_value_says_where_it_comes_from(gto: Borrador) -> None:
    for n in range(len(gto.datos["compromisos"])):
        for campo in (*TEXTOS, "alineaciones"):
            origen = gto.origenes[f"compromisos/{n}/{campo}"]
            assert origen.lugar.startswith("párrafo")
            assert origen.cita
            assert 0.5 < origen.confianza <= 1
    assert gto.origenes["plan/fechas"].confianza < 0.5


def test_commitment_13_has_its_actions_weights_activities_and_targets(mex: Borrador) -> None:
    (leido,), (esperado,) = mex.datos["compromisos"], verdad("mex-4.json")["compromisos"]

    def suelto(texto: str) -> str:
        return re.sub(r"[\s.;:•]+", " ", texto.replace("40 Plan", "4o Plan")).strip()

    assert [a["clave"] for a in leido["alineaciones"]] == [a["clave"] for a in esperado["alineaciones"]]
    assert [(a["nombre"], a["ponderacion"]) for a in leido["acciones"]] == [
        (a["nombre"], a["ponderacion"]) for a in esperado["acciones"]
    ]
    for accion, real in zip(leido["acciones"], esperado["acciones"], strict=True):
        for campo in ("descripcion", "medio_verificacion"):
            assert suelto(accion[campo]) == suelto(real[campo])
        assert (accion["fecha_inicio"], accion["fecha_fin"]) == (real["fecha_inicio"], real["fecha_fin"])
        for campo in ("nombre", "descripcion", "medio_verificacion"):
            assert [suelto(a[campo]) for a in accion["actividades"]] == [
                suelto(a[campo]) for a in real["actividades"]
            ]
    assert [(r["persona"], r["papel"], r["area"]) for r in leido["responsables"]] == [
        (r["persona"], r["papel"], r["area"]) for r in esperado["responsables"]
    ]


@pytest.mark.parametrize(
    "marca", ["está cortado", "en cada página", "Binario: Si o no", "Meta 16.5 …", "40 Plan", "ttps://"]
)
def test_the_doubts_of_commitment_13_are_flagged(mex: Borrador, marca: str) -> None:
    dudas = mex.datos["dudas"] + mex.datos["compromisos"][0]["dudas"]
    assert any(marca in f"{d['texto_original']} {d['nota']}" for d in dudas)


def test_contact_data_stays_out_of_doubts_quotes_and_leftovers(mex: Borrador) -> None:
    fuera = json.dumps(
        [
            mex.sin_clasificar,
            mex.datos["dudas"],
            mex.datos["compromisos"][0]["dudas"],
            [o.cita for o in mex.origenes.values()],
        ],
        ensure_ascii=False,
    )
    assert "@inai" not in fuera
    assert not re.search(r"\d{4} \d{4}", fuera)
