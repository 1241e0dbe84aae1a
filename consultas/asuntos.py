"""What can be commented: from a key (`compromiso:GTO-1-05`) to its page, its STL and who must answer."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from compromisos.models import Actividad, Compromiso, Plan
from compromisos.permisos import instituciones_de
from consultas.models import Aportacion, Consulta, Parrafo, filtro_consultas_visibles
from consultas.permisos_consultas import instituciones_consultadas


@dataclass(frozen=True, slots=True)
class Asunto:
    """`bitacora` is the subject under which the log tells it, which has a page of its own. `recibe`: people may
    write now; who must answer still may once it closed."""

    clave: str
    nombre: str
    url: str
    secretariado_id: int
    plan: Plan | None
    instituciones: frozenset[int]
    bitacora: str
    abierto: bool = True
    recibe: bool = True

    @property
    def se_comenta(self) -> bool:
        return self.abierto and self.recibe

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


def _parrafo(clave: str, usuario: Any) -> Asunto | None:
    if not clave.isdigit() or len(clave) > 18:
        return None
    filas = Parrafo.objects.filter(filtro_consultas_visibles(usuario, "version__consulta__"), pk=clave)
    p = filas.select_related("version__consulta__plan", "version__consulta__secretariado__entidad").first()
    if p is None:
        return None
    c = p.version.consulta
    url = reverse("consulta_parrafo", args=[c.slug, p.pk])
    return _de_consulta(f"parrafo:{p.pk}", f"{c.titulo} · §{p.orden} (v{p.version.numero})", url, c)


def _aportacion(clave: str, usuario: Any) -> Asunto | None:
    if not clave.isdigit() or len(clave) > 18:
        return None
    filas = Aportacion.objects.visibles_para(usuario).filter(pk=clave)
    a = filas.select_related("consulta__plan", "consulta__secretariado__entidad").first()
    return None if a is None else _de_consulta(f"aportacion:{a.pk}", a.titulo, a.get_absolute_url(), a.consulta)


def _de_consulta(clave: str, nombre: str, url: str, c: Consulta) -> Asunto:
    """What is said of a consultation is as public as the consultation, even where its plan is still a draft."""
    return Asunto(
        clave,
        nombre,
        url,
        c.secretariado_id,
        c.plan if c.plan and not c.plan.es_borrador else None,
        instituciones_consultadas(c),
        c.asunto,
        abierto=not c.es_borrador,
        recibe=c.esta_abierta,
    )


TIPOS: dict[str, Callable[[str, Any], Asunto | None]] = {
    "compromiso": _compromiso,
    "actividad": _actividad,
    "parrafo": _parrafo,
    "aportacion": _aportacion,
}


CLAVE = rf"^({'|'.join(TIPOS)}):[A-Za-z0-9-]{{1,40}}$"
"""What a key looks like."""


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
