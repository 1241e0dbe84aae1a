"""Addresses kept so that they can be recognised or written to, never read: keyed hashes and encryption.

All keys come from SECRET_KEY (and, to read what an older one wrote, from SECRET_KEY_FALLBACKS).
"""

import base64
import hashlib
import hmac
import ipaddress

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.encoding import force_bytes


def huella_de_correo(correo: str) -> str:
    """Keyed hash of an address: recognises it, and means nothing to who steals the table."""
    return salted_hmac("consultas.correo", correo.strip().lower(), algorithm="sha256").hexdigest()


def _cifra() -> MultiFernet:
    claves = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"consultas.correo:" + force_bytes(c)).digest()))
            for c in claves
        ]
    )


def cifrar(correo: str) -> str:
    return _cifra().encrypt(correo.strip().encode()).decode()


def descifrar(cifrado: str) -> str:
    """The address, or "" when the key that wrote it is gone."""
    try:
        return _cifra().decrypt(cifrado.encode()).decode()
    except InvalidToken:
        return ""


def huella_de_red(direccion: str, sal: bytes) -> str:
    """Hash of a network address under the day's salt; an IPv6 counts by its /64, which is one subscriber."""
    try:
        ip = ipaddress.ip_address(direccion)
    except ValueError:
        return ""
    if isinstance(ip, ipaddress.IPv6Address):
        ip = ip.ipv4_mapped or ipaddress.IPv6Network((int(ip), 64), strict=False).network_address
    return hmac.new(bytes(sal), ip.packed, hashlib.sha256).hexdigest()
