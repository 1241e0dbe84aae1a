"""The list: filters, keyset pages, and the same rows in page, API and CSV."""

import csv
import io
import random
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from fabricas import CompromisoF, EjeF, Elenco, InstitucionF
from rest_framework.throttling import AnonRateThrottle, UserRateThrottle

from compromisos.models import Alineacion, Compromiso, Elemento, Marco, Responsable
from compromisos.textos import texto_de_busqueda

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sin_limite(monkeypatch: pytest.MonkeyPatch) -> None:
    for limite in (AnonRateThrottle, UserRateThrottle):
        monkeypatch.setattr(limite, "THROTTLE_RATES", {"anon": "100000/min", "user": "100000/min"})


@pytest.fixture
def muchos(elenco: Elenco) -> Elenco:
    azar = random.Random(7)
    eje = EjeF(plan=elenco.plan, orden=20_000)
    marco = Marco.objects.create(clave="ods", nombre="ODS")
    padre = Elemento.objects.create(marco=marco, clave="16", orden=1, nivel="objetivo", nombre="Paz")
    meta = Elemento.objects.create(marco=marco, clave="16.6", orden=2, nivel="meta", nombre="Rendir", padre=padre)
    otra = InstitucionF(nombre="Poder Judicial")
    for n in range(57):
        nombre = azar.choice(["Educación pública", "Difusión de sentencias", "Año fiscal abierto"])
        c = CompromisoF(
            plan=azar.choice([elenco.plan, elenco.otro_plan]), eje=eje, numero=200 + n, nombre=f"{nombre} {n}"
        )
        Compromiso.objects.filter(pk=c.pk).update(
            busqueda=texto_de_busqueda(c.nombre),
            semaforo=azar.choice(Compromiso.Semaforo.values),
            cumplimiento=azar.choice(Compromiso.Cumplimiento.values),
            verificado=azar.choice([None, Decimal(0), Decimal("33.333333333333"), Decimal(azar.randrange(100))]),
            vence=azar.choice([None, date(2020, 1, 1) + timedelta(days=azar.randrange(5))]),
            entregas_vencidas=azar.choice([0, 0, 3]),
        )
        if azar.random() < 0.4:
            Alineacion.objects.create(compromiso=c, elemento=azar.choice([padre, meta]))
        if azar.random() < 0.4:
            Responsable.objects.create(compromiso=c, institucion=otra)
    elenco.judicial = otra
    return elenco


def de_la_pagina(cliente: Client, consulta: str) -> list[str]:
    claves: list[str] = []
    ruta = f"/compromisos/?{consulta}"
    while ruta:
        html = cliente.get(ruta).content.decode()
        claves += re.findall(r'href="/compromisos/([A-Z]{3}-\d+-\d+)/"', html)
        siguiente = re.search(r'href="(\?[^"]*)" rel="next"', html)
        ruta = "/compromisos/" + siguiente[1].replace("&amp;", "&") if siguiente else ""
    return claves


def de_la_api(cliente: Client, consulta: str) -> list[str]:
    claves: list[str] = []
    ruta: str | None = f"/api/v1/compromisos/?{consulta}"
    while ruta:
        datos = cliente.get(ruta).json()
        claves += [f["clave"] for f in datos["resultados"]]
        ruta = datos["siguiente"]
    return claves


def del_csv(cliente: Client, consulta: str) -> list[str]:
    crudo = b"".join(cliente.get(f"/api/v1/compromisos/?{consulta}&formato=csv").streaming_content)
    return [fila["clave"] for fila in csv.DictReader(io.StringIO(crudo.decode("utf-8-sig")))]


def test_page_api_and_csv_have_the_same_rows_in_50_random_filters(muchos: Elenco, client: Client) -> None:
    azar = random.Random(11)
    opciones: dict[str, list[str]] = {
        "q": ["", "", "educacion", "DIFUSIÓN", "ano fiscal", "publica 1"],
        "entidad": ["", "", "guanajuato", "OAX"],
        "plan": ["", "", muchos.plan.clave],
        "institucion": ["", "", muchos.judicial.slug],
        "ods": ["", "", "16", "16.6"],
        "semaforo": ["", "", *Compromiso.Semaforo.values],
        "cumplimiento": ["", "", "", "limitado"],
        "vencidas": ["", "", "true"],
        "orden": ["", "clave", "verificado", "vence", "reciente"],
    }
    no_vacias = 0
    for _ in range(50):
        elegido = {k: v for k, vs in opciones.items() if (v := azar.choice(vs))}
        consulta = "&".join(f"{k}={v}" for k, v in {**elegido, "tamano": str(azar.choice([3, 7, 100]))}.items())
        pagina, api, hoja = (f(client, consulta) for f in (de_la_pagina, de_la_api, del_csv))
        assert pagina == api, consulta
        assert sorted(pagina) == sorted(hoja), consulta
        assert len(set(pagina)) == len(pagina), consulta
        no_vacias += bool(pagina)
    assert no_vacias > 10


@pytest.mark.parametrize("orden", ["clave", "verificado", "vence", "reciente"])
def test_going_back_shows_the_pages_that_were_there(muchos: Elenco, client: Client, orden: str) -> None:
    ida: list[list[str]] = []
    ruta: str | None = f"/api/v1/compromisos/?orden={orden}&tamano=10"
    anterior = None
    while ruta:
        datos = client.get(ruta).json()
        ida.append([f["clave"] for f in datos["resultados"]])
        ruta, anterior = datos["siguiente"], datos["anterior"]
    vuelta: list[list[str]] = [ida[-1]]
    while anterior:
        datos = client.get(anterior).json()
        vuelta.append([f["clave"] for f in datos["resultados"]])
        anterior = datos["anterior"]
    assert vuelta[::-1] == ida
    assert sum(map(len, ida)) == Compromiso.objects.publicados().count()


@pytest.mark.parametrize(
    "basura", ["despues=zzz", "antes=W10", "despues=bnVsbA", "tamano=abc", "tamano=-4", "despues=W251bGwsbnVsbF0"]
)
def test_a_broken_address_shows_the_first_page(muchos: Elenco, client: Client, basura: str) -> None:
    assert client.get(f"/compromisos/?{basura}").status_code == 200


def test_a_filter_that_does_not_exist_is_explained_by_the_api(elenco: Elenco, client: Client) -> None:
    respuesta = client.get("/api/v1/compromisos/?semaforo=morado")
    assert respuesta.status_code == 400
    assert respuesta.json()["title"] == "La petición no es válida"


def test_the_api_answers_304_until_something_changes(elenco: Elenco, client: Client) -> None:
    ruta = f"/api/v1/compromisos/{elenco.compromiso.clave}/"
    marca = client.get(ruta)["ETag"]
    assert client.get(ruta, headers={"if-none-match": marca}).status_code == 304
    Compromiso.objects.filter(pk=elenco.compromiso.pk).update(nombre="Otro nombre")
    assert client.get(ruta, headers={"if-none-match": marca}).status_code == 200


def test_any_site_may_read_and_none_may_use_the_session(elenco: Elenco, client: Client) -> None:
    respuesta = client.get("/api/v1/compromisos/", headers={"origin": "https://ajeno.test"})
    assert respuesta["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in respuesta
    assert client.post("/api/v1/compromisos/").status_code == 405


def test_too_many_requests_are_told_to_wait(
    elenco: Elenco, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": "2/min", "user": "2/min"})
    estados: list[Any] = [client.get("/api/v1/marcos/") for _ in range(3)]
    assert [r.status_code for r in estados] == [200, 200, 429]
    assert estados[-1].json()["title"] == "Demasiadas peticiones"
    assert int(estados[-1]["Retry-After"]) > 0


def test_answers_have_exactly_the_columns_of_the_schema(muchos: Elenco, client: Client) -> None:
    from pal_portal.api import RECURSOS
    from pal_portal.inclusiones import INCLUSIONES

    esquemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]
    for nombre in RECURSOS:
        for fila in client.get(f"/api/v1/{nombre}/").json()["resultados"]:
            assert set(fila) == set(esquemas[nombre]["properties"]) - set(INCLUSIONES.get(nombre, ())), nombre


def test_a_withdrawn_commitment_answers_to_no_light(client: Client) -> None:
    vivo = CompromisoF(semaforo="rojo")
    retirado = CompromisoF(plan=vivo.plan, eje=vivo.eje, semaforo="rojo", estado="retirado")
    texto = client.get("/compromisos/?semaforo=rojo").content.decode()
    assert vivo.get_absolute_url() in texto
    assert retirado.get_absolute_url() not in texto
