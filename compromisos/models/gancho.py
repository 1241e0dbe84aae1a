"""Webhooks: what another system asked to be told, each message, and each attempt to deliver it."""

import base64
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from compromisos.models.enlace import MOTIVOS

TRASLAPE = timedelta(days=1)
"""How long messages are signed with the former secret too, after a change."""


class Evento(models.TextChoices):
    """What a system may ask to be told."""

    AVANCE = "avance.declarado", _("Avance de una entrega")
    VERIFICACION = "verificacion.nueva", _("Verificación nueva")
    INFORME = "informe.publicado", _("Reporte nuevo")


class Gancho(models.Model):
    """A subscription: which public facts, to which address. It reads the log by itself, from `cursor`.

    The secret is not stored: it is made from the portal's key, `ficha` and `serie`.
    """

    class Motivo(models.TextChoices):
        YA_NO = "ya_no", _("El sistema contestó 410: ya no quiere avisos.")
        PERDIDOS = "perdidos", _("Varios mensajes seguidos no se pudieron entregar.")

    usuario = models.ForeignKey("secretariado.Usuario", models.CASCADE, related_name="ganchos")
    nombre = models.CharField(_("nombre"), max_length=80)
    url = models.CharField(_("dirección"), max_length=1000)
    eventos = models.CharField(_("eventos"), max_length=120, help_text="avance.declarado informe.publicado")
    plan = models.ForeignKey("Plan", models.CASCADE, null=True, blank=True, related_name="+")
    ficha = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    serie = models.PositiveIntegerField(_("serie del secreto"), default=1)
    rotado = models.DateTimeField(_("secreto cambiado"), null=True, blank=True)
    cursor = models.PositiveBigIntegerField(_("último asiento leído"), default=0)
    activo = models.BooleanField(_("activo"), default=True)
    fallos = models.PositiveSmallIntegerField(_("mensajes perdidos seguidos"), default=0)
    motivo = models.CharField(_("por qué se desactivó"), max_length=8, choices=Motivo, blank=True)
    creado = models.DateTimeField(_("creado"))

    class Meta:
        verbose_name = _("aviso automático")
        verbose_name_plural = _("avisos automáticos")
        ordering = ["-creado", "-pk"]
        constraints = [
            models.CheckConstraint(name="gancho_con_eventos", condition=~Q(eventos="")),
            models.CheckConstraint(name="gancho_seguro", condition=Q(url__startswith="https://")),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def lista_de_eventos(self) -> list[str]:
        return self.eventos.split()

    @property
    def nombres_de_eventos(self) -> list[str]:
        return [str(Evento(e).label) for e in self.lista_de_eventos]

    @property
    def secreto(self) -> str:
        """As Standard Webhooks writes it."""
        return "whsec_" + base64.b64encode(self._llave(str(settings.SECRET_KEY), self.serie)).decode()

    def llaves(self) -> list[bytes]:
        """Every key that signs now: the present one, the former for a day after a change, and the portal's former
        ones."""
        series = [self.serie]
        if self.rotado and timezone.now() - self.rotado < TRASLAPE and self.serie > 1:
            series.append(self.serie - 1)
        claves = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        return [self._llave(str(c), s) for c in claves for s in series]

    def _llave(self, clave: str, serie: int) -> bytes:
        return salted_hmac(
            "compromisos.gancho", f"{self.ficha}:{serie}", secret=clave, algorithm="sha256"
        ).digest()


class EnvioGancho(models.Model):
    """One message of a subscription about one entry of the log: the unique key is what makes reading it twice
    harmless."""

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Pendiente")
        ENVIANDO = "enviando", _("Enviando")
        ENTREGADO = "entregado", _("Entregado")
        FALLIDO = "fallido", _("No se entregó")

    gancho = models.ForeignKey(Gancho, models.CASCADE, related_name="envios")
    asiento = models.PositiveBigIntegerField(_("asiento"))
    evento = models.CharField(_("evento"), max_length=30, choices=Evento)
    cuerpo = models.TextField(_("mensaje"))
    estado = models.CharField(_("estado"), max_length=10, choices=Estado, default=Estado.PENDIENTE)
    intentos = models.PositiveSmallIntegerField(_("intentos"), default=0)
    no_antes = models.DateTimeField(_("no antes de"))
    latido = models.DateTimeField(_("último movimiento"), null=True, blank=True)
    turno = models.UUIDField(null=True, blank=True, editable=False)
    """Of this attempt only: who lost it writes nothing."""
    creado = models.DateTimeField(_("creado"))

    class Meta:
        verbose_name = _("mensaje de aviso automático")
        verbose_name_plural = _("mensajes de avisos automáticos")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["gancho", "asiento"], name="envio_uno_por_asiento")]
        indexes = [
            models.Index(
                fields=["no_antes"], condition=Q(estado__in=("pendiente", "enviando")), name="envio_por_salir"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evento} {self.asiento}"

    @property
    def identificador(self) -> str:
        """The same on every attempt: who receives it drops the copies."""
        return f"msg_{uuid.uuid5(self.gancho.ficha, str(self.asiento)).hex}"


class IntentoGancho(models.Model):
    """One attempt: what was answered, or why nothing was."""

    envio = models.ForeignKey(EnvioGancho, models.CASCADE, related_name="bitacora")
    momento = models.DateTimeField(_("momento"))
    estado_http = models.PositiveSmallIntegerField(_("estado HTTP"), null=True, blank=True)
    motivo = models.CharField(_("motivo"), max_length=13, choices=MOTIVOS, blank=True)

    class Meta:
        verbose_name = _("intento de aviso automático")
        verbose_name_plural = _("intentos de avisos automáticos")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.estado_http or self.motivo}"
