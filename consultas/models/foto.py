"""Photographs of a meeting: public only once it is recorded that who appears in them agreed."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultas.models.consulta import filtro_consultas_visibles


class FotoEventoQuerySet(models.QuerySet["FotoEvento"]):
    def publicas(self) -> "FotoEventoQuerySet":
        return self.exclude(consentimiento="")

    def visibles_para(self, usuario: Any) -> "FotoEventoQuerySet":
        return self.publicas().filter(filtro_consultas_visibles(usuario, "evento__consulta__"))


class FotoEvento(models.Model):
    """`archivo` is the copy without metadata: what was sent is not kept."""

    class Consentimiento(models.TextChoices):
        SIN_CONSTANCIA = "", _("No consta: no se publica")
        NADIE = "nadie", _("No se reconoce a nadie")
        PERSONAS = "personas", _("Quienes aparecen dieron su consentimiento por escrito")

    evento = models.ForeignKey("Evento", models.CASCADE, related_name="fotos")
    archivo = models.ForeignKey("secretariado.Archivo", models.PROTECT, related_name="fotos_de_eventos")
    texto_alternativo = models.CharField(
        _("qué se ve"),
        max_length=300,
        help_text=_("Lo lee quien no ve la imagen. No escribas nombres de personas."),
    )
    consentimiento = models.CharField(
        _("consentimiento"), max_length=8, choices=Consentimiento, blank=True, default=""
    )
    consta = models.DateTimeField(_("consta desde"), null=True, blank=True, editable=False)
    creada = models.DateTimeField(_("subida"))

    objects = FotoEventoQuerySet.as_manager()

    class Meta:
        verbose_name = _("fotografía de un evento")
        verbose_name_plural = _("fotografías de eventos")
        ordering = ["evento", "id"]
        constraints = [
            models.UniqueConstraint(fields=["evento", "archivo"], name="foto_una_vez_por_evento"),
            models.CheckConstraint(name="foto_con_texto_alternativo", condition=~Q(texto_alternativo="")),
            models.CheckConstraint(
                name="foto_publica_con_constancia", condition=Q(consentimiento="") | Q(consta__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.texto_alternativo

    def get_absolute_url(self) -> str:
        return reverse("foto_evento", args=[self.pk])
