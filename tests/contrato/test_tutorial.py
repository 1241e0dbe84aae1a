"""docs/api.md is true: its commands are run, one after another, against the portal."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from api import Sistema
from fabricas import ConsultaF, Elenco, EventoF, pregunta

from compromisos.models import Avance, Evidencia, Gancho
from consultas.models import Participacion

pytestmark = pytest.mark.django_db
TEXTO = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


def correr(seccion: str, **entorno: str) -> tuple[list[int], list[Any]]:
    """Run the commands of a section; each curl also says its status, on a line of its own after the body."""
    texto = TEXTO.partition(f"## {seccion}")[2].partition("\n## ")[0]
    comandos = "\n".join(re.findall(r"```sh\n(.*?)```", texto, re.DOTALL))
    con_estado = comandos.replace("curl -s ", "curl -s -w '\\n%{http_code}\\n' ").replace(
        "-w '\\n%{http_code}\\n' -D", "-D"
    )
    salida = subprocess.run(
        ["sh", "-e", "-c", con_estado],
        env={"PATH": os.environ["PATH"], **entorno},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (salida.returncode, salida.stderr) == (0, "")
    lineas = salida.stdout.strip().split("\n")
    return [int(e) for e in lineas[1::2]], [json.loads(c) for c in lineas[::2]]


def test_every_command_of_the_tutorial_does_what_it_says(elenco: Elenco, servido: str, tmp_path: Path) -> None:
    estados, cuerpos = correr(
        "Diez minutos",
        SITIO=servido,
        LLAVE=Sistema(elenco.alicia).secreto,
        COMPROMISO=elenco.compromiso.clave,
        ENTREGA=str(elenco.entrega.pk),
        CARPETA=str(tmp_path),
    )
    assert estados == [200, 200, 201, 201, 400, 200, 201, 201]
    assert list(cuerpos[0]["resultados"][0]) == ["clave", "nombre", "verificado"]
    assert cuerpos[1]["actividades"][0]["nombre"] == elenco.actividad.nombre
    assert {e["campo"] for e in cuerpos[4]["errores"]} == {"porcentaje", "que_se_hizo"}
    assert cuerpos[5]["guardadas"] == 1
    assert [a.porcentaje for a in Avance.objects.order_by("pk")] == [60, 80, 90]
    assert (Evidencia.objects.count(), Gancho.objects.count()) == (2, 1)


def test_every_command_about_taking_part_does_what_it_says(elenco: Elenco, servido: str) -> None:
    encuesta = ConsultaF(secretariado=elenco.stl)
    unica = pregunta(encuesta, "unica", "Sí", "No", obligatoria=True)
    foro = EventoF(consulta=ConsultaF(secretariado=elenco.stl, instrumento="foro"), con_registro=True)
    estados, cuerpos = correr(
        "Participar",
        SITIO=servido,
        LLAVE=Sistema(elenco.ciudadana).secreto,
        ENCUESTA=encuesta.slug,
        PREGUNTA=str(unica.pk),
        OPCION=str(unica.opciones.get(texto="Sí").pk),
        EVENTO=str(foro.pk),
    )
    assert estados == [200, 201, 200]
    assert [len(cuerpos[0][n]) for n in ("preguntas", "opciones")] == [1, 2]
    assert cuerpos[2]["estado"] == "dentro"
    assert Participacion.objects.get().respuestas.get().opcion == unica.opciones.get(texto="Sí")


def test_the_code_that_checks_a_signature_checks_ours(elenco: Elenco) -> None:
    from fabricas import GanchoF, momento

    from compromisos.models import EnvioGancho
    from compromisos.servicios.ganchos_envio import cabeceras

    [codigo] = re.findall(r"```python\n(import base64.*?)```", TEXTO, re.DOTALL)
    espacio: dict[str, Any] = {}
    exec(compile(codigo, "docs/api.md", "exec"), espacio)  # noqa: S102 - our own document
    gancho = GanchoF(usuario=elenco.dario)
    dia = momento("2020-07-01")
    envio = EnvioGancho(gancho=gancho, asiento=1, evento="avance.declarado", no_antes=dia, creado=dia)
    firmadas = cabeceras(envio, b'{"a":1}')
    assert espacio["es_autentico"](gancho.secreto, firmadas, b'{"a":1}')
    assert not espacio["es_autentico"](gancho.secreto, firmadas, b'{"a":2}')
    assert not espacio["es_autentico"](GanchoF(usuario=elenco.dario).secreto, firmadas, b'{"a":1}')
