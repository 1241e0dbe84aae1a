"""Forms of the import of plans. The rules are the services'."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from compromisos.importacion.lectura import EXTENSIONES
from compromisos.models import Plan
from pal_portal.cimientos.subidas import MENSAJES
from secretariado.models import Secretariado
from secretariado.permisos import alcance

ACEPTA = ",".join(f".{e}" for e in EXTENSIONES)


class CampoDestino(forms.ModelChoiceField):
    """A plan to be compared with the document."""

    def label_from_instance(self, obj: Any) -> str:
        return gettext("Comparar con %(clave)s y actualizarlo") % {"clave": obj.clave}


class SubirPlanForm(forms.Form):
    """The document, whose plan it is, and the plan it updates, if any."""

    secretariado = forms.ModelChoiceField(
        label=_("Secretariado"), queryset=Secretariado.objects.none(), empty_label=None
    )
    archivo = forms.FileField(
        label=_("Documento del plan"),
        help_text=_("Word (DOCX), ODT, PDF con texto, Excel (XLSX), ODS, CSV, texto o JSON de este portal."),
        widget=forms.ClearableFileInput(attrs={"accept": ACEPTA}),
        error_messages={"empty": MENSAJES["vacio"]},
    )
    destino = CampoDestino(
        label=_("Qué hacer con él"),
        queryset=Plan.objects.none(),
        required=False,
        empty_label=_("Crear un plan nuevo, como borrador"),
    )

    def __init__(self, *args: Any, usuario: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        suyos = alcance(usuario).facilitacion
        secretariado, destino = self.fields["secretariado"], self.fields["destino"]
        assert isinstance(secretariado, forms.ModelChoiceField)
        assert isinstance(destino, forms.ModelChoiceField)
        secretariado.queryset = Secretariado.objects.filter(pk__in=suyos).order_by("nombre")
        destino.queryset = Plan.objects.filter(secretariado__in=suyos).order_by("clave")

    def datos(self) -> dict[str, Any]:
        """What the service takes, of valid data."""
        archivo = self.cleaned_data["archivo"]
        return {
            "secretariado": self.cleaned_data["secretariado"],
            "contenido": archivo,
            "nombre": archivo.name or "",
            "destino": self.cleaned_data.get("destino"),
        }
