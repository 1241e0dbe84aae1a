"""A certificate to try the signature with, apart from `firma`: who makes reports does not carry this."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID


def certificado_de_prueba(nombre: str, clave: str, desde: datetime, dias: int = 3650) -> bytes:
    """A self-made PKCS#12: it shows how signing works and proves nothing about who signs."""
    llave = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    quien = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, nombre)])
    uso = dict.fromkeys(
        (
            "key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign",
            "encipher_only", "decipher_only",
        ),
        False,
    )  # fmt: skip
    inicio = desde.astimezone(UTC) - timedelta(days=1)
    certificado = (
        x509.CertificateBuilder()
        .subject_name(quien)
        .issuer_name(quien)
        .public_key(llave.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(inicio)
        .not_valid_after(inicio + timedelta(days=dias))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **uso), critical=True)
        .sign(llave, hashes.SHA256())
    )
    cifrado = serialization.BestAvailableEncryption(clave.encode())
    return pkcs12.serialize_key_and_certificates(nombre.encode(), llave, certificado, None, cifrado)
