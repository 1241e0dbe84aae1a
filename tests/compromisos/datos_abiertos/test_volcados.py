"""The daily dump: whole or not at all, the same bytes for the same data, taken up again, let go in time."""

import csv
import hashlib
import io
import json
import subprocess
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import Client
from fabricas import CompromisoF, Elenco

from compromisos.datos_abiertos.paquete import TODO, emitir
from compromisos.models import ArchivoDeVolcado, Volcado
from compromisos.servicios import volcados
from compromisos.servicios.volcados import Pieza
from pal_portal.api import RECURSOS
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Archivo, Asiento

pytestmark = pytest.mark.django_db
DIA = date(2020, 7, 31)
FORMATOS = ("csv", "json", "xlsx", "ods")


@pytest.fixture
def hecho(escena: Elenco) -> Volcado:
    call_command("publicar_datos", verbosity=0)
    return Volcado.objects.get()


def bajar(cliente: Client, ruta: str) -> bytes:
    respuesta = cliente.get(ruta)
    assert respuesta.status_code == 200, ruta
    return b"".join(respuesta.streaming_content) if respuesta.streaming else respuesta.content


def corto(dia: date) -> list[Pieza]:
    """An emitter that takes no time."""
    return [Pieza(TODO, "application/zip", io.BytesIO(dia.isoformat().encode()))]


def test_a_dump_has_every_table_in_every_format_with_its_fingerprint(hecho: Volcado, client: Client) -> None:
    archivos = {a.nombre: a for a in hecho.archivos.select_related("archivo")}
    assert {f"{t}.{f}" for t in RECURSOS for f in FORMATOS} <= set(archivos)
    assert {TODO, "diccionario.csv", "diccionario.json", "compromisos-ogp.csv"} <= set(archivos)
    for nombre, archivo in archivos.items():
        contenido = bajar(client, f"/datos/volcados/2020-07-31/{nombre}")
        assert hashlib.sha256(contenido).hexdigest() == archivo.archivo.sha256
        assert len(contenido) == archivo.archivo.tamano
    assert archivos["planes.json"].filas == 2
    sumas = bajar(client, "/datos/volcados/2020-07-31/SHA256SUMS").decode()
    assert sumas.count("\n") == len(archivos)


def test_the_zip_checks_itself_and_has_what_each_table_says(
    hecho: Volcado, client: Client, tmp_path: Path
) -> None:
    with zipfile.ZipFile(io.BytesIO(bajar(client, f"/datos/volcados/2020-07-31/{TODO}"))) as z:
        z.extractall(tmp_path)
    comprobado = subprocess.run(
        ["sha256sum", "-c", "--strict", "--quiet", "SHA256SUMS"], cwd=tmp_path, capture_output=True
    )
    assert comprobado.returncode == 0, comprobado.stderr
    assert "CC BY 4.0" in (tmp_path / "LICENCIA.txt").read_text()
    assert "2020-07-31" in (tmp_path / "LEEME.txt").read_text()
    for tabla, r in RECURSOS.items():
        with (tmp_path / f"{tabla}.csv").open(encoding="utf-8-sig", newline="") as f:
            filas = list(csv.DictReader(f))
        assert len(filas) == len(json.loads((tmp_path / f"{tabla}.json").read_text()))
        assert len(filas) == hecho.archivos.get(nombre=f"{tabla}.csv").filas
        metadatos = json.loads((tmp_path / f"{tabla}.csv-metadata.json").read_text())
        assert metadatos["url"] == f"{tabla}.csv"
        nombres = [c["name"] for c in metadatos["tableSchema"]["columns"]]
        assert nombres == [c.nombre for c in r.columnas]


def test_the_same_data_give_the_same_bytes_at_any_hour(escena: Elenco, time_machine: Any) -> None:
    def huellas() -> dict[str, str]:
        return {p.nombre: hashlib.sha256(_leer(p)).hexdigest() for p in emitir(DIA, RECURSOS)}

    time_machine.move_to("2026-01-01 03:00")
    unas = huellas()
    time_machine.move_to("2026-02-01 17:45")
    assert huellas() == unas
    CompromisoF(plan=escena.plan, numero=77)
    otras = huellas()
    assert {n for n in unas if unas[n] != otras[n]} >= {TODO, "compromisos.csv", "compromisos.ods"}


def _leer(pieza: Pieza) -> bytes:
    pieza.contenido.seek(0)
    return pieza.contenido.read()


def test_the_log_keeps_the_fingerprint_of_the_zip(hecho: Volcado, client: Client) -> None:
    asiento = Asiento.objects.get(accion="datos.publicados")
    assert asiento.datos["sha256"] == hecho.archivos.get(nombre=TODO).archivo.sha256
    assert (asiento.rol, asiento.publico, asiento.asunto) == ("portal", True, "volcado:2020-07-31")
    assert "/datos/volcados/2020-07-31/" in client.get("/bitacora/").content.decode()


def test_asking_twice_makes_one_dump(escena: Elenco) -> None:
    for _ in range(2):
        call_command("publicar_datos", verbosity=0)
    assert Volcado.objects.count() == 1
    assert Asiento.objects.filter(accion="datos.publicados").count() == 1


def test_what_beat_asks_for_is_made_in_the_background(
    escena: Elenco, django_capture_on_commit_callbacks: Any
) -> None:
    for entrada in ("publicar-datos", "barrer-volcados"):
        tarea = current_app.conf.beat_schedule[entrada]["task"]
        with django_capture_on_commit_callbacks(execute=True):
            current_app.tasks[tarea].apply(throw=True)
    assert Volcado.objects.get(dia=DIA).estado == "listo"


def test_a_failure_leaves_no_file_in_sight_and_the_sweep_tries_again(
    elenco: Elenco, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rompe(dia: date) -> list[Pieza]:
        raise OSError("disco lleno")

    pedidos: list[int] = []
    monkeypatch.setattr(volcados, "encolar", lambda tarea, pk: pedidos.append(pk))
    volcado = volcados.pedir_volcado()
    assert volcados.generar_volcado(volcado.pk, rompe) == "fallo"
    assert not ArchivoDeVolcado.objects.exists()
    assert client.get("/datos/volcados/2020-07-31/").status_code == 404
    assert client.get("/datos/").status_code == 200
    volcados.barrer_volcados()
    assert pedidos == [volcado.pk]  # too soon: only the first
    Volcado.objects.update(latido=ahora() - timedelta(minutes=6))
    volcados.barrer_volcados()
    assert pedidos == [volcado.pk] * 2
    assert volcados.generar_volcado(volcado.pk, corto) == "listo"
    assert client.get("/datos/volcados/2020-07-31/").status_code == 200


def test_half_a_dump_is_never_seen(elenco: Elenco, client: Client) -> None:
    def a_medias(dia: date) -> list[Pieza]:
        assert client.get("/datos/volcados/2020-07-31/").status_code == 404
        assert client.get("/datos/datos-abiertos.zip").status_code == 404
        return corto(dia)

    volcado, _nuevo = volcados.apuntar_volcado(DIA)
    assert volcados.generar_volcado(volcado.pk, a_medias) == "listo"


def test_a_dump_being_made_is_not_made_by_another_until_it_is_taken_as_dead(elenco: Elenco) -> None:
    volcado, _nuevo = volcados.apuntar_volcado(DIA)
    Volcado.objects.update(estado="generando", latido=ahora() - timedelta(hours=2))
    assert volcados.generar_volcado(volcado.pk, corto) == "generando"
    Volcado.objects.update(latido=ahora() - timedelta(hours=4))
    assert volcados.generar_volcado(volcado.pk, corto) == "listo"


def test_a_slow_worker_does_not_undo_what_another_finished(elenco: Elenco) -> None:
    volcado, _nuevo = volcados.apuntar_volcado(DIA)

    def lento(dia: date) -> list[Pieza]:
        Volcado.objects.update(latido=ahora() - timedelta(hours=4))
        volcados.generar_volcado(volcado.pk, corto)
        return [Pieza("otro.csv", "text/csv", io.BytesIO(b"x"))]

    volcados.generar_volcado(volcado.pk, lento)
    assert [a.nombre for a in ArchivoDeVolcado.objects.all()] == [TODO]


def test_the_sweep_gives_up_after_a_few_times(elenco: Elenco, monkeypatch: pytest.MonkeyPatch) -> None:
    pedidos: list[int] = []
    monkeypatch.setattr(volcados, "encolar", lambda tarea, pk: pedidos.append(pk))
    Volcado.objects.create(dia=DIA, estado="fallo", intentos=volcados.INTENTOS, latido=ahora() - timedelta(days=1))
    volcados.barrer_volcados()
    assert pedidos == []


@pytest.fixture
def tres_dias(elenco: Elenco, settings: Any) -> None:
    """Dumps of July 1st, 30th and 31st; the first two have the same content."""
    settings.DATOS_ABIERTOS_DIAS = 10_000
    for dia, contenido in (("2020-07-01", b"igual"), ("2020-07-30", b"igual"), ("2020-07-31", b"otro")):
        volcado, _nuevo = volcados.apuntar_volcado(date.fromisoformat(dia))
        volcados.generar_volcado(
            volcado.pk, lambda dia, c=contenido: [Pieza(TODO, "application/zip", io.BytesIO(c))]
        )


def test_old_dumps_go_and_what_others_share_stays(
    tres_dias: None, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.DATOS_ABIERTOS_DIAS = 7
    with django_capture_on_commit_callbacks(execute=True):
        assert volcados.retirar_volcados() == 1
    assert [str(v) for v in Volcado.objects.all()] == ["2020-07-31", "2020-07-30"]
    assert Archivo.objects.filter(tipo="application/zip").count() == 2
    compartido = Volcado.objects.get(dia="2020-07-30").archivos.get().archivo
    settings.PAL_HOY = "2020-12-31"
    with django_capture_on_commit_callbacks(execute=True):
        assert volcados.retirar_volcados() == 1
    assert not default_storage.exists(compartido.contenido.name)
    assert [str(v) for v in Volcado.objects.all()] == ["2020-07-31"], "la última siempre se conserva"
    assert default_storage.exists(Volcado.objects.get().archivos.get().archivo.contenido.name)


def test_the_list_shows_sizes_and_fingerprints_newest_first(tres_dias: None, client: Client) -> None:
    texto = client.get("/datos/volcados/").content.decode()
    posiciones = [texto.index(f"/datos/volcados/2020-07-{d}/") for d in ("31", "30", "01")]
    assert posiciones == sorted(posiciones)
    assert hashlib.sha256(b"otro").hexdigest() in texto
    assert client.get("/datos/datos-abiertos.zip").url == f"/datos/volcados/2020-07-31/{TODO}"


def test_who_has_a_file_already_is_told_so(tres_dias: None, client: Client) -> None:
    ruta = f"/datos/volcados/2020-07-31/{TODO}"
    huella = client.get(ruta)["ETag"]
    assert huella == f'"{hashlib.sha256(b"otro").hexdigest()}"'
    assert client.get(ruta, headers={"If-None-Match": huella}).status_code == 304


@pytest.mark.parametrize(
    "ruta", ["/datos/volcados/2020-13-99/", "/datos/volcados/ayer/", "/datos/volcados/2020-07-31/../settings.py"]
)
def test_what_is_not_there_is_not_found(tres_dias: None, client: Client, ruta: str) -> None:
    assert client.get(ruta).status_code == 404
