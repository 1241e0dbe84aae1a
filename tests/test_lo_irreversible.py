"""What cannot be undone is never one click away: a button that destroys stands in a confirmation, or on a page
of its own that asks."""

import re
from pathlib import Path

PLANTILLAS = Path(__file__).resolve().parents[1] / "templates"
PREGUNTAN = {
    "account/suprimir.html",
    "comentarios/borrar.html",
    "comentarios/olvidar.html",
    "componentes/formulario.html",
    "mesa/retirar.html",
    "mfa/totp/deactivate_form.html",
    "mfa/webauthn/authenticator_confirm_delete.html",
    "moderacion/moderar.html",  # a form that opens, with its days and its reason
}
"""Pages whose only purpose is to ask, and the component that does."""


def test_a_button_that_destroys_asks_first() -> None:
    de_un_clic = {
        ruta.relative_to(PLANTILLAS).as_posix()
        for ruta in PLANTILLAS.rglob("*.html")
        if re.search(r"<button[^>]*boton grave", ruta.read_text(encoding="utf-8"))
    }
    assert de_un_clic == PREGUNTAN
