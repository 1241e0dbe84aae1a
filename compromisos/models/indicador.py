"""Indicators with baseline and target, and their measurements."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Indicador(models.Model):
    """Measures a commitment or one of its key actions; without baseline or target it is "no medible"."""

    class Clase(models.TextChoices):
        NUMERICO = "numerico", _("Numérico")
        PORCENTAJE = "porcentaje", _("Porcentaje")
        BINARIO = "binario", _("Sí o no")
        ENTREGABLE = "entregable", _("Entregable")

    compromiso = models.ForeignKey("Compromiso", models.CASCADE, related_name="indicadores")
    accion = models.ForeignKey("AccionClave", models.CASCADE, null=True, blank=True, related_name="indicadores")
    nombre = models.CharField(_("nombre"), max_length=300)
    definicion = models.TextField(_("definición"), blank=True)
    clase = models.CharField(_("clase"), max_length=12, choices=Clase, default=Clase.NUMERICO)
    unidad = models.CharField(_("unidad"), max_length=40, blank=True)
    linea_base = models.DecimalField(_("línea base"), max_digits=18, decimal_places=4, null=True, blank=True)
    meta = models.DecimalField(_("meta"), max_digits=18, decimal_places=4, null=True, blank=True)
    fuente = models.CharField(_("fuente"), max_length=250, blank=True)
    medio_verificacion = models.TextField(_("medio de verificación"), blank=True)

    class Meta:
        verbose_name = _("indicador")
        verbose_name_plural = _("indicadores")
        ordering = ["compromiso", "id"]

    def __str__(self) -> str:
        return self.nombre

    @property
    def es_medible(self) -> bool:
        return self.linea_base is not None and self.meta is not None


class Medicion(models.Model):
    """A value of an indicator on a date, as published by its source."""

    indicador = models.ForeignKey(Indicador, models.CASCADE, related_name="mediciones")
    fecha = models.DateField(_("fecha"))
    valor = models.DecimalField(_("valor"), max_digits=18, decimal_places=4)
    fuente = models.CharField(_("fuente"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("medición")
        verbose_name_plural = _("mediciones")
        ordering = ["indicador", "fecha"]
        constraints = [models.UniqueConstraint(fields=["indicador", "fecha"], name="medicion_unica_por_fecha")]

    def __str__(self) -> str:
        return f"{self.fecha}: {self.valor}"
