"""Forms of who takes part: the address, one question at a time, and who answers."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consultas.models import Opcion, Participacion, Pregunta
from consultas.servicios.participaciones import LARGO_ABIERTA


class CorreoForm(forms.Form):
    """`sitio_web` is a trap: people do not see it, programs fill it."""

    correo = forms.EmailField(
        label=_("Tu correo electrónico"),
        max_length=254,
        help_text=_("Te enviamos un enlace. No guardamos el correo: sólo una huella para que participes una vez."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    sitio_web = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
        label=_("Déjalo vacío"),
    )


class PreguntaForm(forms.Form):
    """One question. `respuesta()` is what the draft keeps of it."""

    def __init__(self, *args: Any, pregunta: Pregunta, dada: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pregunta = pregunta
        self.opciones: list[Opcion] = list(pregunta.opciones.all())
        previas = dada.get("opciones", [])
        opciones = [(o.pk, o.texto) for o in self.opciones]
        comun: dict[str, Any] = {"label": pregunta.texto, "required": pregunta.obligatoria}
        tipo = Pregunta.Tipo
        if pregunta.tipo in (tipo.UNICA, tipo.ESCALA):
            self.fields["r"] = forms.TypedChoiceField(
                coerce=int, empty_value=None, choices=opciones, widget=forms.RadioSelect, **comun
            )
            self.initial["r"] = previas[0] if previas else None
        elif pregunta.tipo == tipo.MULTIPLE:
            self.fields["r"] = forms.TypedMultipleChoiceField(
                coerce=int, choices=opciones, widget=forms.CheckboxSelectMultiple, **comun
            )
            self.initial["r"] = previas
        elif pregunta.tipo == tipo.ABIERTA:
            self.fields["r"] = forms.CharField(
                max_length=LARGO_ABIERTA, widget=forms.Textarea(attrs={"rows": 5}), **comun
            )
            self.initial["r"] = dada.get("texto", "")
        else:
            lugares = [("", gettext("sin ordenar")), *((n, str(n)) for n in range(1, len(opciones) + 1))]
            for o in self.opciones:
                self.fields[f"lugar_{o.pk}"] = forms.TypedChoiceField(
                    label=o.texto, coerce=int, empty_value=None, choices=lugares, required=False
                )
                self.initial[f"lugar_{o.pk}"] = previas.index(o.pk) + 1 if o.pk in previas else ""

    def clean(self) -> dict[str, Any]:
        datos: dict[str, Any] = super().clean() or self.cleaned_data
        if self.pregunta.tipo != Pregunta.Tipo.ORDEN:
            return datos
        lugares = sorted(v for v in datos.values() if v)
        if not lugares and self.pregunta.obligatoria:
            raise forms.ValidationError(gettext("Ordena las opciones: da a cada una un lugar."))
        if lugares and lugares != list(range(1, len(lugares) + 1)):
            raise forms.ValidationError(gettext("Usa cada lugar una sola vez, empezando por el 1 y sin saltos."))
        return datos

    def respuesta(self) -> dict[str, Any]:
        datos = self.cleaned_data
        if self.pregunta.tipo == Pregunta.Tipo.ABIERTA:
            return {"texto": datos["r"]}
        if self.pregunta.tipo == Pregunta.Tipo.ORDEN:
            con_lugar = [(v, int(c.removeprefix("lugar_"))) for c, v in datos.items() if v]
            return {"opciones": [pk for _lugar, pk in sorted(con_lugar)]}
        elegidas = datos["r"]
        return {"opciones": elegidas if isinstance(elegidas, list) else [elegidas] if elegidas else []}


class QuienRespondeForm(forms.Form):
    """Optional, and used only to see whether different groups think differently."""

    _vacio = ("", _("Prefiero no decirlo"))
    sexo = forms.ChoiceField(label=_("Sexo"), required=False, choices=[_vacio, *Participacion.Sexo.choices])
    edad = forms.ChoiceField(label=_("Edad"), required=False, choices=[_vacio, *Participacion.Edad.choices])
    sector = forms.ChoiceField(label=_("Sector"), required=False, choices=[_vacio, *Participacion.Sector.choices])


class PreguntaNuevaForm(forms.Form):
    """A question being written on the desk."""

    tipo = forms.ChoiceField(label=_("Tipo"), choices=Pregunta.Tipo.choices)
    texto = forms.CharField(label=_("Pregunta"), max_length=400)
    ayuda = forms.CharField(label=_("Aclaración"), max_length=400, required=False)
    opciones = forms.CharField(
        label=_("Opciones, una por línea"), required=False, widget=forms.Textarea(attrs={"rows": 6})
    )
    obligatoria = forms.BooleanField(label=_("Es obligatoria"), required=False)
    solo_si = forms.ModelChoiceField(
        label=_("Preguntar sólo a quien respondió"),
        queryset=Opcion.objects.none(),
        required=False,
        empty_label=_("A todas las personas"),
    )

    def __init__(self, *args: Any, anteriores: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campo = self.fields["solo_si"]
        campo.queryset = anteriores  # type: ignore[attr-defined]
        campo.label_from_instance = lambda o: f"{o.pregunta.orden}. {o.pregunta.texto}: {o.texto}"  # type: ignore[attr-defined]

    def textos(self) -> list[str]:
        lineas = (linea.strip()[:200] for linea in self.cleaned_data["opciones"].splitlines())
        return list(dict.fromkeys(linea for linea in lineas if linea))
