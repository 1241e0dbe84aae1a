"""What can be commented: from a key (`compromiso:GTO-1-05`) to its page, its STL and who must answer.

Consultation paragraphs and proposals add their kind here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from compromisos.models import Actividad, Compromiso, Plan
from compromisos.permisos import instituciones_de


@dataclass(frozen=True, slots=True)
class Asunto:
    """`bitacora` is the subject under which the log tells it, which has a page of its own."""

    clave: str
    nombre: str
    url: str
    secretariado_id: int
    plan: Plan | None
    instituciones: frozenset[int]
    bitacora: str
    abierto: bool = True

    @property
    def tipo(self) -> str:
        return self.clave.partition(":")[0]

    @property
    def referencia(self) -> str:
        return self.clave.partition(":")[2]

    @property
    def ruta(self) -> str:
        """The page of its comments."""
        return reverse("comentarios", args=[self.tipo, self.referencia])


def _compromiso(clave: str, usuario: Any) -> Asunto | None:
    c = (
        Compromiso.objects.visibles_para(usuario)
        .filter(clave=clave.upper())
        .select_related("plan__secretariado__entidad")
        .first()
    )
    if c is None:
        return None
    return Asunto(
        c.asunto,
        f"{c.clave} {c.nombre}",
        c.get_absolute_url(),
        c.plan.secretariado_id,
        c.plan,
        instituciones_de(c),
        c.asunto,
        _abierto(c),
    )


def _actividad(clave: str, usuario: Any) -> Asunto | None:
    if not clave.isdigit() or len(clave) > 18:
        return None
    a = (
        Actividad.objects.filter(pk=clave, compromiso__in=Compromiso.objects.visibles_para(usuario))
        .select_related("compromiso__plan__secretariado__entidad")
        .first()
    )
    if a is None:
        return None
    c = a.compromiso
    return Asunto(
        f"actividad:{a.pk}",
        f"{c.clave} · {a.nombre}",
        f"{c.get_absolute_url()}#actividades",
        c.plan.secretariado_id,
        c.plan,
        frozenset({a.a_cargo_de_id}) if a.a_cargo_de_id else instituciones_de(c),
        c.asunto,
        _abierto(c),
    )


def _abierto(c: Compromiso) -> bool:
    return not c.plan.es_borrador


TIPOS: dict[str, Callable[[str, Any], Asunto | None]] = {"compromiso": _compromiso, "actividad": _actividad}


def asunto_de(clave: str, usuario: Any = None) -> Asunto | None:
    """The subject of a key, None when it does not exist or `usuario` may not see it."""
    tipo, _dos_puntos, referencia = clave.partition(":")
    leer = TIPOS.get(tipo)
    return leer(referencia, usuario) if leer else None


def asunto_o_404(clave: str, usuario: Any) -> Asunto:
    asunto = asunto_de(clave, usuario)
    if asunto is None:
        raise Http404
    return asunto
