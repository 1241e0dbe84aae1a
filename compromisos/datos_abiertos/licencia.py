"""What may be done with the data and how to name it."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from pal_portal.cimientos.plantillas import fecha

LICENCIA = "https://creativecommons.org/licenses/by/4.0/"
LICENCIA_TEXTO = """Creative Commons Atribución 4.0 Internacional (CC BY 4.0)
https://creativecommons.org/licenses/by/4.0/deed.es

Puedes copiar, distribuir y transformar estos datos, también con fines comerciales, si dices de dónde
salieron («Portal PAL», la fecha de la copia y su dirección), enlazas la licencia e indicas si los cambiaste.
El texto completo está en https://creativecommons.org/licenses/by/4.0/legalcode.es
"""


def cita(dia: date, sha256: str = "") -> str:
    """How to cite the data of a day."""
    partes = [
        _("Portal PAL (%(anio)s). Datos abiertos de los Planes de Acción Local de gobierno abierto de México.")
        % {"anio": dia.year},
        _("Copia del %(dia)s.") % {"dia": fecha(dia)},
        f"{settings.SITIO_URL}{reverse('datos_volcado', args=[dia.isoformat()]) if sha256 else reverse('datos')}.",
        f"SHA-256 {sha256}." if sha256 else "",
        "CC BY 4.0.",
    ]
    return " ".join(p for p in partes if p)
