"""Surveys: questions, options, and one participation per verified address with its answers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Pregunta(models.Model):
    """A question. With `solo_si`, it is asked only to those who chose that option of an earlier question."""

    class Tipo(models.TextChoices):
        UNICA = "unica", _("Una opción")
        MULTIPLE = "multiple", _("Varias opciones")
        ESCALA = "escala", _("Escala")
        ORDEN = "orden", _("Ordenar por importancia")
        ABIERTA = "abierta", _("Respuesta abierta")

    consulta = models.ForeignKey("Consulta", models.CASCADE, related_name="preguntas")
    orden = models.PositiveSmallIntegerField(_("orden"))
    tipo = models.CharField(_("tipo"), max_length=10, choices=Tipo)
    texto = models.CharField(_("pregunta"), max_length=400)
    ayuda = models.CharField(_("aclaración"), max_length=400, blank=True)
    obligatoria = models.BooleanField(_("obligatoria"), default=False)
    solo_si = models.ForeignKey(
        "Opcion", models.CASCADE, null=True, blank=True, related_name="abre", verbose_name=_("sólo si respondió")
    )

    version = models.PositiveIntegerField(_("veces que se guardó"), default=1)

    class Meta:
        verbose_name = _("pregunta")
        verbose_name_plural = _("preguntas")
        ordering = ["consulta", "orden"]
        constraints = [models.UniqueConstraint(fields=["consulta", "orden"], name="pregunta_orden_unico")]

    def __str__(self) -> str:
        return self.texto


class Opcion(models.Model):
    """An answer that may be chosen, a point of a scale or an item to rank."""

    pregunta = models.ForeignKey(Pregunta, models.CASCADE, related_name="opciones")
    orden = models.PositiveSmallIntegerField(_("orden"))
    texto = models.CharField(_("texto"), max_length=200)

    class Meta:
        verbose_name = _("opción")
        verbose_name_plural = _("opciones")
        ordering = ["pregunta", "orden"]
        constraints = [models.UniqueConstraint(fields=["pregunta", "orden"], name="opcion_orden_unico")]

    def __str__(self) -> str:
        return self.texto


class Participacion(models.Model):
    """One person's survey. `huella` is a keyed hash of the address for this consultation alone: it tells that
    somebody already took part and cannot be read back, nor joined with another consultation."""

    class Sexo(models.TextChoices):
        MUJER = "mujer", _("Mujer")
        HOMBRE = "hombre", _("Hombre")
        OTRO = "otro", _("Otra respuesta")

    class Edad(models.TextChoices):
        MENOS_18 = "menos_18", _("Menos de 18")
        DE_18 = "18_29", _("18 a 29")
        DE_30 = "30_44", _("30 a 44")
        DE_45 = "45_59", _("45 a 59")
        DE_60 = "60_mas", _("60 o más")

    class Sector(models.TextChoices):
        CIUDADANIA = "ciudadania", _("Ciudadanía")
        SOCIEDAD_CIVIL = "sociedad_civil", _("Sociedad civil organizada")
        ACADEMIA = "academia", _("Academia")
        GOBIERNO = "gobierno", _("Gobierno")
        EMPRESA = "empresa", _("Sector privado")

    consulta = models.ForeignKey("Consulta", models.CASCADE, related_name="participaciones")
    huella = models.CharField(_("huella del correo"), max_length=64)
    dia = models.DateField(_("día"))
    sexo = models.CharField(_("sexo"), max_length=8, choices=Sexo, blank=True)
    edad = models.CharField(_("edad"), max_length=10, choices=Edad, blank=True)
    sector = models.CharField(_("sector"), max_length=16, choices=Sector, blank=True)

    class Meta:
        verbose_name = _("participación")
        verbose_name_plural = _("participaciones")
        constraints = [models.UniqueConstraint(fields=["consulta", "huella"], name="participacion_unica")]

    def __str__(self) -> str:
        return f"{self.consulta_id} · {self.dia}"


class Respuesta(models.Model):
    """A chosen option (with its place, in a ranking) or an open text."""

    participacion = models.ForeignKey(Participacion, models.CASCADE, related_name="respuestas")
    pregunta = models.ForeignKey(Pregunta, models.PROTECT, related_name="respuestas")
    opcion = models.ForeignKey(Opcion, models.PROTECT, null=True, blank=True, related_name="respuestas")
    lugar = models.PositiveSmallIntegerField(_("lugar"), null=True, blank=True)
    texto = models.TextField(_("texto"), blank=True)

    class Meta:
        verbose_name = _("respuesta")
        verbose_name_plural = _("respuestas")
        constraints = [
            models.UniqueConstraint(fields=["participacion", "opcion"], name="respuesta_opcion_una_vez"),
            models.CheckConstraint(
                name="respuesta_opcion_o_texto", condition=Q(opcion__isnull=False) | ~Q(texto="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
