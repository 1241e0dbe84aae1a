"""The evaluation of a plan by its organismo garante: criteria per commitment, findings, and recommendations with
their follow-up. Scales are those of the Open Government Partnership (02-dominio §2)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compromisos.models.compromiso import Compromiso
from compromisos.models.visibilidad import filtro_evaluaciones_visibles


class EvaluacionQuerySet(models.QuerySet["Evaluacion"]):
    def publicadas(self) -> "EvaluacionQuerySet":
        return self.filter(publicada_en__isnull=False, plan__publicado_en__isnull=False)

    def visibles_para(self, usuario: Any) -> "EvaluacionQuerySet":
        """The published ones; a draft, only by those who verify for that STL."""
        return self.filter(filtro_evaluaciones_visibles(usuario))


class Evaluacion(models.Model):
    """Of a plan as of `corte`. Publishing locks it: only the follow-up of its recommendations goes on."""

    class Tipo(models.TextChoices):
        INTERMEDIA = "intermedia", _("Evaluación intermedia")
        FINAL = "final", _("Evaluación final")

    plan = models.ForeignKey("Plan", models.PROTECT, related_name="evaluaciones")
    clave = models.CharField(_("clave"), max_length=30, unique=True, help_text="GTO-1-EF-20210731")
    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo)
    corte = models.DateField(_("fecha de corte"))
    institucion = models.ForeignKey(
        "secretariado.Institucion", models.PROTECT, related_name="evaluaciones", verbose_name=_("evalúa")
    )
    metodo = models.TextField(_("cómo se evaluó"), blank=True)
    hallazgos = models.TextField(_("hallazgos sobre el plan"), blank=True)
    conclusiones = models.TextField(_("conclusiones"), blank=True)
    autor = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="evaluaciones")
    creada = models.DateTimeField(_("abierta"))
    publicada_en = models.DateTimeField(_("publicada"), null=True, blank=True)
    es_demostracion = models.BooleanField(_("demostración"), default=False)

    objects = EvaluacionQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluación")
        verbose_name_plural = _("evaluaciones")
        ordering = ["-corte", "clave"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "tipo", "corte"], name="evaluacion_una_por_corte"),
            models.CheckConstraint(
                name="evaluacion_publicada_con_conclusiones",
                condition=Q(publicada_en__isnull=True) | ~Q(conclusiones=""),
            ),
        ]

    def con_marca(self, datos: dict[str, Any]) -> dict[str, Any]:
        """What an entry of the log says of it; what nobody did says so there too."""
        return {**datos, "demostracion": True} if self.es_demostracion else datos

    def __str__(self) -> str:
        return f"{self.get_tipo_display()} · {self.clave}"

    def get_absolute_url(self) -> str:
        return reverse("evaluacion", args=[self.clave])

    @property
    def es_borrador(self) -> bool:
        return self.publicada_en is None

    @property
    def asunto(self) -> str:
        return f"evaluacion:{self.clave}"


class Valoracion(models.Model):
    """One commitment under the five criteria, each with its reason. Nothing here is set by the portal but
    `cumplimiento_sugerido`, which is only shown."""

    class Ambicion(models.TextChoices):
        NO_CLARO = "no_claro", _("No es claro")
        MODESTO = "modesto", _("Modesto")
        SUSTANCIAL = "sustancial", _("Sustancial")

    class Resultados(models.TextChoices):
        EMPEORO = "empeoro", _("Empeoró")
        NO_CAMBIO = "no_cambio", _("No cambió")
        MARGINAL = "marginal", _("Mejoró marginalmente")
        MAYOR = "mayor", _("Mejoró de forma importante")
        SOBRESALIENTE = "sobresaliente", _("Mejoró de forma sobresaliente")
        NO_SE_SABE = "no_se_sabe", _("Todavía no puede saberse")

    evaluacion = models.ForeignKey(Evaluacion, models.CASCADE, related_name="valoraciones")
    compromiso = models.ForeignKey("Compromiso", models.PROTECT, related_name="valoraciones")
    verificable = models.BooleanField(_("es verificable"), null=True, blank=True)
    verificable_porque = models.TextField(_("por qué es o no verificable"), blank=True)
    relevante = models.BooleanField(_("es relevante para el gobierno abierto"), null=True, blank=True)
    valores = models.JSONField(_("valores de gobierno abierto"), default=list, blank=True)
    """Keys of the elements of the framework "ogp"."""
    relevante_porque = models.TextField(_("por qué es o no relevante"), blank=True)
    ambicion = models.CharField(_("ambición"), max_length=10, choices=Ambicion, blank=True)
    ambicion_porque = models.TextField(_("por qué esa ambición"), blank=True)
    cumplimiento = models.CharField(
        _("grado de cumplimiento"), max_length=14, choices=Compromiso.Cumplimiento, blank=True
    )
    cumplimiento_sugerido = models.CharField(max_length=14, choices=Compromiso.Cumplimiento, editable=False)
    cumplimiento_porque = models.TextField(_("por qué ese cumplimiento"), blank=True)
    resultados = models.CharField(_("resultados tempranos"), max_length=13, choices=Resultados, blank=True)
    resultados_porque = models.TextField(_("por qué esos resultados"), blank=True)
    hallazgos = models.TextField(_("hallazgos"), blank=True)

    class Meta:
        verbose_name = _("valoración de un compromiso")
        verbose_name_plural = _("valoraciones de compromisos")
        ordering = ["evaluacion", "compromiso__clave"]
        constraints = [
            models.UniqueConstraint(fields=["evaluacion", "compromiso"], name="valoracion_una_por_compromiso"),
        ]

    def __str__(self) -> str:
        return f"{self.evaluacion_id} · {self.compromiso_id}"

    @property
    def completa(self) -> bool:
        """Every criterion decided, each with its reason."""
        decididos = self.verificable is not None and self.relevante is not None
        razones = (
            self.verificable_porque,
            self.relevante_porque,
            self.ambicion_porque,
            self.cumplimiento_porque,
            self.resultados_porque,
        )
        return bool(decididos and self.ambicion and self.cumplimiento and self.resultados and all(razones))


class Recomendacion(models.Model):
    """What an institution is asked to do. `estado` follows from its follow-ups (`estado_tras`)."""

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Sin respuesta")
        ACEPTADA = "aceptada", _("Aceptada")
        EN_PARTE = "en_parte", _("Aceptada en parte")
        NO_ACEPTADA = "no_aceptada", _("No aceptada")
        ATENDIDA = "atendida", _("Atendida")
        NO_ATENDIDA = "no_atendida", _("No atendida")

    RESPUESTAS = (Estado.ACEPTADA, Estado.EN_PARTE, Estado.NO_ACEPTADA)
    """What the institution may answer."""
    HALLAZGOS = (Estado.ATENDIDA, Estado.NO_ATENDIDA)
    """What the evaluator finds."""
    ABIERTOS = (Estado.PENDIENTE, Estado.ACEPTADA, Estado.EN_PARTE)

    evaluacion = models.ForeignKey(Evaluacion, models.CASCADE, related_name="recomendaciones")
    numero = models.PositiveSmallIntegerField(_("número"))
    compromiso = models.ForeignKey(
        "Compromiso", models.PROTECT, null=True, blank=True, related_name="recomendaciones"
    )
    institucion = models.ForeignKey(
        "secretariado.Institucion", models.PROTECT, related_name="recomendaciones", verbose_name=_("dirigida a")
    )
    texto = models.TextField(_("recomendación"))
    vence = models.DateField(_("fecha límite"), null=True, blank=True)
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.PENDIENTE, editable=False)

    class Meta:
        verbose_name = _("recomendación")
        verbose_name_plural = _("recomendaciones")
        ordering = ["evaluacion", "numero"]
        constraints = [
            models.UniqueConstraint(fields=["evaluacion", "numero"], name="recomendacion_numero_unico"),
            models.CheckConstraint(name="recomendacion_con_texto", condition=~Q(texto="")),
        ]

    def __str__(self) -> str:
        return f"{self.evaluacion_id} · {self.numero}"

    @classmethod
    def estado_tras(cls, seguimientos: Iterable[str]) -> "Recomendacion.Estado":
        """The state after these, in order: what the evaluator found stands until it looks again, whatever the
        institution answers meanwhile; before that, the last answer."""
        dichos = [cls.Estado(s) for s in seguimientos]
        hallazgos = [d for d in dichos if d in cls.HALLAZGOS]
        return (hallazgos or dichos or [cls.Estado.PENDIENTE])[-1]

    def esta_vencida(self, al: date) -> bool:
        return self.vence is not None and self.vence < al and self.estado in self.ABIERTOS


class Seguimiento(models.Model):
    """What the institution answered, or the evaluator found, about a recommendation. Append-only."""

    recomendacion = models.ForeignKey(Recomendacion, models.PROTECT, related_name="seguimientos")
    estado = models.CharField(_("estado"), max_length=12, choices=Recomendacion.Estado)
    texto = models.TextField(_("qué se responde o se encontró"))
    institucion = models.ForeignKey("secretariado.Institucion", models.PROTECT, related_name="+")
    rol = models.CharField(_("papel de quien lo dice"), max_length=16)
    autor = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="+")
    creado = models.DateTimeField(_("cuándo"))

    class Meta:
        verbose_name = _("seguimiento de una recomendación")
        verbose_name_plural = _("seguimientos de recomendaciones")
        ordering = ["creado", "id"]
        constraints = [models.CheckConstraint(name="seguimiento_con_texto", condition=~Q(texto=""))]

    def __str__(self) -> str:
        return f"{self.recomendacion_id} · {self.estado}"
