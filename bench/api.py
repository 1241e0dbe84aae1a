"""Row 5: the API's list of 100 commitments against `json_agg` of the same query."""

from typing import Any


def api() -> None:
    """Both sides give the same rows under the same names before they are timed."""
    import orjson
    from django.conf import settings
    from django.db import connection
    from django.test import RequestFactory

    from bench.medir import comparar, fila
    from pal_portal.api import LECTURA, RECURSOS
    from pal_portal.cimientos.api import Lista

    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "DEFAULT_THROTTLE_CLASSES": []}
    vista = Lista.as_view(**LECTURA, throttle_classes=[])
    peticion = RequestFactory().get("/api/v1/compromisos/?tamano=100")
    recurso = RECURSOS["compromisos"]
    from django.contrib.auth.models import AnonymousUser

    consulta, parametros = (
        recurso.valores(recurso.filas(AnonymousUser())).order_by(recurso.clave)[:100].query.sql_with_params()
    )

    def nuestra() -> bytes:
        respuesta = vista(peticion, nombre="compromisos")
        respuesta.render()
        return bytes(respuesta.content)

    def referencia() -> str:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT json_agg(x)::text FROM ({consulta}) x", parametros)
            return str(cursor.fetchone()[0])

    def claves(filas: list[dict[str, Any]]) -> list[Any]:
        return [f["clave"] for f in filas]

    assert claves(orjson.loads(nuestra())["resultados"]) == claves(orjson.loads(referencia()))
    fila("5", "API, lista de 100 (json_agg)", comparar(nuestra, referencia, pares=11, veces=10), 1.5)
