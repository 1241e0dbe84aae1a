"""What a plan looked like when it was published, and every change since."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LineaBase(models.Model):
    """The frozen content of a plan at publication: later deviation is shown against it and the current one."""

    plan = models.ForeignKey("Plan", models.PROTECT, related_name="lineas_base")
    version = models.PositiveSmallIntegerField(_("versión"))
    congelada = models.DateTimeField(_("congelada"))
    contenido = models.JSONField(_("contenido"))
    sha256 = models.CharField("SHA-256", max_length=64)

    class Meta:
        verbose_name = _("línea base")
        verbose_name_plural = _("líneas base")
        ordering = ["plan", "version"]
        constraints = [models.UniqueConstraint(fields=["plan", "version"], name="linea_base_unica")]

    def __str__(self) -> str:
        return f"{self.plan_id} v{self.version}"


class Modificacion(models.Model):
    """A change to what was published: what, before, after, why, and the STL agreement that allows it."""

    class Tipo(models.TextChoices):
        FECHAS = "fechas", _("Fechas")
        TEXTO = "texto", _("Texto")
        PONDERACION = "ponderacion", _("Ponderación")
        RESPONSABLE = "responsable", _("Responsable")
        ALTA = "alta", _("Alta de actividad")
        BAJA = "baja", _("Baja de actividad")
        RETIRO = "retiro", _("Retiro de compromiso")
        ERRATA = "errata", _("Corrección de errata")

    plan = models.ForeignKey("Plan", models.PROTECT, related_name="modificaciones")
    compromiso = models.ForeignKey(
        "Compromiso", models.PROTECT, null=True, blank=True, related_name="modificaciones"
    )
    accion = models.ForeignKey("AccionClave", models.PROTECT, null=True, blank=True, related_name="modificaciones")
    actividad = models.ForeignKey(
        "Actividad", models.PROTECT, null=True, blank=True, related_name="modificaciones"
    )
    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo)
    antes = models.JSONField(_("antes"), default=dict)
    despues = models.JSONField(_("después"), default=dict)
    motivo = models.TextField(_("motivo"))
    acuerdo = models.ForeignKey("secretariado.Acuerdo", models.PROTECT, related_name="modificaciones")
    autor = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="modificaciones")
    creado = models.DateTimeField(_("registrada"))

    class Meta:
        verbose_name = _("modificación")
        verbose_name_plural = _("modificaciones")
        ordering = ["-creado", "-id"]
        constraints = [models.CheckConstraint(name="modificacion_con_motivo", condition=~models.Q(motivo=""))]

    def __str__(self) -> str:
        return f"{self.get_tipo_display()} · {self.creado:%Y-%m-%d}"
