"""Filters of this floor's lists, shared by page, API and export."""

import django_filters as filtros
from django import forms
from django.utils.translation import gettext_lazy as _

from secretariado.models import Asiento


class AsientoFiltro(filtros.FilterSet):
    """By plan, by what it is about and by day."""

    plan = filtros.CharFilter(label=_("Plan (clave)"), lookup_expr="iexact", max_length=12)
    asunto = filtros.CharFilter(label=_("Asunto"), max_length=60, widget=forms.HiddenInput)
    desde = filtros.DateFilter(
        label=_("Desde el día"),
        field_name="momento",
        lookup_expr="date__gte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    hasta = filtros.DateFilter(
        label=_("Hasta el día"),
        field_name="momento",
        lookup_expr="date__lte",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Asiento
        fields: list[str] = []
