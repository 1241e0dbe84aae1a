"""Every round of layouts that the reader met for the first time, in the order it met them."""

from collections.abc import Callable

from contenidos_de_planes import Documento
from planes_no_vistos import PRIMERA_RONDA
from planes_no_vistos_al_final import TERCERA_RONDA
from planes_no_vistos_cuarta import CUARTA_RONDA
from planes_no_vistos_despues import SEGUNDA_RONDA
from planes_no_vistos_octava import OCTAVA_RONDA
from planes_no_vistos_quinta import QUINTA_RONDA
from planes_no_vistos_septima import SEPTIMA_RONDA
from planes_no_vistos_sexta import SEXTA_RONDA

Ronda = tuple[tuple[Callable[[], Documento], tuple[str, ...]], ...]
RONDAS: dict[str, Ronda] = {
    "primera": PRIMERA_RONDA,
    "segunda": SEGUNDA_RONDA,
    "tercera": TERCERA_RONDA,
    "cuarta": CUARTA_RONDA,
    "quinta": QUINTA_RONDA,
    "sexta": SEXTA_RONDA,
    "septima": SEPTIMA_RONDA,
    "octava": OCTAVA_RONDA,
}
