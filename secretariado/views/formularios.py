"""What the pages with a form share."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest

from pal_portal.cimientos.errores import ReglaIncumplida


def guardado(form: Form, guardar: Callable[[dict[str, Any]], Any]) -> bool:
    """Run the service on a valid form; a broken rule becomes the error of its field, and nothing is lost."""
    if not form.is_valid():
        return False
    try:
        guardar(form.cleaned_data)
    except ReglaIncumplida as error:
        form.add_error(error.campo if error.campo in form.fields else None, error.mensaje)
        return False
    return True


def estado(request: HttpRequest) -> int:
    """Status of a page with a form: 422 when it comes back with errors."""
    return 422 if request.method == "POST" else 200
