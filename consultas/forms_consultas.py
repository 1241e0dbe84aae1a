"""Forms of the desk: a consultation, its meetings and its results. The rules are the services'."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compromisos.models import Compromiso, Plan
from consultas.models import Consulta, ConteoAsistencia, Evento
from consultas.servicios.consultas import es_documento
from consultas.servicios.eventos import Conteo, MesaNueva
from secretariado.models import Secretariado

AVISO = _(
    "Para comprobar que cada persona participa una sola vez te pedimos un correo. El portal no lo guarda: guarda "
    "una huella que no permite conocerlo ni relacionarte con otras consultas. Tus respuestas se publican sólo "
    "sumadas a las de otras personas, y nunca las de un grupo de menos de cinco. Sólo si apartas lugar en un "
    "encuentro se guarda tu correo, cifrado y hasta que empiece, para avisarte. Puedes retirar tu participación "
    "con el enlace que te llegó por correo mientras la consulta siga abierta."
)
"""Proposed text of the privacy notice; the facilitator may change it."""


DIGITOS = 7
"""Of how many people came."""


def dia() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ConsultaForm(forms.ModelForm):
    """What is announced. Documents are one per line: title | address."""

    compromisos = forms.ModelMultipleChoiceField(
        label=_("Compromisos sobre los que se consulta"),
        queryset=Compromiso.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    documentos_texto = forms.CharField(
        label=_("Documentos"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Uno por línea: título | https://…"),
    )

    class Meta:
        model = Consulta
        fields = (
            "instrumento", "titulo", "objetivo", "descripcion", "reglas", "aviso_privacidad", "inicio", "cierre",
            "resultados_previstos", "resultados_antes_del_cierre", "plan", "compromisos", "ruta", "paso",
        )  # fmt: skip
        widgets = {
            "inicio": dia(),
            "cierre": dia(),
            "resultados_previstos": dia(),
            **{c: forms.Textarea(attrs={"rows": 4}) for c in ("objetivo", "descripcion", "reglas")},
        }

    def __init__(self, *args: Any, secretariado: Secretariado, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        planes = Plan.objects.filter(secretariado=secretariado).order_by("clave")
        self.fields["plan"].queryset = planes  # type: ignore[attr-defined]
        suyos = Compromiso.objects.filter(plan__secretariado=secretariado).order_by("clave")
        self.fields["compromisos"].queryset = suyos  # type: ignore[attr-defined]
        self.fields["paso"].required = False
        if not self.instance.pk:
            self.initial.setdefault("aviso_privacidad", str(AVISO))
        self.initial["documentos_texto"] = "\n".join(
            f"{d.get('titulo', '')} | {d.get('enlace', '')}" for d in self.instance.documentos
        )

    def clean_paso(self) -> int:
        return self.cleaned_data["paso"] or 0

    def clean_documentos_texto(self) -> list[dict[str, str]]:
        documentos = []
        for linea in self.cleaned_data["documentos_texto"].splitlines():
            if not linea.strip():
                continue
            titulo, _barra, enlace = (p.strip() for p in linea.partition("|"))
            if not es_documento(titulo, enlace):
                raise forms.ValidationError(
                    gettext("Escribe «título | https://…»: %(linea)s") % {"linea": linea[:80]}
                )
            documentos.append({"titulo": titulo[:200], "enlace": enlace[:500]})
        return documentos

    def datos(self) -> dict[str, Any]:
        limpio = dict(self.cleaned_data)
        limpio["documentos"] = limpio.pop("documentos_texto")
        return limpio


class StlForm(forms.Form):
    """On whose behalf a consultation is held, for who facilitates more than one STL."""

    secretariado = forms.ModelChoiceField(label=_("Secretariado"), queryset=Secretariado.objects.none())


class ResultadosForm(forms.Form):
    resumen = forms.CharField(
        label=_("Qué resultó, en lenguaje claro"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=10000,
        help_text=_("Di qué se decidió con lo que la gente dijo, y qué no."),
    )


def momento() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class EventoForm(forms.ModelForm):
    """A meeting; its tables and counts are written one per line."""

    mesas = forms.CharField(
        label=_("Mesas o temas"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Uno por línea, con las claves de los compromisos que salieron de él: Tema | GTO-1-01, GTO-1-02"
        ),
    )
    conteos = forms.CharField(
        label=_("Asistencia"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Sólo números, nunca nombres. Uno por línea: Total | 40, Sexo | Mujeres | 22, Edad | 18 a 29 | 10"
        ),
    )

    class Meta:
        model = Evento
        fields = (
            "nombre", "modalidad", "lugar", "inicio", "fin", "agenda", "con_registro", "cupo", "relatoria",
            "acuerdos", "cancelado",
        )  # fmt: skip
        widgets = {"inicio": momento(), "fin": momento()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["mesas"] = "\n".join(
                f"{m.tema} | {', '.join(c.clave for c in m.compromisos.all())}".rstrip(" |")
                for m in self.instance.mesas.prefetch_related("compromisos")
            )
            self.initial["conteos"] = "\n".join(
                " | ".join(str(p) for p in (c.get_dimension_display(), c.grupo, c.personas) if p != "")
                for c in self.instance.conteos.all()
            )

    def clean_mesas(self) -> list[MesaNueva]:
        mesas = []
        for linea in self.cleaned_data["mesas"].splitlines():
            tema, _barra, claves = (p.strip() for p in linea.partition("|"))
            if tema:
                mesas.append(MesaNueva(tema[:250], tuple(c.strip() for c in claves.split(",") if c.strip())))
        return mesas

    def clean_conteos(self) -> list[Conteo]:
        nombres = {str(n).casefold(): d for d, n in ConteoAsistencia.Dimension.choices}
        conteos = []
        for linea in self.cleaned_data["conteos"].splitlines():
            partes = [p.strip() for p in linea.split("|")]
            if partes == [""]:
                continue
            dimension = nombres.get(partes[0].casefold())
            numero = partes[-1].isdecimal() and len(partes[-1]) <= DIGITOS
            if dimension is None or not numero or len(partes) != (2 if dimension == "total" else 3):
                raise forms.ValidationError(
                    gettext("No se entiende esta línea: %(linea)s") % {"linea": linea[:80]}
                )
            grupo = partes[1][:60] if dimension != "total" else ""
            conteos.append(Conteo(dimension, grupo, int(partes[-1])))
        return conteos
