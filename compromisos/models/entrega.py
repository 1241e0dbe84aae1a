"""Deliveries (what is due and when) and the append-only declarations made on them."""

from datetime import date
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compromisos.models.visibilidad import filtro_planes_visibles


class EntregaQuerySet(models.QuerySet["Entrega"]):
    def visibles_para(self, usuario: Any) -> "EntregaQuerySet":
        return self.filter(filtro_planes_visibles(usuario, "actividad__compromiso__plan__"))

    def en_vigor(self) -> "EntregaQuerySet":
        """Of activities and commitments that still count."""
        return self.filter(actividad__cancelada=False).exclude(actividad__compromiso__estado="retirado")

    def vencidas(self, al: date) -> "EntregaQuerySet":
        """Past due on `al` and not fully verified."""
        return self.en_vigor().filter(vence__lt=al, verificado__lt=100)

    def por_reportar(self) -> "EntregaQuerySet":
        """In force and not fully verified, of published plans: what calendars show."""
        return self.en_vigor().filter(verificado__lt=100, actividad__compromiso__plan__publicado_en__isnull=False)

    def por_avisar(self) -> "EntregaQuerySet":
        """Of those, the ones somebody can still act on: plans under way, commitments neither closed nor paused."""
        return (
            self.por_reportar()
            .exclude(actividad__compromiso__plan__estado__in=("suspendido", "cancelado", "concluido"))
            .exclude(actividad__compromiso__estado__in=("concluido", "no_concluido", "pausado"))
        )

    def por_vencer(self, al: date, hasta: date) -> "EntregaQuerySet":
        return self.en_vigor().filter(vence__gte=al, vence__lte=hasta, verificado__lt=100)


class Entrega(models.Model):
    """One due result of an activity: a single one, or one per period. All progress is counted here.

    `declarado` is null until something was declared; `verificado` never exceeds it.
    """

    actividad = models.ForeignKey("Actividad", models.CASCADE, related_name="entregas")
    numero = models.PositiveIntegerField(_("número"))
    periodo_inicio = models.DateField(_("inicio del periodo"), null=True, blank=True)
    vence = models.DateField(_("vence"), null=True, blank=True)
    declarado = models.DecimalField(_("declarado"), max_digits=5, decimal_places=2, null=True, editable=False)
    declarado_el = models.DateField(_("última declaración"), null=True, editable=False)
    hecha_el = models.DateField(_("declarada al 100 el"), null=True, editable=False)
    verificado = models.DecimalField(
        _("verificado"), max_digits=5, decimal_places=2, default=0, db_default=0, editable=False
    )
    evidencias_total = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    version = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    """Counts declarations; a form carries it back, so that the second of two people is told."""

    objects = EntregaQuerySet.as_manager()

    class Meta:
        verbose_name = _("entrega")
        verbose_name_plural = _("entregas")
        ordering = ["actividad", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["actividad", "numero"], name="entrega_numero_unico"),
            models.CheckConstraint(
                name="entrega_fechas_en_orden",
                condition=Q(periodo_inicio__isnull=True)
                | Q(vence__isnull=True)
                | Q(vence__gte=F("periodo_inicio")),
            ),
            models.CheckConstraint(
                name="entrega_declarado_0_100",
                condition=Q(declarado__isnull=True) | Q(declarado__gte=0, declarado__lte=100),
            ),
            models.CheckConstraint(
                name="entrega_verificado_hasta_declarado",
                condition=Q(verificado=0)
                | Q(verificado__gt=0, declarado__isnull=False, verificado__lte=F("declarado")),
            ),
        ]
        indexes = [models.Index(fields=["vence"], condition=Q(verificado__lt=100), name="entrega_pendiente")]

    def __str__(self) -> str:
        return f"{self.actividad_id} · {self.numero}"


class Avance(models.Model):
    """A declaration on a delivery. Append-only: a trigger in the database refuses changes."""

    entrega = models.ForeignKey(Entrega, models.PROTECT, related_name="avances")
    porcentaje = models.DecimalField(
        _("porcentaje"),
        max_digits=5,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )
    que_se_hizo = models.TextField(_("qué se hizo"))
    obstaculos = models.TextField(_("obstáculos"), blank=True)
    autor = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="avances")
    institucion = models.ForeignKey(
        "secretariado.Institucion", models.PROTECT, null=True, blank=True, related_name="avances"
    )
    rol = models.CharField(_("rol de quien declara"), max_length=16)
    creado = models.DateTimeField(_("declarado"))
    es_demostracion = models.BooleanField(_("demostración"), default=False)

    OBSTACULOS_BAJO = 25
    """Below this percentage the obstacles are required ("none or little"; rule of Canada's tracker)."""

    class Meta:
        verbose_name = _("declaración de avance")
        verbose_name_plural = _("declaraciones de avance")
        ordering = ["-creado", "-id"]
        constraints = [
            models.CheckConstraint(
                name="avance_porcentaje_0_100", condition=Q(porcentaje__gte=0, porcentaje__lte=100)
            ),
            models.CheckConstraint(name="avance_dice_que_se_hizo", condition=~Q(que_se_hizo="")),
            models.CheckConstraint(
                name="avance_bajo_dice_obstaculos", condition=Q(porcentaje__gte=25) | ~Q(obstaculos="")
            ),
        ]
        indexes = [models.Index(fields=["entrega", "-creado"], name="avance_por_entrega")]

    def __str__(self) -> str:
        return f"{self.entrega_id}: {self.porcentaje} %"
