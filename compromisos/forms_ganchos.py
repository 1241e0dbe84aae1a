"""The form of a webhook. The rules are the services'."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compromisos.models import Evento, Plan


class GanchoForm(forms.Form):
    nombre = forms.CharField(
        label=_("Nombre"), max_length=80, help_text=_("A qué sistema avisa, por ejemplo: Tablero del congreso.")
    )
    url = forms.CharField(
        label=_("Dirección"),
        max_length=1000,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
        help_text=_("La que recibe los mensajes. Empieza con https://."),
    )
    eventos = forms.MultipleChoiceField(
        label=_("De qué se avisa"), choices=Evento.choices, widget=forms.CheckboxSelectMultiple
    )
    plan = forms.ModelChoiceField(
        label=_("De qué plan"), queryset=Plan.objects.none(), required=False, empty_label=_("De todos")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = self.fields["plan"]
        assert isinstance(plan, forms.ModelChoiceField)
        plan.queryset = Plan.objects.publicados().order_by("clave")
