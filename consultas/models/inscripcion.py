"""A place in a meeting, of a person known by the hash of a verified address."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultas.models.encuesta import Participacion

DICHO = {"sexo": Participacion.Sexo, "edad": Participacion.Edad, "sector": Participacion.Sector}
"""What a person may say of themselves, and its options."""


class Inscripcion(models.Model):
    """One per person and meeting; cancelling deletes it. The address is kept encrypted, only to tell them of this
    meeting, and goes when it starts; a name is kept only if its owner chose to give it."""

    class Estado(models.TextChoices):
        DENTRO = "dentro", _("Con lugar")
        ESPERA = "espera", _("En lista de espera")

    evento = models.ForeignKey("Evento", models.CASCADE, related_name="inscripciones")
    huella = models.CharField(_("huella del correo"), max_length=64)
    estado = models.CharField(_("estado"), max_length=6, choices=Estado)
    seudonimo = models.CharField(_("seudónimo"), max_length=40)
    nombre = models.CharField(_("nombre, si quiso darlo"), max_length=120, blank=True)
    correo_cifrado = models.TextField(_("correo cifrado"), blank=True)
    sexo = models.CharField(_("sexo"), max_length=8, choices=Participacion.Sexo, blank=True)
    edad = models.CharField(_("edad"), max_length=10, choices=Participacion.Edad, blank=True)
    sector = models.CharField(_("sector"), max_length=16, choices=Participacion.Sector, blank=True)
    asistio = models.BooleanField(_("asistió"), null=True, blank=True)
    creada = models.DateTimeField(_("apartado el"))

    class Meta:
        verbose_name = _("inscripción")
        verbose_name_plural = _("inscripciones")
        ordering = ["evento", "creada", "id"]
        constraints = [
            models.UniqueConstraint(fields=["evento", "huella"], name="inscripcion_una_por_persona"),
            models.CheckConstraint(name="inscripcion_con_persona", condition=~Q(huella="")),
        ]
        indexes = [models.Index(fields=["evento", "estado", "creada", "id"], name="inscripcion_por_turno")]

    def __str__(self) -> str:
        return self.seudonimo

    @property
    def delante(self) -> int:
        """How many wait before, in the order in which places are given."""
        if self.estado != self.Estado.ESPERA:
            return 0
        antes = Q(creada__lt=self.creada) | Q(creada=self.creada, pk__lt=self.pk)
        return Inscripcion.objects.filter(antes, evento=self.evento_id, estado=self.Estado.ESPERA).count()

    @property
    def firma(self) -> str:
        """As the desk names them: never by their address."""
        return self.nombre or self.seudonimo
