"""Commitments in the column layout of the Open Government Partnership's public data set of commitments.

Which column comes from where, and why some are left empty: docs/datos-abiertos.md.
"""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch

from compromisos.models import Alineacion, Compromiso, Responsable
from pal_portal.cimientos.csv_publico import BOM, linea_neutra

NOMBRE = "compromisos-ogp"
TITULO = "Compromisos, con las columnas del conjunto de datos de la Alianza para el Gobierno Abierto (OGP)"
CUMPLIMIENTO = {
    Compromiso.Cumplimiento.NO_INICIADO: "Not Started",
    Compromiso.Cumplimiento.LIMITADO: "Limited",
    Compromiso.Cumplimiento.SUSTANCIAL: "Substantial",
    Compromiso.Cumplimiento.COMPLETO: "Complete",
    Compromiso.Cumplimiento.SIN_EVIDENCIA: "No Evidence Available",
}
VALORES = {
    "OGP Value Access To Information": "acceso",
    "OGP Value Civic Participation": "participacion",
    "OGP Value Public Accountability": "rendicion",
    "OGP Value Technology": "tecnologia",
}
"""Column → element of the alignment framework "ogp", where a plan says it."""
COLUMNAS = {
    "Commitment Unique Identifier": "compromisos.clave",
    "Country/Locality": "entidades.nombre",
    "Region": "Americas",
    "Theme": "compromisos.eje",
    "Year Of Submission": "planes.fecha_inicio",
    "Action Plan Number": "planes.numero",
    "Commitment Number": "compromisos.numero",
    "Commitment Title": "compromisos.nombre",
    "Short Title": "compromisos.nombre",
    "Full Text": "compromisos.problema, compromisos.objetivo, compromisos.proposito_ciudadano",
    "Lead Institution": "instituciones.nombre",
    "Supporting Institution(s)": "instituciones.nombre",
    **dict.fromkeys(VALORES, "alineaciones.elemento"),
    "Specificity": "",
    "Potential Impact": "",
    "Completion (Progress Report)": "compromisos.cumplimiento",
    "Completion (End of Term)": "compromisos.cumplimiento",
    "Did It Open Government (Overall)": "",
    "Starred": "",
    "URL": "",
}
"""OGP's column → where it comes from, among what is declared public; "" when nobody here may say it."""


def ogp_en_bloques() -> Iterator[bytes]:
    """The whole table as CSV."""
    yield BOM.encode() + linea_neutra(list(COLUMNAS))
    for c in _compromisos().iterator(chunk_size=500):
        fila = _fila(c)
        yield linea_neutra([fila.get(columna, "") for columna in COLUMNAS])


def _compromisos() -> Any:
    responsables = Responsable.objects.select_related("institucion").order_by("papel", "orden", "pk")
    alineaciones = Alineacion.objects.select_related("elemento").filter(elemento__marco__clave="ogp")
    return (
        Compromiso.objects.visibles_para(AnonymousUser())
        .select_related("plan__secretariado__entidad", "eje")
        .prefetch_related(
            Prefetch("responsables", responsables), Prefetch("alineaciones", alineaciones, to_attr="de_ogp")
        )
        .order_by("clave")
    )


def _fila(c: Any) -> dict[str, Any]:
    plan, entidad = c.plan, c.plan.secretariado.entidad
    suyos = {a.elemento.clave for a in c.de_ogp}
    termino = plan.estado == plan.Estado.CONCLUIDO
    # The layout has nowhere to say that a plan's progress is made up for the demonstration.
    cumplimiento = "" if plan.avances_demostracion else CUMPLIMIENTO[c.cumplimiento]
    return {
        "Commitment Unique Identifier": c.clave,
        "Country/Locality": "Mexico" if entidad.clave_inegi == "00" else f"{entidad.nombre}, Mexico",
        "Region": "Americas",
        "Theme": c.eje.nombre if c.eje else "",
        "Year Of Submission": plan.fecha_inicio.year if plan.fecha_inicio else "",
        "Action Plan Number": plan.numero,
        "Commitment Number": c.numero,
        "Commitment Title": c.nombre,
        "Short Title": c.nombre,
        "Full Text": "\n\n".join(t for t in (c.problema, c.objetivo, c.proposito_ciudadano) if t),
        "Lead Institution": _instituciones(c, Responsable.Papel.RESPONSABLE),
        "Supporting Institution(s)": _instituciones(c, Responsable.Papel.CORRESPONSABLE, Responsable.Papel.OTRO),
        **{columna: int(valor in suyos) if suyos else "" for columna, valor in VALORES.items()},
        "Completion (Progress Report)": cumplimiento,
        "Completion (End of Term)": cumplimiento if termino else "",
        "URL": f"{settings.SITIO_URL}{c.get_absolute_url()}",
    }


def _instituciones(c: Any, *papeles: str) -> str:
    """Their names, each once, in the order the plan printed them."""
    return "; ".join(dict.fromkeys(r.institucion.nombre for r in c.responsables.all() if r.papel in papeles))
