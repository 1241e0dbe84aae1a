"""A commitment, what it is aligned with and who answers for it."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from compromisos.models.visibilidad import filtro_planes_visibles
from secretariado.models import ConCifras


class Precision(models.TextChoices):
    """How exactly a date was printed."""

    DIA = "dia", _("Día")
    MES = "mes", _("Mes")


class CompromisoQuerySet(models.QuerySet["Compromiso"]):
    def publicados(self) -> "CompromisoQuerySet":
        return self.filter(plan__publicado_en__isnull=False)

    def visibles_para(self, usuario: Any) -> "CompromisoQuerySet":
        """Commitments of the plans that `usuario` may see."""
        return self.filter(filtro_planes_visibles(usuario, "plan__"))

    def en_vigor(self) -> "CompromisoQuerySet":
        return self.exclude(estado=Compromiso.Estado.RETIRADO)


class Compromiso(ConCifras):
    """A commitment, with the public key that never changes (GTO-1-05)."""

    class Estado(models.TextChoices):
        PROPUESTO = "propuesto", _("Propuesto")
        APROBADO = "aprobado", _("Aprobado")
        EN_PROCESO = "en_proceso", _("En proceso")
        CONCLUIDO = "concluido", _("Concluido")
        NO_CONCLUIDO = "no_concluido", _("No concluido")
        PAUSADO = "pausado", _("Pausado")
        RETIRADO = "retirado", _("Retirado")

    class Origen(models.TextChoices):
        COCREADO = "cocreado", _("Cocreado")
        PROACTIVO = "proactivo", _("Proactivo")
        CONOCIMIENTO_PUBLICO = "conocimiento_publico", _("Conocimiento público")
        SIGUE_EL_DINERO = "sigue_el_dinero", _("Siguiendo el dinero")
        CONTINUIDAD = "continuidad", _("Continuidad de otro compromiso")

    class Semaforo(models.TextChoices):
        """Deviation of the verified from the planned (02-dominio §4)."""

        VERDE = "verde", _("En tiempo")
        AMBAR = "ambar", _("Con rezago")
        ROJO = "rojo", _("Atrasado")
        AZUL = "azul", _("Concluido y verificado")
        GRIS = "gris", _("Sin datos suficientes")

    class Cumplimiento(models.TextChoices):
        """Completion on OGP's scale; suggested from the verified figure, the percentages are ours."""

        SIN_EVIDENCIA = "sin_evidencia", _("Sin evidencia")
        NO_INICIADO = "no_iniciado", _("No iniciado")
        LIMITADO = "limitado", _("Limitado")
        SUSTANCIAL = "sustancial", _("Sustancial")
        COMPLETO = "completo", _("Completo")

    plan = models.ForeignKey("Plan", models.PROTECT, related_name="compromisos")
    eje = models.ForeignKey("Eje", models.PROTECT, null=True, blank=True, related_name="compromisos")
    numero = models.PositiveSmallIntegerField(_("número"))
    clave = models.CharField(_("clave"), max_length=16, unique=True, help_text="GTO-1-05")
    nombre = models.CharField(_("nombre"), max_length=300)
    descripcion = models.TextField(_("descripción y relevancia"), blank=True)
    problema = models.TextField(_("problema"), blank=True)
    objetivo = models.TextField(_("objetivo principal"), blank=True)
    objetivo_mediano_plazo = models.TextField(_("objetivo a mediano plazo"), blank=True)
    contribucion = models.TextField(_("cómo contribuirá a resolver el problema"), blank=True)
    proposito_ciudadano = models.TextField(_("propósito ciudadano (metas verificables)"), blank=True)
    como_se_verifica = models.TextField(_("cómo se verificará"), blank=True)
    medios_verificacion = models.TextField(_("medios de verificación"), blank=True)
    supuestos = models.TextField(_("supuestos y riesgos"), blank=True)
    relevancia_ogp = models.TextField(_("relevancia para los valores de gobierno abierto"), blank=True)
    perspectiva_genero = models.TextField(_("perspectiva de igualdad de género"), blank=True)
    informacion_adicional = models.TextField(_("información adicional"), blank=True)
    otros_actores = models.TextField(_("otros actores involucrados"), blank=True)
    texto_alineacion = models.TextField(_("alineación, como se imprimió"), blank=True)
    origen = models.CharField(_("origen"), max_length=24, choices=Origen, default=Origen.COCREADO)
    proviene_de = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="continuaciones",
        verbose_name=_("continúa a"),
    )
    estado = models.CharField(_("estado"), max_length=16, choices=Estado, default=Estado.PROPUESTO)
    fecha_inicio = models.DateField(_("inicio"), null=True, blank=True)
    fecha_fin = models.DateField(_("término"), null=True, blank=True)
    precision = models.CharField(_("precisión de las fechas"), max_length=3, choices=Precision, default="dia")
    actualizado = models.DateTimeField(_("actualizado"), null=True, blank=True, editable=False)
    elementos: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "Elemento", through="Alineacion", related_name="compromisos"
    )

    # Derived columns, rewritten with the figures by `servicios.recalculo`.
    semaforo = models.CharField(max_length=5, choices=Semaforo, default=Semaforo.GRIS, editable=False)
    semaforo_declarado = models.CharField(max_length=5, choices=Semaforo, default=Semaforo.GRIS, editable=False)
    cumplimiento = models.CharField(
        max_length=14, choices=Cumplimiento, default=Cumplimiento.SIN_EVIDENCIA, editable=False
    )
    vence = models.DateField(_("termina"), null=True, blank=True, editable=False)
    entregas_total = models.PositiveIntegerField(default=0, editable=False)
    entregas_vencidas = models.PositiveIntegerField(default=0, editable=False)
    actividades_sin_calendario = models.PositiveIntegerField(default=0, editable=False)
    evidencias_total = models.PositiveIntegerField(default=0, editable=False)
    busqueda = models.TextField(editable=False, default="")
    """Lower-case text without accents that the list's text filter looks in; written by the services."""

    objects = CompromisoQuerySet.as_manager()

    class Meta:
        verbose_name = _("compromiso")
        verbose_name_plural = _("compromisos")
        ordering = ["clave"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "numero"], name="compromiso_numero_unico_por_plan"),
            models.CheckConstraint(
                name="compromiso_fechas_en_orden",
                condition=Q(fecha_inicio__isnull=True)
                | Q(fecha_fin__isnull=True)
                | Q(fecha_fin__gte=F("fecha_inicio")),
                violation_error_message=_("El término no puede ser anterior al inicio."),
            ),
        ]
        indexes = [
            models.Index(fields=["plan", "numero"], name="compromiso_en_su_plan"),
            models.Index(fields=["semaforo", "clave"], name="compromiso_por_semaforo"),
            models.Index(fields=["cumplimiento", "clave"], name="compromiso_por_cumplimiento"),
            models.Index(fields=["vence", "clave"], name="compromiso_por_vence"),
            models.Index(fields=["-actualizado", "clave"], name="compromiso_por_actualizado"),
            models.Index(fields=["-verificado", "clave"], name="compromiso_por_verificado"),
            models.Index(fields=["clave"], condition=Q(entregas_vencidas__gt=0), name="compromiso_con_vencidas"),
        ]

    def __str__(self) -> str:
        return f"{self.clave} {self.nombre}"

    def get_absolute_url(self) -> str:
        return reverse("compromiso", args=[self.clave])

    @property
    def asunto(self) -> str:
        return f"compromiso:{self.clave}"

    def fin_previsto(self) -> date | None:
        return self.vence or self.plan.fecha_fin


class Alineacion(models.Model):
    """A commitment points to an element; the printed form is kept where it was odd ("216.6")."""

    compromiso = models.ForeignKey(Compromiso, models.CASCADE, related_name="alineaciones")
    elemento = models.ForeignKey("Elemento", models.PROTECT, related_name="alineaciones")
    texto_original = models.CharField(_("como se imprimió"), max_length=60, blank=True)
    confirmada = models.BooleanField(_("confirmada"), default=True)

    class Meta:
        verbose_name = _("alineación")
        verbose_name_plural = _("alineaciones")
        constraints = [models.UniqueConstraint(fields=["compromiso", "elemento"], name="alineacion_unica")]

    def __str__(self) -> str:
        return f"{self.compromiso_id} → {self.elemento_id}"


class Responsable(models.Model):
    """Who answers for a commitment or for one of its key actions. Contact data is private unless marked."""

    class Papel(models.TextChoices):
        RESPONSABLE = "responsable", _("Responsable")
        CORRESPONSABLE = "corresponsable", _("Corresponsable")
        OTRO = "otro", _("Otro actor")

    compromiso = models.ForeignKey(Compromiso, models.CASCADE, related_name="responsables")
    accion = models.ForeignKey("AccionClave", models.CASCADE, null=True, blank=True, related_name="responsables")
    institucion = models.ForeignKey("secretariado.Institucion", models.PROTECT, related_name="responsabilidades")
    papel = models.CharField(_("papel"), max_length=16, choices=Papel, default=Papel.RESPONSABLE)
    area = models.CharField(_("área"), max_length=200, blank=True)
    persona = models.CharField(_("persona"), max_length=150, blank=True)
    cargo = models.CharField(_("cargo"), max_length=250, blank=True)
    correo = models.EmailField(_("correo"), blank=True)
    telefono = models.CharField(_("teléfono"), max_length=40, blank=True)
    contacto_publico = models.BooleanField(_("contacto institucional, puede mostrarse"), default=False)
    orden = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("responsable")
        verbose_name_plural = _("responsables")
        ordering = ["compromiso", "papel", "orden"]

    def __str__(self) -> str:
        return f"{self.persona or self.institucion}"
