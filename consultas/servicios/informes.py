"""Ordering the report of a consultation: the queue, the folio and the file are those of every report."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from compromisos.models import Informe
from compromisos.servicios.ambitos import DeArriba
from compromisos.servicios.informes import solicitar_informe
from consultas import permisos_consultas  # noqa: F401  registers the permission
from consultas.models import Consulta
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Usuario
from secretariado.permisos import exigir


def solicitar_de_consulta(*, actor: Usuario, consulta: Consulta, corte: date) -> Informe:
    """Of a published consultation, as of a day on which it was already public."""
    exigir("consultas.solicitar_informe", actor, consulta)
    if consulta.publicada_en is None:
        raise ReglaIncumplida(_("Esta consulta es un borrador: no hay qué informar."))
    with transaction.atomic():
        return solicitar_informe(
            actor=actor,
            corte=corte,
            de_arriba=DeArriba(
                tipo=Informe.Tipo.CONSULTA,
                secretariado=consulta.secretariado,
                asunto=consulta.asunto,
                titulo=consulta.titulo,
                raiz=f"{consulta.secretariado.entidad.letras}-P{consulta.pk}",
                desde=timezone.localdate(consulta.publicada_en),
                piso="consultas",
            ),
        )
