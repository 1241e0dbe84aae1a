"""Forms of who keeps the record of an STL: its sessions, agreements and seats. The rules are the services'."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pal_portal.cimientos.fechas import hoy
from pal_portal.cimientos.subidas import MENSAJES
from secretariado.models import Acuerdo, Asistencia, Institucion, Integrante, Secretariado, Sesion

NUMERO_MAXIMO = 9999


def dia() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def parrafos(renglones: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": renglones})


class SesionForm(forms.Form):
    """What is called."""

    tipo = forms.ChoiceField(label=_("Tipo"), choices=Sesion.Tipo.choices, initial=Sesion.Tipo.ORDINARIA.value)
    numero = forms.IntegerField(
        label=_("Número"),
        required=False,
        min_value=1,
        max_value=NUMERO_MAXIMO,
        help_text=_("Si lo dejas vacío, el que sigue entre las de su tipo."),
    )
    fecha = forms.DateField(label=_("Fecha"), widget=dia())
    modalidad = forms.ChoiceField(
        label=_("Modalidad"), choices=[("", _("Sin elegir")), *Sesion.Modalidad.choices], required=False
    )
    orden_del_dia = forms.CharField(
        label=_("Orden del día"), max_length=20_000, required=False, widget=parrafos(6)
    )


class AsistenciaForm(forms.Form):
    """Of each seat held that day, who came for it."""

    def __init__(
        self, *args: Any, asientos: Iterable[Integrante], actuales: Mapping[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for asiento in asientos:
            opciones = [("", _("No asistió")), (Asistencia.Calidad.TITULAR, f"{_('Titular')}: {asiento.titular}")]
            if asiento.suplente:
                opciones.append((Asistencia.Calidad.SUPLENTE, f"{_('Suplente')}: {asiento.suplente}"))
            self.fields[f"asiento_{asiento.pk}"] = forms.ChoiceField(
                label=asiento.asiento,
                choices=opciones,
                required=False,
                initial=actuales.get(asiento.pk, ""),
                help_text=_("Sin voto.") if asiento.papel == Integrante.Papel.OBSERVACION else "",
            )

    def asistencias(self) -> dict[int, str]:
        return {int(c.removeprefix("asiento_")): v for c, v in self.cleaned_data.items() if v}


class MinutaForm(forms.Form):
    """The minutes; with a reason when they replace those that anybody reads."""

    archivo = forms.FileField(
        label=_("Minuta"),
        help_text=_("En PDF. Antes de subirla, tacha domicilios, teléfonos, correos y firmas de particulares."),
        widget=forms.FileInput(attrs={"accept": ".pdf"}),
        error_messages={"empty": MENSAJES["vacio"]},
    )
    motivo = forms.CharField(
        label=_("Por qué se sustituye"),
        max_length=500,
        required=False,
        widget=parrafos(2),
        help_text=_("Hace falta si la minuta ya es pública, y será público."),
    )


class AcuerdoTomadoForm(forms.Form):
    """What was agreed and with how many votes."""

    numero = forms.CharField(label=_("Número"), max_length=30, help_text=_("Como lo dice la minuta."))
    texto = forms.CharField(label=_("Qué se acordó"), max_length=5000, widget=parrafos(4))
    responsable = forms.ModelChoiceField(
        label=_("Institución que responde por él"), queryset=Institucion.objects.none(), required=False
    )
    plazo = forms.DateField(label=_("Plazo"), required=False, widget=dia())
    estado = forms.ChoiceField(
        label=_("Estado"), choices=Acuerdo.Estado.choices, initial=Acuerdo.Estado.PENDIENTE.value
    )
    votos_favor = forms.IntegerField(
        label=_("Votos a favor"), required=False, min_value=0, max_value=NUMERO_MAXIMO
    )
    votos_contra = forms.IntegerField(
        label=_("Votos en contra"), required=False, min_value=0, max_value=NUMERO_MAXIMO
    )
    abstenciones = forms.IntegerField(
        label=_("Abstenciones"), required=False, min_value=0, max_value=NUMERO_MAXIMO
    )

    def __init__(self, *args: Any, secretariado: Secretariado, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._campo("responsable").queryset = instituciones_de(secretariado)

    def _campo(self, nombre: str) -> Any:
        return self.fields[nombre]


class AcuerdoForm(AcuerdoTomadoForm):
    """The same of one on record; known by a document, it may be told its session."""

    sesion = forms.ModelChoiceField(
        label=_("Sesión en que se tomó"), queryset=Sesion.objects.none(), required=False
    )

    def __init__(self, *args: Any, acuerdo: Acuerdo, fijo: bool, **kwargs: Any) -> None:
        super().__init__(*args, secretariado=acuerdo.secretariado, **kwargs)
        if acuerdo.sesion_id:
            del self.fields["sesion"]
        else:
            celebradas = Sesion.objects.filter(secretariado=acuerdo.secretariado_id, estado="celebrada")
            self._campo("sesion").queryset = celebradas
        for nombre in ("numero", "texto", "votos_favor", "votos_contra", "abstenciones") if fijo else ():
            del self.fields[nombre]


class IntegranteForm(forms.Form):
    """A new seat."""

    institucion = forms.ModelChoiceField(
        label=_("Institución u organización"),
        queryset=Institucion.objects.none(),
        required=False,
        help_text=_("Vacía, si la persona participa a título propio."),
    )
    papel = forms.ChoiceField(
        label=_("Papel"), choices=Integrante.Papel.choices, initial=Integrante.Papel.INTEGRANTE.value
    )
    titular = forms.CharField(label=_("Titular"), max_length=150, help_text=_("Será público."))
    suplente = forms.CharField(label=_("Suplente"), max_length=150, required=False)
    desde = forms.DateField(label=_("Desde"), widget=dia(), initial=hoy)

    def __init__(self, *args: Any, secretariado: Secretariado, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._campo("institucion").queryset = instituciones_de(secretariado)

    def _campo(self, nombre: str) -> Any:
        return self.fields[nombre]


class CorreccionDeIntegranteForm(forms.Form):
    """A name or a date written wrong."""

    papel = forms.ChoiceField(label=_("Papel"), choices=Integrante.Papel.choices)
    titular = forms.CharField(label=_("Titular"), max_length=150)
    suplente = forms.CharField(label=_("Suplente"), max_length=150, required=False)
    desde = forms.DateField(label=_("Desde"), required=False, widget=dia())


class RelevoForm(forms.Form):
    """Who takes the seat."""

    titular = forms.CharField(label=_("Titular"), max_length=150, help_text=_("Será público."))
    suplente = forms.CharField(label=_("Suplente"), max_length=150, required=False)
    desde = forms.DateField(
        label=_("Desde"),
        widget=dia(),
        help_text=_("Quien lo ocupa hoy queda en el registro hasta el día anterior."),
    )


class TerminoForm(forms.Form):
    hasta = forms.DateField(label=_("Último día"), widget=dia())


class SecretariadoForm(forms.Form):
    """What it is and how it decides."""

    descripcion = forms.CharField(
        label=_("Qué es y cómo trabaja"), max_length=20_000, required=False, widget=parrafos(5)
    )
    contacto_institucional = forms.EmailField(
        label=_("Correo institucional"),
        max_length=254,
        required=False,
        help_text=_("Será público: que no sea el de una persona."),
    )
    regla_decision = forms.ChoiceField(
        label=_("Cómo decide"), choices=[("", _("Sin elegir")), *Secretariado.Regla.choices], required=False
    )
    quorum_minimo = forms.IntegerField(
        label=_("Quórum mínimo"),
        required=False,
        min_value=1,
        max_value=NUMERO_MAXIMO,
        help_text=_("Cuántos asientos con voto hacen falta para decidir."),
    )


def instituciones_de(secretariado: Secretariado) -> Any:
    """Those of its state, and any with a seat in it."""
    suyas = Institucion.objects.filter(asientos__secretariado=secretariado.pk)
    return Institucion.objects.filter(Q(entidad=secretariado.entidad_id) | Q(pk__in=suyas))
