"""Notices by e-mail, what each person chose to receive, and their private calendar address."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Aviso(models.Model):
    """One fact told to one person, once: the unique key is what makes a repeated calculation harmless.

    The rows of a `grupo` travel in one message. `datos` holds public facts only, never who receives them.
    """

    class Tipo(models.TextChoices):
        VENCE_HOY = "vence_hoy", _("Entregas que vencen hoy")
        VENCE_3 = "vence_3", _("Entregas que vencen en 3 días")
        VENCE_15 = "vence_15", _("Entregas que vencen en 15 días")
        VENCIDAS = "vencidas", _("Entregas vencidas (cada semana)")
        OBSERVADA = "evidencia_observada", _("Evidencia devuelta o rechazada")
        EN_ESPERA = "evidencia_en_espera", _("Evidencia que espera verificación hace más de 10 días")
        REPORTE = "reporte_programado", _("Reportes programados de los planes que verifico")

    class Estado(models.TextChoices):
        PENDIENTE = "pendiente", _("Pendiente")
        ENVIANDO = "enviando", _("Enviándose")
        ENVIADO = "enviado", _("Enviado")
        FALLIDO = "fallido", _("No se pudo enviar")
        OMITIDO = "omitido", _("No hizo falta enviarlo")

    usuario = models.ForeignKey("Usuario", models.CASCADE, related_name="avisos", verbose_name=_("cuenta"))
    tipo = models.CharField(_("tipo"), max_length=20, choices=Tipo)
    hecho = models.CharField(_("hecho"), max_length=80, help_text="entrega:31:2020-08-15")
    datos = models.JSONField(_("datos públicos"), default=dict)
    grupo = models.UUIDField(_("mensaje en que viaja"), db_index=True)
    estado = models.CharField(_("estado"), max_length=10, choices=Estado, default=Estado.PENDIENTE)
    no_antes = models.DateTimeField(_("no se envía antes de"))
    caduca = models.DateField(_("último día en que sirve"), null=True, blank=True)
    intentos = models.PositiveSmallIntegerField(_("intentos"), default=0)
    ficha = models.UUIDField(_("ficha de quien lo tomó"), null=True, blank=True)
    latido = models.DateTimeField(_("última señal"), null=True, blank=True)
    error = models.CharField(_("último error"), max_length=120, blank=True)
    creado = models.DateTimeField(_("creado"))
    enviado = models.DateTimeField(_("enviado"), null=True, blank=True)

    class Meta:
        verbose_name = _("aviso")
        verbose_name_plural = _("avisos")
        constraints = [
            models.UniqueConstraint(fields=["usuario", "tipo", "hecho"], name="aviso_una_vez_por_hecho"),
            models.CheckConstraint(
                name="aviso_enviado_con_momento",
                condition=~Q(estado="enviado") | Q(enviado__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["no_antes"], condition=Q(estado__in=["pendiente", "enviando"]), name="aviso_por_enviar"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tipo} {self.hecho}"


class PreferenciaAviso(models.Model):
    """How a person wants a kind of notice; without a row, `POR_OMISION`."""

    class Modo(models.TextChoices):
        INMEDIATO = "inmediato", _("En cuanto ocurre")
        SEMANAL = "semanal", _("En un resumen semanal")
        NINGUNO = "ninguno", _("No enviarme")

    usuario = models.ForeignKey("Usuario", models.CASCADE, related_name="preferencias_de_aviso")
    tipo = models.CharField(_("tipo"), max_length=20, choices=Aviso.Tipo)
    modo = models.CharField(_("modo"), max_length=10, choices=Modo)

    class Meta:
        verbose_name = _("preferencia de aviso")
        verbose_name_plural = _("preferencias de aviso")
        constraints = [models.UniqueConstraint(fields=["usuario", "tipo"], name="preferencia_una_por_tipo")]

    def __str__(self) -> str:
        return f"{self.tipo}: {self.modo}"


class EnlaceCalendario(models.Model):
    """The secret address of a person's calendar. Only its SHA-256 is kept: who reads the table cannot use it."""

    usuario = models.OneToOneField("Usuario", models.CASCADE, related_name="enlace_calendario")
    huella = models.CharField(_("huella de la dirección"), max_length=64, unique=True)
    creado = models.DateTimeField(_("creado"))

    class Meta:
        verbose_name = _("dirección de calendario")
        verbose_name_plural = _("direcciones de calendario")

    def __str__(self) -> str:
        return self.huella[:8]


def modo_por_omision(tipo: str) -> str:
    """What who chose nothing receives."""
    modo = PreferenciaAviso.Modo
    return modo.SEMANAL if tipo == Aviso.Tipo.VENCIDAS else modo.INMEDIATO
