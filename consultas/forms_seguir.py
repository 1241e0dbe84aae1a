"""Forms of following by e-mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultas.forms_comentarios import ConTrampa
from secretariado.models import Suscripcion


class SeguirForm(ConTrampa):
    """An address and how often to write to it."""

    correo = forms.EmailField(
        label=_("Tu correo"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Te enviaremos un enlace para confirmar. Nunca se muestra; se guarda cifrado."),
    )
    frecuencia = forms.ChoiceField(label=_("Cada cuánto te escribimos"), choices=Suscripcion.Frecuencia)
    field_order = ("correo", "frecuencia", "sitio_web")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Ids of its own: on the page of a commitment there are other forms.
        super().__init__(*args, **{"auto_id": "seguir_%s", **kwargs})


class LoQueSigoForm(ConTrampa):
    """The address whose link is asked for."""

    correo = forms.EmailField(
        label=_("Tu correo"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    field_order = ("correo", "sitio_web")


class FrecuenciaForm(forms.Form):
    """How often to write of one subject."""

    frecuencia = forms.ChoiceField(label=_("Cada cuánto te escribimos"), choices=Suscripcion.Frecuencia)
