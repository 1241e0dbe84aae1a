"""Sessions of an STL: called, held or cancelled; who attended, and the minutes. What the published minutes say no
longer changes."""

from collections.abc import Mapping
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import hoy
from secretariado.constancia import anotar
from secretariado.decisiones import hay_quorum
from secretariado.models import Asistencia, Integrante, Secretariado, Sesion, Usuario
from secretariado.permisos import exigir
from secretariado.registro.archivo import guardar_revisado, olvidar_archivo, revisar_archivo

CAMPOS = ("tipo", "numero", "fecha", "modalidad", "orden_del_dia")
PDF = "application/pdf"


def convocar_sesion(*, actor: Usuario, secretariado: Secretariado, datos: Mapping[str, Any]) -> Sesion:
    """Put it on the calendar of the STL. Without number, the next of its kind. Not public until it is held."""
    exigir("secretariado.llevar", actor, secretariado)
    with transaction.atomic():
        secretariado = Secretariado.objects.select_for_update(no_key=True).get(pk=secretariado.pk)
        sesion = Sesion(secretariado=secretariado)
        _escribir(sesion, datos)
        sesion.save()
        anotar(actor, secretariado, "sesion.convocada", _datos(sesion), publico=False)
    return sesion


def cambiar_sesion(*, actor: Usuario, sesion: Sesion, datos: Mapping[str, Any]) -> Sesion:
    """Only what comes in `datos`; until its minutes are public."""
    exigir("secretariado.llevar", actor, sesion.secretariado)
    with transaction.atomic():
        sesion = bloquear_sesion(sesion)
        exigir_abierta(sesion)
        _escribir(sesion, datos)
        if sesion.tuvo_lugar:
            _exigir_pasada(sesion)
            _exigir_asiento(sesion, set(sesion.asistencias.values_list("integrante", flat=True)))
        sesion.save(update_fields=CAMPOS)
        anotar(actor, sesion.secretariado, "sesion.modificada", _datos(sesion), publico=sesion.tuvo_lugar)
    return sesion


def celebrar_sesion(*, actor: Usuario, sesion: Sesion, asistencias: Mapping[int, str]) -> Sesion:
    """Who attended: seat → as titular or suplente. Those with a vote decide whether there was quorum. May be
    corrected until the minutes are public."""
    exigir("secretariado.llevar", actor, sesion.secretariado)
    with transaction.atomic():
        sesion = bloquear_sesion(sesion)
        exigir_abierta(sesion)
        _exigir_pasada(sesion)
        asientos = _exigir_asiento(sesion, set(asistencias))
        for pk, calidad in asistencias.items():
            _exigir_calidad(asientos[pk], calidad)
        con_voto = sum(i.papel != Integrante.Papel.OBSERVACION for i in asientos.values())
        quorum = hay_quorum(con_voto, sesion.secretariado.quorum_minimo)
        if not quorum and sesion.acuerdos.exists():
            raise ReglaIncumplida(
                _("Con esa asistencia no hay quórum, y esta sesión ya tiene acuerdos. Revísala."), "asistencias"
            )
        _exigir_votos(sesion, con_voto)
        sesion.estado = Sesion.Estado.CELEBRADA if quorum else Sesion.Estado.SIN_QUORUM
        sesion.save(update_fields=["estado"])
        sesion.asistencias.all().delete()
        Asistencia.objects.bulk_create(
            Asistencia(sesion=sesion, integrante_id=pk, calidad=calidad) for pk, calidad in asistencias.items()
        )
        datos = _datos(sesion) | {"asistentes": len(asistencias)}
        anotar(actor, sesion.secretariado, "sesion.celebrada" if quorum else "sesion.sin_quorum", datos)
    return sesion


def cancelar_sesion(*, actor: Usuario, sesion: Sesion) -> Sesion:
    """It will not be held. It stays in the record, and cannot be called again: another is."""
    exigir("secretariado.llevar", actor, sesion.secretariado)
    with transaction.atomic():
        sesion = bloquear_sesion(sesion)
        exigir_abierta(sesion)
        if sesion.tuvo_lugar:
            raise ReglaIncumplida(_("Esta sesión ya tuvo lugar: no se puede cancelar."))
        sesion.estado = Sesion.Estado.CANCELADA
        sesion.save(update_fields=["estado"])
        anotar(actor, sesion.secretariado, "sesion.cancelada", _datos(sesion))
    return sesion


def adjuntar_minuta(*, actor: Usuario, sesion: Sesion, archivo: File, nombre: str, motivo: str = "") -> Sesion:
    """Keep the minutes, in PDF. Another file replaces them; once they are public, only with a public reason (a
    signature missing, somebody's data to be covered)."""
    exigir("secretariado.llevar", actor, sesion.secretariado)
    revisado = revisar_archivo(archivo, nombre)
    if revisado.tipo != PDF:
        raise ReglaIncumplida(_("Sube la minuta en PDF."), "archivo")
    with transaction.atomic():
        sesion = bloquear_sesion(sesion)
        if not sesion.tuvo_lugar:
            raise ReglaIncumplida(_("Registra primero quién asistió a la sesión."))
        if sesion.minuta_publicada and not motivo.strip():
            raise ReglaIncumplida(_("La minuta ya es pública: escribe por qué se sustituye."), "motivo")
        anterior = sesion.minuta
        sesion.minuta = guardar_revisado(revisado)[0]
        sesion.save(update_fields=["minuta"])
        if anterior and anterior.pk != sesion.minuta.pk:
            olvidar_archivo(anterior)
        datos = _datos(sesion) | {"sha256": sesion.minuta.sha256}
        if sesion.minuta_publicada:
            datos |= {"motivo": motivo.strip(), "antes": anterior.sha256 if anterior else ""}
        anotar(actor, sesion.secretariado, "sesion.minuta", datos, publico=sesion.minuta_publicada)
    return sesion


def publicar_minuta(*, actor: Usuario, sesion: Sesion) -> Sesion:
    """From here on anybody reads them and who attended; date, attendance and agreements no longer change."""
    exigir("secretariado.llevar", actor, sesion.secretariado)
    with transaction.atomic():
        sesion = bloquear_sesion(sesion)
        exigir_abierta(sesion)
        if sesion.minuta is None:
            raise ReglaIncumplida(_("Sube primero la minuta."))
        sesion.minuta_publicada = True
        sesion.save(update_fields=["minuta_publicada"])
        datos = _datos(sesion) | {"sha256": sesion.minuta.sha256}
        anotar(actor, sesion.secretariado, "sesion.minuta_publicada", datos)
    return sesion


def bloquear_sesion(sesion: Sesion) -> Sesion:
    """The row as it is now, held until the caller's transaction ends."""
    filas = Sesion.objects.select_for_update(of=("self",)).select_related("secretariado", "minuta")
    return filas.get(pk=sesion.pk)  # never deleted


def exigir_abierta(sesion: Sesion) -> None:
    """ReglaIncumplida once nothing of it may change."""
    if sesion.estado == Sesion.Estado.CANCELADA:
        raise ReglaIncumplida(_("Esta sesión se canceló. Convoca otra."))
    if sesion.minuta_publicada:
        raise ReglaIncumplida(_("La minuta ya es pública: lo que dice de la sesión no cambia."))


def _escribir(sesion: Sesion, datos: Mapping[str, Any]) -> None:
    for campo in CAMPOS:
        if campo in datos:
            setattr(sesion, campo, datos[campo])
    otras = Sesion.objects.filter(secretariado=sesion.secretariado, tipo=sesion.tipo).exclude(pk=sesion.pk)
    if sesion.numero is None:
        sesion.numero = (otras.aggregate(n=Max("numero"))["n"] or 0) + 1
    if otras.filter(numero=sesion.numero).exists():
        raise ReglaIncumplida(_("Ya hay una sesión de ese tipo con ese número."), "numero")


def _exigir_pasada(sesion: Sesion) -> None:
    if sesion.fecha > hoy():
        raise ReglaIncumplida(_("La fecha de la sesión todavía no llega."), "fecha")


def _exigir_asiento(sesion: Sesion, claves: set[int]) -> dict[int, Integrante]:
    """The seats of those keys; all of them of the STL and held on the day of the session."""
    suyos = Integrante.objects.filter(secretariado=sesion.secretariado_id, pk__in=claves).vigentes(sesion.fecha)
    asientos = {i.pk: i for i in suyos.select_related("institucion")}
    if len(asientos) < len(claves):
        raise ReglaIncumplida(
            _("Alguien de la lista de asistencia no tenía asiento ese día. Revisa la lista y las fechas."),
            "asistencias",
        )
    return asientos


def _exigir_calidad(integrante: Integrante, calidad: str) -> None:
    if calidad == Asistencia.Calidad.SUPLENTE and not integrante.suplente:
        raise ReglaIncumplida(
            _("El asiento de %(asiento)s no tiene suplente registrado.") % {"asiento": integrante.asiento},
            "asistencias",
        )


def _exigir_votos(sesion: Sesion, con_voto: int) -> None:
    """No agreement has more votes than there were seats to cast them."""
    for acuerdo in sesion.acuerdos.all():
        if sum(acuerdo.votos or ()) > con_voto:
            raise ReglaIncumplida(
                _("El acuerdo %(numero)s tiene más votos que asientos con voto en esa lista (%(n)s). Revísalo.")
                % {"numero": acuerdo.numero, "n": con_voto},
                "asistencias",
            )


def _datos(sesion: Sesion) -> dict[str, Any]:
    return {"sesion": sesion.pk, "tipo": sesion.tipo, "numero": sesion.numero, "fecha": sesion.fecha.isoformat()}
