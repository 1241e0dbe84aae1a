"""The transcribed plans, beside the documents they come from.

The documents live outside the repository: where they are absent only the structure is checked. A departure
from the printed text is allowed only through `REPARACIONES`, and each of those must be told in a `duda`.
"""

import json
import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

RAIZ = Path(__file__).resolve().parents[2]
FUENTES = RAIZ.parent / "shared" / "fuentes"
con_fuentes = pytest.mark.skipif(not FUENTES.is_dir(), reason="los documentos no están en esta máquina")

Datos = dict[str, Any]

# What the flattened documents print → what the registry shows.
REPARACIONES_GTO = {
    "http:// gobiernoabiertogto.org.mx/": "http://gobiernoabiertogto.org.mx/",
    "www. gobiernoabiertogto.org.mx": "www.gobiernoabiertogto.org.mx",
    "www.gobiernoabiertogto.org. mx": "www.gobiernoabiertogto.org.mx",
    "https://www.poderjudicial-gto. gob.mx/": "https://www.poderjudicial-gto.gob.mx/",
    "http://www.ugto. mx/equidadregional": "http://www.ugto.mx/equidadregional",
    "Diseño,desarrollo": "Diseño, desarrollo",
    "Guanajuato(SSG-ISAPEG)": "Guanajuato (SSG-ISAPEG)",
}
REPARACIONES_MEX = {
    "ttps://micrositios.inai.org.mx/gobiernoabierto/?page_id=544": (
        "https://micrositios.inai.org.mx/gobiernoabierto/?page_id=544"
    ),
    "compromisos del 40 Plan": "compromisos del 4o Plan",
    "documentación del modelo Número de": "documentación del modelo. Número de",
    "México y metodología para la construcción del Quinto Plan de Acción (25%": (
        "Socialización del modelo de articulación de agendas de gobierno abierto en México y metodología para "
        "la construcción del Quinto Plan de Acción (25%"
    ),
}
# Commitment 13, key action 3, activity 6: the flattening mixed its three cells (title, description, means).
CELDAS = (
    "Propiciar el acercamiento con la unidad de apoyo de AGA para visibilizar las prácticas exitosas en otros "
    "contextos nacionales así como el modelo de articulación a nivel país",
    "Obtener proyección y reconocimiento internacional mediante el aval de la AGA así como espacios que permitan "
    "la replicabilidad del caso mexicano en otros contextos nacionales. Presentar la práctica mexicana en los "
    "foros y encuentros globales de la AGA.",
    "Sesión de intercambio con la Unidad de Apoyo de la AGA. Presentación del modelo de articulación en Cumbres "
    "Globales y encuentros regionales.",
)
REPARACIONES_MEX[
    "Propiciar el acercamiento con la unidad de apoyo de AGA para visibilizar las práctiObtener proyección y "
    "reconocimiento internacional mediante el aval de la AGA así como espacios que permitan la replicabilidad "
    "del caso mexicano Sesión de intercambio con la Unidad de Apoyo de la AGA cas exitosas en otros contextos "
    "nacionales así como el modelo de articulación a en otros contextos nacionales. Presentar la práctica "
    "mexicana en los foros y Presentación del modelo de articulación en Cumbres Globales y encuentros "
    "regionales. nivel país encuentros globales de la AGA."
] = " ".join(CELDAS)
TEXTOS = [
    "nombre",
    "descripcion",
    "problema",
    "objetivo",
    "objetivo_mediano_plazo",
    "contribucion",
    "proposito_ciudadano",
    "como_se_verifica",
    "medios_verificacion",
    "supuestos",
    "relevancia_ogp",
    "perspectiva_genero",
    "informacion_adicional",
    "otros_actores",
    "texto_alineacion",
]
ROTULOS_GTO = [
    "Propósito ciudadano (metas verificables)",
    "Actividades y Plazos",
    "Plazos",
    "Medios de verificación",
    "Nombre del compromiso:",
    "Descripción y relevancia del compromiso:",
    "Objetivo Principal",
    "Problema",
    "Responsable(s)",
    "Responsable",
    "Alineación con las metas específicas de la Agenda 2030",
    "Poder Ejecutivo del Estado de Guanajuato",
]
ROTULOS_MEX = [
    "Estrategia subnacional de gobierno abierto",
    "Fecha de inicio y fecha de conclusión del Plan de Acción",
    "2019-12-10 — 2021-08-31",
    "2019-12-10 —",  # the first page: its end date was taken out with a key action's
    "Instituciones responsables de la implementación",
    "Organizaciones corresponsables de la implementación",
    "Instituto Nacional de Transparencia, Acceso a la Información y Protección de Datos Personales",
    "Secretaría de la Función Pública (SFP)",
    "Gesoc, Agencia para el Desarrollo, A.C. (GESOC)",
    "Nosotr@s por la democracia A.C",
    "Echa un vistazo al compromiso",
    "¿Cuál es el compromiso?",
    "Objetivo a corto plazo (al 31 de agosto de 2021)",
    "Objetivo a mediano plazo (al finalizar el sexenio)",
    "¿Cuál es la problemática que el compromiso aborda?",
    "¿Cómo contribuirá a resolver la problemática?",
    "Supuestos (Análisis de riesgo solamente a nivel fin y propósito)",
    "¿Cómo se verificará el cumplimiento del compromiso?",
    "¿Por qué es relevante para los valores de OGP?",
    "Resumen ejecutivo",
    "Alineación con Agenda 2030",
    "Alineación del compromiso con perspectiva de igualdad de género",
    "Eje del Plan Nacional de Desarrollo al que pertenece el compromiso",
    "Información adicional",
    "Otros actores involucrados (OSC, sector privado, agencias multilaterales, grupos de trabajo)",
    "Persona servidora pública responsable de la implementación",
    "ponderación del compromiso)",
    "Descripción/objetivo Indicador Medio de verificación Fecha de inicio Fecha de término",
    "Actividades Actividad Descripción / Objetivo Medio de verificación",
    "1666010.30012101",
]
CONTACTO_MEX = r"Correo: \S+(?: @\S+)?|Teléfono: [\d ]+(?:, ext\. \d+)?"
ODS = re.compile(r"Objetivos?:? ([\d, ]+?),? ?Metas?: ([\d., bc]+)")


def leer(ruta: str) -> Any:
    return json.loads((RAIZ / "fixtures" / ruta).read_text(encoding="utf-8"))


def fuente(archivo: str, reparaciones: dict[str, str]) -> str:
    """The document on one line: no picture marks, no bullets, words broken at a line end joined."""
    texto = (FUENTES / archivo).read_text(encoding="utf-8").replace("[image: ]", " ")
    texto = re.sub(r"(\w)- (?=\w)", r"\1", re.sub(r"\s+", " ", re.sub("[·•]", " ", texto)))
    for impreso, reparado in reparaciones.items():
        assert impreso in texto, impreso
        texto = texto.replace(impreso, reparado)
    return texto


def llano(texto: str) -> str:
    return re.sub(r"\s+", " ", re.sub("[·•]", " ", texto)).strip()


def parrafos(datos: Datos, campos: list[str]) -> list[str]:
    return [p for campo in campos for p in datos.get(campo, "").split("\n\n") if p]


def actividades(compromiso: Datos) -> list[Datos]:
    return compromiso["actividades"] + [a for k in compromiso["acciones"] for a in k["actividades"]]


def quitar(resto: str, trozos: list[str], donde: str) -> str:
    """The text left after taking out each piece once, longest first; every piece must be there."""
    for trozo in sorted((llano(t) for t in trozos), key=len, reverse=True):
        assert trozo in resto, f"{donde}: no está en el documento «{trozo}»"
        resto = resto.replace(trozo, " | ", 1)
    return resto


@pytest.fixture(scope="module")
def gto() -> Datos:
    return leer("planes/gto-1.json")


@pytest.fixture(scope="module")
def mex() -> Datos:
    return leer("planes/mex-4.json")


def apartados_gto() -> list[str]:
    """What comes before the first commitment, then the eleven commitments, each with its own text."""
    texto = fuente("pal_guanajuato_2019.txt", REPARACIONES_GTO).split("Surge la Alianza de Gobierno Abierto")[0]
    return [re.sub(r"\d\.\d\.- [^a-z]+$", "", t) for t in texto.split("Nombre del eje:")]


def trozos_gto(compromiso: Datos) -> list[str]:
    trozos = parrafos(compromiso, TEXTOS)
    for actividad in compromiso["actividades"]:
        trozos += [p for p in actividad["calendario_texto"].split(" · ") if p]
        if compromiso["numero"] > 1:  # 4.1 prints no activity: its goal stands for one
            trozos.append(actividad["nombre"])
    return trozos + [r[c] for r in compromiso["responsables"] for c in ("persona", "cargo")]


@con_fuentes
@pytest.mark.parametrize("numero", range(1, 12))
def test_nothing_of_a_guanajuato_commitment_is_lost_or_added(gto: Datos, numero: int) -> None:
    compromiso, texto = gto["compromisos"][numero - 1], apartados_gto()[numero]
    eje = next(e["nombre"] for e in gto["ejes"] if e["numero"] == compromiso["eje"])
    nombres = {i["codigo"]: i["nombre"] for i in gto["instituciones"]}
    texto = ODS.sub(" ", texto, count=1)
    resto = quitar(texto, [*trozos_gto(compromiso), eje], compromiso["clave"])
    for rotulo in [*ROTULOS_GTO, *(nombres[r["institucion"]] for r in compromiso["responsables"])]:
        resto = resto.replace(rotulo, " ")
    # What may be left: page numbers, and the verb of "La publicación de infografías es mensual".
    assert set(re.findall(r"\w+", resto)) <= {"15", "30", "31", "es"}, resto


@con_fuentes
@pytest.mark.parametrize("numero", range(1, 12))
def test_every_printed_target_is_aligned_once_and_an_odd_one_keeps_its_printed_form(
    gto: Datos, numero: int
) -> None:
    objetivos, metas = ODS.search(apartados_gto()[numero]).groups()  # type: ignore[union-attr]
    alineaciones = gto["compromisos"][numero - 1]["alineaciones"]
    claves = [a["clave"] for a in alineaciones]
    assert [c for c in claves if "." not in c] == re.findall(r"\d+", objetivos)
    registradas = [a.get("texto_original", "").strip(",") or a["clave"] for a in alineaciones if "." in a["clave"]]
    assert registradas == re.findall(r"\d+(?:[.,]+[\dbc]+|[bc])", metas)
    assert len(claves) == len(set(claves))


@con_fuentes
def test_nothing_of_the_guanajuato_plan_and_its_secretariat_is_lost(gto: Datos) -> None:
    plan, stl = gto["plan"], gto["secretariado"]
    nombres = {i["codigo"]: i["nombre"] for i in gto["instituciones"]}
    texto = apartados_gto()[0].split("2.- GOBIERNO ABIERTO EN EL ESTADO DE GUANAJUATO")[1]
    campos = ["objetivo_general", "metodologia", "antecedentes"]
    trozos = [p for p in parrafos(plan, campos) if not p.startswith("Seguridad, 32 %")]
    for fila in stl["integrantes"]:
        trozos += [t for t in (fila["titular"], fila["suplente"], nombres.get(fila["institucion"])) if t]
    resto = quitar(texto, [*trozos, *plan["objetivos_especificos"], "Facilitadora del " + stl["nombre"]], "plan")
    consulta = re.search(r"TEMÁTICA PARTICIPACIÓN (.+?) 100%", resto)
    assert consulta is not None
    renglon = "; ".join(f"{tema}, {n} %" for tema, n in re.findall(r"([^%]+?) (\d+)% ?", consulta[1]))
    assert f"{renglon}." in plan["metodologia"].split("\n\n")
    resto = resto.replace(consulta[0], "").replace("Interés en los ejes temáticos reportados por ciudadanos", "")
    assert not re.search(r"[a-z] [a-z]+ [a-z]", resto.replace("Secretariado Técnico Local (STL) está", "")), resto


@con_fuentes
def test_the_seats_are_the_rows_of_the_printed_table(gto: Datos) -> None:
    texto = llano(apartados_gto()[0].split("INSTITUCIÓN/ORGANIZACIÓN QUE REPRESENTA")[1])
    nombres = {i["codigo"]: i["nombre"] for i in gto["instituciones"]}
    asientos = [f for f in gto["secretariado"]["integrantes"] if f["papel"] == "integrante"]
    filas = [" ".join(filter(None, [f["titular"], f["suplente"], nombres[f["institucion"]]])) for f in asientos]
    assert texto.startswith(" ".join(filas) + " Mariela del Carmen Huerta Guerrero Facilitadora")
    assert [f["orden"] for f in asientos] == list(range(1, 10))
    assert [f["institucion"] for f in asientos if not f["suplente"]] == ["UG"]


def trozos_mex(compromiso: Datos) -> list[str]:
    """The pieces as printed; the lists of two activities were joined with «:» and «;», so they come apart."""
    trozos = parrafos(compromiso, [c for c in TEXTOS if c != "descripcion"])
    trozos += [r[c] for r in compromiso["responsables"] for c in ("persona", "cargo", "area") if r[c]]
    for accion in compromiso["acciones"]:
        trozos += [accion[c] for c in ("nombre", "descripcion", "medio_verificacion", "fecha_inicio", "fecha_fin")]
        trozos += [accion["indicadores"][0]["nombre"], f"({accion['ponderacion'].removesuffix('.00')}% de"]
        trozos += [accion["responsables"][0][c] for c in ("persona", "cargo")]
        for actividad in accion["actividades"]:
            trozos += [actividad["descripcion"], actividad["medio_verificacion"]]
            trozos += re.split("[:;] ", actividad["nombre"])
    return trozos


@con_fuentes
def test_nothing_of_commitment_13_is_lost_or_added(mex: Datos) -> None:
    compromiso = mex["compromisos"][0]
    assert compromiso["descripcion"] in compromiso["relevancia_ogp"].split("\n\n")
    texto = re.sub(CONTACTO_MEX, " ", fuente("compromiso_13_pan4.txt", REPARACIONES_MEX))
    pnd = "Eje I. Política y Gobierno. Recuperar el estado de derecho."
    assert pnd in [e["descripcion"] for e in leer("catalogos/pnd.json")["elementos"]]
    resto = quitar(texto, [*trozos_mex(compromiso), pnd], compromiso["clave"])
    for rotulo in ROTULOS_MEX:
        resto = resto.replace(rotulo, " ")
    sobra = {w for w in re.findall(r"\w+", resto) if not w.isdigit()}
    assert sobra <= {"Compromiso", "Acción", "clave", "Nombre", "Cargo", "Institución", "INAI"}, resto


@con_fuentes
def test_the_mixed_cells_of_the_last_activity_are_put_back_in_their_columns(mex: Datos) -> None:
    actividad = mex["compromisos"][0]["acciones"][2]["actividades"][5]
    assert (actividad["nombre"], actividad["descripcion"], actividad["medio_verificacion"]) == CELDAS


@con_fuentes
def test_commitment_13_is_aligned_with_the_printed_targets(mex: Datos) -> None:
    texto = fuente("compromiso_13_pan4.txt", REPARACIONES_MEX)
    impresas = re.findall(r"Objetivo de Desarrollo Sostenible (\d+):|Meta (\d+\.\w+)", texto)
    esperadas = list(dict.fromkeys(filter(None, chain.from_iterable(impresas))))
    claves = [a["clave"] for a in mex["compromisos"][0]["alineaciones"] if a["marco"] == "ods"]
    assert claves == esperadas
