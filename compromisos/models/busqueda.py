"""The search index: one row per thing that can be found, and the words it holds. Derived: `servicios.busqueda`
writes it. PostgreSQL and SQLite each keep their full-text index on it by themselves (migration 0008)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from compromisos.models.visibilidad import filtro_entradas_visibles


class EntradaBusquedaQuerySet(models.QuerySet["EntradaBusqueda"]):
    def visibles_para(self, usuario: Any) -> "EntradaBusquedaQuerySet":
        """What is published and in force; the rest, only to those who work on its plan."""
        return self.filter(filtro_entradas_visibles(usuario))


class EntradaBusqueda(models.Model):
    """Something that can be found. A new kind is one more value of `Tipo` and one more source."""

    class Tipo(models.TextChoices):
        PLAN = "plan", _("Planes")
        COMPROMISO = "compromiso", _("Compromisos")
        ACTIVIDAD = "actividad", _("Actividades")
        EVIDENCIA = "evidencia", _("Evidencias")
        CONSULTA = "consulta", _("Consultas")

    tipo = models.CharField(_("tipo"), max_length=12, choices=Tipo)
    objeto_id = models.BigIntegerField()
    plan = models.ForeignKey("Plan", models.CASCADE, null=True, related_name="+")
    """Whose visibility it follows; null: public by itself."""
    entidad = models.ForeignKey("secretariado.Entidad", models.CASCADE, null=True, related_name="+")
    vigente = models.BooleanField(default=True)
    """False for what was withdrawn or replaced: strangers do not find it."""
    orden = models.PositiveSmallIntegerField(default=0)
    """Among equally good finds, the lowest goes first."""
    clave = models.CharField(max_length=40, blank=True)
    titulo = models.CharField(max_length=800)
    contexto = models.CharField(max_length=600, blank=True)
    texto = models.TextField(blank=True)
    estado = models.CharField(max_length=20, blank=True)
    url = models.CharField(max_length=200)
    raices_titulo = models.TextField()
    raices_contexto = models.TextField()
    raices_texto = models.TextField()

    objects = EntradaBusquedaQuerySet.as_manager()

    class Meta:
        verbose_name = _("entrada de búsqueda")
        verbose_name_plural = _("entradas de búsqueda")
        constraints = [models.UniqueConstraint(fields=["tipo", "objeto_id"], name="entrada_busqueda_unica")]

    def __str__(self) -> str:
        return f"{self.tipo} {self.clave or self.titulo}"


class Vocablo(models.Model):
    """A word some entry has, to tell a typo from a word nobody wrote. It may be a draft's: never shown alone."""

    palabra = models.CharField(max_length=40, primary_key=True)
    raiz = models.CharField(max_length=40, db_index=True)

    class Meta:
        verbose_name = _("vocablo")
        verbose_name_plural = _("vocablos")

    def __str__(self) -> str:
        return self.palabra
