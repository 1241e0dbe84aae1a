"""Forms of the API keys. The rules are the services'."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secretariado.models import Alcance, Usuario
from secretariado.permisos import alcances_de
from secretariado.servicios.llaves import PLAZOS, TRASLAPES

DURA = {30: _("30 días"), 90: _("90 días"), 180: _("180 días"), 365: _("Un año")}
HASTA_CUANDO = {
    0: _("Nada: deja de servir ahora"),
    1: _("1 hora más"),
    24: _("1 día más"),
    168: _("7 días más"),
}


class LlaveForm(forms.Form):
    """A new key, within what `usuario` may do."""

    nombre = forms.CharField(
        label=_("Nombre"),
        max_length=80,
        help_text=_("Qué sistema la usará, por ejemplo: Sistema de obra pública."),
    )
    alcances = forms.MultipleChoiceField(
        label=_("Qué puede hacer"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Marca sólo lo que ese sistema necesita. Nunca podrá más que tu cuenta."),
    )
    dias = forms.TypedChoiceField(
        label=_("Cuánto dura"),
        coerce=int,
        choices=[(d, DURA[d]) for d in PLAZOS],
        initial=90,
    )

    def __init__(self, *args: Any, usuario: Usuario, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suyos = alcances_de(usuario)
        alcances: Any = self.fields["alcances"]
        alcances.choices = [(a.value, a.label) for a in Alcance if a.value in suyos]


class RotarForm(forms.Form):
    """Until when the former secret still opens."""

    traslape_horas = forms.TypedChoiceField(
        label=_("La anterior sirve"),
        coerce=int,
        choices=[(h, HASTA_CUANDO[h]) for h in TRASLAPES],
        initial=24,
    )
