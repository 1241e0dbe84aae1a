"""A form on a row says what it showed: what another person wrote meanwhile is not put back."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from zlib import crc32

from django.db import transaction
from django.db.models import Model
from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import OtraPersonaCambio
from pal_portal.cimientos.plantillas import fecha


def lo_visto(fila: Model, campos: Iterable[str]) -> str:
    """What a page shows of `fila`, for its form to send back."""
    return json.dumps({c: _marca(getattr(fila, c)) for c in campos})


@contextmanager
def sin_pisar(request: HttpRequest, form: Form, fila: Model, campos: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What this person wrote, with the row held: without what they left as they saw it and another changed. A
    value that both changed: OtraPersonaCambio says what it is now."""
    visto = _leer(request.POST.get("visto", ""))
    datos = dict(form.cleaned_data)
    with transaction.atomic():
        actual = type(fila)._base_manager.select_for_update().filter(pk=fila.pk).first()
        chocan = []
        for campo in campos if actual else ():
            ahora = getattr(actual, campo)
            if campo not in datos or visto.get(campo, _marca(ahora)) == _marca(ahora):
                continue
            if _marca(datos[campo]) == visto[campo]:
                del datos[campo]
            elif _marca(datos[campo]) != _marca(ahora):
                chocan.append(f"{form.fields[campo].label}: «{_dicho(actual, campo)}»")
        if chocan:
            raise OtraPersonaCambio(
                _(
                    "Mientras escribías, otra persona cambió esto: %(lista)s. Lo que escribiste sigue aquí; "
                    "revísalo y guarda de nuevo si todavía corresponde."
                )
                % {"lista": "; ".join(chocan)}
            )
        yield datos


def _leer(visto: str) -> dict[str, Any]:
    try:
        leido = json.loads(visto)
    except (ValueError, RecursionError):
        return {}
    return leido if isinstance(leido, dict) else {}


def _marca(valor: Any) -> str:
    valor = getattr(valor, "pk", valor)
    return f"{crc32(str('' if valor is None else valor).replace(chr(13), '').strip().encode()):x}"


def _dicho(fila: Any, campo: str) -> str:
    valor = getattr(fila, campo)
    if isinstance(valor, date):
        return fecha(valor)
    leible = getattr(fila, f"get_{campo}_display", None)
    return str(leible() if leible else valor if valor is not None else "")[:200]
