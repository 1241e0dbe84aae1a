"""Workers killed (-9) while they send notices: after restarting, each notice was sent exactly once.

The last test says where that ends: a mail server that accepted a message just before the kill gets it again,
with the same Message-ID.
"""

import email
import os
import signal
import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from fabricas import Elenco, UsuarioF
from servicios_reales.test_trabajador import esperar, trabajador  # noqa: F401

from pal_portal.cimientos.fechas import ahora, hoy
from secretariado.models import Aviso
from secretariado.registro.avisos import Hecho, barrer_avisos, crear_avisos, enviar_avisos

pytestmark = [pytest.mark.servicios_reales, pytest.mark.django_db(transaction=True)]
FILA = {
    "clave": "GTO-1-01",
    "nombre": "Plataforma",
    "fecha": "2020-08-02",
    "situacion": "sin_reporte",
    "ruta": "/",
}


class Buzon(socketserver.ThreadingTCPServer):
    """A mail server that accepts everything and remembers it."""

    allow_reuse_address = daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Atencion)
        self.recibidos: list[Any] = []


class Atencion(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 buzon\r\n")
        while linea := self.rfile.readline():
            orden = linea[:4].upper().strip()
            if orden == b"DATA":
                self.wfile.write(b"354 sigue\r\n")
                cuerpo = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.recibidos.append(email.message_from_bytes(cuerpo))  # type: ignore[attr-defined]
            self.wfile.write(b"221 adios\r\n" if orden == b"QUIT" else b"250 bien\r\n")
            if orden == b"QUIT":
                return


@pytest.fixture
def buzon() -> Iterator[Buzon]:
    servidor = Buzon()
    threading.Thread(target=servidor.serve_forever, daemon=True).start()
    yield servidor
    servidor.shutdown()
    servidor.server_close()


@pytest.fixture
def carpeta(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, buzon: Buzon) -> Path:
    """The workers' environment; must be asked for before `trabajador`, which copies it."""
    aqui = Path(__file__).parent
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "ajustes_correo")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(aqui), str(aqui.parents[1])]))
    monkeypatch.setenv("PRUEBA_TRANSPORTE", "Carpeta")
    monkeypatch.setenv("PRUEBA_CARPETA", str(tmp_path / "correos"))
    monkeypatch.setenv("PRUEBA_PUERTO", str(buzon.server_address[1]))
    monkeypatch.setenv("PRUEBA_COLA", f"prueba-{os.getpid()}")
    return tmp_path / "correos"


@pytest.fixture
def por_smtp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRUEBA_TRANSPORTE", "Smtp")


def pedir(cuantos: int) -> None:
    """As many notices, each to somebody else."""
    datos = {"filas": [FILA], "total": 1}
    personas = [UsuarioF(correo=f"persona{n}@institucion.mx") for n in range(cuantos)]
    assert crear_avisos(Hecho(p.pk, "vence_3", "entrega:1:2020-08-02", datos, hoy()) for p in personas) == cuantos


def estados() -> Counter[str]:
    return Counter(Aviso.objects.values_list("estado", flat=True))


def matar(proceso: Any) -> None:
    os.killpg(proceso.pid, signal.SIGKILL)
    proceso.wait()


def pasado_el_plazo() -> None:
    """Ten minutes later: the sweep of every five minutes finds what was left."""
    Aviso.objects.filter(estado__in=("pendiente", "enviando")).update(latido=ahora() - timedelta(minutes=11))
    barrer_avisos()


def parado_y_muerto(carpeta: Path, punto: str, arrancar: Callable[[], Any]) -> None:
    parada = carpeta.parent / f"detener-{punto}"
    parada.touch()
    proceso = arrancar()
    esperar((carpeta.parent / "detenido").exists)
    assert estados() == {"enviando": 1}
    matar(proceso)
    parada.unlink()
    assert estados() == {"enviando": 1}


@pytest.mark.parametrize("punto", ["antes", "despues"])
def test_killed_just_before_or_just_after_handing_over_it_is_sent_exactly_once(
    elenco: Elenco,
    carpeta: Path,
    punto: str,
    trabajador: Any,  # noqa: F811
) -> None:
    pedir(1)
    parado_y_muerto(carpeta, punto, trabajador)
    assert len(list(carpeta.glob("*.eml"))) == (punto == "despues")
    pasado_el_plazo()
    trabajador()
    esperar(lambda: estados() == {"enviado": 1})
    (archivo,) = carpeta.glob("*.eml")
    assert email.message_from_bytes(archivo.read_bytes())["To"] == "persona0@institucion.mx"
    assert Aviso.objects.get().intentos == 2
    entregados = carpeta.parent / "entregados"
    assert entregados.exists() == (punto == "antes"), "what was already there was not handed over again"


def test_workers_killed_at_any_moment_leave_every_notice_sent_exactly_once(
    elenco: Elenco,
    carpeta: Path,
    trabajador: Any,  # noqa: F811
) -> None:
    pedir(40)
    for limite in (3, 11, 19, 27):
        proceso = trabajador()
        esperar(lambda hasta=limite: len(list(carpeta.glob("*.eml"))) >= hasta)
        matar(proceso)
        pasado_el_plazo()
    trabajador()
    esperar(lambda: estados() == {"enviado": 40})
    destinos = [email.message_from_bytes(a.read_bytes())["To"] for a in carpeta.glob("*.eml")]
    assert sorted(destinos) == sorted(f"persona{n}@institucion.mx" for n in range(40))
    entregados = (carpeta.parent / "entregados").read_text().split()
    assert len(entregados) == len(set(entregados))


def test_killed_before_the_mail_server_had_it_it_is_sent_exactly_once(
    elenco: Elenco,
    carpeta: Path,
    buzon: Buzon,
    por_smtp: None,
    trabajador: Any,  # noqa: F811
) -> None:
    pedir(1)
    parado_y_muerto(carpeta, "antes", trabajador)
    assert buzon.recibidos == []
    pasado_el_plazo()
    trabajador()
    esperar(lambda: estados() == {"enviado": 1})
    assert [m["To"] for m in buzon.recibidos] == ["persona0@institucion.mx"]


def test_killed_just_after_the_mail_server_accepted_it_the_copy_has_the_same_message_id(
    elenco: Elenco,
    carpeta: Path,
    buzon: Buzon,
    por_smtp: None,
    trabajador: Any,  # noqa: F811
) -> None:
    """Nobody can tell that server's acceptance from its loss: rather twice, recognisably, than never."""
    pedir(1)
    parado_y_muerto(carpeta, "despues", trabajador)
    pasado_el_plazo()
    trabajador()
    esperar(lambda: estados() == {"enviado": 1})
    assert len({m["Message-ID"] for m in buzon.recibidos}) == 1
    assert len(buzon.recibidos) == 2
    pasado_el_plazo()
    assert len(buzon.recibidos) == 2


def test_many_threads_at_once_store_each_fact_once_and_send_each_message_once(
    elenco: Elenco, mailoutbox: list[Any]
) -> None:
    personas = [UsuarioF(correo=f"persona{n}@institucion.mx").pk for n in range(10)]
    datos = {"filas": [FILA], "total": 1}
    errores: list[BaseException] = []

    def hilo() -> None:
        try:
            crear_avisos(Hecho(p, "vence_3", "entrega:1:2020-08-02", datos, hoy()) for p in personas)
            for grupo in set(Aviso.objects.values_list("grupo", flat=True)):
                enviar_avisos(grupo)
        except BaseException as error:
            errores.append(error)
        finally:
            connection.close()

    hilos = [threading.Thread(target=hilo) for _ in range(6)]
    for h in hilos:
        h.start()
    for h in hilos:
        h.join()
    assert errores == []
    assert estados() == {"enviado": 10}
    assert len(mailoutbox) == len({m.to[0] for m in mailoutbox}) == 10
