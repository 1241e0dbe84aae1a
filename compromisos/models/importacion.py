"""A plan's document on its way to being a plan: what was sent, what was read in it and what people decided."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secretariado.permisos import alcance


class ImportacionQuerySet(models.QuerySet["Importacion"]):
    def de(self, usuario: Any) -> "ImportacionQuerySet":
        """Those of the STL that `usuario` facilitates, without their long columns."""
        return self.filter(secretariado__in=alcance(usuario).facilitacion).defer(
            "borrador", "fuente", "decisiones"
        )


class Importacion(models.Model):
    """One file for one STL; the same file again is this same row. `version` grows with each save of the review.

    `borrador` holds `datos`, `origenes` (place, quote, confidence by path), `sin_clasificar` and `avisos`;
    `fuente` the text piece by piece, to be read beside it; `decisiones` what was looked at, by path.
    """

    class Estado(models.TextChoices):
        EN_COLA = "en_cola", _("En cola")
        LEYENDO = "leyendo", _("Leyendo")
        EN_REVISION = "en_revision", _("En revisión")
        APLICADA = "aplicada", _("Terminada")
        FALLO = "fallo", _("No se pudo leer")
        CANCELADA = "cancelada", _("Cancelada")

    secretariado = models.ForeignKey("secretariado.Secretariado", models.PROTECT, related_name="importaciones")
    archivo = models.ForeignKey("secretariado.Archivo", models.PROTECT, related_name="+")
    nombre = models.CharField(_("nombre del archivo"), max_length=200)
    destino = models.ForeignKey(
        "Plan",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actualizaciones",
        verbose_name=_("plan que se actualiza"),
    )
    plan = models.ForeignKey(
        "Plan",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="importaciones",
        verbose_name=_("plan que resultó"),
    )
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.EN_COLA)
    porcentaje = models.PositiveSmallIntegerField(_("leído (%)"), default=0)
    intentos = models.PositiveSmallIntegerField(_("intentos"), default=0)
    error = models.CharField(_("por qué falló"), max_length=300, blank=True)
    latido = models.DateTimeField(_("última señal del trabajo"), null=True, blank=True)
    borrador = models.JSONField(default=dict, blank=True)
    fuente = models.JSONField(default=list, blank=True)
    decisiones = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    creado = models.DateTimeField(_("subido"))
    subido_por = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="+")
    editado = models.DateTimeField(_("última revisión"), null=True, blank=True)
    editado_por = models.ForeignKey(
        "secretariado.Usuario", models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ImportacionQuerySet.as_manager()

    class Meta:
        verbose_name = _("importación de un plan")
        verbose_name_plural = _("importaciones de planes")
        ordering = ["-creado"]
        constraints = [
            models.UniqueConstraint(
                fields=["secretariado", "archivo"],
                condition=Q(destino__isnull=True),
                name="importacion_una_por_archivo",
            ),
            models.UniqueConstraint(
                fields=["destino", "archivo"],
                condition=Q(destino__isnull=False),
                name="importacion_una_por_plan_y_archivo",
            ),
            models.CheckConstraint(
                name="importacion_aplicada_con_plan", condition=Q(plan__isnull=True) ^ Q(estado="aplicada")
            ),
            models.CheckConstraint(name="importacion_porcentaje_0_100", condition=Q(porcentaje__lte=100)),
        ]

    def __str__(self) -> str:
        return self.nombre

    def get_absolute_url(self) -> str:
        return reverse("importacion", args=[self.pk])

    @property
    def asunto(self) -> str:
        return f"importacion:{self.pk}"
