"""What the institutions do with each contribution: answer with reasons, join alike ones, turn into a commitment.

The log, which forgets nothing, names a contribution by its number: its text is a person's, who may take it back.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from compromisos.models import Compromiso, Plan
from compromisos.servicios.compromisos import proponer_compromiso
from consultas.constancia import anotar
from consultas.models import Aportacion, Apoyo
from consultas.permisos_consultas import institucion_que_responde
from pal_portal.cimientos.bloqueo import tomar
from pal_portal.cimientos.errores import ReglaIncumplida
from pal_portal.cimientos.fechas import ahora
from secretariado.models import Usuario
from secretariado.permisos import exigir

Estado = Aportacion.Estado


def responder_aportacion(
    *, actor: Usuario, aportacion: Aportacion, estado: str, respuesta: str, compromiso: Compromiso | None = None
) -> Aportacion:
    """Say what became of it and why. An answer may be corrected: the log keeps both."""
    exigir("consultas.responder", actor, aportacion)
    with transaction.atomic():
        fila = _abrir(aportacion)
        resuelta = estado not in Aportacion.PENDIENTES
        if resuelta and not respuesta.strip():
            raise ReglaIncumplida(_("Explica por qué: la respuesta es pública."), "respuesta")
        if estado in (Estado.INCORPORADA, Estado.EN_PARTE) and compromiso is None and fila.compromiso_id is None:
            raise ReglaIncumplida(_("Di en qué compromiso quedó."), "compromiso")
        if compromiso and compromiso.plan.secretariado_id != fila.consulta.secretariado_id:
            raise ReglaIncumplida(_("Ese compromiso es de otro secretariado."), "compromiso")
        antes = {"estado": fila.estado, "respuesta": fila.respuesta}
        fila.estado, fila.respuesta = estado, respuesta.strip()
        fila.compromiso = compromiso or fila.compromiso
        fila.institucion = institucion_que_responde(actor, fila.consulta)
        fila.respondida = (fila.respondida or ahora()) if resuelta else None
        fila.save(update_fields=["estado", "respuesta", "compromiso", "institucion", "respondida"])
        datos = {
            "aportacion": str(fila.pk),
            "antes": antes,
            "despues": {"estado": fila.estado, "respuesta": fila.respuesta},
        }
        anotar(actor, fila.consulta, "aportacion.respondida", datos, fila.institucion)
    return fila


def unir_aportaciones(*, actor: Usuario, aportacion: Aportacion, en: Aportacion) -> Aportacion:
    """Join one to another that says the same: its author and supporters count once in the other."""
    exigir("consultas.editar", actor, aportacion.consulta)
    with transaction.atomic():
        filas = Aportacion.objects.select_for_update(of=("self",))
        tomadas = {pk: tomar(filas, pk=pk) for pk in sorted({aportacion.pk, en.pk})}  # always in that order
        origen, destino = tomadas[aportacion.pk], tomadas[en.pk]
        if origen.pk == destino.pk or origen.consulta_id != destino.consulta_id:
            raise ReglaIncumplida(_("Elige otra aportación de esta misma consulta."), "en")
        if origen.fundida_en_id or destino.fundida_en_id:
            raise ReglaIncumplida(_("Una de las dos ya se unió a otra."), "en")
        huellas = {h for h in [*origen.apoyos.values_list("huella", flat=True), origen.huella] if h}
        huellas -= {destino.huella, *destino.apoyos.values_list("huella", flat=True)}
        Apoyo.objects.bulk_create(Apoyo(aportacion=destino, huella=h) for h in sorted(huellas))
        origen.fundidas.update(fundida_en=destino)
        origen.fundida_en = destino
        origen.save(update_fields=["fundida_en"])
        destino.apoyos_total = destino.apoyos.count()
        destino.save(update_fields=["apoyos_total"])
        anotar(
            actor,
            aportacion.consulta,
            "aportacion.unida",
            {"aportacion": str(origen.pk), "unida_a": str(destino.pk)},
        )
    return destino


def convertir_en_compromiso(*, actor: Usuario, aportacion: Aportacion, plan: Plan) -> Compromiso:
    """Draft a commitment from it. The authorship stays: the contribution points to what it became."""
    exigir("consultas.editar", actor, aportacion.consulta)
    with transaction.atomic():
        fila = _abrir(aportacion)
        if fila.compromiso_id:
            raise ReglaIncumplida(_("De esta aportación ya salió un compromiso."))
        if plan.secretariado_id != fila.consulta.secretariado_id:
            raise ReglaIncumplida(_("Ese plan es de otro secretariado."), "plan")
        autoria = _("Nació de una aportación ciudadana (%(firma)s) en «%(consulta)s».") % {
            "firma": fila.firma or _("sin firma"),
            "consulta": fila.consulta.titulo,
        }
        compromiso = proponer_compromiso(
            actor=actor, plan=plan, nombre=fila.titulo, descripcion=f"{fila.texto}\n\n{autoria}"
        )
        fila.compromiso = compromiso
        if fila.estado == Estado.RECIBIDA:
            fila.estado = Estado.EN_ANALISIS
        fila.save(update_fields=["compromiso", "estado"])
        anotar(actor, fila.consulta, "aportacion.convertida", {"aportacion": str(fila.pk)})
    return compromiso


def _abrir(aportacion: Aportacion) -> Aportacion:
    filas = Aportacion.objects.select_for_update(of=("self",)).select_related("consulta__plan")
    fila = tomar(filas, pk=aportacion.pk)
    if fila.fundida_en_id:
        raise ReglaIncumplida(_("Se unió a otra: responde aquélla."))
    return fila
