"""Linked data (schema.org, as JSON-LD) of what a public page shows: plain dictionaries, no query of their own.

The page embeds them through `pal_portal.cimientos.plantillas.json_ld`. Nothing enters here that its page does
not already say, and never a person.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from compromisos.models import Compromiso, Evidencia, Informe, Plan
from pal_portal.cimientos.publicacion import Recurso

LICENCIA = "https://creativecommons.org/licenses/by/4.0/"
Datos = dict[str, Any]


def _absoluta(ruta: str) -> str:
    return f"{settings.SITIO_URL}{ruta}"


def _con_valor(datos: Datos) -> Datos:
    """Without the properties that have nothing to say."""
    return {k: v for k, v in datos.items() if v not in (None, "", [])}


def _organizacion(quien: Any) -> Datos | None:
    return {"@type": "Organization", "name": str(quien)} if quien else None


def del_sitio() -> Datos:
    """The portal, with how to search it."""
    return {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": "Portal PAL",
        "url": _absoluta("/"),
        "inLanguage": ["es-MX", "en"],
        "potentialAction": {
            "@type": "SearchAction",
            "target": _absoluta(reverse("buscar")) + "?q={texto}",
            "query-input": "required name=texto",
        },
    }


def del_plan(plan: Plan) -> Datos:
    """A plan as a set of data with its downloads; it needs `secretariado.entidad` loaded."""
    entidad = plan.secretariado.entidad
    lista = _absoluta(reverse("api_lista", args=["compromisos"])) + f"?plan={plan.clave}"
    periodo = [d.isoformat() for d in (plan.fecha_inicio, plan.fecha_fin) if d]
    descargas = [
        {"@type": "DataDownload", "encodingFormat": formato, "contentUrl": lista + sufijo}
        for formato, sufijo in (("application/json", ""), ("text/csv", "&formato=csv"))
    ]
    return _con_valor(
        {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "identifier": plan.clave,
            "name": plan.titulo,
            "description": plan.objetivo_general or plan.titulo,
            "url": _absoluta(plan.get_absolute_url()),
            "inLanguage": "es-MX",
            "license": LICENCIA,
            "isAccessibleForFree": True,
            "temporalCoverage": "/".join(periodo) if len(periodo) == 2 else "",
            "spatialCoverage": {"@type": "AdministrativeArea", "name": entidad.nombre_oficial},
            "creator": _organizacion(plan.secretariado),
            "distribution": descargas,
        }
    )


def del_compromiso(compromiso: Compromiso) -> Datos:
    """A commitment as a work that is part of its plan."""
    plan = compromiso.plan
    return _con_valor(
        {
            "@context": "https://schema.org",
            "@type": "CreativeWork",
            "identifier": compromiso.clave,
            "name": compromiso.nombre,
            "abstract": compromiso.objetivo,
            "url": _absoluta(compromiso.get_absolute_url()),
            "inLanguage": "es-MX",
            "license": LICENCIA,
            "creativeWorkStatus": str(compromiso.get_estado_display()),
            "dateModified": compromiso.actualizado.isoformat() if compromiso.actualizado else "",
            "expires": compromiso.vence.isoformat() if compromiso.vence else "",
            "isPartOf": {
                "@type": "Dataset",
                "identifier": plan.clave,
                "name": plan.titulo,
                "url": _absoluta(plan.get_absolute_url()),
            },
        }
    )


def de_la_evidencia(evidencia: Evidencia, compromiso: Compromiso) -> Datos:
    """A piece of evidence as a document with its fingerprint; a withdrawn one keeps it, without its download."""
    archivo = evidencia.archivo
    descargable = archivo is not None and evidencia.estado != Evidencia.Estado.RETIRADA
    return _con_valor(
        {
            "@context": "https://schema.org",
            "@type": "MediaObject",
            "name": evidencia.titulo,
            "description": evidencia.que_prueba,
            "url": _absoluta(evidencia.get_absolute_url()),
            "uploadDate": evidencia.creado.isoformat(),
            "dateCreated": evidencia.fecha_documento.isoformat() if evidencia.fecha_documento else "",
            "encodingFormat": archivo.tipo if archivo else "",
            "contentSize": f"{archivo.tamano} B" if archivo else "",
            "sha256": archivo.sha256 if archivo else "",
            "contentUrl": _absoluta(reverse("evidencia_archivo", args=[evidencia.pk])) if descargable else "",
            "provider": _organizacion(evidencia.institucion),
            "about": {
                "@type": "CreativeWork",
                "identifier": compromiso.clave,
                "url": _absoluta(compromiso.get_absolute_url()),
            },
        }
    )


def del_informe(informe: Informe) -> Datos:
    """A finished report with its PDF and its tables; it needs `archivo` loaded."""
    archivo = informe.archivo
    pdf = {
        "@type": "MediaObject",
        "encodingFormat": "application/pdf",
        "contentUrl": _absoluta(reverse("informe_pdf", args=[informe.folio])),
        "contentSize": f"{archivo.tamano} B" if archivo else "",
        "sha256": archivo.sha256 if archivo else "",
    }
    return _con_valor(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "reportNumber": informe.folio,
            "name": f"{informe.get_tipo_display()}: {informe.titulo_del_ambito}",
            "url": _absoluta(informe.get_absolute_url()),
            "inLanguage": "es-MX",
            "license": LICENCIA,
            "isAccessibleForFree": True,
            "datePublished": informe.terminado.isoformat() if informe.terminado else "",
            "temporalCoverage": f"../{informe.corte.isoformat()}",
            "numberOfPages": informe.paginas,
            "creator": {"@type": "Organization", "name": "Portal PAL", "url": _absoluta("/")},
            "encoding": _con_valor(pdf),
        }
    )


def de_la_tabla(recurso: Recurso) -> Datos:
    """A table of the open data, with its columns."""
    return {
        "@context": "https://schema.org",
        **_tabla(recurso),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": c.nombre, "description": c.significado} for c in recurso.columnas
        ],
    }


def _tabla(recurso: Recurso) -> Datos:
    return {
        "@type": "Dataset",
        "name": recurso.titulo,
        "description": f"{recurso.titulo}, con el significado de cada columna en su diccionario.",
        "url": _absoluta(reverse("datos_diccionario_tabla", args=[recurso.nombre])),
        "license": LICENCIA,
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": "text/csv",
                "contentUrl": _absoluta(reverse("datos_tabla", args=[recurso.nombre, "csv"])),
            }
        ],
    }


def de_los_datos(recursos: Mapping[str, Recurso]) -> Datos:
    """The open data as a catalogue, with a set of data per table."""
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": "Portal PAL: datos abiertos",
        "url": _absoluta(reverse("datos")),
        "inLanguage": "es-MX",
        "license": LICENCIA,
        "isAccessibleForFree": True,
        "dataset": [_tabla(r) for r in recursos.values()],
    }
