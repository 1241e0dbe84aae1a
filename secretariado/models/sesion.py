"""Sessions of an STL, who attended and what was agreed."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class SesionQuerySet(models.QuerySet["Sesion"]):
    def publicas(self) -> "SesionQuerySet":
        """What came of it is known: held, held without quorum or cancelled."""
        return self.exclude(estado=Sesion.Estado.CONVOCADA)


class Sesion(models.Model):
    """A session. Below quorum it is held as "sin quórum" and takes no agreements."""

    class Tipo(models.TextChoices):
        INSTALACION = "instalacion", _("Instalación")
        ORDINARIA = "ordinaria", _("Ordinaria")
        EXTRAORDINARIA = "extraordinaria", _("Extraordinaria")

    class Modalidad(models.TextChoices):
        PRESENCIAL = "presencial", _("Presencial")
        REMOTA = "remota", _("A distancia")
        MIXTA = "mixta", _("Mixta")

    class Estado(models.TextChoices):
        CONVOCADA = "convocada", _("Convocada")
        CELEBRADA = "celebrada", _("Celebrada")
        SIN_QUORUM = "sin_quorum", _("Sin quórum")
        CANCELADA = "cancelada", _("Cancelada")

    secretariado = models.ForeignKey("Secretariado", models.PROTECT, related_name="sesiones")
    numero = models.PositiveSmallIntegerField(_("número"))
    tipo = models.CharField(_("tipo"), max_length=16, choices=Tipo, default=Tipo.ORDINARIA)
    fecha = models.DateField(_("fecha"))
    modalidad = models.CharField(_("modalidad"), max_length=12, choices=Modalidad, blank=True)
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.CONVOCADA)
    orden_del_dia = models.TextField(_("orden del día"), blank=True)
    minuta = models.ForeignKey("Archivo", models.PROTECT, null=True, blank=True, verbose_name=_("minuta"))
    minuta_publicada = models.BooleanField(_("minuta publicada"), default=False)

    objects = SesionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sesión")
        verbose_name_plural = _("sesiones")
        ordering = ["-fecha"]
        constraints = [
            models.UniqueConstraint(fields=["secretariado", "tipo", "numero"], name="sesion_numero_unico"),
            models.CheckConstraint(
                name="sesion_publica_la_minuta_que_tiene",
                condition=Q(minuta_publicada=False) | Q(minuta__isnull=False),
            ),
            models.CheckConstraint(
                name="sesion_con_minuta_tuvo_lugar",
                condition=Q(minuta__isnull=True) | Q(estado__in=["celebrada", "sin_quorum"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tipo_display()} {self.numero} · {self.fecha:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("sesion", args=[self.pk])

    @property
    def nombre(self) -> str:
        """As it is said: what kind and which one."""
        dicho = gettext("Sesión %(tipo)s %(numero)s") % {
            "tipo": str(self.get_tipo_display()).lower(),
            "numero": self.numero,
        }
        return dicho[:1].upper() + dicho[1:]

    @property
    def tuvo_lugar(self) -> bool:
        return self.estado in (self.Estado.CELEBRADA, self.Estado.SIN_QUORUM)

    @property
    def nombre_de_minuta(self) -> str:
        """What its file is called when it is saved."""
        return f"minuta-{self.tipo}-{self.numero}-{self.fecha:%Y-%m-%d}.pdf"


class Asistencia(models.Model):
    """A seat that was present, through its titular or its suplente."""

    class Calidad(models.TextChoices):
        TITULAR = "titular", _("Titular")
        SUPLENTE = "suplente", _("Suplente")

    sesion = models.ForeignKey(Sesion, models.CASCADE, related_name="asistencias")
    integrante = models.ForeignKey("Integrante", models.PROTECT, related_name="asistencias")
    calidad = models.CharField(_("en calidad de"), max_length=10, choices=Calidad, default=Calidad.TITULAR)

    class Meta:
        verbose_name = _("asistencia")
        verbose_name_plural = _("asistencias")
        constraints = [models.UniqueConstraint(fields=["sesion", "integrante"], name="asistencia_unica")]

    def __str__(self) -> str:
        return f"{self.integrante} · {self.sesion}"


class Acuerdo(models.Model):
    """What an STL agreed. `sesion` is empty for agreements older than the registry, known by document."""

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Pendiente")
        EN_PROCESO = "en_proceso", _("En proceso")
        CUMPLIDO = "cumplido", _("Cumplido")

    secretariado = models.ForeignKey("Secretariado", models.PROTECT, related_name="acuerdos")
    sesion = models.ForeignKey(Sesion, models.PROTECT, null=True, blank=True, related_name="acuerdos")
    numero = models.CharField(_("número"), max_length=30)
    texto = models.TextField(_("texto"))
    documento = models.CharField(_("documento en que consta"), max_length=200, blank=True)
    responsable = models.ForeignKey("Institucion", models.PROTECT, null=True, blank=True)
    plazo = models.DateField(_("plazo"), null=True, blank=True)
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.PENDIENTE)
    votos_favor = models.PositiveSmallIntegerField(_("votos a favor"), null=True, blank=True)
    votos_contra = models.PositiveSmallIntegerField(_("votos en contra"), null=True, blank=True)
    abstenciones = models.PositiveSmallIntegerField(_("abstenciones"), null=True, blank=True)

    class Meta:
        verbose_name = _("acuerdo")
        verbose_name_plural = _("acuerdos")
        ordering = ["secretariado", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["secretariado", "numero"], name="acuerdo_numero_unico"),
            models.CheckConstraint(
                name="acuerdo_con_origen",
                condition=Q(sesion__isnull=False) | ~Q(documento=""),
                violation_error_message=_("Indica la sesión del acuerdo o el documento en que consta."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.numero}: {self.texto[:60]}"

    @property
    def votos(self) -> tuple[int, int, int] | None:
        """For, against and abstentions; None when they are not on record."""
        if self.votos_favor is None:
            return None
        return self.votos_favor, self.votos_contra or 0, self.abstenciones or 0

    def get_absolute_url(self) -> str:
        return reverse("acuerdo", args=[self.pk])
