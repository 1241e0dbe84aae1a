"""From the facts of a report to its PDF: one pipeline for every kind, of this floor (`_TIPOS`) or of another."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from markupsafe import Markup

from compromisos.informes import constancia, evaluacion, graficas, monitoreo, territorio
from compromisos.informes.capitulos import Trozo, componer_en_capitulos, componer_en_trozos, lotes
from compromisos.informes.contenido import reunir
from compromisos.informes.tablas import Tabla, a_csv, a_json, de_compromiso, de_monitoreo, tabla_de_resumen
from compromisos.models import Informe, Plan
from compromisos.servicios import capitulos
from pal_portal.cimientos.firma import firmar
from pal_portal.cimientos.pdf import Adjunto, html_a_pdf
from pal_portal.cimientos.plantillas import fecha

Aviso = Callable[[int], None]
TABLAS_DE_OTROS_PISOS: list[Callable[[Plan, date], list[Tabla]]] = []
"""What the floors above add to the data set of a monitoring report; its pages they add in the template."""


@dataclass(frozen=True, slots=True)
class Pliego:
    """What a kind of report prints: its template, what that needs, and its tables. `trozos`: what is laid out
    apart and comes after; the template is told the page of each of their anchors."""

    plantilla: str
    titulo: str
    lugar: str
    tablas: list[Tabla]
    contexto: dict[str, Any] = field(default_factory=dict)
    demostracion: bool = False
    trozos: list[Trozo] = field(default_factory=list)


def emitir(informe: Informe, avisar: Aviso) -> tuple[bytes, int]:
    """The PDF of a report of this floor and its pages; `avisar` is told the percentage done as it goes."""
    if informe.tipo == Informe.Tipo.NACIONAL:
        return _emitir_nacional(informe, avisar)
    return componer(informe, _TIPOS[Informe.Tipo(informe.tipo)], avisar)


def componer(informe: Informe, preparar: Callable[[Informe], Pliego], avisar: Aviso) -> tuple[bytes, int]:
    """The PDF of what `preparar` gathers.

    The same row over the same facts gives the same bytes: every date and identifier comes from the row.
    """
    with translation.override("es-mx"), timezone.override(settings.TIME_ZONE):
        pliego = preparar(informe)
        avisar(25)
        contexto, adjuntos = _contexto(informe, pliego), _adjuntos(informe, pliego)

        def frente(paginas: dict[str, int]) -> str:
            return render_to_string(f"informes/{pliego.plantilla}.html", {**contexto, "paginas": paginas})

        if pliego.trozos:
            trozos = [replace(t, contexto={**contexto, **t.contexto}) for t in pliego.trozos]
            contenido, paginas = componer_en_trozos(informe, frente, trozos, adjuntos, avisar)
        else:
            contenido, paginas = html_a_pdf(frente({}), informe.folio, adjuntos)
    avisar(90)
    contenido = firmar(contenido, momento_de(informe), informe.folio)
    avisar(95)
    return contenido, paginas


def _emitir_nacional(informe: Informe, avisar: Aviso) -> tuple[bytes, int]:
    """The one report whose length has no limit: in chapters."""
    capitulos.repartir(informe, lotes(informe.corte))
    with translation.override("es-mx"), timezone.override(settings.TIME_ZONE):
        pliego = _nacional(informe)
        contexto, adjuntos = _contexto(informe, pliego), _adjuntos(informe, pliego)

        def frente(paginas: dict[str, int]) -> str:
            return render_to_string("informes/nacional.html", {**contexto, "paginas": paginas})

        contenido, paginas = componer_en_capitulos(informe, frente, adjuntos, avisar)
    contenido = firmar(contenido, momento_de(informe), informe.folio)
    avisar(95)
    return contenido, paginas


def _contexto(informe: Informe, pliego: Pliego) -> dict[str, Any]:
    return {
        "informe": informe,
        "titulo": pliego.titulo,
        "lugar": pliego.lugar,
        "tablas": pliego.tablas,
        "demostracion": pliego.demostracion,
        "generado": momento_de(informe),
        "qr": _qr(informe),
        "cita": cita(informe, pliego.titulo),
        **pliego.contexto,
    }


def momento_de(informe: Informe) -> datetime:
    """Generation moment, frozen with the row."""
    return timezone.localtime(informe.generado or informe.creado).replace(microsecond=0)


def cita(informe: Informe, titulo: str = "") -> str:
    """How to quote a report."""
    return _("Portal PAL (%(anio)s). %(tipo)s: %(titulo)s. Folio %(folio)s, corte al %(corte)s. %(url)s") % {
        "anio": momento_de(informe).year,
        "tipo": informe.get_tipo_display(),
        "titulo": (titulo or informe.titulo_del_ambito).rstrip("."),
        "folio": informe.folio,
        "corte": fecha(informe.corte),
        "url": settings.SITIO_URL + informe.get_absolute_url(),
    }


def _qr(informe: Informe) -> Markup:
    codigo = segno.make(informe.direccion_de_verificacion, error="m", micro=False)
    titulo = _("Código QR con la dirección para verificar este reporte: %(url)s") % {
        "url": informe.direccion_de_verificacion
    }
    return Markup(codigo.svg_inline(title=titulo, border=2, omitsize=True))  # noqa: S704


def _adjuntos(informe: Informe, pliego: Pliego) -> list[Adjunto]:
    momento = momento_de(informe)
    datos = {
        "folio": informe.folio,
        "tipo": informe.tipo,
        "titulo": pliego.titulo,
        "corte": informe.corte.isoformat(),
        "generado": momento.isoformat(),
        "bitacora": {"asiento": informe.bitacora_numero, "huella": informe.bitacora_hash},
        "url": settings.SITIO_URL + informe.get_absolute_url(),
        "verificar": informe.direccion_de_verificacion,
        "es_demostracion": pliego.demostracion,
    }
    hojas = [Adjunto(f"{t.nombre}.csv", "text/csv", t.titulo, a_csv(t), momento) for t in pliego.tablas]
    todo = Adjunto("datos.json", "application/json", _("Todas las tablas"), a_json(datos, pliego.tablas), momento)
    return [*hojas, todo]


def _monitoreo(informe: Informe) -> Pliego:
    plan = informe.plan
    if plan is None:
        raise ValueError(informe.folio)
    contenido = reunir(plan, informe.corte)
    return Pliego(
        plantilla="monitoreo",
        titulo=plan.titulo,
        lugar=plan.secretariado.entidad.nombre,
        tablas=[*de_monitoreo(contenido), *(t for f in TABLAS_DE_OTROS_PISOS for t in f(plan, informe.corte))],
        demostracion=plan.avances_demostracion,
        contexto={
            "r": contenido,
            "plan": plan,
            "stl": plan.secretariado,
            "curva": graficas.de_la_curva(contenido),
            "gantt": graficas.calendario(contenido),
        },
        trozos=monitoreo.trozos(contenido, informe.secciones),
    )


def _compromiso(informe: Informe) -> Pliego:
    plan, compromiso = informe.plan, informe.compromiso
    if plan is None or compromiso is None:
        raise ValueError(informe.folio)
    contenido = reunir(plan, informe.corte)
    ficha = next(f for f in contenido.fichas if f.fila.pk == compromiso.pk)
    return Pliego(
        plantilla="ficha",
        titulo=f"{compromiso.clave} {compromiso.nombre}",
        lugar=f"{plan.titulo}, {plan.secretariado.entidad.nombre}",
        tablas=de_compromiso(contenido, ficha),
        demostracion=plan.avances_demostracion,
        contexto={
            "r": contenido,
            "f": ficha,
            "vencidas": [v for v in contenido.vencidas if v.compromiso == compromiso.clave],
            "modificaciones": [m for m in contenido.modificaciones if m.compromiso_id == compromiso.pk],
        },
    )


def _entidad(informe: Informe) -> Pliego:
    entidad = informe.entidad
    if entidad is None:
        raise ValueError(informe.folio)
    hechos = territorio.de_entidad(entidad, informe.corte)
    return Pliego(
        plantilla="entidad",
        titulo=entidad.nombre,
        lugar=_("Todos sus planes de acción"),
        tablas=[tabla_de_resumen(hechos.conjunto, hechos.vencidas), *territorio.tablas_de_planes(hechos.planes)],
        demostracion=any(p.plan.avances_demostracion for p in hechos.planes),
        contexto={"r": hechos, "entidad": entidad},
    )


def _nacional(informe: Informe) -> Pliego:
    hechos = territorio.del_pais(informe.corte)
    planes = [p for e in hechos.entidades for p in e.planes]
    return Pliego(
        plantilla="nacional",
        titulo=_("Gobierno abierto local en México"),
        lugar=_("Los 32 estados y la Federación, comparados"),
        tablas=[
            tabla_de_resumen(hechos.conjunto, sum(p.vencidas for p in planes)),
            territorio.tabla_de_entidades(hechos),
            *territorio.tablas_de_planes(planes),
        ],
        demostracion=any(p.plan.avances_demostracion for p in planes),
        contexto={"r": hechos, "barras": graficas.comparacion(hechos)},
    )


def _constancia(informe: Informe) -> Pliego:
    plan, evidencia = informe.plan, informe.evidencia
    if plan is None or evidencia is None:
        raise ValueError(informe.folio)
    hechos = constancia.reunir(evidencia.pk, informe.corte)
    return Pliego(
        plantilla="constancia",
        titulo=evidencia.titulo,
        lugar=f"{plan.titulo}, {plan.secretariado.entidad.nombre}",
        tablas=constancia.tablas(hechos),
        demostracion=plan.avances_demostracion,
        contexto={"r": hechos},
    )


def _evaluacion(informe: Informe) -> Pliego:
    plan = informe.plan
    if plan is None or informe.evaluacion is None:
        raise ValueError(informe.folio)
    hechos = evaluacion.reunir(informe.evaluacion.pk, informe.corte)
    return Pliego(
        plantilla="evaluacion",
        titulo=plan.titulo,
        lugar=plan.secretariado.entidad.nombre,
        tablas=evaluacion.tablas(hechos),
        demostracion=plan.avances_demostracion or hechos.evaluacion.es_demostracion,
        contexto={"r": hechos, "opciones": evaluacion.OPCIONES},
    )


_TIPOS: dict[Informe.Tipo, Callable[[Informe], Pliego]] = {
    Informe.Tipo.MONITOREO: _monitoreo,
    Informe.Tipo.COMPROMISO: _compromiso,
    Informe.Tipo.ENTIDAD: _entidad,
    Informe.Tipo.EVIDENCIA: _constancia,
    Informe.Tipo.INTERMEDIA: _evaluacion,
    Informe.Tipo.FINAL: _evaluacion,
}
