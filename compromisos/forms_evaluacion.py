"""Forms of the evaluations. The rules are the services'."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from compromisos.models import Compromiso, Elemento, Evaluacion, Recomendacion, Valoracion
from secretariado.models import Institucion

SIN_DECIDIR = ("", _("Sin decidir"))
SI_NO = (SIN_DECIDIR, ("si", _("Sí")), ("no", _("No")))


def _texto(etiqueta: Any, renglones: int = 3, ayuda: Any = "", obligatorio: bool = False) -> forms.CharField:
    return forms.CharField(
        label=etiqueta,
        required=obligatorio,
        help_text=ayuda,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": renglones}),
    )


def _fecha(etiqueta: Any, obligatoria: bool, ayuda: Any = "") -> forms.DateField:
    campo = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=etiqueta, required=obligatoria, widget=campo, help_text=ayuda)


class AbrirEvaluacionForm(forms.Form):
    """Which evaluation, as of when."""

    tipo = forms.ChoiceField(label=_("Tipo"), choices=Evaluacion.Tipo.choices)
    corte = _fecha(_("Fecha de corte"), True, _("Se evalúa lo que se sabía al terminar ese día."))


class EvaluacionForm(forms.Form):
    """Its texts about the whole plan."""

    metodo = _texto(_("Cómo se evaluó"), 4, _("Qué documentos se revisaron, a quién se preguntó y cuándo."))
    hallazgos = _texto(_("Hallazgos sobre el plan"), 5)
    conclusiones = _texto(_("Conclusiones"), 5)


class ValoracionForm(forms.Form):
    """A commitment under the five criteria. Nothing is filled in beforehand: the suggestion is only told."""

    verificable = forms.ChoiceField(label=_("¿Es verificable?"), choices=SI_NO, required=False)
    verificable_porque = _texto(_("Por qué es o no verificable"))
    relevante = forms.ChoiceField(
        label=_("¿Es relevante para el gobierno abierto?"), choices=SI_NO, required=False
    )
    valores = forms.MultipleChoiceField(
        label=_("Para qué valores"), required=False, widget=forms.CheckboxSelectMultiple
    )
    relevante_porque = _texto(_("Por qué es o no relevante"))
    ambicion = forms.ChoiceField(
        label=_("Ambición: cuánto cambiaría las cosas si se cumple"),
        choices=(SIN_DECIDIR, *Valoracion.Ambicion.choices),
        required=False,
    )
    ambicion_porque = _texto(_("Por qué esa ambición"))
    cumplimiento = forms.ChoiceField(
        label=_("Grado de cumplimiento"),
        choices=(SIN_DECIDIR, *Compromiso.Cumplimiento.choices),
        required=False,
    )
    cumplimiento_porque = _texto(_("Por qué ese grado de cumplimiento"))
    resultados = forms.ChoiceField(
        label=_("Resultados tempranos: cómo cambió la apertura del gobierno"),
        choices=(SIN_DECIDIR, *Valoracion.Resultados.choices),
        required=False,
    )
    resultados_porque = _texto(_("Por qué esos resultados"))
    hallazgos = _texto(_("Hallazgos"), 4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ogp = Elemento.objects.filter(marco__clave="ogp").order_by("orden")
        self.fields["valores"].choices = list(ogp.values_list("clave", "nombre"))  # type: ignore[attr-defined]

    @staticmethod
    def de(valoracion: Valoracion) -> dict[str, Any]:
        """The initial values of a judgement already begun."""
        si_no = {None: "", True: "si", False: "no"}
        datos = {c: getattr(valoracion, c) for c in ValoracionForm.base_fields}
        return datos | {c: si_no[datos[c]] for c in ("verificable", "relevante")}

    def criterios(self) -> dict[str, Any]:
        datos: dict[str, Any] = dict(self.cleaned_data)
        for campo in ("verificable", "relevante"):
            datos[campo] = {"": None, "si": True, "no": False}[datos[campo]]
        return datos


class RecomendacionForm(forms.Form):
    """What is recommended, to whom and by when."""

    texto = _texto(_("Qué se recomienda"), 4, obligatorio=True)
    institucion = forms.ModelChoiceField(label=_("A qué institución"), queryset=Institucion.objects.none())
    compromiso = forms.ModelChoiceField(
        label=_("Sobre qué compromiso"),
        queryset=Compromiso.objects.none(),
        required=False,
        empty_label=_("Todo el plan"),
    )
    vence = _fecha(_("Fecha límite"), False)

    def __init__(self, *args: Any, evaluacion: Evaluacion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = evaluacion.plan
        instituciones = Institucion.objects.filter(responsabilidades__compromiso__plan=plan).distinct()
        compromisos = Compromiso.objects.filter(plan=plan).order_by("clave")
        self.fields["institucion"].queryset = instituciones.order_by("nombre")  # type: ignore[attr-defined]
        self.fields["compromiso"].queryset = compromisos  # type: ignore[attr-defined]


class SeguimientoForm(forms.Form):
    """An answer to a recommendation, or what was found of it."""

    estado = forms.ChoiceField(label=_("Decisión"))
    texto = _texto(_("Explicación"), 4, _("Será pública, con el nombre de tu institución."), obligatorio=True)

    def __init__(self, *args: Any, estados: tuple[Recomendacion.Estado, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["estado"].choices = [(e.value, e.label) for e in estados]  # type: ignore[attr-defined]
