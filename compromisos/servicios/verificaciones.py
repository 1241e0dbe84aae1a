"""Deciding on evidence: verdicts, their revocation, and what civil society says of it in public."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from compromisos.models import Evidencia, Postura, Verificacion
from compromisos.models.evidencia import POR_VERIFICAR
from compromisos.permisos import institucion_que_opina
from compromisos.servicios.evidencias import bloquear_evidencia, reflejar_evidencia
from pal_portal.cimientos.cola import adelantar, encolar
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Aviso, Institucion, Membresia, Usuario
from secretariado.permisos import alcance, exigir

Estado = Evidencia.Estado


def verificar_evidencia(
    *,
    actor: Usuario,
    evidencia: Evidencia,
    veredicto: str,
    porcentaje: Decimal = Decimal(0),
    motivo: str = "",
    momento: datetime | None = None,
    demostracion: bool = False,
) -> Verificacion:
    """Decide on evidence that waits: verified (with the percentage it supports), observed or rejected (with
    a reason). Four eyes: see `permisos.puede_verificar`."""
    exigir("compromisos.verificar_evidencia", actor, evidencia)
    motivo = motivo.strip()
    verificada = veredicto == Verificacion.Veredicto.VERIFICADA
    if verificada and not 0 < porcentaje <= 100:
        raise ReglaIncumplida(_("Di qué porcentaje sustenta, entre 1 y 100."), "porcentaje")
    if not verificada and not motivo:
        raise ReglaIncumplida(_("Escribe el motivo: quien envió la evidencia lo necesita."), "motivo")
    with transaction.atomic():
        evidencia = _por_resolver(actor, evidencia)
        cuando = momento or ahora()
        evidencia.verificaciones.filter(revocada__isnull=True).update(revocada=cuando)
        institucion = _de_quien_verifica(actor, evidencia)
        resolucion = Verificacion.objects.create(
            evidencia=evidencia,
            veredicto=veredicto,
            porcentaje=porcentaje if verificada else Decimal(0),
            motivo=motivo,
            autor=actor,
            institucion=institucion,
            creado=cuando,
            es_demostracion=demostracion,
        )
        evidencia.estado = Estado(veredicto)
        evidencia.save(update_fields=["estado"])
        datos = {"porcentaje": str(resolucion.porcentaje), "motivo": motivo}
        calidad = (Membresia.Rol.VERIFICACION, institucion)
        reflejar_evidencia(evidencia, actor, f"evidencia.{veredicto}", momento, calidad, **datos)
        if not demostracion:
            if not verificada:
                encolar("compromisos.avisar", [Aviso.Tipo.OBSERVADA.value])
            adelantar("compromisos.repartir_ganchos")
    return resolucion


def _por_resolver(actor: Usuario, evidencia: Evidencia) -> Evidencia:
    """That evidence, held until commit, if it still waits for a verdict."""
    evidencia = bloquear_evidencia(evidencia.pk)
    exigir("compromisos.verificar_evidencia", actor, evidencia)
    if evidencia.estado not in POR_VERIFICAR:
        raise ReglaIncumplida(
            _("Otra persona ya resolvió esta evidencia: está «%(estado)s».")
            % {"estado": evidencia.get_estado_display()}
        )
    return evidencia


def revocar_verificacion(*, actor: Usuario, evidencia: Evidencia, motivo: str) -> Evidencia:
    """Take back the verdict in force, with a public reason: the evidence waits for another one.

    What was verified with it stops counting at once. Refused when a corrected version already answers it.
    """
    exigir("compromisos.verificar_evidencia", actor, evidencia)
    motivo = motivo.strip()
    if not motivo:
        raise ReglaIncumplida(_("Escribe por qué se revoca: será público."), "motivo")
    with transaction.atomic():
        evidencia = bloquear_evidencia(evidencia.pk)
        exigir("compromisos.verificar_evidencia", actor, evidencia)
        vigente = evidencia.verificaciones.filter(revocada__isnull=True).first()
        if vigente is None:
            raise ReglaIncumplida(_("Esta evidencia no tiene una verificación vigente que revocar."))
        if Evidencia.objects.filter(sustituye_a=evidencia).exists():
            raise ReglaIncumplida(_("Ya hay una versión corregida: decide sobre ella."))
        vigente.revocada, vigente.motivo_revocacion = ahora(), motivo
        vigente.save(update_fields=["revocada", "motivo_revocacion"])
        evidencia.estado = Estado.ENVIADA
        evidencia.save(update_fields=["estado"])
        calidad = (Membresia.Rol.VERIFICACION, _de_quien_verifica(actor, evidencia))
        reflejar_evidencia(evidencia, actor, "evidencia.revocada", None, calidad, motivo=motivo)
    return evidencia


def opinar_sobre_evidencia(*, actor: Usuario, evidencia: Evidencia, sentido: str, motivo: str = "") -> Postura:
    """A civil-society body that answers for the commitment endorses or objects, in public.

    Objecting needs a reason and sends verified evidence to be reviewed again; the verdict stays in force until
    the review, so that nobody lowers a figure alone.
    """
    exigir("compromisos.opinar_sobre_evidencia", actor, evidencia)
    motivo = motivo.strip()
    objeta = sentido == Postura.Sentido.OBJETA
    if objeta and not motivo:
        raise ReglaIncumplida(_("Escribe por qué la objetas: será público."), "motivo")
    with transaction.atomic():
        evidencia = bloquear_evidencia(evidencia.pk)
        exigir("compromisos.opinar_sobre_evidencia", actor, evidencia)
        if evidencia.estado == Estado.RETIRADA:
            raise ReglaIncumplida(_("Esta evidencia se retiró: ya no cuenta."))
        institucion = Institucion.objects.get(pk=institucion_que_opina(actor, evidencia) or 0)
        anterior = evidencia.posturas.filter(institucion=institucion).first()
        if anterior and (anterior.sentido, anterior.motivo) == (sentido, motivo):
            raise ReglaIncumplida(_("Tu organización ya dijo eso de esta evidencia."))
        postura = Postura.objects.create(
            evidencia=evidencia,
            institucion=institucion,
            sentido=sentido,
            motivo=motivo,
            autor=actor,
            creado=ahora(),
        )
        if objeta and evidencia.estado == Estado.VERIFICADA:
            evidencia.estado = Estado.IMPUGNADA
            evidencia.save(update_fields=["estado"])
        accion = "evidencia.objetada" if objeta else "evidencia.avalada"
        reflejar_evidencia(evidencia, actor, accion, None, (Membresia.Rol.RESPONSABLE, institucion), motivo=motivo)
    return postura


def _de_quien_verifica(actor: Usuario, evidencia: Evidencia) -> Institucion:
    stl = evidencia.entrega.actividad.compromiso.plan.secretariado_id
    return Institucion.objects.get(pk=alcance(actor).verificacion[stl])
