"""Forgetting what a verified address did: surveys, contributions, supports and places, found by its hashes, one
per consultation. Within the caller's transaction, who already asked for permission.

What is open goes; of what closed only the count is left, under a hash of nobody, since its results are published.
"""

import secrets
from collections.abc import Iterable
from typing import Any

from consultas.models import Aportacion, Apoyo, Inscripcion, Participacion
from consultas.participantes import huellas_de
from consultas.servicios.aportaciones import apoyar, retirar_aportacion
from consultas.servicios.inscripciones import soltar_lugar
from consultas.servicios.participaciones import retirar_participacion


def olvidar_correo_participante(*, correo: str, textos: bool) -> None:
    """With `textos`, what they proposed goes too, unless somebody already answered it; without, its signature."""
    huellas = huellas_de(correo)
    suyas: Any = {"huella__in": huellas}
    for p in Participacion.objects.filter(**suyas).select_related("consulta"):
        if p.consulta.esta_abierta:
            retirar_participacion(consulta=p.consulta, huella=p.huella)
    for apoyo in Apoyo.objects.filter(**suyas).select_related("aportacion__consulta"):
        if apoyo.aportacion.consulta.esta_abierta and not apoyo.aportacion.fundida_en_id:
            apoyar(aportacion=apoyo.aportacion, huella=apoyo.huella, asi=False)
    for lugar in Inscripcion.objects.filter(**suyas).select_related("evento__consulta"):
        soltar_lugar(lugar)
    aportaciones = Aportacion.objects.filter(**suyas)
    for aportacion in aportaciones if textos else ():
        retirar_aportacion(aportacion=aportacion, huella=aportacion.huella)
    aportaciones.update(huella="", firma="")
    _dejar_sin_dueno(Participacion.objects.filter(**suyas))
    _dejar_sin_dueno(Apoyo.objects.filter(**suyas))


def _dejar_sin_dueno(filas: Iterable[Participacion | Apoyo]) -> None:
    for fila in filas:
        fila.huella = secrets.token_hex(32)
        fila.save(update_fields=["huella"])
