"""Forms of the desk: what people type, parsed. The rules are the services'."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from compromisos.models import Avance, Postura, Verificacion
from compromisos.models.informe import SECCIONES, ProgramaDeInformes
from compromisos.servicios.evidencias import EvidenciaNueva
from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.subidas import MENSAJES, TIPOS, mensaje_de_peso

ACEPTA = ",".join(f".{extension}" for extension in TIPOS)


class VariosArchivos(forms.ClearableFileInput):
    allow_multiple_selected = True


class CampoArchivos(forms.FileField):
    """Zero or more files."""

    widget = VariosArchivos

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        archivos = data if isinstance(data, list | tuple) else [data]
        return [super(CampoArchivos, self).clean(a, initial) for a in archivos if a]


class EvidenciaForm(forms.Form):
    """What is attached and what it proves; a link, one file or several."""

    titulo = forms.CharField(
        label=_("Título de la evidencia"),
        max_length=180,
        required=False,
        help_text=_("Si adjuntas un archivo y lo dejas vacío, se usa su nombre."),
    )
    que_prueba = forms.CharField(
        label=_("Qué prueba"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=2000
    )
    fecha_documento = forms.DateField(
        label=_("Fecha del documento"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    archivos = CampoArchivos(
        label=_("Archivos"),
        required=False,
        widget=VariosArchivos(attrs={"multiple": True, "accept": ACEPTA}),
        error_messages={"empty": MENSAJES["vacio"]},
    )
    enlace = forms.CharField(
        label=_("O un enlace"),
        max_length=1000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        maximo = settings.SUBIDA_MAXIMA_MB
        archivos = self.fields["archivos"]
        archivos.help_text = _(
            "PDF, imagen, Word, Excel, PowerPoint, OpenDocument, CSV o texto; hasta %(mb)s MB cada uno. De las "
            "imágenes se publica una copia sin ubicación ni autoría."
        ) % {"mb": maximo}
        # The upload script says it before sending anything.
        archivos.widget.attrs |= {
            "data-maximo": maximo * 1024 * 1024,
            "data-maximo-envio": settings.ENVIO_MAXIMO_MB * 1024 * 1024,
            "data-pesado": mensaje_de_peso(maximo),
            "data-pesado-envio": _("Los archivos juntos pesan más de %(mb)s MB. Envíalos en partes.")
            % {"mb": settings.ENVIO_MAXIMO_MB},
        }

    def evidencias(self) -> list[EvidenciaNueva]:
        """What the form carries, one per file and one for the link."""
        datos = self.cleaned_data
        comun = {"que_prueba": datos["que_prueba"], "fecha_documento": datos["fecha_documento"]}
        nuevas = [
            EvidenciaNueva(titulo=datos["titulo"] or a.name[:180], archivo=a, nombre_archivo=a.name, **comun)
            for a in datos["archivos"]
        ]
        if datos["enlace"]:
            nuevas.append(
                EvidenciaNueva(titulo=datos["titulo"] or datos["enlace"][:180], enlace=datos["enlace"], **comun)
            )
        return nuevas


class ReporteForm(EvidenciaForm):
    """A declaration on a delivery and its evidence, in one form."""

    porcentaje = forms.DecimalField(
        label=_("Avance acumulado de esta entrega (%)"),
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text=_("De 0 a 100. 100 quiere decir que la entrega está completa."),
    )
    que_se_hizo = forms.CharField(
        label=_("Qué se hizo"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=5000,
        help_text=_("Si no hubo avance, escribe «Sin avance»."),
    )
    obstaculos = forms.CharField(
        label=_("Qué lo impidió"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=5000,
        help_text=format_lazy(
            _("Obligatorio si el avance es de menos de {minimo} %."), minimo=Avance.OBSTACULOS_BAJO
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("porcentaje", "que_se_hizo", "obstaculos", "titulo", "archivos", "enlace")


class CorreccionForm(EvidenciaForm):
    """A corrected version: exactly one file or a link."""

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        if not self.errors and len(self.evidencias()) != 1:
            self.add_error("archivos", _("Adjunta un solo archivo o escribe un enlace, no ambos."))
        return datos


class VeredictoForm(forms.Form):
    """The verifier's decision."""

    veredicto = forms.ChoiceField(
        label=_("Decisión"), choices=Verificacion.Veredicto.choices, widget=forms.RadioSelect
    )
    porcentaje = forms.DecimalField(
        label=_("Porcentaje de la entrega que sustenta"),
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text=_("Sólo si la verificas. No puede contar más que lo declarado."),
    )
    motivo = forms.CharField(
        label=_("Motivo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=3000,
        help_text=_("Obligatorio si la devuelves o la rechazas. Será público."),
    )


class RetiroForm(forms.Form):
    """Why evidence is withdrawn."""

    motivo = forms.CharField(
        label=_("Por qué se retira"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000
    )


class RevocacionForm(forms.Form):
    """Why a verdict is taken back."""

    motivo = forms.CharField(
        label=_("Por qué se revoca"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text=_("Será público, junto a la verificación revocada."),
    )


class PosturaForm(forms.Form):
    """What an organisation says of a piece of evidence."""

    sentido = forms.ChoiceField(
        label=_("Postura"),
        choices=[(Postura.Sentido.AVALA, _("La avalamos")), (Postura.Sentido.OBJETA, _("La objetamos"))],
        widget=forms.RadioSelect,
    )
    motivo = forms.CharField(
        label=_("Motivo"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        help_text=_("Obligatorio si la objetas. Será público, con el nombre de tu organización."),
    )


class CorteForm(forms.Form):
    """The cut-off date of a report."""

    corte = forms.DateField(
        label=_("Fecha de corte"),
        initial=hoy,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("El reporte dirá lo que se sabía al terminar ese día."),
    )


class InformeForm(CorteForm):
    """Cut-off date and sections of a monitoring report."""

    secciones = forms.MultipleChoiceField(
        label=_("Secciones"),
        choices=SECCIONES,
        initial=[clave for clave, _nombre in SECCIONES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("La portada, el resumen y la tabla de compromisos van siempre."),
    )


class ProgramaForm(forms.Form):
    """How often a plan's report is made by itself."""

    periodicidad = forms.ChoiceField(
        label=_("Cada cuánto"),
        choices=[("", _("No programar")), *ProgramaDeInformes.Periodicidad.choices],
        required=False,
        help_text=_("El reporte se corta al último día del periodo y se avisa por correo al organismo garante."),
    )
