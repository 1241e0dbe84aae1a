"""Forms of comments and moderation: what people type, parsed. The rules are the services'."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consultas.models import Causa, Decision, PoliticaModeracion
from consultas.servicios.criba import MAXIMO


class ConTrampa(forms.Form):
    """With a field that people do not see and programs fill in."""

    sitio_web = forms.CharField(
        label=_("No llenes este campo"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def es_trampa(self) -> bool:
        return bool(self.data.get("sitio_web"))


class ComentarioForm(ConTrampa):
    """A comment. Who has no session leaves an address, to confirm it, and may choose a pseudonym."""

    texto = forms.CharField(
        label=_("Tu comentario"),
        max_length=MAXIMO * 2,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Será público. Puedes usar *cursiva*, **negrita**, listas con guion, citas con > y [enlaces](https://…)."
        ),
    )
    correo = forms.EmailField(
        label=_("Tu correo"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Te enviaremos un enlace para publicar el comentario. Nunca se muestra; se guarda cifrado."),
    )
    seudonimo = forms.CharField(
        label=_("Seudónimo"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_(
            "Así te verán los demás. Si lo dejas vacío, te damos uno al azar. No uses tu nombre completo."
        ),
    )

    def __init__(self, *args: Any, en_sesion: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if en_sesion:
            del self.fields["correo"], self.fields["seudonimo"]

    field_order = ("texto", "correo", "seudonimo", "sitio_web")


class TextoForm(forms.Form):
    """A text alone: to edit, or to answer for an institution."""

    texto = forms.CharField(label=_("Texto"), max_length=MAXIMO * 2, widget=forms.Textarea(attrs={"rows": 6}))


class DenunciaForm(ConTrampa):
    causa = forms.ChoiceField(label=_("Qué pasa con este comentario"), choices=Causa, widget=forms.RadioSelect)
    detalle = forms.CharField(
        label=_("Algo más que deba saber la moderación"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No se publica. No escribas datos personales."),
    )


class EntradaForm(ConTrampa):
    correo = forms.EmailField(
        label=_("Tu correo"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )


class SeudonimoForm(forms.Form):
    seudonimo = forms.CharField(
        label=_("Seudónimo"),
        required=False,
        max_length=40,
        help_text=_("Cambia en todo lo que has escrito. Vacío: uno al azar."),
    )


class OlvidoForm(forms.Form):
    textos = forms.BooleanField(
        label=_("Borrar también mis comentarios y mis propuestas sin respuesta"), required=False
    )
    enterada = forms.BooleanField(label=_("Entiendo que no se puede deshacer"))


class ModeracionForm(forms.Form):
    """A decision on a comment: `clases` are those that its state allows."""

    clase = forms.ChoiceField(label=_("Decisión"), widget=forms.RadioSelect)
    causa = forms.ChoiceField(
        label=_("Causa, si se oculta"), choices=[("", _("Elige una")), *Causa.choices], required=False
    )
    motivo = forms.CharField(
        label=_("Motivo"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Obligatorio si se oculta. Es público y lo recibe quien escribió el comentario."),
    )

    NOMBRES = {
        Decision.Clase.PUBLICAR: _("Publicar"),
        Decision.Clase.OCULTAR: _("Ocultar"),
        Decision.Clase.MANTENER: _("Mantener a la vista y cerrar las denuncias"),
    }

    def __init__(self, *args: Any, clases: list[Decision.Clase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        campo: Any = self.fields["clase"]
        campo.choices = [(c.value, self.NOMBRES[c]) for c in clases]


class BloqueoForm(forms.Form):
    dias = forms.IntegerField(label=_("Días"), min_value=1, max_value=365, initial=30)
    motivo = forms.CharField(label=_("Motivo (no se publica)"), max_length=300)


class SitioForm(BloqueoForm):
    dominio = forms.CharField(label=_("Sitio"), max_length=120, help_text=_("Por ejemplo, ejemplo.com"))
    field_order = ("dominio", "dias", "motivo")


class ApelacionForm(forms.Form):
    texto = forms.CharField(
        label=_("Por qué debería volver a mostrarse"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Lo lee otra persona, distinta de quien lo ocultó. No se publica."),
    )


class ResolucionForm(forms.Form):
    aceptar = forms.ChoiceField(
        label=_("Resolución"),
        choices=[("si", _("Volver a mostrar el comentario")), ("no", _("Que siga oculto"))],
        widget=forms.RadioSelect,
    )
    respuesta = forms.CharField(
        label=_("Respuesta"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Es pública y la recibe quien apeló."),
    )


class PoliticaForm(forms.Form):
    modo = forms.ChoiceField(
        label=_("Cuándo se moderan los comentarios"), choices=PoliticaModeracion.Modo, widget=forms.RadioSelect
    )
