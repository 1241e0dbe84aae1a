"""What an uploaded file is, by its content, and whether it hides something. No Django here.

`puerta` runs all of it in a short-lived process with limits of memory and time, so that neither a bomb nor a
crash in a parser's library takes the web worker with it. `pal_portal.cimientos.subidas` is who calls it.
"""


class Rechazo(Exception):
    """The file may not stay; `motivo` is a key of `subidas.MENSAJES`."""

    def __init__(self, motivo: str) -> None:
        super().__init__(motivo)
        self.motivo = motivo
