"""What the record keeps: log entries (append-only, hash-chained) and stored files by content."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Archivo(models.Model):
    """A stored file, one row per content. Who may see it is decided by what points at it, never here."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    tamano = models.PositiveBigIntegerField(_("tamaño en bytes"))
    tipo = models.CharField(_("tipo MIME detectado"), max_length=120)
    contenido = models.FileField(_("contenido"), max_length=200)
    creado = models.DateTimeField(_("guardado"))

    class Meta:
        verbose_name = _("archivo")
        verbose_name_plural = _("archivos")

    def __str__(self) -> str:
        return self.sha256[:12]


class Asiento(models.Model):
    """One public fact of the log. `hash` covers the entry and the previous hash; rows are never changed
    (triggers in the database). Holds role and institution of who acted, never a person."""

    numero = models.PositiveBigIntegerField(_("número"), unique=True)
    momento = models.DateTimeField(_("momento"))
    rol = models.CharField(_("rol"), max_length=20)
    institucion = models.CharField(_("institución"), max_length=200, blank=True)
    accion = models.CharField(_("acción"), max_length=40)
    asunto = models.CharField(_("asunto"), max_length=60, help_text="compromiso:GTO-1-05")
    plan = models.CharField(_("plan"), max_length=12, blank=True)
    datos = models.JSONField(_("datos públicos"), default=dict)
    publico = models.BooleanField(_("público"), default=True)
    hash_previo = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("asiento")
        verbose_name_plural = _("bitácora")
        ordering = ["numero"]
        indexes = [
            models.Index(fields=["asunto", "-numero"], name="asiento_por_asunto"),
            models.Index(fields=["plan", "-numero"], name="asiento_por_plan"),
        ]

    def __str__(self) -> str:
        return f"{self.numero} {self.accion} {self.asunto}"
