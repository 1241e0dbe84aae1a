"""What the verification record of an evidence says, as of a cut-off date. Institutions and roles, no persons."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from compromisos.historico import fin_del_dia
from compromisos.informes.fichas import estado_al_corte
from compromisos.informes.tablas import Tabla, momento, numero
from compromisos.models import Evidencia, Postura, RevisionEnlace, Verificacion

VISITAS = 20


@dataclass(frozen=True, slots=True)
class Constancia:
    """A piece of evidence and everything decided or said of it until the cut-off."""

    evidencia: Evidencia
    corte: date
    estado: Evidencia.Estado
    en_vigor: Verificacion | None
    verificaciones: list[Verificacion]
    posturas: list[Postura]
    visitas: list[RevisionEnlace]
    """The latest ones first, VISITAS at most."""


def reunir(evidencia_id: int, corte: date) -> Constancia:
    limite = fin_del_dia(corte)
    evidencia = Evidencia.objects.select_related(
        "entrega__actividad__compromiso", "entrega__actividad__accion", "archivo", "institucion", "sustituye_a"
    ).get(pk=evidencia_id)
    hasta = Q(creado__lte=limite)
    verificaciones = list(
        evidencia.verificaciones.filter(hasta).select_related("institucion").order_by("creado", "id")
    )
    vigentes = [v for v in verificaciones if v.revocada is None or v.revocada > limite]
    en_vigor = vigentes[-1] if vigentes else None
    return Constancia(
        evidencia=evidencia,
        corte=corte,
        estado=estado_al_corte(evidencia, en_vigor),
        en_vigor=en_vigor,
        verificaciones=verificaciones,
        posturas=list(evidencia.posturas.filter(hasta).select_related("institucion").order_by("creado", "id")),
        visitas=list(evidencia.revisiones.filter(momento__lte=limite).order_by("-momento", "-id")[:VISITAS]),
    )


def tablas(c: Constancia) -> list[Tabla]:
    limite = fin_del_dia(c.corte)
    verificaciones = [
        (
            v.pk,
            str(v.veredicto),
            numero(v.porcentaje),
            v.motivo,
            v.institucion.slug,
            momento(v.creado),
            momento(v.revocada) if v.revocada and v.revocada <= limite else None,
            v.motivo_revocacion if v.revocada and v.revocada <= limite else "",
        )
        for v in c.verificaciones
    ]
    columnas = (
        ("id", "Número de la verificación."),
        ("veredicto", "Veredicto."),
        ("porcentaje", "Porcentaje de la entrega que sustenta."),
        ("motivo", "Motivo."),
        ("institucion", "Institución que verificó."),
        ("creado", "Cuándo."),
        ("revocada", "Cuándo se revocó."),
        ("motivo_revocacion", "Por qué se revocó."),
    )
    return [_tabla_de_evidencia(c), Tabla("verificaciones", "Verificaciones", columnas, verificaciones)]


def _tabla_de_evidencia(c: Constancia) -> Tabla:
    e = c.evidencia
    datos = (
        ("id", "Número de la evidencia.", e.pk),
        ("compromiso", "Clave del compromiso.", e.entrega.actividad.compromiso.clave),
        ("actividad", "Actividad.", e.entrega.actividad.nombre),
        ("entrega", "Número de entrega.", e.entrega.numero),
        ("titulo", "Título.", e.titulo),
        ("version", "Versión.", e.version),
        ("enviada", "Cuándo se envió.", momento(e.creado)),
        ("estado", "Estado a la fecha de corte.", str(c.estado)),
        ("sha256", "Huella SHA-256 del archivo.", e.archivo.sha256 if e.archivo else None),
        ("enlace", "Enlace, si no es un archivo.", e.enlace),
    )
    columnas = [(nombre, significado) for nombre, significado, _valor in datos]
    return Tabla("evidencia", "La evidencia", columnas, [[valor for _n, _s, valor in datos]])
