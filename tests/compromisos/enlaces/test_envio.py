"""A message to another system goes through the same door as every visit: one address, checked."""

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from compromisos.enlaces.descarga import Descargador, FallaDeDescarga, Limites, Motivo
from compromisos.enlaces.envio import Remitente


@pytest.fixture
def remitente(descargador: Callable[..., Descargador], sitio: Any) -> Remitente:
    base = descargador()
    manejador: Any = sitio.RequestHandlerClass

    def do_post(self: BaseHTTPRequestHandler) -> None:
        largo = int(self.headers["Content-Length"])
        sitio.pedidos.append((self.path, dict(self.headers), self.rfile.read(largo)))
        self.close_connection = True
        sitio.rutas[self.path](self)

    manejador.do_POST = do_post
    return Remitente(
        Limites(), resolver=base.resolver, conectar=base.conectar, cuerpo=b'{"a":1}', cabeceras={"webhook-id": "m"}
    )


def test_the_body_and_its_headers_arrive(remitente: Remitente, sitio: Any) -> None:
    sitio.responder("/avisos", estado=202)
    assert remitente.enviar("http://sistema.test/avisos").estado == 202
    [(ruta, cabeceras, cuerpo)] = sitio.pedidos
    assert (ruta, cabeceras["webhook-id"], cuerpo) == ("/avisos", "m", b'{"a":1}')
    assert cabeceras["Host"] == "sistema.test"
    assert not {"Cookie", "Authorization"} & set(cabeceras)


def test_a_redirect_is_not_followed(remitente: Remitente, sitio: Any) -> None:
    sitio.responder("/avisos", estado=307, Location="http://otro.test/robo")
    assert remitente.enviar("http://sistema.test/avisos").estado == 307
    assert len(sitio.pedidos) == 1


@pytest.mark.parametrize("ip", ["127.0.0.1", "169.254.169.254", "10.1.2.3", "::1"])
def test_a_name_that_leads_inside_is_never_reached(remitente: Remitente, conexiones: list[Any], ip: str) -> None:
    dentro = Remitente(Limites(), resolver=lambda nombre, puerto: [ip], cuerpo=b"{}")
    with pytest.raises(FallaDeDescarga) as falla:
        dentro.enviar("https://sistema.test/avisos")
    assert falla.value.motivo == Motivo.PROHIBIDA
    assert conexiones == []
