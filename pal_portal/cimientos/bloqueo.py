"""A row that was read a moment ago, held to be written: somebody may have taken it out meanwhile."""

from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import YaNoExiste

M = TypeVar("M", bound=Model)


def tomar(filas: "QuerySet[M]", **cual: Any) -> M:
    """The row of `filas` that `cual` names; YaNoExiste when it is gone. Of a row that is never deleted, `get`."""
    fila = filas.filter(**cual).first()
    if fila is None:
        raise YaNoExiste(_("Ya no existe: alguien lo quitó mientras lo veías."))
    return fila
