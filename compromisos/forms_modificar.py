"""Forms that change a plan. The rules are the services'."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from compromisos.cambios import CAMPOS, Objeto, campos_editables, ponderaciones, valores
from compromisos.models import AccionClave, Actividad, Plan
from compromisos.servicios.acuerdos import AcuerdoNuevo
from compromisos.servicios.autorizaciones import Autorizacion
from pal_portal.cimientos.errores import ReglaIncumplida
from secretariado.models import Acuerdo, Institucion

_SAL = "modificacion.visto"


class AcuerdoForm(forms.Form):
    """An agreement of the plan's STL: from the list, or written here when it is not in it."""

    acuerdo = forms.ModelChoiceField(
        label=gettext_lazy("Acuerdo del secretariado que lo permite"),
        queryset=Acuerdo.objects.none(),
        required=False,
        empty_label=gettext_lazy("No está en la lista"),
    )
    acuerdo_numero = forms.CharField(
        label=gettext_lazy("Número del acuerdo, si no está en la lista"), max_length=30, required=False
    )
    acuerdo_documento = forms.CharField(
        label=gettext_lazy("Documento en que consta"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Por ejemplo: Minuta de la segunda sesión ordinaria, 14 de enero de 2021."),
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        acuerdo = self.fields["acuerdo"]
        assert isinstance(acuerdo, forms.ModelChoiceField)
        acuerdo.queryset = Acuerdo.objects.filter(secretariado=plan.secretariado_id)

    def el_acuerdo(self) -> Acuerdo | AcuerdoNuevo | None:
        """Of valid data: chosen, written, or neither."""
        datos = self.cleaned_data
        elegido: Acuerdo | None = datos["acuerdo"]
        if elegido is None and (datos["acuerdo_numero"] or datos["acuerdo_documento"]):
            return AcuerdoNuevo(datos["acuerdo_numero"], "", datos["acuerdo_documento"])
        return elegido


class AutorizacionForm(AcuerdoForm):
    """Reason and agreement, asked only on a published plan; and the values as the person saw them."""

    visto = forms.CharField(widget=forms.HiddenInput, required=False)
    motivo = forms.CharField(
        label=gettext_lazy("Por qué cambia"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=gettext_lazy("Será público, junto al antes y el después."),
    )
    DE_AUTORIZACION = ("motivo", "acuerdo", "acuerdo_numero", "acuerdo_documento")

    def __init__(self, *args: Any, plan: Plan, visto: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, **kwargs)
        self.initial["visto"] = sellar(visto or {})
        if plan.es_borrador:
            for nombre in self.DE_AUTORIZACION:
                del self.fields[nombre]

    def autorizacion(self) -> Autorizacion | None:
        """Of valid data; None on a draft."""
        if self.plan.es_borrador:
            return None
        return Autorizacion(self.cleaned_data["motivo"], self.el_acuerdo())

    def visto_antes(self) -> dict[str, str]:
        """What the person saw when the form was opened."""
        try:
            leido = signing.loads(self.cleaned_data["visto"], salt=_SAL)
        except signing.BadSignature as error:
            raise ReglaIncumplida(
                _("A la página le falta un dato. Copia lo que escribiste y vuelve a abrirla.")
            ) from error
        return dict(leido)

    @property
    def de_cambio(self) -> list[forms.BoundField]:
        """What changes, apart from what allows it."""
        return [f for f in self if f.name not in (*self.DE_AUTORIZACION, "visto")]


class RetirarForm(AutorizacionForm):
    """Withdrawing or cancelling asks only for what allows it."""


def sellar(visto: Mapping[str, str]) -> str:
    """Values as seen, signed, to travel in a hidden field."""
    return signing.dumps(dict(visto), salt=_SAL, compress=True)


def _campo(modelo: type[Objeto], nombre: str, plan: Plan) -> Any:
    """The form field of a model's field, with the widgets of this house."""
    campo = modelo._meta.get_field(nombre)
    if nombre == "a_cargo_de":
        instituciones = Institucion.objects.filter(responsabilidades__compromiso__plan=plan).distinct()
        return forms.ModelChoiceField(
            queryset=instituciones,
            label=gettext_lazy("A cargo de"),
            required=False,
            empty_label=gettext_lazy("Quien responde por el compromiso"),
        )
    formfield: Any = campo.formfield()  # type: ignore[union-attr]
    if isinstance(formfield, forms.DateField):
        formfield.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if isinstance(formfield.widget, forms.Textarea):
        formfield.widget.attrs["rows"] = 4
    return formfield


class CambioForm(AutorizacionForm):
    """The editable fields of a commitment, key action or activity (`objeto`), or of a new activity (None)."""

    def __init__(self, *args: Any, plan: Plan, objeto: Objeto | None, **kwargs: Any) -> None:
        super().__init__(*args, plan=plan, visto=valores(objeto) if objeto else {}, **kwargs)
        modelo = type(objeto) if objeto else Actividad
        nombres = campos_editables(objeto) if objeto else CAMPOS[Actividad]
        for nombre in nombres:
            self.fields[nombre] = _campo(modelo, nombre, plan)
            if objeto:
                self.initial[nombre] = getattr(objeto, nombre)
        self.order_fields([*nombres, *self.DE_AUTORIZACION, "visto"])
        self.nombres = nombres
        self.objeto = objeto

    def cambios(self) -> dict[str, Any]:
        """The values typed, by field."""
        return {n: self.cleaned_data[n] for n in self.nombres}

    def sin_tocar(self) -> dict[str, str]:
        """Fields that this person left as seen, with the value that somebody else gave them meanwhile."""
        if self.objeto is None:
            return {}
        visto, actual = self.visto_antes(), type(self.objeto)._default_manager.get(pk=self.objeto.pk)
        ahora_dice, datos = valores(actual), {}
        escrito = type(self.objeto)._default_manager.get(pk=self.objeto.pk)
        for nombre, valor in self.cambios().items():
            setattr(escrito, nombre, valor)
        lo_escrito = valores(escrito)
        for nombre in self.nombres:
            if lo_escrito[nombre] == visto.get(nombre) != ahora_dice[nombre]:
                valor = self.fields[nombre].prepare_value(getattr(actual, nombre))
                datos[nombre] = "" if valor is None else str(valor)
        return datos


class PonderacionesForm(AutorizacionForm):
    """The weight of each key action."""

    def __init__(self, *args: Any, plan: Plan, acciones: Iterable[AccionClave], **kwargs: Any) -> None:
        self.acciones = list(acciones)
        super().__init__(*args, plan=plan, visto=ponderaciones(self.acciones), **kwargs)
        for accion in self.acciones:
            nombre = f"peso_{accion.pk}"
            self.fields[nombre] = forms.DecimalField(
                label=str(accion), min_value=0, max_value=100, max_digits=5, decimal_places=2, required=False
            )
            self.initial[nombre] = accion.ponderacion
        self.order_fields([*(f"peso_{a.pk}" for a in self.acciones), *self.DE_AUTORIZACION, "visto"])

    def pesos(self) -> dict[int, Any]:
        """Weights typed, by key action id."""
        return {a.pk: self.cleaned_data[f"peso_{a.pk}"] for a in self.acciones}
