"""Middleware of the accounts."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from secretariado.permisos import pide_segundo_factor

SIEMPRE_ABIERTO = ("/cuenta/", "/idioma/", "/invitaciones/", "/static/", "/salud/", "/favicon.ico")
FACTORES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def exigir_segundo_factor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Before anything but its own account, send whoever needs a second factor and has none to set it up: drafts
    and originals live outside the desk too, and signing out is always possible. A session with a factor passed
    through it: allauth asks for it when logging in."""

    def intermedio(request: HttpRequest) -> HttpResponse:
        if settings.MFA_OBLIGATORIA and _es_reservado(request) and _le_falta(request):
            messages.warning(
                request,
                _("Tu papel pide un segundo factor para entrar. Actívalo aquí y sigue con lo que hacías."),
            )
            return redirect("mfa_index")
        return get_response(request)

    return intermedio


def _es_reservado(request: HttpRequest) -> bool:
    return not request.path.startswith(SIEMPRE_ABIERTO)


def _le_falta(request: HttpRequest) -> bool:
    return pide_segundo_factor(request.user) and not is_mfa_enabled(request.user, FACTORES)
