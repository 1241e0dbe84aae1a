"""A plan's route of participation: how it was made with people, step by step."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultas.models.consulta import filtro_consultas_visibles
from secretariado.permisos import alcance


def filtro_rutas_visibles(usuario: Any, prefijo: str = "") -> Q:
    """Published routes of published plans, and those of the STL that `usuario` facilitates."""
    visibles = Q(**{f"{prefijo}publicada_en__isnull": False, f"{prefijo}plan__publicado_en__isnull": False})
    suyo = alcance(usuario)
    if suyo.facilitacion:
        visibles |= Q(**{f"{prefijo}plan__secretariado__in": suyo.facilitacion})
    return visibles


class RutaQuerySet(models.QuerySet["Ruta"]):
    def visibles_para(self, usuario: Any) -> "RutaQuerySet":
        return self.filter(filtro_rutas_visibles(usuario))


class Ruta(models.Model):
    """One per plan. It is public once it and its plan are."""

    plan = models.OneToOneField(
        "compromisos.Plan", models.PROTECT, related_name="ruta_de_participacion", verbose_name=_("plan")
    )
    presentacion = models.TextField(_("presentación"), blank=True)
    publicada_en = models.DateTimeField(_("publicada"), null=True, blank=True, editable=False)

    objects = RutaQuerySet.as_manager()

    class Meta:
        verbose_name = _("ruta de participación")
        verbose_name_plural = _("rutas de participación")

    def __str__(self) -> str:
        return str(self.plan)

    def get_absolute_url(self) -> str:
        return reverse("plan_ruta", args=[self.plan.slug])

    @property
    def es_borrador(self) -> bool:
        return self.publicada_en is None or self.plan.es_borrador


class PasoDeRutaQuerySet(models.QuerySet["PasoDeRuta"]):
    def visibles_para(self, usuario: Any) -> "PasoDeRutaQuerySet":
        """Steps of visible routes, without those whose consultation is a draft that `usuario` may not see."""
        con_consulta = Q(consulta__isnull=True) | filtro_consultas_visibles(usuario, "consulta__")
        return self.filter(filtro_rutas_visibles(usuario, "ruta__") & con_consulta)


class PasoDeRuta(models.Model):
    """A step: a consultation, one of its meetings, or something told in words."""

    class Fase(models.TextChoices):
        SENSIBILIZACION = "sensibilizacion", _("Sensibilización")
        CONSULTA = "consulta", _("Consulta")
        MESAS = "mesas", _("Mesas de trabajo")
        COMPROMISOS = "compromisos", _("Compromisos")
        RETROALIMENTACION = "retroalimentacion", _("Retroalimentación")

    ruta = models.ForeignKey(Ruta, models.CASCADE, related_name="pasos")
    orden = models.PositiveSmallIntegerField(_("orden"))
    fase = models.CharField(_("fase"), max_length=20, choices=Fase)
    consulta = models.ForeignKey(
        "Consulta", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("consulta")
    )
    evento = models.ForeignKey(
        "Evento", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("encuentro")
    )
    titulo = models.CharField(_("título"), max_length=200, blank=True)
    descripcion = models.TextField(_("qué se hizo o se hará"), blank=True)
    fecha = models.DateField(_("fecha"), null=True, blank=True)
    fecha_texto = models.CharField(_("fecha, como se imprimió"), max_length=120, blank=True)

    objects = PasoDeRutaQuerySet.as_manager()

    class Meta:
        verbose_name = _("paso de la ruta")
        verbose_name_plural = _("pasos de la ruta")
        ordering = ["ruta", "orden"]
        constraints = [
            models.UniqueConstraint(fields=["ruta", "orden"], name="paso_orden_unico"),
            models.CheckConstraint(
                name="paso_con_consulta_o_titulo", condition=Q(consulta__isnull=False) | ~Q(titulo="")
            ),
            models.CheckConstraint(
                name="paso_evento_con_su_consulta", condition=Q(evento__isnull=True) | Q(consulta__isnull=False)
            ),
            models.CheckConstraint(
                name="paso_fase",
                condition=Q(fase__in=["sensibilizacion", "consulta", "mesas", "compromisos", "retroalimentacion"]),
            ),
        ]

    def __str__(self) -> str:
        return self.nombre

    @property
    def nombre(self) -> str:
        """Its own title, else that of the meeting or of the consultation."""
        return self.titulo or str(self.evento or self.consulta or "")

    @property
    def direccion(self) -> str:
        """Its page, "" when it is only told in words."""
        objeto = self.evento or self.consulta
        return objeto.get_absolute_url() if objeto else ""
