"""What the pages with a form share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from pal_portal.cimientos.errores import OtraPersonaCambio, ReglaIncumplida


def resultado(form: Any, guardar: Callable[[dict[str, Any]], Any]) -> int:
    """Run the service on a valid form; a broken rule becomes the error of its field, and nothing is lost. 302 when
    done, 422 with what to correct, 429 when it is too much."""
    if not form.is_valid():
        return 422
    try:
        guardar(form.cleaned_data)
    except ReglaIncumplida as error:
        form.se_adelantaron = isinstance(error, OtraPersonaCambio)
        campo = error.campo if error.campo in form.fields else {"archivo": "archivos"}.get(error.campo or "")
        form.add_error(campo if campo in form.fields else None, error.mensaje)
        return 429 if error.estado_http == 429 else 422
    return 302


def guardado(form: Any, guardar: Callable[[dict[str, Any]], Any]) -> bool:
    """Whether it was done."""
    return resultado(form, guardar) == 302


def se_adelantaron(form: Any) -> bool:
    """Whether the form was refused because somebody else changed the same thing."""
    return getattr(form, "se_adelantaron", False)


def estado_de(request: HttpRequest) -> int:
    """Status of a page with a form: 422 when it comes back with errors."""
    return 422 if request.method == "POST" else 200


def listo(request: HttpRequest, destino: str, mensaje: str) -> HttpResponse:
    """Redirect; the upload script, which cannot follow it, is told where by a header."""
    messages.success(request, mensaje)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(headers={"X-Listo": destino})
    return redirect(destino)
