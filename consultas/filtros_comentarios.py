"""The filter of comments, for the API and its CSV."""

import django_filters as filtros
from django.utils.translation import gettext_lazy as _

from consultas.models import Comentario


class ComentarioFiltro(filtros.FilterSet):
    asunto = filtros.CharFilter(label=_("Asunto, como compromiso:GTO-1-05"), field_name="asunto", max_length=60)
    plan = filtros.CharFilter(label=_("Plan"), field_name="plan__clave", lookup_expr="iexact", max_length=20)

    class Meta:
        model = Comentario
        fields: list[str] = []
