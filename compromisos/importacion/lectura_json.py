"""The JSON of our own export: structured already, so it is only checked for its shape."""

import json
from typing import Any

from compromisos.importacion.documento import Documento
from compromisos.importacion.lectura_texto import decodificar
from compromisos.importacion.limites import DocumentoIlegible

COMPROMISOS = 500
REGISTRO = "registro"
"""What the portal exports of a plan it keeps: its axes are cited by their order, as in the workbook."""


def leer_json(cuerpo: bytes) -> Documento:
    try:
        datos = json.loads(decodificar(cuerpo))
    except (ValueError, RecursionError) as error:
        raise DocumentoIlegible("danado") from error
    if not es_del_portal(datos):
        raise DocumentoIlegible("json_ajeno")
    fuente = datos.get("fuente")
    de_registro = isinstance(fuente, dict) and fuente.get("formato") == REGISTRO
    return Documento((), REGISTRO if de_registro else "json", datos=datos)


def es_del_portal(datos: Any) -> bool:
    if not isinstance(datos, dict) or not isinstance(datos.get("plan"), dict):
        return False
    compromisos = datos.get("compromisos")
    if not isinstance(compromisos, list) or not 0 < len(compromisos) <= COMPROMISOS:
        return False
    return all(isinstance(c, dict) and isinstance(c.get("nombre"), str) and c["nombre"] for c in compromisos)
