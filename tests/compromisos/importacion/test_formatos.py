"""The same plan in every format gives the same draft."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from documentos_de_prueba import FORMATOS, bloques_de

from compromisos.importacion.comprension import comprender
from compromisos.importacion.lectura import leer

RAIZ = Path(__file__).resolve().parents[3]
VERDAD = json.loads((RAIZ / "fixtures" / "planes" / "gto-1.json").read_text(encoding="utf-8"))


def llano(valor: Any) -> Any:
    """Texts on one line: a PDF's cell does not tell a new line from a wrapped one."""
    return re.sub(r"\s+", " ", valor).strip() if isinstance(valor, str) else valor


def esencia(datos: dict[str, Any]) -> list[Any]:
    """What a plan says, without what only the transcription's editor decided."""
    nombres = {i["codigo"]: i["nombre"] for i in datos["instituciones"]}
    filas: list[Any] = [
        [llano(o) for o in datos["plan"]["objetivos_especificos"]],
        llano(datos["plan"]["objetivo_general"]),
    ]
    filas += [
        (i["titular"], i["suplente"], nombres[i["institucion"]])
        for i in datos["secretariado"]["integrantes"]
        if i["institucion"]
    ]
    filas += [e["nombre"] for e in datos["ejes"]]
    for c in datos["compromisos"]:
        campos = (
            "nombre",
            "descripcion",
            "problema",
            "objetivo",
            "proposito_ciudadano",
            "medios_verificacion",
            "texto_alineacion",
        )
        filas.append([llano(c[k]) for k in campos])
        filas.append([a["clave"] for a in c["alineaciones"]])
        filas.append([(r["persona"], r["cargo"]) for r in c["responsables"]])
        filas += [
            [a[k] for k in ("nombre", "fecha_inicio", "fecha_fin", "periodicidad", "calendario_texto")]
            for a in c["actividades"]
        ]
    return filas


@pytest.mark.parametrize("nombre", FORMATOS)
def test_the_same_plan_gives_the_same_draft(nombre: str) -> None:
    documento = leer(FORMATOS[nombre](bloques_de(VERDAD)), nombre)
    assert documento.formato == nombre.rpartition(".")[2]
    assert esencia(comprender(documento).datos) == esencia(VERDAD)
