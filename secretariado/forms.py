"""Forms of accounts: invitations and one's own data. The rules are the services'."""

from typing import Any

from allauth.account.forms import AddEmailForm
from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from secretariado.models import Institucion, Membresia, Secretariado, Usuario
from secretariado.permisos import instituciones_que_invita, roles_que_invita, secretariados_que_invita


class InvitacionForm(forms.Form):
    """Whom to invite and to what, within what `usuario` may offer."""

    correo = forms.EmailField(
        label=_("Correo de la persona"),
        max_length=254,
        help_text=_("Recibirá un enlace que sirve una sola vez y vence en 14 días."),
    )
    rol = forms.ChoiceField(label=_("Papel"))
    secretariado = forms.ModelChoiceField(
        label=_("Secretariado"), queryset=Secretariado.objects.none(), required=False
    )
    institucion = forms.ModelChoiceField(
        label=_("Institución"),
        queryset=Institucion.objects.none(),
        required=False,
        help_text=_("Para institución responsable y para verificación."),
    )

    def __init__(self, *args: Any, usuario: Usuario, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = roles_que_invita(usuario)
        self._campo("rol").choices = [(r.value, r.label) for r in Membresia.Rol if r.value in roles]
        self._campo("secretariado").queryset = secretariados = secretariados_que_invita(usuario)
        self._campo("institucion").queryset = instituciones_que_invita(usuario)
        if secretariados.count() == 1:
            self.initial.setdefault("secretariado", secretariados.get())

    def _campo(self, nombre: str) -> Any:
        return self.fields[nombre]


class CuentaInvitadaForm(forms.Form):
    """What a new person says of themselves."""

    nombre = forms.CharField(
        label=_("Tu nombre"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_("Lo ve quien trabaja contigo. Nunca se publica."),
    )
    contrasena = forms.CharField(
        label=_("Contraseña"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Al menos 10 caracteres. Una frase larga es mejor que signos raros."),
    )
    repetida = forms.CharField(
        label=_("Repite la contraseña"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, correo: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.correo = correo

    def clean(self) -> dict[str, Any]:
        datos = super().clean() or {}
        contrasena = datos.get("contrasena")
        if contrasena and datos.get("repetida") and contrasena != datos["repetida"]:
            self.add_error("repetida", _("Las dos contraseñas no son iguales."))
        if contrasena:
            persona = Usuario(correo=self.correo, nombre=datos.get("nombre", ""))
            try:
                password_validation.validate_password(contrasena, persona)
            except forms.ValidationError as error:
                self.add_error("contrasena", error)
        return datos


class NombreForm(forms.Form):
    """The name, corrected."""

    nombre = forms.CharField(
        label=_("Nombre"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )


class CorreoNuevoForm(AddEmailForm):
    """Another address for one's account, unless it is somebody else's, verified or not. That tells nothing to
    strangers: only people with an account get here."""

    def clean_email(self) -> str:
        correo = str(super().clean_email())
        if Usuario.objects.filter(correo__iexact=correo).exclude(pk=self.user.pk).exists():
            raise forms.ValidationError(_("Ese correo ya es de otra cuenta."))
        return correo


class SupresionForm(forms.Form):
    """The password, and having read the warnings when there are any."""

    contrasena = forms.CharField(
        label=_("Tu contraseña"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    enterada = forms.BooleanField(label=_("Leí el aviso y quiero suprimir mi cuenta"), required=False)

    def __init__(self, *args: Any, avisos: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not avisos:
            del self.fields["enterada"]
