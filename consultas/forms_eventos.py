"""Forms of places in a meeting and of its photographs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultas.forms_participar import QuienRespondeForm
from consultas.models import FotoEvento
from pal_portal.cimientos.subidas import MENSAJES


class InscripcionForm(QuienRespondeForm):
    """A place. Who has an account does not type the address again."""

    correo = forms.EmailField(
        label=_("Tu correo, otra vez"),
        max_length=254,
        help_text=_(
            "El mismo del enlace: sólo para avisarte si el evento cambia o se libera un lugar. Se guarda "
            "cifrado y se borra cuando empieza."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    seudonimo = forms.CharField(
        label=_("Seudónimo"),
        max_length=40,
        required=False,
        help_text=_("Así apareces en la lista de quien organiza. Si lo dejas vacío, te damos uno al azar."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    nombre = forms.CharField(
        label=_("Nombre"),
        max_length=120,
        required=False,
        help_text=_("Sólo si quieres que quien organiza lo sepa. Nunca se publica y se borra 30 días después."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    acepta_nombre = forms.BooleanField(
        label=_("Acepto que quien organiza el evento vea mi nombre"), required=False
    )
    field_order = ("correo", "seudonimo", "nombre", "acepta_nombre", "sexo", "edad", "sector")

    def __init__(self, *args: Any, con_cuenta: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if con_cuenta:
            del self.fields["correo"]

    def clean(self) -> dict[str, Any]:
        datos: dict[str, Any] = super().clean() or self.cleaned_data
        if datos.get("nombre") and not datos.get("acepta_nombre"):
            self.add_error("acepta_nombre", _("Marca que aceptas, o deja vacío el nombre."))
        return datos


class FotoForm(forms.Form):
    """One photograph and what is seen in it."""

    archivo = forms.FileField(
        label=_("Imagen"),
        help_text=_("PNG, JPEG o WebP. Se guarda sin ubicación, fecha ni autoría."),
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.webp"}),
        error_messages={"empty": MENSAJES["vacio"]},
    )
    texto_alternativo = forms.CharField(
        label=_("Qué se ve"),
        max_length=300,
        help_text=_("Lo lee quien no ve la imagen. No escribas nombres de personas."),
    )
    consentimiento = forms.ChoiceField(
        label=_("Consentimiento"), choices=FotoEvento.Consentimiento.choices, required=False
    )


class DescripcionForm(FotoForm):
    """The same of one already kept."""

    archivo = None  # type: ignore[assignment]
