"""The page, the API, the CSV and the workbook of a filtered list have the same rows (PAL_FILTROS of them)."""

import csv
import io
import os
import random
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from compromisos.models import Plan

pytestmark = pytest.mark.django_db
CUANTOS = int(os.environ.get("PAL_FILTROS", "50"))
SEMILLA = int(os.environ.get("PAL_SEMILLA", str(random.randrange(10**6))))
POSIBLES: dict[str, tuple[str, ...]] = {
    "q": ("abierto", "EDUCACION", "datos", "género", "presupuestaria", "zzz", "%", "ciudadania"),
    "entidad": ("guanajuato", "federacion", "no-existe"),
    "plan": ("GTO-1", "gto-1", "MEX-4", "ZZZ-9"),
    "ods": ("16", "16.6", "4", "10"),
    "semaforo": ("verde", "ambar", "rojo", "azul", "gris"),
    "cumplimiento": ("limitado", "sustancial", "completo", "sin_evidencia"),
    "vencidas": ("on",),
}


def al_azar(azar: random.Random) -> dict[str, str]:
    campos = azar.sample(sorted(POSIBLES), k=azar.choice((1, 1, 2, 2, 3)))
    return {c: azar.choice(POSIBLES[c]) for c in campos}


def test_page_api_csv_and_workbook_have_the_same_rows(guanajuato: Plan, client: Client) -> None:
    azar = random.Random(SEMILLA)
    lecturas: dict[str, Callable[[dict[str, str]], Any]] = {
        "página": lambda f: re.findall(
            r'href="/compromisos/([A-Z]{3}-\d+-\d+)/"',
            client.get("/compromisos/", {**f, "tamano": "100"}).content.decode().partition("<main")[2],
        ),
        "api": lambda f: [
            x["clave"] for x in client.get("/api/v1/compromisos/", {**f, "tamano": "100"}).json()["resultados"]
        ],
        "csv": lambda f: [
            x["clave"]
            for x in csv.DictReader(
                io.StringIO(client.get("/datos/compromisos.csv", f).getvalue().decode("utf-8-sig"))
            )
        ],
        "csv de la api": lambda f: [
            x["clave"]
            for x in csv.DictReader(
                io.StringIO(
                    client.get("/api/v1/compromisos/", {**f, "formato": "csv"}).getvalue().decode("utf-8-sig")
                )
            )
        ],
        "xlsx": lambda f: [
            fila[0]
            for fila in openpyxl.load_workbook(io.BytesIO(client.get("/datos/compromisos.xlsx", f).getvalue()))
            .worksheets[0]
            .iter_rows(min_row=2, values_only=True)
        ],
    }
    con_filas = 0
    for _n in range(CUANTOS):
        filtro = al_azar(azar)
        claves = {nombre: list(dict.fromkeys(leer(filtro))) for nombre, leer in lecturas.items()}
        assert len(set(map(tuple, claves.values()))) == 1, (SEMILLA, filtro, claves)
        con_filas += bool(claves["api"])
    assert con_filas > CUANTOS // 5, SEMILLA


def test_a_filter_that_makes_no_sense_is_refused_as_in_the_api(guanajuato: Plan, client: Client) -> None:
    for ruta in ("/api/v1/compromisos/", "/datos/compromisos.csv"):
        assert client.get(ruta, {"semaforo": "morado"}).status_code == 400, ruta
