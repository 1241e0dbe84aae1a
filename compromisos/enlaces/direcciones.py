"""Which addresses the portal may visit: reading a URL strictly, and telling public IP addresses from the rest."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

PUERTOS = frozenset({80, 443})
LARGO = 2000
_POR_OMISION = {"http": 80, "https": 443}
_AJENOS = re.compile(r"[\s\x00-\x20\x7f\\]")
_NOMBRE = re.compile(r"(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}")
_NUMERICO = re.compile(r"\d+|0x[0-9a-f]*")
_SEGUROS = "/%:@!$&'()*+,;=~-._"

# `is_global` of the Python in use may lag behind IANA's registries (CVE-2024-4032): these are refused besides.
_IPV4_RESERVADAS = tuple(
    ipaddress.IPv4Network(red)
    for red in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # shared by carriers; Alibaba's metadata
        "127.0.0.0/8",
        "169.254.0.0/16",  # link-local; AWS, Azure, Google and OpenStack metadata
        "172.16.0.0/12",
        "192.0.0.0/24",  # IETF protocols; Oracle's metadata
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",
        "168.63.129.16/32",  # Azure's host agent, in public space
    )
)
# Only 2000::/3 is given out. That leaves out ::, ::1, IPv4-mapped and compatible, NAT64 (64:ff9b::/96 and
# 64:ff9b:1::/48), unique local (AWS's fd00:ec2::254), link-local, site-local and multicast.
_IPV6_UNICAST = ipaddress.IPv6Network("2000::/3")
_IPV6_RESERVADAS = tuple(
    ipaddress.IPv6Network(red)
    for red in (
        "2001::/23",  # IETF protocols: Teredo, ORCHID, benchmarking
        "2001:db8::/32",
        "2002::/16",  # 6to4: carries an IPv4 address inside
        "2620:4f:8000::/48",
        "3fff::/20",
    )
)


class DireccionInvalida(ValueError):
    """Not an address that the portal visits: scheme, port, credentials or form."""


@dataclass(frozen=True, slots=True)
class Direccion:
    """A URL taken apart once: nobody reads its text again. `nombre` is ASCII, lower case, without brackets."""

    esquema: str
    nombre: str
    puerto: int
    recurso: str

    @property
    def url(self) -> str:
        nombre = f"[{self.nombre}]" if ":" in self.nombre else self.nombre
        puerto = "" if self.puerto == _POR_OMISION[self.esquema] else f":{self.puerto}"
        return f"{self.esquema}://{nombre}{puerto}{self.recurso}"

    @property
    def es_ip(self) -> bool:
        return _ip(self.nombre) is not None


def leer_direccion(texto: str, puertos: frozenset[int] = PUERTOS) -> Direccion:
    """The parts of an http(s) URL, without credentials, to one of `puertos`. Raises DireccionInvalida."""
    if _AJENOS.search(texto) or len(texto) > LARGO:
        raise DireccionInvalida("caracteres o largo")
    try:
        partes = urlsplit(texto)
        esquema, anfitrion, puerto = partes.scheme.lower(), partes.hostname or "", partes.port
    except ValueError as error:
        raise DireccionInvalida("forma") from error
    if esquema not in _POR_OMISION:
        raise DireccionInvalida("esquema")
    if "@" in partes.netloc:
        raise DireccionInvalida("credenciales")
    puerto = _POR_OMISION[esquema] if puerto is None else puerto
    if puerto not in puertos:
        raise DireccionInvalida("puerto")
    recurso = quote(partes.path or "/", safe=_SEGUROS)
    if partes.query:
        recurso += "?" + quote(partes.query, safe=_SEGUROS + "?")
    if not recurso.startswith("/"):
        raise DireccionInvalida("ruta")
    return Direccion(esquema, _nombre_ascii(anfitrion), puerto, recurso)


def _nombre_ascii(anfitrion: str) -> str:
    """The host as it is asked to the DNS; forms of IP address other than the usual one are refused."""
    if ":" in anfitrion or _ip(anfitrion) is not None:
        ip = _ip(anfitrion)
        if ip is None:
            raise DireccionInvalida("dirección IP")
        return str(ip)
    try:
        nombre = anfitrion.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise DireccionInvalida("nombre") from error
    # After IDNA: "①②⑦.0.0.1" is 127.0.0.1 by now. What ends in a number would be read as an IPv4 address.
    if not _NOMBRE.fullmatch(nombre) or _NUMERICO.fullmatch(nombre.rpartition(".")[2]):
        raise DireccionInvalida("nombre")
    return nombre


def _ip(texto: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(texto)
    except ValueError:
        return None


def es_publica(texto: str) -> bool:
    """Whether an IP address belongs to the public Internet. Addresses that carry another one inside (mapped,
    6to4, NAT64, Teredo) are refused whatever they carry: no public site needs them."""
    ip = _ip(texto)
    if ip is None or not ip.is_global or ip.is_multicast or ip.is_reserved or ip.is_unspecified:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in red for red in _IPV4_RESERVADAS)
    if ip.scope_id or ip not in _IPV6_UNICAST:
        return False
    return not any(ip in red for red in _IPV6_RESERVADAS)
