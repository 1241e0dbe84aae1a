"""The catalogue for harvesters: DCAT-AP 3 as JSON-LD, one data set per table.

What CKAN's harvester reads of each property is in ckanext-dcat, profiles/euro_dcat_ap_base.py.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from compromisos.datos_abiertos import ogp
from compromisos.datos_abiertos.explicaciones import CAMBIOS, GRUPOS
from compromisos.datos_abiertos.formatos import FORMATOS
from compromisos.datos_abiertos.licencia import LICENCIA
from compromisos.datos_abiertos.paquete import MIME_DE, TODO
from compromisos.models import ArchivoDeVolcado, Volcado
from pal_portal.cimientos.publicacion import Recurso

_UE = "http://publications.europa.eu/resource/authority"
CONTEXTO = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
PALABRAS = ["gobierno abierto", "planes de acción local", "México", "rendición de cuentas", "transparencia"]
NOMBRES = {"csv": "CSV", "json": "JSON", "zip": "ZIP", "xlsx": "XLSX", "ods": "ODS"}
Nodo = dict[str, Any]


def catalogo(recursos: Mapping[str, Recurso]) -> Nodo:
    """The whole catalogue. The distributions are the files of the last dump, which do not change and have a
    fingerprint; before the first dump, the tables as they are now."""
    volcado = Volcado.objects.listos().first()
    archivos = {a.nombre: a for a in volcado.archivos.select_related("archivo", "volcado")} if volcado else {}
    explicadas = {nombre: str(texto) for tablas in GRUPOS.values() for nombre, texto in tablas.items()}
    dia = volcado.dia if volcado else None
    conjuntos = [
        _conjunto(
            r.nombre,
            r.titulo,
            explicadas.get(r.nombre, r.titulo),
            [_distribucion(r.nombre, f, archivos.get(f"{r.nombre}.{f}")) for f in FORMATOS],
            dia,
        )
        for r in recursos.values()
    ]
    de_ogp = _distribucion(ogp.NOMBRE, "csv", archivos.get(f"{ogp.NOMBRE}.csv"))
    conjuntos.append(_conjunto(ogp.NOMBRE, ogp.TITULO, ogp.TITULO + ".", [de_ogp], dia))
    if TODO in archivos:
        todo = _distribucion("datos-abiertos", "zip", archivos[TODO])
        conjuntos.append(
            _conjunto("datos-abiertos", "Todas las tablas", "Todas las tablas, con su diccionario.", [todo], dia)
        )
    return {"@context": CONTEXTO, **_catalogo(dia), "dcat:dataset": conjuntos}


def _absoluta(nombre: str, *argumentos: str) -> str:
    return settings.SITIO_URL + reverse(nombre, args=argumentos)


def _ref(direccion: str) -> Nodo:
    return {"@id": direccion}


def _es(texto: str) -> Nodo:
    return {"@value": texto, "@language": "es"}


def _dia(dia: date) -> Nodo:
    return {"@value": dia.isoformat(), "@type": "xsd:date"}


def _portal() -> Nodo:
    return {
        "@id": settings.SITIO_URL + "/#portal",
        "@type": ["foaf:Organization", "foaf:Agent"],
        "foaf:name": "Portal PAL",
        "foaf:homepage": _ref(settings.SITIO_URL + "/"),
    }


def _catalogo(dia: date | None) -> Nodo:
    return {
        "@id": _absoluta("datos_catalogo"),
        "@type": "dcat:Catalog",
        "dct:title": _es("Datos abiertos de Portal PAL"),
        "dct:description": _es(
            "Los Planes de Acción Local de gobierno abierto de México: compromisos, avances y evidencia."
        ),
        "dct:publisher": _portal(),
        "dct:license": _ref(LICENCIA),
        "dct:language": _ref(f"{_UE}/language/SPA"),
        "dct:spatial": _ref(f"{_UE}/country/MEX"),
        "dct:issued": _dia(min(cuando for cuando, _que in CAMBIOS)),
        "dcat:themeTaxonomy": _ref(f"{_UE}/data-theme"),
        "foaf:homepage": _ref(_absoluta("datos")),
        **({"dct:modified": _dia(dia)} if dia else {}),
    }


def _conjunto(nombre: str, titulo: str, texto: str, distribuciones: list[Nodo], dia: date | None) -> Nodo:
    return {
        "@id": f"{_absoluta('datos')}#{nombre}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"portal-pal-{nombre}",
        "dct:title": _es(titulo),
        "dct:description": _es(texto),
        "dcat:keyword": [_es(p) for p in PALABRAS],
        "dcat:theme": _ref(f"{_UE}/data-theme/GOVE"),
        "dct:publisher": _portal(),
        "dcat:contactPoint": {
            "@type": ["vcard:Organization", "vcard:Kind"],
            "vcard:fn": "Portal PAL",
            "vcard:hasURL": _ref(_absoluta("datos")),
        },
        "dct:accrualPeriodicity": _ref(f"{_UE}/frequency/DAILY"),
        "dct:accessRights": _ref(f"{_UE}/access-right/PUBLIC"),
        "dct:language": _ref(f"{_UE}/language/SPA"),
        "dct:spatial": _ref(f"{_UE}/country/MEX"),
        "dcat:landingPage": _ref(f"{_absoluta('datos')}#{nombre}"),
        "foaf:page": _ref(_absoluta("datos_diccionario_tabla", nombre)),
        **({"dct:modified": _dia(dia), "dcat:version": dia.isoformat()} if dia else {}),
        "dcat:distribution": distribuciones,
    }


def _distribucion(nombre: str, formato: str, archivo: ArchivoDeVolcado | None) -> Nodo:
    """A file of the last dump; without one, the table as it is now."""
    tipo = MIME_DE[formato].split(";")[0]
    direccion = (
        settings.SITIO_URL + archivo.get_absolute_url()
        if archivo
        else _absoluta("datos_ogp")
        if nombre == ogp.NOMBRE
        else _absoluta("datos_tabla", nombre, formato)
    )
    nodo: Nodo = {
        "@id": direccion,
        "@type": "dcat:Distribution",
        "dct:title": _es(f"{nombre}.{formato}"),
        "dct:description": _es(f"Todas sus filas, en {NOMBRES[formato]}."),
        "dcatap:availability": _ref(f"{_UE}/planned-availability/STABLE"),
        "dcat:accessURL": _ref(f"{_absoluta('datos')}#{nombre}"),
        "dcat:downloadURL": _ref(direccion),
        "dcat:mediaType": _ref(f"https://www.iana.org/assignments/media-types/{tipo}"),
        "dct:format": _ref(f"{_UE}/file-type/{NOMBRES[formato]}"),
        "dct:license": _ref(LICENCIA),
        "dct:language": _ref(f"{_UE}/language/SPA"),
    }
    if archivo:
        nodo |= {
            "dct:modified": _dia(archivo.volcado.dia),
            "dcat:byteSize": {"@value": str(archivo.archivo.tamano), "@type": "xsd:nonNegativeInteger"},
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": _ref("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
                "spdx:checksumValue": {"@value": archivo.archivo.sha256, "@type": "xsd:hexBinary"},
            },
        }
    return nodo
