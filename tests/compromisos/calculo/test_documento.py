"""docs/calculo.md prints the figures that the tests of the worked cases compute."""

import re
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[3]


def test_the_document_prints_the_figures_of_the_three_cases() -> None:
    texto = (RAIZ / "docs" / "calculo.md").read_text(encoding="utf-8")
    secciones = dict(re.findall(r"### (\S+) al[^\n]*\n(.*?)(?=\n### |\Z)", texto, re.DOTALL))
    impresas = {clave: re.findall(r"\*\*(\d+\.\d)\*\*", cuerpo) for clave, cuerpo in secciones.items()}
    pruebas = (Path(__file__).parent / "test_casos_del_diseno.py").read_text(encoding="utf-8")
    assert impresas == {
        "MEX-4-13": ["67.2", "55.2", "31.3"],
        "GTO-1-03": ["50.0", "33.3"],
        "GTO-1-07": ["50.1", "46.7", "13.3"],
    }
    for cifras in impresas.values():
        assert ", ".join(f'"{c}"' for c in cifras) in pruebas
