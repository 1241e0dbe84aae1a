"""The draft text of a public consultation, by versions and paragraphs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionTexto(models.Model):
    """One version of the text. It does not change: what changes is the next version."""

    consulta = models.ForeignKey("Consulta", models.CASCADE, related_name="versiones")
    numero = models.PositiveSmallIntegerField(_("versión"))
    nota = models.CharField(_("qué cambia en esta versión"), max_length=300, blank=True)
    creada = models.DateTimeField(_("publicada"))

    class Meta:
        verbose_name = _("versión del texto")
        verbose_name_plural = _("versiones del texto")
        ordering = ["consulta", "numero"]
        constraints = [models.UniqueConstraint(fields=["consulta", "numero"], name="version_de_texto_unica")]

    def __str__(self) -> str:
        return f"v{self.numero}"


class Parrafo(models.Model):
    """A paragraph that can be contributed to. `anterior`: the one it comes from, if it is told apart."""

    version = models.ForeignKey(VersionTexto, models.CASCADE, related_name="parrafos")
    orden = models.PositiveSmallIntegerField(_("párrafo"))
    texto = models.TextField(_("texto"))
    anterior = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="siguientes")

    class Meta:
        verbose_name = _("párrafo")
        verbose_name_plural = _("párrafos")
        ordering = ["version", "orden"]
        constraints = [models.UniqueConstraint(fields=["version", "orden"], name="parrafo_orden_unico")]

    def __str__(self) -> str:
        return self.texto[:80]
