"""The filter of the list of consultations, shared with the API."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from consultas.models import Aportacion, Consulta, PasoDeRuta
from pal_portal.cimientos.fechas import hoy
from secretariado.models import Entidad


class ConsultaFiltro(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Texto"), method="con_texto")
    etapa = django_filters.ChoiceFilter(
        label=_("Etapa"), choices=Consulta.Etapa.choices, method="en_etapa", empty_label=_("Todas")
    )
    instrumento = django_filters.ChoiceFilter(
        label=_("Instrumento"), choices=Consulta.Instrumento.choices, empty_label=_("Todos")
    )
    entidad = django_filters.CharFilter(label=_("Entidad"), method="de_entidad")

    class Meta:
        model = Consulta
        fields: list[str] = []

    def con_texto(self, filas: "QuerySet[Any]", name: str, valor: str) -> "QuerySet[Any]":
        texto = valor.replace("\x00", "")
        return filas.filter(Q(titulo__icontains=texto) | Q(descripcion__icontains=texto))

    def de_entidad(self, filas: "QuerySet[Any]", name: str, valor: str) -> "QuerySet[Any]":
        """By its slug or its letters, as in the list of commitments; none that does not exist."""
        suya = Q(secretariado__entidad__slug=valor) | Q(secretariado__entidad__letras__iexact=valor)
        return filas.filter(suya)

    def en_etapa(self, filas: Any, name: str, valor: str) -> Any:
        return filas.en_etapa(valor, hoy())


def con_entidades(filtro: ConsultaFiltro) -> ConsultaFiltro:
    """The filter of the page, where the state is chosen from a list."""
    entidades = Entidad.objects.order_by("nombre").values_list("slug", "nombre")
    filtro.form.fields["entidad"].widget = forms.Select(choices=[("", _("Todas")), *entidades])
    return filtro


class PasoFiltro(django_filters.FilterSet):
    plan = django_filters.CharFilter(label=_("Plan"), field_name="ruta__plan__clave", lookup_expr="iexact")
    fase = django_filters.ChoiceFilter(label=_("Fase"), choices=PasoDeRuta.Fase.choices, empty_label=_("Todas"))

    class Meta:
        model = PasoDeRuta
        fields: list[str] = []


class DeConsultaFiltro(django_filters.FilterSet):
    """Rows of one consultation."""

    consulta = django_filters.CharFilter(label=_("Consulta"), field_name="consulta__slug", max_length=50)


class AportacionFiltro(DeConsultaFiltro):
    estado = django_filters.ChoiceFilter(
        label=_("Estado"), choices=Aportacion.Estado.choices, empty_label=_("Todos")
    )
