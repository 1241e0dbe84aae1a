"""What the documents say is what the code does."""

import json
from pathlib import Path

from pal_portal.api import esquema

RAIZ = Path(__file__).resolve().parents[1]


def test_the_published_openapi_document_is_current() -> None:
    publicado = json.loads((RAIZ / "docs" / "openapi.json").read_text(encoding="utf-8"))
    assert publicado == json.loads(json.dumps(esquema(), ensure_ascii=False)), "corre make esquema"


def test_the_readme_lists_every_demo_account() -> None:
    from compromisos.servicios.demostracion import CONTRASENA, CUENTAS

    texto = (RAIZ / "README.md").read_text(encoding="utf-8")
    assert CONTRASENA in texto
    assert [c.correo for c in CUENTAS if c.correo not in texto] == []
