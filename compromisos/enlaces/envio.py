"""Telling another system through the one door to the Internet: a POST, under the same limits."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from urllib3.connection import HTTPConnection

from compromisos.enlaces.descarga import Descarga, Descargador
from compromisos.enlaces.direcciones import Direccion


@dataclass(frozen=True, slots=True)
class Remitente(Descargador):
    """One message. A redirect is an answer like any other: what was signed for one address goes to no other."""

    cuerpo: bytes = b""
    cabeceras: Mapping[str, str] = field(default_factory=dict)

    def enviar(self, url: str) -> Descarga:
        """What `url` answered. Raises FallaDeDescarga."""
        respuesta = self._visitar(self._leer(url), time.monotonic() + self.limites.total)
        assert isinstance(respuesta, Descarga)
        return respuesta

    def _pedir(self, conexion: HTTPConnection, destino: Direccion) -> Descarga:
        cabeceras = {
            "User-Agent": self.agente,
            "Accept-Encoding": "identity",
            "Connection": "close",
            **self.cabeceras,
        }
        conexion.request(
            "POST",
            destino.recurso,
            body=self.cuerpo,
            headers=cabeceras,
            preload_content=False,
            decode_content=False,
        )
        return self._leer_respuesta(conexion.getresponse(), destino.url)
