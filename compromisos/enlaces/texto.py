"""The text copy of a downloaded document, made in a process apart with limits (see `extraccion`)."""

import logging
import subprocess
import sys
from pathlib import Path

from compromisos.enlaces.descarga import Descarga

PROGRAMA = Path(__file__).with_name("extraccion.py")
SEGUNDOS = 30
CLASES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "text/plain": "texto",
    "text/csv": "texto",
}
"""Types of which a copy is kept."""
registro = logging.getLogger(__name__)


def clase_de(descarga: Descarga) -> str:
    """How its text is read; empty for types of which no copy is kept. A PDF is one whatever its header says."""
    if descarga.cuerpo.startswith(b"%PDF-"):
        return "pdf"
    clase = CLASES.get(descarga.tipo.strip(), "")
    return "" if clase == "pdf" or not descarga.cuerpo else clase


def texto_de(descarga: Descarga, programa: Path = PROGRAMA, segundos: float = SEGUNDOS) -> str:
    """Its readable text; empty when there is none, or when reading it took more than it may."""
    clase = clase_de(descarga)
    if not clase:
        return ""
    try:
        proceso = subprocess.run(  # noqa: S603 (our own program, no shell)
            [sys.executable, "-I", "-B", str(programa), clase, descarga.juego],
            input=descarga.cuerpo,
            capture_output=True,
            timeout=segundos,
            cwd="/",
            env={},
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as error:
        registro.warning("No se pudo leer el texto de %s: %s", descarga.url, type(error).__name__)
        return ""
    return proceso.stdout.decode("utf-8", "replace")
