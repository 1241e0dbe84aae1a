"""Alignment catalogues and thresholds; the rest is read-only, because a service is its door."""

from django.contrib import admin

from compromisos import models
from secretariado.admin import SoloLectura


@admin.register(models.Umbral)
class UmbralAdmin(admin.ModelAdmin):
    list_display = ("plan", "verde", "ambar", "vigente_desde", "vigente_hasta")


@admin.register(models.Marco)
class MarcoAdmin(admin.ModelAdmin):
    list_display = ("clave", "nombre")


@admin.register(models.Elemento)
class ElementoAdmin(admin.ModelAdmin):
    list_display = ("clave", "nombre", "marco", "nivel")
    list_filter = ("marco", "nivel")
    search_fields = ("clave", "nombre")
    autocomplete_fields = ("padre",)


for modelo in (
    models.Plan,
    models.Compromiso,
    models.Actividad,
    models.Avance,
    models.Evidencia,
    models.Verificacion,
    models.Modificacion,
    models.LineaBase,
    models.CorteAvance,
    models.Informe,
):
    admin.site.register(modelo, SoloLectura)
