"""The three figures as stored columns, the same on every level that shows them.

Twelve decimals are stored, four are published and one is shown: a parent averages what is stored, and a
rounded figure must never be averaged (02-dominio §4). Only `compromisos.servicios.recalculo` writes them.
"""

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class DecimalExacto(models.DecimalField):
    """A percentage between 0 and 100 with the twelve decimals that averaging needs; null is "sin dato"."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_digits=15, decimal_places=12, null=True, blank=True, editable=False)
        super().__init__(*args, **kwargs)


class ConCifras(models.Model):
    """Planned, declared and verified percentages at `cifras_al`."""

    programado = DecimalExacto(_("programado"))
    declarado = DecimalExacto(_("declarado"))
    verificado = DecimalExacto(_("verificado"))
    cifras_al = models.DateField(_("cifras al"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def brecha(self) -> Decimal | None:
        """Points declared and not (yet) verified."""
        if self.declarado is None or self.verificado is None:
            return None
        return self.declarado - self.verificado


class ConConteos(ConCifras):
    """Figures of a level above the commitment, with what they are the mean of."""

    compromisos_en_vigor = models.PositiveIntegerField(_("compromisos en vigor"), default=0, editable=False)
    compromisos_medidos = models.PositiveIntegerField(
        _("compromisos que cuentan en el promedio"), default=0, editable=False
    )
    compromisos_programados = models.PositiveIntegerField(
        _("compromisos con calendario"), default=0, editable=False
    )
    compromisos_sin_dato = models.PositiveIntegerField(_("compromisos sin dato"), default=0, editable=False)
    entregas_vencidas = models.PositiveIntegerField(_("entregas vencidas"), default=0, editable=False)

    class Meta:
        abstract = True
