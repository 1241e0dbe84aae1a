"""Redis as a cache that may be away: reads miss and writes are lost, pages go on working."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from pal_portal.cimientos.retraso import anotar_falla

registro = logging.getLogger(__name__)


def _sin_caer(nombre: str, al_fallar: Any) -> Callable[..., Any]:
    original = getattr(RedisCache, nombre)

    @wraps(original)
    def metodo(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return original(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            anotar_falla()
            registro.warning("cache.%s sin Redis: %s", nombre, error)
            return kwargs.get("default", args[1] if nombre == "get" and len(args) > 1 else al_fallar)

    return metodo


class RedisTolerante(RedisCache):
    """Same contract as Django's Redis cache, but an absent server reads as an empty cache."""

    get = _sin_caer("get", None)
    set = _sin_caer("set", None)
    add = _sin_caer("add", True)
    delete = _sin_caer("delete", False)
    touch = _sin_caer("touch", False)
    incr = _sin_caer("incr", 1)
    has_key = _sin_caer("has_key", False)
    get_many = _sin_caer("get_many", {})
    set_many = _sin_caer("set_many", [])
    delete_many = _sin_caer("delete_many", None)
    clear = _sin_caer("clear", False)
