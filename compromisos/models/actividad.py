"""Key actions (weighted stages) and activities, with the calendar they were published with."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from compromisos.models.compromiso import Precision
from secretariado.models import ConCifras


def _fechas_en_orden(nombre: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=nombre,
        condition=Q(fecha_inicio__isnull=True) | Q(fecha_fin__isnull=True) | Q(fecha_fin__gte=F("fecha_inicio")),
        violation_error_message=_("El término no puede ser anterior al inicio."),
    )


class AccionClave(ConCifras):
    """A weighted stage of a commitment. The weights of a commitment add to 100 when it is published."""

    compromiso = models.ForeignKey("Compromiso", models.CASCADE, related_name="acciones")
    numero = models.PositiveSmallIntegerField(_("número"))
    nombre = models.CharField(_("nombre"), max_length=300)
    descripcion = models.TextField(_("descripción u objetivo"), blank=True)
    medio_verificacion = models.TextField(_("medio de verificación"), blank=True)
    ponderacion = models.DecimalField(
        _("ponderación (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )
    fecha_inicio = models.DateField(_("inicio"), null=True, blank=True)
    fecha_fin = models.DateField(_("término"), null=True, blank=True)

    class Meta:
        verbose_name = _("acción clave")
        verbose_name_plural = _("acciones clave")
        ordering = ["compromiso", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["compromiso", "numero"], name="accion_numero_unico"),
            models.CheckConstraint(
                name="accion_ponderacion_0_100",
                condition=Q(ponderacion__isnull=True) | Q(ponderacion__gte=0, ponderacion__lte=100),
                violation_error_message=_("La ponderación va de 0 a 100."),
            ),
            _fechas_en_orden("accion_fechas_en_orden"),
        ]

    def __str__(self) -> str:
        return f"{self.numero}. {self.nombre}"


class Actividad(ConCifras):
    """The smallest planned unit. Either date may be missing; `calendario_texto` keeps what was printed."""

    class Periodicidad(models.TextChoices):
        UNICA = "unica", _("Única")
        SEMANAL = "semanal", _("Semanal")
        QUINCENAL = "quincenal", _("Quincenal")
        MENSUAL = "mensual", _("Mensual")
        BIMESTRAL = "bimestral", _("Bimestral")
        TRIMESTRAL = "trimestral", _("Trimestral")
        CUATRIMESTRAL = "cuatrimestral", _("Cuatrimestral")
        SEMESTRAL = "semestral", _("Semestral")
        ANUAL = "anual", _("Anual")

    class OrigenCalendario(models.TextChoices):
        PROPIO = "propio", _("Fechas propias")
        ACCION = "accion", _("Fechas de su acción clave")
        COMPROMISO = "compromiso", _("Fechas del compromiso")
        NINGUNO = "ninguno", _("Sin calendario")

    compromiso = models.ForeignKey("Compromiso", models.CASCADE, related_name="actividades")
    accion = models.ForeignKey(AccionClave, models.CASCADE, null=True, blank=True, related_name="actividades")
    numero = models.PositiveSmallIntegerField(_("número"))
    nombre = models.CharField(_("nombre"), max_length=800)
    descripcion = models.TextField(_("descripción u objetivo"), blank=True)
    medio_verificacion = models.TextField(_("medio de verificación"), blank=True)
    fecha_inicio = models.DateField(_("inicio"), null=True, blank=True)
    fecha_fin = models.DateField(_("término"), null=True, blank=True)
    precision = models.CharField(_("precisión de las fechas"), max_length=3, choices=Precision, default="dia")
    calendario_texto = models.CharField(_("plazo, como se imprimió"), max_length=200, blank=True)
    periodicidad = models.CharField(
        _("periodicidad"), max_length=14, choices=Periodicidad, default=Periodicidad.UNICA
    )
    peso = models.DecimalField(_("peso"), max_digits=6, decimal_places=2, null=True, blank=True)
    a_cargo_de = models.ForeignKey(
        "secretariado.Institucion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actividades_a_cargo",
        verbose_name=_("a cargo de"),
        help_text=_("Vacío: quien responde por el compromiso"),
    )
    cancelada = models.BooleanField(_("cancelada"), default=False)
    base_inicio = models.DateField(_("inicio en la línea base"), null=True, blank=True, editable=False)
    base_fin = models.DateField(_("término en la línea base"), null=True, blank=True, editable=False)

    # Derived, rewritten with the figures by `servicios.recalculo`.
    origen_calendario = models.CharField(
        max_length=10, choices=OrigenCalendario, default=OrigenCalendario.NINGUNO, editable=False
    )
    entregas_total = models.PositiveIntegerField(default=0, editable=False)
    entregas_exigibles = models.PositiveIntegerField(default=0, editable=False)
    entregas_hechas = models.PositiveIntegerField(_("exigibles hechas"), default=0, editable=False)
    entregas_a_tiempo = models.PositiveIntegerField(default=0, editable=False)
    entregas_vencidas = models.PositiveIntegerField(default=0, editable=False)
    con_termino = models.BooleanField(_("tiene horizonte"), default=True, editable=False)
    en_silencio = models.BooleanField(_("dos periodos sin reporte"), null=True, editable=False)
    """Null where it cannot be told: single activities, or fewer than two deliveries due."""
    evidencias_total = models.PositiveIntegerField(default=0, editable=False)
    termina = models.DateField(_("termina"), null=True, editable=False)

    class Meta:
        verbose_name = _("actividad")
        verbose_name_plural = _("actividades")
        ordering = ["compromiso", "accion", "numero"]
        constraints = [
            models.UniqueConstraint(
                fields=["compromiso", "numero"],
                condition=Q(accion__isnull=True),
                name="actividad_numero_unico_en_compromiso",
            ),
            models.UniqueConstraint(
                fields=["accion", "numero"],
                condition=Q(accion__isnull=False),
                name="actividad_numero_unico_en_accion",
            ),
            models.CheckConstraint(
                name="actividad_peso_no_negativo", condition=Q(peso__isnull=True) | Q(peso__gte=0)
            ),
            _fechas_en_orden("actividad_fechas_en_orden"),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def es_periodica(self) -> bool:
        return self.periodicidad != self.Periodicidad.UNICA
