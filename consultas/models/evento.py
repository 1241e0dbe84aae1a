"""Workshops, forums and open days: where, when, who came (counts, never lists) and what was agreed."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Evento(models.Model):
    """A meeting of a consultation."""

    class Modalidad(models.TextChoices):
        PRESENCIAL = "presencial", _("Presencial")
        VIRTUAL = "virtual", _("Virtual")
        MIXTA = "mixta", _("Presencial y virtual")

    consulta = models.ForeignKey("Consulta", models.CASCADE, related_name="eventos", verbose_name=_("consulta"))
    nombre = models.CharField(_("nombre"), max_length=200)
    modalidad = models.CharField(_("modalidad"), max_length=10, choices=Modalidad, blank=True)
    lugar = models.CharField(_("lugar o dirección de la reunión"), max_length=250, blank=True)
    inicio = models.DateTimeField(_("empieza"), null=True, blank=True)
    fin = models.DateTimeField(_("termina"), null=True, blank=True)
    fecha_texto = models.CharField(_("fecha, como se imprimió"), max_length=120, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    relatoria = models.TextField(_("relatoría"), blank=True)
    acuerdos = models.TextField(_("acuerdos, uno por línea"), blank=True)
    cancelado = models.BooleanField(_("cancelado"), default=False)
    actualizado = models.DateTimeField(_("actualizado"), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("evento")
        verbose_name_plural = _("eventos")
        ordering = ["inicio", "id"]
        constraints = [
            models.CheckConstraint(
                name="evento_fechas_en_orden",
                condition=Q(inicio__isnull=True) | Q(fin__isnull=True) | Q(fin__gte=F("inicio")),
                violation_error_message=_("El evento no puede terminar antes de empezar."),
            )
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def lista_de_acuerdos(self) -> list[str]:
        return [linea.strip() for linea in self.acuerdos.splitlines() if linea.strip()]


class ConteoAsistencia(models.Model):
    """How many people of a group came. Each dimension is counted on its own: no cross tells one person."""

    class Dimension(models.TextChoices):
        TOTAL = "total", _("Total")
        SEXO = "sexo", _("Sexo")
        EDAD = "edad", _("Edad")
        SECTOR = "sector", _("Sector")

    evento = models.ForeignKey(Evento, models.CASCADE, related_name="conteos")
    dimension = models.CharField(_("se cuenta por"), max_length=6, choices=Dimension)
    grupo = models.CharField(_("grupo"), max_length=60, blank=True)
    personas = models.PositiveIntegerField(_("personas"))

    class Meta:
        verbose_name = _("conteo de asistencia")
        verbose_name_plural = _("conteos de asistencia")
        ordering = ["evento", "dimension", "id"]
        constraints = [
            models.UniqueConstraint(fields=["evento", "dimension", "grupo"], name="conteo_unico_por_grupo")
        ]

    def __str__(self) -> str:
        return f"{self.grupo}: {self.personas}"


class Mesa(models.Model):
    """A table or theme of a meeting, and the commitments that came out of it. A discarded theme is data too."""

    evento = models.ForeignKey(Evento, models.CASCADE, related_name="mesas")
    orden = models.PositiveSmallIntegerField(_("orden"))
    tema = models.CharField(_("tema"), max_length=250)
    descartado = models.BooleanField(_("ningún compromiso salió de este tema"), default=False)
    nota = models.TextField(_("nota"), blank=True)
    compromisos: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "compromisos.Compromiso", blank=True, related_name="mesas"
    )

    class Meta:
        verbose_name = _("mesa de trabajo")
        verbose_name_plural = _("mesas de trabajo")
        ordering = ["evento", "orden"]
        constraints = [models.UniqueConstraint(fields=["evento", "orden"], name="mesa_orden_unico")]

    def __str__(self) -> str:
        return self.tema
