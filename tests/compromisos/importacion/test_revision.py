"""Whatever was read can be reviewed: looking changes nothing, and writing back what is shown neither."""

import io
import zipfile
from copy import deepcopy
from dataclasses import asdict

import pytest
from documentos_de_prueba import FORMATOS, Bloque
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compromisos.importacion.comprension import comprender
from compromisos.importacion.cotejo import cotejar, fuente_de, sin_nulos
from compromisos.importacion.lectura import leer
from compromisos.importacion.limites import DocumentoIlegible
from compromisos.importacion.revision import (
    QUITADO,
    agregar,
    depurado,
    es_revisable,
    grupos_de,
    listas_de,
    origenes_de,
    poner,
    por_revisar,
    secciones,
    seguras,
    textos,
)

PALABRAS = st.sampled_from(
    [
        "Compromiso 1.", "Compromiso 2. Agua", "Problema:", "No hay agua en los pozos.", "Objetivo:", "Responsable:",
        "Secretaría del Agua", "Acción clave 1 (35%)", "Actividades", "1. Medir los pozos", "julio de 2019",
        "mensual a partir de julio de 2019", "ODS: 16.6, 216.6", "Eje 1. Agua", "Metas", "Plazos", "Indicador",
        "\x00", "\ud800", "Secretariado Técnico Local", "Titular", "Suplente", "Ana Ruiz",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PALABRAS, max_size=60), st.sampled_from(["\n", "\n\n", " "]))
def test_any_draft_can_be_reviewed_and_looking_changes_nothing(trozos: list[str], union: str) -> None:
    try:
        documento = leer(union.join(trozos).encode("utf-8", "replace"))
        borrador = sin_nulos(asdict(comprender(documento)))
    except DocumentoIlegible:
        return
    assert es_revisable(borrador)
    datos, fuente = deepcopy(borrador["datos"]), fuente_de(documento)
    for seccion in secciones(datos):
        mostrado = textos(datos, seccion)
        dice = sum(len(d.texto) for g in grupos_de(datos, seccion) for d in g.datos)
        assert dice == sum(len(t) for r, t in mostrado.items() if not r.endswith(QUITADO))
        for ruta, texto in mostrado.items():
            if not ruta.endswith("/fecha_inicio") and not ruta.endswith("/fecha_fin"):  # those set the precision
                poner(datos, ruta, texto)
        assert textos(datos, seccion) == mostrado
        piezas, primeras = cotejar(fuente, origenes_de(borrador["origenes"], seccion), mostrado)
        assert all(fuente[p.numero][2] == p.texto for p in piezas)
        assert set(primeras) <= set(borrador["origenes"])
    nuevas = {r: {} for r in seguras(borrador)}
    for seccion in secciones(datos):
        dudas, valores = por_revisar(borrador, nuevas, seccion)
        assert not set(dudas) & set(nuevas)
        assert not set(valores) & set(nuevas)


def test_every_list_takes_a_new_row_that_can_be_reviewed() -> None:
    bloques: list[Bloque] = [
        ("titulo", "Compromiso 1. Agua"),
        ("parrafo", "Problema: No hay agua en los pozos."),
        ("parrafo", "Acción clave 1 (100%): Medir"),
        ("parrafo", "Objetivo: Saber cuánta hay."),
    ]
    b = asdict(comprender(leer(FORMATOS["plan.docx"](bloques))))
    datos = b["datos"]
    agregar(datos, "compromisos", "compromisos")
    for seccion in secciones(datos):
        for lista, clase in listas_de(datos, seccion).items():
            ruta = agregar(datos, lista, clase)
            assert f"{ruta}/{QUITADO}" in textos(datos, seccion)
    assert es_revisable(b)
    poner(datos, "compromisos/1/_quitado", "si")
    poner(datos, "ejes/0/_quitado", "si")
    limpio = depurado(b, {})
    assert len(limpio["compromisos"]) == 1
    assert limpio["ejes"] == []
    assert QUITADO not in str(limpio)
    for numeros in ([a["numero"] for a in limpio["compromisos"][0]["actividades"]],):
        assert len(set(numeros)) == len(numeros)


@pytest.mark.django_db
def test_any_mutilated_workbook_of_ours_gives_a_draft_or_a_sentence() -> None:
    from compromisos.plantilla_excel import libro_de

    entero = libro_de(DATOS)
    assert comprender(leer(entero)).datos["compromisos"][0]["nombre"] == "Agua"
    partes = {
        n: zipfile.ZipFile(io.BytesIO(entero)).read(n) for n in zipfile.ZipFile(io.BytesIO(entero)).namelist()
    }
    hojas = sorted(n for n in partes if n.startswith("xl/worksheets/sheet"))

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.sampled_from(hojas), st.integers(0, 4000), st.integers(1, 400), st.sampled_from([b"", b"9", b"x</v>"])
    )
    def mutilar(parte: str, desde: int, largo: int, por: bytes) -> None:
        salida = io.BytesIO()
        with zipfile.ZipFile(salida, "w") as paquete:
            for nombre, cuerpo in partes.items():
                roto = cuerpo[:desde] + por + cuerpo[desde + largo :] if nombre == parte else cuerpo
                paquete.writestr(nombre, roto)
        try:
            assert es_revisable(asdict(comprender(leer(salida.getvalue()))))
        except DocumentoIlegible as error:
            assert error.mensaje

    mutilar()


DATOS = {
    "fuente": {"titulo": "Plan"},
    "secretariado": {"nombre": "STL", "integrantes": [{"orden": 1, "titular": "Ana", "papel": "integrante"}]},
    "instituciones": [{"codigo": "SA", "nombre": "Secretaría del Agua", "siglas": "SA", "tipo": "dependencia"}],
    "plan": {"titulo": "Plan", "numero": 1},
    "ejes": [{"orden": 1, "numero": "1", "nombre": "Agua"}],
    "compromisos": [
        {
            "numero": 1,
            "nombre": "Agua",
            "eje": 1,
            "alineaciones": [{"marco": "ods", "clave": "6.1", "confirmada": True}],
            "responsables": [{"papel": "responsable", "institucion": "SA", "persona": "Ana"}],
            "indicadores": [],
            "acciones": [
                {"numero": 1, "nombre": "Medir", "ponderacion": "100", "responsables": [], "indicadores": [],
                 "actividades": [{"numero": 1, "nombre": "Comprar", "fecha_inicio": "2026-01-01"}]}
            ],
            "actividades": [],
            "dudas": [],
        }
    ],
    "dudas": [],
}  # fmt: skip
