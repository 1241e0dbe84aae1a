"""What the desks of who facilitates and who moderates read through the API. Never in the open data; columns of
what is also public are those declared there."""

from dataclasses import replace
from typing import Any

from django.db.models import Case, F, Model, Q, QuerySet, Value, When

from consultas.models import (
    Bloqueo,
    Evento,
    FotoEvento,
    Inscripcion,
    PoliticaModeracion,
    Ruta,
    VersionTexto,
)
from consultas.publicacion_consultas import RECURSOS
from pal_portal.cimientos.fechas import ahora
from pal_portal.cimientos.publicacion import Columna, Recurso
from secretariado.permisos import alcance
from secretariado.publicacion import ID

C = Columna
_PUBLICO = {r.nombre: r for r in RECURSOS}


def _de_quien_facilita(modelo: type[Model], ruta: str) -> Any:
    """Rows whose STL, at the end of `ruta`, this account facilitates."""

    def filas(usuario: Any) -> "QuerySet[Any]":
        return modelo._default_manager.filter(Q(**{f"{ruta}secretariado__in": alcance(usuario).facilitacion}))

    return filas


def bloqueos(usuario: Any) -> "QuerySet[Bloqueo]":
    """Those in force where this account moderates. Whom a suspension is for is told to nobody."""
    sitio = Case(When(clase=Bloqueo.Clase.SITIO, then=F("valor")), default=Value(""))
    filas = Bloqueo.objects.vigentes(ahora()).filter(secretariado__in=alcance(usuario).moderacion)
    return filas.annotate(sitio=sitio)


MESA_EVENTOS = replace(
    _PUBLICO["eventos"],
    nombre="mesa-eventos",
    titulo="Encuentros de las consultas que facilitas",
    filas=_de_quien_facilita(Evento, "consulta__"),
    columnas=(
        *(c for c in _PUBLICO["eventos"].columnas if c.nombre != "inscritos"),
        C("version", "version", "entero", "Cuántas veces se guardó."),
    ),
)
"""Without the places taken: somebody who registers changes nothing that the facilitator is writing."""
MESA_FOTOS = replace(
    _PUBLICO["fotos-de-eventos"],
    nombre="mesa-fotos",
    titulo="Fotografías de los encuentros que facilitas, también sin constancia",
    filas=_de_quien_facilita(FotoEvento, "evento__consulta__"),
)
MESA_INSCRIPCIONES = Recurso(
    "mesa-inscripciones",
    "Quién apartó lugar en los encuentros que facilitas",
    _de_quien_facilita(Inscripcion, "evento__consulta__"),
    "id",
    (
        ID,
        C("evento", "evento_id", "entero", "Encuentro."),
        C("estado", "estado", "texto", "dentro o espera."),
        C("seudonimo", "seudonimo", "texto", "Seudónimo."),
        C("nombre", "nombre", "texto", "Nombre, sólo si quiso que lo supieras."),
        C("asistio", "asistio", "si_no", "Si asistió; vacío: no se ha contado."),
    ),
)
MESA_VERSIONES = Recurso(
    "mesa-versiones",
    "Versiones de los textos que pones a consulta",
    _de_quien_facilita(VersionTexto, "consulta__"),
    "id",
    (
        ID,
        C("consulta", "consulta__slug", "texto", "Consulta."),
        C("numero", "numero", "entero", "Versión."),
        C("nota", "nota", "texto", "Qué cambió."),
        C("creada", "creada", "momento", "Cuándo."),
    ),
)
MESA_RUTAS = Recurso(
    "mesa-rutas",
    "Rutas de participación que armas",
    _de_quien_facilita(Ruta, "plan__"),
    "plan__clave",
    (
        C("plan", "plan__clave", "texto", "Plan."),
        C("presentacion", "presentacion", "texto", "Presentación."),
        C("publicada_en", "publicada_en", "momento", "Cuándo se publicó."),
    ),
)
MESA_BLOQUEOS = Recurso(
    "mesa-bloqueos",
    "Suspensiones vigentes en los secretariados que moderas",
    bloqueos,
    "id",
    (
        ID,
        C("secretariado", "secretariado__slug", "texto", "Secretariado."),
        C("clase", "clase", "texto", "persona o sitio."),
        C("sitio", "sitio", "texto", "Sitio cuyos enlaces no se admiten."),
        C("motivo", "motivo", "texto", "Motivo (no se publica)."),
        C("hasta", "hasta", "momento", "Hasta cuándo."),
    ),
)
MESA_POLITICAS = Recurso(
    "mesa-politicas",
    "Cuándo se moderan los comentarios de los secretariados que facilitas",
    _de_quien_facilita(PoliticaModeracion, ""),
    "secretariado__slug",
    (
        C("secretariado", "secretariado__slug", "texto", "Secretariado."),
        C("modo", "modo", "texto", "Modo."),
    ),
)
PROPIOS = (
    MESA_EVENTOS,
    MESA_FOTOS,
    MESA_INSCRIPCIONES,
    MESA_VERSIONES,
    MESA_RUTAS,
    MESA_BLOQUEOS,
    MESA_POLITICAS,
)
