"""Loading of the catalogues in `fixtures/catalogos/`: states, bodies of 2016, alignment frameworks.

Loading again brings the rows to what the files say and never deletes one. Runs from the command line, with
no person behind it, so these functions take no actor.
"""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from compromisos.models import Elemento, Marco, Umbral
from secretariado.models import Entidad, Garante, Institucion

CATALOGOS = Path(settings.BASE_DIR) / "fixtures" / "catalogos"
MARCOS = ("ods", "pna", "pnd", "ogp")


def leer(ruta: Path) -> Any:
    """The content of a JSON fixture."""
    return json.loads(ruta.read_text(encoding="utf-8"))


@transaction.atomic
def cargar_catalogos() -> dict[str, int]:
    """Load every catalogue; returns rows per catalogue."""
    Umbral.objects.get_or_create(plan=None, defaults={"verde": Decimal(-10), "ambar": Decimal(-25)})
    return {
        "entidades": cargar_entidades(leer(CATALOGOS / "entidades.json")),
        **{marco: cargar_marco(leer(CATALOGOS / f"{marco}.json")) for marco in MARCOS},
        "garantes": cargar_garantes(leer(CATALOGOS / "garantes_2016.json")),
    }


def cargar_entidades(filas: list[dict[str, Any]]) -> int:
    for fila in filas:
        Entidad.objects.update_or_create(
            clave_inegi=fila["clave_inegi"],
            defaults={
                "letras": fila["letras"],
                "clave_iso": fila.get("iso", ""),
                "nombre": fila["nombre"],
                "nombre_oficial": fila["nombre_oficial"],
                "slug": fila["slug"],
            },
        )
    return len(filas)


def cargar_marco(datos: dict[str, Any]) -> int:
    """One framework and its tree; parents come before their children in the file."""
    marco, _ = Marco.objects.update_or_create(
        clave=datos["marco"]["clave"],
        defaults={"nombre": datos["marco"]["nombre"], "fuente": datos["marco"].get("fuente", "")},
    )
    ids: dict[str, int] = {}
    for orden, fila in enumerate(datos["elementos"], start=1):
        elemento, _ = Elemento.objects.update_or_create(
            marco=marco,
            clave=fila["clave"],
            defaults={
                "padre_id": ids[fila["padre"]] if fila.get("padre") else None,
                "orden": fila.get("orden", orden),
                "nivel": fila["nivel"],
                "nombre": fila["nombre"],
                "descripcion": fila.get("descripcion", ""),
            },
        )
        ids[fila["clave"]] = elemento.pk
    return len(ids)


def cargar_garantes(filas: list[dict[str, Any]] | dict[str, Any]) -> int:
    """Guarantors as validated in 2016: historical names and sites."""
    lista = filas["garantes"] if isinstance(filas, dict) else filas
    entidades = {e.letras: e for e in Entidad.objects.all()}
    for fila in lista:
        entidad = entidades[fila["entidad"]]
        tipo = Institucion.Tipo.ORGANISMO_GARANTE
        institucion = institucion_conocida(entidad, fila["nombre"], fila["siglas"], tipo)
        if institucion is None:
            institucion = Institucion.objects.create(
                entidad=entidad,
                nombre=fila["nombre"],
                siglas=fila["siglas"],
                slug=slug_institucion(entidad, fila["siglas"] or fila["nombre"]),
                tipo=tipo,
                sitio=fila.get("sitio", ""),
            )
        Garante.objects.get_or_create(
            entidad=entidad, institucion=institucion, defaults={"nota": fila.get("nota", "")}
        )
    return len(lista)


def institucion_conocida(entidad: Entidad, nombre: str, siglas: str, tipo: str) -> Institucion | None:
    """The body of a state by its name; a guarantor also by its acronym, since sources name it in several ways."""
    conocida = Institucion.objects.filter(entidad=entidad, nombre=nombre).first()
    if conocida is None and siglas and tipo == Institucion.Tipo.ORGANISMO_GARANTE:
        conocida = Institucion.objects.filter(entidad=entidad, siglas=siglas, tipo=tipo).order_by("pk").first()
    return conocida


def slug_institucion(entidad: Entidad, nombre: str) -> str:
    """A readable address, unique in the country: `gto-iacip`."""
    base = slugify(f"{entidad.letras}-{nombre}")[:110]
    slug, n = base, 2
    while Institucion.objects.filter(slug=slug).exists():
        slug, n = f"{base}-{n}", n + 1
    return slug
