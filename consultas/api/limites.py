"""The limits of the pages, for who comes by the API."""

from allauth.core import ratelimit
from rest_framework.exceptions import Throttled
from rest_framework.request import Request


def gastar(request: Request, accion: str, huella: str) -> None:
    """Count one more of `accion` (settings.ACCOUNT_RATE_LIMITS) from this address and of this person."""
    if not ratelimit.consume(request._request, action=accion, key=huella):
        raise Throttled(wait=3600)
