"""Reading comments: a page of threads, one thread, the latest of a subject. A fixed number of queries each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery, Value, Window
from django.db.models.functions import Cast, Coalesce, Concat, RowNumber
from django.urls import reverse

from compromisos.models import Compromiso
from consultas.models import Comentario, Decision
from pal_portal.cimientos.listas import Orden, Pagina, paginar

HILOS = 20
RESPUESTAS = 5
"""Replies shown under each comment of a list; all of them are on its own page."""
RECIENTES = 5
ORDENES = {
    "recientes": Orden("publicado", "pk", descendente=True),
    "antiguos": Orden("publicado", "pk"),
    "respondidos": Orden("respondida", "pk", descendente=True),
}
_PERSONAS = ("participante", "institucion", "respondida_por")


@dataclass(slots=True)
class Hilos:
    """A page of comments with their first replies (`respuestas_primeras`)."""

    filas: list[Comentario] = field(default_factory=list)
    pagina: Pagina = field(default_factory=Pagina)
    orden: str = "recientes"


def hilos_de(asunto: str, parametros: Any) -> Hilos:
    """Three queries: the page's keys, those of the first replies, and all of them."""
    orden = parametros.get("orden", "")
    orden = orden if orden in ORDENES else "recientes"
    filas = Comentario.objects.de(asunto).hilos().a_la_vista()
    if orden == "respondidos":
        filas = filas.filter(respondida__isnull=False)
    claves_de: Any = filas.values("pk", "publicado", "respondida")
    pagina = paginar(claves_de, ORDENES[orden], parametros, HILOS)
    claves = [f["pk"] for f in pagina.filas]
    primeras = _primeras_respuestas(claves)
    todas = con_motivo(Comentario.objects.filter(pk__in=[*claves, *primeras]))
    todas = todas.select_related(*_PERSONAS).annotate(cuantas_respuestas=_cuantas_respuestas())
    por_clave = {c.pk: c for c in todas}
    for c in por_clave.values():
        c.respuestas_primeras = []  # type: ignore[attr-defined]
    for pk in primeras:
        if (respuesta := por_clave.get(pk)) and (raiz := por_clave.get(respuesta.responde_a_id or 0)):
            raiz.respuestas_primeras.append(respuesta)  # type: ignore[attr-defined]
    return Hilos([por_clave[k] for k in claves if k in por_clave], pagina, orden)


def _primeras_respuestas(claves: list[int]) -> list[int]:
    """Of each comment, the first replies to show: official answers before the rest. Keys only, so that a comment
    with thousands of replies costs an index scan."""
    lugar = Window(RowNumber(), partition_by="responde_a", order_by=("-oficial", "publicado", "pk"))
    filas = Comentario.objects.filter(responde_a__in=claves).a_la_vista().annotate(lugar=lugar)
    primeras = filas.filter(lugar__lte=RESPUESTAS).order_by("responde_a", "lugar")
    return list(primeras.values_list("pk", flat=True))


def respuestas_de(comentario: Comentario, parametros: Any) -> Hilos:
    """A page of the replies of one comment, oldest first."""
    filas = Comentario.objects.filter(responde_a=comentario).a_la_vista()
    claves_de: Any = filas.values("pk", "publicado")
    pagina = paginar(claves_de, ORDENES["antiguos"], parametros, HILOS)
    claves = [f["pk"] for f in pagina.filas]
    por_clave = {c.pk: c for c in con_motivo(Comentario.objects.filter(pk__in=claves)).select_related(*_PERSONAS)}
    return Hilos([por_clave[k] for k in claves if k in por_clave], pagina)


def ultimos(asunto: str) -> list[Comentario]:
    """The latest comments of a subject; the first of them knows how many there are (`total`) and how many an
    institution answered (`respondidos`). One query."""
    todos = Comentario.objects.de(asunto).hilos().filter(estado="visible", publicado__isnull=False)
    return list(
        todos.select_related(*_PERSONAS)
        .annotate(
            total=_cuantos(todos),
            respondidos=_cuantos(todos.filter(respondida__isnull=False)),
            cuantas_respuestas=_cuantas_respuestas(),
        )
        .order_by("-publicado", "-pk")[:RECIENTES]
    )


def comentarios_de(tipo: str, clave: Any) -> dict[str, Any]:
    """What the page of a subject needs to show its latest comments. One query."""
    return {
        "comentarios": ultimos(f"{tipo}:{clave}"),
        "ruta_comentarios": reverse("comentarios", args=[tipo, str(clave)]),
    }


def cuantos_por_asunto(asuntos: Iterable[str]) -> dict[str, int]:
    """Published comments of each, replies included; those without any are left out. One query."""
    filas = Comentario.objects.filter(asunto__in=list(asuntos), estado="visible").order_by()
    return dict(filas.values_list("asunto").annotate(n=Count("pk")))


def con_comentarios(filas: "QuerySet[Any]", tipo: str) -> "QuerySet[Any]":
    """Rows that are subjects of comments, each with how many it has published (`comentarios`)."""
    asunto = Concat(Value(f"{tipo}:"), Cast(OuterRef("pk"), CharField()))
    return filas.annotate(comentarios=_cuantos(Comentario.objects.filter(asunto=asunto, estado="visible")))


def con_motivo(filas: "QuerySet[Comentario]") -> "QuerySet[Comentario]":
    """With the public reason of the last decision that hid each."""
    ocultar = Decision.objects.filter(comentario=OuterRef("pk"), clase=Decision.Clase.OCULTAR).order_by("-pk")
    return filas.annotate(
        motivo_oculto=Subquery(ocultar.values("motivo")[:1]), causa_oculto=Subquery(ocultar.values("causa")[:1])
    )


def _cuantos(filas: "QuerySet[Comentario]") -> Any:
    """A count as a subquery, 0 when there is none."""
    conteo = filas.order_by().values("asunto").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(conteo, output_field=IntegerField()), Value(0))


def _cuantas_respuestas() -> Any:
    respuestas = Comentario.objects.filter(responde_a=OuterRef("pk"), estado="visible")
    conteo = respuestas.order_by().values("responde_a").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(conteo, output_field=IntegerField()), Value(0))


def compromisos_de_mesas(usuario: Any, prefijo: str = "") -> "Prefetch[Any]":
    """What came out of each table: a commitment of a draft plan is named only to who may read it."""
    return Prefetch(f"{prefijo}compromisos", Compromiso.objects.visibles_para(usuario).order_by("clave"))
