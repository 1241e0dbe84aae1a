"""The signature of the links that messages carry, and the letters of pseudonyms."""

import uuid

from django.core import signing

ALFABETO = "23456789abcdefghjkmnpqrstuvwxyz"
"""Of pseudonyms by chance: no two letters that look alike."""
SAL_DE_ENLACE = "consultas.recado"


def firmar(ficha: uuid.UUID) -> str:
    """What the link of a message carries."""
    return signing.Signer(salt=SAL_DE_ENLACE).sign(ficha.hex)


def leer_firma(texto: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(signing.Signer(salt=SAL_DE_ENLACE).unsign(texto))
    except (signing.BadSignature, ValueError):
        return None
