"""Meetings of a consultation: announcing them, and what they left (minutes, agreements, tables, counts)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from compromisos.models import Compromiso
from consultas.constancia import anotar
from consultas.conteos import DIMENSIONES, publicables
from consultas.models import Consulta, ConteoAsistencia, Evento, Inscripcion, Mesa
from consultas.models.inscripcion import DICHO
from consultas.servicios.busqueda import indexar_consulta
from consultas.servicios.inscripciones import avisar_del_cambio, ocupar_lugares_libres
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Usuario
from secretariado.permisos import exigir

CAMPOS = (
    "nombre", "modalidad", "lugar", "inicio", "fin", "agenda", "relatoria", "acuerdos", "cancelado",
    "con_registro", "cupo",
)  # fmt: skip

SE_AVISAN = ("inicio", "lugar", "modalidad", "cancelado")
"""What whoever has a place must be told when it changes."""


@dataclass(frozen=True, slots=True)
class MesaNueva:
    """A theme that was worked on and the keys of the commitments it led to (none: it was discarded)."""

    tema: str
    claves: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conteo:
    dimension: str
    grupo: str
    personas: int


def guardar_evento(
    *,
    actor: Usuario,
    consulta: Consulta,
    evento: Evento | None,
    datos: Mapping[str, Any],
    mesas: Iterable[MesaNueva] = (),
    conteos: Iterable[Conteo] = (),
) -> Evento:
    """Create or rewrite a meeting with its tables and attendance counts. Each save raises its calendar version."""
    exigir("consultas.editar", actor, consulta)
    with transaction.atomic():
        consulta = Consulta.objects.select_for_update(of=("self",)).get(pk=consulta.pk)
        if evento is None:
            fila = Evento(consulta=consulta)
        else:
            fila = Evento.objects.select_for_update().get(pk=evento.pk, consulta=consulta)
            fila.version += 1
        antes = [getattr(fila, campo) for campo in SE_AVISAN]
        for campo in CAMPOS:
            if campo in datos:
                setattr(fila, campo, datos[campo])
        fila.actualizado = ahora()
        try:
            fila.full_clean()
        except ValidationError as error:
            campo, mensajes = next(iter(error.message_dict.items()))
            raise ReglaIncumplida(mensajes[0], campo if campo != "__all__" else None) from error
        fila.save()
        _mesas(fila, mesas)
        _conteos(fila, conteos)
        if fila.registro_abierto:
            ocupar_lugares_libres(fila)
        if evento is not None and antes != [getattr(fila, campo) for campo in SE_AVISAN]:
            avisar_del_cambio(fila)
        indexar_consulta(consulta)
        anotar(actor, consulta, "consulta.evento", {"titulo": fila.nombre})
    return fila


def _mesas(evento: Evento, mesas: Iterable[MesaNueva]) -> None:
    propios = Compromiso.objects.filter(plan__secretariado=evento.consulta.secretariado_id)
    evento.mesas.all().delete()
    for orden, nueva in enumerate(mesas, start=1):
        compromisos = {c.clave: c for c in propios.filter(clave__in=nueva.claves)}
        ajenas = [c for c in nueva.claves if c not in compromisos]
        if ajenas:
            raise ReglaIncumplida(
                _("No hay en este secretariado un compromiso con la clave %(clave)s.") % {"clave": ajenas[0]},
                "mesas",
            )
        terminado = evento.fin is not None and evento.fin < ahora()
        mesa = Mesa.objects.create(
            evento=evento, orden=orden, tema=nueva.tema, descartado=terminado and not compromisos
        )
        mesa.compromisos.set(compromisos.values())


def _conteos(evento: Evento, conteos: Iterable[Conteo]) -> None:
    """Each group once, and those of a dimension never add up to more than the total that is also printed."""
    filas = list(conteos)
    if len({(c.dimension, c.grupo) for c in filas}) < len(filas):
        raise ReglaIncumplida(_("Hay un grupo dos veces."), "conteos")
    if any((c.dimension == "total") == bool(c.grupo) for c in filas):
        raise ReglaIncumplida(_("Di de qué grupo es cada número; el total va sin grupo."), "conteos")
    total = sum(c.personas for c in filas if c.dimension == "total")
    for dimension in ("sexo", "edad", "sector"):
        suma = sum(c.personas for c in filas if c.dimension == dimension)
        if total and suma > total:
            raise ReglaIncumplida(
                _("Los grupos suman %(suma)s personas, más que el total de %(total)s.")
                % {"suma": suma, "total": total},
                "conteos",
            )
    escribir_conteos(evento, filas)


def escribir_conteos(evento: Evento, filas: Iterable[Conteo]) -> None:
    """Replace the counts, each with what may be published of it. Within the caller's transaction."""
    filas = list(filas)
    publicas = publicables((c.dimension, c.grupo, c.personas) for c in filas)
    evento.conteos.all().delete()
    ConteoAsistencia.objects.bulk_create(
        ConteoAsistencia(
            evento=evento,
            dimension=c.dimension,
            grupo=c.grupo,
            personas=c.personas,
            publicas=publicas[c.dimension, c.grupo],
        )
        for c in filas
    )


def pasar_asistencia(*, actor: Usuario, evento: Evento, presentes: Iterable[int]) -> Evento:
    """Record which of those with a place came, and count them by what each chose to say. Once: two counts that
    differ in one person would tell what that person said."""
    exigir("consultas.editar", actor, evento.consulta)
    with transaction.atomic():
        evento = Evento.objects.select_for_update(of=("self",)).select_related("consulta").get(pk=evento.pk)
        if evento.inicio is None or evento.inicio > ahora():
            raise ReglaIncumplida(_("La asistencia se registra cuando el evento haya empezado."))
        dentro = evento.inscripciones.filter(estado=Inscripcion.Estado.DENTRO)
        if dentro.filter(asistio__isnull=False).exists():
            raise ReglaIncumplida(_("La asistencia ya se contó. Los números se corrigen en el encuentro."))
        con_lugar, presentes = set(dentro.values_list("pk", flat=True)), set(presentes)
        if not presentes <= con_lugar:
            raise ReglaIncumplida(
                _("Alguien de la lista ya no tiene lugar en este encuentro. Revísala y envíala de nuevo."),
                "presentes",
            )
        vinieron = dentro.filter(pk__in=presentes)
        dentro.update(asistio=False)
        vinieron.update(asistio=True)
        filas = [Conteo("total", "", vinieron.count())]
        for dimension in DIMENSIONES:
            nombres = DICHO[dimension]
            grupos = vinieron.exclude(**{dimension: ""}).order_by().values_list(dimension).annotate(n=Count("pk"))
            filas += [Conteo(dimension, str(nombres(g).label), n) for g, n in sorted(grupos)]
        escribir_conteos(evento, filas)
        anotar(actor, evento.consulta, "consulta.asistencia", {"titulo": evento.nombre})
    return evento
