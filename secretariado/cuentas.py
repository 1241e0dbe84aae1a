"""How allauth behaves here: nobody signs up alone; accounts come from an invitation or from administration."""

from typing import Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.base import AuthProcess
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secretariado.permisos import pide_segundo_factor
from secretariado.servicios.cuentas import reconocer_identidad


class AdaptadorDeCuentas(DefaultAccountAdapter):
    """Closed sign-up, and messages that say what to do."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Esta cuenta está desactivada. Escribe a la facilitación de tu secretariado."),
        "email_password_mismatch": _("El correo o la contraseña no son correctos."),
        "email_taken": _("Ese correo ya es de otra cuenta."),
        "enter_current_password": _("Escribe tu contraseña actual."),
        "incorrect_code": _("Ese código no es correcto. Revisa que sea el más reciente."),
        "incorrect_password": _("Esa contraseña no es correcta."),
        "same_as_current": _("Es el mismo que ya tienes."),
        "too_many_login_attempts": _(
            "Hubo demasiados intentos fallidos. Por seguridad, espera 15 minutos antes de volver a intentarlo, "
            "o recupera tu contraseña."
        ),
        "rate_limited": _("Hiciste demasiados intentos seguidos. Espera unos minutos y vuelve a intentarlo."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class AdaptadorDeSegundoFactor(DefaultMFAAdapter):
    """The portal's name in authenticators, and a last factor that stays where it is compulsory."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _(
            "Tu papel pide un segundo factor. Agrega antes una llave de acceso y luego quita la aplicación."
        ),
        "incorrect_code": _("Ese código no es correcto. Revisa que sea el más reciente."),
    }

    def _get_site_name(self) -> str:
        return "Portal PAL"

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if not pide_segundo_factor(authenticator.user):
            return True
        factores = Authenticator.objects.filter(user=authenticator.user).exclude(pk=authenticator.pk)
        return factores.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return gettext("Llave %(n)s") % {"n": Authenticator.objects.filter(user=user, type=type).count() + 1}


class AdaptadorDeIdentidades(DefaultSocialAccountAdapter):
    """External identities (OpenID Connect): only for accounts that exist or were invited, and only with an
    address that the issuer verified."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.is_existing:
            return
        correo = correo_comprobado(sociallogin)
        if not correo:
            self._negar(request, "sin_correo")
        if sociallogin.state.get("process") == AuthProcess.CONNECT:  # to the account in session: allauth goes on
            return
        nombre = str(sociallogin.account.get_provider_account().get_user_data().get("name") or "")
        usuario = reconocer_identidad(correo=correo, nombre=nombre[:150])
        if usuario is None:
            self._negar(request, "sin_cuenta")
        sociallogin.connect(request, usuario)

    def _negar(self, request: HttpRequest, motivo: str) -> NoReturn:
        raise ImmediateHttpResponse(render(request, "socialaccount/negada.html", {"motivo": motivo}, status=403))


def correo_comprobado(sociallogin: SocialLogin) -> str:
    """The address that the issuer says it verified, or nothing. Some issuers send the claim as text."""
    datos = sociallogin.account.get_provider_account().get_user_data()
    if str(datos.get("email_verified", "")).lower() != "true":
        return ""
    return str(datos.get("email") or "").strip().lower()
