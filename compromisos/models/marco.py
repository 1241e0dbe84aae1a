"""Every alignment framework as one tree: ODS, PNA, PND, OGP values, state plans."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Marco(models.Model):
    """A framework a commitment may point into."""

    clave = models.SlugField(_("clave"), max_length=20, unique=True)
    nombre = models.CharField(_("nombre"), max_length=120)
    fuente = models.CharField(_("fuente"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("marco de alineación")
        verbose_name_plural = _("marcos de alineación")
        ordering = ["clave"]

    def __str__(self) -> str:
        return self.nombre


class Elemento(models.Model):
    """A node of a framework. `orden` keeps 16.9 < 16.10 < 16.a; keys are text, never numbers."""

    marco = models.ForeignKey(Marco, models.CASCADE, related_name="elementos")
    padre = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="hijos")
    clave = models.CharField(_("clave"), max_length=20)
    orden = models.PositiveIntegerField(_("orden"))
    nivel = models.CharField(_("nivel"), max_length=20, help_text=_("objetivo, meta, eje, estrategia…"))
    nombre = models.CharField(_("nombre"), max_length=250)
    descripcion = models.TextField(_("descripción"), blank=True)

    class Meta:
        verbose_name = _("elemento de alineación")
        verbose_name_plural = _("elementos de alineación")
        ordering = ["marco", "orden"]
        constraints = [models.UniqueConstraint(fields=["marco", "clave"], name="elemento_clave_unica")]

    def __str__(self) -> str:
        return f"{self.clave} {self.nombre}"
