"""Bodies of any kind, and which of them guaranteed access to information in each state, and when."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _


class InstitucionQuerySet(models.QuerySet["Institucion"]):
    def visibles_para(self, usuario: Any) -> "InstitucionQuerySet":
        return self


class Institucion(models.Model):
    """Any body that takes part: government, civil society, university, guarantor."""

    class Tipo(models.TextChoices):
        ORGANISMO_GARANTE = "organismo_garante", _("Organismo garante")
        PODER_EJECUTIVO = "poder_ejecutivo", _("Poder Ejecutivo")
        PODER_LEGISLATIVO = "poder_legislativo", _("Poder Legislativo")
        PODER_JUDICIAL = "poder_judicial", _("Poder Judicial")
        DEPENDENCIA = "dependencia", _("Dependencia de gobierno")
        MUNICIPIO = "municipio", _("Municipio")
        ORGANO_AUTONOMO = "organo_autonomo", _("Órgano autónomo")
        UNIVERSIDAD = "universidad", _("Universidad")
        OSC = "osc", _("Organización de la sociedad civil")
        SECTOR_PRIVADO = "sector_privado", _("Sector privado")
        INTERNACIONAL = "internacional", _("Organismo internacional")

    NO_GOBIERNO = (Tipo.OSC, Tipo.SECTOR_PRIVADO)

    nombre = models.CharField(_("nombre"), max_length=200)
    siglas = models.CharField(_("siglas"), max_length=20, blank=True)
    slug = models.SlugField(max_length=120, unique=True)
    tipo = models.CharField(_("tipo"), max_length=20, choices=Tipo)
    entidad = models.ForeignKey("Entidad", models.PROTECT, related_name="instituciones", verbose_name=_("entidad"))
    pertenece_a = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dependencias",
        verbose_name=_("pertenece a"),
    )
    otros_nombres = models.JSONField(_("otros nombres"), default=list, blank=True)
    sitio = models.CharField(_("sitio"), max_length=200, blank=True)

    objects = InstitucionQuerySet.as_manager()

    class Meta:
        verbose_name = _("institución")
        verbose_name_plural = _("instituciones")
        ordering = ["nombre"]
        constraints = [
            models.UniqueConstraint(fields=["entidad", "nombre"], name="institucion_unica_por_entidad"),
            models.CheckConstraint(
                name="institucion_no_se_contiene",
                condition=Q(pertenece_a__isnull=True) | ~Q(pertenece_a=F("id")),
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def corta(self) -> str:
        """Acronym, or the name where there is none."""
        return self.siglas or self.nombre


class GaranteQuerySet(models.QuerySet["Garante"]):
    def vigentes(self, al: date) -> "GaranteQuerySet":
        return self.filter(
            Q(vigente_desde__isnull=True) | Q(vigente_desde__lte=al),
            Q(vigente_hasta__isnull=True) | Q(vigente_hasta__gte=al),
        )


class Garante(models.Model):
    """A body in the role of guarantor of a state. Several at once are allowed (Guanajuato, 2025)."""

    entidad = models.ForeignKey("Entidad", models.PROTECT, related_name="garantes")
    institucion = models.ForeignKey("Institucion", models.PROTECT, related_name="garantias")
    ambito = models.CharField(_("ámbito"), max_length=120, blank=True, help_text=_("Qué autoridades atiende"))
    vigente_desde = models.DateField(_("vigente desde"), null=True, blank=True)
    vigente_hasta = models.DateField(_("vigente hasta"), null=True, blank=True)
    sucesor = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="antecesores", verbose_name=_("sucesor")
    )
    nota = models.CharField(_("nota"), max_length=200, blank=True)

    objects = GaranteQuerySet.as_manager()

    class Meta:
        verbose_name = _("garante")
        verbose_name_plural = _("garantes")
        ordering = ["entidad", "vigente_desde"]
        constraints = [
            models.UniqueConstraint(
                "entidad", "institucion", Coalesce("vigente_desde", date(1900, 1, 1)), name="garante_unico"
            ),
            models.CheckConstraint(
                name="garante_fechas_en_orden",
                condition=Q(vigente_desde__isnull=True)
                | Q(vigente_hasta__isnull=True)
                | Q(vigente_hasta__gte=F("vigente_desde")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.institucion} · {self.entidad}"
