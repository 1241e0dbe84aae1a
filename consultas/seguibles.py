"""What can be followed: from a key (`compromiso:GTO-1-05`) to its name, its page, its channel and what the log
says of it. Only what is public for everybody; a draft cannot be followed, nor does it exist here."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.http import Http404
from django.urls import reverse

from compromisos.models import Alineacion, Compromiso, Elemento, Plan, Responsable
from consultas.models import Consulta
from secretariado.models import Asiento, Entidad, Institucion


@dataclass(frozen=True, slots=True)
class Seguible:
    """`filtro` finds its entries in the log."""

    asunto: str
    nombre: str
    url: str
    canal: str
    filtro: Q

    @property
    def tipo(self) -> str:
        return self.asunto.partition(":")[0]

    @property
    def clave(self) -> str:
        return self.asunto.partition(":")[2]

    @property
    def ruta(self) -> str:
        """The page to follow it."""
        return reverse("seguir", args=[self.tipo, self.clave])

    def asientos(self) -> "QuerySet[Asiento]":
        return Asiento.objects.filter(self.filtro)


def _compromiso(clave: str) -> Seguible | None:
    c = Compromiso.objects.publicados().filter(clave=clave.upper()).first()
    if c is None:
        return None
    canal = reverse("compromiso_atom", args=[c.clave])
    return Seguible(c.asunto, *_nombre("compromiso", c), canal, Q(asunto=c.asunto))


def _plan(clave: str) -> Seguible | None:
    p = Plan.objects.publicados().filter(clave=clave.upper()).first()
    if p is None:
        return None
    return Seguible(p.asunto, *_nombre("plan", p), reverse("plan_atom", args=[p.slug]), Q(plan=p.clave))


def _entidad(clave: str) -> Seguible | None:
    e = Entidad.objects.filter(slug=clave).first()
    if e is None:
        return None
    planes = Plan.objects.publicados().filter(secretariado__entidad=e)
    consultas = Consulta.objects.publicadas().filter(secretariado__entidad=e)
    filtro = Q(plan__in=planes.values("clave")) | Q(asunto__in=_claves("consulta", consultas, "slug"))
    asunto = f"entidad:{e.slug}"
    return Seguible(asunto, *_nombre("entidad", e), reverse("entidad_atom", args=[e.slug]), filtro)


def _consulta(clave: str) -> Seguible | None:
    c = Consulta.objects.publicadas().filter(slug=clave).first()
    if c is None:
        return None
    return Seguible(c.asunto, *_nombre("consulta", c), _canal(c.asunto), Q(asunto=c.asunto))


def _institucion(clave: str) -> Seguible | None:
    """The commitments that name it, as the list filtered by it. Without any it cannot be followed."""
    i = Institucion.objects.filter(slug=clave).first()
    suyos = Compromiso.objects.publicados().filter(
        pk__in=Responsable.objects.filter(institucion=i).values("compromiso")
    )
    if i is None or not suyos.exists():
        return None
    asunto = f"institucion:{i.slug}"
    return Seguible(asunto, *_nombre("institucion", i), _canal(asunto), _sobre(suyos))


def _ods(clave: str) -> Seguible | None:
    """A goal (with its targets) or a target."""
    elemento = Elemento.objects.filter(marco__clave="ods", clave=clave).first()
    if elemento is None:
        return None
    alineados = Alineacion.objects.filter(Q(elemento=elemento) | Q(elemento__padre=elemento))
    suyos = Compromiso.objects.publicados().filter(pk__in=alineados.values("compromiso"))
    asunto = f"ods:{elemento.clave}"
    return Seguible(asunto, *_nombre("ods", elemento), _canal(asunto), _sobre(suyos))


def _sobre(compromisos: "QuerySet[Compromiso]") -> Q:
    return Q(asunto__in=_claves("compromiso", compromisos, "clave"))


def _claves(tipo: str, filas: "QuerySet[Any]", campo: str) -> "QuerySet[Any]":
    """Their keys as a subquery: the database joins the log with them."""
    clave = Concat(Value(f"{tipo}:"), F(campo), output_field=CharField())
    return filas.order_by().values_list(clave, flat=True)


def _canal(asunto: str) -> str:
    tipo, _dos_puntos, clave = asunto.partition(":")
    return reverse("seguir_atom", args=[tipo, clave])


def _lista(filtro: str, valor: str) -> str:
    return f"{reverse('compromisos')}?{filtro}={valor}"


TIPOS: dict[str, Callable[[str], Seguible | None]] = {
    "compromiso": _compromiso,
    "plan": _plan,
    "entidad": _entidad,
    "institucion": _institucion,
    "ods": _ods,
    "consulta": _consulta,
}


def seguible_de(asunto: str) -> Seguible | None:
    """The subject of a key; None when it does not exist or is not public."""
    tipo, _dos_puntos, clave = asunto.partition(":")
    leer = TIPOS.get(tipo)
    return leer(clave) if leer and len(clave) <= 120 and "\x00" not in clave else None


def seguible_o_404(tipo: str, clave: str) -> Seguible:
    seguible = seguible_de(f"{tipo}:{clave}")
    if seguible is None:
        raise Http404
    return seguible


def novedades(asunto: str) -> "QuerySet[Asiento] | None":
    """The entries of a subject while it is public."""
    seguible = seguible_de(asunto)
    return seguible.asientos() if seguible else None


def nombres_de(asuntos: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Name and page of each subject that is still public: one query per kind, however many there are."""
    claves: dict[str, set[str]] = {}
    for asunto in asuntos:
        tipo, _dos_puntos, clave = asunto.partition(":")
        if tipo in TIPOS:
            claves.setdefault(tipo, set()).add(clave)
    hallados: dict[str, tuple[str, str]] = {}
    for tipo, suyas in claves.items():
        filas, campo = _filas(tipo)
        for fila in filas.filter(**{f"{campo}__in": suyas}):
            hallados[f"{tipo}:{getattr(fila, campo)}"] = _nombre(tipo, fila)
    return hallados


def _filas(tipo: str) -> tuple["QuerySet[Any]", str]:
    """What is public of a kind, and the field of its key."""
    return {
        "compromiso": (Compromiso.objects.publicados(), "clave"),
        "plan": (Plan.objects.publicados(), "clave"),
        "entidad": (Entidad.objects.all(), "slug"),
        "institucion": (Institucion.objects.all(), "slug"),
        "ods": (Elemento.objects.filter(marco__clave="ods"), "clave"),
        "consulta": (Consulta.objects.publicadas(), "slug"),
    }[tipo]


def _nombre(tipo: str, fila: Any) -> tuple[str, str]:
    if tipo == "compromiso":
        return f"{fila.clave} {fila.nombre}", fila.get_absolute_url()
    if tipo == "ods":
        return f"ODS {fila.clave}. {fila.nombre}", _lista("ods", fila.clave)
    if tipo == "institucion":
        return fila.nombre, _lista("institucion", fila.slug)
    return str(fila), fila.get_absolute_url()
