"""Moderation: each STL's policy, reports of abuse, decisions with their public reason, appeals and blocks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Causa(models.TextChoices):
    """Why something is reported or hidden. The public log shows it."""

    INSULTO = "insulto", _("Insulta o acosa a una persona")
    DISCRIMINACION = "discriminacion", _("Discrimina")
    AMENAZA = "amenaza", _("Amenaza o llama a la violencia")
    DATOS_PERSONALES = "datos_personales", _("Contiene datos personales")
    PROPAGANDA = "propaganda", _("Es publicidad, propaganda o repetición")
    AJENO = "ajeno", _("No trata del tema")
    OTRA = "otra", _("Otra razón")


class PoliticaModeracion(models.Model):
    """When the comments of an STL are moderated. Without a row, `POR_OMISION`."""

    class Modo(models.TextChoices):
        POSTERIOR = "posterior", _("Después: se publican al momento")
        NUEVOS = "nuevos", _("Antes, sólo los de quien participa por primera vez")
        PREVIA = "previa", _("Antes, todos")

    POR_OMISION = Modo.NUEVOS
    secretariado = models.OneToOneField(
        "secretariado.Secretariado", models.CASCADE, related_name="politica_moderacion"
    )
    modo = models.CharField(_("cuándo se modera"), max_length=10, choices=Modo, default=POR_OMISION)

    class Meta:
        verbose_name = _("política de moderación")
        verbose_name_plural = _("políticas de moderación")

    def __str__(self) -> str:
        return self.get_modo_display()


class Denuncia(models.Model):
    """A report of abuse. Anybody may make one, once per comment and network and day; none hides by itself."""

    class Estado(models.TextChoices):
        ABIERTA = "abierta", _("Por atender")
        ATENDIDA = "atendida", _("Se ocultó el comentario")
        DESESTIMADA = "desestimada", _("El comentario se mantuvo")

    comentario = models.ForeignKey("Comentario", models.CASCADE, related_name="denuncias")
    causa = models.CharField(_("motivo"), max_length=16, choices=Causa)
    detalle = models.TextField(_("detalle"), blank=True)
    estado = models.CharField(_("estado"), max_length=12, choices=Estado, default=Estado.ABIERTA)
    cuenta = models.ForeignKey(
        "secretariado.Usuario", models.SET_NULL, null=True, blank=True, related_name="denuncias"
    )
    participante = models.ForeignKey(
        "Participante", models.SET_NULL, null=True, blank=True, related_name="denuncias"
    )
    red = models.CharField(_("huella de la red, de un día"), max_length=64, blank=True)
    creada = models.DateTimeField(_("creada"))

    class Meta:
        verbose_name = _("denuncia")
        verbose_name_plural = _("denuncias")
        constraints = [
            models.UniqueConstraint(
                fields=["comentario", "red"], condition=~Q(red=""), name="denuncia_una_por_red_y_dia"
            )
        ]
        indexes = [
            models.Index(fields=["comentario"], condition=Q(estado="abierta"), name="denuncia_abierta"),
            models.Index(fields=["red", "creada"], condition=~Q(red=""), name="denuncia_por_red"),
        ]

    def __str__(self) -> str:
        return f"{self.causa} {self.comentario_id}"


class Decision(models.Model):
    """What moderation did and why, in public and without people. Who decided is kept so that somebody else
    answers the appeal."""

    class Clase(models.TextChoices):
        PUBLICAR = "publicar", _("Se publicó")
        OCULTAR = "ocultar", _("Se ocultó")
        MANTENER = "mantener", _("Se mantuvo, aunque lo denunciaron")
        RESTITUIR = "restituir", _("Se volvió a mostrar tras una apelación")
        CONFIRMAR = "confirmar", _("Siguió oculto tras una apelación")

    comentario = models.ForeignKey("Comentario", models.CASCADE, related_name="decisiones")
    secretariado = models.ForeignKey(
        "secretariado.Secretariado", models.PROTECT, related_name="decisiones_de_moderacion"
    )
    plan = models.ForeignKey("compromisos.Plan", models.CASCADE, null=True, blank=True, related_name="+")
    asunto = models.CharField(_("asunto"), max_length=60)
    clase = models.CharField(_("decisión"), max_length=10, choices=Clase)
    causa = models.CharField(_("causa"), max_length=16, choices=Causa, blank=True)
    motivo = models.TextField(_("motivo público"), blank=True)
    rol = models.CharField(_("rol de quien decidió"), max_length=20)
    moderador = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="decisiones_de_moderacion")
    creada = models.DateTimeField(_("cuándo"))

    class Meta:
        verbose_name = _("decisión de moderación")
        verbose_name_plural = _("decisiones de moderación")
        constraints = [
            models.CheckConstraint(
                name="decision_de_ocultar_con_motivo",
                condition=~Q(clase="ocultar") | (~Q(causa="") & ~Q(motivo="")),
            )
        ]
        indexes = [
            models.Index(fields=["-creada", "-id"], name="decision_por_fecha"),
            models.Index(fields=["secretariado", "-creada"], name="decision_por_stl"),
        ]

    def __str__(self) -> str:
        return f"{self.clase} {self.comentario_id}"


class Apelacion(models.Model):
    """The author's answer to a decision that hid their comment. One per decision; another person resolves it."""

    class Resultado(models.TextChoices):
        PENDIENTE = "pendiente", _("Por resolver")
        ACEPTADA = "aceptada", _("Se volvió a mostrar")
        NEGADA = "negada", _("Siguió oculto")

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="apelacion")
    texto = models.TextField(_("argumento"))
    resultado = models.CharField(_("resultado"), max_length=10, choices=Resultado, default=Resultado.PENDIENTE)
    respuesta = models.TextField(_("respuesta"), blank=True)
    resuelta_por = models.ForeignKey(
        "secretariado.Usuario", models.PROTECT, null=True, blank=True, related_name="apelaciones_resueltas"
    )
    creada = models.DateTimeField(_("presentada"))
    resuelta = models.DateTimeField(_("resuelta"), null=True, blank=True)

    class Meta:
        verbose_name = _("apelación")
        verbose_name_plural = _("apelaciones")
        indexes = [models.Index(fields=["creada"], condition=Q(resultado="pendiente"), name="apelacion_pendiente")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.resultado}"


class BloqueoQuerySet(models.QuerySet["Bloqueo"]):
    def vigentes(self, momento: object) -> "BloqueoQuerySet":
        return self.filter(levantado__isnull=True, hasta__gt=momento)


class Bloqueo(models.Model):
    """Somebody or a web site that may not take part for a time, within one STL (a state cannot silence a person
    in another). `valor` is the keyed hash of an address, or a domain of links."""

    class Clase(models.TextChoices):
        PERSONA = "persona", _("Persona")
        SITIO = "sitio", _("Enlaces a un sitio")

    secretariado = models.ForeignKey("secretariado.Secretariado", models.CASCADE, related_name="bloqueos")
    clase = models.CharField(_("clase"), max_length=8, choices=Clase)
    valor = models.CharField(_("a quién o a qué"), max_length=120)
    motivo = models.CharField(_("motivo"), max_length=300)
    hasta = models.DateTimeField(_("hasta"))
    creado = models.DateTimeField(_("creado"))
    levantado = models.DateTimeField(_("levantado"), null=True, blank=True)
    autor = models.ForeignKey("secretariado.Usuario", models.PROTECT, related_name="bloqueos_impuestos")

    objects = BloqueoQuerySet.as_manager()

    class Meta:
        verbose_name = _("bloqueo")
        verbose_name_plural = _("bloqueos")
        indexes = [
            models.Index(
                fields=["secretariado", "clase", "valor"],
                condition=Q(levantado__isnull=True),
                name="bloqueo_vigente",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_clase_display()} {self.pk}"
