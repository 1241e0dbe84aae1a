"""What a rule of the domain raises."""


class ReglaIncumplida(Exception):
    """A rule was not met: a page shows it beside `campo`, the API answers 409, a task records it.

    `mensaje` is for a person: what is wrong and what to do. `estado_http`: what the API answers.
    """

    estado_http = 409

    def __init__(self, mensaje: str, campo: str | None = None) -> None:
        super().__init__(mensaje)
        self.mensaje = mensaje
        self.campo = campo


class YaNoExiste(ReglaIncumplida):
    """What the act is on was taken out between being read and being held."""

    estado_http = 404


class OtraPersonaCambio(ReglaIncumplida):
    """Somebody changed the same thing meanwhile. Only after this may a form take the present state as seen."""
