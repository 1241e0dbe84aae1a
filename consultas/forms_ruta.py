"""Forms of the route of participation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compromisos.models import Plan
from consultas.forms_consultas import dia
from consultas.models import Consulta, Evento, PasoDeRuta


class PresentacionForm(forms.Form):
    presentacion = forms.CharField(
        label=_("Presentación"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("En pocas palabras: cómo se hizo o se hará el plan con la gente."),
    )


class PasoForm(forms.ModelForm):
    """A step: what it shows (a consultation, one of its meetings, or nothing: then it needs a title)."""

    que = forms.ChoiceField(label=_("Consulta o encuentro"), required=False)

    class Meta:
        model = PasoDeRuta
        fields = ("fase", "titulo", "descripcion", "fecha", "fecha_texto")
        widgets = {"fecha": dia(), "descripcion": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "titulo": _("Vacío: se usa el de la consulta o encuentro."),
            "fecha": _("Vacía: se usa la de la consulta o encuentro."),
        }

    field_order = ("fase", "que", "titulo", "descripcion", "fecha", "fecha_texto")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        consultas = Consulta.objects.filter(secretariado=plan.secretariado_id).order_by("inicio", "pk")
        eventos = Evento.objects.filter(consulta__secretariado=plan.secretariado_id)
        self.consultas = {f"consulta:{c.pk}": c for c in consultas}
        self.eventos = {f"evento:{e.pk}": e for e in eventos.select_related("consulta").order_by("inicio", "pk")}
        campo = self.fields["que"]
        campo.choices = [  # type: ignore[attr-defined]
            ("", _("Ninguno: se cuenta con palabras")),
            (_("Consultas"), [(k, c.titulo) for k, c in self.consultas.items()]),
            (_("Encuentros"), [(k, e.nombre) for k, e in self.eventos.items()]),
        ]
        fila = self.instance
        if fila.evento_id:
            campo.initial = f"evento:{fila.evento_id}"
        elif fila.consulta_id:
            campo.initial = f"consulta:{fila.consulta_id}"

    def datos(self) -> dict[str, Any]:
        limpio = dict(self.cleaned_data)
        que = limpio.pop("que")
        evento = self.eventos.get(que)
        return {**limpio, "evento": evento, "consulta": evento.consulta if evento else self.consultas.get(que)}
