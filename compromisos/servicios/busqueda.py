"""The one door of the search index: what can be found, as rows that both engines index by themselves.

Acts for nobody: the services that change a plan, a commitment or a piece of evidence call it in their transaction.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Exists, Model, OuterRef, Prefetch, QuerySet

from compromisos.models import Actividad, Compromiso, EntradaBusqueda, Evidencia, Plan, Responsable, Vocablo
from compromisos.textos import TEXTOS
from pal_portal.cimientos.lengua import LARGO, MARCA, indexable, raiz

Tipo = EntradaBusqueda.Tipo
LOTE = 500
_CAMPOS = [f.name for f in EntradaBusqueda._meta.concrete_fields if f.name not in ("id", "tipo", "objeto_id")]
_ACT = "entrega__actividad__compromiso"


@dataclass(frozen=True, slots=True)
class Fuente:
    """A kind of thing that can be found: its rows, with what `entrada` reads loaded, and each row as an entry."""

    tipo: str
    filas: Callable[[], "QuerySet[Any]"]
    entrada: Callable[[Any], dict[str, Any]]


def _del_plan(p: Plan) -> dict[str, Any]:
    entidad = p.secretariado.entidad
    return {
        "plan_id": p.pk,
        "entidad": entidad,
        "clave": p.clave,
        "titulo": p.titulo,
        "contexto": entidad.nombre,
        "texto": _unir(p.objetivo_general, *map(str, p.objetivos_especificos), p.antecedentes, p.metodologia),
        "estado": p.estado,
        "url": p.get_absolute_url(),
        "orden": 0,
    }


def _del_compromiso(c: Compromiso) -> dict[str, Any]:
    return {
        **_comun(c),
        "clave": c.clave,
        "titulo": c.nombre,
        "contexto": f"{c.plan.titulo} · {c.plan.secretariado.entidad.nombre}",
        "busca_en": " ".join([c.eje.nombre if c.eje else "", *(_nombres(r) for r in c.responsables.all())]),
        "texto": _unir(*(getattr(c, campo) for campo in TEXTOS[1:])),
        "estado": c.estado,
        "url": c.get_absolute_url(),
        "orden": 1,
    }


def _de_la_actividad(a: Actividad) -> dict[str, Any]:
    return {
        **_comun(a.compromiso),
        "titulo": a.nombre,
        "contexto": _lugar(a.compromiso),
        "texto": _unir(a.descripcion, a.medio_verificacion),
        "estado": "cancelada" if a.cancelada else "",
        "url": f"{a.compromiso.get_absolute_url()}#actividad-{a.pk}",
        "orden": 2,
    }


def _de_la_evidencia(e: Any) -> dict[str, Any]:
    compromiso = e.entrega.actividad.compromiso
    comun = _comun(compromiso)
    return {
        **comun,
        "titulo": e.titulo,
        "contexto": _lugar(compromiso),
        "texto": _unir(e.que_prueba, e.nombre_archivo),
        "estado": e.estado,
        "vigente": comun["vigente"] and e.estado != Evidencia.Estado.RETIRADA and not e.corregida,
        "url": e.get_absolute_url(),
        "orden": 3,
    }


def _comun(c: Compromiso) -> dict[str, Any]:
    return {
        "plan_id": c.plan_id,
        "entidad": c.plan.secretariado.entidad,
        "vigente": c.estado != Compromiso.Estado.RETIRADO,
    }


def _lugar(c: Compromiso) -> str:
    return f"{c.clave} {c.nombre} · {c.plan.secretariado.entidad.nombre}"


def _nombres(r: Responsable) -> str:
    return f"{r.institucion.nombre} {r.institucion.siglas}"


def _unir(*partes: str) -> str:
    return "\n\n".join(p for p in partes if p)


_RESPONSABLES = Prefetch("responsables", Responsable.objects.select_related("institucion"))
_CORREGIDA = Exists(Evidencia.objects.filter(sustituye_a=OuterRef("pk")))
PLANES = Fuente(Tipo.PLAN, lambda: Plan.objects.con_ambito(), _del_plan)
COMPROMISOS = Fuente(
    Tipo.COMPROMISO,
    lambda: Compromiso.objects.select_related("plan__secretariado__entidad", "eje").prefetch_related(
        _RESPONSABLES
    ),
    _del_compromiso,
)
ACTIVIDADES = Fuente(
    Tipo.ACTIVIDAD,
    lambda: Actividad.objects.select_related("compromiso__plan__secretariado__entidad"),
    _de_la_actividad,
)
EVIDENCIAS = Fuente(
    Tipo.EVIDENCIA,
    lambda: Evidencia.objects.select_related(f"{_ACT}__plan__secretariado__entidad").annotate(
        corregida=_CORREGIDA
    ),
    _de_la_evidencia,
)
FUENTES = (PLANES, COMPROMISOS, ACTIVIDADES, EVIDENCIAS)


def indexar_planes(ids: Iterable[int]) -> None:
    """Plans with all that hangs from them."""
    ids = list(ids)
    indexar(PLANES, PLANES.filas().filter(pk__in=ids))
    indexar_compromisos(Compromiso.objects.filter(plan__in=ids).values_list("pk", flat=True))


def indexar_compromisos(ids: Iterable[int]) -> None:
    """Commitments with their activities and evidence; activities that are no more leave the index."""
    ids = list(ids)
    indexar(COMPROMISOS, COMPROMISOS.filas().filter(pk__in=ids))
    indexar(ACTIVIDADES, ACTIVIDADES.filas().filter(compromiso__in=ids))
    indexar(EVIDENCIAS, EVIDENCIAS.filas().filter(**{f"{_ACT}__in": ids}))
    planes = Compromiso.objects.filter(pk__in=ids).values("plan")
    _quitar_ausentes(EntradaBusqueda.objects.filter(tipo=Tipo.ACTIVIDAD, plan__in=planes), Actividad)


def indexar_evidencias(ids: Iterable[int]) -> None:
    """These pieces of evidence."""
    indexar(EVIDENCIAS, EVIDENCIAS.filas().filter(pk__in=list(ids)))


def indexar(fuente: Fuente, filas: "QuerySet[Any]") -> None:
    """Write the entries of `filas`. Their words wait for the commit: two states that write the same new word would
    otherwise wait for each other, one of them holding the head of the log."""
    for entradas in _escribir(fuente, filas):
        transaction.on_commit(partial(_anotar_palabras, _palabras(entradas)), robust=True)


def _escribir(fuente: Fuente, filas: "QuerySet[Any]") -> Iterator[list[EntradaBusqueda]]:
    for lote in _lotes(filas.order_by("pk").iterator(chunk_size=LOTE)):
        entradas = [_entrada(fuente, fila) for fila in lote]
        EntradaBusqueda.objects.bulk_create(
            entradas, update_conflicts=True, unique_fields=["tipo", "objeto_id"], update_fields=_CAMPOS
        )
        yield entradas


def reindexar(fuentes: Iterable[Fuente] = FUENTES) -> dict[str, int]:
    """The whole index again, without ever emptying it; returns entries by kind. What is no more leaves it."""
    palabras: set[str] = set()
    escritas = {}
    for fuente in fuentes:
        filas, cuantas = fuente.filas(), 0
        for entradas in _escribir(fuente, filas):
            nuevas = _palabras(entradas) - palabras
            _anotar_palabras(nuevas)
            palabras |= nuevas
            cuantas += len(entradas)
        escritas[str(fuente.tipo)] = cuantas
        _quitar_ausentes(EntradaBusqueda.objects.filter(tipo=fuente.tipo), filas.model)
    sobran = sorted(set(Vocablo.objects.values_list("palabra", flat=True)) - palabras)
    for lote in _lotes(sobran):
        Vocablo.objects.filter(palabra__in=lote).delete()
    return escritas


def _entrada(fuente: Fuente, fila: Any) -> EntradaBusqueda:
    datos = fuente.entrada(fila)
    busca_en = datos.pop("busca_en", "")
    entrada = EntradaBusqueda(tipo=fuente.tipo, objeto_id=fila.pk, **datos)
    entrada.raices_titulo = indexable(f"{entrada.clave} {entrada.titulo}")
    entrada.raices_contexto = indexable(f"{entrada.contexto} {busca_en}")
    entrada.raices_texto = indexable(entrada.texto)
    return entrada


def _quitar_ausentes(entradas: "QuerySet[EntradaBusqueda]", modelo: type[Model]) -> None:
    entradas.exclude(objeto_id__in=modelo._default_manager.values("pk")).delete()


def _palabras(entradas: Iterable[EntradaBusqueda]) -> set[str]:
    textos = " ".join(f"{e.raices_titulo} {e.raices_contexto} {e.raices_texto}" for e in entradas)
    return {p for p in textos.split() if 3 < len(p) < LARGO and p.isalpha() and not p.startswith(MARCA)}


def _anotar_palabras(palabras: set[str]) -> None:
    """In their order, so that two who write them at once do not wait for each other in circles."""
    for lote in _lotes(sorted(palabras)):
        conocidas = set(Vocablo.objects.filter(palabra__in=lote).values_list("palabra", flat=True))
        nuevas = [Vocablo(palabra=p, raiz=raiz(p)) for p in lote if p not in conocidas]
        Vocablo.objects.bulk_create(nuevas, ignore_conflicts=True)


def _lotes(filas: Iterable[Any]) -> Iterator[list[Any]]:
    todas = iter(filas)
    while lote := list(islice(todas, LOTE)):
        yield lote
