"""Accounts and what each may do, and where."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UsuarioManager(BaseUserManager["Usuario"]):
    """Creates accounts whose name is their e-mail address."""

    def create_user(self, correo: str, password: str | None = None, **campos: Any) -> "Usuario":
        if not correo:
            raise ValueError("La cuenta necesita un correo")
        usuario = self.model(correo=correo.strip().lower(), **campos)
        usuario.set_password(password)
        usuario.save(using=self._db)
        return usuario

    def create_superuser(self, correo: str, password: str | None = None, **campos: Any) -> "Usuario":
        return self.create_user(correo, password, is_staff=True, is_superuser=True, **campos)

    def get_by_natural_key(self, username: str | None) -> "Usuario":
        return self.get(correo__iexact=username)


class Usuario(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Neither name nor address is ever public."""

    correo = models.EmailField(_("correo electrónico"), max_length=254, unique=True)
    nombre = models.CharField(_("nombre"), max_length=150, blank=True)
    is_active = models.BooleanField(_("activa"), default=True)
    is_staff = models.BooleanField(_("administra el sitio"), default=False)
    date_joined = models.DateTimeField(_("alta"), default=timezone.now, editable=False)

    USERNAME_FIELD = "correo"
    EMAIL_FIELD = "correo"
    REQUIRED_FIELDS = []
    objects = UsuarioManager()

    class Meta:
        verbose_name = _("cuenta")
        verbose_name_plural = _("cuentas")
        constraints = [models.UniqueConstraint(Lower("correo"), name="usuario_correo_unico")]

    def __str__(self) -> str:
        return self.nombre or self.correo


class MembresiaQuerySet(models.QuerySet["Membresia"]):
    def vigentes(self, al: Any) -> "MembresiaQuerySet":
        """Memberships in force on date `al`."""
        return self.filter(Q(desde__isnull=True) | Q(desde__lte=al), Q(hasta__isnull=True) | Q(hasta__gte=al))


class Membresia(models.Model):
    """A role of an account and its scope: an STL, an institution, both (verifier) or the whole country."""

    class Rol(models.TextChoices):
        FACILITACION = "facilitacion", _("Facilitación")
        RESPONSABLE = "responsable", _("Institución responsable")
        VERIFICACION = "verificacion", _("Verificación")
        MODERACION = "moderacion", _("Moderación")
        COORDINACION = "coordinacion", _("Coordinación nacional")

    usuario = models.ForeignKey(Usuario, models.CASCADE, related_name="membresias", verbose_name=_("cuenta"))
    rol = models.CharField(_("rol"), max_length=16, choices=Rol)
    secretariado = models.ForeignKey(
        "Secretariado", models.CASCADE, null=True, blank=True, related_name="membresias"
    )
    institucion = models.ForeignKey(
        "Institucion", models.CASCADE, null=True, blank=True, related_name="membresias"
    )
    desde = models.DateField(_("desde"), null=True, blank=True)
    hasta = models.DateField(_("hasta"), null=True, blank=True)

    objects = MembresiaQuerySet.as_manager()

    class Meta:
        verbose_name = _("membresía")
        verbose_name_plural = _("membresías")
        constraints = [
            models.UniqueConstraint(
                "usuario",
                "rol",
                Coalesce("secretariado", 0),
                Coalesce("institucion", 0),
                name="membresia_unica",
            ),
            models.CheckConstraint(
                name="membresia_ambito_segun_rol",
                condition=Q(rol__in=["facilitacion", "moderacion"], secretariado__isnull=False)
                | Q(rol="responsable", institucion__isnull=False, secretariado__isnull=True)
                | Q(rol="verificacion", secretariado__isnull=False, institucion__isnull=False)
                | Q(rol="coordinacion", secretariado__isnull=True, institucion__isnull=True),
                violation_error_message=_(
                    "Facilitación y moderación piden un secretariado; institución responsable pide una "
                    "institución; verificación pide ambos; coordinación nacional no lleva ámbito."
                ),
            ),
            models.CheckConstraint(
                name="membresia_fechas_en_orden",
                condition=Q(desde__isnull=True) | Q(hasta__isnull=True) | Q(hasta__gte=models.F("desde")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} · {self.secretariado or self.institucion or _('todo el país')}"
