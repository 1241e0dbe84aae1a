"""What is written to a participant, and the day's salt of the network hashes."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Recado(models.Model):
    """A message to a participant; the row is its queue. The link it carries is signed from `ficha` and works once
    (`usado`) and until `vence`: nothing that opens a door is stored."""

    class Clase(models.TextChoices):
        CONFIRMAR = "confirmar", _("Confirmar un comentario")
        ENTRAR = "entrar", _("Entrar a participar")
        OCULTO = "oculto", _("Se ocultó un comentario")
        RESPUESTA = "respuesta", _("Una institución respondió")
        APELACION = "apelacion", _("Se resolvió una apelación")
        LUGAR = "lugar", _("Se liberó un lugar en un evento")
        EVENTO = "evento", _("Cambió o se canceló un evento")

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Pendiente")
        ENVIANDO = "enviando", _("Enviándose")
        ENVIADO = "enviado", _("Enviado")
        FALLIDO = "fallido", _("No se pudo enviar")

    participante = models.ForeignKey("Participante", models.CASCADE, null=True, blank=True, related_name="recados")
    cuenta = models.ForeignKey(
        "secretariado.Usuario", models.CASCADE, null=True, blank=True, related_name="recados"
    )
    clase = models.CharField(_("clase"), max_length=10, choices=Clase)
    comentario = models.ForeignKey("Comentario", models.CASCADE, null=True, blank=True, related_name="recados")
    decision = models.ForeignKey("Decision", models.CASCADE, null=True, blank=True, related_name="recados")
    inscripcion = models.ForeignKey("Inscripcion", models.CASCADE, null=True, blank=True, related_name="recados")
    ficha = models.UUIDField(_("ficha"), default=uuid.uuid4, unique=True)
    vence = models.DateTimeField(_("vence"))
    usado = models.DateTimeField(_("usado"), null=True, blank=True)
    estado = models.CharField(_("estado"), max_length=10, choices=Estado, default=Estado.PENDIENTE)
    intentos = models.PositiveSmallIntegerField(_("intentos"), default=0)
    latido = models.DateTimeField(_("última señal"), null=True, blank=True)
    red = models.CharField(_("huella de la red, de un día"), max_length=64, blank=True)
    creado = models.DateTimeField(_("creado"))

    class Meta:
        verbose_name = _("recado")
        verbose_name_plural = _("recados")
        indexes = [
            models.Index(
                fields=["creado"], condition=Q(estado__in=["pendiente", "enviando"]), name="recado_por_enviar"
            ),
            models.Index(fields=["participante", "creado"], name="recado_por_participante"),
        ]

    def __str__(self) -> str:
        return f"{self.clase} {self.pk}"


class SalDelDia(models.Model):
    """A random key per day for hashing addresses. Deleted two days later: from then on no hash can be undone."""

    dia = models.DateField(_("día"), unique=True)
    sal = models.BinaryField(_("sal"), max_length=32)

    class Meta:
        verbose_name = _("sal del día")
        verbose_name_plural = _("sales del día")

    def __str__(self) -> str:
        return self.dia.isoformat()
