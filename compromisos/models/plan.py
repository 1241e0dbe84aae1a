"""A plan, its axes and the thresholds its traffic light uses."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compromisos.models.visibilidad import filtro_planes_visibles
from secretariado.models import ConConteos


class PlanQuerySet(models.QuerySet["Plan"]):
    def publicados(self) -> "PlanQuerySet":
        """Plans that anybody may see: those whose publication was recorded, and known plans in preparation."""
        return self.filter(publicado_en__isnull=False)

    def visibles_para(self, usuario: Any) -> "PlanQuerySet":
        """Published plans, and drafts only to those who work on them."""
        return self.filter(filtro_planes_visibles(usuario))

    def con_ambito(self) -> "PlanQuerySet":
        """With STL and state loaded, for cards and lists."""
        return self.select_related("secretariado__entidad")


class Plan(ConConteos):
    """A local (or the national) action plan. Drafts are those without `publicado_en`."""

    class Estado(models.TextChoices):
        EN_FORMULACION = "en_formulacion", _("En formulación")
        EN_CONSULTA = "en_consulta", _("En consulta")
        APROBADO = "aprobado", _("Aprobado")
        PUBLICADO = "publicado", _("Publicado")
        EN_IMPLEMENTACION = "en_implementacion", _("En implementación")
        EN_EVALUACION = "en_evaluacion", _("En evaluación")
        CONCLUIDO = "concluido", _("Concluido")
        SUSPENDIDO = "suspendido", _("Suspendido")
        CANCELADO = "cancelado", _("Cancelado")

    secretariado = models.ForeignKey("secretariado.Secretariado", models.PROTECT, related_name="planes")
    numero = models.PositiveSmallIntegerField(_("número"))
    clave = models.CharField(_("clave"), max_length=12, unique=True, help_text="GTO-1")
    slug = models.SlugField(max_length=40, unique=True)
    titulo = models.CharField(_("título"), max_length=200)
    estado = models.CharField(_("estado"), max_length=20, choices=Estado, default=Estado.EN_FORMULACION)
    fecha_inicio = models.DateField(_("inicio"), null=True, blank=True)
    fecha_fin = models.DateField(_("término"), null=True, blank=True)
    objetivo_general = models.TextField(_("objetivo general"), blank=True)
    objetivos_especificos = models.JSONField(_("objetivos específicos"), default=list, blank=True)
    antecedentes = models.TextField(_("antecedentes"), blank=True)
    metodologia = models.TextField(_("cómo se elaboró"), blank=True)
    fuente = models.CharField(_("documento de origen"), max_length=250, blank=True)
    documento = models.ForeignKey(
        "secretariado.Archivo", models.PROTECT, null=True, blank=True, verbose_name=_("documento original")
    )
    incluye_proactivos = models.BooleanField(_("los compromisos proactivos cuentan en el promedio"), default=False)
    avances_demostracion = models.BooleanField(
        _("los avances son de demostración"), default=False, help_text=_("Se avisa en cada página del plan")
    )
    acuerdo_publicacion = models.ForeignKey(
        "secretariado.Acuerdo", models.PROTECT, null=True, blank=True, related_name="planes_publicados"
    )
    publicado_en = models.DateTimeField(_("publicado"), null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("planes")
        ordering = ["clave"]
        constraints = [
            models.UniqueConstraint(fields=["secretariado", "numero"], name="plan_numero_unico_por_stl"),
            models.CheckConstraint(
                name="plan_fechas_en_orden",
                condition=Q(fecha_inicio__isnull=True)
                | Q(fecha_fin__isnull=True)
                | Q(fecha_fin__gte=F("fecha_inicio")),
                violation_error_message=_("El término no puede ser anterior al inicio."),
            ),
            models.CheckConstraint(
                name="plan_publicado_con_acuerdo",
                condition=Q(publicado_en__isnull=True) | Q(acuerdo_publicacion__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.titulo

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.slug])

    @property
    def es_borrador(self) -> bool:
        return self.publicado_en is None

    @property
    def asunto(self) -> str:
        return f"plan:{self.clave}"


class Eje(ConConteos):
    """A thematic axis. Its printed number is text and need not be unique ("4.7" heads five commitments)."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="ejes")
    numero = models.CharField(_("número"), max_length=12)
    orden = models.PositiveSmallIntegerField(_("orden"))
    nombre = models.CharField(_("nombre"), max_length=200)
    descripcion = models.TextField(_("descripción"), blank=True)

    class Meta:
        verbose_name = _("eje")
        verbose_name_plural = _("ejes")
        ordering = ["plan", "orden"]
        constraints = [models.UniqueConstraint(fields=["plan", "orden"], name="eje_orden_unico")]

    def __str__(self) -> str:
        return f"{self.numero} {self.nombre}"


class Umbral(models.Model):
    """Thresholds of the traffic light, in points of deviation; of one plan, or of all where `plan` is null.

    The row in force on the cut-off date counts, so an issued report does not change with a new threshold.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, null=True, blank=True, related_name="umbrales")
    verde = models.DecimalField(_("verde desde"), max_digits=5, decimal_places=2)
    ambar = models.DecimalField(_("ámbar desde"), max_digits=5, decimal_places=2)
    vigente_desde = models.DateField(_("vigente desde"), default=date(2000, 1, 1))
    vigente_hasta = models.DateField(_("vigente hasta"), null=True, blank=True)

    class Meta:
        verbose_name = _("umbral del semáforo")
        verbose_name_plural = _("umbrales del semáforo")
        constraints = [
            models.UniqueConstraint(Coalesce("plan", 0), "vigente_desde", name="umbral_unico_por_fecha"),
            models.CheckConstraint(name="umbral_en_orden", condition=Q(verde__gt=F("ambar"))),
            models.CheckConstraint(
                name="umbral_entre_menos_100_y_0", condition=Q(verde__lte=0) & Q(ambar__gte=-100)
            ),
            models.CheckConstraint(
                name="umbral_fechas_en_orden",
                condition=Q(vigente_hasta__isnull=True) | Q(vigente_hasta__gte=F("vigente_desde")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verde} / {self.ambar}"
