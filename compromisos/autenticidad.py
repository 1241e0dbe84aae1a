"""Whether a report is ours: by the SHA-256 of its file or by its folio. Reads only."""

import re
from dataclasses import dataclass
from enum import StrEnum

from compromisos.models import Informe
from secretariado.models import Asiento

SHA256 = re.compile(r"[0-9a-f]{64}")
FOLIO = re.compile(r"[A-Z0-9][A-Z0-9-]{2,29}")


class Dictamen(StrEnum):
    AUTENTICO = "autentico"
    """The file is, byte for byte, one that the portal made."""
    REGISTRADO = "registrado"
    """The folio exists; which file it names is told by its hash."""
    DESCONOCIDO = "desconocido"


@dataclass(frozen=True, slots=True)
class Resultado:
    """What the register says of a file or a folio."""

    dictamen: Dictamen
    buscado: str
    informe: Informe | None = None
    sustituido_por: Informe | None = None
    asiento: Asiento | None = None
    """Where the log says it was published."""


def por_huella(sha256: str) -> Resultado:
    return _resultado(Dictamen.AUTENTICO, sha256, archivo__sha256=sha256.strip().lower())


def por_folio(folio: str) -> Resultado:
    return _resultado(Dictamen.REGISTRADO, folio, folio=folio.strip().upper())


def buscar(texto: str) -> Resultado:
    """`texto` as a person typed or scanned it: a hash, a folio or the address in the QR."""
    limpio = texto.strip()
    if "folio=" in limpio:
        limpio = limpio.partition("folio=")[2].partition("&")[0]
    if SHA256.fullmatch(limpio.lower()):
        return por_huella(limpio)
    if FOLIO.fullmatch(limpio.upper()):
        return por_folio(limpio)
    return Resultado(Dictamen.DESCONOCIDO, texto[:200])


def _resultado(dictamen: Dictamen, buscado: str, **condicion: str) -> Resultado:
    informe = (
        Informe.objects.publicados()
        .select_related("archivo", "plan", "compromiso", "evidencia", "entidad")
        .filter(**condicion)
        .first()
    )
    if informe is None:
        return Resultado(Dictamen.DESCONOCIDO, buscado[:200])
    asiento = Asiento.objects.filter(
        accion="informe.publicado", asunto=f"informe:{informe.folio}", publico=True
    ).last()
    return Resultado(dictamen, buscado, informe, informe.sustituto(), asiento)
