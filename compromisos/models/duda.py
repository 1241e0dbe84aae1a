"""What could not be understood or does not add up in a transcribed plan, kept beside the printed form."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Duda(models.Model):
    """A doubt of the transcription. The computed ones (no date, weights…) come from `auditoria`."""

    plan = models.ForeignKey("Plan", models.CASCADE, related_name="dudas")
    compromiso = models.ForeignKey("Compromiso", models.CASCADE, null=True, blank=True, related_name="dudas")
    campo = models.CharField(_("campo"), max_length=60)
    texto_original = models.TextField(_("como se imprimió"), blank=True)
    nota = models.TextField(_("duda"))
    resuelta = models.BooleanField(_("resuelta"), default=False)

    class Meta:
        verbose_name = _("duda de los datos")
        verbose_name_plural = _("dudas de los datos")
        ordering = ["plan", "compromiso", "id"]

    def __str__(self) -> str:
        return self.nota[:80]
