"""Seats of an STL and how it decides. Who leaves stays in the record, with dates; the log never tells names."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.constancia import anotar
from secretariado.models import Institucion, Integrante, Secretariado, Usuario
from secretariado.permisos import exigir

CORREGIBLES = ("titular", "suplente", "papel", "desde")
DEL_SECRETARIADO = ("descripcion", "contacto_institucional", "regla_decision", "quorum_minimo")


def sumar_integrante(
    *,
    actor: Usuario,
    secretariado: Secretariado,
    titular: str,
    desde: date,
    papel: str = Integrante.Papel.INTEGRANTE,
    institucion: Institucion | None = None,
    suplente: str = "",
) -> Integrante:
    """Open a seat, at the end of the list."""
    exigir("secretariado.llevar", actor, secretariado)
    with transaction.atomic():
        secretariado = Secretariado.objects.select_for_update(no_key=True).get(pk=secretariado.pk)
        suyos = secretariado.integrantes.all()
        if institucion and suyos.filter(institucion=institucion, hasta__isnull=True).exists():
            raise ReglaIncumplida(
                _("Esa institución ya tiene asiento. Si cambió la persona, usa «Relevar»."), "institucion"
            )
        _exigir_asiento_libre(suyos.filter(institucion=institucion), desde)
        integrante = Integrante.objects.create(
            secretariado=secretariado,
            institucion=institucion,
            papel=papel,
            titular=_nombre(titular),
            suplente=" ".join(suplente.split()),
            desde=desde,
            orden=(suyos.aggregate(n=Max("orden"))["n"] or 0) + 1,
        )
        anotar(actor, secretariado, "integrante.sumado", _datos(integrante))
    return integrante


def corregir_integrante(*, actor: Usuario, integrante: Integrante, datos: Mapping[str, Any]) -> Integrante:
    """A name or a date written wrong. Another person in the seat is `relevar_integrante`."""
    exigir("secretariado.llevar", actor, integrante.secretariado)
    with transaction.atomic():
        fila = _bloqueado(integrante)
        desde, papel = fila.desde, fila.papel
        for campo in CORREGIBLES:
            setattr(fila, campo, datos.get(campo, getattr(fila, campo)))
        fila.titular, fila.suplente = _nombre(fila.titular), " ".join(fila.suplente.split())
        if fila.desde and fila.hasta and fila.desde > fila.hasta:
            raise ReglaIncumplida(_("Empezaría después de haber terminado."), "desde")
        if fila.desde != desde:
            _exigir_asiento_libre(_del_mismo_asiento(fila), fila.desde, fila.hasta)
        if fila.papel != papel and fila.asistencias.exists():  # who voted, and the quorum, would be others
            raise ReglaIncumplida(
                _("Ya consta que asistió con ese papel: termina este asiento y abre otro."), "papel"
            )
        if fila.desde and fila.asistencias.filter(sesion__fecha__lt=fila.desde).exists():
            raise ReglaIncumplida(_("Consta que asistió a una sesión antes de esa fecha."), "desde")
        if not fila.suplente and fila.asistencias.filter(calidad="suplente").exists():
            raise ReglaIncumplida(_("Consta que su suplente asistió a una sesión."), "suplente")
        fila.save(update_fields=CORREGIBLES)
        anotar(actor, fila.secretariado, "integrante.corregido", _datos(fila))
    return fila


def relevar_integrante(
    *, actor: Usuario, integrante: Integrante, titular: str, desde: date, suplente: str = ""
) -> Integrante:
    """Another person takes the seat on `desde`; whoever held it stays in the record until the day before."""
    exigir("secretariado.llevar", actor, integrante.secretariado)
    with transaction.atomic():
        anterior = _bloqueado(integrante)
        if desde == date.min:
            raise ReglaIncumplida(_("Es antes de que ocupara el asiento."), "desde")
        _terminar(anterior, desde - timedelta(days=1), "desde")
        nuevo = Integrante.objects.create(
            secretariado=anterior.secretariado,
            institucion=anterior.institucion,
            papel=anterior.papel,
            titular=_nombre(titular),
            suplente=" ".join(suplente.split()),
            desde=desde,
            orden=anterior.orden,
        )
        anotar(actor, anterior.secretariado, "integrante.relevado", _datos(nuevo))
    return nuevo


def terminar_integrante(*, actor: Usuario, integrante: Integrante, hasta: date) -> Integrante:
    """Close the seat on `hasta`, its last day. It is not opened again: another one is."""
    exigir("secretariado.llevar", actor, integrante.secretariado)
    with transaction.atomic():
        fila = _bloqueado(integrante)
        _terminar(fila, hasta, "hasta")
        anotar(actor, fila.secretariado, "integrante.terminado", _datos(fila) | {"hasta": hasta.isoformat()})
    return fila


def describir_secretariado(
    *, actor: Usuario, secretariado: Secretariado, datos: Mapping[str, Any]
) -> Secretariado:
    """What it is, how it is reached and how it decides: only what comes in `datos`."""
    exigir("secretariado.llevar", actor, secretariado)
    with transaction.atomic():
        fila = Secretariado.objects.select_for_update(no_key=True).get(pk=secretariado.pk)
        antes = _reglas(fila)
        for campo in DEL_SECRETARIADO:
            setattr(fila, campo, datos.get(campo, getattr(fila, campo)))
        fila.save(update_fields=DEL_SECRETARIADO)
        anotar(actor, fila, "secretariado.descrito", {"antes": antes, "despues": _reglas(fila)})
    return fila


def _reglas(secretariado: Secretariado) -> dict[str, str]:
    return {c: str(getattr(secretariado, c) or "") for c in ("regla_decision", "quorum_minimo")}


def _bloqueado(integrante: Integrante) -> Integrante:
    filas = Integrante.objects.select_for_update(of=("self",)).select_related("secretariado", "institucion")
    return filas.get(pk=integrante.pk)  # never deleted


def _del_mismo_asiento(fila: Integrante) -> "QuerySet[Integrante]":
    return Integrante.objects.filter(secretariado=fila.secretariado_id, institucion=fila.institucion_id).exclude(
        pk=fila.pk
    )


def _exigir_asiento_libre(otros: "QuerySet[Integrante]", desde: date | None, hasta: date | None = None) -> None:
    """Two periods of the same body that met would be two votes, and count twice for the quorum."""
    if desde:
        otros = otros.filter(Q(hasta__isnull=True) | Q(hasta__gte=desde))
    if hasta:
        otros = otros.filter(Q(desde__isnull=True) | Q(desde__lte=hasta))
    if otros.filter(institucion__isnull=False).exists():
        raise ReglaIncumplida(_("En esas fechas el asiento es de otra persona."), "desde")


def _terminar(fila: Integrante, hasta: date, campo: str) -> None:
    if fila.hasta:
        raise ReglaIncumplida(_("Ese asiento ya terminó."))
    if fila.desde and hasta < fila.desde:
        raise ReglaIncumplida(_("Es antes de que ocupara el asiento."), campo)
    if fila.asistencias.filter(sesion__fecha__gt=hasta).exists():
        raise ReglaIncumplida(_("Consta que asistió a una sesión después de esa fecha."), campo)
    fila.hasta = hasta
    fila.save(update_fields=["hasta"])


def _nombre(titular: str) -> str:
    nombre = " ".join(titular.split())
    if not nombre:
        raise ReglaIncumplida(_("Escribe quién ocupa el asiento."), "titular")
    return nombre


def _datos(integrante: Integrante) -> dict[str, Any]:
    institucion = integrante.institucion
    return {
        "integrante": integrante.pk,
        "papel": integrante.papel,
        "institucion": institucion.nombre if institucion else "",
    }
