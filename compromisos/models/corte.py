"""Daily snapshots of the three figures, for curves and comparisons."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secretariado.models import DecimalExacto


class CorteAvance(models.Model):
    """The figures of a plan or of a commitment on a day (exactly one of both)."""

    fecha = models.DateField(_("fecha"))
    plan = models.ForeignKey("Plan", models.CASCADE, null=True, blank=True, related_name="cortes")
    compromiso = models.ForeignKey("Compromiso", models.CASCADE, null=True, blank=True, related_name="cortes")
    programado = DecimalExacto(_("programado"))
    declarado = DecimalExacto(_("declarado"))
    verificado = DecimalExacto(_("verificado"))

    class Meta:
        verbose_name = _("corte de avance")
        verbose_name_plural = _("cortes de avance")
        ordering = ["fecha"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "fecha"], condition=Q(plan__isnull=False), name="corte_unico_de_plan"
            ),
            models.UniqueConstraint(
                fields=["compromiso", "fecha"],
                condition=Q(compromiso__isnull=False),
                name="corte_unico_de_compromiso",
            ),
            models.CheckConstraint(
                name="corte_de_uno_solo",
                condition=Q(plan__isnull=False, compromiso__isnull=True)
                | Q(plan__isnull=True, compromiso__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fecha} {self.plan_id or self.compromiso_id}"
