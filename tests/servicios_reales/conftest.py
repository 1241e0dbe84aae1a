"""Tests that need PostgreSQL and Redis: skipped in the embedded run, never in CI's second one."""

import os

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def _con_servicios(request: pytest.FixtureRequest) -> None:
    if connection.vendor != "postgresql" or not os.environ.get("REDIS_URL"):
        pytest.skip("necesita PostgreSQL y Redis")
