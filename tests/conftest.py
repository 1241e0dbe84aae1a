"""What every test may ask for. The clock is fixed, work in the background runs at once, files go to tmp."""

import os
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

HOY = "2020-07-31"
CON_BASE = {"db", "transactional_db", "django_db_setup", "elenco"}
BASE_PROPIA = ("test_respaldo.py", "test_memoria.py")
"""They start processes of their own on the database they are given."""
MEJOR_EN_POSTGRES = (
    "test_esquemathesis.py",
    "informes",
    "seguridad",
)
"""Files and folders that are long, and hostile above all: PostgreSQL minds more of what it is given (a NUL, a
number too large)."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With SIN_REPETIR, as CI runs both suites: what touches no database runs only in the embedded one, and
    MEJOR_EN_POSTGRES only in the other. Everything runs in one at least."""
    if not os.environ.get("SIN_REPETIR"):
        return
    en_postgres = os.environ.get("DATABASE_URL", "").startswith("postgres")
    fuera = [i for i in items if _sin_base(i) == en_postgres and (en_postgres or _mejor_en_postgres(i))]
    config.hook.pytest_deselected(items=fuera)
    items[:] = [i for i in items if i not in set(fuera)]


def _mejor_en_postgres(item: pytest.Item) -> bool:
    return item.path.name in MEJOR_EN_POSTGRES or item.path.parent.name in MEJOR_EN_POSTGRES


def _sin_base(item: pytest.Item) -> bool:
    marcado = any(item.get_closest_marker(m) for m in ("django_db", "servicios_reales"))
    pedidos = set(getattr(item, "fixturenames", ()))
    return not marcado and not pedidos & CON_BASE and item.path.name not in BASE_PROPIA


@pytest.fixture(autouse=True)
def _portal_de_prueba(settings: Any, tmp_path: Path) -> Any:
    settings.PAL_HOY = HOY
    settings.COLA = "inmediata"
    settings.PAGINAS_GUARDADAS = 0  # rows made by factories tell nobody that they were written
    settings.ENLACES_REVISAR = False
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "archivos", "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    if settings.REDIS_URL:  # a database of its own per process: clearing it must not empty the broker's
        servidor = settings.REDIS_URL.rsplit("/", 1)[0]
        numero = 1 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:]) % 14
        settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": f"{servidor}/{numero}"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="session")
def servidor_s3() -> Any:
    """A real S3 server (moto's), on this machine."""
    from moto.server import ThreadedMotoServer

    servidor = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    servidor.start()
    host, puerto = servidor.get_host_and_port()
    yield f"http://{host}:{puerto}"
    servidor.stop()


@pytest.fixture(params=["disco", "s3"])
def almacen(request: Any, settings: Any) -> Any:
    """The storage of files, one kind and the other: what asks for it runs on both."""
    from django.core.files.storage import default_storage

    if request.param == "s3":
        import boto3

        from pal_portal.cimientos.almacen import en_s3

        acceso = {"endpoint": request.getfixturevalue("servidor_s3"), "region": "us-east-1"}
        cubo = f"portal-{uuid.uuid4().hex[:12]}"
        boto3.client(
            "s3",
            endpoint_url=acceso["endpoint"],
            region_name=acceso["region"],
            aws_access_key_id="llave",
            aws_secret_access_key="secreto",
        ).create_bucket(Bucket=cubo)
        settings.STORAGES = {
            **settings.STORAGES,
            "default": en_s3(bucket=cubo, llave="llave", secreto="secreto", **acceso),
        }
    return default_storage


@pytest.fixture
def elenco(db: Any) -> Any:
    """Alicia facilitates, Beto verifies, Carla reports for the CSO, Darío for the responsible body…"""
    from fabricas import Elenco

    return Elenco()
