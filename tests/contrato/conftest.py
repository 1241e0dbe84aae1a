"""The portal served for real on a thread of this process, with the cast in its database."""

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections
from fabricas import AvanceF, Elenco
from rest_framework.throttling import SimpleRateThrottle


@pytest.fixture(autouse=True)
def _sin_limites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SimpleRateThrottle, "allow_request", lambda self, request, view: True)
    cache.clear()


@pytest.fixture
def poblado(elenco: Elenco) -> Elenco:
    AvanceF(entrega=elenco.entrega, autor=elenco.dario)
    return elenco


class _Servidor(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Callado(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None: ...


@pytest.fixture
def servido(db: Any) -> Iterator[str]:
    """Its address. Its threads use the test's own connection, one at a time, whose transaction is undone at the
    end: emptying the tables, as `live_server` does, is what their triggers forbid."""
    if connection.vendor != "sqlite":
        pytest.skip("comparte la conexión de la prueba, que sólo en memoria puede ser de varios hilos")
    portal, candado = WSGIHandler(), threading.Lock()
    propia = connections[connection.alias]  # not `connection`, which asks each thread for its own

    def aplicacion(entorno: Any, empezar: Any) -> Any:
        with candado:
            connections[propia.alias] = propia
            respuesta = portal(entorno, empezar)
            cuerpo = b"".join(respuesta)
            respuesta.close()
            return [cuerpo]

    connection.inc_thread_sharing()
    servidor = make_server("127.0.0.1", 0, aplicacion, server_class=_Servidor, handler_class=_Callado)
    threading.Thread(target=servidor.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{servidor.server_port}"
    servidor.shutdown()
    servidor.server_close()
    connection.dec_thread_sharing()
