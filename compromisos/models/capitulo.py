"""A part of a long report that any worker may make while others make the rest."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CapituloDeInforme(models.Model):
    """Of one attempt at a report. It lives while that is being made: the finished PDF replaces it."""

    informe = models.ForeignKey("Informe", models.CASCADE, related_name="capitulos")
    intento = models.PositiveSmallIntegerField(_("intento"))
    numero = models.PositiveSmallIntegerField(_("número"))
    planes = models.JSONField(_("planes"), default=list)
    tomado = models.DateTimeField(_("tomado"), null=True, blank=True)
    contenido = models.BinaryField(_("contenido"), null=True, blank=True)

    class Meta:
        verbose_name = _("capítulo de un reporte")
        verbose_name_plural = _("capítulos de un reporte")
        ordering = ["informe", "intento", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["informe", "intento", "numero"], name="capitulo_unico_por_intento"),
            models.CheckConstraint(
                name="capitulo_hecho_fue_tomado", condition=Q(contenido__isnull=True) | Q(tomado__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.informe_id} · {self.numero}"
