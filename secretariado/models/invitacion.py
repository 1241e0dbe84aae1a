"""Invitations to take a role, sent by e-mail. Only the hash of the token is kept."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from secretariado.models.cuenta import Membresia


class InvitacionQuerySet(models.QuerySet["Invitacion"]):
    def pendientes(self) -> "InvitacionQuerySet":
        """Neither accepted nor revoked; they may have expired."""
        return self.filter(aceptada__isnull=True, revocada__isnull=True)

    def abiertas(self, momento: datetime) -> "InvitacionQuerySet":
        """Those that may still be accepted."""
        return self.pendientes().filter(vence__gt=momento)


class Invitacion(models.Model):
    """An offer of a role and its scope to whoever reads the mail of one address. `secretariado` is the STL on
    whose behalf it is sent (empty only for national coordination); used once."""

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Pendiente")
        VENCIDA = "vencida", _("Vencida")
        ACEPTADA = "aceptada", _("Aceptada")
        REVOCADA = "revocada", _("Revocada")

    correo = models.EmailField(_("correo electrónico"), max_length=254)
    rol = models.CharField(_("rol"), max_length=16, choices=Membresia.Rol)
    secretariado = models.ForeignKey(
        "Secretariado", models.CASCADE, null=True, blank=True, related_name="invitaciones"
    )
    institucion = models.ForeignKey(
        "Institucion", models.CASCADE, null=True, blank=True, related_name="invitaciones"
    )
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    creada = models.DateTimeField(_("creada"))
    vence = models.DateTimeField(_("vence"))
    enviada = models.DateTimeField(_("enviada"), null=True, blank=True)
    aceptada = models.DateTimeField(_("aceptada"), null=True, blank=True)
    revocada = models.DateTimeField(_("revocada"), null=True, blank=True)
    invitada_por = models.ForeignKey("Usuario", models.PROTECT, related_name="invitaciones_hechas")
    aceptada_por = models.ForeignKey(
        "Usuario", models.PROTECT, null=True, blank=True, related_name="invitaciones_aceptadas"
    )

    objects = InvitacionQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitación")
        verbose_name_plural = _("invitaciones")
        ordering = ["-creada", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "correo",
                "rol",
                Coalesce("secretariado", 0),
                Coalesce("institucion", 0),
                condition=Q(aceptada__isnull=True, revocada__isnull=True),
                name="invitacion_pendiente_unica",
            ),
            models.CheckConstraint(
                name="invitacion_ambito_segun_rol",
                condition=Q(rol="coordinacion", secretariado__isnull=True, institucion__isnull=True)
                | Q(rol__in=["facilitacion", "moderacion"], secretariado__isnull=False, institucion__isnull=True)
                | Q(
                    rol__in=["responsable", "verificacion"],
                    secretariado__isnull=False,
                    institucion__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="invitacion_un_solo_final", condition=Q(aceptada__isnull=True) | Q(revocada__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} · {self.institucion or self.secretariado or _('todo el país')}"

    def estado_al(self, momento: datetime) -> "Invitacion.Estado":
        if self.aceptada:
            return self.Estado.ACEPTADA
        if self.revocada:
            return self.Estado.REVOCADA
        return self.Estado.PENDIENTE if self.vence > momento else self.Estado.VENCIDA

    def ambito(self) -> dict[str, Any]:
        """The scope of the membership it grants: a responsible body's is the body alone."""
        de_institucion = self.rol == Membresia.Rol.RESPONSABLE
        return {
            "secretariado_id": None if de_institucion else self.secretariado_id,
            "institucion_id": self.institucion_id,
        }
