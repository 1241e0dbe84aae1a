"""Redis away: the cache reads as empty, pages answer, and people are told what is delayed."""

from typing import Any

import pytest
from django.test import Client

from pal_portal.cimientos import cache, retraso


@pytest.mark.django_db
def test_a_page_answers_and_says_what_is_delayed_when_redis_is_away(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retraso, "_ultima_falla", -retraso.RECIENTE)
    assert "tardan más de lo normal" not in client.get("/").content.decode()
    ausente = cache.RedisTolerante("redis://127.0.0.1:1/0", {})
    assert ausente.get("x", "nada") == "nada"
    assert ausente.set("x", 1) is None
    respuesta = client.get("/metodo/")
    assert respuesta.status_code == 200
    assert "tardan más de lo normal" in respuesta.content.decode()
