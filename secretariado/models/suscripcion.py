"""Following by e-mail: who, what, how often, and the messages that tell it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Suscriptor(models.Model):
    """An address that follows something. Kept as a keyed hash, to recognise it, and encrypted, to write to it;
    deleted with its last subscription. `llave` is what the links of its messages sign."""

    correo_huella = models.CharField(_("huella del correo"), max_length=64, unique=True)
    correo_cifrado = models.TextField(_("correo cifrado"))
    llave = models.UUIDField(default=uuid.uuid4, unique=True)
    creado = models.DateTimeField(_("creado"))

    class Meta:
        verbose_name = _("suscriptor")
        verbose_name_plural = _("suscriptores")

    def __str__(self) -> str:
        return f"Suscriptor {self.pk}"


class Suscripcion(models.Model):
    """A subject followed, by its public key. It tells nothing until its link is opened (`confirmada`). `cursor` is
    the last log entry it went past; `proximo`, when it is looked at again."""

    class Frecuencia(models.TextChoices):
        INMEDIATA = "inmediata", _("En cuanto ocurre")
        DIARIA = "diaria", _("Un resumen al día")
        SEMANAL = "semanal", _("Un resumen a la semana")

    suscriptor = models.ForeignKey(Suscriptor, models.CASCADE, related_name="suscripciones")
    asunto = models.CharField(_("asunto"), max_length=140, help_text="compromiso:GTO-1-05")
    frecuencia = models.CharField(_("frecuencia"), max_length=10, choices=Frecuencia)
    confirmada = models.DateTimeField(_("confirmada"), null=True, blank=True)
    cursor = models.PositiveBigIntegerField(_("último asiento visto"), default=0)
    proximo = models.DateTimeField(_("se revisa desde"))
    creada = models.DateTimeField(_("pedida"))

    class Meta:
        verbose_name = _("suscripción")
        verbose_name_plural = _("suscripciones")
        constraints = [
            models.UniqueConstraint(fields=["suscriptor", "asunto"], name="suscripcion_una_por_asunto"),
            models.CheckConstraint(
                name="suscripcion_frecuencia", condition=Q(frecuencia__in=["inmediata", "diaria", "semanal"])
            ),
        ]
        indexes = [
            models.Index(fields=["proximo"], condition=Q(confirmada__isnull=False), name="suscripcion_por_revisar")
        ]

    def __str__(self) -> str:
        return self.asunto


class Envio(models.Model):
    """A message to a follower; the row is its queue. `partes` freezes which entries each subscription tells:
    [{suscripcion, asunto, asientos, total}]. `grupo` makes its Message-ID, the same on every attempt."""

    class Clase(models.TextChoices):
        CONFIRMAR = "confirmar", _("Confirmar que se quiere seguir")
        GESTIONAR = "gestionar", _("Enlace para ver lo que se sigue")
        NOVEDADES = "novedades", _("Novedades")

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Pendiente")
        ENVIANDO = "enviando", _("Enviándose")
        ENVIADO = "enviado", _("Enviado")
        FALLIDO = "fallido", _("No se pudo enviar")
        OMITIDO = "omitido", _("No hizo falta enviarlo")

    suscriptor = models.ForeignKey(Suscriptor, models.CASCADE, related_name="envios")
    suscripcion = models.ForeignKey(Suscripcion, models.CASCADE, null=True, blank=True, related_name="envios")
    clase = models.CharField(_("clase"), max_length=10, choices=Clase)
    partes = models.JSONField(_("qué asientos cuenta"), default=list)
    grupo = models.UUIDField(_("mensaje"), default=uuid.uuid4, unique=True)
    estado = models.CharField(_("estado"), max_length=10, choices=Estado, default=Estado.PENDIENTE)
    no_antes = models.DateTimeField(_("no se envía antes de"))
    intentos = models.PositiveSmallIntegerField(_("intentos"), default=0)
    ficha = models.UUIDField(_("ficha de quien lo tomó"), null=True, blank=True)
    latido = models.DateTimeField(_("última señal"), null=True, blank=True)
    error = models.CharField(_("último error"), max_length=120, blank=True)
    red = models.CharField(_("huella de la red, de un día"), max_length=64, blank=True)
    creado = models.DateTimeField(_("creado"))
    enviado = models.DateTimeField(_("enviado"), null=True, blank=True)

    class Meta:
        verbose_name = _("envío a quien sigue")
        verbose_name_plural = _("envíos a quien sigue")
        constraints = [
            models.CheckConstraint(
                name="envio_enviado_con_momento", condition=~Q(estado="enviado") | Q(enviado__isnull=False)
            ),
            models.CheckConstraint(
                name="envio_confirmar_con_suscripcion",
                condition=~Q(clase="confirmar") | Q(suscripcion__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["no_antes"], condition=Q(estado__in=["pendiente", "enviando"]), name="envio_por_enviar"
            ),
            models.Index(fields=["red", "creado"], condition=~Q(red=""), name="envio_por_red"),
        ]

    def __str__(self) -> str:
        return f"{self.clase} {self.grupo}"
