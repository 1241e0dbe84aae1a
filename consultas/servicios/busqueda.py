"""Consultations as the search index finds them: pushed down into `compromisos.servicios.busqueda`, which knows
nothing of this floor. Acts for nobody: the services that change a consultation call it in their transaction.
"""

from typing import Any

from django.db.models import QuerySet

from compromisos.models import EntradaBusqueda
from compromisos.servicios.busqueda import Fuente, indexar
from consultas.models import Consulta


def _filas() -> "QuerySet[Any]":
    """Published ones only: a draft is found by nobody."""
    return (
        Consulta.objects.publicadas()
        .select_related("secretariado__entidad")
        .prefetch_related("eventos__mesas", "preguntas", "versiones__parrafos")
    )


def _entrada(c: Consulta) -> dict[str, Any]:
    entidad = c.secretariado.entidad
    return {
        "plan_id": None,
        "entidad_id": entidad.pk,
        "titulo": c.titulo,
        "contexto": entidad.nombre,
        "busca_en": str(c.secretariado),
        "texto": "\n\n".join(parte for parte in _partes(c) if parte),
        "estado": "",
        "url": c.get_absolute_url(),
        "orden": 2,
    }


def _partes(c: Consulta) -> list[str]:
    """What it says of itself, what is asked, the text consulted (its last version) and what its meetings left."""
    partes = [c.objetivo, c.descripcion, c.resumen_resultados, *(p.texto for p in c.preguntas.all())]
    versiones = sorted(c.versiones.all(), key=lambda v: v.numero)
    partes += [p.texto for v in versiones[-1:] for p in v.parrafos.all()]
    for e in c.eventos.all():
        partes += [e.nombre, e.lugar, e.agenda, *(m.tema for m in e.mesas.all()), e.relatoria, e.acuerdos]
    return partes


CONSULTAS = Fuente(EntradaBusqueda.Tipo.CONSULTA, _filas, _entrada)


def indexar_consulta(consulta: Consulta) -> None:
    """As it is now, if it is published."""
    indexar(CONSULTAS, CONSULTAS.filas().filter(pk=consulta.pk))
