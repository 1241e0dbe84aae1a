"""The real plans are what the importer reads in their documents plus what a person decided, and nothing else."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from compromisos.importacion.letras import CONTACTO
from compromisos.importacion.transcripcion import decisiones_entre, transcribir
from compromisos.management.commands import transcribir_planes

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"


def hojas(valor: Any, ruta: str = "") -> dict[str, Any]:
    """Every single value, by path."""
    if isinstance(valor, dict) and valor:
        return {r: v for c, x in valor.items() for r, v in hojas(x, f"{ruta}/{c}").items()}
    if isinstance(valor, list) and valor:
        return {r: v for i, x in enumerate(valor) for r, v in hojas(x, f"{ruta}/{i}").items()}
    return {ruta: valor}


def plan_y_decisiones(clave: str) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    plan = json.loads((FIXTURES / "planes" / f"{clave}.json").read_text(encoding="utf-8"))
    decisiones = json.loads((FIXTURES / "planes" / "decisiones" / f"{clave}.json").read_text(encoding="utf-8"))
    return plan, decisiones, (FIXTURES / "fuentes" / decisiones["fuente"]).read_bytes()


@pytest.mark.parametrize("clave", ["gto-1", "mex-4"])
def test_the_plan_is_its_document_read_and_reviewed_field_by_field(clave: str) -> None:
    plan, decisiones, cuerpo = plan_y_decisiones(clave)
    hecho = transcribir(cuerpo, decisiones["fuente"], decisiones)
    assert hojas(hecho) == hojas(plan)


@pytest.mark.parametrize(("clave", "minimo"), [("gto-1", 0.9), ("mex-4", 0.85)])
def test_few_values_were_decided_by_hand(clave: str, minimo: float) -> None:
    """Of the values that are not the notes of a doubt, which people word."""
    plan, decisiones, _ = plan_y_decisiones(clave)
    todos = {r for r in hojas(plan) if "/dudas" not in r}
    a_mano = {r for r in hojas(decisiones["valores"]) if "dudas" not in r}
    assert 1 - len(a_mano) / len(todos) >= minimo


@pytest.mark.parametrize("clave", ["gto-1", "mex-4"])
def test_the_sources_carry_no_contact_of_persons(clave: str) -> None:
    _plan, _decisiones, cuerpo = plan_y_decisiones(clave)
    assert CONTACTO.findall(cuerpo.decode()) == []


def test_decisions_turn_one_thing_into_another() -> None:
    leido = {"a": [{"x": 1, "y": 2}, {"x": 3}], "b": "uno", "c": ["p"], "d": {"e": []}}
    revisado = {"a": [{"x": 1}, {"x": 4, "z": 5}], "b": "dos", "c": ["p", "q"], "d": {"e": [{"x": 1}]}}
    valores, sin = decisiones_entre(leido, revisado)
    assert valores == {"a/1/x": 4, "a/1/z": 5, "b": "dos", "c": ["p", "q"], "d/e": [{"x": 1}]}
    assert sin == ["a/0/y"]


def test_the_command_says_whether_they_are_still_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    salida = io.StringIO()
    call_command("transcribir_planes", "--comprobar", stdout=salida)
    assert salida.getvalue().count("igual") == 2
    for carpeta in ("fuentes", "planes", "planes/decisiones"):
        (tmp_path / carpeta).mkdir()
        for archivo in (FIXTURES / carpeta).glob("*.*"):
            (tmp_path / carpeta / archivo.name).write_bytes(archivo.read_bytes())
    monkeypatch.setattr(transcribir_planes, "FIXTURES", tmp_path)
    (tmp_path / "planes" / "gto-1.json").write_text("{}")
    with pytest.raises(CommandError, match="gto-1"):
        call_command("transcribir_planes", "--comprobar", stdout=salida)
    call_command("transcribir_planes", stdout=salida)
    call_command("transcribir_planes", "--comprobar", stdout=salida)
