"""Many deliveries reported at once, by institutions whose own systems know how they are going."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from compromisos.models import Avance, Entrega
from compromisos.servicios.avances import reportar_entrega
from compromisos.servicios.evidencias import EvidenciaNueva
from compromisos.servicios.recalculo import bloquear_entidades
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Usuario
from secretariado.permisos import exigir

MAXIMO_POR_LOTE = 200


@dataclass(frozen=True, slots=True)
class FilaReportada:
    """What is declared of a delivery, by its number."""

    entrega_id: int
    porcentaje: Decimal
    que_se_hizo: str
    obstaculos: str = ""
    evidencias: Sequence[EvidenciaNueva] = ()

    def datos(self) -> dict[str, Any]:
        """What `reportar_entrega` takes, apart from whom and on what."""
        return {c: getattr(self, c) for c in ("porcentaje", "que_se_hizo", "obstaculos", "evidencias")}


@dataclass(frozen=True, slots=True)
class Resultado:
    """What became of a row: its declaration, or why there is none (`codigo`: no_existe, permiso or regla)."""

    fila: FilaReportada
    avance: Avance | None = None
    codigo: str = ""
    mensaje: str = ""
    campo: str | None = None


class LoteIncompleto(ReglaIncumplida):
    """Of a batch that is all or nothing, something could not be; nothing was."""

    def __init__(self, resultados: list[Resultado]) -> None:
        super().__init__(_("No se guardó nada: hay filas con problemas."))
        self.resultados = resultados


def reportar_lote(*, actor: Usuario, filas: Sequence[FilaReportada], todo: bool) -> list[Resultado]:
    """Declare each row, in one transaction. With `todo`, a row that fails undoes them all (LoteIncompleto);
    without it, the others stay. Every state is locked first, in one order, so that two batches never cross."""
    numeros = [f.entrega_id for f in filas]
    visibles = Entrega.objects.visibles_para(actor).select_related(
        "actividad__compromiso__plan", "actividad__accion"
    )
    with transaction.atomic():
        por_id = visibles.in_bulk(numeros)
        bloquear_entidades(
            visibles.filter(pk__in=numeros)
            .values_list("actividad__compromiso__plan__secretariado__entidad", flat=True)
            .distinct()
        )
        resultados = []
        for fila in filas:
            entrega = por_id.get(fila.entrega_id)
            if entrega is None:
                resultados.append(Resultado(fila, codigo="no_existe", mensaje=_("No existe o no es pública.")))
                continue
            try:
                exigir("compromisos.declarar_avance", actor, entrega)
                with transaction.atomic():
                    resultados.append(
                        Resultado(fila, reportar_entrega(actor=actor, entrega=entrega, **fila.datos()))
                    )
            except PermissionDenied:
                mensaje = _("Tu papel no reporta esta entrega.")
                resultados.append(Resultado(fila, codigo="permiso", mensaje=mensaje))
            except ReglaIncumplida as error:
                resultados.append(Resultado(fila, codigo="regla", mensaje=error.mensaje, campo=error.campo))
        if todo and any(r.avance is None for r in resultados):
            raise LoteIncompleto(resultados)
    return resultados
