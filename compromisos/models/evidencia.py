"""Evidence that supports a delivery, the verdicts on it, and what civil society says of it."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from compromisos.enlaces.estado import ALARMA
from compromisos.models.enlace import ESTADOS_ENLACE
from compromisos.models.visibilidad import filtro_planes_visibles

POR_VERIFICAR = ("enviada", "impugnada")
ESPERA_MAXIMA = 10
"""Days that evidence may wait for its verifier before it is said aloud."""


class EvidenciaQuerySet(models.QuerySet["Evidencia"]):
    def visibles_para(self, usuario: Any) -> "EvidenciaQuerySet":
        return self.filter(filtro_planes_visibles(usuario, "entrega__actividad__compromiso__plan__"))

    def en_vigor(self) -> "EvidenciaQuerySet":
        """Of activities and commitments that still count."""
        return self.filter(entrega__actividad__cancelada=False).exclude(
            entrega__actividad__compromiso__estado="retirado"
        )

    def por_verificar(self) -> "EvidenciaQuerySet":
        """The verifier's queue, oldest first: what waits for a verdict, and what was objected after one."""
        return self.en_vigor().filter(estado__in=POR_VERIFICAR).order_by("creado", "id")

    def con_enlace_visitable(self) -> "EvidenciaQuerySet":
        """Whose link the portal checks: in force, public and real."""
        return self.filter(
            ~Q(enlace=""), es_demostracion=False, entrega__actividad__compromiso__plan__publicado_en__isnull=False
        ).exclude(estado=Evidencia.Estado.RETIRADA)

    def con_enlace_en_duda(self) -> "EvidenciaQuerySet":
        """In force, with a link that is broken, changed or does not answer."""
        return self.filter(enlace_estado__in=sorted(ALARMA), sustituida_por__isnull=True).exclude(
            estado=Evidencia.Estado.RETIRADA
        )

    def demoradas(self, al: date) -> "EvidenciaQuerySet":
        """Sent more than ESPERA_MAXIMA days before `al`, whatever their state."""
        limite = datetime.combine(al - timedelta(days=ESPERA_MAXIMA), time.min)
        return self.filter(creado__lt=timezone.make_aware(limite))

    def con_el_mismo_archivo(self, evidencia: "Evidencia") -> "EvidenciaQuerySet":
        """Other pieces that rest on the very same content, oldest first."""
        if evidencia.archivo_id is None:
            return self.none()
        igual = Q(archivo=evidencia.archivo_id)
        if evidencia.original_id is not None:
            igual |= Q(original=evidencia.original_id)
        return self.filter(igual).exclude(pk=evidencia.pk).order_by("creado", "id")


class Evidencia(models.Model):
    """A file or a link. Never deleted: a withdrawn one keeps its trace and hash."""

    class Estado(models.TextChoices):
        ENVIADA = "enviada", _("Enviada, en espera de verificación")
        VERIFICADA = "verificada", _("Verificada")
        OBSERVADA = "observada", _("Devuelta con observaciones")
        RECHAZADA = "rechazada", _("Rechazada")
        IMPUGNADA = "impugnada", _("Impugnada")
        RETIRADA = "retirada", _("Retirada")

    entrega = models.ForeignKey("Entrega", models.PROTECT, related_name="evidencias")
    avance = models.ForeignKey(
        "Avance",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidencias",
        verbose_name=_("declaración"),
    )
    titulo = models.CharField(_("título"), max_length=200)
    que_prueba = models.TextField(_("qué prueba"), blank=True)
    fecha_documento = models.DateField(_("fecha del documento"), null=True, blank=True)
    archivo = models.ForeignKey(
        "secretariado.Archivo", models.PROTECT, null=True, blank=True, related_name="evidencias"
    )
    original = models.ForeignKey(
        "secretariado.Archivo",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("original reservado"),
        help_text=_("Lo que se envió, si la copia pública no lleva sus metadatos (posición, autoría)."),
    )
    nombre_archivo = models.CharField(_("nombre del archivo"), max_length=200, blank=True)
    enlace = models.URLField(_("enlace"), max_length=1000, blank=True)
    enlace_estado = models.CharField(
        _("estado del enlace"),
        max_length=13,
        choices=ESTADOS_ENLACE,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )
    """Kept by each check (`servicios.enlaces`); empty while the link was never reached."""
    estado = models.CharField(_("estado"), max_length=10, choices=Estado, default=Estado.ENVIADA)
    version = models.PositiveSmallIntegerField(_("versión"), default=1)
    sustituye_a = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sustituida_por",
        verbose_name=_("sustituye a"),
    )
    autor = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="evidencias")
    institucion = models.ForeignKey(
        "secretariado.Institucion", models.PROTECT, null=True, blank=True, related_name="evidencias"
    )
    rol = models.CharField(_("rol de quien envía"), max_length=16)
    creado = models.DateTimeField(_("enviada"))
    es_demostracion = models.BooleanField(_("demostración"), default=False)

    objects = EvidenciaQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidencia")
        verbose_name_plural = _("evidencias")
        ordering = ["-creado", "-id"]
        constraints = [
            models.CheckConstraint(
                name="evidencia_archivo_o_enlace",
                condition=Q(archivo__isnull=False, enlace="") | (Q(archivo__isnull=True) & ~Q(enlace="")),
                violation_error_message=_("Adjunta un archivo o escribe un enlace, no ambos."),
            ),
            models.CheckConstraint(
                name="evidencia_no_se_sustituye",
                condition=Q(sustituye_a__isnull=True) | ~Q(sustituye_a=F("id")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["creado", "id"], condition=Q(estado__in=POR_VERIFICAR), name="evidencia_por_verificar"
            ),
            models.Index(fields=["-creado"], name="evidencia_reciente"),
            models.Index(
                fields=["enlace_estado"],
                condition=Q(enlace_estado__in=sorted(ALARMA)),
                name="evidencia_enlace_en_duda",
            ),
        ]

    def __str__(self) -> str:
        return self.titulo

    def get_absolute_url(self) -> str:
        return reverse("evidencia", args=[self.pk])

    @property
    def asunto(self) -> str:
        return f"evidencia:{self.pk}"

    @property
    def enlace_en_duda(self) -> bool:
        return self.enlace_estado in ALARMA


class Verificacion(models.Model):
    """A verdict on an evidence: what percentage of its delivery it supports, and why. One in force."""

    class Veredicto(models.TextChoices):
        VERIFICADA = "verificada", _("Verificada")
        OBSERVADA = "observada", _("Devuelta con observaciones")
        RECHAZADA = "rechazada", _("Rechazada")

    evidencia = models.ForeignKey(Evidencia, models.PROTECT, related_name="verificaciones")
    veredicto = models.CharField(_("veredicto"), max_length=10, choices=Veredicto)
    porcentaje = models.DecimalField(_("porcentaje que sustenta"), max_digits=5, decimal_places=2, default=0)
    motivo = models.TextField(_("motivo"), blank=True)
    autor = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="verificaciones")
    institucion = models.ForeignKey("secretariado.Institucion", models.PROTECT, related_name="verificaciones")
    creado = models.DateTimeField(_("resuelta"))
    revocada = models.DateTimeField(_("revocada"), null=True, blank=True)
    motivo_revocacion = models.TextField(_("motivo de la revocación"), blank=True)
    es_demostracion = models.BooleanField(_("demostración"), default=False)

    class Meta:
        verbose_name = _("verificación")
        verbose_name_plural = _("verificaciones")
        ordering = ["-creado", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidencia"], condition=Q(revocada__isnull=True), name="verificacion_una_en_vigor"
            ),
            models.CheckConstraint(
                name="verificacion_porcentaje_segun_veredicto",
                condition=Q(veredicto="verificada", porcentaje__gt=0, porcentaje__lte=100)
                | (~Q(veredicto="verificada") & Q(porcentaje=0)),
            ),
            models.CheckConstraint(
                name="verificacion_adversa_con_motivo",
                condition=Q(veredicto="verificada") | ~Q(motivo=""),
                violation_error_message=_("Escribe el motivo: quien envió la evidencia lo necesita."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_veredicto_display()} {self.porcentaje} %"


class Postura(models.Model):
    """What a civil-society body that answers for the commitment says in public of a piece of evidence.

    Append-only (trigger): the latest of each institution counts. An objection never lowers a figure by
    itself: it sends verified evidence to be reviewed again, its verdict in force meanwhile.
    """

    class Sentido(models.TextChoices):
        AVALA = "avala", _("Avala")
        OBJETA = "objeta", _("Objeta")

    evidencia = models.ForeignKey(Evidencia, models.PROTECT, related_name="posturas")
    institucion = models.ForeignKey("secretariado.Institucion", models.PROTECT, related_name="posturas")
    sentido = models.CharField(_("postura"), max_length=6, choices=Sentido)
    motivo = models.TextField(_("motivo"), blank=True)
    autor = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="posturas")
    creado = models.DateTimeField(_("publicada"))

    class Meta:
        verbose_name = _("postura")
        verbose_name_plural = _("posturas")
        ordering = ["-creado", "-id"]
        constraints = [
            models.CheckConstraint(
                name="postura_objecion_con_motivo",
                condition=Q(sentido="avala") | ~Q(motivo=""),
                violation_error_message=_("Escribe por qué la objetas."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.institucion} {self.get_sentido_display()}"
