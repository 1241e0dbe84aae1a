"""The 32 states and the Federation."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from secretariado.models.cifras import ConConteos


class EntidadQuerySet(models.QuerySet["Entidad"]):
    def estados(self) -> "EntidadQuerySet":
        """The 32 states, without the Federation."""
        return self.exclude(clave_inegi="00")

    def visibles_para(self, usuario: Any) -> "EntidadQuerySet":
        """Every state is public."""
        return self


class Entidad(ConConteos):
    """A state (or the Federation, key 00) and the stage of its open-government exercise."""

    class Etapa(models.TextChoices):
        """Life of a local exercise (EF fact sheets, 02-dominio §1)."""

        SENSIBILIZACION = "sensibilizacion", _("Sensibilización")
        DECLARATORIA = "declaratoria", _("Declaratoria firmada")
        INTEGRACION = "integracion", _("Secretariado en integración")
        INSTALADO = "instalado", _("Secretariado instalado")
        ACTIVO = "activo", _("Activo")
        INACTIVO = "inactivo", _("Inactivo")
        RELANZADO = "relanzado", _("Relanzado")

    clave_inegi = models.CharField(_("clave INEGI"), max_length=2, unique=True)
    letras = models.CharField(_("letras"), max_length=3, unique=True, help_text=_("Como en GTO-1-05"))
    clave_iso = models.CharField(_("clave ISO 3166-2"), max_length=6, blank=True)
    nombre = models.CharField(_("nombre"), max_length=60)
    nombre_oficial = models.CharField(_("nombre oficial"), max_length=60)
    slug = models.SlugField(unique=True)
    participa = models.BooleanField(_("participa en gobierno abierto local"), default=False)
    etapa = models.CharField(_("etapa del ejercicio local"), max_length=16, choices=Etapa, blank=True)

    objects = EntidadQuerySet.as_manager()

    class Meta:
        verbose_name = _("entidad")
        verbose_name_plural = _("entidades")
        ordering = ["clave_inegi"]
        constraints = [
            models.CheckConstraint(name="entidad_clave_inegi", condition=models.Q(clave_inegi__regex=r"^\d\d$")),
            models.CheckConstraint(name="entidad_letras", condition=models.Q(letras__regex=r"^[A-Z]{3}$")),
        ]

    def __str__(self) -> str:
        return self.nombre

    def get_absolute_url(self) -> str:
        return reverse("entidad", args=[self.slug])
