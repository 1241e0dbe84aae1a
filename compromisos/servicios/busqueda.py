"""The one door of the search index: what can be found, as rows that both engines index by themselves.

Acts for nobody: the services that change a plan, a commitment or a piece of evidence call it in their transaction.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import islice
from typing import Any

import orjson
from django.db import connection, transaction
from django.db.models import Exists, F, Model, OuterRef, Prefetch, QuerySet
from django.urls import reverse

from compromisos.models import Actividad, Compromiso, EntradaBusqueda, Evidencia, Plan, Responsable, Vocablo
from compromisos.textos import TEXTOS
from pal_portal.cimientos.lengua import LARGO, MARCA, indexable, raiz

Tipo = EntradaBusqueda.Tipo
LOTE = 1000
_CAMPOS = [f.attname for f in EntradaBusqueda._meta.concrete_fields if f.name != "id"]
_ACT = "entrega__actividad__compromiso"
_DEL_COMPROMISO = {
    "c_clave": "clave",
    "c_nombre": "nombre",
    "c_estado": "estado",
    "c_plan": "plan_id",
    "c_entidad": "plan__secretariado__entidad_id",
    "c_lugar": "plan__secretariado__entidad__nombre",
}


@dataclass(frozen=True, slots=True)
class Fuente:
    """A kind of thing that can be found: its rows, with what `entrada` reads loaded, and each row as an entry.

    `entrada` is the one place that says which words find it: what is searched, on both engines, in the page and
    when everything is indexed again.
    """

    tipo: str
    filas: Callable[[], "QuerySet[Any]"]
    entrada: Callable[[Any], dict[str, Any]]


def _del_plan(p: Plan) -> dict[str, Any]:
    entidad = p.secretariado.entidad
    return {
        "plan_id": p.pk,
        "entidad_id": entidad.pk,
        "clave": p.clave,
        "titulo": p.titulo,
        "contexto": entidad.nombre,
        "texto": _unir(p.objetivo_general, *map(str, p.objetivos_especificos), p.antecedentes, p.metodologia),
        "estado": p.estado,
        "url": p.get_absolute_url(),
        "orden": 0,
    }


def _del_compromiso(c: Compromiso) -> dict[str, Any]:
    entidad = c.plan.secretariado.entidad
    return {
        "plan_id": c.plan_id,
        "entidad_id": entidad.pk,
        "vigente": c.estado != Compromiso.Estado.RETIRADO,
        "clave": c.clave,
        "titulo": c.nombre,
        "contexto": f"{c.plan.titulo} · {entidad.nombre}",
        "busca_en": " ".join([c.eje.nombre if c.eje else "", *(_nombres(r) for r in c.responsables.all())]),
        "texto": _unir(*(getattr(c, campo) for campo in TEXTOS[1:])),
        "estado": c.estado,
        "url": _ruta("compromiso", c.clave),
        "orden": 1,
    }


def _de_la_actividad(a: Any) -> dict[str, Any]:
    return {
        **_de_su_compromiso(a),
        "titulo": a.nombre,
        "texto": _unir(a.descripcion, a.medio_verificacion),
        "estado": "cancelada" if a.cancelada else "",
        "url": f"{_ruta('compromiso', a.c_clave)}#actividad-{a.pk}",
        "orden": 2,
    }


def _de_la_evidencia(e: Any) -> dict[str, Any]:
    suyo = _de_su_compromiso(e)
    return {
        **suyo,
        "titulo": e.titulo,
        "texto": _unir(e.que_prueba, e.nombre_archivo),
        "estado": e.estado,
        "vigente": suyo["vigente"] and e.estado != Evidencia.Estado.RETIRADA and not e.corregida,
        "url": _ruta("evidencia", e.pk),
        "orden": 3,
    }


def _de_su_compromiso(fila: Any) -> dict[str, Any]:
    return {
        "plan_id": fila.c_plan,
        "entidad_id": fila.c_entidad,
        "vigente": fila.c_estado != Compromiso.Estado.RETIRADO,
        "contexto": f"{fila.c_clave} {fila.c_nombre} · {fila.c_lugar}",
    }


@lru_cache(maxsize=256)
def _ruta(vista: str, cual: str | int) -> str:
    """Three activities in a row are on the page of one commitment."""
    return reverse(vista, args=[cual])


def _nombres(r: Responsable) -> str:
    return f"{r.institucion.nombre} {r.institucion.siglas}"


def _unir(*partes: str) -> str:
    return "\n\n".join(p for p in partes if p)


def _con_compromiso(filas: "QuerySet[Any]", camino: str, *columnas: str) -> "QuerySet[Any]":
    """`filas` as plain rows with what they say of the commitment at the end of `camino`: there may be millions,
    and eight models of each cost more than all the rest."""
    suyas = {alias: F(f"{camino}__{columna}") for alias, columna in _DEL_COMPROMISO.items()}
    return filas.annotate(**suyas).values_list("pk", *columnas, *suyas, named=True)


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
    lambda: _con_compromiso(
        Actividad.objects.all(), "compromiso", "nombre", "descripcion", "medio_verificacion", "cancelada"
    ),
    _de_la_actividad,
)
EVIDENCIAS = Fuente(
    Tipo.EVIDENCIA,
    lambda: _con_compromiso(
        Evidencia.objects.annotate(corregida=_CORREGIDA),
        _ACT,
        *("titulo", "que_prueba", "nombre_archivo", "estado", "corregida"),
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


def _escribir(fuente: Fuente, filas: "QuerySet[Any]") -> Iterator[list[dict[str, Any]]]:
    """By batches in the order of their keys: no cursor is held open over millions of rows."""
    por_clave, ultima = filas.order_by("pk"), 0
    while lote := list(por_clave.filter(pk__gt=ultima)[:LOTE]):
        ultima = lote[-1].pk
        entradas = [_entrada(fuente, fila) for fila in lote]
        with connection.cursor() as cursor:
            cursor.execute(_alta(connection.vendor), [orjson.dumps(entradas).decode()])
        yield entradas
        if len(lote) < LOTE:
            return


@cache
def _alta(motor: str) -> str:
    """Entries, given as JSON, put or rewritten in one statement; those that say the same are not written."""
    tabla = EntradaBusqueda._meta.db_table
    if motor == "postgresql":
        valores, distinto = ", ".join(_CAMPOS), "IS DISTINCT FROM"
        origen = f"json_populate_recordset(NULL::{tabla}, %s::json)"
    else:
        valores, distinto = ", ".join(f"json_extract(value, '$.{c}')" for c in _CAMPOS), "IS NOT"
        origen = "json_each(%s)"
    cambian = [c for c in _CAMPOS if c not in ("tipo", "objeto_id")]
    asigna = ", ".join(f"{c} = excluded.{c}" for c in cambian)
    antes, despues = (", ".join(f"{t}.{c}" for c in cambian) for t in ("t", "excluded"))
    return f"""INSERT INTO {tabla} AS t ({", ".join(_CAMPOS)}) SELECT {valores} FROM {origen} WHERE TRUE
        ON CONFLICT (tipo, objeto_id) DO UPDATE SET {asigna} WHERE ({antes}) {distinto} ({despues})"""


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


def _entrada(fuente: Fuente, fila: Any) -> dict[str, Any]:
    datos = {"vigente": True, "clave": "", "tipo": str(fuente.tipo), "objeto_id": fila.pk} | fuente.entrada(fila)
    datos["raices_titulo"] = indexable(f"{datos['clave']} {datos['titulo']}")
    datos["raices_contexto"] = indexable(f"{datos['contexto']} {datos.pop('busca_en', '')}")
    datos["raices_texto"] = indexable(datos["texto"])
    return datos


def _quitar_ausentes(entradas: "QuerySet[EntradaBusqueda]", modelo: type[Model]) -> None:
    """Not `NOT IN`, which PostgreSQL answers by reading the whole list again for each of millions of entries."""
    entradas.filter(~Exists(modelo._default_manager.filter(pk=OuterRef("objeto_id")))).delete()


def _palabras(entradas: Iterable[dict[str, Any]]) -> set[str]:
    textos = {e[c] for e in entradas for c in ("raices_titulo", "raices_contexto", "raices_texto")}
    halladas = {p for texto in textos for p in texto.split()}
    return {p for p in halladas if 3 < len(p) < LARGO and p.isalpha() and not p.startswith(MARCA)}


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
