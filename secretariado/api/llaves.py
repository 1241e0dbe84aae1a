"""Who comes with a key (`Authorization: Bearer pal_…`), and what the key lets it do."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from secretariado.intermedios import FACTORES
from secretariado.models import LlaveApi, Usuario
from secretariado.permisos import pide_segundo_factor
from secretariado.servicios.llaves import llave_de


class PorLlave(BaseAuthentication):
    """The account that owns the key, and the key. A role that asks for a second factor asks for it here too: its
    account must have one, as it would to come in by the page."""

    def authenticate(self, request: Request) -> tuple[Usuario, LlaveApi] | None:
        partes = get_authorization_header(request).split()
        if not partes or partes[0].lower() != b"bearer":
            return None
        llave = None
        if len(partes) == 2:
            llave = llave_de(partes[1].decode("ascii", "replace"))
        if llave is None:
            raise AuthenticationFailed(_("Esa llave no existe, venció o se revocó."))
        if pide_segundo_factor(llave.usuario) and not is_mfa_enabled(llave.usuario, FACTORES):
            raise AuthenticationFailed(_("Tu papel pide un segundo factor. Actívalo en tu cuenta y vuelve."))
        return llave.usuario, llave

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Portal PAL"'


class PorSesion(SessionAuthentication):
    """The account that is logged in: for our own pages, which send the token against forged requests."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            raise PermissionDenied(
                _("Con la sesión de las páginas hace falta la cabecera X-CSRFToken. Otro sistema usa una llave.")
            ) from error


def permite(request: Any, alcance: str) -> bool:
    """Whether this request may be used for `alcance`: a session for everything, a key for what it says."""
    return not isinstance(request.auth, LlaveApi) or request.auth.permite(alcance)
