"""Loading of the consultations held before the portal, transcribed in `fixtures/consultas/historia.json`.

Runs from the command line with no person behind it, so it takes no actor. One already registered is left as it is.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from compromisos.models import Compromiso, Plan
from compromisos.servicios.catalogos import leer
from consultas.models import Consulta, DudaDeConsulta, Evento, Mesa, PasoDeRuta, ResultadoHistorico, Ruta
from consultas.servicios.busqueda import indexar_consulta
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Secretariado

HISTORIA = Path(settings.BASE_DIR) / "fixtures" / "consultas" / "historia.json"
TEXTOS = (
    "slug", "instrumento", "titulo", "objetivo", "descripcion", "resumen_resultados", "fecha_texto", "fuente",
    "ruta", "paso",
)  # fmt: skip


def cargar_historia() -> list[str]:
    """Load every consultation of the file whose STL is registered, and the routes of its plans; returns the slugs
    of the consultations loaded."""
    datos = leer(HISTORIA)
    cargadas = [c.slug for fila in datos["consultas"] if (c := cargar_consulta(fila))]
    for fila in datos["rutas"]:
        cargar_ruta(fila)
    return cargadas


@transaction.atomic
def cargar_consulta(fila: dict[str, Any]) -> Consulta | None:
    """One past consultation with its figures, doubts and tables; None when there is nothing to do."""
    stl = Secretariado.objects.filter(entidad__letras=fila["stl"]).order_by("id").first()
    if stl is None or Consulta.objects.filter(slug=fila["slug"]).exists():
        return None
    plan = Plan.objects.filter(clave=fila["plan"]).first() if fila["plan"] else None
    consulta = Consulta.objects.create(
        **{c: fila[c] for c in TEXTOS},
        secretariado=stl,
        plan=plan,
        inicio=_fecha(fila["inicio"]),
        cierre=_fecha(fila["cierre"]),
        es_historica=True,
        publicada_en=ahora(),
    )
    for orden, r in enumerate(fila.get("resultados", []), start=1):
        ResultadoHistorico.objects.create(
            consulta=consulta, orden=orden, **{**r, "valor": Decimal(r["valor"]) if r["valor"] else None}
        )
    for duda in fila.get("dudas", []):
        DudaDeConsulta.objects.create(consulta=consulta, **duda)
    for evento in fila.get("eventos", []):
        _evento(consulta, evento)
    claves = {c for e in fila.get("eventos", []) for m in e["mesas"] for c in m["compromisos"]}
    consulta.compromisos.set(Compromiso.objects.filter(clave__in=claves))
    indexar_consulta(consulta)
    return consulta


def _evento(consulta: Consulta, fila: dict[str, Any]) -> None:
    evento = Evento.objects.create(
        consulta=consulta,
        nombre=fila["nombre"],
        modalidad=fila["modalidad"],
        fecha_texto=fila["fecha_texto"],
        actualizado=ahora(),
    )
    for orden, m in enumerate(fila["mesas"], start=1):
        mesa = Mesa.objects.create(
            evento=evento, orden=orden, tema=m["tema"], descartado=m["descartado"], nota=m["nota"]
        )
        mesa.compromisos.set(Compromiso.objects.filter(clave__in=m["compromisos"]))


@transaction.atomic
def cargar_ruta(fila: dict[str, Any]) -> Ruta | None:
    """The route of a plan, published; None when the plan is not there or its route already is."""
    plan = Plan.objects.filter(clave=fila["plan"], publicado_en__isnull=False).first()
    if plan is None or Ruta.objects.filter(plan=plan).exists():
        return None
    ruta = Ruta.objects.create(plan=plan, presentacion=fila["presentacion"], publicada_en=ahora())
    consultas = {c.slug: c for c in Consulta.objects.filter(plan=plan)}
    for orden, paso in enumerate(fila["pasos"], start=1):
        PasoDeRuta.objects.create(
            ruta=ruta,
            orden=orden,
            fase=paso["fase"],
            consulta=consultas[paso["consulta"]] if "consulta" in paso else None,
            titulo=paso.get("titulo", ""),
            descripcion=paso.get("descripcion", ""),
            fecha=_fecha(paso.get("fecha")),
            fecha_texto=paso.get("fecha_texto", ""),
        )
    return ruta


def _fecha(texto: str | None) -> date | None:
    return date.fromisoformat(texto) if texto else None
