"""`?campos=` and `?incluir=`: what was asked, nothing hidden among it, and always as many queries."""

from typing import Any

import pytest
from api import campos, es_problema
from django.test import Client
from fabricas import ActividadF, CompromisoF, Elenco, EntregaF, EvidenciaF

from pal_portal.api import RECURSOS
from pal_portal.cimientos import seleccion
from pal_portal.inclusiones import INCLUSIONES

pytestmark = pytest.mark.django_db


def pedir(ruta: str) -> Any:
    return Client().get(f"/api/v1/{ruta}")


def test_only_the_columns_asked_for_are_read(elenco: Elenco) -> None:
    for fila in pedir("compromisos/?campos=nombre,clave").json()["resultados"]:
        assert list(fila) == ["clave", "nombre"]
    assert pedir(f"compromisos/{elenco.compromiso.clave}/?campos=estado").json() == {"estado": "en_proceso"}
    cabecera = next(iter(pedir("compromisos/?campos=clave,estado&formato=csv").streaming_content))
    assert cabecera.decode("utf-8-sig").splitlines()[0] == "clave,estado"


def test_pages_go_on_without_the_column_that_orders_them(elenco: Elenco) -> None:
    CompromisoF.create_batch(5, plan=elenco.plan)
    vistos, ruta = [], "compromisos/?campos=nombre&tamano=2"
    while ruta:
        cuerpo = pedir(ruta).json()
        vistos += cuerpo["resultados"]
        ruta = (cuerpo["siguiente"] or "").partition("/api/v1/")[2]
    assert len(vistos) == 7


@pytest.mark.parametrize(
    ("ruta", "campo"),
    [
        ("compromisos/?campos=clave,correo", "campos"),
        ("compromisos/?campos=plan__secretariado__correo", "campos"),
        ("compromisos/?incluir=usuarios", "incluir"),
        ("marcos/?incluir=elementos", "incluir"),
        ("responsables/?campos=telefono", "campos"),
    ],
)
def test_what_is_not_declared_is_refused(elenco: Elenco, ruta: str, campo: str) -> None:
    respuesta = pedir(ruta)
    assert es_problema(respuesta, 400)
    assert campos(respuesta) == {campo}


def test_each_row_brings_its_own(elenco: Elenco) -> None:
    fila = pedir(f"compromisos/{elenco.compromiso.clave}/?incluir=actividades,responsables").json()
    assert [a["id"] for a in fila["actividades"]] == [elenco.actividad.pk]
    assert {r["institucion"] for r in fila["responsables"]} == {elenco.institucion.slug, elenco.osc.slug}
    todas = pedir("compromisos/?incluir=entregas").json()["resultados"]
    assert {f["clave"]: [e["id"] for e in f["entregas"]] for f in todas} == {
        elenco.compromiso.clave: [elenco.entrega.pk],
        elenco.otro_compromiso.clave: [elenco.otra_entrega.pk],
    }


def test_what_is_included_is_what_the_list_gives(elenco: Elenco) -> None:
    """The same columns, declared once."""
    EvidenciaF(entrega=elenco.entrega)
    for nombre, hijos in INCLUSIONES.items():
        for fila in pedir(f"{nombre}/?incluir={','.join(hijos)}").json()["resultados"]:
            for hijo in hijos:
                for incluida in fila[hijo]:
                    assert set(incluida) == {c.nombre for c in RECURSOS[hijo].columnas}, (nombre, hijo)


def test_a_draft_is_not_reached_through_what_hangs_from_it(elenco: Elenco) -> None:
    ActividadF(compromiso=elenco.secreto, nombre="Actividad reservada")
    assert pedir(f"planes/{elenco.borrador.clave}/?incluir=compromisos").status_code == 404
    assert "reservad" not in pedir("planes/?incluir=compromisos,ejes").content.decode()


@pytest.mark.parametrize(
    "ruta", ["compromisos/?incluir=actividades,entregas,evidencias", "planes/?incluir=compromisos"]
)
def test_queries_are_constant(elenco: Elenco, ruta: str, django_assert_num_queries: Any) -> None:
    esperadas = 1 + len(ruta.partition("incluir=")[2].split(","))
    with django_assert_num_queries(esperadas):
        pedir(ruta)
    for n in range(10):
        EvidenciaF(entrega=EntregaF(actividad=ActividadF(compromiso=CompromisoF(plan=elenco.plan), numero=n + 2)))
    with django_assert_num_queries(esperadas):
        assert pedir(ruta).status_code == 200


def test_too_much_at_once_is_refused(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    EntregaF(actividad=elenco.actividad, numero=2)
    monkeypatch.setattr(seleccion, "MAXIMO", 1)
    assert es_problema(pedir(f"compromisos/{elenco.compromiso.clave}/?incluir=entregas"), 400)
