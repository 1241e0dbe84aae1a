"""Workshops, forums and open days: where, when, who came (counts, never lists) and what was agreed."""

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from pal_portal.cimientos.fechas import ahora


class Evento(models.Model):
    """A meeting of a consultation."""

    class Modalidad(models.TextChoices):
        PRESENCIAL = "presencial", _("Presencial")
        VIRTUAL = "virtual", _("Virtual")
        MIXTA = "mixta", _("Presencial y virtual")

    consulta = models.ForeignKey("Consulta", models.CASCADE, related_name="eventos", verbose_name=_("consulta"))
    nombre = models.CharField(_("nombre"), max_length=200)
    modalidad = models.CharField(_("modalidad"), max_length=10, choices=Modalidad, blank=True)
    lugar = models.CharField(_("lugar o dirección de la reunión"), max_length=250, blank=True)
    inicio = models.DateTimeField(_("empieza"), null=True, blank=True)
    fin = models.DateTimeField(_("termina"), null=True, blank=True)
    fecha_texto = models.CharField(_("fecha, como se imprimió"), max_length=120, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    relatoria = models.TextField(_("relatoría"), blank=True)
    acuerdos = models.TextField(_("acuerdos, uno por línea"), blank=True)
    cancelado = models.BooleanField(_("cancelado"), default=False)
    con_registro = models.BooleanField(_("se aparta lugar"), default=False)
    cupo = models.PositiveIntegerField(
        _("lugares"), null=True, blank=True, help_text=_("Vacío: sin límite. Cuando se llena hay lista de espera.")
    )
    inscritos = models.PositiveIntegerField(_("lugares apartados"), default=0, editable=False)
    actualizado = models.DateTimeField(_("actualizado"), editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("evento")
        verbose_name_plural = _("eventos")
        ordering = ["inicio", "id"]
        constraints = [
            models.CheckConstraint(
                name="evento_fechas_en_orden",
                condition=Q(inicio__isnull=True) | Q(fin__isnull=True) | Q(fin__gte=F("inicio")),
                violation_error_message=_("El evento no puede terminar antes de empezar."),
            ),
            models.CheckConstraint(
                name="evento_caben_en_el_cupo",
                condition=Q(cupo__isnull=True) | Q(inscritos__lte=F("cupo")),
                violation_error_message=_("Ya hay más lugares apartados que ese cupo."),
            ),
            models.CheckConstraint(
                name="evento_con_registro_tiene_hora",
                condition=Q(con_registro=False) | Q(inicio__isnull=False),
                violation_error_message=_("Para apartar lugares hace falta la fecha y hora en que empieza."),
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    def get_absolute_url(self) -> str:
        return reverse("evento", args=[self.consulta.slug, self.pk])

    @property
    def registro_abierto(self) -> bool:
        """Whether a place may be asked for now: from the announcement until it starts."""
        consulta = self.consulta
        if not self.con_registro or self.cancelado or consulta.es_borrador or consulta.es_historica:
            return False
        return self.inicio is not None and ahora() < self.inicio

    @property
    def termina_el_mismo_dia(self) -> bool:
        return bool(self.inicio and self.fin) and localdate(self.inicio) == localdate(self.fin)

    @property
    def lugares_libres(self) -> int | None:
        """None: there is no limit."""
        return None if self.cupo is None else max(self.cupo - self.inscritos, 0)

    @property
    def lista_de_acuerdos(self) -> list[str]:
        return [linea.strip() for linea in self.acuerdos.splitlines() if linea.strip()]


class ConteoAsistencia(models.Model):
    """How many people of a group came. Each dimension is counted on its own: no cross tells one person."""

    class Dimension(models.TextChoices):
        TOTAL = "total", _("Total")
        SEXO = "sexo", _("Sexo")
        EDAD = "edad", _("Edad")
        SECTOR = "sector", _("Sector")

    evento = models.ForeignKey(Evento, models.CASCADE, related_name="conteos")
    dimension = models.CharField(_("se cuenta por"), max_length=6, choices=Dimension)
    grupo = models.CharField(_("grupo"), max_length=60, blank=True)
    personas = models.PositiveIntegerField(_("personas"))
    publicas = models.PositiveIntegerField(_("personas, como se publica"), null=True, blank=True, editable=False)
    """None where telling it would tell of a group under five (`consultas.conteos`)."""

    class Meta:
        verbose_name = _("conteo de asistencia")
        verbose_name_plural = _("conteos de asistencia")
        ordering = ["evento", "dimension", "id"]
        constraints = [
            models.UniqueConstraint(fields=["evento", "dimension", "grupo"], name="conteo_unico_por_grupo"),
            models.CheckConstraint(
                name="conteo_no_publica_grupos_de_menos_de_cinco",
                condition=Q(publicas__isnull=True) | Q(publicas=0) | Q(publicas__gte=5, publicas=F("personas")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grupo}: {self.personas}"


class Mesa(models.Model):
    """A table or theme of a meeting, and the commitments that came out of it. A discarded theme is data too."""

    evento = models.ForeignKey(Evento, models.CASCADE, related_name="mesas")
    orden = models.PositiveSmallIntegerField(_("orden"))
    tema = models.CharField(_("tema"), max_length=250)
    descartado = models.BooleanField(_("ningún compromiso salió de este tema"), default=False)
    nota = models.TextField(_("nota"), blank=True)
    compromisos: "models.ManyToManyField[Any, Any]" = models.ManyToManyField(
        "compromisos.Compromiso", blank=True, related_name="mesas"
    )

    class Meta:
        verbose_name = _("mesa de trabajo")
        verbose_name_plural = _("mesas de trabajo")
        ordering = ["evento", "orden"]
        constraints = [models.UniqueConstraint(fields=["evento", "orden"], name="mesa_orden_unico")]

    def __str__(self) -> str:
        return self.tema
