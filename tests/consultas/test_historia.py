"""The real consultations, as transcribed: every printed figure and sentence is in the source text."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from consultas.models import Consulta, Mesa, ResultadoHistorico
from consultas.servicios.historia import HISTORIA, cargar_historia

FUENTES = next(
    (p / "shared" / "fuentes" for p in Path(__file__).resolve().parents if (p / "shared" / "fuentes").is_dir()),
    Path("/nonexistent"),
)
con_fuentes = pytest.mark.skipif(not FUENTES.is_dir(), reason="shared/fuentes is not on this machine")
CONSULTAS: list[dict[str, Any]] = json.loads(HISTORIA.read_text())["consultas"]


def plano(texto: str) -> str:
    """The text as one line, without image marks, table bars, bullets, bold marks nor spacing."""
    texto = re.sub(r"\[image: ?\]|\*\*|[·\t|]", " ", texto)
    return re.sub(r"\s+", " ", texto).casefold()


def fuente_de(consulta: dict[str, Any]) -> str:
    nombre = "pal_guanajuato_2019" if consulta["stl"] == "GTO" else "gobierno_abierto_panorama_2020"
    return plano((FUENTES / f"{nombre}.txt").read_text())


@con_fuentes
@pytest.mark.parametrize("consulta", CONSULTAS, ids=lambda c: c["slug"])
def test_every_printed_figure_and_sentence_is_in_the_source(consulta: dict[str, Any]) -> None:
    fuente = fuente_de(consulta)
    impresos = [r["impreso"] for r in consulta.get("resultados", [])]
    impresos += [d["texto_original"] for d in consulta["dudas"] if d["texto_original"]]
    impresos += [m["tema"] for e in consulta.get("eventos", []) for m in e["mesas"]]
    impresos += [p.rstrip(".") for p in consulta["descripcion"].split("\n\n")]
    if consulta["fecha_texto"]:
        impresos.append(consulta["fecha_texto"])
    assert [i for i in impresos if plano(i) not in fuente] == []
    for r in consulta.get("resultados", []):
        assert Decimal(re.sub(r"[^\d.]", "", r["impreso"])) == Decimal(r["valor"])


@con_fuentes
def test_each_theme_of_the_poll_is_printed_with_its_percentage() -> None:
    poll = CONSULTAS[0]
    fuente = fuente_de(poll)
    for r in poll["resultados"]:
        assert plano(f"{r['etiqueta']} {r['impreso']}") in fuente
    tabla = fuente.split("temática participación")[1].split("100%")[0]
    assert len(re.findall(r"\d+%", tabla)) == len(poll["resultados"]) == 11


@pytest.fixture
def cargada(db: Any) -> list[str]:
    call_command("cargar_catalogos", verbosity=0)
    call_command("cargar_planes", verbosity=0)
    return cargar_historia()


def test_the_history_loads_once_and_links_what_came_out_of_it(cargada: list[str]) -> None:
    assert cargada == [c["slug"] for c in CONSULTAS]
    assert cargar_historia() == []
    mayo = Consulta.objects.get(slug="gto-foro-mayo-2019")
    mesas = Mesa.objects.filter(evento__consulta=mayo)
    assert mesas.count() == 11
    assert sorted(mesas.values_list("compromisos__clave", flat=True)) == [f"GTO-1-{n:02d}" for n in range(1, 12)]
    descartados = Mesa.objects.filter(descartado=True).values_list("tema", flat=True)
    assert list(descartados) == ["Empleo y Desigualdad Salarial"]
    assert Consulta.objects.filter(secretariado__entidad__letras__in=("OAX", "MEX")).count() == 6


def test_the_survey_of_october_keeps_its_figures_and_says_that_they_do_not_add_up(cargada: list[str]) -> None:
    encuesta = Consulta.objects.get(slug="gto-encuesta-octubre-2018")
    valores = dict(ResultadoHistorico.objects.filter(consulta=encuesta).values_list("etiqueta", "valor"))
    assert (valores["Encuestas aplicadas"], valores["Mujeres"], valores["Hombres"]) == (229, 93, 129)
    assert valores["Edad promedio"] == Decimal("19.83")
    assert valores["Interés reportado, porcentaje general"] == 92
    assert any("222, no 229" in d.nota for d in encuesta.dudas.all())
    poll = ResultadoHistorico.objects.filter(consulta__slug="gto-consulta-ciudadana-2018")
    assert sum(r.valor or 0 for r in poll) == 100
