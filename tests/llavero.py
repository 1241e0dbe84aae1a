"""A passkey in software: answers the WebAuthn ceremonies as a browser with an authenticator would."""

import json
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

ORIGEN = "http://testserver"
PRESENTE, COMPROBADO, CON_CREDENCIAL = 0x01, 0x04, 0x40


class Llavero:
    """One credential of one account."""

    def __init__(self, origen: str = ORIGEN) -> None:
        self.origen, self.clave = origen, ec.generate_private_key(ec.SECP256R1())
        self.id = b"credencial-de-prueba"
        self.usos = 0
        self.dueno = ""

    def crear(self, opciones: dict[str, Any]) -> str:
        """Answer to `navigator.credentials.create`."""
        publicas = opciones["publicKey"]
        self.dueno = publicas["user"]["id"]
        cliente = self._cliente("webauthn.create", publicas["challenge"])
        credencial = AttestedCredentialData.create(
            b"\0" * 16, self.id, ES256.from_cryptography_key(self.clave.public_key())
        )
        datos = AuthenticatorData.create(
            sha256(publicas["rp"]["id"].encode()).digest(),
            PRESENTE | COMPROBADO | CON_CREDENCIAL,
            0,
            bytes(credencial),
        )
        objeto = AttestationObject.create("none", datos, {})
        return self._respuesta(
            {"clientDataJSON": websafe_encode(cliente), "attestationObject": websafe_encode(bytes(objeto))},
            {"credProps": {"rk": True}},
        )

    def usar(self, opciones: dict[str, Any]) -> str:
        """Answer to `navigator.credentials.get`."""
        publicas = opciones["publicKey"]
        self.usos += 1
        cliente = self._cliente("webauthn.get", publicas["challenge"])
        datos = bytes(
            AuthenticatorData.create(sha256(publicas["rpId"].encode()).digest(), PRESENTE | COMPROBADO, self.usos)
        )
        firma = self.clave.sign(datos + sha256(cliente).digest(), ec.ECDSA(SHA256()))
        return self._respuesta(
            {
                "clientDataJSON": websafe_encode(cliente),
                "authenticatorData": websafe_encode(datos),
                "signature": websafe_encode(firma),
                "userHandle": self.dueno,
            },
            {},
        )

    def _cliente(self, tipo: str, reto: str) -> bytes:
        return json.dumps({"type": tipo, "challenge": reto, "origin": self.origen, "crossOrigin": False}).encode()

    def _respuesta(self, respuesta: dict[str, str], extensiones: dict[str, Any]) -> str:
        identidad = websafe_encode(self.id)
        return json.dumps(
            {
                "id": identidad,
                "rawId": identidad,
                "type": "public-key",
                "response": respuesta,
                "clientExtensionResults": extensiones,
            }
        )
