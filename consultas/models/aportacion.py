"""What a citizen proposes or observes, who supports it, and what the institution answered."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consultas.models.consulta import filtro_consultas_visibles
from pal_portal.cimientos.fechas import ahora


def dias_entre(desde: datetime, hasta: datetime) -> int:
    """Days between two moments, as Mexico City's calendar tells them."""
    return max((timezone.localdate(hasta) - timezone.localdate(desde)).days, 0)


class AportacionQuerySet(models.QuerySet["Aportacion"]):
    def visibles_para(self, usuario: Any) -> "AportacionQuerySet":
        return self.filter(filtro_consultas_visibles(usuario, "consulta__"))

    def sin_respuesta(self) -> "AportacionQuerySet":
        return self.filter(estado__in=Aportacion.PENDIENTES, fundida_en__isnull=True)


class Aportacion(models.Model):
    """A contribution. Nothing is left unanswered without being shown as such, with its age."""

    class Estado(models.TextChoices):
        RECIBIDA = "recibida", _("Recibida")
        EN_ANALISIS = "en_analisis", _("En análisis")
        INCORPORADA = "incorporada", _("Incorporada")
        EN_PARTE = "en_parte", _("Incorporada en parte")
        NO_VIABLE = "no_viable", _("No viable")

    PENDIENTES = (Estado.RECIBIDA, Estado.EN_ANALISIS)

    consulta = models.ForeignKey("Consulta", models.PROTECT, related_name="aportaciones")
    parrafo = models.ForeignKey(
        "Parrafo", models.PROTECT, null=True, blank=True, related_name="aportaciones", verbose_name=_("párrafo")
    )
    titulo = models.CharField(_("título"), max_length=150)
    texto = models.TextField(_("texto"))
    firma = models.CharField(_("cómo se firma"), max_length=60, blank=True)
    huella = models.CharField(_("huella del correo"), max_length=64)
    creada = models.DateTimeField(_("recibida el"))
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.RECIBIDA)
    respuesta = models.TextField(_("respuesta razonada"), blank=True)
    respondida = models.DateTimeField(_("respondida el"), null=True, blank=True)
    institucion = models.ForeignKey(
        "secretariado.Institucion",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("institución que responde"),
    )
    compromiso = models.ForeignKey(
        "compromisos.Compromiso",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="aportaciones",
        verbose_name=_("compromiso que cambió"),
    )
    fundida_en = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="fundidas", verbose_name=_("se unió a")
    )
    apoyos_total = models.PositiveIntegerField(_("apoyos"), default=0, editable=False)

    objects = AportacionQuerySet.as_manager()

    class Meta:
        verbose_name = _("aportación")
        verbose_name_plural = _("aportaciones")
        ordering = ["creada", "id"]
        constraints = [
            models.CheckConstraint(
                name="aportacion_resuelta_con_razones",
                condition=Q(estado__in=["recibida", "en_analisis"])
                | (~Q(respuesta="") & Q(respondida__isnull=False)),
            ),
            models.CheckConstraint(
                name="aportacion_no_se_une_a_si_misma",
                condition=Q(fundida_en__isnull=True) | ~Q(fundida_en=models.F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.titulo

    def get_absolute_url(self) -> str:
        return reverse("aportacion", args=[self.pk])

    @property
    def esta_pendiente(self) -> bool:
        return self.estado in self.PENDIENTES and self.fundida_en_id is None

    @property
    def dias(self) -> int:
        """Days of the calendar that the answer took, or that it has been waited for."""
        return dias_entre(self.creada, self.respondida or ahora())


class Apoyo(models.Model):
    """One person supports one contribution, once."""

    aportacion = models.ForeignKey(Aportacion, models.CASCADE, related_name="apoyos")
    huella = models.CharField(_("huella del correo"), max_length=64)

    class Meta:
        verbose_name = _("apoyo")
        verbose_name_plural = _("apoyos")
        constraints = [models.UniqueConstraint(fields=["aportacion", "huella"], name="apoyo_unico")]

    def __str__(self) -> str:
        return str(self.aportacion_id)
