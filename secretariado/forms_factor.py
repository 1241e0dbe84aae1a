"""Codes of an authenticator, each good once: allauth forgets a used one after 30 seconds, though it takes it for
90, and does not count the one that set the authenticator up."""

from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.core.cache import cache

VENTANA = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
"""Seconds during which a code is taken."""


def gastar(usuario: Any, codigo: str) -> None:
    """Take note that the code was used; a validation error when it already was."""
    clave = f"totp-gastado:{usuario.pk}:{''.join(c for c in codigo if c.isalnum())}"
    if not cache.add(clave, 1, VENTANA):
        raise get_adapter().validation_error("incorrect_code")


class _UnaVez:
    """Of a form that asks for a code of those who have an authenticator."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        codigo: str = super().clean_code()  # type: ignore[misc]
        if self.authenticator.type == Authenticator.Type.TOTP:
            gastar(self.user, codigo)
        return codigo


class ActivarForm(ActivateTOTPForm):
    def clean_code(self) -> str:
        codigo: str = super().clean_code()
        gastar(self.user, codigo)
        return codigo


class EntrarForm(_UnaVez, AuthenticateForm):
    pass


class ConfirmarForm(_UnaVez, ReauthenticateForm):
    pass
