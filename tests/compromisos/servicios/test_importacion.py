"""A document becomes a draft plan, once, through one door."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from documentos_de_prueba import FORMATOS, bloques_de

from compromisos.models import Actividad, Compromiso, Duda, Plan
from compromisos.servicios.catalogos import cargar_catalogos
from compromisos.servicios.importacion import importar_plan
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Asiento, Institucion

RAIZ = Path(__file__).resolve().parents[3]
VERDAD = json.loads((RAIZ / "fixtures" / "planes" / "gto-1.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def documento() -> bytes:
    return FORMATOS["plan.docx"](bloques_de(VERDAD))


def importar(elenco: Any, cuerpo: bytes, nombre: str = "plan.docx", **extra: Any) -> Any:
    return importar_plan(actor=elenco.alicia, secretariado=elenco.stl, cuerpo=cuerpo, nombre=nombre, **extra)


def cuentas() -> dict[str, int]:
    return {m.__name__: m.objects.count() for m in (Plan, Compromiso, Actividad, Duda, Institucion, Asiento)}


def test_a_document_becomes_a_draft_with_its_commitments(elenco: Any, documento: bytes) -> None:
    cargar_catalogos()
    plan, borrador = importar(elenco, documento)
    assert borrador is not None
    assert plan.es_borrador
    assert plan.estado == Plan.Estado.EN_FORMULACION
    assert plan.clave == "GTO-3"  # the cast has 1 and 2
    compromisos = Compromiso.objects.filter(plan=plan)
    assert [c.nombre for c in compromisos] == [c["nombre"] for c in VERDAD["compromisos"]]
    assert [c.clave for c in compromisos][:2] == ["GTO-3-01", "GTO-3-02"]
    assert {c.estado for c in compromisos} == {Compromiso.Estado.PROPUESTO}
    assert [e.nombre for e in plan.ejes.all()] == [e["nombre"] for e in VERDAD["ejes"]]
    esperadas = [a["clave"] for a in VERDAD["compromisos"][1]["alineaciones"]]
    assert sorted(compromisos[1].elementos.values_list("clave", flat=True)) == sorted(esperadas)
    beca = compromisos[2].actividades.get(numero=1)
    assert (str(beca.fecha_inicio), beca.fecha_fin, beca.periodicidad) == ("2019-08-01", None, "mensual")


def test_a_body_the_state_knows_is_not_made_twice(elenco: Any, documento: bytes) -> None:
    plan, _ = importar(elenco, documento)
    assert Institucion.objects.filter(siglas="SICOM").count() == 1
    assert Institucion.objects.filter(nombre="Gentileza es Unión A.C.").count() == 1
    construye = Compromiso.objects.get(plan=plan, nombre="Guanajuato Construye")
    assert construye.responsables.get().institucion == elenco.institucion


def test_the_same_file_twice_creates_nothing_twice(elenco: Any, documento: bytes) -> None:
    primero, _ = importar(elenco, documento)
    antes = cuentas()
    segundo, borrador = importar(elenco, documento)
    assert (segundo, borrador) == (primero, None)
    assert cuentas() == antes


def test_the_doubts_and_what_had_no_place_stay_with_the_plan(elenco: Any) -> None:
    texto = "Compromiso 1. Agua\n\nProblema: No hay.\n\nODS: meta 216.6\n\nBibliografía\n\n\n\nVéase el anexo."
    plan, _ = importar(elenco, texto.encode(), "plan.txt")
    dudas = list(plan.dudas.values_list("campo", "texto_original"))
    assert ("alineaciones", "216.6") in dudas
    assert ("sin_clasificar", "Véase el anexo.") in dudas


def test_only_who_facilitates_that_secretariat_imports(elenco: Any, documento: bytes) -> None:
    for persona in (elenco.beto, elenco.yago, elenco.elena, elenco.fidel, elenco.ciudadana):
        with pytest.raises(PermissionDenied):
            importar_plan(actor=persona, secretariado=elenco.stl, cuerpo=documento, nombre="plan.docx")


def test_importing_leaves_a_reserved_entry_without_persons(elenco: Any, documento: bytes) -> None:
    plan, _ = importar(elenco, documento)
    asiento = Asiento.objects.get(accion="plan.importado")
    assert (asiento.asunto, asiento.publico) == (plan.asunto, False)
    assert set(asiento.datos) == {"sha256"}


@pytest.mark.parametrize("cuerpo", [b"", b"PK\x03\x04", b"Receta de mole con chiles y especias. " * 20])
def test_a_bad_file_leaves_nothing_half_made(elenco: Any, cuerpo: bytes) -> None:
    antes = cuentas()
    with pytest.raises(ReglaIncumplida) as rechazo:
        importar(elenco, cuerpo)
    assert rechazo.value.campo == "archivo"
    assert cuentas() == antes


def test_our_own_export_comes_back_whole(elenco: Any) -> None:
    cargar_catalogos()
    cuerpo = json.dumps(VERDAD, ensure_ascii=False).encode()
    plan, _ = importar(elenco, cuerpo, "gto-1.json")
    assert Compromiso.objects.filter(plan=plan).count() == 11
    assert Actividad.objects.filter(compromiso__plan=plan).count() == 30
    assert Compromiso.objects.get(plan=plan, numero=9).eje.nombre == "Gobierno Ciudadano"


@pytest.mark.parametrize(
    "cambio",
    [
        {"compromisos": [{"nombre": "A", "fecha_inicio": "ayer"}]},
        {"compromisos": [{"nombre": "A", "responsables": [3]}]},
        {"compromisos": [{"nombre": "A", "actividades": [{"numero": "x"}]}]},
        {"compromisos": [{"nombre": "A", "numero": None}]},
        {"plan": {"fecha_inicio": "2020-01-01", "fecha_fin": "2019-01-01"}},
        {"ejes": [{}]},
    ],
)
def test_an_export_with_odd_values_is_refused_whole(elenco: Any, cambio: dict[str, Any]) -> None:
    antes = cuentas()
    with pytest.raises(ReglaIncumplida):
        importar(elenco, json.dumps({**VERDAD, **cambio}).encode(), "raro.json")
    assert cuentas() == antes


def orden(*argumentos: str) -> str:
    salida = io.StringIO()
    call_command("importar_pal", *argumentos, stdout=salida)
    return salida.getvalue()


def test_the_command_tells_without_writing_and_then_creates_once(
    elenco: Any, documento: bytes, tmp_path: Path
) -> None:
    ruta = tmp_path / "plan.docx"
    ruta.write_bytes(documento)
    antes = cuentas()
    informe = json.loads(orden(str(ruta), "--entidad", "GTO", "--simular", "--json"))
    assert informe["resumen"]["compromisos"] == 11
    assert informe["origenes"]["compromisos/0/problema"]["lugar"].startswith("tabla")
    assert "216.6" in orden(str(ruta), "--entidad", "GTO", "--simular")
    assert cuentas() == antes
    assert "GTO-3" in orden(str(ruta), "--entidad", "GTO", "--crear")
    assert "No se creó nada" in orden(str(ruta), "--entidad", "GTO", "--crear", "--actor", elenco.alicia.correo)
    assert Plan.objects.filter(clave__startswith="GTO-").count() == 3


@pytest.mark.parametrize(("nombre", "dice"), [("nada.txt", "no existe"), (".", "es una carpeta")])
def test_the_command_says_in_spanish_why_it_cannot_open_a_file(tmp_path: Path, nombre: str, dice: str) -> None:
    with pytest.raises(CommandError, match=dice):
        orden(str(tmp_path / nombre), "--entidad", "GTO", "--simular")


def test_the_command_says_what_is_wrong(elenco: Any, tmp_path: Path) -> None:
    ruta = tmp_path / "vacio.txt"
    ruta.write_bytes(b"")
    for argumentos in (
        (str(ruta), "--entidad", "GTO", "--simular"),
        (str(ruta), "--entidad", "XXX", "--simular"),
        (str(tmp_path / "no"), "--entidad", "GTO", "--simular"),
        (str(ruta), "--entidad", "GTO", "--crear", "--actor", "nadie@ejemplo.test"),
    ):
        with pytest.raises(CommandError):
            orden(*argumentos)
