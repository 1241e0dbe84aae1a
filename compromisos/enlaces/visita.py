"""One visit to a link, from the address to everything a check keeps. Never raises for what the site does."""

import hashlib
from dataclasses import dataclass, field, replace

from compromisos.enlaces.descarga import Descargador, FallaDeDescarga, Motivo
from compromisos.enlaces.estado import Huellas, Resultado, cambio, resultado_http
from compromisos.enlaces.texto import texto_de

# These can only be mended by whoever wrote the link; the other failures may pass by themselves.
_DEL_ENLACE = frozenset({Motivo.DIRECCION, Motivo.PROHIBIDA, Motivo.REDIRECCIONES})


@dataclass(frozen=True, slots=True)
class Visita:
    """What was found. `resultado` still knows nothing of former visits: see `comparada`."""

    resultado: Resultado
    motivo: str = ""
    estado_http: int | None = None
    direccion_final: str = ""
    tipo: str = ""
    tamano: int | None = None
    huellas: Huellas = field(default_factory=Huellas)
    texto: str = ""

    def comparada(self, referencia: Huellas | None) -> Resultado:
        """The result, seeing the first content known of this link."""
        if self.resultado == Resultado.BIEN and cambio(referencia, self.huellas):
            return Resultado.CAMBIO
        return self.resultado


def visitar(descargador: Descargador, url: str) -> Visita:
    try:
        descarga = descargador.descargar(url)
    except FallaDeDescarga as falla:
        resultado = Resultado.ROTO if falla.motivo in _DEL_ENLACE else Resultado.SIN_RESPUESTA
        return Visita(resultado, motivo=falla.motivo.value, direccion_final=falla.url)
    resultado = resultado_http(descarga.estado)
    visita = Visita(resultado, estado_http=descarga.estado, direccion_final=descarga.url, tipo=descarga.tipo)
    if resultado != Resultado.BIEN or not descarga.completa:
        return visita
    texto = texto_de(descarga)
    huellas = Huellas(_sha256(descarga.cuerpo), _sha256(texto.encode()) if texto else "")
    return replace(visita, tamano=len(descarga.cuerpo), huellas=huellas, texto=texto)


def _sha256(datos: bytes) -> str:
    return hashlib.sha256(datos).hexdigest()
