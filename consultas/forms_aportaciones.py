"""Forms of contributions: writing one, and answering it on the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compromisos.models import Compromiso, Plan
from consultas.models import Aportacion


class AportacionForm(forms.Form):
    titulo = forms.CharField(label=_("En pocas palabras"), max_length=150)
    texto = forms.CharField(
        label=_("Explícala"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Será pública. No escribas correos, teléfonos, domicilios ni nombres de otras personas."),
    )
    firma = forms.CharField(
        label=_("Cómo quieres firmar"),
        max_length=60,
        required=False,
        help_text=_("Un seudónimo o tu nombre; vacío: sin firma. Si tienes menos de 18 años, déjalo vacío."),
    )
    es_distinta = forms.BooleanField(label=_("La mía es distinta de las que aparecen aquí"), required=False)


class RespuestaForm(forms.Form):
    estado = forms.ChoiceField(
        label=_("Qué pasó con ella"),
        choices=[c for c in Aportacion.Estado.choices if c[0] != Aportacion.Estado.RECIBIDA],
    )
    respuesta = forms.CharField(
        label=_("Respuesta razonada"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Es pública. Obligatoria salvo que siga en análisis."),
    )
    compromiso = forms.ModelChoiceField(
        label=_("Compromiso en que quedó"), queryset=Compromiso.objects.none(), required=False
    )

    def __init__(self, *args: Any, compromisos: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["compromiso"].queryset = compromisos  # type: ignore[attr-defined]


class UnionForm(forms.Form):
    en = forms.ModelChoiceField(label=_("Dice lo mismo que"), queryset=Aportacion.objects.none())

    def __init__(self, *args: Any, otras: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["en"].queryset = otras  # type: ignore[attr-defined]


class ConversionForm(forms.Form):
    plan = forms.ModelChoiceField(label=_("Plan en formulación"), queryset=Plan.objects.none())

    def __init__(self, *args: Any, planes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = planes  # type: ignore[attr-defined]


class TextoForm(forms.Form):
    """A version of the text of a public consultation."""

    texto = forms.CharField(
        label=_("Texto"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 20}),
        help_text=_("Deja un renglón en blanco entre párrafos: cada párrafo se comenta por separado."),
    )
    nota = forms.CharField(label=_("Qué cambia en esta versión"), max_length=300, required=False)
