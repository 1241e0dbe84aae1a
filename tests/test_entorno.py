"""Every variable that the settings read is listed in .env.example, and no other."""

import re
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[1]


def test_env_example_lists_exactly_what_settings_read() -> None:
    ajustes = (RAIZ / "pal_portal" / "settings.py").read_text()
    leidas = set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z0-9_]+)"', ajustes))
    listadas = set(re.findall(r"^([A-Z0-9_]+)=", (RAIZ / ".env.example").read_text(), re.MULTILINE))
    assert leidas == listadas


def test_no_file_names_a_package_registry() -> None:
    prohibidos = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian|--index-url|--find-links")
    for nombre in ("requirements.lock", "requirements-dev.lock", "Dockerfile", "Makefile", "pyproject.toml"):
        assert not prohibidos.search((RAIZ / nombre).read_text()), nombre
