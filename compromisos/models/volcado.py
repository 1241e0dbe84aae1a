"""The daily dump of the open data: a row that is its own queue, and the files that came out."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class VolcadoQuerySet(models.QuerySet["Volcado"]):
    def listos(self) -> "VolcadoQuerySet":
        """Finished ones, newest first."""
        return self.filter(estado=Volcado.Estado.LISTO).order_by("-dia")


class Volcado(models.Model):
    """Everything public as it was on a day. Its files exist only when `estado` is "listo"."""

    class Estado(models.TextChoices):
        EN_COLA = "en_cola", _("En cola")
        GENERANDO = "generando", _("Generando")
        LISTO = "listo", _("Listo")
        FALLO = "fallo", _("Falló")

    dia = models.DateField(_("día"), unique=True)
    estado = models.CharField(_("estado"), max_length=10, choices=Estado, default=Estado.EN_COLA)
    intentos = models.PositiveSmallIntegerField(_("intentos"), default=0)
    latido = models.DateTimeField(_("última señal del trabajo"))
    terminado = models.DateTimeField(_("terminado"), null=True, blank=True)

    objects = VolcadoQuerySet.as_manager()

    class Meta:
        verbose_name = _("copia diaria de los datos abiertos")
        verbose_name_plural = _("copias diarias de los datos abiertos")
        ordering = ["-dia"]

    def __str__(self) -> str:
        return self.dia.isoformat()

    def get_absolute_url(self) -> str:
        return reverse("datos_volcado", args=[self.dia.isoformat()])

    @property
    def asunto(self) -> str:
        return f"volcado:{self.dia.isoformat()}"


class ArchivoDeVolcado(models.Model):
    """A file of a dump. Two days without changes share the stored content."""

    volcado = models.ForeignKey(Volcado, models.CASCADE, related_name="archivos")
    nombre = models.CharField(_("nombre"), max_length=60)
    filas = models.PositiveBigIntegerField(_("filas"), null=True, blank=True)
    archivo = models.ForeignKey("secretariado.Archivo", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("archivo de una copia diaria")
        verbose_name_plural = _("archivos de las copias diarias")
        ordering = ["nombre"]
        constraints = [models.UniqueConstraint(fields=["volcado", "nombre"], name="archivo_de_volcado_unico")]

    def __str__(self) -> str:
        return f"{self.volcado} {self.nombre}"

    def get_absolute_url(self) -> str:
        return reverse("datos_volcado_archivo", args=[self.volcado.dia.isoformat(), self.nombre])
