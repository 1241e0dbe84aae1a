"""Consultations held on paper: their figures as printed, and what does not add up in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ResultadoHistorico(models.Model):
    """One printed figure. `impreso` is the source's own text; `valor`, the number it says. Never recomputed."""

    class Unidad(models.TextChoices):
        PORCENTAJE = "porcentaje", _("Porcentaje")
        PERSONAS = "personas", _("Personas")
        ENCUESTAS = "encuestas", _("Encuestas")
        ANIOS = "anios", _("Años")

    consulta = models.ForeignKey("Consulta", models.CASCADE, related_name="resultados_historicos")
    pregunta = models.CharField(_("pregunta o dato"), max_length=250)
    orden = models.PositiveSmallIntegerField(_("orden"))
    etiqueta = models.CharField(_("respuesta o grupo"), max_length=200)
    impreso = models.CharField(_("como se imprimió"), max_length=60)
    valor = models.DecimalField(_("valor"), max_digits=10, decimal_places=2, null=True, blank=True)
    unidad = models.CharField(_("unidad"), max_length=12, choices=Unidad)

    class Meta:
        verbose_name = _("resultado histórico")
        verbose_name_plural = _("resultados históricos")
        ordering = ["consulta", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["consulta", "orden"], name="resultado_historico_orden_unico")
        ]

    def __str__(self) -> str:
        return f"{self.etiqueta}: {self.impreso}"


class DudaDeConsulta(models.Model):
    """Something in the source that does not add up or is not said: shown, never corrected."""

    consulta = models.ForeignKey("Consulta", models.CASCADE, related_name="dudas")
    texto_original = models.TextField(_("como se imprimió"), blank=True)
    nota = models.TextField(_("duda"))

    class Meta:
        verbose_name = _("duda sobre una consulta")
        verbose_name_plural = _("dudas sobre consultas")
        ordering = ["consulta", "id"]

    def __str__(self) -> str:
        return self.nota[:80]
